/* Decisions that a body must ratify: what it said of them. */
#include <string.h>

#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

void
ask_ratify(struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &app->scratch;

	if (st->ratify_count == 0) {
		app->layer = LAYER_NONE;
		app_say(app, tr("Nothing is to be ratified."));
		return;
	}
	menu_open(app, MENU_RATIFY, tr("TO BE RATIFIED"), NULL);
	for (unsigned i = 0; i < st->ratify_count; i++)
		menu_add(app, 0,
			 say_ratification(&st->to_ratify[i],
					  app->front->library, a),
			 say_decider(st->to_ratify[i].body),
			 st->to_ratify[i].id);
}

void
form_ratify(struct app *app, const char *id)
{
	const struct status *st = app_status(app);
	const char *text = NULL;
	struct form_row *row;

	for (unsigned i = 0; i < st->ratify_count; i++)
		if (strcmp(st->to_ratify[i].id, id) == 0)
			text = say_ratification(&st->to_ratify[i],
						app->front->library,
						&app->scratch);
	form_open(app, FORM_RATIFY, tr("TO BE RATIFIED"), text, id);
	row = form_add_question(app, FORM_ID_ANSWER, tr("What was said of it"));
	form_add_option(app, row, tr("ratified"), "ratified");
	form_add_option(app, row, tr("not ratified"), "not ratified");
	form_add_option(app, row, tr("changed"), "changed");
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
}

/* The board's list of them. */
void
ratify_board(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;

	sheet_text(s, 1, LOOK_BOLD, tr("TO BE RATIFIED"));
	for (unsigned i = 0; i < st->ratify_count; i++)
		sheet_hang(s, 3, "", LOOK_NORMAL,
			   say_ratification(&st->to_ratify[i],
					    app->front->library, a),
			   say_decider(st->to_ratify[i].body));
}
