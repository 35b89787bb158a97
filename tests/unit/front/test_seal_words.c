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

/* How a word is heard, roughly: what is spelled in two ways is one sound. */
struct sound {
	const char *written, *heard;
	enum { ANYWHERE, AT_END, BEFORE_E_I_Y } where;
};

static const struct sound english[] = {
	{"ph", "f", ANYWHERE},     {"ght", "t", ANYWHERE},
	{"kn", "n", ANYWHERE},     {"wr", "r", ANYWHERE},
	{"wh", "w", ANYWHERE},     {"ps", "s", ANYWHERE},
	{"ck", "k", ANYWHERE},     {"sch", "sk", ANYWHERE},
	{"ch", "#", ANYWHERE},     {"sc", "s", BEFORE_E_I_Y},
	{"c", "s", BEFORE_E_I_Y},  {"c", "k", ANYWHERE},
	{"q", "k", ANYWHERE},      {"x", "ks", ANYWHERE},
	{"z", "s", ANYWHERE},      {"tion", "shn", ANYWHERE},
	{"sion", "shn", ANYWHERE}, {"ee", "i", ANYWHERE},
	{"ea", "i", ANYWHERE},     {"ie", "i", ANYWHERE},
	{"ei", "i", ANYWHERE},     {"ey", "i", ANYWHERE},
	{"ai", "e", ANYWHERE},     {"ay", "e", ANYWHERE},
	{"ou", "o", ANYWHERE},     {"ow", "o", ANYWHERE},
	{"au", "o", ANYWHERE},     {"aw", "o", ANYWHERE},
	{"oa", "o", ANYWHERE},     {"oo", "u", ANYWHERE},
	{"ue", "u", ANYWHERE},     {"ew", "u", ANYWHERE},
	{"ui", "u", ANYWHERE},     {"y", "i", ANYWHERE},
	{"er", "r", AT_END},       {"or", "r", AT_END},
	{"ar", "r", AT_END},       {"re", "r", AT_END},
	{"el", "l", AT_END},       {"al", "l", AT_END},
	{"le", "l", AT_END},       {"en", "n", AT_END},
	{"on", "n", AT_END},       {"an", "n", AT_END},
	{"e", "", AT_END},
};
#define ENGLISH (sizeof(english) / sizeof(*english))

static const struct sound dutch[] = {
	{"ch", "g", ANYWHERE},    {"ph", "f", ANYWHERE},
	{"th", "t", ANYWHERE},    {"ck", "k", ANYWHERE},
	{"qu", "kw", ANYWHERE},   {"x", "ks", ANYWHERE},
	{"c", "s", BEFORE_E_I_Y}, {"c", "k", ANYWHERE},
	{"ij", "#", ANYWHERE},    {"ei", "#", ANYWHERE},
	{"y", "#", ANYWHERE},     {"au", "ou", ANYWHERE},
	{"ie", "i", ANYWHERE},    {"v", "f", ANYWHERE},
	{"z", "s", ANYWHERE},     {"d", "t", AT_END},
	{"b", "p", AT_END},       {"w", "", AT_END},
	{"en", "e", AT_END},
};
#define DUTCH (sizeof(dutch) / sizeof(*dutch))

static bool
is_there(const struct sound *s, const char *rest, bool begun)
{
	size_t len = strlen(s->written);

	if (strncmp(rest, s->written, len) != 0)
		return false;
	if (s->where == AT_END)
		return begun && rest[len] == '\0';
	return s->where == ANYWHERE || (rest[len] && strchr("eiy", rest[len]));
}

static void
replace_all(const struct sound *s, char word[2 * SEAL_WORD_SIZE])
{
	char out[2 * SEAL_WORD_SIZE] = "";
	size_t at = 0;

	for (const char *p = word; *p; at = strlen(out))
		if (is_there(s, p, at > 1)) {
			strcat(out, s->heard);
			p += strlen(s->written);
		} else {
			out[at] = *p++;
			out[at + 1] = '\0';
		}
	strcpy(word, out);
}

static void
hear(const char *word, const struct sound *sounds, size_t count,
     char heard[2 * SEAL_WORD_SIZE])
{
	size_t at = 0;

	strcpy(heard, word);
	for (size_t i = 0; i < count; i++)
		replace_all(&sounds[i], heard);
	for (const char *p = heard; *p; p++)
		if (at == 0 || heard[at - 1] != *p)
			heard[at++] = *p;
	heard[at] = '\0';
}

static void
check_list(const char (*words)[SEAL_WORD_SIZE], int count)
{
	for (int i = 0; i < count; i++) {
		size_t len = strlen(words[i]);

		if (len < 4 || len != strspn(words[i], "abcdefghijklmnopqrs"
						       "tuvwxyz"))
			fail_msg("%s is no word", words[i]);
		if (i && strcmp(words[i - 1], words[i]) >= 0)
			fail_msg("%s is out of order", words[i]);
		for (int k = 0; k < i; k++)
			if (strncmp(words[i], words[k], 4) == 0 ||
			    is_near(words[i], words[k]))
				fail_msg("%s and %s can be confused", words[i],
					 words[k]);
	}
}

