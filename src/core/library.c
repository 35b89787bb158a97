#include "core/library.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/model.h"
#include "core/playbook.h"

void
library_init(struct library *lib, struct arena *arena)
{
	*lib = (struct library){.arena = arena};
	map_init(&lib->playbook_map, arena);
	map_init(&lib->step_map, arena);
	map_init(&lib->item_map, arena);
	map_init(&lib->first_map, arena);
}

static void
add_item(struct library *lib, struct item_ref *ref, const char *path)
{
	ref->path = arena_printf(lib->arena, "%s/%s", path, ref->item->id);
	ref->number = arena_printf(lib->arena, "%u.%u",
				   ref->step ? ref->step->index + 1 : 0,
				   ref->index + 1);
	ref->root = NULL;
	map_put_kept(&lib->item_map, ref->path, ref);
}

static void
add_step(struct library *lib, struct step_ref *ref)
{
	const struct step *s = ref->step;

	ref->path = library_step_path(lib->arena, ref->playbook->head.id,
				      ref->role->role, s->id);
	map_put_kept(&lib->step_map, ref->path, ref);
	for (unsigned i = 0; i < s->item_count; i++) {
		struct item_ref *item = ARENA_NEW(lib->arena, struct item_ref);

		*item = (struct item_ref){.playbook = ref->playbook,
					  .step = ref,
					  .item = &s->items[i],
					  .index = i};
		add_item(lib, item, ref->path);
	}
}

static void
add_first(struct library *lib, const struct playbook *p)
{
	const char *path = arena_printf(lib->arena, "%s/first", p->head.id);

	for (unsigned i = 0; i < p->first_count; i++) {
		struct item_ref *item = ARENA_NEW(lib->arena, struct item_ref);

		*item = (struct item_ref){
			.playbook = p, .item = &p->first[i], .index = i};
		add_item(lib, item, path);
	}
}

/* Of two playbooks with one id the first stays. */
void
library_add_playbook(struct library *lib, const struct playbook *p)
{
	if (map_find(&lib->playbook_map, p->head.id))
		return;
	lib->playbooks =
		arena_more(lib->arena, lib->playbooks, lib->playbook_count,
			   sizeof(*lib->playbooks));
	lib->playbooks[lib->playbook_count++] = p;
	map_put_kept(&lib->playbook_map, p->head.id, (void *)p);
	add_first(lib, p);
	for (unsigned i = 0; i < p->role_count; i++) {
		const struct role *role = &p->roles[i];
		struct step_ref *refs = ARENA_ARRAY(lib->arena, struct step_ref,
						    role->step_count);

		for (unsigned s = 0; s < role->step_count; s++) {
			refs[s] = (struct step_ref){.playbook = p,
						    .role = role,
						    .step = &role->steps[s],
						    .index = s};
			add_step(lib, &refs[s]);
		}
	}
}

void
library_add_law(struct library *lib, const struct law *l)
{
	lib->laws = arena_more(lib->arena, lib->laws, lib->law_count,
			       sizeof(*lib->laws));
	lib->laws[lib->law_count++] = l;
}

void
library_add_vocabulary(struct library *lib, const struct vocabulary *v)
{
	lib->vocabularies =
		arena_more(lib->arena, lib->vocabularies, lib->vocabulary_count,
			   sizeof(*lib->vocabularies));
	lib->vocabularies[lib->vocabulary_count++] = v;
}

void
library_add_directory(struct library *lib, const struct directory *d)
{
	lib->directories =
		arena_more(lib->arena, lib->directories, lib->directory_count,
			   sizeof(*lib->directories));
	lib->directories[lib->directory_count++] = d;
}

void
library_add_local(struct library *lib, const struct local_additions *l)
{
	lib->locals = arena_more(lib->arena, lib->locals, lib->local_count,
				 sizeof(*lib->locals));
	lib->locals[lib->local_count++] = l;
}

void
library_add_model(struct library *lib, const struct model_header *header,
		  const char *body)
{
	struct model *m = ARENA_NEW(lib->arena, struct model);

	*m = (struct model){.header = header, .body = body};
	lib->models = arena_more(lib->arena, lib->models, lib->model_count,
				 sizeof(*lib->models));
	lib->models[lib->model_count++] = m;
}

const struct model *
library_model(const struct library *lib, const char *id, const char *language)
{
	for (unsigned i = 0; i < lib->model_count; i++) {
		const struct file_header *h = &lib->models[i]->header->head;

		if (strcmp(h->id, id) == 0 &&
		    (!language || strcmp(h->language, language) == 0))
			return lib->models[i];
	}
	return NULL;
}

/*
 * [playbook/]role/step/item and [playbook/]first/item: one part less means
 * the playbook that it is written in.
 */
static struct item_ref *
same_item(const struct library *lib, const struct item_ref *ref)
{
	const char *written = ref->item->same_as;
	struct buf whole = {0};
	struct item_ref *found;
	int parts = 1, wanted = 4;

	if (!written)
		return NULL;
	for (const char *s = written; *s; s++)
		parts += *s == '/';
	if (strncmp(written, "first/", 6) == 0 || strstr(written, "/first/"))
		wanted = 3;
	if (parts != wanted) {
		buf_adds(&whole, ref->playbook->head.id);
		buf_addc(&whole, '/');
	}
	buf_adds(&whole, written);
	found = map_find(&lib->item_map, buf_text(&whole));
	buf_fini(&whole);
	return found;
}

