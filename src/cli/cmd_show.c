/* show: a playbook as text, to read through before it is needed. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "front/say.h"

/* "Why: every minute connected, more gets encrypted." */
static void
print_named(struct cli *cli, int indent, const char *name, const char *text)
{
	if (text)
		cli_hang(cli, indent, "",
			 say_fill(&cli->arena, "%1: %2", name, text, NULL));
}

/* What the municipality wrote beside a place. */
static void
print_notes(struct cli *cli, const struct library *lib, int indent,
	    const char *path)
{
	const struct addition *add;

	for (unsigned i = 0; (add = library_addition(lib, path, i)); i++)
		print_named(cli, indent, tr("OURS"), add->note);
}

static void
print_item(struct cli *cli, const struct library *lib,
	   const struct item_ref *ref)
{
	const struct item *item = ref->item;
	const char *lead = arena_printf(&cli->arena, "[ ] %s ", ref->number);

	if (item->caution)
		print_named(cli, 6, tr("CAUTION"), item->caution);
	cli_hang(cli, 2, lead,
		 say_ours(item->text, ref->ours != NULL, &cli->arena));
	print_named(cli, 6, tr("How"), item->how);
	print_notes(cli, lib, 6, ref->path);
}

/* In the order of the screen, with the municipality's own. */
static void
print_items(struct cli *cli, const struct library *lib,
	    const struct item_list *items)
{
	for (unsigned i = 0; i < items->count; i++)
		print_item(cli, lib, items->refs[i]);
}

static const char *
target_of(struct cli *cli, const struct role *r, unsigned at,
	  const struct choice *c)
{
	int to = c->goto_step;

	if (to == STEP_NONE && c->unknown == YES_NO_YES)
		return c->as_if ? say_fill(&cli->arena,
					   tr("as if %1, for the time being"),
					   c->as_if, NULL, NULL)
				: tr("stays open");
	if (to == STEP_NONE)
		to = at + 1 < r->step_count ? (int)at + 1 : STEP_END;
	if (to == STEP_END || to < 0 || (unsigned)to >= r->step_count)
		return tr("the end");
	return say_fill(&cli->arena, tr("step %1 %2"),
			arena_printf(&cli->arena, "%d", to + 1),
			r->steps[to].title, NULL);
}

static void
print_choices(struct cli *cli, const struct role *r, unsigned at)
{
	const struct step *s = &r->steps[at];

	if (!s->choice_count)
		return;
	print_named(cli, 2, tr("DECISION"), s->question);
	if (s->precedent)
		print_named(cli, 4, tr("Seen before"), s->precedent);
	for (unsigned i = 0; i < s->choice_count; i++) {
		const struct choice *c = &s->choices[i];
		const char *line = say_fill(&cli->arena, "%1 -> %2", c->label,
					    target_of(cli, r, at, c), NULL);

		cli_hang(cli, 4, arena_printf(&cli->arena, "[ ] %c ", 'A' + i),
			 line);
		if (c->hint)
			cli_hang(cli, 10, "", c->hint);
		if (c->approval)
			print_named(cli, 10, tr("Approval"),
				    say_role(c->approval, NULL, &cli->arena));
		print_named(cli, 10, tr("How to find out"), c->how);
	}
}

static void
print_step(struct cli *cli, const struct library *lib, const struct playbook *p,
	   const struct role *r, unsigned at)
{
	const struct step *s = &r->steps[at];
	const struct step_ref *ref = library_step_at(lib, p, r, at);

	cli_print(cli, "\n");
	cli_hang(cli, 0, arena_printf(&cli->arena, "%u  ", at + 1),
		 s->phase ? say_fill(&cli->arena, "%1 (%2, %3)", s->title,
				     say_phase(s->phase), say_mode(s->mode))
			  : s->title);
	print_named(cli, 2, tr("Why"), s->why);
	print_named(cli, 2, tr("CAUTION"), s->caution);
	print_named(cli, 2, tr("How"), s->how);
	if (ref) {
		print_notes(cli, lib, 2, ref->path);
		print_items(cli, lib, &ref->items);
	}
	print_named(cli, 2, tr("Think ahead"), s->think_ahead);
	print_choices(cli, r, at);
}

