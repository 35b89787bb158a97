/* exercise print: a scenario as cards and sheets. */
#include <string.h>

#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/exercise.h"
#include "export/paper.h"
#include "export/report_of.h"

/* false: said, exit 2. */
static bool
read_wanted(struct call *c, enum paper_kind *kind, struct report_wanted *w)
{
	const char *format = call_option(c, OPT_FORMAT);

	*kind = paper_kind_of(c->words[0]);
	w->format = format                  ? report_format_of(format)
		    : call_has(c, OPT_JSON) ? REPORT_JSON
					    : REPORT_TEXT;
	if (*kind == PAPER_KINDS)
		cli_usage(c->cli,
			  tr("exercise print: there is no '%s'; there are: "
			     "cards, evaluator, clock, players."),
			  c->words[0]);
	else if (w->format == REPORT_FORMATS)
		cli_usage(c->cli,
			  tr("--format: there is no format '%s'; there are: "
			     "text, md, html, json."),
			  format);
	return *kind != PAPER_KINDS && w->format != REPORT_FORMATS;
}

int
cmd_exercise_print(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	struct library lib = {0};
	struct paper_ground g = {.library = &lib, .zone = &s->zone};
	struct report_wanted w = {0};
	struct moment begins = {0};
	enum paper_kind kind;
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	/* No incident is open: its hours are those of who reads. */
	s->zone = *session_reader_zone(s);
	if (!read_wanted(c, &kind, &w) || !exercise_start_at(c, &begins))
		return EXIT_USAGE;
	g.exercise = exercise_named(c, c->words[1], &err);
	if (!g.exercise || !exercise_library(s, g.exercise, &lib, &err))
		return cli_fail(cli, &err);
	g.begins = begins.ms;
	if (!begins.set)
		(void)exercise_begins(g.exercise->begins, paths_now(), g.zone,
				      &g.begins);
	report_write(paper_make(kind, &g, &cli->arena), &w, &cli->out);
	return EXIT_FINE;
}
