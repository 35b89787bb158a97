/*
 * Sentences with gaps: %1, %2 and %3 stand for names, in the order that each
 * language wants them.  A name is made safe to show on its way in.
 */
#ifndef FRONT_FILL_H
#define FRONT_FILL_H

struct arena;

/* A NULL name fills its gap with nothing. */
const char *say_fill(struct arena *a, const char *text, const char *one,
		     const char *two, const char *three);

#endif
