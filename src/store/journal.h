/*
 * Appending to a journal so that shown is saved, and reading any journal.
 * Formats and promises: draaiboek-incident(5), sections Writing and The folder.
 *
 * One process writes one journal; nobody else ever does.  After the first
 * error a descriptor is finished: the same entry goes at once to one new
 * journal in the same folder, behind a `failover` line.  A torn tail is left
 * alone.  The append path allocates nothing.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/record.h"

struct arena;
struct err;
struct journal; /* one that is being written */
struct journal_file;

#define JOURNAL_NAME_SIZE 64            /* of those that this program makes */
#define JOURNAL_MOST_BYTES (64u << 20)  /* of a file are read, so no more are written: a new file goes on behind `failover` */

/* What stands in a journal's `journal` line, and who writes. */
struct journal_identity {
	const char *incident;  /* 32 hex */
	const char *mode;      /* live, exercise, assessment */
	const char *station;   /* slug of the host's name, or as configured */
	const char *machine;   /* SHA-256 of the machine id, 64 hex; NULL: paths_machine() is asked when a journal begins */
	const char *boot;      /* boot id */
	const char *program;   /* "draaiboek 0.1.0" */
};

/* A journal as it was read. */
struct journal_file {
	const char *name;       /* base name with .jsonl */
	struct record **records;
	size_t count;
	size_t bytes;           /* whole lines that are in records */
	size_t torn_bytes;      /* after the last newline */
	char head[65];          /* SHA-256 of the last whole line; "" when none */
	size_t bad_line;        /* 1-based first line that breaks chain, n or incident; 0: none */
	const char *bad_why;    /* N_()-marked */
	bool hashes_checked;    /* head and chain were computed (journal_check) */
	bool ended;             /* reading ended at a bad line: nothing behind it counts */
	bool ours;              /* this process writes or wrote it: not read again */
	size_t told;            /* the count that the own journal was told of */
	bool compared;          /* with what this station remembers of it */
	size_t head_of;         /* the count that `head` was computed at */
	int64_t latest;         /* latest `time` in it, ms */
	uint64_t device, inode; /* of the file that was read */
};

/*
 * Reads all whole lines.  Never fails for what is in it: a line that is no
 * record, or whose n does not follow, ends the reading there, in bad_line.
 * false: the file cannot be read, or is no regular file.
 */
bool journal_read(int folder_fd, const char *name, struct arena *a,
		  struct journal_file *out, struct err *err);

/*
 * The SHA-256 of what stands behind the last newline; false: it cannot be
 * read, or is not so long any more.
 */
bool journal_hash_torn(int folder_fd, const struct journal_file *file,
		       char hex[65]);

/* Adds what was appended since; false when it shrank or changed (alarm). */
bool journal_read_more(int folder_fd, struct arena *a,
		       struct journal_file *file, struct err *err);

/* The same, saying which. */
enum journal_more {
	JOURNAL_MORE_READ,
	JOURNAL_MORE_SHRANK,
	JOURNAL_MORE_CHANGED,
	JOURNAL_MORE_UNREADABLE,
};
enum journal_more journal_read_on(int folder_fd, struct arena *a,
				  struct journal_file *file, struct err *err);

/* Forgets the records from `count` on: line count + 1 is the first bad one. */
void journal_cut(struct journal_file *file, size_t count, const char *why);

/* Line `line` is bad, and why, where none before it is. */
void journal_blame(struct journal_file *file, size_t line, const char *why);

/*
 * Computes chain and head: fills head, bad_line, bad_why; the records stay.
 * Where line k was changed so that it still is a record, it is line k that is
 * named, not the next, whose `prev` gave it away.  incident NULL: that of most
 * lines.
 */
void journal_check(struct journal_file *file, const char *incident);

/* The incident that most lines are of, where it begins with `id8`; NULL: none. */
const char *journal_incident(struct journal_file *const *files, size_t count,
			     const char *id8);

/* The hash of line n (1-based) as it was read, its newline included. */
void journal_line_hash(const struct journal_file *file, size_t n, char hex[65]);

/* Fills file->head, hashing the last line where that was not done yet. */
const char *journal_file_head(struct journal_file *file);

