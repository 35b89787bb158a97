/*
 * The after-action report of a small exercise, and a scenario on paper:
 * tests/golden/after-*, which BLESS=1 writes anew.
 */
#include "base/tr.h"
#include "core/after.h"
#include "core/exercise.h"
#include "export/paper.h"
#include "export/report.h"
#include "export/report_of.h"
#include "unit/core/world.h"

#include <stdio.h>

static const char *it_only[] = {"it"};
static const char *rw_only[] = {"rw"};
static struct expectation expected[] = {
	{.step = "it/isolate",
	 .choice = "stopped",
	 .within_text = "20m",
	 .within = {DURATION_MINUTES, 20},
	 .objective = "fast"},
	{.fact = "aware-at",
	 .within_text = "10m",
	 .within = {DURATION_MINUTES, 10},
	 .objective = "law"},
	{.action = "Somebody reads the note aloud"},
};
static struct expectation never[] = {
	{.step = "rw/it/switch", .choice = "pull", .objective = "fast"},
};
static struct judgement aloud[] = {{"aloud", "Read it slowly"}};
static struct unless isolated[] = {{.step = "it/isolate"}};
static struct inject injects[] = {
	{.id = "note",
	 .at_text = "5m",
	 .at = {DURATION_MINUTES, 5},
	 .to = it_only,
	 .to_count = 1,
	 .from = "Night nurse",
	 .channel = "phone",
	 .title = "A note",
	 .text = "There is a note on the screen.\n\n<b>It blinks.</b>",
	 .facilitator = "Sound tired.",
	 .hint = "Which cable?",
	 .expects = expected,
	 .expect_count = COUNT_OF(expected),
	 .never = never,
	 .never_count = 1,
	 .evaluate = aloud,
	 .evaluate_count = 1},
	{.id = "wave",
	 .at = {DURATION_MINUTES, 20},
	 .title = "A second wave",
	 .unless = isolated,
	 .unless_count = 1},
	{.id = "spare", .manual = YES_NO_YES, .title = "A rumour"},
};
static struct judgement objectives[] = {
	{"fast", "Isolate within 20 minutes"},
	{"law", "Write down when we knew"},
};
static struct judgement questions[] = {
	{"first-hour", "What would you do differently?"},
};
static struct exercise night = {
	.head = {.id = "night",
		 .kind = FILE_EXERCISE,
		 .title = "Night",
		 .summary = "A night with a note.",
		 .version = "2026-11-22"},
	.playbooks = rw_only,
	.playbook_count = 1,
	.duration_text = "120m",
	.duration = {DURATION_MINUTES, 120},
	.begins = "friday 22:40",
	.objectives = objectives,
	.objective_count = COUNT_OF(objectives),
	.injects = injects,
	.inject_count = COUNT_OF(injects),
	.questions = questions,
	.question_count = COUNT_OF(questions),
};

#define LEAD(w, ...)                                                           \
	MUST(w, .role = ROLE_FACILITATOR, .by = "the guide", __VA_ARGS__)

static void
play(struct world *w)
{
	LEAD(w, .kind = ACT_PAUSE, .act = "resume");
	later(w, 5 * MINUTE);
	LEAD(w, .kind = ACT_INJECT, .act = "release", .id = "note");
	later(w, 8 * MINUTE);
	MUST(w, .kind = ACT_DECIDE, .role = "it", .step = "isolate",
	     .by = "Jan Secret", .choice = "stopped", .override = "no time");
	later(w, 30 * MINUTE);
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER,
	     .about = "note/aloud", .score = {1, true}, .text = "Too quick");
	LEAD(w, .kind = ACT_CLOSE, .override = "enough");
	MUST(w, .kind = ACT_OBSERVE, .act = "answer", .role = "it",
	     .about = "1", .text = "Write the hour down");
	MUST(w, .kind = ACT_OBSERVE, .act = "feedback", .role = "it",
	     .score = {2, true}, .text = "Instructive");
	MUST(w, .kind = ACT_OBSERVE, .act = "strength", .role = "it",
	     .about = "fast", .text = "The cable was out at once");
	LEAD(w, .kind = ACT_OBSERVE, .act = "improve", .about = "law",
	     .text = "A clock beside the log", .reason = "Nobody wrote when",
	     .to = "management", .value = "20 euro",
	     .due = at_moment(w->now + 24 * HOUR));
}

static int
begin(void **state)
{
	struct world *w;

	world_setup(state);
	w = *state;
	w->lib.exercise = &night;
	w->in.mode = "exercise";
	w->in.title = "Night";
	play(w);
	return 0;
}

/* --- the files */

static void
agrees(const char *name, const struct buf *out)
{
	struct buf wanted = {0};
	char bytes[4096];
	FILE *file;
	size_t n;

	if (getenv("BLESS") != NULL) {
		file = fopen(name, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(out->bytes, 1, out->len, file),
				 out->len);
		assert_int_equal(fclose(file), 0);
		return;
	}
	file = fopen(name, "r");
	if (file == NULL)
		fail_msg("%s is not there: BLESS=1 writes it", name);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(&wanted, bytes, n);
	fclose(file);
	assert_string_equal(buf_text(out), buf_text(&wanted));
	buf_fini(&wanted);
}

static void
write_report(struct world *w, struct report_wanted wanted, struct buf *out)
{
	const struct report_ground g = {
		.incident = &w->in,
		.status = status_now(w),
		.library = &w->lib,
		.zone = &brussels,
	};
	struct report *r;

	wanted.kind = REPORT_AFTER;
	r = report_make(&wanted, &g, &w->scratch);
	assert_non_null(r);
	buf_clear(out);
	report_write(r, &wanted, out);
}

