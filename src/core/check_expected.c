/*
 * Expectations that no path can meet: one that another row forbids, a step that
 * the expected choices lead past, and two choices of a step that comes once.
 * What comes on a branch, or by hand, may never come: it is no reason against
 * anything.
 */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"
#include "core/library.h"

/* A row that names a step, with the step that it means. */
struct named {
	const struct step *step;
	const char *choice; /* NULL: any */
	const struct expectation *row;
	bool never;
};

struct wanted {
	struct checker *checker;
	const struct exercise *exercise;
	struct named *rows;
	unsigned count;
};

static bool
comes_always(const struct inject *in)
{
	return in->manual != YES_NO_YES && in->when_count == 0 &&
	       in->unless_count == 0;
}

static bool
same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* --- forbidden elsewhere */

/* Where both name a step they may write its path in two ways. */
static bool
means_the_same(const struct wanted *w, const struct expectation *x,
	       const struct expectation *never)
{
	bool unknown;

	if (x->step && never->step) {
		const struct step *s = exercise_step(w->checker, w->exercise,
						     x->step, &unknown);

		return s &&
		       s == exercise_step(w->checker, w->exercise, never->step,
					  &unknown) &&
		       (!never->choice || same(x->choice, never->choice));
	}
	return same(x->fact, never->fact) ||
	       same(x->deadline, never->deadline) ||
	       same(x->document, never->document) ||
	       same(x->contact, never->contact) ||
	       same(x->emergency_phase, never->emergency_phase) ||
	       (x->severity && never->severity &&
		strcmp(x->severity, never->severity) >= 0);
}

static const char *const *
target_of(const struct expectation *x)
{
	return x->step       ? &x->step
	       : x->fact     ? &x->fact
	       : x->deadline ? &x->deadline
	       : x->document ? &x->document
	       : x->contact  ? &x->contact
	       : x->severity ? &x->severity
			     : &x->emergency_phase;
}

static void
check_forbidden(const struct wanted *w, const struct expectation *x)
{
	const struct exercise *e = w->exercise;

	for (unsigned i = 0; i < e->inject_count; i++)
		for (unsigned k = 0; k < e->injects[i].never_count; k++) {
			const char *const *target = target_of(x);

			if (!means_the_same(w, x, &e->injects[i].never[k]))
				continue;
			check_report(w->checker, DIAG_EXPECTED_NEVER, target,
				     *target, e->injects[i].id, NULL);
			return;
		}
}

/* --- led past */

static void
add_rows(struct wanted *w, const struct expectation *rows, unsigned count,
	 bool never)
{
	for (unsigned i = 0; i < count; i++) {
		const struct expectation *x = &rows[i];
		bool unknown;
		const struct step *s =
			x->step ? exercise_step(w->checker, w->exercise,
						x->step, &unknown)
				: NULL;

		if (!s)
			continue;
		w->rows = arena_more(w->checker->all->arena, w->rows, w->count,
				     sizeof(*w->rows));
		w->rows[w->count++] = (struct named){s, x->choice, x, never};
	}
}

/* What is never to happen is not done; where a choice is expected it is made.
 */
static bool
may_choose(const void *context, const struct step *s, const struct choice *c)
{
	const struct wanted *w = context;
	bool expected = false, wanted = false;

	for (unsigned i = 0; i < w->count; i++) {
		const struct named *row = &w->rows[i];
		bool hit = same(row->choice, c->id);

		if (row->step != s)
			continue;
		if (row->never && (!row->choice || hit))
			return false;
		if (row->never || !row->choice)
			continue;
		expected = true;
		wanted |= hit;
	}
	return !expected || wanted;
}

/* NULL where the playbook and role of the step are not there. */
static const struct role *
role_of(const struct wanted *w, const struct step *s, const struct playbook **p)
{
	const struct exercise *e = w->exercise;

	for (unsigned i = 0; i < e->playbook_count; i++) {
		const struct check_file *f =
			check_find_playbook(w->checker, e->playbooks[i]);

		for (unsigned r = 0;
		     f && f->playbook && r < f->playbook->role_count; r++) {
			const struct role *role = &f->playbook->roles[r];

			*p = f->playbook;
			if (s >= role->steps &&
			    s < role->steps + role->step_count)
				return role;
		}
	}
	return NULL;
}

static bool
is_reached(const struct wanted *w, const struct step *s)
{
	const struct playbook *p;
	const struct role *role = role_of(w, s, &p);

	return !role || role->start_step < 0 ||
	       tree_reached(w->checker, p, role, may_choose,
			    w)[s - role->steps];
}

/* --- of one step two choices */

static bool
leads_back(const struct role *role, unsigned from, int to)
{
	const struct step *s = &role->steps[from];

	if (s->next_step >= 0 && s->next_step <= to)
		return true;
	for (unsigned i = 0; i < s->choice_count; i++) {
		const struct choice *c = &s->choices[i];

		if (c->goto_step >= 0 && c->goto_step <= to)
			return true;
		for (unsigned n = 0; n < c->also_count; n++)
			if (c->also_steps[n] >= 0 && c->also_steps[n] <= to)
				return true;
	}
	return false;
}

/* A step that comes once, for one role: what it is decided, it stays. */
static bool
is_decided_once(const struct wanted *w, const struct step *s)
{
	const struct playbook *p;
	const struct role *role = role_of(w, s, &p);

	if (!role || s->repeat_text || strcmp(role->role, "any") == 0)
		return false;
	for (unsigned i = (unsigned)(s - role->steps); i < role->step_count;
	     i++)
		if (leads_back(role, i, (int)(s - role->steps)))
			return false;
	return true;
}

/* An "I don't know" is asked again. */
static bool
is_final(const struct step *s, const char *id)
{
	for (unsigned i = 0; i < step_choices(s); i++)
		if (strcmp(step_choice(s, i)->id, id) == 0)
			return step_choice(s, i)->unknown != YES_NO_YES;
	return false;
}

static void
check_choices(const struct wanted *w, unsigned index)
{
	const struct named *row = &w->rows[index];

	if (row->never || !row->choice || !is_final(row->step, row->choice))
		return;
	for (unsigned i = 0; i < index; i++) {
		const struct named *other = &w->rows[i];

		if (other->never || other->step != row->step ||
		    !other->choice || same(other->choice, row->choice) ||
		    !is_final(row->step, other->choice))
			continue;
		if (is_decided_once(w, row->step))
			check_report(w->checker, DIAG_TWO_CHOICES,
				     &row->row->choice, other->choice,
				     row->choice, NULL);
		return;
	}
}

void
check_expected(struct checker *k, const struct exercise *e)
{
	struct wanted w = {.checker = k, .exercise = e};

	for (unsigned i = 0; i < e->inject_count; i++) {
		const struct inject *in = &e->injects[i];

		for (unsigned n = 0; n < in->expect_count; n++)
			if (comes_always(in))
				check_forbidden(&w, &in->expects[n]);
		if (comes_always(in))
			add_rows(&w, in->expects, in->expect_count, false);
		add_rows(&w, in->never, in->never_count, true);
	}
	for (unsigned i = 0; i < w.count; i++)
		check_choices(&w, i);
	for (unsigned i = 0; i < w.count; i++)
		if (!w.rows[i].never && !is_reached(&w, w.rows[i].step))
			check_report(k, DIAG_NO_WAY_TO, &w.rows[i].row->step,
				     w.rows[i].row->step, NULL, NULL);
}
