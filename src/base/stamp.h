/*
 * Moments and durations.  A moment is milliseconds since 1970-01-01T00:00Z;
 * this module never reads the clock or the environment.  A zone is a table of
 * offsets that is handed in, so that local time is right over both changes of
 * clock and the same everywhere.
 */
#ifndef BASE_STAMP_H
#define BASE_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STAMP_SIZE 25 /* 2026-11-22T10:15:02.123Z and the NUL */
#define STAMP_NONE INT64_MIN

struct zone_change {
	int64_t from;   /* from this moment, ms … */
	int32_t offset; /* … seconds east of UTC */
	char name[8];   /* CET, CEST */
};

/* A clock that does not show the moment it is, as that of an exercise. */
struct zone_span {
	int64_t real;  /* from this moment on … */
	int64_t shown; /* … it shows that one … */
	int64_t speed; /* … and goes so many times as fast; 0: it stands */
};

/*
 * A zeroed one is UTC.  Before the first change its offset holds.  With spans
 * the clock shows other moments up to `until`, and what lies ahead is as far
 * ahead of it as it is of `until`.
 */
struct zone {
	char name[64]; /* IANA */
	const struct zone_change *changes;
	size_t count;
	const struct zone_span *spans; /* none: real time */
	size_t span_count;
	int64_t until;
};

/* What the zone's clock shows at a moment, and back; of an hour that it jumped
 * over, the last moment before the jump. */
int64_t stamp_shown(int64_t moment, const struct zone *z);
int64_t stamp_meant(int64_t shown, const struct zone *z);
/* The same zone with a clock that shows real time. */
struct zone stamp_bare(const struct zone *z);
/*
 * A moment that was set at `from`, so far ahead on the clock that was seen
 * then: when that clock shows it, as far as is known by now.  A pause puts it
 * off, a jump and a faster clock bring it nearer.  Real time: the moment.
 */
int64_t stamp_ahead(int64_t moment, int64_t from, const struct zone *z);

enum duration_unit {
	DURATION_NONE,
	DURATION_MINUTES,
	DURATION_HOURS,
	DURATION_DAYS,
	DURATION_MONTHS
};

struct duration {
	enum duration_unit unit; /* DURATION_NONE: there is none */
	int32_t count;
};

struct stamp_parts {          /* local, for showing */
	int year, month, day; /* 1 to 12, 1 to 31 */
	int hour, minute, second;
	int weekday;      /* 0 Sunday */
	int32_t offset;   /* seconds east of UTC */
	const char *zone; /* CET; "UTC" for a zeroed zone */
};

void stamp_write(int64_t moment, char out[STAMP_SIZE]);
/*
 * RFC 3339 with any offset, seconds and fraction optional; a space may stand
 * for T.
 */
bool stamp_read(const char *text, int64_t *moment);
/* Exactly the form that stamp_write() writes. */
bool stamp_read_canonical(const char *text, size_t len, int64_t *moment);

struct stamp_parts stamp_local(int64_t moment, const struct zone *z);
/*
 * A wall clock time in the zone; one that was skipped moves forward, of two
 * the first.
 */
int64_t stamp_from_local(int year, int month, int day, int hour, int minute,
			 int second, const struct zone *z);

/* "15m", "4h", "3d", "1mo". */
bool duration_read(const char *text, struct duration *d);
/*
 * m, h and d are elapsed; mo is a calendar month on the zone's wall clock,
 * clamped to the month's last day.
 */
int64_t stamp_add(int64_t moment, struct duration d, const struct zone *z);

/*
 * What a person types: RFC 3339, "2026-11-22 14:30" on the zone's clock,
 * "HH:MM" (the latest past one; with `ahead` the next one), "-10m", "+30m",
 * "+2h", "+30" (minutes); all on the clock that the zone shows.
 */
bool stamp_read_typed(const char *text, int64_t now, bool ahead,
		      const struct zone *z, int64_t *moment);
/* The same, where "HH:MM" is the one that is nearest to now. */
bool stamp_read_nearest(const char *text, int64_t now, const struct zone *z,
			int64_t *moment);
/* "2026-11-22" alone: the last minute of that day on the zone's clock. */
bool stamp_read_day(const char *text, const struct zone *z, int64_t *moment);

#endif
