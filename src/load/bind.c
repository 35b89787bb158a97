#include "load/bind.h"

#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/text.h"
#include "load/format.h"

static struct place
place_of(struct binder *b, const void *member)
{
	bind_marks(b);
	return marks_find(&b->marks, member);
}

/* Wrong ones have been found in pass 1; they count as not given. */
static struct duration
duration(const char *text)
{
	struct duration d = {DURATION_NONE, 0};

	if (text && !duration_read(text, &d))
		d = (struct duration){DURATION_NONE, 0};
	return d;
}

static int
number(const char *text, int least, int most, int absent)
{
	int n = absent;

	if (text && !format_number(text, least, most, &n))
		n = absent;
	return n;
}

static void
bind_deadlines(struct deadline *deadlines, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		deadlines[i].within = duration(deadlines[i].within_text);
}

static const char *
nearest_step(struct binder *b, const struct role *r, const char *word)
{
	const char **ids =
		ARENA_ARRAY(b->scratch, const char *, r->step_count + 1);

	for (unsigned i = 0; i < r->step_count; i++)
		ids[i] = r->steps[i].id;
	return text_nearest(word, ids, r->step_count);
}

/* A step of this role, or `end` where that is a place to go. */
static int
target(struct binder *b, const struct role *r, const char *const *member,
       bool end_too)
{
	const char *id = *member;
	int index;

	if (!id)
		return STEP_NONE;
	if (end_too && strcmp(id, "end") == 0)
		return STEP_END;
	index = role_find_step(r, id);
	if (index >= 0)
		return index;
	finder_add(b->finder, DIAG_NO_STEP, place_of(b, member), id, NULL,
		   nearest_step(b, r, id));
	return STEP_NONE;
}

static int
choice_index(const struct step *s, const char *id)
{
	for (unsigned i = 0; i < s->choice_count; i++)
		if (strcmp(s->choices[i].id, id) == 0)
			return (int)i;
	return -1;
}

static void
bind_as_if(struct binder *b, const struct step *s, struct choice *c)
{
	const char *ids[CHOICES_MOST];
	unsigned i;

	c->as_if_choice = -1;
	if (!c->as_if)
		return;
	c->as_if_choice = choice_index(s, c->as_if);
	if (c->as_if_choice >= 0) {
		if (s->choices[c->as_if_choice].unknown != YES_NO_YES)
			return;
		finder_add(b->finder, DIAG_AS_IF_UNKNOWN,
			   place_of(b, &c->as_if), NULL, NULL, NULL);
		c->as_if_choice = -1;
		return;
	}
	for (i = 0; i < s->choice_count; i++)
		ids[i] = s->choices[i].id;
	finder_add(b->finder, DIAG_NO_CHOICE, place_of(b, &c->as_if), c->as_if,
		   NULL, text_nearest(c->as_if, ids, i));
}

static void
bind_choice(struct binder *b, const struct role *r, const struct step *s,
	    struct choice *c)
{
	c->goto_step = target(b, r, &c->goto_id, true);
	c->also_steps = ARENA_ARRAY(b->arena, int, c->also_count + 1);
	for (unsigned i = 0; i < c->also_count; i++)
		c->also_steps[i] = target(b, r, &c->also[i], false);
	c->severity = number(c->severity_text, 0, SEVERITY_MOST, -1);
	c->score = number(c->score_text, 0, SCORE_MOST, 0);
	c->again = duration(c->again_text);
	bind_as_if(b, s, c);
}

static void
bind_step(struct binder *b, const struct role *r, struct step *s)
{
	s->priority = number(s->priority_text, PRIORITY_LEAST, PRIORITY_MOST,
			     PRIORITY_USUAL);
	s->within = duration(s->within_text);
	s->repeat = duration(s->repeat_text);
	s->next_step = target(b, r, &s->next, true);
	for (unsigned i = 0; i < s->choice_count; i++)
		bind_choice(b, r, s, &s->choices[i]);
}

static void
bind_role(struct binder *b, struct role *r, bool moves)
{
	r->start_step = -1;
	if (moves && !r->start) {
		bind_marks(b);
		finder_add(b->finder, DIAG_MISSING_KEY, r->place, "start", NULL,
			   NULL);
	} else if (moves) {
		int start = target(b, r, &r->start, false);

		r->start_step = start >= 0 ? start : -1;
	}
	for (unsigned i = 0; i < r->step_count; i++)
		bind_step(b, r, &r->steps[i]);
}

static void
bind_playbook(struct binder *b, struct playbook *p)
{
	bool moves =
		p->head.kind == FILE_INCIDENT || p->head.kind == FILE_TRIAGE;

	bind_deadlines(p->deadlines, p->deadline_count);
	for (unsigned i = 0; i < p->role_count; i++)
		bind_role(b, &p->roles[i], moves);
}

static void
bind_expectations(struct expectation *rows, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		rows[i].within = duration(rows[i].within_text);
}

static void
bind_exercise(struct exercise *e)
{
	e->duration = duration(e->duration_text);
	for (unsigned i = 0; i < e->inject_count; i++) {
		struct inject *in = &e->injects[i];

		in->at = duration(in->at_text);
		bind_expectations(in->expects, in->expect_count);
		bind_expectations(in->never, in->never_count);
	}
}

void
bind_file(struct binder *b, struct loaded *l)
{
	if (l->playbook)
		bind_playbook(b, l->playbook);
	if (l->law)
		bind_deadlines(l->law->deadlines, l->law->deadline_count);
	if (l->organisation)
		bind_deadlines(l->organisation->deadlines,
			       l->organisation->deadline_count);
	if (l->exercise)
		bind_exercise(l->exercise);
}
