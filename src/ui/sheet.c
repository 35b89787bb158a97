#include "ui/sheet.h"

#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "markdown/flow.h"
#include "markdown/markdown.h"

#define PARTS_MOST 8
#define COUNTED_ROWS 6 /* from here a line says how many more there are */
#define TEXT_ROWS 2    /* of an item below its caution, at least */

void
sheet_begin(struct sheet *s, struct grid *g, int columns)
{
	*s = (struct sheet){
		.grid = g,
		.columns = columns < 1 ? 1 : columns,
		.entry = -1,
		.mark = -1,
	};
}

void
sheet_entry(struct sheet *s, int entry)
{
	s->entry = entry;
	s->mark = -1;
}

void
sheet_mark(struct sheet *s, int column)
{
	s->mark = column;
}

static struct sheet_line *
add_line(struct sheet *s, unsigned parts)
{
	struct arena *a = &s->grid->scratch;
	struct sheet_line *line;

	s->lines = arena_more(a, s->lines, s->count, sizeof(*s->lines));
	line = &s->lines[s->count++];
	line->entry = s->entry;
	line->mark = s->mark;
	line->parts =
		parts > 0 ? ARENA_ARRAY(a, struct sheet_part, parts) : NULL;
	s->mark = -1;
	return line;
}

void
sheet_gap(struct sheet *s)
{
	int entry = s->entry;

	s->entry = -1;
	add_line(s, 0);
	s->entry = entry;
}

/* What is left to lay out of a part. */
struct rest {
	const char *text;
	size_t len;
};

/* Cells of a first word that the column would cut; 0: it cuts none. */
static int
cut_word(struct sheet *s, const struct rest *rest, size_t bytes)
{
	size_t word = strcspn(rest->text, " \n");

	if (bytes >= word || bytes == 0 ||
	    strchr("-/", rest->text[bytes - 1]) != NULL)
		return 0;
	return text_width(arena_strndup(&s->grid->scratch, rest->text, word));
}

/*
 * A word that is longer than a hanging text is wide gets a line of its own
 * that begins further left, where it fits.
 */
static bool
take_line(struct sheet *s, struct sheet_line *line,
	  const struct sheet_part *part, struct rest *rest)
{
	struct sheet_part at = *part;
	size_t next = 0, bytes;
	int word;

	if (rest->len == 0)
		return false;
	bytes = text_line(rest->text, rest->len, at.columns, &next);
	word = cut_word(s, rest, bytes);
	if (word > at.columns && word < s->columns &&
	    at.column + at.columns == s->columns) {
		if (line->count > 0)
			return false;
		at.column = s->columns - word;
		at.columns = word;
		bytes = text_line(rest->text, rest->len, word, &next);
	}
	line->parts[line->count] = at;
	line->parts[line->count++].text =
		arena_strndup(&s->grid->scratch, rest->text, bytes);
	if (next == 0)
		next = rest->len;
	rest->text += next;
	rest->len -= next;
	return true;
}

void
sheet_row(struct sheet *s, const struct sheet_part *parts, unsigned count)
{
	struct sheet_part fitted[PARTS_MOST];
	struct rest rests[PARTS_MOST];
	bool more = false;

	if (count > PARTS_MOST)
		count = PARTS_MOST;
	for (unsigned i = 0; i < count; i++) {
		fitted[i] = parts[i];
		if (fitted[i].columns < 1)
			fitted[i].columns = 1;
		rests[i].text = grid_shown_lines(s->grid, parts[i].text);
		rests[i].len = strlen(rests[i].text);
	}
	do {
		struct sheet_line *line = add_line(s, count);

		for (unsigned i = 0; i < count; i++)
			take_line(s, line, &fitted[i], &rests[i]);
		more = false;
		for (unsigned i = 0; i < count; i++)
			more = more || rests[i].len > 0;
	} while (more);
}

void
sheet_text(struct sheet *s, int column, enum look look, const char *text)
{
	struct sheet_part part = {column, s->columns - column, look, text};

	sheet_row(s, &part, 1);
}

