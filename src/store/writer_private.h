/*
 * What the two ends of a writer's socket say to each other; both are the same
 * program, so that plain structs will do.  Nobody else includes it.
 */
#ifndef STORE_WRITER_PRIVATE_H
#define STORE_WRITER_PRIVATE_H

#include "base/err.h"
#include "store/journal_private.h"

enum frame_kind {
	FRAME_SAW,    /* struct saw, the journal's name */
	FRAME_MOVE,   /* wall, the folder */
	FRAME_KEEP,   /* group, the file's name, its bytes */
	FRAME_ALSO,   /* as the next, before it */
	FRAME_APPEND, /* wall, the entry as a line: the only one answered */
	FRAME_CLOSE,
};

struct frame {
	enum frame_kind kind;
	size_t len; /* of what follows */
};

struct saw {
	int64_t n, latest;
	char head[65];
};

struct writer_answer {
	enum journal_outcome outcome;
	bool moved;         /* by this request */
	bool failed_before; /* err: nothing was appended */
	bool failed_over;   /* in what went before the entry */
	bool unfit, finished;
	int error_number;
	char error[TROUBLE_SIZE];
	struct journal_pen pen;
	struct journal_former former;
	char unsaved_id[17];
	int64_t last_time, latest_read;
	size_t recovered_count;
	struct err err;
	size_t recent_len; /* bytes that follow */
};

/* The process that writes j; fd is its end. */
_Noreturn void writer_serve(struct journal *j, int fd);

#endif
