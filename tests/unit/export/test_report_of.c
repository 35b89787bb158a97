/* What stands in the reports of an incident, and what must not. */
#include "../core/world.h"

#include "base/text.h"
#include "export/ics.h"
#include "export/report.h"
#include "export/report_of.h"

static const char *
written(struct world *w, struct report_wanted wanted)
{
	const struct record_head head = {"a.jsonl", w->lines,
					 "9f3a61c077b20e4d00000000000000000000"
					 "0000000000000000000000000000"};
	const struct report_ground g = {
		.incident = &w->in,
		.status = status_now(w),
		.library = &w->lib,
		.zone = &brussels,
		.words = "heron-lamp",
		.by = "general director",
		.heads = &head,
		.head_count = 1,
	};
	const struct report *r = report_make(&wanted, &g, &w->arena);
	struct buf out = {0};
	const char *text;

	if (r == NULL)
		return NULL;
	report_write(r, &wanted, &out);
	text = arena_strdup(&w->arena, buf_text(&out));
	buf_fini(&out);
	return text;
}

#define REPORT(w, ...) written((w), (struct report_wanted){__VA_ARGS__})
#define HAS(text, part) assert_non_null(strstr((text), (part)))
#define LACKS(text, part) assert_null(strstr((text), (part)))

static const char *
source(struct world *w)
{
	return arena_printf(&w->arena, "(#%.5s)", w->last);
}

/* The definitions are shared by all tests: put it back afterwards. */
static struct fact *
fact_made_public(struct world *w, const char *id, enum yes_no public)
{
	struct fact *f = (struct fact *)library_fact(&w->lib, id);

	assert_non_null(f);
	f->public = public;
	return f;
}

static void
every_line_of_the_situation_has_its_entry(void **state)
{
	struct world *w = *state;
	const char *text, *fact;

	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "spreading",
	     .value = "yes", .source = "the night guard");
	fact = source(w);
	MUST(w, .kind = ACT_DECISION, .role = "it", .text = "Close?",
	     .chosen = "yes", .reason = "no registry");
	text = REPORT(w, .kind = REPORT_SITREP, .columns = 200);
	HAS(text, "S: yes, according to the night guard");
	HAS(text, fact);
	HAS(text, source(w));
	HAS(text, "TLP:AMBER  INTERNAL");
	HAS(text, "heron-lamp");
	HAS(text, "general director");
	HAS(text, "9f3a 61c0 77b2 0e4d");
	HAS(text, "Fri 27 Mar 2026 23:30");
	HAS(text, "The journals were not verified");
}

/* In the order of the board: what the files list first does not matter. */
static void
what_is_not_known_stands_in_one_order(void **state)
{
	struct world *w = *state;
	const struct status_unknown *list;
	unsigned count;
	const char *text, *at;

	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "victims",
	     .value = "unknown");
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "colour",
	     .value = "red", .source = "one");
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "colour",
	     .value = "blue", .source = "other");
	MUST(w, .kind = ACT_ASK, .role = "management", .to = "it",
	     .fact = "spreading");
	list = status_rank_unknowns(status_now(w), &w->arena, &count);
	assert_int_equal(count, 4);
	assert_string_equal(list[0].fact->fact, "colour");
	assert_string_equal(list[1].fact->fact, "spreading");
	assert_string_equal(list[1].owner, "it");
	assert_string_equal(list[2].fact->fact, "personal-data");
	assert_string_equal(list[3].fact->fact, "victims");
	text = REPORT(w, .kind = REPORT_SITREP, .columns = 200);
	at = strstr(text, "2 UNKNOWN\n- C: CONTRADICTION: Red, according to "
			  "one; Blue, according to other (#");
	assert_non_null(at);
	HAS(text, "- Management asks IT to find out: S (#");
	at = strstr(at, "\n- S: IT (#");
	assert_non_null(at);
	/* Asked by no step now; a deadline and a later step rest on it. */
	at = strstr(at, "\n- P (");
	assert_non_null(at);
	at = strstr(at, "\n- N: ");
	assert_non_null(at);
	assert_non_null(strstr(at, "3 IMPACT"));
}

/* A number alone would mean two steps. */
static void
with_two_playbooks_a_step_has_the_code_of_its_own(void **state)
{
	struct world *w = *state;
	const char *text;

	text = REPORT(w, .kind = REPORT_HANDOVER, .role = "it");
	HAS(text, "- 1 Isolate");
	MUST(w, .kind = ACT_PLAYBOOK, .playbook = "crisis", .role = "it");
	text = REPORT(w, .kind = REPORT_HANDOVER, .role = "it");
	HAS(text, "- RW-I1 Isolate");
	HAS(text, "[ ] CR-I1.1 Notes");
}

