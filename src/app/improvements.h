/*
 * The improvements that were agreed after exercises, of all of them at once.
 * Reads journals; nothing is written, and no playbook is needed.
 */
#ifndef APP_IMPROVEMENTS_H
#define APP_IMPROVEMENTS_H

#include <stddef.h>

#include "core/after.h"

struct arena;
struct incident_place;
struct session;

struct agreed {
	struct improvement what; /* its strings are in the arena */
	const struct incident_place *place;
	const char *exercise; /* what it is called */
	int64_t written;      /* ms */
};

/* Of the newest exercise first, there the oldest first. */
struct agreed *
session_improvements(struct session *s, struct arena *a, size_t *count);

#endif
