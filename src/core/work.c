#include "core/work.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

#define PRIORITY_WAITS 2 /* somebody waits for it */
#define PRIORITY_USUAL 5 /* as a step without one */
#define PRIORITY_LAST 10 /* its hour is still to come */

struct working {
	const struct status *st;
	const struct library *lib;
	struct arena *a;
	struct work_row *rows;
	unsigned count;
};

/* Rows come in by opening and number: only priority is left to sort by. */
static void
insert(struct working *w, struct work_row row)
{
	unsigned at = w->count;

	row.late = row.due.set && row.due.ms <= w->st->now;
	if (row.late && row.priority > 1)
		row.priority--;
	w->rows = arena_more(w->a, w->rows, w->count++, sizeof(*w->rows));
	for (; at > 0 && w->rows[at - 1].priority > row.priority; at--)
		w->rows[at] = w->rows[at - 1];
	w->rows[at] = row;
}

static int
priority_of_step(const struct working *w, const char *path)
{
	const struct step_ref *ref = path ? library_step(w->lib, path) : NULL;

	return ref ? ref->step->priority : PRIORITY_USUAL;
}

static void
add_inbox(struct working *w, const struct status_role *r)
{
	for (unsigned i = 0; i < r->inbox_count; i++) {
		const struct inbox_row *row = r->inbox[i];
		bool task = row->type == INBOX_TASK;

		insert(w,
		       (struct work_row){
			       .kind = WORK_INBOX,
			       .priority = task ? priority_of_step(w, row->step)
						: PRIORITY_WAITS,
			       .index = i,
			       .key = row->id,
			       .text = row->text,
			       .due = row->record ? row->record->due
						  : (struct moment){0},
		       });
	}
	for (unsigned i = 0; i < r->answer_count; i++)
		insert(w, (struct work_row){
				  .kind = WORK_ANSWER,
				  .priority = PRIORITY_WAITS,
				  .index = i,
				  .key = r->answers[i]->id,
				  .text = r->answers[i]->text,
			  });
}

static void
add_postponed(struct working *w, const struct status_role *r)
{
	for (unsigned i = 0; i < r->postponed_count; i++) {
		const struct status_item *item = &r->postponed[i];
		bool waits = item->state == ITEM_LATER;

		insert(w,
		       (struct work_row){
			       .kind = WORK_POSTPONED,
			       .priority =
				       waits ? PRIORITY_LAST
					     : priority_of_step(
						       w,
						       item->ref->step->path),
			       .index = i,
			       .key = item->address,
			       .text = item->text,
			       .due = item->tick->until,
		       });
	}
}

static void
add_improvised(struct working *w, const struct status_role *r)
{
	for (unsigned i = 0; i < r->action_count; i++)
		insert(w, (struct work_row){
				  .kind = WORK_ACTION,
				  .priority = PRIORITY_USUAL,
				  .index = i,
				  .key = r->actions[i]->path,
				  .text = r->actions[i]->text,
				  .due = r->actions[i]->until,
			  });
	for (unsigned i = 0; i < r->decision_count; i++)
		insert(w, (struct work_row){
				  .kind = WORK_DECISION,
				  .priority = PRIORITY_USUAL,
				  .index = i,
				  .key = r->decisions[i]->id,
				  .text = r->decisions[i]->text,
			  });
}

static void
add_dropped(struct working *w, const struct status_role *r)
{
	for (unsigned i = 0; i < r->dropped_count; i++) {
		const struct status_dropped *d = &r->dropped[i];

		insert(w, (struct work_row){
				  .kind = WORK_PROMISE,
				  .priority = PRIORITY_WAITS,
				  .index = i,
				  .key = arena_printf(w->a, "%s:%" PRId64,
						      d->document->document,
						      d->promise->due.ms),
				  .text = d->promise->title ? d->promise->title
							    : "",
				  .due = d->promise->due,
			  });
	}
}

/* Repeats only come beside other work, whoever has that. */
static bool
all_finished(const struct status *st)
{
	for (unsigned i = 0; i < st->role_count; i++)
		if (!st->roles[i].finished)
			return false;
	return true;
}

static void
add_returns(struct working *w, const struct status_role *r)
{
	const struct map *steps = &w->st->incident->steps;
	const bool over = all_finished(w->st);

	for (size_t i = 0; i < steps->count; i++) {
		const struct step_state *s = steps->entries[i].value;
		const struct step_ref *ref =
			s ? library_step(w->lib, s->path) : NULL;

		if (!ref || strcmp(ref->role->role, r->role) != 0 ||
		    !s->again.standing || !s->again.at.set ||
		    s->again.at.ms <= w->st->now || (s->again.repeat && over) ||
		    !path_is_open(w->st->incident, s->path) ||
		    status_find_step(w->st, s->path))
			continue;
		insert(w, (struct work_row){
				  .kind = WORK_RETURN,
				  .priority = PRIORITY_LAST,
				  .key = ref->path,
				  .text = ref->step->title,
				  .due = s->again.at,
			  });
	}
}

struct work_row *
work_of(const struct status *st, const struct library *lib,
	const struct status_role *role, struct arena *a, unsigned *count)
{
	struct working w = {.st = st, .lib = lib, .a = a};

	for (unsigned i = 0; role && i < role->current_count; i++) {
		const struct status_step *s = &role->current[i];

		/* A time box that is over makes no step go first. */
		insert(&w, (struct work_row){
				   .kind = WORK_STEP,
				   .priority = s->ref->step->priority,
				   .index = i,
				   .key = s->ref->path,
				   .text = s->ref->step->title,
			   });
	}
	if (role) {
		add_inbox(&w, role);
		add_dropped(&w, role);
		add_postponed(&w, role);
		add_improvised(&w, role);
		add_returns(&w, role);
	}
	*count = w.count;
	return w.rows;
}
