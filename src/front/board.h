/*
 * What the situation board says above its roles, in the same words for both
 * front ends: what is known, what is not, what it has hit.  Strings lie in the
 * arena or in what the front is shown.
 */
#ifndef FRONT_BOARD_H
#define FRONT_BOARD_H

#include <stdbool.h>

struct arena;
struct front;

struct board_line {
	const char *text;
	const char *side; /* who finds it out, how it stands; NULL: nothing */
	bool urgent;
	bool part; /* of the line before it: a row of its register */
};

/* Facts with their values, what was said last first. */
struct board_line *
board_known(const struct front *f, struct arena *a, unsigned *count);
/*
 * Contradictions, then what nobody knows, in the order of how much waits for
 * it; whom it was asked of and what they promised.  Nobody: nothing is said.
 */
struct board_line *
board_unknown(const struct front *f, struct arena *a, unsigned *count);
/*
 * The level and the phase, then every register that has rows with what it
 * counts to, and its `rows` worst rows that ask for attention.
 */
struct board_line *board_impact(const struct front *f, struct arena *a,
				unsigned rows, unsigned *count);
/* The decision that was taken last; NULL: none. */
const char *board_decided(const struct front *f, struct arena *a);

#endif
