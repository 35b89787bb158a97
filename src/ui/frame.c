/* What stands around every view: lines 1 to 3, alert, message and keys. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "ui/assess.h"
#include "ui/views.h"

#define SIDE_COLUMNS 40
#define MESSAGE_LINES 3

/* Where everything is on a grid of that size. */
struct layout {
	bool mini;                /* below 40x10: only what must be done */
	bool side;                /* 100 columns and more */
	int alert, message, keys; /* rows; -1: not there */
	const struct notice *alerts;
	unsigned alert_count;
	struct box body;
};

static bool
has_message(const struct app *app)
{
	return app->message[0] != '\0' || app->layer == LAYER_LINE;
}

/* What the message line says, laid out; what can be typed may be much. */
static void
lay_message(const struct app *app, struct grid *g, struct sheet *s)
{
	unsigned most = app->layer == LAYER_LINE ? (unsigned)g->rows / 3
						 : MESSAGE_LINES;

	sheet_begin(s, g, g->columns - 1);
	if (app->message[0] != '\0')
		sheet_text(s, 1, LOOK_BOLD,
			   g->rows < 10
				   ? sheet_cut(g, app->message, g->columns - 2)
				   : app->message);
	if (s->count > most)
		s->count = most;
}

static bool
has_side(const struct app *app, int columns)
{
	return columns >= 100 && app->front->incident != NULL &&
	       !app->front->board && !assess_is_open(app) &&
	       app->view != VIEW_EXERCISE && app->view != VIEW_REAL;
}

int
frame_body_columns(const struct app *app, int columns)
{
	return has_side(app, columns) ? columns - SIDE_COLUMNS : columns;
}

static struct layout
layout_of(const struct app *app, struct grid *g)
{
	int rows = g->rows;
	struct layout l = {
		.mini = rows < 10 || g->columns < 32,
		.keys = rows - 1,
		.message = rows - 2,
		.alert = -1,
	};
	int top = app->front->incident == NULL ? 2 : 3;
	struct sheet message;
	bool alerted;
	int first;

	if (l.mini) {
		top = rows > 3 ? 1 : 0;
		l.message = rows > 2 ? rows - 2 : -1;
		l.keys = rows > 1 ? rows - 1 : -1;
		l.body = (struct box){top, 0, rows > 1 ? rows - top - 1 : 1,
				      g->columns};
		if (l.body.rows > 1 && has_message(app))
			l.body.rows--;
		return l;
	}
	l.alerts = alerts_of(app, &g->scratch, &l.alert_count);
	alerted = rows >= 12 && l.alert_count > 0;
	l.alert = rows >= 20 || alerted ? rows - 3 : rows - 2;
	l.side = has_side(app, g->columns);
	/* A long message covers neither the focus nor an alert. */
	lay_message(app, g, &message);
	first = l.message - (int)message.count +
		(app->layer == LAYER_LINE ? 0 : 1);
	if (alerted && first <= l.alert)
		l.alert = first - 1;
	l.body = (struct box){top, 0, (first < l.alert ? first : l.alert) - top,
			      frame_body_columns(app, g->columns)};
	return l;
}

/* --- line 1 */

static const char *
mode_word(const struct front *f, int level)
{
	const char *mode = f->incident->mode;
	bool exercise = mode != NULL && strcmp(mode, "exercise") == 0;

	if (f->exercise != NULL && f->exercise->real_life != NULL)
		return level < 3 ? tr("REAL LIFE, EXERCISE STOPPED")
				 : tr("REAL LIFE");
	if (!f->incident->open && f->incident->arrived)
		return exercise ? tr("EXERCISE, OVER") : tr("CLOSED");
	if (f->read_only && !f->board)
		return exercise ? tr("EXERCISE, READ ONLY") : tr("READ ONLY");
	if (mode != NULL && strcmp(mode, "exercise") == 0)
		return tr("EXERCISE");
	if (mode != NULL && strcmp(mode, "assessment") == 0)
		return tr("ASSESSMENT");
	return tr("LIVE");
}

