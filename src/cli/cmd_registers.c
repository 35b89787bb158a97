/* registers: services, systems and other lists, with the state of each row. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "export/status_json.h"
#include "front/fill.h"
#include "front/say.h"

static bool
is_wanted(const struct call *c, const struct register_state *r)
{
	const char *typed = c->word_count ? c->words[0] : NULL;
	struct arena *a = &c->cli->arena;

	return !typed || strcmp(r->definition->id, typed) == 0 ||
	       strcmp(text_fold(a, r->definition->title),
		      text_fold(a, typed)) == 0;
}

static void
print_rows(struct call *c, const struct register_state *r)
{
	const struct reg *d = r->definition;
	struct arena *a = &c->cli->arena;
	const char *cells[TABLE_COLUMNS] = {0};
	unsigned columns = d->column_count < TABLE_COLUMNS - 2
				   ? d->column_count
				   : TABLE_COLUMNS - 2;
	struct table t;

	table_init(&t, c->cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < r->row_count; i++) {
		const struct register_row *row = &r->rows[i];
		unsigned n = 0;

		if (t.tabs)
			cells[n++] = d->id;
		cells[n++] = row->name;
		for (unsigned k = 0; k < columns; k++)
			cells[n++] = say_cell(&row->cells[k], a);
		table_row(&t, cells, n);
	}
	table_print(&t);
}

static void
print_text(struct call *c, const struct register_state *r)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;

	if (!call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n",
			  say_fill(a, tr("%1 (%2): %3"), r->definition->title,
				   r->definition->id,
				   say_register_counts(r, a)));
	print_rows(c, r);
}

static void
print_json(struct cli *cli, const struct register_state *const *list,
	   unsigned count)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < count; i++)
		register_json(list[i], w);
	json_end(w);
	cli_print_json(cli, w);
}

static int
no_register(struct call *c)
{
	struct err err = {0};

	err_set(&err, ERR_NOT_FOUND, tr("There is no register '%s'."),
		c->words[0]);
	return cli_fail(c->cli, &err);
}

int
cmd_registers(struct call *c)
{
	struct session *s = &c->cli->session;
	const struct register_state **list;
	const struct status *st;
	unsigned count = 0;
	int status = call_open(c, NULL);

	if (status != EXIT_FINE)
		return status;
	st = session_status(s, paths_now());
	list = ARENA_ARRAY(&c->cli->arena, const struct register_state *,
			   st->register_count + 1);
	for (unsigned i = 0; i < st->register_count; i++)
		if (is_wanted(c, &st->registers[i]))
			list[count++] = &st->registers[i];
	if (count == 0 && c->word_count)
		return no_register(c);
	call_mark_exercise(c);
	if (call_has(c, OPT_JSON))
		print_json(c->cli, list, count);
	for (unsigned i = 0; !call_has(c, OPT_JSON) && i < count; i++)
		print_text(c, list[i]);
	return EXIT_FINE;
}
