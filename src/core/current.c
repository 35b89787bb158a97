/*
 * What stands open at a moment: the steps that are current, also those that
 * time alone has brought back (rule 4), and the items and needs in them.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

/* Came back by `again` (repeat false) or by `repeat`: the visit, else 0. */
static int64_t
came_back(const struct incident *in, const struct step_ref *ref,
	  const struct step_state *s, bool repeat, int64_t now)
{
	const struct comes_back *a = &s->again;

	if (!a->standing || a->repeat != repeat || !a->at.set ||
	    a->at.ms > now || s->standing == 0)
		return 0;
	if (conditions_hold(in, ref->step->when, ref->step->when_count) ==
	    HOLDS_NO)
		return 0;
	return visit_clamped(s->visit + 1);
}

/* The visit by entries and by `again`; repeats only come beside others. */
static int64_t
own_visit(const struct incident *in, const struct step_ref *ref,
	  const struct step_state *s, int64_t now)
{
	if (s->current)
		return s->current_visit;
	return came_back(in, ref, s, false, now);
}

/* A step of an open playbook that could stand open, NULL: it cannot. */
static const struct step_ref *
open_ref(const struct incident *in, const struct library *lib,
	 const struct step_state *s)
{
	if (!s || (!s->current && !s->again.standing) ||
	    !path_is_open(in, s->path))
		return NULL;
	return library_step(lib, s->path);
}

struct current_list
current_at(const struct incident *in, const struct library *lib, int64_t now,
	   struct arena *a)
{
	struct current_list cur = {0};
	bool any;

	for (int repeat = 0; repeat < 2; repeat++) {
		any = cur.count > 0;
		for (size_t i = 0; i < in->steps.count; i++) {
			const struct step_state *s = in->steps.entries[i].value;
			const struct step_ref *ref = open_ref(in, lib, s);
			int64_t visit = 0;

			if (ref && repeat && any && !s->current)
				visit = came_back(in, ref, s, true, now);
			else if (ref && !repeat)
				visit = own_visit(in, ref, s, now);
			if (!visit)
				continue;
			cur.steps = arena_more(a, cur.steps, cur.count,
					       sizeof(*cur.steps));
			cur.steps[cur.count++] = (struct current_step){
				.ref = ref,
				.state = s,
				.visit = visit,
			};
		}
	}
	return cur;
}

int64_t
current_visit(const struct current_list *cur, const struct step_ref *ref)
{
	for (unsigned i = 0; i < cur->count; i++)
		if (cur->steps[i].ref == ref)
			return cur->steps[i].visit;
	return 0;
}

int64_t
step_current_visit(const struct incident *in, const struct library *lib,
		   const struct step_ref *ref, int64_t now)
{
	const struct step_state *s = map_find(&in->steps, ref->path);
	int64_t visit;

	if (!open_ref(in, lib, s))
		return 0;
	visit = own_visit(in, ref, s, now);
	if (visit)
		return visit;
	visit = came_back(in, ref, s, true, now);
	if (!visit)
		return 0;
	for (size_t i = 0; i < in->steps.count; i++) {
		const struct step_state *o = in->steps.entries[i].value;
		const struct step_ref *other = open_ref(in, lib, o);

		if (other && own_visit(in, other, o, now))
			return visit;
	}
	return 0;
}

const struct tick *
item_tick(const struct incident *in, const struct item_ref *ref,
	  const char *row)
{
	const char *root = ref->root ? ref->root : ref->path;
	const struct tick *t;
	struct buf key = {0};

	if (!row)
		return map_find(&in->ticks, root);
	buf_addf(&key, "%s/%s", root, row);
	t = map_find(&in->ticks, buf_text(&key));
	buf_fini(&key);
	return t;
}

