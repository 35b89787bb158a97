#include "world.h"

/* Up to the question whether to pull the main switch. */
static void
reach_the_switch(struct world *w)
{
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "r", .override = "no time");
}

static const char *
ask_to_pull(struct world *w)
{
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "pull");
	return w->last;
}

static void
a_decision_that_needs_approval_waits_in_an_inbox(void **state)
{
	struct world *w = *state;
	const struct status_step *s;
	const struct inbox_row *row;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	assert_int_equal(w->records[w->lines - 1]->kind, RECORD_PENDING);
	s = status_find_step(status_now(w), "rw/it/switch");
	assert_int_equal(s->wait_count, 1);
	assert_int_equal(s->waits[0].type, WAIT_APPROVAL);
	assert_string_equal(s->waits[0].role, "management");
	assert_string_equal(s->waits[0].id, id);
	row = inbox_of(w, "management", INBOX_APPROVAL);
	assert_string_equal(row->id, id);
	assert_string_equal(row->from, "it");
	REFUSES(w, REFUSED_WAITS_APPROVAL, .kind = ACT_DECIDE, .role = "it",
		.step = "switch", .choice = "dont");
	assert_string_equal(w->refused.name, "management");
}

static void
a_yes_carries_the_consequences(void **state)
{
	struct world *w = *state;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	REFUSES(w, REFUSED_NOTHING_TO_ANSWER, .kind = ACT_ANSWER, .role = "it",
		.id = id, .answer = "yes");
	REFUSES(w, REFUSED_TAKE_ANSWER, .kind = ACT_TAKE, .role = "management",
		.id = id);
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "yes");
	assert_string_equal(w->records[w->lines - 1]->then->sets[0].value,
			    "no");
	assert_string_equal(current_of(w, "it"), "rw/isolate crisis/evidence");
	assert_null(inbox_of(w, "management", INBOX_APPROVAL));
}

static void
a_no_needs_a_reason_and_opens_the_question_again(void **state)
{
	struct world *w = *state;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	REFUSES(w, REFUSED_REASON_MISSING, .kind = ACT_ANSWER,
		.role = "management", .id = id, .answer = "no");
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "no", .reason = "not yet");
	assert_int_equal(
		status_find_step(status_now(w), "rw/it/switch")->wait_count, 0);
	REFUSES(w, REFUSED_NOTHING_TO_ANSWER, .kind = ACT_ANSWER,
		.role = "management", .id = id, .answer = "yes");
}

static void
only_the_asker_withdraws(void **state)
{
	struct world *w = *state;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	REFUSES(w, REFUSED_NOTHING_TO_WITHDRAW, .kind = ACT_WITHDRAW,
		.role = "management", .id = id);
	MUST(w, .kind = ACT_WITHDRAW, .role = "it", .id = id);
	REFUSES(w, REFUSED_NOTHING_TO_WITHDRAW, .kind = ACT_WITHDRAW,
		.role = "it", .id = id);
}

static void
ones_own_role_is_at_once_and_an_override_ends_the_waiting(void **state)
{
	struct world *w = *state;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "dont", .override = "cannot wait");
	assert_string_equal(w->records[w->lines - 1]->of, id);
	assert_null(inbox_of(w, "management", INBOX_APPROVAL));
}

static void
a_yes_by_phone_is_to_be_confirmed(void **state)
{
	struct world *w = *state;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "yes", .via = "phone");
	assert_true(is_alerted(w, ALERT_TO_CONFIRM));
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = id,
	     .answer = "yes");
	assert_true(w->records[w->lines - 1]->more->confirms);
	assert_false(is_alerted(w, ALERT_TO_CONFIRM));
}

static void
a_question_answered_yes_by_phone_needs_no_confirmation(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "May we?");
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = w->last,
	     .answer = "yes", .via = "phone");
	assert_false(is_alerted(w, ALERT_TO_CONFIRM));
}

static void
a_yes_counts_that_had_not_seen_the_withdrawal(void **state)
{
	struct world *w = *state;
	struct record yes;
	const char *id;

	reach_the_switch(w);
	id = ask_to_pull(w);
	assert_int_equal(world_try(w,
				   (struct action){
					   .kind = ACT_ANSWER,
					   .role = "management",
					   .id = id,
					   .answer = "yes",
				   },
				   &yes),
			 REFUSED_NOT);
	MUST(w, .kind = ACT_WITHDRAW, .role = "it", .id = id);
	world_append(w, &yes);
	assert_string_equal(current_of(w, "it"), "rw/isolate crisis/evidence");
}

