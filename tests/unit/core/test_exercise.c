/* An exercise: its three clocks, its injects, what is judged from the lines. */
#include "core/exercise.h"

#include "world.h"

static const char *it_only[] = {"it"};
static const char *management_only[] = {"management"};
static const char *rw_only[] = {"rw"};

static struct expectation isolates[] = {
	{.step = "it/isolate",
	 .choice = "stopped",
	 .within = {DURATION_MINUTES, 20},
	 .objective = "fast"},
	{.action = "Somebody reads the note aloud", .objective = "calm"},
};
static struct expectation tells_when[] = {
	{.fact = "aware-at",
	 .within = {DURATION_MINUTES, 10},
	 .objective = "law"},
	{.severity = "3", .within = {DURATION_MINUTES, 30}},
};
static struct expectation no_switch[] = {
	{.step = "rw/it/switch", .choice = "pull", .objective = "calm"},
};
static struct condition spreading[] = {{.fact = "spreading", .is = "yes"}};
static struct unless isolated[] = {{.step = "it/isolate"}};
static struct judgement reads[] = {{"aloud", "Read aloud"}};
static struct judgement objectives[] = {
	{"fast", "Isolate within 20 minutes"},
	{"law", "Write down when we knew"},
	{"calm", "Keep calm"},
};
static struct inject injects[] = {
	{.id = "note",
	 .at_text = "5m",
	 .at = {DURATION_MINUTES, 5},
	 .to = it_only,
	 .to_count = 1,
	 .from = "Night nurse",
	 .channel = "phone",
	 .title = "A note",
	 .text = "There is a note on the screen.",
	 .hint = "Which cable?",
	 .expects = isolates,
	 .expect_count = 2,
	 .never = no_switch,
	 .never_count = 1,
	 .evaluate = reads,
	 .evaluate_count = 1},
	{.id = "second",
	 .after = "note",
	 .at = {DURATION_MINUTES, 10},
	 .to = management_only,
	 .to_count = 1,
	 .title = "Who knew?",
	 .expects = tells_when,
	 .expect_count = 2},
	{.id = "wave",
	 .at = {DURATION_MINUTES, 20},
	 .title = "A second wave",
	 .when = spreading,
	 .when_count = 1,
	 .unless = isolated,
	 .unless_count = 1},
	{.id = "spare", .manual = YES_NO_YES, .title = "A rumour"},
};
static struct exercise night = {
	.head = {.id = "night", .kind = FILE_EXERCISE, .title = "Night"},
	.playbooks = rw_only,
	.playbook_count = 1,
	.duration = {DURATION_MINUTES, 120},
	.begins = "friday 22:40",
	.objectives = objectives,
	.objective_count = COUNT_OF(objectives),
	.injects = injects,
	.inject_count = COUNT_OF(injects),
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

static const struct exercise_run *
run_of(struct world *w)
{
	return exercise_at(&w->in, &w->lib, w->now, &w->scratch);
}

static const struct exercise_inject *
inject_of(struct world *w, const char *id)
{
	const struct exercise_inject *x = exercise_find_inject(run_of(w), id);

	assert_non_null(x);
	return x;
}

#define CLOCK(w, ...)                                                          \
	MUST(w, .kind = ACT_PAUSE, .role = ROLE_FACILITATOR, __VA_ARGS__)
#define LEAD(w, inject, what)                                                  \
	MUST(w, .kind = ACT_INJECT, .role = ROLE_FACILITATOR, .id = (inject),  \
	     .act = (what))

static void
tick_all(struct world *w)
{
	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable",
	     .state = "done");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/vlan",
	     .state = "done");
}

static void
the_clock_stands_still_while_it_is_paused(void **state)
{
	struct world *w = *state;

	assert_false(run_of(w)->begun);
	CLOCK(w, .act = "resume");
	assert_true(run_of(w)->running);
	assert_int_equal(run_of(w)->elapsed, 0);
	w->now += 3 * MINUTE;
	assert_int_equal(run_of(w)->elapsed, 3 * MINUTE);
	CLOCK(w, .act = "pause");
	w->now += HOUR;
	assert_int_equal(run_of(w)->elapsed, 3 * MINUTE);
	assert_false(run_of(w)->running);
	CLOCK(w, .act = "resume", .speed = {60, true});
	w->now += MINUTE;
	assert_int_equal(run_of(w)->elapsed, 63 * MINUTE);
	assert_int_equal(exercise_real(run_of(w), 65 * MINUTE), w->now + 2000);
	/* Nobody is asked to say the speed again. */
	CLOCK(w, .act = "pause");
	CLOCK(w, .act = "resume");
	assert_int_equal(run_of(w)->speed, 60);
}

