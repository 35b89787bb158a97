/*
 * The consequences that a line of any kind may carry, as they were resolved
 * when it was written: `sets` first, then the others in the order of the
 * format's table.
 */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"

struct deadline_state *
deadline_made(struct incident *in, const char *id)
{
	struct deadline_state *d = map_find(&in->deadlines, id);

	if (d)
		return d;
	d = ARENA_NEW(in->arena, struct deadline_state);
	d->deadline = id;
	map_put_kept(&in->deadlines, id, d);
	return d;
}

static bool
is_among(const char *id, const char *const *ids, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (ids[i] && strcmp(ids[i], id) == 0)
			return true;
	return false;
}

/* The values it names no longer stand, this one does (rule 15). */
static void
set_fact(struct incident *in, struct map *facts, const char *fact,
	 const struct fact_standing *value, const char *const *replaces,
	 unsigned count)
{
	struct fact_state *f;
	unsigned left = 0;

	if (!fact)
		fact = "";
	f = map_find(facts, fact);
	if (!f) {
		f = ARENA_NEW(in->arena, struct fact_state);
		f->fact = fact;
		map_put_kept(facts, fact, f);
	}
	for (unsigned i = 0; count > 0 && i < f->count; i++)
		if (!is_among(f->values[i].id, replaces, count))
			f->values[left++] = f->values[i];
	if (count > 0)
		f->count = left;
	f->values =
		arena_more(in->arena, f->values, f->count, sizeof(*f->values));
	f->values[f->count++] = *value;
}

/* Whatever names a row brings it back, but for the line that strikes it. */
static void
fold_row(struct incident *in, const struct record *r,
	 const struct fact_standing *value)
{
	const char *key;
	struct row_state *row;

	if (!r->reg || !r->row)
		return;
	key = row_key(in->arena, r->reg, r->row);
	row = map_find(&in->rows, key);
	if (!row) {
		row = ARENA_NEW(in->arena, struct row_state);
		row->reg = r->reg;
		row->row = r->row;
		map_put_kept(&in->rows, key, row);
	}
	row->record = r;
	row->struck = !r->column && same_text(r->value, ROW_STRUCK);
	if (r->column)
		set_fact(in, &in->cells,
			 cell_key(in->arena, r->reg, r->column, r->row), value,
			 r->more->replaces, r->more->replaces_count);
}

static void
fold_facts(struct incident *in, const struct record *r)
{
	struct fact_standing value = {
		.id = r->id ? r->id : "",
		.record = r,
	};

	if (r->kind == RECORD_FACT) {
		value.value = r->value ? r->value : "";
		value.source = r->source;
		value.certainty = r->certainty ? r->certainty : "seen";
		value.bound = r->more->bound;
		set_fact(in, &in->facts, r->fact, &value, r->more->replaces,
			 r->more->replaces_count);
	} else if (r->kind == RECORD_ROW) {
		value.value = r->value ? r->value : "";
		value.source = r->source;
		value.certainty = "seen";
		fold_row(in, r, &value);
	}
	for (unsigned i = 0; i < r->then->set_count; i++) {
		const struct record_set *s = &r->then->sets[i];

		value.value = s->value ? s->value : "";
		value.source = value.bound = NULL;
		value.certainty = s->certainty ? s->certainty : "seen";
		set_fact(in, &in->facts, s->fact, &value, s->replaces,
			 s->replaces_count);
	}
}

static void
fold_steps(struct incident *in, const struct record_step *steps, unsigned count,
	   const char *via, int64_t time)
{
	for (unsigned i = 0; i < count; i++)
		if (steps[i].step)
			step_enter(in, step_made(in, steps[i].step),
				   steps[i].visit, via, time, false);
}

static void
fold_moves(struct incident *in, const struct record *r)
{
	const char *id = r->id ? r->id : "";

	for (unsigned i = 0; i < r->then->passed_count; i++) {
		const struct record_passed *p = &r->then->passed[i];

		if (p->step)
			step_pass(in, p->step, visit_clamped(p->visit),
				  p->why ? p->why : "when", id);
	}
	fold_steps(in, r->then->goto_steps, r->then->goto_count, id, r->time);
	fold_steps(in, r->then->also, r->then->also_count, id, r->time);
	if (r->then->enter_count > 0)
		fold_steps(in, r->then->enters, r->then->enter_count,
			   arena_printf(in->arena, "fact:%s", id), r->time);
}

