/* What was there at a moment, what is open at the end, what comes. */
#include "world.h"

#include "core/ahead.h"
#include "core/gate.h"
#include "core/past.h"

/* A line that another station wrote, with what it had read. */
static const char *
other(struct world *w, const char *file, int64_t n, enum record_kind kind,
      const char *seen_file, int64_t seen_n)
{
	struct record *r = ARENA_NEW(&w->arena, struct record);

	r->id = arena_printf(&w->arena, "%s-%lld", file, (long long)n);
	r->n = n;
	r->time = w->now;
	r->kind = kind;
	r->role = "it";
	r->actor = "somebody";
	r->text = "a note";
	r->more = ARENA_NEW(&w->arena, struct record_more);
	r->then = RECORD_NO_THEN;
	if (kind == RECORD_FAILOVER) {
		r->more->file = seen_file;
		r->more->last = (struct number){seen_n, true};
	} else if (seen_file != NULL) {
		r->seen = ARENA_NEW(&w->arena, struct record_head);
		r->seen_count = 1;
		*r->seen = (struct record_head){seen_file, seen_n, "00"};
	}
	incident_apply(&w->in, r, file);
	return r->id;
}

static bool
has(const struct incident *in, const char *id)
{
	return incident_find_entry(in, id) != NULL;
}

static void
until_takes_what_was_written_by_then(void **state)
{
	struct world *w = *state;
	struct incident past;
	int64_t then;

	MUST(w, .kind = ACT_NOTE, .role = "it", .text = "before");
	then = w->now;
	later(w, MINUTE);
	MUST(w, .kind = ACT_SEVERITY, .role = "it", .severity = {3, true},
	     .reason = "x");
	incident_until(&w->in, then, &w->arena, &past);
	assert_int_equal(past.severity, 0);
	assert_int_equal(past.log_count, w->in.log_count - 1);
	assert_true(past.arrived);
	assert_string_equal(past.title, "Town hall");
}

static void
a_station_had_read_its_own_lines_and_what_it_names(void **state)
{
	struct world *w = *state;
	const char *first = other(w, "b.jsonl", 1, RECORD_NOTE, NULL, 0);
	const char *second = other(w, "b.jsonl", 2, RECORD_NOTE, NULL, 0);
	const char *own = other(w, "c.jsonl", 1, RECORD_NOTE, "b.jsonl", 1);
	const char *decision = other(w, "c.jsonl", 2, RECORD_DECISION, NULL, 0);
	const char *after = other(w, "c.jsonl", 3, RECORD_NOTE, "b.jsonl", 2);
	struct incident read;

	incident_read_by(&w->in, incident_find_entry(&w->in, decision),
			 &w->arena, &read);
	assert_true(has(&read, first));
	assert_true(has(&read, own));
	assert_false(has(&read, second));
	assert_false(has(&read, decision));
	assert_false(has(&read, after));
	/* a.jsonl was named by nobody. */
	assert_false(read.arrived);
}

static void
what_the_decision_itself_names_was_read(void **state)
{
	struct world *w = *state;
	const char *first = other(w, "b.jsonl", 1, RECORD_NOTE, NULL, 0);
	const char *decision =
		other(w, "c.jsonl", 1, RECORD_DECISION, "b.jsonl", 1);
	struct incident read;

	incident_read_by(&w->in, incident_find_entry(&w->in, decision),
			 &w->arena, &read);
	assert_true(has(&read, first));
}

static void
a_journal_that_was_left_after_an_error_was_read(void **state)
{
	struct world *w = *state;
	const char *first = other(w, "b.jsonl", 1, RECORD_NOTE, NULL, 0);
	const char *decision;
	struct incident read;

	other(w, "c.jsonl", 1, RECORD_JOURNAL, NULL, 0);
	other(w, "c.jsonl", 2, RECORD_FAILOVER, "b.jsonl", 1);
	decision = other(w, "c.jsonl", 3, RECORD_DECISION, NULL, 0);
	incident_read_by(&w->in, incident_find_entry(&w->in, decision),
			 &w->arena, &read);
	assert_true(has(&read, first));
}

/* --- the gate */

static unsigned
count_of(const struct gate *g, enum gate_kind kind)
{
	unsigned count = 0;

	for (unsigned i = 0; i < g->count; i++)
		count += g->rows[i].kind == kind;
	return count;
}

