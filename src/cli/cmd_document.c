/* document: texts that go out, from the first draft to the release. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "app/session_report.h"
#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/leaving.h"
#include "cli/table.h"
#include "core/document_offer.h"
#include "core/model.h"
#include "front/fill.h"
#include "front/say.h"

/* --- the text of a draft */

static bool
read_input(struct cli *cli, const char **text, struct err *err)
{
	struct buf b = {0};
	char bytes[16384];
	ssize_t got;

	while ((got = read(STDIN_FILENO, bytes, sizeof(bytes))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || b.len > MODEL_TEXT_MOST)
			break;
		buf_add(&b, bytes, (size_t)got);
	}
	*text = arena_strndup(&cli->arena, buf_text(&b), b.len);
	buf_fini(&b);
	if (got < 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno,
				     tr("Standard input cannot be read"));
	return true;
}

static bool
read_text(struct call *c, const char **text, struct err *err)
{
	struct cli *cli = c->cli;
	const char *path = c->words[1], *bytes;
	size_t len;

	if (strcmp(path, "-") == 0 && cli->prefix)
		return err_set(err, ERR_USAGE,
			       tr("A line of a batch cannot read standard "
				  "input; name a file."));
	if (strcmp(path, "-") == 0) {
		if (!read_input(cli, text, err))
			return false;
		len = strlen(*text);
	} else {
		if (!load_file(path, &cli->arena, &bytes, &len, err))
			return false;
		*text = arena_strndup(&cli->arena, bytes, len);
	}
	if (!text_is_utf8(*text, len) || strlen(*text) != len)
		return err_set(err, ERR_USAGE, tr("%s is no text in UTF-8."),
			       path);
	return true;
}

/* --- after a release */

/* What the text may have done for a deadline is marked by a person. */
static void
say_offers(struct call *c, const struct action *act)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct incident *in = &s->incident;
	const struct record *last = in->log[in->log_count - 1].record;
	const struct document_state *d =
		last->more->document
			? map_find(&in->documents, last->more->document)
			: NULL;
	struct document_offer *offers;
	unsigned count = 0;

	if (!d || cli->quiet || strcmp(act->act, "release") != 0)
		return;
	offers = document_offers(in, &s->library, d, paths_now(), &cli->arena,
				 &count);
	for (unsigned i = 0; i < count; i++)
		cli_say(cli,
			say_fill(&cli->arena,
				 tr("This may have met \"%1\". Mark it: "
				    "draaiboek deadline %2 %3"),
				 offers[i].title, offers[i].deadline,
				 arena_printf(&cli->arena,
					      "%s --proof='%s, #%.5s'",
					      offers[i].phased ? "first-sent"
							       : "met",
					      d->document, last->id)));
}

int
cmd_document(struct call *c)
{
	struct action act = {
		.document = c->words[0],
		.act = strchr(c->command->name, ' ') + 1,
		.channel = call_option(c, OPT_CHANNEL),
	};
	struct err err = {0};
	int status = call_open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (!call_action(c, &act))
		return EXIT_USAGE;
	act.kind = ACT_DOCUMENT;
	act.language = call_option(c, OPT_LANG);
	if (c->word_count > 1 && !read_text(c, &act.text, &err))
		return cli_fail(c->cli, &err);
	if (call_has(c, OPT_DRY_RUN))
		return call_try(c, &act);
	status = call_write(c, &act);
	if (status == EXIT_FINE)
		say_offers(c, &act);
	return status;
}

/* --- looking */

static void
add_json(struct json_writer *w, const struct document_state *d)
{
	const struct record *r = d->draft;

	json_begin_object(w, NULL);
	json_add_text(w, "document", d->document);
	json_add_text(w, "model", d->model);
	json_add_text(w, "language", d->language);
	json_add_text(w, "title", r ? r->title : NULL);
	json_add_text(w, "state", document_stage_name(document_stage(d)));
	json_add_number(w, "drafts", d->drafts);
	json_add_text(w, "approval", r ? r->more->approval : NULL);
	json_add_text(w, "file", r ? r->more->file : NULL);
	json_add_text(w, "sha256", r ? r->more->sha256 : NULL);
	json_add_text(w, "channel",
		      d->released ? d->released->more->channel : NULL);
	json_end(w);
}

static void
print_json(struct cli *cli)
{
	const struct map *all = &cli->session.incident.documents;
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < all->count; i++)
		if (all->entries[i].value)
			add_json(w, all->entries[i].value);
	json_end(w);
	cli_print_json(cli, w);
}

int
cmd_document_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	int status = call_open(c, c->word_count ? c->words[0] : NULL);
	struct table t;

	if (status != EXIT_FINE)
		return status;
	session_load_models(s);
	call_mark_exercise(c);
	if (call_has(c, OPT_JSON)) {
		print_json(cli);
		return EXIT_FINE;
	}
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < s->incident.documents.count; i++) {
		const struct document_state *d =
			s->incident.documents.entries[i].value;

		if (!d || !d->draft)
			continue;
		table_row(&t,
			  (const char *const[]){
				  d->document,
				  say_document_stage(d, &s->incident,
						     &s->library, &cli->arena),
				  arena_printf(&cli->arena, "%.16s",
					       d->draft->more->sha256
						       ? d->draft->more->sha256
						       : ""),
				  d->draft->title},
			  4);
	}
	table_print(&t);
	return EXIT_FINE;
}

int
cmd_document_show(struct call *c)
{
	struct cli *cli = c->cli;
	struct session *s = &cli->session;
	const struct document_state *d;
	struct buf bytes = {0};
	struct err err = {0};
	const char *text, *left;
	int status = call_open(c, NULL);

	if (status != EXIT_FINE)
		return status;
	d = session_find_document(s, c->words[0], call_option(c, OPT_LANG));
	if (!d)
		return cli_refused(cli,
				   (struct refused){REFUSED_DOCUMENT_UNKNOWN,
						    c->words[0], NULL},
				   &(struct action){.kind = ACT_DOCUMENT});
	text = session_document_text(s, d, &cli->arena, &err);
	if (!text)
		return cli_fail(cli, &err);
	buf_adds(&bytes, text_shown(&cli->arena, text, true));
	status = leaving_save(c, &bytes, &left);
	if (left)
		leaving_note(c, session_document_note(d->document, left, &bytes,
						      &cli->arena));
	buf_fini(&bytes);
	return status;
}
