#include "world.h"

/* The steps of this file, as the acts need them. */
static enum refusal
decides(struct world *w, const char *step, const char *choice,
	const char *override)
{
	return act(w,
		   (struct action){
			   .kind = ACT_DECIDE,
			   .role = strcmp(step, "mandate") == 0 ? "management"
								: "it",
			   .step = step,
			   .choice = choice,
			   .reason = "because",
			   .override = override,
		   });
}

static void
opening_a_playbook_makes_its_starts_current(void **state)
{
	struct world *w = *state;

	assert_string_equal(current_of(w, "it"), "rw/isolate");
	assert_string_equal(current_of(w, "management"), "rw/mandate");
	REFUSES(w, REFUSED_PLAYBOOK_OPEN, .kind = ACT_PLAYBOOK,
		.playbook = "rw");
}

static void
open_items_block_a_decision_until_it_is_overridden(void **state)
{
	struct world *w = *state;

	assert_int_equal(decides(w, "isolate", "stopped", NULL),
			 REFUSED_ITEMS_OPEN);
	assert_string_equal(w->refused.name, "1.1, 1.2");
	assert_int_equal(decides(w, "isolate", "stopped", "no time"),
			 REFUSED_NOT);
	assert_string_equal(w->records[w->lines - 1]->more->override,
			    "no time");
	assert_string_equal(current_of(w, "it"), "rw/check rw/log rw/image");
}

static void
an_override_that_moves_nothing_aside_is_not_logged(void **state)
{
	struct world *w = *state;

	assert_int_equal(decides(w, "mandate", "given", "just in case"),
			 REFUSED_NOT);
	assert_null(w->records[w->lines - 1]->more->override);
	assert_string_equal(w->records[w->lines - 1]->reason, "because");
}

static void
a_required_reason_must_be_there(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DECIDE,
		.role = "management", .step = "mandate", .choice = "refused");
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DECIDE,
		.role = "management", .step = "mandate", .choice = "refused",
		.reason = "");
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "refused", .override = "they said no");
}

static void
needs_are_met_by_the_choice_and_undone_by_a_reopen(void **state)
{
	struct world *w = *state;

	decides(w, "isolate", "stopped", "no time");
	assert_int_equal(decides(w, "check", "ok", NULL), REFUSED_NEEDS);
	assert_string_equal(w->refused.name, "rw/management/mandate");
	decides(w, "mandate", "given", NULL);
	MUST(w, .kind = ACT_REOPEN, .role = "management", .step = "mandate");
	assert_int_equal(decides(w, "check", "ok", NULL), REFUSED_NEEDS);
	decides(w, "mandate", "given", NULL);
	assert_int_equal(decides(w, "check", "ok", NULL), REFUSED_NOT);
}

static void
reopening_takes_away_what_only_the_decision_entered(void **state)
{
	struct world *w = *state;
	const struct record *r;

	decides(w, "isolate", "stopped", "no time");
	MUST(w, .kind = ACT_REOPEN, .role = "it", .step = "isolate");
	r = w->records[w->lines - 1];
	assert_int_equal(r->visit.value, 2);
	assert_int_equal(r->more->undoes_count, 1);
	assert_string_equal(current_of(w, "it"), "rw/isolate");
	REFUSES(w, REFUSED_NOT_DECIDED, .kind = ACT_REOPEN, .role = "it",
		.step = "isolate");
}

static void
ticks_of_an_undone_visit_still_stand(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1");
	decides(w, "isolate", "stopped", "no time");
	MUST(w, .kind = ACT_REOPEN, .role = "it", .step = "isolate");
	assert_string_equal(items_of(w, "rw/it/isolate"), "done open");
}

static void
a_new_visit_opens_the_items_again(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1");
	decides(w, "isolate", "spread", "no time");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "pull", .override = "nobody answers");
	assert_string_equal(current_of(w, "it"), "rw/isolate crisis/evidence");
	assert_string_equal(items_of(w, "rw/it/isolate"), "open inactive");
}

