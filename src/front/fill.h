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

/*
 * What is asked or named, and what it is: "Counter: open", but "Does the
 * counter open? Yes".
 */
const char *say_pair(struct arena *a, const char *name, const char *value);

#endif
