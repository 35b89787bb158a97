/* exercise debrief: what was expected, and what came of it. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/compare.h"
#include "core/exercise.h"
#include "front/say_debrief.h"
#include "front/say_exercise.h"
#include "store/paths.h"

struct debrief {
	const struct exercise_run *run;
	struct exercise_results results;
};

static void
make(struct cli *cli, struct debrief *d)
{
	struct session *s = &cli->session;

	d->run = session_exercise(s, paths_now());
	d->results = exercise_results(d->run, &s->incident, &cli->arena);
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
	for (unsigned i = 0; i < d->results.objective_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "id", d->results.objectives[i].id);
		json_add_text(w, "rating",
			      rating_name(d->results.objectives[i].rating));
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "expected");
	for (unsigned i = 0; i < d->results.row_count; i++)
		expected_json(w, &d->results.rows[i]);
	json_end(w);
	json_begin_list(w, "timers");
	for (unsigned i = 0; i < d->results.timer_count; i++) {
		if (!d->results.timers[i].record)
			continue;
		json_begin_object(w, NULL);
		json_add_text(w, "id", d->results.timers[i].id);
		json_add_number(w, "after", d->results.timers[i].after / 1000);
		json_end(w);
	}
	json_end(w);
	json_begin_list(w, "scores");
	for (unsigned i = 0; i < d->results.score_count; i++) {
		json_begin_object(w, NULL);
		json_add_text(w, "target", d->results.scores[i].target);
		if (d->results.scores[i].score >= 0)
			json_add_number(w, "score", d->results.scores[i].score);
		json_add_text(w, "note", d->results.scores[i].note);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

/* Line by line; what does not fit hangs below its own beginning. */
static void
print_lines(struct cli *cli, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		size_t indent = strspn(text, " ");

		if (len > indent)
			cli_hang(cli, (int)indent, "",
				 arena_strndup(&cli->arena, text + indent,
					       len - indent));
		else
			cli_print(cli, "\n");
		text += len + (text[len] != '\0');
	}
}

int
cmd_exercise_debrief(struct call *c)
{
	struct cli *cli = c->cli;
	struct debrief d = {0};
	struct err err = {0};
	int status;

	/* As a whole report, where a form of one is asked for. */
	if (call_option(c, OPT_FORMAT) || call_has(c, OPT_PUBLIC))
		return cmd_exercise_report(c);
	status = exercise_open(c, c->word_count ? c->words[0] : NULL);
	if (status != EXIT_FINE)
		return status;
	make(cli, &d);
	if (!exercise_may_judge(d.run, exercise_reader(c))) {
		err_set(&err, ERR_REFUSED, "%s", say_not_yet());
		return cli_fail(cli, &err);
	}
	if (call_has(c, OPT_JSON)) {
		debrief_json(cli, &d);
		return EXIT_FINE;
	}
	cli_print(cli, "%s  %s\n%s\n", tr("EXERCISE"),
		  text_shown(&cli->arena, session_title(&cli->session), false),
		  say_exercise_clock(d.run, &cli->session.zone, &cli->arena));
	cli_print(cli, "\n");
	print_lines(cli, say_debrief(d.run, &cli->session.incident,
				     &cli->session.library, &cli->arena));
	return EXIT_FINE;
}
