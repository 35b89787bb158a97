#include <stdlib.h>
#include "base/stamp.h"

#include <string.h>

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* 0000-01-01T00:00Z and the last millisecond of 9999: four digits a year. */
#define EARLIEST INT64_C(-62167219200000)
#define LATEST INT64_C(253402300799999)

static int64_t
clamp(int64_t moment)
{
	return moment < EARLIEST ? EARLIEST
				 : (moment > LATEST ? LATEST : moment);
}

/* Years begin in March, so that the leap day is the last one. */
static int64_t
days_from_date(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year =
		(153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

static void
date_from_days(int64_t days, struct stamp_parts *p)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t year =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	p->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	p->month = (int)(month < 10 ? month + 3 : month - 9);
	p->year = (int)(year + era * 400 + (p->month <= 2));
	p->weekday = (int)(((days + 4) % 7 + 7) % 7);
}

static int
days_in_month(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Rounds down, also before 1970. */
static int64_t
floor_by(int64_t moment, int64_t unit)
{
	return (moment - (moment % unit + unit) % unit) / unit;
}

static struct stamp_parts
parts_of(int64_t moment)
{
	struct stamp_parts p = {.zone = "UTC"};
	int64_t days = floor_by(moment, DAY);
	int64_t rest = moment - days * DAY;

	date_from_days(days, &p);
	p.hour = (int)(rest / HOUR);
	p.minute = (int)(rest % HOUR / MINUTE);
	p.second = (int)(rest % MINUTE / SECOND);
	return p;
}

static void
put_digits(char *out, int64_t value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
}

void
stamp_write(int64_t moment, char out[STAMP_SIZE])
{
	int64_t held = clamp(moment);
	struct stamp_parts p = parts_of(held);

	memcpy(out, "0000-00-00T00:00:00.000Z", STAMP_SIZE);
	put_digits(out, p.year, 4);
	put_digits(out + 5, p.month, 2);
	put_digits(out + 8, p.day, 2);
	put_digits(out + 11, p.hour, 2);
	put_digits(out + 14, p.minute, 2);
	put_digits(out + 17, p.second, 2);
	put_digits(out + 20, held - floor_by(held, SECOND) * SECOND, 3);
}

/* Exactly `count` digits; moves *s behind them. */
static bool
take_digits(const char **s, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (**s < '0' || **s > '9')
			return false;
		*value = *value * 10 + (*(*s)++ - '0');
	}
	return true;
}

static bool
take(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool
take_date(const char **s, int64_t *days)
{
	int year, month, day;

	if (!take_digits(s, 4, &year) || !take(s, '-') ||
	    !take_digits(s, 2, &month) || !take(s, '-') ||
	    !take_digits(s, 2, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 ||
	    day > days_in_month(year, month))
		return false;
	*days = days_from_date(year, month, day);
	return true;
}

static int
take_fraction(const char **s)
{
	int thousandths = 0, weight = 100;

	for (; **s >= '0' && **s <= '9'; (*s)++) {
		thousandths += (**s - '0') * weight;
		weight /= 10;
	}
	return thousandths;
}

static bool
take_time(const char **s, int64_t *of_day)
{
	int hour, minute, second = 0, thousandths = 0;

	if (!take_digits(s, 2, &hour) || !take(s, ':') ||
	    !take_digits(s, 2, &minute))
		return false;
	if (take(s, ':')) {
		if (!take_digits(s, 2, &second))
			return false;
		if (take(s, '.')) {
			if (**s < '0' || **s > '9')
				return false;
			thousandths = take_fraction(s);
		}
	}
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*of_day = hour * HOUR + minute * MINUTE + second * SECOND + thousandths;
	return true;
}

static bool
take_offset(const char **s, int64_t *offset)
{
	int hour, minute;
	bool west;

	*offset = 0;
	if (take(s, 'Z') || take(s, 'z'))
		return true;
	west = **s == '-';
	if (!take(s, '+') && !take(s, '-'))
		return false;
	if (!take_digits(s, 2, &hour) || !take(s, ':') ||
	    !take_digits(s, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*offset = (hour * HOUR + minute * MINUTE) * (west ? -1 : 1);
	return true;
}

bool
stamp_read(const char *text, int64_t *moment)
{
	const char *s = text;
	int64_t days, of_day, offset, found;

	if (!take_date(&s, &days))
		return false;
	if (!take(&s, 'T') && !take(&s, 't') && !take(&s, ' '))
		return false;
	if (!take_time(&s, &of_day) || !take_offset(&s, &offset) || *s)
		return false;
	found = days * DAY + of_day - offset;
	if (found < EARLIEST || found > LATEST)
		return false;
	*moment = found;
	return true;
}

bool
stamp_read_canonical(const char *text, size_t len, int64_t *moment)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ";
	char copy[STAMP_SIZE];

	if (len != STAMP_SIZE - 1)
		return false;
	for (size_t i = 0; i < len; i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';

		if (form[i] == 'd' ? !digit : text[i] != form[i])
			return false;
	}
	memcpy(copy, text, len);
	copy[len] = '\0';
	return stamp_read(copy, moment);
}

/* The last change at or before the moment; the first one before them all. */
static const struct zone_change *
change_at(int64_t moment, const struct zone *z)
{
	size_t low = 0, high;

	if (!z || !z->count)
		return NULL;
	high = z->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (z->changes[middle].from <= moment)
			low = middle;
		else
			high = middle;
	}
	return &z->changes[low];
}

struct stamp_parts
stamp_local(int64_t moment, const struct zone *z)
{
	const struct zone_change *change;
	struct stamp_parts p;

	moment = stamp_shown(moment, z);
	change = change_at(clamp(moment), z);

	if (!change)
		return parts_of(clamp(moment));
	p = parts_of(clamp(moment) + change->offset * SECOND);
	p.offset = change->offset;
	p.zone = change->name;
	return p;
}

/*
 * The moments at which the wall clock shows `naive` (a local time, as if it
 * were UTC): none in the hour that is skipped, two in the one that is
 * repeated.  *skipped: what a skipped one moves forward to.
 */
static int
moments_of(int64_t naive, const struct zone *z, int64_t found[2],
	   int64_t *skipped)
{
	const struct zone_change *change = change_at(naive - 2 * DAY, z);
	const struct zone_change *end;
	int count = 0;

	*skipped = naive;
	if (!change) {
		found[0] = naive;
		return 1;
	}
	end = z->changes + z->count;
	for (; change < end && count < 2; change++) {
		int64_t moment = naive - change->offset * SECOND;
		bool first = change == z->changes;
		bool last = change + 1 == end;

		if (!first && change->from > naive + 2 * DAY)
			break;
		if (!first && moment < change->from)
			continue;
		*skipped = moment;
		if (last || moment < change[1].from)
			found[count++] = moment;
	}
	return count;
}

static int64_t
from_naive(int64_t naive, const struct zone *z)
{
	int64_t found[2], skipped;

	return moments_of(naive, z, found, &skipped) ? found[0] : skipped;
}

int64_t
stamp_from_local(int year, int month, int day, int hour, int minute, int second,
		 const struct zone *z)
{
	int64_t naive = days_from_date(year, month, day) * DAY + hour * HOUR +
			minute * MINUTE + second * SECOND;

	return clamp(stamp_meant(from_naive(naive, z), z));
}

static bool
take_number(const char **s, int32_t *value)
{
	int64_t sum = 0;

	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++) {
		sum = sum * 10 + (**s - '0');
		if (sum > INT32_MAX)
			return false;
	}
	*value = (int32_t)sum;
	return true;
}

bool
duration_read(const char *text, struct duration *d)
{
	static const struct {
		const char *word;
		enum duration_unit unit;
	} units[] = {
		{"m", DURATION_MINUTES},
		{"h", DURATION_HOURS},
		{"d", DURATION_DAYS},
		{"mo", DURATION_MONTHS},
	};
	const char *s = text;
	int32_t count;

	if (!take_number(&s, &count))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(s, units[i].word) != 0)
			continue;
		*d = (struct duration){.unit = units[i].unit, .count = count};
		return true;
	}
	return false;
}

