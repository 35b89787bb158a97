#include "ui/menu.h"

#include "base/tr.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/draft.h"
#include "ui/layer.h"
#include "ui/views.h"

struct menu *
menu_open(struct app *app, enum menu_what what, const char *title,
	  const char *text)
{
	struct arena *a = &app->layer_arena;
	struct field field = app->menu.field;
	const char *kept_title = arena_strdup(&app->scratch, title);
	const char *kept_text =
		text != NULL ? arena_strdup(&app->scratch, text) : NULL;

	arena_reset(a);
	field_set(&field, "");
	app->menu = (struct menu){
		.what = what,
		.title = arena_strdup(a, kept_title),
		.text = kept_text != NULL ? arena_strdup(a, kept_text) : NULL,
		.focus = 0,
		.field = field,
	};
	app->layer = LAYER_MENU;
	return &app->menu;
}

static struct menu_row *
add(struct app *app, int id, const char *label)
{
	struct menu *m = &app->menu;
	struct menu_row *row;

	m->rows = arena_more(&app->layer_arena, m->rows, m->count,
			     sizeof(*m->rows));
	row = &m->rows[m->count++];
	*row = (struct menu_row){
		.id = id,
		.label = arena_strdup(&app->layer_arena, label),
	};
	return row;
}

void
menu_add(struct app *app, int id, const char *label, const char *detail,
	 const char *arg)
{
	struct menu_row *row = add(app, id, label);

	if (detail != NULL)
		row->detail = arena_strdup(&app->layer_arena, detail);
	if (arg != NULL)
		row->arg = arena_strdup(&app->layer_arena, arg);
}

void
menu_add_typed(struct app *app, int id, const char *label)
{
	add(app, id, label)->typed = true;
	app->menu.focus = (int)app->menu.count - 1;
}

void
menu_close(struct app *app)
{
	app->layer = LAYER_NONE;
	app->menu.what = MENU_NONE;
}

static void
move(struct menu *m, int by)
{
	int to = m->focus + by;

	m->focus = to < 0 ? 0 : to >= (int)m->count ? (int)m->count - 1 : to;
}

static bool
is_on_field(const struct menu *m)
{
	return m->focus >= 0 && m->focus < (int)m->count &&
	       m->rows[m->focus].typed;
}

static void
choose(struct app *app, struct effects *out)
{
	struct menu *m = &app->menu;
	struct menu_row row;

	if (m->focus < 0 || m->focus >= (int)m->count)
		return;
	row = m->rows[m->focus];
	if (row.typed) {
		if (field_is_empty(&m->field)) {
			app_say(app, tr("Type a reason, or pick one with the "
					"arrows."));
			return;
		}
		row.arg = field_text(&m->field, &app->scratch);
	}
	menu_chosen(app, m->what, &row, out);
}

static void
leave(struct app *app, struct effects *out)
{
	enum menu_what what = app->menu.what;
	bool drafted;

	if (what == MENU_NOT_SAVED) {
		leave_not_saved(app, out);
		return;
	}
	drafted = draft_is_kept(app);
	draft_keep(app, true, out);
	menu_close(app);
	if (what == MENU_REASON || what == MENU_OVERRIDE) {
		app_drop_acts(app);
		app_say(app, drafted ? tr("Nothing was logged. What you typed "
					  "is kept: open the form again to go "
					  "on.")
				     : tr("Nothing was logged."));
	}
}

void
menu_update(struct app *app, const struct event *ev, struct effects *out)
{
	struct menu *m = &app->menu;
	bool typing = is_on_field(m);

	switch (ev->key) {
	case KEY_CODE_UP:
	case KEY_CODE_BACK_TAB:
		move(m, -1);
		return;
	case KEY_CODE_DOWN:
	case KEY_CODE_TAB:
		move(m, 1);
		return;
	case KEY_CODE_ENTER:
		choose(app, out);
		return;
	case KEY_CODE_ESCAPE:
		leave(app, out);
		return;
	default:
		break;
	}
	if (typing && field_key(&m->field, ev->key)) {
		draft_keep(app, false, out);
		return;
	}
	switch (ev->key) {
	case 'k':
		move(m, -1);
		break;
	case 'j':
		move(m, 1);
		break;
	case KEY_CODE_PAGE_UP:
	case KEY_CODE_HOME:
		move(m, -(int)m->count);
		break;
	case KEY_CODE_PAGE_DOWN:
	case KEY_CODE_END:
		move(m, (int)m->count);
		break;
	case 'q':
		leave(app, out);
		break;
	case '?':
		app_verb(app, VERB_HELP, out);
		break;
	default:
		app_say(app, tr("Up and Down move, Enter chooses, Esc goes "
				"back."));
		break;
	}
}

void
menu_draw(const struct app *app, struct grid *g, struct box b)
{
	const struct menu *m = &app->menu;
	struct sheet s;
	const struct menu_row *typed = NULL;

	sheet_begin(&s, g, b.columns);
	if (m->text != NULL && m->text[0] != '\0') {
		sheet_text(&s, 1, LOOK_NORMAL, m->text);
		sheet_gap(&s);
	}
	for (unsigned i = 0; i < m->count; i++) {
		const struct menu_row *row = &m->rows[i];

		sheet_entry(&s, (int)i);
		if (row->typed) {
			typed = row;
			continue;
		}
		sheet_mark(&s, 1);
		sheet_hang(&s, 3, "", LOOK_NORMAL, row->label, row->detail);
	}
	b = layer_box(g, b, (int)s.count + (typed != NULL ? 1 : 0), m->title);
	if (typed != NULL) {
		struct box line = {b.row + b.rows - 1, b.column, 1, b.columns};

		b.rows--;
		sheet_draw(&s, b, m->focus);
		layer_field(g, line, typed->label, &m->field, is_on_field(m));
	} else {
		sheet_draw(&s, b, m->focus);
	}
}