/* Its old current steps are dropped, and what time would bring back. */
static void
drop_steps(struct incident *in, const char *playbook)
{
	size_t len = strlen(playbook);

	for (size_t i = 0; i < in->steps.count; i++) {
		struct step_state *s = in->steps.entries[i].value;

		if (!s || strncmp(s->path, playbook, len) != 0 ||
		    (s->path[len] != '/' && s->path[len] != '\0'))
			continue;
		s->current = false;
		s->again = (struct comes_back){0};
	}
}

static void
open_playbook(struct incident *in, const char *id, const char *version,
	      const struct record_step *steps, unsigned step_count,
	      const struct record *r)
{
	struct playbook_state *p;

	if (!id)
		id = "";
	p = map_find(&in->playbooks, id);
	if (p && p->open)
		return;
	if (!p) {
		p = ARENA_NEW(in->arena, struct playbook_state);
		p->id = id;
		p->order = in->order;
		map_put_kept(&in->playbooks, id, p);
	}
	drop_steps(in, id);
	p->open = true;
	p->version = version;
	p->record = r;
	fold_steps(in, steps, step_count,
		   arena_printf(in->arena, "playbook:%s", id), r->time);
}

static void
fold_deadlines(struct incident *in, const struct record *r)
{
	int64_t at = record_happened(r);

	for (unsigned i = 0; i < r->then->meet_count; i++) {
		struct deadline_state *d = deadline_made(
			in, r->then->meets[i] ? r->then->meets[i] : "");

		if (!d->met.set)
			d->met = (struct moment){.ms = at, .set = true};
	}
	for (unsigned i = 0; i < r->then->start_count; i++) {
		const struct record_start *s = &r->then->starts[i];
		struct deadline_state *d =
			deadline_made(in, s->deadline ? s->deadline : "");

		d->starts = arena_more(in->arena, d->starts, d->start_count,
				       sizeof(*d->starts));
		d->starts[d->start_count++] = (struct deadline_start){
			.from = s->from,
			.at = s->at.set ? s->at.ms : at,
			.due = s->due,
			.id = r->id ? r->id : "",
		};
	}
}

/* The first task of a line has the entry's id, the others <id>.2 … (12). */
static void
fold_tells(struct incident *in, const struct record *r)
{
	for (unsigned i = 0; i < r->then->tell_count; i++) {
		const struct record_tell *t = &r->then->tells[i];
		struct inbox_row *row = ARENA_NEW(in->arena, struct inbox_row);

		row->id = r->id ? r->id : "";
		if (i > 0)
			row->id = arena_printf(in->arena, "%s.%u", row->id,
					       i + 1);
		row->type = INBOX_TASK;
		row->from = r->role;
		row->to = t->role ? t->role : "";
		row->step = t->step;
		row->text = t->message ? t->message : "";
		row->record = r;
		map_put_kept(&in->inbox, row->id, row);
	}
}

/* Raises at once up to 3; an emergency is only proposed (rule 14). */
static void
fold_severity(struct incident *in, const struct record *r)
{
	if (!r->more->severity.set || r->kind == RECORD_SEVERITY)
		return;
	if (r->more->severity.value < 4) {
		if (r->more->severity.value > in->severity)
			in->severity = r->more->severity.value;
		return;
	}
	in->proposed = (struct number){0};
	if (in->severity < 4)
		in->proposed = r->more->severity;
}

void
consequences_fold(struct incident *in, const struct record *r)
{
	fold_facts(in, r);
	fold_moves(in, r);
	if (r->kind == RECORD_PLAYBOOK)
		open_playbook(in, r->more->playbook, r->more->version,
			      r->more->steps, r->more->step_count, r);
	for (unsigned i = 0; i < r->then->open_count; i++)
		open_playbook(in, r->then->opens[i].playbook,
			      r->then->opens[i].version,
			      r->then->opens[i].steps,
			      r->then->opens[i].step_count, r);
	fold_deadlines(in, r);
	fold_tells(in, r);
	fold_severity(in, r);
}