static void
the_players_read_the_clock_of_the_scenario(void **state)
{
	struct world *w = *state;
	int64_t friday;

	assert_true(
		exercise_begins("friday 22:40", w->now, &brussels, &friday));
	CLOCK(w, .act = "resume");
	assert_int_equal(run_of(w)->scenario, friday);
	w->now += 2 * MINUTE;
	CLOCK(w, .act = "resume", .scenario = at_moment(friday + 9 * HOUR));
	assert_int_equal(run_of(w)->scenario, friday + 9 * HOUR);
	assert_int_equal(run_of(w)->elapsed, 9 * HOUR);
	assert_int_equal(exercise_clock(run_of(w), w->now - MINUTE),
			 friday + MINUTE);
	assert_true(run_of(w)->running);
}

static void
a_beginning_is_read(void **state)
{
	int64_t wednesday = moment("2026-11-25T09:00:00Z"), at;

	(void)state;
	assert_true(exercise_begins("friday 22:40", wednesday, &brussels, &at));
	assert_int_equal(at, moment("2026-11-27T21:40:00Z"));
	assert_true(
		exercise_begins("wednesday 08:05", wednesday, &brussels, &at));
	assert_int_equal(at, moment("2026-11-25T07:05:00Z"));
	assert_true(exercise_begins("03:10", wednesday, &brussels, &at));
	assert_int_equal(at, moment("2026-11-25T02:10:00Z"));
	assert_true(exercise_begins(NULL, wednesday, &brussels, &at));
	assert_int_equal(at, wednesday);
	assert_false(
		exercise_begins("vrijdag 22:40", wednesday, &brussels, &at));
	assert_false(
		exercise_begins("friday 24:40", wednesday, &brussels, &at));
	assert_false(exercise_begins("friday", wednesday, &brussels, &at));
}

static void
injects_come_on_the_clock(void **state)
{
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	assert_int_equal(inject_of(w, "note")->stage, INJECT_WAITS);
	assert_int_equal(inject_of(w, "4")->stage, INJECT_RESERVE);
	w->now += 5 * MINUTE;
	assert_int_equal(inject_of(w, "note")->stage, INJECT_DUE);
	assert_false(inject_of(w, "second")->due.set);
	w->now += 2 * MINUTE;
	LEAD(w, "note", "release");
	assert_int_equal(inject_of(w, "note")->stage, INJECT_SENT);
	assert_int_equal(inject_of(w, "note")->sent_at, 7 * MINUTE);
	assert_int_equal(inject_of(w, "second")->due.ms, 17 * MINUTE);
	LEAD(w, "note", "release");
	assert_int_equal(inject_of(w, "note")->times, 2);
	assert_int_equal(inject_of(w, "note")->sent_at, 7 * MINUTE);
	REFUSES(w, REFUSED_INJECT_SENT, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .id = "note", .act = "hold");
}

static void
a_branch_waits_for_what_opens_it(void **state)
{
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	w->now += 21 * MINUTE;
	assert_int_equal(inject_of(w, "wave")->stage, INJECT_ARMED);
	MUST(w, .kind = ACT_FACT, .fact = "spreading", .value = "yes");
	assert_int_equal(inject_of(w, "wave")->stage, INJECT_DUE);
	tick_all(w);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped");
	assert_int_equal(inject_of(w, "wave")->stage, INJECT_PASSED);
}

