/*
 * batch: one command a line, as when paper is typed in afterwards.  One
 * process, one journal; each line is answered before the next is read.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"
#include "cli/cli.h"
#include "cli/words.h"

/* Longer than any entry may be, with room for quotes. */
#define LINE_MOST 65536

/* What the batch says for every line that does not say it itself. */
static const enum option_id inherited[] = {
	OPT_INCIDENT, OPT_ROLE,     OPT_BY,   OPT_TYPED_BY,
	OPT_VIA,      OPT_PLAYBOOK, OPT_JSON, OPT_DRY_RUN,
};

/* What holds for the whole batch, or means nothing on one of its lines. */
static const enum option_id of_batch[] = {
	OPT_ROOT,    OPT_LANG,      OPT_OUTPUT, OPT_HELP,
	OPT_VERSION, OPT_PLAYBOOKS, OPT_GROUP,
};

static const char *
words_trouble(enum words_result why)
{
	switch (why) {
	case WORDS_OPEN_QUOTE:
		return tr("A quote is opened and not closed.");
	case WORDS_OPEN_BACKSLASH:
		return tr("The line ends in a backslash.");
	case WORDS_FINE:
		break;
	}
	return "";
}

/* The line's own incident, if it names one, is the batch's. */
static bool
same_incident(const struct call *line, const struct call *batch)
{
	const char *own = call_option(line, OPT_INCIDENT);
	const struct session *s = &batch->cli->session;

	return !own || strcmp(own, s->place.name) == 0 ||
	       strcmp(own, s->folder.path) == 0 ||
	       (strlen(own) >= 4 &&
		strncmp(own, s->folder.id, strlen(own)) == 0);
}

static bool
keeps_to_line(const struct call *line)
{
	for (size_t i = 0; i < sizeof(of_batch) / sizeof(*of_batch); i++)
		if (call_has(line, of_batch[i])) {
			cli_usage(line->cli,
				  tr("A line of a batch takes no option --%s; "
				     "give it to the batch."),
				  option_rows[of_batch[i]].name);
			return false;
		}
	return true;
}

static int
run_line(struct call *batch, const char *const *words, unsigned count)
{
	struct cli *cli = batch->cli;
	struct call line = {.cli = cli};
	struct err err;

	if (!options_read(words, count, &cli->arena, &line.options, &line.words,
			  &line.word_count, &err))
		return cli_fail(cli, &err);
	if (!keeps_to_line(&line))
		return EXIT_USAGE;
	if (line.word_count == 0)
		return cli_usage(cli, "%s", tr("There is no command here."));
	if (!cli_command(&line, &err))
		return cli_fail(cli, &err);
	if (!line.command->writes)
		return cli_usage(cli,
				 tr("The command %s cannot stand in a batch; "
				    "only commands that write one entry can."),
				 line.command->name);
	if (!same_incident(&line, batch))
		return cli_usage(cli, "%s",
				 tr("A line of a batch cannot name another "
				    "incident."));
	options_inherit(&line.options, &batch->options, inherited,
			sizeof(inherited) / sizeof(*inherited));
	return cli_run(&line);
}

static int
read_line(struct call *batch, const char *text, bool *empty)
{
	const char **words;
	unsigned count;
	enum words_result why =
		words_split(text, &batch->cli->arena, &words, &count);

	*empty = why == WORDS_FINE && count == 0;
	if (why != WORDS_FINE)
		return cli_usage(batch->cli, "%s", words_trouble(why));
	return *empty ? EXIT_FINE : run_line(batch, words, count);
}

/* Lines are read as they come: the next one may wait for the answer. */
struct lines {
	int fd;
	char chunk[4096];
	size_t at, len;
	struct buf line;
	bool failed;
};

static bool
more_bytes(struct lines *in)
{
	ssize_t n;

	do
		n = read(in->fd, in->chunk, sizeof(in->chunk));
	while (n < 0 && errno == EINTR);
	in->failed = n < 0;
	in->at = 0;
	in->len = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* The next line without its newline; of a too long one only the beginning. */
static bool
next_line(struct lines *in)
{
	bool any = false;

	buf_clear(&in->line);
	while (in->at < in->len || more_bytes(in)) {
		char c = in->chunk[in->at++];

		any = true;
		if (c == '\n')
			return true;
		if (in->line.len <= LINE_MOST)
			buf_addc(&in->line, c);
	}
	return any;
}

/* Some editors begin a file with a mark that stands for UTF-8. */
static void
drop_mark(struct buf *line)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t len = sizeof(mark) - 1;

	if (line->len < len || memcmp(line->bytes, mark, len) != 0)
		return;
	line->len -= len;
	memmove(line->bytes, line->bytes + len, line->len + 1);
}

static int
one_line(struct call *batch, struct buf *text, unsigned long number)
{
	struct cli *cli = batch->cli;
	bool empty = true;
	int status;

	if (text->len && text->bytes[text->len - 1] == '\r')
		text->bytes[--text->len] = '\0';
	cli->prefix = arena_printf(&cli->arena, tr("line %lu"), number);
	if (text->len > LINE_MOST || strlen(buf_text(text)) != text->len)
		status = cli_usage(cli, "%s",
				   tr("This is no line of text, or too long."));
	else
		status = read_line(batch, buf_text(text), &empty);
	cli_flush(cli);
	cli->prefix = NULL;
	return status;
}

/* A journal that takes no more lines takes none of the next ones either. */
static bool
goes_on(const struct call *batch, int status)
{
	return status == EXIT_FINE ||
	       (call_has(batch, OPT_KEEP_GOING) && status != EXIT_UNWRITTEN &&
		status != EXIT_BUSY);
}

static int
read_all(struct call *batch, int fd)
{
	struct lines in = {.fd = fd};
	unsigned long number = 0;
	int first = EXIT_FINE;

	while (next_line(&in)) {
		int status;

		if (number == 0)
			drop_mark(&in.line);
		status = one_line(batch, &in.line, ++number);
		if (first == EXIT_FINE)
			first = status;
		if (!goes_on(batch, status))
			break;
	}
	if (in.failed && first == EXIT_FINE) {
		cli_say(batch->cli, tr("The batch cannot be read to its end."));
		first = EXIT_MISSING;
	}
	buf_fini(&in.line);
	return first;
}

int
cmd_batch(struct call *c)
{
	const char *path = c->word_count ? c->words[0] : "-";
	bool is_file = strcmp(path, "-") != 0;
	int status = call_open(c, NULL);
	int fd = STDIN_FILENO;
	struct err err;

	if (status != EXIT_FINE)
		return status;
	if (is_file)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		err_set_errno(&err, ERR_NOT_FOUND, errno, "%s", path);
		return cli_fail(c->cli, &err);
	}
	status = read_all(c, fd);
	if (is_file)
		close(fd);
	return status;
}
