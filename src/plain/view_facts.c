/* Facts: those that this step asks for, those that are known, the others. */
#include "plain/parts.h"

#include <string.h>

const struct status_fact *
fact_find(const struct plain *p, const char *id)
{
	const struct status *st = p->front->status;

	return st ? status_find_fact(st, id) : NULL;
}

const char *
fact_say(struct plain *p, const struct status_fact *f)
{
	return say_fact_value(f, p->front->zone, &p->scratch);
}

static const char *
label(struct plain *p, const struct status_fact *f)
{
	return talk_text(p, say_fact_label(f->fact, p->front->library));
}

static void
facts_head(struct plain *p, struct buf *out)
{
	(void)p;
	talk(p, out,
	     tr("Facts: asked here first, then what is known, then "
		"the rest."),
	     NULL, NULL, NULL);
}

static bool
lists(const char **ids, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

/* 0: asked by the step or one of its items; 1: known; 2: the others. */
static int
rank(const struct where *w, const struct status_fact *f)
{
	const struct step *s = w->step ? w->step->ref->step : NULL;

	if (s && lists(s->asks, s->ask_count, f->fact))
		return 0;
	for (unsigned i = 0; s && i < s->item_count; i++)
		if (lists(s->items[i].asks, s->items[i].ask_count, f->fact))
			return 0;
	return f->state && f->state->count ? 1 : 2;
}

static void
facts_fill(struct plain *p)
{
	const struct status *st = p->front->status;
	struct where w = where_is(p);

	for (int wanted = 0; wanted <= 2; wanted++)
		for (unsigned i = 0; i < st->fact_count; i++)
			if (rank(&w, &st->facts[i]) == wanted &&
			    view_wants(p, label(p, &st->facts[i])))
				view_add(p, i);
}

static void
tell_values(struct plain *p, const struct status_fact *f, struct buf *out)
{
	for (unsigned i = 0; f->state && i < f->state->count; i++) {
		const struct fact_standing *v = &f->state->values[i];
		struct fact_state one = {.values = (struct fact_standing *)v,
					 .count = 1};
		struct status_fact shown = {.fact = f->fact,
					    .definition = f->definition,
					    .state = &one,
					    .value = v->value};
		const char *from = v->source ? v->source : tr("the team");

		talk(p, out, tr("   %1, says %2, entry %3."),
		     fact_say(p, &shown), from, say_entry(v->id, &p->scratch));
		if (v->certainty && strcmp(v->certainty, "assumed") == 0)
			talk(p, out, tr("   That is assumed."), NULL, NULL,
			     NULL);
	}
}

static void
facts_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct status_fact *f = &p->front->status->facts[i];
	const struct status_unknown *u = NULL;

	for (unsigned n = 0; n < p->front->status->unknown_count; n++)
		if (p->front->status->unknowns[n].fact == f)
			u = &p->front->status->unknowns[n];
	talk(p, out, tr("%1. %2 (now: %3)"), number, label(p, f),
	     u && u->owner ? say_unknown(u, p->front->library, p->front->zone,
					 &p->scratch)
			   : fact_say(p, f));
	if (f->contradiction || (f->state && f->state->count > 1))
		tell_values(p, f, out);
}

static void
facts_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct status_fact *f = &p->front->status->facts[i];

	tell_values(p, f, out);
	fill_fact(p, f->fact, out);
}

const struct view_row view_row_facts = {
	.prompt = N_("Facts, record which? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = facts_head,
	.fill = facts_fill,
	.row = facts_row,
	.pick = facts_pick,
};
