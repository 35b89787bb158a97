/* What the commands print, and where. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "front/say.h"

#define WIDTH 79 /* of a text that is broken into lines */

void
cli_print(struct cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vaddf(&cli->out, format, args);
	va_end(args);
}

void
cli_hang(struct cli *cli, int indent, const char *lead, const char *text)
{
	const char *shown = text_shown(&cli->arena, text, true);
	int column = indent + text_width(lead);
	size_t len, next;

	if (!*shown)
		return;
	cli_print(cli, "%*s%s", indent, "", lead);
	for (const char *p = shown; *p; p += next) {
		len = text_line_of_words(p, strlen(p), WIDTH - column, &next);
		cli_print(cli, "%*s%.*s\n", p == shown ? 0 : column, "",
			  (int)len, p);
	}
}

void
cli_print_json(struct cli *cli, struct json_writer *w)
{
	json_finish(w, &cli->out);
	json_writer_free(w);
	cli_print(cli, "\n");
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

bool
cli_is_ascii(const struct cli *cli)
{
	return cli->ascii ||
	       strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0;
}

static const char *
shown(struct cli *cli, const char *text)
{
	return cli_is_ascii(cli) ? text_ascii(&cli->arena, text) : text;
}

static bool
write_out(struct cli *cli, const char *text)
{
	bool to_file = cli->out_file && strcmp(cli->out_file, "-") != 0;
	int fd = STDOUT_FILENO;
	bool done;

	if (to_file)
		fd = open(cli->out_file,
			  O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY |
				  (cli->out_begun ? O_APPEND : O_TRUNC),
			  0666);
	cli->out_begun = true;
	done = fd >= 0 && write_all(fd, text, strlen(text));
	if (to_file && fd >= 0 && close(fd) != 0)
		done = false;
	return done;
}

bool
cli_flush(struct cli *cli)
{
	struct err err;

	if (cli->out.len == 0)
		return !cli->write_failed;
	if (!cli->write_failed &&
	    !write_out(cli, shown(cli, buf_text(&cli->out)))) {
		cli->write_failed = true;
		if (errno != EPIPE) {
			err_set_errno(&err, ERR_WRITE, errno,
				      tr("The output cannot be written"));
			cli_say(cli, err.text);
		}
	}
	buf_clear(&cli->out);
	return !cli->write_failed;
}

void
cli_say(struct cli *cli, const char *text)
{
	struct buf b = {0};

	buf_adds(&b, "draaiboek: ");
	if (cli->prefix)
		buf_addf(&b, "%s: ", cli->prefix);
	buf_adds(&b, text_shown(&cli->arena, text, false));
	buf_addc(&b, '\n');
	write_all(STDERR_FILENO, shown(cli, buf_text(&b)),
		  strlen(shown(cli, buf_text(&b))));
	buf_fini(&b);
}

int
cli_fail(struct cli *cli, const struct err *err)
{
	cli_flush(cli);
	cli_say(cli, err->text);
	switch (err->kind) {
	case ERR_USAGE:
		return EXIT_USAGE;
	case ERR_NOT_FOUND:
		return EXIT_MISSING;
	case ERR_WRITE:
		return EXIT_UNWRITTEN;
	case ERR_BUSY:
		return EXIT_BUSY;
	case ERR_NONE:
	case ERR_REFUSED:
		break;
	}
	return EXIT_NO;
}

int
cli_usage(struct cli *cli, const char *format, ...)
{
	struct err err = {.kind = ERR_USAGE};
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vaddf(&b, format, args);
	va_end(args);
	err_set(&err, ERR_USAGE, "%s", buf_text(&b));
	buf_fini(&b);
	return cli_fail(cli, &err);
}

/* The option with which the person can say what was missing. */
static const char *
way_out(enum refusal why, const struct action *act)
{
	switch ((int)why) {
	case REFUSED_TEXT_MISSING:
		return act->kind == ACT_EVIDENCE ? "--note=TEXT" : NULL;
	case REFUSED_HOW_MISSING:
		return "--how=TEXT";
	case REFUSED_REASON_MISSING:
		return "--reason=TEXT";
	case REFUSED_UNTIL_MISSING:
		return "--until=TIME";
	case REFUSED_TO_MISSING:
		return "--to=WHO";
	case REFUSED_AT_MISSING:
		return "--at=TIME";
	case REFUSED_AMBIGUOUS:
		return "--playbook=ID";
	case REFUSED_ITEMS_OPEN:
	case REFUSED_NEEDS:
	case REFUSED_ITEMS_AND_NEEDS:
	case REFUSED_WAITS_APPROVAL:
	case REFUSED_WORK_OPEN:
		return "--override=TEXT";
	case REFUSED_ROLE_MISSING:
		return "--role=ROLE";
	case REFUSED_OUTCOME:
		return "--outcome=WORD";
	default:
		return NULL;
	}
}

int
cli_refused(struct cli *cli, struct refused why, const struct action *act)
{
	const char *text = say_refused(why, act, &cli->arena);
	const char *way = way_out(why.why, act);

	cli_flush(cli);
	cli_say(cli,
		way ? arena_printf(&cli->arena, "%s (%s)", text, way) : text);
	return refusal_exit(why.why);
}
