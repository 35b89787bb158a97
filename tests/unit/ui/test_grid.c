/* Cells: clipping, wide characters, marks, hostile text, the ASCII tier. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "ui/grid.h"
#include "ui/sheet.h"

static struct grid g;

static int
begin(void **state)
{
	(void)state;
	grid_init(&g, false);
	grid_resize(&g, 4, 10);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	grid_fini(&g);
	return 0;
}

static void
assert_row(int row, const char *expected)
{
	struct buf out = {0};

	for (int i = 0; i < g.columns; i++)
		buf_adds(&out, grid_cell(&g, row, i)->text);
	while (out.len > 0 && out.bytes[out.len - 1] == ' ')
		out.bytes[--out.len] = '\0';
	assert_string_equal(buf_text(&out), expected);
	buf_fini(&out);
}

static void
text_is_clipped_at_the_edges(void **state)
{
	(void)state;
	assert_int_equal(grid_text(&g, 0, 7, 99, LOOK_NORMAL, "abcdef"), 6);
	assert_row(0, "       abc");
	grid_text(&g, -1, 0, 10, LOOK_NORMAL, "above");
	grid_text(&g, 4, 0, 10, LOOK_NORMAL, "below");
	grid_text(&g, 1, -2, 10, LOOK_NORMAL, "abcd");
	assert_row(1, "cd");
	assert_null(grid_cell(&g, 4, 0));
	assert_null(grid_cell(&g, 0, 10));
}

static void
no_more_columns_are_taken_than_were_given(void **state)
{
	(void)state;
	assert_int_equal(grid_text(&g, 0, 0, 3, LOOK_BOLD, "abcdef"), 3);
	assert_row(0, "abc");
	assert_int_equal(grid_cell(&g, 0, 2)->look, LOOK_BOLD);
	assert_int_equal(grid_cell(&g, 0, 3)->look, LOOK_NORMAL);
	assert_int_equal(grid_text(&g, 0, 0, 0, LOOK_BOLD, "x"), 0);
}

static void
a_wide_character_takes_two_cells_or_none(void **state)
{
	(void)state;
	assert_int_equal(grid_text(&g, 0, 0, 10, LOOK_NORMAL, "\xe6\xbc\xa2x"),
			 3);
	assert_int_equal(grid_cell(&g, 0, 0)->width, 2);
	assert_int_equal(grid_cell(&g, 0, 1)->width, 0);
	assert_string_equal(grid_cell(&g, 0, 1)->text, "");
	/* Half a character is not left standing. */
	grid_text(&g, 0, 1, 1, LOOK_NORMAL, "y");
	assert_row(0, " yx");
	assert_int_equal(grid_text(&g, 1, 0, 1, LOOK_NORMAL, "\xe6\xbc\xa2"),
			 0);
	grid_text(&g, 2, 9, 5, LOOK_NORMAL, "\xe6\xbc\xa2");
	assert_row(2, "");
}

static void
marks_stay_on_their_character(void **state)
{
	(void)state;
	assert_int_equal(grid_text(&g, 0, 0, 10, LOOK_NORMAL, "e\xcc\x81x"), 2);
	assert_string_equal(grid_cell(&g, 0, 0)->text, "e\xcc\x81");
	assert_string_equal(grid_cell(&g, 0, 1)->text, "x");
	/* Hundred marks do not overflow a cell. */
	struct buf flood = {0};

	buf_adds(&flood, "a");
	for (int i = 0; i < 100; i++)
		buf_adds(&flood, "\xcc\x81");
	grid_text(&g, 1, 0, 10, LOOK_NORMAL, buf_text(&flood));
	assert_true(strlen(grid_cell(&g, 1, 0)->text) <
		    sizeof(grid_cell(&g, 1, 0)->text));
	buf_fini(&flood);
}

static void
nothing_hostile_reaches_a_cell(void **state)
{
	static const char *const hostile[] = {"\033]0;title\007",
					      "\x9b"
					      "31m",
					      "a\rb",
					      "\xe2\x80\xae"
					      "abc",
					      "\xff\xfe",
					      "\x7f"};

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		grid_begin(&g);
		grid_text(&g, 0, 0, 10, LOOK_NORMAL, hostile[i]);
		for (int n = 0; n < g.columns; n++) {
			const unsigned char *t =
				(const unsigned char *)grid_cell(&g, 0, n)
					->text;

			for (; *t != '\0'; t++)
				assert_true(*t >= ' ' && *t != 0x7f &&
					    *t != 0x9b && *t != 0xff);
			assert_null(strstr(grid_cell(&g, 0, n)->text,
					   "\xe2\x80\xae"));
		}
	}
}

static void
a_newline_is_a_space_on_one_line(void **state)
{
	(void)state;
	grid_text(&g, 0, 0, 10, LOOK_NORMAL, "a\nb");
	assert_row(0, "a b");
}

static void
the_ascii_tier_shows_nothing_else(void **state)
{
	(void)state;
	g.ascii = true;
	grid_text(&g, 0, 0, 10, LOOK_NORMAL, "caf\xc3\xa9 \xe2\x82\xac");
	assert_row(0, "cafe EUR");
}

