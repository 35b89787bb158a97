/* Which ways a role took: circles, more than one way at once, what time and
 * facts bring back, and what only a task leads to. */
#include "world.h"

#include "core/branch.h"

/*
 * ask -> round (a circle back to ask) or deep -> deeper -> end; `both` goes on
 * and also to side; told is reached by a task only; maybe is passed over where
 * its fact says so.
 */
static const char *side_id[] = {"side"};
static struct telling tells_told[] = {{NULL, "it", "told", "Told"}};
static struct condition while_yes[] = {{.fact = "doubt", .is = "yes"}};
static struct condition while_no[] = {{.fact = "doubt", .not = "yes"}};
static struct choice ask_choices[] = {
	{.id = "again", .label = "Again", .goto_id = "round"},
	{.id = "deep", .label = "Deep", .goto_id = "deep"},
	{.id = "both",
	 .label = "Both",
	 .goto_id = "maybe",
	 .also = side_id,
	 .also_count = 1,
	 .tells = tells_told,
	 .tell_count = 1},
};
static struct choice round_choices[] = {
	{.id = "back", .label = "Back", .goto_id = "ask"},
	{.id = "out", .label = "Out", .goto_id = "last"},
};
static struct choice maybe_choices[] = {
	{.id = "on", .label = "On", .goto_id = "last"},
};
static struct step steps[] = {
	{.id = "ask",
	 .title = "Ask",
	 .choices = ask_choices,
	 .choice_count = COUNT_OF(ask_choices)},
	{.id = "round",
	 .title = "Round",
	 .choices = round_choices,
	 .choice_count = COUNT_OF(round_choices)},
	{.id = "deep", .title = "Deep"},
	{.id = "deeper", .title = "Deeper", .next = "end"},
	{.id = "maybe",
	 .title = "Maybe",
	 .when = while_yes,
	 .when_count = 1,
	 .choices = maybe_choices,
	 .choice_count = COUNT_OF(maybe_choices)},
	{.id = "unless",
	 .title = "Unless",
	 .when = while_no,
	 .when_count = 1,
	 .next = "last"},
	{.id = "side", .title = "Side", .next = "end"},
	{.id = "told", .title = "Told", .next = "end"},
	{.id = "last", .title = "Last"},
};
static struct role roles[] = {
	{.role = "it",
	 .start = "ask",
	 .steps = steps,
	 .step_count = COUNT_OF(steps)},
};
static struct fact facts[] = {
	{.id = "doubt", .label = "Doubt", .type = FACT_YES_NO_UNKNOWN},
};
static struct playbook ways = {
	.head = {.id = "ways",
		 .language = "en",
		 .kind = FILE_INCIDENT,
		 .code = "WA",
		 .title = "Ways",
		 .version = "2026-11-22"},
	.facts = facts,
	.fact_count = COUNT_OF(facts),
	.roles = roles,
	.role_count = 1,
};

#define DECIDE(w, of, which)                                                   \
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "ways/it/" of,       \
	     .choice = (which))

static int
setup(void **state)
{
	struct world *w;

	(void)world_setup(state);
	w = *state;
	bind_playbook(&ways, &w->arena);
	library_add_playbook(&w->lib, &ways);
	library_settle(&w->lib);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "ways", .role = "it");
	return 0;
}

/* "round side": the steps that were not taken, as the file has them. */
static const char *
not_taken(struct world *w)
{
	const struct status *st = status_now(w);
	char *text = arena_strdup(&w->scratch, "");

	for (unsigned i = 0; i < COUNT_OF(steps); i++) {
		const struct step_ref *ref =
			library_step_at(&w->lib, &ways, &roles[0], i);

		if (step_not_taken(st, &w->lib, ref, &w->scratch))
			text = arena_printf(&w->scratch, "%s%s%s", text,
					    *text ? " " : "", ref->step->id);
	}
	return text;
}

static const struct step_state *
state_of(struct world *w, const char *path)
{
	return incident_step(&w->in, path);
}

