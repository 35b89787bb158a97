/*
 * A report before it is written: headings, paragraphs, lines with the entry
 * they come from, pairs, tables, notices.  It knows no format; one writer a
 * file makes text, Markdown, HTML or JSON of it.
 *
 * Every text that goes in may be anybody's: it is made safe to show on its way
 * (text_shown()), and each writer escapes what its own format takes for its
 * own.
 */
#ifndef EXPORT_REPORT_H
#define EXPORT_REPORT_H

#include <stdbool.h>

struct arena;
struct buf;

enum report_block_kind {
	REPORT_HEADING,   /* text */
	REPORT_PARAGRAPH, /* text */
	REPORT_NOTICE,    /* text: what must not be overlooked */
	REPORT_LINES,     /* rows of a text and its sources, which may be "" */
	REPORT_PAIRS,     /* rows of a label and a value */
	REPORT_TABLE,     /* heads, rows */
	REPORT_PAGE,      /* what follows begins on a page of its own */
	REPORT_BLANK,     /* text, and lines to write on: `rows` of them */
};

struct report_block {
	enum report_block_kind kind;
	const char *text;
	const char **heads; /* REPORT_TABLE */
	unsigned columns;
	const char **cells; /* row by row */
	unsigned rows;
};

struct report {
	struct arena *arena;
	const char *name;     /* sitrep: what programs call it */
	const char *title;    /* "SITUATION REPORT" */
	const char *incident; /* its title, and the words to say it with */
	const char *as_of;    /* "as of Tue 14 Jul 2026 04:15 CEST" */
	const char *language; /* of the texts: nl */
	const char *tlp;      /* "TLP:AMBER", on every page */
	const char *banner;   /* "EXERCISE", on every page; NULL */
	bool large;           /* to be read from a sheet in the hand */
	const char *audience; /* "INTERNAL" */
	const char *proof;    /* heads and what verify said, at the end */
	struct report_block *blocks;
	unsigned count;
};

struct report *report_new(struct arena *a, const char *name, const char *title);

void report_heading(struct report *r, const char *text);
void report_paragraph(struct report *r, const char *text);
void report_notice(struct report *r, const char *text);
/* Lines, and pairs, that follow each other are one list.  sources may be NULL.
 */
void report_line(struct report *r, const char *text, const char *sources);
void report_pair(struct report *r, const char *label, const char *value);
/* A table that the next rows go into. */
void report_table(struct report *r, const char *const *heads, unsigned columns);
void report_row(struct report *r, const char *const *cells);
/* What follows begins on a page of its own: nothing where there is nothing. */
void report_page(struct report *r);
/* A label, and so many lines to write on. */
void report_blank(struct report *r, const char *text, unsigned lines);

/*
 * columns: the width of a line.  rows: of a page, each of which begins with
 * the banner and the traffic light; 0: one endless page.
 */
void report_write_text(const struct report *r, int columns, int rows,
		       struct buf *out);
void report_write_markdown(const struct report *r, struct buf *out);
/* One file: no script, nothing that is loaded. */
void report_write_html(const struct report *r, struct buf *out);
void report_write_json(const struct report *r, struct buf *out);

#endif
