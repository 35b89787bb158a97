/*
 * What a person means: steps and items by id, number or the number on paper,
 * choices by id or letter, entries by the beginning of their id (rules 12
 * and 21).
 */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/exercise.h"
#include "core/library.h"
#include "core/playbook.h"

/* One step or item that a word may mean. */
struct candidate {
	const char *path;
	const char *role;       /* NULL: a first action */
	const char *short_path; /* isolate/backup, first/unplug */
	const char *number;
	const struct playbook *playbook;
};

/* Behind the n-th slash. */
static const char *
behind_slash(const char *path, int n)
{
	const char *slash;

	for (; n > 0; n--) {
		slash = strchr(path, '/');
		if (!slash)
			return "";
		path = slash + 1;
	}
	return path;
}

static bool
candidate_is_meant(const struct candidate *c, const char *typed,
		   struct arena *a)
{
	const char *code = c->playbook->head.code;
	const char *paper;

	if (strcmp(typed, c->path) == 0 || strcmp(typed, c->short_path) == 0 ||
	    strcmp(typed, c->number) == 0)
		return true;
	paper = arena_printf(a, "%s-%c%s", code ? code : "",
			     role_letter(c->role ? c->role : "first"),
			     c->number);
	return strcasecmp(typed, paper) == 0 ||
	       strcasecmp(typed, strchr(paper, '-') + 1) == 0;
}

static bool
candidate_is_asked(const struct proposal *p, const struct candidate *c)
{
	const struct action *act = p->act;

	if (!map_find(&p->in->playbooks, c->playbook->head.id))
		return false;
	if (act->playbook && strcmp(act->playbook, c->playbook->head.id) != 0)
		return false;
	return !c->role || same_text(c->role, act->role) ||
	       strcmp(c->role, "any") == 0;
}

struct search {
	const struct proposal *p;
	const char *typed;
	enum refusal none;
	const void *hit;      /* the one found, open ones first */
	const char *playbook; /* of the hit */
	unsigned open, stopped;
	const char *paths; /* "a and b" */
};

static void
look_at(struct search *s, const struct candidate *c, const void *ref)
{
	struct arena *a = s->p->a;
	bool open;

	if (!candidate_is_asked(s->p, c) || !candidate_is_meant(c, s->typed, a))
		return;
	open = path_is_open(s->p->in, c->path);
	/* In two open playbooks a number is ambiguous; a stopped one yields. */
	if ((open && s->open == 0) || !s->hit) {
		s->paths = c->path;
		s->playbook = c->playbook->head.id;
		s->hit = ref;
	} else if (open || s->open == 0) {
		s->paths = arena_printf(a, "%s, %s", s->paths, c->path);
	}
	if (open)
		s->open++;
	else
		s->stopped++;
}

static struct refused
outcome(const struct search *s)
{
	const struct action *act = s->p->act;

	if (s->open == 1)
		return may();
	if (s->open + s->stopped > 1)
		return refuse(REFUSED_AMBIGUOUS, s->typed, s->paths);
	if (s->stopped == 1)
		return refuse(REFUSED_PLAYBOOK_STOPPED, s->playbook, s->paths);
	if (!act->role)
		return refuse(REFUSED_ROLE_MISSING, s->typed, NULL);
	return refuse(s->none, s->typed, act->role);
}

struct refused
find_step(const struct proposal *p, const char *typed,
	  const struct step_ref **found)
{
	struct search s = {
		.p = p,
		.typed = typed ? typed : "",
		.none = REFUSED_STEP_UNKNOWN,
	};
	const struct map *all = &p->lib->step_map;

	for (size_t i = 0; i < all->count; i++) {
		const struct step_ref *ref = all->entries[i].value;
		char number[16];
		unsigned n = ref->index + 1;
		char *end = number + sizeof(number) - 1;
		struct candidate c = {
			.path = ref->path,
			.role = ref->role->role,
			.short_path = behind_slash(ref->path, 2),
			.playbook = ref->playbook,
		};

		*end = '\0';
		for (; n > 0; n /= 10)
			*--end = (char)('0' + n % 10);
		c.number = end;
		look_at(&s, &c, ref);
	}
	*found = s.hit;
	return outcome(&s);
}

struct refused
find_item(const struct proposal *p, const char *typed,
	  const struct item_ref **found)
{
	struct search s = {
		.p = p,
		.typed = typed ? typed : "",
		.none = REFUSED_ITEM_UNKNOWN,
	};
	const struct map *all = &p->lib->item_map;

	for (size_t i = 0; i < all->count; i++) {
		const struct item_ref *ref = all->entries[i].value;
		struct candidate c = {
			.path = ref->path,
			.role = ref->step ? ref->step->role->role : NULL,
			.short_path =
				behind_slash(ref->path, ref->step ? 2 : 1),
			.number = ref->number,
			.playbook = ref->playbook,
		};

		look_at(&s, &c, ref);
	}
	*found = s.hit;
	return outcome(&s);
}