/* Something moves twice a second: the screen is alive, the disk is not. */
static const char *
saving_words(const struct front *f, struct arena *a)
{
	int64_t ms = f->now - f->saving_since;

	return say_fill(a, tr("SAVING %1 s %2"),
			arena_printf(a, "%" PRId64, ms / 1000),
			ms / 500 % 2 != 0 ? "*" : " ", NULL);
}

static const char *
saved_words(const struct front *f, bool brief, struct arena *a)
{
	const char *count = arena_printf(a, "%zu", f->saved_count);

	switch (f->saved) {
	case FRONT_NOT_SAVED:
		return tr("NOT SAVED");
	case FRONT_WAITING:
		return saving_words(f, a);
	case FRONT_NOTHING_YET:
		return tr("nothing saved yet");
	case FRONT_SAVED:
		break;
	}
	if (brief)
		return say_fill(a, tr("saved (%1)"), count, NULL, NULL);
	return say_fill(a, tr("saved %1 (%2)"),
			say_clock(f->saved_time, f->zone, a), count, NULL);
}

static const char *
phase_word(const struct incident *in)
{
	if (in->phase == NULL || strcmp(in->phase, "none") == 0)
		return NULL;
	return say_emergency_phase(in->phase);
}

/*
 * Level 0 says all; each further one gives something up.  The two words stand
 * for a title that is too long.
 */
static const char *
bar_left(const struct app *app, int level, struct arena *a)
{
	const struct front *f = app->front;
	const char *phase = phase_word(f->incident);
	const char *title = f->incident->title;
	bool titled = title != NULL && title[0] != '\0' && level < 4;
	const char *left = arena_printf(a, " %s", mode_word(f, level));

	if (titled)
		left = arena_printf(a, "%s  %s", left, title);
	if (f->words != NULL && (level < 2 || (!titled && level < 6)))
		left = arena_printf(a, "%s  %s", left, f->words);
	/* Which incident it is comes before its phase. */
	if (phase != NULL && level != 5)
		left = arena_printf(a, "%s  %s", left, phase);
	return left;
}

static const char *
bar_right(const struct app *app, int level, struct arena *a)
{
	const struct front *f = app->front;
	const struct exercise_run *run = f->exercise;
	/* Who plays reads the scenario's clock: that of the zone. */
	int64_t now = run != NULL && run->begun ? run->until : f->now;
	int64_t gone = run != NULL && run->begun ? run->elapsed
						 : f->now - f->incident->opened;
	const char *clock = level < 1 ? say_day_clock(now, f->zone, a)
				      : say_clock(now, f->zone, a);
	const char *since = f->incident->opened > 0 ? say_left(gone, a) : NULL;
	const char *saved = saved_words(f, level >= 3, a);

	if (run != NULL && run->begun && !run->running && !run->over)
		clock = arena_printf(a, "%s %s", tr("PAUSED"), clock);

	if (since == NULL || level >= 5)
		return arena_printf(a, "%s  %s ", clock, saved);
	return arena_printf(a, "%s  T+%s  %s ", clock, since, saved);
}

static void
draw_bar(const struct app *app, struct grid *g)
{
	const struct front *f = app->front;
	struct arena *a = &g->scratch;
	const char *left = "", *right = "";
	const char *mode = f->incident->mode;
	enum look look = mode != NULL && strcmp(mode, "exercise") == 0
				 ? LOOK_EXERCISE
				 : LOOK_BAR;
	int width = 0;

	for (int level = 0; level < 7; level++) {
		left = bar_left(app, level, a);
		right = bar_right(app, level, a);
		width = sheet_width(g, right);
		if (sheet_width(g, left) + 2 + width <= g->columns)
			break;
	}
	if (f->saved == FRONT_NOT_SAVED || f->saved == FRONT_WAITING ||
	    (f->exercise != NULL && f->exercise->real_life != NULL))
		look = LOOK_UNSAVED;
	grid_repeat(g, 0, 0, g->columns, look, ' ');
	grid_text(g, 0, g->columns - width, width, look, right);
	grid_text(g, 0, 0, g->columns - width, look,
		  sheet_cut(g, left, g->columns - width));
}

