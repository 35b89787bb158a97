/* exercise debrief: what was expected, and what came of it. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "cli/table.h"
#include "core/compare.h"
#include "core/exercise.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "store/paths.h"

struct debrief {
	const struct exercise_run *run;
	struct exercise_expected *rows;
	unsigned row_count;
	struct exercise_objective *objectives;
	unsigned objective_count;
	struct exercise_score *scores;
	unsigned score_count;
	struct exercise_timer *timers;
	unsigned timer_count;
};

static void
make(struct cli *cli, struct debrief *d)
{
	struct session *s = &cli->session;
	struct arena *a = &cli->arena;

	d->run = session_exercise(s, paths_now());
	d->rows = exercise_judge(d->run, &s->incident, a, &d->row_count);
	d->objectives = exercise_objectives(d->run, d->rows, d->row_count, a,
					    &d->objective_count);
	d->scores = exercise_scores(d->run, &s->incident, a, &d->score_count);
	d->timers = exercise_timers(d->run, &s->incident, a, &d->timer_count);
}

/* --- JSON */

static void
expected_json(struct json_writer *w, const struct exercise_expected *row)
{
	const char *what;
	const char *kind = expectation_kind(row->wanted, &what);

	json_begin_object(w, NULL);
	json_add_text(w, "inject", row->inject->id);
	json_add_text(w, "kind", kind);
	json_add_text(w, "target", what);
	json_add_text(w, "choice", row->wanted->choice);
	json_add_text(w, "objective", row->wanted->objective);
	json_add_flag(w, "never", row->never);
	json_add_text(w, "verdict", verdict_name(row->verdict));
	if (row->record)
		json_add_number(w, "after", row->after / 1000);
	if (row->verdict == VERDICT_LATE)
		json_add_number(w, "late", row->late / 1000);
	json_add_text(w, "entry", row->record ? row->record->id : NULL);
	json_end(w);
}

static void
debrief_json(struct cli *cli, const struct debrief *d)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, "incident", cli->session.folder.id);
	json_add_text(w, "exercise", d->run->exercise->head.id);
	json_add_flag(w, "over", d->run->over);
	json_add_number(w, "elapsed", d->run->elapsed / 1000);
	json_begin_list(w, "objectives");
	for (unsigned i = 0; i < d->objective_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "id", d->objectives[i].id);
		json_add_text(w, "rating",
			      rating_name(d->objectives[i].rating));
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "expected");
	for (unsigned i = 0; i < d->row_count; i++)
		expected_json(w, &d->rows[i]);
	json_end(w);
	json_begin_list(w, "timers");
	for (unsigned i = 0; i < d->timer_count; i++) {
		if (!d->timers[i].record)
			continue;
		json_begin_object(w, NULL);
		json_add_text(w, "id", d->timers[i].id);
		json_add_number(w, "after", d->timers[i].after / 1000);
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "scores");
	for (unsigned i = 0; i < d->score_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "target", d->scores[i].target);
		if (d->scores[i].score >= 0)
			json_add_number(w, "score", d->scores[i].score);
		json_add_text(w, "note", d->scores[i].note);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

/* --- text */

static void
print_objectives(struct cli *cli, const struct debrief *d)
{
	cli_print(cli, "\n%s\n", tr("OBJECTIVES"));
	for (unsigned i = 0; i < d->objective_count; i++)
		cli_print(
			cli, "  %s: %s\n",
			text_shown(&cli->arena, d->objectives[i].title, false),
			say_rating(d->objectives[i].rating));
}

static void
print_expected(struct cli *cli, const struct debrief *d)
{
	const struct library *lib = &cli->session.library;
	struct arena *a = &cli->arena;
	const struct exercise_inject *last = NULL;

	cli_print(cli, "\n%s\n", tr("EXPECTED"));
	for (unsigned i = 0; i < d->row_count; i++) {
		const struct exercise_expected *row = &d->rows[i];

		if (row->inject != last)
			cli_print(
				cli, "  %s  %s\n",
				row->inject->sent
					? say_elapsed(row->inject->sent_at, a)
					: say_inject_stage(row->inject->stage),
				text_shown(a, row->inject->title, false));
		last = row->inject;
		cli_print(cli, "      %s%s: %s\n",
			  row->never ? tr("never: ") : "",
			  say_expectation(row->wanted, lib, a),
			  say_expected(row, a));
	}
}

static void
print_rest(struct cli *cli, const struct debrief *d)
{
	struct arena *a = &cli->arena;

	cli_print(cli, "\n%s\n", tr("HOW LONG IT TOOK"));
	for (unsigned i = 0; i < d->timer_count; i++)
		cli_print(cli, "  %s: %s\n", say_timer(d->timers[i].id),
			  d->timers[i].record
				  ? say_elapsed(d->timers[i].after, a)
				  : tr("never"));
	if (d->score_count)
		cli_print(cli, "\n%s\n", tr("OBSERVED"));
	for (unsigned i = 0; i < d->score_count; i++) {
		const struct exercise_score *s = &d->scores[i];
		const char *what = s->text ? s->text : s->target;

		if (s->score >= 0)
			what = say_fill(
				a, tr("%1: %2 of 3"), what,
				arena_printf(a, "%lld", (long long)s->score),
				NULL);
		cli_print(cli, "  %s%s%s\n", what, s->note && *what ? ". " : "",
			  s->note ? text_shown(a, s->note, false) : "");
	}
	if (d->run->exercise->question_count)
		cli_print(cli, "\n%s\n", tr("TO TALK ABOUT NOW"));
	for (unsigned i = 0; i < d->run->exercise->question_count; i++)
		cli_print(cli, "  %u  %s (%s)\n", i + 1,
			  text_shown(a, d->run->exercise->questions[i].text,
				     false),
			  d->run->exercise->questions[i].id);
}

int
cmd_exercise_debrief(struct call *c)
{
	struct cli *cli = c->cli;
	struct debrief d = {0};
	int status;

	/* As a whole report, where a form of one is asked for. */
	if (call_option(c, OPT_FORMAT) || call_has(c, OPT_PUBLIC))
		return cmd_exercise_report(c);
	status = exercise_open(c, c->word_count ? c->words[0] : NULL);
	if (status != EXIT_FINE)
		return status;
	make(cli, &d);
	if (call_has(c, OPT_JSON)) {
		debrief_json(cli, &d);
		return EXIT_FINE;
	}
	cli_print(cli, "%s  %s\n%s\n", tr("EXERCISE"),
		  text_shown(&cli->arena, session_title(&cli->session), false),
		  say_exercise_clock(d.run, &cli->session.zone, &cli->arena));
	print_objectives(cli, &d);
	print_expected(cli, &d);
	print_rest(cli, &d);
	return EXIT_FINE;
}
