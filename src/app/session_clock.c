/* The wall clock: whether it jumped, and an entry that says so. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/session_parts.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"

#define STATE "clock" /* "BOOT BASE", so that commands know of each other */

static void
keep(struct session *s)
{
	struct arena scratch = {0};

	if (s->who.boot)
		(void)paths_write_state(&s->paths, STATE,
					arena_printf(&scratch, "%s %" PRId64,
						     s->who.boot,
						     s->clock.base),
					NULL);
	arena_fini(&scratch);
}

static void
recall(struct session *s)
{
	struct arena scratch = {0};
	const char *text = paths_read_state(&s->paths, STATE, &scratch);
	char boot[64];
	int64_t base;

	if (text && s->who.boot &&
	    sscanf(text, "%63s %" SCNd64, boot, &base) == 2 &&
	    strcmp(boot, s->who.boot) == 0)
		s->clock = (struct clock_watch){.base = base, .set = true};
	arena_fini(&scratch);
}

bool
session_look_at_clock(struct session *s, int64_t wall)
{
	bool first = !s->clock_known;
	int64_t jump;

	if (first)
		recall(s);
	s->clock_known = true;
	first = !s->clock.set;
	jump = clock_look(&s->clock, wall, clock_since_boot());
	s->clock_jump += jump;
	if (jump)
		s->clock_told = jump;
	if (first || jump)
		keep(s);
	return jump != 0;
}

const char *
session_clock_warning(const struct session *s, int64_t wall, struct arena *a)
{
	const struct zone zone = stamp_bare(&s->zone);
	int64_t jump = s->clock_told;

	if (clock_is_unset(wall))
		return say_fill(a,
				tr("This machine's clock is not set: it says "
				   "%1. Set it, and write the hour in your "
				   "notes until then."),
				say_date_clock(wall, &zone, a), NULL, NULL);
	if (jump == 0)
		return NULL;
	return say_fill(a,
			jump < 0
				? tr("This machine's clock went back by %1: "
				     "check the time. The log keeps its order.")
				: tr("This machine's clock jumped ahead by %1: "
				     "check the time. The log keeps its "
				     "order."),
			say_left(jump < 0 ? -jump : jump, a), NULL, NULL);
}

/* By the old clock it happened then; what the new one says stands beside it. */
const struct record *
session_clock_record(struct session *s, int64_t wall, struct record *r)
{
	(void)session_look_at_clock(s, wall);
	if (s->clock_jump == 0)
		return NULL;
	s->clock_more = (struct record_more){
		.wall = {.ms = wall, .set = true},
		.step_ms = {.value = s->clock_jump < 0 ? -s->clock_jump
						       : s->clock_jump,
			    .set = true},
	};
	*r = (struct record){
		.kind = RECORD_CLOCK,
		.at = {.ms = wall - s->clock_jump, .set = true},
		.more = &s->clock_more,
	};
	s->clock_jump = 0;
	return r;
}
