#include "core/assessment.h"

#include "world.h"

static struct choice two_points[] = {
	{.id = "yes", .label = "Yes", .score = 2},
	{.id = "partly", .label = "Partly", .score = 1},
	{.id = "no", .label = "No"},
	{.id = "unknown", .label = "I don't know", .unknown = YES_NO_YES},
};
static struct choice four_points[] = {
	{.id = "yes", .label = "Yes", .score = 4},
	{.id = "no", .label = "No"},
	{.id = "unknown", .label = "I don't know", .unknown = YES_NO_YES},
};
static struct step questions[] = {
	{.id = "list",
	 .title = "List",
	 .section = "paper",
	 .question = "?",
	 .choices = two_points,
	 .choice_count = COUNT_OF(two_points)},
	{.id = "backup",
	 .title = "Backup",
	 .section = "systems",
	 .question = "?",
	 .choices = four_points,
	 .choice_count = COUNT_OF(four_points)},
	{.id = "updates",
	 .title = "Updates",
	 .section = "systems",
	 .question = "?",
	 .choices = two_points,
	 .choice_count = COUNT_OF(two_points)},
	{.id = "loose",
	 .title = "Loose",
	 .question = "?",
	 .choices = two_points,
	 .choice_count = COUNT_OF(two_points)},
};
static struct role any[] = {
	{.role = "any", .start = "", .steps = questions, .step_count = 4},
};
static struct section sections[] = {
	{.id = "paper", .title = "Paper"},
	{.id = "systems", .title = "Systems"},
};
static struct playbook ready = {
	.head = {.id = "ready", .kind = FILE_ASSESSMENT, .language = "en"},
	.sections = sections,
	.section_count = 2,
	.roles = any,
	.role_count = 1,
};

static int
begin(void **state)
{
	struct world *w;
	struct record open;

	world_setup(state);
	w = *state;
	bind_playbook(&ready, &w->arena);
	library_add_playbook(&w->lib, &ready);
	library_settle(&w->lib);
	incident_init(&w->in, &w->arena, &brussels);
	incident_open_record(&w->lib, NULL, "assessment", "amber", "en",
			     "Europe/Brussels", &w->scratch, &open);
	world_append(w, &open);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "ready");
	return 0;
}

static const struct assessment *
result(struct world *w)
{
	const struct assessment *as =
		assessment_of(&w->in, &w->lib, &w->scratch);

	assert_non_null(as);
	return as;
}

#define ANSWER(w, s, c)                                                        \
	MUST(w, .kind = ACT_DECIDE, .step = "ready/any/" s, .choice = c)

static void
an_incident_is_no_assessment(void **state)
{
	struct world *w = *state;

	assert_null(assessment_playbook(&w->in, &w->lib));
	assert_null(assessment_of(&w->in, &w->lib, &w->scratch));
}

static void
nothing_is_answered_at_first(void **state)
{
	const struct assessment *as = result(*state);

	assert_ptr_equal(as->playbook, &ready);
	assert_int_equal(as->line_count, 4);
	assert_int_equal(as->total.open, 4);
	assert_int_equal(as->total.answered, 0);
	assert_int_equal(assessment_share(&as->total), -1);
	assert_int_equal(as->missed_count, 0);
	assert_int_equal(assessment_next_open(as, 2), 2);
}

static void
sections_add_up_and_a_rest_stands_behind_them(void **state)
{
	struct world *w = *state;
	const struct assessment *as;

	ANSWER(w, "list", "partly");
	ANSWER(w, "backup", "yes");
	ANSWER(w, "loose", "no");
	as = result(w);
	assert_int_equal(as->section_count, 3);
	assert_string_equal(as->sections[0].id, "paper");
	assert_int_equal(as->sections[0].sum.score, 1);
	assert_int_equal(as->sections[0].sum.most, 2);
	/* The open question is in neither. */
	assert_int_equal(as->sections[1].sum.score, 4);
	assert_int_equal(as->sections[1].sum.most, 4);
	assert_int_equal(as->sections[1].sum.open, 1);
	assert_string_equal(as->sections[2].title, "");
	assert_int_equal(as->sections[2].sum.most, 2);
	assert_int_equal(as->total.score, 5);
	assert_int_equal(as->total.most, 8);
	assert_int_equal(assessment_share(&as->total), 63);
	assert_int_equal(assessment_next_open(as, 3), 2);
}

static void
what_was_missed_most_stands_first(void **state)
{
	struct world *w = *state;
	const struct assessment *as;

	ANSWER(w, "list", "partly");
	ANSWER(w, "updates", "no");
	ANSWER(w, "backup", "no");
	as = result(w);
	assert_int_equal(as->missed_count, 3);
	assert_string_equal(as->missed[0]->ref->step->id, "backup");
	assert_string_equal(as->missed[1]->ref->step->id, "updates");
	assert_string_equal(as->missed[2]->ref->step->id, "list");
	assert_true(as->missed[1]->low);
	/* Half is not low. */
	assert_false(as->missed[2]->low);
}

