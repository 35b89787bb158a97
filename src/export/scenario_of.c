/* The draft of a scenario from an incident that is over. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/status.h"
#include "export/scenario.h"
#include "export/scenario_names.h"
#include "front/fill.h"
#include "front/say.h"

#define MINUTE INT64_C(60000)
#define INJECTS_MOST 999
#define EXPECTED_MOST 12 /* of one inject; then something must come */
#define TITLE_CELLS 60
#define ID_MOST 60
#define LAST_ROOM 15 /* minutes behind the last inject */
#define MARK "as-fast"

struct draft {
	const struct incident *in;
	const struct library *lib;
	const struct zone *z;
	struct zone wall; /* the same, for moments of the scenario */
	struct arena *a;
	struct exercise *e;
	struct inject *injects;
	const char **notes;
	struct names names;
	const struct exercise_run *run; /* of an exercise, else NULL */
	struct map expected;            /* what is expected already */
	int64_t began, at;              /* ms; minutes of the last inject */
	int64_t ends;                   /* minutes: all that is expected */
};

static int64_t
minutes_of(const struct draft *d, const struct record *r)
{
	int64_t ms = d->run ? exercise_elapsed(d->run, r->time)
			    : record_happened(r) - d->began;

	return ms > 0 ? ms / MINUTE : 0;
}

static const char *
clean(struct draft *d, const char *text)
{
	return text ? text_shown(d->a, names_replace(&d->names, text), true)
		    : NULL;
}

/* --- who gets it */

static bool
takes_part(const struct draft *d, const char *role)
{
	for (unsigned i = 0; role && i < d->e->playbook_count; i++)
		if (playbook_find_role(
			    library_playbook(d->lib, d->e->playbooks[i]), role))
			return true;
	return role && d->e->playbook_count == 0 && role_is_standard(role);
}

static const char *
some_role(const struct draft *d)
{
	const char *role;

	for (unsigned i = 0; (role = role_standard(i)) != NULL; i++)
		if (takes_part(d, role))
			return role;
	return d->e->playbook_count > 0
		       ? library_playbook(d->lib, d->e->playbooks[0])
				 ->roles[0]
				 .role
		       : "it";
}

static struct inject *
add_inject(struct draft *d, int64_t at, const char *role, const char *note)
{
	unsigned n = d->e->inject_count;
	struct inject *in;

	if (n == INJECTS_MOST)
		return &d->injects[n - 1];
	d->injects = arena_more(d->a, d->injects, n, sizeof(*d->injects));
	d->notes = arena_more(d->a, d->notes, n, sizeof(*d->notes));
	in = &d->injects[n];
	d->at = at > d->at ? at : d->at;
	in->id = arena_printf(d->a, "inject-%u", n + 1);
	in->at_text = arena_printf(d->a, "%lldm", (long long)d->at);
	in->to = ARENA_ARRAY(d->a, const char *, 1);
	in->to[0] = takes_part(d, role) ? role : some_role(d);
	in->to_count = 1;
	d->notes[n] = note;
	d->e->inject_count++;
	return in;
}

static void
put_text(struct draft *d, struct inject *in, const char *text)
{
	const char *line = arena_strndup(d->a, text, strcspn(text, "\n"));

	in->text = text;
	in->title = *line ? text_cut(d->a, line, TITLE_CELLS) : tr("An inject");
}

/* --- what came from outside */

static const char *
channel_of(const struct record *r)
{
	if (!r->via)
		return NULL;
	return strcmp(r->via, "phone") == 0       ? "phone"
	       : strcmp(r->via, "in-person") == 0 ? "in-person"
						  : "paper";
}

/* As people say it. */
static const char *
value_of(struct draft *d, const struct record *r)
{
	const struct fact *f = library_fact(d->lib, r->fact);
	int64_t moment;

	return f && f->type == FACT_TIME && stamp_read(r->value, &moment)
		       ? say_clock(moment, d->z, d->a)
		       : say_fact_value(
				 &(struct status_fact){.definition = f,
						       .value = r->value},
				 d->z, d->a);
}

static void
from_fact(struct draft *d, const struct record *r)
{
	struct inject *in;

	if (!r->source || !r->value)
		return;
	in = add_inject(d, minutes_of(d, r), r->role,
			tr("TO FILL IN: how they said it; a function "
			   "where a person is named"));
	in->from = clean(d, r->source);
	in->channel = channel_of(r) ? channel_of(r) : "phone";
	put_text(d, in,
		 clean(d, say_fill(d->a, tr("%1: %2"),
				   say_fact_label(r->fact, d->lib),
				   value_of(d, r), NULL)));
}

static void
from_contact(struct draft *d, const struct record *r)
{
	struct inject *in;

	if (!r->text)
		return;
	in = add_inject(d, minutes_of(d, r), r->role,
			tr("TO FILL IN: they were called, or called us; what "
			   "do they say?"));
	in->from = clean(d, say_contact(r->more->contact, d->lib, d->a));
	in->channel = "phone";
	put_text(d, in, clean(d, r->text));
}

