/* The key table, held keys and the focus of lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/front.h"
#include "ui/app.h"
#include "ui/held.h"
#include "ui/keys.h"
#include "ui/list.h"

/* --- the table */

static void
a_key_means_one_thing_in_a_view(void **state)
{
	(void)state;
	for (int view = 0; view < VIEWS; view++)
		for (size_t i = 0; i < key_row_count; i++)
			for (int k = 0; k < 3; k++) {
				uint32_t key = key_rows[i].keys[k];

				if (key != 0 &&
				    (key_rows[i].views & (1u << view)) != 0)
					assert_ptr_equal(
						key_find((enum view_id)view,
							 key),
						&key_rows[i]);
			}
}

static void
only_space_and_enter_and_forms_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if (!row->writes)
			continue;
		assert_true(row->verb == VERB_TICK || row->verb == VERB_OPEN ||
			    row->verb == VERB_OTHER || row->verb == VERB_NOTE ||
			    row->verb == VERB_UNDO || row->verb == VERB_WHO ||
			    row->verb == VERB_EVIDENCE ||
			    row->verb == VERB_PAUSE || row->verb == VERB_REAL);
	}
}

static void
every_view_has_help_close_and_command(void **state)
{
	static const uint32_t keys[] = {'?', 'q', ':', KEY_CODE_ESCAPE,
					'k', 'j'};

	(void)state;
	for (int view = 0; view < VIEWS; view++)
		for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			assert_non_null(key_find((enum view_id)view, keys[i]));
	assert_null(key_find(VIEW_STEP, 'h'));
	assert_null(key_find(VIEW_STEP, '5'));
	assert_null(key_find(VIEW_STEP, 0));
}

static void
letters_choose_options_on_the_step_only(void **state)
{
	(void)state;
	for (uint32_t key = 'A'; key <= 'F'; key++)
		assert_int_equal(key_find(VIEW_STEP, key)->verb, VERB_LETTER);
	assert_null(key_find(VIEW_STEP, 'H'));
	assert_null(key_find(VIEW_MAP, 'B'));
}

static void
the_key_line_drops_whole_hints_and_never_the_last(void **state)
{
	struct arena a = {0};

	(void)state;
	for (int view = 0; view < VIEWS; view++) {
		for (int columns = 8; columns <= 140; columns++) {
			const char *line = key_line((enum view_id)view,
						    (enum view_id)view,
						    KEYS_ALL, columns, &a);
			size_t len = strlen(line);

			assert_true(text_width(line) <= columns);
			assert_true(len >= 6);
			assert_string_equal(line + len - 6, "? keys");
		}
	}
	arena_fini(&a);
}

static void
commands_have_names(void **state)
{
	(void)state;
	assert_int_equal(key_named(VIEW_STEP, "deadlines")->verb,
			 VERB_DEADLINES);
	assert_null(key_named(VIEW_STEP, "nothing"));
	assert_null(key_named(VIEW_START, "deadlines"));
}

/* In the reader's language; the English names hold there too. */
static void
commands_have_dutch_names(void **state)
{
	(void)state;
	assert_true(tr_use("nl"));
	assert_int_equal(key_named(VIEW_STEP, "termijnen")->verb,
			 VERB_DEADLINES);
	assert_int_equal(key_named(VIEW_STEP, "deadlines")->verb,
			 VERB_DEADLINES);
	assert_null(key_named(VIEW_START, "termijnen"));
	for (unsigned i = 0; command_name(i) != NULL; i++) {
		const char *dutch = tr_in("word", command_name(i));

		assert_null(strchr(dutch, ' '));
		for (unsigned k = 0; k < i; k++)
			if (strcmp(command_name(k), command_name(i)) != 0)
				assert_string_not_equal(
					tr_in("word", command_name(k)), dutch);
	}
	assert_true(tr_use("en"));
}

/* --- held keys */

static void
the_first_press_counts(void **state)
{
	struct held h = {0};

	(void)state;
	assert_int_equal(held_press(&h, ' ', 1000), HELD_COUNTS);
	held_wrote(&h, ' ', 1000);
	assert_int_equal(held_press(&h, KEY_CODE_ENTER, 1010), HELD_COUNTS);
}

static void
after_a_write_the_same_key_waits_a_moment(void **state)
{
	struct held h = {0};

	(void)state;
	held_wrote(&h, ' ', 1000);
	assert_int_equal(held_press(&h, ' ', 1400), HELD_WAITS);
	assert_int_equal(held_wake_ms(&h), 1520);
	assert_false(held_due(&h, 1519));
	assert_true(held_due(&h, 1520));
	assert_false(held_due(&h, 1600));
	assert_int_equal(held_wake_ms(&h), INT64_MAX);
}

