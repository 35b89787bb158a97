#include "core/exercise.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"

#define DAY INT64_C(86400000)
#define SECOND INT64_C(1000)
#define MINUTE INT64_C(60000)

const char *
inject_stage_name(enum inject_stage stage)
{
	static const char *const names[INJECT_STAGES] = {
		"reserve", "waiting", "armed",   "due",
		"held",    "sent",    "skipped", "passed",
	};

	return names[stage];
}

const struct exercise *
exercise_of(const struct incident *in, const struct library *lib)
{
	return same_text(in->mode, "exercise") ? lib->exercise : NULL;
}

/* --- its clock */

static int64_t
elapsed_in(const struct exercise_span *s, int64_t real)
{
	return real > s->real ? s->elapsed + (real - s->real) * s->speed
			      : s->elapsed;
}

static int64_t
clock_in(const struct exercise_span *s, int64_t real)
{
	return s->scenario + (elapsed_in(s, real) - s->elapsed);
}

static const struct exercise_span *
span_at(const struct exercise_run *run, int64_t real)
{
	const struct exercise_span *found = NULL;

	for (unsigned i = 0; i < run->span_count; i++)
		if (!found || run->spans[i].real <= real)
			found = &run->spans[i];
	return found;
}

int64_t
exercise_elapsed(const struct exercise_run *run, int64_t real)
{
	const struct exercise_span *s = span_at(run, real);

	return s ? elapsed_in(s, real) : 0;
}

int64_t
exercise_clock(const struct exercise_run *run, int64_t real)
{
	const struct exercise_span *s = span_at(run, real);

	return s ? clock_in(s, real) : real;
}

int64_t
exercise_real(const struct exercise_run *run, int64_t elapsed)
{
	const struct exercise_span *s =
		run->span_count ? &run->spans[run->span_count - 1] : NULL;

	if (!s || s->speed <= 0 || run->over)
		return INT64_MAX;
	if (elapsed <= s->elapsed)
		return s->real;
	return s->real + (elapsed - s->elapsed + s->speed - 1) / s->speed;
}

static int64_t
speed_of(const struct record *r, int64_t before)
{
	if (!r->more->speed.set || r->more->speed.value < 1)
		return before;
	return r->more->speed.value < EXERCISE_SPEED_MOST ? r->more->speed.value
							  : EXERCISE_SPEED_MOST;
}

/* What the clock of one that is over showed last, it goes on showing. */
static void
add_span(struct exercise_run *run, struct exercise_span *spans,
	 const struct record *r)
{
	const struct exercise_span *last =
		run->span_count ? &spans[run->span_count - 1] : NULL;
	struct exercise_span s = {.real = r->time, .scenario = r->time};

	if (last) {
		/* Another station's clock may be behind. */
		s.real = r->time > last->real ? r->time : last->real;
		s.scenario = clock_in(last, s.real);
		s.elapsed = elapsed_in(last, s.real);
	}
	if (r->more->scenario.set) {
		if (last)
			s.elapsed += r->more->scenario.ms - s.scenario;
		s.scenario = r->more->scenario.ms;
	}
	if (s.elapsed < 0)
		s.elapsed = 0;
	run->speed = speed_of(r, run->speed);
	run->running = same_text(r->act, "resume");
	s.speed = run->running ? run->speed : 0;
	spans[run->span_count++] = s;
}

/* The records of a kind, oldest first. */
static const struct record **
records_of(const struct incident *in, enum record_kind kind, struct arena *a,
	   size_t *count)
{
	const struct record **rows;
	size_t n = 0;

	for (size_t i = in->last[kind]; i > 0; i = in->log[i - 1].before)
		n++;
	rows = ARENA_ARRAY(a, const struct record *, n + 1);
	*count = n;
	for (size_t i = in->last[kind]; i > 0; i = in->log[i - 1].before)
		rows[--n] = in->log[i - 1].record;
	return rows;
}

