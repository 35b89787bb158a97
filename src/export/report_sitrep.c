/* The situation report: on one page, unknowns said, every line with its entry.
 */
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/tr.h"
#include "core/ahead.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say.h"

/* --- what is known, what is not */

static const struct record *
last_of(const struct incident *in, enum record_kind kind)
{
	size_t n = in->last[kind];

	return n > 0 ? in->log[n - 1].record : NULL;
}

static const char *
level_of(struct reporting *p)
{
	const struct incident *in = p->g->incident;
	const struct record *r = last_of(in, RECORD_SEVERITY);
	const char *text = say_fill(p->a, tr("severity %1, %2"),
				    part_number(p, in->severity),
				    say_severity(in->severity), NULL);

	if (r != NULL)
		text = arena_printf(p->a, "%s (%s)", text,
				    part_source(p, r->id));
	r = last_of(in, RECORD_EMERGENCY_PHASE);
	if (r == NULL)
		return text;
	return arena_printf(p->a, "%s; %s (%s)", text, part_record(p, r).text,
			    part_source(p, r->id));
}

static void
add_situation(struct reporting *p)
{
	struct part s = section_begin(p, tr("1 SITUATION"));
	const struct incident *in = p->g->incident;
	const struct status *st = p->g->status;

	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *pb =
			in->playbooks.entries[i].value;
		const struct playbook *file =
			pb != NULL ? library_playbook(p->g->library, pb->id)
				   : NULL;

		if (pb == NULL || !pb->open || pb->record == NULL)
			continue;
		section_line(&s,
			     say_fill(p->a, tr("Playbook since %1: %2"),
				      part_clock(p, pb->record->time),
				      file != NULL ? file->head.title : pb->id,
				      NULL),
			     part_source(p, pb->record->id));
	}
	for (unsigned i = 0; i < st->fact_count; i++)
		if (fact_is_news(&st->facts[i]))
			section_line(&s, part_fact(p, &st->facts[i]),
				     part_fact_sources(p, &st->facts[i]));
	section_end(&s, tr("No fact was recorded yet."));
}

static void
add_open_questions(struct part *s)
{
	struct reporting *p = s->p;
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->alert_count; i++) {
		const struct status_alert *al = &st->alerts[i];

		if (al->kind == ALERT_OPEN_QUESTION ||
		    al->kind == ALERT_TWO_ANSWERS)
			section_line(s,
				     say_alert(al, st, p->g->library,
					       p->g->zone, p->a),
				     part_source(p, al->ref));
	}
}

static void
add_unknown(struct reporting *p)
{
	struct part s = section_begin(p, tr("2 UNKNOWN"));

	part_unknown(&s);
	add_open_questions(&s);
	section_end(&s, tr("Nothing is known to be unknown: ask twice."));
}

/* --- services: the last value of every cell of the registers */

/* A phone tree says how many were reached, in one line, elsewhere. */
static bool
counts_people(const struct reporting *p, const char *id)
{
	const struct reg *d =
		id != NULL ? library_register(p->g->library, id) : NULL;

	return d != NULL && register_sum_column(d) >= 0;
}

static const struct record *
last_row_of(const struct incident *in, const char *id)
{
	for (size_t i = in->last[RECORD_ROW]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;

		if (r->reg != NULL && strcmp(r->reg, id) == 0)
			return r;
	}
	return NULL;
}

static void
add_sums(struct part *s)
{
	struct reporting *p = s->p;
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->register_count; i++) {
		const struct register_state *r = &st->registers[i];
		const struct record *last =
			last_row_of(p->g->incident, r->definition->id);

		if (last != NULL && r->row_count > 0 &&
		    register_sum_column(r->definition) >= 0)
			section_line(s,
				     say_fill(p->a, tr("%1: %2"),
					      r->definition->title,
					      say_register_counts(r, p->a),
					      NULL),
				     part_source(p, last->id));
	}
}

