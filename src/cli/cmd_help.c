/* help, version, and the program without a command. */
#include <string.h>
#include <unistd.h>

#include "app/run.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/enter.h"

static const char *const groups[] = {
	N_("During an incident"),
	N_("One entry each, for scripts and for paper that is typed in"),
	N_("Before"),
	N_("After, and between machines"),
	N_("Other"),
};

#define COLUMN 24 /* where the meanings begin */

/* A name, and what it means in a column of its own. */
static void
row(struct cli *cli, const char *name, const char *meaning)
{
	int width = text_width(name) + 2;

	if (width >= COLUMN) {
		cli_print(cli, "  %s\n", name);
		cli_hang(cli, COLUMN, "", meaning);
		return;
	}
	cli_hang(cli, 0,
		 arena_printf(&cli->arena, "  %s%*s", name, COLUMN - width, ""),
		 meaning);
}

static const char *
option_name(struct cli *cli, enum option_id id)
{
	const struct option_row *o = &option_rows[id];
	char letter[5] = "    ";

	if (o->letter) {
		letter[0] = '-';
		letter[1] = o->letter;
		letter[2] = ',';
	}
	return arena_printf(&cli->arena, "%s--%s%s%s", letter, o->name,
			    o->argument && o->argument[0] != '[' ? "=" : "",
			    o->argument ? o->argument : "");
}

static void
print_option(struct cli *cli, int id)
{
	row(cli, option_name(cli, (enum option_id)id),
	    tr(option_rows[id].help));
}

static void
print_common_options(struct cli *cli)
{
	cli_print(cli, "\n%s\n", tr("Options for all commands"));
	for (int i = 0; i < OPTIONS_COMMON; i++)
		print_option(cli, i);
}

static const char *
synopsis(struct cli *cli, const struct command *c)
{
	const char *whole =
		arena_printf(&cli->arena, "%s %s", c->name, c->words);

	if (text_width(whole) < COLUMN - 2)
		return whole;
	return arena_printf(&cli->arena, "%s ...", c->name);
}

static void
print_commands(struct cli *cli)
{
	for (unsigned g = 0; g < sizeof(groups) / sizeof(*groups); g++) {
		cli_print(cli, "\n%s\n", tr(groups[g]));
		for (const struct command *c = commands; c->name; c++)
			if (c->group == g)
				row(cli, synopsis(cli, c), tr(c->summary));
	}
}

static int
print_all(struct cli *cli)
{
	cli_print(cli, "%s\n%s\n\n",
		  tr("Usage: draaiboek [OPTION]... [COMMAND [ARG]...]"),
		  tr("Guide a team through a cyber incident and keep a log "
		     "that can be trusted."));
	row(cli, "draaiboek start", tr("something is wrong right now"));
	row(cli, "draaiboek resume", tr("go on with an open incident"));
	row(cli, "draaiboek --ui=plain",
	    tr("no screen, serial line, screen reader"));
	print_commands(cli);
	print_common_options(cli);
	cli_print(cli, "\n%s\n%s\n",
		  tr("Exit status: 0 fine; 1 the answer is no; 2 wrong use;\n"
		     "3 not found or "
		     "unreadable; 4 could not write; 5 busy; "
		     "130 stopped."),
		  tr("Help for a command: draaiboek help COMMAND.  Keys: "
		     "draaiboek help keys.\nManual: man draaiboek."));
	return EXIT_FINE;
}

static int
print_command(struct cli *cli, const struct command *c)
{
	cli_print(cli, "%s draaiboek [%s]... %s %s\n%s\n", tr("Usage:"),
		  tr("OPTION"), c->name, c->words, tr(c->summary));
	if (c->options) {
		cli_print(cli, "\n%s\n", tr("Options"));
		for (int i = OPTIONS_COMMON; i < OPTIONS; i++)
			if (option_is_taken(i, c->options))
				print_option(cli, i);
	}
	print_common_options(cli);
	return EXIT_FINE;
}

/* `help exercise`: each of the commands that begin so. */
static bool
print_family(struct cli *cli, const char *first)
{
	bool any = false;

	for (const struct command *c = commands; c->name; c++) {
		if (!cli_is_family(c, first))
			continue;
		if (!any)
			cli_print(cli, "%s draaiboek [%s]... %s ...\n\n",
				  tr("Usage:"), tr("OPTION"), first);
		row(cli, synopsis(cli, c), tr(c->summary));
		any = true;
	}
	if (any)
		print_common_options(cli);
	return any;
}

/* Also `COMMAND --help`: the words are still all there. */
int
cmd_help(struct call *c)
{
	struct err err;

	if (!call_output(c, &err))
		return cli_fail(c->cli, &err);
	if (c->word_count && strcmp(c->words[0], "help") == 0) {
		c->words++;
		c->word_count--;
	}
	if (c->word_count == 0)
		return print_all(c->cli);
	if (strcmp(c->words[0], "keys") == 0) {
		app_add_keys(&c->cli->out);
		return EXIT_FINE;
	}
	if (c->word_count == 1 && !command_find(c->words[0]) &&
	    print_family(c->cli, c->words[0]))
		return EXIT_FINE;
	if (!cli_command(c, &err))
		return cli_fail(c->cli, &err);
	return print_command(c->cli, c->command);
}

int
cmd_version(struct call *c)
{
	cli_print(c->cli, "draaiboek %s\n", VERSION);
	return EXIT_FINE;
}

static int
short_usage(struct cli *cli)
{
	cli_say(cli, tr("Say what to do: 'draaiboek start', 'draaiboek "
			"resume', or 'draaiboek help'."));
	return EXIT_USAGE;
}

int
cmd_bare(struct call *c)
{
	struct app_options options;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!enter_options(c, &options))
		return EXIT_USAGE;
	if (options.no_input ||
	    (options.ui != UI_PLAIN &&
	     (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))))
		return short_usage(c->cli);
	return enter(c);
}
