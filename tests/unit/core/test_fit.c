/* Which steps fit the smallest screen that shows everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/fit.h"
#include "core/playbook.h"

#define LONG_ITEM                                                              \
	"Call the fire brigade, the police and the owner of the building, now"

static struct item items[9];
static struct choice choices[6];

static struct step
step_of(unsigned item_count, unsigned choice_count)
{
	for (unsigned i = 0; i < 9; i++)
		items[i] = (struct item){.id = "i", .text = "Call"};
	for (unsigned i = 0; i < 6; i++)
		choices[i] = (struct choice){
			.id = "c", .label = "Yes", .goto_step = STEP_END};
	return (struct step){.id = "s",
			     .title = "Convene",
			     .items = items,
			     .item_count = item_count,
			     .question = choice_count ? "Is it?" : NULL,
			     .choices = choices,
			     .choice_count = choice_count};
}

static int
excess(struct step s)
{
	const struct role r = {.role = "it", .steps = &s, .step_count = 1};

	return fit_excess(&r, &s);
}

static void
nine_items_and_four_choices_fill_the_screen(void **state)
{
	(void)state;
	assert_int_equal(excess(step_of(9, 4)), 0);
	assert_int_equal(excess(step_of(9, 5)), 1);
	assert_int_equal(excess(step_of(9, 6)), 2);
}

static void
what_wraps_takes_more_lines(void **state)
{
	struct step s = step_of(9, 4);

	(void)state;
	items[0].text = LONG_ITEM;
	assert_int_equal(excess(s), 1);
	items[0].caution = "Never alone.";
	assert_int_equal(excess(s), 2);
	choices[0].hint = "more than one room";
	assert_int_equal(excess(s), 3);
	s.caution = "Water and electricity kill.";
	assert_int_equal(excess(s), 4);
	s.think_ahead = "Who relieves you?";
	assert_int_equal(excess(s), 5);
	s.decided_by = "college";
	assert_int_equal(excess(s), 6);
}

static void
why_and_how_do_not_count(void **state)
{
	struct step s = step_of(9, 4);

	(void)state;
	s.why = LONG_ITEM "\n\n" LONG_ITEM;
	s.how = s.why;
	items[0].how = s.why;
	assert_int_equal(excess(s), 0);
}

static void
a_target_that_does_not_fit_goes_below_its_label(void **state)
{
	struct step both[2] = {step_of(9, 4), step_of(0, 0)};
	const struct role r = {.role = "it", .steps = both, .step_count = 2};

	(void)state;
	choices[0].goto_step = 1;
	assert_int_equal(fit_excess(&r, &both[0]), 0);
	both[1].title = "Ask everybody who was in the building";
	choices[0].label = "Yes, more than one room stands under water";
	assert_int_equal(fit_excess(&r, &both[0]), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nine_items_and_four_choices_fill_the_screen),
		cmocka_unit_test(what_wraps_takes_more_lines),
		cmocka_unit_test(why_and_how_do_not_count),
		cmocka_unit_test(
			a_target_that_does_not_fit_goes_below_its_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
