/* Looking at the organisation's file: what it says, what it lacks, who to
 * call. */
#include "cli/organisation.h"

#include <string.h>

#include "app/profile.h"
#include "base/text.h"
#include "base/tr.h"
#include "cli/table.h"
#include "core/diag.h"
#include "front/fill.h"
#include "front/say.h"
#include "load/checker.h"
#include "load/load.h"

void
organisation_findings(struct cli *cli, const struct diag_list *diags)
{
	struct buf line = {0};

	for (unsigned i = 0; i < diags->count; i++) {
		buf_clear(&line);
		diag_format(&diags->diags[i], &line);
		cli_say(cli, arena_strndup(&cli->arena, buf_text(&line),
					   strcspn(buf_text(&line), "\n")));
	}
	buf_fini(&line);
}

bool
organisation_yes(struct arena *a, const char *typed)
{
	const char *t = text_fold(a, typed);

	return strcmp(t, "yes") == 0 || strcmp(t, "y") == 0 ||
	       strcmp(t, text_fold(a, tr("yes"))) == 0 ||
	       strcmp(t, text_fold(a, tr("y"))) == 0;
}

/* --- what it lacks */

struct lacking {
	struct cli *cli;
	unsigned count;
};

static void
lacks(struct lacking *l, const char *sentence, const char *one)
{
	cli_print(l->cli, "%s\n",
		  say_fill(&l->cli->arena, sentence, one, NULL, NULL));
	l->count++;
}

static bool
is_blank(const char *s)
{
	return !s || !*s || strcmp(s, "unknown") == 0;
}

static void
check_roles(struct lacking *l, const struct organisation *o)
{
	static const char *const roles[] = {
		"management", "it", "communications", "emergency-planning"};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		const char *name = say_role(roles[i], NULL, &l->cli->arena);
		unsigned people = 0;
		bool deputy = false;

		for (unsigned n = 0; n < o->person_count; n++) {
			const struct person *p = &o->people[n];

			if (!p->role || strcmp(p->role, roles[i]) != 0)
				continue;
			people++;
			deputy = deputy || !is_blank(p->deputy);
		}
		if (people == 0)
			lacks(l, tr("Nobody is named for the role %1."), name);
		else if (people == 1 && !deputy)
			lacks(l, tr("The role %1 has no deputy."), name);
	}
}

static int
check(struct cli *cli, const struct organisation *o)
{
	struct lacking l = {cli, 0};

	if (is_blank(o->name))
		lacks(&l, tr("The name is missing."), NULL);
	if (is_blank(o->nis2))
		lacks(&l, tr("It is not known whether NIS2 applies."), NULL);
	if (is_blank(o->care_home))
		lacks(&l, tr("It is not known whether there is a care home."),
		      NULL);
	if (is_blank(o->ot))
		lacks(&l,
		      tr("It is not known whether there are pumps, lights "
			 "or bollards."),
		      NULL);
	if (is_blank(o->police_link))
		lacks(&l,
		      tr("It is not known whether there is a link with the "
			 "police."),
		      NULL);
	check_roles(&l, o);
	for (unsigned i = 0; i < o->person_count; i++)
		if (is_blank(o->people[i].phone))
			lacks(&l, tr("No phone number: %1."), o->people[i].id);
	for (unsigned i = 0; i < o->supplier_count; i++)
		if (is_blank(o->suppliers[i].phone))
			lacks(&l, tr("No phone number: %1."),
			      o->suppliers[i].id);
	for (unsigned i = 0; i < o->service_count; i++)
		if (is_blank(o->services[i].maximum_outage))
			lacks(&l, tr("Not said how long it can be missed: %1."),
			      o->services[i].id);
	if (o->service_count == 0)
		lacks(&l, tr("No services are named."), NULL);
	if (l.count == 0)
		cli_print(cli, "%s\n", tr("Nothing to complain about."));
	return l.count ? EXIT_NO : EXIT_FINE;
}

/* --- what it says */

static const char *
said(const char *text)
{
	return is_blank(text) ? tr("TO FILL IN") : text;
}

static void
phone_list(struct call *c, const struct organisation *o)
{
	struct arena *a = &c->cli->arena;
	struct table t;

	cli_print(c->cli, "%s\n", text_shown(a, said(o->name), false));
	table_init(&t, c->cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < o->person_count; i++) {
		const struct person *p = &o->people[i];
		const char *const cells[] = {
			p->role ? say_role(p->role, NULL, a) : "",
			said(p->phone),
			p->function ? p->function : p->id,
			p->name ? p->name : "",
			is_blank(p->deputy) ? ""
					    : say_fill(a, tr("deputy: %1"),
						       p->deputy, NULL, NULL),
		};

		table_row(&t, cells, 5);
	}
	for (unsigned i = 0; i < o->supplier_count; i++) {
		const struct supplier *s = &o->suppliers[i];
		const char *const cells[] = {tr("supplier"), said(s->phone),
					     s->name ? s->name : s->id,
					     s->what ? s->what : "",
					     s->contract ? s->contract : ""};

		table_row(&t, cells, 5);
	}
	for (unsigned i = 0; i < o->contact_count; i++) {
		const struct contact *k = &o->contacts[i];
		const char *const cells[] = {tr("contact"), said(k->phone),
					     k->name, k->hours ? k->hours : "",
					     k->note ? k->note : ""};

		table_row(&t, cells, 5);
	}
	table_print(&t);
}

static void
show(struct call *c, const struct organisation *o)
{
	struct cli *cli = c->cli;
	struct arena *a = &cli->arena;
	const struct {
		const char *name, *value;
	} rows[] = {
		{tr("Language"), o->head.language},
		{tr("Region"), o->region},
		{tr("Body"), o->body},
		{"NIS2", o->nis2},
		{tr("Care home"), o->care_home},
		{tr("Pumps, lights, bollards"), o->ot},
		{tr("Link with the police"), o->police_link},
	};
	struct table t;

	phone_list(c, o);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cli_print(cli, "%s\n",
			  say_fill(a, "%1: %2", rows[i].name,
				   said(rows[i].value), NULL));
	table_init(&t, cli, call_has(c, OPT_PLAIN));
	for (unsigned i = 0; i < o->service_count; i++) {
		const struct service *s = &o->services[i];
		const char *const cells[] = {
			s->name ? s->name : s->id, said(s->maximum_outage),
			s->owner ? s->owner : "",
			s->paper_procedure ? s->paper_procedure : ""};

		table_row(&t, cells, 4);
	}
	table_print(&t);
}

int
organisation_look(struct call *c, const struct profile_file *f)
{
	struct cli *cli = c->cli;
	struct diag_list diags = {.arena = &cli->arena};
	struct loaded l = {0};
	struct err err = {0};

	if (!f->bytes) {
		err_set(&err, ERR_NOT_FOUND,
			tr("There is no file of the organisation yet; "
			   "'draaiboek organisation' makes it."));
		return cli_fail(cli, &err);
	}
	if (!load_bytes(f->path, f->bytes, f->len, &cli->arena, &diags, &l) ||
	    !l.organisation) {
		organisation_findings(cli, &diags);
		return EXIT_NO;
	}
	if (call_has(c, OPT_SHOW))
		show(c, l.organisation);
	if (call_has(c, OPT_PRINT))
		phone_list(c, l.organisation);
	return call_has(c, OPT_CHECK) ? check(cli, l.organisation) : EXIT_FINE;
}
