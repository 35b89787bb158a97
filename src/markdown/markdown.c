#include "markdown/markdown.h"

#include <limits.h>
#include <string.h>

#include <md4c.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "markdown/entity.h"

#define DEPTH_MOST 12 /* of lists; deeper ones stand like this one */
#define COLUMNS_MOST 32

struct list {
	bool ordered;
	bool tight;
	unsigned number; /* of the next item */
	unsigned width;  /* of the item's marker and the blank behind it */
};

struct reader {
	struct arena *arena;
	struct markdown *made;

	bool open; /* a block takes text */
	bool cell; /* a table's cell does */
	struct markdown_block block;
	struct buf text;
	struct markdown_span *spans;
	unsigned span_count;

	struct list lists[DEPTH_MOST + 1]; /* [0] is no list */
	unsigned list_count;
	unsigned quotes;
	const char *marker; /* of an item that has no text yet */

	unsigned emphasis, strong, link;
	size_t most; /* no piece of text is longer than the source */
	size_t link_start;
	struct buf address;

	struct markdown_block table;
	unsigned column;
};

static struct list *
innermost(struct reader *r)
{
	return &r->lists[r->list_count < DEPTH_MOST ? r->list_count
						    : DEPTH_MOST];
}

static unsigned
indent_of(const struct reader *r)
{
	unsigned indent = 0;

	for (unsigned i = 1; i <= r->list_count && i <= DEPTH_MOST; i++)
		indent += r->lists[i].width;
	return indent;
}

static unsigned
style_of(const struct reader *r)
{
	return (r->emphasis ? STYLE_EMPHASIS : 0u) |
	       (r->strong ? STYLE_STRONG : 0u) | (r->link ? STYLE_LINK : 0u);
}

/* What was gathered since the last text, safe to show. */
static struct markdown_text
take_text(struct reader *r)
{
	struct markdown_text text = {
		.text = arena_strndup(r->arena, buf_text(&r->text),
				      r->text.len),
		.len = r->text.len,
		.spans = r->spans,
		.span_count = r->span_count,
	};

	buf_clear(&r->text);
	r->spans = NULL;
	r->span_count = 0;
	return text;
}

static void
add_styled(struct reader *r, const char *s, size_t len, unsigned style)
{
	text_show(&r->text, s, len, true);
	if (r->span_count && r->spans[r->span_count - 1].style == style) {
		r->spans[r->span_count - 1].end = r->text.len;
		return;
	}
	r->spans = arena_more(r->arena, r->spans, r->span_count,
			      sizeof(*r->spans));
	r->spans[r->span_count++] =
		(struct markdown_span){.end = r->text.len, .style = style};
}

static void
put_block(struct reader *r, const struct markdown_block *block)
{
	struct markdown *m = r->made;

	m->blocks =
		arena_more(r->arena, m->blocks, m->count, sizeof(*m->blocks));
	m->blocks[m->count++] = *block;
}

static bool
follows_heading(const struct markdown *m)
{
	return m->count && m->blocks[m->count - 1].kind == MARKDOWN_HEADING;
}

static void
place_block(struct reader *r, struct markdown_block *block,
	    enum markdown_kind kind)
{
	*block = (struct markdown_block){
		.kind = kind,
		.quotes = r->quotes,
		.lists = r->list_count,
		.indent = indent_of(r),
		.marker = r->marker,
		.tight = (r->list_count > 0 && innermost(r)->tight) ||
			 follows_heading(r->made),
	};
	r->marker = NULL;
}

static void
close_block(struct reader *r)
{
	if (!r->open)
		return;
	r->open = false;
	r->block.text = take_text(r);
	put_block(r, &r->block);
}

static void
open_block(struct reader *r, enum markdown_kind kind)
{
	close_block(r);
	place_block(r, &r->block, kind);
	r->open = true;
}

/* An item without any text still has its marker. */
static void
close_item(struct reader *r)
{
	close_block(r);
	if (r->marker) {
		open_block(r, MARKDOWN_PARAGRAPH);
		close_block(r);
	}
}

static void
open_list(struct reader *r, bool ordered, bool tight, unsigned start)
{
	close_item(r);
	r->list_count++;
	*innermost(r) = (struct list){
		.ordered = ordered, .tight = tight, .number = start};
}

