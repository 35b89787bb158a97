/*
 * The hours to come: everything that an hour stands with, in its order, where
 * it collides, and who has been on duty for how long.
 */
#ifndef CORE_AHEAD_H
#define CORE_AHEAD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct library;
struct status;

#define AHEAD_HOURS 12
#define AHEAD_CLASH_MS (INT64_C(30) * 60 * 1000)

enum ahead_kind {
	AHEAD_DEADLINE,
	AHEAD_UNDECIDED, /* a deadline that nobody decided on: as if it applied
			  */
	AHEAD_LATER,     /* a postponed item comes back */
	AHEAD_AGAIN,     /* a step comes back: an open question */
	AHEAD_REPEAT,    /* … or one that repeats */
	AHEAD_TIME_BOX,  /* a step should be done */
	AHEAD_PROMISE,   /* improvised work that was promised by then */
};

struct ahead_row {
	enum ahead_kind kind;
	int64_t at;       /* ms; below `now`: it is late already */
	const char *role; /* NULL: anybody's */
	const char *text;
	const char *id;    /* a deadline's id, a step's or item's path */
	const char *entry; /* that it comes from; NULL */
	bool collides;     /* with another one of its role */
};

/* Several things of one role within half an hour. */
struct ahead_clash {
	const char *role;
	int64_t from, to;
	unsigned count;
};

struct ahead_duty {
	const char *role, *holder;
	int64_t since;     /* ms */
	const char *entry; /* that says so; NULL */
};

struct ahead {
	int64_t now, until;
	struct ahead_row *rows; /* by time */
	unsigned count;
	struct ahead_clash *clashes;
	unsigned clash_count;
	struct ahead_duty *duties; /* as the roles stand in the status */
	unsigned duty_count;
};

/* Texts point into status, library and arena. */
struct ahead
ahead_at(const struct status *st, const struct library *lib, struct arena *a);

const char *ahead_kind_name(enum ahead_kind kind); /* "deadline" … */

#endif
