#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "core/library.h"
#include "front/fill.h"
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

static const char *
said(enum refusal why, const char *name, const char *other)
{
	return say_refused((struct refused){why, name, other}, NULL, &arena);
}

static void
check_sentence(const char *text)
{
	size_t len = strlen(text);

	assert_true(len > 20);
	assert_int_equal(strncmp(text, "Not recorded: ", 14), 0);
	assert_true(text[len - 1] == '.' || text[len - 1] == '?');
	assert_null(strchr(text, '%'));
	assert_null(strstr(text, "  "));
}

static void
every_refusal_has_a_sentence_with_all_names(void **state)
{
	(void)state;
	for (int why = REFUSED_NOT + 1; why < REFUSALS; why++)
		check_sentence(said((enum refusal)why, "one", "two"));
}

static void
the_second_name_may_be_missing(void **state)
{
	(void)state;
	for (int why = REFUSED_NOT + 1; why < REFUSALS; why++)
		check_sentence(said((enum refusal)why, "one", NULL));
}

static void
names_stand_where_they_belong(void **state)
{
	(void)state;
	assert_string_equal(said(REFUSED_FACT_UNKNOWN, "devises", "devices"),
			    "Not recorded: there is no fact devises; did you "
			    "mean devices?");
	assert_string_equal(said(REFUSED_FACT_UNKNOWN, "devises", NULL),
			    "Not recorded: there is no fact devises; look at "
			    "the list of facts.");
	assert_string_equal(said(REFUSED_STATE_ALREADY, "1.1", "done"),
			    "Not recorded: 1.1 is done already; there is "
			    "nothing to change.");
}

static void
a_name_that_would_steer_the_terminal_is_made_safe(void **state)
{
	const char *text = said(REFUSED_STEP_UNKNOWN, "\033[2J", NULL);

	(void)state;
	assert_null(strchr(text, '\033'));
	assert_non_null(strstr(text, "\\x1b[2J"));
}

static struct step steps[] = {{.id = "isolate", .title = "Isolate it"},
			      {.id = "backups", .title = "Check the backups"}};
static struct role roles[] = {{.role = "it", .steps = steps, .step_count = 2}};
static const struct playbook book = {
	.head = {.id = "leak"}, .roles = roles, .role_count = 1};

static const char *
said_on_screen(enum refusal why, const char *name, const char *other)
{
	struct library lib;

	library_init(&lib, &arena);
	library_add_playbook(&lib, &book);
	return say_refused(refused_on_screen((struct refused){why, name, other},
					     &lib, &arena),
			   NULL, &arena);
}

static void
a_screen_names_steps_and_roles_as_it_shows_them(void **state)
{
	(void)state;
	assert_string_equal(
		said_on_screen(REFUSED_NEEDS,
			       "leak/it/isolate, leak/it/backups", NULL),
		"Not recorded: step IT 1 \"Isolate it\", IT 2 \"Check the "
		"backups\" must come first; wait for it, or decide anyway with "
		"a reason.");
	assert_string_equal(
		said_on_screen(REFUSED_ITEMS_AND_NEEDS, "1.1",
			       "leak/it/backups"),
		"Not recorded: still open: 1.1, and step IT 2 \"Check the "
		"backups\" must come first; finish both, or decide anyway with "
		"a reason.");
	assert_string_equal(
		said_on_screen(REFUSED_WAITS_APPROVAL, "management", NULL),
		"Not recorded: it waits for the approval of Management; "
		"withdraw the request, or decide anyway with a reason.");
	assert_string_equal(said_on_screen(REFUSED_NEEDS, NULL, NULL),
			    "Not recorded: another step must come first; wait "
			    "for it, or decide anyway with a reason.");
}

static void
nothing_is_said_of_what_may_happen(void **state)
{
	(void)state;
	assert_string_equal(said(REFUSED_NOT, NULL, NULL), "");
}

static void
gaps_are_filled_in_any_order(void **state)
{
	(void)state;
	assert_string_equal(
		say_fill(&arena, "%2 before %1, 5 %", "a", "b", NULL),
		"b before a, 5 %");
	assert_string_equal(say_fill(&arena, "[%1%3]", NULL, NULL, "c"), "[c]");
	assert_string_equal(say_fill(&arena, "100 %% of %4", "a", NULL, NULL),
			    "100 %% of %4");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_refusal_has_a_sentence_with_all_names),
		cmocka_unit_test(the_second_name_may_be_missing),
		cmocka_unit_test(names_stand_where_they_belong),
		cmocka_unit_test(
			a_name_that_would_steer_the_terminal_is_made_safe),
		cmocka_unit_test(
			a_screen_names_steps_and_roles_as_it_shows_them),
		cmocka_unit_test(nothing_is_said_of_what_may_happen),
		cmocka_unit_test(gaps_are_filled_in_any_order),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