static void
make_spans(struct exercise_run *run, const struct incident *in, struct arena *a)
{
	size_t count;
	const struct record **rows = records_of(in, RECORD_PAUSE, a, &count);
	struct exercise_span *spans =
		ARENA_ARRAY(a, struct exercise_span, count + 1);
	int64_t real = run->real;
	size_t end = in->last[RECORD_CLOSE];

	run->speed = 1;
	run->spans = spans;
	for (size_t i = 0; i < count; i++)
		add_span(run, spans, rows[i]);
	run->begun = count > 0;
	run->over = in->arrived && !in->open;
	if (run->over && end > 0)
		real = in->log[end - 1].record->time;
	run->running = run->running && !run->over;
	run->until = real;
	run->elapsed = exercise_elapsed(run, real);
	run->scenario = exercise_clock(run, real);
}

static int64_t
clocks_apart(const struct exercise_run *run, const struct incident *in)
{
	int64_t most = in->apart, speed = 1;

	for (unsigned i = 0; i < run->span_count; i++)
		if (run->spans[i].speed > speed)
			speed = run->spans[i].speed;
	return most >= SECOND && most * speed >= MINUTE ? most : 0;
}

/* --- its injects */

static struct exercise_inject *
find_inject(struct exercise_run *run, const char *id)
{
	for (unsigned i = 0; i < run->inject_count; i++)
		if (strcmp(run->injects[i].id, id) == 0)
			return &run->injects[i];
	return NULL;
}

const struct exercise_inject *
exercise_find_inject(const struct exercise_run *run, const char *typed)
{
	char *end;
	unsigned long number = strtoul(typed, &end, 10);

	if (*typed && !*end && number > 0 && number <= run->inject_count)
		return &run->injects[number - 1];
	for (unsigned i = 0; i < run->inject_count; i++)
		if (strcmp(run->injects[i].id, typed) == 0)
			return &run->injects[i];
	return NULL;
}

static void
add_written(struct exercise_run *run, const struct inject *in)
{
	run->injects[run->inject_count++] = (struct exercise_inject){
		.inject = in,
		.id = in->id,
		.title = in->title,
		.text = in->text,
		.channel = in->channel,
		.from = in->from,
		.to = (const char *const *)in->to,
		.to_count = in->to_count,
	};
}

/* What the line says of it goes before what was written. */
static void
take_words(struct exercise_inject *x, const struct record *r)
{
	x->title = r->title ? r->title : x->title;
	x->text = r->text ? r->text : x->text;
	x->channel = r->more->channel ? r->more->channel : x->channel;
	x->from = r->source ? r->source : x->from;
	if (r->more->to_role_count > 0) {
		x->to = (const char *const *)r->more->to_roles;
		x->to_count = r->more->to_role_count;
	}
}

static void
note_heard(struct exercise_inject *x, const struct record *r, struct arena *a)
{
	for (unsigned i = 0; i < x->heard_count; i++)
		if (same_text(x->heard[i]->role, r->role))
			return;
	x->heard = arena_more(a, x->heard, x->heard_count, sizeof(*x->heard));
	x->heard[x->heard_count++] = r;
}

static void
fold_release(struct exercise_run *run, struct exercise_inject *x,
	     const struct record *r)
{
	take_words(x, r);
	x->times++;
	if (x->sent)
		return;
	x->sent = r;
	x->sent_at = exercise_elapsed(run, record_happened(r));
	x->stage = INJECT_SENT;
}

static void
fold_act(struct exercise_run *run, struct exercise_inject *x,
	 const struct record *r, struct arena *a)
{
	const char *act = r->act ? r->act : "";

	if (strcmp(act, "release") == 0) {
		fold_release(run, x, r);
	} else if (strcmp(act, "hear") == 0) {
		note_heard(x, r, a);
	} else if (strcmp(act, "hint") == 0) {
		x->hinted = true;
	} else if (strcmp(act, "change") == 0) {
		take_words(x, r);
		x->changed = true;
	} else if (!x->sent && strcmp(act, "hold") == 0) {
		x->stage = INJECT_HELD;
	} else if (!x->sent && strcmp(act, "skip") == 0) {
		x->stage = INJECT_SKIPPED;
	} else if (!x->sent && strcmp(act, "wait") == 0) {
		x->stage = INJECT_WAITS;
	}
}

int64_t
exercise_length(struct duration d)
{
	return stamp_add(0, d, &(const struct zone){0});
}

const char *
exercise_round_of(const char *inject)
{
	static const char start[] = "round/";
	size_t len = sizeof(start) - 1;

	return inject && strncmp(inject, start, len) == 0 ? inject + len : NULL;
}

