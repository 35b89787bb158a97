/* Lines of the organisation's file are changed, everything else stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/diag.h"
#include "load/edit.h"
#include "load/load.h"

static const char FILE_TEXT[] =
	"# Ours. Ask the secretariat before changing it.\n"
	"draaiboek: 1\n"
	"kind: organisation\n"
	"name: Voorbeeldegem   # as on letters\n"
	"language: nl\n"
	"nis2: unknown\n"
	"people:\n"
	"  # the mayor first\n"
	"  - id: mayor\n"
	"    role: management\n"
	"    phone: \"09 000 00 01\"\n"
	"\n"
	"  - id: it-duty\n"
	"    role: it\n"
	"\n"
	"# who helps us\n"
	"suppliers: []\n"
	"services:\n"
	"- id: civil\n"
	"  name: Civil registry\n";

static void
is_now(struct buf *text, const char *from, const char *to)
{
	struct buf want = {0};
	const char *at = strstr(FILE_TEXT, from);

	assert_non_null(at);
	buf_add(&want, FILE_TEXT, (size_t)(at - FILE_TEXT));
	buf_adds(&want, to);
	buf_adds(&want, at + strlen(from));
	assert_string_equal(buf_text(text), buf_text(&want));
	buf_fini(&want);
	buf_fini(text);
}

static struct buf
fresh(void)
{
	struct buf text = {0};

	buf_adds(&text, FILE_TEXT);
	return text;
}

static void
a_value_at_the_top_is_replaced(void **state)
{
	struct buf text = fresh();

	(void)state;
	assert_true(edit_set(&text, "name", "Sint-\"Voorbeeld\": #1"));
	is_now(&text, "name: Voorbeeldegem   # as on letters",
	       "name: \"Sint-\\\"Voorbeeld\\\": #1\"  # as on letters");
	text = fresh();
	assert_true(edit_set(&text, "region", "be-vlg"));
	is_now(&text, "nis2: unknown\n", "nis2: unknown\nregion: be-vlg\n");
}

static void
an_entry_is_added(void **state)
{
	static const char *const keys[] = {"id", "name", "phone"};
	static const char *const values[] = {"gym", "The gym", NULL};
	struct buf text = fresh();

	(void)state;
	assert_true(edit_add(&text, "suppliers", keys, values, 3));
	is_now(&text, "suppliers: []\n",
	       "suppliers:\n  - id: gym\n    name: \"The gym\"\n");
	text = fresh();
	assert_true(edit_add(&text, "services", keys, values, 3));
	is_now(&text, "  name: Civil registry\n",
	       "  name: Civil registry\n- id: gym\n  name: \"The gym\"\n");
	text = fresh();
	assert_true(edit_add(&text, "people", keys, values, 3));
	is_now(&text, "    role: it\n",
	       "    role: it\n  - id: gym\n    name: \"The gym\"\n");
	text = fresh();
	assert_true(edit_add(&text, "contacts", keys, values, 3));
	is_now(&text, "  name: Civil registry\n",
	       "  name: Civil registry\ncontacts:\n  - id: gym\n    name: "
	       "\"The gym\"\n");
}

static void
a_key_of_an_entry_is_set(void **state)
{
	struct buf text = fresh();

	(void)state;
	assert_true(edit_set_in(&text, "people", "mayor", "phone", "112"));
	is_now(&text, "    phone: \"09 000 00 01\"\n", "    phone: \"112\"\n");
	text = fresh();
	assert_true(edit_set_in(&text, "people", "it-duty", "phone", "1"));
	is_now(&text, "    role: it\n", "    role: it\n    phone: \"1\"\n");
	text = fresh();
	assert_false(edit_set_in(&text, "people", "it", "phone", "1"));
	assert_string_equal(buf_text(&text), FILE_TEXT);
	buf_fini(&text);
}

static void
another_style_is_refused(void **state)
{
	static const char *const keys[] = {"id"};
	static const char *const values[] = {"x"};
	struct buf text = {0};

	(void)state;
	buf_adds(&text, "people: [{id: mayor}]\nname: >\n  Long\n  name\n");
	assert_false(edit_add(&text, "people", keys, values, 1));
	assert_false(edit_set(&text, "name", "x"));
	assert_false(edit_set_in(&text, "people", "mayor", "phone", "1"));
	assert_string_equal(buf_text(&text),
			    "people: [{id: mayor}]\nname: >\n  Long\n  name\n");
	buf_fini(&text);
}

/* What was written is what is read. */
static void
it_round_trips(void **state)
{
	static const char *const values[] = {
		"- no list", "a: b # c", "\"quoted\" \\ and 'so'",
		"yes",       "{{x}}",    "é€漢",
		"@x",        "12",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct buf text = fresh();
		struct arena a = {0};
		struct diag_list diags = {.arena = &a};
		struct loaded l = {0};

		assert_true(edit_set(&text, "name", values[i]));
		assert_true(edit_set_in(&text, "services", "civil", "owner",
					values[i]));
		assert_true(load_bytes("o.yaml", buf_text(&text), text.len, &a,
				       &diags, &l));
		assert_string_equal(l.organisation->name, values[i]);
		assert_string_equal(l.organisation->services[0].owner,
				    values[i]);
		buf_fini(&text);
		arena_fini(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_at_the_top_is_replaced),
		cmocka_unit_test(an_entry_is_added),
		cmocka_unit_test(a_key_of_an_entry_is_set),
		cmocka_unit_test(another_style_is_refused),
		cmocka_unit_test(it_round_trips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
