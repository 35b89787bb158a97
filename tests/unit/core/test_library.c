#include "core/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "core/playbook.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static struct item items[] = {
	{.id = "cable"},
	{.id = "vlan", .same_as = "it/log/save"},
};
static struct item log_items[] = {
	{.id = "save", .same_as = "crisis/it/evidence/logs"},
};
static struct item first[] = {
	{.id = "unplug", .same_as = "it/isolate/cable"},
};
static struct choice choices[] = {
	{.id = "stopped", .goto_step = 2, .as_if_choice = -1},
	{.id = "spread", .goto_step = STEP_NONE, .as_if_choice = -1},
	{.id = "over", .goto_step = STEP_END, .as_if_choice = -1},
	{.id = "unknown",
	 .goto_step = STEP_NONE,
	 .unknown = YES_NO_YES,
	 .as_if_choice = 0},
	{.id = "no-idea",
	 .goto_step = STEP_NONE,
	 .unknown = YES_NO_YES,
	 .as_if_choice = -1},
	{.id = "circle",
	 .goto_step = STEP_NONE,
	 .unknown = YES_NO_YES,
	 .as_if_choice = 4},
	{.id = "look",
	 .goto_step = 1,
	 .unknown = YES_NO_YES,
	 .as_if_choice = 0},
};
static struct step steps[] = {
	{.id = "isolate",
	 .items = items,
	 .item_count = 2,
	 .choices = choices,
	 .choice_count = 7,
	 .next_step = 2},
	{.id = "log",
	 .items = log_items,
	 .item_count = 1,
	 .next_step = STEP_NONE},
	{.id = "image", .next_step = STEP_NONE},
	{.id = "last", .next_step = STEP_END},
};
static struct role roles[] = {
	{.role = "it", .steps = steps, .step_count = 4},
};
static struct fact own_facts[] = {
	{.id = "spreading", .type = FACT_YES_NO_UNKNOWN},
	{.id = "victims", .type = FACT_TEXT},
};
static struct deadline own_deadlines[] = {{.id = "own-target"}};
static struct playbook ransomware = {
	.head = {.id = "rw", .kind = FILE_INCIDENT},
	.first = first,
	.first_count = 1,
	.facts = own_facts,
	.fact_count = 2,
	.deadlines = own_deadlines,
	.deadline_count = 1,
	.roles = roles,
	.role_count = 1,
};

static struct item evidence_items[] = {
	{.id = "logs"},
	{.id = "one", .same_as = "it/evidence/two"},
	{.id = "two", .same_as = "crisis/it/evidence/three"},
	{.id = "three", .same_as = "it/evidence/two"},
	{.id = "lost", .same_as = "it/nowhere/x"},
	{.id = "self", .same_as = "it/evidence/self"},
	{.id = "early", .same_as = "rw/first/unplug"},
};
static struct step crisis_steps[] = {
	{.id = "evidence",
	 .items = evidence_items,
	 .item_count = 7,
	 .next_step = STEP_NONE},
};
static struct role crisis_roles[] = {
	{.role = "it", .steps = crisis_steps, .step_count = 1},
};
static struct playbook crisis = {
	.head = {.id = "crisis", .kind = FILE_INCIDENT},
	.roles = crisis_roles,
	.role_count = 1,
};

static struct playbook quiz = {
	.head = {.id = "quiz", .kind = FILE_QUIZ},
	.roles = roles,
	.role_count = 1,
};

static struct arena arena;
static struct library lib;

static int
build(void **state)
{
	(void)state;
	library_init(&lib, &arena);
	library_add_playbook(&lib, &ransomware);
	library_add_playbook(&lib, &crisis);
	library_settle(&lib);
	return 0;
}

