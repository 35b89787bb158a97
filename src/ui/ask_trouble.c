/* Reasons, the way out, and what could not be saved. */
#include "ui/ask.h"

#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/items.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "ui/draft.h"
#include "ui/views.h"

enum trouble_id {
	LEAVE_STAY,
	LEAVE_START,
	LEAVE_QUIT,
	LEAVE_CLOSE,
	SAVE_AGAIN,
	SAVE_ELSEWHERE,
	SAVE_STATE,
	SAVE_NOT,
	SAVE_WAIT,
	REASON_PICKED,
};

#define ASK_AGAIN_MS 30000 /* after somebody chose to wait */

/* --- reasons */

struct presets {
	enum action_kind kind;
	const char *state; /* of ACT_DO */
	const char *reasons[4];
};

static const struct presets presets[] = {
	{ACT_DO,
	 "not-applicable",
	 {N_("We do not have this"), N_("This is not hit"),
	  N_("Done already in another way")}},
	{ACT_DO,
	 "not-possible",
	 {N_("Nobody can be reached"), N_("We have no access"),
	  N_("It is locked or broken")}},
	{ACT_SKIP,
	 NULL,
	 {N_("Not needed in this incident"), N_("Done before we began"),
	  N_("On purpose: something else comes first")}},
	{ACT_REOPEN,
	 NULL,
	 {N_("Chosen by mistake"), N_("The situation changed"),
	  N_("New information came in")}},
	{ACT_PLAYBOOK,
	 NULL,
	 {N_("It was the wrong playbook"), N_("Another one covers this")}},
	{ACT_NONE,
	 NULL,
	 {N_("The situation asks for it"), N_("Agreed by phone"),
	  N_("Decided by who leads")}},
};

static const struct presets overrides = {
	ACT_NONE,
	NULL,
	{N_("No time: the rest follows later"), N_("Not needed here"),
	 N_("Somebody else takes care of it"), N_("Agreed by phone")},
};

static const struct presets *
presets_for(const struct action *act)
{
	size_t i = 0;

	for (; presets[i].kind != ACT_NONE; i++)
		if (presets[i].kind == act->kind &&
		    (presets[i].state == NULL ||
		     (act->state != NULL &&
		      strcmp(presets[i].state, act->state) == 0)))
			break;
	return &presets[i];
}

/* Going on all the same also goes on without the yes of another role. */
static const char *
with_approval(struct app *app, const struct action *act, const char *why)
{
	const struct library *lib = app->front->library;
	const struct step_ref *ref =
		act->step != NULL ? library_step(lib, act->step) : NULL;

	for (unsigned i = 0;
	     ref != NULL && act->choice != NULL && i < step_choices(ref->step);
	     i++) {
		const struct choice *c = step_choice(ref->step, i);

		if (strcmp(c->id, act->choice) == 0 && c->approval != NULL &&
		    act->role != NULL && strcmp(c->approval, act->role) != 0)
			return say_fill(
				&app->scratch,
				tr("%1 Going on now also means: "
				   "without the yes of %2."),
				why, say_role(c->approval, lib, &app->scratch),
				NULL);
	}
	return why;
}

void
ask_reason(struct app *app, enum menu_what what, const char *why)
{
	const struct presets *p = &overrides;

	if (app->queue_count == 0)
		return;
	if (what == MENU_REASON)
		p = presets_for(&app->queue[0]);
	else
		why = with_approval(app, &app->queue[0], why);
	menu_open(app, what, what == MENU_REASON ? tr("WHY?") : tr("GO ON?"),
		  why);
	for (unsigned i = 0; i < 4 && p->reasons[i] != NULL; i++)
		menu_add(app, REASON_PICKED, tr(p->reasons[i]), NULL,
			 tr(p->reasons[i]));
	menu_add_typed(app, REASON_PICKED, tr("Another reason:"));
	reason_restore(app);
}

