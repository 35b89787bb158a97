#include "export/report_parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"

#define CELLS_MOST 220 /* of a line of a section that gives lines up */
#define CELLS_LEAST 140

/* --- sections */

struct part
section_begin(struct reporting *p, const char *heading)
{
	report_heading(p->r, heading);
	return (struct part){p, 0};
}

void
section_line(struct part *s, const char *text, const char *sources)
{
	const struct reporting *p = s->p;

	/* Nobody's long text may push the rest off the one page. */
	if (p->most > 0)
		text = text_cut(p->a, text_shown(p->a, text, false),
				p->most > 4 ? CELLS_MOST : CELLS_LEAST);
	if (p->most == 0 || s->count < p->most)
		report_line(p->r, text, sources);
	s->count++;
}

void
section_end(struct part *s, const char *none)
{
	unsigned most = s->p->most;

	if (s->count == 0)
		report_paragraph(s->p->r, none);
	else if (most > 0 && s->count > most)
		report_paragraph(s->p->r,
				 say_fill(s->p->a,
					  tr_n("and %1 more", "and %1 more",
					       (long)(s->count - most)),
					  part_number(s->p, s->count - most),
					  NULL, NULL));
}

/* --- words */

const char *
part_source(struct reporting *p, const char *entry)
{
	return entry != NULL && entry[0] != '\0' ? say_entry(entry, p->a) : "";
}

const char *
part_clock(struct reporting *p, int64_t t)
{
	return say_day_clock(t, p->g->zone, p->a);
}

const char *
part_number(struct reporting *p, int64_t n)
{
	return arena_printf(p->a, "%lld", (long long)n);
}

const char *
part_role(struct reporting *p, const char *role)
{
	return role != NULL ? say_role(role, p->g->library, p->a)
			    : tr("everybody");
}

struct say_line
part_record(struct reporting *p, const struct record *r)
{
	return say_record(r, p->g->incident, p->g->library, p->g->zone, p->a);
}

/* --- facts */

const char *
part_pair(struct reporting *p, const char *label, const char *value)
{
	size_t len = strlen(label);

	return say_fill(
		p->a, len > 0 && label[len - 1] == '?' ? "%1 %2" : tr("%1: %2"),
		label, value, NULL);
}

/* One of the values that stand: who says so, and how sure it is. */
static const char *
standing(struct reporting *p, const struct status_fact *f, unsigned i)
{
	const struct fact_standing *v = &f->state->values[i];
	struct fact_state one = {.values = f->state->values + i, .count = 1};
	const struct status_fact shown = {.fact = f->fact,
					  .definition = f->definition,
					  .state = &one,
					  .value = v->value};
	const char *text = say_fact_value(&shown, p->g->zone, p->a);

	if (v->source != NULL)
		text = say_fill(p->a, tr("%1, according to %2"), text,
				v->source, NULL);
	if (v->certainty != NULL && strcmp(v->certainty, "assumed") == 0)
		text = say_fill(p->a, tr("%1 (assumed)"), text, NULL, NULL);
	return text;
}

const char *
part_fact(struct reporting *p, const struct status_fact *f)
{
	const char *label = say_fact_label(f->fact, p->g->library);
	const char *value = say_fact_value(f, p->g->zone, p->a);
	unsigned count = f->state != NULL ? f->state->count : 0;
	const char *all = "";

	if (count == 0 || p->wanted->for_public)
		return part_pair(p, label, value);
	if (!f->contradiction)
		return part_pair(p, label, standing(p, f, count - 1));
	for (unsigned i = 0; i < count; i++)
		all = arena_printf(p->a, "%s%s%s", all, i > 0 ? "; " : "",
				   standing(p, f, i));
	return part_pair(p, label,
			 say_fill(p->a, tr("%1: %2"), value, all, NULL));
}

const char *
part_fact_sources(struct reporting *p, const struct status_fact *f)
{
	const char *all = "";

	for (unsigned i = 0; f->state != NULL && i < f->state->count; i++)
		all = arena_printf(p->a, "%s%s%s", all, i > 0 ? " " : "",
				   part_source(p, f->state->values[i].id));
	return all[0] != '\0' ? all : tr("no entry yet");
}

bool
fact_is_public(const struct status_fact *f)
{
	return f->definition != NULL && f->definition->public == YES_NO_YES;
}

void
part_unknown(struct part *s)
{
	struct reporting *p = s->p;
	const struct status *st = p->g->status;
	unsigned count;
	const struct status_unknown *list =
		status_rank_unknowns(st, p->a, &count);

	for (unsigned i = 0; i < count; i++) {
		const struct status_unknown *u = &list[i];

		if (u->question != NULL)
			section_line(s,
				     say_fill(p->a, tr("%1: %2"),
					      say_fact_label(u->fact->fact,
							     p->g->library),
					      say_unknown(u, p->g->library,
							  p->g->zone, p->a),
					      NULL),
				     part_source(p, u->question->id));
		else
			section_line(s,
				     u->fact->state != NULL
					     ? part_fact(p, u->fact)
					     : say_fact_label(u->fact->fact,
							      p->g->library),
				     part_fact_sources(p, u->fact));
	}
}

