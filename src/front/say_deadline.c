#include "front/say_deadline.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/playbook.h"
#include "core/status.h"
#include "front/fill.h"
#include "front/say.h"

unsigned
deadlines_undecided(const struct status *st)
{
	unsigned count = 0;

	for (unsigned i = 0; i < st->deadline_count; i++)
		count += st->deadlines[i].state == DEADLINE_UNDECIDED;
	return count;
}

const struct status_deadline *
deadlines_undecided_first(const struct status *st)
{
	/* They stand in the order of their hours. */
	for (unsigned i = 0; i < st->deadline_count; i++)
		if (st->deadlines[i].state == DEADLINE_UNDECIDED &&
		    st->deadlines[i].due.set)
			return &st->deadlines[i];
	return NULL;
}

const struct status_deadline *
deadlines_next(const struct status *st, int64_t now)
{
	const struct status_deadline *past = NULL;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];
		bool undecided = d->state == DEADLINE_UNDECIDED;

		if (!d->due.set)
			continue;
		if (d->state == DEADLINE_RUNNING ||
		    d->state == DEADLINE_DUE_SOON ||
		    d->state == DEADLINE_OVERDUE ||
		    (undecided && d->due.ms > now))
			return d;
		if (undecided && past == NULL)
			past = d;
	}
	return past;
}

const char *
say_deadline_next(const struct status_deadline *d, int64_t now,
		  const struct zone *zone, struct arena *a)
{
	const char *title = d->definition->title;
	const char *due = say_day_clock(d->due.ms, zone, a);

	if (d->due.ms > now)
		return say_fill(a, tr("%1, due %2 (%3 left)"), title, due,
				say_left(d->due.ms - now, a));
	return say_fill(a, tr("%1: %2, it was due %3"), title,
			say_deadline_state(d->state), due);
}

const char *
say_undecided(const struct status *st, int64_t now, const struct zone *zone,
	      struct arena *a)
{
	unsigned count = deadlines_undecided(st);
	const struct status_deadline *first = deadlines_undecided_first(st);
	const char *text;

	if (count == 0)
		return NULL;
	text = arena_printf(a,
			    tr_n("%u to assess with the DPO",
				 "%u to assess with the DPO", (long)count),
			    count);
	if (first == NULL)
		return text;
	return say_fill(a,
			first->due.ms > now ? tr("%1, the first before %2")
					    : tr("%1, the first was due on %2"),
			text, say_day_clock(first->due.ms, zone, a), NULL);
}

/* --- what is settled */

static bool
meets(const struct record *r, const char *id)
{
	for (unsigned i = 0; i < r->then->meet_count; i++)
		if (strcmp(r->then->meets[i], id) == 0)
			return true;
	return false;
}

static bool
settles(const struct record *r, const char *id, const char *act)
{
	if (strcmp(act, "met") == 0 && meets(r, id))
		return true;
	return r->kind == RECORD_DEADLINE && r->act != NULL &&
	       strcmp(r->act, act) == 0 && r->more->deadline != NULL &&
	       strcmp(r->more->deadline, id) == 0;
}

/* How that act is called in the journal; NULL: the state is no such end. */
static const char *
settling_act(enum deadline_state_name state)
{
	switch ((int)state) {
	case DEADLINE_MET:
		return "met";
	case DEADLINE_FIRST_SENT:
		return "first-sent";
	case DEADLINE_NOT_APPLICABLE:
		return "not-applicable";
	default:
		return NULL;
	}
}

const struct record *
deadline_settled(const struct status_deadline *d, const struct incident *in)
{
	const char *act = settling_act(d->state);
	struct moment at = {0};

	if (act == NULL || d->state_kept == NULL)
		return NULL;
	if (d->state == DEADLINE_MET)
		at = d->state_kept->met;
	/* What met it first counts, whatever would meet it after that. */
	for (size_t i = in->log_count; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if (settles(r, d->definition->id, act) &&
		    (!at.set || record_happened(r) == at.ms))
			return r;
	}
	return NULL;
}

const char *
say_deadline_settled(const struct status_deadline *d, const struct incident *in,
		     int64_t now, const struct zone *zone, struct arena *a)
{
	const struct record *r = deadline_settled(d, in);
	const char *state = say_deadline_state(d->state);
	bool today;

	if (r == NULL)
		return state;
	today = strcmp(say_day(record_happened(r), zone, a),
		       say_day(now, zone, a)) == 0;
	return arena_printf(a, "%s %s", state,
			    today ? say_clock(record_happened(r), zone, a)
				  : say_day_clock(record_happened(r), zone, a));
}

const char *
say_deadline_by(const struct record *r, const struct library *lib,
		const struct zone *zone, struct arena *a)
{
	const char *when = say_date_clock(record_happened(r), zone, a);
	const char *role = r->role != NULL ? say_role(r->role, lib, a) : NULL;

	if (r->actor != NULL && role != NULL)
		return arena_printf(a, "%s, %s (%s)", when, r->actor, role);
	if (r->actor != NULL || role != NULL)
		return arena_printf(a, "%s, %s", when,
				    r->actor != NULL ? r->actor : role);
	return when;
}
