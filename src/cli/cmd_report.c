/* report: what is made of an incident for those who were not there. */
#include <string.h>
#include <sys/stat.h>

#include "app/session_report.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "cli/leaving.h"
#include "export/report_of.h"

#define ID_LEAST 4 /* digits of an entry that are enough where it is clear */

static const char *
all_names(struct call *c, const char *(*name)(unsigned), unsigned count)
{
	const char *all = "";

	for (unsigned i = 0; i < count; i++)
		all = arena_printf(&c->cli->arena, "%s%s%s", all,
				   i > 0 ? ", " : "", name(i));
	return all;
}

static const char *
kind_name(unsigned i)
{
	return report_kind_name((enum report_kind)i);
}

static const char *
format_name(unsigned i)
{
	return report_format_name((enum report_format)i);
}

/* By the beginning of its id, with or without the "#" in front. */
static int
find_decision(struct call *c, const char *typed, const char **id)
{
	const struct incident *in = &c->cli->session.incident;
	size_t len;
	unsigned found = 0;

	typed += *typed == '#';
	len = strlen(typed);
	for (size_t i = 0; len >= ID_LEAST && i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (!r->id || strncmp(r->id, typed, len) != 0 ||
		    !record_decides(r))
			continue;
		*id = r->id;
		found++;
	}
	if (found > 1)
		return cli_usage(c->cli,
				 tr("Several decisions begin with '%s': type "
				    "more of it."),
				 typed);
	*id = found ? *id : typed;
	return EXIT_FINE;
}

/* What the words and options ask for; EXIT_FINE or the status. */
static int
read_wanted(struct call *c, struct report_wanted *w)
{
	const char *format = call_option(c, OPT_FORMAT);

	w->kind = report_kind_of(strcmp(c->words[0], "aar") == 0
					 ? report_kind_name(REPORT_AFTER)
					 : c->words[0]);
	w->for_public = call_has(c, OPT_PUBLIC);
	if (w->kind == REPORT_KINDS)
		return cli_usage(
			c->cli, tr("There is no report '%s'; there are: %s."),
			c->words[0], all_names(c, kind_name, REPORT_KINDS));
	w->format = format                  ? report_format_of(format)
		    : call_has(c, OPT_JSON) ? REPORT_JSON
					    : REPORT_TEXT;
	if (w->format == REPORT_FORMATS)
		return cli_usage(c->cli,
				 tr("--format: there is no format '%s'; there "
				    "are: %s."),
				 format,
				 all_names(c, format_name, REPORT_FORMATS));
	if (w->for_public && call_has(c, OPT_INTERNAL))
		return cli_usage(c->cli, "%s",
				 tr("A report is --public or --internal, not "
				    "both."));
	if (w->for_public && !report_can_be_public(w->kind))
		return cli_usage(c->cli,
				 tr("--public: the report '%s' is for the "
				    "crisis team only."),
				 c->words[0]);
	return EXIT_FINE;
}

/* Which words follow depends on the report. */
static int
open_words(struct call *c, struct report_wanted *w)
{
	unsigned own = w->kind == REPORT_DECISION ? 2 : 1;
	const char *typed = NULL;
	int status;

	if (c->word_count < own)
		return cli_usage(c->cli, "%s",
				 tr("report decision: say which entry, as "
				    "the timeline shows it: #9a1f3."));
	if (c->word_count > own + 1)
		return cli_usage(c->cli,
				 tr("'%s' is one word too many: draaiboek "
				    "report %s [INCIDENT]."),
				 c->words[own + 1], c->words[0]);
	if (c->word_count > own)
		typed = c->words[own];
	/* Without a name the last exercise is meant, not the open incident. */
	status = report_is_of_exercise(w->kind) ? exercise_open(c, typed)
						: call_open(c, typed);
	if (status != EXIT_FINE)
		return status;
	if (w->kind == REPORT_DECISION)
		return find_decision(c, c->words[1], &w->entry);
	w->role = w->kind == REPORT_HANDOVER ? call_role(c) : NULL;
	if (w->kind == REPORT_HANDOVER && !w->role)
		return cli_usage(c->cli, "%s",
				 tr("report handover: say which role, with "
				    "--role=ROLE."));
	return EXIT_FINE;
}

static int
save(struct call *c, const struct report_wanted *w, const struct buf *bytes)
{
	const char *left;
	int status = leaving_save(c, bytes, &left);

	if (left)
		leaving_note(
			c, session_report_note(w, left, bytes, &c->cli->arena));
	return status;
}

int
cmd_report(struct call *c)
{
	struct session_report r = {
		.by = call_by(c), .reader = exercise_reader(c), .verify = true};
	struct buf bytes = {0};
	struct err err = {0};
	int status = call_session(c);

	if (status == EXIT_FINE)
		status = read_wanted(c, &r.wanted);
	if (status == EXIT_FINE)
		status = open_words(c, &r.wanted);
	if (status == EXIT_FINE && !call_time(c, OPT_UNTIL, false, &r.until))
		status = EXIT_USAGE;
	if (status != EXIT_FINE)
		return status;
	session_load_contacts(&c->cli->session);
	if (!session_report(&c->cli->session, &r, &bytes, &err))
		status = cli_fail(c->cli, &err);
	else
		status = save(c, &r.wanted, &bytes);
	buf_fini(&bytes);
	return status;
}

int
cmd_exercise_report(struct call *c)
{
	const char **words =
		ARENA_ARRAY(&c->cli->arena, const char *, c->word_count + 1);

	words[0] = report_kind_name(REPORT_AFTER);
	memcpy(words + 1, c->words, c->word_count * sizeof(*words));
	c->words = words;
	c->word_count++;
	return cmd_report(c);
}
