/* seal: how far the log is, in words, digits and a picture to keep outside. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "export/qr.h"
#include "front/fill.h"
#include "front/seal_words.h"

/* Of the journal's head behind the seal: enough for `verify --head`. */
#define SHORT_HEAD 16
#define MOST_REASON 400

static void
print_json(struct cli *cli, const struct seal *seal,
	   const struct record *written)
{
	const struct journal *j = cli->session.folder.journal;
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, "file", journal_name(j));
	json_add_number(w, "n", journal_n(j));
	json_add_text(w, "head", journal_head(j));
	json_add_text(w, "id", written->id);
	json_add_text(w, "kind", record_kind_name(written->kind));
	json_add_text(w, "seal", seal->file);
	json_add_text(w, "sha256", seal->sha256);
	json_add_text(w, "words",
		      say_seal_words(seal->sha256, cli->session.language,
				     &cli->arena));
	json_end(w);
	json_finish(w, &cli->out);
	json_writer_free(w);
	cli_print(cli, "\n");
}

/* --- what stands beside the picture, or above it */

#define WIDTH 40
#define MOST_LINES 32

struct column {
	struct cli *cli;
	const char *lines[MOST_LINES];
	unsigned count;
};

static void
add(struct column *c, const char *line)
{
	if (c->count < MOST_LINES)
		c->lines[c->count++] = line;
}

static void
add_sentence(struct column *c, const char *text)
{
	size_t len, next;

	for (; *text; text += next) {
		len = text_line(text, strlen(text), WIDTH, &next);
		add(c, arena_strndup(&c->cli->arena, text, len));
	}
}

/* Half of them a line: 64 digits fit no narrow paper. */
static void
add_digits(struct column *c, const char *sha256)
{
	struct arena *a = &c->cli->arena;

	add(c, cli_groups(c->cli, arena_strndup(a, sha256, 32)));
	add(c, cli_groups(c->cli, sha256 + 32));
}

static void
add_words(struct column *c, const char *sha256)
{
	struct cli *cli = c->cli;
	const char *words =
		say_seal_words(sha256, cli->session.language, &cli->arena);
	const char *middle = words;

	for (int i = 0; i < SEAL_SAID / 2; i++)
		middle = strchr(middle, ' ') + 1;
	add(c, arena_strndup(&cli->arena, words, (size_t)(middle - words) - 1));
	add(c, middle);
}

static void
fill(struct column *c, const struct seal *seal)
{
	struct cli *cli = c->cli;
	const struct journal *j = cli->session.folder.journal;

	add_sentence(c, tr("Write these words on paper, with the hour, or say "
			   "them to somebody outside:"));
	add_words(c, seal->sha256);
	add(c, "");
	add_sentence(c, tr("Or all its digits:"));
	add_digits(c, seal->sha256);
	add(c, "");
	add_sentence(c, tr("The entry of the seal itself is not in it; this "
			   "head vouches for that:"));
	add(c, cli_groups(cli, arena_strndup(&cli->arena, journal_head(j),
					     SHORT_HEAD)));
	add(c, "");
	add_sentence(c, tr("The picture has both, for a telephone."));
}

/* Capitals and digits alone, which take the least room. */
static void
draw(struct cli *cli, const struct seal *seal, struct buf *out)
{
	char *text =
		arena_printf(&cli->arena, "DRAAIBOEK %.8s SEAL %s HEAD %.*s",
			     seal->incident, seal->sha256, SHORT_HEAD,
			     journal_head(cli->session.folder.journal));

	for (char *c = text; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	qr_write(text, cli_is_ascii(cli) ? QR_ASCII : QR_BLOCKS, out);
}

/* Side by side on 80 columns and 24 rows; ## is too wide for that. */
static void
print_seal(struct cli *cli, const struct seal *seal)
{
	struct column beside = {.cli = cli};
	struct buf picture = {0};
	const char *row;
	unsigned i = 0;

	cli_print(cli, "%s\n",
		  say_fill(&cli->arena, tr("seal %1"), seal->file, NULL, NULL));
	fill(&beside, seal);
	draw(cli, seal, &picture);
	if (cli_is_ascii(cli))
		while (i < beside.count)
			cli_print(cli, "%s\n", beside.lines[i++]);
	for (row = buf_text(&picture); *row; row = strchr(row, '\n') + 1) {
		bool has = i < beside.count && *beside.lines[i];

		cli_print(cli, "%.*s%s%s\n", (int)strcspn(row, "\n"), row,
			  has ? "  " : "", has ? beside.lines[i] : "");
		i += i < beside.count;
	}
	while (i < beside.count)
		cli_print(cli, "%s\n", beside.lines[i++]);
	buf_fini(&picture);
}

static int
seal_now(struct call *c, const struct action *act)
{
	struct cli *cli = c->cli;
	struct session_seal seal = {.reason = call_option(c, OPT_REASON)};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct record *written = NULL;
	struct err err = {0};
	enum session_outcome outcome =
		session_seal(&cli->session, act, &seal, &written, &why, &err);
	bool saved = outcome == SESSION_SAVED || outcome == SESSION_FAILED_OVER;
	int status;

	if (!saved || !call_has(c, OPT_JSON)) {
		status = call_written(c, outcome, act, written, why, &err);
		if (saved && !cli->quiet)
			print_seal(cli, &seal.made);
		return status;
	}
	if (outcome == SESSION_FAILED_OVER)
		cli_say(cli, err.text);
	print_json(cli, &seal.made, written);
	return EXIT_FINE;
}

int
cmd_seal(struct call *c)
{
	struct action act = {0};
	const char *reason = call_option(c, OPT_REASON);
	int status = call_open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (reason && strlen(reason) > MOST_REASON)
		return cli_usage(c->cli, "%s",
				 tr("--reason: the reason of a seal is one "
				    "short line."));
	if (!call_action(c, &act))
		return EXIT_USAGE;
	act.kind = ACT_SEAL;
	act.reason = NULL; /* it stands in the seal */
	return call_has(c, OPT_DRY_RUN) ? call_try(c, &act) : seal_now(c, &act);
}
