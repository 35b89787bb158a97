/* The municipality's own notes and items, in the places they are meant for. */
#include <string.h>

#include "base/arena.h"
#include "core/library.h"
#include "core/playbook.h"

/* The n-th of all additions, in the order of the files. */
static const struct addition *
addition_at(const struct library *lib, unsigned n,
	    const struct local_additions **file)
{
	for (unsigned i = 0; i < lib->local_count; i++) {
		if (n < lib->locals[i]->addition_count) {
			*file = lib->locals[i];
			return &lib->locals[i]->additions[n];
		}
		n -= lib->locals[i]->addition_count;
	}
	return NULL;
}

const struct addition *
library_addition(const struct library *lib, const char *at, unsigned n)
{
	const struct local_additions *file;
	const struct addition *add;

	for (unsigned i = 0; (add = addition_at(lib, i, &file)); i++)
		if (strcmp(add->at, at) == 0 && n-- == 0)
			return add;
	return NULL;
}

/* At the step itself, or at an item of it. */
static bool
is_at_step(const char *at, const char *step)
{
	size_t len = strlen(step);

	return strncmp(at, step, len) == 0 &&
	       (at[len] == '\0' || at[len] == '/');
}

bool
library_step_is_added_to(const struct library *lib, const struct step_ref *step)
{
	const struct local_additions *file;
	const struct addition *add;

	for (unsigned i = 0; (add = addition_at(lib, i, &file)); i++)
		if (is_at_step(add->at, step->path))
			return true;
	return false;
}

const char *
library_step_contact(const struct library *lib, const struct step_ref *step,
		     unsigned n, bool *ours)
{
	const struct local_additions *file;
	const struct addition *add;

	*ours = true;
	for (unsigned i = 0; (add = addition_at(lib, i, &file)); i++) {
		if (!is_at_step(add->at, step->path))
			continue;
		if (n < add->contact_count)
			return add->contacts[n];
		n -= add->contact_count;
	}
	*ours = false;
	return n < step->step->contact_count ? step->step->contacts[n] : NULL;
}

static const struct playbook *
playbook_at(const struct library *lib, const char *at)
{
	size_t len = strcspn(at, "/");

	for (unsigned i = 0; i < lib->playbook_count; i++)
		if (strlen(lib->playbooks[i]->head.id) == len &&
		    strncmp(lib->playbooks[i]->head.id, at, len) == 0)
			return lib->playbooks[i];
	return NULL;
}

const struct addition *
library_stray(const struct library *lib, unsigned n)
{
	const struct local_additions *file;
	const struct addition *add;

	for (unsigned i = 0; (add = addition_at(lib, i, &file)); i++) {
		if (!playbook_at(lib, add->at) || library_step(lib, add->at) ||
		    library_item(lib, add->at))
			continue;
		if (n-- == 0)
			return add;
	}
	return NULL;
}

/* One item of ours: made once, found again when more files are added. */
static struct item_ref *
own_item(struct library *lib, const char *place, const struct item *item,
	 const struct item_ref *like, const struct local_additions *file)
{
	const char *path = arena_printf(lib->arena, "%s/%s.%s", place,
					file->head.id, item->id);
	struct item_ref *ref = map_find(&lib->item_map, path);

	if (ref)
		return ref;
	ref = ARENA_NEW(lib->arena, struct item_ref);
	*ref = *like;
	ref->item = item;
	ref->path = path;
	ref->ours = file;
	ref->number = arena_printf(lib->arena, "%u.%u",
				   ref->step ? ref->step->index + 1 : 0,
				   ref->index + 1);
	map_put_kept(&lib->item_map, path, ref);
	return ref;
}

/* A place that is being filled: a step, or a playbook's first actions. */
struct place_items {
	struct library *lib;
	const char *path;
	struct item_ref like; /* what all items there share */
	const struct item_ref **items;
	unsigned count, own; /* own: how many are ours */
	unsigned shipped;
};

static void
put(struct place_items *p, const struct item_ref *ref)
{
	p->items = arena_more(p->lib->arena, p->items, p->count,
			      sizeof(*p->items));
	p->items[p->count++] = ref;
}

/* The items that were added at exactly that path. */
static void
put_own(struct place_items *p, const char *at)
{
	const struct local_additions *file;
	const struct addition *add;

	for (unsigned i = 0; (add = addition_at(p->lib, i, &file)); i++) {
		if (strcmp(add->at, at) != 0)
			continue;
		for (unsigned n = 0; n < add->item_count; n++) {
			p->like.index = p->shipped + p->own++;
			put(p, own_item(p->lib, p->path, &add->items[n],
					&p->like, file));
		}
	}
}

static void
fill(struct place_items *p, const struct item *items, unsigned count)
{
	p->shipped = count;
	for (unsigned i = 0; i < count; i++) {
		const struct item_ref *ref = library_item(
			p->lib, arena_printf(p->lib->arena, "%s/%s", p->path,
					     items[i].id));

		if (!ref)
			continue;
		put(p, ref);
		put_own(p, ref->path);
	}
	put_own(p, p->path);
}

void
library_place_additions(struct library *lib)
{
	for (size_t i = 0; i < lib->step_map.count; i++) {
		struct step_ref *ref = lib->step_map.entries[i].value;
		struct place_items p = {
			.lib = lib,
			.path = ref->path,
			.like = {.playbook = ref->playbook, .step = ref},
		};

		fill(&p, ref->step->items, ref->step->item_count);
		ref->items = (struct item_list){p.items, p.count};
	}
	for (unsigned i = 0; i < lib->playbook_count; i++) {
		const struct playbook *pb = lib->playbooks[i];
		struct place_items p = {
			.lib = lib,
			.path = arena_printf(lib->arena, "%s/first",
					     pb->head.id),
			.like = {.playbook = pb},
		};

		struct item_list *l = ARENA_NEW(lib->arena, struct item_list);

		fill(&p, pb->first, pb->first_count);
		*l = (struct item_list){p.items, p.count};
		map_put_kept(&lib->first_map, pb->head.id, l);
	}
}

const struct item_list *
library_first_items(const struct library *lib, const struct playbook *pb)
{
	static const struct item_list none;
	const struct item_list *l = map_find(&lib->first_map, pb->head.id);

	return l ? l : &none;
}

const struct item_ref *
library_item_row(const struct library *lib, const char *address,
		 const char **row, struct arena *a)
{
	const struct item_ref *ref = library_item(lib, address);

	*row = NULL;
	for (const char *slash = strchr(address, '/'); !ref && slash;
	     slash = strchr(slash + 1, '/')) {
		ref = library_item(
			lib,
			arena_strndup(a, address, (size_t)(slash - address)));
		if (ref && ref->item->for_each && slash[1])
			*row = slash + 1;
		else
			ref = NULL;
	}
	return ref;
}
