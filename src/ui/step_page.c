#include "ui/step_page.h"

#include <string.h>

#include "base/tr.h"
#include "core/items.h"
#include "core/library.h"
#include "front/say.h"
#include "ui/names.h"
#include "ui/views.h"

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* --- the page */

static void
read_items(const struct app *app, struct arena *a, struct step_page *page)
{
	const struct front *f = app->front;

	page->items = items_of_step_now(f->incident, f->library, page->ref,
					f->now, a, &page->item_count);
}

static void
read_choices(const struct app *app, struct arena *a, struct step_page *page)
{
	unsigned count = step_choices(page->ref->step);
	struct status_choice *choices =
		ARENA_ARRAY(a, struct status_choice, count + 1u);

	for (unsigned i = 0; i < count; i++)
		choices[i] = status_choice_make(app->front->library, page->ref,
						i, a);
	page->choices = choices;
	page->choice_count = count;
}

const struct status_step *
step_shown(const struct app *app)
{
	const struct status_role *role = app_role(app);

	if (role == NULL || role->current_count == 0)
		return NULL;
	for (unsigned i = 0; i < role->current_count; i++)
		if (strcmp(role->current[i].ref->path, app->step_path) == 0)
			return &role->current[i];
	return &role->current[0];
}

void
step_page_of(const struct app *app, struct arena *a, struct step_page *page)
{
	const struct status_step *current = step_shown(app);

	*page = (struct step_page){0};
	if (app->reading[0] != '\0') {
		page->ref = library_step(app->front->library, app->reading);
		if (page->ref != NULL) {
			read_items(app, a, page);
			read_choices(app, a, page);
			return;
		}
	}
	if (current == NULL)
		return;
	*page = (struct step_page){
		.ref = current->ref,
		.current = current,
		.items = current->items,
		.item_count = current->item_count,
		.choices = current->choices,
		.choice_count = current->choice_count,
	};
}

/* --- facts */

const struct status_fact *
fact_of(const struct app *app, const char *id)
{
	const struct status *st = app_status(app);

	return st != NULL ? status_find_fact(st, id) : NULL;
}

const char *
step_text(const struct app *app, const char *text, struct arena *a)
{
	return say_filled(text, app_status(app), app->front->library,
			  app->front->zone, a);
}

/* --- entries */

static void
add_fact(const struct app *app, struct entries *es, const char *where,
	 const char *fact)
{
	entries_add(es, (struct entry){
				.kind = ENTRY_FACT,
				.key = arena_printf(es->arena, "fact:%s:%s",
						    where, fact),
				.text = name_of_fact(app, fact),
				.id = fact,
			});
}

/* Of an item with a line for each row, what it asks stands below the last. */
static bool
is_last_row(const struct step_page *page, unsigned index)
{
	return index + 1 == page->item_count ||
	       page->items[index + 1].ref != page->items[index].ref;
}

/* What ticking asks for stays below the item until it is recorded. */
static void
add_item(const struct app *app, struct entries *es,
	 const struct step_page *page, unsigned index)
{
	const struct status_item *item = &page->items[index];
	const struct item *i = item->ref->item;

	entries_add(es, (struct entry){
				.kind = ENTRY_ITEM,
				.key = item->address,
				.text = item->text,
				.id = item->address,
				.index = index,
			});
	for (unsigned n = 0; n < i->ask_count; n++) {
		const struct status_fact *fact = fact_of(app, i->asks[n]);

		if (item->state == ITEM_DONE && fact != NULL &&
		    fact->state == NULL && is_last_row(page, index))
			add_fact(app, es, i->id, i->asks[n]);
	}
}

static void
add_choices(struct entries *es, const struct step_page *page)
{
	for (unsigned i = 0; i < page->choice_count; i++)
		entries_add(es, (struct entry){
					.kind = ENTRY_CHOICE,
					.key = arena_printf(
						es->arena, "choice:%s:%s",
						page->ref->path,
						page->choices[i].choice->id),
					.text = page->choices[i].choice->label,
					.id = page->choices[i].choice->id,
					.index = i,
				});
}

/* Where else is work, for a role that has none (now). */
static void
add_roles(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		if (same(r->role, app->front->role) ||
		    (r->current_count == 0 && r->inbox_count == 0))
			continue;
		entries_add(es, (struct entry){.kind = ENTRY_ROLE,
					       .key = arena_printf(es->arena,
								   "role:%s",
								   r->role),
					       .text = r->role,
					       .id = r->role,
					       .index = i});
	}
}

static unsigned
first_open(const struct entries *es, const struct step_page *page)
{
	for (unsigned i = 0; i < es->count; i++)
		if (es->list[i].kind == ENTRY_ITEM &&
		    page->items[es->list[i].index].state == ITEM_OPEN)
			return i;
	for (unsigned i = 0; i < es->count; i++)
		if (es->list[i].kind == ENTRY_CHOICE ||
		    es->list[i].kind == ENTRY_WAIT)
			return i;
	return 0;
}

void
step_entries(const struct app *app, struct entries *es)
{
	const struct status_role *role = app_role(app);
	const struct status *st = app_status(app);
	struct step_page page;

	es->start_when_lost = true;
	if (role == NULL)
		return;
	step_page_of(app, es->arena, &page);
	if (page.ref != NULL) {
		for (unsigned i = 0; i < page.item_count; i++)
			add_item(app, es, &page, i);
		for (unsigned i = 0; i < page.ref->step->ask_count; i++)
			add_fact(app, es, "step", page.ref->step->asks[i]);
		for (unsigned i = 0;
		     page.current != NULL && i < page.current->wait_count; i++)
			entries_add(es, (struct entry){.kind = ENTRY_WAIT,
						       .key = arena_printf(
							       es->arena,
							       "wait:%u", i),
						       .text = "",
						       .index = i});
		add_choices(es, &page);
		es->start = first_open(es, &page);
	}
	if (app->reading[0] != '\0')
		return;
	work_entries(app, es, &page);
	for (unsigned i = 0; i < st->first_count; i++) {
		if (st->first[i].state != ITEM_OPEN)
			continue;
		entries_add(es, (struct entry){.kind = ENTRY_FIRSTS,
					       .key = "firsts",
					       .text = tr("first actions")});
		break;
	}
	if (page.ref == NULL)
		add_roles(app, es);
}
