/* Lists of the work: items of the step, the map, the board, who waits. */
#include "plain/parts.h"

#include <string.h>

#include "core/branch.h"
#include "front/board.h"
#include "front/say_deadline.h"

/* --- the items of the step, or the first actions */

static void
items_head(struct plain *p, struct buf *out)
{
	struct where w = where_is(p);

	if (w.step)
		step_head(p, w.step->ref, w.step, out);
	else if (w.first)
		talk(p, out, tr("First actions."), NULL, NULL, NULL);
}

static void
items_fill(struct plain *p)
{
	struct where w = where_is(p);

	for (unsigned i = 0; i < w.count; i++)
		if (view_wants(p, w.items[i].text))
			view_add(p, i);
}

static void
items_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	struct where w = where_is(p);

	if (i < w.count)
		step_row(p, number, &w.items[i], out);
}

static void
items_pick(struct plain *p, unsigned i, struct buf *out)
{
	(void)out;
	question_back_to_base(p);
	where_go_item(p, i);
}

const struct view_row view_row_items = {
	.prompt = N_("Items, go to which? (number, more, < to go back) "
		     "[no answer]"),
	.head = items_head,
	.fill = items_fill,
	.row = items_row,
	.pick = items_pick,
};

/* --- the map: every step of the role, in the order of its playbooks */

static const struct step_ref *
map_step(const struct plain *p, unsigned index)
{
	const struct map *steps = &p->front->library->step_map;

	return index < steps->count ? steps->entries[index].value : NULL;
}

static bool
is_ours(const struct plain *p, const struct step_ref *ref)
{
	const char *role = ref->role->role;
	const struct playbook_state *s = map_find(
		&p->front->incident->playbooks, ref->playbook->head.id);

	if (!s || !s->open)
		return false;
	return strcmp(role, "any") == 0 ||
	       (p->front->role && strcmp(role, p->front->role) == 0);
}

static void
map_head(struct plain *p, struct buf *out)
{
	const struct status_role *r = where_role(p);

	talk(p, out, tr("Map of the steps for %1."),
	     talk_role(p, p->front->role), NULL, NULL);
	if (r)
		talk(p, out, tr("%1 of %2 items done."),
		     talk_number(p, r->done), talk_number(p, r->total), NULL);
}

static void
map_fill(struct plain *p)
{
	const struct library *lib = p->front->library;

	for (unsigned i = 0; lib && i < lib->step_map.count; i++) {
		const struct step_ref *ref = map_step(p, i);

		if (ref && is_ours(p, ref) && view_wants(p, ref->step->title))
			view_add(p, i);
	}
}

static const char *
answer_words(struct plain *p, const struct step_ref *ref,
	     const struct answer *a)
{
	char letter[2] = "";
	const char *label = a->record && a->record->more->label
				    ? talk_text(p, tr(a->record->more->label))
				    : NULL;

	if (a->skip)
		return tr("skipped");
	if (!label)
		return tr("done");
	if (ref->step->choice_count == 0 || !answer_choice(a, ref, letter))
		return say_fill(&p->scratch, tr("decided: %1"), label, NULL,
				NULL);
	return say_fill(&p->scratch, tr("decided: %1, %2"), letter, label,
			NULL);
}

const char *
map_state(struct plain *p, const struct step_ref *ref)
{
	const struct step_state *s =
		incident_step(p->front->incident, ref->path);
	const struct answer *a = step_answer(s);

	if (status_find_step(p->front->status, ref->path))
		return tr("NOW");
	if (s && s->passed)
		return tr("passed over");
	if (a)
		return answer_words(p, ref, a);
	if (step_not_taken(p->front->status, p->front->library, ref,
			   &p->scratch))
		return tr("not taken");
	return tr("not reached");
}

static void
map_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct step_ref *ref = map_step(p, i);
	const char *name;

	if (!ref)
		return;
	name = say_fill(&p->scratch, tr("step %1, %2"), step_name(p, ref),
			talk_text(p, ref->step->title), NULL);
	name = say_ours(name, library_step_is_added_to(p->front->library, ref),
			&p->scratch);
	talk(p, out, tr("%1. %2: %3"), number, map_state(p, ref), name);
}

static void
map_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct step_ref *ref = map_step(p, i);

	(void)out;
	if (ref)
		read_open(p, ref->path);
}