/* A chain that runs into itself ends where it would close. */
static void
settle(const struct library *lib, struct item_ref *start)
{
	static const char on_the_way[] = "";
	struct item_ref *last = start, *next;
	const char *root;

	last->root = on_the_way;
	while ((next = same_item(lib, last)) != NULL && !next->root) {
		last = next;
		last->root = on_the_way;
	}
	root = next && next->root != on_the_way ? next->root : last->path;
	for (next = start; next && next->root == on_the_way;
	     next = same_item(lib, next))
		next->root = root;
}

void
library_settle(struct library *lib)
{
	library_place_additions(lib);
	for (size_t i = 0; i < lib->item_map.count; i++) {
		struct item_ref *ref = lib->item_map.entries[i].value;

		if (ref)
			ref->root = NULL;
	}
	for (size_t i = 0; i < lib->item_map.count; i++) {
		struct item_ref *ref = lib->item_map.entries[i].value;

		if (ref && !ref->root)
			settle(lib, ref);
	}
}

const struct playbook *
library_playbook(const struct library *lib, const char *id)
{
	return map_find(&lib->playbook_map, id);
}

const struct step_ref *
library_step(const struct library *lib, const char *path)
{
	return map_find(&lib->step_map, path);
}

const struct item_ref *
library_item(const struct library *lib, const char *path)
{
	return map_find(&lib->item_map, path);
}

const char *
library_step_path(struct arena *a, const char *playbook, const char *role,
		  const char *step)
{
	return arena_printf(a, "%s/%s/%s", playbook, role, step);
}

const struct step_ref *
library_step_at(const struct library *lib, const struct playbook *p,
		const struct role *r, unsigned index)
{
	const struct step_ref *found;
	struct buf path = {0};

	if (index >= r->step_count)
		return NULL;
	buf_addf(&path, "%s/%s/%s", p->head.id, r->role, r->steps[index].id);
	found = library_step(lib, buf_text(&path));
	buf_fini(&path);
	return found;
}

static const struct step_ref *
step_in_role(const struct library *lib, const struct step_ref *from, int index)
{
	if (index < 0)
		return NULL;
	return library_step_at(lib, from->playbook, from->role,
			       (unsigned)index);
}

const struct step_ref *
library_after(const struct library *lib, const struct step_ref *from)
{
	if (from->step->next_step != STEP_NONE)
		return step_in_role(lib, from, from->step->next_step);
	return step_in_role(lib, from, (int)from->index + 1);
}

const struct step_ref *
library_target(const struct library *lib, const struct step_ref *from,
	       const struct choice *c, bool *end)
{
	const struct step_ref *target;

	*end = true;
	/* All steps are current from the beginning: nothing leads on. */
	if (playbook_is_scored(from->playbook))
		return NULL;
	if (!from->step->choice_count) {
		target = library_after(lib, from);
	} else if (c->goto_step != STEP_NONE) {
		target = step_in_role(lib, from, c->goto_step);
	} else if (c->unknown == YES_NO_YES) {
		const struct choice *as_if =
			c->as_if_choice >= 0
				? step_choice(from->step,
					      (unsigned)c->as_if_choice)
				: NULL;

		/* check refuses an as-if that is unknown itself. */
		if (as_if && (as_if->unknown != YES_NO_YES ||
			      as_if->goto_step != STEP_NONE))
			return library_target(lib, from, as_if, end);
		*end = false;
		return NULL;
	} else {
		target = step_in_role(lib, from, (int)from->index + 1);
	}
	*end = !target;
	return target;
}

static const struct fact *
find_fact(const struct fact *facts, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(facts[i].id, id) == 0)
			return &facts[i];
	return NULL;
}

const struct fact *
library_fact(const struct library *lib, const char *id)
{
	const struct fact *found = NULL;

	for (unsigned i = 0; i < lib->vocabulary_count && !found; i++)
		found = find_fact(lib->vocabularies[i]->facts,
				  lib->vocabularies[i]->fact_count, id);
	for (unsigned i = 0; i < lib->playbook_count && !found; i++)
		found = find_fact(lib->playbooks[i]->facts,
				  lib->playbooks[i]->fact_count, id);
	return found;
}

static const struct deadline *
find_deadline(const struct deadline *deadlines, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(deadlines[i].id, id) == 0)
			return &deadlines[i];
	return NULL;
}

const struct deadline *
library_deadline(const struct library *lib, const char *id)
{
	const struct deadline *found = NULL;

	for (unsigned i = 0; i < lib->law_count && !found; i++)
		found = find_deadline(lib->laws[i]->deadlines,
				      lib->laws[i]->deadline_count, id);
	if (!found && lib->organisation)
		found = find_deadline(lib->organisation->deadlines,
				      lib->organisation->deadline_count, id);
	for (unsigned i = 0; i < lib->playbook_count && !found; i++)
		found = find_deadline(lib->playbooks[i]->deadlines,
				      lib->playbooks[i]->deadline_count, id);
	return found;
}

const struct sign *
library_sign(const struct library *lib, const char *id)
{
	for (unsigned i = 0; i < lib->vocabulary_count; i++) {
		const struct vocabulary *v = lib->vocabularies[i];

		for (unsigned s = 0; s < v->sign_count; s++)
			if (strcmp(v->signs[s].id, id) == 0)
				return &v->signs[s];
	}
	return NULL;
}
