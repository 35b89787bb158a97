/* The alert line as a list one can choose from: each line goes where it is. */
#include <string.h>

#include "base/tr.h"
#include "core/incident.h"
#include "core/library.h"
#include "ui/ask.h"
#include "ui/unsaved.h"
#include "ui/views.h"

void
ask_alerts(struct app *app)
{
	struct arena *a = &app->scratch;
	unsigned count;
	const struct notice *list = alerts_of(app, a, &count);

	if (count == 0) {
		app_say(app, tr("There is no alert."));
		return;
	}
	menu_open(app, MENU_ALERTS,
		  arena_printf(a, tr_n("%u alert", "%u alerts", (long)count),
			       count),
		  tr("The most urgent first. Enter goes to what it is about."));
	for (unsigned i = 0; i < count; i++)
		menu_add(app, (int)list[i].about, list[i].text, NULL,
			 list[i].id);
	app->menu.focus = 0;
}

void
step_go_to(struct app *app, const char *path)
{
	const struct step_ref *ref = library_step(app->front->library, path);
	const struct status_step *now = status_find_step(app_status(app), path);

	if (ref == NULL)
		return;
	app_open_step(app);
	if (now != NULL && app->front->role != NULL &&
	    strcmp(ref->role->role, app->front->role) == 0)
		step_show(app, path);
	else
		step_read(app, path);
}

/* The item that was put off, or the line of the work with that id. */
static bool
focus_on_item(struct app *app, const struct status_step *step, const char *id)
{
	for (unsigned i = 0; i < step->item_count; i++) {
		const struct tick *t = step->items[i].tick;

		if (t == NULL || t->id == NULL || strcmp(t->id, id) != 0)
			continue;
		step_show(app, step->ref->path);
		app_focus_key(app, step->items[i].address);
		return true;
	}
	return false;
}

static void
go_to_work(struct app *app, const char *id)
{
	const struct status_role *role = app_role(app);
	struct entries es;

	app_open_step(app);
	for (unsigned i = 0; role != NULL && i < role->current_count; i++)
		if (focus_on_item(app, &role->current[i], id))
			return;
	app_entries(app, &app->scratch, &es);
	for (unsigned i = 0; i < es.count; i++)
		if (es.list[i].id != NULL && strcmp(es.list[i].id, id) == 0) {
			app_set_focus(app, &es, i);
			return;
		}
	app_open_view(app, VIEW_TIMELINE);
	app_focus_key(app, id);
}

void
app_go_to(struct app *app, enum view_id view, const char *key)
{
	app_open_view(app, view);
	if (key != NULL)
		app_focus_key(app, key);
}

void
alert_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	const char *id =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;

	app->layer = LAYER_NONE;
	switch ((enum notice_about)row->id) {
	case ABOUT_DEADLINE:
		effects_add(out, EFFECT_LIBRARY);
		app_go_to(app, VIEW_DEADLINES, id);
		break;
	case ABOUT_FACT:
		app_go_to(app, VIEW_FACTS, id);
		break;
	case ABOUT_ENTRY:
		app_go_to(app, VIEW_TIMELINE, id);
		break;
	case ABOUT_CALLS:
		effects_add(out, EFFECT_LIBRARY);
		app_go_to(app, VIEW_CALLS, NULL);
		break;
	case ABOUT_STEP:
		step_go_to(app, id);
		break;
	case ABOUT_WORK:
		go_to_work(app, id);
		break;
	case ABOUT_WHO:
		ask_who(app);
		break;
	case ABOUT_SEVERITY:
		ask_severity(app);
		break;
	case ABOUT_DRAFT:
		unsaved_open(app, id);
		break;
	case ABOUT_COMMAND:
		command_run(app, id, out);
		break;
	case ABOUT_NOTHING:
		app_say(app, row->label);
		break;
	}
}
