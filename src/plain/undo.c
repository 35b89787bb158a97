/*
 * Undo: nothing is erased.  The last entry of whoever sits here is answered by
 * its opposite where there is one (an item is open again, a decision is
 * reopened, a request withdrawn), else by a correction beside it.
 */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "core/items.h"
#include "front/say_in_mode.h"

/* The entry's own words come first; then what will be done about it. */
static void
sum_undo(struct plain *p, struct buf *out)
{
	if (p->filling.word)
		talk(p, out, "%1",
		     say_in_mode(p->front->incident, p->filling.word), NULL,
		     NULL);
}

static bool
needs_reason(const struct plain *p)
{
	enum action_kind kind = p->filling.act.kind;

	return kind == ACT_REOPEN || kind == ACT_PLAYBOOK ||
	       kind == ACT_OPEN_AGAIN;
}

static bool
needs_text(const struct plain *p)
{
	return p->filling.act.kind == ACT_CORRECT;
}

static const struct field undo_fields[] = {
	{.question = N_("Reason? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = offsetof(struct action, reason),
	 .wanted = needs_reason},
	{.question = N_("What is right? (one line; the entry stays, this "
			"line stands beside it)"),
	 .kind = FIELD_TEXT,
	 .member = offsetof(struct action, text),
	 .wanted = needs_text},
};

const struct form_row form_row_undo = {
	.title = N_("Undo"),
	.act = ACT_CORRECT,
	.fields = undo_fields,
	.field_count = 2,
	.save = true,
	.sum = sum_undo,
};

static bool
is_mine(const struct plain *p, const struct record *r)
{
	const struct front *f = p->front;

	if (r->kind == RECORD_JOURNAL || r->kind == RECORD_OPEN ||
	    r->kind == RECORD_CORRECT || !r->actor || !f->by)
		return false;
	if (strcmp(r->actor, f->by) != 0)
		return false;
	return !r->role || !f->role || strcmp(r->role, f->role) == 0;
}

static const struct record *
last_of_mine(const struct plain *p)
{
	const struct incident *in = p->front->incident;

	for (size_t i = in->log_count; i > 0; i--)
		if (is_mine(p, in->log[i - 1].record))
			return in->log[i - 1].record;
	return NULL;
}

/* The opposite act of an entry, and the sentence that says so. */
static void
opposite(struct plain *p, const struct record *r)
{
	struct action *act = &p->filling.act;
	const char **word = &p->filling.word;

	act->kind = ACT_CORRECT;
	act->id = form_keep(p, r->id);
	*word = N_("Your correction is written beside it.");
	if (r->kind == RECORD_ITEM && r->item &&
	    (!r->state || strcmp(r->state, "open") != 0)) {
		act->kind = ACT_DO;
		act->item = form_keep(p, item_address(r, &p->scratch));
		act->state = "open";
		*word = N_("The item becomes open again.");
	} else if ((r->kind == RECORD_DECIDE || r->kind == RECORD_SKIP) &&
		   r->step && !r->more->stays) {
		act->kind = ACT_REOPEN;
		act->step = form_keep(p, r->step);
		*word = N_("The step becomes current again. What was entered "
			   "only through its decision is taken away; facts, "
			   "deadlines that run, tasks and opened playbooks "
			   "stay.");
	} else if (r->kind == RECORD_PENDING) {
		act->kind = ACT_WITHDRAW;
		*word = N_("The request for approval is withdrawn.");
	} else if (r->kind == RECORD_PLAYBOOK && r->more->playbook) {
		act->kind = ACT_PLAYBOOK;
		act->playbook = form_keep(p, r->more->playbook);
		act->stop = true;
		*word = N_("The playbook is stopped.");
	} else if (r->kind == RECORD_CLOSE) {
		act->kind = ACT_OPEN_AGAIN;
		*word = N_("The incident is open again.");
	}
}

void
fill_undo(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct record *r = last_of_mine(p);
	struct say_line line;

	if (!r) {
		talk(p, out,
		     tr("There is no entry of yours to undo. Type timeline "
			"to correct another one."),
		     NULL, NULL, NULL);
		return;
	}
	form_begin(p, FORM_UNDO);
	opposite(p, r);
	line = say_record(r, f->incident, f->library, f->zone, &p->scratch);
	talk(p, out, tr("Your last entry, %1: %2: %3."), talk_clock(p, r->time),
	     line.word, line.text);
	fill_in(p, NULL, out);
}
