/* Moments as people read them: fixed forms, 24 hours, every language alike. */
#include "front/say.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "core/exercise.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const char *
weekday(int day)
{
	static const char *const names[] = {N_("Sun"), N_("Mon"), N_("Tue"),
					    N_("Wed"), N_("Thu"), N_("Fri"),
					    N_("Sat")};

	return tr(names[day >= 0 && day < 7 ? day : 0]);
}

const char *
say_begins(const char *begins, struct arena *a)
{
	const char *rest;
	int day = exercise_weekday(begins ? begins : "", &rest);

	return day < 0 ? begins : arena_printf(a, "%s%s", weekday(day), rest);
}

static const char *
month(int number)
{
	static const char *const names[] = {N_("Jan"), N_("Feb"), N_("Mar"),
					    N_("Apr"), N_("May"), N_("Jun"),
					    N_("Jul"), N_("Aug"), N_("Sep"),
					    N_("Oct"), N_("Nov"), N_("Dec")};

	return tr(names[number >= 1 && number <= 12 ? number - 1 : 0]);
}

static struct stamp_parts
parts_of(int64_t t, const struct zone *z)
{
	static const struct zone utc;

	return stamp_local(t, z ? z : &utc);
}

const char *
say_clock(int64_t t, const struct zone *z, struct arena *a)
{
	struct stamp_parts p = parts_of(t, z);

	return arena_printf(a, "%02d:%02d", p.hour, p.minute);
}

const char *
say_day_clock(int64_t t, const struct zone *z, struct arena *a)
{
	struct stamp_parts p = parts_of(t, z);

	return arena_printf(a, "%s %d %s %02d:%02d", weekday(p.weekday), p.day,
			    month(p.month), p.hour, p.minute);
}

const char *
say_day(int64_t t, const struct zone *z, struct arena *a)
{
	struct stamp_parts p = parts_of(t, z);

	return arena_printf(a, "%s %d %s %d", weekday(p.weekday), p.day,
			    month(p.month), p.year);
}

const char *
say_date_clock(int64_t t, const struct zone *z, struct arena *a)
{
	struct stamp_parts p = parts_of(t, z);

	return arena_printf(a, "%s %d %s %d %02d:%02d %s", weekday(p.weekday),
			    p.day, month(p.month), p.year, p.hour, p.minute,
			    p.zone ? p.zone : "UTC");
}

/* Four days and more are easier to read as days. */
const char *
say_left(int64_t ms, struct arena *a)
{
	const char *sign = ms < 0 ? "-" : "";
	int64_t minutes = ms < 0 ? -(ms / MINUTE) : ms / MINUTE;
	int64_t hours = minutes / 60;

	if (hours < 96)
		return arena_printf(a, "%s%lld:%02lld", sign, (long long)hours,
				    (long long)(minutes % 60));
	/* Translators: 5 days, 4 hours and 10 minutes. */
	return arena_printf(a, tr("%s%lld d %02lld:%02lld"), sign,
			    (long long)(hours / 24), (long long)(hours % 24),
			    (long long)(minutes % 60));
}

const char *
say_ago(int64_t ms, struct arena *a)
{
	if (ms < MINUTE)
		return tr("just now");
	if (ms < HOUR)
		return arena_printf(a, tr("%lld min ago"),
				    (long long)(ms / MINUTE));
	if (ms < DAY)
		return arena_printf(a, tr("%lld h %02lld min ago"),
				    (long long)(ms / HOUR),
				    (long long)(ms % HOUR / MINUTE));
	return arena_printf(
		a, tr_n("%lld day ago", "%lld days ago", (long)(ms / DAY)),
		(long long)(ms / DAY));
}
