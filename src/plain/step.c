/* A step in lines: its head, its items, its decision, its help. */
#include "plain/parts.h"

#include <string.h>

#include "core/items.h"

const char *
step_name(struct plain *p, const struct step_ref *ref)
{
	return say_step_number(ref, p->front->incident, &p->scratch);
}

const char *
item_name(struct plain *p, const struct item_ref *ref)
{
	return say_item_number(ref, p->front->incident, &p->scratch);
}

bool
step_waits_for_approval(const struct status_step *step)
{
	for (unsigned i = 0; i < step->wait_count; i++)
		if (step->waits[i].type == WAIT_APPROVAL)
			return true;
	return false;
}

static const char *
wait_step(struct plain *p, const struct status_wait *w)
{
	const char *path = arena_printf(&p->scratch, "%s/%s/%s", w->playbook,
					w->role, w->step);
	const struct step_ref *ref = library_step(p->front->library, path);

	if (!ref)
		return w->step;
	return say_fill(&p->scratch, tr("step %1, %2"), step_name(p, ref),
			talk_text(p, ref->step->title), NULL);
}

static void
waits(struct plain *p, const struct status_step *s, struct buf *out)
{
	for (unsigned i = 0; i < s->wait_count; i++) {
		const struct status_wait *w = &s->waits[i];

		switch (w->type) {
		case WAIT_NEEDS:
			talk(p, out, tr("Waits for %1: %2."),
			     talk_role(p, w->role), wait_step(p, w), NULL);
			break;
		case WAIT_APPROVAL:
			talk(p, out,
			     tr("Waits for approval by %1, entry %2. "
				"Type who to withdraw it, or to write down "
				"an answer that you heard."),
			     talk_role(p, w->role),
			     say_entry(w->id, &p->scratch), NULL);
			break;
		case WAIT_FILE:
			talk(p, out,
			     tr("Waits for a playbook file that has not "
				"arrived here: %1."),
			     w->playbook, NULL, NULL);
			break;
		}
	}
}

/* What holds for a step only while it is current. */
static void
standing(struct plain *p, const struct status_step *s, struct buf *out)
{
	if (s->visit > 1)
		talk(p, out, tr("This is visit %1 of this step."),
		     talk_number(p, (unsigned)s->visit), NULL, NULL);
	if (s->box_ends.set)
		talk(p, out,
		     s->over_time ? tr("Time box: over since %1.")
				  : tr("Time box: until %1."),
		     talk_clock(p, s->box_ends.ms), NULL, NULL);
	if (s->assumed)
		talk(p, out, tr("Assumed: an earlier question is still open."),
		     NULL, NULL, NULL);
	if (s->depends)
		talk(p, out,
		     tr("Depends on a fact that is not known yet; it is shown "
			"to be safe."),
		     NULL, NULL, NULL);
	waits(p, s, out);
}

/* What the municipality wrote beside a step or an item. */
static void
notes(struct plain *p, const char *path, struct buf *out)
{
	const struct addition *add;

	for (unsigned i = 0;
	     (add = library_addition(p->front->library, path, i)); i++)
		talk_prose(p, out, tr("Ours: %1"), add->note);
}

void
step_head(struct plain *p, const struct step_ref *ref,
	  const struct status_step *current, struct buf *out)
{
	const struct step *s = ref->step;
	unsigned open;

	talk(p, out, tr("Step %1 of %2. %3."), step_name(p, ref),
	     talk_number(p, ref->role->step_count), talk_text(p, s->title));
	if (say_needs_codes(p->front->incident))
		talk(p, out, tr("Playbook: %1."), ref->playbook->head.title,
		     NULL, NULL);
	if (s->phase != PHASE_NONE)
		talk(p, out, tr("Part: %1."), say_phase(s->phase), NULL, NULL);
	talk(p, out,
	     s->mode == MODE_DO_CONFIRM
		     ? tr("First do it, then confirm it here.")
		     : tr("Read, then do."),
	     NULL, NULL, NULL);
	talk_prose(p, out, tr("Why: %1"), s->why);
	talk_prose(p, out, tr("Think ahead: %1"), s->think_ahead);
	if (s->decided_by)
		talk(p, out, tr("Who decides: %1."), say_decider(s->decided_by),
		     NULL, NULL);
	if (current)
		standing(p, current, out);
	open = current ? where_open_count(current->items, current->item_count)
		       : 0;
	if (open)
		talk(p, out, tr_n("%1 item open.", "%1 items open.", open),
		     talk_number(p, open), NULL, NULL);
	notes(p, ref->path, out);
	talk_prose(p, out, tr("Caution: %1"), s->caution);
}