static void
reason_chosen(struct app *app, enum menu_what what, const char *reason,
	      struct effects *out)
{
	struct action *act = &app->queue[0];
	const char *kept = arena_strdup(&app->act_arena, reason);

	draft_send(app);
	menu_close(app);
	if (what == MENU_REASON)
		act->reason = kept;
	else
		act->override = kept;
	app_send(app, out);
}

/* --- leaving */

static const char *
how_far_saved(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const char *count = arena_printf(a, "%zu", f->saved_count);

	if (f->saved == FRONT_WAITING)
		return tr("The last entry is NOT saved.");
	if (app_on_paper(app) != NULL)
		return say_fill(a,
				tr("%1 entries are saved. NOT in the log, so "
				   "keep it on paper: %2"),
				count, app_on_paper(app), NULL);
	return say_fill(a, tr("Everything is saved (%1 entries)."), count, NULL,
			NULL);
}

void
ask_leave(struct app *app)
{
	const struct front *f = app->front;

	menu_open(app, MENU_LEAVE, tr("Leave draaiboek?"),
		  f->incident == NULL ? NULL : how_far_saved(app));
	menu_add(app, LEAVE_STAY, tr("Stay"), NULL, NULL);
	if (f->incident == NULL) {
		menu_add(app, LEAVE_QUIT, tr("Leave"), NULL, NULL);
		return;
	}
	menu_add(app, LEAVE_QUIT,
		 say_in_mode(
			 f->incident,
			 N_("Leave: the incident stays open, resume any time")),
		 NULL, NULL);
	menu_add(app, LEAVE_START, tr("Go to the start screen"), NULL, NULL);
	if (f->incident->open && !f->read_only)
		menu_add(app, LEAVE_CLOSE,
			 say_in_mode(f->incident,
				     N_("Close the incident for good (asks for "
					"a summary)")),
			 NULL, NULL);
}

/* --- NOT SAVED */

static const struct status_item *
item_of(struct app *app, const struct action *act)
{
	const struct front *f = app->front;

	return act->item != NULL
		       ? item_at_address(f->incident, f->library, act->item,
					 f->now, &app->scratch)
		       : NULL;
}

/* "Item 3.4 "Block all remote access" is still open in the log." */
static const char *
what_is_not_done(struct app *app, const struct action *act)
{
	struct arena *a = &app->scratch;
	const struct library *lib = app->front->library;
	const struct status_item *item = item_of(app, act);
	const struct step_ref *step =
		act->step != NULL ? library_step(lib, act->step) : NULL;

	if (item != NULL)
		return say_fill(a,
				tr("Item %1 \"%2\" is still as it was in the "
				   "log."),
				item->ref->number, item->text, NULL);
	if (step != NULL)
		return say_fill(a,
				tr("Step %1 \"%2\" is still as it was in the "
				   "log."),
				arena_printf(a, "%u", step->index + 1),
				step->step->title, NULL);
	if (act->kind == ACT_JOIN)
		return say_fill(a,
				tr("%1 has not taken the role: that is not in "
				   "the log."),
				act->by, NULL, NULL);
	if (act->kind == ACT_HANDOVER)
		return say_fill(a, tr("The handover to %1 is not in the log."),
				act->to, NULL, NULL);
	if (act->text != NULL)
		return say_fill(a, tr("This text is not in the log: %1"),
				text_cut(a, act->text, 200), NULL, NULL);
	return tr("What you entered is not in the log.");
}

