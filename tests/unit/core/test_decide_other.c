#include "world.h"

#include <stdio.h>

#include "core/clock_check.h"
#include "core/handover.h"

static const struct record *
last_record(const struct world *w)
{
	return w->records[w->lines - 1];
}

/* --- steps and items as typed */

static void
items_are_found_by_id_number_paper_and_path(void **state)
{
	struct world *w = *state;
	static const char *const forms[] = {
		"isolate/cable", "1.1",  "RW-I1.1",
		"rw-i1.1",       "I1.1", "rw/it/isolate/cable",
	};

	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		MUST(w, .kind = ACT_DO, .role = "it", .item = forms[i],
		     .state = i % 2 ? "open" : "done");
		assert_string_equal(last_record(w)->item,
				    "rw/it/isolate/cable");
	}
}

static void
first_actions_take_any_role_and_none(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .item = "first/unplug");
	assert_string_equal(last_record(w)->same_as, "rw/it/isolate/cable");
	assert_string_equal(items_of(w, "rw/it/isolate"), "done open");
	MUST(w, .kind = ACT_DO, .role = "care", .item = "0.2");
	REFUSES(w, REFUSED_STATE_ALREADY, .kind = ACT_DO,
		.item = "rw/first/call");
}

static void
another_roles_item_is_not_found(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_ITEM_UNKNOWN, .kind = ACT_DO, .role = "management",
		.item = "isolate/cable");
	assert_string_equal(w->refused.name, "isolate/cable");
	assert_string_equal(w->refused.other, "management");
	REFUSES(w, REFUSED_ROLE_MISSING, .kind = ACT_DO, .item = "1.1");
	REFUSES(w, REFUSED_ROLE_UNKNOWN, .kind = ACT_DO, .role = "ti",
		.item = "1.1");
}

static void
a_number_in_two_open_playbooks_is_ambiguous(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	REFUSES(w, REFUSED_AMBIGUOUS, .kind = ACT_SKIP, .role = "management",
		.step = "1", .reason = "r");
	assert_string_equal(w->refused.other, "rw/management/mandate, "
					      "crisis/management/convene");
	MUST(w, .kind = ACT_SKIP, .role = "management", .step = "1",
	     .playbook = "crisis", .reason = "r");
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis", .stop = true,
	     .reason = "r");
	MUST(w, .kind = ACT_SKIP, .role = "management", .step = "1",
	     .reason = "r");
	assert_string_equal(last_record(w)->step, "rw/management/mandate");
}

static void
a_stopped_playbooks_step_says_so(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw", .stop = true,
	     .reason = "wrong");
	REFUSES(w, REFUSED_PLAYBOOK_STOPPED, .kind = ACT_DO, .role = "it",
		.item = "1.1");
	assert_string_equal(w->refused.name, "rw");
}

/* --- ticking */

static void
states_need_what_they_stand_for(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_STATE_UNKNOWN, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "finished");
	REFUSES(w, REFUSED_STATE_UNKNOWN, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "inactive");
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "not-possible");
	REFUSES(w, REFUSED_UNTIL_MISSING, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "later");
	REFUSES(w, REFUSED_TO_MISSING, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "somebody-else");
	REFUSES(w, REFUSED_STATE_ALREADY, .kind = ACT_DO, .role = "it",
		.item = "1.1", .state = "open");
	assert_string_equal(w->refused.name, "1.1");
	assert_string_equal(w->refused.other, "open");
}

static void
an_inactive_item_cannot_be_ticked(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "no");
	assert_string_equal(items_of(w, "rw/it/isolate"), "open inactive");
	REFUSES(w, REFUSED_INACTIVE, .kind = ACT_DO, .role = "it",
		.item = "isolate/vlan");
}

static void
later_is_open_again_from_its_time_on(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1", .state = "later",
	     .until = at_moment(w->now + 10 * MINUTE));
	assert_string_equal(items_of(w, "rw/it/isolate"), "later open");
	assert_int_equal(status_next_change(status_now(w)),
			 w->now + 10 * MINUTE);
	later(w, 10 * MINUTE);
	assert_string_equal(items_of(w, "rw/it/isolate"), "open open");
	assert_true(is_alerted(w, ALERT_LATER));
}

