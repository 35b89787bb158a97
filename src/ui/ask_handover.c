/* Handing a role over: the brief, the giver's entry, the taker's entry. */
#include <string.h>

#include "base/tr.h"
#include "core/handover.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_handover.h"
#include "ui/ask.h"
#include "ui/views.h"

enum accept_id { ACCEPT_NOT_YET, ACCEPT_YES };

/* The brief stands above the fields: one screen to read aloud from. */
void
form_handover(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const char *lines[HANDOVER_LINES];
	unsigned count = say_handover(f, f->role, a, lines);
	const char *text = "";

	for (unsigned i = 0; i < count; i++)
		text = arena_printf(a, "%s%s\n", text, lines[i]);
	text = arena_printf(a, "%s%s", text,
			    tr("Say it aloud, let the other repeat it. Enter: "
			       "told."));
	form_open(app, FORM_HANDOVER,
		  f->role == NULL ? tr("HAND OVER")
		  : f->by == NULL ? say_fill(a, tr("HAND OVER: %1"),
					     say_role(f->role, f->library, a),
					     NULL, NULL)
				  : say_fill(a, tr("HAND OVER: %1, by %2"),
					     say_role(f->role, f->library, a),
					     f->by, NULL),
		  text, NULL);
	app->form.text_last = app_is_narrow(app);
	form_add_field(app, FORM_ID_TO, tr("To whom: name or function"), true)
		->field.most = 80;
	form_add_field(app, FORM_ID_TEXT, tr("What the other must know"),
		       false);
}

void
ask_accept(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const struct record *r =
		f->role != NULL ? handover_waiting(f->incident, f->role) : NULL;

	if (r == NULL) {
		app_say(app, tr("No role waits to be accepted."));
		return;
	}
	menu_open(app, MENU_ACCEPT,
		  say_fill(a, tr("HAND OVER: %1"),
			   say_role(f->role, f->library, a), NULL, NULL),
		  say_fill(a,
			   tr("%1 told it. %2 repeats it aloud, sits down here "
			      "and accepts."),
			   r->actor != NULL ? r->actor : tr("Somebody"), r->to,
			   NULL));
	menu_add(app, ACCEPT_NOT_YET, tr("Not yet"), NULL, NULL);
	menu_add(app, ACCEPT_YES,
		 say_fill(a, tr("%1: repeated and accepts"), r->to, NULL, NULL),
		 NULL, r->to);
}

/* The name at the keyboard is theirs once this is in the log, not before. */
void
accept_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	const char *name =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	struct action join = {.kind = ACT_JOIN, .by = name};

	menu_close(app);
	if (row->id != ACCEPT_YES)
		return;
	app_act(app, &join, out);
}
