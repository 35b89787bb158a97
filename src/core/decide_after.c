/* What is said after an exercise, and what is to become better. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/after.h"
#include "core/engine.h"
#include "core/exercise.h"
#include "core/library.h"

static const char *
nearest_of(const struct proposal *p, const struct judgement *rows,
	   unsigned count, const char *typed)
{
	const char **ids = ARENA_ARRAY(p->a, const char *, count + 1);

	for (unsigned i = 0; i < count; i++)
		ids[i] = rows[i].id;
	return text_nearest(typed, ids, count);
}

static struct refused
find_question(struct proposal *p, const struct exercise *e)
{
	const char *typed = p->act->about ? p->act->about : "";
	const struct judgement *q = after_find_question(e, typed);

	if (!q)
		return refuse(
			REFUSED_QUESTION_UNKNOWN, typed,
			nearest_of(p, e->questions, e->question_count, typed));
	p->out->more->objective = q->id;
	return may();
}

/* What it is about may stay open. */
static struct refused
find_objective(struct proposal *p, const struct exercise *e)
{
	const char *typed = p->act->about;
	const struct judgement *o =
		typed ? after_find_objective(e, typed) : NULL;

	if (typed && !o)
		return refuse(REFUSED_OBJECTIVE_UNKNOWN, typed,
			      nearest_of(p, e->objectives, e->objective_count,
					 typed));
	p->out->more->objective = o ? o->id : NULL;
	return may();
}

static struct refused
find_improvement(struct proposal *p, const struct improvement **found)
{
	const char *typed = p->act->id ? p->act->id : "";
	unsigned count, hits = 0;
	const struct improvement *all = improvements(p->in, p->a, &count);

	typed += *typed == '#';
	for (unsigned i = 0; i < count; i++)
		if (id_matches(all[i].id, typed)) {
			*found = &all[i];
			hits++;
		}
	if (hits == 0)
		return refuse(REFUSED_IMPROVEMENT_UNKNOWN, typed, NULL);
	if (hits > 1)
		return refuse(REFUSED_ID_AMBIGUOUS, typed, NULL);
	p->out->of = (*found)->id;
	return may();
}

static struct refused
said_text(const struct proposal *p)
{
	return p->out->text ? may() : refuse(REFUSED_TEXT_MISSING, NULL, NULL);
}

static struct refused
put_improvement(struct proposal *p, const struct exercise *e)
{
	struct refused r = find_objective(p, e);

	p->out->to = p->act->to;
	p->out->due = p->act->due;
	p->out->reason = p->act->reason;
	p->out->value = p->act->value;
	return r.why == REFUSED_NOT ? said_text(p) : r;
}

static struct refused
change_improvement(struct proposal *p, enum after_act act)
{
	const struct improvement *x = NULL;
	struct refused r = find_improvement(p, &x);

	if (r.why != REFUSED_NOT)
		return r;
	if (act == AFTER_OWN) {
		p->out->text = NULL;
		p->out->to = p->act->to;
		p->out->due = p->act->due;
		return p->act->to || p->act->due.set
			       ? may()
			       : refuse(REFUSED_OWNER_MISSING, NULL, NULL);
	}
	if (x->done == (act == AFTER_DONE))
		return refuse(REFUSED_STATE_ALREADY, x->text,
			      x->done ? "done" : "open");
	return may();
}

struct refused
decide_after(struct proposal *p)
{
	const struct exercise *e = exercise_of(p->in, p->lib);
	const struct number *score = &p->act->score;
	enum after_act act = after_act_of(p->act->act);
	struct refused r;

	p->out->act = p->act->act;
	p->out->text = p->act->text;
	switch (act) {
	case AFTER_ANSWER:
		r = find_question(p, e);
		return r.why == REFUSED_NOT ? said_text(p) : r;
	case AFTER_FEEDBACK:
		if (score->set &&
		    (score->value < 0 || score->value > SCORE_MOST))
			return refuse(REFUSED_SCORE, NULL, NULL);
		p->out->more->score = *score;
		return score->set ? may() : said_text(p);
	case AFTER_STRENGTH:
		r = find_objective(p, e);
		return r.why == REFUSED_NOT ? said_text(p) : r;
	case AFTER_IMPROVE:
		return put_improvement(p, e);
	case AFTER_OWN:
	case AFTER_DONE:
	case AFTER_AGAIN:
		return change_improvement(p, act);
	case AFTER_SCORE:
	case AFTER_ACTS:
		break;
	}
	return refuse(REFUSED_AFTER_ACT, p->act->act, NULL);
}
