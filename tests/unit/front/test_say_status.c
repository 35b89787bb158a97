#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "core/library.h"
#include "front/say.h"

static struct arena arena;

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static const struct step next = {.id = "repair", .title = "Repair it"};
static const struct step_ref ref = {.step = &next, .index = 3};

static void
a_target_is_said_before_it_is_chosen(void **state)
{
	const struct status_choice to = {.target = &ref};
	const struct status_choice last = {.ends = true};
	const struct status_choice stays = {.ends = false};

	(void)state;
	assert_string_equal(say_target(&to, &arena), "-> step 4 Repair it");
	assert_string_equal(say_target(&last, &arena), "-> the end");
	assert_string_equal(say_target(&stays, &arena), "-> stays open");
}

static void
what_else_begins_is_said_too(void **state)
{
	static const struct step watch = {.id = "watch", .title = "Watch it"};
	static const struct step_ref third = {.step = &watch, .index = 5};
	const struct step_ref *also[] = {&ref, &third};
	const struct status_choice to = {
		.ends = true, .also = also, .also_count = 2};
	const struct status_choice one = {
		.target = &ref, .also = also + 1, .also_count = 1};
	const struct status_choice none = {.target = &ref};

	(void)state;
	assert_string_equal(say_target(&to, &arena),
			    "-> the end, also steps 4, 6");
	assert_string_equal(say_target(&one, &arena),
			    "-> step 4 Repair it, also step 6");
	assert_string_equal(say_target_alone(&one, &arena),
			    "-> step 4 Repair it");
	assert_string_equal(say_also(&to, &arena),
			    "Also begins steps 4 Repair it, 6 Watch it.");
	assert_null(say_also(&none, &arena));
}

/* What was recorded, what was not, and what somebody called a row. */
static void
gaps_of_a_playbook_are_filled(void **state)
{
	static const struct fact hives = {.id = "hives",
					  .label = "How many hives?",
					  .type = FACT_NUMBER};
	static const struct fact_standing seven = {.value = "7"};
	static const struct fact_state known = {
		.values = (struct fact_standing *)&seven, .count = 1};
	struct status_fact rows[] = {{.fact = "hives",
				      .definition = &hives,
				      .state = &known,
				      .value = "7"},
				     {.fact = "bees", .definition = &hives}};
	const struct status st = {.facts = rows, .fact_count = 2};
	struct library lib;

	(void)state;
	library_init(&lib, &arena);
	assert_string_equal(say_filled("Count {{hives}}, {{bees}} in {{x}} }}",
				       &st, &lib, NULL, &arena),
			    "Count 7, [bees ?] in {{x}} }}");
	assert_string_equal(say_filled("{{hives", &st, &lib, NULL, &arena),
			    "{{hives");
	assert_string_equal(say_filled("{{hives}}", NULL, &lib, NULL, &arena),
			    "{{hives}}");
}

static const struct deadline tell = {
	.id = "tell", .title = "Tell the neighbours", .role = "it"};

static const char *
alert(enum alert_kind kind, const char *text, const char *id)
{
	struct status_deadline rows[] = {
		{.definition = &tell, .due = {1784000000000, true}}};
	const struct status st = {.deadlines = rows, .deadline_count = 1};
	const struct status_alert al = {
		.kind = kind, .role = "it", .text = text, .ref = id};

	return say_alert(&al, &st, NULL, NULL, &arena);
}

static void
an_overdue_deadline_is_named_with_its_time(void **state)
{
	(void)state;
	assert_string_equal(alert(ALERT_OVERDUE, "tell", "tell"),
			    "OVERDUE: Tell the neighbours (due Tue 14 Jul "
			    "03:33)");
}

static void
every_alert_has_a_sentence(void **state)
{
	(void)state;
	for (int kind = ALERT_NOT_SAVED; kind <= ALERT_OPEN_QUESTION; kind++) {
		const char *text = alert((enum alert_kind)kind, "what", "ref");

		assert_true(strlen(text) > 10);
		assert_null(strchr(text, '%'));
	}
}

static const char *
value(enum fact_type type, const char *text, const char *bound)
{
	static struct fact_value values[] = {{"down", "Out of order"}};
	const struct fact definition = {
		.id = "f", .type = type, .values = values, .value_count = 1};
	struct fact_standing standing = {.value = text, .bound = bound};
	const struct fact_state kept = {.values = &standing, .count = 1};
	const struct status_fact f = {.fact = "f",
				      .definition = &definition,
				      .state = &kept,
				      .value = text};

	return say_fact_value(&f, NULL, &arena);
}

static void
a_value_is_said_in_words(void **state)
{
	(void)state;
	assert_string_equal(value(FACT_YES_NO_UNKNOWN, "unknown", NULL),
			    "unknown");
	assert_string_equal(value(FACT_CHOICE, "down", NULL), "Out of order");
	assert_string_equal(value(FACT_NUMBER, "12000", "about"),
			    "about 12000");
	assert_string_equal(value(FACT_NUMBER, "5", "most"), "at most 5");
	assert_string_equal(value(FACT_TEXT, "yes", NULL), "yes");
	assert_string_equal(value(FACT_TEXT, "a\033b", NULL), "a\\x1bb");
}

static void
what_is_not_known_is_said(void **state)
{
	const struct status_fact nothing = {.fact = "f"};
	const struct status_fact differs = {.fact = "f", .contradiction = true};

	(void)state;
	assert_string_equal(say_fact_value(&nothing, NULL, &arena),
			    "not recorded");
	assert_string_equal(say_fact_value(&differs, NULL, &arena),
			    "CONTRADICTION");
}

static void
marks_are_three_cells_wide(void **state)
{
	(void)state;
	for (int i = 0; i < ITEM_STATES; i++) {
		assert_int_equal(strlen(say_item_mark((enum item_state)i)), 3);
		assert_true(strlen(say_item_state((enum item_state)i)) > 0);
	}
}

static void
roles_have_names_long_and_short(void **state)
{
	(void)state;
	assert_string_equal(say_role("management", NULL, &arena), "Management");
	assert_string_equal(say_role("gardeners", NULL, &arena), "gardeners");
	assert_string_equal(say_role("police", NULL, &arena), "Police");
	assert_string_equal(say_role(NULL, NULL, &arena), "");
	assert_string_equal(say_role_short("communications", &arena), "COM");
	assert_string_equal(say_role_short("gardeners", &arena), "GAR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_target_is_said_before_it_is_chosen),
		cmocka_unit_test(what_else_begins_is_said_too),
		cmocka_unit_test(gaps_of_a_playbook_are_filled),
		cmocka_unit_test(an_overdue_deadline_is_named_with_its_time),
		cmocka_unit_test(every_alert_has_a_sentence),
		cmocka_unit_test(a_value_is_said_in_words),
		cmocka_unit_test(what_is_not_known_is_said),
		cmocka_unit_test(marks_are_three_cells_wide),
		cmocka_unit_test(roles_have_names_long_and_short),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
