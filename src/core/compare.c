#include "core/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/engine.h"
#include "core/incident.h"

const char *
expectation_kind(const struct expectation *x, const char **target)
{
	const char *const pairs[][2] = {
		{"step", x->step},
		{"fact", x->fact},
		{"deadline", x->deadline},
		{"document", x->document},
		{"contact", x->contact},
		{"action", x->action},
		{"severity", x->severity},
		{"emergency-phase", x->emergency_phase},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (pairs[i][1]) {
			*target = pairs[i][1];
			return pairs[i][0];
		}
	*target = NULL;
	return "";
}

/* --- a run */

static const char *
copy(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static void
add_row(struct compare *c, unsigned run, const struct exercise_expected *x,
	const char *exercise)
{
	struct compare_row *row;
	struct arena *a = c->arena;

	c->rows = arena_more(a, c->rows, c->row_count, sizeof(*c->rows));
	row = &c->rows[c->row_count++];
	row->run = run;
	row->exercise = exercise;
	row->inject = copy(a, x->inject->id);
	row->kind = expectation_kind(x->wanted, &row->target);
	row->target = copy(a, row->target);
	row->choice = copy(a, x->wanted->choice);
	row->objective = copy(a, x->wanted->objective);
	row->to = x->inject->to_count ? copy(a, x->inject->to[0]) : NULL;
	row->role = x->record ? copy(a, x->record->role) : NULL;
	row->never = x->never;
	row->verdict = x->verdict;
	row->within = exercise_length(x->wanted->within);
	row->after = x->after;
	row->late = x->late;
}

/* That run under its index again, without what was known of it. */
static bool
run_is_new(struct compare *c, const struct incident *in, unsigned *place)
{
	unsigned kept = 0;

	for (*place = 0; *place < c->run_count; ++*place)
		if (strcmp(c->runs[*place].id, in->log[0].record->incident) ==
		    0)
			break;
	if (*place == c->run_count)
		return true;
	if (in->log_count <= c->runs[*place].entries)
		return false;
	for (unsigned i = 0; i < c->row_count; i++)
		if (c->rows[i].run != *place)
			c->rows[kept++] = c->rows[i];
	c->row_count = kept;
	return true;
}

void
compare_add(struct compare *c, const struct incident *in,
	    const struct library *lib, struct arena *scratch)
{
	const struct exercise_run *run = exercise_at(
		in, lib,
		in->log_count ? in->log[in->log_count - 1].record->time : 0,
		scratch);
	const struct exercise_expected *rows;
	const char *exercise;
	unsigned count, place;

	if (!run || in->log_count == 0 || !run_is_new(c, in, &place))
		return;
	rows = exercise_judge(run, in, scratch, &count);
	exercise = copy(c->arena, run->exercise->head.id);
	if (place == c->run_count)
		c->runs = arena_more(c->arena, c->runs, c->run_count++,
				     sizeof(*c->runs));
	c->runs[place] = (struct compare_run){
		.id = copy(c->arena, in->log[0].record->incident),
		.entries = in->log_count,
		.who = copy(c->arena, in->organisation),
		.title = copy(c->arena, in->title),
		.held = run->span_count ? run->spans[0].real : in->opened,
	};
	for (unsigned i = 0; i < count; i++)
		add_row(c, place, &rows[i], exercise);
}

/* --- over all of them */

static const char *
key_of(const struct compare_row *r, struct arena *a)
{
	return arena_printf(a, "%s %s %s %s %s %d", r->exercise, r->inject,
			    r->kind, r->target ? r->target : "",
			    r->choice ? r->choice : "", r->never);
}

struct timed {
	int64_t *after;
	unsigned count;
};

static int
smallest_first(const void *a, const void *b)
{
	int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;

	return one < two ? -1 : one > two;
}

static void
settle(struct compare_sum *s, struct timed *t)
{
	s->timed = t->count;
	if (t->count == 0)
		return;
	qsort(t->after, t->count, sizeof(*t->after), smallest_first);
	s->fastest = t->after[0];
	s->slowest = t->after[t->count - 1];
	s->median = (t->after[(t->count - 1) / 2] + t->after[t->count / 2]) / 2;
}

struct compare_sum *
compare_sums(const struct compare *c, struct arena *a, unsigned *count)
{
	struct compare_sum *out = NULL;
	struct timed *times = NULL;
	struct map places;
	unsigned n = 0;

	map_init(&places, a);
	for (unsigned i = 0; i < c->row_count; i++) {
		const struct compare_row *r = &c->rows[i];
		const char *key = key_of(r, a);
		size_t place = (size_t)(uintptr_t)map_find(&places, key);
		struct timed *t;

		if (place == 0) {
			out = arena_more(a, out, n, sizeof(*out));
			times = arena_more(a, times, n, sizeof(*times));
			out[n++].row = r;
			place = n;
			map_put_kept(&places, key, (void *)(uintptr_t)place);
		}
		exercise_sum_add(&out[place - 1].sum, r->verdict);
		if (r->verdict != VERDICT_MET && r->verdict != VERDICT_LATE)
			continue;
		t = &times[place - 1];
		t->after = arena_more(a, t->after, t->count, sizeof(*t->after));
		t->after[t->count++] = r->after;
	}
	for (unsigned i = 0; i < n; i++)
		settle(&out[i], &times[i]);
	*count = n;
	return out;
}

struct compare_role *
compare_roles(const struct compare *c, struct arena *a, unsigned *count)
{
	struct compare_role *out = NULL;
	unsigned n = 0;

	for (unsigned i = 0; i < c->row_count; i++) {
		const char *role = c->rows[i].to ? c->rows[i].to : "any";
		unsigned k = 0;

		while (k < n && strcmp(out[k].role, role) != 0)
			k++;
		if (k == n) {
			out = arena_more(a, out, n, sizeof(*out));
			out[n++].role = role;
		}
		exercise_sum_add(&out[k].sum, c->rows[i].verdict);
	}
	*count = n;
	return out;
}
