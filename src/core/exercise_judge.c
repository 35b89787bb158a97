/*
 * What came of what was expected: from the journals alone.  Time counts on the
 * scenario's clock, from when the inject really was sent; what had been done
 * before that is met at once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/exercise.h"
#include "core/library.h"

const char *
verdict_name(enum verdict verdict)
{
	static const char *const names[VERDICTS] = {
		"not-judged", "open", "met", "late", "missed", "kept", "broken",
	};

	return names[verdict];
}

const char *
rating_name(enum rating rating)
{
	static const char *const names[RATINGS] = {
		"not-judged", "reached",     "with-remarks",
		"partly",     "not-reached",
	};

	return names[rating];
}

/* --- what a line does */

static bool
path_is(const struct exercise *e, const char *path, const char *wanted)
{
	const char *slash = path ? strchr(path, '/') : NULL;

	if (!slash)
		return false;
	if (strcmp(path, wanted) == 0)
		return true;
	if (strcmp(slash + 1, wanted) != 0)
		return false;
	for (unsigned i = 0; i < e->playbook_count; i++)
		if (strlen(e->playbooks[i]) == (size_t)(slash - path) &&
		    strncmp(e->playbooks[i], path, (size_t)(slash - path)) == 0)
			return true;
	return false;
}

/* A decision, also one that somebody said yes to. */
static bool
line_decides(const struct exercise *e, const struct record *r,
	     const struct expectation *x)
{
	if (r->kind == RECORD_ANSWER && !same_text(r->more->answer, "yes"))
		return false;
	if (r->kind != RECORD_DECIDE && r->kind != RECORD_ANSWER)
		return false;
	return path_is(e, r->step, x->step) &&
	       (!x->choice || same_text(r->more->choice, x->choice));
}

static bool
is_known(const char *value)
{
	return value && strcmp(value, "unknown") != 0;
}

static bool
line_records(const struct record *r, const char *fact)
{
	if (r->kind == RECORD_FACT && same_text(r->fact, fact) &&
	    is_known(r->value))
		return true;
	for (unsigned i = 0; i < r->then->set_count; i++)
		if (same_text(r->then->sets[i].fact, fact) &&
		    is_known(r->then->sets[i].value))
			return true;
	return false;
}

static bool
line_meets(const struct record *r, const char *deadline)
{
	if (r->kind == RECORD_DEADLINE &&
	    same_text(r->more->deadline, deadline) &&
	    (same_text(r->act, "met") || same_text(r->act, "first-sent")))
		return true;
	for (unsigned i = 0; i < r->then->meet_count; i++)
		if (same_text(r->then->meets[i], deadline))
			return true;
	return false;
}

static bool
line_releases(const struct record *r, const char *document)
{
	size_t len = strlen(document);

	return r->kind == RECORD_DOCUMENT && same_text(r->act, "release") &&
	       r->more->document &&
	       strncmp(r->more->document, document, len) == 0 &&
	       (r->more->document[len] == '.' || !r->more->document[len]);
}

static bool
line_is(const struct exercise *e, const struct record *r,
	const struct expectation *x)
{
	if (x->step)
		return line_decides(e, r, x);
	if (x->fact)
		return line_records(r, x->fact);
	if (x->deadline)
		return line_meets(r, x->deadline);
	if (x->document)
		return line_releases(r, x->document);
	if (x->contact)
		return r->kind == RECORD_CONTACT &&
		       same_text(r->more->contact, x->contact);
	if (x->severity)
		return r->more->severity.set &&
		       r->more->severity.value >= strtol(x->severity, NULL, 10);
	if (x->emergency_phase)
		return r->kind == RECORD_EMERGENCY_PHASE &&
		       same_text(r->more->phase, x->emergency_phase);
	return false;
}

/* What a station that was cut off wrote after the end was no part of it. */
static bool
was_in_time(const struct exercise_run *run, const struct record *r)
{
	return !run->over || record_happened(r) <= run->until;
}

