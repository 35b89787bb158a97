/*
 * Lines that are laid out before they are drawn: a view adds its texts, looks
 * how many lines that made, and draws them in a box, scrolled so that the
 * focused entry is in sight.  Everything is in the grid's scratch.
 */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include <stdbool.h>

#include "ui/grid.h"

/* A text in its own column of a row, wrapped at the column's width. */
struct sheet_part {
	int column, columns;
	enum look look;
	const char *text;
};

struct sheet_line {
	struct sheet_part *parts;
	unsigned count;
	int entry; /* the entry it belongs to, -1: none */
	int mark;  /* column of its ">", -1: none */
};

struct sheet {
	struct grid *grid;
	int columns;
	struct sheet_line *lines;
	unsigned count;
	int entry; /* of the lines added now */
	int mark;  /* of the next line */
};

void sheet_begin(struct sheet *s, struct grid *g, int columns);
/* The lines from here belong to that entry; -1: to none. */
void sheet_entry(struct sheet *s, int entry);
/* The next line bears the ">" of its entry when that is focused. */
void sheet_mark(struct sheet *s, int column);

void sheet_gap(struct sheet *s);
/* Parts side by side; as many lines as the highest of them. */
void sheet_row(struct sheet *s, const struct sheet_part *parts, unsigned count);
/* A text from `column` to the right edge, newlines kept. */
void sheet_text(struct sheet *s, int column, enum look look, const char *text);
/*
 * `lead` at the column, then the text hanging behind it, then `right` (or
 * NULL) at the right edge, on a line of its own where it would squeeze.
 */
void sheet_hang(struct sheet *s, int column, const char *lead, enum look look,
		const char *text, const char *right);

/* `lead`, then CommonMark hanging behind it. */
void
sheet_flow(struct sheet *s, int column, const char *lead, const char *text);

/* The first line to draw so that the entry is in sight. */
int sheet_top(const struct sheet *s, int rows, int focus);
void sheet_draw(const struct sheet *s, struct box b, int focus);
/* Without focus, from line `top` on. */
void sheet_draw_from(const struct sheet *s, struct box b, int top);
/* The part of the box that no count of more lines covers. */
struct box sheet_uncovered(const struct sheet *s, struct box b, int top);

/* As text_cut(), but never inside a word while there is another way. */
const char *sheet_cut(struct grid *g, const char *text, int columns);
int sheet_width(struct grid *g, const char *text);

#endif
