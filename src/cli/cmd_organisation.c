/*
 * organisation: makes and edits the organisation's own file by asking.  Every
 * answer changes a line of the text; what it does not ask about stays as it
 * is.  Nothing is written before the end, and only what reads back as meant.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/profile.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/organisation.h"
#include "core/diag.h"
#include "front/fill.h"
#include "load/shelf.h"

struct asking {
	struct cli *cli;
	const char *path;
	struct buf text;              /* the file as it will be … */
	const struct organisation *o; /* … and as it is read back */
	const struct library *lib;    /* whom texts and steps call */
	bool ended; /* the input is over: nothing is written */
	unsigned changes;
	struct buf line;
};

/* A line without its end; NULL: nothing was typed, or the input is over. */
static const char *
ask(struct asking *q, const char *question, const char *now)
{
	char *typed;
	size_t len;
	int c;

	if (q->ended)
		return NULL;
	if (now && *now)
		cli_print(q->cli, "%s [%s]: ", question,
			  text_shown(&q->cli->arena, now, false));
	else
		cli_print(q->cli, "%s: ", question);
	cli_flush(q->cli);
	buf_clear(&q->line);
	while ((c = getchar()) != EOF && c != '\n')
		buf_addc(&q->line, (char)c);
	if (c == EOF && q->line.len == 0) {
		q->ended = true;
		return NULL;
	}
	typed = arena_strdup(&q->cli->arena, buf_text(&q->line));
	for (len = strlen(typed); len > 0 && strchr("\r \t", typed[len - 1]);)
		typed[--len] = '\0';
	return *typed ? typed : NULL;
}

static void
say(struct asking *q, const char *text)
{
	cli_print(q->cli, "%s\n", text);
}

static void
not_possible(struct asking *q, const char *key)
{
	say(q, say_fill(&q->cli->arena,
			tr("%1 is written in a way that is not changed here; "
			   "change it in the file itself."),
			key, NULL, NULL));
}

/* A question with the words it may be answered with. */
static const char *
question_of(struct asking *q, const struct profile_field *f)
{
	if (!f->words)
		return tr(f->label);
	return say_fill(&q->cli->arena, "%1 (%2)", tr(f->label),
			profile_choices(f, &q->cli->arena), NULL);
}

/* NULL: nothing was typed; asked again as long as it is none of the words. */
static const char *
ask_field(struct asking *q, const struct profile_field *f, const char *now)
{
	const char *shown = now ? profile_said(f, now) : NULL;
	const char *typed, *meant;

	while ((typed = ask(q, question_of(q, f), shown))) {
		meant = profile_meant(f, typed, &q->cli->arena);
		if (meant)
			return meant;
		say(q, tr("That is none of the words."));
	}
	return NULL;
}

/* What cannot be read back is taken out again: false. */
static bool
change(struct asking *q, const struct profile_change *c)
{
	struct arena *a = &q->cli->arena;
	const struct organisation *now = NULL;
	struct diag_list diags = {.arena = a};
	struct buf before = {0};
	const char *key;

	buf_adds(&before, buf_text(&q->text));
	key = profile_change(&q->text, q->o, q->lib, c, a);
	if (!key)
		now = profile_read(q->path, &q->text, a, &diags);
	if (now) {
		q->o = now;
		q->changes++;
	} else {
		buf_clear(&q->text);
		buf_adds(&q->text, buf_text(&before));
		if (key)
			not_possible(q, key);
		else
			organisation_findings(q->cli, &diags);
	}
	buf_fini(&before);
	return now || key;
}

/* One field of one place, again as long as it cannot be read back. */
static void
ask_one(struct asking *q, enum profile_part part, unsigned n, unsigned field)
{
	const struct profile_field *f = &profile_rows[part].fields[field];
	const char *now = profile_value(q->o, part, n, field);
	struct profile_change c = {.part = part,
				   .id = profile_id(q->o, part, n)};

	do {
		c.values[field] = ask_field(q, f, now ? now : f->otherwise);
		if (q->ended)
			return;
		if (!c.values[field] && !now)
			c.values[field] = f->otherwise;
	} while (c.values[field] && !change(q, &c));
}