static void
from_note(struct draft *d, const struct record *r)
{
	struct inject *in;

	if (!r->text || (r->kind == RECORD_NOTE && !r->via))
		return;
	in = add_inject(d, minutes_of(d, r), r->role,
			r->kind == RECORD_EVIDENCE
				? tr("TO FILL IN: what the players are shown")
				: NULL);
	in->channel = channel_of(r) ? channel_of(r) : "paper";
	put_text(d, in, clean(d, r->text));
}

/* An exercise is made of an exercise as well: its injects as they were. */
static void
from_inject(struct draft *d, const struct record *r)
{
	struct inject *in;

	if (!r->act || strcmp(r->act, "release") != 0 || !r->text)
		return;
	in = add_inject(d, minutes_of(d, r),
			r->more->to_role_count ? r->more->to_roles[0] : NULL,
			NULL);
	if (r->more->to_role_count > 0) {
		in->to = (const char **)r->more->to_roles;
		in->to_count = r->more->to_role_count;
	}
	in->from = clean(d, r->source);
	in->channel = r->more->channel;
	put_text(d, in, clean(d, r->text));
	if (r->title)
		in->title = clean(d, r->title);
}

static void
add_outside(struct draft *d, const struct record *r)
{
	switch ((int)r->kind) {
	case RECORD_FACT:
		from_fact(d, r);
		break;
	case RECORD_CONTACT:
		from_contact(d, r);
		break;
	case RECORD_NOTE:
	case RECORD_EVIDENCE:
		from_note(d, r);
		break;
	case RECORD_INJECT:
		from_inject(d, r);
		break;
	}
}

/* --- what was done */

/* From the last inject on, in whole minutes: the mark to beat. */
static void
expect(struct draft *d, const struct record *r, struct expectation x,
       const char *key)
{
	struct inject *in;
	int64_t within = minutes_of(d, r) - d->at + 1;

	if (d->e->inject_count == 0 || map_find(&d->expected, key))
		return;
	in = &d->injects[d->e->inject_count - 1];
	map_put(&d->expected, key, in);
	if (in->expect_count == EXPECTED_MOST) {
		in = add_inject(d, minutes_of(d, r), r->role,
				tr("TO FILL IN: nothing came from outside "
				   "for a long time; what could?"));
		put_text(d, in, tr("What did you do until now?"));
		within = 1;
	}
	x.within_text = arena_printf(d->a, "%lldm",
				     (long long)(within > 0 ? within : 1));
	if (d->ends < d->at + within)
		d->ends = d->at + within;
	x.objective = MARK;
	in->expects = arena_more(d->a, in->expects, in->expect_count,
				 sizeof(*in->expects));
	in->expects[in->expect_count++] = x;
}

static const char *
key_of(struct draft *d, const char *kind, const char *id)
{
	return arena_printf(d->a, "%s %s", kind, id);
}

static void
expect_decision(struct draft *d, const struct record *r)
{
	const struct step_ref *ref =
		r->step ? library_step(d->lib, r->step) : NULL;
	struct expectation x = {.step = r->step};

	if (!ref || (r->kind == RECORD_ANSWER && !r->more->choice))
		return;
	for (unsigned i = 0; r->more->choice && i < step_choices(ref->step);
	     i++) {
		const struct choice *c = step_choice(ref->step, i);

		if (strcmp(c->id, r->more->choice) == 0 &&
		    c->unknown == YES_NO_YES)
			return;
		if (strcmp(c->id, r->more->choice) == 0 &&
		    ref->step->choice_count > 0)
			x.choice = c->id;
	}
	expect(d, r, x, key_of(d, "step", r->step));
}

static void
expect_document(struct draft *d, const struct record *r)
{
	const char *id = r->more->document;
	const char *name =
		id ? arena_strndup(d->a, id, strcspn(id, ".")) : NULL;

	if (name && r->act && strcmp(r->act, "release") == 0 &&
	    library_model(d->lib, name, NULL))
		expect(d, r, (struct expectation){.document = name},
		       key_of(d, "document", name));
}

static void
expect_deadline(struct draft *d, const struct record *r, const char *id)
{
	if (library_deadline(d->lib, id))
		expect(d, r, (struct expectation){.deadline = id},
		       key_of(d, "deadline", id));
}

static void
expect_contact(struct draft *d, const struct record *r)
{
	struct contact c;
	const char *id = r->more->contact;

	if (id && library_contact(d->lib, id, &c))
		expect(d, r, (struct expectation){.contact = id},
		       key_of(d, "contact", id));
}

static void
expect_level(struct draft *d, const struct record *r)
{
	const char *level;

	if (!r->more->severity.set || r->more->severity.value < 1 ||
	    r->more->severity.value > 4)
		return;
	level = arena_printf(d->a, "%lld", (long long)r->more->severity.value);
	expect(d, r, (struct expectation){.severity = level},
	       key_of(d, "severity", level));
}