/* By when it happened: what stood on paper may be typed in last. */
static const struct record *
first_line(const struct exercise_run *run, const struct incident *in,
	   const struct expectation *x)
{
	const struct record *first = NULL;

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (first && record_happened(r) >= record_happened(first))
			continue;
		if (line_is(run->exercise, r, x) && was_in_time(run, r))
			first = r;
	}
	return first;
}

/* --- verdicts */

static void
judge_never(const struct exercise_run *run, const struct incident *in,
	    struct exercise_expected *row)
{
	row->record = first_line(run, in, row->wanted);
	if (row->record)
		row->verdict = VERDICT_BROKEN;
	else if (row->wanted->action || !run->begun)
		row->verdict = VERDICT_NONE;
	else
		row->verdict = run->over ? VERDICT_KEPT : VERDICT_OPEN;
}

static void
judge_done(const struct exercise_run *run, struct exercise_expected *row,
	   int64_t within)
{
	int64_t at = exercise_elapsed(run, record_happened(row->record));

	row->after = at - row->inject->sent_at;
	if (row->after < 0)
		row->after = 0;
	row->verdict =
		within > 0 && row->after > within ? VERDICT_LATE : VERDICT_MET;
	if (row->verdict == VERDICT_LATE)
		row->late = row->after - within;
}

static void
judge_expected(const struct exercise_run *run, const struct incident *in,
	       struct exercise_expected *row)
{
	int64_t within = exercise_length(row->wanted->within);

	row->verdict = VERDICT_NONE;
	if (!row->inject->sent || row->wanted->action ||
	    !was_in_time(run, row->inject->sent))
		return;
	row->record = first_line(run, in, row->wanted);
	if (row->record)
		judge_done(run, row, within);
	else if (run->over ||
		 (within > 0 && run->elapsed > row->inject->sent_at + within))
		row->verdict = VERDICT_MISSED;
	else
		row->verdict = VERDICT_OPEN;
}

/* "INJECT/action-N": what only a person can judge. */
static void
judge_by_score(struct exercise_expected *row,
	       const struct exercise_score *scores, unsigned count,
	       struct arena *a)
{
	const char *target = arena_printf(a, "%s/action-%u", row->inject->id,
					  row->index + 1);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(scores[i].target, target) == 0 &&
		    scores[i].score >= 0) {
			row->record = scores[i].record;
			row->verdict = scores[i].score >= SCORE_GOOD
					       ? VERDICT_MET
					       : VERDICT_MISSED;
		}
}

struct exercise_expected *
exercise_judge(const struct exercise_run *run, const struct incident *in,
	       struct arena *a, unsigned *count)
{
	unsigned score_count, n = 0;
	struct exercise_score *scores =
		exercise_scores(run, in, a, &score_count);
	struct exercise_expected *rows = NULL;

	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];
		unsigned most = x->inject ? x->inject->expect_count : 0;
		unsigned all = x->inject ? most + x->inject->never_count : 0;

		for (unsigned k = 0; k < all; k++) {
			struct exercise_expected row = {
				.inject = x,
				.never = k >= most,
				.index = k < most ? k : k - most,
				.wanted = k < most
						  ? &x->inject->expects[k]
						  : &x->inject->never[k - most],
			};

			if (row.never)
				judge_never(run, in, &row);
			else
				judge_expected(run, in, &row);
			if (row.wanted->action && !row.never && x->sent)
				judge_by_score(&row, scores, score_count, a);
			rows = arena_more(a, rows, n, sizeof(*rows));
			rows[n++] = row;
		}
	}
	*count = n;
	return rows;
}

void
exercise_sum_add(struct exercise_sum *sum, enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_MET:
		sum->met++;
		break;
	case VERDICT_LATE:
		sum->late++;
		break;
	case VERDICT_MISSED:
		sum->missed++;
		break;
	case VERDICT_OPEN:
		sum->open++;
		break;
	case VERDICT_KEPT:
		sum->kept++;
		break;
	case VERDICT_BROKEN:
		sum->broken++;
		break;
	case VERDICT_NONE:
	case VERDICTS:
		sum->none++;
		break;
	}
}

/* --- objectives */

