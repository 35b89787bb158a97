/* Typing: readline's keys, graphemes, pastes, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "front/front.h"
#include "ui/field.h"
#include "ui/grid.h"

#define CTRL(letter) ((letter) - 'a' + 1)

static struct field f;
static struct arena a;

static int
begin(void **state)
{
	(void)state;
	memset(&f, 0, sizeof(f));
	field_set(&f, "");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	field_fini(&f);
	arena_fini(&a);
	return 0;
}

static void
type(const char *text)
{
	for (; *text != '\0'; text++)
		assert_true(field_key(&f, (uint32_t)*text));
}

static void
assert_text(const char *expected)
{
	assert_string_equal(buf_text(&f.text), expected);
}

static void
letters_go_where_the_cursor_is(void **state)
{
	(void)state;
	type("held");
	field_key(&f, KEY_CODE_LEFT);
	type("lo wor");
	field_key(&f, KEY_CODE_HOME);
	type("> ");
	assert_text("> hello word");
	field_key(&f, KEY_CODE_END);
	field_key(&f, KEY_CODE_BACKSPACE);
	field_key(&f, CTRL('a'));
	field_key(&f, KEY_CODE_DELETE);
	assert_text(" hello wor");
}

static void
readline_keys_cut_words_and_lines(void **state)
{
	(void)state;
	type("one two three");
	field_key(&f, CTRL('w'));
	assert_text("one two ");
	field_key(&f, CTRL('w'));
	assert_text("one ");
	field_key(&f, CTRL('a'));
	field_key(&f, CTRL('k'));
	assert_text("");
	type("abc");
	field_key(&f, CTRL('u'));
	assert_text("");
	assert_true(field_is_empty(&f));
}

static void
a_grapheme_is_one_step(void **state)
{
	(void)state;
	field_set(&f, "e\xcc\x81\xe6\xbc\xa2x");
	field_key(&f, KEY_CODE_BACKSPACE);
	assert_text("e\xcc\x81\xe6\xbc\xa2");
	field_key(&f, KEY_CODE_LEFT);
	assert_int_equal(f.cursor, 3);
	field_key(&f, KEY_CODE_LEFT);
	assert_int_equal(f.cursor, 0);
	field_key(&f, KEY_CODE_DELETE);
	assert_text("\xe6\xbc\xa2");
}

static void
what_is_read_is_normalised_and_trimmed(void **state)
{
	(void)state;
	field_set(&f, "  cafe\xcc\x81 \n");
	assert_string_equal(field_text(&f, &a), "caf\xc3\xa9");
	field_set(&f, " \n\t ");
	assert_true(field_is_empty(&f));
	assert_string_equal(field_text(&f, &a), "");
}

static void
a_new_line_is_for_texts_of_several_lines(void **state)
{
	(void)state;
	type("a");
	field_key(&f, KEY_CODE_NEW_LINE);
	assert_text("a");
	f.many = true;
	field_key(&f, KEY_CODE_NEW_LINE);
	type("bc");
	assert_text("a\nbc");
	assert_true(field_key(&f, KEY_CODE_UP));
	type("x");
	assert_text("ax\nbc");
	assert_false(field_key(&f, KEY_CODE_UP));
	field_key(&f, CTRL('k'));
	assert_text("ax\nbc");
}

static void
keys_of_the_form_are_not_the_fields(void **state)
{
	static const uint32_t keys[] = {KEY_CODE_TAB,
					KEY_CODE_ENTER,
					KEY_CODE_ESCAPE,
					KEY_CODE_HELP,
					KEY_CODE_UP,
					3,
					27};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		assert_false(field_key(&f, keys[i]));
	assert_text("");
}

static void
a_paste_is_text_and_never_keys(void **state)
{
	(void)state;
	field_paste(&f, "two\nlines\tand\rmore\033[A\001");
	assert_text("two lines and more[A");
	field_set(&f, "");
	f.many = true;
	field_paste(&f, "two\nlines");
	assert_text("two\nlines");
}

static void
what_does_not_fit_stays_out_whole(void **state)
{
	(void)state;
	f.most = 5;
	type("abcd");
	field_paste(&f, "xyz");
	assert_true(f.full);
	assert_text("abcd");
	field_key(&f, 'e');
	assert_false(f.full);
	field_key(&f, 'f');
	assert_true(f.full);
	assert_text("abcde");
}

static void
a_megabyte_is_refused_quickly(void **state)
{
	static char big[1 << 20];

	(void)state;
	memset(big, 'x', sizeof(big) - 1);
	f.many = true;
	field_paste(&f, big);
	assert_true(f.full);
	assert_text("");
}

/* The cursor must be seen, however long the text is. */
static void
the_cursor_stays_in_its_box(void **state)
{
	struct grid g;
	struct box one = {0, 2, 1, 10}, many = {1, 0, 3, 10};

	(void)state;
	grid_init(&g, false);
	grid_resize(&g, 5, 20);
	for (int i = 0; i < 60; i++) {
		field_key(&f, i % 7 == 6 ? ' ' : 'a');
		f.many = false;
		field_draw(&f, &g, one, true);
		assert_int_equal(g.cursor_row, 0);
		assert_in_range(g.cursor_column, 2, 11);
		f.many = true;
		field_draw(&f, &g, many, true);
		assert_in_range(g.cursor_row, 1, 3);
		assert_in_range(g.cursor_column, 0, 10);
		grid_begin(&g);
	}
	grid_fini(&g);
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(letters_go_where_the_cursor_is),
		TEST(readline_keys_cut_words_and_lines),
		TEST(a_grapheme_is_one_step),
		TEST(what_is_read_is_normalised_and_trimmed),
		TEST(a_new_line_is_for_texts_of_several_lines),
		TEST(keys_of_the_form_are_not_the_fields),
		TEST(a_paste_is_text_and_never_keys),
		TEST(what_does_not_fit_stays_out_whole),
		TEST(a_megabyte_is_refused_quickly),
		TEST(the_cursor_stays_in_its_box),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
