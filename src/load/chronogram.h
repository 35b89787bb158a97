/*
 * A chronogram: the list of injects of an exercise as a table, a row an
 * inject, as others keep it.  CSV as spreadsheets write it: a comma or a
 * semicolon, quoted fields, with or without a byte order mark.
 */
#ifndef LOAD_CHRONOGRAM_H
#define LOAD_CHRONOGRAM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct exercise;

struct chronogram_fault {
	unsigned line;
	const char *text; /* N_(), with %1 and %2 */
	const char *one, *two;
};

struct chronogram_faults {
	struct chronogram_fault *rows;
	unsigned count;
};

/*
 * Reads a whole file: id, title and language are the caller's.  How the file
 * looked is kept in `chronogram`, so that it can be written so again.
 * false: the file has faults, all of which are told; everything is in the
 * arena.
 */
bool chronogram_read(const char *bytes, size_t len, struct arena *a,
		     struct exercise *out, struct chronogram_faults *faults);

/*
 * As it looked when it was read; a scenario that was never read from such a
 * file gets offsets, commas and the ids of roles and channels.
 */
void chronogram_write(const struct exercise *e, struct arena *a,
		      struct buf *out);

#endif
