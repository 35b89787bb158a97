#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "core/incident.h"
#include "core/library.h"
#include "front/say.h"

static struct arena arena;

/* A library of one step with one item, one fact, one deadline. */
static struct item items[] = {{.id = "cable", .text = "Pull the cable"}};
static struct step steps[] = {
	{.id = "isolate", .title = "Isolate", .items = items, .item_count = 1}};
static struct role roles[] = {
	{.role = "it", .start = "isolate", .steps = steps, .step_count = 1}};
static struct fact facts[] = {
	{.id = "hit", .label = "Devices hit", .type = FACT_NUMBER},
	{.id = "rises", .label = "Does it rise?", .type = FACT_YES_NO_UNKNOWN},
	{.id = "since", .label = "Since when?", .type = FACT_TIME}};
static struct deadline deadlines[] = {
	{.id = "tell", .title = "Tell them", .role = "it"}};
static struct playbook pump = {
	.head = {.id = "pump", .title = "The pump", .kind = FILE_INCIDENT},
	.roles = roles,
	.role_count = 1,
	.facts = facts,
	.fact_count = 3,
	.deadlines = deadlines,
	.deadline_count = 1,
};
static struct library lib;

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	library_init(&lib, &arena);
	library_add_playbook(&lib, &pump);
	library_settle(&lib);
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
text_of(const struct record *r)
{
	return say_record(r, NULL, &lib, NULL, &arena).text;
}

static void
an_item_has_its_number_and_reason(void **state)
{
	const struct record r = {.kind = RECORD_ITEM,
				 .item = "pump/it/isolate/cable",
				 .state = "not-possible",
				 .reason = "it is welded",
				 .more = RECORD_NO_MORE,
				 .then = RECORD_NO_THEN};
	struct say_line line = say_record(&r, NULL, &lib, NULL, &arena);

	(void)state;
	assert_string_equal(line.word, "not possible");
	assert_string_equal(line.text,
			    "1.1 Pull the cable; because: it is welded");
	assert_false(line.late);
}

/* Who says yes reads why, and who advised what. */
static void
a_request_says_on_what_it_rests(void **state)
{
	struct record_advice advice[] = {{"police", "against"},
					 {"management", "not-asked"}};
	struct record_more more = {
		.override = "no time", .advice = advice, .advice_count = 2};
	const struct record asked = {.kind = RECORD_PENDING,
				     .actor = "A. Example",
				     .role = "it",
				     .reason = "it spreads",
				     .more = &more,
				     .then = RECORD_NO_THEN};
	const struct record bare = {.kind = RECORD_PENDING,
				    .role = "it",
				    .more = RECORD_NO_MORE,
				    .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(say_grounds(&asked, &lib, &arena),
			    "Asked by A. Example; because: it spreads; all the "
			    "same: no time; Police advised AGAINST it; "
			    "Management was not asked");
	assert_string_equal(say_grounds(&bare, &lib, &arena), "Asked by IT");
}

static void
the_second_task_of_a_line_has_its_own_words(void **state)
{
	struct record_tell tells[] = {{.role = "it", .message = "Pull it"},
				      {.role = "it", .message = "Count them"}};
	struct record_then then = {.tells = tells, .tell_count = 2};
	const struct record told = {.kind = RECORD_DECIDE,
				    .id = "0123456789abcdef",
				    .more = RECORD_NO_MORE,
				    .then = &then};
	const struct record first = {.kind = RECORD_TAKE,
				     .of = "0123456789abcdef",
				     .more = RECORD_NO_MORE,
				     .then = RECORD_NO_THEN};
	const struct record second = {.kind = RECORD_TAKE,
				      .of = "0123456789abcdef.2",
				      .more = RECORD_NO_MORE,
				      .then = RECORD_NO_THEN};
	struct incident in;

	(void)state;
	incident_init(&in, &arena, NULL);
	incident_apply(&in, &told, "a.jsonl");
	assert_string_equal(say_record(&first, &in, &lib, NULL, &arena).text,
			    "#01234 \"Pull it\"");
	assert_string_equal(say_record(&second, &in, &lib, NULL, &arena).text,
			    "#01234 \"Count them\"");
}

static void
another_language_than_the_writers_has_its_own_words(void **state)
{
	struct record_more done_more = {.choice = "done", .label = "Klaar"};
	struct record_more unknown_more = {
		.choice = "unknown", .label = "I don't know", .as_if = "done"};
	const struct record done = {.kind = RECORD_ITEM,
				    .item = "pump/it/isolate/cable",
				    .text = "Trek de kabel uit",
				    .language = "nl",
				    .state = "done",
				    .more = RECORD_NO_MORE,
				    .then = RECORD_NO_THEN};
	const struct record decided = {.kind = RECORD_DECIDE,
				       .step = "pump/it/isolate",
				       .title = "Isoleer",
				       .language = "nl",
				       .more = &done_more,
				       .then = RECORD_NO_THEN};
	const struct record unknown = {.kind = RECORD_DECIDE,
				       .step = "pump/it/isolate",
				       .title = "Isolate",
				       .language = "en",
				       .more = &unknown_more,
				       .then = RECORD_NO_THEN};

	(void)state;
	pump.head.language = "en";
	assert_string_equal(text_of(&done), "1.1 Pull the cable");
	assert_string_equal(text_of(&decided), "1 Isolate: Done");
	assert_string_equal(text_of(&unknown),
			    "1 Isolate: I don't know (assumed: Done)");
	pump.head.language = NULL;
}

static void
the_words_of_the_line_win_over_the_playbook(void **state)
{
	const struct record r = {.kind = RECORD_ITEM,
				 .item = "pump/it/isolate/cable",
				 .state = "done",
				 .text = "Trek de kabel uit",
				 .more = RECORD_NO_MORE,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r), "1.1 Trek de kabel uit");
}

