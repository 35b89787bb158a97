/* Who waits for whom: the inbox, requests of ours, work of our own making. */
#include "plain/parts.h"

#include <string.h>

#include "front/say_exercise.h"

/* What an index means: a part of the list, and which one in it. */
enum part {
	PART_INJECT,
	PART_INBOX,
	PART_CONFIRM,
	PART_ACTION,
	PART_DECISION,
	PART_PENDING,
	PART_CAME
};
#define PART_SHIFT 24
#define PART_MASK ((1u << PART_SHIFT) - 1)

static void
add(struct plain *p, enum part part, unsigned i)
{
	view_add(p, ((unsigned)part << PART_SHIFT) | (i & PART_MASK));
}

static const struct pending *
pending_at(const struct plain *p, unsigned i)
{
	const struct map *m = &p->front->incident->pendings;

	return i < m->count ? m->entries[i].value : NULL;
}

static bool
is_ours(const struct plain *p, const struct pending *x)
{
	const struct step_state *s;

	if (!x || x->state != PENDING_OPEN || !p->front->role || !x->asker ||
	    strcmp(x->asker, p->front->role) != 0)
		return false;
	s = incident_step(p->front->incident, x->step);
	return s && s->current && s->current_visit == x->visit;
}

/* Answered for us by phone or on paper: to be confirmed by us. */
static bool
is_to_confirm(const struct plain *p, const struct pending *x)
{
	const struct confirm *c =
		x ? map_find(&p->front->incident->confirms, x->id) : NULL;

	return c && p->front->role && strcmp(c->role, p->front->role) == 0;
}

static void
who_head(struct plain *p, struct buf *out)
{
	const struct status_role *r = where_role(p);

	talk(p, out, tr("What waits for %1, and what %1 asked."),
	     talk_role(p, p->front->role), NULL, NULL);
	if (r && r->holder)
		talk(p, out, tr("The role is held by %1."), r->holder, NULL,
		     NULL);
	else
		talk(p, out,
		     tr("Nobody holds this role. Type join to take "
			"it."),
		     NULL, NULL, NULL);
	talk(p, out,
	     tr("Type ask, tell, handover, action or decision to begin "
		"something new."),
	     NULL, NULL, NULL);
}

/* Read already: to be read again. */
static bool
came_in(const struct plain *p, const struct exercise_inject *x)
{
	const char *role = p->front->role;

	return role && x->sent && inject_is_for(x, role) &&
	       !inject_is_new(x, role);
}

static void
who_fill(struct plain *p)
{
	const struct status_role *r = where_role(p);
	const struct map *pendings = &p->front->incident->pendings;
	const struct exercise_run *run = p->front->exercise;

	for (unsigned i = 0; run && i < run->inject_count; i++)
		if (p->front->role &&
		    inject_is_new(&run->injects[i], p->front->role))
			add(p, PART_INJECT, i);
	for (unsigned i = 0; r && i < r->inbox_count; i++)
		if (view_wants(p, r->inbox[i]->text ? r->inbox[i]->text : ""))
			add(p, PART_INBOX, i);
	for (unsigned i = 0; i < pendings->count; i++)
		if (is_to_confirm(p, pending_at(p, i)))
			add(p, PART_CONFIRM, i);
	for (unsigned i = 0; r && i < r->action_count; i++)
		add(p, PART_ACTION, i);
	for (unsigned i = 0; r && i < r->decision_count; i++)
		add(p, PART_DECISION, i);
	for (unsigned i = 0; i < pendings->count; i++)
		if (is_ours(p, pending_at(p, i)))
			add(p, PART_PENDING, i);
	for (unsigned i = 0; run && i < run->inject_count; i++)
		if (came_in(p, &run->injects[i]))
			add(p, PART_CAME, i);
}

static const char *
inbox_say(struct plain *p, const struct inbox_row *row)
{
	const char *from = talk_role(p, row->from);
	const char *text = say_inbox(row, p->front->library, &p->scratch);

	switch (row->type) {
	case INBOX_TASK:
		return say_fill(&p->scratch, tr("Task from %1: %2"), from, text,
				NULL);
	case INBOX_QUESTION:
		return say_fill(&p->scratch, tr("Question from %1: %2"), from,
				text, NULL);
	case INBOX_APPROVAL:
		return say_fill(&p->scratch, tr("%1 asks for approval: %2"),
				from, text, NULL);
	}
	return "";
}

static void
who_row(struct plain *p, const char *number, unsigned index, struct buf *out)
{
	const struct status_role *r = where_role(p);
	unsigned i = index & PART_MASK;
	const struct pending *x;

	switch ((enum part)(index >> PART_SHIFT)) {
	case PART_INJECT:
		talk(p, out, "%1. %2", number,
		     say_arrival(&p->front->exercise->injects[i], &p->scratch),
		     NULL);
		break;
	case PART_INBOX:
		talk(p, out, "%1. %2", number, inbox_say(p, r->inbox[i]), NULL);
		break;
	case PART_CONFIRM:
		x = pending_at(p, i);
		talk(p, out, tr("%1. To confirm, heard for us: %2"), number,
		     x->label, NULL);
		break;
	case PART_ACTION:
		talk(p, out, tr("%1. Open action: %2"), number,
		     r->actions[i]->text, NULL);
		break;
	case PART_DECISION:
		talk(p, out, tr("%1. Open decision: %2"), number,
		     r->decisions[i]->text, NULL);
		break;
	case PART_CAME:
		talk(p, out, tr("%1. Read again, %2"), number,
		     say_arrival(&p->front->exercise->injects[i], &p->scratch),
		     NULL);
		break;
	case PART_PENDING:
		x = pending_at(p, i);
		talk(p, out, tr("%1. We wait for %2 to approve: %3"), number,
		     talk_role(p, x->approver), x->label);
		break;
	}
}

