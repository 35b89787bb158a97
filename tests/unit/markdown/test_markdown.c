#include "markdown/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static void
add_spans(struct buf *out, const struct markdown_text *text)
{
	size_t at = 0;

	for (unsigned i = 0; i < text->span_count; i++) {
		static const char marks[] = "/*`_";
		const struct markdown_span *span = &text->spans[i];

		for (int bit = 0; bit < 4; bit++)
			if (span->style & 1u << bit)
				buf_addc(out, marks[bit]);
		buf_addc(out, '(');
		buf_add(out, text->text + at, span->end - at);
		buf_addc(out, ')');
		at = span->end;
	}
	assert_int_equal(at, text->len);
}

static void
add_block(struct buf *out, const struct markdown_block *b)
{
	static const char *const kinds[] = {"p", "h", "code", "table", "rule"};

	buf_adds(out, kinds[b->kind]);
	if (b->level)
		buf_addf(out, "%u", b->level);
	for (unsigned i = 0; i < b->quotes; i++)
		buf_addc(out, '>');
	if (b->lists)
		buf_addf(out, "@%u", b->indent);
	if (b->marker)
		buf_addf(out, "[%s]", b->marker);
	add_spans(out, &b->text);
	for (unsigned r = 0; r < b->row_count; r++) {
		buf_addc(out, '|');
		for (unsigned c = 0; c < b->column_count; c++) {
			add_spans(out, &b->rows[r].cells[c]);
			buf_addc(out, b->right[c] ? '>' : '|');
		}
	}
	buf_addc(out, '\n');
}

/* Styles before their text: / emphasis, * strong, ` code, _ link. */
static void
assert_read_n(const char *source, size_t len, const char *expected)
{
	struct arena a = {0};
	struct buf out = {0};
	struct markdown m = markdown_read(source, len, &a);

	for (unsigned i = 0; i < m.count; i++)
		add_block(&out, &m.blocks[i]);
	assert_string_equal(buf_text(&out), expected);
	buf_fini(&out);
	arena_fini(&a);
}

static void
assert_read(const char *source, const char *expected)
{
	assert_read_n(source, strlen(source), expected);
}

static void
assert_plain(const char *source, const char *expected)
{
	struct buf out = {0};

	markdown_plain(source, strlen(source), &out);
	assert_string_equal(buf_text(&out), expected);
	buf_fini(&out);
}

static void
paragraphs_have_styled_text(void **state)
{
	(void)state;
	assert_read("", "");
	assert_read("Pull the\ncables.\n\nAll.",
		    "p(Pull the cables.)\np(All.)\n");
	assert_read("Do **not** *ever* `rm`",
		    "p(Do )*(not)( )/(ever)( )`(rm)\n");
	assert_read("***both***", "p/*(both)\n");
	assert_read("one  \ntwo", "p(one\ntwo)\n");
}

static void
lists_keep_their_markers_and_depth(void **state)
{
	(void)state;
	assert_read("- a\n- b\n  - c\n", "p@2[-](a)\np@2[-](b)\np@4[-](c)\n");
	assert_read("9. a\n10. b\n", "p@3[9.](a)\np@4[10.](b)\n");
	assert_read("- a\n\n  b\n", "p@2[-](a)\np@2(b)\n");
	assert_read("-\n- b\n", "p@2[-]\np@2[-](b)\n");
	assert_read("- - a\n", "p@2[-]\np@4[-](a)\n");
}

static void
headings_code_quotes_and_rules_are_told_apart(void **state)
{
	(void)state;
	assert_read("## Now\ntext", "h2(Now)\np(text)\n");
	assert_read("```\nls -l\n  x\n```", "code`(ls -l\n  x\n)\n");
	assert_read("> a\n>> b", "p>(a)\np>>(b)\n");
	assert_read("a\n\n---\n\nb", "p(a)\nrule\np(b)\n");
}

static void
a_table_has_a_head_and_rows(void **state)
{
	(void)state;
	assert_read("|a|b|\n|---|--:|\n|1|*2*|\n|3|\n",
		    "table|(a)|(b)>|(1)|/(2)>|(3)|>\n");
	assert_read("|a|\n|---|\n|1|\n\n- x\n", "table|(a)||(1)|\np@2[-](x)\n");
}

