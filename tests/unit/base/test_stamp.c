#include "base/stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Brussels over the changes of clock of 2026. */
static const struct zone_change changes[] = {
	{INT64_C(1761440400000), 3600, "CET"},
	{INT64_C(1774746000000), 7200, "CEST"},
	{INT64_C(1792890000000), 3600, "CET"},
	{INT64_C(1806195600000), 7200, "CEST"},
	{INT64_C(1824944400000), 3600, "CET"},
};
static const struct zone brussels = {
	.name = "Europe/Brussels", .changes = changes, .count = 5};
static const struct zone utc;

static int64_t
moment(const char *text)
{
	int64_t found = STAMP_NONE;

	assert_true(stamp_read(text, &found));
	return found;
}

static void
assert_local(int64_t at, const char *expected)
{
	struct stamp_parts p = stamp_local(at, &brussels);
	char shown[64];

	snprintf(shown, sizeof(shown), "%02d-%02d-%04d %02d:%02d %s", p.day,
		 p.month, p.year, p.hour, p.minute, p.zone);
	assert_string_equal(shown, expected);
}

static struct duration
duration(const char *text)
{
	struct duration d = {0};

	assert_true(duration_read(text, &d));
	return d;
}

static void
assert_stamp(int64_t at, const char *expected)
{
	char shown[STAMP_SIZE];

	stamp_write(at, shown);
	assert_string_equal(shown, expected);
}

static void
seventy_two_hours_over_the_spring_change_are_elapsed(void **state)
{
	int64_t aware = stamp_from_local(2026, 3, 27, 23, 30, 0, &brussels);
	int64_t due = stamp_add(aware, duration("72h"), &brussels);

	(void)state;
	assert_stamp(aware, "2026-03-27T22:30:00.000Z");
	assert_local(due, "31-03-2026 00:30 CEST");
}

static void
seventy_two_hours_over_the_autumn_change_are_elapsed(void **state)
{
	int64_t aware = stamp_from_local(2026, 10, 23, 12, 0, 0, &brussels);
	int64_t due = stamp_add(aware, duration("72h"), &brussels);

	(void)state;
	assert_local(aware, "23-10-2026 12:00 CEST");
	assert_local(due, "26-10-2026 11:00 CET");
	assert_local(stamp_add(aware, duration("3d"), &brussels),
		     "26-10-2026 11:00 CET");
}

static void
a_month_ends_on_the_last_day_of_a_shorter_month(void **state)
{
	int64_t met = stamp_from_local(2026, 1, 31, 11, 0, 0, &brussels);

	(void)state;
	assert_local(stamp_add(met, duration("1mo"), &brussels),
		     "28-02-2026 11:00 CET");
	assert_local(stamp_add(met, duration("25mo"), &brussels),
		     "29-02-2028 11:00 CET");
}

static void
a_month_is_counted_on_the_wall_clock(void **state)
{
	int64_t met = stamp_from_local(2026, 3, 10, 9, 15, 0, &brussels);

	(void)state;
	assert_local(met, "10-03-2026 09:15 CET");
	assert_local(stamp_add(met, duration("1mo"), &brussels),
		     "10-04-2026 09:15 CEST");
}

static void
a_skipped_wall_clock_time_moves_forward(void **state)
{
	(void)state;
	assert_local(stamp_from_local(2026, 3, 29, 2, 30, 0, &brussels),
		     "29-03-2026 03:30 CEST");
}

static void
of_a_repeated_wall_clock_time_the_first_counts(void **state)
{
	(void)state;
	assert_stamp(stamp_from_local(2026, 10, 25, 2, 30, 0, &brussels),
		     "2026-10-25T00:30:00.000Z");
}

static void
before_the_first_change_its_offset_holds(void **state)
{
	(void)state;
	assert_local(moment("1999-07-01T12:00:00Z"), "01-07-1999 13:00 CET");
	assert_stamp(stamp_from_local(1999, 7, 1, 13, 0, 0, &brussels),
		     "1999-07-01T12:00:00.000Z");
}

static void
an_empty_zone_is_utc(void **state)
{
	struct stamp_parts p = stamp_local(moment("2026-11-22T10:15Z"), &utc);

	(void)state;
	assert_string_equal(p.zone, "UTC");
	assert_int_equal(p.hour, 10);
	assert_int_equal(p.weekday, 0);
	assert_stamp(stamp_from_local(2026, 11, 22, 10, 15, 0, &utc),
		     "2026-11-22T10:15:00.000Z");
}