static int
clear(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

static void
steps_and_items_are_found_by_their_path(void **state)
{
	const struct step_ref *step = library_step(&lib, "rw/it/log");
	const struct item_ref *item;

	(void)state;
	assert_ptr_equal(step->step, &steps[1]);
	assert_int_equal(step->index, 1);
	assert_ptr_equal(step->role, &roles[0]);
	assert_ptr_equal(library_step_at(&lib, &ransomware, &roles[0], 1),
			 step);
	assert_null(library_step_at(&lib, &ransomware, &roles[0], 4));
	assert_null(library_step(&lib, "rw/it/nothing"));
	item = library_item(&lib, "rw/it/isolate/vlan");
	assert_ptr_equal(item->item, &items[1]);
	assert_ptr_equal(item->step, library_step(&lib, "rw/it/isolate"));
	assert_string_equal(item->number, "1.2");
	item = library_item(&lib, "rw/first/unplug");
	assert_null(item->step);
	assert_string_equal(item->number, "0.1");
	assert_ptr_equal(library_playbook(&lib, "crisis"), &crisis);
	assert_null(library_playbook(&lib, "phishing"));
}

static void
same_as_leads_to_where_the_one_state_lives(void **state)
{
	static const char *const roots[][2] = {
		{"rw/it/isolate/cable", "rw/it/isolate/cable"},
		{"rw/it/isolate/vlan", "crisis/it/evidence/logs"},
		{"rw/it/log/save", "crisis/it/evidence/logs"},
		{"rw/first/unplug", "rw/it/isolate/cable"},
		{"crisis/it/evidence/early", "rw/it/isolate/cable"},
		{"crisis/it/evidence/logs", "crisis/it/evidence/logs"},
		{"crisis/it/evidence/lost", "crisis/it/evidence/lost"},
		{"crisis/it/evidence/self", "crisis/it/evidence/self"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(roots); i++)
		assert_string_equal(library_item(&lib, roots[i][0])->root,
				    roots[i][1]);
}

static void
a_circle_of_same_as_has_one_root(void **state)
{
	const char *root = library_item(&lib, "crisis/it/evidence/one")->root;

	(void)state;
	assert_non_null(library_item(&lib, root));
	assert_string_equal(library_item(&lib, "crisis/it/evidence/two")->root,
			    root);
	assert_string_equal(
		library_item(&lib, "crisis/it/evidence/three")->root, root);
}

static void
a_playbook_is_added_once(void **state)
{
	struct playbook other = {.head = {.id = "rw"}};

	(void)state;
	library_add_playbook(&lib, &other);
	assert_ptr_equal(library_playbook(&lib, "rw"), &ransomware);
	assert_int_equal(lib.playbook_count, 2);
}

static void
assert_target(const char *choice, const char *path, bool ends)
{
	const struct step_ref *from = library_step(&lib, "rw/it/isolate");
	const struct step_ref *to;
	bool end = !ends;

	for (unsigned i = 0; i < step_choices(from->step); i++) {
		const struct choice *c = step_choice(from->step, i);

		if (strcmp(c->id, choice) != 0)
			continue;
		to = library_target(&lib, from, c, &end);
		if (path)
			assert_string_equal(to->path, path);
		else
			assert_null(to);
		assert_int_equal(end, ends);
		return;
	}
	fail_msg("no choice %s", choice);
}

static void
a_choice_leads_where_the_tree_says(void **state)
{
	(void)state;
	assert_target("stopped", "rw/it/image", false);
	assert_target("spread", "rw/it/log", false);
	assert_target("over", NULL, true);
	assert_target("unknown", "rw/it/image", false);
	assert_target("no-idea", NULL, false);
	assert_target("circle", NULL, false);
	assert_target("look", "rw/it/log", false);
}

static const char *
after(const char *path)
{
	const struct step_ref *to =
		library_after(&lib, library_step(&lib, path));

	return to ? to->path : "end";
}

static void
a_step_that_is_skipped_goes_to_next_else_to_the_next_in_the_list(void **state)
{
	const struct step_ref *log = library_step(&lib, "rw/it/log");
	bool end = true;

	(void)state;
	assert_string_equal(after("rw/it/isolate"), "rw/it/image");
	assert_string_equal(after("rw/it/log"), "rw/it/image");
	assert_string_equal(after("rw/it/last"), "end");
	assert_string_equal(after("crisis/it/evidence"), "end");
	assert_ptr_equal(
		library_target(&lib, log, step_choice(log->step, 0), &end),
		library_step(&lib, "rw/it/image"));
	assert_false(end);
}

static void
a_step_without_choices_has_the_choice_done(void **state)
{
	(void)state;
	assert_int_equal(step_choices(&steps[1]), 1);
	assert_string_equal(step_choice(&steps[1], 0)->id, "done");
	assert_null(step_choice(&steps[1], 1));
	assert_null(step_choice(&steps[0], 7));
}

static void
in_a_quiz_nothing_leads_on(void **state)
{
	const struct step_ref *from;
	bool end = false;

	(void)state;
	library_add_playbook(&lib, &quiz);
	from = library_step(&lib, "quiz/it/isolate");
	assert_null(library_target(&lib, from, &choices[0], &end));
	assert_true(end);
}

static void
facts_come_from_the_vocabulary_first(void **state)
{
	static struct fact shared[] = {{.id = "victims", .type = FACT_NUMBER}};
	static struct sign signs[] = {{.id = "ransom-note"}};
	static const struct vocabulary v = {.facts = shared,
					    .fact_count = 1,
					    .signs = signs,
					    .sign_count = 1};

	(void)state;
	assert_int_equal(library_fact(&lib, "victims")->type, FACT_TEXT);
	library_add_vocabulary(&lib, &v);
	assert_int_equal(library_fact(&lib, "victims")->type, FACT_NUMBER);
	assert_ptr_equal(library_fact(&lib, "spreading"), &own_facts[0]);
	assert_null(library_fact(&lib, "weather"));
	assert_ptr_equal(library_sign(&lib, "ransom-note"), &signs[0]);
	assert_null(library_sign(&lib, "smoke"));
}

static void
deadlines_come_from_the_law_the_organisation_and_playbooks(void **state)
{
	static struct deadline duties[] = {{.id = "gdpr"}};
	static struct deadline contracts[] = {{.id = "insurer-notice"}};
	static const struct law law = {.deadlines = duties,
				       .deadline_count = 1};
	static const struct organisation own = {.deadlines = contracts,
						.deadline_count = 1};

	(void)state;
	library_add_law(&lib, &law);
	lib.organisation = &own;
	assert_ptr_equal(library_deadline(&lib, "gdpr"), &duties[0]);
	assert_ptr_equal(library_deadline(&lib, "insurer-notice"),
			 &contracts[0]);
	assert_ptr_equal(library_deadline(&lib, "own-target"),
			 &own_deadlines[0]);
	assert_null(library_deadline(&lib, "someday"));
}

static void
the_organisations_own_contacts_come_first(void **state)
{
	static struct person people[] = {
		{.id = "head-it",
		 .role = "it",
		 .name = "H",
		 .deputy = "second"},
		{.id = "second", .role = "it", .name = "S", .phone = "2"},
	};
	static struct supplier suppliers[] = {
		{.id = "supplier-it", .name = "Supplier", .contract = "7"}};
	static struct contact contacts[] = {{.id = "crt", .phone = "1"}};
	static const struct organisation own = {.people = people,
						.person_count = 2,
						.suppliers = suppliers,
						.supplier_count = 1,
						.contacts = contacts,
						.contact_count = 1};
	static struct contact helpers[] = {{.id = "crt", .phone = "9"},
					   {.id = "ccb", .phone = "8"}};
	static const struct directory helping = {.organisations = helpers,
						 .organisation_count = 2};
	struct contact c;

	(void)state;
	library_add_directory(&lib, &helping);
	assert_true(library_contact(&lib, "crt", &c));
	assert_string_equal(c.phone, "9");
	lib.organisation = &own;
	assert_true(library_contact(&lib, "crt", &c));
	assert_string_equal(c.phone, "1");
	assert_true(library_contact(&lib, "ccb", &c));
	assert_string_equal(c.phone, "8");
	assert_true(library_contact(&lib, "supplier-it", &c));
	assert_string_equal(c.name, "Supplier");
	assert_true(library_contact(&lib, "head-it", &c));
	assert_string_equal(c.name, "H");
	assert_true(library_contact(&lib, "deputy-it", &c));
	assert_string_equal(c.name, "S");
}

static void
special_contacts_are_there_to_be_filled_in(void **state)
{
	struct contact c;

	(void)state;
	assert_true(library_contact(&lib, "dpo", &c));
	assert_string_equal(c.id, "dpo");
	assert_null(c.phone);
	assert_true(library_contact(&lib, "deputy-care", &c));
	assert_false(library_contact(&lib, "deputy-", &c));
	assert_false(library_contact(&lib, "aunt", &c));
	assert_true(contact_id_is_special("police-zone"));
	assert_false(contact_id_is_special("police"));
	assert_true(fact_id_is_organisation("organisation.nis2"));
	assert_false(fact_id_is_organisation("organisation.size"));
}

static void
whom_one_calls_is_what_the_file_says_now(void **state)
{
	static struct person before[] = {{.id = "it-head", .phone = "1"},
					 {.id = "clerk", .phone = "2"}};
	static struct contact bank[] = {{.id = "bank", .phone = "3"}};
	static struct deadline contracts[] = {{.id = "insurer"}};
	static const struct organisation kept = {.name = "Voorbeeldegem",
						 .people = before,
						 .person_count = 2,
						 .contacts = bank,
						 .contact_count = 1,
						 .deadlines = contracts,
						 .deadline_count = 1};
	static struct person after[] = {{.id = "it-head", .phone = "9"}};
	static struct contact zone[] = {{.id = "police-zone", .phone = "4"}};
	static struct deadline others[] = {{.id = "a"}, {.id = "b"}};
	static const struct organisation now = {.name = "Another",
						.people = after,
						.person_count = 1,
						.contacts = zone,
						.contact_count = 1,
						.deadlines = others,
						.deadline_count = 2};
	struct contact c = {.id = NULL};
	struct arena a = {0};

	(void)state;
	lib.organisation = organisation_renewed(&kept, &now, &a);
	assert_true(library_contact(&lib, "it-head", &c));
	assert_string_equal(c.phone, "9");
	assert_true(library_contact(&lib, "clerk", &c));
	assert_true(library_contact(&lib, "bank", &c));
	assert_true(library_contact(&lib, "police-zone", &c));
	assert_string_equal(c.phone, "4");
	assert_string_equal(lib.organisation->name, "Voorbeeldegem");
	assert_int_equal(lib.organisation->deadline_count, 1);

	/* What the incident did not begin with stays no rule of it. */
	lib.organisation = organisation_renewed(NULL, &now, &a);
	assert_string_equal(lib.organisation->name, "Another");
	assert_int_equal(lib.organisation->deadline_count, 0);
	assert_ptr_equal(organisation_renewed(&kept, NULL, &a), &kept);
	assert_null(organisation_renewed(NULL, NULL, &a));
	arena_fini(&a);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, build, clear)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(steps_and_items_are_found_by_their_path),
		TEST(same_as_leads_to_where_the_one_state_lives),
		TEST(a_circle_of_same_as_has_one_root),
		TEST(a_playbook_is_added_once),
		TEST(a_choice_leads_where_the_tree_says),
		TEST(a_step_that_is_skipped_goes_to_next_else_to_the_next_in_the_list),
		TEST(a_step_without_choices_has_the_choice_done),
		TEST(in_a_quiz_nothing_leads_on),
		TEST(facts_come_from_the_vocabulary_first),
		TEST(deadlines_come_from_the_law_the_organisation_and_playbooks),
		TEST(the_organisations_own_contacts_come_first),
		TEST(special_contacts_are_there_to_be_filled_in),
		TEST(whom_one_calls_is_what_the_file_says_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
