#include "store/clock.h"

#include <time.h>

#define MINUTE INT64_C(60000)
#define YEAR_2020 INT64_C(1577836800000)

int64_t
clock_since_boot(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_BOOTTIME, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What drifts by less is corrected gently, and is no jump. */
int64_t
clock_look(struct clock_watch *w, int64_t wall, int64_t since_boot)
{
	int64_t base = wall - since_boot;
	int64_t jump = w->set ? base - w->base : 0;

	w->base = base;
	w->set = true;
	return jump > MINUTE || jump < -MINUTE ? jump : 0;
}

bool
clock_is_unset(int64_t wall)
{
	return wall < YEAR_2020;
}