/* One place: the keys at the top, or an entry of a list. */
static void
ask_place(struct asking *q, enum profile_part part, unsigned n)
{
	bool top = part == PROFILE_ITSELF;

	if (!top)
		say(q, say_fill(&q->cli->arena, "%1 (%2)",
				profile_name(q->o, part, n),
				profile_id(q->o, part, n), NULL));
	for (unsigned i = top ? 0 : 1; i < profile_fields(part) && !q->ended;
	     i++)
		ask_one(q, part, n, i);
}

static void
ask_more(struct asking *q, enum profile_part part)
{
	const struct profile_row *row = &profile_rows[part];
	const char *question =
		say_fill(&q->cli->arena, tr("%1 (Enter: no more)"),
			 tr(row->more), NULL, NULL);
	const char *name;

	while ((name = ask(q, question, NULL))) {
		struct profile_change c = {.part = part, .values = {name}};

		for (unsigned i = 1; i < profile_fields(part); i++)
			c.values[i] = ask_field(q, &row->fields[i], NULL);
		if (q->ended)
			return;
		change(q, &c);
	}
}

static void
ask_all(struct asking *q)
{
	ask_place(q, PROFILE_ITSELF, 0);
	for (int i = PROFILE_PEOPLE; i < PROFILE_PARTS && !q->ended; i++) {
		enum profile_part part = (enum profile_part)i;
		unsigned count = profile_count(q->o, part);

		say(q, say_fill(&q->cli->arena, "%1.",
				tr(profile_rows[part].title), NULL, NULL));
		for (unsigned n = 0; n < count && !q->ended; n++)
			ask_place(q, part, n);
		if (!q->ended)
			ask_more(q, part);
	}
}

static int
save(struct call *c, struct asking *q, const struct profile_file *f)
{
	struct cli *cli = c->cli;
	struct err err = {0};
	const char *typed;

	if (q->changes == 0) {
		say(q, tr("Nothing changed; nothing was written."));
		return EXIT_FINE;
	}
	typed = ask(q,
		    say_fill(&cli->arena, tr("Write %1? (yes, no)"), f->path,
			     NULL, NULL),
		    tr("no"));
	if (q->ended || !typed || !organisation_yes(&cli->arena, typed)) {
		say(q, tr("Nothing was written."));
		return EXIT_NO;
	}
	if (!profile_write(&cli->session, f, &q->text, &cli->arena, &err))
		return cli_fail(cli, &err);
	say(q, say_fill(&cli->arena, tr("Written: %1"), f->path, NULL, NULL));
	return EXIT_FINE;
}

static int
edit(struct call *c, const struct profile_file *f)
{
	struct cli *cli = c->cli;
	struct asking q = {.cli = cli, .path = f->path};
	struct diag_list diags;
	static const char *const none[] = {NULL};
	struct session *s = &cli->session;
	struct library lib;
	struct err err = {0};
	int status;

	if (shelf_library(session_shelf(s), s->language, none, &lib, &err))
		q.lib = &lib;
	profile_text(f, &q.text);
	q.o = profile_read(f->path, &q.text, &cli->arena, &diags);
	if (!q.o) {
		organisation_findings(cli, &diags);
		buf_fini(&q.text);
		return cli_usage(cli,
				 tr("%s has mistakes; mend them first, "
				    "then begin again."),
				 f->path);
	}
	say(&q, tr("Enter keeps what stands in brackets. Nothing is written "
		   "before the end."));
	ask_all(&q);
	if (q.ended)
		say(&q, "");
	status = q.ended ? EXIT_NO : save(c, &q, f);
	if (q.ended && status == EXIT_NO)
		say(&q, tr("Nothing was written."));
	buf_fini(&q.line);
	buf_fini(&q.text);
	return status;
}

int
cmd_organisation(struct call *c)
{
	struct profile_file f;
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!profile_find(&c->cli->session, &c->cli->arena, &f, &err))
		return cli_fail(c->cli, &err);
	if (call_has(c, OPT_CHECK) || call_has(c, OPT_SHOW) ||
	    call_has(c, OPT_PRINT))
		return organisation_look(c, &f);
	if (call_has(c, OPT_NO_INPUT) ||
	    (!isatty(STDIN_FILENO) && !call_option(c, OPT_UI)))
		return cli_usage(c->cli, "%s",
				 tr("This asks questions: it needs a terminal, "
				    "or --ui=plain."));
	return edit(c, &f);
}