static void
an_unknown_acts_as_if_and_can_be_confirmed(void **state)
{
	struct world *w = *state;
	const struct record *r;

	assert_int_equal(decides(w, "isolate", "unknown", "no time"),
			 REFUSED_NOT);
	r = w->records[w->lines - 1];
	assert_string_equal(r->then->sets[0].certainty, "assumed");
	assert_int_equal(r->then->tell_count, 2);
	assert_int_equal(w->in.severity, 3);
	assert_true(is_alerted(w, ALERT_OPEN_QUESTION));
	assert_string_equal(current_of(w, "it"), "rw/switch crisis/evidence");
	assert_true(status_find_step(status_now(w), "rw/it/switch")->assumed);
	assert_int_equal(decides(w, "isolate", "spread", "vlan"), REFUSED_NOT);
	r = w->records[w->lines - 1];
	assert_true(r->more->confirms);
	assert_null(r->then->sets[0].certainty);
	assert_int_equal(r->then->goto_count, 0);
	assert_int_equal(r->then->tell_count, 0);
	assert_false(is_alerted(w, ALERT_OPEN_QUESTION));
}

static void
another_answer_undoes_what_was_only_assumed(void **state)
{
	struct world *w = *state;

	decides(w, "isolate", "unknown", "no time");
	decides(w, "isolate", "stopped", "vlan");
	assert_int_equal(w->records[w->lines - 1]->more->undoes_count, 1);
	/* spreading is assumed: check is passed over to what follows it. */
	assert_string_equal(current_of(w, "it"),
			    "rw/log rw/image crisis/evidence");
}

static void
an_open_question_comes_back_by_itself(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable");
	decides(w, "isolate", "unknown", "no time");
	later(w, 16 * MINUTE);
	assert_string_equal(current_of(w, "it"),
			    "rw/isolate rw/switch crisis/evidence");
	assert_string_equal(items_of(w, "rw/it/isolate"), "done open");
	assert_int_equal(
		status_find_step(status_now(w), "rw/it/isolate")->visit, 2);
}

static void
a_repeat_comes_back_with_its_items_open(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable");
	decides(w, "isolate", "stopped", "vlan");
	later(w, 4 * HOUR - 1);
	assert_string_equal(current_of(w, "it"), "rw/check rw/log rw/image");
	later(w, 1);
	assert_string_equal(current_of(w, "it"),
			    "rw/isolate rw/check rw/log rw/image");
	assert_string_equal(items_of(w, "rw/it/isolate"), "open open");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable");
	assert_string_equal(items_of(w, "rw/it/isolate"), "done open");
}

static void
repeats_end_when_nothing_else_is_current(void **state)
{
	struct world *w = *state;
	static const char *const rest[] = {"check", "log", "image"};

	decides(w, "isolate", "stopped", "no time");
	decides(w, "mandate", "given", NULL);
	for (size_t i = 0; i < COUNT_OF(rest); i++)
		decides(w, rest[i], "A", "done");
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "inform",
	     .choice = "done", .override = "told by phone");
	later(w, 9 * HOUR);
	assert_string_equal(current_of(w, "it"), "");
	assert_true(status_find_role(status_now(w), "it")->finished);
}

static void
a_fact_passes_a_step_over_and_brings_it_back(void **state)
{
	struct world *w = *state;

	decides(w, "isolate", "stopped", "no time");
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "yes");
	assert_string_equal(current_of(w, "it"), "rw/log rw/image");
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "unknown");
	assert_string_equal(current_of(w, "it"), "rw/check rw/log rw/image");
	MUST(w, .kind = ACT_REOPEN, .role = "it", .step = "isolate");
	/* What a fact brought, also log behind check, no reopen takes away. */
	assert_string_equal(current_of(w, "it"), "rw/isolate rw/check rw/log");
}

