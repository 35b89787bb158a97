#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "front/say.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static struct arena arena;
static const struct zone_change summer[] = {{INT64_MIN, 7200, "CEST"}};
static const struct zone brussels = {
	.name = "Europe/Brussels", .changes = summer, .count = 1};

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static int64_t
moment(const char *text)
{
	int64_t ms;

	assert_true(stamp_read(text, &ms));
	return ms;
}

static void
moments_are_shown_in_the_zone_of_the_reader(void **state)
{
	int64_t t = moment("2026-07-14T01:41:59Z");

	(void)state;
	assert_string_equal(say_clock(t, &brussels, &arena), "03:41");
	assert_string_equal(say_day_clock(t, &brussels, &arena),
			    "Tue 14 Jul 03:41");
	assert_string_equal(say_date_clock(t, &brussels, &arena),
			    "Tue 14 Jul 2026 03:41 CEST");
}

static void
without_a_zone_it_is_utc(void **state)
{
	int64_t t = moment("2026-07-14T01:41:59Z");

	(void)state;
	assert_string_equal(say_clock(t, NULL, &arena), "01:41");
	assert_string_equal(say_date_clock(t, NULL, &arena),
			    "Tue 14 Jul 2026 01:41 UTC");
}

static void
what_is_left_is_hours_and_minutes(void **state)
{
	(void)state;
	assert_string_equal(say_left(71 * HOUR + 31 * MINUTE, &arena), "71:31");
	assert_string_equal(say_left(59999, &arena), "0:00");
	assert_string_equal(say_left(-15 * MINUTE, &arena), "-0:15");
	assert_string_equal(say_left(95 * HOUR + 59 * MINUTE, &arena), "95:59");
}

static void
from_four_days_on_it_is_days(void **state)
{
	(void)state;
	assert_string_equal(say_left(4 * DAY, &arena), "4 d 00:00");
	assert_string_equal(say_left(30 * DAY + 4 * HOUR + 10 * MINUTE, &arena),
			    "30 d 04:10");
	assert_string_equal(say_left(-5 * DAY, &arena), "-5 d 00:00");
}

static void
what_is_past_is_said_in_words(void **state)
{
	(void)state;
	assert_string_equal(say_ago(0, &arena), "just now");
	assert_string_equal(say_ago(14 * MINUTE, &arena), "14 min ago");
	assert_string_equal(say_ago(3 * HOUR + 4 * MINUTE, &arena),
			    "3 h 04 min ago");
	assert_string_equal(say_ago(DAY, &arena), "1 day ago");
	assert_string_equal(say_ago(9 * DAY, &arena), "9 days ago");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_are_shown_in_the_zone_of_the_reader),
		cmocka_unit_test(without_a_zone_it_is_utc),
		cmocka_unit_test(what_is_left_is_hours_and_minutes),
		cmocka_unit_test(from_four_days_on_it_is_days),
		cmocka_unit_test(what_is_past_is_said_in_words),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