/* When a round began: the elapsed time, or -1. */
static int64_t
round_began(const struct exercise_run *run, const struct incident *in,
	    const char *round)
{
	const struct exercise *e = run->exercise;

	for (size_t i = in->last[RECORD_INJECT]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;
		const char *began = exercise_round_of(r->more->inject);

		if (began && same_text(r->act, "release") &&
		    strcmp(began, round) == 0)
			return exercise_elapsed(run, r->time);
	}
	/* The first one begins with the exercise. */
	return run->begun && e->round_count > 0 &&
			       strcmp(e->rounds[0].id, round) == 0
		       ? 0
		       : -1;
}

/* When it is due, as far as that is known by now. */
static struct moment
due_of(struct exercise_run *run, const struct incident *in,
       const struct inject *x)
{
	const struct exercise_inject *before;
	int64_t from = 0;

	if (x->manual == YES_NO_YES)
		return (struct moment){0};
	if (x->after) {
		before = find_inject(run, x->after);
		if (!before || !before->sent)
			return (struct moment){0};
		from = before->sent_at;
	} else if (x->round) {
		from = round_began(run, in, x->round);
		if (from < 0)
			return (struct moment){0};
	}
	return (struct moment){from + exercise_length(x->at), true};
}

static bool
step_answered(const struct incident *in, const char *path, const char *choice)
{
	const struct step_state *s = incident_step(in, path);

	for (unsigned i = 0; s && i < s->answer_count; i++) {
		const struct answer *an = &s->answers[i];

		if (!an->undone && (!choice || strcmp(an->choice, choice) == 0))
			return true;
	}
	return false;
}

/* role/step of any of its playbooks, or playbook/role/step. */
static bool
step_done(const struct exercise *e, const struct incident *in, const char *step,
	  const char *choice, struct arena *a)
{
	const char *slash = strchr(step, '/');

	if (slash && strchr(slash + 1, '/'))
		return step_answered(in, step, choice);
	for (unsigned i = 0; i < e->playbook_count; i++)
		if (step_answered(
			    in, arena_printf(a, "%s/%s", e->playbooks[i], step),
			    choice))
			return true;
	return false;
}

static bool
unless_holds(const struct exercise *e, const struct incident *in,
	     const struct unless *u, struct arena *a)
{
	struct condition c = {.fact = u->fact, .is = u->is, .not = u->not };

	if (u->step)
		return step_done(e, in, u->step, u->choice, a);
	return u->fact && conditions_hold(in, &c, 1) == HOLDS_YES;
}

static bool
is_passed(const struct exercise *e, const struct incident *in,
	  const struct inject *x, struct arena *a)
{
	for (unsigned i = 0; i < x->unless_count; i++)
		if (unless_holds(e, in, &x->unless[i], a))
			return true;
	return false;
}

/* What was not sent in its round came too late for the next one. */
static bool
is_of_earlier_round(const struct exercise_run *run, const struct inject *x)
{
	const struct exercise *e = run->exercise;

	for (unsigned i = 0; x->round && run->round && i < e->round_count;
	     i++) {
		if (strcmp(e->rounds[i].id, run->round) == 0)
			return false;
		if (strcmp(e->rounds[i].id, x->round) == 0)
			return true;
	}
	return false;
}

static void
settle_stage(struct exercise_run *run, const struct incident *in,
	     struct exercise_inject *x, struct arena *a)
{
	const struct inject *w = x->inject;

	if (!w || x->stage == INJECT_SENT)
		return;
	x->due = due_of(run, in, w);
	if (x->stage != INJECT_WAITS)
		return;
	if (w->manual == YES_NO_YES) {
		x->stage = INJECT_RESERVE;
		return;
	}
	if (!run->begun || !x->due.set || run->elapsed < x->due.ms)
		return;
	if (is_of_earlier_round(run, w))
		x->stage = INJECT_PASSED;
	else if (is_passed(run->exercise, in, w, a))
		x->stage = INJECT_PASSED;
	else if (conditions_hold(in, w->when, w->when_count) == HOLDS_YES)
		x->stage = INJECT_DUE;
	else
		x->stage = INJECT_ARMED;
}

