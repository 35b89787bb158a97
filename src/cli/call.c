/* What a call means: settings, incident, role, name, times. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/peek.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "front/fill.h"
#include "front/say.h"

/* Another clock than this one may have been read. */
#define CLOCK_SLACK (INT64_C(5) * 60 * 1000)

const char *
cli_env(const char *name)
{
	const char *value = getenv(name);

	return value && *value && text_is_utf8(value, strlen(value)) ? value
								     : NULL;
}

const char *
call_option(const struct call *c, enum option_id id)
{
	return c->options.value[id];
}

bool
call_has(const struct call *c, enum option_id id)
{
	return c->options.value[id] != NULL;
}

static bool
truth(const char *value)
{
	return value && strcmp(value, "0") != 0 && strcmp(value, "no") != 0 &&
	       strcmp(value, "false") != 0;
}

static const char *
language_of(const struct call *c)
{
	const char *language = call_option(c, OPT_LANG);

	if (!language)
		language = cli_env("DRAAIBOEK_LANG");
	return language ? language : c->cli->config.language;
}

/* A flag says it, else the environment, else the settings, else the locale. */
static void
use_settings(struct call *c)
{
	struct cli *cli = c->cli;

	config_read(&cli->session.paths, &cli->arena, &cli->config);
	if (cli->config.fault)
		cli_say(cli,
			arena_printf(&cli->arena,
				     tr("%s: this line is no setting; it is "
					"left aside."),
				     cli->config.fault));
	if (language_of(c))
		session_use_language(&cli->session, language_of(c));
	if (!cli->session.zone_wanted)
		cli->session.zone_wanted = cli->config.zone;
	cli->ascii =
		call_has(c, OPT_ASCII) || truth(cli_env("DRAAIBOEK_ASCII")) ||
		(cli->config.ascii && strcmp(cli->config.ascii, "yes") == 0);
}

