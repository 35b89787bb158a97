/* Who are you?  The roles, and what everybody does first. */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "core/items.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_draw.h"
#include "ui/views.h"

/* --- first actions, also on the screen of the signs */

static bool
is_same(const struct status_item *a, const struct status_item *b)
{
	if (a->row == NULL || b->row == NULL)
		return a->row == b->row &&
		       strcmp(a->ref->root, b->ref->root) == 0;
	return strcmp(a->row, b->row) == 0 &&
	       strcmp(a->ref->root, b->ref->root) == 0;
}

/* Two playbooks can ask for the same thing: it is there once. */
static bool
is_there_before(const struct status *st, unsigned index)
{
	for (unsigned i = 0; i < index; i++)
		if (is_same(&st->first[i], &st->first[index]))
			return true;
	return false;
}

void
firsts_add(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; st != NULL && i < st->first_count; i++) {
		if (is_there_before(st, i))
			continue;
		entries_add(es, (struct entry){.kind = ENTRY_FIRST,
					       .key = st->first[i].address,
					       .text = st->first[i].text,
					       .id = st->first[i].address,
					       .index = i});
	}
}

static const struct playbook *
playbook_of(const struct app *app, const struct entry *e)
{
	return app_status(app)->first[e->index].ref->playbook;
}

/* Whose first actions follow, where there are those of several playbooks. */
static void
add_first_heading(struct sheet *s, const struct app *app,
		  const struct entries *es, unsigned at)
{
	const struct playbook *p = playbook_of(app, &es->list[at]);
	unsigned last = at;

	if (at > 0 && playbook_of(app, &es->list[at - 1]) == p)
		return;
	while (last + 1 < es->count && es->list[last + 1].kind == ENTRY_FIRST)
		last++;
	if (at > 0 || playbook_of(app, &es->list[last]) != p)
		sheet_text(s, 3, LOOK_NORMAL, p->head.title);
}

static void
draw_first(struct sheet *s, const struct app *app, const struct entry *e)
{
	const struct status_item *item = &app_status(app)->first[e->index];
	struct arena *a = &s->grid->scratch;
	const char *lead = arena_printf(a, "%s ", say_item_mark(item->state));
	const char *right = NULL;

	if (item->state == ITEM_DONE && item->tick != NULL &&
	    item->tick->record != NULL)
		right = say_clock(record_happened(item->tick->record),
				  app->front->zone, a);
	if (item->ref->item->caution != NULL)
		sheet_text(s, 9, LOOK_CAUTION,
			   arena_printf(a, "%s%s", tr("CAUTION: "),
					item_words(item->ref->item->caution,
						   item->row_name, a)));
	sheet_mark(s, 3);
	sheet_hang(s, 5, lead, LOOK_NORMAL,
		   say_ours(item->text, item->ref->ours != NULL, a), right);
	notes_draw(s, app, 9, item->ref->path);
}

void
firsts_draw(struct sheet *s, const struct app *app, const struct entries *es,
	    unsigned *next)
{
	if (*next >= es->count || es->list[*next].kind != ENTRY_FIRST)
		return;
	sheet_text(s, 1, LOOK_BOLD, tr("DO THIS FIRST, whatever it is"));
	for (; *next < es->count && es->list[*next].kind == ENTRY_FIRST;
	     (*next)++) {
		sheet_entry(s, -1);
		add_first_heading(s, app, es, *next);
		sheet_entry(s, (int)*next);
		draw_first(s, app, &es->list[*next]);
	}
	sheet_entry(s, -1);
}

void
firsts_tick(struct app *app, const struct entry *e, struct effects *out)
{
	const struct status *st = app_status(app);
	struct action act = {.kind = ACT_DO, .item = e->id, .state = "done"};

	if (e->kind != ENTRY_FIRST)
		return;
	if (app->front->role == NULL)
		act.role = "any";
	if (st->first[e->index].state == ITEM_DONE)
		app_say(app, tr("This is done already. u opens it again."));
	else
		app_act(app, &act, out);
}

void
firsts_stored(struct app *app)
{
	const struct status *st = app_status(app);
	struct entries es;

	app_entries(app, &app->scratch, &es);
	for (unsigned i = 0; i < es.count; i++) {
		if (es.list[i].kind == ENTRY_FIRST &&
		    st->first[es.list[i].index].state == ITEM_OPEN) {
			app_set_focus(app, &es, i);
			return;
		}
	}
	app_set_focus(app, &es, es.start);
}

/* --- the screen */

void
roles_open(struct app *app)
{
	app->view = VIEW_ROLES;
	app->back_count = 0;
	list_forget(&app->lists[VIEW_ROLES]);
}

static const char *const leads[] = {ROLE_FACILITATOR, ROLE_OBSERVER};