static void
every_written_stamp_reads_back(void **state)
{
	int64_t step = INT64_C(26297463517), back;
	char shown[STAMP_SIZE];

	(void)state;
	for (int64_t at = INT64_C(-62167219200000);
	     at < INT64_C(253402300800000); at += step) {
		stamp_write(at, shown);
		assert_true(stamp_read_canonical(shown, 24, &back));
		assert_true(back == at);
		assert_true(stamp_read(shown, &back));
		assert_true(back == at);
	}
}

static void
a_moment_out_of_range_is_held_at_the_edge(void **state)
{
	(void)state;
	assert_stamp(INT64_MAX, "9999-12-31T23:59:59.999Z");
	assert_stamp(INT64_MIN, "0000-01-01T00:00:00.000Z");
	assert_stamp(stamp_add(INT64_MAX, duration("2147483647mo"), &brussels),
		     "9999-12-31T23:59:59.999Z");
	assert_stamp(stamp_add(0, duration("2147483647d"), &brussels),
		     "9999-12-31T23:59:59.999Z");
	assert_int_equal(stamp_local(INT64_MAX, &brussels).year, 10000);
}

static void
offsets_fractions_and_missing_seconds_are_read(void **state)
{
	(void)state;
	assert_stamp(moment("2026-03-27T23:30:00+01:00"),
		     "2026-03-27T22:30:00.000Z");
	assert_stamp(moment("2026-03-27 23:30-05:30"),
		     "2026-03-28T05:00:00.000Z");
	assert_stamp(moment("2026-03-27T23:30:01.5Z"),
		     "2026-03-27T23:30:01.500Z");
	assert_stamp(moment("2026-03-27t23:30:01.123456789z"),
		     "2026-03-27T23:30:01.123Z");
}

static void
what_is_no_moment_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"2026-03-27",
		"2026-03-27T23:30",
		"2026-02-29T10:00Z",
		"2026-13-01T10:00Z",
		"2026-00-01T10:00Z",
		"2026-01-00T10:00Z",
		"2026-01-01T24:00Z",
		"2026-01-01T10:60Z",
		"2026-01-01T10:00:60Z",
		"2026-01-01T10:00:00.Z",
		"2026-01-01T10:00:00Z ",
		"2026-01-01T10:00+1:00",
		"2026-01-01T10:00+24:00",
		"0000-01-01T00:00+01:00",
		"9999-12-31T23:59-01:00",
		"-026-01-01T10:00Z",
		"26-01-01T10:00Z",
	};
	int64_t at = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(stamp_read(bad[i], &at));
	assert_true(at == 7);
}

static void
only_one_form_is_canonical(void **state)
{
	static const char *const bad[] = {
		"2026-11-22T10:15:02.123z", "2026-11-22 10:15:02.123Z",
		"2026-11-22T10:15:02.12Z0", "2026-11-22T25:15:02.123Z",
		"2026-11-22T10:15:02,123Z",
	};
	int64_t at;

	(void)state;
	assert_true(stamp_read_canonical("2026-11-22T10:15:02.123Z", 24, &at));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(stamp_read_canonical(bad[i], 24, &at));
	assert_false(stamp_read_canonical("2026-11-22T10:15:02.123Z", 23, &at));
}

static void
durations_have_a_number_and_a_unit(void **state)
{
	static const char *const bad[] = {
		"",   "m",   "4",    "4 h", "-4h",  "+4h",
		"4H", "4hh", "1.5h", "4w",  "1mon", "99999999999d"};
	struct duration d = {0};

	(void)state;
	assert_int_equal(duration("15m").unit, DURATION_MINUTES);
	assert_int_equal(duration("15m").count, 15);
	assert_int_equal(duration("4h").unit, DURATION_HOURS);
	assert_int_equal(duration("3d").unit, DURATION_DAYS);
	assert_int_equal(duration("1mo").unit, DURATION_MONTHS);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(duration_read(bad[i], &d));
	assert_int_equal(d.unit, DURATION_NONE);
}

