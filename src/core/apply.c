/*
 * The fold: what each kind of record changes.  Total: every key may be
 * missing, every name may be unknown, and no playbook is asked.
 */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/twin.h"

/* A key that may be missing. */
static const char *
text_or(const char *text, const char *otherwise)
{
	return text ? text : otherwise;
}

static const char *
entry_id(const struct record *r)
{
	return text_or(r->id, "");
}

static void
take_files(struct incident *in, struct record_file *files, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (!files[i].file || map_find(&in->file_map, files[i].file))
			continue;
		map_put_kept(&in->file_map, files[i].file, &files[i]);
		in->files = arena_more(in->arena, in->files, in->file_count,
				       sizeof(*in->files));
		in->files[in->file_count++] = files[i];
	}
}

static void
apply_open(struct incident *in, const struct record *r)
{
	/* The mode never changes, whatever a second line says. */
	if (!in->arrived)
		in->mode = text_or(r->more->mode, "live");
	in->arrived = true;
	in->open = true;
	in->opened = r->time;
	in->id = text_or(r->incident, "");
	in->title = text_or(r->title, "");
	in->tlp = r->more->tlp;
	in->language = r->language;
	in->organisation = r->more->organisation;
	in->zone = text_or(r->more->zone, "UTC");
	take_files(in, r->more->files, r->more->file_count);
}

static void
apply_title(struct incident *in, const struct record *r)
{
	in->title = text_or(r->title, "");
}

static void
apply_join(struct incident *in, const struct record *r)
{
	if (r->role && r->actor)
		map_put_kept(&in->holders, r->role,
			     (void *)(uintptr_t)r->actor);
}

static void
apply_handover(struct incident *in, const struct record *r)
{
	if (r->role && r->to)
		map_put_kept(&in->holders, r->role, (void *)(uintptr_t)r->to);
}

static void
apply_leave(struct incident *in, const struct record *r)
{
	const char *holder = r->role ? map_find(&in->holders, r->role) : NULL;

	if (holder && same_text(holder, r->actor))
		map_remove(&in->holders, r->role);
}

static void
apply_playbook(struct incident *in, const struct record *r)
{
	take_files(in, r->more->files, r->more->file_count);
}

static void
apply_playbook_stop(struct incident *in, const struct record *r)
{
	struct playbook_state *p =
		r->more->playbook ? map_find(&in->playbooks, r->more->playbook)
				  : NULL;

	if (p)
		p->open = false;
}

/* The path of the step that an item stands in: all but the last part. */
static const char *
step_of_item(struct incident *in, const char *item)
{
	const char *slash = strrchr(item, '/');
	char *path;

	if (!slash)
		return item;
	path = arena_strndup(in->arena, item, (size_t)(slash - item));
	return path;
}

/* Of an item that has one tick a row, each is kept by itself. */
static const char *
tick_key(struct incident *in, const char *root, const char *row)
{
	return row ? arena_printf(in->arena, "%s/%s", root, row) : root;
}

/*
 * Two roles may do the same thing without knowing of each other: both entries
 * stay, and the first in merged order is the doer.
 */
static bool
is_done_already(const struct tick *t, const struct record *r)
{
	return t->record && t->visit == r->visit.value &&
	       strcmp(t->state, "done") == 0 &&
	       strcmp(text_or(r->state, "done"), "done") == 0;
}

static void
apply_item(struct incident *in, const struct record *r)
{
	const char *item = text_or(r->item, "");
	const char *root = tick_key(in, text_or(r->same_as, item), r->row);
	const char *step = step_of_item(in, item);
	struct tick *t = map_find(&in->ticks, root);
	bool again;

	step_touch(in, step, r->visit.value, r->time);
	if (!t) {
		t = ARENA_NEW(in->arena, struct tick);
		t->path = root;
		map_put_kept(&in->ticks, root, t);
	}
	again = is_done_already(t, r);
	t->state = text_or(r->state, "done");
	t->step = step;
	t->visit = r->visit.value;
	t->order = in->order;
	t->time = r->time;
	t->until = r->until;
	if (r->to || !t->text)
		t->to = r->to;
	t->id = entry_id(r);
	if (!again)
		t->record = r;
}