static void
the_report_is_the_golden_one(void **state)
{
	struct world *w = *state;
	struct buf out = {0};

	write_report(w, (struct report_wanted){.format = REPORT_TEXT}, &out);
	agrees("tests/golden/after-action.txt", &out);
	write_report(w, (struct report_wanted){.format = REPORT_HTML}, &out);
	agrees("tests/golden/after-action.html", &out);
	write_report(w, (struct report_wanted){.format = REPORT_MARKDOWN},
		     &out);
	agrees("tests/golden/after-action.md", &out);
	assert_true(tr_use("nl"));
	write_report(w, (struct report_wanted){.format = REPORT_TEXT}, &out);
	agrees("tests/golden/after-action.nl.txt", &out);
	assert_true(tr_use("en"));
	buf_fini(&out);
}

static void
reads_in_this_order(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *next = strstr(text, words[i]);

		if (next == NULL)
			fail_msg("not there, or too early: %s", words[i]);
		text = next;
	}
}

static void
what_was_good_does_not_stand_below_the_weaknesses(void **state)
{
	static const char *const order[] = {
		"Write down when we knew: not reached",
		"Strengths",
		"went well: It was said aloud",
		"Weaknesses",
		"inject 1, A note: known: A: missed",
		"to improve: A clock beside the log",
		"Seen",
		"The clock hung askew",
	};
	static const char *const scored[] = {
		"Isolate within 20 minutes: reached",
		"Strengths",
		"went well: The cable was out",
		"Weaknesses",
		"Isolate within 20 minutes: 1 of 3. Luck",
	};
	struct world *w = *state;
	struct buf out = {0};

	MUST(w, .kind = ACT_OBSERVE, .act = "strength", .role = "it",
	     .about = "law", .text = "It was said aloud");
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER, .about = "law",
	     .text = "The clock hung askew");
	MUST(w, .kind = ACT_OBSERVE, .role = ROLE_OBSERVER, .about = "fast",
	     .score = {1, true}, .text = "Luck");
	write_report(w, (struct report_wanted){.format = REPORT_TEXT}, &out);
	reads_in_this_order(buf_text(&out), order, COUNT_OF(order));
	reads_in_this_order(buf_text(&out), scored, COUNT_OF(scored));
	buf_fini(&out);
}

static void
the_public_reads_no_weakness_and_no_name(void **state)
{
	static const char *const secrets[] = {
		"Jan",       "guide", "missed",       "Write down when we knew",
		"Too quick", "clock", "Nobody wrote", "hour",
		"0:08",
	};
	struct world *w = *state;
	struct buf out = {0};

	write_report(w,
		     (struct report_wanted){.format = REPORT_TEXT,
					    .for_public = true},
		     &out);
	agrees("tests/golden/after-action-public.txt", &out);
	for (size_t i = 0; i < COUNT_OF(secrets); i++)
		if (strstr(buf_text(&out), secrets[i]))
			fail_msg("the public reads: %s", secrets[i]);
	assert_non_null(strstr(buf_text(&out), "Isolate within 20 minutes"));
	buf_fini(&out);
}

static void
of_a_live_incident_there_is_none(void **state)
{
	struct world *w = *state;
	const struct report_wanted wanted = {.kind = REPORT_AFTER};
	const struct report_ground g = {
		.incident = &w->in,
		.status = status_now(w),
		.library = &w->lib,
		.zone = &brussels,
	};

	w->in.mode = "live";
	assert_null(report_make(&wanted, &g, &w->scratch));
}

static void
the_papers_are_the_golden_ones(void **state)
{
	struct world *w = *state;
	const struct paper_ground g = {
		.exercise = &night,
		.library = &w->lib,
		.zone = &brussels,
		.begins = moment("2026-11-27T21:40:00Z"),
	};
	struct buf out = {0};

	for (unsigned i = 0; i < PAPER_KINDS; i++) {
		enum paper_kind kind = (enum paper_kind)i;

		assert_int_equal(paper_kind_of(paper_kind_name(kind)), kind);
		buf_clear(&out);
		report_write_text(paper_make(kind, &g, &w->scratch), 78, 66,
				  &out);
		agrees(arena_printf(&w->scratch, "tests/golden/paper-%s.txt",
				    paper_kind_name(kind)),
		       &out);
	}
	buf_clear(&out);
	report_write_html(paper_make(PAPER_CARDS, &g, &w->scratch), &out);
	agrees("tests/golden/paper-cards.html", &out);
	assert_null(strstr(buf_text(&out), "<b>It"));
	buf_fini(&out);
}

static void
players_read_nothing_of_what_is_expected(void **state)
{
	static const enum paper_kind for_players[] = {PAPER_CARDS,
						      PAPER_PLAYERS};
	struct world *w = *state;
	const struct paper_ground g = {
		.exercise = &night, .library = &w->lib, .zone = &brussels};
	struct buf out = {0};

	for (size_t i = 0; i < COUNT_OF(for_players); i++) {
		buf_clear(&out);
		report_write_text(paper_make(for_players[i], &g, &w->scratch),
				  78, 66, &out);
		assert_null(strstr(buf_text(&out), "tired"));
		assert_null(strstr(buf_text(&out), "cable"));
		assert_null(strstr(buf_text(&out), "Isolate"));
		assert_null(strstr(buf_text(&out), "slowly"));
	}
	buf_fini(&out);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, world_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_report_is_the_golden_one),
		TEST(what_was_good_does_not_stand_below_the_weaknesses),
		TEST(the_public_reads_no_weakness_and_no_name),
		TEST(of_a_live_incident_there_is_none),
		TEST(the_papers_are_the_golden_ones),
		TEST(players_read_nothing_of_what_is_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
