#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

static void
assert_shown(const char *s, size_t len, bool newlines, const char *expected)
{
	struct buf out = {0};

	text_show(&out, s, len, newlines);
	assert_string_equal(buf_text(&out), expected);
	buf_fini(&out);
}

static void
every_character_decodes_to_itself(void **state)
{
	char bytes[4];
	uint32_t back;

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		size_t len;

		if (c >= 0xd800 && c < 0xe000)
			continue;
		len = text_encode(bytes, c);
		if (text_decode(bytes, len, &back) != len || back != c)
			fail_msg("U+%04X", (unsigned)c);
		if (len > 1 &&
		    (text_decode(bytes, len - 1, &back) != 1 || back != 0xfffd))
			fail_msg("half of U+%04X", (unsigned)c);
	}
}

static void
invalid_bytes_are_one_replacement_each(void **state)
{
	static const char *const bad[] = {
		"\x80",
		"\xc0\x80",
		"\xc1\xbf",
		"\xe0\x9f\xbf",
		"\xed\xa0\x80",
		"\xf0\x8f\xbf\xbf",
		"\xf4\x90\x80\x80",
		"\xf5\x80\x80\x80",
		"\xff",
		"\xe2\x28\xa1",
	};
	uint32_t c;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(text_decode(bad[i], strlen(bad[i]), &c), 1);
		assert_int_equal(c, 0xfffd);
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	}
	assert_int_equal(text_decode("", 0, &c), 0);
	assert_true(text_is_utf8("é€🔥\xef\xbf\xbd", 12));
}

static void
a_surrogate_is_written_as_a_replacement(void **state)
{
	char bytes[4];

	(void)state;
	assert_int_equal(text_encode(bytes, 0xd800), 3);
	assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
	assert_int_equal(text_encode(bytes, 0x110000), 3);
}

static void
characters_that_lie_are_unsafe(void **state)
{
	static const uint32_t unsafe[] = {
		0x00,    0x0a,    0x1b,    0x7f,     0x85,   0x9b,
		0xad,    0x34f,   0x61c,   0x200b,   0x200d, 0x200e,
		0x2028,  0x202e,  0x2060,  0x2066,   0x2069, 0x3164,
		0xe000,  0xfe0f,  0xfeff,  0xfff9,   0xffff, 0xfdd0,
		0xe0041, 0xe0100, 0x1ffff, 0x100000, 0xd800, 0x110000,
	};
	static const uint32_t safe[] = {
		' ', '~', 0xa0, 0xe9, 0x301, 0x20ac, 0x4e2d, 0xfffd, 0x1f525,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++)
		if (!text_is_unsafe(unsafe[i]))
			fail_msg("U+%04X", (unsigned)unsafe[i]);
	for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++)
		if (text_is_unsafe(safe[i]))
			fail_msg("U+%04X", (unsigned)safe[i]);
}

static void
width_is_counted_in_cells(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("één"), 3);
	assert_int_equal(text_width("e\xcc\x81n"), 2);
	assert_int_equal(text_width("中文"), 4);
	assert_int_equal(text_width("🔥"), 2);
	assert_int_equal(text_char_width(0x1b), 1);
	assert_int_equal(text_width_n("中文", 3), 2);
}

static void
what_is_unsafe_is_shown_as_an_escape(void **state)
{
	(void)state;
	assert_shown("a\x1b[31mb", 7, false, "a\\x1b[31mb");
	assert_shown("a\0b", 3, false, "a\\x00b");
	assert_shown("\xc2\x9b\xe2\x80\xae", 5, false, "\\u009b\\u202e");
	assert_shown("\xf3\xa0\x81\x81", 4, false, "\\U000e0041");
	assert_shown("\xff\xc3", 2, false, "\\xff\\xc3");
	assert_shown("naïve €", 10, false, "naïve €");
}

static void
newlines_stay_only_when_asked(void **state)
{
	(void)state;
	assert_shown("a\n\tb\r", 5, true, "a\n b\\x0d");
	assert_shown("a\n\tb", 4, false, "a\\x0a\\x09b");
}

static void
one_line_has_a_space_for_a_newline(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(text_one_line(&a, "a\nb\x1b"), "a b\\x1b");
	assert_string_equal(text_one_line(&a, "a b"), "a b");
	arena_fini(&a);
}

static void
marks_pile_up_to_four_on_a_cell(void **state)
{
	(void)state;
	assert_shown("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81x", 12, false,
		     "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\\u0301x");
	assert_shown("\xcc\x81z", 3, false, "\\u0301z");
	assert_shown("a\n\xcc\x81", 4, true, "a\n\\u0301");
}

static void
showing_any_bytes_gives_safe_text_of_the_same_kind(void **state)
{
	struct arena a = {0};
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[41] = {0};
		const char *shown;

		for (size_t i = 0; i < 40; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = (char)(seed >> 16 & 0xff);
		}
		shown = text_shown(&a, bytes, false);
		assert_true(text_is_utf8(shown, strlen(shown)));
		for (size_t at = 0; shown[at];) {
			uint32_t c;

			at += text_decode(shown + at, strlen(shown + at), &c);
			assert_false(text_is_unsafe(c));
		}
		assert_string_equal(text_shown(&a, shown, false), shown);
	}
	arena_fini(&a);
}

