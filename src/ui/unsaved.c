/*
 * What was typed before the program ended and was not saved: told when the
 * incident is opened again, until somebody takes it up or empties it.
 */
#include "ui/unsaved.h"

#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/draft.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

void
unsaved_find(struct app *app)
{
	const struct front *f = app->front;

	app->unsaved_count = 0;
	for (size_t i = 0; i < f->draft_count; i++) {
		const char *name = f->drafts[i].name;
		unsigned n = app->unsaved_count;

		/* The signs are ticked again by themselves. */
		if (f->board || n == APP_UNSAVED_MOST ||
		    strcmp(name, DRAFT_OF_SIGNS) == 0 ||
		    strlen(name) >= sizeof(app->unsaved[0]))
			continue;
		snprintf(app->unsaved[n], sizeof(app->unsaved[n]), "%s", name);
		app->unsaved_count++;
	}
}

const char *
unsaved_name(const struct app *app, unsigned i)
{
	if (i >= app->unsaved_count ||
	    draft_find(app->front, app->unsaved[i]) == NULL)
		return NULL;
	return app->unsaved[i];
}

void
unsaved_forget(struct app *app, const char *name)
{
	for (unsigned i = 0; i < app->unsaved_count; i++)
		if (strcmp(app->unsaved[i], name) == 0)
			app->unsaved[i][0] = '\0';
}

/* --- the form that a text was typed in */

static void
open_note(struct app *app)
{
	form_note(app, NULL);
}

static void
open_ask(struct app *app)
{
	form_ask(app, false);
}

static void
open_tell(struct app *app)
{
	form_ask(app, true);
}

/* Nothing opens where it was answered meanwhile. */
static void
open_answer(struct app *app, const char *id)
{
	const struct status_role *role = app_role(app);

	for (unsigned i = 0; role != NULL && i < role->inbox_count; i++)
		if (strcmp(role->inbox[i]->id, id) == 0) {
			form_answer(app, role->inbox[i]);
			return;
		}
}

static void
open_decide(struct app *app, const char *path, const char *choice)
{
	const struct step_ref *step = library_step(app->front->library, path);

	for (unsigned i = 0; step != NULL && i < step_choices(step->step); i++)
		if (strcmp(step_choice(step->step, i)->id, choice) == 0) {
			form_decide(app, step, step_choice(step->step, i));
			return;
		}
}

/* By the draft's name: of itself, of one thing, or of an act on it. */
static const struct {
	const char *name;
	void (*itself)(struct app *);
	void (*of_one)(struct app *, const char *about);
	void (*of_act)(struct app *, const char *about, const char *act);
} rows[] = {
	{"note", .itself = open_note},
	{"ask", .itself = open_ask},
	{"tell", .itself = open_tell},
	{"handover", .itself = form_handover},
	{"action", .itself = form_action},
	{"decision", .itself = form_decision},
	{"title", .itself = form_title},
	{"close", .itself = form_close_incident},
	{"open-again", .itself = form_open_again},
	{"evidence", .itself = form_evidence},
	{"correct", .of_one = form_correct},
	{"later", .of_one = form_later},
	{"somebody", .of_one = form_somebody},
	{"earlier", .of_one = form_earlier},
	{"fact", .of_one = form_fact},
	{"call", .of_one = form_call},
	{"row", .of_one = form_new_row},
	{"ratify", .of_one = form_ratify},
	{"phase", .of_one = form_phase},
	{"answer", .of_one = open_answer},
	{"approve", .of_one = open_answer},
	{"deadline", .of_act = form_deadline},
	{"decide", .of_act = open_decide},
};

/* "decide/mailbox/it/lock/no": what it is about can have slashes too. */
static void
open_form(struct app *app, const char *name)
{
	size_t len = strcspn(name, "/");
	char *about = arena_strdup(&app->scratch,
				   name[len] == '/' ? name + len + 1 : "");
	char *act = strrchr(about, '/');

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strlen(rows[i].name) != len ||
		    strncmp(rows[i].name, name, len) != 0)
			continue;
		if (rows[i].itself != NULL) {
			rows[i].itself(app);
		} else if (rows[i].of_one != NULL && *about != '\0') {
			rows[i].of_one(app, about);
		} else if (rows[i].of_act != NULL && act != NULL) {
			*act++ = '\0';
			rows[i].of_act(app, about, act);
		}
		return;
	}
}

void
unsaved_open(struct app *app, const char *name)
{
	struct arena *a = &app->scratch;
	const char *kept = draft_find(app->front, name);

	if (kept == NULL)
		return;
	open_form(app, name);
	if (app->layer == LAYER_FORM)
		return;
	app_read(app, tr("TYPED, NOT SAVED"),
		 say_fill(a,
			  tr("%1: %2\n\nIt stands again in the form where it "
			     "was typed. It stays until it is saved there, or "
			     "emptied."),
			  say_draft_name(name, a), say_draft_text(kept, a),
			  NULL));
}
