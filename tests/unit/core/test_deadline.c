#include "world.h"

static void
known_personal_data(struct world *w)
{
	MUST(w, .kind = ACT_FACT, .fact = "personal-data", .value = "yes");
}

static void
seventy_two_hours_cross_the_beginning_of_summer_time(void **state)
{
	struct world *w = *state;

	/* Aware on 27-03-2026 at 23:30 in Brussels, due on 31-03 at 00:30. */
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-27T23:30:00+01:00");
	assert_string_equal(due_of(w, "gdpr"), "2026-03-30T22:30:00.000Z");
	assert_int_equal(
		stamp_local(deadline_of(w, "gdpr")->due.ms, &brussels).hour, 0);
}

static void
seventy_two_hours_cross_the_beginning_of_winter_time(void **state)
{
	struct world *w = *state;

	/* Aware on 23-10-2026 at 12:00 in Brussels, due on 26-10 at 11:00. */
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-10-23T12:00:00+02:00");
	assert_string_equal(due_of(w, "gdpr"), "2026-10-26T10:00:00.000Z");
	assert_int_equal(
		stamp_local(deadline_of(w, "gdpr")->due.ms, &brussels).hour,
		11);
}

static void
a_month_ends_on_the_last_day_of_the_next(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "met",
	     .at = at_moment(moment("2026-01-31T11:00:00+01:00")));
	assert_string_equal(due_of(w, "final"), "2026-02-28T10:00:00.000Z");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "start");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "met",
	     .at = at_moment(moment("2028-01-31T11:00:00+01:00")));
	assert_string_equal(due_of(w, "final"), "2028-02-29T10:00:00.000Z");
}

static void
an_undecided_deadline_has_its_due_but_no_alert(void **state)
{
	struct world *w = *state;

	assert_string_equal(deadline_state_of(w, "gdpr"), "undecided");
	assert_string_equal(deadline_state_of(w, "final"), "waiting");
	MUST(w, .kind = ACT_FACT, .fact = "aware-at", .value = "-100h");
	REFUSES(w, REFUSED_VALUE, .kind = ACT_FACT, .fact = "aware-at",
		.value = "yesterday");
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-20T00:00:00Z");
	assert_string_equal(deadline_state_of(w, "gdpr"), "undecided");
	assert_true(deadline_of(w, "gdpr")->late);
	assert_false(is_alerted(w, ALERT_OVERDUE));
	known_personal_data(w);
	assert_string_equal(deadline_state_of(w, "gdpr"), "overdue");
	assert_true(is_alerted(w, ALERT_OVERDUE));
}

static void
the_earliest_value_counts_and_stays_bound_to_its_fact(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-27T22:30:00Z");
	MUST(w, .kind = ACT_FACT, .fact = "told-at",
	     .value = "2026-03-27T20:30:00Z");
	assert_string_equal(due_of(w, "gdpr"), "2026-03-30T20:30:00.000Z");
	/* The earlier value no longer stands: the other fact's counts. */
	MUST(w, .kind = ACT_FACT, .fact = "told-at",
	     .value = "2026-03-28T20:30:00Z");
	assert_string_equal(due_of(w, "gdpr"), "2026-03-30T22:30:00.000Z");
	MUST(w, .kind = ACT_FACT, .fact = "told-at", .value = "unknown");
	MUST(w, .kind = ACT_FACT, .fact = "aware-at", .value = "unknown");
	assert_string_equal(due_of(w, "gdpr"), "");
}

static void
a_correction_goes_before_every_candidate(void **state)
{
	struct world *w = *state;
	struct moment at = at_moment(moment("2026-03-27T10:00:00Z"));

	known_personal_data(w);
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-27T22:30:00Z");
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DEADLINE,
		.deadline = "gdpr", .act = "correct", .at = at);
	REFUSES(w, REFUSED_AT_MISSING, .kind = ACT_DEADLINE, .deadline = "gdpr",
		.act = "correct", .reason = "r");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "correct",
	     .at = at, .reason = "read in the mail");
	assert_string_equal(due_of(w, "gdpr"), "2026-03-30T10:00:00.000Z");
}

static void
the_last_tenth_is_due_soon(void **state)
{
	struct world *w = *state;

	known_personal_data(w);
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-03-27T22:30:00Z");
	assert_string_equal(deadline_state_of(w, "gdpr"), "running");
	/* Of 72 hours the last 7 hours and 12 minutes. */
	later(w, 64 * HOUR + 48 * MINUTE - 1);
	assert_string_equal(deadline_state_of(w, "gdpr"), "running");
	later(w, 1);
	assert_string_equal(deadline_state_of(w, "gdpr"), "due-soon");
	later(w, 7 * HOUR + 12 * MINUTE);
	assert_string_equal(deadline_state_of(w, "gdpr"), "due-soon");
	later(w, 1);
	assert_string_equal(deadline_state_of(w, "gdpr"), "overdue");
}

