/*
 * What the sources of merge.h share.  Nobody else includes it.
 */
#ifndef STORE_MERGE_PRIVATE_H
#define STORE_MERGE_PRIVATE_H

#include <limits.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "store/merge.h"

/* Between a name and what it is called where another file has that name. */
#define MERGE_CONFLICT ".conflict-"

/* A file that may have to come over. */
struct merge_file {
	int from_fd; /* folders */
	int to_fd;
	const char *name;
	int file;       /* of the source, open */
	struct stat st; /* of the source when it was opened */
	int other;      /* the one that is there, -1: none */
	struct stat other_st;
	mode_t mode;       /* of a new one */
	bool perhaps_ours; /* a process of this machine may write `other` */
};

/* 0; -1 with errno, *what says why. */
int merge_file_open(struct merge_file *f, enum merge_what *what);
void merge_file_close(struct merge_file *f);

/* The incident that a journal's first line names; false: it names none. */
bool
merge_incident_of(int folder_fd, const struct journal_file *file, char id[33]);

/*
 * The first byte at which both differ, or `most`, which both have; -1 with
 * errno: one cannot be read, or shrank (EBUSY), which is no difference.
 */
int64_t merge_common(int a, int b, int64_t most);

/* SHA-256 of len bytes from `at`; false with errno: they are not there. */
bool merge_hash(int fd, int64_t at, int64_t len, char hex[HASH_HEX_SIZE]);

/*
 * Copies the source to `name`: whole or not at all.  replace: in the place of
 * what is there, if that is still its beginning.  false with errno; EBUSY:
 * somebody writes it, or did meanwhile.
 */
bool merge_file_put(const struct merge_file *f, const char *name, bool replace);

/*
 * Whether the file is what a name like sha256-<hex> or x.en.<hex>.yaml says: 1,
 * 0; -1 with errno: it cannot be read.
 */
int
merge_is_what_it_is_named(const struct merge_file *f, const char *folder);

/* "a.jsonl" and 16 digits: "a.conflict-<digits>.jsonl". */
void
merge_conflict_name(const char *name, const char *hex, char out[NAME_MAX + 1]);
/* The name that a conflict copy was made of; false: it is none. */
bool merge_conflict_of(const char *name, char out[NAME_MAX + 1]);

#endif
