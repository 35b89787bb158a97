/* What an incident takes along when it begins, and when a playbook joins. */
#include "world.h"

static const struct library_file two_files[] = {
	{.id = "crisis",
	 .language = "en",
	 .name = "crisis.en.yaml",
	 .sha256 = "aa"},
	{.id = "crisis",
	 .language = "nl",
	 .name = "crisis.nl.yaml",
	 .sha256 = "bb"},
};
static const struct library_file law_file = {
	.id = "law", .language = "en", .name = "law.en.yaml", .sha256 = "cc"};

static const struct library_file *
files_of(const struct library *lib, const char *id, unsigned *count)
{
	(void)lib;
	*count = 0;
	if (strcmp(id, "crisis") == 0) {
		*count = 2;
		return two_files;
	}
	if (strcmp(id, "law") == 0) {
		*count = 1;
		return &law_file;
	}
	return NULL;
}

static void
a_playbook_takes_every_language_along(void **state)
{
	struct world *w = *state;
	const struct record *r;

	w->lib.files_of = files_of;
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	r = w->records[w->lines - 1];
	assert_int_equal(r->more->file_count, 2);
	assert_string_equal(r->more->files[1].file, "crisis.nl.yaml");
	assert_string_equal(r->more->files[1].sha256, "bb");
	assert_int_equal(w->in.file_count, 2);
	assert_string_equal(w->in.files[0].file, "crisis.en.yaml");
}

static void
a_choice_that_opens_one_does_too_and_each_file_counts_once(void **state)
{
	struct world *w = *state;

	w->lib.files_of = files_of;
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "r", .override = "o");
	assert_int_equal(w->records[w->lines - 1]->then->opens[0].file_count,
			 2);
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis", .stop = true,
	     .reason = "r");
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis");
	assert_int_equal(w->in.file_count, 2);
}

static void
the_open_line_carries_law_and_profile(void **state)
{
	struct world *w = *state;
	static const struct organisation organisation = {
		.name = "Voorbeeldegem",
		.nis2 = "unknown",
		.care_home = "yes",
		.region = "",
	};
	struct record r;

	w->lib.files_of = files_of;
	w->lib.organisation = &organisation;
	incident_open_record(&w->lib, "Library", "exercise", "green", "nl",
			     "Europe/Brussels", &w->scratch, &r);
	assert_int_equal(r.kind, RECORD_OPEN);
	assert_string_equal(r.more->organisation, "Voorbeeldegem");
	assert_int_equal(r.more->file_count, 1);
	assert_string_equal(r.more->files[0].file, "law.en.yaml");
	assert_int_equal(r.then->set_count, 2);
	assert_string_equal(r.then->sets[1].fact, "organisation.care-home");
	world_append(w, &r);
	assert_string_equal(incident_fact(&w->in, "organisation.care-home"),
			    "yes");
	/* The mode of the first one stays. */
	assert_string_equal(w->in.mode, "live");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(a_playbook_takes_every_language_along),
		WORLD_TEST(
			a_choice_that_opens_one_does_too_and_each_file_counts_once),
		WORLD_TEST(the_open_line_carries_law_and_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
