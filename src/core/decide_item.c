/* Ticking an item, a first action or an improvised action. */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/items.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"

/* What a state must come with (rule 20). */
static struct refused
check_state(const struct proposal *p, enum item_state state)
{
	const struct action *act = p->act;

	switch (state) {
	case ITEM_NOT_APPLICABLE:
	case ITEM_NOT_POSSIBLE:
		return reason_needed(p);
	case ITEM_LATER:
		return act->until.set
			       ? may()
			       : refuse(REFUSED_UNTIL_MISSING, NULL, NULL);
	case ITEM_SOMEBODY_ELSE:
		return act->to ? may() : refuse(REFUSED_TO_MISSING, NULL, NULL);
	case ITEM_OPEN:
	case ITEM_DONE:
		return may();
	case ITEM_INACTIVE:
	case ITEM_STATES:
		break;
	}
	return refuse(REFUSED_STATE_UNKNOWN, act->state, NULL);
}

static void
write_state(struct proposal *p, enum item_state state)
{
	struct record *out = p->out;

	out->state = item_state_name(state);
	if (state == ITEM_LATER)
		out->until = p->act->until;
	if (state == ITEM_SOMEBODY_ELSE)
		out->to = p->act->to;
	out->reason = p->act->reason;
}

/* A role that is there gets a task; its `take` accepts only. */
static bool
becomes_a_task(const struct proposal *p, enum item_state state)
{
	return state == ITEM_SOMEBODY_ELSE && role_takes_part(p, p->act->to);
}

static struct refused
decide_improvised(struct proposal *p, enum item_state state)
{
	const char *typed = p->act->item + strlen("action/");
	const struct tick *t = NULL;
	unsigned hits = 0;
	struct refused r;

	for (size_t i = 0; i < p->in->ticks.count; i++) {
		const char *path = p->in->ticks.entries[i].key;

		if (strncmp(path, "action/", strlen("action/")) != 0 ||
		    !id_matches(path + strlen("action/"), typed))
			continue;
		t = p->in->ticks.entries[i].value;
		hits++;
	}
	if (hits == 0 || !t)
		return refuse(REFUSED_ACTION_UNKNOWN, typed, NULL);
	if (hits > 1)
		return refuse(REFUSED_ID_AMBIGUOUS, typed, NULL);
	r = check_state(p, state);
	if (r.why != REFUSED_NOT)
		return r;
	if (item_state_of(t->state) == state && state != ITEM_LATER)
		return refuse(REFUSED_STATE_ALREADY, t->path, t->state);
	p->out->item = t->path;
	p->out->text = t->text;
	write_state(p, state);
	/* It moves nothing, so that there is nothing to resolve. */
	if (becomes_a_task(p, state)) {
		p->out->then->tells = ARENA_NEW(p->a, struct record_tell);
		p->out->then->tells[0] = (struct record_tell){
			.role = p->act->to,
			.message = t->text,
		};
		p->out->then->tell_count = 1;
	}
	return may();
}

static int64_t
visit_of_item(const struct proposal *p, const struct item_ref *ref)
{
	const struct step_state *s;
	int64_t visit;

	visit = current_visit(&p->cur, ref->step);
	if (visit)
		return visit;
	s = map_find(&p->in->steps, ref->step->path);
	return s ? s->visit : 0;
}

static void
write_item(struct proposal *p, const struct item_ref *ref,
	   const struct register_row *row)
{
	struct record *out = p->out;
	const struct status_item *shown = item_at_address(
		p->in, p->lib,
		row ? arena_printf(p->a, "%s/%s", ref->path, row->row)
		    : ref->path,
		p->now, p->a);

	out->item = ref->path;
	if (ref->step)
		out->visit = (struct number){
			.value = visit_of_item(p, ref),
			.set = true,
		};
	if (ref->root && strcmp(ref->root, ref->path) != 0)
		out->same_as = ref->root;
	out->row = row ? row->row : NULL;
	out->text = shown ? shown->text : ref->item->text;
	out->language = ref->playbook->head.language;
}

static const char *
rows_listed(const struct proposal *p, const struct register_state *r)
{
	const char *list = NULL;

	for (unsigned i = 0; i < r->row_count; i++)
		list = list ? arena_printf(p->a, "%s, %s", list,
					   r->rows[i].name)
			    : r->rows[i].name;
	return list;
}

/*
 * Which row of an item that has one tick a row: NULL where its register is
 * empty, or the item has none.
 */
static struct refused
find_item_row(const struct proposal *p, const struct item_ref *ref,
	      const char *typed, const struct register_row **row)
{
	const struct register_state *r =
		ref->item->for_each
			? register_at(p->in, p->lib, ref->item->for_each, p->a)
			: NULL;

	*row = NULL;
	if (typed) {
		*row = r ? register_find_row(r, typed, p->a) : NULL;
		return *row ? may()
			    : refuse(REFUSED_ROW_UNKNOWN, typed, ref->number);
	}
	if (!r || r->row_count == 0)
		return may();
	return refuse(REFUSED_ROW_MISSING, ref->number, rows_listed(p, r));
}

/* ITEM, or ITEM/ROW: a row may have any name, so the item is tried first. */
static struct refused
find_item_of(const struct proposal *p, const struct item_ref **ref,
	     const struct register_row **row)
{
	const char *typed = p->act->item ? p->act->item : "";
	struct refused r = find_item(p, typed, ref), part;

	if (r.why != REFUSED_ITEM_UNKNOWN && r.why != REFUSED_ROLE_MISSING)
		return r.why != REFUSED_NOT
			       ? r
			       : find_item_row(p, *ref, p->act->row, row);
	for (const char *slash = strchr(typed, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		part = find_item(
			p, arena_strndup(p->a, typed, (size_t)(slash - typed)),
			ref);
		if (part.why == REFUSED_NOT && (*ref)->item->for_each)
			return find_item_row(p, *ref, slash + 1, row);
	}
	return r;
}

struct refused
decide_item(struct proposal *p)
{
	const struct action *act = p->act;
	const struct register_row *row = NULL;
	const struct item_ref *ref;
	enum item_state state = ITEM_DONE, now;
	struct telling tell;
	struct wanted w = {0};
	struct refused r;

	if (act->state)
		state = item_state_of(act->state);
	if (state >= ITEM_INACTIVE)
		return refuse(REFUSED_STATE_UNKNOWN, act->state, NULL);
	if (act->item && strncmp(act->item, "action/", strlen("action/")) == 0)
		return decide_improvised(p, state);
	r = find_item_of(p, &ref, &row);
	if (r.why == REFUSED_NOT)
		r = check_state(p, state);
	if (r.why != REFUSED_NOT)
		return r;
	now = item_state_at(p->in, ref, row ? row->row : NULL,
			    ref->step ? current_visit(&p->cur, ref->step) : 0,
			    p->now);
	if (now == ITEM_INACTIVE)
		return refuse(REFUSED_INACTIVE, ref->number, NULL);
	if (now == state && state != ITEM_LATER)
		return refuse(REFUSED_STATE_ALREADY, ref->number,
			      item_state_name(state));
	write_item(p, ref, row);
	write_state(p, state);
	if (state == ITEM_DONE) {
		w.starts = ref->item->starts;
		w.start_count = ref->item->start_count;
		w.meets = ref->item->meets;
		w.meet_count = ref->item->meet_count;
	}
	if (becomes_a_task(p, state)) {
		tell = (struct telling){
			.role = act->to,
			.message = p->out->text,
		};
		w.tells = &tell;
		w.tell_count = 1;
	}
	resolve(p, &w);
	return may();
}
