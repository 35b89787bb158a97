/*
 * Evidence: files that are kept with an incident, under the name of their
 * hash.  Copied and hashed in one pass from one descriptor, so that what is
 * stored, what was hashed and what the journal says are the same bytes.
 */
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/hash.h"

struct arena;
struct err;
struct folder;

/* Whoever waits for a copy. */
struct evidence_watch {
	/* Called every few megabytes; false: stop, and keep nothing. */
	bool (*tell)(struct evidence_watch *w, int64_t done, int64_t total);
};

struct evidence {
	const char *name; /* of the original, without its folders */
	const char *file; /* sha256-<hex>, in the incident's evidence/ */
	char sha256[HASH_HEX_SIZE];
	int64_t bytes;
	bool changed;       /* the original grew while it was copied */
	bool was_there;     /* the same bytes were attached before */
	struct stat original; /* as it was when the copy was whole */
};

/*
 * Only a regular file, never a link in its place, is attached; folders on the
 * way to it may be links, because a person typed them.  Copied is what it held
 * when it was opened: a log that grows is cut there, and `changed` says so.
 * Where it was written to otherwise in between nobody could say of what moment
 * the copy is: refused.  A file that gives no size (/proc) is copied to its
 * end, and refused where that is beyond 64 MiB.
 *
 * The copy is on the disk when true comes back: mode 0440, synced, renamed
 * from a hidden name, its folder synced.  false: nothing is left under the
 * final name.  ERR_NOT_FOUND: the original cannot be read; ERR_REFUSED: it is
 * no regular file, changed, or is endless; ERR_WRITE: the copy cannot be
 * written; ERR_BUSY: stopped by the watch.
 */
bool evidence_copy(struct folder *f, const char *path,
		   struct evidence_watch *watch, struct arena *a,
		   struct evidence *out, struct err *err);

/*
 * The same by a process of its own, where the folder's entries are written by
 * one (folder_write_apart()) and there is a watch: a disk that does not answer
 * then keeps nobody from stopping.  The watch is told at least every 200 ms,
 * also when nothing goes on.  One that was stopped while the disk hangs ends by
 * itself when that answers, and takes away what it had copied.
 */
bool evidence_copy_apart(struct folder *f, const char *path,
			 struct evidence_watch *watch, struct arena *a,
			 struct evidence *out, struct err *err);

/*
 * Takes the original away, once the journal has its entry.  It stays, with
 * err, where it is not the file that was copied any more, where it changed, or
 * where it is the stored file itself.
 */
bool evidence_remove_original(const struct folder *f, const char *path,
			      const struct evidence *e, struct err *err);

/* The size of a file that can be attached; -1: evidence_copy() says why not. */
int64_t evidence_size(const char *path);

enum evidence_state {
	EVIDENCE_GOOD,
	EVIDENCE_MISSING,
	EVIDENCE_UNREADABLE, /* it is there: nobody knows what it holds */
	EVIDENCE_CHANGED,
	EVIDENCE_STOPPED /* by the watch: nobody knows */
};

/* The file below the incident's folder (evidence/…, seals/…) against its hash. */
enum evidence_state
evidence_compare(int folder_fd, const char *path, const char *sha256);
/* The same, with somebody who waits for it. */
enum evidence_state
evidence_compare_watched(int folder_fd, const char *path, const char *sha256,
			 struct evidence_watch *watch);
/* In the incident's folder, and where this process went on from it. */
enum evidence_state
evidence_compare_kept(const struct folder *f, const char *path,
		      const char *sha256, struct evidence_watch *watch);
/*
 * The same by a process of its own, as evidence_copy_apart().  A process that
 * cannot be made, or that ended early, has read nothing: EVIDENCE_UNREADABLE.
 */
enum evidence_state
evidence_compare_apart(struct folder *f, const char *path, const char *sha256,
		       struct evidence_watch *watch);

#endif
