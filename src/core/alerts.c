/* What needs somebody's attention, most urgent first (rule 24). */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

const char *
alert_kind_name(enum alert_kind kind)
{
	static const char *const words[] = {
		[ALERT_NOT_SAVED] = "not-saved",
		[ALERT_FORGED_CIRCLE] = "forged-circle",
		[ALERT_OVERDUE] = "overdue",
		[ALERT_TWO_ANSWERS] = "two-answers",
		[ALERT_CONTRADICTION] = "contradiction",
		[ALERT_TARGET_MISSED] = "target-missed",
		[ALERT_DUE_SOON] = "due-soon",
		[ALERT_TO_CONFIRM] = "to-confirm",
		[ALERT_SEVERITY_PROPOSED] = "severity-proposed",
		[ALERT_LATER] = "later",
		[ALERT_OPEN_QUESTION] = "open-question",
	};

	return words[kind];
}

void
status_alert(struct making *m, enum alert_kind kind, const char *role,
	     const char *text, const char *ref)
{
	struct status *st = m->st;
	unsigned at = st->alert_count;

	st->alerts = arena_more(m->a, st->alerts, st->alert_count++,
				sizeof(*st->alerts));
	/* The more urgent ones go first, of one kind the oldest. */
	for (; at > 0 && st->alerts[at - 1].kind > kind; at--)
		st->alerts[at] = st->alerts[at - 1];
	st->alerts[at] = (struct status_alert){
		.kind = kind,
		.role = role,
		.text = text,
		.ref = ref,
	};
}

static void
alert_deadlines(struct making *m)
{
	for (unsigned i = 0; i < m->st->deadline_count; i++) {
		const struct status_deadline *d = &m->st->deadlines[i];
		const char *id = d->definition->id;
		const char *role = d->definition->role;

		if (d->state == DEADLINE_OVERDUE)
			status_alert(m, ALERT_OVERDUE, role, id, id);
		else if (d->state == DEADLINE_TARGET_MISSED)
			status_alert(m, ALERT_TARGET_MISSED, role, id, id);
		else if (d->state == DEADLINE_DUE_SOON)
			status_alert(m, ALERT_DUE_SOON, role, id, id);
	}
}

/* The role in playbook/role/step, NULL: a path of nobody. */
static const char *
role_of_path(struct making *m, const char *path)
{
	const char *slash = strchr(path, '/');
	const char *end;

	if (!slash)
		return NULL;
	end = strchr(slash + 1, '/');
	return end ? arena_strndup(m->a, slash + 1, (size_t)(end - slash - 1))
		   : slash + 1;
}

/* The last of the answers that differ in a step's last visit, NULL: none do. */
static const struct answer *
differing_answer(const struct step_state *s)
{
	const struct answer *first = NULL, *last = NULL;
	bool differ = false;

	for (unsigned i = 0; s->standing > 1 && i < s->answer_count; i++) {
		const struct answer *an = &s->answers[i];

		if (an->undone || an->visit != s->visit)
			continue;
		if (!first)
			first = an;
		else if (an->skip != first->skip ||
			 !same_text(an->choice, first->choice))
			differ = true;
		last = an;
	}
	return differ ? last : NULL;
}

/* Alerts of one kind that wait to be put in the order of what they rest on. */
struct waiting {
	uint64_t order;
	const char *role, *text, *ref;
};

struct waiting_list {
	struct waiting *rows;
	unsigned count;
};

static void
wait_in_order(struct making *m, struct waiting_list *l, struct waiting row)
{
	unsigned at = l->count;

	l->rows = arena_more(m->a, l->rows, l->count++, sizeof(*l->rows));
	for (; at > 0 && l->rows[at - 1].order > row.order; at--)
		l->rows[at] = l->rows[at - 1];
	l->rows[at] = row;
}

static void
alert_waiting(struct making *m, enum alert_kind kind,
	      const struct waiting_list *l)
{
	for (unsigned i = 0; i < l->count; i++)
		status_alert(m, kind, l->rows[i].role, l->rows[i].text,
			     l->rows[i].ref);
}

static void
alert_steps(struct making *m)
{
	struct waiting_list answers = {0}, questions = {0};

	for (size_t i = 0; i < m->in->steps.count; i++) {
		const struct step_state *s = m->in->steps.entries[i].value;
		const struct answer *an = s ? differing_answer(s) : NULL;

		if (an)
			wait_in_order(m, &answers,
				      (struct waiting){
					      .order = s->answer_order,
					      .role = role_of_path(m, s->path),
					      .text = s->path,
					      .ref = an->id,
				      });
		if (s && s->again.standing && !s->again.repeat &&
		    path_is_open(m->in, s->path))
			wait_in_order(m, &questions,
				      (struct waiting){
					      .order = s->again.order,
					      .role = role_of_path(m, s->path),
					      .text = s->path,
					      .ref = s->again.id,
				      });
	}
	alert_waiting(m, ALERT_TWO_ANSWERS, &answers);
	alert_waiting(m, ALERT_OPEN_QUESTION, &questions);
}

/* An approval of a document is called as the document. */
static const char *
title_of(const struct making *m, const char *id)
{
	const struct record *r = map_find(&m->in->entries, id);

	return r && r->kind == RECORD_DOCUMENT && r->title ? r->title : "";
}

static void
alert_confirms(struct making *m)
{
	struct waiting_list list = {0};

	for (size_t i = 0; i < m->in->confirms.count; i++) {
		const struct confirm *c = m->in->confirms.entries[i].value;
		const struct pending *p =
			c ? map_find(&m->in->pendings, c->id) : NULL;

		if (c)
			wait_in_order(m, &list,
				      (struct waiting){
					      .order = c->order,
					      .role = c->role,
					      .text = p ? p->label
							: title_of(m, c->id),
					      .ref = c->id,
				      });
	}
	alert_waiting(m, ALERT_TO_CONFIRM, &list);
}

void
status_make_alerts(struct making *m)
{
	const struct incident *in = m->in;

	alert_deadlines(m);
	for (unsigned i = 0; i < m->st->fact_count; i++)
		if (m->st->facts[i].contradiction)
			status_alert(m, ALERT_CONTRADICTION, NULL,
				     m->st->facts[i].fact,
				     m->st->facts[i].fact);
	alert_steps(m);
	alert_confirms(m);
	if (in->proposed.set)
		status_alert(m, ALERT_SEVERITY_PROPOSED, NULL,
			     arena_printf(m->a, "%lld",
					  (long long)in->proposed.value),
			     NULL);
	for (unsigned i = 0; i < in->cut_count; i++)
		status_alert(m, ALERT_FORGED_CIRCLE, NULL,
			     arena_printf(m->a, "%s %lld", in->cuts[i].file,
					  (long long)in->cuts[i].n),
			     NULL);
}
