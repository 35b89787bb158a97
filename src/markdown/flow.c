#include "markdown/flow.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "markdown/markdown.h"

#define RULE_WIDEST 24
#define GAP 2 /* cells between columns */

struct pen {
	struct arena *arena;
	struct flow flow;
	int width;
};

static struct flow_line *
add_line(struct pen *pen)
{
	struct flow *f = &pen->flow;

	f->lines =
		arena_more(pen->arena, f->lines, f->count, sizeof(*f->lines));
	return &f->lines[f->count++];
}

static void
add_run(struct pen *pen, struct flow_line *line, const char *s, size_t len,
	unsigned style)
{
	if (len == 0)
		return;
	line->runs = arena_more(pen->arena, line->runs, line->count,
				sizeof(*line->runs));
	line->runs[line->count++] = (struct flow_run){
		.text = arena_strndup(pen->arena, s, len), .style = style};
}

static void
add_spaces(struct pen *pen, struct flow_line *line, int count)
{
	if (count > 0)
		add_run(pen, line, arena_printf(pen->arena, "%*s", count, ""),
			(size_t)count, STYLE_PLAIN);
}

/*
 * The bytes from `from` to `to` with their styles; `more` is on all of them.
 * *span goes along from line to line: what ended before is not looked at again.
 */
static void
add_slice(struct pen *pen, struct flow_line *line,
	  const struct markdown_text *text, unsigned *span, size_t from,
	  size_t to, unsigned more)
{
	for (; *span < text->span_count && from < to; (*span)++) {
		const struct markdown_span *at = &text->spans[*span];
		size_t end = at->end < to ? at->end : to;

		if (at->end > from)
			add_run(pen, line, text->text + from, end - from,
				at->style | more);
		from = at->end > from ? end : from;
		if (at->end > to)
			break;
	}
}

/* What stands before the text of a line, and how much room that leaves. */
struct margin {
	unsigned quotes;
	int indent;
	const char *marker; /* before the first line */
};

/* Deep nesting never takes more than half of the line. */
static struct margin
margin_of(const struct markdown_block *block, int width)
{
	struct margin m = {.quotes = block->quotes,
			   .indent = (int)block->indent,
			   .marker = block->marker};
	int marker = m.marker ? (int)strlen(m.marker) + 1 : 0;
	int most;

	if ((int)m.quotes > width / 8)
		m.quotes = (unsigned)(width / 8);
	most = width / 2 - (int)m.quotes * 2;
	if (m.indent > most)
		m.indent = most > marker ? most : marker;
	/* Room for a wide character at least. */
	if (m.indent + (int)m.quotes * 2 + 2 > width)
		m = (struct margin){0};
	return m;
}

static int
room_beside(const struct pen *pen, const struct margin *m)
{
	return pen->width - m->indent - (int)m->quotes * 2;
}

static void
add_margin(struct pen *pen, struct flow_line *line, const struct margin *m,
	   bool first)
{
	int marker = first && m->marker ? (int)strlen(m->marker) + 1 : 0;

	for (unsigned i = 0; i < m->quotes; i++)
		add_run(pen, line, "> ", 2, STYLE_PLAIN);
	add_spaces(pen, line, m->indent - marker);
	if (marker)
		add_run(pen, line, arena_printf(pen->arena, "%s ", m->marker),
			(size_t)marker, STYLE_PLAIN);
}

static void
flow_text(struct pen *pen, const struct markdown_text *text,
	  const struct margin *m, unsigned style)
{
	int room = room_beside(pen, m);
	unsigned span = 0;
	size_t at = 0;
	bool first = true;

	do {
		struct flow_line *line = add_line(pen);
		size_t next = 0;
		size_t len =
			text_line(text->text + at, text->len - at, room, &next);

		add_margin(pen, line, m, first);
		add_slice(pen, line, text, &span, at, at + len, style);
		first = false;
		at += next;
	} while (at < text->len);
}

/* Code is never broken at words: a command must be seen as it is. */
static void
flow_code(struct pen *pen, const struct markdown_text *text,
	  const struct margin *m)
{
	int room = room_beside(pen, m);
	size_t at = 0;
	bool first = true;

	while (at < text->len) {
		size_t left = strcspn(text->text + at, "\n");
		size_t fits = text_fit(text->text + at, left, room);
		struct flow_line *line = add_line(pen);
		uint32_t character;

		if (fits == 0 && left > 0)
			fits = text_decode(text->text + at, left, &character);
		add_margin(pen, line, m, first);
		add_run(pen, line, text->text + at, fits, STYLE_CODE);
		first = false;
		at += fits;
		if (fits == left)
			at++;
	}
}

static int
cell_width(const struct markdown_text *cell)
{
	return text_width_n(cell->text, cell->len);
}

