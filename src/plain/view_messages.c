/* The texts there are, and one of them read out. */
#include "plain/parts.h"

#include <string.h>

#include "core/document_offer.h"
#include "core/model.h"

/* The last of them has no name: what is internal. */
enum { AUDIENCE_COUNT = 4 };

static const struct file_header *
head_at(const struct plain *p, unsigned i)
{
	return &p->front->library->models[i]->header->head;
}

/* One language of each; another one only where something was written in it. */
static bool
is_listed(const struct plain *p, unsigned i)
{
	const struct front *f = p->front;
	const struct file_header *h = head_at(p, i);
	const struct model *own = library_model(f->library, h->id, f->language);

	if (!own)
		own = library_model(f->library, h->id, NULL);
	return f->library->models[i] == own ||
	       incident_document(f->incident, h->id, h->language);
}

/* Before the first actions are done the role's step is the one that waits. */
static const struct step *
step_of(const struct plain *p)
{
	struct where w = where_is(p);
	const struct status_role *r = where_role(p);

	if (w.step)
		return w.step->ref->step;
	return r && r->current_count ? r->current[0].ref->step : NULL;
}

static bool
is_of_step(const struct plain *p, unsigned i)
{
	const struct step *s = step_of(p);

	for (unsigned k = 0; s && k < s->document_count; k++)
		if (strcmp(s->documents[k], head_at(p, i)->id) == 0)
			return true;
	return false;
}

static void
messages_head(struct plain *p, struct buf *out)
{
	const struct step *s = step_of(p);

	talk(p, out,
	     s && s->document_count ? tr("Texts: those of this step first.")
				    : tr("Texts."),
	     NULL, NULL, NULL);
}

/* Those of the step, then by whom they are for, as on the screen. */
static unsigned
part_of(const struct plain *p, unsigned i)
{
	static const char *const audiences[AUDIENCE_COUNT - 1] = {
		"public", "staff", "authority"};
	const char *audience = p->front->library->models[i]->header->audience;
	unsigned part = 0;

	if (is_of_step(p, i))
		return 0;
	while (part < AUDIENCE_COUNT - 1 &&
	       (!audience || strcmp(audience, audiences[part]) != 0))
		part++;
	return 1 + part;
}

static void
messages_fill(struct plain *p)
{
	const struct library *lib = p->front->library;

	for (unsigned part = 0; part <= AUDIENCE_COUNT; part++)
		for (unsigned i = 0; i < lib->model_count; i++)
			if (is_listed(p, i) && part_of(p, i) == part &&
			    view_wants(p, head_at(p, i)->title))
				view_add(p, i);
}

static void
messages_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct front *f = p->front;
	const struct file_header *h = head_at(p, i);
	const struct document_state *d =
		incident_document(f->incident, h->id, h->language);
	const char *title = arena_printf(
		&p->scratch, "%s (%s, %s)", talk_text(p, h->title), h->language,
		say_audience(f->library->models[i]->header->audience));

	if (d)
		talk(p, out, tr("%1. %2: %3."), number, title,
		     say_document_stage(d, f->incident, f->library,
					&p->scratch));
	else
		talk(p, out, "%1. %2", number, title, NULL);
	for (unsigned k = 0; d && k < d->dropped_count; k++)
		talk(p, out, "   %1.",
		     say_dropped(&d->dropped[k], f->zone, &p->scratch), NULL,
		     NULL);
}

void
message_ask(struct plain *p, const char *id)
{
	p->document_waits = true;
	question_effect(p, (struct effect){
				   .kind = EFFECT_DOCUMENT,
				   .text = arena_strdup(&p->scratch, id),
			   });
}

static void
messages_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct file_header *h = head_at(p, i);

	(void)out;
	message_ask(p, arena_printf(&p->scratch, "%s.%s", h->id, h->language));
}

const struct view_row view_row_messages = {
	.prompt = N_("Texts, which one? (number, more, find, < to go back) "
		     "[no answer]"),
	.head = messages_head,
	.fill = messages_fill,
	.row = messages_row,
	.pick = messages_pick,
};

/* --- one of them */

static void
tell_use(struct plain *p, const struct model_use *u, struct buf *out)
{
	const struct record *r = u->standing ? u->standing->record : NULL;

	if (u->forbidden)
		talk(p, out, tr("Not for publication, so left out: %1."),
		     u->label, NULL, NULL);
	else if (u->contradiction)
		talk(p, out, tr("Sources contradict each other: %1."), u->label,
		     NULL, NULL);
	else if (u->gap)
		talk(p, out, tr("Gap, must be filled in: %1."), u->label, NULL,
		     NULL);
	else if (r)
		talk(p, out, tr("Used, recorded at %3: %1: %2"), u->label,
		     u->shown, talk_clock(p, record_happened(r)));
	else
		talk(p, out, tr("Used: %1: %2"), u->label, u->shown, NULL);
	if (model_use_is_ours(u))
		talk(p, out,
		     tr("   To fill it in for good: type organisation."), NULL,
		     NULL, NULL);
	if (!u->gap && !u->public)
		talk(p, out, tr("   That is not public."), NULL, NULL, NULL);
}

void
message_say(struct plain *p, struct buf *out)
{
	const struct front_document *d = p->front->document;
	const struct model_header *h;

	if (!d) {
		talk(p, out, tr("That text cannot be shown."), NULL, NULL,
		     NULL);
		return;
	}
	h = d->model->header;
	talk(p, out, tr("Text: %1 (%2), %3."), h->head.title, h->head.language,
	     d->state ? say_document_stage(d->state, p->front->incident,
					   p->front->library, &p->scratch)
		      : tr("not saved yet"));
	if (d->why)
		talk(p, out, "%1", d->why, NULL, NULL);
	for (int gap = 1; gap >= 0; gap--)
		for (unsigned i = 0; i < d->use_count; i++)
			if (d->uses[i].gap == (gap != 0))
				tell_use(p, &d->uses[i], out);
	for (unsigned i = 0; d->state && i < d->state->dropped_count; i++)
		talk(p, out, "%1.",
		     say_dropped(&d->state->dropped[i], p->front->zone,
				 &p->scratch),
		     NULL, NULL);
	talk(p, out, tr("It reads:"), NULL, NULL, NULL);
	talk_prose(p, out, "%1", d->text);
	talk(p, out, tr("End of the text."), NULL, NULL, NULL);
	form_begin(p, FORM_DOCUMENT)->document = form_keep(p, d->id);
	p->filling.act.sha256 = d->sha256 ? form_keep(p, d->sha256) : NULL;
	fill_in(p, NULL, out);
}

void
message_out(struct plain *p, const struct record *r, struct buf *out)
{
	const struct front *f = p->front;
	const struct document_state *d =
		r->more->document
			? map_find(&f->incident->documents, r->more->document)
			: NULL;
	struct document_offer *offers;
	unsigned count = 0;

	if (!d || !r->act || strcmp(r->act, "release") != 0)
		return;
	offers = document_offers(f->incident, f->library, d, f->now,
				 &p->scratch, &count);
	for (unsigned i = 0; i < count; i++)
		talk(p, out,
		     tr("This may have met \"%1\": type deadlines to mark it, "
			"with %2 as the proof."),
		     offers[i].title, say_entry(r->id, &p->scratch), NULL);
}
