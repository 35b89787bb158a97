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

/* What stands in a journal's `journal` line, and who writes. */
struct journal_identity {
	const char *incident;  /* 32 hex */
	const char *mode;      /* live, exercise, assessment */
	const char *station;   /* slug of the host's name, or as configured */
	const char *machine;   /* SHA-256 of the machine id, 64 hex */
	const char *boot;      /* boot id */
	const char *program;   /* "draaiboek 0.1.0" */
};

/* A journal as it was read. */
struct journal_file {
	const char *name;       /* base name with .jsonl */
	struct record **records;
	size_t count;
	size_t bytes;           /* whole lines */
	size_t torn_bytes;      /* after the last newline */
	char head[65];          /* SHA-256 of the last whole line; "" when none */
	size_t bad_line;        /* 1-based first line that breaks chain, n or incident; 0: none */
	const char *bad_why;    /* N_()-marked */
	bool hashes_checked;    /* head and chain were computed (journal_check) */
	const char *text;       /* the whole lines, in the arena */
};

/*
 * Reads whole lines from `already` bytes on (0: all).  Never fails for what is
 * in it: a line that is no record ends the reading there, in bad_line.  false:
 * the file cannot be read.
 */
bool journal_read(int folder_fd, const char *name, struct arena *a,
		  struct journal_file *out, struct err *err);

/* Adds what was appended since; false when it shrank or changed (alarm). */
bool journal_read_more(int folder_fd, struct arena *a,
		       struct journal_file *file, struct err *err);

/* Computes chain and head: fills head, bad_line, bad_why. */
void journal_check(struct journal_file *file, const char *incident);

/*
 * Makes a new journal in the folder (O_EXCL), writes its `journal` line and,
 * where `recovered` is given, that line behind it.  NULL with err.
 */
struct journal *journal_create(int folder_fd, const char *folder,
			       const struct journal_identity *who,
			       int64_t now, struct err *err);

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
};

/*
 * Completes the record (prev, salt, incident, n, id, time, clock, seen),
 * writes it as one line and waits for the disk.  `wall`: the clock now, ms.
 * A record whose id is set keeps it.  On JOURNAL_SAVED or _FAILED_OVER the
 * completed record, as read back from its line, is in *written (in `a`).
 */
enum journal_outcome journal_append(struct journal *j, const struct record *r,
				    int64_t wall, struct arena *a,
				    struct record **written, struct err *err);

/* Tells the journal what was read of another one: goes into the next `seen`. */
void journal_saw(struct journal *j, const char *file, int64_t n,
		 const char *head, int64_t latest_time);

const char *journal_name(const struct journal *j); /* base name with .jsonl */
int64_t journal_n(const struct journal *j);        /* lines in it */
const char *journal_head(const struct journal *j); /* 64 hex of the last line */
const char *journal_folder(const struct journal *j);
bool journal_is_finished(const struct journal *j); /* an error happened, no failover */

/*
 * Go on in another folder (NOT SAVED: "another disk", "the state folder"):
 * makes a journal there for the same incident, behind a `failover` line.
 */
bool journal_move(struct journal *j, const char *folder, int64_t now,
		  struct err *err);

/*
 * Ends the journal.  Without any error, and with state_dir not NULL, leaves
 * the mark by which a later process of this boot may take it over.
 */
void journal_close(struct journal *j, const char *state_dir);

/* Random hex digits from the kernel; dies when there are none. */
void journal_random_hex(char *out, size_t digits);

#endif
