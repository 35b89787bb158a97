#include "ui/form.h"

#include <string.h>

#include "base/tr.h"
#include "front/fill.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/draft.h"
#include "ui/layer.h"
#include "ui/views.h"

#define SAFELY_EVERY 20 /* changes; the others may wait in memory */

void
form_fini(struct form *f)
{
	for (unsigned i = 0; i < FORM_ROWS_MOST; i++)
		field_fini(&f->rows[i].field);
}

static const char *
kept(struct app *app, const char *s)
{
	return s != NULL ? arena_strdup(&app->scratch, s) : NULL;
}

static const char *
lasting(struct app *app, const char *s)
{
	return s != NULL ? arena_strdup(&app->layer_arena, s) : NULL;
}

struct form *
form_open(struct app *app, enum form_what what, const char *title,
	  const char *text, const char *subject)
{
	struct form *f = &app->form;

	/* They may point into the layer that is left. */
	title = kept(app, title);
	text = kept(app, text);
	subject = kept(app, subject);
	arena_reset(&app->layer_arena);
	for (unsigned i = 0; i < FORM_ROWS_MOST; i++) {
		struct field field = f->rows[i].field;

		field_set(&field, "");
		field.many = field.exact = false;
		field.most = 0;
		f->rows[i] = (struct form_row){.field = field};
	}
	f->what = what;
	f->title = lasting(app, title);
	f->text = lasting(app, text);
	f->subject = lasting(app, subject);
	f->act = NULL;
	f->count = f->focus = f->part = 0;
	f->typed = f->text_last = false;
	f->scroll = 0;
	f->complaint = NULL;
	app->layer = LAYER_FORM;
	return f;
}

static struct form_row *
add(struct app *app, enum form_id id, const char *label)
{
	struct form *f = &app->form;
	struct form_row *row =
		&f->rows[f->count < FORM_ROWS_MOST ? f->count++
						   : FORM_ROWS_MOST - 1];

	row->id = id;
	row->label = lasting(app, label);
	return row;
}

struct form_row *
form_add_field(struct app *app, enum form_id id, const char *label,
	       bool required)
{
	struct form_row *row = add(app, id, label);

	row->required = required;
	form_restore(app, row);
	return row;
}

struct form_row *
form_add_options(struct app *app, enum form_id id, const char *label)
{
	return add(app, id, label);
}

struct form_row *
form_add_question(struct app *app, enum form_id id, const char *label)
{
	struct form_row *row = add(app, id, label);

	row->required = row->unanswered = true;
	return row;
}

void
form_pick(struct form_row *row, const char *value)
{
	for (unsigned i = 0; value != NULL && i < row->option_count; i++)
		if (row->values[i] != NULL &&
		    strcmp(row->values[i], value) == 0) {
			row->picked = i;
			row->unanswered = false;
		}
}

void
form_add_option(struct app *app, struct form_row *row, const char *shown,
		const char *value)
{
	if (row->option_count == FORM_OPTIONS_MOST)
		return;
	row->options[row->option_count] = lasting(app, shown);
	row->values[row->option_count++] = lasting(app, value);
}

void
form_close(struct app *app)
{
	app->layer = LAYER_NONE;
	app->form.what = FORM_NONE;
}

const char *
form_value(struct app *app, enum form_id id)
{
	const struct form *f = &app->form;

	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];

		if (row->id != id)
			continue;
		if (row->option_count > 0)
			return row->unanswered ? NULL
					       : row->values[row->picked];
		return field_is_empty(&row->field)
			       ? NULL
			       : field_text(&row->field, &app->scratch);
	}
	return NULL;
}

/* --- keys */

static void
leave(struct app *app, struct effects *out)
{
	bool drafted;

	drafted = draft_is_kept(app);
	draft_keep(app, true, out);
	form_close(app);
	if (app->late)
		return; /* what waits is still on its way */
	if (app->not_saved) {
		ask_not_saved(app, NULL);
		return;
	}
	app_drop_acts(app);
	app_say(app, drafted ? tr("Nothing was logged. What you typed is kept: "
				  "open the form again to go on.")
			     : tr("Nothing was logged."));
}

static void
move(struct form *f, int by)
{
	int to = (int)f->focus + by;

	f->focus = to < 0                ? 0
		   : to >= (int)f->count ? f->count - 1
					 : (unsigned)to;
}

static bool
is_missing(const struct form_row *row)
{
	return row->option_count > 0
		       ? row->unanswered
		       : row->required && field_is_empty(&row->field);
}

