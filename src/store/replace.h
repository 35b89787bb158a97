/*
 * Puts a whole file in the place of another one: written beside it, synced,
 * renamed over it, the folder synced.  Whatever goes wrong, the old file is
 * there as it was.
 */
#ifndef STORE_REPLACE_H
#define STORE_REPLACE_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/*
 * before: what must be there now, NULL: nothing.  A link, or what is no
 * regular file, is refused, and so is a file that changed meanwhile.
 */
bool store_replace(const char *path, const char *bytes, size_t len,
		   const char *before, size_t before_len, struct err *err);

#endif