static void
before_a_decision_every_way_is_open(void **state)
{
	struct world *w = *state;

	assert_string_equal(not_taken(w), "");
	assert_null(step_answer(state_of(w, "ways/it/ask")));
	assert_null(step_answer(NULL));
}

/* `told` is none of them: a task may still lead there. */
static void
what_only_other_answers_lead_to_was_not_taken(void **state)
{
	struct world *w = *state;

	DECIDE(w, "ask", "deep");
	assert_string_equal(not_taken(w), "round maybe unless side last");
}

static void
a_circle_keeps_the_ways_behind_it_open(void **state)
{
	struct world *w = *state;

	DECIDE(w, "ask", "again");
	assert_string_equal(not_taken(w), "");
	DECIDE(w, "round", "back");
	assert_string_equal(not_taken(w), "");
	/* What was entered once was taken, wherever a later visit goes. */
	DECIDE(w, "ask", "deep");
	assert_string_equal(not_taken(w), "maybe unless side last");
}

static void
out_of_a_circle_its_other_ways_are_left(void **state)
{
	struct world *w = *state;

	DECIDE(w, "ask", "again");
	DECIDE(w, "round", "out");
	assert_string_equal(not_taken(w), "deep deeper maybe unless side");
}

static void
a_second_way_at_once_is_open_too(void **state)
{
	struct world *w = *state;

	DECIDE(w, "ask", "both");
	assert_string_equal(not_taken(w), "round deep deeper");
}

/* Passed over, it may come back; what stands behind it may be led to. */
static void
what_was_passed_over_is_open_as_long_as_its_facts_may_change(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "doubt", .value = "no");
	DECIDE(w, "ask", "both");
	assert_true(state_of(w, "ways/it/maybe")->passed);
	assert_string_equal(not_taken(w), "round deep deeper");
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "doubt",
	     .value = "yes");
	assert_string_equal(not_taken(w), "round deep deeper");
}

static void
an_answer_that_is_undone_stands_no_more(void **state)
{
	struct world *w = *state;
	const struct step_state *s;
	const struct step_ref *ref = library_step(&w->lib, "ways/it/ask");
	char letter = '?';

	DECIDE(w, "ask", "deep");
	s = state_of(w, "ways/it/ask");
	assert_string_equal(step_answer(s)->choice, "deep");
	assert_ptr_equal(answer_choice(step_answer(s), ref, &letter),
			 &ask_choices[1]);
	assert_int_equal(letter, 'B');
	assert_non_null(step_chose(s, step_answer(s)->visit, &ask_choices[1]));
	assert_null(step_chose(s, step_answer(s)->visit, &ask_choices[0]));
	assert_null(step_chose(s, step_answer(s)->visit + 1, &ask_choices[1]));
	MUST(w, .kind = ACT_REOPEN, .role = "it", .step = "ways/it/ask",
	     .reason = "a mistake");
	assert_null(step_answer(state_of(w, "ways/it/ask")));
	assert_string_equal(not_taken(w), "");
}

static void
who_skipped_a_step_took_no_choice(void **state)
{
	struct world *w = *state;
	const struct step_ref *ref = library_step(&w->lib, "ways/it/ask");
	const struct answer *answer;
	char letter = '?';

	MUST(w, .kind = ACT_SKIP, .role = "it", .step = "ways/it/ask",
	     .reason = "known already");
	answer = step_answer(state_of(w, "ways/it/ask"));
	assert_non_null(answer);
	assert_true(answer->skip);
	assert_null(answer_choice(answer, ref, &letter));
	assert_int_equal(letter, '?');
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(before_a_decision_every_way_is_open),
		TEST(what_only_other_answers_lead_to_was_not_taken),
		TEST(a_circle_keeps_the_ways_behind_it_open),
		TEST(out_of_a_circle_its_other_ways_are_left),
		TEST(a_second_way_at_once_is_open_too),
		TEST(what_was_passed_over_is_open_as_long_as_its_facts_may_change),
		TEST(an_answer_that_is_undone_stands_no_more),
		TEST(who_skipped_a_step_took_no_choice),
	};

	return cmocka_run_group_tests_name("branch", tests, NULL, NULL);
}
