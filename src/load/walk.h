/*
 * The files below a folder, in the order of their names.  Links are followed,
 * circles of them are not; hidden names are passed by.
 */
#ifndef LOAD_WALK_H
#define LOAD_WALK_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

#define WALK_DEPTH 12
#define WALK_MOST 20000 /* names, so that a wrong folder does not hang us */

struct walk_list {
	const char **paths;
	size_t count;
	size_t seen; /* names that were looked at */
};

/*
 * Adds what can be one of our files: *.yaml, *.yml, and *.md of which the
 * caller finds out.  A file that is named itself is added whatever its name.
 * false: there is no such file or folder, or it is neither, or it holds too
 * much (then what was found until then has been added).
 */
bool walk_files(const char *path, struct arena *a, struct walk_list *out,
		struct err *err);

/* The first bytes of a regular file; 0 when it cannot be read. */
size_t walk_peek(const char *path, char *bytes, size_t most);

#endif