static void
not_knowing_is_an_answer_and_leaves_nothing_open(void **state)
{
	struct world *w = *state;
	const struct assessment *as;

	ANSWER(w, "backup", "unknown");
	as = result(w);
	assert_int_equal(as->total.answered, 1);
	assert_int_equal(as->total.unknown, 1);
	assert_int_equal(as->total.most, 4);
	assert_int_equal(assessment_share(&as->total), 0);
	assert_true(as->lines[1].low);
	assert_int_equal(status_now(w)->alert_count, 0);
	assert_null(status_find_step(status_now(w), "ready/any/backup"));
}

static void
an_answer_can_be_changed(void **state)
{
	struct world *w = *state;

	ANSWER(w, "list", "no");
	MUST(w, .kind = ACT_REOPEN, .step = "ready/any/list");
	assert_null(result(w)->lines[0].chosen);
	assert_int_equal(result(w)->total.open, 4);
	ANSWER(w, "list", "yes");
	assert_string_equal(result(w)->lines[0].chosen->id, "yes");
	assert_int_equal(result(w)->total.score, 2);
	assert_int_equal(result(w)->total.most, 2);
}

static void
a_skipped_question_stays_open(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_SKIP, .step = "ready/any/list",
	     .reason = "not ours");
	assert_null(result(w)->lines[0].chosen);
	assert_int_equal(result(w)->total.open, 4);
}

static void
no_clock_runs(void **state)
{
	struct world *w = *state;

	assert_int_equal(w->in.file_count, 0);
	for (unsigned i = 0; i < status_now(w)->deadline_count; i++)
		assert_int_equal(status_now(w)->deadlines[i].start.set, false);
}

static struct assessment_sum
sum(unsigned score, unsigned most)
{
	return (struct assessment_sum){.score = score, .most = most};
}

static void
runs_are_compared_by_share(void **state)
{
	struct assessment_sum half = sum(5, 10), other_half = sum(1, 2),
			      more = sum(2, 3), none = sum(0, 0);

	(void)state;
	assert_int_equal(assessment_compare(&half, &other_half), TREND_SAME);
	assert_int_equal(assessment_compare(&more, &half), TREND_BETTER);
	assert_int_equal(assessment_compare(&half, &more), TREND_WORSE);
	assert_int_equal(assessment_compare(&none, &half), TREND_NONE);
	assert_int_equal(assessment_compare(&half, &none), TREND_NONE);
	assert_int_equal(assessment_compare(&half, NULL), TREND_NONE);
	assert_string_equal(assessment_trend_name(TREND_WORSE), "worse");
}

static void
shares_are_rounded_to_the_nearest(void **state)
{
	struct assessment_sum third = sum(1, 3), two = sum(2, 3),
			      whole = sum(7, 7), nothing = sum(0, 9);

	(void)state;
	assert_int_equal(assessment_share(&third), 33);
	assert_int_equal(assessment_share(&two), 67);
	assert_int_equal(assessment_share(&whole), 100);
	assert_int_equal(assessment_share(&nothing), 0);
}

static void
a_section_of_an_earlier_run_is_found_by_its_id(void **state)
{
	struct assessment_section before[] = {
		{.id = "paper", .sum = {.score = 1, .most = 2}},
		{.id = "gone", .sum = {.score = 1, .most = 1}},
	};
	struct assessment_earlier e = {.sections = before, .section_count = 2};

	(void)state;
	assert_ptr_equal(assessment_earlier_sum(&e, "gone"), &before[1].sum);
	assert_null(assessment_earlier_sum(&e, "new"));
	assert_null(assessment_earlier_sum(NULL, "paper"));
}

#define READY_TEST(f) cmocka_unit_test_setup_teardown(f, begin, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(an_incident_is_no_assessment),
		READY_TEST(nothing_is_answered_at_first),
		READY_TEST(sections_add_up_and_a_rest_stands_behind_them),
		READY_TEST(what_was_missed_most_stands_first),
		READY_TEST(not_knowing_is_an_answer_and_leaves_nothing_open),
		READY_TEST(an_answer_can_be_changed),
		READY_TEST(a_skipped_question_stays_open),
		READY_TEST(no_clock_runs),
		cmocka_unit_test(runs_are_compared_by_share),
		cmocka_unit_test(shares_are_rounded_to_the_nearest),
		cmocka_unit_test(
			a_section_of_an_earlier_run_is_found_by_its_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
