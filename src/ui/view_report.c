/* A report on the screen: as it would be on paper, in the window's width. */
#include <string.h>

#include "base/tr.h"
#include "front/fill.h"
#include "ui/ask.h"
#include "ui/views.h"

enum report_id {
	REPORT_AS_TEXT,
	REPORT_AS_MARKDOWN,
	REPORT_AS_HTML,
	REPORT_AS_JSON,
	REPORT_FOR_PUBLIC,
	REPORT_FOR_TEAM,
	REPORT_OTHER, /* and behind it one for each kind */
};

/* What it names may live in a menu that is closed. */
static const char *
keep(char *to, size_t size, const char *from)
{
	size_t len = from != NULL ? strlen(from) : 0;

	if (from == NULL || len >= size)
		return NULL;
	memmove(to, from, len + 1);
	return to;
}

static void
ask_for(struct app *app, struct effects *out)
{
	struct effect *e = effects_add(out, EFFECT_REPORT);
	int columns = app->columns - 3;

	e->report = app->report;
	e->report.format = REPORT_TEXT;
	e->report.columns = columns < REPORT_COLUMNS ? columns : REPORT_COLUMNS;
	app->waits = true;
}

void
report_open(struct app *app, struct report_wanted wanted, struct effects *out)
{
	if (app->front->incident == NULL) {
		app_say(app, tr("No incident is open. Open one first."));
		return;
	}
	app->report = wanted;
	app->report.role =
		keep(app->report_role, sizeof(app->report_role), wanted.role);
	app->report.entry = keep(app->report_entry, sizeof(app->report_entry),
				 wanted.entry);
	ask_for(app, out);
}

void
report_of_view(struct app *app, struct effects *out)
{
	struct report_wanted wanted = {.kind = REPORT_SITREP};

	if (app->view == VIEW_REPORT) {
		ask_report(app);
		return;
	}
	if (app->view == VIEW_TIMELINE)
		wanted.kind = REPORT_TIMELINE;
	else if (app->view == VIEW_DEADLINES)
		wanted.kind = REPORT_AHEAD;
	report_open(app, wanted, out);
}

void
report_resized(struct app *app, struct effects *out)
{
	if (app->view == VIEW_REPORT && !app->waits)
		ask_for(app, out);
}

static void
save(struct app *app, enum report_format format, struct effects *out)
{
	struct effect *e = effects_add(out, EFFECT_REPORT);

	e->report = app->report;
	e->report.format = format;
	e->save = true;
	app->waits = true;
}

static void
show(struct app *app, const char *text)
{
	bool again = app->view == VIEW_REPORT;
	int top = again ? app->reader_top : 0;

	arena_reset(&app->reader_arena);
	app->reader_title = NULL;
	app->reader_text = arena_strdup(&app->reader_arena, text);
	app->reader_top = top;
	if (!again)
		app_open_view(app, VIEW_REPORT);
}

/* What leaves the incident's folder is written down as any other entry. */
void
report_answered(struct app *app, const struct event *ev, struct effects *out)
{
	struct action act = {.kind = ACT_NOTE, .text = ev->note};

	if (!ev->saved) {
		show(app, ev->text);
		return;
	}
	app_say(app, ev->text);
	if (ev->note != NULL && !app->front->read_only)
		app_act(app, &act, out);
}

void
report_act(struct app *app, enum verb verb, const struct entry *e,
	   struct effects *out)
{
	(void)e;
	(void)out;
	if (verb == VERB_OPEN)
		ask_report(app);
}

/* --- where to, and which other one */

static void
add_others(struct app *app)
{
	for (unsigned i = 0; i < REPORT_KINDS; i++) {
		enum report_kind kind = (enum report_kind)i;

		/* A decision is picked in the timeline. */
		if (kind == app->report.kind || kind == REPORT_DECISION ||
		    (kind == REPORT_HANDOVER && app->front->role == NULL) ||
		    (report_is_of_exercise(kind) &&
		     app->front->exercise == NULL))
			continue;
		menu_add(app, (int)(REPORT_OTHER + i),
			 say_fill(&app->scratch, tr("Show: %1"),
				  say_report(kind), NULL, NULL),
			 NULL, NULL);
	}
}

void
ask_report(struct app *app)
{
	menu_open(app, MENU_REPORT, say_report(app->report.kind),
		  tr("A file goes into the folder where draaiboek was "
		     "started. The log says so."));
	menu_add(app, REPORT_AS_TEXT, tr("Save as text"), ".txt", NULL);
	menu_add(app, REPORT_AS_HTML,
		 tr("Save for a browser, to print it there"), ".html", NULL);
	menu_add(app, REPORT_AS_MARKDOWN, tr("Save as Markdown"), ".md", NULL);
	menu_add(app, REPORT_AS_JSON, tr("Save for programs"), ".json", NULL);
	if (report_can_be_public(app->report.kind) && !app->report.for_public)
		menu_add(app, REPORT_FOR_PUBLIC,
			 tr("Show what the public may read"), NULL, NULL);
	else if (app->report.for_public)
		menu_add(app, REPORT_FOR_TEAM,
			 tr("Show all of it, for the crisis team"), NULL, NULL);
	add_others(app);
}

static void
show_other(struct app *app, int id, struct effects *out)
{
	struct report_wanted wanted = {
		.kind = (enum report_kind)(id - REPORT_OTHER),
		.role = app->front->role,
	};

	app->reader_top = 0;
	report_open(app, wanted, out);
}

void
report_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	static const enum report_format formats[] = {
		[REPORT_AS_TEXT] = REPORT_TEXT,
		[REPORT_AS_MARKDOWN] = REPORT_MARKDOWN,
		[REPORT_AS_HTML] = REPORT_HTML,
		[REPORT_AS_JSON] = REPORT_JSON,
	};
	int id = row->id;

	menu_close(app);
	if (id >= REPORT_OTHER) {
		show_other(app, id, out);
	} else if (id == REPORT_FOR_PUBLIC || id == REPORT_FOR_TEAM) {
		app->report.for_public = id == REPORT_FOR_PUBLIC;
		app->reader_top = 0;
		ask_for(app, out);
	} else {
		save(app, formats[id], out);
	}
}
