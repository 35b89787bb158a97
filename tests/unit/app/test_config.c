#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "app/config.h"
#include "base/arena.h"

static struct arena arena;
static struct config config;

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	config = (struct config){0};
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static void
a_setting_is_a_key_and_a_value(void **state)
{
	(void)state;
	config_read_text("f", "user: Night shift\nrole:it\nlanguage:  nl \n",
			 &arena, &config);
	assert_string_equal(config.user, "Night shift");
	assert_string_equal(config.role, "it");
	assert_string_equal(config.language, "nl");
	assert_null(config.fault);
}

static void
quotes_and_comments_are_no_part_of_it(void **state)
{
	(void)state;
	config_read_text("f",
			 "# who\n---\n\nuser: \"Duty # officer\" # me\r\n"
			 "role: it # always\nui: 'plain'\n",
			 &arena, &config);
	assert_string_equal(config.user, "Duty # officer");
	assert_string_equal(config.role, "it");
	assert_string_equal(config.ui, "plain");
	assert_null(config.fault);
}

static void
the_first_one_wins(void **state)
{
	(void)state;
	config_read_text("mine", "user: me\n", &arena, &config);
	config_read_text("theirs", "user: them\nrole: it\n", &arena, &config);
	assert_string_equal(config.user, "me");
	assert_string_equal(config.role, "it");
}

static void
an_empty_value_is_none(void **state)
{
	(void)state;
	config_read_text("f", "user:\nrole: \"\"\n", &arena, &config);
	assert_null(config.user);
	assert_null(config.role);
}

static void
what_is_no_setting_is_named_once(void **state)
{
	(void)state;
	config_read_text("f", "user: me\nwhatever\ncolour: red\n", &arena,
			 &config);
	assert_string_equal(config.fault, "f:2");
	assert_string_equal(config.user, "me");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_setting_is_a_key_and_a_value,
						begin, end),
		cmocka_unit_test_setup_teardown(
			quotes_and_comments_are_no_part_of_it, begin, end),
		cmocka_unit_test_setup_teardown(the_first_one_wins, begin, end),
		cmocka_unit_test_setup_teardown(an_empty_value_is_none, begin,
						end),
		cmocka_unit_test_setup_teardown(
			what_is_no_setting_is_named_once, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
