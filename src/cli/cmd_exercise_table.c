/*
 * exercise import, export: a chronogram as a table becomes a scenario, and a
 * scenario such a table; exercise from: an incident becomes a scenario.
 */
#include <string.h>

#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/playbook.h"
#include "export/scenario.h"
#include "front/fill.h"
#include "load/chronogram.h"
#include "load/load.h"

#define ID_ROOM 60

/* The file's name without its folder and its ending. */
static const char *
name_of(struct call *c, const char *path)
{
	struct arena *a = &c->cli->arena;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return arena_strndup(a, name,
			     dot && dot > name ? (size_t)(dot - name)
					       : strlen(name));
}

const char *
exercise_new_id(struct call *c, const char *name)
{
	struct arena *a = &c->cli->arena;
	const char *id = text_slug(a, name, ID_ROOM);

	if (!*id)
		return "scenario";
	return *id >= 'a' && *id <= 'z' ? id : arena_printf(a, "x-%s", id);
}

const char *
exercise_version(struct call *c)
{
	char stamp[STAMP_SIZE];

	stamp_write(paths_now(), stamp);
	return arena_strndup(&c->cli->arena, stamp, 10);
}

/* FILE:LINE: error: …, as a compiler says it. */
static void
tell_faults(struct call *c, const char *path,
	    const struct chronogram_faults *faults)
{
	struct cli *cli = c->cli;

	for (unsigned i = 0; i < faults->count; i++) {
		const struct chronogram_fault *f = &faults->rows[i];

		cli_say(cli, arena_printf(&cli->arena, "%s:%u: %s",
					  text_shown(&cli->arena, path, false),
					  f->line,
					  say_fill(&cli->arena, tr(f->text),
						   f->one, f->two, NULL)));
	}
}

/* --playbook=ransomware,crisis */
static void
put_playbooks(struct call *c, struct exercise *e)
{
	struct arena *a = &c->cli->arena;
	const char *list = call_option(c, OPT_PLAYBOOK);

	while (list && *list) {
		size_t len = strcspn(list, ",");

		e->playbooks = arena_more(a, e->playbooks, e->playbook_count,
					  sizeof(*e->playbooks));
		e->playbooks[e->playbook_count++] = arena_strndup(a, list, len);
		list += len + (list[len] == ',');
	}
}

int
cmd_exercise_import(struct call *c)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const char *path = c->words[0], *bytes;
	struct exercise e = {.style = "walk"};
	struct chronogram_faults faults;
	struct scenario_notes notes = {0};
	struct err err = {0};
	size_t len;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!load_file(path, a, &bytes, &len, &err))
		return cli_fail(cli, &err);
	e.head.title = call_option(c, OPT_TITLE) ? call_option(c, OPT_TITLE)
						 : name_of(c, path);
	e.head.id = exercise_new_id(c, name_of(c, path));
	e.head.language = cli->session.language;
	e.head.version = exercise_version(c);
	put_playbooks(c, &e);
	if (!chronogram_read(bytes, len, a, &e, &faults)) {
		tell_faults(c, path, &faults);
		return EXIT_NO;
	}
	notes.head = e.playbook_count
			     ? NULL
			     : tr("TO FILL IN: the playbooks that the players "
				  "walk through, such as\nplaybooks: "
				  "[ransomware]");
	scenario_write(&e, &notes, &cli->out);
	return EXIT_FINE;
}

int
cmd_exercise_export(struct call *c)
{
	struct cli *cli = c->cli;
	const struct exercise *e;
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (call_option(c, OPT_FORMAT) &&
	    strcmp(call_option(c, OPT_FORMAT), "csv") != 0)
		return cli_usage(cli,
				 tr("--format: there is no format '%s'; there "
				    "is: csv."),
				 call_option(c, OPT_FORMAT));
	e = exercise_named(c, c->words[0], &err);
	if (!e)
		return cli_fail(cli, &err);
	chronogram_write(e, &cli->arena, &cli->out);
	return EXIT_FINE;
}

int
cmd_exercise_from(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	struct scenario_notes notes = {0};
	struct exercise *e;
	struct err err = {0};
	int status = call_open(c, c->words[0]);

	if (status != EXIT_FINE)
		return status;
	if (s->incident.open) {
		err_set(&err, ERR_REFUSED,
			tr("This incident is not closed yet: a scenario is "
			   "made of one that is over."));
		return cli_fail(cli, &err);
	}
	session_load_contacts(s);
	session_load_models(s);
	e = scenario_of_incident(&s->incident, &s->library, &s->zone, &notes,
				 &cli->arena);
	if (call_option(c, OPT_TITLE))
		e->head.title = call_option(c, OPT_TITLE);
	e->head.language = s->language;
	e->head.version = exercise_version(c);
	scenario_write(e, &notes, &cli->out);
	return EXIT_FINE;
}
