/*
 * Reports of an incident: a situation report, the timeline, what a role hands
 * over, one decision, the hours to come; of an exercise, what came of it.
 *
 * What is for the public has public facts in it, and nothing that anybody
 * typed elsewhere: no title, no names, no reasons.
 */
#ifndef EXPORT_REPORT_OF_H
#define EXPORT_REPORT_OF_H

#include "front/report.h"

struct arena;
struct buf;
struct exercise_run;
struct incident;
struct library;
struct record_head;
struct report;
struct status;
struct zone;

/* What is reported on; all of it must outlive the report. */
struct report_ground {
	const struct incident *incident; /* folded up to the status' moment */
	const struct status *status;
	const struct library *library;
	const struct zone *zone; /* of the times in it */
	const char *words;       /* heron-lamp; NULL */
	const char *by;          /* who asks for it; NULL: nobody said */
	/* the exercise as it stands, and the role that reads: while it runs
	 * players do not read everything; NULL: it is none, nobody said */
	const struct exercise_run *exercise;
	const char *reader;
	const struct record_head *heads;
	unsigned head_count;
	const char *proof; /* what verify said; NULL: it was not asked */
};

/* NULL: there is no such decision, or this is no exercise. */
struct report *report_make(const struct report_wanted *wanted,
			   const struct report_ground *ground, struct arena *a);

/* In the format that is wanted. */
void report_write(const struct report *r, const struct report_wanted *wanted,
		  struct buf *out);

#endif
