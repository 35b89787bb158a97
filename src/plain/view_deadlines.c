/* Deadlines: what runs first, what is still to be assessed folded into one. */
#include "plain/parts.h"

#include <string.h>

#include "front/say_deadline.h"

#define FOLDED UINT32_MAX /* the row that stands for the undecided ones */

static void
deadlines_head(struct plain *p, struct buf *out)
{
	talk(p, out, tr("Deadlines. The time is %1; all times are local."),
	     talk_day(p, p->front->now), NULL, NULL);
}

static bool
is_folded(const struct plain *p, const struct status_deadline *d)
{
	return !p->list_all && !p->find.len && d->state == DEADLINE_UNDECIDED;
}

static void
deadlines_fill(struct plain *p)
{
	const struct status *st = p->front->status;
	bool folded = false;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (is_folded(p, d))
			folded = true;
		else if (view_wants(p, talk_text(p, d->definition->title)))
			view_add(p, i);
	}
	if (folded)
		view_add(p, FOLDED);
}

static const char *
left_words(struct plain *p, const struct status_deadline *d)
{
	int64_t left = d->due.ms - p->front->now;

	if (d->state == DEADLINE_MET || d->state == DEADLINE_NOT_APPLICABLE)
		return NULL;
	return say_fill(&p->scratch,
			left < 0 ? tr("%1 too late") : tr("%1 left"),
			talk_span(p, left), NULL, NULL);
}

/* "RUNNING: title, due Fri 17 Jul 03:12, 71 hours left." */
const char *
deadline_say(struct plain *p, const struct status_deadline *d)
{
	const char *left = d->due.set ? left_words(p, d) : NULL;
	const char *title = talk_text(p, d->definition->title);
	const char *state = say_deadline_state(d->state);
	const struct record *met =
		d->state == DEADLINE_MET
			? deadline_settled(d, p->front->incident)
			: NULL;

	if (met)
		return say_fill(&p->scratch, tr("%1: %2, %3."), state, title,
				talk_day(p, record_happened(met)));
	if (!left)
		return say_fill(&p->scratch, tr("%1: %2."), state, title, NULL);
	return say_fill(&p->scratch, tr("%1: %2, %3."), state, title,
			say_fill(&p->scratch, tr("due %1, %2"),
				 talk_day(p, d->due.ms), left, NULL));
}

static void
deadlines_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct status *st = p->front->status;

	if (i == FOLDED) {
		unsigned n = deadlines_undecided(st);
		const struct status_deadline *first =
			deadlines_undecided_first(st);

		talk(p, out,
		     tr_n("%1. %2 to assess with the DPO; pick it to see it.",
			  "%1. %2 to assess with the DPO; pick them to see "
			  "them.",
			  n),
		     number, talk_number(p, n), NULL);
		if (first)
			talk(p, out, tr("   First, if it applies: %1"),
			     deadline_say(p, first), NULL, NULL);
		return;
	}
	talk(p, out, "%1. %2", number, deadline_say(p, &st->deadlines[i]),
	     NULL);
}

static void
join_texts(struct plain *p, const char *const *texts, unsigned count,
	   const char *sentence, struct buf *out)
{
	const char *list = NULL;

	for (unsigned i = 0; i < count; i++)
		list = talk_join(p, list, talk_text(p, texts[i]));
	if (list)
		talk(p, out, sentence, list, NULL, NULL);
}

static const char *
basis_words(enum deadline_basis basis)
{
	switch (basis) {
	case BASIS_LAW:
		return tr("law");
	case BASIS_CONTRACT:
		return tr("contract");
	case BASIS_ADVICE:
		return tr("advice");
	case BASIS_OWN:
		return tr("our own target");
	}
	return "";
}

static void
tell_recipients(struct plain *p, const struct deadline *def, struct buf *out)
{
	for (unsigned i = 0; i < def->to_count; i++) {
		struct contact c;

		if (library_contact(p->front->library, def->to[i], &c))
			talk(p, out, tr("To: %1, phone %2."),
			     say_contact(def->to[i], p->front->library,
					 &p->scratch),
			     c.phone && c.phone[0] ? c.phone : tr("TO FILL IN"),
			     NULL);
	}
}

/* When it was met, by whom, and what proves it. */
static void
tell_settled(struct plain *p, const struct status_deadline *d, struct buf *out)
{
	const struct front *f = p->front;
	const struct record *r = deadline_settled(d, f->incident);
	const char *sentence = d->state == DEADLINE_MET ? tr("Met: %1.")
			       : d->state == DEADLINE_FIRST_SENT
				       ? tr("First part sent: %1.")
				       : tr("Decided: %1.");

	if (!r)
		return;
	talk(p, out, sentence,
	     say_deadline_by(r, f->library, f->zone, &p->scratch), NULL, NULL);
	if (r->more->proof)
		talk(p, out, tr("Proof: %1"), r->more->proof, NULL, NULL);
}

static void
tell_details(struct plain *p, const struct status_deadline *d, struct buf *out)
{
	const struct deadline *def = d->definition;

	talk(p, out, "%1", deadline_say(p, d), NULL, NULL);
	tell_settled(p, d, out);
	talk(p, out, tr("Basis: %1, for %2."), basis_words(def->basis),
	     talk_role(p, def->role), NULL);
	if (def->law)
		talk(p, out,
		     def->certain == YES_NO_NO
			     ? tr("Source: %1, to be verified.")
			     : tr("Source: %1."),
		     def->law, NULL, NULL);
	if (d->start.set)
		talk(p, out, tr("Counts from %1."), talk_day(p, d->start.ms),
		     NULL, NULL);
	if (def->within.unit != DURATION_NONE)
		talk(p, out, tr("Term: %1."), talk_duration(p, def->within),
		     NULL, NULL);
	else
		talk(p, out, tr("Term: without undue delay, no number."), NULL,
		     NULL, NULL);
	join_texts(p, def->minimum, def->minimum_count,
		   tr("It must say at least: %1."), out);
	tell_recipients(p, def, out);
	talk_prose(p, out, tr("Note: %1"), def->note);
	if (d->state_kept && d->state_kept->not_applicable)
		talk(p, out, tr("It does not apply: %1"),
		     d->state_kept->not_applicable, NULL, NULL);
}

static void
deadlines_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct status_deadline *d;

	if (i == FOLDED) {
		p->list_all = true;
		p->anew = true;
		return;
	}
	d = &p->front->status->deadlines[i];
	tell_details(p, d, out);
	fill_deadline(p, d->definition->id, out);
}

const struct view_row view_row_deadlines = {
	.prompt = N_("Deadlines, which one? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = deadlines_head,
	.fill = deadlines_fill,
	.row = deadlines_row,
	.pick = deadlines_pick,
};
