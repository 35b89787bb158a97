/* Eight words for a seal: told apart, and read back as they were written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "front/seal_words.h"

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

/* One letter changed, or one more or less. */
static bool
is_near(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && a[i] == b[i])
		i++;
	return strcmp(a + i + (a[i] != 0), b + i + (b[i] != 0)) == 0 ||
	       (a[i] && strcmp(a + i + 1, b + i) == 0) ||
	       (b[i] && strcmp(a + i, b + i + 1) == 0);
}

static void
check_list(const char (*words)[SEAL_WORD_SIZE])
{
	for (int i = 0; i < SEAL_WORDS; i++) {
		size_t len = strlen(words[i]);

		if (len < 4 || len != strspn(words[i], "abcdefghijklmnopqrs"
						       "tuvwxyz"))
			fail_msg("%s is no word", words[i]);
		for (int k = 0; k < i; k++)
			if (strncmp(words[i], words[k], 4) == 0 ||
			    is_near(words[i], words[k]))
				fail_msg("%s and %s can be confused", words[i],
					 words[k]);
	}
}

static void
no_two_words_can_be_confused(void **state)
{
	(void)state;
	assert_true(is_near("bake", "cake"));
	assert_true(is_near("bake", "baker"));
	assert_false(is_near("bake", "bacon"));
	check_list(seal_words_en);
	check_list(seal_words_nl);
}

static void
words_stand_for_the_first_eighty_bits(void **state)
{
	char expected[100];

	(void)state;
	snprintf(expected, sizeof(expected), "%s %s %s %s %s %s %s %s",
		 seal_words_en[0], seal_words_en[1023], seal_words_en[1],
		 seal_words_en[512], seal_words_en[0], seal_words_en[0],
		 seal_words_en[0], seal_words_en[1023]);
	/* 0000000000 1111111111 0000000001 1000000000, then 30 zeros */
	assert_string_equal(
		say_seal_words("003ff0060000000003ffeeee", "en", &arena),
		expected);
}

static void
what_was_written_is_read_back(void **state)
{
	static const char *const languages[] = {"en", "nl"};
	char digits[2][SEAL_DIGITS_SIZE], hex[HASH_HEX_SIZE];

	(void)state;
	for (int i = 0; i < 500; i++) {
		const char *words;

		hash_hex(&i, sizeof(i), hex);
		words = say_seal_words(hex, languages[i & 1], &arena);
		assert_int_equal(seal_words_read(words, digits), 1);
		assert_memory_equal(digits[0], hex, SEAL_DIGITS_SIZE - 1);
	}
}

static void
capitals_hyphens_and_short_words_do_not_matter(void **state)
{
	char digits[2][SEAL_DIGITS_SIZE], short_one[100] = "";
	const char *hex = "bc4398cb26f1a0b1c2d3";

	(void)state;
	for (unsigned i = 0; i < 80; i += 10) {
		/* What the words are is known from the words themselves. */
		const char *said = say_seal_words(hex, "nl", &arena);

		for (unsigned k = 0; k < i / 10; k++)
			said = strchr(said, ' ') + 1;
		snprintf(short_one + strlen(short_one),
			 sizeof(short_one) - strlen(short_one), "%s%.4s",
			 i ? "-" : " ", said);
	}
	for (char *c = short_one; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	assert_int_equal(seal_words_read(short_one, digits), 1);
	assert_string_equal(digits[0], hex);
}

static void
anything_else_is_no_seal(void **state)
{
	static const char *const wrong[] = {
		"",
		"anchor",
		"anchor anchor anchor anchor anchor anchor anchor",
		"anchor anchor anchor anchor anchor anchor anchor nosuchword",
		"anchor anchor anchor anchor anchor anchor anchor anc",
		"anchor anchor anchor anchor anchor anchor anchor anchor x",
		"anchor anchor anchor anchor anchor anchor anchor anchors",
		"anchor 1 anchor anchor anchor anchor anchor anchor anchor",
		"seals/seal-20261122T110000Z-77c0b2aa.txt",
	};
	char digits[2][SEAL_DIGITS_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (seal_words_read(wrong[i], digits) != 0)
			fail_msg("\"%s\" was read", wrong[i]);
	assert_int_equal(seal_words_read("anchor anchor anchor anchor anchor "
					 "anchor anchor anchor",
					 digits),
			 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_words_can_be_confused),
		cmocka_unit_test(words_stand_for_the_first_eighty_bits),
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(
			capitals_hyphens_and_short_words_do_not_matter),
		cmocka_unit_test(anything_else_is_no_seal),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
