/*
 * Decisions that another body must ratify: on the list until a decision `of`
 * that entry says what came of it.
 */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"

static bool
answer_stands(const struct incident *in, const char *step, const char *id)
{
	const struct step_state *s = step ? map_find(&in->steps, step) : NULL;

	for (unsigned i = 0; s && i < s->answer_count; i++)
		if (same_text(s->answers[i].id, id))
			return !s->answers[i].undone;
	return false;
}

/* The line that holds the words of a decision: of an approval's yes, the line
 * that asked for it. */
static const struct record *
words_of(const struct incident *in, const struct record *r)
{
	const struct pending *p;

	if (r->kind == RECORD_DECIDE)
		return r;
	if (r->kind != RECORD_ANSWER || !same_text(r->more->answer, "yes") ||
	    !r->of)
		return NULL;
	p = map_find(&in->pendings, r->of);
	return p ? p->record : NULL;
}

struct ratification *
ratifications(const struct incident *in, bool settled_too, struct arena *a,
	      unsigned *count)
{
	struct ratification *list = NULL;

	*count = 0;
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		const struct record *words = words_of(in, r);
		const struct decision_state *d;

		if (!words || !words->more->ratify || !r->id ||
		    !answer_stands(in, words->step, r->id))
			continue;
		d = map_find(&in->decisions, r->id);
		if (d && d->chosen && !settled_too)
			continue;
		list = arena_more(a, list, *count, sizeof(*list));
		list[(*count)++] = (struct ratification){
			.id = r->id,
			.body = words->more->ratify,
			.title = words->title,
			.label = words->more->label,
			.step = words->step,
			.choice = words->more->choice,
			.time = record_happened(r),
			.outcome = d ? d->chosen : NULL,
		};
	}
	return list;
}
