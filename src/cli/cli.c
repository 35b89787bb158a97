#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/tr.h"

/* Every accepted entry is on the disk already: there is nothing to tidy up. */
static void
interrupted(int number)
{
	(void)number;
	_exit(EXIT_INTERRUPTED);
}

/*
 * Whoever closed one of the three standard files has not made room for a
 * journal there: an answer must never be written into one.
 */
static void
hold_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null",
			 fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_UNWRITTEN);
}

/*
 * A full pipe or a file that may not grow is an answer, not the end: the
 * journal says what became of the entry.
 */
static void
set_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction interrupt = {.sa_handler = interrupted};

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGINT, &interrupt, NULL);
}

/* The language that messages have until the settings were read. */
static void
use_first_language(void)
{
	const char *const names[] = {"DRAAIBOEK_LANG", "LC_ALL", "LC_MESSAGES",
				     "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = cli_env(names[i]);

		if (!value)
			continue;
		tr_use(value);
		return;
	}
	tr_use(NULL);
}

static bool
refuse_option(struct call *c, int id, struct err *err)
{
	return err_set(err, ERR_USAGE,
		       tr("The command %s takes no option --%s; 'draaiboek "
			  "help %s' lists its options."),
		       c->command->name, option_rows[id].name,
		       c->command->name);
}

/* Whoever named the file may have used another encoding. */
static bool
takes_any_name(const struct command *command)
{
	return command->run == cmd_evidence_add;
}

static bool
check_call(struct call *c, struct err *err)
{
	const struct command *command = c->command;

	for (int i = 0; i < OPTIONS; i++)
		if (c->options.value[i] &&
		    !option_is_taken(i, command->options))
			return refuse_option(c, i, err);
	if (!takes_any_name(command) &&
	    !options_check_words(c->words, c->word_count, err))
		return false;
	if (c->word_count < command->least)
		return err_set(err, ERR_USAGE,
			       tr("The command %s needs more words: "
				  "draaiboek %s %s."),
			       command->name, command->name, command->words);
	if (c->word_count && command->most == 0)
		return err_set(err, ERR_USAGE,
			       tr("'%s' is one word too many: the command %s "
				  "takes options only."),
			       c->words[0], command->name);
	if (c->word_count > command->most)
		return err_set(err, ERR_USAGE,
			       tr("'%s' is one word too many; put quotes "
				  "around a text: draaiboek %s %s."),
			       c->words[command->most], command->name,
			       command->words);
	return true;
}

int
cli_run(struct call *c)
{
	struct err err;

	if (!check_call(c, &err))
		return cli_fail(c->cli, &err);
	return c->command->run(c);
}

#define COMMANDS_MOST 128

static void
drop_words(struct call *c, unsigned count)
{
	c->words += count;
	c->word_count -= count;
}

/* "exercise list" of "exercise": "list"; NULL: it is another one's. */
static const char *
part_of(const struct command *row, const char *first)
{
	size_t len = strlen(first);

	return strncmp(row->name, first, len) == 0 && row->name[len] == ' '
		       ? row->name + len + 1
		       : NULL;
}

bool
cli_is_family(const struct command *row, const char *first)
{
	return part_of(row, first) != NULL;
}

/* `exercise`, `evidence` …: the first word of several commands. */
static bool
unknown_part(struct call *c, const char *parts, struct err *err)
{
	struct arena *a = &c->cli->arena;
	const char *first = c->words[0], *names[COMMANDS_MOST], *near;
	size_t count = 0;

	if (c->word_count == 1)
		return err_set(err, ERR_USAGE,
			       tr("The command %s needs one word more: %s. "
				  "'draaiboek help %s' says what each does."),
			       first, parts, first);
	for (const struct command *row = commands; row->name; row++)
		if (part_of(row, first))
			names[count++] = row->name;
	near = text_nearest(arena_printf(a, "%s %s", first, c->words[1]), names,
			    count);
	if (near)
		return err_set(err, ERR_USAGE,
			       tr("There is no command '%s %s'; did you mean "
				  "'%s'?"),
			       first, c->words[1], near);
	return err_set(err, ERR_USAGE,
		       tr("There is no command '%s %s'; there are: %s."), first,
		       c->words[1], parts);
}

static bool
unknown_command(struct call *c, struct err *err)
{
	struct arena *a = &c->cli->arena;
	const char *names[COMMANDS_MOST], *near, *parts = NULL;
	size_t count = 0;

	for (const struct command *row = commands; row->name; row++) {
		const char *part = part_of(row, c->words[0]);

		names[count++] = row->name;
		if (part)
			parts = parts ? arena_printf(a, "%s, %s", parts, part)
				      : part;
	}
	if (parts)
		return unknown_part(c, parts, err);
	near = text_nearest(c->words[0], names, count);
	if (near)
		return err_set(err, ERR_USAGE,
			       tr("There is no command '%s'; did you mean "
				  "'%s'?"),
			       c->words[0], near);
	return err_set(err, ERR_USAGE,
		       tr("There is no command '%s'; 'draaiboek help' lists "
			  "them."),
		       c->words[0]);
}

/* Commands of two words, such as `log add`, come before those of one. */
bool
cli_command(struct call *c, struct err *err)
{
	if (!options_check_words(c->words, 1, err))
		return false;
	if (c->word_count > 1) {
		c->command = command_find(arena_printf(
			&c->cli->arena, "%s %s", c->words[0], c->words[1]));
		if (c->command) {
			drop_words(c, 2);
			return true;
		}
	}
	c->command = command_find(c->words[0]);
	if (!c->command)
		return unknown_command(c, err);
	drop_words(c, 1);
	return true;
}

static int
run_words(struct call *c)
{
	struct err err;

	if (call_has(c, OPT_VERSION))
		return cmd_version(c);
	if (c->word_count == 0)
		return call_has(c, OPT_HELP) ? cmd_help(c) : cmd_bare(c);
	if (call_has(c, OPT_HELP) &&
	    options_check_words(c->words, c->word_count, &err))
		return cmd_help(c);
	if (call_has(c, OPT_HELP))
		return cli_fail(c->cli, &err);
	if (!cli_command(c, &err))
		return cli_fail(c->cli, &err);
	return cli_run(c);
}

/* Dutch playbooks can be read though the program's own texts are English. */
static bool
use_language(struct call *c)
{
	const char *language = call_option(c, OPT_LANG);

	return !language || tr_use(language) || strcmp(language, "nl") == 0;
}

int
cli_main(int argc, char **argv)
{
	struct cli cli = {0};
	struct call c = {.cli = &cli};
	struct err err;
	int status;

	hold_standard_files();
	set_signals();
	use_first_language();
	if (!options_read((const char *const *)argv + 1,
			  argc > 0 ? (unsigned)argc - 1 : 0, &cli.arena,
			  &c.options, &c.words, &c.word_count, &err))
		status = cli_fail(&cli, &err);
	else if (!use_language(&c))
		status = cli_usage(&cli,
				   tr("There are no texts in the language "
				      "'%s'; there are: en, nl."),
				   call_option(&c, OPT_LANG));
	else
		status = run_words(&c);
	if (!cli_flush(&cli) && status == EXIT_FINE)
		status = EXIT_UNWRITTEN;
	if (cli.session_ready)
		session_fini(&cli.session);
	buf_fini(&cli.out);
	arena_fini(&cli.arena);
	return status;
}
