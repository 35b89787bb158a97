#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void
an_empty_one_is_an_empty_text(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_string_equal(buf_text(&b), "");
	buf_clear(&b);
	assert_string_equal(buf_text(&b), "");
	buf_add(&b, "", 0);
	assert_string_equal(b.bytes, "");
	buf_fini(&b);
	buf_fini(&b);
}

static void
it_always_ends_in_a_nul(void **state)
{
	struct buf b = {0};

	(void)state;
	for (int i = 0; i < 10000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_int_equal(b.bytes[b.len], 0);
		assert_int_equal(b.len, i + 1);
	}
	assert_memory_equal(b.bytes + 26, "abc", 3);
	buf_clear(&b);
	assert_int_equal(b.len, 0);
	assert_string_equal(buf_text(&b), "");
	buf_fini(&b);
}

static void
bytes_texts_and_numbers_follow_one_another(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_adds(&b, "n ");
	buf_addf(&b, "%d of %s", 3, "nine");
	buf_add(&b, "\0z", 2);
	assert_int_equal(b.len, 13);
	assert_memory_equal(b.bytes, "n 3 of nine\0z", 14);
	buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_one_is_an_empty_text),
		cmocka_unit_test(it_always_ends_in_a_nul),
		cmocka_unit_test(bytes_texts_and_numbers_follow_one_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
