/*
 * Where files are, who and where this station is, and what time it is: the
 * one place that reads the environment and the clock for the store.
 */
#ifndef STORE_PATHS_H
#define STORE_PATHS_H

#include <stdbool.h>
#include <stdint.h>

#include "store/folder.h"

struct arena;
struct err;
struct zone;

/*
 * root: -C DIR or NULL.  playbooks: --playbooks DIR or NULL, in front of the
 * rest ($DRAAIBOEK_PATH, the user's, /etc, /usr/share).  Makes nothing yet,
 * except that `root` is made (0700) with its four folders when missing.
 */
bool paths_find(const char *root, const char *playbooks, bool group,
		struct arena *a, struct paths *out, struct err *err);

/* Once more which folders have playbooks: one of them may be new. */
void paths_find_playbooks(struct paths *p, struct arena *a);

/* Makes a folder and its parents, 0700 (0770 with group); synced. */
bool paths_make(const char *path, bool group, struct err *err);

/*
 * Whether the path leads to what an incident keeps: a journal, a seal,
 * evidence, through links and also where nothing is there yet.  A person may
 * have no file written there, and none taken away.
 */
bool paths_is_of_log(const char *path);
/* false: it is of a log; err says so. */
bool paths_may_write(const char *path, struct err *err);

/* ms since 1970, wall clock. */
int64_t paths_now(void);

/*
 * Station and boot of this process.  machine stays NULL: it is asked for by
 * the first journal line, because hashing takes longer than a whole start.
 */
void paths_identity(struct arena *a, struct journal_identity *who);

/* The SHA-256 of the machine's id; the id itself must not leave the machine. */
void paths_machine(char hex[65]);

/*
 * The offsets of an IANA zone around `now` (from two years before to twelve
 * after), from the system's table; Europe/Brussels is known without one.
 * name NULL: the system's own zone.  false: no such zone is known (out is UTC).
 */
bool paths_zone(const char *name, int64_t now, struct arena *a, struct zone *out);

/*
 * A small local text (last role, drafts): read, or NULL; write by tmp+rename.
 * name may have one folder in front ("drafts/…").  text NULL takes it away.
 */
const char *paths_read_state(const struct paths *p, const char *name, struct arena *a);
bool paths_write_state(const struct paths *p, const char *name, const char *text,
		       struct err *err);
/* The same for what changes with every key: without waiting for the disk, and
 * nobody is told when it fails. */
void paths_write_state_soon(const struct paths *p, const char *name,
			    const char *text);

/*
 * The texts of one folder ("drafts") whose names begin so, in no order and at
 * most `most` of them: names as paths_read_state() takes them.  NULL: none.
 */
const char **paths_list_state(const struct paths *p, const char *folder,
			      const char *prefix, size_t most,
			      struct arena *a, size_t *count);

/* Refuses to start set-user-id or set-group-id; umask 077. */
bool paths_secure(struct err *err);

#endif
