/* The organisation's own file, and its additions to shipped playbooks. */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"

static void
person_target(struct checker *k, const struct organisation *o,
	      const char *const *member)
{
	struct ids ids = {.arena = k->all->arena};

	if (!*member || !**member)
		return;
	for (unsigned i = 0; i < o->person_count; i++) {
		if (strcmp(o->people[i].id, *member) == 0)
			return;
		ids_add(&ids, o->people[i].id);
	}
	check_report(k, DIAG_NO_PERSON, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

void
check_organisation(struct checker *k, const struct organisation *o)
{
	for (unsigned i = 0; i < o->person_count; i++) {
		check_role_target(k, &o->people[i].role);
		person_target(k, o, &o->people[i].deputy);
	}
	check_deadlines(k, o->deadlines, o->deadline_count);
}

/* playbook/role/step[/item]: the playbook is always named. */
static bool
place_exists(struct checker *k, const char *at)
{
	const struct check_file *f;
	const struct step *step;
	struct path path;
	bool item = path_read(k->all->arena, at, true, &path);

	/* Three parts are a step here: role/step/item has no playbook. */
	if (!item || !path.playbook) {
		item = false;
		if (!path_read(k->all->arena, at, false, &path) ||
		    !path.playbook)
			return false;
	}
	f = check_find_playbook(k, path.playbook);
	if (!f)
		return false;
	if (!f->playbook)
		return true;
	if (item)
		return path_item(f->playbook, &path, &step) != NULL;
	path_item(f->playbook, &path, &step);
	return step != NULL;
}

void
check_local(struct checker *k, const struct local_additions *l)
{
	for (unsigned i = 0; i < l->addition_count; i++) {
		const struct addition *a = &l->additions[i];

		if (!place_exists(k, a->at))
			check_report(k, DIAG_NO_PLACE, &a->at, a->at, NULL,
				     NULL);
		check_items(k, a->items, a->item_count);
		for (unsigned n = 0; n < a->contact_count; n++)
			check_contact_target(k, &a->contacts[n]);
	}
}