static void
taking_a_task_adds_its_step(void **state)
{
	struct world *w = *state;
	const struct inbox_row *row;

	reach_the_switch(w);
	row = inbox_of(w, "management", INBOX_TASK);
	assert_string_equal(row->step, "rw/management/inform");
	REFUSES(w, REFUSED_NO_TASK, .kind = ACT_TAKE, .role = "it",
		.id = row->id);
	MUST(w, .kind = ACT_TAKE, .role = "management", .id = row->id);
	assert_string_equal(current_of(w, "management"),
			    "rw/mandate rw/inform crisis/convene");
	REFUSES(w, REFUSED_NO_TASK, .kind = ACT_TAKE, .role = "management",
		.id = row->id);
}

static void
a_task_of_a_stopped_playbook_opens_it_again(void **state)
{
	struct world *w = *state;
	const struct status_role *r;

	reach_the_switch(w);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis", .stop = true,
	     .reason = "wrong one");
	assert_string_equal(current_of(w, "management"), "rw/mandate");
	r = status_find_role(status_now(w), "management");
	MUST(w, .kind = ACT_TAKE, .role = "management", .id = r->inbox[0]->id);
	assert_int_equal(w->records[w->lines - 1]->then->open_count, 1);
	assert_string_equal(current_of(w, "management"),
			    "rw/mandate crisis/convene");
}

static void
five_characters_of_an_id_are_enough_where_unique(void **state)
{
	struct world *w = *state;
	char start[6];

	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "How long?");
	memcpy(start, w->last, 5);
	start[4] = '\0';
	REFUSES(w, REFUSED_NOTHING_TO_ANSWER, .kind = ACT_ANSWER,
		.role = "management", .id = start, .answer = "an hour");
	memcpy(start, w->last, 5);
	start[5] = '\0';
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = start,
	     .answer = "an hour");
	assert_int_equal(strlen(w->records[w->lines - 1]->of), 16);
}

static void
the_beginning_means_ones_own_row_where_several_have_it(void **state)
{
	struct world *w = *state;
	char start[6];

	/* Both tasks of one line begin alike: <id> and <id>.2. */
	reach_the_switch(w);
	memcpy(start, w->last, 5);
	start[5] = '\0';
	REFUSES(w, REFUSED_ID_AMBIGUOUS, .kind = ACT_TAKE, .role = "management",
		.id = start);
	MUST(w, .kind = ACT_TAKE, .role = "management", .id = w->last);
	MUST(w, .kind = ACT_TAKE, .role = "management", .id = start);
	assert_non_null(strchr(w->records[w->lines - 1]->of, '.'));
}

static void
messages_need_a_role_that_there_is(void **state)
{
	struct world *w = *state;

	REFUSES(w, REFUSED_ROLE_UNKNOWN, .kind = ACT_TELL, .role = "it",
		.to = "managment", .text = "Come");
	assert_string_equal(w->refused.other, "management, it");
	REFUSES(w, REFUSED_TO_MISSING, .kind = ACT_TELL, .role = "it",
		.text = "Come");
	REFUSES(w, REFUSED_TEXT_MISSING, .kind = ACT_ASK, .role = "it",
		.to = "management", .text = "");
	REFUSES(w, REFUSED_ROLE_MISSING, .kind = ACT_TELL, .to = "management",
		.text = "Come");
	MUST(w, .kind = ACT_TELL, .role = "it", .to = "finance",
	     .text = "Come");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(a_decision_that_needs_approval_waits_in_an_inbox),
		WORLD_TEST(a_yes_carries_the_consequences),
		WORLD_TEST(a_no_needs_a_reason_and_opens_the_question_again),
		WORLD_TEST(only_the_asker_withdraws),
		WORLD_TEST(
			ones_own_role_is_at_once_and_an_override_ends_the_waiting),
		WORLD_TEST(a_yes_by_phone_is_to_be_confirmed),
		WORLD_TEST(
			a_question_answered_yes_by_phone_needs_no_confirmation),
		WORLD_TEST(a_yes_counts_that_had_not_seen_the_withdrawal),
		WORLD_TEST(taking_a_task_adds_its_step),
		WORLD_TEST(a_task_of_a_stopped_playbook_opens_it_again),
		WORLD_TEST(five_characters_of_an_id_are_enough_where_unique),
		WORLD_TEST(
			the_beginning_means_ones_own_row_where_several_have_it),
		WORLD_TEST(messages_need_a_role_that_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
