#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

#define MANY 5000

static int values[MANY];

static void
an_empty_map_holds_nothing(void **state)
{
	struct arena a = {0};
	struct map m = {.arena = &a};

	(void)state;
	assert_null(map_find(&m, "x"));
	assert_null(map_find(&m, ""));
	map_remove(&m, "x");
	assert_int_equal(m.count, 0);
	arena_fini(&a);
}

static void
many_names_are_found_again_in_order(void **state)
{
	struct arena a = {0};
	struct map m;

	(void)state;
	map_init(&m, &a);
	for (int i = 0; i < MANY; i++)
		map_put(&m, arena_printf(&a, "role/step-%d", i), &values[i]);
	assert_int_equal(m.count, MANY);
	for (int i = 0; i < MANY; i++) {
		const char *key = arena_printf(&a, "role/step-%d", i);

		assert_ptr_equal(map_find(&m, key), &values[i]);
		assert_string_equal(m.entries[i].key, key);
	}
	assert_null(map_find(&m, "role/step-5000"));
	assert_null(map_find(&m, "role/step-"));
	arena_fini(&a);
}

static void
the_latest_value_counts_and_keeps_its_place(void **state)
{
	struct arena a = {0};
	struct map m;

	(void)state;
	map_init(&m, &a);
	map_put(&m, "a", &values[0]);
	map_put(&m, "b", &values[1]);
	map_put(&m, "a", &values[2]);
	assert_int_equal(m.count, 2);
	assert_ptr_equal(map_find(&m, "a"), &values[2]);
	assert_ptr_equal(m.entries[0].value, &values[2]);
	arena_fini(&a);
}

static void
a_key_is_copied_unless_it_is_kept(void **state)
{
	struct arena a = {0};
	struct map m;
	char key[] = "one";
	static const char kept[] = "two";

	(void)state;
	map_init(&m, &a);
	map_put(&m, key, &values[0]);
	map_put_kept(&m, kept, &values[1]);
	key[0] = 'x';
	assert_ptr_equal(map_find(&m, "one"), &values[0]);
	assert_null(map_find(&m, "xne"));
	assert_ptr_equal(m.entries[1].key, kept);
	arena_fini(&a);
}

static void
what_is_taken_away_can_come_again_at_the_end(void **state)
{
	struct arena a = {0};
	struct map m;

	(void)state;
	map_init(&m, &a);
	map_put(&m, "a", &values[0]);
	map_put(&m, "b", &values[1]);
	map_remove(&m, "a");
	assert_null(map_find(&m, "a"));
	assert_null(m.entries[0].value);
	map_put(&m, "a", &values[2]);
	assert_ptr_equal(map_find(&m, "a"), &values[2]);
	assert_string_equal(m.entries[2].key, "a");
	map_put(&m, "b", NULL);
	assert_null(map_find(&m, "b"));
	arena_fini(&a);
}

static void
taking_away_and_growing_go_together(void **state)
{
	struct arena a = {0};
	struct map m;

	(void)state;
	map_init(&m, &a);
	for (int i = 0; i < MANY; i++) {
		map_put(&m, arena_printf(&a, "%d", i), &values[i]);
		if (i % 2)
			map_remove(&m, arena_printf(&a, "%d", i / 2));
	}
	for (int i = 0; i < MANY; i++)
		assert_ptr_equal(map_find(&m, arena_printf(&a, "%d", i)),
				 i < MANY / 2 ? NULL : &values[i]);
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_map_holds_nothing),
		cmocka_unit_test(many_names_are_found_again_in_order),
		cmocka_unit_test(the_latest_value_counts_and_keeps_its_place),
		cmocka_unit_test(a_key_is_copied_unless_it_is_kept),
		cmocka_unit_test(what_is_taken_away_can_come_again_at_the_end),
		cmocka_unit_test(taking_away_and_growing_go_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
