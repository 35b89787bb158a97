/*
 * Calling the people of a role, one after the other: in the order of the
 * organisation's file, each with the deputies that it names behind them.  What
 * became of it stands in the journal's `contact` lines and nowhere else.
 *
 * A person is covered when they, or a deputy of theirs, were reached.  A deputy
 * is called once whom they stand in for was tried in vain.  Somebody who was
 * tried in vain is tried again after CALL_AGAIN_MS, when nobody else is left.
 */
#ifndef CORE_CALL_ROUND_H
#define CORE_CALL_ROUND_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct incident;
struct library;
struct person;
struct record;

#define CALL_AGAIN_MS ((int64_t)15 * 60 * 1000)

struct call_person {
	const struct person *person;
	int deputy_of;             /* index of whom they stand in for, -1 */
	bool own;                  /* is of the role, not only a deputy */
	const struct record *last; /* the last call to them; NULL: none */
	unsigned attempts;
	bool reached;
	bool covered; /* reached, or a deputy of theirs was */
};

struct call_round {
	const char *role;
	struct call_person *people;
	unsigned count;
	int next;      /* whom to call now; -1: nobody */
	int64_t again; /* next -1: when somebody is to be tried again; 0: none
			*/
	unsigned own;  /* people of the role … */
	unsigned covered; /* … and how many of them are covered */
};

/* role NULL: everybody in the organisation's file, without deputies' order. */
void call_round_at(const struct incident *in, const struct library *lib,
		   const char *role, int64_t now, struct arena *a,
		   struct call_round *out);

/* The last `contact` line for that id; NULL: nobody called them. */
const struct record *call_last(const struct incident *in, const char *contact);

#endif
