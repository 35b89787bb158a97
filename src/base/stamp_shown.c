/* A clock that does not show the moment it is, as that of an exercise. */
#include <stdbool.h>
#include <stddef.h>

#include "base/stamp.h"

static int64_t
shown_in(const struct zone_span *s, int64_t moment)
{
	return s->shown + (moment - s->real) * s->speed;
}

int64_t
stamp_shown(int64_t moment, const struct zone *z)
{
	size_t at = 0;

	if (!z || !z->span_count)
		return moment;
	if (moment < z->spans[0].real)
		return z->spans[0].shown - (z->spans[0].real - moment);
	if (moment > z->until)
		return stamp_shown(z->until, z) + (moment - z->until);
	while (at + 1 < z->span_count && z->spans[at + 1].real <= moment)
		at++;
	return shown_in(&z->spans[at], moment);
}

/* The last moment that showed it; of what was jumped over, the moment of the
 * jump, or the last one before it. */
static int64_t
meant(int64_t shown, const struct zone *z, bool before)
{
	int64_t end, last;

	if (!z || !z->span_count)
		return shown;
	end = z->until;
	last = stamp_shown(end, z);
	if (shown >= last)
		return end + (shown - last);
	for (size_t i = z->span_count; i > 0; i--) {
		const struct zone_span *s = &z->spans[i - 1];

		if (shown >= s->shown && s->speed > 0 &&
		    shown <= shown_in(s, end))
			return s->real + (shown - s->shown) / s->speed;
		if (shown >= s->shown)
			return before ? end - 1 : end;
		end = s->real;
	}
	return z->spans[0].real - (z->spans[0].shown - shown);
}

int64_t
stamp_meant(int64_t shown, const struct zone *z)
{
	return meant(shown, z, true);
}

struct zone
stamp_bare(const struct zone *z)
{
	struct zone bare = z ? *z : (struct zone){.count = 0};

	bare.spans = NULL;
	bare.span_count = 0;
	return bare;
}

int64_t
stamp_ahead(int64_t moment, int64_t from, const struct zone *z)
{
	if (!z || !z->span_count || moment <= from)
		return moment;
	return meant(stamp_shown(from, z) + (moment - from), z, false);
}
