#include "front/say_handover.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/handover.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/front.h"
#include "front/say.h"

#define LIST_MOST 8 /* names in a line */
#define DECISIONS_MOST 2
#define TEXT_MOST 60

struct brief {
	const struct front *f;
	struct arena *a;
	const char *role;
	const char **lines;
	unsigned count;
	const char *list; /* of the line that is being made */
	unsigned listed;
};

static void
list_begin(struct brief *b)
{
	b->list = NULL;
	b->listed = 0;
}

static void
list_add(struct brief *b, const char *name)
{
	if (b->listed++ >= LIST_MOST)
		return;
	b->list = b->list ? arena_printf(b->a, "%s, %s", b->list, name) : name;
}

/* %1: how many, %2: which ones. */
static void
list_end(struct brief *b, const char *text, const char *none)
{
	const char *list = b->list;

	if (b->listed == 0) {
		if (none)
			b->lines[b->count++] = none;
		return;
	}
	if (b->listed > LIST_MOST)
		list = say_fill(b->a, tr("%1 and %2 more"), list,
				arena_printf(b->a, "%u", b->listed - LIST_MOST),
				NULL);
	b->lines[b->count++] = say_fill(
		b->a, text, arena_printf(b->a, "%u", b->listed), list, NULL);
}

static void
add_open(struct brief *b, const struct status_role *role)
{
	list_begin(b);
	for (unsigned i = 0; i < role->current_count; i++) {
		const struct status_step *step = &role->current[i];

		for (unsigned k = 0; k < step->item_count; k++)
			if (step->items[k].state == ITEM_OPEN)
				list_add(b,
					 say_item_number(step->items[k].ref,
							 b->f->incident, b->a));
		if (step->open_items == 0)
			list_add(b,
				 say_fill(b->a, tr("step %1"),
					  say_step_number(step->ref,
							  b->f->incident, b->a),
					  NULL, NULL));
	}
	for (unsigned i = 0; i < role->action_count; i++)
		list_add(b, text_cut(b->a, role->actions[i]->text, TEXT_MOST));
	for (unsigned i = 0; i < role->decision_count; i++)
		list_add(b,
			 text_cut(b->a, role->decisions[i]->text, TEXT_MOST));
	list_end(b, tr("Open, %1: %2"), tr("Nothing is open."));
}

/* "ransomware/it/isolate/3": the part behind the first slash. */
static bool
is_in_role(const char *path, const char *role)
{
	const char *part = strchr(path, '/');
	size_t len = strlen(role);

	return part && strncmp(part + 1, role, len) == 0 &&
	       part[len + 1] == '/';
}

static void
add_postponed(struct brief *b)
{
	const struct front *f = b->f;
	const struct map *ticks = &f->incident->ticks;

	list_begin(b);
	for (size_t i = 0; i < ticks->count; i++) {
		const struct tick *t = ticks->entries[i].value;
		const struct item_ref *ref;

		if (!t || strcmp(t->state, "later") != 0 || !t->until.set ||
		    !is_in_role(t->path, b->role))
			continue;
		ref = library_item(f->library, t->path);
		list_add(b,
			 say_fill(b->a, tr("%1 until %2"),
				  ref ? say_item_number(ref, f->incident, b->a)
				      : t->path,
				  say_day_clock(t->until.ms, f->zone, b->a),
				  NULL));
	}
	list_end(b, tr("Postponed, %1: %2"), tr("Nothing was postponed."));
}

static void
add_inbox(struct brief *b, const struct status_role *role)
{
	const struct front *f = b->f;

	list_begin(b);
	for (unsigned i = 0; i < role->inbox_count; i++) {
		const struct inbox_row *row = role->inbox[i];

		list_add(b,
			 say_fill(b->a, tr("%1 \"%2\" %3"),
				  say_role(row->from, f->library, b->a),
				  text_cut(b->a,
					   say_inbox(row, f->library, b->a),
					   TEXT_MOST),
				  say_ago(f->now - row->record->time, b->a)));
	}
	list_end(b, tr("Waiting for us, %1: %2"),
		 tr("Nobody waits for this role."));
}

static void
add_waiting(struct brief *b)
{
	const struct status *st = b->f->status;

	list_begin(b);
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].inbox_count; k++) {
			const struct inbox_row *row = st->roles[i].inbox[k];

			if (!row->from || strcmp(row->from, b->role) != 0)
				continue;
			list_add(
				b,
				say_fill(b->a, tr("%1 \"%2\""),
					 say_role(row->to, b->f->library, b->a),
					 text_cut(b->a,
						  say_inbox(row, b->f->library,
							    b->a),
						  TEXT_MOST),
					 NULL));
		}
	list_end(b, tr("We wait for, %1: %2"), NULL);
}

static bool
runs(enum deadline_state_name state)
{
	return state == DEADLINE_RUNNING || state == DEADLINE_DUE_SOON ||
	       state == DEADLINE_OVERDUE || state == DEADLINE_FIRST_SENT ||
	       state == DEADLINE_TARGET_MISSED;
}

static void
add_deadlines(struct brief *b)
{
	const struct front *f = b->f;

	list_begin(b);
	for (unsigned i = 0; i < f->status->deadline_count; i++) {
		const struct status_deadline *d = &f->status->deadlines[i];
		const char *role = d->definition->role;

		if (!runs(d->state) || !role || strcmp(role, b->role) != 0)
			continue;
		list_add(b, say_fill(b->a, tr("%1 by %2"), d->definition->title,
				     say_day_clock(d->due.ms, f->zone, b->a),
				     NULL));
	}
	list_end(b, tr("Deadlines that run, %1: %2"),
		 tr("No deadline of this role runs."));
}

static void
add_decisions(struct brief *b)
{
	const struct front *f = b->f;
	unsigned said = 0;

	for (size_t i = f->incident->log_count; i > 0 && said < DECISIONS_MOST;
	     i--) {
		const struct record *r = f->incident->log[i - 1].record;
		struct say_line line;

		if (!r->role || strcmp(r->role, b->role) != 0 ||
		    (r->kind != RECORD_DECIDE && r->kind != RECORD_DECISION))
			continue;
		line = say_record(r, f->incident, f->library, f->zone, b->a);
		b->lines[b->count++] = say_fill(
			b->a, tr("Decided %1: %2"),
			say_clock(record_happened(r), f->zone, b->a),
			text_cut(b->a, line.text, 2 * TEXT_MOST), NULL);
		said++;
	}
}

unsigned
say_handover(const struct front *f, const char *role, struct arena *a,
	     const char *lines[HANDOVER_LINES])
{
	struct brief b = {.f = f, .a = a, .role = role, .lines = lines};
	const struct status_role *r =
		f->status && role ? status_find_role(f->status, role) : NULL;

	if (!r)
		return 0;
	add_open(&b, r);
	add_deadlines(&b);
	add_inbox(&b, r);
	add_waiting(&b);
	add_postponed(&b);
	add_decisions(&b);
	return b.count;
}

const char *
say_handover_waiting(const struct front *f, struct arena *a)
{
	const struct record *r =
		f->incident && f->role ? handover_waiting(f->incident, f->role)
				       : NULL;

	if (!r)
		return NULL;
	return say_fill(a, tr("%1 has not accepted the role %2 yet"), r->to,
			say_role(f->role, f->library, a), NULL);
}
