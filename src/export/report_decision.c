/*
 * One decision, seen from the chair of who took it: what this station had
 * read at that second, and nothing that came later.
 */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/past.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say.h"

#define UNKNOWN_MOST 9 /* lines of what was not known */

/* --- what was asked, and what could be chosen */

static bool
was_chosen(const struct record *r, const char *id, const char *label)
{
	if (r->more->choice != NULL && id != NULL)
		return strcmp(r->more->choice, id) == 0;
	return r->more->chosen != NULL && strcmp(r->more->chosen, label) == 0;
}

static void
add_option(struct reporting *p, const struct record *r, const char *letter,
	   const char *id, const char *label)
{
	const char *mark = was_chosen(r, id, label) ? "[x]" : "[ ]";

	report_line(p->r, say_fill(p->a, "%1 %2 %3", mark, letter, label),
		    NULL);
}

static const char *
letter_of(struct reporting *p, unsigned i)
{
	return arena_printf(p->a, "%c", (int)('A' + (i < 26 ? i : 25)));
}

/* From the kept playbook; else the words that stand in the entry itself. */
static void
add_options(struct reporting *p, const struct record *r,
	    const struct step_ref *ref, const struct record *asked)
{
	report_heading(p->r, tr("OPTIONS SHOWN"));
	if (r->kind == RECORD_SKIP) {
		report_line(p->r, tr("[x] the step was left out"), NULL);
		return;
	}
	if (ref != NULL) {
		for (unsigned i = 0; i < step_choices(ref->step); i++) {
			const struct choice *c = step_choice(ref->step, i);

			add_option(p, r, letter_of(p, i), c->id, tr(c->label));
		}
		return;
	}
	for (unsigned i = 0; asked != NULL && i < asked->more->option_count;
	     i++)
		add_option(p, r, letter_of(p, i), NULL,
			   asked->more->options[i]);
	if (asked == NULL || asked->more->option_count == 0)
		report_paragraph(p->r, tr("No options were written down."));
}

/* An improvised decision may have been asked earlier, in another entry. */
static const struct record *
asked_in(struct reporting *p, const struct record *r)
{
	const struct record *asked =
		r->of != NULL ? map_find(&p->g->incident->entries, r->of)
			      : NULL;

	return asked != NULL ? asked : r;
}

static const char *
question_of(struct reporting *p, const struct record *r,
	    const struct step_ref *ref)
{
	const struct record *asked = asked_in(p, r);

	if (ref != NULL && ref->step->question != NULL)
		return say_fill(p->a, tr("%1: %2"), part_step(p, ref),
				ref->step->question, NULL);
	if (ref != NULL)
		return part_step(p, ref);
	if (asked->text != NULL)
		return asked->text;
	return r->title != NULL ? r->title : part_record(p, r).text;
}

/* --- who, with whose advice, and who was competent */

static const char *
name_and_role(struct reporting *p, const struct record *r)
{
	return say_fill(p->a, tr("%1 as %2"),
			r->actor != NULL ? r->actor : tr("nobody named"),
			part_role(p, r->role), NULL);
}

static void
add_hands(struct reporting *p, const struct record *r)
{
	if (r->typed != NULL)
		report_pair(p->r, tr("Typed by"), r->typed);
	if (r->via != NULL)
		report_pair(p->r, tr("Given by"), r->via);
}

/*
 * Of a yes the decision is that of who asked for it, with that entry's reason
 * and advice.
 */
static const struct record *
add_deciders(struct reporting *p, const struct record *r)
{
	const struct record *taken =
		r->kind == RECORD_ANSWER ? asked_in(p, r) : r;

	report_pair(p->r, tr("Decided by"), name_and_role(p, taken));
	add_hands(p, taken);
	if (taken == r)
		return taken;
	report_pair(p->r, tr("Approval asked"),
		    say_fill(p->a, "%1 %2",
			     say_date_clock(record_happened(taken), p->g->zone,
					    p->a),
			     part_source(p, taken->id), NULL));
	report_pair(p->r, tr("Approved by"), name_and_role(p, r));
	add_hands(p, r);
	if (r->reason != NULL)
		report_pair(p->r, tr("Reason of the yes"), r->reason);
	return taken;
}

static void
add_competence(struct reporting *p, const struct record *r,
	       const struct step_ref *ref)
{
	report_heading(p->r, tr("WHO"));
	r = add_deciders(p, r);
	if (ref != NULL && ref->step->decided_by != NULL)
		report_pair(p->r, tr("Competent"),
			    say_decider(ref->step->decided_by));
	else
		report_pair(p->r, tr("Competent"),
			    tr("the playbook names nobody"));
	if (ref != NULL && ref->step->ratify != NULL)
		report_pair(p->r, tr("To be ratified by"),
			    say_decider(ref->step->ratify));
	if (r->reason != NULL)
		report_pair(p->r, tr("Reason"), r->reason);
	if (r->more->override != NULL)
		report_pair(p->r, tr("All the same"), r->more->override);
	for (unsigned i = 0; i < r->more->advice_count; i++)
		report_pair(p->r,
			    say_fill(p->a, tr("Advice of %1"),
				     part_role(p, r->more->advice[i].role),
				     NULL, NULL),
			    say_advice(r->more->advice[i].advice));
	for (unsigned i = 0; ref != NULL && r->more->advice_count == 0 &&
			     i < ref->step->advice_count;
	     i++)
		report_pair(p->r,
			    say_fill(p->a, tr("Advice of %1"),
				     part_role(p, ref->step->advice[i]), NULL,
				     NULL),
			    tr("was not asked"));
}