static void
a_typed_clock_time_is_the_latest_past_one(void **state)
{
	int64_t now = stamp_from_local(2026, 11, 22, 10, 15, 30, &brussels);
	int64_t at;

	(void)state;
	assert_true(stamp_read_typed("09:30", now, false, &brussels, &at));
	assert_local(at, "22-11-2026 09:30 CET");
	assert_true(stamp_read_typed("10:15", now, false, &brussels, &at));
	assert_local(at, "22-11-2026 10:15 CET");
	assert_true(stamp_read_typed("23:50", now, false, &brussels, &at));
	assert_local(at, "21-11-2026 23:50 CET");
	assert_true(stamp_read_typed("09:30", now, true, &brussels, &at));
	assert_local(at, "23-11-2026 09:30 CET");
	assert_true(stamp_read_typed("10:16", now, true, &brussels, &at));
	assert_local(at, "22-11-2026 10:16 CET");
	/* With its day it is that one, on the clock on the wall. */
	assert_true(stamp_read_typed("2026-07-03 14:30", now, false, &brussels,
				     &at));
	assert_local(at, "03-07-2026 14:30 CEST");
	assert_false(stamp_read_typed("2026-02-30 14:30", now, false, &brussels,
				      &at));
	assert_false(stamp_read_typed("2026-07-03x14:30", now, false, &brussels,
				      &at));
}

/* 10:00 UTC is 20:00 of the story; paused at 10:10, on at 10:30, then twice as
 * fast, and at 10:40 a jump to 23:00. */
#define M INT64_C(60000)
static const int64_t ten = INT64_C(1782986400000); /* 2026-07-02T10:00Z */
static const struct zone_span story_spans[] = {
	{ten, ten + 600 * M, 1},
	{ten + 10 * M, ten + 610 * M, 0},
	{ten + 30 * M, ten + 610 * M, 2},
	{ten + 40 * M, ten + 780 * M, 1},
};

static struct zone
story(int64_t until)
{
	return (struct zone){
		.name = "UTC",
		.spans = story_spans,
		.span_count = 4,
		.until = until,
	};
}