static void
somebody_else_gets_a_task_where_that_is_a_role(void **state)
{
	struct world *w = *state;
	const struct inbox_row *row;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1",
	     .state = "somebody-else", .to = "the electrician");
	assert_int_equal(last_record(w)->then->tell_count, 0);
	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.2",
	     .state = "somebody-else", .to = "management");
	row = inbox_of(w, "management", INBOX_TASK);
	assert_string_equal(row->text, "Vlan");
	MUST(w, .kind = ACT_TAKE, .role = "management", .id = row->id);
	assert_int_equal(last_record(w)->then->goto_count, 0);
}

static void
an_improvised_action_is_done_by_its_id(void **state)
{
	struct world *w = *state;
	const struct status_role *r;
	char item[32];

	MUST(w, .kind = ACT_ACTION, .role = "it", .to = "management",
	     .text = "Fetch the spare key");
	r = status_find_role(status_now(w), "management");
	assert_int_equal(r->action_count, 1);
	assert_string_equal(r->actions[0]->text, "Fetch the spare key");
	snprintf(item, sizeof(item), "action/%.5s", w->last);
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DO, .role = "management",
		.item = item, .state = "not-possible");
	MUST(w, .kind = ACT_DO, .role = "management", .item = item);
	assert_string_equal(last_record(w)->text, "Fetch the spare key");
	r = status_find_role(status_now(w), "management");
	assert_int_equal(r->action_count, 0);
	REFUSES(w, REFUSED_STATE_ALREADY, .kind = ACT_DO, .role = "management",
		.item = item);
	REFUSES(w, REFUSED_ACTION_UNKNOWN, .kind = ACT_DO, .role = "it",
		.item = "action/00000000");
}

static void
an_improvised_decision_is_open_until_something_is_chosen(void **state)
{
	struct world *w = *state;
	const char *options[] = {"Pay", "Do not pay"};
	const char *id;

	MUST(w, .kind = ACT_DECISION, .role = "management", .text = "Ransom",
	     .options = options, .option_count = 2);
	id = w->last;
	assert_int_equal(
		status_find_role(status_now(w), "management")->decision_count,
		1);
	REFUSES(w, REFUSED_TEXT_MISSING, .kind = ACT_DECISION,
		.role = "management", .id = id);
	MUST(w, .kind = ACT_DECISION, .role = "management", .id = id,
	     .chosen = "Do not pay", .reason = "advice of the police");
	assert_int_equal(
		status_find_role(status_now(w), "management")->decision_count,
		0);
	REFUSES(w, REFUSED_ID_UNKNOWN, .kind = ACT_DECISION,
		.role = "management", .id = id, .chosen = "Pay");
}

/* --- facts */

static void
values_of_different_sources_stand_side_by_side(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "yes",
	     .source = "SOC");
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "no",
	     .source = "police");
	assert_null(incident_fact(&w->in, "spreading"));
	assert_true(is_alerted(w, ALERT_CONTRADICTION));
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "yes",
	     .source = "police");
	assert_int_equal(last_record(w)->more->replaces_count, 1);
	assert_string_equal(incident_fact(&w->in, "spreading"), "yes");
	/* The team's own value replaces all that its writer saw. */
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "no");
	assert_int_equal(last_record(w)->more->replaces_count, 2);
	assert_string_equal(incident_fact(&w->in, "spreading"), "no");
}

static void
values_must_be_of_the_facts_type(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "spreading",
		.value = "perhaps");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "victims",
		.value = "-3");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "colour",
		.value = "green");
	assert_string_equal(w->refused.other, "red, blue");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "victims");
	REFUSES(w, REFUSED_FACT_UNKNOWN, .kind = ACT_FACT, .fact = "victim",
		.value = "3");
	assert_string_equal(w->refused.other, "victims");
	REFUSES(w, REFUSED_CERTAINTY, .kind = ACT_FACT, .fact = "victims",
		.value = "3", .certainty = "sure");
	MUST(w, .kind = ACT_FACT, .fact = "victims", .value = "unknown");
}

