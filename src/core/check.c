#include "core/check.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/check_inside.h"

static bool
is_playbook(enum file_kind kind)
{
	return kind == FILE_TRIAGE || kind == FILE_INCIDENT ||
	       kind == FILE_ASSESSMENT || kind == FILE_QUIZ;
}

bool
check_kinds_share_ids(enum file_kind a, enum file_kind b)
{
	return a == b || (is_playbook(a) && is_playbook(b));
}

void
check_report_at(struct checker *k, enum diag_id id, struct place at,
		const char *name, const char *other, const char *nearest)
{
	diag_add(k->all->diags, &(struct diag){
					.id = id,
					.file = k->at->file,
					.place = at,
					.name = name,
					.other = other,
					.nearest = nearest,
				});
}

void
check_report(struct checker *k, enum diag_id id, const void *member,
	     const char *name, const char *other, const char *nearest)
{
	check_report_at(k, id, marks_find(k->at->marks, member), name, other,
			nearest);
}

void
check_report_two(struct checker *k, enum diag_id id, struct place at,
		 const char *name, const struct check_file *other_file,
		 struct place other)
{
	diag_add(k->all->diags, &(struct diag){
					.id = id,
					.file = k->at->file,
					.place = at,
					.name = name,
					.other = other_file->file,
					.other_file = other_file->file,
					.other_place = other,
				});
}

/* --- ids */

void
ids_add(struct ids *ids, const char *id)
{
	ids->list = arena_more(ids->arena, ids->list, ids->count,
			       sizeof(*ids->list));
	ids->list[ids->count++] = id;
}

const char *
ids_nearest(const struct ids *ids, const char *id)
{
	return ids->count ? text_nearest(id, ids->list, ids->count) : NULL;
}

/* --- paths */

bool
path_read(struct arena *a, const char *text, bool item, struct path *out)
{
	const char *parts[4];
	unsigned count = 0, wanted = item ? 3 : 2;
	char *copy = arena_strdup(a, text);

	*out = (struct path){0};
	for (char *part = copy; part; count++) {
		char *slash = strchr(part, '/');

		if (count == 4)
			return false;
		if (slash)
			*slash = '\0';
		parts[count] = part;
		part = slash ? slash + 1 : NULL;
	}
	/* first/<id>, with or without the playbook. */
	if (item && count >= 2 && count <= 3 &&
	    strcmp(parts[count - 2], "first") == 0) {
		out->playbook = count == 3 ? parts[0] : NULL;
		out->item = parts[count - 1];
		return true;
	}
	if (count != wanted && count != wanted + 1)
		return false;
	if (count == wanted + 1)
		out->playbook = parts[0];
	out->role = parts[count - wanted];
	out->step = parts[count - wanted + 1];
	out->item = item ? parts[count - 1] : NULL;
	return true;
}

static const struct item *
item_in(const struct item *items, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(items[i].id, id) == 0)
			return &items[i];
	return NULL;
}

const struct item *
path_item(const struct playbook *p, const struct path *path,
	  const struct step **step)
{
	const struct role *r;
	int index;

	*step = NULL;
	if (!path->role)
		return item_in(p->first, p->first_count, path->item);
	r = playbook_find_role(p, path->role);
	index = r ? role_find_step(r, path->step) : -1;
	if (index < 0)
		return NULL;
	*step = &r->steps[index];
	return path->item ? item_in((*step)->items, (*step)->item_count,
				    path->item)
			  : NULL;
}

/* --- all files */

static void
check_one(struct checker *k)
{
	const struct check_file *f = k->at;

	if (f->playbook)
		check_playbook(k, f->playbook);
	if (f->law)
		check_deadlines(k, f->law->deadlines, f->law->deadline_count);
	if (f->vocabulary)
		check_vocabulary(k, f->vocabulary);
	if (f->directory)
		for (unsigned i = 0; i < f->directory->organisation_count; i++)
			check_age(k, &f->directory->organisations[i].checked);
	if (f->organisation)
		check_organisation(k, f->organisation);
	if (f->local)
		check_local(k, f->local);
	if (f->model)
		check_model(k, f->model, f->body);
	if (f->exercise)
		check_exercise(k, f->exercise);
}

void
check_files(const struct check *c)
{
	struct checker k = {.all = c};

	map_init(&k.circles, c->arena);
	for (unsigned i = 0; i < c->count; i++) {
		k.at = &c->files[i];
		if (k.at->given)
			check_one(&k);
	}
}
