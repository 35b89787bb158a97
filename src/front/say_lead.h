/* What who leads an exercise must see, for both front ends. */
#ifndef FRONT_SAY_LEAD_H
#define FRONT_SAY_LEAD_H

#include "core/exercise.h"

struct arena;
struct front;
struct record;
struct status_role;

/* Whether who sits here leads the exercise; or looks on, which leads too. */
bool lead_leads(const struct front *f);
bool lead_looks_on(const struct front *f);
/* Whether who sits here stops its clock and says how fast it goes: who leads,
 * or anybody while nobody does. */
bool lead_moves_clock(const struct front *f);
/* Whether who sits at this keyboard leads it too, but plays now: nothing is
 * sent meanwhile. */
bool lead_plays(const struct front *f);
/* Whether who sits here may read a line of the log: exercise_may_read(). */
bool lead_may_read(const struct front *f, const struct record *r);

/* "0:35": when it was sent, else when it is due; "-" */
const char *say_inject_when(const struct exercise_inject *x, struct arena *a);
/* "due, 0:02 ago", "sent, heard by 1 of 2", "held back" */
const char *say_inject_stand(const struct exercise_run *run,
			     const struct exercise_inject *x, struct arena *a);
/* "IT, MGT", short; "ALL" */
const char *say_receivers_short(const struct exercise_inject *x,
				struct arena *a);
/*
 * Everything about one inject, line by line: its words, what is expected and
 * how that stands, what is scored, the notes of its leader.
 */
const char *say_inject_for_lead(const struct front *f,
				const struct exercise_inject *x,
				struct arena *a);

/* One of the lines that a person scores. */
struct lead_target {
	const char *target; /* INJECT/ID, INJECT/action-N, an objective */
	const char *text;
	int64_t score; /* the last one, -1: none yet */
};
/* What can be scored of an inject; x NULL: the objectives. */
struct lead_target *lead_targets(const struct front *f,
				 const struct exercise_inject *x,
				 struct arena *a, unsigned *count);

/* "3 Isolate the systems": where a role is. */
const char *say_place_of(const struct status_role *r, struct arena *a);
/* "22:51 done 3.2 …": what it wrote last; NULL: nothing yet. */
const char *
say_last_of(const struct front *f, const char *role, struct arena *a);
/* What a round asks its players: the questions of its injects. */
const char **lead_questions(const struct exercise_run *run, struct arena *a,
			    unsigned *count);
/* The round after the one it is in; NULL: there is none. */
const struct exercise_round *lead_next_round(const struct exercise_run *run);
/* What the scenario's clock jumps to when a round begins; never back. */
bool lead_round_begins(const struct exercise_run *run,
		       const struct exercise_round *round,
		       const struct zone *z, int64_t *moment);
/* The first inject that is due, or waits; the number of injects: none. */
unsigned lead_next(const struct exercise_run *run);
/* "in reserve", "leave it out": what is still possible with one. */
bool lead_may(const struct exercise_inject *x, const char *act);
/* Everything of the round came, and another round follows. */
bool lead_round_is_done(const struct exercise_run *run);
/* The scenario's time is over; nothing more comes by itself. */
bool lead_is_over_time(const struct exercise_run *run);

#endif