static void
a_number_may_have_a_bound(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "victims", .value = "12000",
	     .bound = "least");
	assert_string_equal(last_record(w)->more->bound, "least");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "victims",
		.value = "12000", .bound = "nearly");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "colour",
		.value = "red", .bound = "least");
}

static void
a_time_is_read_as_typed_and_kept_in_one_form(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "aware-at", .value = "-10m");
	assert_string_equal(last_record(w)->value, "2026-03-27T22:20:00.000Z");
	MUST(w, .kind = ACT_FACT, .fact = "aware-at", .value = "23:15");
	assert_string_equal(last_record(w)->value, "2026-03-27T22:15:00.000Z");
}

static void
what_is_still_to_come_is_read_ahead(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "next-at", .value = "23:15");
	assert_string_equal(last_record(w)->value, "2026-03-28T22:15:00.000Z");
	MUST(w, .kind = ACT_FACT, .fact = "next-at", .value = "+30m");
	assert_string_equal(last_record(w)->value, "2026-03-27T23:00:00.000Z");
}

static void
the_organisations_profile_is_facts_too(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "organisation.nis2",
	     .value = "important");
	MUST(w, .kind = ACT_FACT, .fact = "organisation.ot", .value = "no");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "organisation.ot",
		.value = "a bit");
	REFUSES(w, REFUSED_FACT_UNKNOWN, .kind = ACT_FACT,
		.fact = "organisation.colour", .value = "red");
}

/* --- the rest */

static void
a_closed_circle_is_an_incident_of_its_own(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_CLOSED_CIRCLE, .kind = ACT_PLAYBOOK,
		.playbook = "insider");
	REFUSES(w, REFUSED_PLAYBOOK_UNKNOWN, .kind = ACT_PLAYBOOK,
		.playbook = "insidr");
	assert_string_equal(w->refused.other, "insider");
}

static void
a_closed_incident_takes_only_what_does_not_move_it(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_WORK_OPEN, .kind = ACT_CLOSE);
	assert_string_equal(w->refused.name,
			    "rw/management/mandate, rw/it/isolate");
	MUST(w, .kind = ACT_CLOSE, .override = "an exercise of nobody");
	REFUSES(w, REFUSED_CLOSED, .kind = ACT_DO, .role = "it", .item = "1.1");
	MUST(w, .kind = ACT_NOTE, .text = "the key is back");
	MUST(w, .kind = ACT_CORRECT, .id = w->last, .text = "both keys");
	MUST(w, .kind = ACT_LEAVE, .role = "it");
	MUST(w, .kind = ACT_OPEN_AGAIN, .reason = "not over");
	REFUSES(w, REFUSED_NOT_CLOSED, .kind = ACT_OPEN_AGAIN);
}

static void
a_correction_needs_its_entry_and_marks_it(void **state)
{
	struct world *w = *state;
	char start[6] = "";

	MUST(w, .kind = ACT_NOTE, .text = "seen at nine");
	REFUSES(w, REFUSED_ITEM_UNKNOWN, .kind = ACT_NOTE, .role = "it",
		.text = "t", .about = "nothing");
	MUST(w, .kind = ACT_NOTE, .role = "it", .text = "t",
	     .about = "isolate");
	assert_string_equal(last_record(w)->about, "rw/it/isolate");
	memcpy(start, w->last, 5);
	MUST(w, .kind = ACT_CORRECT, .id = start, .text = "at ten");
	assert_true(w->in.log[w->in.log_count - 2].corrected);
	REFUSES(w, REFUSED_ID_UNKNOWN, .kind = ACT_CORRECT, .id = "00000",
		.text = "at ten");
}

static void
a_call_goes_to_a_contact_with_an_outcome(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_CALL, .contact = "insurer", .outcome = "voicemail");
	REFUSES(w, REFUSED_CONTACT_UNKNOWN, .kind = ACT_CALL,
		.contact = "nobody-at-all", .outcome = "reached");
	REFUSES(w, REFUSED_OUTCOME, .kind = ACT_CALL, .contact = "insurer");
	REFUSES(w, REFUSED_OUTCOME, .kind = ACT_CALL, .contact = "insurer",
		.outcome = "spoken");
}