/* Whether a tick of an earlier visit no longer counts (rule 8). */
static bool
tick_is_old(const struct tick *t, const struct step_state *s, int64_t visit)
{
	if (visit > s->visit)
		/* Came back by time, nobody has touched it yet. */
		return s->again.repeat && t->time < s->again.at.ms;
	if (s->items_from <= 1)
		return false;
	if (strcmp(t->step, s->path) == 0)
		return t->visit < s->items_from;
	return t->order <= s->items_order;
}

enum item_state
item_state_at(const struct incident *in, const struct item_ref *ref,
	      const char *row, int64_t visit, int64_t now)
{
	const struct item *it = ref->item;
	const struct tick *t;
	const struct step_state *s;
	enum item_state state;

	if (conditions_hold(in, it->when, it->when_count) == HOLDS_NO)
		return ITEM_INACTIVE;
	t = item_tick(in, ref, row);
	if (!t)
		return ITEM_OPEN;
	s = ref->step ? map_find(&in->steps, ref->step->path) : NULL;
	if (s && s->visit > 0 && tick_is_old(t, s, visit))
		return ITEM_OPEN;
	state = item_state_of(t->state);
	if (state == ITEM_LATER && t->until.set && t->until.ms <= now)
		return ITEM_OPEN;
	/* A word of a newer version, or of nobody. */
	return state < ITEM_INACTIVE ? state : ITEM_OPEN;
}

/* The answers of the last visit with one that stands, or of none. */
static bool
need_is_answered(const struct step_state *s, const struct need *n)
{
	int64_t last = 0;

	for (unsigned i = 0; s && i < s->answer_count; i++) {
		const struct answer *an = &s->answers[i];

		if (!an->undone && an->visit > last && an->visit <= s->visit)
			last = an->visit;
	}
	if (last == 0)
		return false;
	for (unsigned i = 0; i < s->answer_count; i++) {
		const struct answer *an = &s->answers[i];

		if (an->undone || an->visit != last)
			continue;
		if (!n->choice || an->skip ||
		    same_text(n->choice, an->choice) ||
		    same_text(n->choice, an->as_if))
			return true;
	}
	return false;
}

static bool
role_is_at_work(const struct current_list *cur, const char *playbook,
		const char *role)
{
	for (unsigned i = 0; i < cur->count; i++) {
		const struct step_ref *ref = cur->steps[i].ref;

		if (strcmp(ref->playbook->head.id, playbook) == 0 &&
		    strcmp(ref->role->role, role) == 0)
			return true;
	}
	return false;
}

const char **
needs_unmet(const struct incident *in, const struct library *lib,
	    const struct current_list *cur, const struct step_ref *ref,
	    struct arena *a, unsigned *count)
{
	const char **paths = NULL;

	(void)lib;
	*count = 0;
	for (unsigned i = 0; i < ref->step->need_count; i++) {
		const struct need *n = &ref->step->needs[i];
		const char *playbook =
			n->playbook ? n->playbook : ref->playbook->head.id;
		const char *path =
			library_step_path(a, playbook, n->role, n->step);
		const struct step_state *s = map_find(&in->steps, path);

		/* A stopped playbook's needs are met, one not open is not. */
		if (map_find(&in->playbooks, playbook) &&
		    (need_is_answered(s, n) || (s && s->passed) ||
		     !role_is_at_work(cur, playbook, n->role)))
			continue;
		paths = arena_more(a, paths, *count, sizeof(*paths));
		paths[(*count)++] = path;
	}
	return paths;
}

bool
pending_waits(const struct pending *p, const char *step, int64_t visit)
{
	return p->state == PENDING_OPEN && p->visit == visit &&
	       strcmp(p->step, step) == 0;
}

const struct pending *
pending_of(const struct incident *in, const char *step, int64_t visit)
{
	for (size_t i = 0; i < in->pendings.count; i++) {
		const struct pending *p = in->pendings.entries[i].value;

		if (p && pending_waits(p, step, visit))
			return p;
	}
	return NULL;
}