int
sheet_width(struct grid *g, const char *text)
{
	return text_width(grid_shown(g, text));
}

/* Room behind the last line of a text that was just added. */
static int
room_behind(const struct sheet *s, int column)
{
	const struct sheet_line *last = &s->lines[s->count - 1];
	int end = column;

	for (unsigned i = 0; i < last->count; i++) {
		const struct sheet_part *part = &last->parts[i];

		if (part->column + text_width(part->text) > end)
			end = part->column + text_width(part->text);
	}
	return s->columns - end;
}

/* To the right edge: behind the last line where it fits, else below it. */
static void
add_right(struct sheet *s, int column, const char *right)
{
	const char *shown = grid_shown(s->grid, right);
	int width = text_width(shown);
	struct sheet_line *last = &s->lines[s->count - 1];
	struct sheet_part part = {s->columns - width, width, LOOK_NORMAL,
				  shown};

	if (width > s->columns - column) {
		sheet_text(s, column, LOOK_NORMAL, right);
		return;
	}
	if (room_behind(s, column) < width + 2)
		last = add_line(s, 1);
	/* sheet_hang() left room for one part more. */
	last->parts[last->count++] = part;
}

void
sheet_hang(struct sheet *s, int column, const char *lead, enum look look,
	   const char *text, const char *right)
{
	int width = sheet_width(s->grid, lead);
	/* A long lead would leave the text a few columns at the edge. */
	bool joined = width > (s->columns - column) / 2;
	int hang = joined ? 0 : width;
	const char *whole =
		joined ? arena_printf(&s->grid->scratch, "%s%s", lead, text)
		       : text;
	struct sheet_part parts[] = {
		{column, hang, look, joined ? "" : lead},
		{column + hang, s->columns - column - hang, look, whole},
		{s->columns, 1, look, ""},
	};

	sheet_row(s, parts, 3);
	if (right != NULL && right[0] != '\0')
		add_right(s, column + hang, right);
}

static void
add_flow_line(struct sheet *s, int column, const char *lead, int lead_width,
	      const struct flow_line *from)
{
	struct sheet_line *line = add_line(s, from->count + 1);
	int at = column + lead_width;

	if (lead != NULL)
		line->parts[line->count++] = (struct sheet_part){
			column, lead_width, LOOK_NORMAL, lead};
	for (unsigned i = 0; i < from->count; i++) {
		const struct flow_run *run = &from->runs[i];
		int width = sheet_width(s->grid, run->text);
		bool bold = (run->style & (STYLE_STRONG | STYLE_EMPHASIS)) != 0;

		line->parts[line->count++] = (struct sheet_part){
			at, width, bold ? LOOK_BOLD : LOOK_NORMAL, run->text};
		at += width;
	}
}

void
sheet_flow(struct sheet *s, int column, const char *lead, const char *text)
{
	struct arena *a = &s->grid->scratch;
	int width = sheet_width(s->grid, lead);
	int room = s->columns - column - width;
	const char *shown = s->grid->ascii ? text_ascii(a, text) : text;
	struct flow flow =
		flow_source(shown, strlen(shown), room < 8 ? 8 : room, a);

	for (unsigned i = 0; i < flow.count; i++)
		add_flow_line(s, column,
			      i == 0 ? grid_shown(s->grid, lead) : NULL, width,
			      &flow.lines[i]);
}

/* First, marked and last line of an entry; false when it has none. */
static bool
find_entry(const struct sheet *s, int entry, int *first, int *mark, int *last)
{
	bool found = false;

	*mark = -1;
	for (unsigned i = 0; entry >= 0 && i < s->count; i++) {
		if (s->lines[i].entry != entry)
			continue;
		if (!found)
			*first = (int)i;
		*last = (int)i;
		if (*mark < 0 && s->lines[i].mark >= 0)
			*mark = (int)i;
		found = true;
	}
	if (*mark < 0)
		*mark = *first;
	return found;
}

