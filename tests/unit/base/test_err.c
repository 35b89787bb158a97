#include "base/err.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"

static void
an_error_says_false_with_its_sentence(void **state)
{
	struct err err = {0};

	(void)state;
	assert_false(err_set(&err, ERR_REFUSED, "%s has %d items", "it", 3));
	assert_int_equal(err.kind, ERR_REFUSED);
	assert_int_equal(err.number, 0);
	assert_string_equal(err.text, "it has 3 items");
	assert_false(err_set(NULL, ERR_USAGE, "nobody asks"));
}

static void
the_systems_reason_is_appended(void **state)
{
	struct err err = {0};

	(void)state;
	assert_false(err_set_errno(&err, ERR_WRITE, ENOSPC, "cannot write"));
	assert_int_equal(err.number, ENOSPC);
	assert_string_equal(err.text, "cannot write: No space left on device");
	assert_false(err_wrap(&err, "a.jsonl"));
	assert_string_equal(err.text,
			    "a.jsonl: cannot write: No space left on device");
}

static void
what_comes_from_a_file_is_made_safe(void **state)
{
	struct err err = {0};

	(void)state;
	err_set(&err, ERR_USAGE, "no '%s'", "x\x1b[2J\n\xff\xe2\x80\xae");
	assert_string_equal(err.text, "no 'x\\x1b[2J\\x0a\\xff\\u202e'");
	err_wrap(&err, "a\x07");
	assert_string_equal(err.text,
			    "a\\x07: no 'x\\x1b[2J\\x0a\\xff\\u202e'");
}

static void
a_long_sentence_ends_with_a_whole_character(void **state)
{
	struct err err = {0};
	struct buf long_one = {0};

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_adds(&long_one, "é");
	err_set(&err, ERR_USAGE, "%s", buf_text(&long_one));
	assert_int_equal(strlen(err.text), 1022);
	err_wrap(&err, "x");
	assert_int_equal(strlen(err.text), 1023);
	assert_memory_equal(err.text, "x: é", 5);
	buf_fini(&long_one);
}

static void
restore(void)
{
	fputs("given back\n", stderr);
}

/* Runs the rest of the test in a child and reads its stderr. */
static int
run_dying(char *said, size_t size)
{
	int ends[2], status = 0;
	size_t len = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		dup2(ends[1], STDERR_FILENO);
		die_hook(restore);
		die("no memory for %d", 7);
	}
	close(ends[1]);
	while ((got = read(ends[0], said + len, size - 1 - len)) > 0)
		len += (size_t)got;
	said[len] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return status;
}

static void
dying_gives_the_terminal_back_first(void **state)
{
	char said[256];
	int status = run_dying(said, sizeof(said));

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_string_equal(said, "given back\ndraaiboek: no memory for 7\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_says_false_with_its_sentence),
		cmocka_unit_test(the_systems_reason_is_appended),
		cmocka_unit_test(what_comes_from_a_file_is_made_safe),
		cmocka_unit_test(a_long_sentence_ends_with_a_whole_character),
		cmocka_unit_test(dying_gives_the_terminal_back_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
