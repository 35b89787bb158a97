/* start and resume: into an incident, or only its id. */
#include <string.h>
#include <unistd.h>

#include "app/run.h"
#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/enter.h"
#include "core/exercise.h"
#include "front/say.h"
#include "load/shelf.h"

static const char *
setting(const struct call *c, enum option_id id, const char *variable,
	const char *configured)
{
	const char *value = call_option(c, id);

	if (!value)
		value = cli_env(variable);
	return value ? value : configured;
}

static bool
one_of(struct call *c, enum option_id id, const char *value,
       const char *const words[3], int *out)
{
	*out = 0;
	for (int i = 0; value && i < 3; i++)
		if (strcmp(words[i], value) == 0) {
			*out = i;
			return true;
		}
	if (!value)
		return true;
	cli_usage(c->cli, tr("--%s: '%s' is not one of %s, %s, %s."),
		  option_rows[id].name, value, words[0], words[1], words[2]);
	return false;
}

static bool
read_theme(struct call *c, enum theme *out)
{
	const char *name =
		setting(c, OPT_THEME, "DRAAIBOEK_THEME", c->cli->config.theme);

	*out = name ? theme_named(name) : THEME_AUTO;
	if (*out != THEMES)
		return true;
	cli_usage(c->cli, tr("--theme: '%s' is not one of %s."), name,
		  theme_names());
	return false;
}

bool
enter_options(struct call *c, struct app_options *out)
{
	static const char *const uis[3] = {"auto", "curses", "plain"};
	static const char *const colors[3] = {"auto", "always", "never"};
	int ui, color;

	memset(out, 0, sizeof(*out));
	if (!one_of(c, OPT_UI,
		    setting(c, OPT_UI, "DRAAIBOEK_UI", c->cli->config.ui), uis,
		    &ui) ||
	    !one_of(c, OPT_COLOR,
		    setting(c, OPT_COLOR, "DRAAIBOEK_COLOR",
			    c->cli->config.color),
		    colors, &color) ||
	    !read_theme(c, &out->theme))
		return false;
	out->ui = (enum app_ui)ui;
	out->color = (enum app_color)color;
	out->ascii = c->cli->ascii;
	out->no_alt_screen = call_has(c, OPT_NO_ALT_SCREEN);
	out->no_input = call_has(c, OPT_NO_INPUT);
	out->role = call_role(c);
	out->by = call_by(c);
	out->typed = call_option(c, OPT_TYPED_BY);
	out->via = call_option(c, OPT_VIA);
	return true;
}

/* A role that nobody can have here would be refused at every act. */
static int
check_role(struct call *c)
{
	struct session *s = &c->cli->session;
	const struct action act = {
		.kind = ACT_JOIN, .role = call_role(c), .by = call_by(c)};
	struct record joined;
	struct refused why;

	if (!call_option(c, OPT_ROLE) || !s->is_open || !s->incident.arrived)
		return EXIT_FINE;
	why = session_try(s, &act, &c->cli->arena, &joined);
	return why.why == REFUSED_ROLE_UNKNOWN ? cli_refused(c->cli, why, &act)
					       : EXIT_FINE;
}

static int
enter_with(struct call *c, bool new_incident)
{
	struct app_options options;
	int status = check_role(c);

	if (status != EXIT_FINE)
		return status;
	if (!enter_options(c, &options))
		return EXIT_USAGE;
	options.new_incident = new_incident;
	if (!cli_flush(c->cli))
		return EXIT_UNWRITTEN;
	return app_run(&c->cli->session, &options);
}

/*
 * The situation on a wall: it looks and takes no part, so neither the role
 * nor the name of this machine's user matters.
 */
int
cmd_board(struct call *c)
{
	struct app_options options;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!enter_options(c, &options))
		return EXIT_USAGE;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	    options.ui == UI_PLAIN)
		return cli_usage(c->cli, "%s",
				 tr("The board needs a terminal; "
				    "'draaiboek status' and 'draaiboek report "
				    "sitrep' write lines."));
	c->cli->session.read_only_wanted = true;
	status = call_open(c, c->word_count ? c->words[0] : NULL);
	if (status != EXIT_FINE)
		return status;
	options.ui = UI_CURSES;
	options.board = true;
	options.role = options.by = options.typed = options.via = NULL;
	if (!cli_flush(c->cli))
		return EXIT_UNWRITTEN;
	return app_run(&c->cli->session, &options);
}

