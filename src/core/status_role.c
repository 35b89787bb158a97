/* The roles of a status: what is current, what is done, what was asked. */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "core/engine.h"
#include "core/items.h"
#include "core/library.h"
#include "core/playbook.h"

/* Hands that pull cables type little. */
#define HERE_MS (60 * INT64_C(60000))
/* The first minutes are for the first actions. */
#define ALARMS_AFTER_MS (10 * INT64_C(60000))

static struct status_role *
role_made(struct making *m, const struct role *r)
{
	struct status *st = m->st;
	struct status_role *role;

	for (unsigned i = 0; i < st->role_count; i++) {
		role = &st->roles[i];
		if (strcmp(role->role, r->role) != 0)
			continue;
		if (!role->title)
			role->title = r->title;
		return role;
	}
	st->roles =
		arena_more(m->a, st->roles, st->role_count, sizeof(*st->roles));
	role = &st->roles[st->role_count++];
	role->role = r->role;
	role->title = r->title;
	role->holder = map_find(&m->in->holders, r->role);
	role->acted = map_find(&m->in->acted, r->role);
	role->finished = true;
	return role;
}

struct status_choice
status_choice_make(const struct library *lib, const struct step_ref *ref,
		   unsigned i, struct arena *a)
{
	struct status_choice c = {
		.choice = step_choice(ref->step, i),
		.letter = (char)('A' + (i < 26 ? i : 25)),
	};
	const struct choice *eff;

	c.unknown = c.choice->unknown == YES_NO_YES;
	c.target = library_target(lib, ref, c.choice, &c.ends);
	eff = choice_effective(ref, c.choice);
	c.also = ARENA_ARRAY(a, const struct step_ref *, eff->also_count + 1);
	for (unsigned n = 0; n < eff->also_count; n++)
		if (eff->also_steps[n] >= 0)
			c.also[c.also_count++] =
				library_step_at(lib, ref->playbook, ref->role,
						(unsigned)eff->also_steps[n]);
	return c;
}

static void
make_choices(struct making *m, struct status_step *s)
{
	s->choice_count = step_choices(s->ref->step);
	s->choices = ARENA_ARRAY(m->a, struct status_choice, s->choice_count);
	for (unsigned i = 0; i < s->choice_count; i++)
		s->choices[i] = status_choice_make(m->lib, s->ref, i, m->a);
}

static void
add_wait(struct making *m, struct status_step *s, struct status_wait wait)
{
	s->waits = arena_more(m->a, s->waits, s->wait_count, sizeof(*s->waits));
	s->waits[s->wait_count++] = wait;
}

/* Splits playbook/role/step. */
static void
name_wait(struct making *m, const char *path, struct status_wait *wait)
{
	const char *slash = strchr(path, '/');
	const char *last = slash ? strchr(slash + 1, '/') : NULL;

	if (!last)
		return;
	wait->playbook = arena_strndup(m->a, path, (size_t)(slash - path));
	wait->role = arena_strndup(m->a, slash + 1, (size_t)(last - slash - 1));
	wait->step = last + 1;
}

static void
make_waits(struct making *m, struct status_step *s)
{
	unsigned count;
	const char **paths =
		needs_unmet(m->in, m->lib, &m->cur, s->ref, m->a, &count);

	for (unsigned i = 0; i < count; i++) {
		struct status_wait wait = {.type = WAIT_NEEDS};

		name_wait(m, paths[i], &wait);
		add_wait(m, s, wait);
	}
	for (size_t i = 0; i < m->in->pendings.count; i++) {
		const struct pending *p = m->in->pendings.entries[i].value;

		if (!p || !pending_waits(p, s->ref->path, s->visit))
			continue;
		add_wait(m, s,
			 (struct status_wait){
				 .type = WAIT_APPROVAL,
				 .playbook = s->ref->playbook->head.id,
				 .role = p->approver,
				 .step = s->ref->step->id,
				 .id = p->id,
			 });
	}
}

/* Whether an unknown that is still open led here by its `as-if`. */
static bool
is_assumed(const struct incident *in, const struct step_state *s)
{
	for (unsigned i = 0; i < s->via.count; i++) {
		const struct record *r = map_find(&in->entries, s->via.ids[i]);
		const struct step_state *from =
			r && r->more->unknown && r->more->as_if && r->step
				? map_find(&in->steps, r->step)
				: NULL;

		if (from && from->again.standing &&
		    same_text(from->again.id, s->via.ids[i]))
			return true;
	}
	return false;
}

/* When it became current: by an entry, or when its time came. */
static int64_t
current_since(const struct step_state *s, int64_t visit)
{
	return visit > s->visit ? s->again.at.ms : s->since;
}

