/* What the two files of the after-action report share; nobody else. */
#ifndef EXPORT_REPORT_AFTER_H
#define EXPORT_REPORT_AFTER_H

#include "core/after.h"
#include "core/exercise.h"
#include "export/report_parts.h"
#include "front/say_exercise.h"

struct after {
	struct reporting *p;
	unsigned section; /* the last number that a heading has */
	const struct exercise_run *run;
	struct exercise_results results;
	struct improvement *items;
	unsigned item_count;
	const struct record **strengths;
	unsigned strength_count;
};

/* "Passed on to the director: 2 of 3. Late, but in full." */
const char *after_score_words(struct after *f, const struct exercise_score *s);
/* What people saw and said, and the plan: the sections from 6 on. */
void after_add_said(struct after *f);
/* Nothing that names anybody, or what could be used against us. */
void after_add_public(struct after *f);

#endif