static void
make_injects(struct exercise_run *run, const struct incident *in,
	     struct arena *a)
{
	const struct exercise *e = run->exercise;
	size_t count;
	const struct record **rows = records_of(in, RECORD_INJECT, a, &count);

	run->injects = ARENA_ARRAY(a, struct exercise_inject,
				   e->inject_count + count + 1);
	for (unsigned i = 0; i < e->inject_count; i++) {
		add_written(run, &e->injects[i]);
		run->injects[i].stage = INJECT_WAITS;
	}
	for (size_t i = 0; i < count; i++) {
		const struct record *r = rows[i];
		struct exercise_inject *x =
			r->more->inject ? find_inject(run, r->more->inject)
					: NULL;

		if (!r->more->inject)
			continue;
		if (exercise_round_of(r->more->inject)) {
			run->round = exercise_round_of(r->more->inject);
			continue;
		}
		if (!x) {
			x = &run->injects[run->inject_count++];
			*x = (struct exercise_inject){.id = r->more->inject,
						      .title = r->more->inject,
						      .stage = INJECT_WAITS};
		}
		fold_act(run, x, r, a);
	}
	if (!run->round && run->begun && e->round_count > 0)
		run->round = e->rounds[0].id;
	for (unsigned i = 0; i < run->inject_count; i++)
		settle_stage(run, in, &run->injects[i], a);
}

static struct exercise_run *
clock_at(const struct incident *in, const struct library *lib, int64_t now,
	 struct arena *a)
{
	const struct exercise *e = exercise_of(in, lib);
	struct exercise_run *run;

	if (!e)
		return NULL;
	run = ARENA_NEW(a, struct exercise_run);
	run->exercise = e;
	run->real = now;
	run->led = map_find(&in->holders, ROLE_FACILITATOR) != NULL;
	run->real_life = exercise_real_life(in);
	make_spans(run, in, a);
	run->apart = clocks_apart(run, in);
	return run;
}

const struct exercise_run *
exercise_clock_at(const struct incident *in, const struct library *lib,
		  int64_t now, struct arena *a)
{
	return clock_at(in, lib, now, a);
}

const struct exercise_run *
exercise_at(const struct incident *in, const struct library *lib, int64_t now,
	    struct arena *a)
{
	struct exercise_run *run = clock_at(in, lib, now, a);

	if (run)
		make_injects(run, in, a);
	return run;
}

/* --- when it begins */

static int
weekday(const char *word, size_t len)
{
	static const char *const days[] = {"sunday",    "monday",   "tuesday",
					   "wednesday", "thursday", "friday",
					   "saturday"};

	for (int i = 0; i < 7; i++)
		if (strlen(days[i]) == len && strncmp(days[i], word, len) == 0)
			return i;
	return -1;
}

static bool
read_clock(const char *text, int *hour, int *minute)
{
	static const char form[] = "00:00";

	for (size_t i = 0; i < sizeof(form) - 1; i++)
		if (form[i] == ':' ? text[i] != ':'
				   : text[i] < '0' || text[i] > '9')
			return false;
	*hour = (text[0] - '0') * 10 + text[1] - '0';
	*minute = (text[3] - '0') * 10 + text[4] - '0';
	return !text[5] && *hour < 24 && *minute < 60;
}

int
exercise_weekday(const char *text, const char **rest)
{
	size_t len = strcspn(text, " ");

	*rest = text + len;
	return weekday(text, len);
}

bool
exercise_begins(const char *text, int64_t now, const struct zone *z,
		int64_t *moment)
{
	struct stamp_parts p = stamp_local(now, z);
	const char *space = text ? strchr(text, ' ') : NULL;
	int day, hour, minute;

	*moment = now;
	if (!text)
		return true;
	if (read_clock(text, &hour, &minute)) {
		*moment = stamp_from_local(p.year, p.month, p.day, hour, minute,
					   0, z);
		return true;
	}
	day = space ? weekday(text, (size_t)(space - text)) : -1;
	if (day < 0)
		return stamp_read_typed(text, now, true, z, moment);
	if (!read_clock(space + 1, &hour, &minute))
		return false;
	p = stamp_local(now + (day - p.weekday + 7) % 7 * DAY, z);
	*moment = stamp_from_local(p.year, p.month, p.day, hour, minute, 0, z);
	return true;
}