static const char *
state_words(struct plain *p, const struct status_item *item)
{
	const char *word = say_item_state(item->state);
	const struct tick *t = item->tick;
	const char *who = t && t->record ? t->record->actor : NULL;

	switch (item->state) {
	case ITEM_OPEN:
	case ITEM_INACTIVE:
	case ITEM_STATES:
		return word;
	case ITEM_LATER:
		if (!t || !t->until.set)
			return word;
		return say_fill(&p->scratch, tr("%1, comes back at %2"), word,
				talk_clock(p, t->until.ms), NULL);
	case ITEM_SOMEBODY_ELSE:
		return say_fill(&p->scratch, tr("%1, %2"), word,
				t && t->to ? talk_role(p, t->to) : "", NULL);
	case ITEM_DONE:
	case ITEM_NOT_APPLICABLE:
	case ITEM_NOT_POSSIBLE:
		break;
	}
	if (!t || !t->record)
		return word;
	if (!who)
		return say_fill(&p->scratch, tr("%1 at %2"), word,
				talk_clock(p, record_happened(t->record)),
				NULL);
	return say_fill(&p->scratch, tr("%1 at %2 by %3"), word,
			talk_clock(p, record_happened(t->record)), who);
}

void
step_row(struct plain *p, const char *number, const struct status_item *item,
	 struct buf *out)
{
	talk_prose(p, out, tr("Caution: %1"),
		   item_words(item->ref->item->caution, item->row_name,
			      &p->scratch));
	if (number)
		talk_on(p, out, "%1. ", number, NULL, NULL);
	talk(p, out, tr("Item %1, %2: %3"), item_name(p, item->ref),
	     state_words(p, item),
	     say_ours(talk_text(p, item->text), item->ref->ours != NULL,
		      &p->scratch));
	notes(p, item->ref->path, out);
	if (item->depends)
		talk(p, out,
		     tr("This item depends on a fact that is not known yet."),
		     NULL, NULL, NULL);
}

static const char *
target_words(struct plain *p, const struct status_choice *c)
{
	const char *words =
		c->ends ? tr("then the end") : tr("the step stays open");

	if (c->target)
		words = say_fill(&p->scratch, tr("then step %1, %2"),
				 step_name(p, c->target),
				 talk_text(p, c->target->step->title), NULL);
	for (unsigned i = 0; i < c->also_count; i++)
		words = say_fill(&p->scratch, tr("%1, and also step %2, %3"),
				 words, step_name(p, c->also[i]),
				 talk_text(p, c->also[i]->step->title));
	return words;
}

void
step_choices_of(struct plain *p, const struct status_step *step,
		struct buf *out)
{
	for (unsigned i = 0; i < step->choice_count; i++) {
		const struct status_choice *c = &step->choices[i];
		const char letter[] = {c->letter, '\0'};

		talk(p, out, tr("  %1: %2, %3."), letter,
		     talk_text(p, tr(c->choice->label)), target_words(p, c));
		talk_prose(p, out, tr("     That is: %1"), c->choice->hint);
	}
}

/* The facts that the step asks for block nothing: they are only named. */
static void
asked_facts(struct plain *p, const struct step *s, struct buf *out)
{
	for (unsigned i = 0; i < s->ask_count; i++) {
		const struct status_fact *f = fact_find(p, s->asks[i]);

		if (f && f->definition)
			talk(p, out, tr("Fact asked here: %1 (now: %2)"),
			     talk_text(p, f->definition->label), fact_say(p, f),
			     NULL);
	}
}