static void
a_clock_of_a_story_shows_its_own_hours(void **state)
{
	struct zone z = story(ten + 50 * M);
	static const int64_t pairs[][2] = {
		{-5, 595}, {0, 600},  {7, 607},  {10, 610},
		{20, 610}, {30, 610}, {35, 620}, {40, 780},
		{50, 790}, {60, 800}, /* ahead: as far as in real time */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_int_equal(stamp_shown(ten + pairs[i][0] * M, &z),
				 ten + pairs[i][1] * M);
	assert_int_equal(stamp_local(ten + 7 * M, &z).hour, 20);
	assert_int_equal(stamp_local(ten + 7 * M, &z).minute, 7);
	assert_int_equal(stamp_shown(ten, NULL), ten);
}

static void
what_a_clock_of_a_story_shows_is_meant_so(void **state)
{
	struct zone z = story(ten + 50 * M);
	static const int64_t pairs[][2] = {
		{595, -5}, {600, 0},  {607, 7},  {620, 35},
		{780, 40}, {790, 50}, {800, 60},
	};
	int64_t now = ten + 50 * M, at;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_int_equal(stamp_meant(ten + pairs[i][0] * M, &z),
				 ten + pairs[i][1] * M);
	/* Jumped over: it was before the jump, so no clock begins too late. */
	assert_int_equal(stamp_meant(ten + 700 * M, &z), ten + 40 * M - 1);
	assert_true(stamp_read_typed("20:07", now, false, &z, &at));
	assert_int_equal(at, ten + 7 * M);
	assert_true(stamp_read_typed("23:30", now, true, &z, &at));
	assert_int_equal(at, ten + 70 * M);
	assert_true(stamp_read_typed("-5", now, false, &z, &at));
	assert_int_equal(at, ten + 45 * M);
	assert_true(stamp_read_typed("+30", now, true, &z, &at));
	assert_int_equal(at, ten + 80 * M);
	/* A moment that says its offset is that moment. */
	assert_true(
		stamp_read_typed("2026-07-02T10:07:00Z", now, false, &z, &at));
	assert_int_equal(at, ten + 7 * M);
}

static void
what_lies_ahead_moves_with_the_clock_of_a_story(void **state)
{
	struct zone z = story(ten + 50 * M);

	(void)state;
	/* Set at 20:05: in 10 minutes, in 3 hours, in 5 hours. */
	assert_int_equal(stamp_ahead(ten + 15 * M, ten + 5 * M, &z),
			 ten + 32 * M + M / 2);
	assert_int_equal(stamp_ahead(ten + 185 * M, ten + 5 * M, &z),
			 ten + 45 * M);
	assert_int_equal(stamp_ahead(ten + 305 * M, ten + 5 * M, &z),
			 ten + 165 * M);
	/* What lies behind stands, and so does real time. */
	assert_int_equal(stamp_ahead(ten, ten + 5 * M, &z), ten);
	assert_int_equal(stamp_ahead(ten + 15 * M, ten + 5 * M, &brussels),
			 ten + 15 * M);
	/* A month of the calendar that is seen. */
	assert_int_equal(stamp_add(ten + 7 * M, duration("1mo"), &z),
			 ten + 7 * M + INT64_C(31) * 24 * 60 * M);
	z = stamp_bare(&z);
	assert_int_equal(stamp_shown(ten + 7 * M, &z), ten + 7 * M);
}

static void
a_typed_time_in_the_repeated_hour_is_the_nearest(void **state)
{
	int64_t now = moment("2026-10-25T01:45:00Z"), at;

	(void)state;
	assert_true(stamp_read_typed("02:30", now, false, &brussels, &at));
	assert_stamp(at, "2026-10-25T01:30:00.000Z");
	now = moment("2026-10-25T00:45:00Z");
	assert_true(stamp_read_typed("02:30", now, false, &brussels, &at));
	assert_stamp(at, "2026-10-25T00:30:00.000Z");
	assert_true(stamp_read_typed("02:30", now, true, &brussels, &at));
	assert_stamp(at, "2026-10-25T01:30:00.000Z");
}

static void
a_typed_offset_counts_from_now(void **state)
{
	int64_t now = moment("2026-11-22T10:15:00Z"), at;

	(void)state;
	assert_true(stamp_read_typed("-10m", now, false, &brussels, &at));
	assert_stamp(at, "2026-11-22T10:05:00.000Z");
	assert_true(stamp_read_typed("+30", now, true, &brussels, &at));
	assert_stamp(at, "2026-11-22T10:45:00.000Z");
	assert_true(stamp_read_typed("+2h", now, true, &brussels, &at));
	assert_stamp(at, "2026-11-22T12:15:00.000Z");
	assert_true(stamp_read_typed("2026-01-31T10:00Z", now, true, &brussels,
				     &at));
	assert_stamp(at, "2026-01-31T10:00:00.000Z");
}

static void
what_is_no_typed_time_is_refused(void **state)
{
	static const char *const bad[] = {"",
					  "soon",
					  "+",
					  "-",
					  "-m",
					  "25:00",
					  "9:30",
					  "09:60",
					  "+30x",
					  "--10m",
					  "10:15 tomorrow"};
	int64_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(stamp_read_typed(bad[i], 0, false, &utc, &at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			seventy_two_hours_over_the_spring_change_are_elapsed),
		cmocka_unit_test(
			seventy_two_hours_over_the_autumn_change_are_elapsed),
		cmocka_unit_test(
			a_month_ends_on_the_last_day_of_a_shorter_month),
		cmocka_unit_test(a_month_is_counted_on_the_wall_clock),
		cmocka_unit_test(a_skipped_wall_clock_time_moves_forward),
		cmocka_unit_test(
			of_a_repeated_wall_clock_time_the_first_counts),
		cmocka_unit_test(before_the_first_change_its_offset_holds),
		cmocka_unit_test(an_empty_zone_is_utc),
		cmocka_unit_test(every_written_stamp_reads_back),
		cmocka_unit_test(a_moment_out_of_range_is_held_at_the_edge),
		cmocka_unit_test(
			offsets_fractions_and_missing_seconds_are_read),
		cmocka_unit_test(what_is_no_moment_is_refused),
		cmocka_unit_test(only_one_form_is_canonical),
		cmocka_unit_test(durations_have_a_number_and_a_unit),
		cmocka_unit_test(a_typed_clock_time_is_the_latest_past_one),
		cmocka_unit_test(a_clock_of_a_story_shows_its_own_hours),
		cmocka_unit_test(what_a_clock_of_a_story_shows_is_meant_so),
		cmocka_unit_test(
			what_lies_ahead_moves_with_the_clock_of_a_story),
		cmocka_unit_test(
			a_typed_time_in_the_repeated_hour_is_the_nearest),
		cmocka_unit_test(a_typed_offset_counts_from_now),
		cmocka_unit_test(what_is_no_typed_time_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