static void
draw_title_bar(const struct app *app, struct grid *g)
{
	const struct front *f = app->front;
	struct arena *a = &g->scratch;
	const char *left = arena_printf(a, " draaiboek %s",
					f->version != NULL ? f->version : "");
	const char *right =
		arena_printf(a, "%s ", say_date_clock(f->now, f->zone, a));
	int width = sheet_width(g, right);

	if (sheet_width(g, left) + width + 1 > g->columns) {
		right = arena_printf(a, "%s ", say_clock(f->now, f->zone, a));
		width = sheet_width(g, right);
	}
	grid_repeat(g, 0, 0, g->columns, LOOK_BAR, ' ');
	grid_text(g, 0, 0, g->columns, LOOK_BAR, left);
	if (sheet_width(g, left) + width <= g->columns)
		grid_text(g, 0, g->columns - width, width, LOOK_BAR, right);
}

/* --- line 2 */

static bool
role_has_alert(const struct app *app, const struct status_role *r)
{
	const struct status *st = app_status(app);

	if (r->inbox_count > 0)
		return true;
	for (unsigned i = 0; i < st->alert_count; i++)
		if (st->alerts[i].role != NULL &&
		    strcmp(st->alerts[i].role, r->role) == 0)
			return true;
	return false;
}

/* Short names where the whole ones do not fit; more: only the own one. */
static const char *
tabs_of(const struct app *app, int level, struct arena *a)
{
	const struct status *st = app_status(app);
	const char *line = " ";

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		bool own = app->front->role != NULL &&
			   strcmp(r->role, app->front->role) == 0;
		const char *name =
			level == 0 ? say_role(r->role, app->front->library, a)
				   : say_role_short(r->role, a);
		const char *mark = role_has_alert(app, r) ? "!" : "";

		if (level >= 2 && !own)
			continue;
		line = arena_printf(a, own ? "%s[%s]%s  " : "%s%s%s  ", line,
				    name, mark);
	}
	return line;
}

/* With its title where that fits whole, else where to look it up. */
static void
draw_next_deadline(const struct app *app, struct grid *g, int room)
{
	static const char *const ahead[] = {N_("next in %1: %2"),
					    N_("next deadline in %1 (d)"),
					    N_("next in %1"), N_("due in %1")};
	static const char *const overdue[] = {N_("OVERDUE %1: %2"),
					      N_("OVERDUE %1 (d)"),
					      N_("OVERDUE"), N_("OVERDUE")};
	static const char *const undecided[] = {
		N_("UNDECIDED %1: %2"), N_("UNDECIDED %1 (d)"),
		N_("UNDECIDED (d)"), N_("UNDECIDED (d)")};
	const struct status_deadline *d =
		deadlines_next(app_status(app), app->front->now);
	struct arena *a = &g->scratch;
	const char *const *texts;

	/* Of an exercise that is over nothing is due any more. */
	if (d == NULL ||
	    (app->front->exercise != NULL && app->front->exercise->over))
		return;
	texts = d->state == DEADLINE_OVERDUE   ? overdue
		: d->due.ms <= app->front->now ? undecided
					       : ahead;
	for (int i = 0; i < 4; i++) {
		const char *text =
			say_fill(a, tr(texts[i]),
				 left_of(d->due.ms - app->front->now, a),
				 d->definition->title, NULL);
		int width = sheet_width(g, text);

		if (width > room)
			continue;
		grid_text(g, 1, g->columns - width - 1, width, deadline_look(d),
			  text);
		break;
	}
}

static void
draw_tabs(const struct app *app, struct grid *g)
{
	const char *tabs = "";
	int width = 0;

	if (app_status(app) == NULL)
		return;
	if (assess_is_open(app)) {
		grid_text(g, 1, 1, g->columns - 2, LOOK_NORMAL,
			  sheet_cut(g, assess_line(app, &g->scratch),
				    g->columns - 2));
		return;
	}
	for (int level = 0; level < 3; level++) {
		tabs = tabs_of(app, level, &g->scratch);
		width = sheet_width(g, tabs);
		if (width <= g->columns - (level == 0 ? 24 : 12))
			break;
	}
	grid_text(g, 1, 0, g->columns, LOOK_NORMAL,
		  sheet_cut(g, tabs, g->columns));
	for (int i = 0; i < width && i < g->columns; i++)
		if (grid_cell(g, 1, i)->text[0] == '[')
			for (; i < width && i < g->columns; i++) {
				grid_look(g, 1, i, 1, LOOK_BOLD);
				if (grid_cell(g, 1, i)->text[0] == ']')
					break;
			}
	draw_next_deadline(app, g, g->columns - width - 1);
}

