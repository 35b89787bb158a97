/* What the clock of an exercise does by itself. */
#include "app/desk_parts.h"
#include "base/err.h"
#include "core/exercise.h"

#define MINUTE INT64_C(60000)

static bool
clock_sends(const struct desk *d)
{
	const struct front *f = &d->front;
	struct session *s = d->session;

	return s->is_open && s->library.exercise && !f->board &&
	       !f->read_only && !d->waiting && !d->kept_waits &&
	       !folder_is_out_of_reach(&s->folder);
}

static const struct exercise_run *
unled(const struct desk *d)
{
	const struct exercise_run *run =
		clock_sends(d) ? d->front.exercise : NULL;

	return run && run->running && !run->led ? run : NULL;
}

bool
desk_send_due(struct desk *d, struct event *answer)
{
	enum session_outcome outcome = SESSION_REFUSED;
	struct record *written = NULL;
	struct action act;
	struct err err = {0};

	if (!unled(d))
		return false;
	arena_reset(&d->answer_arena);
	if (!session_send_due(d->session, d->front.now, &d->answer_arena, &act,
			      &written, &outcome, &err) ||
	    outcome == SESSION_REFUSED)
		return false;
	*answer = desk_answer_to(d, outcome, &act, written, &err);
	/* Nobody at this keyboard did that. */
	if (answer->kind == EVENT_STORED)
		answer->kind = EVENT_OTHERS_WROTE;
	desk_tick(d, d->front.now);
	return true;
}

int64_t
desk_next_due(const struct desk *d)
{
	const struct exercise_run *run = unled(d);
	int64_t next = INT64_MAX, at;

	/* The players' clock turns by the minute of the scenario. */
	if (run && run->speed > 1)
		next = d->front.now +
		       (run->speed < 60 ? MINUTE / run->speed : MINUTE / 60);

	for (unsigned i = 0; run && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->stage != INJECT_WAITS || !x->due.set)
			continue;
		at = exercise_real(run, x->due.ms);
		if (at < next)
			next = at;
	}
	return next;
}
