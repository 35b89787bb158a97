/*
 * Blocks broken into lines of a width.  A table that does not fit becomes a
 * list: each row an item, each cell with its column's head.
 */
#ifndef MARKDOWN_FLOW_H
#define MARKDOWN_FLOW_H

#include <stddef.h>

struct arena;
struct markdown;

struct flow_run {
	const char *text;
	unsigned style; /* bits of enum markdown_style */
};

struct flow_line { /* no runs: an empty line */
	struct flow_run *runs;
	unsigned count;
};

struct flow {
	struct flow_line *lines;
	unsigned count;
};

/* No line is wider than `width` cells, apart from a lone wide character. */
struct flow flow_blocks(const struct markdown *m, int width, struct arena *a);

/* Reads and breaks in one go. */
struct flow
flow_source(const char *source, size_t len, int width, struct arena *a);

#endif
