#include "ui/step_draw.h"

#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/items.h"
#include "core/library.h"
#include "core/work.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "ui/names.h"
#include "ui/views.h"

/* Smaller windows have no room to hang text behind an item's number. */
#define HANGING_COLUMNS 36
#define HANGING_ROWS 10

/* --- what stands right of an item */

static const char *
clock_and_who(const struct step_draw *d, const struct tick *t)
{
	const char *clock = say_clock(record_happened(t->record),
				      d->app->front->zone, d->a);

	if (t->record->actor == NULL || d->narrow)
		return clock;
	return arena_printf(d->a, "%s %s", clock, t->record->actor);
}

static const char *
item_note(const struct step_draw *d, const struct status_item *item)
{
	const struct tick *t = item->tick;
	const struct front *f = d->app->front;

	if (item->state == ITEM_INACTIVE)
		return tr("not needed here");
	if (t == NULL || t->record == NULL)
		return NULL;
	switch (item->state) {
	case ITEM_DONE:
		return clock_and_who(d, t);
	case ITEM_NOT_APPLICABLE:
	case ITEM_NOT_POSSIBLE:
		return say_fill(d->a, "%1: %2", say_item_state(item->state),
				t->record->reason, NULL);
	case ITEM_LATER:
		return say_fill(d->a, tr("back at %1"),
				say_clock(t->until.ms, f->zone, d->a), NULL,
				NULL);
	case ITEM_SOMEBODY_ELSE:
		return say_fill(d->a, tr("asked %1 %2"),
				say_role(t->to, f->library, d->a),
				say_clock(t->time, f->zone, d->a), NULL);
	case ITEM_OPEN:
		if (t->until.set && t->until.ms <= f->now)
			return tr("it is time");
		break;
	case ITEM_INACTIVE:
	case ITEM_STATES:
		break;
	}
	return NULL;
}

static void
add_caution(struct step_draw *d, int column, const char *caution)
{
	const char *text = step_text(d->app, caution, d->a);

	/* In a narrow window hanging text would leave a strip of words. */
	if (d->narrow)
		sheet_text(&d->sheet, column, LOOK_CAUTION,
			   arena_printf(d->a, "%s%s", tr("CAUTION: "), text));
	else
		sheet_hang(&d->sheet, column, tr("CAUTION: "), LOOK_CAUTION,
			   text, NULL);
}

/* Facts that nobody knows yet hide nothing, but they are named. */
static void
add_depends(struct step_draw *d, int column, const struct item *i)
{
	for (unsigned n = 0; n < i->when_count; n++) {
		const char *fact = i->when[n].fact;
		const struct status_fact *f = fact_of(d->app, fact);

		if (f == NULL || f->value == NULL)
			sheet_text(&d->sheet, column, LOOK_NORMAL,
				   say_fill(d->a, tr("Depends on: %1"),
					    name_of_fact(d->app, fact), NULL,
					    NULL));
	}
}

void
notes_draw(struct sheet *s, const struct app *app, int column, const char *path)
{
	const struct addition *add;

	for (unsigned i = 0;
	     (add = library_addition(app->front->library, path, i)) != NULL;
	     i++)
		if (add->note != NULL)
			sheet_hang(s, column, tr("OURS: "), LOOK_BOLD,
				   step_text(app, add->note, &s->grid->scratch),
				   NULL);
}