static int64_t
add_months(int64_t moment, int32_t count, const struct zone *z)
{
	struct stamp_parts p = stamp_local(moment, z);
	int64_t local = moment + p.offset * SECOND;
	int64_t months = (int64_t)p.year * 12 + p.month - 1 + count;
	int64_t year = floor_by(months, 12);
	int month = (int)(months - year * 12) + 1;
	int day = p.day;

	if (year > 9999)
		return LATEST;
	if (year < 0)
		return EARLIEST;
	if (day > days_in_month(year, month))
		day = days_in_month(year, month);
	return from_naive(days_from_date(year, month, day) * DAY +
				  (local - floor_by(local, DAY) * DAY),
			  z);
}

int64_t
stamp_add(int64_t moment, struct duration d, const struct zone *z)
{
	int64_t from = clamp(moment), shown;
	struct zone bare;

	switch (d.unit) {
	case DURATION_MINUTES:
		return clamp(from + d.count * MINUTE);
	case DURATION_HOURS:
		return clamp(from + d.count * HOUR);
	case DURATION_DAYS:
		return clamp(from + d.count * DAY);
	case DURATION_MONTHS:
		/* Of the calendar that is seen, as long as it is. */
		bare = stamp_bare(z);
		shown = stamp_shown(from, z);
		return clamp(from + add_months(shown, d.count, &bare) - shown);
	case DURATION_NONE:
		break;
	}
	return from;
}

