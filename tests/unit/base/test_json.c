#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"

static void
an_object_is_written_on_one_line_in_order(void **state)
{
	struct json_writer *w = json_writer_new();
	struct buf out = {0};

	(void)state;
	json_begin_object(w, NULL);
	json_add_text(w, "z", "first");
	json_begin_list(w, "list");
	json_add_number(w, NULL, -5);
	json_begin_object(w, NULL);
	json_add_flag(w, "yes", true);
	json_end(w);
	json_begin_list(w, NULL);
	json_end(w);
	json_end(w);
	json_add_null(w, "none");
	json_add_text(w, "nobody", NULL);
	json_end(w);
	json_finish(w, &out);
	assert_string_equal(buf_text(&out),
			    "{\"z\":\"first\",\"list\":[-5,{\"yes\":true},[]],"
			    "\"none\":null,\"nobody\":null}");
	buf_fini(&out);
	json_writer_free(w);
}

static void
what_is_written_is_ascii_whatever_comes_in(void **state)
{
	struct json_writer *w = json_writer_new();
	struct buf out = {0};

	(void)state;
	json_begin_list(w, NULL);
	json_add_text(w, NULL, "é\x1b\n\x7f\xf0\x9f\x94\xa5");
	json_add_text(w, NULL, "x\xff\x1b");
	json_end(w);
	json_finish(w, &out);
	for (size_t i = 0; i < out.len; i++)
		assert_in_range(out.bytes[i], 0x20, 0x7e);
	assert_string_equal(buf_text(&out),
			    "[\"\\u00E9\\u001B\\n\\u007f\\uD83D\\uDD25\","
			    "\"x\\\\xff\\\\x1b\"]");
	buf_fini(&out);
	json_writer_free(w);
}

static void
a_writer_can_be_used_again_and_left_half_way(void **state)
{
	struct json_writer *w = json_writer_new();
	struct buf out = {0};

	(void)state;
	json_add_number(w, NULL, 1);
	json_finish(w, &out);
	json_begin_object(w, NULL);
	json_end(w);
	json_finish(w, &out);
	assert_string_equal(buf_text(&out), "1{}");
	json_begin_list(w, NULL);
	json_begin_object(w, NULL);
	json_writer_free(w);
	json_writer_free(NULL);
	buf_fini(&out);
}

static struct json *
read_text(const char *text)
{
	size_t at = 0;

	return json_read(text, strlen(text), &at);
}

static void
what_was_read_can_be_walked(void **state)
{
	struct json *j = read_text(
		" {\"b\": [1, \"two\", true, null, 2.5], \"a\": {\"n\": 9}}");
	const struct json *list = json_member(j, "b");
	int64_t value = 0;

	(void)state;
	assert_int_equal(json_type(j), JSON_OBJECT);
	assert_int_equal(json_count(j), 2);
	assert_string_equal(json_key(j, 0), "b");
	assert_string_equal(json_key(j, 1), "a");
	assert_null(json_key(j, 2));
	assert_int_equal(json_type(list), JSON_LIST);
	assert_int_equal(json_count(list), 5);
	assert_true(json_integer_value_of(json_element(list, 0), &value));
	assert_int_equal(value, 1);
	assert_string_equal(json_text(json_element(list, 1)), "two");
	assert_true(json_flag(json_element(list, 2)));
	assert_int_equal(json_type(json_element(list, 3)), JSON_NULLED);
	assert_int_equal(json_type(json_element(list, 4)), JSON_NUMBER);
	assert_false(json_integer_value_of(json_element(list, 4), &value));
	json_free(j);
}

static void
asking_for_what_is_not_there_gives_nothing(void **state)
{
	struct json *j = read_text("[1]");
	int64_t value = 3;

	(void)state;
	assert_null(json_member(j, "a"));
	assert_null(json_key(j, 0));
	assert_null(json_element(j, 1));
	assert_null(json_element(json_element(j, 0), 0));
	assert_null(json_text(j));
	assert_int_equal(json_type(NULL), JSON_NONE);
	assert_int_equal(json_count(NULL), 0);
	assert_null(json_text(NULL));
	assert_false(json_flag(NULL));
	assert_false(json_integer_value_of(NULL, &value));
	assert_int_equal(value, 3);
	json_free(j);
}

static void
what_is_no_json_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"{",
		"{\"a\":1,}",
		"{\"a\":1,\"a\":2}",
		"[01]",
		"[1] x",
		"[\"\\u0000\"]",
		"[\"\xff\"]",
		"['a']",
		"[\"\\ud800\"]",
		"[NaN]",
		"{\"a\" 1}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_null(read_text(bad[i]));
	json_free(NULL);
}

static void
very_deep_json_does_not_end_the_program(void **state)
{
	char deep[16000];
	size_t at = 0;

	(void)state;
	memset(deep, '[', sizeof(deep));
	assert_null(json_read(deep, sizeof(deep), &at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_is_written_on_one_line_in_order),
		cmocka_unit_test(what_is_written_is_ascii_whatever_comes_in),
		cmocka_unit_test(a_writer_can_be_used_again_and_left_half_way),
		cmocka_unit_test(what_was_read_can_be_walked),
		cmocka_unit_test(asking_for_what_is_not_there_gives_nothing),
		cmocka_unit_test(what_is_no_json_is_refused),
		cmocka_unit_test(very_deep_json_does_not_end_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
