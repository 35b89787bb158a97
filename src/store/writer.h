/*
 * A process that writes a journal for another one.  A disk that does not
 * answer then stops that process and nobody's screen: whoever asked goes on
 * polling writer_fd(), says what it waits for, and may give the process up.
 *
 * It is forked when the first entry is sent, over a socketpair, and from then
 * on it alone has the journal's file open; the caller's struct journal only
 * mirrors what was answered.  It ends when the caller's end of the socket is
 * closed, also by a kill: what it was just writing it still writes.  One that
 * was given up may finish later; its entry has the same id as the one that was
 * written elsewhere, and the union of the journals keeps one of them.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "store/journal.h"

struct err;
struct library_file;

struct writer {
	int fd;  /* -1: there is no such process */
	int pid;
	bool asked;        /* an answer is awaited */
	struct buf ask;    /* everything that it was asked for this answer */
	size_t sent;       /* bytes of it */
	struct buf heard;  /* of the answer, so far */
	const char *moves; /* the folder it is asked to go on in, NULL: none */
};

/* A zeroed struct with fd -1 is one that has no process yet. */
void writer_fini(struct writer *w);

/* What it is to do before the next entry, in the order of these calls. */
void writer_move(struct writer *w, const char *folder, int64_t wall);
void writer_keep(struct writer *w, const struct library_file *file, bool group);
void writer_also(struct writer *w, struct journal *j, const struct record *r,
		 int64_t wall);

/*
 * Sends one entry, whose id is set.  false: it is too long for one line, or no
 * process could be made; err says which.
 */
bool writer_send(struct writer *w, struct journal *j, const struct record *r,
		 int64_t wall, struct err *err);

enum writer_news {
	WRITER_BUSY,
	WRITER_ANSWERED, /* *outcome; j is as the answer says */
	WRITER_GONE,     /* it ended without an answer */
};
/* Waits at most that long; ms -1: until there is an answer. */
enum writer_news writer_hear(struct writer *w, struct journal *j, int ms,
			     enum journal_outcome *outcome, struct err *err);

/* The same request once more, to a new process. */
bool writer_send_again(struct writer *w, struct journal *j, struct err *err);

/*
 * Lets it go on alone.  Its socket, which becomes readable when it has ended
 * what it was doing, is the caller's to close.
 */
int writer_give_up(struct writer *w);

/*
 * Ends it; where it has nothing to do it closes its journal first, so that it
 * may be taken over.
 */
void writer_end(struct writer *w);

#endif
