#include "world.h"

static const struct status_step *
step_now(struct world *w, const char *path)
{
	return status_find_step(status_now(w), path);
}

static void
work_is_in_order_of_priority_opening_and_number(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	/* convene (5) came later than mandate (1), both before inform. */
	assert_string_equal(current_of(w, "management"),
			    "rw/mandate crisis/convene");
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "given");
	assert_string_equal(current_of(w, "management"),
			    "rw/inform crisis/convene");
}

static void
totals_count_what_applies_in_open_playbooks(void **state)
{
	struct world *w = *state;
	const struct status_role *r = status_find_role(status_now(w), "it");

	/* cable, vlan and save: first actions count nowhere. */
	assert_int_equal(r->total, 3);
	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.2",
	     .state = "not-applicable", .reason = "no vlan");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "log/save",
	     .state = "later", .until = at_moment(w->now + HOUR));
	r = status_find_role(status_now(w), "it");
	assert_int_equal(r->done, 1);
	assert_int_equal(r->total, 2);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	r = status_find_role(status_now(w), "it");
	assert_int_equal(r->total, 3);
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "no");
	r = status_find_role(status_now(w), "it");
	assert_int_equal(r->total, 3);
}

static void
one_state_is_shown_in_every_place_it_has(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "evidence/notes");
	assert_string_equal(items_of(w, "rw/it/log"), "done");
	assert_string_equal(items_of(w, "crisis/it/evidence"), "done");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "log/save",
	     .state = "open");
	assert_string_equal(items_of(w, "crisis/it/evidence"), "open");
}

static void
choices_show_where_they_lead(void **state)
{
	struct world *w = *state;
	const struct status_step *s = step_now(w, "rw/it/isolate");

	assert_int_equal(s->choice_count, 3);
	assert_int_equal(s->choices[0].letter, 'A');
	assert_string_equal(s->choices[0].target->step->id, "check");
	assert_string_equal(s->choices[1].target->step->id, "switch");
	/* Of an unknown one with as-if, that choice's. */
	assert_string_equal(s->choices[2].target->step->id, "switch");
	assert_true(s->choices[2].unknown);
	assert_int_equal(s->choices[0].also_count, 2);
	assert_string_equal(s->choices[0].also[0]->step->id, "log");
	assert_int_equal(s->choices[1].also_count, 0);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	s = step_now(w, "rw/it/check");
	assert_null(s->choices[1].target);
	assert_false(s->choices[1].ends);
	s = step_now(w, "rw/it/log");
	assert_string_equal(s->choices[0].choice->id, "done");
	assert_true(s->choices[0].ends);
}

static void
a_time_box_runs_from_when_the_step_became_current(void **state)
{
	struct world *w = *state;
	const struct status_step *s = step_now(w, "rw/it/isolate");

	assert_int_equal(s->since, w->now);
	assert_int_equal(s->box_ends.ms, w->now + 15 * MINUTE);
	assert_int_equal(status_next_change(status_now(w)),
			 w->now + 15 * MINUTE + 1);
	later(w, 15 * MINUTE);
	assert_false(step_now(w, "rw/it/isolate")->over_time);
	later(w, 1);
	assert_true(step_now(w, "rw/it/isolate")->over_time);
	/* A step that time brought back has the time of that. */
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	later(w, 5 * HOUR);
	s = step_now(w, "rw/it/isolate");
	assert_int_equal(s->visit, 2);
	assert_int_equal(s->since, w->now - HOUR);
}

static void
what_rests_on_something_unknown_says_so(void **state)
{
	struct world *w = *state;
	const struct status_step *s;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	s = step_now(w, "rw/it/check");
	assert_true(s->depends);
	assert_int_equal(s->wait_count, 1);
	assert_int_equal(s->waits[0].type, WAIT_NEEDS);
	assert_string_equal(s->waits[0].playbook, "rw");
	assert_string_equal(s->waits[0].role, "management");
	assert_string_equal(s->waits[0].step, "mandate");
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "no");
	assert_false(step_now(w, "rw/it/check")->depends);
}

static void
facts_are_all_there_recorded_or_not(void **state)
{
	struct world *w = *state;
	const struct status *st;

	MUST(w, .kind = ACT_FACT, .fact = "organisation.nis2",
	     .value = "important");
	MUST(w, .kind = ACT_FACT, .fact = "organisation.body",
	     .value = "municipality");
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "unknown");
	st = status_now(w);
	assert_int_equal(st->fact_count, 9);
	assert_string_equal(st->facts[0].fact, "personal-data");
	assert_null(st->facts[0].value);
	assert_string_equal(st->facts[6].fact, "spreading");
	assert_string_equal(st->facts[6].value, "unknown");
	assert_string_equal(st->facts[7].fact, "organisation.body");
	assert_null(st->facts[7].definition);
	assert_string_equal(st->facts[8].fact, "organisation.nis2");
}

