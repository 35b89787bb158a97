/*
 * CommonMark with tables, read into a flat list of blocks over md4c.  Raw HTML
 * and whatever cannot be read is text like any other; every text in the result
 * has passed text_show().  flow.h breaks the blocks into lines.
 */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

/* Bits of a style; 0 is plain. */
enum markdown_style {
	STYLE_PLAIN = 0,
	STYLE_EMPHASIS = 1,
	STYLE_STRONG = 2,
	STYLE_CODE = 4,
	STYLE_LINK = 8,
};

/* The style of the bytes from where the span before ends. */
struct markdown_span {
	size_t end;
	unsigned style; /* bits of enum markdown_style */
};

/* A newline in the text is one that the author asked for. */
struct markdown_text {
	const char *text;
	size_t len;
	struct markdown_span *spans; /* up to len */
	unsigned span_count;
};

enum markdown_kind {
	MARKDOWN_PARAGRAPH, /* also the text of a list item */
	MARKDOWN_HEADING,
	MARKDOWN_CODE, /* lines as they stand */
	MARKDOWN_TABLE,
	MARKDOWN_RULE,
};

struct markdown_row {
	struct markdown_text *cells; /* as many as the table has columns */
};

struct markdown_block {
	enum markdown_kind kind;
	unsigned quotes;    /* how many quotations it stands in */
	unsigned lists;     /* how many lists it stands in */
	unsigned indent;    /* cells before its text, the marker's included */
	const char *marker; /* "-", "3."; NULL: not the first of a list item */
	bool tight;         /* no empty line before it */
	unsigned level;     /* of a heading, 1 to 6 */
	struct markdown_text text;
	struct markdown_row *rows; /* of a table; the first is its head */
	unsigned row_count;
	unsigned column_count;
	bool *right; /* of a table: the column is set right */
};

struct markdown {
	struct markdown_block *blocks;
	unsigned count;
};

/* Everything is made in the arena; the source may go afterwards. */
struct markdown markdown_read(const char *source, size_t len, struct arena *a);

/*
 * Appends the text alone for a reader of lines: a line a paragraph, list item
 * ("- …", "3. …") or table row ("head: cell; head: cell"), each with a newline
 * at its end, none of them empty.
 */
void markdown_plain(const char *source, size_t len, struct buf *out);

#endif