/* --- the bottom */

/* The key that a line ends with is read in any width: "(w picks up)". */
static const char *
cut_before_key(struct grid *g, const char *text, int columns)
{
	const char *shown = grid_shown(g, text), *key = strrchr(shown, '(');
	int room = key != NULL ? columns - sheet_width(g, key) - 1 : 0;
	size_t len = strlen(shown);

	if (room < columns / 2 || len == 0 || shown[len - 1] != ')')
		return sheet_cut(g, text, columns);
	if (sheet_width(g, shown) <= columns)
		return shown;
	text = arena_strndup(&g->scratch, shown, (size_t)(key - shown));
	return arena_printf(&g->scratch, "%s %s",
			    text_cut(&g->scratch, text, room), key);
}

/* On two lines where no message stands below it. */
static void
draw_alert(const struct app *app, struct grid *g, const struct layout *l)
{
	struct arena *a = &g->scratch;
	unsigned count = l->alert_count;
	int rows = l->message > l->alert && app->message[0] == '\0' &&
				   app->layer != LAYER_LINE
			   ? 2
			   : 1;
	struct sheet s;
	const char *text;

	if (count == 0)
		return;
	text = count == 1 ? arena_printf(a, "! %s", l->alerts[0].text)
			  : arena_printf(a, tr("! 1 of %u  %s"), count,
					 l->alerts[0].text);
	if (rows == 1) {
		grid_text(g, l->alert, 1, g->columns - 2, l->alerts[0].look,
			  cut_before_key(g, text, g->columns - 2));
		return;
	}
	sheet_begin(&s, g, g->columns - 1);
	sheet_text(&s, 1, l->alerts[0].look,
		   cut_before_key(g, text, 2 * (g->columns - 2) - 10));
	sheet_draw(&s, (struct box){l->alert, 0, rows, g->columns}, -1);
}

static void
draw_message(const struct app *app, struct grid *g, int row)
{
	struct sheet s;
	int lines;

	if (app->layer == LAYER_LINE) {
		struct box b = {row, 2, 1, g->columns - 3};

		grid_blank(g, (struct box){row, 0, 1, g->columns}, LOOK_NORMAL);
		grid_text(g, row, 1, 1, LOOK_BOLD,
			  app->line_what == LINE_SEARCH ? "/" : ":");
		field_draw(&app->line, g, b, true);
		row--; /* what can be typed stands above it */
	}
	lay_message(app, g, &s);
	lines = (int)s.count;
	if (lines == 0 || row < lines)
		return;
	row -= lines - 1;
	grid_blank(g, (struct box){row, 0, lines, g->columns}, LOOK_NORMAL);
	sheet_draw(&s, (struct box){row, 0, lines, g->columns}, -1);
}

static void
add_hint(struct key_hint *hints, unsigned *count, const char *key,
	 const char *text)
{
	hints[(*count)++] = (struct key_hint){key, text};
}

/* Of the line with the cursor; where text is typed `?` is text. */
static const char *
form_keys(const struct app *app, int columns, struct arena *a)
{
	const struct form *f = &app->form;
	const struct form_row *row = &f->rows[f->focus];
	bool text = row->option_count == 0, stacked = form_is_stacked(app);
	struct key_hint hints[6];
	unsigned n = 0;

	add_hint(hints, &n, "Enter", tr("save"));
	if (stacked)
		add_hint(hints, &n, tr("Up/Down"), tr("choose"));
	if (!text)
		add_hint(hints, &n,
			 stacked ? tr_in("key", "Space") : tr("Left/Right"),
			 tr("pick"));
	if (text && row->id == FORM_ID_PATH)
		add_hint(hints, &n, "Tab", tr("complete"));
	else if (f->count > 1)
		add_hint(hints, &n, "Tab", tr("next line"));
	add_hint(hints, &n, "Esc", tr("leave"));
	add_hint(hints, &n, text ? "F1" : "?", tr("keys"));
	return key_line_of(hints, n, columns, a);
}