/* --- what was read by then */

static void
add_known(struct reporting *p)
{
	const struct status *st = p->g->status;
	struct part s = section_begin(p, tr("KNOWN THEN"));

	for (unsigned i = 0; i < st->fact_count; i++)
		if (fact_is_news(&st->facts[i]))
			section_line(&s, part_fact(p, &st->facts[i]),
				     part_fact_sources(p, &st->facts[i]));
	section_end(&s, tr("No fact was recorded yet."));
	/* What most waited for: the sheet is one page. */
	p->most = UNKNOWN_MOST;
	s = section_begin(p, tr("UNKNOWN THEN"));
	part_unknown(&s);
	for (unsigned i = 0; i < st->alert_count; i++)
		if (st->alerts[i].kind == ALERT_OPEN_QUESTION)
			section_line(&s,
				     say_alert(&st->alerts[i], st,
					       p->g->library, p->g->zone, p->a),
				     part_source(p, st->alerts[i].ref));
	section_end(&s, tr("Nothing was known to be unknown."));
	p->most = 0;
}

static void
add_clocks(struct reporting *p)
{
	const struct status *st = p->g->status;
	struct part s = section_begin(p, tr("CLOCKS RUNNING THEN"));
	const char *undecided = part_undecided(p);

	for (unsigned i = 0; i < st->deadline_count; i++)
		if (deadline_runs(&st->deadlines[i]))
			section_line(
				&s, part_deadline(p, &st->deadlines[i]),
				part_deadline_sources(p, &st->deadlines[i]));
	if (undecided != NULL)
		section_line(&s, undecided, NULL);
	section_end(&s, tr("No deadline ran."));
}

static void
add_not_read(struct reporting *p, size_t unread)
{
	if (unread > 0)
		report_notice(p->r,
			      say_fill(p->a,
				       tr_n("%1 entry of others stood in the "
					    "log by then and had not reached "
					    "this station.",
					    "%1 entries of others stood in "
					    "the log by then and had not "
					    "reached this station.",
					    (long)unread),
				       part_number(p, (int64_t)unread), NULL,
				       NULL));
}

/* Written by that time, and yet not read. */
static size_t
unread_of(const struct incident *whole, const struct incident *read,
	  const struct record *r)
{
	size_t count = 0;

	for (size_t i = 0; i < whole->log_count; i++) {
		const struct record *one = whole->log[i].record;

		if (one != r && one->time <= r->time && one->id != NULL &&
		    one->kind != RECORD_JOURNAL &&
		    one->kind != RECORD_WITNESS &&
		    map_find(&read->entries, one->id) == NULL)
			count++;
	}
	return count;
}

/* What became of it: the only part that looks ahead, and says so. */
static void
add_later(struct reporting *p, const struct record *r)
{
	const struct incident *in = p->g->incident;
	struct part s = section_begin(p, tr("SINCE THEN"));

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *one = in->log[i].record;
		bool names = one->of != NULL && strcmp(one->of, r->id) == 0;

		for (unsigned k = 0; k < one->more->undoes_count; k++)
			names = names ||
				strcmp(one->more->undoes[k], r->id) == 0;
		if (names && one != r)
			section_line(&s,
				     say_fill(p->a, tr("%1 %2: %3"),
					      part_clock(p, one->time),
					      part_record(p, one).word,
					      part_record(p, one).text),
				     part_source(p, one->id));
	}
	section_end(&s, tr("It stands as it was taken."));
}

static void
add_then(struct reporting *p, const struct log_entry *e,
	 const struct step_ref *ref)
{
	struct incident then;
	struct report_ground ground = *p->g;
	struct reporting past = *p;

	incident_read_by(p->g->incident, e, p->a, &then);
	ground.incident = &then;
	ground.status = status_at(&then, p->g->library, e->record->time, p->a);
	past.g = &ground;
	add_not_read(p, unread_of(p->g->incident, &then, e->record));
	add_options(p, e->record, ref, asked_in(p, e->record));
	add_competence(p, e->record, ref);
	add_known(&past);
	add_clocks(&past);
}

bool
decision_add(struct reporting *p)
{
	const struct log_entry *e =
		incident_find_entry(p->g->incident, p->wanted->entry);
	const struct step_ref *ref;
	const struct record *r;

	if (e == NULL || !record_decides(e->record))
		return false;
	r = e->record;
	ref = r->step != NULL ? library_step(p->g->library, r->step) : NULL;
	report_pair(p->r, tr("Question"), question_of(p, r, ref));
	report_pair(p->r, tr("Decided"), part_record(p, r).text);
	report_pair(p->r, tr("At"),
		    say_date_clock(record_happened(r), p->g->zone, p->a));
	if (r->at.set && r->at.ms < r->time)
		report_pair(p->r, tr("Written down"),
			    say_date_clock(r->time, p->g->zone, p->a));
	report_pair(p->r, tr("Entry"), part_source(p, r->id));
	add_then(p, e, ref);
	add_later(p, r);
	return true;
}