static void
who_leads_holds_changes_and_improvises(void **state)
{
	struct world *w = *state;
	const struct exercise_inject *x;

	REFUSES(w, REFUSED_NOT_BEGUN, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .id = "note", .act = "release");
	CLOCK(w, .act = "resume");
	w->now += 6 * MINUTE;
	LEAD(w, "note", "hold");
	assert_int_equal(inject_of(w, "note")->stage, INJECT_HELD);
	LEAD(w, "note", "wait");
	assert_int_equal(inject_of(w, "note")->stage, INJECT_DUE);
	LEAD(w, "note", "skip");
	assert_int_equal(inject_of(w, "note")->stage, INJECT_SKIPPED);
	MUST(w, .kind = ACT_INJECT, .role = ROLE_FACILITATOR, .id = "note",
	     .act = "change", .text = "Another text");
	LEAD(w, "note", "release");
	x = inject_of(w, "note");
	assert_string_equal(x->sent->text, "Another text");
	assert_string_equal(x->sent->source, "Night nurse");
	assert_true(x->changed);
	LEAD(w, "note", "hint");
	assert_true(inject_of(w, "note")->hinted);
	LEAD(w, "spare", "release");
	REFUSES(w, REFUSED_NO_HINT, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .id = "spare", .act = "hint");
	MUST(w, .kind = ACT_INJECT, .role = ROLE_FACILITATOR, .act = "release",
	     .text = "A helicopter lands", .receivers = it_only,
	     .receiver_count = 1, .channel = "radio");
	x = inject_of(w, "5");
	assert_null(x->inject);
	assert_int_equal(x->stage, INJECT_SENT);
	assert_string_equal(x->text, "A helicopter lands");
	assert_true(inject_is_for(x, "it"));
	assert_false(inject_is_for(x, "management"));
	REFUSES(w, REFUSED_INJECT_UNKNOWN, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .id = "notes", .act = "release");
	assert_string_equal(w->refused.other, "note");
	REFUSES(w, REFUSED_INJECT_ACT, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .id = "note", .act = "burn");
}

static void
what_missed_its_round_does_not_come_in_the_next(void **state)
{
	static struct exercise_round rounds[] = {
		{.id = "one", .title = "One"},
		{.id = "two", .title = "Two"},
	};
	static struct inject talks[] = {
		{.id = "a",
		 .round = "one",
		 .at = {DURATION_MINUTES, 5},
		 .title = "A"},
		{.id = "b", .round = "two", .title = "B"},
	};
	static struct exercise talk = {
		.head = {.id = "talk", .kind = FILE_EXERCISE, .title = "Talk"},
		.rounds = rounds,
		.round_count = 2,
		.injects = talks,
		.inject_count = 2,
	};
	struct world *w = *state;

	w->lib.exercise = &talk;
	CLOCK(w, .act = "resume");
	w->now += 6 * MINUTE;
	assert_int_equal(inject_of(w, "a")->stage, INJECT_DUE);
	LEAD(w, "round/two", "release");
	assert_int_equal(inject_of(w, "a")->stage, INJECT_PASSED);
	assert_int_equal(inject_of(w, "b")->stage, INJECT_DUE);
}

static void
who_leads_gets_no_inject(void **state)
{
	static const char *leader[] = {ROLE_FACILITATOR};
	static const char *observer[] = {"it", ROLE_OBSERVER};
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	REFUSES(w, REFUSED_ROLE_UNKNOWN, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .act = "release", .text = "Hello",
		.receivers = leader, .receiver_count = 1);
	REFUSES(w, REFUSED_ROLE_UNKNOWN, .kind = ACT_INJECT,
		.role = ROLE_FACILITATOR, .act = "release", .text = "Hello",
		.receivers = observer, .receiver_count = 2);
}

static enum verdict
verdict_of_fact(struct world *w, const char *fact)
{
	unsigned count;
	const struct exercise_expected *rows =
		exercise_judge(run_of(w), &w->in, &w->scratch, &count);

	for (unsigned i = 0; i < count; i++)
		if (rows[i].wanted->fact != NULL &&
		    strcmp(rows[i].wanted->fact, fact) == 0)
			return rows[i].verdict;
	return VERDICTS;
}

static void
what_was_written_later_counts_from_when_it_happened(void **state)
{
	struct world *w = *state;
	struct moment at;

	CLOCK(w, .act = "resume");
	LEAD(w, "second", "release");
	w->now += 30 * MINUTE;
	at = (struct moment){w->now - 25 * MINUTE, true};
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "-25m", .at = at);
	assert_int_equal(verdict_of_fact(w, "aware-at"), VERDICT_MET);
}

static void
what_happened_first_counts_and_not_what_was_written_first(void **state)
{
	struct world *w = *state;
	struct moment at;

	CLOCK(w, .act = "resume");
	LEAD(w, "second", "release");
	w->now += 60 * MINUTE;
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "-1m");
	assert_int_equal(verdict_of_fact(w, "aware-at"), VERDICT_LATE);
	at = (struct moment){w->now - 55 * MINUTE, true};
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "-55m", .at = at);
	assert_int_equal(verdict_of_fact(w, "aware-at"), VERDICT_MET);
}

