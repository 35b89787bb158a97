/* merge: the same incident in another folder, both ways. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "front/fill.h"
#include "front/say.h"
#include "store/merge.h"

#define TAIL_MOST 10 /* lines of a journal that are shown before they come */

static const char *const what_names[] = {
	[MERGE_NEW] = "new",
	[MERGE_LONGER] = "longer",
	[MERGE_FORK] = "fork",
	[MERGE_TAIL] = "tail",
	[MERGE_BEYOND] = "beyond",
	[MERGE_IN_USE] = "in-use",
	[MERGE_DIFFERS] = "differs",
	[MERGE_DAMAGED] = "damaged",
	[MERGE_FOREIGN] = "foreign",
	[MERGE_UNREADABLE] = "unread",
	[MERGE_UNWRITTEN] = "unwritten",
};

/* Of what comes, by [only said][away]. */
static const char *const whole_texts[2][2] = {
	{N_("Came: %1"), N_("Went: %1")},
	{N_("Would come: %1"), N_("Would go: %1")},
};
static const char *const journal_texts[2][2] = {
	{N_("Came: %1, lines %2 to %3"), N_("Went: %1, lines %2 to %3")},
	{N_("Would come: %1, lines %2 to %3"),
	 N_("Would go: %1, lines %2 to %3")},
};

static const char *
number(struct cli *cli, size_t n)
{
	return arena_printf(&cli->arena, "%zu", n);
}

static const char *
name_of(struct cli *cli, const struct merge_step *s, const char *name)
{
	if (*s->folder && *name)
		name = arena_printf(&cli->arena, "%s/%s", s->folder, name);
	else if (*s->folder)
		name = s->folder;
	return text_shown(&cli->arena, name, false);
}

/* The last lines that only one side has. */
static void
print_tail(struct cli *cli, const struct merge_step *step)
{
	struct session *s = &cli->session;
	size_t from = step->had;

	if (!step->journal || !s->is_open || from > step->has)
		return;
	if (step->has - from > TAIL_MOST) {
		cli_print(cli, "    ...\n");
		from = step->has - TAIL_MOST;
	}
	for (size_t i = from; i < step->has; i++) {
		const struct record *r = step->journal->records[i];
		struct say_line line = say_record(r, &s->incident, &s->library,
						  &s->zone, &cli->arena);

		cli_print(cli, "    %s  %s  %s %s\n",
			  say_entry(r->id, &cli->arena),
			  say_day_clock(record_happened(r), &s->zone,
					&cli->arena),
			  line.word, line.text);
	}
}

static void
print_coming(struct cli *cli, const struct merge *m,
	     const struct merge_step *step)
{
	const char *name = name_of(cli, step, step->name);

	if (!step->journal || step->has <= step->had)
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr(whole_texts[m->dry_run][!step->home]),
				   name, NULL, NULL));
	else
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena,
				   tr(journal_texts[m->dry_run][!step->home]),
				   name, number(cli, step->had + 1),
				   number(cli, step->has)));
	if (m->dry_run)
		print_tail(cli, step);
}

/* A sentence about what stays as it is, or stands beside; NULL: no such. */
static const char *
sentence(const struct merge_step *step)
{
	switch (step->what) {
	case MERGE_FORK:
	case MERGE_DIFFERS:
		return step->home ? tr("FORK: %1 is not the same here and "
				       "there; theirs is kept here as %2")
				  : tr("FORK: %1 is not the same here and "
				       "there; ours is kept there as %2");
	case MERGE_BEYOND:
		return tr("FORK: this station writes %1, and did not write "
			  "all that stands there; theirs is kept here as %2");
	case MERGE_TAIL:
		return step->home ? tr("%1 ends in another half line there; "
				       "theirs is kept here as %2")
				  : tr("%1 ends in another half line there; "
				       "ours is kept there as %2");
	case MERGE_IN_USE:
		return tr("%1 may be in use; what it has more is kept beside "
			  "it as %2");
	case MERGE_DAMAGED:
		return step->home ? tr("%1 is not what its name says: theirs "
				       "is damaged, and was left there")
				  : tr("%1 is not what its name says: ours is "
				       "damaged, and was left here");
	case MERGE_FOREIGN:
		return tr("%1 is of another incident, and was left where it "
			  "is");
	case MERGE_NEW:
	case MERGE_LONGER:
	case MERGE_UNREADABLE:
	case MERGE_UNWRITTEN:
		break;
	}
	return NULL;
}

