/*
 * `draaiboek check`: loads what is named, checks it with all that belongs to
 * it, and says everything that is wrong in one run.
 */
#ifndef LOAD_CHECKER_H
#define LOAD_CHECKER_H

#include <stdbool.h>

struct buf;
struct diag;
struct diag_list;
struct err;
struct shelf;

/*
 * paths: files and folders.  Targets are resolved in them first, then on the
 * shelf (NULL: none).  today: year-month-day, for what is old; NULL: nothing
 * is.  out: its arena set; sorted by file and place; everything found lives in
 * that arena.  *files: how many were checked.
 * false: a path is no regular file or folder, or cannot be read; at once, and
 * nothing was checked.
 */
bool checker_run(const char *const *paths, unsigned count, struct shelf *shelf,
		 const char *today, struct diag_list *out, unsigned *files,
		 struct err *err);

/* Appends `FILE:LINE:COL: error: text (did you mean 'x'?) [id]`, safe to show.
 */
void diag_format(const struct diag *d, struct buf *out);
/* The text of it alone, with what was meant perhaps. */
void diag_say(const struct diag *d, struct buf *out);

#endif