struct refused
find_place(const struct proposal *p, const char *typed, const char **path)
{
	const struct step_ref *step;
	const struct item_ref *item;
	const char *row;
	struct refused r;

	*path = typed;
	if (library_step(p->lib, typed) || library_item(p->lib, typed))
		return may();
	r = find_step(p, typed, &step);
	if (r.why == REFUSED_NOT) {
		*path = step->path;
		return r;
	}
	if (r.why == REFUSED_AMBIGUOUS)
		return r;
	r = find_item(p, typed, &item);
	if (r.why == REFUSED_ITEM_UNKNOWN &&
	    (item = library_item_row(p->lib, typed, &row, p->a)) != NULL)
		r = may();
	if (r.why == REFUSED_NOT)
		*path = item->path;
	return r;
}

const struct choice *
find_choice(const struct step_ref *ref, const char *typed)
{
	unsigned count = step_choices(ref->step);

	if (!typed)
		return NULL;
	for (unsigned i = 0; i < count; i++)
		if (strcmp(step_choice(ref->step, i)->id, typed) == 0)
			return step_choice(ref->step, i);
	if (!typed[0] || typed[1])
		return NULL;
	for (unsigned i = 0; i < count && i < 26; i++)
		if (typed[0] == (char)('A' + i) || typed[0] == (char)('a' + i))
			return step_choice(ref->step, i);
	return NULL;
}

bool
id_matches(const char *id, const char *typed)
{
	size_t len = strlen(typed);

	if (strcmp(id, typed) == 0)
		return true;
	return len >= ID_PREFIX && strncmp(id, typed, len) == 0;
}

struct refused
find_id(const struct map *map, const char *typed, enum refusal none,
	const char **id)
{
	unsigned hits = 0;

	*id = NULL;
	if (!typed || !*typed)
		return refuse(none, typed, NULL);
	if (*typed == '#')
		typed++;
	if (map_find(map, typed)) {
		*id = typed;
		return may();
	}
	for (size_t i = 0; i < map->count; i++) {
		if (!map->entries[i].value ||
		    !id_matches(map->entries[i].key, typed))
			continue;
		*id = map->entries[i].key;
		hits++;
	}
	if (hits == 0)
		return refuse(none, typed, NULL);
	return hits == 1 ? may() : refuse(REFUSED_ID_AMBIGUOUS, typed, NULL);
}

bool
role_takes_part(const struct proposal *p, const char *role)
{
	for (size_t i = 0; i < p->in->playbooks.count; i++) {
		const struct playbook_state *s =
			p->in->playbooks.entries[i].value;
		const struct playbook *pb =
			s ? library_playbook(p->lib, s->id) : NULL;

		if (pb && playbook_find_role(pb, role))
			return true;
	}
	return false;
}

/* Whoever opens a playbook may act as a role that only this one has. */
static bool
role_is_of_opening(const struct proposal *p, const char *role)
{
	const struct action *act = p->act;
	const struct playbook *pb =
		act->kind == ACT_PLAYBOOK && !act->stop && act->playbook
			? library_playbook(p->lib, act->playbook)
			: NULL;

	return pb && playbook_find_role(pb, role);
}

bool
role_is_known(const struct proposal *p, const char *role)
{
	if (same_text(p->in->mode, "exercise") &&
	    (strcmp(role, ROLE_FACILITATOR) == 0 ||
	     strcmp(role, ROLE_OBSERVER) == 0))
		return true;
	return role_is_standard(role) || strcmp(role, "any") == 0 ||
	       role_takes_part(p, role) || role_is_of_opening(p, role);
}

/* "management, it, communications" of the playbooks that were opened. */
const char *
roles_listed(const struct proposal *p)
{
	const char *list = NULL;

	for (size_t i = 0; i < p->in->playbooks.count; i++) {
		const struct playbook_state *s =
			p->in->playbooks.entries[i].value;
		const struct playbook *pb =
			s ? library_playbook(p->lib, s->id) : NULL;

		for (unsigned k = 0; pb && k < pb->role_count; k++) {
			const char *role = pb->roles[k].role;

			if (!list)
				list = role;
			else if (!strstr(list, role))
				list = arena_printf(p->a, "%s, %s", list, role);
		}
	}
	return list;
}

struct refused
role_addressed(const struct proposal *p, const char *role)
{
	if (role_is_known(p, role))
		return may();
	return refuse(REFUSED_ROLE_UNKNOWN, role, roles_listed(p));
}
