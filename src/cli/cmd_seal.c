/* seal: how far the log is, in words, digits and a picture to keep outside. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "front/fill.h"
#include "front/say_seal.h"
#include "front/seal_words.h"

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
	cli_print_json(cli, w);
}

static void
print_seal(struct cli *cli, const struct seal *seal)
{
	struct session *s = &cli->session;
	const struct seal_said said = {
		.sha256 = seal->sha256,
		.head = journal_head(s->folder.journal),
		/* In ASCII it would be too wide to be read by anything. */
		.picture = cli_is_ascii(cli)
				   ? NULL
				   : session_seal_picture(seal, &cli->arena),
	};

	cli_print(cli, "%s\n%s",
		  say_fill(&cli->arena, tr("seal %1"), seal->file, NULL, NULL),
		  say_seal(&said, s->language, &cli->arena));
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
		if (saved && !cli->quiet) {
			call_mark_exercise(c);
			print_seal(cli, &seal.made);
		}
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
