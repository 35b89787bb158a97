/* Findings: their table, and the order in which they are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/diag.h"

static void
every_id_is_short_and_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < DIAGS; i++) {
		const char *name = diag_id_name((enum diag_id)i);

		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz"
					      "0123456789-"),
				 strlen(name));
		assert_true(strlen(diag_text((enum diag_id)i)) > 5);
		for (int n = 0; n < i; n++)
			assert_string_not_equal(diag_id_name((enum diag_id)n),
						name);
	}
}

static void
findings_come_in_the_order_of_their_places(void **state)
{
	struct arena a = {0};
	struct diag_list list = {.arena = &a};
	char file[] = "b.yaml";

	(void)state;
	diag_add(&list, &(struct diag){.id = DIAG_NO_STEP,
				       .file = file,
				       .place = {2, 1},
				       .name = "x"});
	diag_add(&list, &(struct diag){.id = DIAG_NO_SOURCES,
				       .file = file,
				       .place = {1, 9}});
	file[0] = 'a'; /* what was added is ours */
	diag_add(
		&list,
		&(struct diag){.id = DIAG_TAB, .file = file, .place = {10, 1}});
	diag_add(&list, &(struct diag){.id = DIAG_NO_STEP,
				       .file = "b.yaml",
				       .place = {2, 1},
				       .name = "x"});
	assert_int_equal(list.errors, 3);
	assert_int_equal(list.warnings, 1);
	diag_sort(&list);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.errors, 2);
	assert_int_equal(list.diags[0].id, DIAG_TAB);
	assert_int_equal(list.diags[1].id, DIAG_NO_SOURCES);
	assert_int_equal(list.diags[2].id, DIAG_NO_STEP);
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_is_short_and_of_its_own),
		cmocka_unit_test(findings_come_in_the_order_of_their_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
