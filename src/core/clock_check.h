/*
 * A station's clock against a phone: the journal's `clock` line with the
 * source `phone`.  It proves nothing by itself; it lets a reader put the times
 * of two stations beside each other.
 */
#ifndef CORE_CLOCK_CHECK_H
#define CORE_CLOCK_CHECK_H

#include <stdbool.h>
#include <stdint.h>

struct incident;
struct record;
struct status;

/* Whether a line is such a comparison, and no jump of the clock. */
bool clock_check_is(const struct record *r);
/* Phone minus station, in ms: below 0 where the station is ahead. */
int64_t clock_check_step(const struct record *r);

/* The station's last one, by its name; NULL: it never compared. */
const struct record *
clock_check_last(const struct incident *in, const char *station);

/*
 * Once the first actions are done, and again behind each seal that the station
 * made, the phone is asked.
 */
bool clock_check_due(const struct status *st, const char *station);

#endif
