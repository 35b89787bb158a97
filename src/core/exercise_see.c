/* What players see of an exercise: its hours, and what comes to whom. */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/exercise.h"
#include "core/playbook.h"

const struct zone *
exercise_zone(const struct exercise_run *run, const struct zone *z,
	      struct arena *a)
{
	struct zone_span *spans;
	struct zone *out;

	if (!run || !run->begun)
		return z;
	spans = ARENA_ARRAY(a, struct zone_span, run->span_count + 1);
	for (unsigned i = 0; i < run->span_count; i++)
		spans[i] = (struct zone_span){.real = run->spans[i].real,
					      .shown = run->spans[i].scenario,
					      .speed = run->spans[i].speed};
	out = ARENA_NEW(a, struct zone);
	*out = z ? *z : (struct zone){.count = 0};
	out->spans = spans;
	out->span_count = run->span_count;
	out->until = run->until;
	return out;
}

/*
 * People type whole minutes.  The line was written a little later than its
 * hour was read, and by a clock of another speed that is another hour.
 */
int64_t
exercise_typed(int64_t written, int64_t from, const struct zone *z)
{
	const int64_t minute = 60000;
	int64_t shown = stamp_shown(from, z) + (written - from);
	int64_t beyond = (shown % minute + minute) % minute;

	if (!z || z->span_count == 0)
		return written;
	return beyond < minute / 2 ? written - beyond
				   : written + minute - beyond;
}

static int64_t
typed_ahead(int64_t written, int64_t from, const struct zone *z)
{
	return stamp_ahead(exercise_typed(written, from, z), from, z);
}

/* An hour that somebody typed, and that is still to come then. */
static void
move_value(struct incident *in, struct fact_standing *v)
{
	const char *written = v->written ? v->written : v->value;
	char out[STAMP_SIZE];
	int64_t moment;

	if (!v->record || !written || !stamp_read(written, &moment) ||
	    moment <= record_happened(v->record))
		return;
	moment =
		typed_ahead(moment, record_happened(v->record), in->lines_zone);
	stamp_write(moment, out);
	if (strcmp(out, v->value) == 0)
		return;
	v->written = written;
	v->value = arena_strdup(in->arena, out);
}

static void
move_facts(struct incident *in)
{
	for (size_t i = 0; i < in->facts.count; i++) {
		struct fact_state *s = in->facts.entries[i].value;

		for (unsigned k = 0; s && k < s->count; k++)
			move_value(in, &s->values[k]);
	}
}

static void
move_tick(struct tick *t, const struct zone *z)
{
	const struct record *r = t->record;

	if (r->until.set)
		t->until.ms = typed_ahead(r->until.ms, record_happened(r), z);
	else if (r->due.set)
		t->until.ms = stamp_ahead(r->due.ms, record_happened(r), z);
}

void
exercise_move_ahead(struct incident *in)
{
	const struct zone *z = in->lines_zone;

	if (!z || z->span_count == 0)
		return;
	move_facts(in);
	for (size_t i = 0; i < in->ticks.count; i++) {
		struct tick *t = in->ticks.entries[i].value;

		if (t && t->record && t->until.set)
			move_tick(t, z);
	}
	for (size_t i = 0; i < in->steps.count; i++) {
		struct step_state *s = in->steps.entries[i].value;
		const struct record *r =
			s && s->again.standing && s->again.id
				? map_find(&in->entries, s->again.id)
				: NULL;

		if (r && r->more->again.set)
			s->again.at.ms = stamp_ahead(r->more->again.ms,
						     record_happened(r), z);
	}
}

/* Two people may have said so at once: the first one counts. */
const struct record *
exercise_real_life(const struct incident *in)
{
	const struct record *first = NULL;
	size_t resumed = in->last[RECORD_PAUSE];

	while (resumed > 0 &&
	       !same_text(in->log[resumed - 1].record->act, "resume"))
		resumed = in->log[resumed - 1].before;
	for (size_t i = in->last[RECORD_LINK]; i > resumed && in->open;
	     i = in->log[i - 1].before)
		first = in->log[i - 1].record;
	return first && first->to ? first : NULL;
}

bool
inject_is_for(const struct exercise_inject *in, const char *role)
{
	for (unsigned i = 0; i < in->to_count; i++)
		if (strcmp(in->to[i], role) == 0)
			return true;
	return in->to_count == 0;
}

bool
channel_is_public(const char *channel)
{
	static const char *const all[] = {"press", "radio", "social-media"};

	for (size_t i = 0; channel && i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(channel, all[i]) == 0)
			return true;
	return false;
}

bool
inject_is_public(const struct exercise_run *run,
		 const struct exercise_inject *in)
{
	return in->to_count == 0 || channel_is_public(in->channel) ||
	       same_text(run->exercise->style, "discussion");
}

static bool
may_hear_of(const struct exercise_run *run, const char *role,
	    const struct record *r)
{
	const struct exercise_inject *x =
		r->more->inject ? exercise_find_inject(run, r->more->inject)
				: NULL;

	if (!x || same_text(r->act, "hear"))
		return true; /* or a round that begins */
	if (!same_text(r->act, "release") && !same_text(r->act, "hint"))
		return false;
	return inject_is_public(run, x) || (role && inject_is_for(x, role));
}

bool
exercise_may_judge(const struct exercise_run *run, const char *role)
{
	return !run || run->over || same_text(role, ROLE_FACILITATOR) ||
	       same_text(role, ROLE_OBSERVER);
}

bool
exercise_may_see(const struct exercise_run *run, const char *role,
		 const struct exercise_inject *in)
{
	return exercise_may_judge(run, role) ||
	       (in->sent && (inject_is_public(run, in) ||
			     (role && inject_is_for(in, role))));
}

bool
exercise_may_read(const struct exercise_run *run, const char *role,
		  const struct record *r)
{
	if (exercise_may_judge(run, role))
		return true;
	if (r->kind == RECORD_OBSERVE)
		return r->act || /* core/after.h */
		       same_text(r->more->objective, EXERCISE_ATTENDANCE);
	return r->kind != RECORD_INJECT || may_hear_of(run, role, r);
}

bool
inject_is_new(const struct exercise_inject *in, const char *role)
{
	if (!in->sent || !inject_is_for(in, role))
		return false;
	for (unsigned i = 0; i < in->heard_count; i++)
		if (same_text(in->heard[i]->role, role))
			return false;
	return true;
}

bool
inject_rings(const struct exercise_inject *in, const char *role)
{
	return same_text(in->channel, "phone") && inject_is_new(in, role);
}

#define CHAIN_MOST 200 /* injects after each other; a circle ends there */

struct moment
exercise_planned(const struct exercise *e, const struct inject *in)
{
	int64_t at = 0;

	for (unsigned i = 0; in && i < CHAIN_MOST; i++) {
		const struct inject *before = NULL;

		if (in->manual == YES_NO_YES || (in->round && !in->after))
			return (struct moment){0};
		at += exercise_length(in->at);
		if (!in->after)
			return (struct moment){at, true};
		for (unsigned k = 0; k < e->inject_count; k++)
			if (strcmp(e->injects[k].id, in->after) == 0)
				before = &e->injects[k];
		in = before;
	}
	return (struct moment){0};
}
