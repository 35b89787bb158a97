/* Offsets of zones, with and without the system's table. */
#include "unit/store/scene.h"

#include "base/stamp.h"

static struct zone
zone_of(struct scene *s, const char *name)
{
	struct zone z;

	assert_true(paths_zone(name, NOON, &s->arena, &z));
	assert_string_equal(z.name, name);
	return z;
}

static void
assert_local(const struct zone *z, const char *utc, int hour, int minute,
	     const char *name)
{
	struct stamp_parts parts;
	int64_t moment;

	assert_true(stamp_read(utc, &moment));
	parts = stamp_local(moment, z);
	assert_int_equal(parts.hour, hour);
	assert_int_equal(parts.minute, minute);
	assert_string_equal(parts.zone, name);
}

static void
assert_brussels(const struct zone *z)
{
	/* Directive 2000/84/EC: 01:00 UTC on the last Sundays. */
	assert_local(z, "2026-03-29T00:59:59Z", 1, 59, "CET");
	assert_local(z, "2026-03-29T01:00:00Z", 3, 0, "CEST");
	assert_local(z, "2026-10-25T00:59:59Z", 2, 59, "CEST");
	assert_local(z, "2026-10-25T01:00:00Z", 2, 0, "CET");
	assert_local(z, "2037-07-01T12:00:00Z", 14, 0, "CEST");
	assert_local(z, "2025-01-01T12:00:00Z", 13, 0, "CET");
}

static void
brussels_changes_on_the_last_sundays(void **state)
{
	struct scene *s = *state;
	struct zone z;

	z = zone_of(s, "Europe/Brussels");
	assert_brussels(&z);
	assert_true(z.count >= 28);
}

static void
without_the_table_central_europe_goes_by_the_rule(void **state)
{
	struct scene *s = *state;
	struct zone z;

	setenv("TZDIR", "/nonexistent", 1);
	z = zone_of(s, "Europe/Brussels");
	assert_brussels(&z);
	assert_brussels(
		&(struct zone){.changes = zone_of(s, "Europe/Rome").changes,
			       .count = zone_of(s, "Europe/Rome").count});
	assert_false(paths_zone("Asia/Tokyo", NOON, &s->arena, &z));
	assert_local(&z, "2026-07-01T12:00:00Z", 12, 0, "UTC");
	z = zone_of(s, "UTC");
	assert_local(&z, "2026-07-01T12:00:00Z", 12, 0, "UTC");
	unsetenv("TZDIR");
}

static void
zones_far_away_are_right_too(void **state)
{
	struct scene *s = *state;
	struct zone z;

	if (access("/usr/share/zoneinfo/Asia/Kathmandu", R_OK) != 0)
		skip();
	z = zone_of(s, "Asia/Kathmandu");
	assert_int_equal(z.count, 1);
	assert_local(&z, "2026-07-01T12:00:00Z", 17, 45, "+0545");
	z = zone_of(s, "America/New_York");
	assert_local(&z, "2026-11-01T05:59:59Z", 1, 59, "EDT");
	assert_local(&z, "2026-11-01T06:00:00Z", 1, 0, "EST");
}

static void
the_environment_is_as_it_was(void **state)
{
	struct scene *s = *state;

	setenv("TZ", "Asia/Tokyo", 1);
	zone_of(s, "Europe/Brussels");
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
	unsetenv("TZ");
	zone_of(s, "Europe/Brussels");
	assert_null(getenv("TZ"));
}

static void
the_systems_zone_is_taken_from_tz_when_it_is_a_name(void **state)
{
	struct scene *s = *state;
	struct zone z;

	setenv("TZ", ":Europe/Brussels", 1);
	assert_true(paths_zone(NULL, NOON, &s->arena, &z));
	assert_string_equal(z.name, "Europe/Brussels");
	/* No name of a zone: the machine's own, whatever it is. */
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	assert_true(paths_zone(NULL, NOON, &s->arena, &z));
	assert_true(z.name[0] != '\0' && !strchr(z.name, ','));
	unsetenv("TZ");
}

/* A folder of zones that is none, and a zone in it that is no file. */
static void
a_table_elsewhere_counts_where_it_is_one(void **state)
{
	struct scene *s = *state;
	struct zone z;

	setenv("TZDIR", "zoneinfo", 1);
	z = zone_of(s, "Europe/Brussels");
	assert_brussels(&z);
	setenv("TZDIR", s->root, 1);
	assert_int_equal(
		mkdir(arena_printf(&s->arena, "%s/Nowhere", s->root), 0700), 0);
	assert_false(paths_zone("Nowhere", NOON, &s->arena, &z));
	z = zone_of(s, "Etc/UTC");
	assert_local(&z, "2026-07-01T12:00:00Z", 12, 0, "UTC");
	/* TZ names none, and what the machine names is not there. */
	setenv("TZ", ":Nowhere/Nothing", 1);
	assert_true(paths_zone("", NOON, &s->arena, &z));
	assert_true(*z.name);
	unsetenv("TZ");
	unsetenv("TZDIR");
}

static void
hostile_names_are_no_zones(void **state)
{
	static const char *const names[] = {
		"../../etc/passwd",
		"/etc/passwd",
		"Europe/../../x",
		"Nowhere/Nothing",
		"Europe",
		"x\033",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaa",
	};
	struct scene *s = *state;
	struct zone z;

	for (size_t i = 0; i < 7; i++)
		assert_false(paths_zone(names[i], NOON, &s->arena, &z));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE_TEST(brussels_changes_on_the_last_sundays),
		SCENE_TEST(without_the_table_central_europe_goes_by_the_rule),
		SCENE_TEST(zones_far_away_are_right_too),
		SCENE_TEST(the_environment_is_as_it_was),
		SCENE_TEST(the_systems_zone_is_taken_from_tz_when_it_is_a_name),
		SCENE_TEST(a_table_elsewhere_counts_where_it_is_one),
		SCENE_TEST(hostile_names_are_no_zones),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
