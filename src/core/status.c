/* What an incident looks like at a moment: see status.h. */
#include "core/status.h"

#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/items.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"

static const char *const ITEM_WORDS[ITEM_STATES] = {
	[ITEM_OPEN] = "open",
	[ITEM_DONE] = "done",
	[ITEM_NOT_APPLICABLE] = "not-applicable",
	[ITEM_NOT_POSSIBLE] = "not-possible",
	[ITEM_LATER] = "later",
	[ITEM_SOMEBODY_ELSE] = "somebody-else",
	[ITEM_INACTIVE] = "inactive",
};

const char *
item_state_name(enum item_state state)
{
	return ITEM_WORDS[state];
}

enum item_state
item_state_of(const char *name)
{
	for (int i = 0; i < ITEM_STATES; i++)
		if (strcmp(ITEM_WORDS[i], name) == 0)
			return (enum item_state)i;
	return ITEM_STATES;
}

static void
list_open(struct making *m)
{
	const struct map *all = &m->in->playbooks;

	m->open = ARENA_ARRAY(m->a, const struct playbook *, all->count + 1);
	for (size_t i = 0; i < all->count; i++) {
		const struct playbook_state *s = all->entries[i].value;
		const struct playbook *p =
			s && s->open ? library_playbook(m->lib, s->id) : NULL;

		if (p)
			m->open[m->open_count++] = p;
	}
}

static void
make_first(struct making *m)
{
	struct status *st = m->st;

	for (unsigned i = 0; i < m->open_count; i++) {
		unsigned count;
		const struct status_item *items = items_of_first(
			m->in, m->lib, m->open[i], m->now, m->a, &count);

		for (unsigned k = 0; k < count; k++) {
			st->first = arena_more(m->a, st->first, st->first_count,
					       sizeof(*st->first));
			st->first[st->first_count++] = items[k];
		}
	}
}

static void
add_fact(struct making *m, struct map *seen, const char *id,
	 const struct fact *definition)
{
	struct status *st = m->st;
	struct status_fact *f;

	if (map_find(seen, id))
		return;
	map_put_kept(seen, id, (void *)(uintptr_t)id);
	st->facts =
		arena_more(m->a, st->facts, st->fact_count, sizeof(*st->facts));
	f = &st->facts[st->fact_count++];
	f->fact = id;
	f->definition = definition;
	f->state = map_find(&m->in->facts, id);
	f->contradiction = incident_fact_contradicted(m->in, id);
	if (f->state && f->state->count > 0 && !f->contradiction)
		f->value = f->state->values[f->state->count - 1].value;
}

/* Sorts upwards, by heap: a forged journal may name very many facts. */
static void
sift(const char **ids, unsigned root, unsigned count)
{
	unsigned child;

	while ((child = 2 * root + 1) < count) {
		const char *moved = ids[root];

		if (child + 1 < count && strcmp(ids[child], ids[child + 1]) < 0)
			child++;
		if (strcmp(moved, ids[child]) >= 0)
			return;
		ids[root] = ids[child];
		ids[child] = moved;
		root = child;
	}
}

static void
sort_ids(const char **ids, unsigned count)
{
	for (unsigned i = count / 2; i > 0; i--)
		sift(ids, i - 1, count);
	for (unsigned last = count; last > 1; last--) {
		const char *largest = ids[0];

		ids[0] = ids[last - 1];
		ids[last - 1] = largest;
		sift(ids, 0, last - 1);
	}
}

/* Facts that no file defines come last, by their ids. */
static void
add_undefined(struct making *m, struct map *seen)
{
	const struct map *all = &m->in->facts;
	const char **ids = NULL;
	unsigned count = 0;

	for (size_t i = 0; i < all->count; i++) {
		const char *id = all->entries[i].key;

		if (map_find(seen, id))
			continue;
		ids = arena_more(m->a, ids, count, sizeof(*ids));
		ids[count++] = id;
	}
	sort_ids(ids, count);
	for (unsigned i = 0; i < count; i++)
		add_fact(m, seen, ids[i], NULL);
}

