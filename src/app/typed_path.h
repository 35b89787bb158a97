/* Paths as people type them, and what can follow. */
#ifndef APP_TYPED_PATH_H
#define APP_TYPED_PATH_H

#include <stdbool.h>

struct arena;

/* "~/" is the folder of who typed it; everything else stays as it is. */
const char *typed_path(const char *typed, struct arena *a);

struct path_completed {
	const char *path;   /* as typed, and what all that fit share */
	const char *others; /* the names that fit; NULL: none, or only one */
	bool whole;         /* it is a file, and none goes on like that */
};

/*
 * What fits in the folder of the path.  Hidden names only behind a dot; names
 * that cannot be typed (no UTF-8, control characters) not at all.
 */
struct path_completed path_complete(const char *typed, struct arena *a);

#endif
