/* A table of injects, read and written again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/playbook.h"
#include "load/chronogram.h"

static struct arena arena;

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static struct exercise
read_table(const char *text)
{
	struct exercise e = {0};
	struct chronogram_faults faults;

	if (!chronogram_read(text, strlen(text), &arena, &e, &faults))
		fail_msg("line %u: %s", faults.rows[0].line,
			 faults.rows[0].text);
	/* What load/ does with a scenario: texts into numbers. */
	for (unsigned i = 0; i < e.inject_count; i++)
		if (e.injects[i].at_text)
			assert_true(duration_read(e.injects[i].at_text,
						  &e.injects[i].at));
	return e;
}

static void
every_look_comes_back(void **state)
{
	static const char *const tables[] = {
		"offset,to,text\n0:00,it,a\n",
		"offset;to;text\r\n00:00;IT;a\r\n",
		"\xef\xbb\xbfT+\taan\ttekst\nT+0:05\tIT\tx\nT+1:05\tCOM\ty",
		"time,to,from,channel,text\n23:50,MGT,,tel,x\n0:10,all,y,,z\n",
		"offset,to,text\n+5,it,a\n-,it,\"in, reserve\"\n",
		"offset,to,text\n90m,it + np,a\n15m,np,b\n",
		"0:05,it,Me,phone,\"two\nlines\",\"one\ntwo\"\n",
		"uur,aan,inhoud\n9u05,Noodplanning,a\n10u15,ICT,b\n",
		"\"offset\",\"to\",\"text\"\n\"0:01\",\"care\",\"say "
		"\"\"a\"\"\"\n",
		"nr,offset,to,title,text\n1,5 min,it,A,b\n2,20 min,it,C,d\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		const struct exercise e = read_table(tables[i]);
		struct buf out = {0};

		chronogram_write(&e, &arena, &out);
		assert_string_equal(buf_text(&out), tables[i]);
		buf_fini(&out);
	}
}

static void
a_clock_goes_on_over_midnight(void **state)
{
	const struct exercise e = read_table(
		"time,to,text\n22:45,it,a\n23:50,it,b\n00:10,it,c\n");

	(void)state;
	assert_string_equal(e.begins, "22:45");
	assert_string_equal(e.injects[0].at_text, "0m");
	assert_string_equal(e.injects[1].at_text, "65m");
	assert_string_equal(e.injects[2].at_text, "85m");
	assert_string_equal(e.duration_text, "100m");
}

static void
what_is_expected_is_a_sentence_or_keys(void **state)
{
	const struct exercise e = read_table(
		"offset,to,text,expected\n0:00,it,a,\"step: it/isolate, "
		"choice: stopped, within: 20m, objective: fast\nstep back, "
		"and breathe\nstep: it/isolate, shout\"\n");
	const struct expectation *x = e.injects[0].expects;

	(void)state;
	assert_int_equal(e.injects[0].expect_count, 3);
	assert_string_equal(x[0].step, "it/isolate");
	assert_string_equal(x[0].choice, "stopped");
	assert_string_equal(x[0].within_text, "20m");
	assert_string_equal(x[1].action, "step back, and breathe");
	assert_string_equal(x[2].action, "step: it/isolate, shout");
	assert_string_equal(e.objectives[0].id, "fast");
}

/* The look of a file stands in a scenario that anybody may write. */
static void
no_look_is_too_strange_to_be_written(void **state)
{
	static const char *const looks[] = {
		"",
		"head=",
		"head=||||||||||||||||||||||||||||||||||||||||||||||||||",
		"sep= time= join= quotes=h roles=: channels=| head=x|text|y",
		"clock time=99999:99 quotes=1111111111111111111111111111111"
		"11111111111111111",
		"roles=it|it:|:it: time=T+ head=to|to|offset|time",
		"sep=tab time=-5:00 bom crlf open-end",
	};
	static const char *to[] = {"it", "nobody"};
	struct inject rows[] = {
		{.id = "a", .title = "A", .to = to, .to_count = 2},
		{.id = "b",
		 .title = "B",
		 .after = "b",
		 .channel = "smoke",
		 .at = {DURATION_MONTHS, 2000000000}},
	};
	struct exercise e = {
		.injects = rows, .inject_count = 2, .begins = "xx:yy"};

	(void)state;
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		struct buf out = {0};

		e.chronogram = looks[i];
		chronogram_write(&e, &arena, &out);
		assert_true(out.len < 10000);
		buf_fini(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_look_comes_back),
		cmocka_unit_test(a_clock_goes_on_over_midnight),
		cmocka_unit_test(what_is_expected_is_a_sentence_or_keys),
		cmocka_unit_test(no_look_is_too_strange_to_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