int
enter(struct call *c)
{
	return enter_with(c, false);
}

/* Leading is never taken in passing: from then on the clock waits. */
static bool
is_players(const char *role)
{
	return strcmp(role, ROLE_FACILITATOR) != 0 &&
	       strcmp(role, ROLE_OBSERVER) != 0 && strcmp(role, "any") != 0;
}

/*
 * Who comes in with a role and a name sits there from then on, as after the
 * screen that asks for both.  Where it cannot be written the front end tells.
 */
static void
sit_down(struct call *c, const struct app_options *options)
{
	struct session *s = &c->cli->session;
	const struct incident *in = &s->incident;
	const struct action act = {.kind = ACT_JOIN,
				   .role = options->role,
				   .by = options->by,
				   .typed = options->typed,
				   .via = options->via};
	struct record *written = NULL;
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	if (options->role && is_players(options->role) && options->by &&
	    in->open && !s->folder.read_only &&
	    !map_find(&in->holders, options->role))
		(void)session_act(s, &act, &written, &why, &err);
}

int
enter_exercise(struct call *c)
{
	struct app_options options;
	int status = check_role(c);

	if (status != EXIT_FINE)
		return status;
	if (!enter_options(c, &options))
		return EXIT_USAGE;
	if (call_has(c, OPT_FACILITATOR))
		options.role = ROLE_FACILITATOR;
	if (call_has(c, OPT_PROJECTOR)) {
		if (!isatty(STDIN_FILENO) || options.ui == UI_PLAIN)
			return cli_usage(c->cli, "%s",
					 tr("The projector's screen needs a "
					    "terminal; 'draaiboek exercise "
					    "status' writes lines for who "
					    "leads."));
		options.ui = UI_CURSES;
		options.board = options.projector = true;
		options.role = options.by = options.typed = options.via = NULL;
	}
	if (!cli_flush(c->cli))
		return EXIT_UNWRITTEN;
	sit_down(c, &options);
	return app_run(&c->cli->session, &options);
}

