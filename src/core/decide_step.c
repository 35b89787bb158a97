/* Deciding, skipping and reopening a step. */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "core/engine.h"
#include "core/items.h"
#include "core/library.h"
#include "core/playbook.h"

const struct choice *
choice_effective(const struct step_ref *ref, const struct choice *c)
{
	if (c->as_if_choice < 0 || !c->as_if ||
	    (unsigned)c->as_if_choice >= ref->step->choice_count)
		return c;
	return &ref->step->choices[c->as_if_choice];
}

/*
 * The visit that a decision is about: the current one, or the next one of a
 * step whose question was left open (rule 5).  0: none.
 */
static int64_t
visit_to_decide(const struct proposal *p, const struct step_ref *ref)
{
	const struct step_state *s = map_find(&p->in->steps, ref->path);
	int64_t visit = current_visit(&p->cur, ref);

	if (visit)
		return visit;
	if (s && s->again.standing && !s->again.repeat)
		return visit_clamped(s->visit + 1);
	return 0;
}

static void
name_step(struct record *out, const struct step_ref *ref, int64_t visit)
{
	out->step = ref->path;
	out->visit = (struct number){.value = visit, .set = true};
	out->title = ref->step->title;
}

static struct moment
comes_back_at(const struct proposal *p, struct duration d)
{
	return (struct moment){
		.ms = stamp_add(p->at, d, p->in->lines_zone),
		.set = true,
	};
}

static struct refused
step_to_decide(struct proposal *p, const struct step_ref **ref, int64_t *visit)
{
	struct refused r = find_step(p, p->act->step, ref);

	if (r.why != REFUSED_NOT)
		return r;
	*visit = visit_to_decide(p, *ref);
	if (*visit == 0)
		return refuse(REFUSED_NOT_CURRENT, p->act->step, NULL);
	name_step(p->out, *ref, *visit);
	p->out->language = (*ref)->playbook->head.language;
	return may();
}

struct refused
decide_skip(struct proposal *p)
{
	const struct step_ref *ref;
	const struct pending *waiting;
	struct wanted w = {0};
	int64_t visit;
	struct refused r = step_to_decide(p, &ref, &visit);

	if (r.why == REFUSED_NOT)
		r = reason_needed(p);
	if (r.why != REFUSED_NOT)
		return r;
	p->out->reason = p->act->reason;
	waiting = pending_of(p->in, ref->path, visit);
	p->out->of = waiting ? waiting->id : NULL;
	if (ref->step->repeat.unit != DURATION_NONE) {
		p->out->more->again = comes_back_at(p, ref->step->repeat);
		p->out->more->repeat = true;
	}
	w.go_to = library_after(p->lib, ref);
	resolve(p, &w);
	return may();
}

/* "3.1, 3.4": the items that are open, NULL: none. */
static const char *
open_items(const struct proposal *p, const struct step_ref *ref)
{
	int64_t visit = current_visit(&p->cur, ref);
	const struct status_item *items;
	const char *list = NULL;
	unsigned count;

	items = items_of_step(p->in, p->lib, ref, visit, p->now, p->a, &count);
	for (unsigned i = 0; i < count; i++) {
		const char *name = items[i].ref->number;

		if (items[i].state != ITEM_OPEN)
			continue;
		if (items[i].row)
			name = arena_printf(p->a, "%s %s", name,
					    items[i].row_name);
		list = list ? arena_printf(p->a, "%s, %s", list, name) : name;
	}
	return list;
}

static const char *
needs_listed(const struct proposal *p, const struct step_ref *ref)
{
	unsigned count;
	const char **paths =
		needs_unmet(p->in, p->lib, &p->cur, ref, p->a, &count);
	const char *list = NULL;

	for (unsigned i = 0; i < count; i++)
		list = list ? arena_printf(p->a, "%s, %s", list, paths[i])
			    : paths[i];
	return list;
}