static void
make_facts(struct making *m)
{
	struct map seen;

	map_init(&seen, m->a);
	for (unsigned i = 0; i < m->lib->vocabulary_count; i++) {
		const struct vocabulary *v = m->lib->vocabularies[i];

		for (unsigned k = 0; k < v->fact_count; k++)
			add_fact(m, &seen, v->facts[k].id, &v->facts[k]);
	}
	for (size_t i = 0; i < m->in->playbooks.count; i++) {
		const struct playbook_state *s =
			m->in->playbooks.entries[i].value;
		const struct playbook *p =
			s ? library_playbook(m->lib, s->id) : NULL;

		for (unsigned k = 0; p && k < p->fact_count; k++)
			add_fact(m, &seen, p->facts[k].id, &p->facts[k]);
	}
	add_undefined(m, &seen);
}

/* By due, then as defined; what has no due comes last. */
static bool
is_due_before(const struct status_deadline *a, const struct status_deadline *b)
{
	if (!a->due.set)
		return false;
	return !b->due.set || a->due.ms < b->due.ms;
}

static void
make_deadlines(struct making *m)
{
	struct status *st = m->st;
	struct deadline_row *rows =
		deadlines_listed(m->in, m->lib, m->a, &st->deadline_count);

	st->deadlines = ARENA_ARRAY(m->a, struct status_deadline,
				    st->deadline_count + 1);
	for (unsigned i = 0; i < st->deadline_count; i++) {
		struct status_deadline d =
			deadline_at(m->in, rows[i].deadline, m->now);
		unsigned at = i;

		for (; at > 0 && is_due_before(&d, &st->deadlines[at - 1]);
		     at--)
			st->deadlines[at] = st->deadlines[at - 1];
		st->deadlines[at] = d;
	}
}

const struct status *
status_at(const struct incident *in, const struct library *lib, int64_t now,
	  struct arena *a)
{
	struct status *st = ARENA_NEW(a, struct status);
	struct making m = {
		.st = st,
		.in = in,
		.lib = lib,
		.now = now,
		.a = a,
	};

	st->incident = in;
	st->now = now;
	m.cur = current_at(in, lib, now, a);
	list_open(&m);
	make_first(&m);
	status_make_roles(&m);
	status_make_inboxes(&m);
	status_make_dropped(&m);
	status_make_improvised(&m);
	make_facts(&m);
	st->registers = registers_at(in, lib, a, &st->register_count);
	make_deadlines(&m);
	status_make_unknowns(&m);
	st->to_ratify = ratifications(in, false, a, &st->ratify_count);
	status_make_alerts(&m);
	return st;
}

const struct status_role *
status_find_role(const struct status *st, const char *role)
{
	for (unsigned i = 0; role && i < st->role_count; i++)
		if (strcmp(st->roles[i].role, role) == 0)
			return &st->roles[i];
	return NULL;
}

const struct status_fact *
status_find_fact(const struct status *st, const char *id)
{
	for (unsigned i = 0; i < st->fact_count; i++)
		if (strcmp(st->facts[i].fact, id) == 0)
			return &st->facts[i];
	return NULL;
}

const struct status_step *
status_find_step(const struct status *st, const char *path)
{
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		for (unsigned k = 0; k < r->current_count; k++)
			if (strcmp(r->current[k].ref->path, path) == 0)
				return &r->current[k];
	}
	return NULL;
}

/* The earlier of both, where t is still to come. */
static void
come_earlier(int64_t *next, int64_t now, int64_t t)
{
	if (t > now && t < *next)
		*next = t;
}

int64_t
status_next_change(const struct status *st)
{
	const struct incident *in = st->incident;
	int64_t next = INT64_MAX, now = st->now;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (!d->due.set || (d->state_kept && d->state_kept->met.set))
			continue;
		/* It is late the moment after it was due. */
		come_earlier(&next, now, d->due.ms + 1);
		if (d->start.set)
			come_earlier(
				&next, now,
				deadline_soon_from(d->start.ms, d->due.ms));
	}
	for (unsigned i = 0; i < st->unknown_count; i++)
		if (st->unknowns[i].promised.set)
			come_earlier(&next, now, st->unknowns[i].promised.ms);
	for (size_t i = 0; i < in->ticks.count; i++) {
		const struct tick *t = in->ticks.entries[i].value;

		if (t && t->until.set)
			come_earlier(&next, now, t->until.ms);
	}
	for (size_t i = 0; i < in->steps.count; i++) {
		const struct step_state *s = in->steps.entries[i].value;

		if (s && s->again.standing && s->again.at.set)
			come_earlier(&next, now, s->again.at.ms);
	}
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++)
			if (st->roles[i].current[k].box_ends.set)
				come_earlier(
					&next, now,
					st->roles[i].current[k].box_ends.ms +
						1);
	return next;
}
