#include "session/modes.h"

#include <stdio.h>
#include <string.h>

#include "ui/app.h"
#include "ui/views.h"

static const char *const menus[] = {
	[MENU_OTHER] = "other",       [MENU_MORE] = "more",
	[MENU_WHO] = "who",           [MENU_UNDO] = "undo",
	[MENU_REASON] = "reason",     [MENU_OVERRIDE] = "override",
	[MENU_LEAVE] = "leave",       [MENU_NOT_SAVED] = "not-saved",
	[MENU_WAITING] = "waiting",   [MENU_SEVERITY] = "severity",
	[MENU_PHASE] = "phase",       [MENU_PLAYBOOK] = "playbook",
	[MENU_REPORT] = "report",     [MENU_GATE] = "gate",
	[MENU_RATIFY] = "ratify",     [MENU_ALERTS] = "alerts",
	[MENU_CELL] = "cell",         [MENU_PERSONAL] = "personal",
	[MENU_ACCEPT] = "accept",     [MENU_DOCUMENT] = "document",
	[MENU_LANGUAGE] = "language", [MENU_OFFER] = "offer",
	[MENU_DECISION] = "decision", [MENU_SCENARIO] = "scenario",
	[MENU_INJECT] = "inject",     [MENU_LEAD] = "lead",
	[MENU_REAL] = "real",         [MENU_AFTER] = "after",
};
#define MENUS (sizeof(menus) / sizeof(menus[0]))

static const char *const forms[] = {
	[FORM_NAME] = "name",         [FORM_NOTE] = "note",
	[FORM_CORRECT] = "correct",   [FORM_DECIDE] = "decide",
	[FORM_LATER] = "later",       [FORM_SOMEBODY] = "somebody",
	[FORM_EARLIER] = "earlier",   [FORM_FACT] = "fact",
	[FORM_CELL] = "cell",         [FORM_NEW_ROW] = "new-row",
	[FORM_FIND_OUT] = "find-out", [FORM_RATIFY] = "ratify",
	[FORM_CALL] = "call",         [FORM_ASK] = "ask",
	[FORM_TELL] = "tell",         [FORM_ANSWER] = "answer",
	[FORM_APPROVE] = "approve",   [FORM_HANDOVER] = "handover",
	[FORM_CLOCK] = "clock",       [FORM_ACTION] = "action",
	[FORM_DECISION] = "decision", [FORM_TITLE] = "title",
	[FORM_CLOSE] = "close",       [FORM_DEADLINE] = "deadline",
	[FORM_FOLDER] = "folder",     [FORM_PHASE] = "phase",
	[FORM_DOCUMENT] = "document", [FORM_RELEASE] = "release",
	[FORM_REFUSE] = "refuse",     [FORM_TAKE_BACK] = "take-back",
	[FORM_EVIDENCE] = "evidence", [FORM_PROFILE] = "profile",
	[FORM_INJECT] = "inject",     [FORM_SPEED] = "speed",
	[FORM_JUMP] = "jump",         [FORM_OBSERVE] = "observe",
	[FORM_SCORE] = "score",       [FORM_ATTEND] = "attend",
	[FORM_DECIDED] = "decided",   [FORM_END] = "end",
	[FORM_AFTER] = "after",
};
#define FORMS (sizeof(forms) / sizeof(forms[0]))

/* --- what a screen can be beside itself */

static bool
is_help(const struct app *app)
{
	return app->help;
}

static bool
is_search(const struct app *app)
{
	return app->layer == LAYER_LINE && app->line_what == LINE_SEARCH;
}

static bool
is_command(const struct app *app)
{
	return app->layer == LAYER_LINE && app->line_what == LINE_COMMAND;
}

static bool
is_reading(const struct app *app)
{
	return app->view == VIEW_STEP && app->reading[0] != '\0';
}

static bool
is_how(const struct app *app)
{
	return app->view == VIEW_STEP && app->how_open;
}

static bool
is_idle(const struct app *app)
{
	return app->idle;
}

static bool
is_wall(const struct app *app)
{
	return app->front->board && app->view == VIEW_BOARD;
}

static bool
is_read_only(const struct app *app)
{
	return app->front->read_only && !app->front->board;
}

static bool
is_slow(const struct app *app)
{
	return app->late;
}

static bool
is_closed(const struct app *app)
{
	return app->front->incident != NULL && !app->front->incident->open;
}

static bool
is_nothing_open(const struct app *app)
{
	return app->view == VIEW_START && app->front->place_count == 0;
}

static bool
is_something_open(const struct app *app)
{
	return app->view == VIEW_START && app->front->place_count > 0;
}