static void
a_link_shows_its_address_where_that_differs(void **state)
{
	(void)state;
	assert_read("[guide](https://a.example/x)",
		    "p_(guide)( <)_(https://a.example/x)(>)\n");
	assert_read("<https://a.example>", "p_(https://a.example)\n");
	assert_read("https://a.example", "p(https://a.example)\n");
	assert_read("[an open](end", "p([an open](end)\n");
	assert_read("<info@a.example>", "p_(info@a.example)\n");
	assert_read("![plan](a.png)", "p_(plan)( <)_(a.png)(>)\n");
	assert_read("[](https://a.example)", "p(<)_(https://a.example)(>)\n");
	assert_read("[x](a&amp;b)", "p_(x)( <)_(a&b)(>)\n");
	assert_read("[x]()", "p_(x)\n");
}

static void
html_and_placeholders_are_text(void **state)
{
	(void)state;
	assert_read("<b>x</b> {{aware-at}}", "p(<b>x</b> {{aware-at}})\n");
	assert_read("<script>\nalert(1)\n</script>",
		    "p(<script> alert(1) </script>)\n");
}

static void
entities_mean_their_character(void **state)
{
	(void)state;
	assert_read("&lt;&amp;&#8364;&#x41;&unheard;", "p(<&€A&unheard;)\n");
	assert_read("&#27;[2J&#0;&#x110000;&#xd800;",
		    "p(\\x1b[2J\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd)\n");
}

static void
nothing_unsafe_comes_out(void **state)
{
	(void)state;
	assert_read("a\x1b[31mb", "p(a\\x1b[31mb)\n");
	assert_read("[x](http://a/\x1b]8)", "p([x](http://a/\\x1b]8))\n");
	assert_read("`\xe2\x80\xae`", "p`(\\u202e)\n");
	assert_read("\xff", "p(\\xff)\n");
	assert_read_n("a\0b", 3,
		      "p(a\xef\xbf\xbd"
		      "b)\n");
}

static void
plain_text_is_a_line_a_block(void **state)
{
	(void)state;
	assert_plain("", "");
	assert_plain("Do **not**\nlog on.\n\nCall:\n\n- a\n- b\n",
		     "Do not log on.\nCall:\n- a\n- b\n");
	assert_plain("1. a\n2. b", "1. a\n2. b\n");
	assert_plain("# Head\n\n---\n\n> quote", "Head\nquote\n");
	assert_plain("a  \nb", "a\nb\n");
	assert_plain("```\nx\n\ny\n```", "x\ny\n");
	assert_plain("|Who|Phone|\n|---|---|\n|CERT|1|\n| |2|\n",
		     "Who: CERT; Phone: 1\nPhone: 2\n");
	assert_plain("[g](http://a)", "g <http://a>\n");
}

static void
any_bytes_give_safe_spans_in_order(void **state)
{
	static const char alphabet[] = "ab  \n\n\t*_`#>-+1.)[]()<>!|:\\&;~"
				       "\x1b\xff\xc3\xa9";
	unsigned seed = 11;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct arena a = {0};
		struct buf out = {0};
		struct markdown m;
		char s[60];

		for (size_t i = 0; i < sizeof(s); i++) {
			seed = seed * 1103515245 + 12345;
			s[i] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		m = markdown_read(s, sizeof(s), &a);
		for (unsigned i = 0; i < m.count; i++)
			add_block(&out, &m.blocks[i]);
		assert_true(text_is_utf8(buf_text(&out), out.len));
		assert_null(strchr(buf_text(&out), '\x1b'));
		buf_fini(&out);
		arena_fini(&a);
	}
}

static void
deep_nesting_is_bounded(void **state)
{
	struct arena a = {0};
	struct buf s = {0};
	struct markdown m;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_adds(&s, "- ");
	buf_adds(&s, "x");
	m = markdown_read(s.bytes, s.len, &a);
	assert_true(m.count > 0);
	assert_true(m.blocks[m.count - 1].indent <= 40);
	assert_string_equal(m.blocks[m.count - 1].text.text, "x");
	buf_fini(&s);
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_have_styled_text),
		cmocka_unit_test(lists_keep_their_markers_and_depth),
		cmocka_unit_test(headings_code_quotes_and_rules_are_told_apart),
		cmocka_unit_test(a_table_has_a_head_and_rows),
		cmocka_unit_test(a_link_shows_its_address_where_that_differs),
		cmocka_unit_test(html_and_placeholders_are_text),
		cmocka_unit_test(entities_mean_their_character),
		cmocka_unit_test(nothing_unsafe_comes_out),
		cmocka_unit_test(plain_text_is_a_line_a_block),
		cmocka_unit_test(any_bytes_give_safe_spans_in_order),
		cmocka_unit_test(deep_nesting_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
