/*
 * Deadlines that nobody decided on: whether they apply is still open, their
 * clock may run all the same.  They are folded into one line, which says the
 * first hour that would count.
 */
#ifndef FRONT_SAY_DEADLINE_H
#define FRONT_SAY_DEADLINE_H

#include <stdint.h>

struct arena;
struct incident;
struct library;
struct record;
struct status;
struct status_deadline;
struct zone;

unsigned deadlines_undecided(const struct status *st);

/* The one that is due first of those that have an hour; NULL: none has. */
const struct status_deadline *
deadlines_undecided_first(const struct status *st);

/*
 * What comes next and is shown on every screen: what runs, or would run if it
 * applied.  What is undecided and past its hour only where nothing else is.
 */
const struct status_deadline *
deadlines_next(const struct status *st, int64_t now);

/* "Notify the authority, due Fri 17 Jul 03:12 (71:31 left)", of one with an
 * hour. */
const char *say_deadline_next(const struct status_deadline *d, int64_t now,
			      const struct zone *zone, struct arena *a);

/*
 * "4 to assess with the DPO, the first before Mon 30 Nov 08:50"; NULL: nothing
 * is undecided.
 */
const char *say_undecided(const struct status *st, int64_t now,
			  const struct zone *zone, struct arena *a);

/*
 * The entry by which a deadline is met, has its first part sent or does not
 * apply; NULL: it is none of these, or only its file says so.
 */
const struct record *deadline_settled(const struct status_deadline *d,
				      const struct incident *in);
/* Its state, and when that came: "MET 09:22", "MET Thu 26 Nov 23:40". */
const char *say_deadline_settled(const struct status_deadline *d,
				 const struct incident *in, int64_t now,
				 const struct zone *zone, struct arena *a);
/* "Fri 27 Nov 2026 09:22 CET, mayor (Management)" */
const char *say_deadline_by(const struct record *r, const struct library *lib,
			    const struct zone *zone, struct arena *a);

#endif
