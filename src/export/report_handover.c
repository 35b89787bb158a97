/* What the next holder of a role must know, on one sheet. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/ahead.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say.h"

#define DECISIONS_MOST 5

static void
add_open(struct reporting *p, const struct status_role *role)
{
	struct part s = section_begin(p, tr("OPEN"));

	for (unsigned i = 0; i < role->current_count; i++) {
		const struct status_step *step = &role->current[i];

		section_line(&s, part_step(p, step->ref),
			     part_step_source(p, step->ref));
		for (unsigned k = 0; k < step->item_count; k++)
			if (step->items[k].state == ITEM_OPEN)
				section_line(
					&s,
					say_fill(
						p->a, "%1 %2 %3",
						say_item_mark(ITEM_OPEN),
						say_item_number(
							step->items[k].ref,
							p->g->incident, p->a),
						step->items[k].ref->item->text),
					NULL);
	}
	for (unsigned i = 0; i < role->action_count; i++)
		section_line(&s, part_record(p, role->actions[i]->record).text,
			     part_source(p, role->actions[i]->id));
	for (unsigned i = 0; i < role->decision_count; i++)
		section_line(&s, role->decisions[i]->text,
			     part_source(p, role->decisions[i]->id));
	section_end(&s, tr("No step is open."));
}

/* What this role asked of others, and what they still owe it. */
static void
add_waiting(struct reporting *p, const struct status_role *role)
{
	struct part s = section_begin(p, tr("WE WAIT FOR"));
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].inbox_count; k++) {
			const struct inbox_row *row = st->roles[i].inbox[k];

			if (row->from != NULL &&
			    strcmp(row->from, role->role) == 0)
				section_line(
					&s,
					say_fill(p->a, tr("%1: %2"),
						 part_role(p, row->to),
						 say_inbox(row, p->g->library,
							   p->a),
						 NULL),
					part_source(p, row->id));
		}
	section_end(&s, tr("Nobody owes this role an answer."));
}

static void
add_deadlines(struct reporting *p, const char *role)
{
	struct part s = section_begin(p, tr("RUNNING DEADLINES"));
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (deadline_runs(d) && d->definition->role != NULL &&
		    strcmp(d->definition->role, role) == 0)
			section_line(&s, part_deadline(p, d),
				     part_deadline_sources(p, d));
	}
	section_end(&s, tr("No deadline of this role runs."));
}

static void
add_decisions(struct reporting *p, const char *role)
{
	struct part s = section_begin(p, tr("LAST DECISIONS"));
	const struct incident *in = p->g->incident;

	for (size_t i = in->log_count; i > 0 && s.count < DECISIONS_MOST; i--) {
		const struct record *r = in->log[i - 1].record;

		if (record_decides(r) && r->role != NULL &&
		    strcmp(r->role, role) == 0)
			section_line(&s,
				     say_fill(p->a, tr("%1: %2"),
					      part_clock(p, record_happened(r)),
					      part_record(p, r).text, NULL),
				     part_source(p, r->id));
	}
	section_end(&s, tr("Nothing was decided yet."));
}

void
handover_add(struct reporting *p)
{
	const char *name = p->wanted->role;
	const struct status_role *role =
		name != NULL ? status_find_role(p->g->status, name) : NULL;
	struct part s;

	if (role == NULL) {
		report_notice(p->r, tr("This role has no part in any open "
				       "playbook."));
		return;
	}
	report_pair(p->r, tr("Role"), part_role(p, name));
	report_pair(p->r, tr("From"),
		    role->holder != NULL ? role->holder : tr("nobody"));
	report_pair(p->r, tr("Done"),
		    say_fill(p->a, tr("%1 of %2 items"),
			     part_number(p, role->done),
			     part_number(p, role->total), NULL));
	add_open(p, role);
	s = section_begin(p, tr("POSTPONED"));
	part_postponed(&s, name);
	section_end(&s, tr("Nothing was postponed."));
	s = section_begin(p, tr("OTHERS WAIT FOR US"));
	part_inbox(&s, role);
	section_end(&s, tr("Nobody waits for this role."));
	add_waiting(p, role);
	add_deadlines(p, name);
	add_decisions(p, name);
	report_heading(p->r, tr("HANDED OVER"));
	report_paragraph(p->r, tr("Say it aloud, and let the other repeat it. "
				  "Then both sign."));
	report_pair(p->r, tr("Told by"), "____________________  __:__");
	report_pair(p->r, tr("Taken by"), "____________________  __:__");
}
