#include "front/say_lead.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/front.h"
#include "front/say.h"
#include "front/say_exercise.h"

static bool
role_is(const struct front *f, const char *role)
{
	return f->exercise && f->role && strcmp(f->role, role) == 0;
}

bool
lead_leads(const struct front *f)
{
	return role_is(f, ROLE_FACILITATOR);
}

bool
lead_looks_on(const struct front *f)
{
	return lead_leads(f) || role_is(f, ROLE_OBSERVER);
}

bool
lead_moves_clock(const struct front *f)
{
	const struct exercise_run *run = f->exercise;

	return lead_leads(f) || (run && run->begun && !run->over && !run->led);
}

bool
lead_plays(const struct front *f)
{
	const char *leader =
		f->exercise ? map_find(&f->incident->holders, ROLE_FACILITATOR)
			    : NULL;

	return leader && f->by && strcmp(leader, f->by) == 0 && f->role &&
	       !lead_looks_on(f) && !f->exercise->over;
}

bool
lead_may_read(const struct front *f, const struct record *r)
{
	return exercise_may_read(f->exercise, f->role, r);
}

const char *
say_inject_when(const struct exercise_inject *x, struct arena *a)
{
	if (x->sent)
		return say_elapsed(x->sent_at, a);
	return x->due.set ? say_elapsed(x->due.ms, a) : "-";
}

static unsigned
receiver_count(const struct exercise_inject *x)
{
	return x->to_count > x->heard_count ? x->to_count : x->heard_count;
}

const char *
say_inject_stand(const struct exercise_run *run,
		 const struct exercise_inject *x, struct arena *a)
{
	int64_t late = x->due.set ? run->elapsed - x->due.ms : 0;

	if (x->stage == INJECT_DUE && late >= 60000)
		return say_fill(a, tr("due, %1 ago"), say_elapsed(late, a),
				NULL, NULL);
	if (x->stage != INJECT_SENT)
		return say_inject_stage(x->stage);
	if (x->times > 1)
		return say_fill(a, tr("sent %1 times"),
				arena_printf(a, "%u", x->times), NULL, NULL);
	if (x->heard_count > 0)
		return say_fill(a, tr("heard by %1 of %2"),
				arena_printf(a, "%u", x->heard_count),
				arena_printf(a, "%u", receiver_count(x)), NULL);
	return say_inject_stage(x->stage);
}

const char *
say_receivers_short(const struct exercise_inject *x, struct arena *a)
{
	const char *list = NULL;

	for (unsigned i = 0; i < x->to_count; i++) {
		const char *role = say_role_short(x->to[i], a);

		list = list ? arena_printf(a, "%s %s", list, role) : role;
	}
	return list ? list : say_role_short("any", a);
}

/* --- all of one inject */

static void
add(const char **all, const char *line, struct arena *a)
{
	*all = arena_printf(a, "%s%s\n", *all, line);
}

static void
add_labelled(const char **all, const char *label, const char *text,
	     struct arena *a)
{
	if (text && *text)
		add(all, say_fill(a, tr("%1: %2"), label, text, NULL), a);
}

static void
add_expected(const char **all, const struct front *f,
	     const struct exercise_inject *x, struct arena *a)
{
	unsigned count;
	const struct exercise_expected *rows =
		exercise_judge(f->exercise, f->incident, a, &count);

	for (unsigned i = 0; i < count; i++) {
		const struct exercise_expected *row = &rows[i];
		const char *what;

		if (row->inject != x)
			continue;
		what = say_expectation(row->wanted, f->library, a);
		if (row->wanted->within_text)
			what = say_fill(a, tr("%1, within %2"), what,
					say_length(row->wanted->within, a),
					NULL);
		add(all,
		    arena_printf(a, "  %s %s: %s",
				 row->never ? tr("NEVER") : tr("EXPECTED"),
				 what, say_expected(row, a)),
		    a);
	}
}

struct lead_target *
lead_targets(const struct front *f, const struct exercise_inject *x,
	     struct arena *a, unsigned *count)
{
	const struct exercise *e = f->exercise->exercise;
	const struct inject *in = x ? x->inject : NULL;
	unsigned most = in  ? in->evaluate_count + in->expect_count
			: x ? 0
			    : e->objective_count;
	struct lead_target *out = ARENA_ARRAY(a, struct lead_target, most + 1);
	unsigned scored, n = 0;
	const struct exercise_score *scores =
		exercise_scores(f->exercise, f->incident, a, &scored);

	for (unsigned i = 0; in && i < in->evaluate_count; i++)
		out[n++] = (struct lead_target){
			arena_printf(a, "%s/%s", x->id, in->evaluate[i].id),
			in->evaluate[i].text, -1};
	for (unsigned i = 0; in && i < in->expect_count; i++)
		if (in->expects[i].action)
			out[n++] = (struct lead_target){
				arena_printf(a, "%s/action-%u", x->id, i + 1),
				in->expects[i].action, -1};
	for (unsigned i = 0; !x && i < e->objective_count; i++)
		out[n++] = (struct lead_target){e->objectives[i].id,
						e->objectives[i].text, -1};
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < scored && out[i].score < 0; k++)
			if (strcmp(scores[k].target, out[i].target) == 0)
				out[i].score = scores[k].score;
	*count = n;
	return out;
}

