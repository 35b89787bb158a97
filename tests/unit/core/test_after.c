/* After an exercise: what is said, and what is to become better. */
#include "core/after.h"
#include "core/exercise.h"

#include "world.h"

static const char *rw_only[] = {"rw"};
static struct judgement questions[] = {
	{"first-hour", "What would you do differently in the first hour?"},
	{"numbers", "Which number was missing?"},
};
static struct judgement objectives[] = {{"fast", "Isolate fast"}};
static struct inject injects[] = {{.id = "note", .title = "A note"}};
static struct exercise night = {
	.head = {.id = "night", .kind = FILE_EXERCISE, .title = "Night"},
	.playbooks = rw_only,
	.playbook_count = 1,
	.objectives = objectives,
	.objective_count = COUNT_OF(objectives),
	.injects = injects,
	.inject_count = COUNT_OF(injects),
	.questions = questions,
	.question_count = COUNT_OF(questions),
};

static int
begin(void **state)
{
	struct world *w;

	world_setup(state);
	w = *state;
	w->lib.exercise = &night;
	w->in.mode = "exercise";
	return 0;
}

#define SAY(w, by_role, what, ...)                                             \
	MUST(w, .kind = ACT_OBSERVE, .role = (by_role), .act = (what),         \
	     __VA_ARGS__)
#define SAY_REFUSES(w, why, what, ...)                                         \
	REFUSES(w, why, .kind = ACT_OBSERVE, .role = "it", .act = (what),      \
		__VA_ARGS__)

static void
answers_come_when_it_is_over(void **state)
{
	struct world *w = *state;
	const struct record **said;
	unsigned count;

	MUST(w, .kind = ACT_CLOSE, .override = "enough");
	SAY(w, "it", "answer", .about = "first-hour", .text = "Call sooner");
	SAY(w, "management", "answer", .about = "1", .text = "Sleep");
	SAY(w, "it", "answer", .about = "1", .text = "Call at once");
	said = after_said(&w->in, AFTER_ANSWER, &w->scratch, &count);
	assert_int_equal(count, 2);
	assert_string_equal(said[0]->text, "Sleep");
	assert_string_equal(said[1]->text, "Call at once");
	assert_string_equal(said[1]->more->objective, "first-hour");
}

static void
what_is_not_asked_is_not_answered(void **state)
{
	struct world *w = *state;

	SAY_REFUSES(w, REFUSED_QUESTION_UNKNOWN, "answer", .about = "3",
		    .text = "x");
	SAY_REFUSES(w, REFUSED_QUESTION_UNKNOWN, "answer",
		    .about = "frist-hour", .text = "x");
	assert_string_equal(w->refused.other, "first-hour");
	SAY_REFUSES(w, REFUSED_TEXT_MISSING, "answer", .about = "1");
	SAY_REFUSES(w, REFUSED_OBJECTIVE_UNKNOWN, "strength", .about = "slow",
		    .text = "x");
	SAY_REFUSES(w, REFUSED_AFTER_ACT, "shout", .text = "x");
	SAY_REFUSES(w, REFUSED_SCORE, "feedback", .score = {4, true});
	SAY_REFUSES(w, REFUSED_TEXT_MISSING, "feedback", .score = {0, false});
	SAY_REFUSES(w, REFUSED_TEXT_MISSING, "improve", .to = "it");
}

static void
what_is_said_afterwards_is_no_score(void **state)
{
	struct world *w = *state;
	const struct exercise_run *run;
	unsigned count;

	SAY(w, "it", "feedback", .score = {3, true});
	SAY(w, "observer", "strength", .about = "fast", .text = "Quick");
	run = exercise_at(&w->in, &w->lib, w->now, &w->scratch);
	exercise_scores(run, &w->in, &w->scratch, &count);
	assert_int_equal(count, 0);
}

static void
an_improvement_is_owned_done_and_open_again(void **state)
{
	struct world *w = *state;
	struct improvement *all;
	const char *id;
	unsigned count;

	SAY(w, "facilitator", "improve", .text = "Hang up the list",
	    .reason = "No list", .to = "it", .value = "1 hour", .about = "fast",
	    .due = at_moment(w->now + HOUR));
	id = w->last;
	SAY(w, "facilitator", "improve", .text = "Buy a radio");
	all = improvements(&w->in, &w->scratch, &count);
	assert_int_equal(count, 2);
	assert_string_equal(all[0].gap, "No list");
	assert_string_equal(all[0].owner, "it");
	assert_string_equal(all[0].cost, "1 hour");
	assert_string_equal(all[0].objective, "fast");
	assert_null(all[1].owner);
	SAY_REFUSES(w, REFUSED_OWNER_MISSING, "own", .id = id);
	SAY_REFUSES(w, REFUSED_IMPROVEMENT_UNKNOWN, "own", .id = "zzzzz",
		    .to = "it");
	SAY_REFUSES(w, REFUSED_STATE_ALREADY, "again", .id = id);
	SAY(w, "management", "own", .id = id, .to = "management");
	MUST(w, .kind = ACT_CLOSE, .override = "enough");
	SAY(w, "management", "done", .id = id, .text = "It hangs");
	all = improvements(&w->in, &w->scratch, &count);
	assert_true(all[0].done);
	assert_string_equal(all[0].owner, "management");
	assert_true(all[0].due.set);
	assert_string_equal(all[0].outcome, "It hangs");
	assert_false(all[1].done);
	SAY_REFUSES(w, REFUSED_STATE_ALREADY, "done", .id = id);
	SAY(w, "management", "again", .id = id);
	all = improvements(&w->in, &w->scratch, &count);
	assert_false(all[0].done);
	assert_null(all[0].outcome);
}

static void
a_scenario_says_when_each_inject_is_planned(void **state)
{
	struct inject rows[] = {
		{.id = "a", .at = {DURATION_MINUTES, 5}},
		{.id = "b", .after = "a", .at = {DURATION_MINUTES, 10}},
		{.id = "c", .after = "b", .at = {DURATION_HOURS, 1}},
		{.id = "d", .manual = YES_NO_YES},
		{.id = "e", .after = "f", .at = {DURATION_MINUTES, 1}},
		{.id = "f", .after = "e", .at = {DURATION_MINUTES, 1}},
	};
	struct exercise e = {.injects = rows, .inject_count = COUNT_OF(rows)};

	(void)state;
	assert_int_equal(exercise_planned(&e, &rows[0]).ms, 5 * MINUTE);
	assert_int_equal(exercise_planned(&e, &rows[1]).ms, 15 * MINUTE);
	assert_int_equal(exercise_planned(&e, &rows[2]).ms, 75 * MINUTE);
	assert_false(exercise_planned(&e, &rows[3]).set);
	assert_false(exercise_planned(&e, &rows[4]).set);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(answers_come_when_it_is_over),
		TEST(what_is_not_asked_is_not_answered),
		TEST(what_is_said_afterwards_is_no_score),
		TEST(an_improvement_is_owned_done_and_open_again),
		TEST(a_scenario_says_when_each_inject_is_planned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