/* Two stations that did not hear of the end yet. */
static void
what_comes_after_the_end_was_no_part_of_it(void **state)
{
	struct world *w = *state;
	struct record fact, sent;
	unsigned count;

	CLOCK(w, .act = "resume");
	w->now += MINUTE;
	LEAD(w, "second", "release");
	assert_int_equal(world_try(w,
				   (struct action){.kind = ACT_FACT,
						   .role = "it",
						   .fact = "aware-at",
						   .value = "-1m"},
				   &fact),
			 REFUSED_NOT);
	assert_int_equal(world_try(w,
				   (struct action){.kind = ACT_INJECT,
						   .role = ROLE_FACILITATOR,
						   .id = "note",
						   .act = "release"},
				   &sent),
			 REFUSED_NOT);
	MUST(w, .kind = ACT_CLOSE);
	w->now += 1;
	world_append(w, &fact);
	world_append(w, &sent);
	assert_int_equal(verdict_of_fact(w, "aware-at"), VERDICT_MISSED);
	assert_int_equal(
		exercise_judge(run_of(w), &w->in, &w->scratch, &count)[0]
			.verdict,
		VERDICT_NONE);
	assert_null(exercise_timers(run_of(w), &w->in, &w->scratch, &count)[3]
			    .record);
}

static void
stations_whose_clocks_are_apart_are_told_of(void **state)
{
	struct world *w = *state;
	struct record fact;

	CLOCK(w, .act = "resume");
	assert_int_equal(run_of(w)->apart, 0);
	assert_int_equal(world_try(w,
				   (struct action){.kind = ACT_FACT,
						   .role = "it",
						   .fact = "aware-at",
						   .value = "-1m"},
				   &fact),
			 REFUSED_NOT);
	fact.clock = at_moment(w->now - 20000);
	world_append(w, &fact);
	/* Less than a minute, until the clock goes three times as fast. */
	assert_int_equal(run_of(w)->apart, 0);
	CLOCK(w, .act = "resume", .speed = {3, true});
	assert_int_equal(run_of(w)->apart, 20000);
}

static void
two_of_one_moment_are_two(void **state)
{
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	MUST(w, .kind = ACT_INJECT, .role = ROLE_FACILITATOR, .act = "release",
	     .text = "The bishop calls");
	MUST(w, .kind = ACT_INJECT, .role = ROLE_FACILITATOR, .act = "release",
	     .text = "The minister calls");
	assert_int_equal(run_of(w)->inject_count, night.inject_count + 2);
}

static void
a_call_rings_until_it_is_picked_up(void **state)
{
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	REFUSES(w, REFUSED_INJECT_NOT_SENT, .kind = ACT_INJECT, .role = "it",
		.id = "note", .act = "hear");
	LEAD(w, "note", "release");
	assert_true(inject_rings(inject_of(w, "note"), "it"));
	assert_false(inject_rings(inject_of(w, "note"), "management"));
	MUST(w, .kind = ACT_INJECT, .role = "it", .id = "note", .act = "hear");
	assert_false(inject_rings(inject_of(w, "note"), "it"));
}

static const struct exercise_expected *
row_of(struct world *w, unsigned i)
{
	unsigned count;
	struct exercise_expected *rows =
		exercise_judge(run_of(w), &w->in, &w->scratch, &count);

	assert_int_equal(count, 5);
	return &rows[i];
}

static void
nothing_done_is_everything_missed(void **state)
{
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	assert_int_equal(row_of(w, 0)->verdict, VERDICT_NONE);
	w->now += 5 * MINUTE;
	LEAD(w, "note", "release");
	w->now += 20 * MINUTE;
	assert_int_equal(row_of(w, 0)->verdict, VERDICT_OPEN);
	w->now += 1;
	assert_int_equal(row_of(w, 0)->verdict, VERDICT_MISSED);
	LEAD(w, "second", "release");
	assert_int_equal(row_of(w, 3)->verdict, VERDICT_OPEN);
	assert_int_equal(row_of(w, 2)->verdict, VERDICT_OPEN);
	MUST(w, .kind = ACT_CLOSE);
	assert_int_equal(row_of(w, 3)->verdict, VERDICT_MISSED);
	assert_int_equal(row_of(w, 4)->verdict, VERDICT_MISSED);
	assert_int_equal(row_of(w, 2)->verdict, VERDICT_KEPT);
	assert_int_equal(row_of(w, 1)->verdict, VERDICT_NONE);
	w->now += HOUR;
	assert_int_equal(run_of(w)->elapsed, 25 * MINUTE + 1);
}

