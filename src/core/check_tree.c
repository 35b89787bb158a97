/*
 * The decision tree of a role: can every step be reached, and does every step
 * have a way to the end?
 */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/check_inside.h"

struct tree {
	struct checker *checker;
	const struct playbook *playbook;
	const struct role *role;
	bool *reached;
	bool *ends;
	tree_may *may; /* NULL: every choice may be taken */
	const void *context;
};

/* What a dangling goto was meant to be: it has been told, and no more. */
static int
meant(const struct role *r, const char *id)
{
	const char **ids;
	const char *nearest;
	struct arena scratch = {0};
	int index = STEP_NONE;

	ids = ARENA_ARRAY(&scratch, const char *, r->step_count + 1);
	for (unsigned i = 0; i < r->step_count; i++)
		ids[i] = r->steps[i].id;
	nearest = text_nearest(id, ids, r->step_count);
	if (nearest)
		index = role_find_step(r, nearest);
	arena_fini(&scratch);
	return index;
}

static int
after(const struct role *r, unsigned index)
{
	const struct step *s = &r->steps[index];

	if (s->next)
		return s->next_step != STEP_NONE ? s->next_step
						 : meant(r, s->next);
	return index + 1 < r->step_count ? (int)index + 1 : STEP_END;
}

/* STEP_NONE: it stays where it is, or nobody knows. */
static int
leads_to(const struct role *r, unsigned index, const struct choice *c)
{
	if (c->goto_id)
		return c->goto_step != STEP_NONE ? c->goto_step
						 : meant(r, c->goto_id);
	if (c->unknown != YES_NO_YES)
		return index + 1 < r->step_count ? (int)index + 1 : STEP_END;
	return STEP_NONE;
}

static bool
mark(bool *steps, int index)
{
	if (index < 0 || steps[index])
		return false;
	steps[index] = true;
	return true;
}

/* Marks what the step leads to; true when something was new. */
static bool
spread(struct tree *t, unsigned index)
{
	const struct role *r = t->role;
	const struct step *s = &r->steps[index];
	bool new = false;

	/* Passed over, it leads on like a step without choices. */
	if (!s->choice_count || s->when_count)
		new |= mark(t->reached, after(r, index));
	for (unsigned i = 0; i < s->choice_count; i++) {
		const struct choice *c = &s->choices[i];

		if (t->may && !t->may(t->context, s, c))
			continue;
		new |= mark(t->reached, leads_to(r, index, c));
		for (unsigned n = 0; n < c->also_count; n++)
			new |= mark(t->reached, c->also_steps[n] != STEP_NONE
							? c->also_steps[n]
							: meant(r, c->also[n]));
	}
	return new;
}

/* Tasks from any file put a step before the role. */
static void
mark_told(struct tree *t, const struct playbook *from)
{
	for (unsigned r = 0; r < from->role_count; r++)
		for (unsigned s = 0; s < from->roles[r].step_count; s++) {
			const struct step *step = &from->roles[r].steps[s];

			for (unsigned c = 0; c < step->choice_count; c++)
				for (unsigned i = 0;
				     i < step->choices[c].tell_count; i++) {
					const struct telling *tell =
						&step->choices[c].tells[i];
					const char *to =
						tell->playbook ? tell->playbook
							       : from->head.id;

					if (strcmp(to, t->playbook->head.id) ==
						    0 &&
					    strcmp(tell->role, t->role->role) ==
						    0)
						mark(t->reached,
						     role_find_step(
							     t->role,
							     tell->step));
				}
		}
}

static void
find_reached(struct tree *t)
{
	const struct check *all = t->checker->all;
	bool new = true;

	mark(t->reached, t->role->start_step);
	for (unsigned i = 0; i < all->count; i++)
		if (all->files[i].playbook)
			mark_told(t, all->files[i].playbook);
	while (new) {
		new = false;
		for (unsigned i = 0; i < t->role->step_count; i++)
			if (t->reached[i])
				new |= spread(t, i);
	}
}

static bool
can_end(const struct tree *t, int target)
{
	return target == STEP_END || (target >= 0 && t->ends[target]);
}

static bool
has_way_out(const struct tree *t, unsigned index)
{
	const struct role *r = t->role;
	const struct step *s = &r->steps[index];

	if ((!s->choice_count || s->when_count) && can_end(t, after(r, index)))
		return true;
	for (unsigned i = 0; i < s->choice_count; i++) {
		int target = leads_to(r, index, &s->choices[i]);

		/* A dangling goto has been told: it may lead anywhere. */
		if (s->choices[i].goto_id && target == STEP_NONE)
			return true;
		if (can_end(t, target))
			return true;
	}
	return false;
}

static void
find_ends(struct tree *t)
{
	bool new = true;

	while (new) {
		new = false;
		for (unsigned i = 0; i < t->role->step_count; i++)
			if (!t->ends[i] && has_way_out(t, i))
				t->ends[i] = new = true;
	}
}

static void
check_role_tree(struct tree *t)
{
	const struct role *r = t->role;

	/* Without a start everything would be out of reach. */
	if (r->start_step < 0)
		return;
	find_reached(t);
	find_ends(t);
	for (unsigned i = 0; i < r->step_count; i++) {
		const struct step *s = &r->steps[i];

		if (!t->reached[i])
			check_report_at(t->checker, DIAG_UNREACHABLE, s->place,
					s->id, NULL, NULL);
		else if (!t->ends[i])
			check_report_at(t->checker, DIAG_NO_END, s->place,
					s->id, NULL, NULL);
	}
}

void
check_tree(struct checker *k, const struct playbook *p)
{
	for (unsigned i = 0; i < p->role_count; i++) {
		struct tree t = {
			.checker = k,
			.playbook = p,
			.role = &p->roles[i],
		};
		unsigned count = p->roles[i].step_count + 1;

		t.reached = ARENA_ARRAY(k->all->arena, bool, count);
		t.ends = ARENA_ARRAY(k->all->arena, bool, count);
		check_role_tree(&t);
	}
}

bool *
tree_reached(struct checker *k, const struct playbook *p, const struct role *r,
	     tree_may *may, const void *context)
{
	struct tree t = {
		.checker = k,
		.playbook = p,
		.role = r,
		.may = may,
		.context = context,
	};

	t.reached = ARENA_ARRAY(k->all->arena, bool, r->step_count + 1);
	find_reached(&t);
	return t.reached;
}