static void
say_failure(struct cli *cli, const struct merge *m,
	    const struct merge_step *step)
{
	const char *there = step->home ? m->here_path : m->there_path;
	const char *name = name_of(cli, step, step->name);
	struct err err;

	if (step->what == MERGE_UNREADABLE)
		err_set_errno(&err, ERR_NOT_FOUND, step->error,
			      tr("%s cannot be read, or is no regular file"),
			      name);
	else
		err_set_errno(&err, ERR_WRITE, step->error,
			      tr("%s could not be written in %s"), name, there);
	cli_flush(cli);
	cli_say(cli, err.text);
}

static void
print_step(struct cli *cli, const struct merge *m,
	   const struct merge_step *step)
{
	const char *text = sentence(step);

	if (step->what == MERGE_NEW || step->what == MERGE_LONGER)
		print_coming(cli, m, step);
	else if (!text)
		say_failure(cli, m, step);
	else
		cli_print(cli, "%s\n",
			  say_fill(&cli->arena, text,
				   name_of(cli, step, step->name),
				   step->beside
					   ? name_of(cli, step, step->beside)
					   : NULL,
				   NULL));
}

static void
print_json(struct cli *cli, const struct merge *m)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, "here", m->here_path);
	json_add_text(w, "there", m->there_path);
	json_add_flag(w, "ok",
		      !m->forked && !m->unread && !m->unwritten && !m->busy);
	json_begin_list(w, "steps");
	for (size_t i = 0; i < m->step_count; i++) {
		const struct merge_step *s = &m->steps[i];

		json_begin_object(w, NULL);
		json_add_text(w, "what", what_names[s->what]);
		json_add_text(w, "to", s->home ? "here" : "there");
		json_add_text(w, "folder", *s->folder ? s->folder : NULL);
		json_add_text(w, "name", s->name);
		json_add_text(w, "beside", s->beside);
		json_add_number(w, "had", (int64_t)s->had);
		json_add_number(w, "has", (int64_t)s->has);
		json_end(w);
	}
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

static void
print_end(struct cli *cli, const struct merge *m)
{
	const char *text;

	if (m->busy && !m->unread && !m->unwritten)
		text = tr("Not everything was brought over: somebody wrote "
			  "meanwhile. Merge again.");
	else if (m->unread || m->unwritten)
		text = tr("Not everything was brought over: mend what is said "
			  "above and merge again.");
	else if (m->forked)
		text = tr("Merged, and something differs: nothing was "
			  "overwritten, and 'draaiboek verify' says which "
			  "lines do not hold.");
	else if (m->step_count == 0)
		text = tr("Nothing to do: both folders have the same.");
	else
		text = m->dry_run ? tr("Nothing was written.") : tr("Merged.");
	cli_print(cli, "%s\n", text);
}

static int
report(struct call *c, const struct merge *m)
{
	struct cli *cli = c->cli;

	if (call_has(c, OPT_JSON)) {
		print_json(cli, m);
	} else {
		for (size_t i = 0; i < m->step_count; i++)
			print_step(cli, m, &m->steps[i]);
		print_end(cli, m);
	}
	if (m->unwritten)
		return EXIT_UNWRITTEN;
	if (m->unread)
		return EXIT_MISSING;
	if (m->busy)
		return EXIT_BUSY;
	return m->forked ? EXIT_NO : EXIT_FINE;
}

int
cmd_merge(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	struct merge m = {.dry_run = call_has(c, OPT_DRY_RUN)};
	int status = call_session(c);
	struct err err = {0};

	if (status != EXIT_FINE)
		return status;
	m.arena = &cli->arena;
	if (!merge_open(&m, &s->paths, c->words[0], c->words[1], &s->who,
			&err) ||
	    !merge_run(&m, &err)) {
		status = cli_fail(cli, &err);
	} else {
		/* The tails are told in the incident's own words. */
		s->read_only_wanted = true;
		if (m.dry_run && !m.here_missing)
			(void)session_open(s, m.here_path, NULL);
		status = report(c, &m);
	}
	merge_close(&m);
	return status;
}