static struct refused
check_advice(const struct action *act)
{
	for (unsigned i = 0; i < act->advice_count; i++) {
		const struct record_advice *ad = &act->advice[i];

		if (!ad->role || !*ad->role || !ad->advice ||
		    (strcmp(ad->advice, "with") != 0 &&
		     strcmp(ad->advice, "against") != 0 &&
		     strcmp(ad->advice, "not-asked") != 0))
			return refuse(REFUSED_ADVICE, ad->advice, ad->role);
	}
	return may();
}

static const char *
choices_listed(const struct proposal *p, const struct step_ref *ref)
{
	const char *list = NULL;

	for (unsigned i = 0; i < step_choices(ref->step); i++) {
		const char *id = step_choice(ref->step, i)->id;

		list = list ? arena_printf(p->a, "%s, %s", list, id) : id;
	}
	return list;
}

/* The words on the screen, and what was said with the choice. */
static void
word_choice(struct proposal *p, const struct step_ref *ref,
	    const struct choice *c)
{
	const struct action *act = p->act;
	struct record *out = p->out;

	out->more->choice = c->id;
	out->more->label = c->label;
	out->more->as_if = c->as_if;
	/* In an assessment "I don't know" is an answer: nothing stays open. */
	out->more->unknown =
		c->unknown == YES_NO_YES && !playbook_is_scored(ref->playbook);
	out->reason = act->reason;
	if (act->advice_count > 0)
		out->more->advice =
			copied_array(p->a, act->advice, act->advice_count,
				     sizeof(*act->advice));
	out->more->advice_count = act->advice_count;
	out->more->decided_by = ref->step->decided_by;
	out->more->ratify = ref->step->ratify;
}

/* What stands in the way; `forced` where --override moves it aside. */
static struct refused
check_obstacles(const struct proposal *p, const struct step_ref *ref,
		const struct pending *waiting, bool *forced)
{
	bool override = p->act->override;
	const char *items = open_items(p, ref);
	const char *needs = needs_listed(p, ref);

	*forced = override && (items || needs || waiting);
	if (override)
		return may();
	if (items && needs)
		return refuse(REFUSED_ITEMS_AND_NEEDS, items, needs);
	if (items)
		return refuse(REFUSED_ITEMS_OPEN, items, NULL);
	if (needs)
		return refuse(REFUSED_NEEDS, needs, NULL);
	if (waiting)
		return refuse(REFUSED_WAITS_APPROVAL, waiting->approver, NULL);
	return may();
}

/* The role that must say yes first; own role is at once. */
static const char *
approver_of(const struct proposal *p, const struct step_ref *ref,
	    const struct choice *c)
{
	const char *role = c->approval;

	if (!role)
		role = choice_effective(ref, c)->approval;
	return role && same_text(role, p->act->role) ? NULL : role;
}

struct refused
decide_choice(struct proposal *p)
{
	const struct action *act = p->act;
	const struct step_ref *ref;
	const struct choice *c;
	const struct pending *waiting;
	const char *approver;
	bool override = act->override, forced, unreasoned;
	int64_t visit;
	struct refused r = step_to_decide(p, &ref, &visit);

	if (r.why != REFUSED_NOT)
		return r;
	c = find_choice(ref, act->choice);
	if (!c)
		return refuse(REFUSED_CHOICE_UNKNOWN, act->choice,
			      choices_listed(p, ref));
	r = check_advice(act);
	if (r.why != REFUSED_NOT)
		return r;
	unreasoned = c->reason == REASON_REQUIRED && !act->reason;
	if (unreasoned && !override)
		return refuse(REFUSED_REASON_MISSING, NULL, NULL);
	waiting = pending_of(p->in, ref->path, visit);
	r = check_obstacles(p, ref, waiting, &forced);
	if (r.why != REFUSED_NOT)
		return r;
	approver = approver_of(p, ref, c);
	if (override && (unreasoned || approver))
		forced = true;
	word_choice(p, ref, c);
	if (forced)
		p->out->more->override = act->override;
	if (approver && !forced) {
		p->out->kind = RECORD_PENDING;
		p->out->more->approval = approver;
		return may();
	}
	p->out->of = waiting ? waiting->id : NULL;
	choice_resolve(p, ref, c);
	return may();
}

