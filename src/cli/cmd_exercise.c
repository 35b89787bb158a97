/* exercise list, show, run, join, status, debrief: whole exercises. */
#include <stdlib.h>
#include <string.h>

#include "app/peek.h"
#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "cli/enter.h"
#include "cli/table.h"
#include "core/diag.h"
#include "core/exercise.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "load/checker.h"
#include "load/load.h"

/* --- list */

static void
list_json(struct cli *cli, struct shelf *shelf)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l = e->head.kind == FILE_EXERCISE
						 ? shelf_load(shelf, e)
						 : NULL;

		if (!l)
			continue;
		json_begin_object(w, NULL);
		json_add_text(w, "id", e->head.id);
		json_add_text(w, "language", e->head.language);
		json_add_text(w, "title", e->head.title);
		json_add_text(w, "duration", l->exercise->duration_text);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

int
cmd_exercise_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct shelf *shelf;
	struct table t;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	shelf = session_shelf(&cli->session);
	if (call_has(c, OPT_JSON)) {
		list_json(cli, shelf);
		return EXIT_FINE;
	}
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l = e->head.kind == FILE_EXERCISE
						 ? shelf_load(shelf, e)
						 : NULL;
		const char *cells[4];

		if (!l)
			continue;
		cells[0] = e->head.id;
		cells[1] = e->head.language;
		cells[2] = say_length(l->exercise->duration, &cli->arena);
		cells[3] = e->head.title;
		table_row(&t, cells, 4);
	}
	table_print(&t);
	if (t.count == 0 && !call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n", tr("There are no scenarios."));
	return EXIT_FINE;
}

/* --- show: for who leads; players must not read it */

/* "LABEL text", each of its lines indented and safe to show. */
static void
show_text(struct cli *cli, const char *label, const char *text)
{
	struct arena *a = &cli->arena;

	while (text && *text) {
		size_t len = strcspn(text, "\n");

		if (len)
			cli_print(cli, "    %s%s%s\n", label, *label ? " " : "",
				  text_shown(a, arena_strndup(a, text, len),
					     false));
		text += len + (text[len] != '\0');
	}
}

static void
show_inject(struct cli *cli, const struct inject *in, unsigned number,
	    const struct library *lib)
{
	struct arena *a = &cli->arena;
	const struct exercise_inject x = {.to = (const char *const *)in->to,
					  .to_count = in->to_count};
	const char *when = in->manual == YES_NO_YES ? tr("by hand")
			   : in->at_text            ? in->at_text
						    : "-";

	if (in->after)
		when = say_fill(a, tr("%1 after \"%2\""), when, in->after,
				NULL);
	cli_print(cli, "\n%2u  %s  %s -> %s%s%s\n", number, when,
		  in->from ? text_shown(a, in->from, false) : "-",
		  say_receivers(&x, lib, a), in->channel ? "  " : "",
		  say_channel(in->channel));
	cli_print(cli, "    %s (%s)\n", text_shown(a, in->title, false),
		  in->id);
	show_text(cli, "|", in->text);
	for (unsigned i = 0; i < in->expect_count; i++)
		cli_print(cli, "    %s %s%s%s\n", tr("EXPECTED"),
			  say_expectation(&in->expects[i], lib, a),
			  in->expects[i].within_text ? "  " : "",
			  in->expects[i].within_text
				  ? say_length(in->expects[i].within, a)
				  : "");
	for (unsigned i = 0; i < in->never_count; i++)
		cli_print(cli, "    %s %s\n", tr("NEVER"),
			  say_expectation(&in->never[i], lib, a));
	for (unsigned i = 0; i < in->evaluate_count; i++)
		cli_print(cli, "    %s %s (%s/%s)\n", tr("SCORE"),
			  text_shown(a, in->evaluate[i].text, false), in->id,
			  in->evaluate[i].id);
	show_text(cli, tr("FACILITATOR"), in->facilitator);
	show_text(cli, tr("HINT"), in->hint);
}

