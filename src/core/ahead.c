#include "core/ahead.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/status.h"

#define HOUR INT64_C(3600000)

const char *
ahead_kind_name(enum ahead_kind kind)
{
	static const char *const words[] = {
		[AHEAD_DEADLINE] = "deadline", [AHEAD_UNDECIDED] = "undecided",
		[AHEAD_LATER] = "later",       [AHEAD_AGAIN] = "again",
		[AHEAD_REPEAT] = "repeat",     [AHEAD_TIME_BOX] = "time-box",
		[AHEAD_PROMISE] = "promise",
	};

	return words[kind];
}

static bool
is_before(const struct ahead_row *a, const struct ahead_row *b)
{
	return a->at != b->at ? a->at < b->at : a->kind < b->kind;
}

static void
add(struct ahead *h, struct arena *a, struct ahead_row row)
{
	unsigned at = h->count;

	if (row.at > h->until)
		return;
	h->rows = arena_more(a, h->rows, h->count++, sizeof(*h->rows));
	for (; at > 0 && is_before(&row, &h->rows[at - 1]); at--)
		h->rows[at] = h->rows[at - 1];
	h->rows[at] = row;
}

/* "it" of playbook/it/step/item; NULL for a first action. */
static const char *
role_of_path(const char *path, struct arena *a)
{
	const char *slash = strchr(path, '/');
	size_t len = slash != NULL ? strcspn(slash + 1, "/") : 0;

	if (len == 0 || (len == 5 && strncmp(slash + 1, "first", 5) == 0))
		return NULL;
	return arena_strndup(a, slash + 1, len);
}

static void
add_deadlines(struct ahead *h, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];
		const struct deadline_state *kept = d->state_kept;
		bool undecided = d->state == DEADLINE_UNDECIDED;

		if (!d->due.set ||
		    (!undecided && !deadline_is_running(d->state)))
			continue;
		add(h, a,
		    (struct ahead_row){
			    .kind = undecided ? AHEAD_UNDECIDED
					      : AHEAD_DEADLINE,
			    .at = d->due.ms,
			    .role = d->definition->role,
			    .text = d->definition->title,
			    .id = d->definition->id,
			    .entry = kept == NULL         ? NULL
				     : kept->last != NULL ? kept->last->id
				     : kept->start_count > 0
					     ? kept->starts[0].id
					     : NULL,
		    });
	}
}

static void
add_tick(struct ahead *h, const struct status *st, const struct library *lib,
	 const struct tick *t, struct arena *a)
{
	bool own = strncmp(t->path, "action/", 7) == 0;
	bool later = t->state != NULL && strcmp(t->state, "later") == 0;
	const struct item_ref *ref = library_item(lib, t->path);
	const char *role = own ? (t->to != NULL ? t->to : t->role)
			       : role_of_path(t->path, a);

	if (!t->until.set || (!later && !own) ||
	    (!own && !path_is_open(st->incident, t->path)))
		return;
	if (own && !later && strcmp(t->state, "open") != 0)
		return;
	/* One that came back by time is open work, not something to come. */
	if (later && t->until.ms <= st->now)
		return;
	add(h, a,
	    (struct ahead_row){
		    .kind = later ? AHEAD_LATER : AHEAD_PROMISE,
		    .at = t->until.ms,
		    .role = role,
		    .text = t->text != NULL ? t->text
			    : ref != NULL   ? ref->item->text
			    : t->record != NULL && t->record->text != NULL
				    ? t->record->text
				    : t->path,
		    .id = t->path,
		    .entry = t->id,
	    });
}

static void
add_ticks(struct ahead *h, const struct status *st, const struct library *lib,
	  struct arena *a)
{
	const struct map *ticks = &st->incident->ticks;

	for (size_t i = 0; i < ticks->count; i++) {
		const struct tick *t = ticks->entries[i].value;

		if (t != NULL)
			add_tick(h, st, lib, t, a);
	}
}

