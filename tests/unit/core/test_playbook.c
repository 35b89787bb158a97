#include "core/playbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void
the_words_of_the_format_read_back(void **state)
{
	(void)state;
	for (int kind = FILE_TRIAGE; kind <= FILE_EXERCISE; kind++)
		assert_int_equal(
			file_kind_of(file_kind_name((enum file_kind)kind)),
			kind);
	assert_int_equal(file_kind_of("novel"), FILE_NONE);
	assert_null(file_kind_name(FILE_NONE));
	assert_string_equal(step_phase_name(PHASE_CONTAIN), "contain");
	assert_null(step_phase_name(PHASE_NONE));
	assert_string_equal(fact_type_name(FACT_YES_NO_UNKNOWN),
			    "yes-no-unknown");
	assert_string_equal(deadline_basis_name(BASIS_CONTRACT), "contract");
}

static void
every_known_role_has_its_letter(void **state)
{
	static const char *const roles[] = {
		"management",      "it",
		"communications",  "emergency-planning",
		"data-protection", "finance",
		"human-resources", "care",
		"harbour",
	};
	char letters[10] = {0};

	(void)state;
	for (int i = 0; i < 9; i++)
		letters[i] = role_letter(roles[i]);
	assert_string_equal(letters, "MICEDFHWX");
}

static void
steps_and_roles_are_found_by_id(void **state)
{
	struct step steps[] = {{.id = "a"}, {.id = "b"}};
	struct role roles[] = {{.role = "it", .steps = steps, .step_count = 2}};
	struct playbook p = {.roles = roles, .role_count = 1};

	(void)state;
	assert_int_equal(role_find_step(&roles[0], "b"), 1);
	assert_int_equal(role_find_step(&roles[0], "c"), -1);
	assert_ptr_equal(playbook_find_role(&p, "it"), &roles[0]);
	assert_null(playbook_find_role(&p, "care"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_of_the_format_read_back),
		cmocka_unit_test(every_known_role_has_its_letter),
		cmocka_unit_test(steps_and_roles_are_found_by_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