/* "04:18 IT 3.4 done": to be typed in later. */
static const char *
paper_line(struct app *app, const struct action *act)
{
	struct arena *a = &app->scratch;
	const struct status_item *item = item_of(app, act);
	const char *what = item != NULL         ? item->ref->number
			   : act->step != NULL  ? act->step
			   : act->text != NULL  ? act->text
			   : act->value != NULL ? act->value
			   : act->kind == ACT_JOIN && act->by != NULL ? act->by
			   : act->to != NULL                          ? act->to
								      : "";
	const char *how = act->choice != NULL ? act->choice : "";

	if (act->state != NULL && item_state_of(act->state) != ITEM_STATES)
		how = say_item_state(item_state_of(act->state));
	return arena_printf(a, "%s %s %s %s",
			    say_clock(app->front->now, app->front->zone, a),
			    act->role != NULL ? say_role_short(act->role, a)
					      : "",
			    text_cut(a, what, 60), how);
}

const char *
app_on_paper(const struct app *app)
{
	return app->paper[0] != '\0' ? app->paper : NULL;
}

static void
keep_paper_line(struct app *app, const struct action *act)
{
	const char *line = paper_line(app, act);
	size_t fits = text_fit(line, strlen(line), sizeof(app->paper) / 4);

	memcpy(app->paper, line, fits);
	app->paper[fits] = '\0';
}

static void
add_ways_out(struct app *app, const struct action *act)
{
	keep_paper_line(app, act);
	menu_add(app, SAVE_STATE, tr("Save in this machine's own folder"), NULL,
		 NULL);
	menu_add(app, SAVE_ELSEWHERE, tr("Save on another disk"), NULL, NULL);
	menu_add(app, SAVE_NOT,
		 say_fill(&app->scratch,
			  tr("Go on, read only. Write on paper: %1"),
			  paper_line(app, act), NULL, NULL),
		 NULL, NULL);
}

void
ask_waiting_now(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;

	if (f->incident == NULL || !app->late || f->saved != FRONT_WAITING ||
	    app->help || app->queue_count == 0 || f->now < app->ask_late ||
	    app->layer != LAYER_NONE)
		return;
	app->ask_late = f->now + ASK_AGAIN_MS;
	menu_open(app, MENU_WAITING, tr("THIS IS NOT SAVED YET"),
		  say_fill(a,
			   tr("%1\nThe disk does not answer.\n%2 entries are "
			      "safe."),
			   what_is_not_done(app, &app->queue[0]),
			   arena_printf(a, "%zu", f->saved_count), NULL));
	menu_add(app, SAVE_WAIT, tr("Wait, and look around meanwhile"), NULL,
		 NULL);
	add_ways_out(app, &app->queue[0]);
}

/* What stands on this screen is not what stands on the disk. */
static const char *
what_is_safe(const struct front *f, struct arena *a)
{
	const char *count = arena_printf(a, "%zu", f->saved_count);

	if (f->lost_journals == 0)
		return say_fill(a, tr("%1 entries are safe."), count, NULL,
				NULL);
	return say_fill(
		a,
		tr_n("NOT SAFE: %1 file of the log was taken away. The %2 "
		     "entries on this screen may stand nowhere else: go on, "
		     "read only, and save the timeline as a report.",
		     "NOT SAFE: %1 files of the log were taken away. The %2 "
		     "entries on this screen may stand nowhere else: go on, "
		     "read only, and save the timeline as a report.",
		     (long)f->lost_journals),
		arena_printf(a, "%zu", f->lost_journals), count, NULL);
}

void
ask_not_saved(struct app *app, const char *why)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	struct action none = {.kind = ACT_NONE};
	const struct action *act =
		app->queue_count > 0 ? &app->queue[0] : &none;
	const char *text;

	if (why != NULL) {
		size_t len = strlen(why);

		len = len < sizeof(app->not_saved_why)
			      ? len
			      : sizeof(app->not_saved_why) - 1;
		memcpy(app->not_saved_why, why, len);
		app->not_saved_why[len] = '\0';
	}
	text = say_fill(a, tr("%1\nReason: %2\n%3"), what_is_not_done(app, act),
			app->not_saved_why, what_is_safe(f, a));
	menu_open(app, MENU_NOT_SAVED, tr("THIS WAS NOT SAVED"), text);
	menu_add(app, SAVE_AGAIN, tr("Try again"), tr("after you made room"),
		 NULL);
	add_ways_out(app, act);
}