static void
without_a_playbook_the_line_says_enough(void **state)
{
	struct record_more more = {.choice = "stopped", .label = "Yes"};
	const struct record r = {.kind = RECORD_DECIDE,
				 .step = "gone/it/isolate",
				 .title = "Isolate",
				 .more = &more,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r), "Isolate: Yes");
	assert_string_equal(say_record(&r, NULL, NULL, NULL, &arena).text,
			    "Isolate: Yes");
}

static void
what_was_written_later_is_late(void **state)
{
	const struct record r = {.kind = RECORD_NOTE,
				 .text = "x",
				 .time = 2000,
				 .at = {1000, true},
				 .more = RECORD_NO_MORE,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_true(say_record(&r, NULL, NULL, NULL, &arena).late);
}

static void
a_number_has_its_bound(void **state)
{
	struct record_more more = {.bound = "least"};
	const struct record r = {.kind = RECORD_FACT,
				 .fact = "hit",
				 .value = "21",
				 .source = "IT",
				 .more = &more,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r),
			    "Devices hit = at least 21, according to IT");
}

static void
a_time_is_shown_as_a_time(void **state)
{
	const struct record r = {.kind = RECORD_FACT,
				 .fact = "since",
				 .value = "2026-07-14T01:12:00.000Z",
				 .certainty = "assumed",
				 .more = RECORD_NO_MORE,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r),
			    "Since when? = Tue 14 Jul 01:12 (assumed)");
}

static void
a_deadline_has_its_title(void **state)
{
	struct record_more more = {.deadline = "tell", .proof = "mail 12"};
	const struct record r = {.kind = RECORD_DEADLINE,
				 .act = "met",
				 .more = &more,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r), "Tell them: met; proof: mail 12");
}

static void
an_unknown_kind_is_shown_as_it_is(void **state)
{
	const char *line = "{\"kind\":\"dance\",\"x\":\"\033\"}";
	const struct record r = {.kind = RECORD_OTHER,
				 .kind_name = "dance",
				 .kept = line,
				 .line_len = (uint32_t)strlen(line),
				 .more = RECORD_NO_MORE,
				 .then = RECORD_NO_THEN};

	(void)state;
	assert_string_equal(text_of(&r),
			    "{\"kind\":\"dance\",\"x\":\"\\x1b\"}");
}

/* Nothing but the kind: a damaged line must not stop the timeline. */
static void
every_kind_can_be_said_of_an_empty_record(void **state)
{
	(void)state;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record r = {.kind = (enum record_kind)kind,
					 .more = RECORD_NO_MORE,
					 .then = RECORD_NO_THEN};
		struct say_line with = say_record(&r, NULL, &lib, NULL, &arena);
		struct say_line without =
			say_record(&r, NULL, NULL, NULL, &arena);

		assert_true(strlen(with.word) > 1);
		assert_non_null(with.text);
		assert_non_null(without.text);
	}
}

/* Not an id where people have a word: in a Dutch log it would be English. */
static void
a_call_says_whom_people_mean(void **state)
{
	struct person mayor = {.id = "p1", .function = "mayor"};
	struct organisation ours = {.people = &mayor, .person_count = 1};
	struct record_more more = {.contact = "supplier-it",
				   .outcome = "voicemail"};
	const struct record r = {.kind = RECORD_CONTACT, .more = &more};

	(void)state;
	assert_string_equal(text_of(&r), "IT supplier: voicemail");
	lib.organisation = &ours;
	more.contact = "p1";
	assert_string_equal(text_of(&r), "mayor: voicemail");
	more.contact = "whoever";
	assert_string_equal(text_of(&r), "whoever: voicemail");
	lib.organisation = NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_item_has_its_number_and_reason),
		cmocka_unit_test(a_request_says_on_what_it_rests),
		cmocka_unit_test(the_second_task_of_a_line_has_its_own_words),
		cmocka_unit_test(
			another_language_than_the_writers_has_its_own_words),
		cmocka_unit_test(the_words_of_the_line_win_over_the_playbook),
		cmocka_unit_test(without_a_playbook_the_line_says_enough),
		cmocka_unit_test(what_was_written_later_is_late),
		cmocka_unit_test(a_number_has_its_bound),
		cmocka_unit_test(a_time_is_shown_as_a_time),
		cmocka_unit_test(a_deadline_has_its_title),
		cmocka_unit_test(an_unknown_kind_is_shown_as_it_is),
		cmocka_unit_test(a_call_says_whom_people_mean),
		cmocka_unit_test(every_kind_can_be_said_of_an_empty_record),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