static void
alerts_come_with_the_most_urgent_first(void **state)
{
	struct world *w = *state;
	const struct status *st;

	incident_note_cut(&w->in, "b.jsonl", 3);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "unknown", .override = "x");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "0.1", .state = "later",
	     .until = at_moment(w->now + MINUTE));
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "given");
	MUST(w, .kind = ACT_FACT, .fact = "colour", .value = "red",
	     .source = "x");
	MUST(w, .kind = ACT_FACT, .fact = "colour", .value = "blue",
	     .source = "y");
	later(w, 2 * HOUR);
	st = status_now(w);
	assert_int_equal(st->alert_count, 5);
	assert_int_equal(st->alerts[0].kind, ALERT_FORGED_CIRCLE);
	assert_string_equal(st->alerts[0].text, "b.jsonl 3");
	assert_int_equal(st->alerts[1].kind, ALERT_CONTRADICTION);
	assert_string_equal(st->alerts[1].ref, "colour");
	assert_int_equal(st->alerts[2].kind, ALERT_TARGET_MISSED);
	assert_string_equal(st->alerts[2].role, "management");
	assert_int_equal(st->alerts[3].kind, ALERT_LATER);
	assert_int_equal(st->alerts[4].kind, ALERT_OPEN_QUESTION);
	assert_string_equal(st->alerts[4].text, "rw/it/isolate");
	assert_string_equal(alert_kind_name(st->alerts[4].kind),
			    "open-question");
}

static void
an_open_question_keeps_no_role_from_being_finished(void **state)
{
	struct world *w = *state;
	static const char *const rest[] = {"switch", "evidence", "check", "log",
					   "image"};

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "unknown", .override = "x");
	for (size_t i = 0; i < COUNT_OF(rest); i++)
		act(w, (struct action){
			       .kind = ACT_SKIP,
			       .role = "it",
			       .step = rest[i],
			       .reason = "r",
		       });
	assert_true(status_find_role(status_now(w), "it")->finished);
	assert_true(is_alerted(w, ALERT_OPEN_QUESTION));
	later(w, HOUR);
	assert_false(status_find_role(status_now(w), "it")->finished);
}

static void
a_stopped_playbook_shows_nothing_of_its_own(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw", .stop = true,
	     .reason = "wrong one");
	assert_int_equal(status_now(w)->role_count, 0);
	assert_int_equal(status_now(w)->first_count, 0);
	/* Opened again, it begins again: its first visit never ended. */
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw");
	assert_string_equal(current_of(w, "it"), "rw/isolate");
	assert_int_equal(step_now(w, "rw/it/isolate")->visit, 1);
}

static void
every_state_has_a_word_that_reads_back(void **state)
{
	(void)state;
	for (int i = 0; i < ITEM_STATES; i++)
		assert_int_equal(
			item_state_of(item_state_name((enum item_state)i)), i);
	assert_int_equal(item_state_of("finished"), ITEM_STATES);
}

static void
every_refusal_has_an_exit_status(void **state)
{
	(void)state;
	assert_int_equal(refusal_exit(REFUSED_NOT), 0);
	for (int i = REFUSED_NOT + 1; i < REFUSALS; i++)
		assert_in_range(refusal_exit((enum refusal)i), 1, 3);
	assert_int_equal(refusal_exit(REFUSED_ITEMS_OPEN), 1);
	assert_int_equal(refusal_exit(REFUSED_AMBIGUOUS), 2);
	assert_int_equal(refusal_exit(REFUSED_STEP_UNKNOWN), 3);
}

static bool
nobody_in(struct world *w, const char *role, const char *own)
{
	const struct status *st = status_now(w);

	return status_role_empty(st, status_find_role(st, role), own, w->now);
}

static bool
nobody_alarms(struct world *w, const char *role)
{
	const struct status *st = status_now(w);

	return status_role_alarms(st, status_find_role(st, role), NULL, w->now);
}

static void
who_works_in_a_role_is_there_joined_or_not(void **state)
{
	struct world *w = *state;

	assert_true(nobody_in(w, "management", NULL));
	assert_false(nobody_in(w, "management", "management"));
	assert_false(nobody_alarms(w, "management"));
	later(w, 10 * MINUTE);
	assert_true(nobody_alarms(w, "management"));

	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "given", .by = "first");
	assert_null(status_find_role(status_now(w), "management")->holder);
	assert_false(nobody_in(w, "management", NULL));
	assert_false(nobody_alarms(w, "management"));

	/* Silent for an hour; then somebody else, who leaves again. */
	later(w, HOUR - 1);
	assert_false(nobody_in(w, "management", NULL));
	later(w, 1);
	assert_true(nobody_in(w, "management", NULL));
	assert_string_equal(
		status_find_role(status_now(w), "management")->acted->actor,
		"first");
	MUST(w, .kind = ACT_NOTE, .role = "management", .text = "Here",
	     .by = "second");
	assert_false(nobody_in(w, "management", NULL));
	MUST(w, .kind = ACT_LEAVE, .role = "management", .by = "second");
	assert_true(nobody_in(w, "management", NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(who_works_in_a_role_is_there_joined_or_not),
		WORLD_TEST(work_is_in_order_of_priority_opening_and_number),
		WORLD_TEST(totals_count_what_applies_in_open_playbooks),
		WORLD_TEST(one_state_is_shown_in_every_place_it_has),
		WORLD_TEST(choices_show_where_they_lead),
		WORLD_TEST(a_time_box_runs_from_when_the_step_became_current),
		WORLD_TEST(what_rests_on_something_unknown_says_so),
		WORLD_TEST(facts_are_all_there_recorded_or_not),
		WORLD_TEST(alerts_come_with_the_most_urgent_first),
		WORLD_TEST(an_open_question_keeps_no_role_from_being_finished),
		WORLD_TEST(a_stopped_playbook_shows_nothing_of_its_own),
		cmocka_unit_test(every_state_has_a_word_that_reads_back),
		cmocka_unit_test(every_refusal_has_an_exit_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
