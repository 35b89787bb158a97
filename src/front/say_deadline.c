#include "front/say_deadline.h"

#include "base/arena.h"
#include "base/tr.h"
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
