/* The files that are kept with an incident, as lines to read. */
#ifndef FRONT_SAY_EVIDENCE_H
#define FRONT_SAY_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct library;
struct record;
struct zone;

/* How the bytes of one compare with the hash in its entry. */
enum kept_state {
	KEPT_GOOD,
	KEPT_MISSING,
	KEPT_UNREADABLE,
	KEPT_CHANGED,
	KEPT_NOT_COMPARED
};

struct evidence_row {
	const struct record *record;
	enum kept_state state;
};

struct evidence_said {
	struct evidence_row *rows;
	size_t count;
	const struct library *library;
	const struct zone *zone;
};

/* Whether an entry says where its bytes are; others cannot be compared. */
bool say_is_kept(const struct record *r);

/* One paragraph a file; a sentence where there is none. */
const char *say_evidence(const struct evidence_said *said, struct arena *a);

#endif
