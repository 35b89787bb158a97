/* What came of an exercise, to be read aloud right after its end. */
#ifndef FRONT_SAY_DEBRIEF_H
#define FRONT_SAY_DEBRIEF_H

struct arena;
struct exercise_run;
struct incident;
struct library;

/*
 * Line by line: objectives, what was expected, how long it took, what was
 * observed, who took part, the questions of the hot wash.
 */
const char *say_debrief(const struct exercise_run *run,
			const struct incident *in, const struct library *lib,
			struct arena *a);

#endif