static bool
is_unfolded(const struct app *app)
{
	return app->view == VIEW_DEADLINES && app->unfolded;
}

static bool
is_of_role(const struct app *app)
{
	return app->view == VIEW_TIMELINE && app->only_role[0] != '\0';
}

static bool
is_of_kind(const struct app *app)
{
	return app->view == VIEW_TIMELINE && app->only_kind != 0;
}

static bool
is_public(const struct app *app)
{
	return app->view == VIEW_REPORT && app->report.for_public;
}

/* What was typed before, and not saved, stands in the form. */
static bool
is_draft(const struct app *app)
{
	return app->layer == LAYER_FORM && app->front->draft_count > 0;
}

static bool
is_complaint(const struct app *app)
{
	return app->layer == LAYER_FORM && app->form.complaint != NULL;
}

static bool
is_answers(const struct app *app)
{
	const struct status_role *r = app_role(app);

	return app->view == VIEW_STEP && r != NULL && r->answer_count > 0;
}

static bool
is_inbox(const struct app *app)
{
	const struct status_role *r = app_role(app);

	return app->view == VIEW_STEP && r != NULL && r->inbox_count > 0;
}

static bool
is_postponed(const struct app *app)
{
	const struct status_role *r = app_role(app);

	return app->view == VIEW_STEP && r != NULL && r->postponed_count > 0;
}

static bool
is_small(const struct app *app)
{
	return app->rows < 10 || app->columns < 40;
}

static const struct {
	const char *name;
	bool (*holds)(const struct app *);
	bool one_size;
} states[] = {
	{"help", is_help, false},
	{"search line", is_search, false},
	{"command line", is_command, false},
	{"step that is read", is_reading, false},
	{"why and how", is_how, false},
	{"you were here", is_idle, false},
	{"board on a wall", is_wall, false},
	{"read only", is_read_only, false},
	{"disk that does not answer", is_slow, false},
	{"closed incident", is_closed, false},
	{"start with nothing open", is_nothing_open, false},
	{"start with something open", is_something_open, false},
	{"deadlines unfolded", is_unfolded, false},
	{"timeline of one role", is_of_role, false},
	{"timeline of one kind", is_of_kind, false},
	{"report for the public", is_public, false},
	{"draft offered again", is_draft, false},
	{"form with a complaint", is_complaint, false},
	{"answers that came back", is_answers, false},
	{"inbox on the step", is_inbox, false},
	{"what was put off", is_postponed, false},
	{"small window", is_small, true},
};
#define STATES (sizeof(states) / sizeof(states[0]))

/* --- one after the other */

#define AT_MENUS VIEWS
#define AT_FORMS (AT_MENUS + MENUS)
#define AT_REPORTS (AT_FORMS + FORMS)
#define AT_STATES (AT_REPORTS + REPORT_KINDS)
#define ALL (AT_STATES + STATES)
_Static_assert(ALL <= MODES_MOST, "MODES_MOST is too small");

/* The first of both enums is no menu and no form. */
static bool
is_none(unsigned mode)
{
	return mode == AT_MENUS || mode == AT_FORMS;
}

unsigned
mode_count(void)
{
	return (unsigned)ALL;
}

const char *
mode_name(unsigned mode)
{
	static char name[64];
	const char *group = "state", *one = "";

	if (is_none(mode)) {
		return NULL;
	} else if (mode < AT_MENUS) {
		group = "screen";
		one = views[mode].name;
	} else if (mode < AT_FORMS) {
		group = "menu";
		one = menus[mode - AT_MENUS];
	} else if (mode < AT_REPORTS) {
		group = "form";
		one = forms[mode - AT_FORMS];
	} else if (mode < AT_STATES) {
		group = "report";
		one = report_kind_name((enum report_kind)(mode - AT_REPORTS));
	} else {
		one = states[mode - AT_STATES].name;
	}
	snprintf(name, sizeof(name), "%s %s", group, one);
	return name;
}

bool
mode_has_one_size(unsigned mode)
{
	return mode >= AT_STATES && states[mode - AT_STATES].one_size;
}

bool
modes_count(const struct app *app, unsigned long seen[MODES_MOST])
{
	size_t menu = app->layer == LAYER_MENU ? app->menu.what : 0;
	size_t form = app->layer == LAYER_FORM ? app->form.what : 0;

	seen[app->view]++;
	if (menu >= MENUS || form >= FORMS)
		return false;
	seen[AT_MENUS + menu]++;
	seen[AT_FORMS + form]++;
	if (app->view == VIEW_REPORT)
		seen[AT_REPORTS + app->report.kind]++;
	for (size_t i = 0; i < STATES; i++)
		seen[AT_STATES + i] += states[i].holds(app);
	return true;
}
