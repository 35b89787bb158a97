/* Sentences about a station's clock and a phone (core/clock_check). */
#ifndef FRONT_SAY_CLOCK_CHECK_H
#define FRONT_SAY_CLOCK_CHECK_H

#include <stdint.h>

struct arena;
struct front;

/*
 * "this station's clock was 2 minutes behind a phone" of a comparison;
 * `step` is phone minus station, in ms.
 */
const char *say_clock_step(int64_t step, struct arena *a);

/* What to do about this station's clock; NULL: nothing. */
const char *say_clock_due(const struct front *f);

#endif