static void
the_holder_of_a_role_is_the_last_that_took_it(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "first");
	MUST(w, .kind = ACT_LEAVE, .role = "it", .by = "another");
	assert_string_equal(status_find_role(status_now(w), "it")->holder,
			    "first");
	REFUSES(w, REFUSED_TO_MISSING, .kind = ACT_HANDOVER, .role = "it");
	MUST(w, .kind = ACT_HANDOVER, .role = "it", .to = "second");
	MUST(w, .kind = ACT_LEAVE, .role = "it", .by = "second");
	assert_null(status_find_role(status_now(w), "it")->holder);
}

static void
the_command_sets_the_severity_exactly(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "convene",
	     .choice = "now");
	assert_int_equal(w->in.severity, 0);
	assert_true(is_alerted(w, ALERT_SEVERITY_PROPOSED));
	MUST(w, .kind = ACT_SEVERITY, .severity = {4, true});
	assert_false(is_alerted(w, ALERT_SEVERITY_PROPOSED));
	MUST(w, .kind = ACT_SEVERITY, .severity = {0, true});
	assert_int_equal(w->in.severity, 0);
	REFUSES(w, REFUSED_SEVERITY, .kind = ACT_SEVERITY,
		.severity = {5, true});
	REFUSES(w, REFUSED_SEVERITY, .kind = ACT_SEVERITY);
}

static void
small_acts_say_what_is_missing(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_PHASE, .kind = ACT_EMERGENCY_PHASE,
		.phase = "worldwide");
	MUST(w, .kind = ACT_EMERGENCY_PHASE, .phase = "municipal",
	     .decided_by = "mayor");
	assert_string_equal(w->in.phase, "municipal");
	REFUSES(w, REFUSED_TEXT_MISSING, .kind = ACT_TITLE);
	MUST(w, .kind = ACT_TITLE, .text = "Library");
	assert_string_equal(w->in.title, "Library");
	REFUSES(w, REFUSED_VIA, .kind = ACT_NOTE, .text = "t", .via = "pigeon");
	REFUSES(w, REFUSED_PLAYBOOK_NOT_OPEN, .kind = ACT_PLAYBOOK,
		.playbook = "crisis", .stop = true, .reason = "r");
}

static void
a_text_beyond_the_limit_of_a_line_is_refused(void **state)
{
	struct world *w = *state;
	char text[RECORD_TEXT_MAX + 2];

	memset(text, 'a', sizeof(text));
	text[RECORD_TEXT_MAX + 1] = '\0';
	REFUSES(w, REFUSED_TEXT_TOO_LONG, .kind = ACT_NOTE, .text = text);
	assert_string_equal(w->refused.name, "1");
	text[RECORD_TEXT_MAX] = '\0';
	MUST(w, .kind = ACT_NOTE, .text = text);
}

static void
whoever_takes_a_role_over_accepts_it_by_name(void **state)
{
	struct world *w = *state;
	const struct record *told;

	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "first shift");
	assert_null(handover_accepted(&w->in, w->records[w->lines - 1]));
	assert_null(handover_waiting(&w->in, "it"));
	MUST(w, .kind = ACT_HANDOVER, .role = "it", .by = "first shift",
	     .to = "second shift");
	told = handover_waiting(&w->in, "it");
	assert_non_null(told);
	assert_string_equal(told->to, "second shift");
	assert_null(handover_waiting(&w->in, "management"));
	MUST(w, .kind = ACT_NOTE, .role = "it", .by = "x", .text = "calm");
	assert_ptr_equal(handover_waiting(&w->in, "it"), told);
	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "second shift");
	assert_null(handover_waiting(&w->in, "it"));
	assert_ptr_equal(handover_accepted(&w->in, w->records[w->lines - 1]),
			 told);
	MUST(w, .kind = ACT_HANDOVER, .role = "it", .by = "second shift",
	     .to = "third shift");
	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "somebody else");
	assert_null(handover_waiting(&w->in, "it"));
	assert_null(handover_accepted(&w->in, w->records[w->lines - 1]));
}