static void
what_is_done_is_met_or_late_on_the_scenarios_clock(void **state)
{
	struct world *w = *state;
	unsigned count, n;
	struct exercise_objective *o;

	CLOCK(w, .act = "resume", .speed = {60, true});
	LEAD(w, "note", "release");
	LEAD(w, "second", "release");
	w->now += 10000; /* ten minutes */
	MUST(w, .kind = ACT_FACT, .fact = "aware-at",
	     .value = "2026-11-22T10:00:00.000Z");
	assert_int_equal(row_of(w, 3)->verdict, VERDICT_MET);
	assert_int_equal(row_of(w, 3)->after, 10 * MINUTE);
	w->now += 15000;
	tick_all(w);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped");
	assert_int_equal(row_of(w, 0)->verdict, VERDICT_LATE);
	assert_int_equal(row_of(w, 0)->late, 5 * MINUTE);
	w->now += 10000;
	MUST(w, .kind = ACT_SEVERITY, .severity = {3, true});
	assert_int_equal(row_of(w, 4)->verdict, VERDICT_LATE);
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
	     .about = "note/action-2", .score = {3, true}, .text = "Well read");
	assert_int_equal(row_of(w, 1)->verdict, VERDICT_MET);
	MUST(w, .kind = ACT_CLOSE);
	o = exercise_objectives(run_of(w), row_of(w, 0), 5, &w->scratch, &n);
	assert_int_equal(n, 3);
	assert_int_equal(o[0].rating, RATING_REMARKS);
	assert_int_equal(o[1].rating, RATING_REACHED);
	assert_int_equal(o[2].rating, RATING_REACHED);
	exercise_scores(run_of(w), &w->in, &w->scratch, &count);
	assert_int_equal(count, 1);
}

static void
who_did_nothing_reached_no_part_of_an_objective(void **state)
{
	struct world *w = *state;
	struct exercise_objective *o;
	unsigned n;

	CLOCK(w, .act = "resume");
	LEAD(w, "note", "release");
	LEAD(w, "second", "release");
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
	     .about = "note/action-2", .score = {0, true}, .text = "Nobody");
	MUST(w, .kind = ACT_CLOSE);
	o = exercise_objectives(run_of(w), row_of(w, 0), 5, &w->scratch, &n);
	assert_int_equal(o[2].sum.kept, 1);
	assert_int_equal(o[2].sum.missed, 1);
	assert_int_equal(o[2].rating, RATING_NOT);
}

static void
an_objective_that_nothing_was_asked_of_is_not_reached(void **state)
{
	struct world *w = *state;
	struct exercise_objective *o;
	unsigned n;

	CLOCK(w, .act = "resume");
	MUST(w, .kind = ACT_CLOSE);
	assert_int_equal(row_of(w, 2)->verdict, VERDICT_KEPT);
	o = exercise_objectives(run_of(w), row_of(w, 0), 5, &w->scratch, &n);
	assert_int_equal(o[2].rating, RATING_NONE);
}

static void
a_never_is_broken_by_doing_it(void **state)
{
	struct world *w = *state;
	struct exercise_score *scores;
	unsigned count;

	CLOCK(w, .act = "resume");
	LEAD(w, "note", "release");
	tick_all(w);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "it goes on");
	MUST(w, .kind = ACT_DECIDE, .role = "management", .step = "mandate",
	     .choice = "given");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "pull", .override = "no time");
	assert_int_equal(row_of(w, 2)->verdict, VERDICT_BROKEN);
	REFUSES(w, REFUSED_SCORE, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
		.about = "note/aloud", .score = {4, true});
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
	     .about = "note/aloud", .score = {1, true});
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
	     .about = "note/aloud", .score = {2, true}, .text = "in the end");
	scores = exercise_scores(run_of(w), &w->in, &w->scratch, &count);
	assert_int_equal(count, 1);
	assert_int_equal(scores[0].score, 2);
	assert_string_equal(scores[0].text, "Read aloud");
}

