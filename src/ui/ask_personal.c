/* Before a number that should not be in a log is saved: change it, or not. */
#include "base/tr.h"
#include "core/typed.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

enum personal_id { PERSONAL_CHANGE, PERSONAL_SAVE };

/* A last line in the form, so that what was typed stays in sight. */
static void
ask_in_form(struct app *app, const char *why)
{
	struct form *f = &app->form;
	struct form_row *row;

	row = form_add_options(app, FORM_ID_PERSONAL, tr("And now?"));
	form_add_option(app, row, tr("change it"), "change");
	form_add_option(app, row, tr("save it all the same"), "save");
	f->focus = f->count - 1;
	f->complaint = why;
	app_drop_acts(app);
}

bool
ask_personal(struct app *app)
{
	enum personal kind = action_personal(&app->queue[0], NULL);
	const char *why = say_personal(kind);

	if (kind == PERSONAL_NONE || app->personal_accepted)
		return false;
	/* Whoever holds Enter down has not read this. */
	held_wrote(&app->held, app->key, app->key_ms);
	if (app->layer == LAYER_FORM && app->form.count < FORM_ROWS_MOST) {
		ask_in_form(app, why);
		return true;
	}
	menu_open(app, MENU_PERSONAL, tr("SAVE THIS NUMBER?"), why);
	menu_add(app, PERSONAL_CHANGE, tr("Do not save it: I type it again"),
		 NULL, NULL);
	menu_add(app, PERSONAL_SAVE, tr("Save it all the same"), NULL, NULL);
	return true;
}

void
personal_chosen(struct app *app, const struct menu_row *row,
		struct effects *out)
{
	menu_close(app);
	if (row->id == PERSONAL_SAVE) {
		app->personal_accepted = true;
		app_send(app, out);
		return;
	}
	app_drop_acts(app);
	app_say(app, tr("Nothing was logged."));
}

/* Enter in a form that was asked: false where the text is changed first. */
bool
personal_answered(struct app *app)
{
	struct form *f = &app->form;
	const char *answer;

	if (f->count == 0 || f->rows[f->count - 1].id != FORM_ID_PERSONAL)
		return true;
	answer = f->rows[f->count - 1].values[f->rows[f->count - 1].picked];
	f->count--;
	f->rows[f->count] = (struct form_row){.field = f->rows[f->count].field};
	app->personal_accepted = answer[0] == 's';
	if (app->personal_accepted)
		return true;
	f->focus = 0;
	for (unsigned i = f->count; i > 0; i--)
		if (f->rows[i - 1].option_count == 0)
			f->focus = i - 1;
	return false;
}
