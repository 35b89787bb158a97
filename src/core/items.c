#include "core/items.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"

#define ROW_NAME "{{row.name}}"

const char *
item_words(const char *text, const char *row_name, struct arena *a)
{
	struct buf out = {0};
	const char *at, *made;

	if (!text || !row_name || !strstr(text, ROW_NAME))
		return text;
	while ((at = strstr(text, ROW_NAME)) != NULL) {
		buf_add(&out, text, (size_t)(at - text));
		buf_adds(&out, row_name);
		text = at + strlen(ROW_NAME);
	}
	buf_adds(&out, text);
	made = arena_strdup(a, buf_text(&out));
	buf_fini(&out);
	return made;
}

struct listing {
	const struct incident *in;
	const struct library *lib;
	int64_t visit, now;
	struct arena *a;
	struct status_item *items;
	unsigned count;
};

static void
add_item(struct listing *l, const struct item_ref *ref,
	 const struct register_row *row, const char *nameless)
{
	const struct item *it = ref->item;
	const char *text = it->text;
	const char *name = row ? row->name : NULL;

	if (!row && nameless)
		text = item_words(text, nameless, l->a);
	if (row && !strstr(text, ROW_NAME))
		text = arena_printf(l->a, "%s: %s", text, name);
	l->items = arena_more(l->a, l->items, l->count, sizeof(*l->items));
	l->items[l->count++] = (struct status_item){
		.ref = ref,
		.row = row ? row->row : NULL,
		.row_name = name,
		.address =
			row ? arena_printf(l->a, "%s/%s", ref->path, row->row)
			    : ref->path,
		.text = item_words(text, name, l->a),
		.state = item_state_at(l->in, ref, row ? row->row : NULL,
				       l->visit, l->now),
		.tick = item_tick(l->in, ref, row ? row->row : NULL),
		.depends = conditions_depend(l->in, it->when, it->when_count),
	};
}

static void
add_items(struct listing *l, const struct item_ref *ref)
{
	const struct register_state *r =
		ref->item->for_each
			? register_at(l->in, l->lib, ref->item->for_each, l->a)
			: NULL;

	for (unsigned i = 0; r && i < r->row_count; i++)
		add_item(l, ref, &r->rows[i], NULL);
	/* Without a row the register itself stands where names would. */
	if (!r || r->row_count == 0)
		add_item(l, ref, NULL,
			 r ? arena_printf(l->a, "[%s]", r->definition->title)
			   : NULL);
}

struct status_item *
items_of_step(const struct incident *in, const struct library *lib,
	      const struct step_ref *ref, int64_t visit, int64_t now,
	      struct arena *a, unsigned *count)
{
	struct listing l = {in, lib, visit, now, a, NULL, 0};

	for (unsigned i = 0; i < ref->items.count; i++)
		add_items(&l, ref->items.refs[i]);
	*count = l.count;
	return l.items;
}

struct status_item *
items_of_step_now(const struct incident *in, const struct library *lib,
		  const struct step_ref *ref, int64_t now, struct arena *a,
		  unsigned *count)
{
	return items_of_step(in, lib, ref,
			     step_current_visit(in, lib, ref, now), now, a,
			     count);
}

struct status_item *
items_of_first(const struct incident *in, const struct library *lib,
	       const struct playbook *p, int64_t now, struct arena *a,
	       unsigned *count)
{
	struct listing l = {in, lib, 0, now, a, NULL, 0};
	const struct item_list *first = library_first_items(lib, p);

	for (unsigned i = 0; i < first->count; i++)
		add_items(&l, first->refs[i]);
	*count = l.count;
	return l.items;
}

const char *
item_address(const struct record *r, struct arena *a)
{
	return r->item && r->row ? arena_printf(a, "%s/%s", r->item, r->row)
				 : r->item;
}

const struct status_item *
item_at_address(const struct incident *in, const struct library *lib,
		const char *address, int64_t now, struct arena *a)
{
	const char *row = NULL;
	const struct item_ref *ref = library_item_row(lib, address, &row, a);
	struct listing l = {in, lib, 0, now, a, NULL, 0};

	if (!ref)
		return NULL;
	if (ref->step)
		l.visit = step_current_visit(in, lib, ref->step, now);
	add_items(&l, ref);
	for (unsigned i = 0; i < l.count; i++)
		if (same_text(l.items[i].row, row))
			return &l.items[i];
	return NULL;
}