/* A caution stands right above its item, the step's above the first one. */
static void
draw_item(struct step_draw *d, const struct status_item *item, unsigned index,
	  bool focused)
{
	int column = d->narrow ? 3 : 5, text;
	const char *lead = arena_printf(
		d->a, "%s %s ", say_item_mark(item->state), item->ref->number);
	const char *step_caution = d->step.ref->step->caution;
	const struct item *i = item->ref->item;
	const char *words = say_ours(step_text(d->app, item->text, d->a),
				     item->ref->ours != NULL, d->a);
	bool open =
		item->state != ITEM_DONE && item->state != ITEM_NOT_APPLICABLE;
	bool small = d->sheet.columns < HANGING_COLUMNS ||
		     d->sheet.grid->rows < HANGING_ROWS;

	text = column + (int)strlen(lead);
	if (small) {
		words = arena_printf(d->a, "%s%s", lead, words);
		lead = "";
		text = 1;
	}
	if (index == 0 && step_caution != NULL)
		add_caution(d, small ? 1 : column, step_caution);
	if (i->caution != NULL && (open || focused))
		add_caution(d, text,
			    item_words(i->caution, item->row_name, d->a));
	sheet_mark(&d->sheet, column - 2);
	sheet_hang(&d->sheet, column, lead, focused ? LOOK_BOLD : LOOK_NORMAL,
		   words, item_note(d, item));
	if (focused || (open && !d->narrow))
		notes_draw(&d->sheet, d->app, small ? 1 : text,
			   item->ref->path);
	if (focused && item->depends && open)
		add_depends(d, text, i);
	if (focused && i->how != NULL && d->how)
		sheet_flow(&d->sheet, d->narrow ? 1 : text, tr("How: "),
			   step_text(d->app,
				     item_words(i->how, item->row_name, d->a),
				     d->a));
}

/* --- other lines */

static void
draw_fact(struct step_draw *d, const struct entry *e)
{
	const struct status_fact *f = fact_of(d->app, e->id);
	const char *value =
		f != NULL && f->state != NULL
			? say_fact_value(f, d->app->front->zone, d->a)
			: tr("not known yet");

	sheet_mark(&d->sheet, d->narrow ? 1 : 3);
	sheet_hang(&d->sheet, d->narrow ? 3 : 5, tr("fact: "), LOOK_NORMAL,
		   name_of_fact(d->app, e->id), value);
}

static void
draw_wait(struct step_draw *d, const struct entry *e)
{
	const struct status_wait *w = &d->step.current->waits[e->index];
	const struct front *f = d->app->front;
	const struct step_ref *ref = NULL;
	const char *path, *text;

	if (w->type == WAIT_NEEDS && w->step != NULL) {
		path = library_step_path(d->a, w->playbook, w->role, w->step);
		ref = library_step(f->library, path);
	}
	if (w->type == WAIT_APPROVAL)
		text = say_fill(d->a,
				tr("Waits for the yes of %1. Enter goes "
				   "there."),
				say_role(w->role, f->library, d->a), NULL,
				NULL);
	else if (w->type == WAIT_FILE)
		text = say_fill(d->a, tr("Waits for the file of playbook %1."),
				w->playbook, NULL, NULL);
	else
		text = say_fill(d->a,
				tr("Waits for %1: step \"%2\". Enter goes "
				   "there."),
				say_role(w->role, f->library, d->a),
				ref != NULL ? ref->step->title : w->step, NULL);
	sheet_mark(&d->sheet, d->narrow ? 1 : 3);
	sheet_text(&d->sheet, d->narrow ? 3 : 5, LOOK_SOON, text);
}

static void
draw_inbox(struct step_draw *d, const struct status_role *role,
	   const struct entry *e)
{
	const struct inbox_row *row = role->inbox[e->index];
	const struct front *f = d->app->front;
	const char *from = say_role(row->from, f->library, d->a);
	const char *ago = row->record != NULL
				  ? say_ago(f->now - row->record->time, d->a)
				  : NULL;
	const char *waits = say_inbox(row, f->library, d->a);
	const char *text;

	if (row->type == INBOX_QUESTION)
		text = say_fill(d->a, tr("%1 asks: \"%2\""), from, waits, NULL);
	else if (row->type == INBOX_APPROVAL)
		text = say_fill(d->a, tr("%1 asks your yes: \"%2\""), from,
				waits, NULL);
	else
		text = say_fill(d->a, tr("Task from %1: %2"), from, waits,
				NULL);
	sheet_mark(&d->sheet, d->narrow ? 1 : 3);
	sheet_hang(&d->sheet, d->narrow ? 3 : 5, "! ", LOOK_BOLD, text, ago);
}

