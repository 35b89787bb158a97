/*
 * The consequences of an act, tried out on a copy of the state: what it leads
 * to, what is passed over on the way, what the facts bring back, which
 * deadlines start.  All of it goes into the one line (rule 2).
 */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

/* The id that the entry has while it is tried out. */
#define ON_TRIAL "?"

struct trial {
	struct incident in;
	const struct library *lib;
	struct arena *a;
	struct record *out;
	int64_t now, at;
};

/* Two ways may lead to one step: it stands in the line once. */
static void
add_step(struct trial *t, struct record_step **list, unsigned *count,
	 const char *path, int64_t visit)
{
	for (unsigned i = 0; i < *count; i++)
		if ((*list)[i].visit == visit &&
		    strcmp((*list)[i].step, path) == 0)
			return;
	*list = arena_more(t->a, *list, *count, sizeof(**list));
	(*list)[(*count)++] =
		(struct record_step){.step = path, .visit = visit};
}

/*
 * A step that an act leads to and that its condition passes over may also be
 * current since before.  That stays for settle(), which moves it on by the
 * facts: what it leads to then has both reasons.
 */
static void
pass_over(struct trial *t, struct step_state *s, int64_t visit, bool current)
{
	struct record_then *then = t->out->then;

	step_pass(&t->in, s->path, visit, "when", ON_TRIAL);
	s->current = current;
	for (unsigned i = 0; i < then->passed_count; i++)
		if (then->passed[i].visit == visit &&
		    strcmp(then->passed[i].step, s->path) == 0)
			return;
	then->passed = arena_more(t->a, then->passed, then->passed_count,
				  sizeof(*then->passed));
	then->passed[then->passed_count++] = (struct record_passed){
		.step = s->path,
		.visit = visit,
		.why = "when",
	};
}

/*
 * Enters a step, or passes it over to where it leads.  A circle of steps that
 * are all passed over enters nothing.
 */
static void
follow(struct trial *t, const struct step_ref *ref, struct record_step **list,
       unsigned *count)
{
	bool *seen =
		ref ? ARENA_ARRAY(t->a, bool, ref->role->step_count) : NULL;

	while (ref && !seen[ref->index]) {
		struct step_state *s = step_made(&t->in, ref->path);
		int64_t visit = step_next_visit(s);

		seen[ref->index] = true;
		if (conditions_hold(&t->in, ref->step->when,
				    ref->step->when_count) != HOLDS_NO) {
			step_enter(&t->in, s, visit, ON_TRIAL, t->now, false);
			add_step(t, list, count, ref->path, visit);
			return;
		}
		pass_over(t, s, visit, s->current);
		ref = library_after(t->lib, ref);
	}
}

static void
set_facts(struct trial *t, const struct wanted *w)
{
	struct record_then *then = t->out->then;

	for (unsigned i = 0; i < w->set_count; i++) {
		const struct setting *want = &w->sets[i];
		const struct fact_state *f = map_find(&t->in.facts, want->fact);
		struct record_set set = {
			.fact = want->fact,
			.value = want->value,
			.certainty = w->certainty,
		};
		struct record_then one = {.set_count = 1};
		struct record line = {.id = ON_TRIAL,
				      .time = t->now,
				      .more = RECORD_NO_MORE,
				      .then = &one};

		for (unsigned k = 0; f && k < f->count; k++) {
			if (strcmp(f->values[k].id, ON_TRIAL) == 0)
				continue;
			set.replaces = arena_more(t->a, set.replaces,
						  set.replaces_count,
						  sizeof(*set.replaces));
			set.replaces[set.replaces_count++] = f->values[k].id;
		}
		then->sets = arena_more(t->a, then->sets, then->set_count,
					sizeof(*then->sets));
		then->sets[then->set_count++] = set;
		one.sets = &set;
		consequences_fold(&t->in, &line);
	}
}

static void
list_files(struct trial *t, const char *id, struct record_open *o)
{
	unsigned count = 0;
	const struct library_file *files =
		t->lib->files_of ? t->lib->files_of(t->lib, id, &count) : NULL;

	if (!files || count == 0)
		return;
	o->files = ARENA_ARRAY(t->a, struct record_file, count);
	o->file_count = count;
	for (unsigned i = 0; i < count; i++)
		o->files[i] = (struct record_file){
			.file = files[i].name,
			.sha256 = files[i].sha256,
		};
}

static void
follow_starts(struct trial *t, const struct playbook *p, struct record_open *o)
{
	for (unsigned i = 0; i < p->role_count; i++) {
		const struct role *r = &p->roles[i];

		/* Where there is no start, all steps are current at once. */
		for (unsigned k = 0; k < r->step_count; k++)
			if (r->start_step < 0 || (unsigned)r->start_step == k)
				follow(t, library_step_at(t->lib, p, r, k),
				       &o->steps, &o->step_count);
	}
}