static bool
answer_is_there(const struct step_state *s, const char *id)
{
	for (unsigned i = s->answer_count; i > 0; i--)
		if (same_text(s->answers[i - 1].id, id))
			return true;
	return false;
}

/* Where the choice leads, what comes beside it, and when it comes back. */
static void
choice_moves(struct proposal *p, const struct step_ref *ref,
	     const struct choice *c, struct wanted *w)
{
	const struct choice *eff = choice_effective(ref, c);
	bool end;

	w->go_to = library_target(p->lib, ref, c, &end);
	p->out->more->stays = !w->go_to && !end;
	if (c->again.unit != DURATION_NONE) {
		p->out->more->again = comes_back_at(p, c->again);
	} else if (ref->step->repeat.unit != DURATION_NONE &&
		   !p->out->more->stays && c->unknown != YES_NO_YES) {
		p->out->more->again = comes_back_at(p, ref->step->repeat);
		p->out->more->repeat = true;
	}
	w->also =
		ARENA_ARRAY(p->a, const struct step_ref *, eff->also_count + 1);
	for (unsigned i = 0; i < eff->also_count; i++)
		if (eff->also_steps[i] >= 0)
			w->also[w->also_count++] = library_step_at(
				p->lib, ref->playbook, ref->role,
				(unsigned)eff->also_steps[i]);
}

void
choice_resolve(struct proposal *p, const struct step_ref *ref,
	       const struct choice *c)
{
	const struct step_state *s = map_find(&p->in->steps, ref->path);
	const struct choice *eff = choice_effective(ref, c);
	const struct comes_back *old =
		s && s->again.standing && !s->again.repeat ? &s->again : NULL;
	struct wanted w = {
		.sets = eff->sets,
		.set_count = eff->set_count,
		.certainty = eff != c ? "assumed" : NULL,
	};

	/* The assumption is confirmed: nothing is entered again (rule 5). */
	if (old && old->as_if && eff == c && strcmp(c->id, old->as_if) == 0) {
		p->out->more->confirms = true;
		resolve(p, &w);
		return;
	}
	/* Another answer: what was only assumed goes away. */
	if (old && answer_is_there(s, old->id)) {
		p->out->more->undoes = ARENA_NEW(p->a, const char *);
		p->out->more->undoes[0] = old->id;
		p->out->more->undoes_count = 1;
	}
	choice_moves(p, ref, c, &w);
	w.starts = eff->starts;
	w.start_count = eff->start_count;
	w.meets = eff->meets;
	w.meet_count = eff->meet_count;
	w.opens = eff->opens;
	w.open_count = eff->open_count;
	w.tells = eff->tells;
	w.tell_count = eff->tell_count;
	w.tells_from = ref->playbook->head.id;
	w.raises = eff->severity >= 0;
	w.severity = eff->severity;
	resolve(p, &w);
}

struct refused
decide_reopen(struct proposal *p)
{
	const struct step_ref *ref;
	const struct step_state *s;
	struct record *out = p->out;
	struct refused r = find_step(p, p->act->step, &ref);

	if (r.why != REFUSED_NOT)
		return r;
	s = map_find(&p->in->steps, ref->path);
	if (!s || s->standing == 0)
		return refuse(REFUSED_NOT_DECIDED, p->act->step, NULL);
	name_step(out, ref, visit_clamped(s->visit + 1));
	out->reason = p->act->reason;
	for (unsigned i = 0; i < s->answer_count; i++) {
		const struct answer *an = &s->answers[i];

		if (an->undone || an->visit != s->visit)
			continue;
		out->more->undoes = arena_more(p->a, out->more->undoes,
					       out->more->undoes_count,
					       sizeof(*out->more->undoes));
		out->more->undoes[out->more->undoes_count++] = an->id;
	}
	return may();
}