static void
make_step(struct making *m, struct status_step *s, const struct step_ref *ref,
	  int64_t visit)
{
	const struct step_state *state = map_find(&m->in->steps, ref->path);
	const struct step *step = ref->step;

	s->ref = ref;
	s->visit = visit;
	s->depends = conditions_depend(m->in, step->when, step->when_count);
	if (state) {
		s->since = current_since(state, visit);
		s->assumed = is_assumed(m->in, state);
	}
	if (state && step->within.unit != DURATION_NONE) {
		s->box_ends = (struct moment){
			.ms = stamp_ahead(stamp_add(s->since, step->within,
						    m->in->lines_zone),
					  s->since, m->in->lines_zone),
			.set = true,
		};
		s->over_time = m->now > s->box_ends.ms;
	}
	make_choices(m, s);
	make_waits(m, s);
}

/* Priority, then the playbook's opening, then the number (rule 23). */
static void
insert_step(struct making *m, struct status_role *role,
	    const struct status_step *s)
{
	unsigned at = role->current_count;

	role->current = arena_more(m->a, role->current, role->current_count++,
				   sizeof(*role->current));
	/* Steps come in by playbook and number: only priority is left. */
	for (; at > 0 && role->current[at - 1].ref->step->priority >
				 s->ref->step->priority;
	     at--)
		role->current[at] = role->current[at - 1];
	role->current[at] = *s;
}

/* What was put off in a step that was left: it still comes back (R6). */
static void
add_postponed(struct making *m, struct status_role *role,
	      const struct status_item *item)
{
	role->postponed =
		arena_more(m->a, role->postponed, role->postponed_count,
			   sizeof(*role->postponed));
	role->postponed[role->postponed_count++] = *item;
}

/* The items of one step, and what they add to the role's count. */
static void
count_items(struct making *m, struct status_role *role,
	    const struct step_ref *ref, struct status_step *s)
{
	const struct step *step = ref->step;
	bool counts = conditions_hold(m->in, step->when, step->when_count) !=
		      HOLDS_NO;

	s->items = items_of_step(m->in, m->lib, ref, s->visit, m->now, m->a,
				 &s->item_count);
	for (unsigned i = 0; i < s->item_count; i++) {
		struct status_item *item = &s->items[i];

		if (item->state == ITEM_OPEN)
			s->open_items++;
		/* `later` whose time has come. */
		if (item->state == ITEM_OPEN && s->visit && item->tick &&
		    strcmp(item->tick->state, "later") == 0)
			status_alert(m, ALERT_LATER, ref->role->role,
				     item->text, item->tick->id);
		if (!s->visit && item->tick &&
		    (item->state == ITEM_OPEN || item->state == ITEM_LATER) &&
		    strcmp(item->tick->state, "later") == 0)
			add_postponed(m, role, item);
		if (!counts || item->state == ITEM_INACTIVE ||
		    item->state == ITEM_NOT_APPLICABLE)
			continue;
		role->total++;
		if (item->state == ITEM_DONE)
			role->done++;
	}
}

static void
make_role(struct making *m, const struct playbook *p, const struct role *r)
{
	struct status_role *role = role_made(m, r);

	for (unsigned i = 0; i < r->step_count; i++) {
		const struct step_ref *ref = library_step_at(m->lib, p, r, i);
		struct status_step s = {0};

		if (!ref)
			continue;
		s.visit = current_visit(&m->cur, ref);
		count_items(m, role, ref, &s);
		if (!s.visit)
			continue;
		role->finished = false;
		make_step(m, &s, ref, s.visit);
		insert_step(m, role, &s);
	}
}

void
status_make_roles(struct making *m)
{
	for (unsigned i = 0; i < m->open_count; i++)
		for (unsigned k = 0; k < m->open[i]->role_count; k++)
			make_role(m, m->open[i], &m->open[i]->roles[k]);
}

static struct status_role *
role_of(struct making *m, const char *role)
{
	for (unsigned i = 0; role && i < m->st->role_count; i++)
		if (strcmp(m->st->roles[i].role, role) == 0)
			return &m->st->roles[i];
	return NULL;
}

static void
add_inbox(struct making *m, const struct inbox_row *row)
{
	const char *fact = row->record && row->type == INBOX_QUESTION
				   ? row->record->fact
				   : NULL;
	/* A question about a fact is over once the fact is known. */
	bool over = row->done || (fact && incident_fact(m->in, fact));
	struct status_role *role = over ? NULL : role_of(m, row->to);

	if (!role)
		return;
	role->inbox = arena_more(m->a, role->inbox, role->inbox_count,
				 sizeof(*role->inbox));
	role->inbox[role->inbox_count++] = row;
}

