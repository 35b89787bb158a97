#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static bool
is_zero(const void *memory, size_t size)
{
	const unsigned char *bytes = memory;

	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

static void
everything_handed_out_is_zeroed_and_aligned(void **state)
{
	struct arena a = {0};

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 3000; size += 7) {
			unsigned char *memory = arena_alloc(&a, size);

			assert_int_equal(
				(uintptr_t)memory % _Alignof(max_align_t), 0);
			assert_true(is_zero(memory, size));
			memset(memory, 0xa5, size);
		}
		arena_reset(&a);
		assert_int_equal(a.used, 0);
	}
	arena_fini(&a);
	assert_null(a.last);
}

static void
nothing_is_handed_out_above_the_cap(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 1000);
	assert_null(arena_try(&a, 1001));
	assert_non_null(arena_try(&a, 500));
	assert_null(arena_try(&a, 500));
	assert_non_null(arena_try(&a, 100));
	assert_true(a.used <= 1000);
	arena_reset(&a);
	assert_non_null(arena_try(&a, 900));
	arena_fini(&a);
}

static void
an_absurd_size_is_refused(void **state)
{
	struct arena a = {0};
	void *memory = arena_try(&a, 10);

	(void)state;
	assert_null(arena_try(&a, SIZE_MAX));
	assert_null(arena_try(&a, SIZE_MAX - 64));
	assert_null(arena_realloc(&a, memory, SIZE_MAX - 1));
	arena_fini(&a);
}

static void
growing_element_by_element_costs_little(void **state)
{
	struct arena a = {0};
	unsigned *list = NULL, *other;

	(void)state;
	for (unsigned i = 0; i < 50000; i++) {
		list = arena_realloc(&a, list, (i + 1) * sizeof(*list));
		assert_non_null(list);
		list[i] = i;
		/* Another piece in between: it cannot grow in place. */
		other = arena_alloc(&a, 1);
		assert_int_equal(*(unsigned char *)other, 0);
	}
	for (unsigned i = 0; i < 50000; i++)
		assert_int_equal(list[i], i);
	assert_true(a.used < 50000 * (4 * sizeof(*list) + 32));
	arena_fini(&a);
}

static void
what_a_piece_grows_by_is_zeroed(void **state)
{
	struct arena a = {0};
	unsigned char *memory = arena_alloc(&a, 100);

	(void)state;
	memset(memory, 0xa5, 100);
	memory = arena_realloc(&a, memory, 10);
	memory = arena_realloc(&a, memory, 60);
	assert_int_equal(memory[9], 0xa5);
	assert_true(is_zero(memory + 10, 50));
	memory = arena_realloc(&a, memory, 100000);
	assert_int_equal(memory[9], 0xa5);
	assert_true(is_zero(memory + 10, 100000 - 10));
	arena_fini(&a);
}

static void
doubling_stops_at_the_cap(void **state)
{
	struct arena a;
	unsigned char *memory;

	(void)state;
	arena_init(&a, 3000);
	memory = arena_try(&a, 900);
	assert_non_null(memory);
	assert_non_null(arena_try(&a, 1));
	memory[899] = 7;
	memory = arena_realloc(&a, memory, 1000);
	assert_non_null(memory);
	assert_int_equal(memory[899], 7);
	assert_null(arena_realloc(&a, memory, 2500));
	assert_int_equal(memory[899], 7);
	arena_fini(&a);
}

static void
growing_nothing_is_a_new_piece_and_size_zero_gives_null(void **state)
{
	struct arena a = {0};
	void *memory = arena_realloc(&a, NULL, 16);

	(void)state;
	assert_non_null(memory);
	assert_null(arena_realloc(&a, memory, 0));
	assert_null(arena_realloc(&a, NULL, 0));
	arena_fini(&a);
}

static void
an_array_takes_one_more_element_at_a_time(void **state)
{
	struct arena a = {0};
	struct pair {
		const char *name;
		int value;
	} *pairs = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		pairs = arena_more(&a, pairs, i, sizeof(*pairs));
		assert_true(is_zero(&pairs[i], sizeof(pairs[i])));
		pairs[i].value = (int)i;
		pairs[i].name = "x";
		if (i % 3 == 0)
			memset(arena_alloc(&a, 40), 0xa5, 40);
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(pairs[i].value, i);
	arena_fini(&a);
}

static void
an_array_of_fixed_size_can_grow_as_well(void **state)
{
	struct arena a = {0};
	int *numbers = ARENA_ARRAY(&a, int, 3);

	(void)state;
	numbers[2] = 5;
	memset(arena_alloc(&a, 40), 0xa5, 40);
	for (size_t i = 3; i < 20; i++) {
		numbers = arena_more(&a, numbers, i, sizeof(*numbers));
		assert_int_equal(numbers[i], 0);
		numbers[i] = 9;
	}
	assert_int_equal(numbers[2], 5);
	arena_fini(&a);
}

static void
texts_are_copied_with_their_end(void **state)
{
	struct arena a = {0};
	char *text;

	(void)state;
	assert_string_equal(arena_strdup(&a, "heron"), "heron");
	assert_string_equal(arena_strndup(&a, "heron-lamp", 5), "heron");
	assert_string_equal(arena_strndup(&a, "", 0), "");
	text = arena_printf(&a, "%d of %s", 3, "nine");
	assert_string_equal(text, "3 of nine");
	arena_fini(&a);
}

static void
the_newest_piece_gives_back_what_it_does_not_need(void **state)
{
	struct arena a = {0};
	char *first = arena_alloc(&a, 400), *second;
	size_t used;

	(void)state;
	memset(first, 'x', 400);
	assert_ptr_equal(arena_realloc(&a, first, 100), first);
	used = a.used;
	assert_true(used < 200);
	second = arena_alloc(&a, 400);
	assert_true(second < first + 200);
	assert_true(is_zero(second, 400));
	assert_int_equal(first[99], 'x');
	/* No longer the newest: nothing moves, and what it held is gone. */
	used = a.used;
	assert_ptr_equal(arena_realloc(&a, first, 10), first);
	assert_int_equal(a.used, used);
	assert_true(is_zero(first + 10, 90));
	memset(second, 'y', 400);
	assert_non_null(arena_realloc(&a, second, 1));
	arena_reset(&a);
	assert_true(is_zero(arena_alloc(&a, 2000), 2000));
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_handed_out_is_zeroed_and_aligned),
		cmocka_unit_test(nothing_is_handed_out_above_the_cap),
		cmocka_unit_test(an_absurd_size_is_refused),
		cmocka_unit_test(growing_element_by_element_costs_little),
		cmocka_unit_test(what_a_piece_grows_by_is_zeroed),
		cmocka_unit_test(doubling_stops_at_the_cap),
		cmocka_unit_test(
			growing_nothing_is_a_new_piece_and_size_zero_gives_null),
		cmocka_unit_test(an_array_takes_one_more_element_at_a_time),
		cmocka_unit_test(an_array_of_fixed_size_can_grow_as_well),
		cmocka_unit_test(texts_are_copied_with_their_end),
		cmocka_unit_test(
			the_newest_piece_gives_back_what_it_does_not_need),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
