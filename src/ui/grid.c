#include "ui/grid.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"

void
grid_init(struct grid *g, bool ascii)
{
	*g = (struct grid){.ascii = ascii};
}

void
grid_fini(struct grid *g)
{
	arena_fini(&g->arena);
	arena_fini(&g->scratch);
	*g = (struct grid){0};
}

static int
clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static struct cell *
cell_at(const struct grid *g, int row, int column)
{
	return &g->cells[(size_t)row * (size_t)g->columns + (size_t)column];
}

static bool
is_inside(const struct grid *g, int row, int column)
{
	return row >= 0 && row < g->rows && column >= 0 && column < g->columns;
}

static void
set_blank(struct cell *c, enum look look)
{
	*c = (struct cell){" ", 1, (unsigned char)look};
}

void
grid_resize(struct grid *g, int rows, int columns)
{
	g->rows = clamp(rows, 1, GRID_ROWS_MOST);
	g->columns = clamp(columns, 1, GRID_COLUMNS_MOST);
	arena_fini(&g->arena);
	g->cells = ARENA_ARRAY(&g->arena, struct cell,
			       (size_t)g->rows * (size_t)g->columns);
	grid_begin(g);
}

void
grid_begin(struct grid *g)
{
	arena_reset(&g->scratch);
	g->cursor_row = 0;
	g->cursor_column = 0;
	grid_blank(g, (struct box){0, 0, g->rows, g->columns}, LOOK_NORMAL);
}

/* Printable ASCII is safe as it is; most of what is drawn is just that. */
static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

static const char *
spaces_for_newlines(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text);

	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return copy;
}

const char *
grid_shown_lines(struct grid *g, const char *text)
{
	const char *shown;

	if (text == NULL)
		return "";
	if (is_plain(text))
		return text;
	shown = text_shown(&g->scratch, text, true);
	return g->ascii ? text_ascii(&g->scratch, shown) : shown;
}

const char *
grid_shown(struct grid *g, const char *text)
{
	const char *shown = grid_shown_lines(g, text);

	return strchr(shown, '\n') == NULL
		       ? shown
		       : spaces_for_newlines(&g->scratch, shown);
}

/* Takes the wide character apart whose half is about to be written over. */
static void
break_wide(struct grid *g, int row, int column)
{
	struct cell *c = cell_at(g, row, column);

	if (c->width == 0 && column > 0)
		set_blank(cell_at(g, row, column - 1), c->look);
	if (c->width == 2 && column + 1 < g->columns)
		set_blank(cell_at(g, row, column + 1), c->look);
}

static void
put(struct grid *g, int row, int column, enum look look, const char *text,
    size_t len, int width)
{
	struct cell *c;

	if (!is_inside(g, row, column) || column + width > g->columns)
		return;
	break_wide(g, row, column);
	if (width == 2)
		break_wide(g, row, column + 1);
	c = cell_at(g, row, column);
	*c = (struct cell){.width = (unsigned char)width,
			   .look = (unsigned char)look};
	memcpy(c->text, text, len);
	if (width == 2)
		c[1] = (struct cell){.look = (unsigned char)look};
}

/* Adds a mark to the character it stands on; one too many is left out. */
static void
put_mark(struct grid *g, int row, int column, const char *text, size_t len)
{
	struct cell *c;
	size_t have;

	if (!is_inside(g, row, column))
		return;
	c = cell_at(g, row, column);
	if (c->width == 0 && column > 0)
		c--;
	have = strlen(c->text);
	if (have + len < sizeof(c->text))
		memcpy(c->text + have, text, len);
}

static int
put_plain(struct grid *g, int row, int column, int columns, enum look look,
	  const char *s)
{
	int used = 0;

	for (; s[used] != '\0' && used < columns; used++)
		put(g, row, column + used, look, s + used, 1, 1);
	return used;
}

int
grid_text(struct grid *g, int row, int column, int columns, enum look look,
	  const char *text)
{
	const char *s = grid_shown(g, text);
	size_t len;
	int used = 0;

	if (columns <= 0)
		return 0;
	if (is_plain(s))
		return put_plain(g, row, column, columns, look, s);
	len = strlen(s);
	while (len > 0) {
		uint32_t character;
		size_t bytes = text_decode(s, len, &character);
		int width = text_char_width(character);

		if (width == 0) {
			if (used > 0)
				put_mark(g, row, column + used - 1, s, bytes);
		} else {
			if (used + width > columns)
				break;
			put(g, row, column + used, look, s, bytes, width);
			used += width;
		}
		s += bytes;
		len -= bytes;
	}
	return used;
}

void
grid_repeat(struct grid *g, int row, int column, int columns, enum look look,
	    char character)
{
	for (int i = 0; i < columns; i++)
		put(g, row, column + i, look, &character, 1, 1);
}

void
grid_blank(struct grid *g, struct box b, enum look look)
{
	for (int row = b.row; row < b.row + b.rows; row++)
		for (int i = b.column; i < b.column + b.columns; i++)
			if (is_inside(g, row, i))
				set_blank(cell_at(g, row, i), look);
}

void
grid_look(struct grid *g, int row, int column, int columns, enum look look)
{
	for (int i = column; i < column + columns; i++)
		if (is_inside(g, row, i))
			cell_at(g, row, i)->look = (unsigned char)look;
}

void
grid_cursor(struct grid *g, int row, int column)
{
	g->cursor_row = clamp(row, 0, g->rows - 1);
	g->cursor_column = clamp(column, 0, g->columns - 1);
}

const struct cell *
grid_cell(const struct grid *g, int row, int column)
{
	return is_inside(g, row, column) ? cell_at(g, row, column) : NULL;
}

void
grid_dump(const struct grid *g, struct buf *out)
{
	for (int row = 0; row < g->rows; row++) {
		int last = g->columns;

		while (last > 0 &&
		       strcmp(cell_at(g, row, last - 1)->text, " ") == 0)
			last--;
		for (int i = 0; i < last; i++)
			buf_adds(out, cell_at(g, row, i)->text);
		buf_addc(out, '\n');
	}
}