static void
submit(struct app *app, struct effects *out)
{
	struct form *f = &app->form;

	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];

		if (!is_missing(row))
			continue;
		f->focus = i;
		f->complaint = lasting(
			app, say_fill(&app->scratch,
				      tr("\"%1\" is needed to save this."),
				      row->label, NULL, NULL));
		return;
	}
	f->complaint = NULL;
	draft_send(app);
	form_saved(app, out);
}

static bool
option_key(struct form_row *row, uint32_t key)
{
	bool picks =
		key == KEY_CODE_LEFT || key == KEY_CODE_RIGHT || key == ' ';

	if (picks && row->unanswered) {
		row->unanswered = false;
	} else if (key == KEY_CODE_LEFT) {
		if (row->picked > 0)
			row->picked--;
	} else if (key == KEY_CODE_RIGHT || key == ' ') {
		row->picked = row->picked + 1 < row->option_count
				      ? row->picked + 1
			      : key == ' ' ? 0
					   : row->picked;
	} else {
		return false;
	}
	return true;
}

/* Letters typed on a line of options belong to the text that is asked next. */
static bool
move_to_text(struct form *f, uint32_t key)
{
	if (key <= ' ' || key == 0x7f || key >= KEY_CODE_BASE)
		return false;
	for (unsigned i = f->focus; i < f->count; i++) {
		if (f->rows[i].option_count == 0) {
			f->focus = i;
			return true;
		}
	}
	return false;
}

static void
edit(struct app *app, uint32_t key, struct effects *out)
{
	struct form *f = &app->form;
	struct form_row *row = &f->rows[f->focus];

	if (row->option_count > 0) {
		if (option_key(row, key))
			return;
		if (key == '?') {
			app_verb(app, VERB_HELP, out);
			return;
		}
		if (!move_to_text(f, key))
			return;
		row = &f->rows[f->focus];
	}
	if (!field_key(&row->field, key))
		return;
	f->typed = true;
	if (row->field.full)
		f->complaint = tr("No more fits in one entry.");
	draft_keep(app, row->field.changes >= SAFELY_EVERY, out);
	if (row->field.changes >= SAFELY_EVERY)
		row->field.changes = 0;
}

/* Tab on a path asks what follows; elsewhere it is the next line. */
static bool
complete(struct app *app, const struct form_row *row, struct effects *out)
{
	if (row->id != FORM_ID_PATH || row->option_count > 0)
		return false;
	effects_add(out, EFFECT_COMPLETE)->text =
		field_text(&row->field, &app->scratch);
	return true;
}

void
form_completed(struct app *app, const struct event *ev)
{
	struct form *f = &app->form;
	struct form_row *row = &f->rows[f->focus];
	bool same;

	if (app->layer != LAYER_FORM || row->id != FORM_ID_PATH)
		return;
	same = strcmp(field_text(&row->field, &app->scratch), ev->text) == 0;
	if (!same)
		field_set(&row->field, ev->text);
	app_say(app, ev->note);
	if (same && ev->whole)
		move(f, 1);
	else if (same && ev->note == NULL)
		app_say(app, tr("No file begins like that. Down goes on."));
}

/* About as many lines as it has: enough to come back at once. */
static int
lines_of(const struct app *app)
{
	const struct form *f = &app->form;
	int columns = app->columns > 16 ? app->columns - 6 : 10;
	int lines = 3 * (int)f->count;

	for (const char *c = f->text; c != NULL && *c != '\0'; c++)
		lines += *c == '\n';
	if (f->text != NULL)
		lines += (int)strlen(f->text) / columns + 1;
	return lines;
}

/* form_draw() holds the ends. */
static void
scroll(struct app *app, int by)
{
	struct form *f = &app->form;
	int page = app->rows > 8 ? (app->rows - 6) / 2 : 1;
	int most = lines_of(app);

	f->scroll += by * page;
	if (f->scroll < -most)
		f->scroll = -most;
	if (f->scroll > most)
		f->scroll = most;
}

void
form_update(struct app *app, const struct event *ev, struct effects *out)
{
	struct form *f = &app->form;
	const struct form_row *row = &f->rows[f->focus];
	bool many = row->option_count == 0 && row->field.many;

	f->complaint = NULL;
	if (ev->key == KEY_CODE_PAGE_UP || ev->key == KEY_CODE_PAGE_DOWN) {
		scroll(app, ev->key == KEY_CODE_PAGE_UP ? -1 : 1);
		return;
	}
	f->scroll = 0;
	switch (ev->key) {
	case KEY_CODE_TAB:
		if (!complete(app, row, out))
			move(f, 1);
		return;
	case KEY_CODE_BACK_TAB:
		move(f, -1);
		return;
	case KEY_CODE_ENTER:
		submit(app, out);
		return;
	case KEY_CODE_ESCAPE:
		leave(app, out);
		return;
	case KEY_CODE_UP:
	case KEY_CODE_DOWN:
		/* In a text of several lines first from line to line. */
		if (many && field_key(&f->rows[f->focus].field, ev->key))
			return;
		move(f, ev->key == KEY_CODE_UP ? -1 : 1);
		return;
	default:
		edit(app, ev->key, out);
		return;
	}
}