static void
a_second_later_it_counts_at_once(void **state)
{
	struct held h = {0};

	(void)state;
	held_wrote(&h, ' ', 1000);
	assert_int_equal(held_press(&h, ' ', 2001), HELD_COUNTS);
}

/* Repeats begin after `first` ms and come every `gap` ms, for ten seconds. */
static unsigned
writes_of_a_held_key(int64_t first, int64_t gap)
{
	struct held h = {0};
	unsigned writes = 1;

	held_wrote(&h, ' ', 0);
	for (int64_t ms = first; ms < 10000; ms += gap) {
		if (held_due(&h, ms)) {
			writes++;
			held_wrote(&h, ' ', ms);
		}
		if (held_press(&h, ' ', ms) == HELD_COUNTS) {
			writes++;
			held_wrote(&h, ' ', ms);
		}
	}
	return writes + held_due(&h, 11000);
}

static void
a_run_of_repeats_is_dropped_whole(void **state)
{
	(void)state;
	assert_int_equal(writes_of_a_held_key(500, 33), 1);
	assert_int_equal(writes_of_a_held_key(660, 33), 1);
	assert_int_equal(writes_of_a_held_key(250, 20), 1);
	assert_int_equal(writes_of_a_held_key(500, 100), 1);
}

static void
a_run_goes_on_behind_a_pause_that_the_line_made(void **state)
{
	struct held h = {0};

	(void)state;
	held_wrote(&h, ' ', 0);
	for (int64_t ms = 500; ms < 3000; ms += 33)
		held_press(&h, ' ', ms);
	assert_int_equal(held_press(&h, ' ', 3300), HELD_WAITS);
	assert_int_equal(held_press(&h, ' ', 3333), HELD_DROPPED);
	assert_false(held_due(&h, 3400));
	/* Long behind it a press is meant. */
	assert_int_equal(held_press(&h, ' ', 4400), HELD_COUNTS);
}

static void
another_key_in_between_ends_a_run(void **state)
{
	struct held h = {0};

	(void)state;
	held_wrote(&h, ' ', 10000);
	held_interrupt(&h);
	assert_int_equal(held_press(&h, ' ', 10050), HELD_WAITS);
	assert_true(held_due(&h, 10170));
}

/* --- lists */

static void
the_focus_follows_its_entry(void **state)
{
	const char *before[] = {"a", "b", "c"};
	const char *after[] = {"x", "a", "b", "c"};
	const char *gone[] = {"x", "a", "c"};
	struct list l = {0};

	(void)state;
	list_set(&l, (struct list_keys){before, 3}, 1);
	assert_int_equal(list_focus(&l, (struct list_keys){before, 3}), 1);
	assert_int_equal(list_focus(&l, (struct list_keys){after, 4}), 2);
	/* Where the entry is gone the focus stays at its place. */
	assert_int_equal(list_focus(&l, (struct list_keys){gone, 3}), 1);
	assert_int_equal(list_focus(&l, (struct list_keys){gone, 1}), 0);
	assert_int_equal(list_focus(&l, (struct list_keys){gone, 0}), -1);
}

static void
the_focus_stops_at_the_ends(void **state)
{
	const char *keys[] = {"a", "b", "c"};
	struct list_keys three = {keys, 3};
	struct list l = {0};

	(void)state;
	list_set(&l, three, 0);
	assert_false(list_move(&l, three, -1));
	assert_true(list_move(&l, three, 99));
	assert_int_equal(list_focus(&l, three), 2);
	assert_false(list_move(&l, three, 1));
	assert_false(list_move(&l, (struct list_keys){keys, 0}, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_means_one_thing_in_a_view),
		cmocka_unit_test(only_space_and_enter_and_forms_write),
		cmocka_unit_test(every_view_has_help_close_and_command),
		cmocka_unit_test(letters_choose_options_on_the_step_only),
		cmocka_unit_test(
			the_key_line_drops_whole_hints_and_never_the_last),
		cmocka_unit_test(commands_have_names),
		cmocka_unit_test(commands_have_dutch_names),
		cmocka_unit_test(the_first_press_counts),
		cmocka_unit_test(after_a_write_the_same_key_waits_a_moment),
		cmocka_unit_test(a_second_later_it_counts_at_once),
		cmocka_unit_test(a_run_of_repeats_is_dropped_whole),
		cmocka_unit_test(
			a_run_goes_on_behind_a_pause_that_the_line_made),
		cmocka_unit_test(another_key_in_between_ends_a_run),
		cmocka_unit_test(the_focus_follows_its_entry),
		cmocka_unit_test(the_focus_stops_at_the_ends),
	};

	tr_use("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
