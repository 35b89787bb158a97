/*
 * The visits of a step: a step that is led to again after it was decided gets
 * a new visit, with a number, so that late lines of another station never undo
 * what came after them.
 */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"

int64_t
visit_clamped(int64_t visit)
{
	return visit > VISIT_MOST ? VISIT_MOST : visit;
}

struct step_state *
step_made(struct incident *in, const char *path)
{
	struct step_state *s = map_find(&in->steps, path);

	if (s)
		return s;
	s = ARENA_NEW(in->arena, struct step_state);
	s->path = path;
	map_put_kept(&in->steps, path, s);
	return s;
}

int64_t
step_next_visit(const struct step_state *s)
{
	if (!s || s->visit == 0)
		return 1;
	return s->standing > 0 ? visit_clamped(s->visit + 1) : s->visit;
}

static void
add_reason(struct incident *in, struct reason_list *list, const char *via)
{
	for (unsigned i = 0; i < list->count; i++)
		if (strcmp(list->ids[i], via) == 0)
			return;
	list->ids = arena_more(in->arena, list->ids, list->count,
			       sizeof(*list->ids));
	list->ids[list->count++] = via;
}

/* An older visit, or one already answered, is not entered again. */
void
step_enter(struct incident *in, struct step_state *s, int64_t visit,
	   const char *via, int64_t time, bool keep)
{
	visit = visit_clamped(visit);
	if (visit < 1)
		visit = 1;
	if (visit < s->visit || (visit == s->visit && s->standing > 0))
		return;
	if (visit > s->visit) {
		s->visit = visit;
		s->standing = 0;
		if (!keep || s->items_from == 0) {
			s->items_from = visit;
			s->items_order = in->order;
		}
		s->current = false;
	}
	if (!s->current) {
		s->current = true;
		s->current_visit = visit;
		s->current_order = ++in->moves;
		s->via = (struct reason_list){0};
		s->since = time;
	}
	add_reason(in, &s->via, via);
	s->passed = false;
}

void
step_touch(struct incident *in, const char *path, int64_t visit, int64_t time)
{
	struct step_state *s = map_find(&in->steps, path);

	visit = visit_clamped(visit);
	if (!s || s->visit == 0 || visit <= s->visit)
		return;
	/* After an unknown's `again` the ticks stand, after a repeat not. */
	step_enter(in, s, visit, "time", time,
		   s->again.standing && !s->again.repeat);
}

void
step_add_answer(struct incident *in, struct step_state *s,
		const struct answer *answer)
{
	if (s->answer_count == 0)
		s->answer_order = ++in->moves;
	s->answers = arena_more(in->arena, s->answers, s->answer_count,
				sizeof(*s->answers));
	s->answers[s->answer_count++] = *answer;
	if (answer->visit == s->visit)
		s->standing++;
}

void
step_pass(struct incident *in, const char *path, int64_t visit, const char *why,
	  const char *via)
{
	struct step_state *s = step_made(in, path);

	if (s->current && s->current_visit <= visit)
		s->current = false;
	if (!s->passed)
		s->passed_order = ++in->moves;
	s->passed = true;
	s->passed_visit = visit;
	s->passed_why = why;
	s->passed_via = via;
}

static void
strike(struct incident *in, const char *path, const char *id)
{
	struct step_state *s = path ? map_find(&in->steps, path) : NULL;
	unsigned left = 0;

	if (!s || !s->current)
		return;
	for (unsigned i = 0; i < s->via.count; i++)
		if (strcmp(s->via.ids[i], id) != 0)
			s->via.ids[left++] = s->via.ids[i];
	s->via.count = left;
	if (left == 0)
		s->current = false;
}

static void
undo_answers(struct incident *in, const char *path, const char *id)
{
	struct step_state *s = path ? map_find(&in->steps, path) : NULL;

	for (unsigned i = s ? s->answer_count : 0; i > 0; i--) {
		struct answer *an = &s->answers[i - 1];

		if (an->undone || strcmp(an->id, id) != 0)
			continue;
		an->undone = true;
		if (an->visit == s->visit)
			s->standing--;
	}
}

/*
 * Only steps that the entry itself names can have it as a reason, so that
 * nothing needs to be searched.
 */
static void
undo_entry(struct incident *in, const char *id)
{
	const struct record *r = map_find(&in->entries, id);

	if (!r)
		return;
	strike(in, r->step, id);
	for (unsigned i = 0; i < r->then->goto_count; i++)
		strike(in, r->then->goto_steps[i].step, id);
	for (unsigned i = 0; i < r->then->also_count; i++)
		strike(in, r->then->also[i].step, id);
	for (unsigned i = 0; i < r->then->passed_count; i++) {
		const char *path = r->then->passed[i].step;
		struct step_state *s = path ? map_find(&in->steps, path) : NULL;

		if (s && s->passed && strcmp(s->passed_via, id) == 0)
			s->passed = false;
	}
	undo_answers(in, r->step, id);
}

void
entries_undo(struct incident *in, const char *const *ids, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (ids[i])
			undo_entry(in, ids[i]);
}