static void
open_item(struct reader *r)
{
	struct list *list = innermost(r);

	close_block(r);
	r->marker = "-";
	if (list->ordered)
		r->marker = arena_printf(r->arena, "%u.", list->number++);
	list->width = (unsigned)strlen(r->marker) + 1;
}

static void
open_table(struct reader *r, const MD_BLOCK_TABLE_DETAIL *detail)
{
	close_block(r);
	place_block(r, &r->table, MARKDOWN_TABLE);
	r->table.column_count = detail->col_count < COLUMNS_MOST
					? detail->col_count
					: COLUMNS_MOST;
	r->table.right = ARENA_ARRAY(r->arena, bool, r->table.column_count);
}

static void
open_row(struct reader *r)
{
	struct markdown_block *t = &r->table;

	t->rows = arena_more(r->arena, t->rows, t->row_count, sizeof(*t->rows));
	t->rows[t->row_count++].cells =
		ARENA_ARRAY(r->arena, struct markdown_text, t->column_count);
	for (unsigned i = 0; i < t->column_count; i++)
		t->rows[t->row_count - 1].cells[i].text = "";
	r->column = 0;
}

static void
close_cell(struct reader *r, const MD_BLOCK_TD_DETAIL *detail)
{
	struct markdown_block *t = &r->table;
	struct markdown_text cell = take_text(r);

	r->cell = false;
	if (r->column >= t->column_count || !t->row_count)
		return;
	t->right[r->column] = detail->align == MD_ALIGN_RIGHT;
	t->rows[t->row_count - 1].cells[r->column++] = cell;
}

static void
enter_list_block(struct reader *r, MD_BLOCKTYPE type, const void *detail)
{
	const MD_BLOCK_OL_DETAIL *ordered = detail;
	const MD_BLOCK_UL_DETAIL *bullets = detail;

	if (type == MD_BLOCK_OL)
		open_list(r, true, ordered->is_tight, ordered->start);
	else
		open_list(r, false, bullets->is_tight, 0);
}