static void
open_playbooks(struct trial *t, const struct wanted *w)
{
	struct record_then *then = t->out->then;

	for (unsigned i = 0; i < w->open_count; i++) {
		const struct playbook *p =
			library_playbook(t->lib, w->opens[i]);
		const struct playbook_state *s =
			map_find(&t->in.playbooks, w->opens[i]);
		struct record_open o;
		struct record_then one = {.opens = &o, .open_count = 1};
		struct record line = {.id = ON_TRIAL,
				      .time = t->now,
				      .more = RECORD_NO_MORE,
				      .then = &one};

		if (!p || (s && s->open))
			continue;
		o = (struct record_open){
			.playbook = p->head.id,
			.version = p->head.version,
		};
		consequences_fold(&t->in, &line);
		list_files(t, p->head.id, &o);
		follow_starts(t, p, &o);
		then->opens = arena_more(t->a, then->opens, then->open_count,
					 sizeof(*then->opens));
		then->opens[then->open_count++] = o;
	}
}

/*
 * What the facts move: the oldest current step whose condition is false, else
 * the oldest passed-over one whose condition no longer is.
 */
static const struct step_ref *
find_unsettled(const struct trial *t, bool *back)
{
	const struct step_ref *bad = NULL, *returns = NULL;
	uint64_t bad_order = UINT64_MAX, order = UINT64_MAX;

	for (size_t i = 0; i < t->in.steps.count; i++) {
		const struct step_state *s = t->in.steps.entries[i].value;
		const struct step_ref *ref;
		bool passed;

		if (!s)
			continue;
		passed = s->passed && same_text(s->passed_why, "when");
		if (!(s->current && s->current_order < bad_order) &&
		    !(passed && s->passed_order < order))
			continue;
		ref = path_is_open(&t->in, s->path)
			      ? library_step(t->lib, s->path)
			      : NULL;
		if (!ref)
			continue;
		if (conditions_hold(&t->in, ref->step->when,
				    ref->step->when_count) == HOLDS_NO) {
			if (s->current && s->current_order < bad_order) {
				bad = ref;
				bad_order = s->current_order;
			}
		} else if (passed && s->passed_order < order) {
			returns = ref;
			order = s->passed_order;
		}
	}
	*back = !bad;
	return bad ? bad : returns;
}

static void
settle(struct trial *t)
{
	struct record_then *then = t->out->then;
	const struct step_ref *ref;
	bool back;

	while ((ref = find_unsettled(t, &back)) != NULL) {
		struct step_state *s = step_made(&t->in, ref->path);
		int64_t visit;

		if (!back) {
			pass_over(t, s, s->current_visit, false);
			follow(t, library_after(t->lib, ref), &then->enters,
			       &then->enter_count);
			continue;
		}
		visit = step_next_visit(s);
		step_enter(&t->in, s, visit, ON_TRIAL, t->now, false);
		s->passed = false;
		add_step(t, &then->enters, &then->enter_count, ref->path,
			 visit);
	}
}

static void
start_deadline(struct trial *t, const struct deadline *d, const char *from,
	       int64_t at)
{
	struct record_then *then = t->out->then;
	struct record_start start = {
		.deadline = d->id,
		.from = from,
		.at = {.ms = at, .set = true},
	};

	if (d->within.unit != DURATION_NONE)
		start.due = (struct moment){
			.ms = stamp_add(at, d->within, t->in.lines_zone),
			.set = true,
		};
	then->starts = arena_more(t->a, then->starts, then->start_count,
				  sizeof(*then->starts));
	then->starts[then->start_count++] = start;
}