static void
draw_line(struct step_draw *d, const char *lead, const char *text,
	  const char *right)
{
	sheet_mark(&d->sheet, d->narrow ? 1 : 3);
	sheet_hang(&d->sheet, d->narrow ? 3 : 5, lead, LOOK_NORMAL, text,
		   right);
}

static void
draw_role(struct step_draw *d, const struct entry *e)
{
	const struct status_role *r = &app_status(d->app)->roles[e->index];

	draw_line(d, "",
		  say_fill(d->a, tr("Go to %1"),
			   say_role(r->role, d->app->front->library, d->a),
			   NULL, NULL),
		  arena_printf(d->a, "%u/%u", r->done, r->total));
}

/* What came back: an answer, or what was put off. */
static void
draw_back(struct step_draw *d, const struct status_role *role,
	  const struct entry *e)
{
	const struct front *f = d->app->front;
	bool answer = e->kind == ENTRY_ANSWER;
	const struct tick *t = answer ? NULL : role->postponed[e->index].tick;
	struct work_row row = {
		.kind = answer ? WORK_ANSWER : WORK_POSTPONED,
		.index = e->index,
		.text = e->text,
		.due = t != NULL ? t->until : (struct moment){0},
		.late = t != NULL && t->until.ms <= f->now,
	};

	draw_line(d, answer ? "! " : "[z] ",
		  say_work(&row, role, f->library, f->zone, d->a), NULL);
}

static void
draw_return(struct step_draw *d, const struct entry *e)
{
	const struct front *f = d->app->front;
	const struct step_state *s = incident_step(f->incident, e->id);
	struct work_row row = {
		.kind = WORK_RETURN,
		.key = e->id,
		.text = e->text,
		.due = s != NULL ? s->again.at : (struct moment){0},
	};

	draw_line(d, "[z] ", say_work(&row, NULL, f->library, f->zone, d->a),
		  NULL);
}

static void
draw_work(struct step_draw *d, const struct entry *e)
{
	const struct status_role *role = app_role(d->app);
	const struct step_ref *ref;

	if (e->kind == ENTRY_ANSWER || e->kind == ENTRY_POSTPONED) {
		draw_back(d, role, e);
	} else if (e->kind == ENTRY_RETURN) {
		draw_return(d, e);
	} else if (e->kind == ENTRY_ACTION) {
		draw_line(d, "[ ] ", role->actions[e->index]->text, NULL);
	} else if (e->kind == ENTRY_DECISION) {
		draw_line(d, tr("Decide: "), role->decisions[e->index]->text,
			  NULL);
	} else if (e->kind == ENTRY_PROMISE) {
		draw_line(d, "! ",
			  say_dropped_work(&role->dropped[e->index],
					   d->app->front->library,
					   d->app->front->zone, d->a),
			  NULL);
	} else if (e->kind == ENTRY_STEP) {
		ref = role->current[e->index].ref;
		draw_line(d,
			  arena_printf(d->a, tr("Step %u  "), ref->index + 1),
			  ref->step->title, ref->playbook->head.title);
	} else if (e->kind == ENTRY_FIRSTS) {
		draw_line(d, "", tr("First actions that are still open"), NULL);
	}
}

void
step_draw_entry(struct step_draw *d, const struct entry *e, bool focused,
		bool hints)
{
	switch ((int)e->kind) {
	case ENTRY_ITEM:
		draw_item(d, &d->step.items[e->index], e->index, focused);
		break;
	case ENTRY_FACT:
		draw_fact(d, e);
		break;
	case ENTRY_WAIT:
		draw_wait(d, e);
		break;
	case ENTRY_CHOICE:
		if (d->step.current == NULL)
			step_draw_choice_read(d, &d->step.choices[e->index],
					      focused, hints);
		else
			step_draw_choice(d, &d->step.choices[e->index], focused,
					 hints);
		break;
	case ENTRY_INBOX:
		draw_inbox(d, app_role(d->app), e);
		break;
	case ENTRY_ROLE:
		draw_role(d, e);
		break;
	default:
		draw_work(d, e);
		break;
	}
}