static void
check_sounds(const char (*words)[SEAL_WORD_SIZE], const struct sound *sounds,
	     size_t count)
{
	static char heard[SEAL_WORDS][2 * SEAL_WORD_SIZE];
	int alike = 0;

	for (int i = 0; i < SEAL_WORDS; i++) {
		hear(words[i], sounds, count, heard[i]);
		for (int k = 0; k < i; k++)
			if (strcmp(heard[i], heard[k]) == 0) {
				print_message("%s and %s sound alike\n",
					      words[i], words[k]);
				alike++;
			}
	}
	assert_int_equal(alike, 0);
}

static void
no_two_words_can_be_confused(void **state)
{
	(void)state;
	assert_true(is_near("bake", "cake"));
	assert_true(is_near("bake", "baker"));
	assert_false(is_near("bake", "bacon"));
	check_list(seal_words_en, SEAL_WORDS);
	check_list(seal_words_nl, SEAL_WORDS);
	check_list(seal_words_first_en, SEAL_WORDS_FIRST);
	check_list(seal_words_first_nl, SEAL_WORDS_FIRST);
}

static void
no_two_words_sound_alike(void **state)
{
	char a[2 * SEAL_WORD_SIZE], b[2 * SEAL_WORD_SIZE];

	(void)state;
	hear("anchor", english, ENGLISH, a);
	hear("answer", english, ENGLISH, b);
	assert_string_not_equal(a, b);
	hear("knight", english, ENGLISH, a);
	hear("night", english, ENGLISH, b);
	assert_string_equal(a, b);
	hear("leiden", dutch, DUTCH, a);
	hear("lijden", dutch, DUTCH, b);
	assert_string_equal(a, b);
	check_sounds(seal_words_en, english, ENGLISH);
	check_sounds(seal_words_nl, dutch, DUTCH);
}

static void
words_stand_for_the_first_eighty_eight_bits(void **state)
{
	char expected[100];

	(void)state;
	snprintf(expected, sizeof(expected), "%s %s %s %s %s %s %s %s",
		 seal_words_en[0], seal_words_en[2047], seal_words_en[1],
		 seal_words_en[1024], seal_words_en[0], seal_words_en[0],
		 seal_words_en[0], seal_words_en[2047]);
	/* 00000000000 11111111111 00000000001 10000000000, 33 zeros, 11 ones */
	assert_string_equal(
		say_seal_words("001ffc00c00000000007ffeeee", "en", &arena),
		expected);
}

static void
what_was_written_is_read_back(void **state)
{
	static const char *const languages[] = {"en", "nl"};
	struct seal_meant meant[SEAL_LISTS];
	char hex[HASH_HEX_SIZE];

	(void)state;
	for (int i = 0; i < 500; i++) {
		const char *words;

		hash_hex(&i, sizeof(i), hex);
		words = say_seal_words(hex, languages[i & 1], &arena);
		assert_true(seal_words_read(words, meant) >= 1);
		assert_false(meant[0].is_first);
		assert_int_equal(strlen(meant[0].digits), 22);
		assert_memory_equal(meant[0].digits, hex, 22);
	}
}

/* Papers from before: the words were other ones, and mean ten bits each. */
static void
words_of_the_first_lists_are_still_read(void **state)
{
	static const char *const papers[] = {
		"absent zodiac accent logic absent absent absent zodiac",
		"AALB ZWEM AAMB KORE AALB AALB AALB ZWEM",
	};
	struct seal_meant meant[SEAL_LISTS];

	(void)state;
	for (int i = 0; i < 2; i++) {
		unsigned count = seal_words_read(papers[i], meant);

		assert_int_not_equal(count, 0);
		assert_true(meant[count - 1].is_first);
		/* 0000000000 1111111111 0000000001 1000000000, 30 zeros */
		assert_string_equal(meant[count - 1].digits,
				    "003ff0060000000003ff");
		/* Today's lists have these words too: they mean more there. */
		for (unsigned k = 0; k + 1 < count; k++)
			assert_int_equal(strlen(meant[k].digits), 22);
	}
}

static void
capitals_hyphens_and_short_words_do_not_matter(void **state)
{
	struct seal_meant meant[SEAL_LISTS];
	const char *hex = "bc4398cb26f1a0b1c2d3e4";
	char short_one[100] = "";

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		/* What the words are is known from the words themselves. */
		const char *said = say_seal_words(hex, "nl", &arena);

		for (unsigned k = 0; k < i; k++)
			said = strchr(said, ' ') + 1;
		snprintf(short_one + strlen(short_one),
			 sizeof(short_one) - strlen(short_one), "%s%.4s",
			 i ? "-" : " ", said);
	}
	for (char *c = short_one; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	assert_true(seal_words_read(short_one, meant) >= 1);
	assert_string_equal(meant[0].digits, hex);
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
	struct seal_meant meant[SEAL_LISTS];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (seal_words_read(wrong[i], meant) != 0)
			fail_msg("\"%s\" was read", wrong[i]);
	assert_int_equal(seal_words_read("anchor anchor anchor anchor anchor "
					 "anchor anchor anchor",
					 meant),
			 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_words_can_be_confused),
		cmocka_unit_test(no_two_words_sound_alike),
		cmocka_unit_test(words_stand_for_the_first_eighty_eight_bits),
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(words_of_the_first_lists_are_still_read),
		cmocka_unit_test(
			capitals_hyphens_and_short_words_do_not_matter),
		cmocka_unit_test(anything_else_is_no_seal),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