/* A front end needs a terminal, or to be asked for plainly. */
bool
enter_can(struct call *c)
{
	struct app_options options;

	if (!enter_options(c, &options))
		return false;
	if (options.no_input) {
		cli_usage(c->cli, "%s",
			  tr("--no-input: a front end asks; use single "
			     "commands, or 'start' with --no-ui."));
		return false;
	}
	if (options.ui == UI_PLAIN ||
	    (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
		return true;
	cli_usage(c->cli, "%s",
		  tr("Standard input or output is not a terminal; use --no-ui, "
		     "'draaiboek do', 'decide', 'log add', or --ui=plain."));
	return false;
}

void
call_print_place(struct call *c)
{
	struct cli *cli = c->cli;
	const struct session *s = &cli->session;
	struct json_writer *w;

	if (!call_has(c, OPT_JSON)) {
		cli_print(cli, "%s\n", s->folder.id);
		return;
	}
	w = json_writer_new();
	json_begin_object(w, NULL);
	json_add_text(w, "id", s->folder.id);
	json_add_text(w, "path", s->folder.path);
	json_add_text(w, "words", say_words(s->folder.id, &cli->arena));
	json_add_text(w, "file", journal_name(s->folder.journal));
	json_add_number(w, "n", journal_n(s->folder.journal));
	json_add_text(w, "head", journal_head(s->folder.journal));
	json_end(w);
	cli_print_json(cli, w);
}

static int
begin(struct call *c, const struct session_start *o)
{
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	if (session_start(&c->cli->session, o, &why, &err))
		return EXIT_FINE;
	if (why.why != REFUSED_NOT)
		return cli_refused(c->cli, why, NULL);
	return cli_fail(c->cli, &err);
}

/* Another language than the reader's is shown, and said once. */
static void
say_language(struct call *c, const char *playbook)
{
	struct session *s = &c->cli->session;
	const struct shelf_entry *e;
	bool other = false;

	if (!playbook)
		return;
	e = shelf_find(session_shelf(s), playbook, s->language, &other);
	if (e && other)
		cli_say(c->cli,
			arena_printf(&c->cli->arena,
				     tr("There is no text in this language; "
					"this is '%s'."),
				     e->head.language));
}

/* Nothing is made; a playbook that cannot be opened is told all the same. */
static int
try_start(struct call *c, const struct session_start *o)
{
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	if (o->playbook &&
	    !session_find_playbook(
		    &c->cli->session, o->playbook,
		    session_mode_of(&c->cli->session, o->playbook), &why, &err))
		return why.why != REFUSED_NOT ? cli_refused(c->cli, why, NULL)
					      : cli_fail(c->cli, &err);
	cli_print(c->cli, "%s\n", tr("A new incident would be opened."));
	return EXIT_FINE;
}

static bool
is_tlp(struct call *c, const char *value)
{
	static const char *const colours[] = {"red", "amber+strict", "amber",
					      "green", "clear"};

	for (size_t i = 0; i < sizeof(colours) / sizeof(*colours); i++)
		if (!value || strcmp(colours[i], value) == 0)
			return true;
	cli_usage(c->cli,
		  tr("--tlp: '%s' is not one of red, amber+strict, amber, "
		     "green, clear."),
		  value);
	return false;
}

static bool
fill(struct call *c, struct session_start *o)
{
	struct session *s = &c->cli->session;

	o->playbook = c->word_count ? c->words[0] : NULL;
	o->title = call_option(c, OPT_TITLE);
	o->tlp = call_option(c, OPT_TLP);
	if (!o->tlp)
		o->tlp = c->cli->config.tlp;
	o->role = call_role(c);
	o->by = call_by(c);
	o->typed = call_option(c, OPT_TYPED_BY);
	o->via = call_option(c, OPT_VIA);
	if (!paths_zone(s->zone_wanted, paths_now(), &s->arena, &s->zone)) {
		cli_usage(c->cli, tr("--zone: there is no time zone '%s'."),
			  s->zone_wanted ? s->zone_wanted : "");
		return false;
	}
	return is_tlp(c, o->tlp) && call_at(c, &o->at);
}

int
cmd_start(struct call *c)
{
	struct session_start o = {0};
	bool no_ui = call_has(c, OPT_NO_UI);
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!fill(c, &o) || (!no_ui && !enter_can(c)))
		return EXIT_USAGE;
	if (no_ui && call_named(c) != EXIT_FINE)
		return EXIT_USAGE;
	if (!no_ui && !o.playbook)
		return enter_with(c, true);
	if (call_has(c, OPT_DRY_RUN))
		return try_start(c, &o);
	status = begin(c, &o);
	if (status != EXIT_FINE)
		return status;
	if (!no_ui)
		return enter(c);
	say_language(c, o.playbook);
	if (c->cli->session.passed_over)
		cli_say(c->cli,
			session_passed_over(&c->cli->session, &c->cli->arena));
	call_print_place(c);
	return EXIT_FINE;
}

/*
 * On the normal screen: it stays when the front end is gone.  The line mode
 * says it by itself.
 */
static void
print_where(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct incident *in = &s->incident;
	struct app_options options;

	if (!enter_options(c, &options) || app_wants_lines(&options))
		return;
	cli_print(cli, "%s  %s\n",
		  text_shown(&cli->arena, session_title(s), false),
		  say_words(s->folder.id, &cli->arena));
	if (in->log_count) {
		const struct record *r = in->log[in->log_count - 1].record;
		struct say_line line =
			say_record(r, in, &s->library, &s->zone, &cli->arena);

		cli_print(cli, "%s  %s  %s\n",
			  say_day_clock(r->time, &s->zone, &cli->arena),
			  line.word, line.text);
	}
}

int
cmd_resume(struct call *c)
{
	int status = call_open(c, c->word_count ? c->words[0] : NULL);

	if (status != EXIT_FINE)
		return status;
	if (!enter_can(c))
		return EXIT_USAGE;
	if (!c->cli->quiet)
		print_where(c);
	return enter(c);
}