static const char *
layer_keys(const struct app *app, int columns, struct arena *a)
{
	const struct key_hint menu[] = {
		{tr("Up/Down"), tr("choose")},
		{"Enter", tr("do it")},
		{"Esc", tr("back")},
		{"?", tr("keys")},
	};
	const struct key_hint search[] = {
		{"Enter", tr("go")},
		{"Esc", tr("back")},
		{"F1", tr("keys")},
	};
	const struct key_hint line[] = {
		{"Enter", tr("go")},
		{"Tab", tr("complete")},
		{"Esc", tr("back")},
		{"F1", tr("keys")},
	};

	const struct key_hint reading[] = {
		{"s", tr("now")},
		{tr_in("key", "Left"), tr("before")},
		{tr_in("key", "Right"), tr("forward")},
		{"x", tr("other")},
		{"i", tr("why")},
		{"v", tr("map")},
		{"?", tr("keys")},
	};

	switch (app->layer) {
	case LAYER_MENU:
		return key_line_of(menu, 4, columns, a);
	case LAYER_FORM:
		return form_keys(app, columns, a);
	case LAYER_LINE:
		return app->line_what == LINE_SEARCH
			       ? key_line_of(search, 3, columns, a)
			       : key_line_of(line, 4, columns, a);
	case LAYER_NONE:
		break;
	}
	if (app->view == VIEW_STEP && app->reading[0] != '\0')
		return key_line_of(reading, 7, columns, a);
	if (!app->front->board && app->front->exercise != NULL &&
	    app->front->exercise->over)
		return key_line(app->view, app_behind(app), KEYS_OVER, columns,
				a);
	return key_line(app->view, app_behind(app),
			app->front->board ? KEYS_LOOK : KEYS_ALL, columns, a);
}

/* The last cell of the last line stays empty: some terminals scroll there. */
static void
draw_keys(const struct app *app, struct grid *g, int row)
{
	int columns = g->columns - 2;

	grid_text(g, row, 1, columns, LOOK_NORMAL,
		  layer_keys(app, columns, &g->scratch));
}

static void
draw_view(const struct app *app, struct grid *g, struct box body)
{
	struct page page = {
		.grid = g,
		.body = body,
		.narrow = g->columns < 60,
	};

	app_entries(app, &g->scratch, &page.entries);
	page.focus = app_focus(app, &page.entries);
	views[app->view].draw(app, &page);
}

static void
draw_top(const struct app *app, struct grid *g, const struct layout *l)
{
	if (l->body.row < 1)
		return;
	if (app->front->incident == NULL) {
		draw_title_bar(app, g);
	} else {
		draw_bar(app, g);
		if (!l->mini)
			draw_tabs(app, g);
	}
	if (!l->mini)
		grid_repeat(g, l->body.row - 1, 0, g->columns - 1, LOOK_NORMAL,
			    '-');
}

void
frame_draw(const struct app *app, struct grid *g)
{
	struct layout l = layout_of(app, g);

	draw_top(app, g, &l);
	draw_view(app, g, l.body);
	if (l.side)
		side_draw(app, g,
			  (struct box){l.body.row,
				       g->columns - SIDE_COLUMNS + 2,
				       l.body.rows, SIDE_COLUMNS - 3});
	if (l.alert >= 0)
		draw_alert(app, g, &l);
	if (app->layer == LAYER_MENU)
		menu_draw(app, g, l.body);
	else if (app->layer == LAYER_FORM)
		form_draw(app, g, l.body);
	if (l.message >= 0)
		draw_message(app, g, l.message);
	if (l.keys >= 0)
		draw_keys(app, g, l.keys);
}
