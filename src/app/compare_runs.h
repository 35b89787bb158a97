/* Runs of exercises, found below folders, read for a comparison. */
#ifndef APP_COMPARE_RUNS_H
#define APP_COMPARE_RUNS_H

#include <stdbool.h>

#include "core/compare.h"

struct err;
struct session;

struct compare_found {
	struct compare compare;
	unsigned unread; /* folders that are exercises and cannot be judged */
};

/*
 * Every exercise in the folder, at most 8 deep, or the folder itself; links
 * are not followed.  false: there is no such folder.
 */
bool compare_folder(struct session *s, const char *path,
		    struct compare_found *found, struct err *err);

#endif
