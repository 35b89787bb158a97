/*
 * A look at an incident that is not opened for work: what lists show.  Reads
 * its journals; no playbook, nothing is written.
 */
#ifndef APP_PEEK_H
#define APP_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/incident.h"
#include "store/folder.h"

struct err;
struct session;

struct peek {
	const char *id;    /* 32 hex; the folder's 8 where no line is left */
	const char *title; /* its own, else its first playbook's */
	const char *mode;
	bool arrived, open, damaged;
	int64_t opened; /* from the folder's name where `open` is missing */
	size_t entries;    /* lines of its journals */
	size_t log_count;  /* … merged: what the screens of it count */
	const char *trouble; /* what is odd about a journal; NULL: nothing */
	int64_t last_time;
	const char *last_text; /* one line */
	const char *last_step; /* title, or the words of an item, last touched */
	const char *last_role; /* … by that role */
};

/* Strings are in the arena.  false: the folder cannot be read. */
bool peek(struct session *s, const struct incident_place *place,
	  struct arena *a, struct peek *out, struct err *err);

/*
 * The same, and keeps what was folded, for a closer look once something is on
 * the screen.  It must stay where it is until peek_forget(), which may also be
 * called on one that is all zero.
 */
struct peek_fold {
	struct arena arena;
	struct folder folder;
	struct incident incident;
	bool held;
};
bool peek_keep(struct session *s, const struct incident_place *place,
	       struct arena *a, struct peek *out, struct peek_fold *fold,
	       struct err *err);
void peek_forget(struct peek_fold *fold);

/*
 * What takes longer: the deadlines, for which its playbooks are read, and the
 * journals against what this station remembers of them.
 */
struct peek_closer {
	const char *next_deadline; /* a sentence's part; NULL: none */
	const char *trouble;       /* as above, or what was found now */
};
void peek_closer(struct session *s, struct peek_fold *fold, int64_t now,
		 struct arena *a, struct peek_closer *out);

#endif