static void
the_situation_report_stays_on_one_page(void **state)
{
	struct world *w = *state;
	char long_text[1900];
	const char *text;

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	for (int i = 0; i < 40; i++) {
		MUST(w, .kind = ACT_DECISION, .role = "it", .text = long_text,
		     .chosen = "yes");
		MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
		     .text = long_text);
		MUST(w, .kind = ACT_ACTION, .role = "it", .text = long_text);
	}
	text = REPORT(w, .kind = REPORT_SITREP);
	LACKS(text, "\f");
	HAS(text, "1/1");
	HAS(text, "more");
	HAS(text, "10 PEOPLE");
}

static void
nothing_but_public_facts_goes_to_the_public(void **state)
{
	struct world *w = *state;
	static const enum report_kind kinds[] = {REPORT_SITREP,
						 REPORT_TIMELINE};

	MUST(w, .kind = ACT_TITLE, .role = "it", .text = "SECRETTITLE");
	MUST(w, .kind = ACT_FACT, .role = "it", .by = "SECRETNAME",
	     .fact = "spreading", .value = "yes", .source = "SECRETSOURCE");
	MUST(w, .kind = ACT_NOTE, .role = "it", .text = "SECRETNOTE");
	MUST(w, .kind = ACT_DECISION, .role = "it", .text = "SECRETQUESTION",
	     .chosen = "SECRETCHOICE", .reason = "SECRETREASON");
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "SECRETASKED");
	for (unsigned i = 0; i < COUNT_OF(kinds); i++)
		for (int format = 0; format < REPORT_FORMATS; format++) {
			const char *text =
				REPORT(w, .kind = kinds[i], .for_public = true,
				       .format = (enum report_format)format);

			HAS(text, "TLP:CLEAR");
			LACKS(text, "SECRET");
			LACKS(text, "S: yes");
			LACKS(text, "9f3a");
		}
	fact_made_public(w, "spreading", YES_NO_YES);
	for (unsigned i = 0; i < COUNT_OF(kinds); i++) {
		const char *text =
			REPORT(w, .kind = kinds[i], .for_public = true);

		HAS(text, "S: yes");
		LACKS(text, "SECRET");
	}
	fact_made_public(w, "spreading", YES_NO_NO);
}

static void
the_timeline_says_what_was_late_and_corrected(void **state)
{
	struct world *w = *state;
	const char *text, *id;

	MUST(w, .kind = ACT_NOTE, .role = "it", .text = "Copied the log",
	     .at = at_moment(w->now - 35 * MINUTE));
	id = w->last;
	MUST(w, .kind = ACT_CORRECT, .role = "it", .id = id,
	     .text = "Half of it");
	text = REPORT(w, .kind = REPORT_TIMELINE, .columns = 200);
	HAS(text, "22:55");
	HAS(text, "Copied the log [late: written down on Fri 27 Mar 23:30] "
		  "[corrected by #");
}

static void
a_decision_sheet_knows_only_what_was_read(void **state)
{
	struct world *w = *state;
	const struct record_advice advice = {"management", "against"};
	const char *decision, *text;

	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "2026-03-27T22:00:00.000Z");
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "personal-data",
	     .value = "yes");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "A", .override = "no time", .by = "IT duty officer",
	     .advice = &advice, .advice_count = 1);
	decision = w->last;
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "spreading",
	     .value = "yes");
	text = REPORT(w, .kind = REPORT_DECISION, .entry = decision);
	HAS(text, "[x] A Yes");
	HAS(text, "[ ] B No");
	HAS(text, "[ ] C I do not know");
	HAS(text, "IT duty officer as IT");
	HAS(text, "no time");
	HAS(text, "G: RUNNING");
	LACKS(text, "S: yes");
	HAS(text, "It stands as it was taken.");
	MUST(w, .kind = ACT_REOPEN, .role = "it", .step = "isolate",
	     .reason = "wrong");
	text = REPORT(w, .kind = REPORT_DECISION, .entry = decision);
	HAS(text, "wrong");
	LACKS(text, "It stands as it was taken.");
}