static void
add_services(struct reporting *p)
{
	const struct incident *in = p->g->incident;
	struct part s;
	struct map last;

	map_init(&last, p->a);
	for (size_t i = 0; i < in->log_count; i++) {
		struct record *r = (struct record *)in->log[i].record;

		if (r->kind == RECORD_ROW && r->row != NULL &&
		    !counts_people(p, r->reg))
			map_put(&last,
				arena_printf(
					p->a, "%s/%s/%s",
					r->reg != NULL ? r->reg : "", r->row,
					r->column != NULL ? r->column : ""),
				r);
	}
	s = section_begin(p, tr("3 IMPACT"));
	section_line(&s,
		     say_fill(p->a, tr("Level: %1"), level_of(p), NULL, NULL),
		     NULL);
	for (size_t i = 0; i < last.count; i++)
		section_line(
			&s, part_record(p, last.entries[i].value).text,
			part_source(
				p,
				((const struct record *)last.entries[i].value)
					->id));
	if (last.count == 0)
		section_line(&s, tr("Services: nothing was recorded."),
			     tr("no entry yet"));
	section_end(&s, "");
}

/* --- what was done and decided: the last first */

static const char *
with_time(struct reporting *p, const struct record *r, const char *text)
{
	return say_fill(p->a, tr("%1 %2: %3"),
			say_clock(record_happened(r), p->g->zone, p->a),
			r->role != NULL ? say_role_short(r->role, p->a) : "",
			text);
}

/* What waited for a yes and has its answer: that is the line to read. */
static bool
has_answer(const struct incident *in, const struct record *r)
{
	const struct pending *pe = r->kind == RECORD_PENDING && r->id != NULL
					   ? map_find(&in->pendings, r->id)
					   : NULL;

	return pe != NULL && pe->state == PENDING_YES;
}

static void
add_records(struct part *s, bool (*wanted)(const struct record *))
{
	struct reporting *p = s->p;
	const struct incident *in = p->g->incident;

	for (size_t i = in->log_count; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if (wanted(r) && !has_answer(in, r))
			section_line(s, with_time(p, r, part_record(p, r).text),
				     part_source(p, r->id));
	}
}

static bool
is_measure(const struct record *r)
{
	return r->kind == RECORD_ITEM &&
	       (r->state == NULL || strcmp(r->state, "done") == 0);
}

static bool
is_outward(const struct record *r)
{
	return r->kind == RECORD_CONTACT ||
	       (r->kind == RECORD_DOCUMENT && r->act != NULL &&
		strcmp(r->act, "release") == 0);
}

/* --- what comes */

static void
add_next(struct reporting *p)
{
	struct part s = section_begin(p, tr("6 NEXT"));
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		for (unsigned k = 0; k < r->current_count; k++)
			section_line(&s,
				     say_fill(p->a, tr("%1: %2"),
					      part_role(p, r->role),
					      part_step(p, r->current[k].ref),
					      NULL),
				     part_step_source(p, r->current[k].ref));
	}
	part_postponed(&s, NULL);
	section_end(&s, tr("No step is open."));
}

static void
add_wanted(struct reporting *p)
{
	struct part s = section_begin(p, tr("7 DECISIONS WANTED"));
	const struct status *st = p->g->status;

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		for (unsigned k = 0; k < r->inbox_count; k++)
			if (r->inbox[k]->type != INBOX_TASK)
				section_line(
					&s,
					part_wanted(p, r->inbox[k], r->role),
					part_source(p, r->inbox[k]->id));
		for (unsigned k = 0; k < r->decision_count; k++)
			section_line(&s,
				     say_fill(p->a, tr("%1: %2"),
					      part_role(p, r->role),
					      r->decisions[k]->text, NULL),
				     part_source(p, r->decisions[k]->id));
	}
	section_end(&s, tr("Nobody waits for a decision."));
}

