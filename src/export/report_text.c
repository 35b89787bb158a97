/* A report as text: columns by width, pages where they are asked for. */
#include "export/report.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"

#define COLUMNS_MOST 8
#define CELL_LEAST 9 /* narrower than this a row stands line by line */
#define BETWEEN 2

/* A line that is none: the next one begins a page. */
static const char page_break[] = "\f";

/* Lines that are laid out, before they are put on pages. */
struct lines {
	struct arena arena;
	const char **list;
	unsigned count;
	int columns;
};

static void
add_line(struct lines *l, const char *text)
{
	l->list = arena_more(&l->arena, l->list, l->count, sizeof(*l->list));
	l->list[l->count++] = text;
}

static void
add_gap(struct lines *l)
{
	const char *last = l->count > 0 ? l->list[l->count - 1] : "";

	if (last[0] != '\0' && last != page_break)
		add_line(l, "");
}

static const char *
blanks(struct lines *l, int count)
{
	return arena_printf(&l->arena, "%*s", count > 0 ? count : 0, "");
}

/* `lead`, then the text hanging behind it. */
static void
add_hanging(struct lines *l, const char *lead, const char *text)
{
	int indent = text_width(lead);
	int room = l->columns - indent > 8 ? l->columns - indent : 8;
	size_t len = strlen(text), next;
	bool first = true;

	do {
		size_t fits = text_line(text, len, room, &next);

		add_line(l, arena_printf(&l->arena, "%s%.*s",
					 first ? lead : blanks(l, indent),
					 (int)fits, text));
		first = false;
		text += len > 0 ? next : 0;
		len -= len > 0 ? next : 0;
	} while (len > 0);
}

/* --- tables */

static void
widths_of(const struct report_block *b, int *widths)
{
	for (unsigned i = 0; i < b->columns; i++) {
		widths[i] = text_width(b->heads[i]);
		for (unsigned row = 0; row < b->rows; row++) {
			int width = text_width(b->cells[row * b->columns + i]);

			if (widths[i] < width)
				widths[i] = width;
		}
	}
}

/* The widest column gives way until all of them fit; false: they cannot. */
static bool
widths_fit(int *widths, unsigned columns, int room)
{
	int total = (int)(columns - 1) * BETWEEN;

	for (unsigned i = 0; i < columns; i++)
		total += widths[i];
	for (; total > room; total--) {
		unsigned widest = 0;

		for (unsigned i = 1; i < columns; i++)
			if (widths[i] > widths[widest])
				widest = i;
		if (widths[widest] <= CELL_LEAST)
			return false;
		widths[widest]--;
	}
	return true;
}

static void
add_table_row(struct lines *l, const char *const *cells, const int *widths,
	      unsigned columns)
{
	const char *rest[COLUMNS_MOST];
	bool more = true;

	for (unsigned i = 0; i < columns; i++)
		rest[i] = cells[i];
	while (more) {
		const char *line = "";
		int gap = 0;

		more = false;
		for (unsigned i = 0; i < columns; i++) {
			size_t next = 0, len = strlen(rest[i]);
			size_t fits = len > 0 ? text_line(rest[i], len,
							  widths[i], &next)
					      : 0;

			line = arena_printf(&l->arena, "%s%s%.*s", line,
					    fits > 0 ? blanks(l, gap) : "",
					    (int)fits, rest[i]);
			gap = (fits > 0 ? 0 : gap) + widths[i] + BETWEEN -
			      text_width_n(rest[i], fits);
			rest[i] += next;
			more = more || rest[i][0] != '\0';
		}
		add_line(l, line);
	}
}

/* No room for columns: a row is a few lines, each with its head. */
static void
add_stacked(struct lines *l, const struct report_block *b)
{
	for (unsigned row = 0; row < b->rows; row++) {
		for (unsigned i = 0; i < b->columns; i++) {
			const char *cell = b->cells[row * b->columns + i];

			if (cell[0] != '\0')
				add_hanging(l, i == 0 ? "- " : "  ",
					    i == 0 ? cell
						   : say_fill(&l->arena,
							      tr("%1: %2"),
							      b->heads[i], cell,
							      NULL));
		}
	}
}

static void
add_table(struct lines *l, const struct report_block *b)
{
	int widths[COLUMNS_MOST];

	if (b->columns > COLUMNS_MOST)
		return;
	widths_of(b, widths);
	if (!widths_fit(widths, b->columns, l->columns)) {
		add_stacked(l, b);
		return;
	}
	add_table_row(l, b->heads, widths, b->columns);
	for (unsigned row = 0; row < b->rows; row++)
		add_table_row(l, &b->cells[row * b->columns], widths,
			      b->columns);
}

/* --- the other blocks */

static void
add_pairs(struct lines *l, const struct report_block *b)
{
	int widest = 0;

	for (unsigned row = 0; row < b->rows; row++) {
		int width = text_width(b->cells[row * 2]);

		if (widest < width && width <= l->columns / 3)
			widest = width;
	}
	for (unsigned row = 0; row < b->rows; row++) {
		const char *label = b->cells[row * 2];
		int room = widest - text_width(label);

		add_hanging(l,
			    arena_printf(&l->arena, "%s%s  ", label,
					 blanks(l, room)),
			    b->cells[row * 2 + 1]);
	}
}