void
who_pick_inbox(struct plain *p, const struct inbox_row *row, struct buf *out)
{
	enum form form = FORM_ANSWER;
	const struct document_state *d =
		incident_document_of_row(p->front->incident, row);

	/* Nobody approves a text that was not read out. */
	if (d) {
		message_ask(p, d->document);
		return;
	}
	if (row->type == INBOX_TASK)
		form = FORM_TAKE;
	else if (row->type == INBOX_APPROVAL)
		form = FORM_APPROVE;
	form_begin(p, form)->id = form_keep(p, row->id);
	talk(p, out, "%1", inbox_say(p, row), NULL, NULL);
	if (row->type == INBOX_APPROVAL && row->record)
		talk(p, out, "%1.",
		     say_grounds(row->record, p->front->library, &p->scratch),
		     NULL, NULL);
	fill_in(p, NULL, out);
}

/* A request of ours: withdraw it, or write down what was answered by phone. */
static void
pick_pending(struct plain *p, const struct pending *x, struct buf *out)
{
	struct action *act = form_begin(p, FORM_HEARD);

	act->id = form_keep(p, x->id);
	act->role = form_keep(p, x->approver);
	talk(p, out,
	     tr("Write down the answer of %1 here. To withdraw the request, "
		"go back with < and type withdraw."),
	     talk_role(p, x->approver), NULL, NULL);
	fill_in(p, NULL, out);
}

/* What was heard for us: what it was, and on what it rests. */
static void
pick_confirm(struct plain *p, const struct pending *x, struct buf *out)
{
	form_begin(p, FORM_APPROVE)->id = form_keep(p, x->id);
	talk(p, out, "%1: %2", x->record->title ? x->record->title : x->step,
	     x->label, NULL);
	talk(p, out, "%1.",
	     say_grounds(x->record, p->front->library, &p->scratch), NULL,
	     NULL);
	fill_in(p, NULL, out);
}

/* The exercise: a call is picked up, a letter is read. */
static void
pick_inject(struct plain *p, const struct exercise_inject *x, struct buf *out)
{
	struct action *act = form_begin(p, FORM_HEAR);

	act->id = form_keep(p, x->id);
	act->act = "hear";
	talk(p, out, "%1", say_arrival(x, &p->scratch), NULL, NULL);
	if (!inject_rings(x, p->front->role))
		talk_lines(p, out, say_inject(x, &p->scratch));
	fill_in(p, NULL, out);
}

static void
who_pick(struct plain *p, unsigned index, struct buf *out)
{
	const struct status_role *r = where_role(p);
	unsigned i = index & PART_MASK;

	switch ((enum part)(index >> PART_SHIFT)) {
	case PART_CAME:
		talk_lines(p, out,
			   say_inject(&p->front->exercise->injects[i],
				      &p->scratch));
		break;
	case PART_INJECT:
		pick_inject(p, &p->front->exercise->injects[i], out);
		break;
	case PART_INBOX:
		who_pick_inbox(p, r->inbox[i], out);
		break;
	case PART_CONFIRM:
		pick_confirm(p, pending_at(p, i), out);
		break;
	case PART_ACTION:
		form_begin(p, FORM_ACTION_STATE)->item =
			form_keep(p, r->actions[i]->path);
		fill_in(p, NULL, out);
		break;
	case PART_DECISION:
		form_begin(p, FORM_DECIDED)->id =
			form_keep(p, r->decisions[i]->id);
		fill_in(p, NULL, out);
		break;
	case PART_PENDING:
		pick_pending(p, pending_at(p, i), out);
		break;
	}
}

const struct view_row view_row_who = {
	.prompt = N_("Who, which one? (number, ask, tell, handover, more, "
		     "< to go back) [no answer]"),
	.head = who_head,
	.fill = who_fill,
	.row = who_row,
	.pick = who_pick,
};

/* The last request of ours that is still open. */
void
who_withdraw(struct plain *p, const char *argument, struct buf *out)
{
	const struct map *m = &p->front->incident->pendings;

	(void)argument;
	for (unsigned i = (unsigned)m->count; i > 0; i--) {
		const struct pending *x = pending_at(p, i - 1);

		if (!is_ours(p, x))
			continue;
		form_begin(p, FORM_WITHDRAW)->id = form_keep(p, x->id);
		talk(p, out, tr("The request to %1: %2"),
		     talk_role(p, x->approver), x->label, NULL);
		fill_in(p, NULL, out);
		return;
	}
	talk(p, out, tr("No request of ours is open."), NULL, NULL, NULL);
}
