/*
 * A journal that is being written: what journal.c, journal_append.c and
 * journal_begin.c share.  Nobody else includes it.
 */
#ifndef STORE_JOURNAL_PRIVATE_H
#define STORE_JOURNAL_PRIVATE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/trouble.h"
#include "store/journal.h"

#define JOURNAL_RESERVE ((off_t)64 * 1024)
#define JOURNAL_SEEN_MOST 32
#define JOURNAL_ZEROS                                                          \
	"0000000000000000000000000000000000000000000000000000000000000000"

struct journal_other { /* another journal of this incident */
	const char *file;
	int64_t n;      /* as far as it was read */
	int64_t named;  /* the highest n that this file has named */
	int64_t naming; /* the n in the line that is being written */
	int64_t sent;   /* the n that the process that writes was told of */
	char head[65];
};

struct journal_former { /* the last one that took no more lines */
	bool any;
	char name[JOURNAL_NAME_SIZE];
	int64_t n;
	char head[65];
	char error[TROUBLE_SIZE];
};

struct journal_pen { /* the file that is being written */
	int fd;      /* -1: not begun, or finished */
	char name[JOURNAL_NAME_SIZE];
	dev_t device;
	ino_t inode;
	off_t size, reserved;
	int64_t n;
	char head[65];
	int mark_fd; /* how far it was written, -1: nowhere */
	bool full;   /* the next line would stand where nobody reads */
};

struct journal {
	struct arena arena; /* of everything here, this struct included */
	struct journal_identity who;
	const char *state_dir; /* NULL: no marks */
	const char *folder;
	const char *home; /* the folder it began in */
	int folder_fd;
	bool group; /* the folder is for a group: 0660 */

	struct journal_pen pen;
	off_t most; /* bytes of a file: nobody reads what is behind them */
	bool finished;
	bool moved;
	bool unfit; /* the record does not fit a line: no fault of the file */
	int error_number;
	char error[TROUBLE_SIZE];
	struct journal_former former;
	char unsaved_id[17];

	int64_t last_time;   /* of its own last line */
	int64_t latest_read; /* of all lines read */
	struct journal_other *others;
	size_t other_count;
	struct journal_recovered *recoveries;
	size_t recovery_count, recovered_count; /* all, those written */

	struct buf line;   /* the one being written */
	struct buf recent; /* name, NUL, line … of the last append */
	bool recent_kept;  /* nobody could ask for them yet */
	char salt[17], id[17];
	int64_t line_time;
	char next_head[65];
	struct record_head seen[JOURNAL_SEEN_MOST];
};

/* Why journal_check() blames line n - 1 where only line n contradicts it. */
extern const char journal_next_denies[];

/* Remembers why; false. */
bool journal_fail(struct journal *j, int number);
bool journal_fail_words(struct journal *j, const char *words);

/* Makes the file and its first lines, up to failover; false: j->error. */
bool journal_begin(struct journal *j, int64_t wall);

/*
 * Completes r into j->line; the number of heads that still had to wait is in
 * *left.  false: it does not fit a line.
 */
bool journal_compose(struct journal *j, const struct record *r, int64_t wall,
		     size_t *left);

/* Writes j->line and waits for the disk; `whole`: also for the file's name. */
bool journal_write_line(struct journal *j, bool whole);

/* A folder to write in, made where it is not there; -1 with err. */
int journal_open_folder(const char *folder, struct err *err);

/* The sentence for how the last append ended; none where it was saved. */
void journal_explain(const struct journal *j, enum journal_outcome outcome,
		     struct err *err);

/* The descriptor is finished; remembers the file for the failover line. */
void journal_finish_file(struct journal *j);

/* Where the mark of how far this file goes is written; -1: nowhere. */
int journal_open_mark(const struct journal *j);

/* What the file is made of again; no file is open. */
void journal_lift_pen(struct journal *j);

#endif
