/* One list of open work per role: its order, and what is late. */
#include "world.h"

#include "core/work.h"

static struct work_row *
rows_of(struct world *w, const char *role, unsigned *count)
{
	const struct status *st = status_now(w);

	return work_of(st, &w->lib, status_find_role(st, role), &w->scratch,
		       count);
}

/* "step 1 Mandate; question 2 late Which?": one a row. */
static const char *
work_text(struct world *w, const char *role)
{
	static const char *const kinds[] = {
		[WORK_STEP] = "step",     [WORK_INBOX] = "inbox",
		[WORK_ANSWER] = "answer", [WORK_POSTPONED] = "later",
		[WORK_ACTION] = "action", [WORK_DECISION] = "decision",
		[WORK_RETURN] = "returns",
	};
	unsigned count;
	const struct work_row *rows = rows_of(w, role, &count);
	char *text = arena_strdup(&w->scratch, "");

	for (unsigned i = 0; i < count; i++)
		text = arena_printf(&w->scratch, "%s%s%s %d %s%s", text,
				    i ? "; " : "", kinds[rows[i].kind],
				    rows[i].priority,
				    rows[i].late ? "late " : "", rows[i].text);
	return text;
}

static void
a_role_that_nobody_has_has_no_work(void **state)
{
	struct world *w = *state;
	unsigned count = 7;

	assert_null(work_of(status_now(w), &w->lib, NULL, &w->scratch, &count));
	assert_int_equal(count, 0);
	assert_string_equal(work_text(w, "nobody"), "");
}

static void
steps_go_by_priority_then_by_opening(void **state)
{
	struct world *w = *state;
	unsigned count;
	const struct work_row *rows;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; step 5 Convene");
	rows = rows_of(w, "management", &count);
	assert_string_equal(rows[0].key, "rw/management/mandate");
	assert_string_equal(rows[1].key, "crisis/management/convene");
	assert_int_equal(rows[0].index, 0);
	assert_int_equal(rows[1].index, 1);
	assert_false(rows[0].due.set);
	/* A time box that is over makes no step go first. */
	assert_string_equal(work_text(w, "it"),
			    "step 5 Isolate; step 5 Evidence");
	later(w, HOUR);
	assert_true(
		status_find_step(status_now(w), "rw/it/isolate")->over_time);
	assert_string_equal(work_text(w, "it"),
			    "step 5 Isolate; step 5 Evidence");
}

static void
who_waits_for_an_answer_goes_before_what_nobody_waits_for(void **state)
{
	struct world *w = *state;
	unsigned count;
	const struct work_row *rows;
	const char *question;

	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "Which door?");
	question = w->last;
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; inbox 2 Which door?; "
			    "step 5 Convene");
	rows = rows_of(w, "management", &count);
	assert_string_equal(rows[1].key, question);
	/* Two of them stand as they came. */
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "And when?");
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; inbox 2 Which door?; "
			    "inbox 2 And when?; step 5 Convene");
	/* The answer is work for who asked, and for nobody else. */
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = question,
	     .answer = "The one at the side");
	assert_string_equal(work_text(w, "it"),
			    "answer 2 The one at the side; step 5 Isolate; "
			    "step 5 Evidence");
	rows = rows_of(w, "it", &count);
	assert_string_equal(rows[0].key, w->last);
	assert_false(rows[0].late);
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; inbox 2 And when?; "
			    "step 5 Convene");
}

static void
an_approval_has_the_place_of_a_question(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "it goes on", .override = "x");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "pull");
	/* Both tasks of that choice belong to steps of priority 5. */
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; inbox 2 Pull; step 5 Convene; "
			    "inbox 5 Convene; inbox 5 Inform");
}

static void
a_task_has_the_priority_of_its_step(void **state)
{
	struct world *w = *state;

	rw_management[1].priority = 3;
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "it goes on", .override = "x");
	assert_string_equal(work_text(w, "management"),
			    "step 1 Mandate; inbox 3 Inform; step 5 Convene; "
			    "inbox 5 Convene");
	rw_management[1].priority = 5;
	/* Without a step it has that of a step that says none. */
	MUST(w, .kind = ACT_TELL, .role = "it", .to = "management",
	     .text = "Bring coffee");
	assert_non_null(
		strstr(work_text(w, "management"), "inbox 5 Bring coffee"));
}

