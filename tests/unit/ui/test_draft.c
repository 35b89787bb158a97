/* Every form keeps what is typed in it, but for those that say why not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "front/draft.h"
#include "front/front.h"
#include "ui/draft.h"

static void
every_form_is_kept_or_said_not_to_be(void **state)
{
	(void)state;
	for (int i = FORM_NONE + 1; i <= FORM_PROFILE; i++) {
		enum form_what what = (enum form_what)i;
		bool apart = what == FORM_NAME || what == FORM_CLOCK ||
			     what == FORM_FOLDER || what == FORM_FIND_OUT;

		if ((draft_of_form(what) == NULL) != apart)
			fail_msg("form %d", i);
	}
}

/* A name that is not in the table would be shown as it is. */
static void
every_name_is_said_in_words(void **state)
{
	struct arena a = {0};

	(void)state;
	for (int i = FORM_NONE + 1; i <= FORM_PROFILE; i++) {
		const char *name = draft_of_form((enum form_what)i);
		const char *whole;

		if (name == NULL)
			continue;
		whole = arena_printf(&a, "%s/of/something", name);
		assert_string_not_equal(say_draft_name(whole, &a), whole);
		assert_null(strchr(say_draft_name(whole, &a), '/'));
	}
	assert_string_equal(say_draft_name("line:Note|x/y", &a), "Note");
	arena_fini(&a);
}

static void
fields_come_back_as_they_were(void **state)
{
	static const char *const fields[] = {NULL, "one\ntwo", "", "three",
					     NULL};
	static const char *const none[] = {NULL, ""};
	struct arena a = {0};
	const char *packed = draft_pack(fields, 5, &a);

	(void)state;
	assert_null(draft_field(packed, 0, &a));
	assert_string_equal(draft_field(packed, 1, &a), "one\ntwo");
	assert_null(draft_field(packed, 2, &a));
	assert_string_equal(draft_field(packed, 3, &a), "three");
	assert_null(draft_field(packed, 4, &a));
	assert_string_equal(say_draft_text(packed, &a), "one\ntwo; three");
	assert_null(draft_pack(none, 2, &a));
	assert_null(draft_field(NULL, 0, &a));
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_kept_or_said_not_to_be),
		cmocka_unit_test(every_name_is_said_in_words),
		cmocka_unit_test(fields_come_back_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