static bool
is_listed(const char *id, const char *const *ids, unsigned count)
{
	for (unsigned i = 0; id && i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static bool
fact_is_touched(const struct trial *t, const char *fact)
{
	const struct record *out = t->out;

	if (out->kind == RECORD_FACT && same_text(out->fact, fact))
		return true;
	for (unsigned i = 0; i < out->then->set_count; i++)
		if (strcmp(out->then->sets[i].fact, fact) == 0)
			return true;
	return false;
}

/* The earliest moment that a fact says, by any source. */
static bool
earliest_value(const struct trial *t, const char *fact, int64_t *at)
{
	const struct fact_state *f = map_find(&t->in.facts, fact);
	bool found = false;
	int64_t one;

	for (unsigned i = 0; f && i < f->count; i++) {
		const char *value = f->values[i].value;

		if (!stamp_read_canonical(value, strlen(value), &one))
			continue;
		if (!found || one < *at)
			*at = one;
		found = true;
	}
	return found;
}

static void
start_linked(struct trial *t, const struct wanted *w,
	     const struct deadline_row *row, const char *const *met,
	     unsigned met_count)
{
	const struct deadline *d = row->deadline;
	bool joins = is_listed(row->playbook, w->opens, w->open_count);
	int64_t at = 0;

	for (unsigned i = 0; i < d->from_count; i++)
		if ((joins || fact_is_touched(t, d->from[i])) &&
		    earliest_value(t, d->from[i], &at))
			start_deadline(t, d, d->from[i], at);
	if (is_listed(d->after, met, met_count))
		start_deadline(t, d, d->after, t->at);
}

/* The last definition of an id counts where two files have one. */
static const struct deadline *
row_of(const struct deadline_row *rows, unsigned count, const char *id)
{
	for (unsigned i = count; i > 0; i--)
		if (strcmp(rows[i - 1].deadline->id, id) == 0)
			return rows[i - 1].deadline;
	return NULL;
}

static void
move_deadlines(struct trial *t, const struct incident *before,
	       const struct wanted *w)
{
	struct record *out = t->out;
	unsigned count, met_count = 0;
	struct deadline_row *rows =
		deadlines_listed(&t->in, t->lib, t->a, &count);
	const char **met = ARENA_ARRAY(t->a, const char *, w->meet_count + 1);

	for (unsigned i = 0; i < w->start_count; i++) {
		const struct deadline *d = row_of(rows, count, w->starts[i]);

		if (d)
			start_deadline(t, d, NULL, t->at);
	}
	for (unsigned i = 0; i < w->meet_count; i++) {
		const struct deadline_state *s =
			map_find(&before->deadlines, w->meets[i]);

		if (!s || !s->met.set)
			met[met_count++] = w->meets[i];
	}
	if (met_count > 0) {
		out->then->meets =
			copied_array(t->a, met, met_count, sizeof(*met));
		out->then->meet_count = met_count;
	}
	if (out->kind == RECORD_DEADLINE && same_text(out->act, "met"))
		met[met_count++] = out->more->deadline;
	for (unsigned i = 0; i < count; i++)
		start_linked(t, w, &rows[i], met, met_count);
}

static void
tell_roles(struct trial *t, const struct wanted *w)
{
	struct record *out = t->out;

	if (w->tell_count == 0)
		return;
	out->then->tells = ARENA_ARRAY(t->a, struct record_tell, w->tell_count);
	for (unsigned i = 0; i < w->tell_count; i++) {
		const struct telling *say = &w->tells[i];
		const char *playbook =
			say->playbook ? say->playbook : w->tells_from;

		out->then->tells[out->then->tell_count++] =
			(struct record_tell){
				.role = say->role,
				.step = say->step ? library_step_path(t->a,
								      playbook,
								      say->role,
								      say->step)
						  : NULL,
				.message = say->message,
			};
	}
}

/* A `playbook` line carries its own opening as its own keys. */
static void
lift_opening(struct record *out)
{
	if (out->then->open_count == 0)
		return;
	out->more->version = out->then->opens[0].version;
	out->more->files = out->then->opens[0].files;
	out->more->file_count = out->then->opens[0].file_count;
	out->more->steps = out->then->opens[0].steps;
	out->more->step_count = out->then->opens[0].step_count;
	out->then->opens = NULL;
	out->then->open_count = 0;
}

void
resolve(struct proposal *p, const struct wanted *w)
{
	struct record *out = p->out;
	struct trial *t = ARENA_NEW(p->a, struct trial);

	t->lib = p->lib;
	t->a = p->a;
	t->out = out;
	t->now = p->now;
	t->at = p->at;
	incident_copy(p->in, p->a, &t->in);
	if (out->kind != RECORD_PLAYBOOK) {
		struct record tried = *out;

		tried.id = ON_TRIAL;
		tried.time = p->now;
		record_fold(&t->in, &tried);
	}
	set_facts(t, w);
	open_playbooks(t, w);
	follow(t, w->go_to, &out->then->goto_steps, &out->then->goto_count);
	for (unsigned i = 0; i < w->also_count; i++)
		follow(t, w->also[i], &out->then->also, &out->then->also_count);
	settle(t);
	move_deadlines(t, p->in, w);
	tell_roles(t, w);
	if (out->kind == RECORD_PLAYBOOK)
		lift_opening(out);
	if (w->raises && w->severity > p->in->severity)
		out->more->severity = (struct number){
			.value = w->severity,
			.set = true,
		};
}
