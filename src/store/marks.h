/*
 * What this station remembers outside an incident's folder, in its state
 * folder:
 *
 *	free/<journal>.mark          a journal of this boot that ended without
 *	                             any error and may be taken over
 *	seen/<incident>/<journal>.own    how far this station wrote a journal
 *	seen/<incident>/<journal>.seen   how far it read somebody else's
 *	seen/<incident>/<journal>.away   how far this station wrote a journal in
 *	                                 another folder, and in which
 *
 * <journal> is the file's name without .jsonl.  A mark is never needed: what
 * is missing, torn or does not match is left out of account.
 */
#ifndef STORE_MARKS_H
#define STORE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct arena;

#define MARK_BOOT_SIZE 64

struct mark {             /* of a free journal */
	char journal[64]; /* base name with .jsonl */
	char boot[MARK_BOOT_SIZE];
	uint64_t device, inode;
	int64_t size, n;
	char head[65];
};

/* Leaves the mark; quietly does nothing where that cannot be. */
void marks_leave(const char *state_dir, const struct mark *mark);

/*
 * Finds a mark of this station and boot whose journal stands in the folder and
 * has the marked device, inode and size, and takes it: the mark is gone then,
 * whoever asks.  false: there is none.
 */
bool marks_take(const char *state_dir, int folder_fd, const char *station,
		const char *boot, struct mark *out);

bool mark_fits(const struct mark *mark, const struct stat *st);

/* How far a journal was written or read. */
struct seen_mark {
	int64_t n, size;
	char head[65];
};

enum seen_whose { SEEN_OWN, SEEN_FOREIGN, SEEN_AWAY, SEEN_WHOSE };

/*
 * The journals of an incident that this station has written or read in the
 * incident's folder, by name, whether they are there or not.
 */
void marks_list_seen(const char *state_dir, const char *incident,
		     struct arena *a, const char ***journals, size_t *count);

/* A journal that a person had written in another folder. */
struct away_mark {
	const char *journal, *folder;
};
void marks_list_away(const char *state_dir, const char *incident,
		     struct arena *a, struct away_mark **away, size_t *count);

/*
 * Whether the folder is one in which a person had journals written: those of
 * the incident's own folder are not missed there.
 */
bool marks_is_away(const char *state_dir, const char *incident, int folder_fd);

/*
 * The one incident with these first digits that this station remembers; false:
 * there is none, or more than one.
 */
bool marks_find_incident(const char *state_dir, const char *first_digits,
			 char out[33]);

/* Opens (making it) the mark for writing; -1: it cannot be. */
int marks_open_seen(const char *state_dir, const char *incident,
		    const char *journal, enum seen_whose whose);
/* One small write, no waiting for the disk: the journal itself was synced. */
void marks_write_seen(int fd, const struct seen_mark *mark);
/* SEEN_AWAY: the folder that the journal is in, behind how far it goes. */
void marks_write_folder(int fd, const char *folder);
bool marks_read_seen(const char *state_dir, const char *incident,
		     const char *journal, enum seen_whose whose,
		     struct seen_mark *out);

#endif