static void
put_rule(struct reader *r)
{
	struct markdown_block rule;

	close_block(r);
	place_block(r, &rule, MARKDOWN_RULE);
	put_block(r, &rule);
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	switch (type) {
	case MD_BLOCK_QUOTE:
		close_item(r);
		r->quotes++;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		enter_list_block(r, type, detail);
		break;
	case MD_BLOCK_LI:
		open_item(r);
		break;
	case MD_BLOCK_HR:
		put_rule(r);
		break;
	case MD_BLOCK_H:
		open_block(r, MARKDOWN_HEADING);
		r->block.level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE:
		open_block(r, MARKDOWN_CODE);
		break;
	case MD_BLOCK_P:
	case MD_BLOCK_HTML:
		open_block(r, MARKDOWN_PARAGRAPH);
		break;
	case MD_BLOCK_TABLE:
		open_table(r, detail);
		break;
	case MD_BLOCK_TR:
		open_row(r);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		r->cell = true;
		break;
	case MD_BLOCK_DOC:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		break;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	switch (type) {
	case MD_BLOCK_QUOTE:
		close_block(r);
		r->quotes--;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		close_block(r);
		r->list_count--;
		break;
	case MD_BLOCK_LI:
		close_item(r);
		break;
	case MD_BLOCK_H:
	case MD_BLOCK_CODE:
	case MD_BLOCK_P:
	case MD_BLOCK_HTML:
		close_block(r);
		break;
	case MD_BLOCK_TABLE:
		put_block(r, &r->table);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		close_cell(r, detail);
		break;
	case MD_BLOCK_DOC:
	case MD_BLOCK_HR:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
	case MD_BLOCK_TR:
		break;
	}
	return 0;
}

/* The address of a link as it is read, its own entities undone. */
static void
keep_address(struct reader *r, const MD_ATTRIBUTE *from)
{
	buf_clear(&r->address);
	for (size_t i = 0; from->size && from->substr_offsets[i] < from->size;
	     i++) {
		const char *part = from->text + from->substr_offsets[i];
		size_t len =
			from->substr_offsets[i + 1] - from->substr_offsets[i];

		if (from->substr_types[i] == MD_TEXT_ENTITY)
			entity_add(&r->address, part, len);
		else
			buf_add(&r->address, part, len);
	}
	r->link_start = r->text.len;
}

/* Whether the text of the link is its address already. */
static bool
says_address(const struct reader *r, const char *address)
{
	const char *text = buf_text(&r->text) + r->link_start;
	const char *colon = strchr(address, ':');

	return strcmp(text, address) == 0 ||
	       (colon && strcmp(text, colon + 1) == 0);
}

/* The address behind the text of a link, where that says something else. */
static void
close_link(struct reader *r)
{
	unsigned style = style_of(r);
	struct buf shown = {0};

	text_show(&shown, buf_text(&r->address), r->address.len, false);
	if (shown.len && !says_address(r, shown.bytes)) {
		if (r->text.len > r->link_start)
			add_styled(r, " ", 1, style);
		add_styled(r, "<", 1, style);
		add_styled(r, shown.bytes, shown.len, style | STYLE_LINK);
		add_styled(r, ">", 1, style);
	}
	buf_fini(&shown);
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	switch (type) {
	case MD_SPAN_EM:
	case MD_SPAN_U:
		r->emphasis++;
		break;
	case MD_SPAN_STRONG:
		r->strong++;
		break;
	case MD_SPAN_A:
		if (r->link++ == 0)
			keep_address(r, &((MD_SPAN_A_DETAIL *)detail)->href);
		break;
	case MD_SPAN_IMG:
		if (r->link++ == 0)
			keep_address(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		break;
	case MD_SPAN_CODE: /* its text says so itself */
	case MD_SPAN_DEL:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
		break;
	}
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct reader *r = user;

	(void)detail;
	switch (type) {
	case MD_SPAN_EM:
	case MD_SPAN_U:
		r->emphasis -= r->emphasis > 0;
		break;
	case MD_SPAN_STRONG:
		r->strong -= r->strong > 0;
		break;
	case MD_SPAN_A:
	case MD_SPAN_IMG:
		if (r->link > 0 && --r->link == 0)
			close_link(r);
		break;
	case MD_SPAN_CODE: /* its text says so itself */
	case MD_SPAN_DEL:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
		break;
	}
	return 0;
}

static void
add_entity(struct reader *r, const char *s, size_t len)
{
	struct buf meant = {0};

	entity_add(&meant, s, len);
	add_styled(r, buf_text(&meant), meant.len, style_of(r));
	buf_fini(&meant);
}

static int
add_text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE len, void *user)
{
	struct reader *r = user;

	if (len > r->most)
		return 1;
	/* The text of a tight item comes without a paragraph around it. */
	if (!r->open && !r->cell)
		open_block(r, MARKDOWN_PARAGRAPH);
	switch (type) {
	case MD_TEXT_NULLCHAR:
		add_styled(r, "\xef\xbf\xbd", 3, style_of(r));
		break;
	case MD_TEXT_BR:
		add_styled(r, "\n", 1, style_of(r));
		break;
	case MD_TEXT_SOFTBR:
		add_styled(r, " ", 1, style_of(r));
		break;
	case MD_TEXT_ENTITY:
		add_entity(r, s, len);
		break;
	case MD_TEXT_CODE:
		add_styled(r, s, len, style_of(r) | STYLE_CODE);
		break;
	case MD_TEXT_NORMAL:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		add_styled(r, s, len, style_of(r));
		break;
	}
	return 0;
}

/*
 * md4c reads one byte too far, and then believes what it finds, where the last
 * line has no end (0.4.8, an open link at the very end).
 */
static const char *
with_last_newline(const char *source, size_t len, struct arena *a)
{
	char *copy = arena_alloc(a, len + 2);

	memcpy(copy, source, len);
	copy[len] = '\n';
	return copy;
}

struct markdown
markdown_read(const char *source, size_t len, struct arena *a)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = add_text,
	};
	struct markdown made = {0};
	struct reader r = {.arena = a, .made = &made, .most = len + 1};

	if (len > INT_MAX - 1)
		len = INT_MAX - 1;
	source = with_last_newline(source, len, a);
	if (md_parse(source, (MD_SIZE)len + 1, &parser, &r) != 0) {
		/* It gave up: the source itself is better than nothing. */
		made = (struct markdown){0};
		take_text(&r);
		open_block(&r, MARKDOWN_PARAGRAPH);
		add_styled(&r, source, len, STYLE_PLAIN);
		close_block(&r);
	}
	buf_fini(&r.text);
	buf_fini(&r.address);
	return made;
}
