/*
 * The screen as cells.  Views draw here, tests read here, tty/ shows it.
 *
 * grid_text() is the only way in for text: what a file, a journal or a person
 * wrote passes text_show() there, and what does not fit is clipped.  Nothing
 * outside the grid is ever written, whatever row, column or size is asked.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include <stdbool.h>

#include "base/arena.h"
#include "ui/theme.h"

struct buf;

#define GRID_ROWS_MOST 1000
#define GRID_COLUMNS_MOST 1000

/* A grapheme: a character with its marks; "" right of a wide one. */
struct cell {
	char text[14];
	unsigned char width; /* 1 or 2, 0 right of a wide one */
	unsigned char look;  /* enum look */
};

struct grid {
	struct cell *cells;
	int rows, columns;
	int cursor_row, cursor_column; /* of the focused thing */
	bool ascii;                    /* show nothing but ASCII */
	struct arena arena;            /* the cells */
	struct arena scratch; /* of one drawing; grid_begin() empties it */
};

/* Part of a grid: what a view may draw in. */
struct box {
	int row, column, rows, columns;
};

void grid_init(struct grid *g, bool ascii);
void grid_fini(struct grid *g);
/* Clamped to 1x1 … 1000x1000; all cells are blank then. */
void grid_resize(struct grid *g, int rows, int columns);
/* All blank, scratch empty, cursor at the top left. */
void grid_begin(struct grid *g);

/*
 * What stands on the screen for `text`: safe, ASCII where the grid is.  One
 * line: newlines become spaces.  The text itself where nothing had to change.
 */
const char *grid_shown(struct grid *g, const char *text);
/* The same with newlines kept. */
const char *grid_shown_lines(struct grid *g, const char *text);

/* Writes at most `columns` cells; returns how many it took. */
int grid_text(struct grid *g, int row, int column, int columns, enum look look,
	      const char *text);
/* An ASCII character `columns` times. */
void grid_repeat(struct grid *g, int row, int column, int columns,
		 enum look look, char character);
/* Blanks a box. */
void grid_blank(struct grid *g, struct box b, enum look look);
/* Changes how cells look that are there. */
void
grid_look(struct grid *g, int row, int column, int columns, enum look look);
void grid_cursor(struct grid *g, int row, int column);

const struct cell *grid_cell(const struct grid *g, int row, int column);

/* The screen as text: a line a row, without spaces at their ends. */
void grid_dump(const struct grid *g, struct buf *out);

#endif
