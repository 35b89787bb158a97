#include "markdown/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "markdown/markdown.h"

/* Lines with a bar behind them; styles as marks around their run. */
static void
add_lines(struct buf *out, const struct flow *f)
{
	static const char *const marks[] = {"", "/", "*", "/*", "`"};

	for (unsigned i = 0; i < f->count; i++) {
		for (unsigned k = 0; k < f->lines[i].count; k++) {
			const struct flow_run *run = &f->lines[i].runs[k];
			const char *mark =
				run->style < 5 ? marks[run->style] : "_";

			buf_addf(out, "%s%s%s", mark, run->text, mark);
		}
		buf_adds(out, "|\n");
	}
}

static void
assert_flow(const char *source, int width, const char *expected)
{
	struct arena a = {0};
	struct buf out = {0};
	struct flow f = flow_source(source, strlen(source), width, &a);

	add_lines(&out, &f);
	assert_string_equal(buf_text(&out), expected);
	buf_fini(&out);
	arena_fini(&a);
}

static void
paragraphs_are_broken_and_parted_by_an_empty_line(void **state)
{
	(void)state;
	assert_flow("", 20, "");
	assert_flow("Pull the main switch.\n\nWait.", 12,
		    "Pull the|\nmain switch.|\n|\nWait.|\n");
	assert_flow("one  \ntwo", 12, "one|\ntwo|\n");
}

static void
styles_go_on_over_the_end_of_a_line(void **state)
{
	(void)state;
	assert_flow("Do **not log on** now", 9, "Do *not*|\n*log on*|\nnow|\n");
	assert_flow("*a* `b`", 9, "/a/ `b`|\n");
}

static void
items_hang_behind_their_marker(void **state)
{
	(void)state;
	assert_flow("Call:\n\n- the desk now\n- b\n  1. c d\n", 12,
		    "Call:|\n- the desk|\n  now|\n- b|\n  1. c d|\n");
	assert_flow("> a b\n", 4, "a b|\n");
	assert_flow("> quoted text\n", 12, "> quoted|\n> text|\n");
	assert_flow("-\n", 10, "- |\n");
}

static void
headings_are_strong_and_stay_with_what_follows(void **state)
{
	(void)state;
	assert_flow("a\n\n# Now\n\nb", 20, "a|\n|\n*Now*|\nb|\n");
}

static void
code_is_cut_but_never_broken_at_words(void **state)
{
	(void)state;
	assert_flow("```\nls -l /var\n\nx\n```", 8,
		    "`ls -l /v`|\n`ar`|\n|\n`x`|\n");
}

static void
a_table_stands_in_columns_where_it_fits(void **state)
{
	static const char table[] = "|Who|Phone|\n|---|--:|\n|CERT|12|\n"
				    "|the *desk*|3|\n";

	(void)state;
	assert_flow(table, 20,
		    "*Who*       *Phone*|\nCERT         12|\n"
		    "the /desk/      3|\n");
	assert_flow(table, 12,
		    "- *Who: *CERT|\n  *Phone: *12|\n- *Who: *the|\n"
		    "  /desk/|\n  *Phone: *3|\n");
}

static void
a_rule_is_a_line_of_dashes(void **state)
{
	(void)state;
	assert_flow("a\n\n---", 5, "a|\n|\n-----|\n");
}

/* The same words in the same order, whatever the width. */
static void
assert_sound(const char *source, size_t len, int width)
{
	struct arena a = {0};
	struct flow f = flow_source(source, len, width, &a);

	for (unsigned i = 0; i < f.count; i++) {
		int cells = 0;
		unsigned characters = 0;

		for (unsigned k = 0; k < f.lines[i].count; k++) {
			const char *text = f.lines[i].runs[k].text;

			assert_true(*text);
			assert_null(strchr(text, '\n'));
			assert_true(text_is_utf8(text, strlen(text)));
			cells += text_width(text);
			characters += (unsigned)strlen(text);
		}
		if (cells > width)
			assert_true(width == 1 && cells == 2 &&
				    characters >= 3);
	}
	arena_fini(&a);
}

static void
no_line_is_wider_than_asked(void **state)
{
	static const char source[] =
		"# Head of *all* things\n\nA paragraph with "
		"https://a.example/x "
		"and **strong** words.\n\n- one\n  - two é 中文\n    1. three\n"
		"\n> quoted\n>> deeper\n\n|a|b b "
		"b|\n|---|--:|\n|c|`d`|\n\n---\n"
		"\n    code is here\n";

	(void)state;
	for (int width = -1; width < 100; width++)
		assert_sound(source, sizeof(source) - 1, width < 1 ? 1 : width);
}

static void
any_bytes_flow(void **state)
{
	static const char alphabet[] = "ab   \n\n\t*_`#>-1.)[]()<!|:\\"
				       "\x1b\xff\xc3\xa9\xe4\xb8\xad";
	unsigned seed = 5;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		char s[70];

		for (size_t i = 0; i < sizeof(s); i++) {
			seed = seed * 1103515245 + 12345;
			s[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		assert_sound(s, sizeof(s), 1 + (int)(seed >> 20) % 60);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			paragraphs_are_broken_and_parted_by_an_empty_line),
		cmocka_unit_test(styles_go_on_over_the_end_of_a_line),
		cmocka_unit_test(items_hang_behind_their_marker),
		cmocka_unit_test(
			headings_are_strong_and_stay_with_what_follows),
		cmocka_unit_test(code_is_cut_but_never_broken_at_words),
		cmocka_unit_test(a_table_stands_in_columns_where_it_fits),
		cmocka_unit_test(a_rule_is_a_line_of_dashes),
		cmocka_unit_test(no_line_is_wider_than_asked),
		cmocka_unit_test(any_bytes_flow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
