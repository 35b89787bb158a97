#include "ui/form.h"

#include <string.h>

#include "base/tr.h"
#include "front/fill.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/draft.h"
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
	f->at = -1;
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

	f->at = -1;
	f->focus = to < 0                ? 0
		   : to >= (int)f->count ? f->count - 1
					 : (unsigned)to;
}

static bool
is_missing(const struct form_row *row)
{
	return row->required &&
	       (row->option_count > 0 ? row->unanswered
				      : field_is_empty(&row->field));
}

static void
submit(struct app *app, struct effects *out)
{
	struct form *f = &app->form;

	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];

		if (!is_missing(row))
			continue;
		move(f, (int)i - (int)f->focus);
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

/* What Up and Down are at; passing by has picked nothing. */
static bool
pick_where_it_is(struct form *f)
{
	struct form_row *row = &f->rows[f->focus];

	if (f->at < 0)
		return false;
	row->picked = (unsigned)f->at;
	row->unanswered = false;
	return true;
}

/* false: they end here, and the next line follows. */
static bool
move_in_options(const struct app *app, struct form *f, int by)
{
	const struct form_row *row = &f->rows[f->focus];

	if (!form_is_stacked(app) || (f->at < 0 && by < 0))
		return false;
	if (f->at < 0)
		f->at = row->unanswered ? 0 : (int)row->picked;
	else
		f->at += by;
	return f->at < (int)row->option_count;
}

static bool
option_key(struct form *f, uint32_t key)
{
	struct form_row *row = &f->rows[f->focus];
	bool picks =
		key == KEY_CODE_LEFT || key == KEY_CODE_RIGHT || key == ' ';

	if (key == ' ' && pick_where_it_is(f))
		return true;
	if (picks)
		f->at = -1;
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
			move(f, (int)i - (int)f->focus);
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
		if (option_key(f, key))
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
		pick_where_it_is(f);
		f->at = -1;
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
		if (!move_in_options(app, f, ev->key == KEY_CODE_UP ? -1 : 1))
			move(f, ev->key == KEY_CODE_UP ? -1 : 1);
		return;
	default:
		edit(app, ev->key, out);
		return;
	}
}
