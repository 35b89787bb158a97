/* playbooks: what is on the shelf, from headers alone. */
#include <string.h>

#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "core/diag.h"
#include "core/playbook.h"

/* Of a model, whom its text is for: that is not in the first keys. */
static void
add_audience(struct json_writer *w, struct shelf *shelf,
	     const struct shelf_entry *e)
{
	const struct loaded *l = shelf_load(shelf, e);

	json_add_text(w, "audience", l && l->model ? l->model->audience : NULL);
}

static void
print_json(struct cli *cli, struct shelf *shelf)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];

		json_begin_object(w, NULL);
		json_add_text(w, "id", e->head.id);
		json_add_text(w, "kind", file_kind_name(e->head.kind));
		json_add_text(w, "language", e->head.language);
		json_add_text(w, "title", e->head.title);
		json_add_text(w, "version", e->head.version);
		json_add_text(w, "file", e->path ? e->path : e->head.file);
		if (e->head.kind == FILE_MODEL)
			add_audience(w, shelf, e);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

static void
print_text(struct call *c, const struct shelf *shelf)
{
	struct cli *cli = c->cli;
	struct table t;

	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const char *const cells[] = {file_kind_name(e->head.kind),
					     e->head.id,
					     e->head.language,
					     e->head.version,
					     e->path ? e->path : tr("built in"),
					     e->head.title};

		table_row(&t, cells, sizeof(cells) / sizeof(*cells));
	}
	table_print(&t);
}

int
cmd_playbooks(struct call *c)
{
	struct cli *cli = c->cli;
	struct shelf *shelf;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	shelf = session_shelf(&cli->session);
	if (call_has(c, OPT_JSON))
		print_json(cli, shelf);
	else
		print_text(c, shelf);
	if (shelf->diags && shelf->diags->errors)
		cli_say(cli,
			arena_printf(&cli->arena,
				     tr_n("%u mistake keeps a file off the "
					  "list; 'draaiboek check' names it.",
					  "%u mistakes keep files off the "
					  "list; 'draaiboek check' names "
					  "them.",
					  (long)shelf->diags->errors),
				     shelf->diags->errors));
	return EXIT_FINE;
}
