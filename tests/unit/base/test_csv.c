/* Tables as spreadsheets write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static struct csv
read_text(const char *text)
{
	struct csv csv;

	assert_true(csv_read(text, strlen(text), &arena, &csv));
	return csv;
}

static void
fields_are_split(void **state)
{
	struct csv c = read_text("a,b;b,\n\n\"x,1\",\"say \"\"so\"\"\",z\n");

	(void)state;
	assert_int_equal(c.separator, ',');
	assert_int_equal(c.count, 2);
	assert_int_equal(c.rows[0].count, 3);
	assert_string_equal(c.rows[0].cells[1], "b;b");
	assert_string_equal(c.rows[0].cells[2], "");
	assert_int_equal(c.rows[1].line, 3);
	assert_string_equal(c.rows[1].cells[0], "x,1");
	assert_string_equal(c.rows[1].cells[1], "say \"so\"");
	assert_int_equal(c.rows[1].quoted, 3);
	assert_false(c.crlf || c.bom || c.open_end);
}

static void
the_look_is_seen(void **state)
{
	struct csv c = read_text("\xef\xbb\xbf"
				 "a;b\r\n\"one\r\ntwo\";c");

	(void)state;
	assert_true(c.bom && c.crlf && c.open_end);
	assert_int_equal(c.separator, ';');
	assert_string_equal(c.rows[1].cells[0], "one\ntwo");
	assert_int_equal(read_text("a\tb\n").separator, '\t');
	assert_int_equal(read_text("one\n").rows[0].count, 1);
}

static void
what_cannot_be_read_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} rows[] = {
		{"a,b\nc,\"d\n\n", 2},
		{"a\n\"b\" c\n", 2},
		{"a\n\n\"b\"\"\n", 3},
		{"\xff\n", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct csv c;

		assert_false(csv_read(rows[i].text, strlen(rows[i].text),
				      &arena, &c));
		assert_int_equal(c.bad_line, rows[i].line);
		assert_non_null(c.bad);
	}
}

static void
a_field_reads_back_as_it_was(void **state)
{
	static const char *const fields[] = {
		"", "plain", "a,b", "a\"b", "two\nlines", " blanks ", "\"",
	};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		for (int quoted = 0; quoted < 2; quoted++) {
			struct csv c;

			buf_clear(&out);
			buf_adds(&out, "x,");
			csv_add(&out, fields[i], ',', quoted);
			buf_adds(&out, "\n");
			assert_true(csv_read(out.bytes, out.len, &arena, &c));
			assert_string_equal(c.rows[0].cells[1], fields[i]);
			assert_int_equal(c.rows[0].quoted >> 1 & 1,
					 quoted ||
						 strpbrk(fields[i], ",\"\n"));
		}
	buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_split),
		cmocka_unit_test(the_look_is_seen),
		cmocka_unit_test(what_cannot_be_read_is_told_with_its_line),
		cmocka_unit_test(a_field_reads_back_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
