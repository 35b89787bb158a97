/*
 * Tables as spreadsheets write them: a comma, a semicolon or a tab between
 * fields, quotes around what needs them, lines within quotes, a byte order
 * mark or none, CRLF or LF.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

#define CSV_COLUMNS 32

struct csv_row {
	unsigned line; /* where it begins in the file, from 1 */
	const char **cells;
	unsigned count;
	uint32_t quoted; /* a bit for each cell that stood in quotes */
};

struct csv {
	struct csv_row *rows;
	unsigned count;
	char separator;
	bool bom, crlf;
	bool open_end; /* the last line has no end */
	unsigned bad_line; /* of what could not be read … */
	const char *bad;   /* … and why, N_() */
};

/* false: see bad_line and bad.  Everything is in the arena; empty lines go. */
bool csv_read(const char *bytes, size_t len, struct arena *a, struct csv *out);

/* A field, quoted where it must be or `quoted`. */
void csv_add(struct buf *out, const char *field, char separator, bool quoted);

#endif