static void
apply_action(struct incident *in, const struct record *r)
{
	struct tick *t = ARENA_NEW(in->arena, struct tick);

	t->path = arena_printf(in->arena, "action/%s", entry_id(r));
	t->state = "open";
	t->step = "action";
	t->order = in->order;
	t->time = r->time;
	t->until = r->due;
	t->to = r->to ? r->to : r->role;
	t->id = entry_id(r);
	t->text = text_or(r->text, "");
	t->role = r->role;
	t->record = r;
	map_put_kept(&in->ticks, t->path, t);
}

static void
apply_pending(struct incident *in, const struct record *r)
{
	struct pending *p = ARENA_NEW(in->arena, struct pending);

	p->id = entry_id(r);
	p->step = text_or(r->step, "");
	p->visit = visit_clamped(r->visit.value);
	p->choice = text_or(r->more->choice, "");
	p->label = text_or(r->more->label, "");
	p->asker = text_or(r->role, "");
	p->approver = text_or(r->more->approval, "");
	p->state = PENDING_OPEN;
	p->record = r;
	step_touch(in, p->step, p->visit, r->time);
	map_put_kept(&in->pendings, p->id, p);
}

static void
apply_withdraw(struct incident *in, const struct record *r)
{
	struct pending *p = r->of ? map_find(&in->pendings, r->of) : NULL;

	if (p && p->state == PENDING_OPEN)
		p->state = PENDING_WITHDRAWN;
}

/*
 * A decision, a skip, or the yes to one that was pending: the visit is
 * answered and the step is no longer current, unless it stays.
 */
static void
answer_visit(struct incident *in, const struct record *r)
{
	int64_t visit = visit_clamped(r->visit.value);
	struct step_state *s;

	step_touch(in, text_or(r->step, ""), visit, r->time);
	entries_undo(in, r->more->undoes, r->more->undoes_count);
	s = step_made(in, text_or(r->step, ""));
	if (!r->more->stays) {
		if (s->visit < visit)
			step_enter(in, s, visit, entry_id(r), r->time, false);
		step_add_answer(in, s,
				&(struct answer){
					.visit = visit,
					.choice = text_or(r->more->choice, ""),
					.as_if = r->more->as_if,
					.id = entry_id(r),
					.skip = r->kind == RECORD_SKIP,
					.record = r,
				});
		if (s->current && s->current_visit <= visit)
			s->current = false;
		s->passed = false;
	}
	s->again = (struct comes_back){0};
	if (!r->more->again.set && !(r->more->unknown && !r->more->stays))
		return;
	s->again = (struct comes_back){
		.at = r->more->again,
		.repeat = r->more->repeat,
		.standing = true,
		.order = ++in->moves,
		.visit = visit,
		.as_if = r->more->as_if,
		.id = entry_id(r),
		.role = r->role,
	};
}

static void
apply_decide(struct incident *in, const struct record *r)
{
	struct pending *p = r->of ? map_find(&in->pendings, r->of) : NULL;

	if (p)
		p->state = PENDING_OVERRIDDEN;
	answer_visit(in, r);
}

/* An approval that was heard by phone is to be confirmed. */
static void
note_confirm(struct incident *in, const struct record *r)
{
	struct confirm *c = map_find(&in->confirms, r->of);

	if (!c) {
		c = ARENA_NEW(in->arena, struct confirm);
		c->id = r->of;
		c->order = ++in->moves;
		map_put_kept(&in->confirms, r->of, c);
	}
	c->role = r->role;
}

/* The asker sees it until somebody of that role takes it. */
static void
note_answer(struct incident *in, const struct record *r, const char *to,
	    const char *question)
{
	struct answer_row *row;

	if (!r->id || !to || !*to || same_text(to, r->role))
		return;
	row = ARENA_NEW(in->arena, struct answer_row);
	row->id = r->id;
	row->from = r->role;
	row->to = to;
	row->question = text_or(question, "");
	row->text = text_or(r->more->answer, "");
	row->record = r;
	map_put_kept(&in->answers, row->id, row);
}

