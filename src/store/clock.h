/*
 * Jumps of the wall clock, told from the clock that only goes on while the
 * machine runs, sleeps or is suspended.
 */
#ifndef STORE_CLOCK_H
#define STORE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* What the wall clock said when the machine started, as it says it now. */
struct clock_watch {
	int64_t base; /* ms */
	bool set;
};

/* ms since the machine started, its sleep included. */
int64_t clock_since_boot(void);

/*
 * How far the wall clock jumped since the last look, in ms, below 0 back; 0:
 * no more than a minute, and at the first look.
 */
int64_t clock_look(struct clock_watch *w, int64_t wall, int64_t since_boot);

/* A machine that has no clock of its own begins in 1970, or somewhere near. */
bool clock_is_unset(int64_t wall);

#endif
