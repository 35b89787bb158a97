#include "core/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"

#define WALKS 12

/* Where the reference is, and where this tree is; both have a default. */
static const char *
place_of(const char *name, const char *otherwise)
{
	const char *place = getenv(name);

	return place && *place ? place : otherwise;
}

static FILE *
open_reference(void)
{
	const char *reference =
		place_of("DRAAIBOEK_REFERENCE", "../shared/model/refmodel.py");
	char command[4096];

	if (access(reference, R_OK) != 0) {
		print_message("there is no reference engine at %s\n",
			      reference);
		skip();
	}
	setenv("DRAAIBOEK_REFERENCE", reference, 1);
	snprintf(command, sizeof(command),
		 "python3 '%s/tests/unit/core/reference_lines.py' %d",
		 place_of("ROOT", "."), WALKS);
	return popen(command, "r");
}

/* Written by somebody else from the same description. */
static void
lines_of_the_reference_are_canonical_and_written_back(void **state)
{
	FILE *lines = open_reference();
	struct arena arena = {0};
	struct buf back = {0};
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int count = 0;

	(void)state;
	assert_non_null(lines);
	while ((len = getline(&line, &room, lines)) > 0) {
		struct record r;
		const char *why = NULL;

		if (!record_read(line, (size_t)len - 1, &arena, &r, &why))
			fail_msg("%s: %s", why, line);
		if (!r.canonical || r.has_unknown_keys)
			fail_msg("not canonical: %s", line);
		buf_clear(&back);
		record_write(&r, &back);
		assert_string_equal(buf_text(&back), line);
		arena_reset(&arena);
		count++;
	}
	free(line);
	assert_int_equal(pclose(lines), 0);
	assert_true(count > 200);
	buf_fini(&back);
	arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			lines_of_the_reference_are_canonical_and_written_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
