#include "core/branch.h"

#include <string.h>

#include "base/arena.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"

/* The steps of one role in one playbook, by their index. */
struct ways {
	const struct status *st;
	const struct library *lib;
	const struct playbook *playbook;
	const struct role *role;
	bool *ahead; /* what is open now leads there */
	bool *left;  /* what nobody chose leads there */
};

const struct answer *
step_answer(const struct step_state *s)
{
	for (unsigned i = s ? s->answer_count : 0; i > 0; i--)
		if (!s->answers[i - 1].undone)
			return &s->answers[i - 1];
	return NULL;
}

const struct answer *
step_chose(const struct step_state *s, int64_t visit, const struct choice *c)
{
	for (unsigned i = s ? s->answer_count : 0; i > 0; i--) {
		const struct answer *an = &s->answers[i - 1];

		if (!an->undone && !an->skip && an->visit == visit &&
		    strcmp(an->choice, c->id) == 0)
			return an;
	}
	return NULL;
}

const struct choice *
answer_choice(const struct answer *answer, const struct step_ref *ref,
	      char *letter)
{
	for (unsigned i = 0; !answer->skip && i < step_choices(ref->step); i++)
		if (strcmp(step_choice(ref->step, i)->id, answer->choice) ==
		    0) {
			*letter = (char)('A' + (i < 26 ? i : 25));
			return step_choice(ref->step, i);
		}
	return NULL;
}

static bool
mark(bool *steps, int index)
{
	if (index < 0 || steps[index])
		return false;
	steps[index] = true;
	return true;
}

static bool
mark_choice(const struct ways *w, bool *steps, const struct step_ref *from,
	    const struct choice *c)
{
	bool end;
	const struct step_ref *to = library_target(w->lib, from, c, &end);
	bool new = to &&mark(steps, (int)to->index);

	for (unsigned i = 0; i < c->also_count; i++)
		new |= mark(steps, c->also_steps[i]);
	return new;
}

/* Everything that the marked steps may lead to, also when passed over. */
static void
spread(const struct ways *w, bool *steps)
{
	bool new = true;

	while (new) {
		new = false;
		for (unsigned i = 0; i < w->role->step_count; i++) {
			const struct step_ref *ref = library_step_at(
				w->lib, w->playbook, w->role, i);
			const struct step_ref *after;

			if (!ref || !steps[i])
				continue;
			after = ref->step->when_count > 0
					? library_after(w->lib, ref)
					: NULL;
			new |= after &&mark(steps, (int)after->index);
			for (unsigned k = 0; k < step_choices(ref->step); k++)
				new |= mark_choice(w, steps, ref,
						   step_choice(ref->step, k));
		}
	}
}

/* A step that was passed over comes back when its facts change. */
static bool
is_open_way(const struct ways *w, const struct step_ref *ref,
	    const struct step_state *s)
{
	return status_find_step(w->st, ref->path) ||
	       (s && (s->passed || s->again.standing));
}

static bool
is_told(const struct ways *w, const struct step_ref *ref)
{
	const struct status_role *r = status_find_role(w->st, w->role->role);

	for (unsigned i = 0; r && i < r->inbox_count; i++)
		if (r->inbox[i]->step &&
		    strcmp(r->inbox[i]->step, ref->path) == 0)
			return true;
	return false;
}

/* An earlier visit may have gone where the last one did not. */
static void
look_past(const struct ways *w, const struct step_ref *ref,
	  const struct step_state *s)
{
	for (unsigned i = 0; i < step_choices(ref->step); i++) {
		const struct choice *c = step_choice(ref->step, i);

		if (!step_chose(s, step_answer(s)->visit, c))
			mark_choice(w, w->left, ref, c);
	}
}

static void
look(const struct ways *w)
{
	for (unsigned i = 0; i < w->role->step_count; i++) {
		const struct step_ref *ref =
			library_step_at(w->lib, w->playbook, w->role, i);
		const struct step_state *s =
			ref ? incident_step(w->st->incident, ref->path) : NULL;

		if (!ref)
			continue;
		if (is_open_way(w, ref, s) || is_told(w, ref))
			w->ahead[i] = true;
		if (step_answer(s))
			look_past(w, ref, s);
	}
	spread(w, w->ahead);
	spread(w, w->left);
}

bool
step_not_taken(const struct status *st, const struct library *lib,
	       const struct step_ref *ref, struct arena *a)
{
	const struct step_state *s = incident_step(st->incident, ref->path);
	struct ways w = {
		.st = st,
		.lib = lib,
		.playbook = ref->playbook,
		.role = ref->role,
		.ahead = ARENA_ARRAY(a, bool, ref->role->step_count),
		.left = ARENA_ARRAY(a, bool, ref->role->step_count),
	};

	if (s && (s->visit > 0 || s->passed))
		return false;
	look(&w);
	return w.left[ref->index] && !w.ahead[ref->index];
}
