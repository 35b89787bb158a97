/* list: incidents, newest first. */
#include <string.h>

#include "app/peek.h"
#include "base/json.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "front/say.h"

struct listed {
	const struct incident_place *place;
	struct peek look;
	bool unreadable;
};

static bool
wanted(const struct call *c, const struct listed *l)
{
	if (l->unreadable)
		return !call_has(c, OPT_CLOSED);
	if (call_has(c, OPT_OPEN) && !l->look.open)
		return false;
	return !call_has(c, OPT_CLOSED) || !l->look.open;
}

static const char *
state_word(const struct listed *l)
{
	if (l->unreadable)
		return tr("unreadable");
	if (!l->look.arrived)
		return tr("incomplete");
	return l->look.open ? tr("open") : tr("closed");
}

static void
print_json(struct cli *cli, const struct listed *rows, size_t count)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct listed *l = &rows[i];
		const char *id = l->unreadable ? l->place->id8 : l->look.id;
		char stamp[STAMP_SIZE];

		json_begin_object(w, NULL);
		json_add_text(w, "id", id);
		json_add_text(w, "name", l->place->name);
		json_add_text(w, "path", l->place->path);
		json_add_text(w, "words", say_words(id, &cli->arena));
		json_add_text(w, "title", l->look.title);
		json_add_text(w, "mode", l->place->mode);
		json_add_flag(w, "open", l->look.open);
		stamp_write(l->unreadable ? l->place->started : l->look.opened,
			    stamp);
		json_add_text(w, "started", stamp);
		json_add_number(w, "entries", (int64_t)l->look.entries);
		stamp_write(l->look.last_time, stamp);
		json_add_text(w, "last", l->look.last_text ? stamp : NULL);
		json_add_flag(w, "damaged", l->unreadable || l->look.damaged);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

static void
print_text(struct call *c, const struct listed *rows, size_t count)
{
	struct cli *cli = c->cli;
	const struct zone *zone = session_reader_zone(&cli->session);
	struct table t;

	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (size_t i = 0; i < count; i++) {
		const struct listed *l = &rows[i];
		const char *const cells[] = {
			l->place->id8,
			say_words(l->place->id8, &cli->arena),
			state_word(l),
			strcmp(l->place->mode, "live") == 0 ? tr("live")
			: strcmp(l->place->mode, "exercise") == 0
				? tr("exercise")
				: tr("assessment"),
			say_date_clock(l->place->started, zone, &cli->arena),
			l->look.title ? l->look.title : l->place->name,
		};

		table_row(&t, cells, sizeof(cells) / sizeof(*cells));
	}
	table_print(&t);
	if (count == 0 && !call_has(c, OPT_PLAIN))
		cli_print(cli, "%s\n", tr("There are no incidents yet."));
}

int
cmd_list(struct call *c)
{
	struct cli *cli = c->cli;
	struct incident_places places;
	struct listed *rows;
	size_t count = 0;
	struct err err = {0};
	int status = call_session(c);
	bool whole;

	if (status != EXIT_FINE)
		return status;
	whole = folder_list(&cli->session.paths, &cli->arena, &places, &err);
	rows = ARENA_ARRAY(&cli->arena, struct listed, places.count + 1);
	for (size_t i = 0; i < places.count; i++) {
		struct listed *l = &rows[count];

		memset(l, 0, sizeof(*l));
		l->place = &places.places[i];
		l->unreadable = !peek(&cli->session, l->place, &cli->arena,
				      &l->look, NULL);
		count += wanted(c, l);
	}
	if (call_has(c, OPT_JSON))
		print_json(cli, rows, count);
	else
		print_text(c, rows, count);
	return whole ? EXIT_FINE : cli_fail(cli, &err);
}
