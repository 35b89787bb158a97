/* x: what else can be done with the focused line. */
#include "base/tr.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/views.h"

enum other_id {
	OTHER_DONE,
	OTHER_NOT_APPLICABLE,
	OTHER_NOT_POSSIBLE,
	OTHER_LATER,
	OTHER_SOMEBODY,
	OTHER_EARLIER,
	OTHER_OPEN,
	OTHER_NOTE,
	OTHER_SKIP,
	OTHER_REOPEN,
	OTHER_WITHDRAW,
	OTHER_FACT,
	OTHER_FIND_OUT,
	OTHER_CALL,
	OTHER_PROFILE,
	OTHER_STRIKE,
	OTHER_CORRECT,
	OTHER_START,
	OTHER_FIRST_SENT,
	OTHER_MET,
	OTHER_DEADLINE_OFF,
	OTHER_MOVE_START,
	OTHER_EVIDENCE,
	OTHER_SEAL,
	OTHER_MORE,
};

static void
add_item_rows(struct app *app, enum item_state state, bool reading,
	      const char *item)
{
	if (reading && state != ITEM_DONE)
		menu_add(app, OTHER_DONE, tr("Done"), NULL, item);
	if (state != ITEM_NOT_APPLICABLE)
		menu_add(app, OTHER_NOT_APPLICABLE, tr("Not applicable"), NULL,
			 item);
	if (state != ITEM_NOT_POSSIBLE)
		menu_add(app, OTHER_NOT_POSSIBLE, tr("Not possible"), NULL,
			 item);
	menu_add(app, OTHER_LATER, tr("Later: it comes back by itself"), NULL,
		 item);
	menu_add(app, OTHER_SOMEBODY, tr("Somebody else does it"), NULL, item);
	if (state != ITEM_DONE)
		menu_add(app, OTHER_EARLIER, tr("Was done earlier"), NULL,
			 item);
	if (state != ITEM_OPEN)
		menu_add(app, OTHER_OPEN, tr("Open again"), NULL, item);
	menu_add(app, OTHER_NOTE, tr("A note about this line"), NULL, item);
}

static void
add_step_rows(struct app *app, const struct step_page *page)
{
	const struct step_state *state;

	if (page->ref == NULL)
		return;
	if (page->current != NULL) {
		for (unsigned i = 0; i < page->current->wait_count; i++)
			if (page->current->waits[i].type == WAIT_APPROVAL)
				menu_add(app, OTHER_WITHDRAW,
					 tr("Take back what waits for a yes"),
					 NULL, page->current->waits[i].id);
		menu_add(app, OTHER_SKIP, tr("Skip this step"), NULL,
			 page->ref->path);
		return;
	}
	state = incident_step(app->front->incident, page->ref->path);
	if (state != NULL && state->answer_count > 0)
		menu_add(app, OTHER_REOPEN, tr("Open this step again"), NULL,
			 page->ref->path);
}

static void
add_deadline_rows(struct app *app, const char *id)
{
	const struct deadline *d = library_deadline(app->front->library, id);

	menu_add(app, OTHER_MET, tr("Met: it is done"), NULL, id);
	if (d != NULL && d->phased == YES_NO_YES)
		menu_add(app, OTHER_FIRST_SENT,
			 tr("The first part was sent, more follows"), NULL, id);
	menu_add(app, OTHER_START, tr("Start the clock"), NULL, id);
	menu_add(app, OTHER_MOVE_START, tr("The clock began at another time"),
		 NULL, id);
	menu_add(app, OTHER_DEADLINE_OFF, tr("Does not apply to us"), NULL, id);
}

static void
add_fact_rows(struct app *app, const char *fact)
{
	menu_add(app, OTHER_FACT, tr("Record what is known"), NULL, fact);
	menu_add(app, OTHER_FIND_OUT, tr("Ask a role to find it out"), NULL,
		 fact);
}

/* What the directory says of an office is not ours to change. */
static void
add_contact_rows(struct app *app, const char *id)
{
	struct contact c = {.id = NULL};

	menu_add(app, OTHER_CALL, tr("Log a call"), NULL, id);
	if (library_contact(app->front->library, id, &c) &&
	    (c.phone == NULL || c.phone[0] == '\0' ||
	     contact_is_own(app->front->library, id)))
		menu_add(app, OTHER_PROFILE,
			 tr("Fill it in, or change it, in our own file"), NULL,
			 id);
}

static void
add_focus_rows(struct app *app, const struct entry *e)
{
	struct step_page page;
	const struct status *st = app_status(app);

	step_page_of(app, &app->scratch, &page);
	if (app->view == VIEW_STEP && e->kind == ENTRY_ITEM)
		add_item_rows(app, page.items[e->index].state,
			      page.current == NULL, e->id);
	else if (e->kind == ENTRY_FIRST)
		add_item_rows(app, st->first[e->index].state, false, e->id);
	else if (e->kind == ENTRY_FACT)
		add_fact_rows(app, e->id);
	else if (e->kind == ENTRY_ROW)
		menu_add(app, OTHER_STRIKE, tr("This row was a mistake"),
			 st->registers[e->part].definition->title, e->id);
	else if (e->kind == ENTRY_DEADLINE)
		add_deadline_rows(app, e->id);
	else if (e->kind == ENTRY_CONTACT)
		add_contact_rows(app, e->id);
	else if (e->kind == ENTRY_LOG)
		menu_add(app, OTHER_CORRECT, tr("Correct it with a new line"),
			 NULL, e->id);
	if (app->view == VIEW_STEP)
		add_step_rows(app, &page);
}

