/*
 * Offsets of a time zone, taken from the C library with TZ set for a moment.
 * That is safe because the program has one thread.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "store/paths.h"

#define DAY ((int64_t)24 * 60 * 60)
#define SAMPLE (7 * DAY) /* no zone changes twice within a week */
#define BEFORE (2 * 366 * DAY)
#define AFTER (12 * 366 * DAY)

/*
 * The zones of central European time, for machines without the table: Directive
 * 2000/84/EC has them all change at 01:00 UTC on the last Sundays of March and
 * October.
 */
#define CENTRAL_RULE "CET-1CEST,M3.5.0,M10.5.0/3"
static const char *const central[] = {
	"Europe/Brussels",   "Europe/Amsterdam",  "Europe/Paris",
	"Europe/Berlin",     "Europe/Luxembourg", "Europe/Rome",
	"Europe/Madrid",     "Europe/Vienna",     "Europe/Zurich",
	"Europe/Copenhagen", "Europe/Stockholm",  "Europe/Oslo",
	"Europe/Prague",     "Europe/Warsaw",     "Europe/Budapest",
	"Europe/Zagreb",     "Europe/Ljubljana",  "Europe/Bratislava",
	"Europe/Malta",      "Europe/Monaco",     "CET",
};

static bool
is_zone_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= 63 && name[0] != '/' && !strstr(name, "..") &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
			    "uvwxyz0123456789_+/-") == len;
}

/* *path: the zone's file.  A relative folder means another one everywhere. */
static bool
is_in_table(const char *name, char path[PATH_MAX])
{
	const char *folder = secure_getenv("TZDIR");
	struct stat st;

	if (!folder || *folder != '/')
		folder = "/usr/share/zoneinfo";
	return snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX &&
	       stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool
is_central(const char *name)
{
	for (size_t i = 0; i < sizeof(central) / sizeof(central[0]); i++)
		if (strcmp(central[i], name) == 0)
			return true;
	return false;
}

/*
 * What TZ must be for this zone, perhaps in `path`: the whole path, since the C
 * library would look for a name in $TZDIR, whatever that is.  NULL: the zone is
 * not known here.
 */
static const char *
rule_of(const char *name, char path[PATH_MAX])
{
	if (is_in_table(name, path))
		return path;
	if (is_central(name))
		return CENTRAL_RULE;
	if (strcmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0)
		return "UTC0";
	return NULL;
}

static void
set_zone(const char *tz)
{
	if (tz)
		setenv("TZ", tz, 1);
	else
		unsetenv("TZ");
	tzset();
}

static struct zone_change
change_at(int64_t second)
{
	struct zone_change change = {.from = second * 1000};
	time_t t = (time_t)second;
	struct tm tm;

	if (!localtime_r(&t, &tm))
		return change;
	change.offset = (int32_t)tm.tm_gmtoff;
	/* Asked for some hundred moments: no format is read each time. */
	if (tm.tm_zone)
		memcpy(change.name, tm.tm_zone,
		       strnlen(tm.tm_zone, sizeof(change.name) - 1));
	return change;
}

static bool
is_same(const struct zone_change *a, const struct zone_change *b)
{
	return a->offset == b->offset && strcmp(a->name, b->name) == 0;
}

/* The first second at which it is no longer as at `low`. */
static struct zone_change
find_change(int64_t low, int64_t high)
{
	struct zone_change before = change_at(low), at = change_at(high);

	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;
		struct zone_change there = change_at(middle);

		if (is_same(&there, &before)) {
			low = middle;
		} else {
			high = middle;
			at = there;
		}
	}
	return at;
}

static void
sample(int64_t now, struct arena *a, struct zone *out)
{
	struct zone_change *changes = NULL, last;
	int64_t first = now / 1000 - BEFORE;
	size_t count = 0;

	last = change_at(first);
	changes = arena_more(a, changes, count, sizeof(*changes));
	changes[count++] = last;
	for (int64_t t = first; t < first + BEFORE + AFTER; t += SAMPLE) {
		struct zone_change next = change_at(t + SAMPLE);

		if (is_same(&next, &last))
			continue;
		last = find_change(t, t + SAMPLE);
		changes = arena_more(a, changes, count, sizeof(*changes));
		changes[count++] = last;
	}
	out->changes = changes;
	out->count = count;
}

/* "zoneinfo/Europe/Brussels" at the end of a link. */
static bool
name_of_link(char name[64])
{
	char target[PATH_MAX];
	ssize_t len = readlink("/etc/localtime", target, sizeof(target) - 1);
	const char *in;

	if (len <= 0)
		return false;
	target[len] = '\0';
	in = strstr(target, "zoneinfo/");
	return in && snprintf(name, 64, "%s", in + strlen("zoneinfo/")) < 64 &&
	       is_zone_name(name);
}

static bool
name_of_file(char name[64])
{
	FILE *file = fopen("/etc/timezone", "re");
	bool good;

	if (!file)
		return false;
	good = fgets(name, 64, file) != NULL;
	fclose(file);
	if (!good)
		return false;
	name[strcspn(name, " \t\r\n")] = '\0';
	return is_zone_name(name);
}

static void
name_of_system(char name[64])
{
	const char *tz = secure_getenv("TZ");
	char path[PATH_MAX];

	if (tz && *tz == ':')
		tz++;
	if (tz && is_zone_name(tz) && rule_of(tz, path)) {
		snprintf(name, 64, "%s", tz);
		return;
	}
	if (name_of_file(name) && rule_of(name, path))
		return;
	if (name_of_link(name) && rule_of(name, path))
		return;
	snprintf(name, 64, "UTC");
}

bool
paths_zone(const char *name, int64_t now, struct arena *a, struct zone *out)
{
	const char *before = getenv("TZ"), *rule;
	char own[64], path[PATH_MAX];

	*out = (struct zone){0};
	if (!name || !*name) {
		name_of_system(own);
		name = own;
	}
	rule = is_zone_name(name) ? rule_of(name, path) : NULL;
	if (!rule)
		return false;
	if (before)
		before = arena_strdup(a, before);
	snprintf(out->name, sizeof(out->name), "%s", name);
	set_zone(rule);
	sample(now, a, out);
	set_zone(before);
	return true;
}