/* --- headings */

static bool
is_work(enum entry_kind kind)
{
	return kind == ENTRY_INBOX || kind == ENTRY_ACTION ||
	       kind == ENTRY_DECISION || kind == ENTRY_STEP ||
	       kind == ENTRY_ANSWER || kind == ENTRY_POSTPONED ||
	       kind == ENTRY_PROMISE || kind == ENTRY_RETURN ||
	       kind == ENTRY_FIRSTS;
}

static void
add_deciders(struct step_draw *d)
{
	const struct step *step = d->step.ref->step;
	const char *list = NULL;

	if (step->decided_by != NULL)
		sheet_text(&d->sheet, 1, LOOK_NORMAL,
			   say_fill(d->a, tr("Who decides: %1."),
				    name_of_decider(step->decided_by), NULL,
				    NULL));
	for (unsigned i = 0; i < step->advice_count; i++) {
		const char *name =
			say_role(step->advice[i], d->app->front->library, d->a);

		list = list == NULL ? name
				    : arena_printf(d->a, "%s, %s", list, name);
	}
	if (list != NULL)
		sheet_text(&d->sheet, 1, LOOK_NORMAL,
			   say_fill(d->a, tr("Ask the advice of: %1."), list,
				    NULL, NULL));
}

static void
add_question(struct step_draw *d, bool tight)
{
	const struct step *step = d->step.ref->step;
	bool open = d->step.current != NULL && d->step.current->open_items > 0;
	const char *question = step->question != NULL
				       ? step->question
				       : tr("Is this step done?");

	if (!d->narrow && !tight)
		sheet_gap(&d->sheet);
	/* Above: nothing cuts a question from its answers. */
	if (!d->narrow && step->precedent != NULL)
		sheet_text(&d->sheet, 1, LOOK_NORMAL, step->precedent);
	sheet_hang(&d->sheet, 1, open ? tr("then DECIDE: ") : tr("DECISION: "),
		   LOOK_BOLD, question, NULL);
	if (!d->narrow)
		add_deciders(d);
}

void
step_draw_heading(struct step_draw *d, enum entry_kind before,
		  enum entry_kind kind, bool tight)
{
	const struct step *step =
		d->step.ref != NULL ? d->step.ref->step : NULL;

	if (kind == before)
		return;
	/* A step's caution goes above its choices where it has no items. */
	if (kind == ENTRY_CHOICE && step != NULL && step->caution != NULL &&
	    step->item_count == 0)
		add_caution(d, 1, step->caution);
	if (kind == ENTRY_CHOICE) {
		add_question(d, tight);
	} else if (is_work(kind) && !is_work(before)) {
		if (!tight)
			sheet_gap(&d->sheet);
		if (!d->narrow)
			sheet_text(&d->sheet, 1, LOOK_BOLD,
				   tr("ALSO FOR THIS ROLE"));
	} else if (kind == ENTRY_ROLE) {
		sheet_gap(&d->sheet);
		sheet_text(&d->sheet, 1, LOOK_BOLD, tr("OPEN IN OTHER ROLES"));
	}
}

void
step_draw_nothing(struct step_draw *d)
{
	const struct status *st = app_status(d->app);
	bool any = false;

	for (unsigned i = 0; i < st->role_count; i++)
		any = any || st->roles[i].current_count > 0;
	sheet_gap(&d->sheet);
	sheet_text(&d->sheet, 1, LOOK_BOLD,
		   say_fill(d->a, tr("%1 has no open step now."),
			    say_role(d->app->front->role,
				     d->app->front->library, d->a),
			    NULL, NULL));
	if (!any)
		sheet_text(&d->sheet, 1, LOOK_NORMAL,
			   say_in_mode(d->app->front->incident,
				       N_("No role has an open step. x adds "
					  "an action or another playbook; q "
					  "leaves or closes the incident.")));
}