static void
sizes_are_clamped(void **state)
{
	(void)state;
	grid_resize(&g, 0, -5);
	assert_int_equal(g.rows, 1);
	assert_int_equal(g.columns, 1);
	grid_text(&g, 0, 0, 10, LOOK_NORMAL, "abc");
	assert_row(0, "a");
	grid_resize(&g, 30000, 30000);
	assert_int_equal(g.rows, GRID_ROWS_MOST);
	assert_int_equal(g.columns, GRID_COLUMNS_MOST);
}

static void
a_text_is_cut_between_words(void **state)
{
	(void)state;
	assert_string_equal(sheet_cut(&g, "short", 10), "short");
	assert_string_equal(sheet_cut(&g, "several words here", 12),
			    "several..");
	assert_string_equal(sheet_cut(&g, "several words", 0), "");
}

static void
what_stands_right_moves_down_when_it_would_squeeze(void **state)
{
	struct sheet s;

	(void)state;
	sheet_begin(&s, &g, 10);
	sheet_hang(&s, 0, "[ ] ", LOOK_NORMAL, "ab", "03:04");
	assert_int_equal(s.count, 2);
	sheet_begin(&s, &g, 10);
	sheet_hang(&s, 0, "", LOOK_NORMAL, "abc", "03:04");
	assert_int_equal(s.count, 1);
	sheet_draw(&s, (struct box){0, 0, 4, 10}, -1);
	assert_row(0, "abc  03:04");
}

static void
the_focus_is_always_in_sight(void **state)
{
	struct sheet s;

	(void)state;
	grid_resize(&g, 8, 20);
	sheet_begin(&s, &g, 20);
	for (int i = 0; i < 30; i++) {
		sheet_entry(&s, i);
		sheet_mark(&s, 0);
		sheet_text(&s, 2, LOOK_NORMAL, "line");
	}
	for (int i = 0; i < 30; i++) {
		int top = sheet_top(&s, 8, i);

		assert_in_range(top, 0, 22);
		assert_true(i >= top && i < top + 8);
		grid_blank(&g, (struct box){0, 0, 8, 20}, LOOK_NORMAL);
		sheet_draw(&s, (struct box){0, 0, 8, 20}, i);
		assert_string_equal(
			grid_cell(&g, g.cursor_row, g.cursor_column)->text,
			">");
	}
}

static void
a_word_longer_than_a_hanging_text_is_not_cut(void **state)
{
	struct sheet s;

	(void)state;
	grid_resize(&g, 6, 20);
	sheet_begin(&s, &g, 19);
	sheet_hang(&s, 1, "[ ] 4.4 ", LOOK_NORMAL,
		   "Ask the confidentiality people", NULL);
	sheet_hang(&s, 1, "[ ] 4.5 ", LOOK_NORMAL, "confidentiality", "3:04");
	sheet_draw(&s, (struct box){0, 0, 6, 20}, -1);
	assert_row(0, " [ ] 4.4 Ask the");
	assert_row(1, "    confidentiality");
	assert_row(2, "         people");
	assert_row(3, " [ ] 4.5");
	assert_row(4, "    confidentiality");
	assert_row(5, "               3:04");
}

/* A caution of four lines above an item of two, in boxes of that height. */
static int
rows_of_the_text(int rows)
{
	struct sheet s;
	int top, shown = 0;

	sheet_begin(&s, &g, 20);
	sheet_entry(&s, 0);
	for (int i = 0; i < 4; i++)
		sheet_text(&s, 2, LOOK_CAUTION, "caution");
	sheet_mark(&s, 0);
	sheet_text(&s, 2, LOOK_NORMAL, "item");
	sheet_text(&s, 2, LOOK_NORMAL, "goes on");
	top = sheet_top(&s, rows, 0);
	for (int i = 4; i < 6; i++)
		shown += i >= top && i < top + rows ? 1 : 0;
	return shown;
}

static void
a_caution_never_hides_its_item(void **state)
{
	(void)state;
	assert_int_equal(rows_of_the_text(1), 1);
	for (int rows = 2; rows < 7; rows++)
		assert_int_equal(rows_of_the_text(rows), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(text_is_clipped_at_the_edges,
						begin, end),
		cmocka_unit_test_setup_teardown(
			no_more_columns_are_taken_than_were_given, begin, end),
		cmocka_unit_test_setup_teardown(
			a_wide_character_takes_two_cells_or_none, begin, end),
		cmocka_unit_test_setup_teardown(marks_stay_on_their_character,
						begin, end),
		cmocka_unit_test_setup_teardown(nothing_hostile_reaches_a_cell,
						begin, end),
		cmocka_unit_test_setup_teardown(
			a_newline_is_a_space_on_one_line, begin, end),
		cmocka_unit_test_setup_teardown(
			the_ascii_tier_shows_nothing_else, begin, end),
		cmocka_unit_test_setup_teardown(sizes_are_clamped, begin, end),
		cmocka_unit_test_setup_teardown(a_text_is_cut_between_words,
						begin, end),
		cmocka_unit_test_setup_teardown(
			what_stands_right_moves_down_when_it_would_squeeze,
			begin, end),
		cmocka_unit_test_setup_teardown(the_focus_is_always_in_sight,
						begin, end),
		cmocka_unit_test_setup_teardown(
			a_word_longer_than_a_hanging_text_is_not_cut, begin,
			end),
		cmocka_unit_test_setup_teardown(a_caution_never_hides_its_item,
						begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