const struct view_row view_row_map = {
	.prompt = N_("Map, read which step? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = map_head,
	.fill = map_fill,
	.row = map_row,
	.pick = map_pick,
};

/* --- the board: every role in a few lines */

#define BOARD_MOST 4 /* of what is known, and of what is not */
#define BOARD_ROWS 3 /* of a register */

static void
tell_line(struct plain *p, struct buf *out, const char *sentence,
	  const struct board_line *line)
{
	const char *text = line->text;

	if (line->side)
		text = say_fill(&p->scratch, "%1, %2", text, line->side, NULL);
	talk(p, out, sentence, text, NULL, NULL);
}

static void
tell_lines(struct plain *p, struct buf *out, const char *sentence,
	   struct board_line *(*make)(const struct front *f, struct arena *a,
				      unsigned *count))
{
	unsigned count;
	struct board_line *lines = make(p->front, &p->scratch, &count);

	for (unsigned i = 0; i < count && i < BOARD_MOST; i++)
		tell_line(p, out, sentence, &lines[i]);
	if (count > BOARD_MOST)
		talk(p, out, tr("And %1 more: facts."),
		     talk_number(p, count - BOARD_MOST), NULL, NULL);
}

/* The registers; the level was said already. */
static void
tell_impact(struct plain *p, struct buf *out)
{
	unsigned count;
	struct board_line *lines =
		board_impact(p->front, &p->scratch, BOARD_ROWS, &count);
	const char *decided = board_decided(p->front, &p->scratch);

	for (unsigned i = 1; i < count; i++)
		tell_line(p, out, lines[i].part ? "   %1." : tr("Register %1."),
			  &lines[i]);
	if (decided)
		talk(p, out, tr("Decided last: %1."), decided, NULL, NULL);
}

/* What runs, and the first of what would run if it applied. */
static void
tell_deadlines(struct plain *p, struct buf *out)
{
	const struct status *st = p->front->status;
	const struct status_deadline *first = deadlines_undecided_first(st);

	for (unsigned i = 0, said = 0; i < st->deadline_count && said < 3;
	     i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (d->state == DEADLINE_MET ||
		    d->state == DEADLINE_NOT_APPLICABLE ||
		    d->state == DEADLINE_UNDECIDED || !d->due.set)
			continue;
		talk(p, out, tr("Deadline, %1"), deadline_say(p, d), NULL,
		     NULL);
		said++;
	}
	if (first)
		talk(p, out, tr("Deadline, %1"), deadline_say(p, first), NULL,
		     NULL);
}

static void
board_head(struct plain *p, struct buf *out)
{
	const struct incident *in = p->front->incident;

	talk(p, out, tr("Situation at %1."), talk_day(p, p->front->now), NULL,
	     NULL);
	talk(p, out, tr("Severity: %1, %2."),
	     talk_number(p, (unsigned)in->severity), say_severity(in->severity),
	     NULL);
	talk(p, out, tr("Emergency phase: %1."), say_emergency_phase(in->phase),
	     NULL, NULL);
	tell_lines(p, out, tr("Known: %1"), board_known);
	tell_lines(p, out, tr("Not known: %1"), board_unknown);
	tell_impact(p, out);
	tell_deadlines(p, out);
}

static void
board_fill(struct plain *p)
{
	for (unsigned i = 0; i < p->front->status->role_count; i++)
		view_add(p, i);
}

static void
board_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct status_role *r = &p->front->status->roles[i];
	const struct front *f = p->front;
	const char *name = talk_role(p, r->role);

	(void)number;
	if (r->holder)
		talk(p, out, "%1, %2.", name, r->holder, NULL);
	else if (status_role_empty(f->status, r, f->role, f->now))
		talk(p, out, "%1, %2.", name,
		     say_nobody(r, f->now, f->zone, &p->scratch), NULL);
	else if (r->acted)
		talk(p, out, "%1, %2.", name,
		     say_acted(r, f->now, f->zone, &p->scratch), NULL);
	else
		talk(p, out, tr("%1, nobody here."), name, NULL, NULL);
	for (unsigned k = 0; k < r->current_count; k++)
		talk(p, out, tr("   Now: step %1, %2."),
		     step_name(p, r->current[k].ref),
		     talk_text(p, r->current[k].ref->step->title), NULL);
	if (r->finished)
		talk(p, out, tr("   Finished."), NULL, NULL, NULL);
	talk(p, out, tr("   %1 of %2 items done; %3 in the inbox."),
	     talk_number(p, r->done), talk_number(p, r->total),
	     talk_number(p, r->inbox_count));
}

const struct view_row view_row_board = {
	.head = board_head,
	.fill = board_fill,
	.row = board_row,
};