static void
a_phone_is_compared_with_the_clock(void **state)
{
	struct world *w = *state;
	const struct record *r;

	REFUSES(w, REFUSED_PHONE_MISSING, .kind = ACT_CLOCK);
	MUST(w, .kind = ACT_CLOCK, .phone = at_moment(w->now + 125001));
	r = w->records[w->lines - 1];
	assert_true(clock_check_is(r));
	assert_int_equal(r->more->wall.ms, w->now);
	assert_int_equal(r->more->step_ms.value, 125001);
	assert_int_equal(clock_check_step(r), 125001);
	assert_ptr_equal(clock_check_last(&w->in, "desk"), r);
	/* Whole minutes: the phone stands half a minute past them. */
	w->now = w->now / 60000 * 60000 + 30000;
	MUST(w, .kind = ACT_CLOCK, .phone = at_moment(w->now - 30000));
	assert_int_equal(w->records[w->lines - 1]->more->step_ms.value, 0);
	MUST(w, .kind = ACT_CLOCK, .phone = at_moment(w->now - 300001));
	assert_int_equal(clock_check_step(w->records[w->lines - 1]), -300001);
}

static void
the_phone_is_asked_behind_the_first_actions_and_each_seal(void **state)
{
	struct world *w = *state;
	struct status_item items[] = {{.state = ITEM_DONE},
				      {.state = ITEM_OPEN}};
	struct status st = {
		.incident = &w->in, .first = items, .first_count = 2};

	assert_false(clock_check_due(&st, "desk"));
	items[1].state = ITEM_NOT_POSSIBLE;
	assert_true(clock_check_due(&st, "desk"));
	MUST(w, .kind = ACT_CLOCK, .phone = at_moment(w->now));
	assert_false(clock_check_due(&st, "desk"));
	MUST(w, .kind = ACT_SEAL, .file = "seals/seal-1.txt",
	     .sha256 = "0000000000000000000000000000000000000000000000000000"
		       "000000000000");
	assert_true(clock_check_due(&st, "desk"));
	MUST(w, .kind = ACT_CLOCK, .phone = at_moment(w->now));
	assert_false(clock_check_due(&st, "desk"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(items_are_found_by_id_number_paper_and_path),
		WORLD_TEST(first_actions_take_any_role_and_none),
		WORLD_TEST(another_roles_item_is_not_found),
		WORLD_TEST(a_number_in_two_open_playbooks_is_ambiguous),
		WORLD_TEST(a_stopped_playbooks_step_says_so),
		WORLD_TEST(states_need_what_they_stand_for),
		WORLD_TEST(an_inactive_item_cannot_be_ticked),
		WORLD_TEST(later_is_open_again_from_its_time_on),
		WORLD_TEST(somebody_else_gets_a_task_where_that_is_a_role),
		WORLD_TEST(an_improvised_action_is_done_by_its_id),
		WORLD_TEST(
			an_improvised_decision_is_open_until_something_is_chosen),
		WORLD_TEST(values_of_different_sources_stand_side_by_side),
		WORLD_TEST(values_must_be_of_the_facts_type),
		WORLD_TEST(a_number_may_have_a_bound),
		WORLD_TEST(a_time_is_read_as_typed_and_kept_in_one_form),
		WORLD_TEST(what_is_still_to_come_is_read_ahead),
		WORLD_TEST(the_organisations_profile_is_facts_too),
		WORLD_TEST(a_closed_circle_is_an_incident_of_its_own),
		WORLD_TEST(a_closed_incident_takes_only_what_does_not_move_it),
		WORLD_TEST(a_correction_needs_its_entry_and_marks_it),
		WORLD_TEST(a_call_goes_to_a_contact_with_an_outcome),
		WORLD_TEST(the_holder_of_a_role_is_the_last_that_took_it),
		WORLD_TEST(the_command_sets_the_severity_exactly),
		WORLD_TEST(small_acts_say_what_is_missing),
		WORLD_TEST(whoever_takes_a_role_over_accepts_it_by_name),
		WORLD_TEST(a_phone_is_compared_with_the_clock),
		WORLD_TEST(
			the_phone_is_asked_behind_the_first_actions_and_each_seal),
		WORLD_TEST(a_text_beyond_the_limit_of_a_line_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
