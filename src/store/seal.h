/*
 * Seals: how far every journal was written, and the hashes of all evidence,
 * in a file that can be hashed by hand.  Its own hash is what people keep
 * outside: on paper, on another machine, in a message.
 *
 *	draaiboek-seal v1 incident=… station=desk time=2026-11-22T11:00:00.000Z reason=handover
 *	journal 20261122T101502Z-desk-77c0b2aa.jsonl lines=205 bytes=68421 head=bc43…
 *	evidence sha256-3fd1… size=4096
 *
 * Journals stand in the order of their names, evidence in that of its hashes.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "core/record.h"

struct arena;
struct buf;
struct err;
struct folder;

/* Of a journal: as many as a journal line has room for.  The file has all. */
#define SEAL_MOST_HEADS 64

struct seal_journal {
	const char *file;
	int64_t lines, bytes;
	const char *head; /* of the last of these lines, 64 hex */
};

struct seal_evidence {
	const char *sha256;
	int64_t bytes;
};

struct seal {
	const char *incident, *station, *reason; /* the reason on one line */
	int64_t time;
	struct seal_journal *journals;
	size_t journal_count;
	struct seal_evidence *evidence;
	size_t evidence_count;
	const char *file; /* base name in seals/, or as it was given */
	char sha256[HASH_HEX_SIZE]; /* of the file's bytes */
};

/* Appends the one form that a seal has. */
void seal_write(const struct seal *s, struct buf *out);

/* Reads exactly that form; false: it is no seal, or somebody edited it. */
bool seal_read(const char *bytes, size_t len, struct arena *a,
	       struct seal *out);

/* A seal's file by its path; false with err. */
bool
seal_open(const char *path, struct arena *a, struct seal *out, struct err *err);

/*
 * The seal in the incident's seals/ whose hash begins with these digits (hex
 * in small letters); false: there is none, and *unread is one that might be it
 * and cannot be read, or NULL.
 */
bool seal_find(const struct folder *f, const char *digits, struct arena *a,
	       struct seal *out, const char **unread);

/*
 * Writes a seal over all that was read of the folder, as
 * seals/seal-<UTC>-<8 of its hash>.txt, synced.  The entry in the journal is
 * the caller's.
 */
bool seal_make(struct folder *f, const char *reason, int64_t now,
	       struct arena *a, struct seal *out, struct err *err);

/* What its journal line names: the newest journals where there are many. */
struct record_head *
seal_heads(const struct seal *s, struct arena *a, unsigned *count);

#endif