/*
 * A journal that has no file yet: it is made by the first append, so that its
 * first line can say what was read.  NULL with err.
 */
struct journal *journal_prepare(int folder_fd, const char *folder,
				const struct journal_identity *who,
				struct err *err);

/*
 * To be written behind the `journal` line: another journal's torn tail.  sha256
 * and head are copied.
 */
struct journal_recovered {
	const char *file;
	int64_t last;     /* last whole n, 0: none */
	const char *head; /* of that line, 64 zeros: none */
	int64_t bytes;
	const char *sha256;
};
void journal_recovers(struct journal *j, const struct journal_recovered *r);

/* Where the mark of how far it was written goes; state_dir NULL: nowhere. */
void journal_keep_mark(struct journal *j, const char *state_dir);

/*
 * Takes over the journal that a process of this boot left without any error,
 * by its mark in state_dir/free; NULL when there is none that still matches
 * (no error then: make a new one).
 */
struct journal *journal_take_over(int folder_fd, const char *folder,
				  const char *state_dir,
				  const struct journal_identity *who);

/* How an append ended. */
enum journal_outcome {
	JOURNAL_SAVED,
	JOURNAL_FAILED_OVER, /* saved, in a new journal in the same folder */
	JOURNAL_NOT_SAVED,   /* nowhere: the record's text must be kept */
	JOURNAL_WAITING,     /* not yet: of folder_append() alone */
};

/*
 * Completes the record (prev, salt, incident, n, id, time, clock, seen),
 * writes it as one line and waits for the disk.  `wall`: the clock now, ms.
 * A record whose id is set keeps it.  On JOURNAL_SAVED or _FAILED_OVER the
 * completed record, as read back from its line, is in *written (in `a`;
 * written NULL: not wanted).
 *
 * err is set on _FAILED_OVER too: it is the sentence of the warning.  After
 * _NOT_SAVED the same record may be tried again; it then goes to a new journal.
 */
enum journal_outcome journal_append(struct journal *j, const struct record *r,
				    int64_t wall, struct arena *a,
				    struct record **written, struct err *err);

/*
 * The id that a record got which could not be saved; "" when there is none.
 * Put it into the record that is tried again: should the first attempt have
 * reached the disk after all, the union of the journals drops one of them.
 */
const char *journal_unsaved_id(const struct journal *j);

/*
 * Every line that the last append had saved, its own and those the journal put
 * in front (journal, recovered, failover, witness), in the order of writing.
 * *at is 0 at first.  false: no more.
 */
bool journal_next_saved(const struct journal *j, size_t *at, const char **file,
			const char **line, size_t *len);

/* Tells the journal what was read of another one: goes into the next `seen`. */
void journal_saw(struct journal *j, const char *file, int64_t n,
		 const char *head, int64_t latest_time);
/* … and what it has named already, where it was taken over. */
void journal_has_named(struct journal *j, const char *file, int64_t n);

const char *journal_name(const struct journal *j); /* base name with .jsonl; "" before the first append */
int64_t journal_n(const struct journal *j);        /* lines in it */
const char *journal_head(const struct journal *j); /* 64 hex of the last line */
const char *journal_folder(const struct journal *j);
bool journal_is_finished(const struct journal *j); /* an error happened, no failover */

/*
 * Go on in another folder (NOT SAVED: "another disk", "the state folder"):
 * makes a journal there for the same incident, behind a `failover` line.  The
 * folder is made (0700) where it is missing.  false: nothing changed.
 */
bool journal_move(struct journal *j, const char *folder, int64_t now,
		  struct err *err);

/*
 * The file that was written takes no more lines, though no call on it failed;
 * why: N_()-marked.  The next append makes a new one, behind `failover`.
 */
void journal_give_up(struct journal *j, const char *why);

/*
 * Ends the journal.  Without any error, and with state_dir not NULL, leaves
 * the mark by which a later process of this boot may take it over.
 */
void journal_close(struct journal *j, const char *state_dir);

/* Random hex digits from the kernel; dies when there are none. */
void journal_random_hex(char *out, size_t digits);

#endif