static void
add_scored(const char **all, const struct front *f,
	   const struct exercise_inject *x, struct arena *a)
{
	unsigned count;
	const struct lead_target *rows = lead_targets(f, x, a, &count);

	for (unsigned i = 0; i < count; i++)
		add(all,
		    arena_printf(a, "  %s %s%s", tr("SCORE"),
				 text_shown(a, rows[i].text, false),
				 rows[i].score < 0
					 ? ""
					 : arena_printf(a, ": %d/3",
							(int)rows[i].score)),
		    a);
}

const char *
say_inject_for_lead(const struct front *f, const struct exercise_inject *x,
		    struct arena *a)
{
	const struct inject *in = x->inject;
	const char *all = "";

	add(&all,
	    say_fill(a, tr("%1 to %2, %3"), x->from ? x->from : tr("somebody"),
		     say_receivers(x, f->library, a), say_channel(x->channel)),
	    a);
	add_labelled(&all, tr("CONDITION"),
		     in ? say_branch(in, f->library, a) : NULL, a);
	add(&all, x->text ? x->text : "", a);
	add_expected(&all, f, x, a);
	add_scored(&all, f, x, a);
	for (unsigned i = 0; in && i < in->discuss_count; i++)
		add_labelled(&all, tr("QUESTION"), in->discuss[i], a);
	add_labelled(&all, tr("FACILITATOR"), in ? in->facilitator : NULL, a);
	add_labelled(&all, x->hinted ? tr("HINT, given") : tr("HINT"),
		     in ? in->hint : NULL, a);
	return all;
}

/* --- the players */

const char *
say_place_of(const struct status_role *r, struct arena *a)
{
	if (r->current_count > 0)
		return arena_printf(a, "%u %s", r->current[0].ref->index + 1,
				    r->current[0].ref->step->title);
	return r->finished ? tr("finished") : tr("nothing open now");
}

const char *
say_last_of(const struct front *f, const char *role, struct arena *a)
{
	const struct incident *in = f->incident;

	for (size_t i = in->log_count; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;
		struct say_line line;

		if (!r->role || strcmp(r->role, role) != 0 ||
		    r->kind == RECORD_JOURNAL || r->kind == RECORD_INJECT)
			continue;
		line = say_record(r, in, f->library, f->zone, a);
		return arena_printf(a, "%s %s %s",
				    say_clock(record_happened(r), f->zone, a),
				    line.word, line.text);
	}
	return NULL;
}

/* --- what is next */

const char **
lead_questions(const struct exercise_run *run, struct arena *a, unsigned *count)
{
	const struct exercise *e = run->exercise;
	const char **out = NULL;
	unsigned n = 0;

	for (unsigned i = 0; i < e->inject_count; i++) {
		const struct inject *in = &e->injects[i];

		if (run->round &&
		    (!in->round || strcmp(in->round, run->round) != 0))
			continue;
		for (unsigned k = 0; k < in->discuss_count; k++) {
			out = arena_more(a, out, n, sizeof(*out));
			out[n++] = in->discuss[k];
		}
	}
	*count = n;
	return out;
}

const struct exercise_round *
lead_next_round(const struct exercise_run *run)
{
	const struct exercise *e = run->exercise;

	for (unsigned i = 0; i + 1 < e->round_count; i++)
		if (run->round && strcmp(e->rounds[i].id, run->round) == 0)
			return &e->rounds[i + 1];
	return NULL;
}

bool
lead_round_begins(const struct exercise_run *run,
		  const struct exercise_round *round, const struct zone *z,
		  int64_t *moment)
{
	const int64_t day = INT64_C(86400000);

	if (!round->begins || !run->begun ||
	    !exercise_begins(round->begins, run->scenario, z, moment))
		return false;
	if (*moment < run->scenario)
		(void)exercise_begins(round->begins, run->scenario + day, z,
				      moment);
	return *moment >= run->scenario;
}

unsigned
lead_next(const struct exercise_run *run)
{
	unsigned waits = run->inject_count;
	int64_t first = INT64_MAX;

	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->stage == INJECT_DUE)
			return i;
		if (x->stage == INJECT_WAITS && x->due.set &&
		    x->due.ms < first) {
			first = x->due.ms;
			waits = i;
		}
	}
	return waits;
}

bool
lead_may(const struct exercise_inject *x, const char *act)
{
	if (strcmp(act, "hint") == 0)
		return x->sent && !x->hinted && x->inject && x->inject->hint;
	if (strcmp(act, "wait") == 0)
		return x->stage == INJECT_HELD || x->stage == INJECT_SKIPPED;
	if (strcmp(act, "release") == 0)
		return true;
	return !x->sent &&
	       (strcmp(act, "hold") != 0 || x->stage != INJECT_HELD) &&
	       (strcmp(act, "skip") != 0 || x->stage != INJECT_SKIPPED);
}

/* Whether something of the round, or of the scenario, is still to come. */
static bool
is_to_come(const struct exercise_run *run)
{
	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->stage == INJECT_DUE ||
		    (x->stage == INJECT_WAITS && x->due.set))
			return true;
	}
	return false;
}

bool
lead_round_is_done(const struct exercise_run *run)
{
	return run->begun && !run->over && lead_next_round(run) &&
	       !is_to_come(run);
}

/* Rounds jump over days: they end with the last of their injects. */
bool
lead_is_over_time(const struct exercise_run *run)
{
	int64_t length = exercise_length(run->exercise->duration);

	if (!run->begun || run->over)
		return false;
	if (run->exercise->round_count > 0)
		return !lead_next_round(run) && !is_to_come(run);
	return length > 0 && run->elapsed >= length;
}