static void
what_is_put_off_is_last_until_its_hour(void **state)
{
	struct world *w = *state;
	int64_t until = w->now + HOUR;
	unsigned count;
	const struct work_row *rows;

	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable",
	     .state = "later", .until = at_moment(until));
	/* While the step is current its item stands in it. */
	assert_string_equal(work_text(w, "it"), "step 5 Isolate");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	assert_string_equal(work_text(w, "it"),
			    "step 5 Check; step 5 Log; step 5 Image; "
			    "later 10 Cable; returns 10 Isolate");
	rows = rows_of(w, "it", &count);
	assert_int_equal(rows[3].due.ms, until);
	assert_string_equal(rows[3].key, "rw/it/isolate/cable");
	/* From that very moment it goes before what has no hour. */
	later(w, HOUR - 1);
	assert_int_equal(rows_of(w, "it", &count)[3].priority, 10);
	later(w, 1);
	assert_string_equal(work_text(w, "it"),
			    "later 4 late Cable; step 5 Check; step 5 Log; "
			    "step 5 Image; returns 10 Isolate");
}

static void
nothing_goes_before_the_first_priority(void **state)
{
	struct world *w = *state;

	rw_it[0].priority = 1;
	MUST(w, .kind = ACT_DO, .role = "it", .item = "isolate/cable",
	     .state = "later", .until = at_moment(w->now + MINUTE));
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	later(w, HOUR);
	assert_string_equal(work_text(w, "it"),
			    "later 1 late Cable; step 5 Check; step 5 Log; "
			    "step 5 Image; returns 10 Isolate");
	rw_it[0].priority = 5;
}

static void
what_was_improvised_stands_behind_the_steps_until_it_is_late(void **state)
{
	struct world *w = *state;
	unsigned count;
	const struct work_row *rows;

	MUST(w, .kind = ACT_ACTION, .role = "it", .to = "it",
	     .text = "Fetch the spare phone", .due = at_moment(w->now + HOUR));
	MUST(w, .kind = ACT_ACTION, .role = "it", .to = "it",
	     .text = "Make tea");
	MUST(w, .kind = ACT_DECISION, .role = "it", .text = "Do we call them?");
	assert_string_equal(work_text(w, "it"),
			    "step 5 Isolate; action 5 Fetch the spare phone; "
			    "action 5 Make tea; decision 5 Do we call them?");
	rows = rows_of(w, "it", &count);
	assert_int_equal(rows[1].index, 0);
	assert_int_equal(rows[2].index, 1);
	assert_int_equal(rows[3].index, 0);
	assert_string_equal(rows[3].key, w->last);
	later(w, HOUR);
	assert_string_equal(work_text(w, "it"),
			    "action 4 late Fetch the spare phone; "
			    "step 5 Isolate; action 5 Make tea; "
			    "decision 5 Do we call them?");
}

/* What comes back is told until it does, and only while there is other work. */
static void
a_repeating_step_stands_last_until_it_returns(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "stopped", .override = "x");
	assert_non_null(strstr(work_text(w, "it"), "; returns 10 Isolate"));
	assert_null(strstr(work_text(w, "management"), "returns"));
	later(w, 4 * HOUR);
	assert_null(strstr(work_text(w, "it"), "returns"));
	assert_non_null(strstr(work_text(w, "it"), "step 5 Isolate"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(a_role_that_nobody_has_has_no_work),
		WORLD_TEST(steps_go_by_priority_then_by_opening),
		WORLD_TEST(
			who_waits_for_an_answer_goes_before_what_nobody_waits_for),
		WORLD_TEST(an_approval_has_the_place_of_a_question),
		WORLD_TEST(a_task_has_the_priority_of_its_step),
		WORLD_TEST(what_is_put_off_is_last_until_its_hour),
		WORLD_TEST(nothing_goes_before_the_first_priority),
		WORLD_TEST(
			what_was_improvised_stands_behind_the_steps_until_it_is_late),
		WORLD_TEST(a_repeating_step_stands_last_until_it_returns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