static void
add_deadlines(struct reporting *p)
{
	struct part s = section_begin(p, tr("8 DEADLINES"));
	const struct status *st = p->g->status;
	const char *undecided = part_undecided(p);

	for (unsigned i = 0; i < st->deadline_count; i++)
		if (deadline_runs(&st->deadlines[i]))
			section_line(
				&s, part_deadline(p, &st->deadlines[i]),
				part_deadline_sources(p, &st->deadlines[i]));
	section_end(&s, tr("No deadline runs."));
	if (undecided != NULL)
		report_line(p->r, undecided, NULL);
}

static const struct ahead_duty *
duty_of(const struct ahead *h, const char *role)
{
	for (unsigned i = 0; i < h->duty_count; i++)
		if (strcmp(h->duties[i].role, role) == 0)
			return &h->duties[i];
	return NULL;
}

/* Of a role that nobody has taken: who works in it all the same. */
static void
add_absent(struct reporting *p, struct part *s, const struct status_role *r)
{
	const struct status *st = p->g->status;
	const char *said = status_role_empty(st, r, NULL, st->now)
				   ? say_nobody(r, st->now, p->g->zone, p->a)
				   : say_acted(r, st->now, p->g->zone, p->a);

	if (said == NULL)
		return;
	section_line(
		s, say_fill(p->a, "%1: %2", part_role(p, r->role), said, NULL),
		r->acted != NULL ? part_source(p, r->acted->id)
				 : tr("no entry yet"));
}

static void
add_people(struct reporting *p)
{
	struct part s = section_begin(p, tr("10 PEOPLE"));
	const struct status *st = p->g->status;
	struct ahead h = ahead_at(st, p->g->library, p->a);

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		const struct ahead_duty *d = duty_of(&h, r->role);

		if (d != NULL)
			section_line(
				&s,
				say_fill(p->a, tr("%1: %2, on duty for %3"),
					 part_role(p, r->role), d->holder,
					 say_left(st->now - d->since, p->a)),
				part_source(p, d->entry));
		else
			add_absent(p, &s, r);
	}
	section_end(&s, tr("Nobody has taken a role."));
}

void
sitrep_add(struct reporting *p)
{
	struct part s;

	if (p->g->by != NULL)
		report_pair(p->r, tr("Written by"), p->g->by);
	add_situation(p);
	add_unknown(p);
	add_services(p);
	s = section_begin(p, tr("4 DONE"));
	add_records(&s, is_measure);
	section_end(&s, tr("Nothing was ticked yet."));
	s = section_begin(p, tr("5 DECISIONS"));
	add_records(&s, record_decides);
	section_end(&s, tr("Nothing was decided yet."));
	add_next(p);
	add_wanted(p);
	add_deadlines(p);
	s = section_begin(p, tr("9 COMMUNICATION"));
	add_sums(&s);
	add_records(&s, is_outward);
	section_end(&s, tr("No call and no message was logged."));
	add_people(p);
}

/* --- for the public: public facts, known and unknown, and nothing else */

void
sitrep_add_public(struct reporting *p)
{
	const struct status *st = p->g->status;
	unsigned count;
	const struct status_unknown *unknown =
		status_rank_unknowns(st, p->a, &count);
	struct part s = section_begin(p, tr("WHAT WE KNOW"));

	for (unsigned i = 0; i < st->fact_count; i++)
		if (fact_is_public(&st->facts[i]) &&
		    fact_is_news(&st->facts[i]))
			section_line(&s, part_fact(p, &st->facts[i]), NULL);
	section_end(&s, tr("Nothing can be said yet."));
	s = section_begin(p, tr("WHAT WE DO NOT KNOW YET"));
	for (unsigned i = 0; i < count; i++)
		if (fact_is_public(unknown[i].fact) &&
		    fact_is_wanted(st, unknown[i].fact))
			section_line(&s,
				     say_fact_label(unknown[i].fact->fact,
						    p->g->library),
				     NULL);
	section_end(&s, tr("Nothing that we were asked."));
}