/* A file that is named as one; else the scenario of that id. */
const struct exercise *
exercise_named(struct call *c, const char *typed, struct err *err)
{
	struct cli *cli = c->cli;
	struct diag_list found = {.arena = &cli->arena};
	struct loaded file = {0};
	const char *bytes, *end = strrchr(typed, '.');
	struct buf line = {0};
	size_t len;

	if (!strchr(typed, '/') && (!end || strcmp(end, ".yaml") != 0))
		return session_find_exercise(&cli->session, typed, err);
	if (!load_file(typed, &cli->arena, &bytes, &len, err))
		return NULL;
	if (load_bytes(typed, bytes, len, &cli->arena, &found, &file) &&
	    file.kind == FILE_EXERCISE)
		return file.exercise;
	if (found.errors > 0)
		diag_format(&found.diags[0], &line);
	err_set(err, ERR_NOT_FOUND, "%s",
		found.errors > 0
			? arena_strdup(&cli->arena, buf_text(&line))
			: say_fill(&cli->arena, tr("%1 is no scenario."), typed,
				   NULL, NULL));
	buf_fini(&line);
	return NULL;
}

bool
exercise_library(struct session *s, const struct exercise *e,
		 struct library *lib, struct err *err)
{
	const char **ids =
		ARENA_ARRAY(&s->arena, const char *, e->playbook_count + 1);

	for (unsigned i = 0; i < e->playbook_count; i++)
		ids[i] = e->playbooks[i];
	return shelf_library(session_shelf(s), s->language, ids, lib, err);
}

int
cmd_exercise_show(struct call *c)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const struct exercise *e;
	struct library lib = {0};
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	e = exercise_named(c, c->words[0], &err);
	if (!e || !exercise_library(&cli->session, e, &lib, &err))
		return cli_fail(cli, &err);
	cli_print(cli, "%s\n", text_shown(a, e->head.title, false));
	show_text(cli, "", e->head.summary);
	cli_print(cli, "%s  %s\n", say_length(e->duration, a),
		  e->begins ? say_begins(e->begins, a) : "");
	for (unsigned i = 0; i < e->objective_count; i++)
		cli_print(cli, "  - %s\n",
			  text_shown(a, e->objectives[i].text, false));
	for (unsigned i = 0; i < e->inject_count; i++)
		show_inject(cli, &e->injects[i], i + 1, &lib);
	return EXIT_FINE;
}

/* --- run and join */

static bool
speed_of(struct call *c, struct number *speed)
{
	const char *text = call_option(c, OPT_SPEED);
	char *end;

	if (!text)
		return true;
	speed->value = strtol(text, &end, 10);
	speed->set = true;
	if (*text && !*end && speed->value >= 1 &&
	    speed->value <= EXERCISE_SPEED_MOST)
		return true;
	cli_usage(c->cli,
		  tr("--speed: '%s' is not a whole number from 1 to "
		     "600."),
		  text);
	return false;
}

/* When the scenario begins: --start-at, else as its file says. */
bool
exercise_start_at(struct call *c, struct moment *out)
{
	const struct zone wall = stamp_bare(&c->cli->session.zone);
	const char *text = call_option(c, OPT_START_AT);

	if (!text)
		return true;
	out->set = exercise_begins(text, paths_now(), &wall, &out->ms);
	if (out->set)
		return true;
	cli_usage(c->cli,
		  tr("--start-at: '%s' is no moment; write \"friday "
		     "22:40\", 22:40 or a date and a time."),
		  text);
	return false;
}

bool
exercise_clock_action(struct call *c, struct action *act)
{
	act->kind = ACT_PAUSE;
	if (!act->role)
		act->role = ROLE_FACILITATOR;
	return speed_of(c, &act->speed) && exercise_start_at(c, &act->scenario);
}

