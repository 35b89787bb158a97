/*
 * What is said after an exercise, and what is to become better: `observe`
 * lines with an act.  Lines without one are scores (exercise_scores()).
 *
 *	answer     objective: a question of the scenario; text
 *	feedback   score, text: how it was
 *	strength   objective or none; text: what went well
 *	improve    objective or none; text: what to do; reason: the gap that it
 *	           closes; to: who sees to it; due; value: what it costs
 *	own        of an improvement: another owner, another day
 *	done       of an improvement; text: what came of it
 *	again      of one that was done
 */
#ifndef CORE_AFTER_H
#define CORE_AFTER_H

#include <stdbool.h>

#include "core/record.h"

struct arena;
struct exercise;
struct incident;
struct judgement;

enum after_act {
	AFTER_SCORE, /* no act */
	AFTER_ANSWER,
	AFTER_FEEDBACK,
	AFTER_STRENGTH,
	AFTER_IMPROVE,
	AFTER_OWN,
	AFTER_DONE,
	AFTER_AGAIN,
	AFTER_ACTS
};
const char *after_act_name(enum after_act act); /* "answer"; NULL: a score */
/* AFTER_ACTS: no such word; AFTER_SCORE for NULL. */
enum after_act after_act_of(const char *name);

/* By id, or by its number from 1; NULL: none. */
const struct judgement *
after_find_question(const struct exercise *e, const char *typed);
const struct judgement *
after_find_objective(const struct exercise *e, const char *typed);

/*
 * The lines of one act, oldest first.  Of answers only the last one of a
 * person to a question: who says more says it again.
 */
const struct record **after_said(const struct incident *in, enum after_act act,
				 struct arena *a, unsigned *count);

/* One improvement as it stands now. */
struct improvement {
	const char *id; /* of the entry that says what to do */
	const char *text, *gap, *objective, *cost;
	const char *owner;  /* NULL: nobody */
	struct moment due;  /* unset: no day was named */
	bool done;
	const char *outcome; /* what was said when it was done; NULL */
	const struct record *record; /* that entry */
	const struct record *last;   /* what changed it last */
};
/* Oldest first. */
struct improvement *
improvements(const struct incident *in, struct arena *a, unsigned *count);

#endif
