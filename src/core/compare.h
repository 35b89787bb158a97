/*
 * Many runs beside each other: what came of each expectation in each of them.
 * Which runs these are is not told: see struct compare_run.
 */
#ifndef CORE_COMPARE_H
#define CORE_COMPARE_H

#include <stddef.h>
#include <stdint.h>

#include "core/exercise.h"

struct compare_run {
	const char *id;    /* of the exercise; a pseudonym is made of it */
	const char *who;   /* the organisation; NULL: nobody said */
	const char *title;
	int64_t held;      /* ms */
	size_t entries;    /* of its journals */
};

/* One expectation in one run. */
struct compare_row {
	unsigned run; /* index */
	const char *exercise; /* the scenario's id */
	const char *inject, *kind, *target, *choice, *objective;
	const char *to;   /* the first role that got it */
	const char *role; /* who met or broke it; NULL */
	bool never;
	enum verdict verdict;
	int64_t within, after, late; /* ms; within 0: no limit */
};

struct compare {
	struct arena *arena;
	struct compare_run *runs;
	unsigned run_count;
	struct compare_row *rows;
	unsigned row_count;
};

/*
 * Adds a run; strings are copied.  Of copies of one run, such as those of two
 * stations, the one with the most entries counts, and the others do not.
 */
void compare_add(struct compare *c, const struct incident *in,
		 const struct library *lib, struct arena *scratch);

/* The same expectation over all runs. */
struct compare_sum {
	const struct compare_row *row; /* the first of them */
	struct exercise_sum sum;
	unsigned timed; /* met or late: they have a time */
	int64_t fastest, median, slowest; /* ms */
};
struct compare_sum *
compare_sums(const struct compare *c, struct arena *a, unsigned *count);

/* What a role had to do, over all runs. */
struct compare_role {
	const char *role;
	struct exercise_sum sum;
};
struct compare_role *
compare_roles(const struct compare *c, struct arena *a, unsigned *count);

/* "step" and its path, of an expectation. */
const char *expectation_kind(const struct expectation *x, const char **target);

#endif
