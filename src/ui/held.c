#include "ui/held.h"

enum held_answer
held_press(struct held *h, uint32_t key, int64_t ms)
{
	int64_t gap = ms - h->last_ms;

	if (h->key == 0 || key != h->key)
		return HELD_COUNTS;
	h->last_ms = ms;
	if (gap < HELD_RUN_MS) {
		/* A run goes on behind a pause that a slow line makes. */
		h->wrote_ms = ms;
		h->waits = false;
		return HELD_DROPPED;
	}
	if (ms - h->wrote_ms > HELD_AFTER_WRITE_MS)
		return HELD_COUNTS;
	h->waits = true;
	return HELD_WAITS;
}

void
held_interrupt(struct held *h)
{
	h->last_ms = 0;
	h->waits = false;
}

void
held_wrote(struct held *h, uint32_t key, int64_t ms)
{
	*h = (struct held){.key = key, .wrote_ms = ms, .last_ms = ms};
}

bool
held_due(struct held *h, int64_t ms)
{
	if (!h->waits || ms - h->last_ms < HELD_RUN_MS)
		return false;
	h->waits = false;
	return true;
}

int64_t
held_wake_ms(const struct held *h)
{
	return h->waits ? h->last_ms + HELD_RUN_MS : INT64_MAX;
}
