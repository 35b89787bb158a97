/* Sentences about calling the people of a role (core/call_round). */
#ifndef FRONT_SAY_CALLS_H
#define FRONT_SAY_CALLS_H

#include <stdint.h>

struct arena;
struct call_person;
struct call_round;
struct front;

/* A role's round; role NULL: everybody. */
struct call_round
calls_of(const struct front *f, const char *role, struct arena *a);

/*
 * The roles that the organisation's file names people for, as it names them;
 * NULL behind the last one.
 */
const char *calls_role(const struct front *f, unsigned i, struct arena *a);

/* "reached 03:24", "voicemail 03:38 (2 calls), again from 03:53". */
const char *say_call_state(const struct call_person *p, const struct front *f,
			   struct arena *a);

/* "2 of 3 reached"; "nobody left to call until 03:53" behind it. */
const char *say_call_round(const struct call_round *round,
			   const struct front *f, struct arena *a);

/*
 * "Call the mayor again: voicemail at 03:38", for whoever made that call as
 * front->role; NULL: nobody has to be called again by this role.
 */
const char *say_call_again(const struct front *f, struct arena *a);

#endif