static void
a_skip_needs_a_reason_and_goes_to_the_next(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_SKIP, .role = "it",
		.step = "isolate", .override = "no reason");
	MUST(w, .kind = ACT_SKIP, .role = "it", .step = "1",
	     .reason = "not here");
	assert_string_equal(current_of(w, "it"), "rw/switch");
}

static void
a_step_that_is_not_current_is_not_decided(void **state)
{
	struct world *w = *state;

	assert_int_equal(decides(w, "log", "done", "x"), REFUSED_NOT_CURRENT);
	assert_int_equal(decides(w, "isolate", "nothing", "x"),
			 REFUSED_CHOICE_UNKNOWN);
	assert_string_equal(w->refused.other, "stopped, spread, unknown");
}

static void
a_loop_gives_new_visits(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(status_find_step(status_now(w),
						  "crisis/management/convene")
					 ->visit,
				 i);
		MUST(w, .kind = ACT_DECIDE, .role = "management",
		     .step = "convene", .choice = "later");
	}
}

static void
advice_is_recorded_and_checked(void **state)
{
	struct world *w = *state;
	struct record_advice advice = {"police", "against"};

	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "b", .reason = "r", .advice = &advice,
	     .advice_count = 1);
	assert_string_equal(w->records[w->lines - 1]->more->advice[0].advice,
			    "against");
	advice.advice = "perhaps";
	REFUSES(w, REFUSED_ADVICE, .kind = ACT_DECIDE, .role = "it",
		.step = "isolate", .choice = "A", .override = "x",
		.advice = &advice, .advice_count = 1);
}

static void
two_answers_to_one_visit_are_kept_and_alerted(void **state)
{
	struct world *w = *state;
	struct record first, second;
	struct action one = {
		.kind = ACT_DECIDE,
		.role = "management",
		.step = "mandate",
		.choice = "given",
	};
	struct action two = one;

	two.choice = "refused";
	two.reason = "r";
	assert_int_equal(world_try(w, one, &first), REFUSED_NOT);
	assert_int_equal(world_try(w, two, &second), REFUSED_NOT);
	world_append(w, &first);
	assert_false(is_alerted(w, ALERT_TWO_ANSWERS));
	world_append(w, &second);
	assert_true(is_alerted(w, ALERT_TWO_ANSWERS));
	MUST(w, .kind = ACT_REOPEN, .role = "management", .step = "mandate");
	assert_int_equal(w->records[w->lines - 1]->more->undoes_count, 2);
	assert_false(is_alerted(w, ALERT_TWO_ANSWERS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(opening_a_playbook_makes_its_starts_current),
		WORLD_TEST(open_items_block_a_decision_until_it_is_overridden),
		WORLD_TEST(an_override_that_moves_nothing_aside_is_not_logged),
		WORLD_TEST(a_required_reason_must_be_there),
		WORLD_TEST(needs_are_met_by_the_choice_and_undone_by_a_reopen),
		WORLD_TEST(reopening_takes_away_what_only_the_decision_entered),
		WORLD_TEST(ticks_of_an_undone_visit_still_stand),
		WORLD_TEST(a_new_visit_opens_the_items_again),
		WORLD_TEST(an_unknown_acts_as_if_and_can_be_confirmed),
		WORLD_TEST(another_answer_undoes_what_was_only_assumed),
		WORLD_TEST(an_open_question_comes_back_by_itself),
		WORLD_TEST(a_repeat_comes_back_with_its_items_open),
		WORLD_TEST(repeats_end_when_nothing_else_is_current),
		WORLD_TEST(a_fact_passes_a_step_over_and_brings_it_back),
		WORLD_TEST(a_skip_needs_a_reason_and_goes_to_the_next),
		WORLD_TEST(a_step_that_is_not_current_is_not_decided),
		WORLD_TEST(a_loop_gives_new_visits),
		WORLD_TEST(advice_is_recorded_and_checked),
		WORLD_TEST(two_answers_to_one_visit_are_kept_and_alerted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