static void
add_rows(struct lines *l, const struct report_block *b)
{
	for (unsigned row = 0; row < b->rows; row++) {
		const char *text = b->cells[row * 2];
		const char *sources = b->cells[row * 2 + 1];

		if (sources[0] != '\0')
			text = arena_printf(&l->arena, "%s (%s)", text,
					    sources);
		add_hanging(l, "- ", text);
	}
}

static void
add_blank(struct lines *l, const struct report_block *b)
{
	char *rule = arena_alloc(&l->arena, (size_t)l->columns + 1);

	memset(rule, '_', (size_t)l->columns);
	if (b->text[0] != '\0')
		add_hanging(l, "", b->text);
	for (unsigned i = 0; i < b->rows; i++) {
		add_line(l, "");
		add_line(l, rule);
	}
}

static void
add_block(struct lines *l, const struct report_block *b)
{
	switch (b->kind) {
	case REPORT_HEADING:
		add_gap(l);
		add_hanging(l, "", b->text);
		return;
	case REPORT_PARAGRAPH:
		add_hanging(l, "", b->text);
		return;
	case REPORT_NOTICE:
		add_hanging(l, "! ", b->text);
		return;
	case REPORT_LINES:
		add_rows(l, b);
		return;
	case REPORT_PAIRS:
		add_pairs(l, b);
		return;
	case REPORT_TABLE:
		add_table(l, b);
		return;
	case REPORT_PAGE:
		add_line(l, page_break);
		return;
	case REPORT_BLANK:
		add_blank(l, b);
		return;
	}
}

/* --- pages */

/* `left`, and `right` at the right edge; under each other where it is tight. */
static void
add_ends(struct lines *l, const char *left, const char *right)
{
	int room = l->columns - text_width(left) - text_width(right);

	if (room >= 2) {
		add_line(l, arena_printf(&l->arena, "%s%s%s", left,
					 blanks(l, room), right));
		return;
	}
	add_hanging(l, "", left);
	add_hanging(l, "", right);
}

/* What stands on every page: the exercise and the traffic light first. */
static void
add_head(struct lines *l, const struct report *r, const char *page)
{
	const char *left =
		r->banner != NULL ? arena_printf(&l->arena, "%s  %s  %s",
						 r->banner, r->tlp, r->audience)
				  : arena_printf(&l->arena, "%s  %s", r->tlp,
						 r->audience);
	char *rule = arena_alloc(&l->arena, (size_t)l->columns + 1);

	memset(rule, '-', (size_t)l->columns);
	add_ends(l, left, page);
	add_ends(l, r->title, r->as_of);
	if (r->incident[0] != '\0')
		add_hanging(l, "", r->incident);
	add_line(l, rule);
}

static void
put(struct buf *out, const struct lines *l, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++) {
		size_t len = strlen(l->list[i]);

		while (len > 0 && l->list[i][len - 1] == ' ')
			len--;
		buf_add(out, l->list[i], len);
		buf_addc(out, '\n');
	}
}

static void
put_head(struct buf *out, const struct report *r, int columns, const char *page)
{
	struct lines head = {.columns = columns};

	add_head(&head, r, page);
	put(out, &head, 0, head.count);
	arena_fini(&head.arena);
}

static int
head_rows(const struct report *r, int columns)
{
	struct lines head = {.columns = columns};
	int rows;

	add_head(&head, r, "99/99");
	rows = (int)head.count;
	arena_fini(&head.arena);
	return rows;
}

static void
lay_out(struct lines *l, const struct report *r)
{
	for (unsigned i = 0; i < r->count; i++)
		add_block(l, &r->blocks[i]);
	if (r->proof[0] != '\0') {
		add_gap(l);
		add_hanging(l, "", r->proof);
	}
}

/* How many of the lines from `from` on go on one page of so many. */
static unsigned
page_lines(const struct lines *l, unsigned from, unsigned room)
{
	unsigned n = 0;

	while (from + n < l->count && (room == 0 || n < room) &&
	       l->list[from + n] != page_break)
		n++;
	return n;
}

/* Where the next page begins, behind n lines from `from` on. */
static unsigned
page_next(const struct lines *l, unsigned from, unsigned n)
{
	from += n;
	return from < l->count && l->list[from] == page_break ? from + 1 : from;
}

static unsigned
page_count(const struct lines *l, unsigned room)
{
	unsigned pages = 0, from = 0;

	do {
		from = page_next(l, from, page_lines(l, from, room));
		pages++;
	} while (from < l->count);
	return pages;
}

void
report_write_text(const struct report *r, int columns, int rows,
		  struct buf *out)
{
	struct lines body = {.columns = columns};
	int room = rows > 0 ? rows - head_rows(r, columns) : 0;
	unsigned pages, from = 0;

	lay_out(&body, r);
	room = room > 0 ? room : 0;
	pages = page_count(&body, (unsigned)room);
	for (unsigned i = 0; i < pages; i++) {
		unsigned n = page_lines(&body, from, (unsigned)room);

		if (i > 0)
			buf_addc(out, rows > 0 ? '\f' : '\n');
		put_head(out, r, columns,
			 rows > 0 ? arena_printf(&body.arena, "%u/%u", i + 1,
						 pages)
				  : "");
		put(out, &body, from, from + n);
		from = page_next(&body, from, n);
	}
	arena_fini(&body.arena);
}