/* --- drawing */

static bool
is_picked(const struct form_row *row, unsigned option)
{
	return option == row->picked && !row->unanswered;
}

/* Side by side where that fits, else one a line. */
static void
add_options(struct sheet *s, const struct form_row *row, int column,
	    bool focused)
{
	struct arena *a = &s->grid->scratch;
	enum look look = focused ? LOOK_BOLD : LOOK_NORMAL;
	const char *line = "";

	for (unsigned i = 0; i < row->option_count; i++)
		line = arena_printf(a, "%s%s%s %s", line, i > 0 ? "   " : "",
				    is_picked(row, i) ? "(x)" : "( )",
				    row->options[i]);
	if (sheet_width(s->grid, line) <= s->columns - column) {
		sheet_text(s, column, look, line);
		return;
	}
	if (row->brief) {
		sheet_text(s, column, look,
			   say_fill(a, "(x) %1  (%2/%3)",
				    row->options[row->picked],
				    arena_printf(a, "%u", row->picked + 1),
				    arena_printf(a, "%u", row->option_count)));
		return;
	}
	for (unsigned i = 0; i < row->option_count; i++)
		sheet_hang(s, column, is_picked(row, i) ? "(x) " : "( ) ", look,
			   row->options[i], NULL);
}

/* Rows of the screen that a text field of several lines takes. */
static int
field_rows(const struct form_row *row, struct grid *g, int columns)
{
	int lines = field_lines(&row->field, g, columns);

	if (!row->field.many)
		return 1;
	if (row->field.most > RECORD_TEXT_MAX)
		return g->rows > 16 ? g->rows - 12 : 4;
	return lines < 3 ? 3 : lines > 8 ? 8 : lines;
}

static int
scrolled(const struct sheet *s, int rows, int top)
{
	int most = (int)s->count - rows;

	if (top > most)
		top = most;
	return top < 0 ? 0 : top;
}

/* In a low window as much of the focused one as fits, with its cursor. */
static void
draw_fields(const struct form *f, struct grid *g, const struct sheet *s,
	    struct box b, int top, const int *at)
{
	int columns = b.columns - 4;

	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];
		struct box field = {b.row + at[i] - top, b.column + 3,
				    field_rows(row, g, columns), columns};
		struct box in = i == f->focus ? b : sheet_uncovered(s, b, top);

		if (field.rows > in.row + in.rows - field.row)
			field.rows = in.row + in.rows - field.row;
		if (row->option_count > 0 || field.row < in.row ||
		    field.rows < 1)
			continue;
		field_draw(&row->field, g, field, i == f->focus);
	}
}

void
form_draw(const struct app *app, struct grid *g, struct box b)
{
	const struct form *f = &app->form;
	int at[FORM_ROWS_MOST] = {0};
	int columns = b.columns - 4, top;
	struct sheet s;

	sheet_begin(&s, g, b.columns);
	if (f->text != NULL && !f->text_last)
		sheet_text(&s, 1, LOOK_NORMAL, f->text);
	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];

		sheet_entry(&s, (int)i);
		sheet_mark(&s, 1);
		sheet_text(&s, 3, i == f->focus ? LOOK_BOLD : LOOK_NORMAL,
			   row->label);
		if (row->hint != NULL && i == f->focus)
			sheet_text(&s, 3, LOOK_NORMAL, row->hint);
		at[i] = (int)s.count;
		if (row->option_count > 0)
			add_options(&s, row, 3, i == f->focus);
		else
			for (int n = field_rows(row, g, columns); n > 0; n--)
				sheet_text(&s, 3, LOOK_NORMAL, "");
		/* Where it is seen in a low window, too. */
		if (f->complaint != NULL && i == f->focus)
			sheet_text(&s, 3, LOOK_CAUTION, f->complaint);
	}
	sheet_entry(&s, -1);
	if (f->text != NULL && f->text_last)
		sheet_text(&s, 1, LOOK_NORMAL, f->text);
	b = layer_box(g, b, (int)s.count, f->title);
	top = sheet_top(&s, b.rows, (int)f->focus);
	if (f->scroll != 0) {
		top = scrolled(&s, b.rows, top + f->scroll);
		sheet_draw_from(&s, b, top);
	} else {
		sheet_draw(&s, b, (int)f->focus);
	}
	draw_fields(f, g, &s, b, top, at);
}
