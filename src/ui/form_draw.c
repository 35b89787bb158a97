/* How a form is drawn. */
#include "ui/form.h"

#include "front/fill.h"
#include "ui/app.h"
#include "ui/layer.h"

#define OPTIONS_COLUMN 3

static bool
is_picked(const struct form_row *row, unsigned option)
{
	return option == row->picked && !row->unanswered;
}

/* All of them on one line. */
static const char *
options_line(const struct form_row *row, struct arena *a)
{
	const char *line = "";

	for (unsigned i = 0; i < row->option_count; i++)
		line = arena_printf(a, "%s%s%s %s", line, i > 0 ? "   " : "",
				    is_picked(row, i) ? "(x)" : "( )",
				    row->options[i]);
	return line;
}

/* Side by side where that fits, else one a line. */
static bool
is_stacked(const struct form_row *row, struct grid *g, int columns)
{
	return row->option_count > 0 && !row->brief &&
	       sheet_width(g, options_line(row, &g->scratch)) >
		       columns - OPTIONS_COLUMN;
}

bool
form_is_stacked(const struct app *app)
{
	const struct form *f = &app->form;
	struct grid g;
	bool stacked;

	grid_init(&g, app->ascii);
	stacked = is_stacked(&f->rows[f->focus], &g,
			     frame_body_columns(app, app->columns));
	grid_fini(&g);
	return stacked;
}

/* The one that the arrows are at bears the mark, and is kept in sight. */
static void
add_stacked(struct sheet *s, const struct form *f, const struct form_row *row,
	    bool focused)
{
	enum look look = focused && f->at < 0 ? LOOK_BOLD : LOOK_NORMAL;
	int entry = s->entry;

	for (unsigned i = 0; i < row->option_count; i++) {
		bool here = focused && f->at == (int)i;

		if (focused && f->at >= 0)
			sheet_entry(s, here ? entry : -1);
		if (here)
			sheet_mark(s, 1);
		sheet_hang(s, OPTIONS_COLUMN,
			   is_picked(row, i) ? "(x) " : "( ) ",
			   here ? LOOK_FOCUS : look, row->options[i], NULL);
	}
	sheet_entry(s, entry);
}

static void
add_options(struct sheet *s, const struct form *f, const struct form_row *row,
	    bool focused)
{
	struct arena *a = &s->grid->scratch;
	enum look look = focused ? LOOK_BOLD : LOOK_NORMAL;
	const char *line = options_line(row, a);

	if (is_stacked(row, s->grid, s->columns))
		add_stacked(s, f, row, focused);
	else if (sheet_width(s->grid, line) <= s->columns - OPTIONS_COLUMN)
		sheet_text(s, OPTIONS_COLUMN, look, line);
	else
		sheet_text(s, OPTIONS_COLUMN, look,
			   say_fill(a, "(x) %1  (%2/%3)",
				    row->options[row->picked],
				    arena_printf(a, "%u", row->picked + 1),
				    arena_printf(a, "%u", row->option_count)));
}

/* The label bears the mark, unless one of its options does. */
static void
add_label(struct sheet *s, const struct form *f, const struct form_row *row,
	  bool focused)
{
	if (focused && f->at >= 0)
		sheet_entry(s, -1);
	else
		sheet_mark(s, 1);
	sheet_text(s, 3, focused ? LOOK_BOLD : LOOK_NORMAL, row->label);
	if (row->hint != NULL && focused)
		sheet_text(s, 3, LOOK_NORMAL, row->hint);
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
		add_label(&s, f, row, i == f->focus);
		sheet_entry(&s, (int)i);
		at[i] = (int)s.count;
		if (row->option_count > 0)
			add_options(&s, f, row, i == f->focus);
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