/* Going on with other playbooks than those asked for would be a trap. */
static bool
is_folder(const char *path)
{
	struct stat st;

	return !path || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

bool
call_output(struct call *c, struct err *err)
{
	const char *path = call_option(c, OPT_OUTPUT);

	if (path && !paths_may_write(path, err))
		return false;
	c->cli->out_file = path;
	return true;
}

int
call_session(struct call *c)
{
	struct cli *cli = c->cli;
	const char *root = call_option(c, OPT_ROOT);
	const struct session_options options = {
		.root = root ? root : cli_env("DRAAIBOEK_ROOT"),
		.playbooks = call_option(c, OPT_PLAYBOOKS),
		.zone = call_option(c, OPT_ZONE),
		.group = call_has(c, OPT_GROUP),
		.read_only = call_has(c, OPT_READ_ONLY),
	};
	struct err err;

	if (cli->session_ready)
		return EXIT_FINE;
	if (!is_folder(options.playbooks)) {
		err_set(&err, ERR_NOT_FOUND,
			tr("--playbooks: there is no folder %s."),
			options.playbooks);
		return cli_fail(cli, &err);
	}
	cli->quiet = call_has(c, OPT_QUIET);
	cli->verbose = call_has(c, OPT_VERBOSE);
	if (!call_output(c, &err))
		return cli_fail(cli, &err);
	if (!session_init(&cli->session, &options, &err))
		return cli_fail(cli, &err);
	cli->session_ready = true;
	use_settings(c);
	return EXIT_FINE;
}

void
call_warn(struct cli *cli)
{
	const struct folder *f = &cli->session.folder;
	const char *clock;

	while (!cli->quiet && cli->warned < f->alarm_count)
		cli_say(cli,
			session_alarm(&f->alarms[cli->warned++], &cli->arena));
	clock = session_clock_warning(&cli->session, paths_now(), &cli->arena);
	if (clock && !cli->quiet)
		cli_say(cli, clock);
	cli->session.clock_told = 0;
}

void
cli_strays(struct cli *cli, const struct library *lib)
{
	const struct addition *add;

	for (unsigned i = 0; (add = library_stray(lib, i)); i++)
		cli_say(cli, say_fill(&cli->arena,
				      tr("Warning: an addition of ours has no "
					 "place any more: %1"),
				      add->at, NULL, NULL));
}

/* What a reader must know before trusting what follows. */
static void
warn_of_damage(struct cli *cli)
{
	const struct session *s = &cli->session;

	call_warn(cli);
	if (s->missing_files)
		cli_say(cli,
			arena_printf(&cli->arena,
				     tr_n("Warning: %u playbook file of this "
					  "incident has not arrived here yet.",
					  "Warning: %u playbook files of this "
					  "incident have not arrived here "
					  "yet.",
					  (long)s->missing_files),
				     s->missing_files));
	if (!s->incident.arrived)
		cli_say(cli, tr("Warning: the first line of this incident "
				"has not arrived here yet."));
}

/* Without a name there must be only one that it can be. */
static bool
is_clear(struct call *c)
{
	struct cli *cli = c->cli;
	struct incident_places places;
	struct buf open = {0};
	unsigned count = 0;
	struct peek look;

	folder_list(&cli->session.paths, &cli->arena, &places, NULL);
	for (size_t i = 0; places.count > 1 && i < places.count; i++) {
		const struct incident_place *p = &places.places[i];

		if (strcmp(p->mode, "live") != 0 ||
		    !peek(&cli->session, p, &cli->arena, &look, NULL) ||
		    !look.open)
			continue;
		count++;
		buf_addf(&open, "%s%s %s", count > 1 ? ", " : "", p->id8,
			 look.title);
	}
	if (count > 1)
		cli_usage(cli,
			  tr("Several incidents are open: say which one with "
			     "--incident=ID: %s."),
			  buf_text(&open));
	buf_fini(&open);
	return count <= 1;
}

static int
open_by(struct call *c, const char *typed,
	bool (*open)(struct session *, const char *, struct err *))
{
	struct cli *cli = c->cli;
	int status = call_session(c);
	struct err err;

	if (status != EXIT_FINE || cli->session.is_open)
		return status;
	if (!typed)
		typed = call_option(c, OPT_INCIDENT);
	if (!typed)
		typed = cli_env("DRAAIBOEK_INCIDENT");
	if (!typed && !is_clear(c))
		return EXIT_USAGE;
	if (typed && !*typed)
		return cli_usage(cli, "%s",
				 tr("The incident's name is empty: type at "
				    "least 4 digits of its number, its "
				    "folder's name or a path."));
	if (!open(&cli->session, typed, &err))
		return cli_fail(cli, &err);
	if (!cli->quiet)
		warn_of_damage(cli);
	return EXIT_FINE;
}

int
call_open(struct call *c, const char *typed)
{
	return open_by(c, typed, session_open);
}

int
call_look(struct call *c, const char *typed)
{
	return open_by(c, typed, session_look);
}

const char *
call_role(const struct call *c)
{
	const char *role = call_option(c, OPT_ROLE);
	char *lower;

	if (!role)
		role = cli_env("DRAAIBOEK_ROLE");
	if (!role)
		role = c->cli->config.role;
	if (!role)
		return NULL;
	lower = arena_strdup(&c->cli->arena, role);
	for (char *p = lower; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return lower;
}

const char *
call_by(const struct call *c)
{
	const char *by = call_option(c, OPT_BY);

	if (!by)
		by = cli_env("DRAAIBOEK_USER");
	if (!by)
		by = c->cli->config.user;
	return by && by[strspn(by, " \t\r\n")] ? by : NULL;
}

const char *
call_rest(const struct call *c, unsigned i)
{
	struct buf b = {0};
	const char *text;

	for (unsigned k = i; k < c->word_count; k++) {
		if (k > i)
			buf_addc(&b, ' ');
		buf_adds(&b, c->words[k]);
	}
	text = arena_strdup(&c->cli->arena, buf_text(&b));
	buf_fini(&b);
	return text;
}

bool
call_time(struct call *c, enum option_id id, bool ahead, struct moment *out)
{
	const char *typed = call_option(c, id);
	const struct session *s = &c->cli->session;

	if (!typed)
		return true;
	out->set =
		stamp_read_typed(typed, paths_now(), ahead, &s->zone, &out->ms);
	if (out->set)
		return true;
	cli_usage(c->cli,
		  tr("--%s: '%s' is no time; write 2026-11-22T03:12:00+01:00, "
		     "03:12, -10m or +30m."),
		  option_rows[id].name, typed);
	return false;
}

bool
call_at(struct call *c, struct moment *out)
{
	if (!call_time(c, OPT_AT, false, out))
		return false;
	if (!out->set || out->ms <= paths_now() + CLOCK_SLACK)
		return true;
	cli_usage(c->cli,
		  tr("--at: '%s' is still to come; --at says when something "
		     "happened."),
		  call_option(c, OPT_AT));
	return false;
}

void
call_mark_exercise(struct call *c)
{
	const char *mode = c->cli->session.incident.mode;

	if (mode && strcmp(mode, "exercise") == 0 && !call_has(c, OPT_JSON) &&
	    !call_has(c, OPT_PLAIN) && !call_has(c, OPT_QUIET))
		cli_print(c->cli, "%s\n", tr("EXERCISE EXERCISE EXERCISE"));
}