/* Who leads an exercise and who looks on are no roles of a playbook. */
static void
add_leads(struct entries *es)
{
	for (unsigned i = 0; i < 2; i++)
		entries_add(es, (struct entry){.kind = ENTRY_LEAD,
					       .key = leads[i],
					       .text = leads[i],
					       .id = leads[i],
					       .index = i});
}

void
roles_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	firsts_add(app, es);
	es->start = es->count;
	for (unsigned i = 0; i < es->count; i++)
		if (st->first[es->list[i].index].state == ITEM_OPEN) {
			es->start = i;
			break;
		}
	for (unsigned i = 0; st != NULL && i < st->role_count; i++)
		entries_add(
			es,
			(struct entry){.kind = ENTRY_ROLE,
				       .key = arena_printf(es->arena, "role:%s",
							   st->roles[i].role),
				       .text = say_role(st->roles[i].role,
							app->front->library,
							es->arena),
				       .id = st->roles[i].role,
				       .index = i});
	if (app->front->exercise != NULL)
		add_leads(es);
}

static void
choose_role(struct app *app, const struct entry *e, struct effects *out)
{
	const struct status_role *role = &app_status(app)->roles[e->index];
	struct action join = {.kind = ACT_JOIN, .role = role->role};

	app_use_role(app, role->role, out);
	if (role->holder == NULL && !app->front->read_only &&
	    strcmp(role->role, "any") != 0)
		app_act(app, &join, out);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

void
lead_take(struct app *app, const char *role, bool joins, struct effects *out)
{
	const struct action join = {.kind = ACT_JOIN, .role = role};

	app_use_role(app, role, out);
	if (joins)
		app_act(app, &join, out);
	app->view = VIEW_EXERCISE;
	app->back_count = 0;
}

/* One leads; others may look on as many as they are. */
static void
choose_lead(struct app *app, const struct entry *e, struct effects *out)
{
	const struct front *f = app->front;
	bool joins = map_find(&f->incident->holders, e->id) == NULL &&
		     !f->read_only && f->incident->open;

	if (joins && strcmp(e->id, ROLE_FACILITATOR) == 0 &&
	    f->exercise->running)
		ask_take_lead(app);
	else
		lead_take(app, e->id, joins, out);
}

void
roles_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	if (e == NULL)
		return;
	if (verb == VERB_OPEN && e->kind == ENTRY_ROLE)
		choose_role(app, e, out);
	else if (verb == VERB_OPEN && e->kind == ENTRY_LEAD)
		choose_lead(app, e, out);
	else if (verb == VERB_TICK && e->kind == ENTRY_FIRST)
		firsts_tick(app, e, out);
	else if (verb == VERB_TICK)
		app_say(app, tr("Enter chooses this role."));
	else if (verb == VERB_OPEN)
		app_say(app, tr("Space ticks this line."));
}

static void
draw_role(const struct app *app, struct sheet *s, const struct status_role *r)
{
	struct arena *a = &s->grid->scratch;
	const char *now =
		r->current_count > 0
			? arena_printf(a, "%u %s", r->current[0].ref->index + 1,
				       r->current[0].ref->step->title)
		: r->finished ? tr("finished")
			      : "";
	const char *name = say_role(r->role, app->front->library, a);
	const char *done = arena_printf(a, "%u/%u", r->done, r->total);
	const char *who = say_worker(r, app->front->now, app->front->zone, a);

	if (who == NULL)
		who = tr("nobody yet");
	sheet_mark(s, 3);
	sheet_hang(s, 5, "", LOOK_BOLD, name,
		   arena_printf(a, "%s  %s", who, done));
	if (!app_is_narrow(app) && now[0] != '\0')
		sheet_text(s, 7, LOOK_NORMAL, now);
	if (r->inbox_count > 0)
		sheet_text(s, 7, LOOK_BOLD,
			   arena_printf(a,
					tr_n("! %u line waits for an answer",
					     "! %u lines wait for an answer",
					     (long)r->inbox_count),
					r->inbox_count));
}

static void
draw_lead(const struct app *app, struct sheet *s, const char *role)
{
	const char *who = map_find(&app->front->incident->holders, role);

	sheet_mark(s, 3);
	sheet_hang(s, 5, "", LOOK_NORMAL,
		   say_role(role, app->front->library, &s->grid->scratch),
		   who != NULL ? who : tr("not for players"));
}

void
roles_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	struct sheet s;
	unsigned i = 0;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	firsts_draw(&s, app, es, &i);
	if (i > 0)
		sheet_gap(&s);
	sheet_text(&s, 1, LOOK_BOLD, tr("WHO ARE YOU? Choose your role."));
	for (; i < es->count; i++) {
		sheet_entry(&s, (int)i);
		if (es->list[i].kind == ENTRY_LEAD)
			draw_lead(app, &s, es->list[i].id);
		else
			draw_role(app, &s,
				  &app_status(app)->roles[es->list[i].index]);
	}
	sheet_draw(&s, page->body, page->focus);
}