/* Steps that time brings back, and those that are not here yet. */
static void
add_steps(struct ahead *h, const struct status *st, const struct library *lib,
	  struct arena *a)
{
	const struct map *steps = &st->incident->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct step_state *s = steps->entries[i].value;
		const struct step_ref *ref =
			s != NULL ? library_step(lib, s->path) : NULL;

		if (s == NULL || !s->again.standing || !s->again.at.set ||
		    s->again.at.ms <= st->now ||
		    !path_is_open(st->incident, s->path))
			continue;
		add(h, a,
		    (struct ahead_row){
			    .kind = s->again.repeat ? AHEAD_REPEAT
						    : AHEAD_AGAIN,
			    .at = s->again.at.ms,
			    .role = role_of_path(s->path, a),
			    .text = ref != NULL ? ref->step->title : s->path,
			    .id = s->path,
			    .entry = s->again.id,
		    });
	}
}

static void
add_boxes(struct ahead *h, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++) {
			const struct status_step *s = &st->roles[i].current[k];

			if (s->box_ends.set)
				add(h, a,
				    (struct ahead_row){
					    .kind = AHEAD_TIME_BOX,
					    .at = s->box_ends.ms,
					    .role = st->roles[i].role,
					    .text = s->ref->step->title,
					    .id = s->ref->path,
				    });
		}
}

static bool
same_role(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/*
 * From each row on, what the same role has within half an hour; a group that
 * was told is not told again from its middle.
 */
static void
find_clashes(struct ahead *h, struct arena *a)
{
	for (unsigned i = 0; i < h->count; i++) {
		struct ahead_clash c = {h->rows[i].role, h->rows[i].at,
					h->rows[i].at, 1};
		bool begun = h->rows[i].collides;

		if (h->rows[i].at < h->now)
			continue;
		for (unsigned k = i + 1; k < h->count; k++) {
			if (h->rows[k].at - h->rows[i].at > AHEAD_CLASH_MS)
				break;
			if (!same_role(h->rows[k].role, c.role))
				continue;
			begun = begun && h->rows[k].collides;
			h->rows[i].collides = h->rows[k].collides = true;
			c.to = h->rows[k].at;
			c.count++;
		}
		if (c.count < 2 || begun)
			continue;
		h->clashes = arena_more(a, h->clashes, h->clash_count,
					sizeof(*h->clashes));
		h->clashes[h->clash_count++] = c;
	}
}

/* Since when the same person holds the role without a break. */
static struct ahead_duty
duty_of(const struct incident *in, const char *role, const char *holder)
{
	struct ahead_duty duty = {role, holder, in->opened, NULL};
	const char *now = NULL;

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		const char *next = now;

		if (!same_role(r->role, role))
			continue;
		if (r->kind == RECORD_JOIN)
			next = r->actor;
		else if (r->kind == RECORD_HANDOVER)
			next = r->to;
		else if (r->kind == RECORD_LEAVE)
			next = NULL;
		else
			continue;
		if (!same_text(next, now) && same_text(next, holder)) {
			duty.since = record_happened(r);
			duty.entry = r->id;
		}
		now = next;
	}
	return duty;
}

static void
add_duties(struct ahead *h, const struct status *st, struct arena *a)
{
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		if (r->holder == NULL)
			continue;
		h->duties = arena_more(a, h->duties, h->duty_count,
				       sizeof(*h->duties));
		h->duties[h->duty_count++] =
			duty_of(st->incident, r->role, r->holder);
	}
}

struct ahead
ahead_at(const struct status *st, const struct library *lib, struct arena *a)
{
	struct ahead h = {.now = st->now,
			  .until = st->now + AHEAD_HOURS * HOUR};

	add_deadlines(&h, st, a);
	add_ticks(&h, st, lib, a);
	add_steps(&h, st, lib, a);
	add_boxes(&h, st, a);
	find_clashes(&h, a);
	add_duties(&h, st, a);
	return h;
}
