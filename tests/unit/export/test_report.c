/*
 * One tree with everything that anybody may have typed in it, in each format:
 * tests/golden/report.*, which BLESS=1 writes anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "export/report.h"
#include "markdown/markdown.h"

#define HOSTILE                                                                \
	"<script>alert(1)</script> & \"q\" 'a' | =1+1 *b* _u_ `c` [x](http://x) " \
	"\xe2\x80\xae" "evil \x1b[31m #1"

static struct arena arena;

static int
begin(void **state)
{
	(void)state;
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static struct report *
hostile(void)
{
	static const char *const heads[] = {"time", "<who>", "what"};
	struct report *r = report_new(&arena, "sitrep", "SITUATION REPORT");
	const char *const cells[] = {"03:12", HOSTILE, HOSTILE};
	const char *const numbered[] = {"03:13", "1. first", "- minus"};

	r->incident = text_shown(&arena, "Ransomware " HOSTILE, false);
	r->as_of = "as of Tue 14 Jul 2026 04:15 CEST";
	r->tlp = "TLP:RED";
	r->banner = "EXERCISE EXERCISE EXERCISE";
	r->audience = "INTERNAL";
	r->proof = "11 entries; head of each journal: 11:9f3a 61c0. OK.";
	report_heading(r, "1 " HOSTILE);
	report_paragraph(r, "1. " HOSTILE);
	report_paragraph(r, "# no heading\n\n- no list");
	report_notice(r, HOSTILE);
	report_line(r, HOSTILE, "#9a1f3 #0c5d8");
	report_line(r, "", "#0c5d8");
	report_pair(r, "Reason", HOSTILE);
	report_pair(r, "Competent", "the mayor");
	report_table(r, heads, 3);
	report_row(r, cells);
	report_row(r, numbered);
	return r;
}

/* --- the files */

static void
agrees(const char *name, const struct buf *out)
{
	struct buf wanted = {0};
	char bytes[4096];
	FILE *file;
	size_t n;

	if (getenv("BLESS") != NULL) {
		file = fopen(name, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(out->bytes, 1, out->len, file),
				 out->len);
		assert_int_equal(fclose(file), 0);
		return;
	}
	file = fopen(name, "r");
	if (file == NULL)
		fail_msg("%s is not there: BLESS=1 writes it", name);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(&wanted, bytes, n);
	fclose(file);
	assert_string_equal(buf_text(out), buf_text(&wanted));
	buf_fini(&wanted);
}

static void
text_is_the_golden_one(void **state)
{
	struct buf out = {0};

	(void)state;
	report_write_text(hostile(), 78, 0, &out);
	agrees("tests/golden/report.txt", &out);
	buf_clear(&out);
	report_write_text(hostile(), 36, 0, &out);
	agrees("tests/golden/report-narrow.txt", &out);
	buf_fini(&out);
}

static void
the_other_formats_are_the_golden_ones(void **state)
{
	struct buf out = {0};

	(void)state;
	report_write_markdown(hostile(), &out);
	agrees("tests/golden/report.md", &out);
	buf_clear(&out);
	report_write_html(hostile(), &out);
	agrees("tests/golden/report.html", &out);
	buf_clear(&out);
	report_write_json(hostile(), &out);
	agrees("tests/golden/report.json", &out);
	buf_fini(&out);
}

/* --- what must hold whatever was typed */

static void
assert_width(const char *text, int columns)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n\f");

		assert_true(text_width_n(text, len) <= columns);
		text += len + (text[len] != '\0');
	}
}

static void
no_line_of_text_is_wider_than_its_page(void **state)
{
	struct buf out = {0};

	(void)state;
	for (int columns = 24; columns <= 100; columns++) {
		buf_clear(&out);
		report_write_text(hostile(), columns, 0, &out);
		assert_width(buf_text(&out), columns);
		assert_null(strchr(buf_text(&out), '\x1b'));
		assert_null(strstr(buf_text(&out), "\xe2\x80\xae"));
	}
	buf_fini(&out);
}

static void
every_page_says_exercise_and_traffic_light(void **state)
{
	struct report *r = hostile();
	struct buf out = {0};
	unsigned pages = 0;

	(void)state;
	for (int i = 0; i < 200; i++)
		report_line(r, "a line", "#9a1f3");
	report_write_text(r, 78, 66, &out);
	for (const char *page = buf_text(&out); page != NULL; pages++) {
		const char *next = strchr(page, '\f');
		const char *line = strchr(page, '\n');
		int lines = 0;

		assert_memory_equal(page, "EXERCISE", 8);
		assert_true(strstr(page, "TLP:RED") < line);
		for (const char *at = page; *at != '\0' && at != next; at++)
			lines += *at == '\n';
		assert_true(lines <= 66);
		page = next != NULL ? next + 1 : NULL;
	}
	assert_true(pages >= 4);
	buf_fini(&out);
}

static void
html_has_nothing_that_was_typed_as_markup(void **state)
{
	struct buf out = {0};
	const char *text;

	(void)state;
	report_write_html(hostile(), &out);
	text = buf_text(&out);
	assert_null(strstr(text, "<script"));
	assert_null(strstr(text, "<who>"));
	assert_null(strstr(text, "alert(1)</"));
	assert_non_null(strstr(text, "<html lang=\"en\">"));
	assert_non_null(strstr(text, "default-src 'none'"));
	assert_non_null(strstr(text, "<bdi>&lt;script&gt;"));
	assert_non_null(strstr(text, "\\u202eevil \\x1b[31m"));
	assert_null(strstr(text, "http-equiv=\"refresh\""));
	assert_null(strstr(text, " src="));
	assert_null(strstr(text, " href="));
	buf_fini(&out);
}

/* What was typed must come out of a Markdown reader as it went in. */
static void
markdown_reads_back_as_it_was_typed(void **state)
{
	const char *shown = text_shown(&arena, HOSTILE, false);
	struct buf out = {0}, plain = {0};

	(void)state;
	report_write_markdown(hostile(), &out);
	markdown_plain(out.bytes, out.len, &plain);
	assert_non_null(strstr(buf_text(&plain), shown));
	assert_non_null(strstr(buf_text(&plain), "# no heading"));
	assert_null(strstr(buf_text(&plain), "\\<"));
	buf_fini(&out);
	buf_fini(&plain);
}

static void
json_says_the_same(void **state)
{
	struct buf out = {0};
	const struct json *blocks, *lines;
	struct json *j;
	size_t at;

	(void)state;
	report_write_json(hostile(), &out);
	j = json_read(out.bytes, out.len, &at);
	assert_non_null(j);
	assert_string_equal(json_text(json_member(j, "report")), "sitrep");
	assert_true(json_flag(json_member(j, "exercise")));
	blocks = json_member(j, "blocks");
	assert_int_equal(json_count(blocks), 7);
	lines = json_member(json_element(blocks, 4), "rows");
	assert_string_equal(json_text(json_element(json_element(lines, 0), 1)),
			    "#9a1f3 #0c5d8");
	json_free(j);
	buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_the_golden_one),
		cmocka_unit_test(the_other_formats_are_the_golden_ones),
		cmocka_unit_test(no_line_of_text_is_wider_than_its_page),
		cmocka_unit_test(every_page_says_exercise_and_traffic_light),
		cmocka_unit_test(html_has_nothing_that_was_typed_as_markup),
		cmocka_unit_test(markdown_reads_back_as_it_was_typed),
		cmocka_unit_test(json_says_the_same),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