static int
begin(struct call *c, const struct exercise *e, struct number speed,
      struct moment from)
{
	const struct session_exercise_start o = {
		.scenario = e->head.id,
		.title = call_option(c, OPT_TITLE),
		.by = call_by(c),
		.typed = call_option(c, OPT_TYPED_BY),
		.via = call_option(c, OPT_VIA),
		.speed = speed,
		.from = from,
		.leads = call_has(c, OPT_FACILITATOR),
	};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	if (session_begin_exercise(&c->cli->session, &o, &why, &err))
		return EXIT_FINE;
	return why.why != REFUSED_NOT ? cli_refused(c->cli, why, NULL)
				      : cli_fail(c->cli, &err);
}

int
cmd_exercise_run(struct call *c)
{
	struct cli *cli = c->cli;
	const struct exercise *e;
	struct number speed = {0};
	struct moment from = {0};
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!paths_zone(cli->session.zone_wanted, paths_now(), &cli->arena,
			&cli->session.zone))
		return cli_usage(cli, tr("--zone: there is no time zone '%s'."),
				 cli->session.zone_wanted);
	/* Nothing is made where the words are wrong. */
	if (call_has(c, OPT_SOLO) && call_has(c, OPT_FACILITATOR))
		return cli_usage(cli, "%s",
				 tr("--solo and --facilitator exclude each "
				    "other."));
	if (!speed_of(c, &speed) || !exercise_start_at(c, &from))
		return EXIT_USAGE;
	e = session_find_exercise(&cli->session, c->words[0], &err);
	if (!e)
		return cli_fail(cli, &err);
	if (call_named(c) != EXIT_FINE ||
	    (!call_has(c, OPT_NO_UI) && !enter_can(c)))
		return EXIT_USAGE;
	if (call_has(c, OPT_DRY_RUN)) {
		cli_print(cli, "%s\n", tr("A new exercise would begin."));
		return EXIT_FINE;
	}
	status = begin(c, e, speed, from);
	if (status != EXIT_FINE)
		return status;
	if (!call_has(c, OPT_NO_UI))
		return enter_exercise(c);
	call_print_place(c);
	return EXIT_FINE;
}

/* --- the exercise that is meant */

static const struct incident_place *
newest(struct session *s, struct arena *a)
{
	const struct incident_place *closed = NULL;
	struct incident_places places;
	struct peek look;

	folder_list(&s->paths, a, &places, NULL);
	for (size_t i = 0; i < places.count; i++) {
		const struct incident_place *p = &places.places[i];

		if (strcmp(p->mode, "exercise") != 0)
			continue;
		if (peek(s, p, a, &look, NULL) && look.open)
			return p;
		if (!closed)
			closed = p;
	}
	return closed;
}

/* As typed, else -i, else the one that runs, else the last one. */
int
exercise_open(struct call *c, const char *typed)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct incident_place *place;
	struct err err = {0};
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (typed || call_option(c, OPT_INCIDENT) ||
	    cli_env("DRAAIBOEK_INCIDENT")) {
		status = call_open(c, typed);
		if (status != EXIT_FINE)
			return status;
	} else {
		place = newest(s, &cli->arena);
		if (!place) {
			err_set(&err, ERR_NOT_FOUND,
				tr("No exercise was begun yet: 'draaiboek "
				   "exercise list' shows the scenarios, "
				   "'exercise run' begins one."));
			return cli_fail(cli, &err);
		}
		if (!session_open_place(s, place, &err))
			return cli_fail(cli, &err);
		call_warn(cli);
	}
	if (session_exercise(s, paths_now()))
		return EXIT_FINE;
	err_set(&err, ERR_NOT_FOUND,
		tr("This is no exercise with a scenario; 'draaiboek list' "
		   "shows which ones are."));
	return cli_fail(cli, &err);
}

const char *
exercise_reader(struct call *c)
{
	return call_has(c, OPT_FACILITATOR) ? ROLE_FACILITATOR : call_role(c);
}