static void
apply_answer(struct incident *in, const struct record *r)
{
	struct pending *p = r->of ? map_find(&in->pendings, r->of) : NULL;
	struct inbox_row *row = r->of ? map_find(&in->inbox, r->of) : NULL;
	bool yes = same_text(r->more->answer, "yes");

	if (yes && r->step && *r->step) {
		/* Counts also after a no or a withdrawal it had not seen. */
		if (p)
			p->state = PENDING_YES;
		answer_visit(in, r);
		if (r->via && !r->more->confirms && r->of)
			note_confirm(in, r);
		return;
	}
	if (p && p->state == PENDING_OPEN) {
		p->state = PENDING_NO;
		note_answer(in, r, p->asker, p->label);
	}
	if (row) {
		row->done = entry_id(r);
		note_answer(in, r, row->from, row->text);
	}
	if (r->of && (r->more->confirms || same_text(r->more->answer, "no")))
		map_remove(&in->confirms, r->of);
}

static void
apply_reopen(struct incident *in, const struct record *r)
{
	struct step_state *s;

	entries_undo(in, r->more->undoes, r->more->undoes_count);
	s = step_made(in, text_or(r->step, ""));
	s->again = (struct comes_back){0};
	step_enter(in, s, r->visit.value, entry_id(r), r->time, true);
}

static void
apply_take(struct incident *in, const struct record *r)
{
	struct inbox_row *row = r->of ? map_find(&in->inbox, r->of) : NULL;
	struct answer_row *answer =
		r->of ? map_find(&in->answers, r->of) : NULL;

	if (row)
		row->done = entry_id(r);
	if (answer)
		answer->done = entry_id(r);
}

static void
apply_message(struct incident *in, const struct record *r)
{
	struct inbox_row *row = ARENA_NEW(in->arena, struct inbox_row);

	row->id = entry_id(r);
	row->type = r->kind == RECORD_ASK ? INBOX_QUESTION : INBOX_TASK;
	row->from = r->role;
	row->to = text_or(r->to, "");
	row->text = text_or(r->text, "");
	row->record = r;
	map_put_kept(&in->inbox, row->id, row);
}

static void
apply_decision(struct incident *in, const struct record *r)
{
	const char *id = text_or(r->of, entry_id(r));
	struct decision_state *d = map_find(&in->decisions, id);

	if (!d) {
		d = ARENA_NEW(in->arena, struct decision_state);
		d->id = id;
		d->text = text_or(r->text, "");
		d->options = r->more->options;
		d->option_count = r->more->option_count;
		d->role = r->role;
		map_put_kept(&in->decisions, id, d);
	}
	if (r->more->chosen)
		d->chosen = r->more->chosen;
}

static void
apply_deadline(struct incident *in, const struct record *r)
{
	struct deadline_state *d =
		deadline_made(in, text_or(r->more->deadline, ""));
	int64_t at = record_happened(r);
	const char *act = text_or(r->act, "");

	d->last = r;
	if (strcmp(act, "start") == 0) {
		d->met = d->first = (struct moment){0};
		d->not_applicable = NULL;
	} else if (strcmp(act, "correct") == 0) {
		d->corrected = true;
		d->corrected_at = at;
		d->corrected_due = r->due;
	} else if (strcmp(act, "met") == 0) {
		d->met = (struct moment){.ms = at, .set = true};
		d->not_applicable = NULL;
	} else if (strcmp(act, "first-sent") == 0) {
		d->first = (struct moment){.ms = at, .set = true};
		d->not_applicable = NULL;
	} else if (strcmp(act, "not-applicable") == 0) {
		d->not_applicable = text_or(r->reason, "");
	}
}

static void
apply_severity(struct incident *in, const struct record *r)
{
	in->severity = r->more->severity.value;
	in->proposed = (struct number){0};
}

static void
apply_phase(struct incident *in, const struct record *r)
{
	in->phase = text_or(r->more->phase, "none");
}