/* "-10m", "+2h", "+30": elapsed from now. */
static bool
read_offset(const char *text, int64_t now, const struct zone *z,
	    int64_t *moment)
{
	struct duration d = {.unit = DURATION_MINUTES};
	const char *s = text + 1;

	if (!take_number(&s, &d.count))
		return false;
	if (*s && !duration_read(text + 1, &d))
		return false;
	if (*text == '-')
		d.count = -d.count;
	*moment = stamp_add(now, d, z);
	return true;
}

/* The nearest moment on the asked side of now at which the clock shows that. */
static bool
read_clock(const char *text, int64_t now, bool ahead, const struct zone *z,
	   int64_t *moment)
{
	struct stamp_parts p = stamp_local(now, z);
	int64_t today = days_from_date(p.year, p.month, p.day);
	const char *s = text;
	int64_t of_day, best = STAMP_NONE;

	if (!take_time(&s, &of_day) || *s)
		return false;
	for (int day = -2; day <= 2; day++) {
		int64_t found[2], skipped;
		int count = moments_of((today + day) * DAY + of_day, z, found,
				       &skipped);

		if (!count)
			found[count++] = skipped;
		for (int i = 0; i < count; i++) {
			if (ahead ? found[i] <= now : found[i] > now)
				continue;
			if (best == STAMP_NONE ||
			    (ahead ? found[i] < best : found[i] > best))
				best = found[i];
		}
	}
	*moment = clamp(best);
	return best != STAMP_NONE;
}

/* "2026-11-22 14:30", on the zone's own clock: a day that is not today. */
static bool
read_local(const char *text, const struct zone *z, int64_t *moment)
{
	char whole[] = "0000-00-00T00:00:00Z";
	struct stamp_parts p;
	int64_t utc;

	if (strlen(text) != 16 || (text[10] != ' ' && text[10] != 'T'))
		return false;
	memcpy(whole, text, 16);
	whole[10] = 'T';
	if (!stamp_read(whole, &utc))
		return false;
	p = stamp_local(utc, &(const struct zone){.name = "UTC"});
	*moment = stamp_from_local(p.year, p.month, p.day, p.hour, p.minute, 0,
				   z);
	return true;
}

static bool
read_shown(const char *text, int64_t now, bool ahead, const struct zone *z,
	   int64_t *moment)
{
	if (*text == '+' || *text == '-')
		return read_offset(text, now, z, moment);
	return read_local(text, z, moment) ||
	       read_clock(text, now, ahead, z, moment);
}

/* What is typed is meant on the clock that is seen. */
bool
stamp_read_typed(const char *text, int64_t now, bool ahead,
		 const struct zone *z, int64_t *moment)
{
	struct zone bare;
	int64_t shown;

	if (stamp_read(text, moment))
		return true;
	if (!z || !z->span_count)
		return read_shown(text, now, ahead, z, moment);
	bare = stamp_bare(z);
	if (!read_shown(text, stamp_shown(now, z), ahead, &bare, &shown))
		return false;
	*moment = stamp_meant(shown, z);
	return true;
}

bool
stamp_read_nearest(const char *text, int64_t now, const struct zone *z,
		   int64_t *moment)
{
	int64_t past, next;

	if (!stamp_read_typed(text, now, false, z, &past) ||
	    !stamp_read_typed(text, now, true, z, &next))
		return false;
	*moment = llabs(now - past) <= llabs(next - now) ? past : next;
	return true;
}

bool
stamp_read_day(const char *text, const struct zone *z, int64_t *moment)
{
	char noon[] = "0000-00-00T12:00:00Z";
	struct stamp_parts p;

	if (strlen(text) != strlen("0000-00-00"))
		return false;
	memcpy(noon, text, strlen(text));
	if (!stamp_read(noon, moment))
		return false;
	p = stamp_local(*moment, &(const struct zone){0});
	*moment = stamp_from_local(p.year, p.month, p.day, 23, 59, 0, z);
	return true;
}