static void
print_role(struct cli *cli, const struct library *lib, const struct playbook *p,
	   const struct role *r)
{
	const char *code = p->head.code ? p->head.code : "";

	cli_print(cli, "\n%s  %s-%c\n",
		  text_shown(&cli->arena,
			     r->title ? r->title
				      : say_role(r->role, NULL, &cli->arena),
			     false),
		  code, role_letter(r->role));
	for (unsigned i = 0; i < r->step_count; i++)
		print_step(cli, lib, p, r, i);
}

static void
print_playbook(struct call *c, const struct library *lib,
	       const struct playbook *p)
{
	struct cli *cli = c->cli;
	const char *role = call_option(c, OPT_ROLE) ? call_role(c) : NULL;

	cli_hang(cli, 0, "", p->head.title);
	cli_hang(cli, 0, "",
		 say_fill(&cli->arena, tr("%1, version %2"), p->head.id,
			  p->head.version, NULL));
	if (p->head.summary)
		cli_hang(cli, 0, "", p->head.summary);
	if (p->first_count)
		cli_print(cli, "\n%s\n", tr("First actions"));
	print_items(cli, lib, library_first_items(lib, p));
	for (unsigned i = 0; i < p->role_count; i++)
		if (!role || strcmp(role, p->roles[i].role) == 0)
			print_role(cli, lib, p, &p->roles[i]);
	if (p->source_count)
		cli_print(cli, "\n%s\n", tr("Sources"));
	for (unsigned i = 0; i < p->source_count; i++) {
		cli_hang(cli, 2, "", p->sources[i].title);
		cli_hang(cli, 4, "", p->sources[i].url);
	}
}

static int
not_there(struct call *c, const struct shelf *shelf, const char *id)
{
	const char **ids =
		ARENA_ARRAY(&c->cli->arena, const char *, shelf->count + 1);
	const char *near;
	struct err err;

	for (size_t i = 0; i < shelf->count; i++)
		ids[i] = shelf->entries[i].head.id;
	near = text_nearest(id, ids, shelf->count);
	if (near)
		err_set(&err, ERR_NOT_FOUND,
			tr("There is no playbook '%s'; did you mean '%s'?"), id,
			near);
	else
		err_set(&err, ERR_NOT_FOUND,
			tr("There is no playbook '%s'; 'draaiboek playbooks' "
			   "lists them."),
			id);
	return cli_fail(c->cli, &err);
}

int
cmd_show(struct call *c)
{
	struct session *s = &c->cli->session;
	const struct shelf_entry *e;
	const struct loaded *l;
	struct shelf *shelf;
	const char *none[] = {NULL};
	struct library lib;
	struct err err;
	bool other = false;
	int status = call_session(c);

	if (status != EXIT_FINE)
		return status;
	shelf = session_shelf(s);
	e = shelf_find(shelf, c->words[0], s->language, &other);
	if (!e)
		return not_there(c, shelf, c->words[0]);
	l = shelf_load(shelf, e);
	if (!l || !l->playbook) {
		err_set(&err, ERR_NOT_FOUND,
			l ? tr("%s is no playbook but another kind of file.")
			  : tr("%s has mistakes; 'draaiboek check' names "
			       "them."),
			e->path ? e->path : c->words[0]);
		return cli_fail(c->cli, &err);
	}
	if (other)
		cli_say(c->cli,
			arena_printf(&c->cli->arena,
				     tr("There is no text in this language; "
					"this is '%s'."),
				     e->head.language));
	if (!shelf_library(shelf, s->language, none, &lib, &err))
		return cli_fail(c->cli, &err);
	library_add_playbook(&lib, l->playbook);
	library_settle(&lib);
	print_playbook(c, &lib, l->playbook);
	cli_strays(c->cli, &lib);
	return EXIT_FINE;
}
