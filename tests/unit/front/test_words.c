#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "front/say.h"

static struct arena arena;

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static void
the_same_id_gives_the_same_words(void **state)
{
	(void)state;
	assert_string_equal(
		say_words("9a1f33c0", &arena),
		say_words("9a1f33c0d2e4f6a8b0c2d4e6f8a0b2c4", &arena));
	assert_string_equal(say_words("0000", &arena), "adder-acorn");
	assert_string_equal(say_words("ffff", &arena), "shrimp-quiver");
}

static void
what_is_no_id_has_no_words(void **state)
{
	(void)state;
	assert_string_equal(say_words(NULL, &arena), "");
	assert_string_equal(say_words("", &arena), "");
	assert_string_equal(say_words("9a1", &arena), "");
	assert_string_equal(say_words("xyz1", &arena), "");
}

/* Two incidents on one phone line must not sound alike. */
static void
every_word_stands_once(void **state)
{
	const char *seen[512];
	char id[5];

	(void)state;
	for (unsigned i = 0; i < 256; i++) {
		const char *words, *dash;

		snprintf(id, sizeof(id), "%02x%02x", i, i);
		words = say_words(id, &arena);
		dash = strchr(words, '-');
		assert_non_null(dash);
		seen[i] = arena_strndup(&arena, words, (size_t)(dash - words));
		seen[256 + i] = dash + 1;
		assert_true(strlen(seen[i]) >= 2);
		assert_true(strlen(seen[256 + i]) >= 2);
	}
	for (unsigned i = 0; i < 512; i++)
		for (unsigned k = 0; k < i; k++)
			assert_string_not_equal(seen[i], seen[k]);
}

static void
an_entry_is_named_by_five_characters(void **state)
{
	(void)state;
	assert_string_equal(say_entry("9f3a61c077b20e4d", &arena), "#9f3a6");
	assert_string_equal(say_entry("9f", &arena), "#9f");
	assert_string_equal(say_entry(NULL, &arena), "#");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_id_gives_the_same_words),
		cmocka_unit_test(what_is_no_id_has_no_words),
		cmocka_unit_test(every_word_stands_once),
		cmocka_unit_test(an_entry_is_named_by_five_characters),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
