/*
 * A key that is held down must not write again and again: the cursor moves on
 * by itself, so that it would tick a whole list.
 *
 * Within a second of a write the same key counts only if no second one follows
 * within 120 ms; a run of repeats is dropped whole, however long it lasts.
 * (Keyboards begin to repeat after 250 to 660 ms, then every 20 to 50 ms.)
 */
#ifndef UI_HELD_H
#define UI_HELD_H

#include <stdbool.h>
#include <stdint.h>

#define HELD_RUN_MS 120
#define HELD_AFTER_WRITE_MS 1000

struct held {
	uint32_t key;     /* that wrote last, 0: none */
	int64_t wrote_ms; /* when it did */
	int64_t last_ms;  /* when it last came */
	bool waits;       /* one came and waits whether a second follows */
};

enum held_answer {
	HELD_COUNTS, /* act on it now */
	HELD_WAITS,  /* perhaps: see held_due() */
	HELD_DROPPED,
};

/* The key came at that moment (monotonic ms). */
enum held_answer held_press(struct held *h, uint32_t key, int64_t ms);
/* Another key came: what follows is no repeat, but still near a write. */
void held_interrupt(struct held *h);
/* It wrote. */
void held_wrote(struct held *h, uint32_t key, int64_t ms);
/* Whether the key that waits counts by now; it does not wait any more then. */
bool held_due(struct held *h, int64_t ms);
/* When that is to be asked, INT64_MAX: nothing waits. */
int64_t held_wake_ms(const struct held *h);

#endif
