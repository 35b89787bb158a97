#include "front/say_clock_check.h"

#include "base/arena.h"
#include "base/tr.h"
#include "core/clock_check.h"
#include "front/fill.h"
#include "front/front.h"

#define MINUTE INT64_C(60000)

const char *
say_clock_step(int64_t step, struct arena *a)
{
	int64_t off = step < 0 ? -step : step;
	/* A phone shows whole minutes: nothing finer is claimed. */
	unsigned minutes = (unsigned)((off + MINUTE / 2 - 1) / MINUTE);
	const char *number = arena_printf(a, "%u", minutes);

	if (off < MINUTE)
		return tr("this station's clock agrees with a phone within a "
			  "minute");
	if (step > 0)
		return say_fill(a,
				tr_n("this station's clock was %1 minute "
				     "behind a phone",
				     "this station's clock was %1 minutes "
				     "behind a phone",
				     minutes),
				number, NULL, NULL);
	return say_fill(
		a,
		tr_n("this station's clock was %1 minute ahead of a phone",
		     "this station's clock was %1 minutes ahead of a phone",
		     minutes),
		number, NULL, NULL);
}

const char *
say_clock_due(const struct front *f)
{
	if (!f->status || f->read_only ||
	    !clock_check_due(f->status, f->station))
		return NULL;
	return tr("What does your phone say? Compare the clock");
}