int
sheet_top(const struct sheet *s, int rows, int focus)
{
	int first = 0, mark = 0, last = 0, top, begin;
	int most = (int)s->count - rows;
	/* A low box has no lines that count the rest. */
	int counts = rows < COUNTED_ROWS ? 0 : 1;

	if (most <= 0 || !find_entry(s, focus, &first, &mark, &last))
		return 0;
	/* One line of what follows, and the line that counts the rest. */
	top = last + 3 - rows;
	begin = first - counts;
	/* Its caution gives way where it would fill a low box. */
	if (counts == 0 && mark - first + TEXT_ROWS > rows)
		begin = last + 1 - rows < mark ? last + 1 - rows : mark;
	if (begin < first - counts)
		begin = first - counts;
	if (top > begin)
		top = begin;
	return top < 0 ? 0 : top > most ? most : top;
}

/* What the parts of the focused entry look like. */
static enum look
focused_look(enum look look)
{
	return look == LOOK_NORMAL || look == LOOK_BOLD ? LOOK_FOCUS : look;
}

static void
draw_line(const struct sheet *s, const struct sheet_line *line, struct box b,
	  int row, bool focused)
{
	for (unsigned i = 0; i < line->count; i++) {
		const struct sheet_part *part = &line->parts[i];
		enum look look =
			focused ? focused_look(part->look) : part->look;

		if (part->column >= b.columns)
			continue;
		grid_text(s->grid, row, b.column + part->column,
			  b.columns - part->column < part->columns
				  ? b.columns - part->column
				  : part->columns,
			  look, part->text);
	}
	if (focused && line->mark >= 0) {
		grid_text(s->grid, row, b.column + line->mark, 1, LOOK_BOLD,
			  ">");
		grid_cursor(s->grid, row, b.column + line->mark);
	}
}

/* Covers a line with how many more there are; not in a low box. */
static void
draw_more(const struct sheet *s, struct box b, int row, int lines, bool above)
{
	if (b.rows < COUNTED_ROWS || lines <= 0)
		return;
	grid_blank(s->grid, (struct box){row, b.column, 1, b.columns},
		   LOOK_NORMAL);
	grid_text(s->grid, row, b.column + 1, b.columns - 1, LOOK_NORMAL,
		  arena_printf(&s->grid->scratch,
			       above ? tr_n("-- %d line more above --",
					    "-- %d lines more above --", lines)
				     : tr_n("-- %d line more below --",
					    "-- %d lines more below --", lines),
			       lines));
}

struct box
sheet_uncovered(const struct sheet *s, struct box b, int top)
{
	bool counted = b.rows >= COUNTED_ROWS;

	if (counted && top + b.rows < (int)s->count)
		b.rows--;
	if (counted && top > 0) {
		b.row++;
		b.rows--;
	}
	return b;
}

static void
draw_lines(const struct sheet *s, struct box b, int top, int focus)
{
	int count = (int)s->count;

	for (int i = 0; i < b.rows && top + i < count; i++) {
		const struct sheet_line *line = &s->lines[top + i];

		draw_line(s, line, b, b.row + i,
			  focus >= 0 && line->entry == focus);
	}
	if (top > 0)
		draw_more(s, b, b.row, top + 1, true);
	if (top + b.rows < count)
		draw_more(s, b, b.row + b.rows - 1, count - top - b.rows + 1,
			  false);
}

void
sheet_draw(const struct sheet *s, struct box b, int focus)
{
	draw_lines(s, b, sheet_top(s, b.rows, focus), focus);
}

void
sheet_draw_from(const struct sheet *s, struct box b, int top)
{
	draw_lines(s, b, top, -1);
}

const char *
sheet_cut(struct grid *g, const char *text, int columns)
{
	const char *shown = grid_shown(g, text);
	size_t len = strlen(shown), next = 0, bytes;

	if (columns <= 0)
		return "";
	if (text_width(shown) <= columns)
		return shown;
	if (columns < 8)
		return text_cut(&g->scratch, shown, columns);
	bytes = text_line(shown, len, columns - 2, &next);
	while (bytes > 0 && shown[bytes - 1] == ' ')
		bytes--;
	return arena_printf(&g->scratch, "%.*s..", (int)bytes, shown);
}