/* The line itself, or the step where it is only a part of that: the one on
 * the screen, also when that is read. */
static const char *
about(struct app *app, const struct entry *e)
{
	struct step_page page;

	if (e == NULL)
		return NULL;
	step_page_of(app, &app->scratch, &page);
	if ((e->kind == ENTRY_CHOICE || e->kind == ENTRY_WAIT) &&
	    page.ref != NULL)
		return page.ref->step->title;
	return e->text;
}

void
ask_other(struct app *app, const struct entry *e)
{
	if (app->view == VIEW_MESSAGE && message_shown(app) != NULL) {
		ask_document(app);
		return;
	}
	if (!app->front->incident->open) {
		ask_more(app);
		return;
	}
	menu_open(app, MENU_OTHER, tr("OTHER"),
		  step_text(app, about(app, e), &app->scratch));
	if (e != NULL)
		add_focus_rows(app, e);
	if (app->view == VIEW_TIMELINE) {
		menu_add(app, OTHER_EVIDENCE,
			 tr("Evidence that is kept, compared with its hash"),
			 NULL, NULL);
		menu_add(app, OTHER_SEAL,
			 tr("Seal the log: words to keep outside"), NULL, NULL);
	}
	menu_add(app, OTHER_MORE,
		 tr("More: an action, a decision, a playbook, the severity"),
		 NULL, NULL);
}

static void
set_state(struct app *app, const char *item, const char *state,
	  struct effects *out)
{
	struct action act = {.kind = ACT_DO, .item = item, .state = state};

	app_act(app, &act, out);
}

static bool
item_chosen(struct app *app, const struct menu_row *row, const char *arg,
	    struct effects *out)
{
	switch (row->id) {
	case OTHER_DONE:
		set_state(app, arg, "done", out);
		return true;
	case OTHER_NOT_APPLICABLE:
		set_state(app, arg, "not-applicable", out);
		return true;
	case OTHER_NOT_POSSIBLE:
		set_state(app, arg, "not-possible", out);
		return true;
	case OTHER_OPEN:
		set_state(app, arg, "open", out);
		return true;
	case OTHER_LATER:
		form_later(app, arg);
		return true;
	case OTHER_SOMEBODY:
		form_somebody(app, arg);
		return true;
	case OTHER_EARLIER:
		form_earlier(app, arg);
		return true;
	case OTHER_NOTE:
		form_note(app, arg);
		return true;
	default:
		return false;
	}
}

static bool
step_chosen(struct app *app, const struct menu_row *row, const char *arg,
	    struct effects *out)
{
	struct action act = {.step = arg};

	if (row->id == OTHER_SKIP)
		act.kind = ACT_SKIP;
	else if (row->id == OTHER_REOPEN)
		act.kind = ACT_REOPEN;
	else if (row->id == OTHER_WITHDRAW)
		act = (struct action){.kind = ACT_WITHDRAW, .id = arg};
	else
		return false;
	app_act(app, &act, out);
	return true;
}

static bool
deadline_chosen(struct app *app, const struct menu_row *row, const char *arg)
{
	switch (row->id) {
	case OTHER_START:
		form_deadline(app, arg, "start");
		return true;
	case OTHER_FIRST_SENT:
		form_deadline(app, arg, "first-sent");
		return true;
	case OTHER_MET:
		form_deadline(app, arg, "met");
		return true;
	case OTHER_DEADLINE_OFF:
		form_deadline(app, arg, "not-applicable");
		return true;
	case OTHER_MOVE_START:
		form_deadline(app, arg, "correct");
		return true;
	default:
		return false;
	}
}

void
other_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	struct action strike = {
		.kind = ACT_ROW,
		.reg = row->detail,
		.row = arg,
		.strike = true,
	};

	if (row->id == OTHER_STRIKE) {
		app->layer = LAYER_NONE;
		app_act(app, &strike, out);
		return;
	}
	menu_close(app);
	if (item_chosen(app, row, arg, out) ||
	    step_chosen(app, row, arg, out) || deadline_chosen(app, row, arg))
		return;
	if (row->id == OTHER_FACT)
		form_fact(app, arg);
	else if (row->id == OTHER_FIND_OUT)
		form_find_out(app, arg);
	else if (row->id == OTHER_CALL)
		form_call(app, arg);
	else if (row->id == OTHER_PROFILE)
		profile_open_contact(app, arg, out);
	else if (row->id == OTHER_CORRECT)
		form_correct(app, arg);
	else if (row->id == OTHER_EVIDENCE)
		evidence_list(out);
	else if (row->id == OTHER_SEAL)
		seal_log(app, out);
	else
		ask_more(app);
}
