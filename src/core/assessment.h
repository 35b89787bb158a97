/*
 * What the answers of an assessment or a quiz add up to.
 *
 * A question counts with the score of the answer that stands, "I don't know"
 * with what that choice scores.  Questions that are open count apart: they are
 * in no score and in no highest score.
 */
#ifndef CORE_ASSESSMENT_H
#define CORE_ASSESSMENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct choice;
struct incident;
struct library;
struct playbook;
struct step;
struct step_ref;

struct assessment_sum {
	unsigned score, most;             /* of what was answered */
	unsigned answered, unknown, open; /* questions; unknown ones are
					     answered too */
};

struct assessment_line { /* one question */
	const struct step_ref *ref;
	const struct choice *chosen; /* NULL: open */
	unsigned section;            /* index */
	unsigned score, most;
	bool low; /* answered, and below half: the advice is meant */
};

struct assessment_section {
	const char *id, *title; /* "" where questions stand in none */
	struct assessment_sum sum;
};

struct assessment {
	const struct playbook *playbook;
	struct assessment_line *lines; /* in the order of the playbook */
	unsigned line_count;
	struct assessment_section *sections;
	unsigned section_count;
	struct assessment_sum total;
	/* What was missed, most points first, then as in the playbook. */
	const struct assessment_line **missed;
	unsigned missed_count;
};

/* An earlier run of the same playbook. */
struct assessment_earlier {
	int64_t time; /* when it began */
	struct assessment_section *sections;
	unsigned section_count;
	struct assessment_sum total;
};

enum assessment_trend { TREND_NONE, TREND_BETTER, TREND_SAME, TREND_WORSE };

/* The assessment or quiz that the incident runs, NULL: none. */
const struct playbook *
assessment_playbook(const struct incident *in, const struct library *lib);

/* NULL where the incident runs none.  Everything new is in the arena. */
const struct assessment *
assessment_of(const struct incident *in, const struct library *lib,
	      struct arena *a);

/* The highest score of a question's choices. */
unsigned assessment_most(const struct step *s);

/* Whole percents, rounded to the nearest; -1: nothing was answered. */
int assessment_share(const struct assessment_sum *sum);

/* By share; TREND_NONE where one of them has no answers. */
enum assessment_trend assessment_compare(const struct assessment_sum *now,
					 const struct assessment_sum *before);
const char *assessment_trend_name(enum assessment_trend trend); /* "better" */

/* The sum of that section, NULL: it had none of that id. */
const struct assessment_sum *
assessment_earlier_sum(const struct assessment_earlier *e, const char *section);

/* The first open question at or behind that index, around the end; -1: none. */
int assessment_next_open(const struct assessment *as, unsigned from);

#endif