static void
add_done(struct draft *d, const struct record *r)
{
	bool met = r->act && (strcmp(r->act, "met") == 0 ||
			      strcmp(r->act, "first-sent") == 0);

	expect_level(d, r);
	for (unsigned i = 0; i < r->then->meet_count; i++)
		expect_deadline(d, r, r->then->meets[i]);
	switch ((int)r->kind) {
	case RECORD_DECIDE:
	case RECORD_ANSWER:
		expect_decision(d, r);
		break;
	case RECORD_DEADLINE:
		if (met)
			expect_deadline(d, r, r->more->deadline);
		break;
	case RECORD_DOCUMENT:
		expect_document(d, r);
		break;
	case RECORD_CONTACT:
		expect_contact(d, r);
		break;
	case RECORD_FACT:
		if (!r->source && library_fact(d->lib, r->fact))
			expect(d, r, (struct expectation){.fact = r->fact},
			       key_of(d, "fact", r->fact));
		break;
	case RECORD_EMERGENCY_PHASE:
		if (r->more->phase && strcmp(r->more->phase, "none") != 0)
			expect(d, r,
			       (struct expectation){.emergency_phase =
							    r->more->phase},
			       key_of(d, "phase", r->more->phase));
		break;
	}
}

/* --- the whole */

static void
put_playbooks(struct draft *d)
{
	const struct map *all = &d->in->playbooks;

	d->e->playbooks = ARENA_ARRAY(d->a, const char *, all->count + 1);
	for (size_t i = 0; i < all->count; i++)
		if (library_playbook(d->lib, all->entries[i].key))
			d->e->playbooks[d->e->playbook_count++] =
				all->entries[i].key;
}

/* Of its title, in which no name is left. */
static const char *
id_of(struct draft *d, const char *title)
{
	const char *id = text_slug(d->a, title, ID_MOST);

	if (!*id)
		return "our-own-night";
	return *id >= 'a' && *id <= 'z' ? id : arena_printf(d->a, "x-%s", id);
}

static void
put_head(struct draft *d)
{
	static const char *const days[] = {"sunday",    "monday",   "tuesday",
					   "wednesday", "thursday", "friday",
					   "saturday"};
	struct judgement *mark = ARENA_NEW(d->a, struct judgement);
	struct stamp_parts p = stamp_local(d->began, &d->wall);
	struct exercise *e = d->e;

	*mark = (struct judgement){MARK,
				   tr("At least as fast as on the real night")};
	e->head.title = d->in->title && *d->in->title ? clean(d, d->in->title)
						      : tr("Our own night");
	e->head.id = id_of(d, e->head.title);
	e->head.summary = tr("Made from what really happened; the real times "
			     "are the mark to beat.");
	e->style = "walk";
	e->begins = arena_printf(d->a, "%s %02d:%02d", days[p.weekday], p.hour,
				 p.minute);
	e->objectives = mark;
	e->objective_count = 1;
	put_playbooks(d);
}

/* What must be heard before anything can be done. */
static void
add_first(struct draft *d)
{
	struct inject *in = add_inject(
		d, 0, "it",
		tr("TO FILL IN: who called first, and what they said"));

	in->channel = "phone";
	put_text(d, in, d->e->head.title);
}

static bool
is_line_of_play(const struct record *r)
{
	return !r->role ||
	       (strcmp(r->role, "facilitator") != 0 &&
		strcmp(r->role, "observer") != 0) ||
	       r->kind == RECORD_INJECT;
}

struct exercise *
scenario_of_incident(const struct incident *in, const struct library *lib,
		     const struct zone *z, struct scenario_notes *notes,
		     struct arena *a)
{
	struct draft d = {.in = in,
			  .lib = lib,
			  .z = z,
			  .wall = stamp_bare(z),
			  .a = a,
			  .e = ARENA_NEW(a, struct exercise),
			  .began = in->opened};

	map_init(&d.expected, a);
	if (in->log_count > 0)
		d.run = exercise_at(in, lib,
				    in->log[in->log_count - 1].record->time, a);
	if (d.run && d.run->span_count > 0)
		d.began = d.run->spans[0].scenario;
	names_collect(&d.names, in, lib, a);
	put_head(&d);
	/* An exercise has a first call of its own. */
	if (!d.run)
		add_first(&d);
	for (size_t i = 0; i < in->log_count; i++) {
		if (!is_line_of_play(in->log[i].record))
			continue;
		add_outside(&d, in->log[i].record);
		add_done(&d, in->log[i].record);
	}
	if (d.e->inject_count == 0)
		add_first(&d);
	d.e->injects = d.injects;
	if (d.ends < d.at + LAST_ROOM)
		d.ends = d.at + LAST_ROOM;
	d.e->duration_text = arena_printf(a, "%lldm", (long long)d.ends);
	notes->injects = d.notes;
	notes->head = tr(
		"A draft from a real log. Read every line before you use it: "
		"names are\nreplaced by roles as far as the log knew them, "
		"and what is marked TO FILL IN\nis yours to write. Shorten "
		"the time between injects, or play it faster.");
	return d.e;
}