/* The widest cell of each column. */
static int *
column_widths(const struct markdown_block *table, struct arena *a)
{
	int *widths = ARENA_ARRAY(a, int, table->column_count);

	for (unsigned i = 0; i < table->row_count; i++) {
		for (unsigned c = 0; c < table->column_count; c++) {
			int width = cell_width(&table->rows[i].cells[c]);

			if (width > widths[c])
				widths[c] = width;
		}
	}
	return widths;
}

static void
flow_row(struct pen *pen, const struct markdown_block *table, unsigned row,
	 const int *widths, const struct margin *m)
{
	struct flow_line *line = add_line(pen);

	add_margin(pen, line, m, row == 0);
	for (unsigned c = 0; c < table->column_count; c++) {
		const struct markdown_text *cell = &table->rows[row].cells[c];
		int rest = widths[c] - cell_width(cell);
		bool last = c + 1 == table->column_count;
		unsigned span = 0;

		if (table->right[c])
			add_spaces(pen, line, rest);
		add_slice(pen, line, cell, &span, 0, cell->len,
			  row == 0 ? STYLE_STRONG : STYLE_PLAIN);
		if (!last)
			add_spaces(pen, line,
				   GAP + (table->right[c] ? 0 : rest));
	}
}

/* "head: cell", each on lines of its own. */
static void
flow_cell(struct pen *pen, const struct markdown_text *head,
	  const struct markdown_text *cell, const struct margin *m)
{
	struct markdown_text whole = {0};
	unsigned count = cell->span_count + 1;
	size_t before = head->len ? head->len + 2 : 0;

	whole.text = arena_printf(pen->arena, "%s%s%s", head->text,
				  before ? ": " : "", cell->text);
	whole.len = before + cell->len;
	whole.spans = ARENA_ARRAY(pen->arena, struct markdown_span, count);
	whole.spans[whole.span_count++] =
		(struct markdown_span){.end = before, .style = STYLE_STRONG};
	for (unsigned i = 0; i < cell->span_count; i++)
		whole.spans[whole.span_count++] = (struct markdown_span){
			.end = before + cell->spans[i].end,
			.style = cell->spans[i].style};
	flow_text(pen, &whole, m, STYLE_PLAIN);
}

static void
flow_as_list(struct pen *pen, const struct markdown_block *table)
{
	struct markdown_block item = *table;

	item.indent += 2;
	for (unsigned i = 1; i < table->row_count; i++) {
		item.marker = "-";
		for (unsigned c = 0; c < table->column_count; c++) {
			const struct markdown_text *cell =
				&table->rows[i].cells[c];
			struct margin m = margin_of(&item, pen->width);

			if (!cell->len)
				continue;
			flow_cell(pen, &table->rows[0].cells[c], cell, &m);
			item.marker = NULL;
		}
	}
}

static void
flow_table(struct pen *pen, const struct markdown_block *table)
{
	struct margin m = margin_of(table, pen->width);
	int *widths = column_widths(table, pen->arena);
	int width = 0;

	for (unsigned c = 0; c < table->column_count; c++)
		width += widths[c] + (c ? GAP : 0);
	if (width > room_beside(pen, &m)) {
		flow_as_list(pen, table);
		return;
	}
	for (unsigned i = 0; i < table->row_count; i++)
		flow_row(pen, table, i, widths, &m);
}

static void
flow_rule(struct pen *pen, const struct margin *m)
{
	static const char dashes[] = "------------------------";
	struct flow_line *line = add_line(pen);
	int room = room_beside(pen, m);

	add_margin(pen, line, m, true);
	add_run(pen, line, dashes,
		(size_t)(room < RULE_WIDEST ? room : RULE_WIDEST), STYLE_PLAIN);
}

static void
flow_block(struct pen *pen, const struct markdown_block *block)
{
	struct margin m = margin_of(block, pen->width);

	switch (block->kind) {
	case MARKDOWN_PARAGRAPH:
		flow_text(pen, &block->text, &m, STYLE_PLAIN);
		break;
	case MARKDOWN_HEADING:
		flow_text(pen, &block->text, &m, STYLE_STRONG);
		break;
	case MARKDOWN_CODE:
		flow_code(pen, &block->text, &m);
		break;
	case MARKDOWN_TABLE:
		flow_table(pen, block);
		break;
	case MARKDOWN_RULE:
		flow_rule(pen, &m);
		break;
	}
}

struct flow
flow_blocks(const struct markdown *m, int width, struct arena *a)
{
	struct pen pen = {.arena = a, .width = width > 0 ? width : 1};

	for (unsigned i = 0; i < m->count; i++) {
		if (i > 0 && !m->blocks[i].tight)
			add_line(&pen);
		flow_block(&pen, &m->blocks[i]);
	}
	return pen.flow;
}

struct flow
flow_source(const char *source, size_t len, int width, struct arena *a)
{
	struct markdown m = markdown_read(source, len, a);

	return flow_blocks(&m, width, a);
}
