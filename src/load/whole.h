/*
 * A file as checking wants it: with its marks, and as far as it can be read
 * even where it is refused.
 */
#ifndef LOAD_WHOLE_H
#define LOAD_WHOLE_H

#include "core/marks.h"
#include "load/load.h"

struct whole {
	const char *file;
	struct loaded loaded; /* kind FILE_NONE: nothing could be read */
	struct marks marks;
	bool refused;
};

void load_whole(const char *file, const char *bytes, size_t len,
		struct arena *a, struct diag_list *diags, struct whole *out);

#endif
