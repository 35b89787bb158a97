/* Exercises: who receives what and when, and what is expected of them. */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"
#include "core/exercise.h"
#include "core/library.h"

#define CHAIN_MOST 200

static bool
is_discussion(const struct exercise *e)
{
	return e->style && strcmp(e->style, "discussion") == 0;
}

static const struct inject *
find_inject(const struct exercise *e, const char *id)
{
	for (unsigned i = 0; i < e->inject_count; i++)
		if (strcmp(e->injects[i].id, id) == 0)
			return &e->injects[i];
	return NULL;
}

static int64_t
minutes(struct duration d)
{
	switch (d.unit) {
	case DURATION_MINUTES:
		return d.count;
	case DURATION_HOURS:
		return (int64_t)d.count * 60;
	case DURATION_DAYS:
		return (int64_t)d.count * 60 * 24;
	case DURATION_MONTHS:
		return (int64_t)d.count * 60 * 24 * 28;
	case DURATION_NONE:
		break;
	}
	return 0;
}

static bool
is_beyond(const struct exercise *e, int64_t when)
{
	return e->duration.unit != DURATION_NONE && when > minutes(e->duration);
}

/* --- when */

/*
 * When it comes, at the soonest, where what comes before it is there; false:
 * it waits for itself.
 */
static bool
find_moment(const struct exercise *e, const struct inject *in, int64_t *when)
{
	const struct inject *at = in;

	*when = minutes(in->at);
	for (unsigned i = 0; at && at->after && i < CHAIN_MOST; i++) {
		at = find_inject(e, at->after);
		if (at == in)
			return false;
		*when += at ? minutes(at->at) : 0;
	}
	return true;
}

static void
check_time(struct checker *k, const struct exercise *e, const struct inject *in)
{
	int64_t when;

	if (!find_moment(e, in, &when))
		check_report(k, DIAG_INJECT_CIRCLE, &in->after, in->id, NULL,
			     NULL);
	else if (in->at_text && is_beyond(e, when))
		check_report(k, DIAG_TIME_BEYOND, &in->at_text, in->at_text,
			     NULL, NULL);
}

/* What says no moment would begin at the hour at which one plays. */
static void
check_begins(struct checker *k, const char *const *begins)
{
	int64_t moment;

	if (!exercise_begins(*begins, 0, &(const struct zone){0}, &moment))
		check_report(k, DIAG_BEGINS, begins, *begins, NULL, NULL);
}

static void
check_moment(struct checker *k, const struct exercise *e,
	     const struct inject *in)
{
	bool manual = in->manual == YES_NO_YES;
	struct ids ids = {.arena = k->all->arena};

	if (manual ? in->at_text || in->after
		   : !in->at_text && (in->after || !in->round))
		check_report_at(k, DIAG_INJECT_TIME, in->place, in->id, NULL,
				NULL);
	if (in->after && !find_inject(e, in->after)) {
		for (unsigned i = 0; i < e->inject_count; i++)
			ids_add(&ids, e->injects[i].id);
		check_report(k, DIAG_NO_INJECT, &in->after, in->after, NULL,
			     ids_nearest(&ids, in->after));
	}
	check_time(k, e, in);
}

