/*
 * The result of an assessment or a quiz in words.  They say what the answers
 * suggest, never that a rule is kept.
 */
#ifndef FRONT_SAY_ASSESSMENT_H
#define FRONT_SAY_ASSESSMENT_H

#include "core/assessment.h"

struct arena;
struct zone;

/* "62% (37 of 60)", or that there is no answer yet. */
const char *say_share(const struct assessment_sum *sum, struct arena *a);
/* "12 of 30 answered" */
const char *say_progress(const struct assessment_sum *sum, struct arena *a);
/* "better", "the same", "worse"; NULL where nothing can be compared. */
const char *say_trend(enum assessment_trend trend);

/* What the answers suggest, in a sentence or two. */
const char *say_suggests(const struct assessment *as, struct arena *a);

/* What a quiz says to an answer: right or not, why, and what is right. */
const char *
say_explanation(const struct assessment_line *line, struct arena *a);

/*
 * All of it: lines with newlines between them.  earlier: NULL, or the run it
 * is compared with.
 */
const char *say_result(const struct assessment *as,
		       const struct assessment_earlier *earlier,
		       const struct zone *z, struct arena *a);

#endif