/* A pending decision lies in the approver's inbox as long as it waits. */
static const struct inbox_row *
approval_row(struct making *m, const struct pending *p)
{
	const struct step_ref *ref = library_step(m->lib, p->step);
	struct inbox_row *row;

	if (!ref || !pending_waits(p, ref->path, current_visit(&m->cur, ref)))
		return NULL;
	row = ARENA_NEW(m->a, struct inbox_row);
	row->id = p->id;
	row->type = INBOX_APPROVAL;
	row->from = p->asker;
	row->to = p->approver;
	row->step = p->step;
	row->text = p->label;
	row->record = p->record;
	return row;
}

static void
add_answer(struct making *m, const struct answer_row *row)
{
	struct status_role *role = row->done ? NULL : role_of(m, row->to);

	if (!role)
		return;
	role->answers = arena_more(m->a, role->answers, role->answer_count,
				   sizeof(*role->answers));
	role->answers[role->answer_count++] = row;
}

void
status_make_inboxes(struct making *m)
{
	const struct map *rows = &m->in->inbox;
	const struct map *pendings = &m->in->pendings;

	for (size_t i = 0; i < m->in->answers.count; i++)
		if (m->in->answers.entries[i].value)
			add_answer(m, m->in->answers.entries[i].value);

	for (size_t i = 0; i < rows->count; i++)
		if (rows->entries[i].value)
			add_inbox(m, rows->entries[i].value);
	for (size_t i = 0; i < pendings->count; i++) {
		const struct pending *p = pendings->entries[i].value;
		const struct inbox_row *row = p ? approval_row(m, p) : NULL;

		if (row)
			add_inbox(m, row);
	}
}

/* Who wrote the draft without it looks for who waits for it. */
static void
add_dropped(struct making *m, const struct document_state *d)
{
	struct status_role *role = d->draft ? role_of(m, d->draft->role) : NULL;

	for (unsigned i = 0; role && i < d->dropped_count; i++) {
		role->dropped =
			arena_more(m->a, role->dropped, role->dropped_count,
				   sizeof(*role->dropped));
		role->dropped[role->dropped_count++] =
			(struct status_dropped){d, &d->dropped[i]};
	}
}

void
status_make_dropped(struct making *m)
{
	const struct map *documents = &m->in->documents;

	for (size_t i = 0; i < documents->count; i++)
		if (documents->entries[i].value)
			add_dropped(m, documents->entries[i].value);
}

static bool
tick_is_open(const struct tick *t)
{
	return strcmp(t->state, "open") == 0 || strcmp(t->state, "later") == 0;
}

/*
 * Improvised work stands with the role it was given to, else with the one
 * that wrote it down (rule 19).
 */
void
status_make_improvised(struct making *m)
{
	const struct map *ticks = &m->in->ticks;
	const struct map *decisions = &m->in->decisions;

	for (size_t i = 0; i < ticks->count; i++) {
		const struct tick *t = ticks->entries[i].value;
		struct status_role *role;

		if (!t || !t->text || !tick_is_open(t))
			continue;
		role = role_of(m, t->to);
		if (!role)
			role = role_of(m, t->role);
		if (!role)
			continue;
		role->actions =
			arena_more(m->a, role->actions, role->action_count,
				   sizeof(*role->actions));
		role->actions[role->action_count++] = t;
	}
	for (size_t i = 0; i < decisions->count; i++) {
		const struct decision_state *d = decisions->entries[i].value;
		struct status_role *role =
			d && !d->chosen ? role_of(m, d->role) : NULL;

		if (!role)
			continue;
		role->decisions =
			arena_more(m->a, role->decisions, role->decision_count,
				   sizeof(*role->decisions));
		role->decisions[role->decision_count++] = d;
	}
}

/* --- who is there */

bool
status_role_here(const struct status_role *r, int64_t now)
{
	return r->holder ||
	       (r->acted && now - record_happened(r->acted) < HERE_MS);
}

bool
status_role_empty(const struct status *st, const struct status_role *r,
		  const char *own, int64_t now)
{
	bool work = r->current_count || r->inbox_count || r->action_count ||
		    r->decision_count;

	if (!st->incident->open || strcmp(r->role, "any") == 0 ||
	    same_text(own, r->role) || status_role_here(r, now))
		return false;
	return work || (st->incident->severity >= 3 && !r->finished);
}

bool
status_role_alarms(const struct status *st, const struct status_role *r,
		   const char *own, int64_t now)
{
	return now - st->incident->opened >= ALARMS_AFTER_MS &&
	       status_role_empty(st, r, own, now);
}