static void
round_target(struct checker *k, const struct exercise *e,
	     const char *const *member)
{
	struct ids ids = {.arena = k->all->arena};

	if (!*member)
		return;
	for (unsigned i = 0; i < e->round_count; i++) {
		if (strcmp(e->rounds[i].id, *member) == 0)
			return;
		ids_add(&ids, e->rounds[i].id);
	}
	check_report(k, DIAG_NO_ROUND, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

/* --- to whom */

/* Whoever is named twice gets it once: one of them was meant to be another. */
static void
check_twice(struct checker *k, const char *const *list, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		for (unsigned n = 0; n < i; n++)
			if (strcmp(list[n], list[i]) == 0) {
				check_report(k, DIAG_LISTED_TWICE, &list[i],
					     list[i], NULL, NULL);
				break;
			}
}

/* false also where a playbook of the exercise cannot be read. */
static bool
nobody_has(const struct checker *k, const struct exercise *e, const char *role)
{
	for (unsigned i = 0; i < e->playbook_count; i++) {
		const struct check_file *f =
			check_find_playbook(k, e->playbooks[i]);

		if (f &&
		    (!f->playbook || playbook_find_role(f->playbook, role)))
			return false;
	}
	return e->playbook_count > 0;
}

static void
check_receivers(struct checker *k, const struct exercise *e,
		const struct inject *in)
{
	bool somebody = is_discussion(e);

	check_twice(k, (const char *const *)in->to, in->to_count);
	for (unsigned i = 0; i < in->to_count; i++) {
		check_role_target(k, &in->to[i]);
		somebody |= !nobody_has(k, e, in->to[i]);
	}
	if (!somebody)
		check_report_at(k, DIAG_NOBODY, in->place, in->id, NULL, NULL);
}

/* --- what is expected */

/* role/step or playbook/role/step, in the playbooks of the exercise. */
const struct step *
exercise_step(const struct checker *k, const struct exercise *e,
	      const char *text, bool *unknown)
{
	struct path path;

	*unknown = false;
	if (!path_read(k->all->arena, text, false, &path))
		return NULL;
	for (unsigned i = 0; i < e->playbook_count; i++) {
		const struct check_file *f =
			check_find_playbook(k, e->playbooks[i]);
		const struct step *s = NULL;

		if (path.playbook &&
		    strcmp(path.playbook, e->playbooks[i]) != 0)
			continue;
		*unknown |= !f || !f->playbook;
		if (f && f->playbook)
			path_item(f->playbook, &path, &s);
		if (s)
			return s;
	}
	return NULL;
}

static void
step_target(struct checker *k, const struct exercise *e,
	    const char *const *step, const char *const *choice)
{
	struct ids ids = {.arena = k->all->arena};
	const struct step *s;
	bool unknown;

	if (!*step)
		return;
	s = exercise_step(k, e, *step, &unknown);
	if (!s && !unknown)
		check_report(k, DIAG_NO_STEP, step, *step, NULL, NULL);
	if (!s || !*choice)
		return;
	for (unsigned i = 0; i < step_choices(s); i++) {
		if (strcmp(step_choice(s, i)->id, *choice) == 0)
			return;
		ids_add(&ids, step_choice(s, i)->id);
	}
	check_report(k, DIAG_NO_CHOICE, choice, *choice, NULL,
		     ids_nearest(&ids, *choice));
}

static void
objective_target(struct checker *k, const struct exercise *e,
		 const char *const *member)
{
	struct ids ids = {.arena = k->all->arena};

	if (!*member)
		return;
	for (unsigned i = 0; i < e->objective_count; i++) {
		if (strcmp(e->objectives[i].id, *member) == 0)
			return;
		ids_add(&ids, e->objectives[i].id);
	}
	check_report(k, DIAG_NO_OBJECTIVE, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

/* The first thing that an expectation names: its place stands for the row. */
static const char *const *
first_named(const struct expectation *x, unsigned *count)
{
	const char *const *const members[] = {
		&x->step,    &x->fact,   &x->deadline, &x->document,
		&x->contact, &x->action, &x->severity, &x->emergency_phase,
	};
	const char *const *first = NULL;

	*count = 0;
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (!*members[i])
			continue;
		first = first ? first : members[i];
		++*count;
	}
	return first;
}

static void
check_targets(struct checker *k, const struct exercise *e,
	      const struct expectation *x)
{
	static const char kinds[] = "step, fact, deadline, document, contact, "
				    "action, severity, emergency-phase";
	unsigned named;
	const char *const *first = first_named(x, &named);

	if (named > 1)
		check_report(k, DIAG_SEVERAL_TARGETS, first, kinds, NULL, NULL);
	if (named == 0)
		check_report_at(k, DIAG_SEVERAL_TARGETS, x->place, kinds, NULL,
				NULL);
	step_target(k, e, &x->step, &x->choice);
	if (x->fact)
		check_fact_target(k, &x->fact);
	check_deadline_target(k, &x->deadline);
	if (x->document)
		check_document_target(k, &x->document);
	if (x->contact)
		check_contact_target(k, &x->contact);
	objective_target(k, e, &x->objective);
}

static void
check_within(struct checker *k, const struct exercise *e,
	     const struct inject *in, const struct expectation *x)
{
	int64_t when;

	if (!x->within_text || x->within.unit == DURATION_NONE)
		return;
	if (x->within.count == 0)
		check_report(k, DIAG_NO_TIME, &x->within_text, x->within_text,
			     NULL, NULL);
	else if (find_moment(e, in, &when) &&
		 is_beyond(e, when + minutes(x->within)))
		check_report(k, DIAG_WITHIN_BEYOND, &x->within_text,
			     x->within_text, NULL, NULL);
}

static void
check_expectations(struct checker *k, const struct exercise *e,
		   const struct inject *in)
{
	for (unsigned i = 0; i < in->expect_count; i++) {
		check_targets(k, e, &in->expects[i]);
		check_within(k, e, in, &in->expects[i]);
	}
	for (unsigned i = 0; i < in->never_count; i++) {
		const struct expectation *x = &in->never[i];

		check_targets(k, e, x);
		if (x->within_text)
			check_report(k, DIAG_NEVER_WITHIN, &x->within_text,
				     NULL, NULL, NULL);
	}
}

static void
check_unless(struct checker *k, const struct exercise *e,
	     const struct unless *rows, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct unless *u = &rows[i];

		step_target(k, e, &u->step, &u->choice);
		if (!u->fact)
			continue;
		check_fact_target(k, &u->fact);
		if (!u->is == !u->not )
			check_report(k, DIAG_IS_OR_NOT, &u->fact, NULL, NULL,
				     NULL);
		check_value_target(k, u->fact, &u->is);
		check_value_target(k, u->fact, &u->not );
	}
}

/* What is only sent while a fact is so, unless it is so, never comes. */
static void
check_ever(struct checker *k, const struct inject *in)
{
	for (unsigned i = 0; i < in->when_count; i++)
		for (unsigned j = 0; j < in->unless_count; j++) {
			const struct condition *c = &in->when[i];
			const struct unless *u = &in->unless[j];

			if (!c->fact || !u->fact ||
			    strcmp(c->fact, u->fact) != 0)
				continue;
			if ((c->is && u->is && strcmp(c->is, u->is) == 0) ||
			    (c->is && u->not &&strcmp(c->is, u->not ) != 0) ||
			    (c->not &&u->not &&strcmp(c->not, u->not ) == 0))
				check_report(k, DIAG_EXCLUDED, &u->fact,
					     u->fact, NULL, NULL);
		}
}

void
check_exercise(struct checker *k, const struct exercise *e)
{
	check_begins(k, &e->begins);
	for (unsigned i = 0; i < e->round_count; i++)
		check_begins(k, &e->rounds[i].begins);
	for (unsigned i = 0; i < e->playbook_count; i++)
		check_playbook_target(k, &e->playbooks[i]);
	check_twice(k, (const char *const *)e->playbooks, e->playbook_count);
	for (unsigned i = 0; i < e->inject_count; i++) {
		const struct inject *in = &e->injects[i];

		check_moment(k, e, in);
		if (in->text && !in->text[strspn(in->text, " \n")])
			check_report(k, DIAG_NO_VALUE_GIVEN, &in->text, "text",
				     NULL, NULL);
		check_receivers(k, e, in);
		round_target(k, e, &in->round);
		check_conditions_targets(k, in->when, in->when_count);
		check_unless(k, e, in->unless, in->unless_count);
		check_ever(k, in);
		check_expectations(k, e, in);
	}
	check_expected(k, e);
}
