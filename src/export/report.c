#include "export/report.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

struct report *
report_new(struct arena *a, const char *name, const char *title)
{
	struct report *r = ARENA_NEW(a, struct report);

	*r = (struct report){
		.arena = a,
		.name = name,
		.title = title,
		.incident = "",
		.as_of = "",
		.language = "en",
		.tlp = "",
		.audience = "",
		.proof = "",
	};
	return r;
}

static const char *
safe(struct report *r, const char *text)
{
	return text_shown(r->arena, text != NULL ? text : "", false);
}

static struct report_block *
add(struct report *r, enum report_block_kind kind, const char *text)
{
	struct report_block *b;

	r->blocks =
		arena_more(r->arena, r->blocks, r->count, sizeof(*r->blocks));
	b = &r->blocks[r->count++];
	b->kind = kind;
	b->text = safe(r, text);
	return b;
}

/* The list at the end, where it is one of that kind; else a new one. */
static struct report_block *
list_of(struct report *r, enum report_block_kind kind)
{
	struct report_block *b = r->count > 0 ? &r->blocks[r->count - 1] : NULL;

	if (b == NULL || b->kind != kind) {
		b = add(r, kind, "");
		b->columns = 2;
	}
	return b;
}

static void
add_cells(struct report *r, struct report_block *b, const char *const *cells)
{
	for (unsigned i = 0; i < b->columns; i++) {
		b->cells = arena_more(r->arena, b->cells,
				      (size_t)b->rows * b->columns + i,
				      sizeof(*b->cells));
		b->cells[b->rows * b->columns + i] = safe(r, cells[i]);
	}
	b->rows++;
}

void
report_heading(struct report *r, const char *text)
{
	add(r, REPORT_HEADING, text);
}

void
report_paragraph(struct report *r, const char *text)
{
	add(r, REPORT_PARAGRAPH, text);
}

void
report_notice(struct report *r, const char *text)
{
	add(r, REPORT_NOTICE, text);
}

void
report_line(struct report *r, const char *text, const char *sources)
{
	const char *const cells[] = {text, sources};

	add_cells(r, list_of(r, REPORT_LINES), cells);
}

void
report_pair(struct report *r, const char *label, const char *value)
{
	const char *const cells[] = {label, value};

	add_cells(r, list_of(r, REPORT_PAIRS), cells);
}

void
report_table(struct report *r, const char *const *heads, unsigned columns)
{
	struct report_block *b = add(r, REPORT_TABLE, "");

	b->columns = columns;
	b->heads = ARENA_ARRAY(r->arena, const char *, columns);
	for (unsigned i = 0; i < columns; i++)
		b->heads[i] = safe(r, heads[i]);
}

void
report_page(struct report *r)
{
	if (r->count > 0 && r->blocks[r->count - 1].kind != REPORT_PAGE)
		add(r, REPORT_PAGE, "");
}

void
report_blank(struct report *r, const char *text, unsigned lines)
{
	add(r, REPORT_BLANK, text)->rows = lines;
}

void
report_row(struct report *r, const char *const *cells)
{
	if (r->count > 0 && r->blocks[r->count - 1].kind == REPORT_TABLE)
		add_cells(r, &r->blocks[r->count - 1], cells);
}
