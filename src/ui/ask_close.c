/* The end: what is still open, as a list one can go to. */
#include <string.h>

#include "base/tr.h"
#include "core/gate.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

#define GATE_GO_ON (-1)

static const char *
row_words(struct app *app, const struct gate_row *row)
{
	struct arena *a = &app->scratch;
	const struct library *lib = app->front->library;
	const char *text = say_gate_row(row, lib, a);

	if (row->role == NULL)
		return text;
	return say_fill(a, tr("%1: %2"), say_role(row->role, lib, a), text,
			NULL);
}

void
ask_close(struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &app->scratch;
	struct gate gate = gate_at(st, a);

	/* An exercise is over when its time is, whatever is still open. */
	if (app->front->exercise != NULL) {
		form_end(app);
		return;
	}
	if (gate.count == 0) {
		form_close_incident(app);
		return;
	}
	menu_open(app, MENU_GATE, tr("STILL OPEN"),
		  arena_printf(a,
			       tr_n("%u thing is still open. Enter goes there.",
				    "%u things are still open. Enter goes "
				    "there.",
				    (long)gate.count),
			       gate.count));
	for (unsigned i = 0; i < gate.count; i++)
		menu_add(app, (int)gate.rows[i].kind,
			 row_words(app, &gate.rows[i]),
			 say_gate_kind(gate.rows[i].kind), gate.rows[i].id);
	menu_add(app, GATE_GO_ON,
		 tr("Close it all the same, with a reason and a summary"), NULL,
		 NULL);
}

static void
use_role_of(struct app *app, const char *role, struct effects *out)
{
	if (role != NULL &&
	    (app->front->role == NULL || strcmp(app->front->role, role) != 0))
		app_use_role(app, role, out);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

/* Both the role and the place, found again by its id. */
static void
go_to(struct app *app, enum gate_kind kind, const char *id, struct effects *out)
{
	struct gate gate = gate_at(app_status(app), &app->scratch);

	for (unsigned i = 0; i < gate.count; i++) {
		const struct gate_row *row = &gate.rows[i];

		if (row->kind != kind || strcmp(row->id, id) != 0)
			continue;
		if (kind == GATE_DEADLINE) {
			app->unfolded = true; /* it may be undecided */
			app_go_to(app, VIEW_DEADLINES, id);
			return;
		}
		if (kind == GATE_DRAFT) {
			message_open(app, id, out);
			return;
		}
		use_role_of(app, row->role, out);
		if (kind == GATE_STEP)
			step_show(app, id);
		return;
	}
}

void
gate_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	int id = row->id;
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;

	menu_close(app);
	if (id == GATE_GO_ON || arg == NULL)
		form_close_incident(app);
	else
		go_to(app, (enum gate_kind)id, arg, out);
}
