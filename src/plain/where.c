/*
 * Where the role is: a step and one of its items, or its decision, or the
 * first actions.  The place is kept by paths, so that it survives whatever
 * others write; it moves on by itself only when its item is open no more.
 */
#include "plain/parts.h"

#include <string.h>

const struct status_role *
where_role(const struct plain *p)
{
	const struct front *f = p->front;

	if (!f->status || !f->role)
		return NULL;
	return status_find_role(f->status, f->role);
}

static void
add_steps(const struct status_role *role, const struct status_step **steps,
	  unsigned *count, unsigned most)
{
	for (unsigned i = 0; role && i < role->current_count; i++) {
		const struct status_step *s = &role->current[i];
		unsigned at = *count;

		if (at == most)
			return;
		while (at > 0 && steps[at - 1]->ref->step->priority >
					 s->ref->step->priority) {
			steps[at] = steps[at - 1];
			at--;
		}
		steps[at] = s;
		(*count)++;
	}
}

unsigned
where_steps(const struct plain *p, const struct status_step **steps,
	    unsigned most)
{
	const struct status *st = p->front->status;
	const struct status_role *any = st ? status_find_role(st, "any") : NULL;
	const struct status_role *own = where_role(p);
	unsigned count = 0;

	if (st && !st->incident->open)
		return 0;
	add_steps(own, steps, &count, most);
	if (any != own)
		add_steps(any, steps, &count, most);
	return count;
}

static const struct status_step *
find_step(const struct plain *p, const char *path)
{
	const struct status_step *steps[64];
	unsigned count = where_steps(p, steps, 64);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(steps[i]->ref->path, path) == 0)
			return steps[i];
	return NULL;
}

struct where
where_is(const struct plain *p)
{
	const struct status *st = p->front->status;
	struct where w = {.first = p->in_first};

	if (st && p->in_first) {
		w.items = st->first;
		w.count = st->first_count;
	} else if (st) {
		w.step = find_step(p, buf_text(&p->step));
		w.items = w.step ? w.step->items : NULL;
		w.count = w.step ? w.step->item_count : 0;
	}
	w.item = p->item < w.count ? p->item : w.count;
	return w;
}

unsigned
where_open_count(const struct status_item *items, unsigned count)
{
	unsigned open = 0;

	for (unsigned i = 0; i < count; i++)
		open += items[i].state == ITEM_OPEN;
	return open;
}

static unsigned
next_open(const struct status_item *items, unsigned count, unsigned from)
{
	while (from < count && items[from].state != ITEM_OPEN)
		from++;
	return from;
}

/* A step that only waits for an approval is not what can be done now. */
static const struct status_step *
most_urgent(const struct plain *p)
{
	const struct status_step *steps[64];
	unsigned count = where_steps(p, steps, 64);

	for (unsigned i = 0; i < count; i++)
		if (!step_waits_for_approval(steps[i]))
			return steps[i];
	return count ? steps[0] : NULL;
}

/* The place in a list of items that others may have changed meanwhile. */
static void
find_again(struct plain *p, const struct status_item *items, unsigned count)
{
	const char *here = buf_text(&p->here);

	if (!*here) {
		p->item = count;
		return;
	}
	if (p->item < count && strcmp(items[p->item].address, here) == 0)
		return;
	for (p->item = 0; p->item < count; p->item++)
		if (strcmp(items[p->item].address, here) == 0)
			return;
	p->item = 0;
	p->picked = false;
}

static void
put(struct plain *p, const struct status_item *items, unsigned count,
    unsigned item)
{
	p->item = item < count ? item : count;
	buf_clear(&p->here);
	if (p->item < count)
		buf_adds(&p->here, items[p->item].address);
}

/* Stays at an item that was asked for; else on to what is open. */
static void
settle_in(struct plain *p, const struct status_item *items, unsigned count)
{
	find_again(p, items, count);
	if (!p->picked || p->item == count)
		put(p, items, count, next_open(items, count, p->item));
}

static void
go(struct plain *p, const struct status_step *s)
{
	buf_clear(&p->step);
	buf_clear(&p->here);
	p->item = 0;
	p->picked = false;
	p->visit = 0;
	if (!s)
		return;
	buf_adds(&p->step, s->ref->path);
	p->visit = s->visit;
	put(p, s->items, s->item_count, next_open(s->items, s->item_count, 0));
}

static void
settle_first(struct plain *p)
{
	const struct status *st = p->front->status;

	settle_in(p, st->first, st->first_count);
	if (p->item < st->first_count)
		return;
	p->in_first = false;
	go(p, find_step(p, buf_text(&p->step)));
}

void
where_settle(struct plain *p)
{
	const struct status_step *s;

	if (!p->front->status)
		return;
	if (!p->front->incident->open)
		p->in_first = false;
	if (p->in_first)
		settle_first(p);
	if (p->in_first)
		return;
	s = find_step(p, buf_text(&p->step));
	if (!s || s->visit != p->visit)
		go(p, s ? s : most_urgent(p));
	else
		settle_in(p, s->items, s->item_count);
}

void
where_go_step(struct plain *p, const char *path)
{
	p->in_first = false;
	go(p, *path ? find_step(p, path) : NULL);
	where_settle(p);
}

void
where_go_item(struct plain *p, unsigned item)
{
	struct where w = where_is(p);

	put(p, w.items, w.count, item);
	p->picked = true;
	where_settle(p);
}

void
where_go_first(struct plain *p, bool first)
{
	const struct status *st = p->front->status;

	p->in_first = first;
	p->first_told = false;
	p->picked = false;
	if (!first)
		go(p, find_step(p, buf_text(&p->step)));
	else if (st)
		put(p, st->first, st->first_count, 0);
	where_settle(p);
}

void
where_go_first_of(struct plain *p, const char *playbook)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; st && i < st->first_count; i++) {
		const struct status_item *item = &st->first[i];

		if (item->state != ITEM_OPEN ||
		    strcmp(item->ref->playbook->head.id, playbook) != 0)
			continue;
		where_go_first(p, true);
		where_go_item(p, i);
		p->picked = false;
		return;
	}
}

/* On to the next, leaving the item open. */
void
where_next(struct plain *p)
{
	struct where w = where_is(p);

	p->picked = false;
	put(p, w.items, w.count, p->item + 1);
	where_settle(p);
}

void
where_forget(struct plain *p)
{
	p->in_first = false;
	p->first_told = false;
	buf_clear(&p->told);
	go(p, NULL);
}
