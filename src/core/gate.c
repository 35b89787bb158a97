#include "core/gate.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/status.h"

static void
add(struct gate *g, struct arena *a, struct gate_row row)
{
	g->rows = arena_more(a, g->rows, g->count, sizeof(*g->rows));
	g->rows[g->count++] = row;
	g->holding += row.holds;
}

static void
add_steps(struct gate *g, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++) {
			const struct step_ref *ref =
				st->roles[i].current[k].ref;

			add(g, a,
			    (struct gate_row){.kind = GATE_STEP,
					      .role = st->roles[i].role,
					      .id = ref->path,
					      .text = ref->step->title,
					      .holds = true});
		}
}

/* Its clock runs, whether it applies nobody said: as if it did. */
static bool
would_run(const struct status_deadline *d)
{
	return d->state == DEADLINE_UNDECIDED && d->due.set;
}

static void
add_deadlines(struct gate *g, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct deadline *d = st->deadlines[i].definition;

		if (deadline_is_running(st->deadlines[i].state) ||
		    would_run(&st->deadlines[i]))
			add(g, a,
			    (struct gate_row){.kind = GATE_DEADLINE,
					      .role = d->role,
					      .id = d->id,
					      .text = d->title,
					      .holds = deadline_is_running(
						      st->deadlines[i].state)});
	}
}

static enum gate_kind
kind_of(const struct inbox_row *row)
{
	if (row->type == INBOX_APPROVAL)
		return GATE_APPROVAL;
	return row->type == INBOX_QUESTION ? GATE_QUESTION : GATE_TASK;
}

static void
add_inboxes(struct gate *g, const struct status *st, enum gate_kind kind,
	    struct arena *a)
{
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].inbox_count; k++) {
			const struct inbox_row *row = st->roles[i].inbox[k];

			if (kind_of(row) == kind)
				add(g, a,
				    (struct gate_row){.kind = kind,
						      .role = row->to,
						      .id = row->id,
						      .text = row->text,
						      .holds = false,
						      .inbox = row});
		}
}

static void
add_improvised(struct gate *g, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].action_count; k++) {
			const struct tick *t = st->roles[i].actions[k];

			add(g, a,
			    (struct gate_row){.kind = GATE_ACTION,
					      .role = st->roles[i].role,
					      .id = t->path,
					      .text = t->text,
					      .holds = false});
		}
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].decision_count; k++) {
			const struct decision_state *d =
				st->roles[i].decisions[k];

			add(g, a,
			    (struct gate_row){.kind = GATE_DECISION,
					      .role = st->roles[i].role,
					      .id = d->id,
					      .text = d->text,
					      .holds = false});
		}
}

static bool
is_draft(const struct record *r)
{
	return r->act != NULL &&
	       (strcmp(r->act, "draft") == 0 || strcmp(r->act, "approve") == 0);
}

static void
add_drafts(struct gate *g, const struct status *st, struct arena *a)
{
	const struct incident *in = st->incident;
	struct map last; /* document -> its last line */

	map_init(&last, a);
	for (size_t i = 0; i < in->log_count; i++) {
		struct record *r = (struct record *)in->log[i].record;

		if (r->kind == RECORD_DOCUMENT && r->more->document != NULL)
			map_put(&last, r->more->document, r);
	}
	for (size_t i = 0; i < last.count; i++) {
		const struct record *r = last.entries[i].value;

		if (r != NULL && is_draft(r))
			add(g, a,
			    (struct gate_row){.kind = GATE_DRAFT,
					      .role = r->role,
					      .id = r->more->document,
					      .text = r->more->document,
					      .holds = false});
	}
}

struct gate
gate_at(const struct status *st, struct arena *a)
{
	struct gate g = {NULL, 0, 0};

	add_steps(&g, st, a);
	add_deadlines(&g, st, a);
	add_inboxes(&g, st, GATE_APPROVAL, a);
	add_inboxes(&g, st, GATE_QUESTION, a);
	add_inboxes(&g, st, GATE_TASK, a);
	add_improvised(&g, st, a);
	add_drafts(&g, st, a);
	return g;
}