static void
apply_correct(struct incident *in, const struct record *r)
{
	const struct record *target;

	if (!r->of || map_find(&in->corrections, r->of))
		return;
	map_put_kept(&in->corrections, r->of, (void *)(uintptr_t)r);
	target = map_find(&in->entries, r->of);
	for (size_t i = target ? in->log_count : 0; i > 0; i--) {
		if (in->log[i - 1].record == target) {
			in->log[i - 1].corrected = true;
			return;
		}
	}
}

static void
apply_close(struct incident *in, const struct record *r)
{
	in->open = r->kind == RECORD_OPEN_AGAIN;
}

/* Kinds without a row are only read from the log. */
static void (*const APPLIES[RECORD_KINDS])(struct incident *,
					   const struct record *) = {
	[RECORD_OPEN] = apply_open,
	[RECORD_TITLE] = apply_title,
	[RECORD_JOIN] = apply_join,
	[RECORD_LEAVE] = apply_leave,
	[RECORD_HANDOVER] = apply_handover,
	[RECORD_PLAYBOOK] = apply_playbook,
	[RECORD_PLAYBOOK_STOP] = apply_playbook_stop,
	[RECORD_ITEM] = apply_item,
	[RECORD_DECIDE] = apply_decide,
	[RECORD_SKIP] = apply_decide,
	[RECORD_PENDING] = apply_pending,
	[RECORD_WITHDRAW] = apply_withdraw,
	[RECORD_ANSWER] = apply_answer,
	[RECORD_REOPEN] = apply_reopen,
	[RECORD_TAKE] = apply_take,
	[RECORD_ASK] = apply_message,
	[RECORD_TELL] = apply_message,
	[RECORD_ACTION] = apply_action,
	[RECORD_DECISION] = apply_decision,
	[RECORD_DEADLINE] = apply_deadline,
	[RECORD_DOCUMENT] = apply_document,
	[RECORD_SEVERITY] = apply_severity,
	[RECORD_EMERGENCY_PHASE] = apply_phase,
	[RECORD_CORRECT] = apply_correct,
	[RECORD_CLOSE] = apply_close,
	[RECORD_OPEN_AGAIN] = apply_close,
};

void
record_fold(struct incident *in, const struct record *r)
{
	in->order++;
	if (r->kind < RECORD_KINDS && APPLIES[r->kind])
		APPLIES[r->kind](in, r);
	for (unsigned i = 0; i < r->then->open_count; i++)
		take_files(in, r->then->opens[i].files,
			   r->then->opens[i].file_count);
	consequences_fold(in, r);
}

/* Who works in a role is seen by what they write, joined or not. */
static void
note_presence(struct incident *in, const struct record *r)
{
	const struct record *last;

	if (!r->role || !r->actor)
		return;
	if (r->kind != RECORD_LEAVE) {
		map_put_kept(&in->acted, r->role, (void *)(uintptr_t)r);
		return;
	}
	last = map_find(&in->acted, r->role);
	if (last && same_text(last->actor, r->actor))
		map_remove(&in->acted, r->role);
}

void
incident_apply(struct incident *in, const struct record *rec, const char *file)
{
	bool twin = rec->id && !map_add_kept(&in->entries, rec->id,
					     (void *)(uintptr_t)rec);

	if (twin && incident_has_entry(in, rec))
		return;
	in->log =
		arena_more(in->arena, in->log, in->log_count, sizeof(*in->log));
	in->log[in->log_count++] = (struct log_entry){
		.record = rec,
		.file = file,
		.corrected = rec->id && map_find(&in->corrections, rec->id),
		.twin = twin,
		.before = in->last[rec->kind],
	};
	if (rec->clock.set && rec->time - rec->clock.ms > in->apart)
		in->apart = rec->time - rec->clock.ms;
	if (twin) {
		incident_note_twin(in, rec);
		return;
	}
	in->last[rec->kind] = (uint32_t)in->log_count;
	note_presence(in, rec);
	record_fold(in, rec);
}
