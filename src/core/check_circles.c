/*
 * Circles: of needs, of same-as, of steps that can all be passed over.  Each
 * is told once, at the first of its members in the file.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/check_inside.h"

#define WAY_MOST 64 /* a longer circle is no mistake of a person */

/* A step or an item on the way from the first to itself. */
struct stop {
	const struct playbook *playbook;
	const struct role *role; /* NULL: a first action */
	const struct step *step;
	const struct item *item; /* NULL: a step */
};

struct way {
	struct checker *checker;
	struct stop stops[WAY_MOST];
	unsigned count;
	struct map tried; /* dead ends */
};

static const char *
name_of(const struct way *w, const struct stop *s)
{
	struct arena *a = w->checker->all->arena;
	const char *role = s->role ? s->role->role : "first";

	if (!s->role)
		return arena_printf(a, "%s/first/%s", s->playbook->head.id,
				    s->item->id);
	return arena_printf(a, "%s/%s/%s%s%s", s->playbook->head.id, role,
			    s->step->id, s->item ? "/" : "",
			    s->item ? s->item->id : "");
}

/* Tells it, unless a member of this circle has told it before. */
static void
tell(struct way *w, enum diag_id id, struct place at)
{
	struct checker *k = w->checker;
	struct buf text = {0};
	bool told = false;

	for (unsigned i = 0; i < w->count; i++) {
		const char *name = arena_printf(
			k->all->arena, "%s %u %s", k->at->head->language,
			(unsigned)id, name_of(w, &w->stops[i]));

		told |= map_find(&k->circles, name) != NULL;
		map_put_kept(&k->circles, name, w);
		buf_addf(&text, "%s -> ", name_of(w, &w->stops[i]));
	}
	buf_adds(&text, name_of(w, &w->stops[0]));
	if (!told)
		check_report_at(k, id, at, buf_text(&text), NULL, NULL);
	buf_fini(&text);
}

/* --- needs */

static bool
stop_of_need(struct way *w, const struct stop *from, const struct need *n,
	     struct stop *to)
{
	const struct playbook *p = from->playbook;
	int index;

	if (n->playbook) {
		const struct check_file *f =
			check_find_playbook(w->checker, n->playbook);

		p = f ? f->playbook : NULL;
	}
	if (!p)
		return false;
	to->playbook = p;
	to->role = playbook_find_role(p, n->role);
	index = to->role ? role_find_step(to->role, n->step) : -1;
	if (index < 0)
		return false;
	to->step = &to->role->steps[index];
	to->item = NULL;
	return true;
}

/* Depth first; true when the last stop leads back to the first. */
static bool
needs_lead_back(struct way *w)
{
	const struct stop *last = &w->stops[w->count - 1];
	const char *name = name_of(w, last);

	if (map_find(&w->tried, name) || w->count == WAY_MOST)
		return false;
	map_put_kept(&w->tried, name, w);
	for (unsigned i = 0; i < last->step->need_count; i++) {
		struct stop to;

		if (!stop_of_need(w, last, &last->step->needs[i], &to))
			continue;
		if (to.step == w->stops[0].step)
			return true;
		w->stops[w->count++] = to;
		if (needs_lead_back(w))
			return true;
		w->count--;
	}
	return false;
}

static void
needs_circle(struct checker *k, const struct playbook *p, const struct role *r,
	     const struct step *s)
{
	struct way w = {
		.checker = k,
		.stops = {{.playbook = p, .role = r, .step = s}},
		.count = 1,
	};

	if (!s->need_count)
		return;
	map_init(&w.tried, k->all->arena);
	if (needs_lead_back(&w))
		tell(&w, DIAG_NEEDS_CIRCLE,
		     marks_find(k->at->marks, &s->needs));
}

/* --- same-as */

static bool
stop_of_same_as(struct way *w, const struct stop *from, struct stop *to)
{
	const struct playbook *p = from->playbook;
	struct path path;

	if (!from->item->same_as ||
	    !path_read(w->checker->all->arena, from->item->same_as, true,
		       &path))
		return false;
	if (path.playbook) {
		const struct check_file *f =
			check_find_playbook(w->checker, path.playbook);

		p = f ? f->playbook : NULL;
	}
	if (!p)
		return false;
	to->playbook = p;
	to->role = path.role ? playbook_find_role(p, path.role) : NULL;
	to->item = path_item(p, &path, &to->step);
	return to->item != NULL;
}

static void
same_as_circle(struct checker *k, const struct stop *first)
{
	struct way w = {.checker = k, .stops = {*first}, .count = 1};
	struct stop to;

	while (w.count < WAY_MOST &&
	       stop_of_same_as(&w, &w.stops[w.count - 1], &to)) {
		if (to.item == first->item) {
			tell(&w, DIAG_SAME_AS_CIRCLE,
			     marks_find(k->at->marks, &first->item->same_as));
			return;
		}
		for (unsigned i = 0; i < w.count; i++)
			if (w.stops[i].item == to.item)
				return;
		w.stops[w.count++] = to;
	}
}

/* --- passed over */

static void
passed_circle(struct checker *k, const struct playbook *p, const struct role *r,
	      unsigned first)
{
	struct way w = {.checker = k};
	unsigned at = first;

	while (w.count < WAY_MOST) {
		const struct step *s = &r->steps[at];

		if (!s->when_count)
			return;
		for (unsigned i = 0; i < w.count; i++)
			if (w.stops[i].step == s)
				return;
		w.stops[w.count++] =
			(struct stop){.playbook = p, .role = r, .step = s};
		if (s->next_step >= 0)
			at = (unsigned)s->next_step;
		else if (s->next_step == STEP_END || at + 1 >= r->step_count)
			return;
		else
			at++;
		if (at == first) {
			tell(&w, DIAG_PASSED_CIRCLE, r->steps[first].place);
			return;
		}
	}
}

void
check_circles(struct checker *k, const struct playbook *p)
{
	for (unsigned i = 0; i < p->first_count; i++)
		same_as_circle(
			k, &(struct stop){.playbook = p, .item = &p->first[i]});
	for (unsigned i = 0; i < p->role_count; i++) {
		const struct role *r = &p->roles[i];

		for (unsigned n = 0; n < r->step_count; n++) {
			const struct step *s = &r->steps[n];

			needs_circle(k, p, r, s);
			passed_circle(k, p, r, n);
			for (unsigned m = 0; m < s->item_count; m++)
				same_as_circle(k, &(struct stop){
							  .playbook = p,
							  .role = r,
							  .step = s,
							  .item = &s->items[m],
						  });
		}
	}
}