/* The yes is the entry that decides; whose decision it is stands before it. */
static void
a_yes_leaves_the_decision_with_who_took_it(void **state)
{
	struct world *w = *state;
	const struct record_advice advice = {"management", "against"};
	const char *text;

	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .choice = "spread", .reason = "r", .override = "no time");
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "switch",
	     .choice = "pull", .by = "IT duty officer", .reason = "it spreads",
	     .advice = &advice, .advice_count = 1);
	text = REPORT(w, .kind = REPORT_SITREP, .columns = 200);
	HAS(text, "Pull; because: it spreads; waits for Management");
	MUST(w, .kind = ACT_ANSWER, .role = "management", .id = w->last,
	     .answer = "yes", .by = "mayor", .reason = "go on");
	text = REPORT(w, .kind = REPORT_DECISION, .entry = w->last,
		      .columns = 200);
	HAS(text, "Pull; because: it spreads; approved; because: go on");
	HAS(text, "IT duty officer as IT");
	HAS(text, "mayor as Management");
	HAS(text, "advised AGAINST it");
	LACKS(text, "was not asked");
	text = REPORT(w, .kind = REPORT_SITREP, .columns = 200);
	HAS(text, "Pull; because: it spreads; approved");
	LACKS(text, "waits for Management");
}

static void
a_note_is_no_decision(void **state)
{
	struct world *w = *state;

	MUST(w, .kind = ACT_NOTE, .role = "it", .text = "x");
	assert_null(REPORT(w, .kind = REPORT_DECISION, .entry = w->last));
	assert_null(REPORT(w, .kind = REPORT_DECISION, .entry = "nothing"));
}

static void
a_handover_has_what_waits(void **state)
{
	struct world *w = *state;
	const char *text;

	MUST(w, .kind = ACT_JOIN, .role = "it", .by = "IT duty officer");
	MUST(w, .kind = ACT_ASK, .role = "management", .to = "it",
	     .text = "How bad is it?");
	MUST(w, .kind = ACT_ASK, .role = "it", .to = "management",
	     .text = "May we pull it?");
	MUST(w, .kind = ACT_DO, .role = "it", .item = "1.1", .state = "later",
	     .until = at_moment(w->now + 50 * MINUTE));
	text = REPORT(w, .kind = REPORT_HANDOVER, .role = "it");
	HAS(text, "IT duty officer");
	HAS(text, "Management asks: How bad is it?");
	HAS(text, "Management: May we pull it?");
	HAS(text, "comes back on");
	text = REPORT(w, .kind = REPORT_HANDOVER, .role = "nobodys");
	HAS(text, "no part");
}

/* --- the calendar */

static const char *
calendar(struct world *w)
{
	struct buf out = {0};
	const char *text;

	ics_write(status_now(w), &w->lib, &out);
	text = arena_strdup(&w->arena, buf_text(&out));
	buf_fini(&out);
	return text;
}

static void
a_calendar_keeps_to_its_standard(void **state)
{
	struct world *w = *state;
	struct deadline *own =
		(struct deadline *)library_deadline(&w->lib, "gdpr");
	const char *title = own->title, *text;

	own->title = "Tell; the, authority \\ within 72 hours, in words that "
		     "nobody may cut in the middle of a letter: "
		     "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		     "\nBEGIN:VEVENT";
	MUST(w, .kind = ACT_FACT, .role = "it", .fact = "aware-at",
	     .value = "2026-03-27T22:00:00.000Z");
	text = calendar(w);
	HAS(text, "UID:gdpr-ffffffffffffffffffffffffffffffff@draaiboek.");
	HAS(text, "DTSTART:20260330T220000Z\r\n");
	HAS(text, "SUMMARY:Tell\\; the\\, authority \\\\ within 72");
	HAS(text, "STATUS:TENTATIVE");
	HAS(text, "TRIGGER:-PT24H");
	LACKS(text, "\nBEGIN:VEVENT\r\nBEGIN");
	for (const char *line = text; *line != '\0';) {
		const char *line_end = strstr(line, "\r\n");

		assert_non_null(line_end);
		assert_true(line_end - line <= 75);
		assert_true(text_is_utf8(line, (size_t)(line_end - line)));
		line = line_end + 2;
	}
	MUST(w, .kind = ACT_DEADLINE, .role = "management", .deadline = "gdpr",
	     .act = "met", .proof = "mail 12");
	text = calendar(w);
	HAS(text, "STATUS:CANCELLED");
	own->title = title;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST(every_line_of_the_situation_has_its_entry),
		WORLD_TEST(what_is_not_known_stands_in_one_order),
		WORLD_TEST(with_two_playbooks_a_step_has_the_code_of_its_own),
		WORLD_TEST(the_situation_report_stays_on_one_page),
		WORLD_TEST(nothing_but_public_facts_goes_to_the_public),
		WORLD_TEST(the_timeline_says_what_was_late_and_corrected),
		WORLD_TEST(a_decision_sheet_knows_only_what_was_read),
		WORLD_TEST(a_yes_leaves_the_decision_with_who_took_it),
		WORLD_TEST(a_note_is_no_decision),
		WORLD_TEST(a_handover_has_what_waits),
		WORLD_TEST(a_calendar_keeps_to_its_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
