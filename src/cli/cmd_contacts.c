/* contacts: whom to call, with or without an incident. */
#include <string.h>

#include "base/json.h"
#include "base/map.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "cli/table.h"
#include "core/playbook.h"
#include "front/fill.h"

#define DAY INT64_C(86400000)

struct list {
	struct cli *cli;
	struct contact *rows;
	unsigned count;
	struct map seen;
};

static void
add(struct list *l, const struct contact *c)
{
	if (!c->id || map_find(&l->seen, c->id))
		return;
	map_put(&l->seen, c->id, l);
	l->rows =
		arena_more(&l->cli->arena, l->rows, l->count, sizeof(*l->rows));
	l->rows[l->count++] = *c;
}

/* The organisation's own come first and hide the directory's. */
static void
gather(struct list *l, const struct library *lib)
{
	const struct organisation *o = lib->organisation;
	struct contact c;

	for (unsigned i = 0; o && i < o->person_count; i++)
		if (library_contact(lib, o->people[i].id, &c))
			add(l, &c);
	for (unsigned i = 0; o && i < o->supplier_count; i++)
		if (library_contact(lib, o->suppliers[i].id, &c))
			add(l, &c);
	for (unsigned i = 0; o && i < o->contact_count; i++)
		if (library_contact(lib, o->contacts[i].id, &c))
			add(l, &c);
	for (unsigned d = 0; d < lib->directory_count; d++)
		for (unsigned i = 0;
		     i < lib->directories[d]->organisation_count; i++)
			if (library_contact(
				    lib,
				    lib->directories[d]->organisations[i].id,
				    &c))
				add(l, &c);
}

static bool
matches(struct cli *cli, const struct contact *c, const char *part)
{
	const char *const fields[] = {c->id, c->name, c->offers, c->when,
				      c->scope};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (fields[i] &&
		    text_contains_folded(&cli->arena, fields[i], part))
			return true;
	return false;
}

static const char *
phone_of(const struct contact *c)
{
	return c->phone && *c->phone ? c->phone : tr("TO FILL IN");
}

static void
print_json(struct cli *cli, const struct list *l)
{
	struct json_writer *w = json_writer_new();

	json_begin_list(w, NULL);
	for (unsigned i = 0; i < l->count; i++) {
		const struct contact *c = &l->rows[i];

		json_begin_object(w, NULL);
		json_add_text(w, "contact", c->id);
		json_add_text(w, "name", c->name);
		json_add_text(w, "phone", c->phone);
		json_add_text(w, "email", c->email);
		json_add_text(w, "website", c->website);
		json_add_text(w, "hours", c->hours);
		json_add_text(w, "offers", c->offers);
		json_add_text(w, "when", c->when);
		json_add_text(w, "checked", c->checked);
		json_end(w);
	}
	json_end(w);
	cli_print_json(cli, w);
}

static void
print_text(struct call *c, const struct list *l)
{
	struct table t;

	table_init(&t, c->cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < l->count; i++) {
		const struct contact *row = &l->rows[i];
		const char *const cells[] = {row->id, phone_of(row), row->hours,
					     row->name};

		table_row(&t, cells, sizeof(cells) / sizeof(*cells));
	}
	table_print(&t);
}

/* One found: everything about it. */
static void
print_one(struct cli *cli, const struct contact *c)
{
	const struct {
		const char *name, *text;
	} rows[] = {
		{tr("Name"), c->name},       {tr("Phone"), phone_of(c)},
		{tr("Mail"), c->email},      {tr("Website"), c->website},
		{tr("Hours"), c->hours},     {tr("Offers"), c->offers},
		{tr("When"), c->when},       {tr("Note"), c->note},
		{tr("Checked"), c->checked},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].text && *rows[i].text)
			cli_print(cli, "%s\n",
				  say_fill(&cli->arena, "%1: %2", rows[i].name,
					   rows[i].text, NULL));
}

static void
complain(struct cli *cli, const char *sentence, const struct contact *c,
	 int *status)
{
	cli_print(cli, "%s\n",
		  say_fill(&cli->arena, sentence, c->id, c->name, c->checked));
	*status = EXIT_NO;
}

static int
check(struct cli *cli, const struct list *l, int64_t today)
{
	int status = EXIT_FINE;
	int64_t checked;

	for (unsigned i = 0; i < l->count; i++) {
		const struct contact *c = &l->rows[i];
		const char *stamp = arena_printf(&cli->arena, "%sT00:00:00Z",
						 c->checked ? c->checked : "");

		if ((!c->phone || !*c->phone) && (!c->email || !*c->email))
			complain(cli, tr("%1 (%2): no number and no address"),
				 c, &status);
		if (c->checked && stamp_read(stamp, &checked) &&
		    today - checked > 365 * DAY)
			complain(cli,
				 tr("%1 (%2): last checked on %3, over 12 "
				    "months ago"),
				 c, &status);
		for (unsigned k = 0; k < i; k++)
			if (c->phone && *c->phone && l->rows[k].phone &&
			    strcmp(c->phone, l->rows[k].phone) == 0)
				complain(cli,
					 tr("%1 (%2): another contact has the "
					    "same number"),
					 c, &status);
	}
	if (status == EXIT_FINE)
		cli_print(cli, "%s\n", tr("Nothing to complain about."));
	return status;
}

static bool
today_of(struct call *c, int64_t *today)
{
	const char *typed = call_option(c, OPT_TODAY);

	*today = paths_now();
	if (!typed ||
	    stamp_read(arena_printf(&c->cli->arena, "%sT00:00:00Z", typed),
		       today))
		return true;
	cli_usage(c->cli, tr("--today: '%s' is no date; write 2026-11-22."),
		  typed);
	return false;
}

/* The incident's own library where one is named, else what is on the shelf. */
static const struct library *
library_of(struct call *c, struct library *out, int *status)
{
	struct session *s = &c->cli->session;
	static const char *const none[] = {NULL};
	struct err err;

	if (call_has(c, OPT_INCIDENT) || cli_env("DRAAIBOEK_INCIDENT")) {
		*status = call_open(c, NULL);
		session_load_contacts(s);
		return &s->library;
	}
	*status = call_session(c);
	if (*status == EXIT_FINE &&
	    !shelf_library(session_shelf(s), s->language, none, out, &err))
		*status = cli_fail(c->cli, &err);
	return out;
}

int
cmd_contacts(struct call *c)
{
	struct cli *cli = c->cli;
	struct list all = {.cli = cli}, found = {.cli = cli};
	const char *part = c->word_count ? call_rest(c, 0) : NULL;
	struct library lib;
	int64_t today;
	int status;
	const struct library *from = library_of(c, &lib, &status);

	if (status != EXIT_FINE)
		return status;
	if (!today_of(c, &today))
		return EXIT_USAGE;
	map_init(&all.seen, &cli->arena);
	map_init(&found.seen, &cli->arena);
	gather(&all, from);
	for (unsigned i = 0; i < all.count; i++)
		if (!part || matches(cli, &all.rows[i], part))
			add(&found, &all.rows[i]);
	if (part && found.count == 0)
		cli_say(cli, arena_printf(&cli->arena,
					  tr("There is no contact '%s'; "
					     "'draaiboek contacts' lists "
					     "them."),
					  part));
	else if (call_has(c, OPT_CHECK))
		return check(cli, &found, today);
	if (call_has(c, OPT_JSON))
		print_json(cli, &found);
	else if (part && found.count == 1)
		print_one(cli, &found.rows[0]);
	else
		print_text(c, &found);
	return part && found.count == 0 ? EXIT_MISSING : EXIT_FINE;
}
