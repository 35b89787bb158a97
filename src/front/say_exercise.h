/* Words about an exercise, for both front ends, commands and reports. */
#ifndef FRONT_SAY_EXERCISE_H
#define FRONT_SAY_EXERCISE_H

#include "core/exercise.h"

struct library;
struct zone;

const char *say_inject_stage(enum inject_stage stage);
/* When it came, else how it stands; what still waited at the end never came. */
const char *say_inject_came(const struct exercise_run *run,
			    const struct exercise_inject *x, struct arena *a);
/* phone, paper, e-mail …; NULL: "" */
const char *say_channel(const char *channel);
const char *say_verdict(enum verdict verdict);
const char *say_rating(enum rating rating);
/* What a timer measures, by its id. */
const char *say_timer(const char *id);

/*
 * How it comes to a player: "The phone rings: Night nurse", "E-mail from …:
 * its title".  What a call is about one hears after picking it up.
 */
const char *say_arrival(const struct exercise_inject *x, struct arena *a);
/* The same without what it is about, for a room full of others. */
const char *say_arrival_from(const struct exercise_inject *x, struct arena *a);
/* "discussion": how a scenario is played. */
const char *say_style(const char *style);
/* What one hears or reads: who, its title, its text, the hint once given. */
const char *say_inject(const struct exercise_inject *x, struct arena *a);

/* So many lines are not for players until it is over. */
const char *say_kept_back(unsigned count, struct arena *a);
/* How many injects players do not see yet. */
const char *say_left_out(unsigned count, struct arena *a);
/* What follows `exercise debrief`: until the end it is for who leads. */
const char *say_debrief_words(const struct exercise_run *run, const char *id,
			      struct arena *a);
/* The same of all that came of it: when it may be read. */
const char *say_not_yet(void);
/* The real incident that a `link` line names: "heron-lamp (9a1f33c0)". */
const char *say_real_name(const struct record *link, struct arena *a);
/* "Begun by the IT duty officer at 14:02."; z: of real time. */
const char *say_real_begun(const struct record *link, const struct zone *z,
			   struct arena *a);
/* That the exercise is over for now, and what that means for who plays. */
const char *say_real_stop(void);

/* Everything that came to a role and was picked up or read, the newest first;
 * NULL: nothing yet.  z: its clock. */
const char *say_came_in(const struct exercise_run *run, const char *role,
			const struct zone *z, struct arena *a);

/* How long it takes, for a person: "2 hours", "90 minutes"; "": not said. */
const char *say_length(struct duration d, struct arena *a);

/* "dropped if: …; only if: …": what decides whether it comes; NULL: nothing. */
const char *say_branch(const struct inject *in, const struct library *lib,
		       struct arena *a);
/* That the stations' clocks were apart, and what that means; NULL: no. */
const char *say_clocks_apart(const struct exercise_run *run, struct arena *a);
/* Scenario time that went by: "0:05", "1:40". */
const char *say_elapsed(int64_t ms, struct arena *a);
/* "IT, Management", "everybody" */
const char *say_receivers(const struct exercise_inject *x,
			  const struct library *lib, struct arena *a);
/* "IT 3 Isolate the systems: Yes", "the deadline …", "call …" */
const char *say_expectation(const struct expectation *x,
			    const struct library *lib, struct arena *a);
/* "met after 0:12", "late by 0:03", "missed" */
const char *say_expected(const struct exercise_expected *row, struct arena *a);
/* "Fri 27 Nov 22:47, 0:07 into the scenario, running, 2 times as fast" */
const char *say_exercise_clock(const struct exercise_run *run,
			       const struct zone *z, struct arena *a);

#endif