static void
the_gate_lists_what_is_open(void **state)
{
	struct world *w = *state;
	struct gate g = gate_at(status_now(w), &w->scratch);

	assert_int_equal(count_of(&g, GATE_STEP), 2);
	assert_int_equal(g.holding, 2);
	assert_int_equal(count_of(&g, GATE_DEADLINE), 0);
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "May we?");
	MUST(w, .kind = ACT_TELL, .role = "it", .to = "management",
	     .text = "Do it");
	MUST(w, .kind = ACT_ACTION, .role = "it", .text = "Call");
	MUST(w, .kind = ACT_DECISION, .role = "it", .text = "Which?");
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "2026-03-27T22:00:00.000Z");
	g = gate_at(status_now(w), &w->scratch);
	assert_int_equal(count_of(&g, GATE_QUESTION), 1);
	assert_int_equal(count_of(&g, GATE_TASK), 1);
	/* Its playbook may have the words in another language. */
	for (unsigned i = 0; i < g.count; i++)
		assert_int_equal(g.rows[i].inbox != NULL,
				 g.rows[i].kind == GATE_TASK ||
					 g.rows[i].kind == GATE_QUESTION);
	/* Nobody decided that it applies; its clock runs, and holds nothing. */
	assert_int_equal(count_of(&g, GATE_DEADLINE), 1);
	assert_int_equal(count_of(&g, GATE_ACTION), 1);
	assert_int_equal(count_of(&g, GATE_DECISION), 1);
	REFUSES(w, REFUSED_WORK_OPEN, .kind = ACT_CLOSE, .role = "it",
		.reason = "over");
}

static void
a_draft_is_open_until_it_is_released(void **state)
{
	struct world *w = *state;
	struct record_more more = {.document = "holding"};
	struct record r = {.kind = RECORD_DOCUMENT,
			   .role = "communications",
			   .more = &more,
			   .act = "draft"};
	struct gate g;

	world_append(w, &r);
	g = gate_at(status_now(w), &w->scratch);
	assert_int_equal(count_of(&g, GATE_DRAFT), 1);
	r = (struct record){.kind = RECORD_DOCUMENT,
			    .role = "communications",
			    .more = &more,
			    .act = "release"};
	world_append(w, &r);
	g = gate_at(status_now(w), &w->scratch);
	assert_int_equal(count_of(&g, GATE_DRAFT), 0);
}

/* --- ahead */

static const struct ahead_row *
row_of(const struct ahead *h, enum ahead_kind kind)
{
	for (unsigned i = 0; i < h->count; i++)
		if (h->rows[i].kind == kind)
			return &h->rows[i];
	return NULL;
}

static void
what_comes_stands_in_the_order_of_its_hours(void **state)
{
	struct world *w = *state;
	struct ahead h;

	MUST(w, .kind = ACT_ACTION, .role = "it", .text = "Promised",
	     .due = at_moment(w->now + 40 * MINUTE));
	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1", .state = "later",
	     .until = at_moment(w->now + 50 * MINUTE));
	h = ahead_at(status_now(w), &w->lib, &w->scratch);
	assert_int_equal(h.rows[0].kind, AHEAD_TIME_BOX);
	assert_non_null(row_of(&h, AHEAD_PROMISE));
	assert_non_null(row_of(&h, AHEAD_LATER));
	assert_string_equal(row_of(&h, AHEAD_LATER)->role, "it");
	for (unsigned i = 1; i < h.count; i++)
		assert_true(h.rows[i - 1].at <= h.rows[i].at);
	/* The box ends after 15 minutes, the promise 25 later, the item 10. */
	assert_int_equal(h.clash_count, 2);
	assert_string_equal(h.clashes[0].role, "it");
	assert_int_equal(h.clashes[0].count, 2);
}

static void
what_is_done_or_too_far_away_does_not_come(void **state)
{
	struct world *w = *state;
	struct ahead h;

	MUST(w, .kind = ACT_ACTION, .role = "it", .text = "Tomorrow",
	     .due = at_moment(w->now + 13 * HOUR));
	MUST(w, .kind = ACT_ACTION, .role = "it", .text = "Done",
	     .due = at_moment(w->now + HOUR));
	MUST(w, .kind = ACT_DO, .role = "it",
	     .item = arena_printf(&w->arena, "action/%s", w->last));
	h = ahead_at(status_now(w), &w->lib, &w->scratch);
	assert_null(row_of(&h, AHEAD_PROMISE));
}

static void
duty_counts_from_who_took_the_role(void **state)
{
	struct world *w = *state;
	int64_t joined;
	struct ahead h;

	later(w, HOUR);
	joined = w->now;
	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "first");
	later(w, HOUR);
	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "first");
	h = ahead_at(status_now(w), &w->lib, &w->scratch);
	assert_int_equal(h.duty_count, 1);
	assert_int_equal(h.duties[0].since, joined);
	MUST(w, .kind = ACT_HANDOVER, .role = "it", .by = "first",
	     .to = "second");
	h = ahead_at(status_now(w), &w->lib, &w->scratch);
	assert_string_equal(h.duties[0].holder, "second");
	assert_int_equal(h.duties[0].since, w->now);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(until_takes_what_was_written_by_then),
		WORLD_TEST(a_station_had_read_its_own_lines_and_what_it_names),
		WORLD_TEST(what_the_decision_itself_names_was_read),
		WORLD_TEST(a_journal_that_was_left_after_an_error_was_read),
		WORLD_TEST(the_gate_lists_what_is_open),
		WORLD_TEST(a_draft_is_open_until_it_is_released),
		WORLD_TEST(what_comes_stands_in_the_order_of_its_hours),
		WORLD_TEST(what_is_done_or_too_far_away_does_not_come),
		WORLD_TEST(duty_counts_from_who_took_the_role),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
