#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

/* The whole text broken at that width, lines parted by a bar. */
static const char *
broken(struct buf *out, const char *s, int cells)
{
	size_t len = strlen(s), at = 0, next;

	buf_clear(out);
	while (at < len) {
		size_t line = text_line(s + at, len - at, cells, &next);

		buf_add(out, s + at, line);
		buf_addc(out, '|');
		at += next;
	}
	return buf_text(out);
}

static void
assert_broken(const char *s, int cells, const char *expected)
{
	struct buf out = {0};

	assert_string_equal(broken(&out, s, cells), expected);
	buf_fini(&out);
}

static void
lines_break_between_words(void **state)
{
	(void)state;
	assert_broken("pull the main switch", 20, "pull the main switch|");
	assert_broken("pull the main switch", 19, "pull the main|switch|");
	assert_broken("pull the main switch", 8, "pull the|main|switch|");
	assert_broken("pull   the", 4, "pull|the|");
	assert_broken("pull the ", 8, "pull the|");
}

static void
a_word_longer_than_the_line_is_cut(void **state)
{
	(void)state;
	assert_broken("a extraordinarily", 6, "a|extrao|rdinar|ily|");
	assert_broken("中文字", 1, "中|文|字|");
}

static void
newlines_end_lines_and_empty_lines_stay(void **state)
{
	(void)state;
	assert_broken("a\n\nb\n", 10, "a||b|");
	assert_broken("abc  \ndef", 3, "abc|def|");
	assert_broken("\n  x", 5, "|  x|");
	assert_int_equal(text_lines("a\n\nb\n", 10), 3);
	assert_int_equal(text_lines("", 10), 0);
	assert_int_equal(text_lines("abc", 0), 0);
}

static void
addresses_stay_whole_where_they_fit(void **state)
{
	(void)state;
	assert_broken("see https://www.cisa.gov/stopransomware now", 35,
		      "see|https://www.cisa.gov/stopransomware|now|");
	assert_broken("mail a-b@c-d.example now", 12,
		      "mail a-b@c-|d.example|now|");
	assert_broken("mail a-b@c-d.example now", 16,
		      "mail|a-b@c-d.example|now|");
}

static void
phone_numbers_stay_whole_with_their_spaces(void **state)
{
	(void)state;
	assert_broken("call +32 2 123 45 67 at once", 17,
		      "call|+32 2 123 45 67|at once|");
	assert_broken("call 0800 12 345 now", 13, "call|0800 12 345|now|");
	assert_broken("(0)2 123 45 67", 6, "(0)2|123 45|67|");
	assert_broken("at 08 or 09 of 10", 8, "at 08 or|09 of 10|");
}

static void
hashes_stay_whole(void **state)
{
	(void)state;
	assert_broken("head 77c0-b2aa-1b20-aa91 ok", 20,
		      "head|77c0-b2aa-1b20-aa91|ok|");
}

static void
an_option_stays_whole(void **state)
{
	(void)state;
	assert_broken("a report with --public facts", 18,
		      "a report with|--public facts|");
	assert_broken("a score (--about, --score)", 12,
		      "a score|(--about,|--score)|");
	assert_broken("a -- b", 4, "a --|b|");
}

static void
where_an_hour_is_written_stays_whole(void **state)
{
	(void)state;
	assert_broken("within 1 hour at __:__", 21, "within 1 hour at|__:__|");
}

static void
lines_of_words_break_between_words_only(void **state)
{
	static const char text[] = "met, not-applicable, start";
	size_t next;

	(void)state;
	assert_int_equal(text_line_of_words(text, sizeof(text) - 1, 10, &next),
			 4);
	assert_int_equal(next, 5);
	assert_int_equal(text_line_of_words(text, sizeof(text) - 1, 20, &next),
			 20);
	assert_int_equal(next, 21);
	/* What fits on no line is broken where it may be. */
	assert_int_equal(text_line_of_words(text + 5, 15, 6, &next), 4);
	assert_int_equal(next, 4);
	assert_int_equal(text_line_of_words("", 0, 6, &next), 0);
}

static void
words_with_hyphens_break_behind_the_hyphen(void **state)
{
	(void)state;
	assert_broken("double-check it", 8, "double-|check it|");
}

/* What every breaking must hold, for any bytes at any width. */
static void
assert_sound(const char *s, int cells)
{
	size_t len = strlen(s), at = 0, next, spaces;
	int lines = 0;

	while (at < len) {
		size_t line = text_line(s + at, len - at, cells, &next);

		assert_true(next > 0);
		assert_true(line <= next && at + next <= len);
		if (text_fit(s + at, line, cells) != line)
			assert_true(text_fit(s + at, line, cells) == 0);
		/* Between the lines only spaces and one newline get lost. */
		spaces = line;
		while (spaces < next && s[at + spaces] == ' ')
			spaces++;
		if (spaces < next && s[at + spaces] == '\n')
			spaces++;
		assert_int_equal(spaces, next);
		if (line == 0)
			assert_int_equal(s[at], '\n');
		at += next;
		lines++;
	}
	assert_int_equal(lines, text_lines(s, cells));
}

static void
breaking_loses_nothing_at_any_width(void **state)
{
	static const char *const texts[] = {
		"Every minute connected, more gets encrypted: pull the cables.",
		"Call the CERT (+32 2 501 05 60) or https://cert.example/a?b=c "
		"first-then-last. 77c0b2aa1b20aa91\n\n  Indented é 中文 end",
		"      ",
		" \n \n x  \n",
		"e\xcc\x81\xcc\x81 n\xcc\x83",
		"0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
		"a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d-e",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (int cells = 1; cells < 100; cells++)
			assert_sound(texts[i], cells);
}

static void
breaking_holds_for_any_bytes(void **state)
{
	static const char alphabet[] = "ab  \n-/0123+()@.:\xc3\xa9\xcc\x81\xff";
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char s[80];
		size_t len = 0;

		while (len < sizeof(s) - 1) {
			seed = seed * 1103515245 + 12345;
			s[len++] =
				alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		s[len] = '\0';
		assert_sound(s, 1 + (int)(seed >> 20) % 40);
	}
}

static void
no_room_gives_no_line_and_ends(void **state)
{
	size_t next = 0;

	(void)state;
	assert_int_equal(text_line("abc", 3, 0, &next), 0);
	assert_int_equal(next, 3);
	assert_int_equal(text_line("abc", 3, -5, &next), 0);
	assert_int_equal(next, 3);
	assert_int_equal(text_line("", 0, 10, &next), 0);
	assert_int_equal(next, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(a_word_longer_than_the_line_is_cut),
		cmocka_unit_test(newlines_end_lines_and_empty_lines_stay),
		cmocka_unit_test(addresses_stay_whole_where_they_fit),
		cmocka_unit_test(phone_numbers_stay_whole_with_their_spaces),
		cmocka_unit_test(hashes_stay_whole),
		cmocka_unit_test(an_option_stays_whole),
		cmocka_unit_test(where_an_hour_is_written_stays_whole),
		cmocka_unit_test(lines_of_words_break_between_words_only),
		cmocka_unit_test(words_with_hyphens_break_behind_the_hyphen),
		cmocka_unit_test(breaking_loses_nothing_at_any_width),
		cmocka_unit_test(breaking_holds_for_any_bytes),
		cmocka_unit_test(no_room_gives_no_line_and_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