static enum rating
rate(const struct exercise_sum *s)
{
	unsigned good = s->met + s->kept, bad = s->missed + s->broken;

	if (good + bad + s->late == 0)
		return RATING_NONE;
	/* Who did nothing because nothing came has reached nothing. */
	if (s->met + s->late + bad == 0 && s->none + s->open > 0)
		return RATING_NONE;
	if (bad == 0)
		return s->late > 0 ? RATING_REMARKS : RATING_REACHED;
	/* Who does nothing keeps every never: that alone is no part of it. */
	if (s->met + s->late == 0 && s->missed > 0)
		return RATING_NOT;
	return good + s->late > 0 ? RATING_PARTLY : RATING_NOT;
}

struct exercise_objective *
exercise_objectives(const struct exercise_run *run,
		    const struct exercise_expected *rows, unsigned row_count,
		    struct arena *a, unsigned *count)
{
	const struct exercise *e = run->exercise;
	struct exercise_objective *out = ARENA_ARRAY(
		a, struct exercise_objective, e->objective_count + 1);

	*count = e->objective_count;
	for (unsigned i = 0; i < e->objective_count; i++) {
		out[i].id = e->objectives[i].id;
		out[i].title = e->objectives[i].text;
		for (unsigned k = 0; k < row_count; k++)
			if (same_text(rows[k].wanted->objective, out[i].id))
				exercise_sum_add(&out[i].sum, rows[k].verdict);
		out[i].rating = rate(&out[i].sum);
	}
	return out;
}

/* --- what people scored */

static const char *
evaluate_text(const struct exercise_inject *x, const char *id)
{
	const struct inject *in = x->inject;

	for (unsigned i = 0; in && i < in->evaluate_count; i++)
		if (strcmp(in->evaluate[i].id, id) == 0)
			return in->evaluate[i].text;
	if (in && strncmp(id, "action-", 7) == 0) {
		unsigned long n = strtoul(id + 7, NULL, 10);

		if (n > 0 && n <= in->expect_count)
			return in->expects[n - 1].action;
	}
	return NULL;
}

static const char *
target_text(const struct exercise_run *run, const char *target)
{
	const struct exercise *e = run->exercise;
	const char *slash = strchr(target, '/');

	for (unsigned i = 0; !slash && i < e->objective_count; i++)
		if (strcmp(e->objectives[i].id, target) == 0)
			return e->objectives[i].text;
	for (unsigned i = 0; !slash && i < run->inject_count; i++)
		if (strcmp(run->injects[i].id, target) == 0)
			return run->injects[i].title;
	for (unsigned i = 0; slash && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (strlen(x->id) == (size_t)(slash - target) &&
		    strncmp(x->id, target, (size_t)(slash - target)) == 0)
			return evaluate_text(x, slash + 1);
	}
	return NULL;
}

bool
exercise_has_target(const struct exercise_run *run, const char *target)
{
	return same_text(target, EXERCISE_ATTENDANCE) ||
	       target_text(run, target) != NULL;
}

const struct record **
exercise_attendance(const struct incident *in, struct arena *a, unsigned *count)
{
	const struct record **out = NULL;
	unsigned n = 0;

	for (size_t i = in->last[RECORD_OBSERVE]; i > 0;
	     i = in->log[i - 1].before)
		n += same_text(in->log[i - 1].record->more->objective,
			       EXERCISE_ATTENDANCE);
	*count = n;
	out = ARENA_ARRAY(a, const struct record *, n + 1);
	for (size_t i = in->last[RECORD_OBSERVE]; i > 0;
	     i = in->log[i - 1].before)
		if (same_text(in->log[i - 1].record->more->objective,
			      EXERCISE_ATTENDANCE))
			out[--n] = in->log[i - 1].record;
	return out;
}

struct exercise_score *
exercise_scores(const struct exercise_run *run, const struct incident *in,
		struct arena *a, unsigned *count)
{
	struct exercise_score *out = NULL;
	unsigned n = 0;

