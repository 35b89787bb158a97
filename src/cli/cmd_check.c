/* check: everything that is wrong with files, in one run, as a compiler does.
 */
#include <string.h>

#include "base/json.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "core/diag.h"
#include "load/checker.h"

static bool
is_day(const char *typed, struct arena *a)
{
	int64_t moment;

	return strlen(typed) == 10 &&
	       stamp_read(arena_printf(a, "%sT00:00:00Z", typed), &moment);
}

static const char *
today_of(struct call *c)
{
	const char *typed = call_option(c, OPT_TODAY);
	char stamp[STAMP_SIZE];

	if (typed)
		return typed;
	stamp_write(paths_now(), stamp);
	return arena_strndup(&c->cli->arena, stamp, 10);
}

static void
print_json(struct cli *cli, const struct diag_list *found)
{
	struct json_writer *w = json_writer_new();
	struct buf line = {0};

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < found->count; i++) {
		const struct diag *d = &found->diags[i];

		buf_clear(&line);
		diag_format(d, &line);
		json_begin_object(w, NULL);
		json_add_text(w, "file", d->file);
		json_add_number(w, "line", d->place.line);
		json_add_number(w, "column", d->place.column);
		json_add_text(w, "level",
			      diag_level_of(d->id) == DIAG_ERROR ? "error"
								 : "warning");
		json_add_text(w, "id", diag_id_name(d->id));
		json_add_text(w, "text", buf_text(&line));
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
	buf_fini(&line);
}

static void
print_text(struct cli *cli, const struct diag_list *found, unsigned files)
{
	for (unsigned i = 0; i < found->count; i++) {
		diag_format(&found->diags[i], &cli->out);
		if (cli->out.len && cli->out.bytes[cli->out.len - 1] != '\n')
			cli_print(cli, "\n");
	}
	if (!cli->quiet)
		cli_print(cli, tr("errors: %u, warnings: %u, files: %u\n"),
			  found->errors, found->warnings, files);
}

int
cmd_check(struct call *c)
{
	struct cli *cli = c->cli;
	struct diag_list found = {.arena = &cli->arena};
	unsigned files = 0;
	struct err err;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	if (!is_day(today_of(c), &cli->arena))
		return cli_usage(cli,
				 tr("--today: '%s' is no date; write "
				    "2026-11-22."),
				 today_of(c));
	if (!checker_run(c->words, c->word_count, session_shelf(&cli->session),
			 today_of(c), &found, &files, &err))
		return cli_fail(cli, &err);
	if (call_has(c, OPT_JSON))
		print_json(cli, &found);
	else
		print_text(cli, &found, files);
	if (found.errors || (call_has(c, OPT_STRICT) && found.warnings))
		return EXIT_NO;
	return EXIT_FINE;
}
