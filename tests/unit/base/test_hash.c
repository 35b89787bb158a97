#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char of_nothing[] =
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char of_abc[] =
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void
the_published_vectors_hold(void **state)
{
	char hex[HASH_HEX_SIZE];

	(void)state;
	hash_hex("", 0, hex);
	assert_string_equal(hex, of_nothing);
	hash_hex("abc", 3, hex);
	assert_string_equal(hex, of_abc);
}

static void
feeding_in_parts_gives_the_same_and_peeking_changes_nothing(void **state)
{
	struct hash *h = hash_new();
	char hex[HASH_HEX_SIZE];

	(void)state;
	hash_peek(h, hex);
	assert_string_equal(hex, of_nothing);
	hash_feed(h, "a", 1);
	hash_peek(h, hex);
	hash_feed(h, "", 0);
	hash_feed(h, "bc", 2);
	hash_peek(h, hex);
	assert_string_equal(hex, of_abc);
	hash_peek(h, hex);
	assert_string_equal(hex, of_abc);
	hash_free(h);
	hash_free(NULL);
}

static void
two_can_be_fed_at_once(void **state)
{
	struct hash *first = hash_new(), *second = hash_new();
	char hex[HASH_HEX_SIZE];

	(void)state;
	hash_feed(first, "ab", 2);
	hash_feed(second, "x", 1);
	hash_hex("y", 1, hex);
	hash_feed(first, "c", 1);
	hash_peek(first, hex);
	assert_string_equal(hex, of_abc);
	hash_free(first);
	hash_free(second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_published_vectors_hold),
		cmocka_unit_test(
			feeding_in_parts_gives_the_same_and_peeking_changes_nothing),
		cmocka_unit_test(two_can_be_fed_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