	for (size_t i = in->last[RECORD_OBSERVE]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;
		bool known = r->act != NULL; /* core/after.h */

		if (same_text(r->more->objective, EXERCISE_ATTENDANCE))
			continue;
		/* A later score goes before; every observation stands. */
		for (unsigned k = 0; r->more->score.set && k < n; k++)
			known |= r->more->objective && out[k].score >= 0 &&
				 strcmp(out[k].target, r->more->objective) == 0;
		if (known)
			continue;
		out = arena_more(a, out, n, sizeof(*out));
		out[n++] = (struct exercise_score){
			.target = r->more->objective ? r->more->objective : "",
			.text = r->more->objective
					? target_text(run, r->more->objective)
					: NULL,
			.score = r->more->score.set ? r->more->score.value : -1,
			.note = r->text,
			.record = r,
		};
	}
	*count = n;
	return out;
}

/* --- timers (what every evaluation records) */

static bool
starts_with(const char *s, const char *start)
{
	return s && strncmp(s, start, strlen(start)) == 0;
}

static bool
reaches_management(const struct record *r)
{
	/* Who sits down at a screen was told nothing yet. */
	if (r->kind == RECORD_TAKE && same_text(r->role, "management"))
		return true;
	if (r->kind == RECORD_CONTACT &&
	    same_text(r->more->contact, "general-director"))
		return true;
	if ((r->kind == RECORD_TELL || r->kind == RECORD_ASK) &&
	    same_text(r->to, "management"))
		return true;
	for (unsigned i = 0; i < r->then->tell_count; i++)
		if (same_text(r->then->tells[i].role, "management"))
			return true;
	return false;
}

/* Also by a yes to it; who does not know has not isolated. */
static bool
isolates(const struct record *r)
{
	const char *last = r->step ? strrchr(r->step, '/') : NULL;
	bool decided =
		r->kind == RECORD_DECIDE ||
		(r->kind == RECORD_ANSWER && same_text(r->more->answer, "yes"));

	return decided && !r->more->unknown && last &&
	       starts_with(last + 1, "isolate");
}

static bool
holds_the_line(const struct record *r)
{
	return line_releases(r, "holding-statement");
}

static bool
is_aware(const struct record *r)
{
	return line_records(r, "aware-at");
}

static bool
reports(const struct record *r)
{
	return line_releases(r, "sitrep") ||
	       (r->kind == RECORD_NOTE && starts_with(r->about, "report/"));
}

static bool
decides_phase(const struct record *r)
{
	return r->kind == RECORD_EMERGENCY_PHASE;
}

struct exercise_timer *
exercise_timers(const struct exercise_run *run, const struct incident *in,
		struct arena *a, unsigned *count)
{
	static const struct {
		const char *id;
		bool (*is)(const struct record *r);
	} rows[] = {
		{"management", reaches_management},
		{"isolation", isolates},
		{"holding-statement", holds_the_line},
		{"aware", is_aware},
		{"sitrep", reports},
		{"emergency-phase", decides_phase},
	};
	const unsigned n = sizeof(rows) / sizeof(*rows);
	struct exercise_timer *out = ARENA_ARRAY(a, struct exercise_timer, n);
	int64_t from = -1;

	for (unsigned i = 0; i < run->inject_count; i++)
		if (run->injects[i].sent &&
		    (from < 0 || run->injects[i].sent_at < from))
			from = run->injects[i].sent_at;
	*count = n;
	for (unsigned i = 0; i < n; i++) {
		out[i].id = rows[i].id;
		for (size_t k = 0; from >= 0 && k < in->log_count; k++) {
			const struct record *r = in->log[k].record;
			int64_t at = exercise_elapsed(run, record_happened(r));

			if (at < from || !was_in_time(run, r) ||
			    (out[i].record && at - from >= out[i].after) ||
			    !rows[i].is(r))
				continue;
			out[i].record = r;
			out[i].after = at - from;
		}
	}
	return out;
}

struct exercise_results
exercise_results(const struct exercise_run *run, const struct incident *in,
		 struct arena *a)
{
	struct exercise_results r;

	r.rows = exercise_judge(run, in, a, &r.row_count);
	r.objectives = exercise_objectives(run, r.rows, r.row_count, a,
					   &r.objective_count);
	r.scores = exercise_scores(run, in, a, &r.score_count);
	r.timers = exercise_timers(run, in, a, &r.timer_count);
	return r;
}
