/*
 * A look at an incident that is not opened for work: what lists show.  Reads
 * its journals; no playbook, nothing is written.
 */
#ifndef APP_PEEK_H
#define APP_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct incident_place;
struct session;

struct peek {
	const char *id;    /* 32 hex; the folder's 8 where no line is left */
	const char *title; /* its own, else its first playbook's */
	const char *mode;
	bool arrived, open, damaged;
	int64_t opened; /* from the folder's name where `open` is missing */
	size_t entries;
	int64_t last_time;
	const char *last_text; /* one line */
	const char *last_step; /* title, or the words of an item, last touched */
	const char *last_role; /* … by that role */
};

/* Strings are in the arena.  false: the folder cannot be read. */
bool peek(struct session *s, const struct incident_place *place,
	  struct arena *a, struct peek *out, struct err *err);

#endif