static void
what_the_scenario_does_not_have_is_not_observed(void **state)
{
	static const char *const none[] = {
		"note/nothing", "note/action-1", "note/action-9",
		"nothing",      "nothing/aloud", "note/",
	};
	static const char *const all[] = {
		"note/aloud", "note/action-2", "note", "fast", "attendance",
	};
	struct world *w = *state;

	CLOCK(w, .act = "resume");
	for (size_t i = 0; i < COUNT_OF(none); i++)
		REFUSES(w, REFUSED_TARGET_UNKNOWN, .kind = ACT_OBSERVE,
			.role = ROLE_OBSERVER, .about = none[i],
			.score = {3, true}, .text = "x");
	for (size_t i = 0; i < COUNT_OF(all); i++)
		MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
		     .about = all[i], .text = "x");
}

static void
the_timers_start_with_the_first_inject(void **state)
{
	struct world *w = *state;
	struct exercise_timer *t;
	unsigned count;

	CLOCK(w, .act = "resume");
	w->now += 5 * MINUTE;
	LEAD(w, "note", "release");
	/* Who sits down was not told, and who does not know did nothing. */
	MUST(w, .kind = ACT_JOIN, .role = "management");
	w->now += 3 * MINUTE;
	MUST(w, .kind = ACT_TELL, .role = "it", .to = "management",
	     .text = "Wake up");
	w->now += MINUTE;
	MUST(w, .kind = ACT_EMERGENCY_PHASE, .phase = "municipal");
	tick_all(w);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "unknown");
	t = exercise_timers(run_of(w), &w->in, &w->scratch, &count);
	assert_int_equal(count, 6);
	assert_string_equal(t[0].id, "management");
	assert_int_equal(t[0].after, 3 * MINUTE);
	assert_null(t[1].record);
	assert_int_equal(t[5].after, 4 * MINUTE);
}

static void
every_observation_stands_and_the_last_score(void **state)
{
	struct world *w = *state;
	const struct exercise_score *s;
	const struct record **who;
	unsigned count;

	CLOCK(w, .act = "resume");
#define SEE(...)                                                               \
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER, __VA_ARGS__)
	SEE(.about = "note", .text = "Nobody listened");
	SEE(.about = "note", .text = "Then they did");
	SEE(.about = "note/aloud", .score = {1, true});
	SEE(.about = "note/aloud", .score = {3, true}, .text = "After all");
	SEE(.about = EXERCISE_ATTENDANCE, .text = "Mayor");
	SEE(.about = EXERCISE_ATTENDANCE, .text = "Secretary");
	s = exercise_scores(run_of(w), &w->in, &w->scratch, &count);
	assert_int_equal(count, 3);
	assert_int_equal(s[0].score, 3);
	assert_string_equal(s[0].text, "Read aloud");
	assert_string_equal(s[1].note, "Then they did");
	assert_string_equal(s[1].text, "A note");
	assert_string_equal(s[2].note, "Nobody listened");
	who = exercise_attendance(&w->in, &w->scratch, &count);
	assert_int_equal(count, 2);
	assert_string_equal(who[0]->text, "Mayor");
	assert_string_equal(who[1]->text, "Secretary");
}

static void
players_read_and_type_the_hours_of_the_scenario(void **state)
{
	struct world *w = *state;
	const struct zone *z;
	int64_t from = w->now, begins, at;

	assert_ptr_equal(
		exercise_zone(run_of(w), w->in.lines_zone, &w->scratch),
		w->in.lines_zone);
	assert_true(exercise_begins("friday 22:40", w->now, w->in.lines_zone,
				    &begins));
	CLOCK(w, .act = "resume", .speed = {60, true});
	w->now += MINUTE;
	z = exercise_zone(run_of(w), w->in.lines_zone, &w->scratch);
	assert_int_equal(stamp_shown(from, z), begins);
	assert_int_equal(stamp_shown(w->now, z), begins + HOUR);
	assert_int_equal(stamp_local(w->now, z).hour, 23);
	assert_true(stamp_read_typed("23:10", w->now, false, z, &at));
	assert_int_equal(at, from + MINUTE / 2);
	/* Over is over: its clock shows the end from then on. */
	MUST(w, .kind = ACT_CLOSE, .role = ROLE_FACILITATOR);
	w->now += HOUR;
	assert_int_equal(run_of(w)->until, from + MINUTE);
	assert_int_equal(run_of(w)->scenario, begins + HOUR);
}