void
leave_not_saved(struct app *app, struct effects *out)
{
	menu_close(app);
	app_drop_acts(app);
	effects_add(out, EFFECT_READ_ONLY);
}

static void
save_again(struct app *app, struct effects *out)
{
	menu_close(app);
	effects_add(out, EFFECT_RETRY);
	app->waits = true;
}

void
trouble_chosen(struct app *app, enum menu_what what, const struct menu_row *row,
	       struct effects *out)
{
	if (what == MENU_REASON || what == MENU_OVERRIDE) {
		reason_chosen(app, what, row->arg, out);
		return;
	}
	switch (row->id) {
	case LEAVE_START:
		menu_close(app);
		effects_add(out, EFFECT_LEAVE);
		break;
	case LEAVE_QUIT:
		app_quit(app, out);
		break;
	case LEAVE_CLOSE:
		ask_close(app);
		break;
	case SAVE_AGAIN:
		save_again(app, out);
		break;
	case SAVE_ELSEWHERE:
		form_folder(app);
		break;
	case SAVE_STATE:
		menu_close(app);
		app->late = false;
		effects_add(out, EFFECT_MOVE);
		break;
	case SAVE_NOT:
		leave_not_saved(app, out);
		break;
	default:
		menu_close(app);
		break;
	}
}

/* --- which menu was it */

static void
ratify_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	(void)out;
	form_ratify(app, arena_strdup(&app->scratch, row->arg));
}

static const struct {
	enum menu_what what;
	void (*chosen)(struct app *, const struct menu_row *, struct effects *);
} menus_of_one[] = {
	{MENU_OTHER, other_chosen},       {MENU_WHO, who_chosen},
	{MENU_UNDO, undo_chosen},         {MENU_REPORT, report_chosen},
	{MENU_GATE, gate_chosen},         {MENU_RATIFY, ratify_chosen},
	{MENU_ALERTS, alert_chosen},      {MENU_CELL, cell_chosen},
	{MENU_PERSONAL, personal_chosen}, {MENU_ACCEPT, accept_chosen},
	{MENU_DECISION, decision_chosen}, {MENU_AFTER, after_chosen},
};

/* Several menus whose rows mean the same. */
static const struct {
	enum menu_what what;
	void (*chosen)(struct app *, enum menu_what, const struct menu_row *,
		       struct effects *);
} menus_of_many[] = {
	{MENU_MORE, more_chosen},         {MENU_SEVERITY, more_chosen},
	{MENU_PHASE, more_chosen},        {MENU_PLAYBOOK, more_chosen},
	{MENU_DOCUMENT, document_chosen}, {MENU_LANGUAGE, document_chosen},
	{MENU_OFFER, document_chosen},    {MENU_SCENARIO, exercise_chosen},
	{MENU_INJECT, exercise_chosen},   {MENU_LEAD, exercise_chosen},
	{MENU_REAL, exercise_chosen},     {MENU_TAKE, exercise_chosen},
	{MENU_REASON, trouble_chosen},    {MENU_OVERRIDE, trouble_chosen},
	{MENU_LEAVE, trouble_chosen},     {MENU_NOT_SAVED, trouble_chosen},
	{MENU_WAITING, trouble_chosen},
};

void
menu_chosen(struct app *app, enum menu_what what, const struct menu_row *row,
	    struct effects *out)
{
	for (size_t i = 0; i < sizeof(menus_of_one) / sizeof(*menus_of_one);
	     i++)
		if (menus_of_one[i].what == what) {
			menus_of_one[i].chosen(app, row, out);
			return;
		}
	for (size_t i = 0; i < sizeof(menus_of_many) / sizeof(*menus_of_many);
	     i++)
		if (menus_of_many[i].what == what)
			menus_of_many[i].chosen(app, what, row, out);
}
