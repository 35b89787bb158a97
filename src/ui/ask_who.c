/* w: between people and roles. u: what was done by mistake. */
#include <string.h>

#include "base/tr.h"
#include "core/handover.h"
#include "core/items.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/views.h"

enum who_id {
	WHO_INBOX,
	WHO_ANSWER,
	WHO_ASK,
	WHO_TELL,
	WHO_JOIN,
	WHO_LEAVE,
	WHO_HANDOVER,
	WHO_ACCEPT,
	WHO_BRIEF,
	WHO_NAME,
	WHO_ROLES,
	WHO_CALLS,
	WHO_HEAR,
	WHO_CAME,
};

enum undo_id { UNDO_ITEM, UNDO_STEP, UNDO_CORRECT };

static const char *
inbox_label(struct app *app, const struct inbox_row *row)
{
	struct arena *a = &app->scratch;
	const char *from = say_role(row->from, app->front->library, a);
	const char *text = say_inbox(row, app->front->library, a);

	if (row->type == INBOX_TASK)
		return say_fill(a, tr("Take the task from %1: %2"), from, text,
				NULL);
	if (row->type == INBOX_QUESTION)
		return say_fill(a, tr("Answer %1: \"%2\""), from, text, NULL);
	return say_fill(a, tr("Say yes or no to %1: \"%2\""), from, text, NULL);
}

static void
add_injects(struct app *app, const char *role)
{
	const struct exercise_run *run = app->front->exercise;

	for (unsigned i = 0; run != NULL && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];
		const char *text = say_arrival(x, &app->scratch);

		if (!inject_is_new(x, role))
			continue;
		menu_add(app, WHO_HEAR,
			 say_fill(&app->scratch,
				  inject_rings(x, role) ? tr("Pick up: %1")
							: tr("Read: %1"),
				  text, NULL, NULL),
			 NULL, x->id);
	}
}

/* A call that was picked up is not lost for it. */
static void
add_came_in(struct app *app)
{
	const struct front *f = app->front;

	if (say_came_in(f->exercise, f->role, f->zone, &app->scratch) != NULL)
		menu_add(app, WHO_CAME, tr("Read again what came in"), NULL,
			 NULL);
}

/* Picked up and read in one. */
static void
hear(struct app *app, const char *id, struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise_inject *x =
		run != NULL ? exercise_find_inject(run, id) : NULL;
	const struct action act = {.kind = ACT_INJECT, .act = "hear", .id = id};

	if (x == NULL)
		return;
	app_act(app, &act, out);
	app_read(app, x->title, say_inject(x, &app->scratch));
}

void
exercise_came_in(struct app *app)
{
	const struct front *f = app->front;
	const char *all =
		say_came_in(f->exercise, f->role, f->zone, &app->scratch);

	if (all == NULL)
		app_say(app, tr("Nothing that came in was read here yet."));
	else
		app_read(app, tr("WHAT CAME IN"), all);
}

void
ask_who(struct app *app)
{
	const struct status_role *role = app_role(app);
	const char *name = role != NULL
				   ? say_role(role->role, app->front->library,
					      &app->scratch)
				   : "";
	const struct record *waiting;

	if (role == NULL) {
		app_open_view(app, VIEW_ROLES);
		return;
	}
	waiting = handover_waiting(app->front->incident, role->role);
	menu_open(app, MENU_WHO, tr("WHO"), NULL);
	if (waiting != NULL)
		menu_add(app, WHO_ACCEPT,
			 say_fill(&app->scratch, tr("%1 accepts %2"),
				  waiting->to, name, NULL),
			 tr("handed over"), NULL);
	add_injects(app, role->role);
	add_came_in(app);
	for (unsigned i = 0; i < role->inbox_count; i++)
		menu_add(app, WHO_INBOX, inbox_label(app, role->inbox[i]), NULL,
			 role->inbox[i]->id);
	for (unsigned i = 0; i < role->answer_count; i++)
		menu_add(app, WHO_ANSWER,
			 say_fill(&app->scratch,
				  tr("Seen: %1 answers \"%2\": %3"),
				  say_role(role->answers[i]->from,
					   app->front->library, &app->scratch),
				  role->answers[i]->question,
				  role->answers[i]->text),
			 NULL, role->answers[i]->id);
	menu_add(app, WHO_ASK, tr("Ask another role a question"), NULL, NULL);
	menu_add(app, WHO_TELL, tr("Give another role a task"), NULL, NULL);
	if (role->holder == NULL)
		menu_add(app, WHO_JOIN,
			 say_fill(&app->scratch, tr("I take the role %1"), name,
				  NULL, NULL),
			 tr("nobody has it"), NULL);
	else
		menu_add(app, WHO_LEAVE,
			 say_fill(&app->scratch,
				  tr("Leave %1: nobody has it then"), name,
				  NULL, NULL),
			 role->holder, NULL);
	menu_add(app, WHO_HANDOVER,
		 say_fill(&app->scratch, tr("Hand %1 over to somebody"), name,
			  NULL, NULL),
		 role->holder, NULL);
	menu_add(app, WHO_BRIEF,
		 say_fill(&app->scratch, tr("Read the whole brief of %1"), name,
			  NULL, NULL),
		 NULL, role->role);
	menu_add(app, WHO_CALLS, tr("Call people: who is next"), NULL, NULL);
	menu_add(app, WHO_ROLES, tr("Work as another role"), NULL, NULL);
	menu_add(app, WHO_NAME, tr("Somebody else is at the keyboard"),
		 app->front->by, NULL);
}