void
step_decision(struct plain *p, const struct status_step *step, struct buf *out)
{
	const struct step *s = step->ref->step;
	unsigned open = where_open_count(step->items, step->item_count);

	asked_facts(p, s, out);
	talk_prose(p, out, tr("It happened before: %1"), s->precedent);
	if (open)
		talk(p, out,
		     tr_n("%1 item is still open. You may decide all the "
			  "same; then a reason is asked.",
			  "%1 items are still open. You may decide all the "
			  "same; then a reason is asked.",
			  open),
		     talk_number(p, open), NULL, NULL);
	else if (step->item_count)
		talk(p, out, tr("All items of this step were answered."), NULL,
		     NULL, NULL);
	if (s->question)
		talk(p, out, tr("Decision, step %1: %2"),
		     step_name(p, step->ref), talk_text(p, s->question), NULL);
	else
		talk(p, out, tr("Step %1: is it done?"),
		     step_name(p, step->ref), NULL, NULL);
	step_choices_of(p, step, out);
}

/* One that is not open yet stands among those that may be opened. */
static const char *
playbook_title(const struct plain *p, const char *id)
{
	const struct front *f = p->front;
	const struct playbook *b = library_playbook(f->library, id);

	for (size_t i = 0; !b && i < f->playbook_count; i++)
		if (strcmp(f->playbooks[i].id, id) == 0)
			return f->playbooks[i].title;
	return b ? b->head.title : id;
}

static void
told_roles(struct plain *p, const struct choice *c, struct buf *out)
{
	for (unsigned i = 0; i < c->tell_count; i++)
		talk(p, out, tr("It tells %1: %2"),
		     talk_role(p, c->tells[i].role),
		     talk_text(p, c->tells[i].message), NULL);
	for (unsigned i = 0; i < c->open_count; i++)
		talk(p, out, tr("It opens the playbook %1."),
		     playbook_title(p, c->opens[i]), NULL, NULL);
	for (unsigned i = 0; i < c->start_count; i++) {
		const struct deadline *d =
			library_deadline(p->front->library, c->starts[i]);

		talk(p, out, tr("It starts the deadline: %1."),
		     d ? talk_text(p, d->title) : c->starts[i], NULL, NULL);
	}
}

/* What will happen, said before anything is saved. */
void
step_consequences(struct plain *p, const struct status_choice *choice,
		  struct buf *out)
{
	const struct choice *c = choice->choice;
	const char letter[] = {choice->letter, '\0'};

	talk(p, out, tr("You choose %1, %2: %3."), letter,
	     talk_text(p, tr(c->label)), target_words(p, choice));
	if (c->approval && p->front->role &&
	    strcmp(c->approval, p->front->role) != 0)
		talk(p, out,
		     tr("It waits until %1 approves; nothing happens before "
			"that."),
		     talk_role(p, c->approval), NULL, NULL);
	if (c->as_if)
		talk(p, out,
		     tr("The question stays open, and the work goes on as "
			"if the answer were known."),
		     NULL, NULL, NULL);
	if (c->again.unit != DURATION_NONE)
		talk(p, out, tr("The question comes back after %1."),
		     talk_duration(p, c->again), NULL, NULL);
	talk_prose(p, out, tr("How to find out: %1"), c->how);
	told_roles(p, c, out);
	if (c->severity >= 0 && c->severity < 4 &&
	    c->severity > p->front->incident->severity)
		talk(p, out, tr("It raises the severity to %1, %2."),
		     talk_number(p, (unsigned)c->severity),
		     say_severity(c->severity), NULL);
	if (c->severity == 4)
		talk(p, out, tr("It proposes severity 4, %1."), say_severity(4),
		     NULL, NULL);
}

void
step_how(struct plain *p, const struct step_ref *ref, struct buf *out)
{
	const struct step *s = ref->step;
	size_t before = out->len;

	talk_prose(p, out, tr("Why: %1"), s->why);
	talk_prose(p, out, tr("How: %1"), s->how);
	for (unsigned i = 0; i < s->choice_count; i++)
		if (s->choices[i].how) {
			const char letter[] = {(char)('A' + (int)i), '\0'};

			talk(p, out, tr("About %1, %2:"), letter,
			     talk_text(p, s->choices[i].label), NULL);
			talk_prose(p, out, tr("How to find out: %1"),
				   s->choices[i].how);
		}
	talk_prose(p, out, tr("Caution: %1"), s->caution);
	if (out->len == before)
		talk(p, out, tr("The playbook says no more about this step."),
		     NULL, NULL, NULL);
}
