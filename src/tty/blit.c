/* A grid on the terminal. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tty/tty.h"
#include "tty/tty_private.h"
#include "ui/grid.h"
#include "ui/theme.h"

/* What is on the screen now. */
static struct {
	struct arena arena;
	struct cell *cells; /* NULL: nothing that can be relied on */
	int rows, columns;
	struct buf run;
	size_t bytes; /* of this frame, about */
	bool colours;
	enum theme theme;
} shown;

#define AROUND 8 /* bytes that go before a run: where, and how it looks */
#define PAINTED THEME_COLOURS /* the pair of what has no colour of its own */

static bool
paints(void)
{
	return shown.colours && theme_paints(shown.theme);
}

static void
set_pairs(void)
{
	static const short numbers[THEME_COLOURS] = {
		[THEME_DEFAULT] = -1,
		[THEME_RED] = COLOR_RED,
		[THEME_YELLOW] = COLOR_YELLOW,
		[THEME_MAGENTA] = COLOR_MAGENTA,
	};

	short behind = paints() ? COLOR_WHITE : -1;

	for (short i = 1; i < THEME_COLOURS; i++)
		init_pair(i, numbers[i], behind);
	init_pair(PAINTED, paints() ? COLOR_BLACK : -1, behind);
	bkgd(' ' | (paints() ? COLOR_PAIR(PAINTED) : 0));
}

/*
 * A terminal that says what its background is does so in COLORFGBG, by the
 * number of its colour behind the last semicolon: "15;0".  That of the console
 * is black.
 */
static enum theme
theme_of(enum theme wanted)
{
	const char *said = getenv("COLORFGBG"), *term = getenv("TERM");
	const char *last = said != NULL ? strrchr(said, ';') : NULL;
	char *end;
	long behind;

	if (wanted != THEME_AUTO)
		return wanted;
	if (term != NULL && strcmp(term, "linux") == 0)
		return THEME_DARK;
	if (last == NULL || last[1] < '0' || last[1] > '9')
		return THEME_AUTO;
	behind = strtol(last + 1, &end, 10);
	if (*end != '\0' || behind > 15)
		return THEME_AUTO;
	return behind == 7 || behind > 8 ? THEME_LIGHT : THEME_DARK;
}

void
blit_begin(bool colours, enum theme theme)
{
	memset(&shown, 0, sizeof(shown));
	shown.theme = theme_of(theme);
	if (!colours || !has_colors() || start_color() == ERR)
		return;
	if (use_default_colors() == ERR)
		return;
	shown.colours = true;
	set_pairs();
}

void
tty_use_theme(enum theme theme)
{
	shown.theme = theme_of(theme);
	if (shown.colours)
		set_pairs();
	blit_forget();
}

void
blit_end(void)
{
	arena_fini(&shown.arena);
	buf_fini(&shown.run);
	memset(&shown, 0, sizeof(shown));
}

void
blit_forget(void)
{
	shown.cells = NULL;
	clearok(curscr, TRUE);
}

void
tty_repaint(void)
{
	blit_forget();
	pace_forget();
}

static attr_t
attributes(enum look look)
{
	const struct theme_row *row = theme_row(shown.theme, look);
	bool own = shown.colours && row->colour != THEME_DEFAULT;
	attr_t a = A_NORMAL;

	/* Where bold is another colour, bold black is a grey one. */
	if (row->bold && (own || !paints() || COLORS > 8))
		a |= A_BOLD;
	if (row->reverse)
		a |= A_REVERSE;
	if (own)
		a |= (attr_t)COLOR_PAIR(row->colour);
	else if (paints())
		a |= (attr_t)COLOR_PAIR(PAINTED);
	return a;
}

static bool
differs(const struct grid *g, int row, int column)
{
	size_t at = (size_t)row * (size_t)g->columns + (size_t)column;

	return shown.cells == NULL || memcmp(&shown.cells[at], &g->cells[at],
					     sizeof(struct cell)) != 0;
}

/* The last cell of the last line stays empty: writing it may scroll. */
static bool
is_last(const struct grid *g, int row, int column)
{
	return row == g->rows - 1 && column == g->columns - 1;
}

/* Draws the cells from `column` on that changed and look alike. */
static int
draw_run(const struct grid *g, int row, int column)
{
	const struct cell *first = grid_cell(g, row, column);
	int from = column, at = column;

	if (first->width == 0 && column > 0)
		first = grid_cell(g, row, --column);
	buf_clear(&shown.run);
	for (; at < g->columns; at++) {
		const struct cell *c = grid_cell(g, row, at);

		if (is_last(g, row, at) || c->look != first->look ||
		    (!differs(g, row, at) && c->width != 0))
			break;
	}
	for (int i = column; i < at; i++)
		buf_adds(&shown.run, grid_cell(g, row, i)->text);
	attrset((int)attributes((enum look)first->look));
	mvaddnstr(row, column, buf_text(&shown.run), (int)shown.run.len);
	shown.bytes += shown.run.len + AROUND;
	return at > from ? at : from + 1;
}

static void
draw_row(const struct grid *g, int row)
{
	int column = 0;

	while (column < g->columns) {
		if (is_last(g, row, column) || !differs(g, row, column))
			column++;
		else
			column = draw_run(g, row, column);
	}
}

static void
remember(const struct grid *g)
{
	size_t bytes =
		sizeof(struct cell) * (size_t)g->rows * (size_t)g->columns;

	if (shown.cells == NULL) {
		arena_reset(&shown.arena);
		shown.cells = arena_alloc(&shown.arena, bytes);
	}
	shown.rows = g->rows;
	shown.columns = g->columns;
	memcpy(shown.cells, g->cells, bytes);
}

void
tty_blit(const struct grid *g)
{
	if (shown.rows != g->rows || shown.columns != g->columns)
		shown.cells = NULL;
	shown.bytes = 0;
	if (shown.cells == NULL)
		erase();
	for (int row = 0; row < g->rows; row++)
		draw_row(g, row);
	move(g->cursor_row, g->cursor_column);
	refresh();
	pace_sent(shown.bytes);
	remember(g);
}