void
ask_inbox(struct app *app, const struct inbox_row *row, struct effects *out)
{
	struct action act = {.kind = ACT_TAKE, .id = row->id};
	const struct document_state *d =
		incident_document_of_row(app->front->incident, row);

	/* Nobody approves a text that is not on the screen. */
	if (d != NULL) {
		effects_add(out, EFFECT_LIBRARY);
		message_open(app, d->document, out);
	} else if (row->type == INBOX_TASK)
		app_act(app, &act, out);
	else
		form_answer(app, row);
}

static void
choose_inbox(struct app *app, const char *id, struct effects *out)
{
	const struct status_role *role = app_role(app);

	for (unsigned i = 0; role != NULL && i < role->inbox_count; i++) {
		if (strcmp(role->inbox[i]->id, id) == 0) {
			ask_inbox(app, role->inbox[i], out);
			return;
		}
	}
	app_say(app, tr("This was answered in the meantime."));
}

void
who_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	struct action act = {.kind = ACT_JOIN};

	menu_close(app);
	switch (row->id) {
	case WHO_INBOX:
		choose_inbox(app, arg, out);
		break;
	case WHO_ANSWER:
		app_act(app, &(struct action){.kind = ACT_TAKE, .id = arg},
			out);
		break;
	case WHO_ASK:
		form_ask(app, false);
		break;
	case WHO_TELL:
		form_ask(app, true);
		break;
	case WHO_JOIN:
		app_act(app, &act, out);
		break;
	case WHO_LEAVE:
		act.kind = ACT_LEAVE;
		app_act(app, &act, out);
		break;
	case WHO_HANDOVER:
		form_handover(app);
		break;
	case WHO_ACCEPT:
		ask_accept(app);
		break;
	case WHO_BRIEF:
		report_open(app,
			    (struct report_wanted){.kind = REPORT_HANDOVER,
						   .role = arg},
			    out);
		break;
	case WHO_HEAR:
		hear(app, arg, out);
		break;
	case WHO_CAME:
		exercise_came_in(app);
		break;
	case WHO_CALLS:
		app_open_view(app, VIEW_CALLS);
		break;
	case WHO_ROLES:
		app_open_view(app, VIEW_ROLES);
		break;
	case WHO_NAME:
		form_name(app);
		break;
	default:
		break;
	}
}

/* --- undo */

/* The last entry of this role that `kind` fits, NULL: none. */
static const struct record *
last_of(const struct app *app, enum record_kind kind)
{
	const struct incident *in = app->front->incident;

	for (size_t i = in->log_count; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if (r->role != NULL && app->front->role != NULL &&
		    strcmp(r->role, app->front->role) != 0)
			continue;
		if (r->kind == kind ||
		    (kind == RECORD_OTHER && r->kind != RECORD_JOURNAL))
			return r;
	}
	return NULL;
}

static void
add_item_row(struct app *app, const char *address)
{
	const struct front *f = app->front;
	const struct status_item *item = item_at_address(
		f->incident, f->library, address, f->now, &app->scratch);

	if (item == NULL || item->state == ITEM_OPEN ||
	    item->state == ITEM_INACTIVE)
		return;
	menu_add(app, UNDO_ITEM,
		 say_fill(&app->scratch, tr("Open again: %1 %2"),
			  item->ref->number, item->text, NULL),
		 NULL, address);
}

/* With what the decision had entered, and goes away again. */
static void
add_decided_row(struct app *app)
{
	const struct record *r = last_of(app, RECORD_DECIDE);
	const struct library *lib = app->front->library;
	const struct step_ref *ref = r != NULL && r->step != NULL
					     ? library_step(lib, r->step)
					     : NULL;
	const char *goes = NULL;

	if (ref == NULL)
		return;
	for (unsigned i = 0; i < r->then->goto_count; i++) {
		const struct step_ref *to =
			library_step(lib, r->then->goto_steps[i].step);

		if (to != NULL)
			goes = say_fill(&app->scratch,
					tr("step %1 goes away again"),
					arena_printf(&app->scratch, "%u",
						     to->index + 1),
					NULL, NULL);
	}
	menu_add(app, UNDO_STEP,
		 say_fill(&app->scratch, tr("Decide again: step %1 %2"),
			  arena_printf(&app->scratch, "%u", ref->index + 1),
			  ref->step->title, NULL),
		 goes, r->step);
}

void
ask_undo(struct app *app, const struct entry *e)
{
	const struct record *item = last_of(app, RECORD_ITEM);
	const struct record *last = last_of(app, RECORD_OTHER);
	const char *address;
	bool on_item =
		e != NULL && (e->kind == ENTRY_ITEM || e->kind == ENTRY_FIRST);

	menu_open(app, MENU_UNDO, tr("UNDO"),
		  tr("Nothing is erased: this adds a new entry."));
	if (e != NULL && e->kind == ENTRY_LOG)
		menu_add(app, UNDO_CORRECT,
			 tr("Correct this entry with a new line"), NULL, e->id);
	if (on_item)
		add_item_row(app, e->id);
	address = item != NULL ? item_address(item, &app->scratch) : NULL;
	if (address != NULL && !(on_item && strcmp(address, e->id) == 0))
		add_item_row(app, address);
	add_decided_row(app);
	if (last != NULL)
		menu_add(app, UNDO_CORRECT,
			 tr("Correct the last entry of this role with a new "
			    "line"),
			 say_entry(last->id, &app->scratch), last->id);
	app->menu.focus = app->menu.count > 0 ? 0 : -1;
}

void
undo_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	struct action open = {
		.kind = ACT_DO, .item = row->arg, .state = "open"};
	struct action reopen = {.kind = ACT_REOPEN, .step = row->arg};
	const char *id = row->arg;

	app->layer = LAYER_NONE;
	if (row->id == UNDO_ITEM)
		app_act(app, &open, out);
	else if (row->id == UNDO_STEP)
		app_act(app, &reopen, out);
	else
		form_correct(app, id);
}