/* --- deadlines */

const char *
part_deadline(struct reporting *p, const struct status_deadline *d)
{
	int64_t left = d->due.ms - p->g->status->now;
	const char *text = say_fill(p->a, tr("%1: %2"), d->definition->title,
				    say_deadline_state(d->state), NULL);

	if (!d->due.set)
		return text;
	return say_fill(p->a,
			left < 0 ? tr("%1, due %2, %3 too late")
				 : tr("%1, due %2, %3 left"),
			text, part_clock(p, d->due.ms),
			say_left(left < 0 ? -left : left, p->a));
}

const char *
part_deadline_sources(struct reporting *p, const struct status_deadline *d)
{
	const struct deadline_state *s = d->state_kept;

	if (s == NULL)
		return tr("no entry yet");
	if (s->last != NULL)
		return part_source(p, s->last->id);
	return s->start_count > 0 ? part_source(p, s->starts[0].id)
				  : tr("no entry yet");
}

const char *
part_undecided(struct reporting *p)
{
	return say_undecided(p->g->status, p->g->status->now, p->g->zone, p->a);
}

/* --- open work */

const char *
part_step(struct reporting *p, const struct step_ref *ref)
{
	return say_fill(p->a, "%1 %2",
			say_step_number(ref, p->g->incident, p->a),
			ref->step->title, NULL);
}

const char *
part_step_source(struct reporting *p, const struct step_ref *ref)
{
	const struct step_state *s = incident_step(p->g->incident, ref->path);
	const char *via = s != NULL && s->via.count > 0
				  ? s->via.ids[s->via.count - 1]
				  : NULL;
	const struct playbook_state *pb;

	if (via != NULL && map_find(&p->g->incident->entries, via) != NULL)
		return part_source(p, via);
	if (s != NULL && s->again.standing && s->again.id != NULL)
		return part_source(p, s->again.id);
	pb = map_find(&p->g->incident->playbooks, ref->playbook->head.id);
	if (pb != NULL && pb->record != NULL)
		return part_source(p, pb->record->id);
	return "";
}

/* playbook/ROLE/step/item; a first action is everybody's. */
static bool
is_of_role(const struct tick *t, const char *role)
{
	const char *slash = strchr(t->path, '/');
	size_t len = strlen(role);

	return slash != NULL && strncmp(slash + 1, role, len) == 0 &&
	       slash[1 + len] == '/';
}

void
part_postponed(struct part *s, const char *only_role)
{
	struct reporting *p = s->p;
	const struct map *ticks = &p->g->incident->ticks;

	for (size_t i = 0; i < ticks->count; i++) {
		const struct tick *t = ticks->entries[i].value;
		const char *text;

		if (t == NULL || strcmp(t->state, "later") != 0 ||
		    !t->until.set ||
		    (only_role != NULL && !is_of_role(t, only_role)))
			continue;
		text = t->record != NULL ? part_record(p, t->record).text
					 : t->path;
		section_line(s, text, part_source(p, t->id));
	}
}

/* An answer may be wanted by an hour. */
static const char *
inbox_text(struct reporting *p, const struct inbox_row *row)
{
	const char *text = say_inbox(row, p->g->library, p->a);

	if (row->record == NULL || !row->record->due.set)
		return text;
	return say_fill(p->a, tr("%1, by %2"), text,
			part_clock(p, row->record->due.ms), NULL);
}

static const char *
inbox_words(const struct inbox_row *row)
{
	switch (row->type) {
	case INBOX_QUESTION:
		return row->record != NULL && row->record->fact != NULL
			       ? tr("%1 asks to find out: %2")
			       : tr("%1 asks: %2");
	case INBOX_APPROVAL:
		return tr("%1 waits for a yes: %2");
	case INBOX_TASK:
		break;
	}
	return tr("%1 gives a task: %2");
}

void
part_inbox(struct part *s, const struct status_role *role)
{
	struct reporting *p = s->p;

	for (unsigned i = 0; i < role->inbox_count; i++) {
		const struct inbox_row *row = role->inbox[i];

		section_line(s,
			     say_fill(p->a, inbox_words(row),
				      part_role(p, row->from),
				      inbox_text(p, row), NULL),
			     part_source(p, row->id));
	}
}

/* "Management asks IT to find out: …": whose turn it is, and whose not. */
const char *
part_wanted(struct reporting *p, const struct inbox_row *row, const char *to)
{
	const char *sentence = tr("%1 asks %2: %3");

	if (row->type == INBOX_APPROVAL)
		sentence = tr("%1 waits for a yes of %2: %3");
	else if (row->record != NULL && row->record->fact != NULL)
		sentence = tr("%1 asks %2 to find out: %3");
	return say_fill(p->a, sentence, part_role(p, row->from),
			part_role(p, to), inbox_text(p, row));
}