static void
a_target_of_ones_own_is_missed_and_never_overdue(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "given");
	assert_string_equal(deadline_state_of(w, "own-target"), "running");
	later(w, 54 * MINUTE);
	assert_string_equal(deadline_state_of(w, "own-target"), "due-soon");
	later(w, 6 * MINUTE + 1);
	assert_string_equal(deadline_state_of(w, "own-target"),
			    "target-missed");
	MUST(w, .kind = ACT_DO, .role = "management", .item = "inform/college");
	assert_string_equal(deadline_state_of(w, "own-target"), "met");
	assert_true(deadline_of(w, "own-target")->late);
}

static void
unticking_takes_no_deadline_back(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DO, .role = "management", .item = "inform/college");
	MUST(w, .kind = ACT_DO, .role = "management", .item = "inform/college",
	     .state = "open");
	assert_string_equal(deadline_state_of(w, "own-target"), "met");
}

static void
a_first_notice_is_for_phased_ones_only(void **state)
{
	struct world *w = *state;

	known_personal_data(w);
	REFUSES(w, REFUSED_NOT_PHASED, .kind = ACT_DEADLINE,
		.deadline = "final", .act = "first-sent");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "first-sent",
	     .proof = "mail 12");
	assert_string_equal(deadline_state_of(w, "gdpr"), "first-sent");
	REFUSES(w, REFUSED_DEADLINE_ACT, .kind = ACT_DEADLINE,
		.deadline = "gdpr", .act = "sent");
	REFUSES(w, REFUSED_DEADLINE_UNKNOWN, .kind = ACT_DEADLINE,
		.deadline = "gdrp", .act = "met");
	assert_string_equal(w->refused.other, "gdpr");
}

static void
starting_again_takes_met_and_not_applicable_away(void **state)
{
	struct world *w = *state;

	known_personal_data(w);
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "met");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "start");
	assert_string_equal(deadline_state_of(w, "gdpr"), "running");
	/* Its `met` no longer is the start of what comes after it. */
	assert_string_equal(deadline_state_of(w, "final"), "waiting");
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_DEADLINE,
		.deadline = "gdpr", .act = "not-applicable");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr",
	     .act = "not-applicable", .reason = "no data");
	assert_int_equal(deadline_of(w, "gdpr")->applies, 0);
	MUST(w, .kind = ACT_DEADLINE, .deadline = "gdpr", .act = "start");
	assert_string_equal(deadline_state_of(w, "gdpr"), "running");
}

static void
without_a_limit_it_runs_and_shows_its_age(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DEADLINE, .deadline = "soon", .act = "start");
	assert_string_equal(deadline_state_of(w, "soon"), "running");
	assert_string_equal(due_of(w, "soon"), "");
	assert_true(deadline_of(w, "soon")->start.set);
}

static void
a_stopped_playbooks_deadline_stays_once_started(void **state)
{
	struct world *w = *state;

	assert_non_null(deadline_of(w, "own-target"));
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw", .stop = true,
	     .reason = "wrong");
	assert_null(deadline_of(w, "own-target"));
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "own-target", .act = "start");
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "rw", .stop = true,
	     .reason = "wrong");
	assert_non_null(deadline_of(w, "own-target"));
}

static void
deadlines_are_listed_by_their_due(void **state)
{
	struct world *w = *state;
	const struct status *st;

	MUST(w, .kind = ACT_DEADLINE, .deadline = "final", .act = "start");
	MUST(w, .kind = ACT_DEADLINE, .deadline = "own-target", .act = "start");
	st = status_now(w);
	assert_int_equal(st->deadline_count, 4);
	assert_string_equal(st->deadlines[0].definition->id, "own-target");
	assert_string_equal(st->deadlines[1].definition->id, "final");
	assert_string_equal(st->deadlines[2].definition->id, "gdpr");
	assert_string_equal(st->deadlines[3].definition->id, "soon");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(
			seventy_two_hours_cross_the_beginning_of_summer_time),
		WORLD_TEST(
			seventy_two_hours_cross_the_beginning_of_winter_time),
		WORLD_TEST(a_month_ends_on_the_last_day_of_the_next),
		WORLD_TEST(an_undecided_deadline_has_its_due_but_no_alert),
		WORLD_TEST(
			the_earliest_value_counts_and_stays_bound_to_its_fact),
		WORLD_TEST(a_correction_goes_before_every_candidate),
		WORLD_TEST(the_last_tenth_is_due_soon),
		WORLD_TEST(a_target_of_ones_own_is_missed_and_never_overdue),
		WORLD_TEST(unticking_takes_no_deadline_back),
		WORLD_TEST(a_first_notice_is_for_phased_ones_only),
		WORLD_TEST(starting_again_takes_met_and_not_applicable_away),
		WORLD_TEST(without_a_limit_it_runs_and_shows_its_age),
		WORLD_TEST(a_stopped_playbooks_deadline_stays_once_started),
		WORLD_TEST(deadlines_are_listed_by_their_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