static void
what_fits_ends_with_a_whole_grapheme(void **state)
{
	static const char s[] = "ae\xcc\x81中x";

	(void)state;
	assert_int_equal(text_fit(s, strlen(s), 0), 0);
	assert_int_equal(text_fit(s, strlen(s), 1), 1);
	assert_int_equal(text_fit(s, strlen(s), 2), 4);
	assert_int_equal(text_fit(s, strlen(s), 3), 4);
	assert_int_equal(text_fit(s, strlen(s), 4), 7);
	assert_int_equal(text_fit(s, strlen(s), 99), 8);
	assert_int_equal(text_fit(s, strlen(s), -1), 0);
}

static void
a_cut_text_ends_in_two_dots(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(text_cut(&a, "general director", 16),
			    "general director");
	assert_string_equal(text_cut(&a, "general director", 12),
			    "general di..");
	assert_string_equal(text_cut(&a, "general director", 10), "general..");
	assert_string_equal(text_cut(&a, "general", 2), "..");
	assert_string_equal(text_cut(&a, "general", 1), ".");
	assert_string_equal(text_cut(&a, "general", 0), "");
	assert_string_equal(text_cut(&a, "中文字", 5), "中..");
	for (int cells = 0; cells < 20; cells++)
		assert_true(text_width(text_cut(&a, "één 中文 lamp", cells)) <=
			    cells);
	arena_fini(&a);
}

static void
folding_forgets_case_and_marks(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(text_fold(&a, "Ronse-ABC"), "ronse-abc");
	assert_string_equal(text_fold(&a, "CAFÉ"), "cafe");
	assert_string_equal(text_fold(&a, "Straße Ñ"), "strasse n");
	assert_true(text_contains_folded(&a, "Één lamp", "EEN L"));
	assert_false(text_contains_folded(&a, "Één lamp", "twee"));
	assert_true(text_contains_folded(&a, "x", ""));
	assert_non_null(text_fold(&a, "bad \xff é"));
	arena_fini(&a);
}

/* What would not fit the room it is given would be seen as a leak. */
static void
every_character_folds_and_composes(void **state)
{
	struct arena a = {0};

	(void)state;
	for (uint32_t c = 0x80; c < 0x20000; c++) {
		char s[9] = {0};
		const char *folded, *ascii;

		text_encode(s + text_encode(s, c), c);
		folded = text_fold(&a, s);
		assert_true(text_is_utf8(folded, strlen(folded)));
		assert_non_null(text_nfc(&a, s));
		for (ascii = text_ascii(&a, s); *ascii; ascii++)
			assert_in_range(*ascii, 0, 0x7f);
		arena_reset(&a);
	}
	arena_fini(&a);
}

static void
texts_are_composed_and_made_ascii(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(text_nfc(&a, "e\xcc\x81"), "é");
	assert_string_equal(text_nfc(&a, "plain"), "plain");
	assert_string_equal(text_ascii(&a, "één € – “ok” … Œuf ﬁn"),
			    "een EUR - \"ok\" ... OEuf fin");
	assert_string_equal(text_ascii(&a, "中"), "?");
	assert_string_equal(text_ascii(&a, "½"), "1/2");
	arena_fini(&a);
}

static void
a_slug_has_letters_digits_and_single_hyphens(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_string_equal(text_slug(&a, "  Town Hall — é/1! ", 40),
			    "town-hall-e-1");
	assert_string_equal(text_slug(&a, "Town Hall", 5), "town");
	assert_string_equal(text_slug(&a, "Town Hall", 6), "town-h");
	assert_string_equal(text_slug(&a, "../..", 40), "");
	assert_string_equal(text_slug(&a, "x", 0), "");
	arena_fini(&a);
}

static void
the_nearest_word_is_suggested(void **state)
{
	static const char *const words[] = {"title", "summary", "roles",
					    "steps", "is"};

	(void)state;
	assert_string_equal(text_nearest("titel", words, 5), "title");
	assert_string_equal(text_nearest("Sumary", words, 5), "summary");
	assert_string_equal(text_nearest("role", words, 5), "roles");
	assert_null(text_nearest("deadline", words, 5));
	assert_null(text_nearest("", words, 5));
	assert_null(text_nearest("x", words, 5));
	assert_null(text_nearest("title", words, 0));
}

static void
a_very_long_word_has_no_neighbour(void **state)
{
	static const char *const words[] = {"title"};
	char word[5000];

	(void)state;
	memset(word, 'x', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	assert_null(text_nearest(word, words, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_decodes_to_itself),
		cmocka_unit_test(invalid_bytes_are_one_replacement_each),
		cmocka_unit_test(a_surrogate_is_written_as_a_replacement),
		cmocka_unit_test(characters_that_lie_are_unsafe),
		cmocka_unit_test(width_is_counted_in_cells),
		cmocka_unit_test(what_is_unsafe_is_shown_as_an_escape),
		cmocka_unit_test(newlines_stay_only_when_asked),
		cmocka_unit_test(one_line_has_a_space_for_a_newline),
		cmocka_unit_test(marks_pile_up_to_four_on_a_cell),
		cmocka_unit_test(
			showing_any_bytes_gives_safe_text_of_the_same_kind),
		cmocka_unit_test(what_fits_ends_with_a_whole_grapheme),
		cmocka_unit_test(a_cut_text_ends_in_two_dots),
		cmocka_unit_test(folding_forgets_case_and_marks),
		cmocka_unit_test(every_character_folds_and_composes),
		cmocka_unit_test(texts_are_composed_and_made_ascii),
		cmocka_unit_test(a_slug_has_letters_digits_and_single_hyphens),
		cmocka_unit_test(the_nearest_word_is_suggested),
		cmocka_unit_test(a_very_long_word_has_no_neighbour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
