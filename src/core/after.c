#include "core/after.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/incident.h"
#include "core/playbook.h"

static const char *const names[AFTER_ACTS] = {
	NULL,      "answer", "feedback", "strength",
	"improve", "own",    "done",     "again",
};

const char *
after_act_name(enum after_act act)
{
	return names[act];
}

enum after_act
after_act_of(const char *name)
{
	unsigned i = AFTER_ANSWER;

	if (!name)
		return AFTER_SCORE;
	while (i < AFTER_ACTS && strcmp(names[i], name) != 0)
		i++;
	return (enum after_act)i;
}

static const struct judgement *
find_row(const struct judgement *rows, unsigned count, const char *typed)
{
	char *end;
	unsigned long number = strtoul(typed, &end, 10);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(rows[i].id, typed) == 0)
			return &rows[i];
	return *typed && !*end && number > 0 && number <= count
		       ? &rows[number - 1]
		       : NULL;
}

const struct judgement *
after_find_question(const struct exercise *e, const char *typed)
{
	return find_row(e->questions, e->question_count, typed);
}

const struct judgement *
after_find_objective(const struct exercise *e, const char *typed)
{
	return find_row(e->objectives, e->objective_count, typed);
}

/* A later line of the same person says the same thing anew. */
static bool
is_replaced(const struct record **later, unsigned count, const struct record *r)
{
	for (unsigned i = 0; i < count; i++)
		if (same_text(later[i]->role, r->role) &&
		    same_text(later[i]->actor, r->actor) &&
		    same_text(later[i]->more->objective, r->more->objective))
			return true;
	return false;
}

const struct record **
after_said(const struct incident *in, enum after_act act, struct arena *a,
	   unsigned *count)
{
	const struct record **rows = NULL;
	unsigned n = 0;

	for (size_t i = in->last[RECORD_OBSERVE]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;

		if (after_act_of(r->act) != act ||
		    (act == AFTER_ANSWER && is_replaced(rows, n, r)))
			continue;
		rows = arena_more(a, rows, n, sizeof(const struct record *));
		rows[n++] = r;
	}
	for (unsigned i = 0; i < n / 2; i++) {
		const struct record *r = rows[i];

		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = r;
	}
	*count = n;
	return rows;
}

/* --- improvements */

static void
begin(struct improvement *x, const struct record *r)
{
	*x = (struct improvement){
		.id = r->id,
		.text = r->text ? r->text : "",
		.gap = r->reason,
		.objective = r->more->objective,
		.cost = r->value,
		.owner = r->to,
		.due = r->due,
		.record = r,
		.last = r,
	};
}

static void
change(struct improvement *x, enum after_act act, const struct record *r)
{
	x->last = r;
	if (act == AFTER_OWN) {
		x->owner = r->to ? r->to : x->owner;
		x->due = r->due.set ? r->due : x->due;
		return;
	}
	x->done = act == AFTER_DONE;
	x->outcome = x->done ? r->text : NULL;
}

struct improvement *
improvements(const struct incident *in, struct arena *a, unsigned *count)
{
	unsigned made;
	const struct record **rows = after_said(in, AFTER_IMPROVE, a, &made);
	struct improvement *out = ARENA_ARRAY(a, struct improvement, made + 1);

	for (unsigned i = 0; i < made; i++)
		begin(&out[i], rows[i]);
	*count = made;
	for (size_t k = 0; made > 0 && k < in->log_count; k++) {
		const struct record *r = in->log[k].record;
		enum after_act act = r->kind == RECORD_OBSERVE
					     ? after_act_of(r->act)
					     : AFTER_SCORE;

		if (act != AFTER_OWN && act != AFTER_DONE && act != AFTER_AGAIN)
			continue;
		for (unsigned i = 0; i < made; i++)
			if (same_text(out[i].id, r->of))
				change(&out[i], act, r);
	}
	return out;
}