int
cmd_exercise_join(struct call *c)
{
	int status;

	c->cli->session.read_only_wanted = call_has(c, OPT_PROJECTOR);
	status = exercise_open(c, c->word_count ? c->words[0] : NULL);
	if (status != EXIT_FINE)
		return status;
	return enter_can(c) ? enter_exercise(c) : EXIT_USAGE;
}

/* --- status */

static void
inject_json(struct json_writer *w, const struct exercise_inject *x)
{
	json_begin_object(w, NULL);
	json_add_text(w, "id", x->id);
	json_add_text(w, "title", x->title);
	json_add_text(w, "channel", x->channel);
	json_begin_list(w, "to");
	for (unsigned k = 0; k < x->to_count; k++)
		json_add_text(w, NULL, x->to[k]);
	json_end(w);
	json_add_text(w, "stage", inject_stage_name(x->stage));
	if (x->due.set)
		json_add_number(w, "due", x->due.ms / 1000);
	if (x->sent)
		json_add_number(w, "sent", x->sent_at / 1000);
	json_add_number(w, "times", x->times);
	json_add_number(w, "heard", x->heard_count);
	json_end(w);
}

static void
status_json(struct cli *cli, const struct exercise_run *run, const char *role)
{
	struct json_writer *w = json_writer_new();
	char stamp[STAMP_SIZE];

	stamp_write(run->scenario, stamp);
	json_begin_object(w, NULL);
	json_add_text(w, "exercise", run->exercise->head.id);
	json_add_flag(w, "begun", run->begun);
	json_add_flag(w, "running", run->running);
	json_add_flag(w, "over", run->over);
	json_add_number(w, "speed", run->speed);
	json_add_text(w, "scenario", run->begun ? stamp : NULL);
	json_add_number(w, "elapsed", run->elapsed / 1000);
	json_add_text(w, "round", run->round);
	json_add_text(w, "real", run->real_life ? run->real_life->to : NULL);
	json_begin_list(w, "injects");
	for (unsigned i = 0; i < run->inject_count; i++)
		if (exercise_may_see(run, role, &run->injects[i]))
			inject_json(w, &run->injects[i]);
	json_end(w);
	json_end(w);
	cli_print_json(cli, w);
}

/* What is still to come is not for players; how many are left out. */
static unsigned
status_rows(struct table *t, struct session *s, const struct exercise_run *run,
	    const char *role)
{
	struct arena *a = &s->arena;
	unsigned left_out = 0;

	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];
		const char *const cells[] = {
			arena_printf(a, "%u", i + 1),
			x->sent      ? say_elapsed(x->sent_at, a)
			: x->due.set ? say_elapsed(x->due.ms, a)
				     : "-",
			say_inject_stage(x->stage),
			say_receivers(x, &s->library, a),
			say_channel(x->channel),
			x->title,
		};

		if (exercise_may_see(run, role, x))
			table_row(t, cells, 6);
		else
			left_out++;
	}
	return left_out;
}

int
cmd_exercise_status(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct exercise_run *run;
	const char *role = exercise_reader(c), *apart;
	unsigned left_out;
	struct table t;
	int status = exercise_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	run = session_exercise(s, paths_now());
	if (call_has(c, OPT_JSON)) {
		status_json(cli, run, role);
		return EXIT_FINE;
	}
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	cli_print(cli, "%s  %s\n%s\n", tr("EXERCISE"),
		  text_shown(&cli->arena, session_title(s), false),
		  say_exercise_clock(run, &s->zone, &cli->arena));
	apart = say_clocks_apart(run, &cli->arena);
	if (apart)
		cli_print(cli, "! %s\n", apart);
	left_out = status_rows(&t, s, run, role);
	table_print(&t);
	if (left_out > 0)
		cli_say(cli, say_left_out(left_out, &cli->arena));
	return EXIT_FINE;
}