/* The clock stands, and the line is written 7 ms after its hour was read. */
static void
an_hour_that_is_typed_ahead_stays_that_minute(void **state)
{
	struct world *w = *state;
	const struct zone *real = w->in.lines_zone, *z;
	const struct fact_state *f;
	char typed[STAMP_SIZE];
	int64_t begins, at, kept;

	assert_true(exercise_begins("friday 22:40", w->now, real, &begins));
	CLOCK(w, .act = "resume", .speed = {60, true});
	w->now += MINUTE / 6;
	CLOCK(w, .act = "pause");
	z = exercise_zone(run_of(w), real, &w->scratch);
	assert_true(stamp_read_typed("23:59", w->now, true, z, &at));
	stamp_write(at, typed);
	w->now += 7;
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = typed);
	w->in.lines_zone = z = exercise_zone(run_of(w), real, &w->scratch);
	exercise_move_ahead(&w->in);
	f = map_find(&w->in.facts, "aware-at");
	assert_true(stamp_read(f->values[0].value, &kept));
	assert_int_equal(stamp_local(stamp_shown(kept, z), real).minute, 59);
	assert_int_equal(stamp_shown(kept, z) % MINUTE, 0);
	w->in.lines_zone = real;
}

static void
a_room_sees_what_is_public(void **state)
{
	struct world *w = *state;
	struct exercise_inject x = {
		.channel = "phone", .to = it_only, .to_count = 1};

	CLOCK(w, .act = "resume");
	assert_false(inject_is_public(run_of(w), &x));
	x.channel = "press";
	assert_true(inject_is_public(run_of(w), &x));
	x.channel = "phone";
	x.to_count = 0;
	assert_true(inject_is_public(run_of(w), &x));
	x.to_count = 1;
	night.style = "discussion";
	assert_true(inject_is_public(run_of(w), &x));
	night.style = NULL;
}

static void
in_a_live_incident_nobody_plays(void **state)
{
	struct world *w = *state;

	w->in.mode = "live";
	assert_null(run_of(w));
	REFUSES(w, REFUSED_ROLE_UNKNOWN, .kind = ACT_PAUSE,
		.role = ROLE_FACILITATOR, .act = "resume");
	REFUSES(w, REFUSED_NOT_EXERCISE, .kind = ACT_PAUSE, .role = "it",
		.act = "resume");
	REFUSES(w, REFUSED_NOT_EXERCISE, .kind = ACT_INJECT, .role = "it",
		.act = "release", .id = "note");
	REFUSES(w, REFUSED_NOT_EXERCISE, .kind = ACT_OBSERVE, .role = "it",
		.text = "x");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_clock_stands_still_while_it_is_paused),
		TEST(the_players_read_the_clock_of_the_scenario),
		TEST(a_beginning_is_read),
		TEST(injects_come_on_the_clock),
		TEST(a_branch_waits_for_what_opens_it),
		TEST(who_leads_holds_changes_and_improvises),
		TEST(a_call_rings_until_it_is_picked_up),
		TEST(what_missed_its_round_does_not_come_in_the_next),
		TEST(who_leads_gets_no_inject),
		TEST(what_was_written_later_counts_from_when_it_happened),
		TEST(what_happened_first_counts_and_not_what_was_written_first),
		TEST(what_comes_after_the_end_was_no_part_of_it),
		TEST(stations_whose_clocks_are_apart_are_told_of),
		TEST(two_of_one_moment_are_two),
		TEST(nothing_done_is_everything_missed),
		TEST(what_is_done_is_met_or_late_on_the_scenarios_clock),
		TEST(an_objective_that_nothing_was_asked_of_is_not_reached),
		TEST(who_did_nothing_reached_no_part_of_an_objective),
		TEST(a_never_is_broken_by_doing_it),
		TEST(what_the_scenario_does_not_have_is_not_observed),
		TEST(the_timers_start_with_the_first_inject),
		TEST(every_observation_stands_and_the_last_score),
		TEST(players_read_and_type_the_hours_of_the_scenario),
		TEST(an_hour_that_is_typed_ahead_stays_that_minute),
		TEST(a_room_sees_what_is_public),
		TEST(in_a_live_incident_nobody_plays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
