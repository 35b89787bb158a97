/* Leading an exercise: what the players get, and what time it is for them. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/exercise.h"
#include "core/library.h"

#define DAY INT64_C(86400000) /* ms */

static struct refused
in_exercise(const struct proposal *p)
{
	return exercise_of(p->in, p->lib)
		       ? may()
		       : refuse(REFUSED_NOT_EXERCISE, NULL, NULL);
}

static const char *
nearest_inject(const struct proposal *p, const struct exercise_run *run)
{
	const char **ids =
		ARENA_ARRAY(p->a, const char *, run->inject_count + 1);

	for (unsigned i = 0; i < run->inject_count; i++)
		ids[i] = run->injects[i].id;
	return text_nearest(p->act->id, ids, run->inject_count);
}

static bool
act_is(const struct proposal *p, const char *act)
{
	return strcmp(p->act->act, act) == 0;
}

static bool
is_inject_act(const char *act)
{
	static const char *const acts[] = {
		"release", "skip", "hold", "wait", "change", "hint", "hear",
	};

	for (size_t i = 0; act && i < sizeof(acts) / sizeof(*acts); i++)
		if (strcmp(acts[i], act) == 0)
			return true;
	return false;
}

static struct refused
receivers_known(const struct proposal *p)
{
	for (unsigned i = 0; i < p->act->receiver_count; i++) {
		const char *role = p->act->receivers[i];
		struct refused r = role_addressed(p, role);

		/* Who leads and who looks on do not play. */
		if (strcmp(role, ROLE_FACILITATOR) == 0 ||
		    strcmp(role, ROLE_OBSERVER) == 0)
			return refuse(REFUSED_ROLE_UNKNOWN, role,
				      roles_listed(p));

		if (r.why != REFUSED_NOT)
			return r;
	}
	return may();
}

/* The words of the line: those that were given, else the inject's own. */
static void
put_words(struct proposal *p, const struct exercise_inject *x)
{
	const struct action *act = p->act;
	struct record *out = p->out;

	out->more->channel = act->channel;
	out->source = act->source;
	out->title = act->title;
	out->text = act->text;
	out->more->to_roles = (const char **)act->receivers;
	out->more->to_role_count = act->receiver_count;
	if (!x || act_is(p, "change"))
		return;
	out->more->channel =
		out->more->channel ? out->more->channel : x->channel;
	out->source = out->source ? out->source : x->from;
	out->title = out->title ? out->title : x->title;
	out->text = out->text ? out->text : x->text;
	if (out->more->to_role_count == 0 && x->to_count > 0) {
		out->more->to_roles =
			copied_array(p->a, x->to, x->to_count, sizeof(*x->to));
		out->more->to_role_count = x->to_count;
	}
}

/* The millisecond of the day tells it from others, on other stations too. */
static const char *
improvised_id(const struct proposal *p, const struct exercise_run *run)
{
	const char *id;
	int64_t n = p->now;

	do
		id = arena_printf(p->a, "improvised-%08lld",
				  (long long)(n++ % DAY));
	while (exercise_find_inject(run, id));
	return id;
}

/* One that no scenario has. */
static struct refused
improvise(struct proposal *p, const struct exercise_run *run)
{
	if (!act_is(p, "release"))
		return refuse(REFUSED_INJECT_UNKNOWN, "", NULL);
	if (!p->act->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	p->out->more->inject = improvised_id(p, run);
	put_words(p, NULL);
	if (!p->out->title)
		p->out->title = p->act->text;
	return receivers_known(p);
}

static struct refused
inject_may(const struct proposal *p, const struct exercise_inject *x)
{
	if (act_is(p, "hear") || (act_is(p, "hint") && x->inject))
		if (!x->sent)
			return refuse(REFUSED_INJECT_NOT_SENT, x->id, NULL);
	if (act_is(p, "hint") && (!x->inject || !x->inject->hint))
		return refuse(REFUSED_NO_HINT, x->id, NULL);
	if (x->sent && (act_is(p, "hold") || act_is(p, "skip") ||
			act_is(p, "wait") || act_is(p, "change")))
		return refuse(REFUSED_INJECT_SENT, x->id, NULL);
	return receivers_known(p);
}

static const struct exercise_round *
find_round(const struct exercise *e, const char *id)
{
	for (unsigned i = 0; i < e->round_count; i++)
		if (strcmp(e->rounds[i].id, id) == 0)
			return &e->rounds[i];
	return NULL;
}

/* A round begins: "round/ID" in the journal. */
static struct refused
begin_round(struct proposal *p, const struct exercise *e)
{
	const struct exercise_round *round =
		find_round(e, exercise_round_of(p->act->id));

	if (!act_is(p, "release") || !round)
		return refuse(REFUSED_INJECT_UNKNOWN, p->act->id, NULL);
	p->out->more->inject = p->act->id;
	p->out->title = round->title;
	return may();
}

struct refused
decide_inject(struct proposal *p)
{
	const struct exercise_run *run =
		exercise_at(p->in, p->lib, p->now, p->a);
	const struct exercise_inject *x;

	if (!run)
		return in_exercise(p);
	if (!run->begun)
		return refuse(REFUSED_NOT_BEGUN, NULL, NULL);
	if (!is_inject_act(p->act->act))
		return refuse(REFUSED_INJECT_ACT, p->act->act, NULL);
	p->out->act = p->act->act;
	if (!p->act->id)
		return improvise(p, run);
	if (exercise_round_of(p->act->id))
		return begin_round(p, run->exercise);
	x = exercise_find_inject(run, p->act->id);
	if (!x)
		return refuse(REFUSED_INJECT_UNKNOWN, p->act->id,
			      nearest_inject(p, run));
	p->out->more->inject = x->id;
	p->out->title = x->title;
	if (act_is(p, "release") || act_is(p, "change"))
		put_words(p, x);
	else if (act_is(p, "hint") && x->inject)
		p->out->text = x->inject->hint;
	return inject_may(p, x);
}

struct refused
decide_observe(struct proposal *p)
{
	const struct exercise_run *run =
		exercise_at(p->in, p->lib, p->now, p->a);
	const struct number *score = &p->act->score;

	if (!run)
		return in_exercise(p);
	if (p->act->act)
		return decide_after(p);
	if (score->set && (score->value < 0 || score->value > SCORE_MOST))
		return refuse(REFUSED_SCORE, NULL, NULL);
	p->out->more->objective = p->act->about;
	p->out->more->score = *score;
	p->out->text = p->act->text;
	if (score->set && !p->act->about)
		return refuse(REFUSED_SCORE, NULL, NULL);
	if (p->act->about && !exercise_has_target(run, p->act->about))
		return refuse(REFUSED_TARGET_UNKNOWN, p->act->about, NULL);
	return score->set || p->act->text
		       ? may()
		       : refuse(REFUSED_TEXT_MISSING, NULL, NULL);
}

/* The scenario's own beginning, where nothing else was asked for. */
static struct refused
begin_clock(struct proposal *p, const struct exercise *e)
{
	if (!act_is(p, "resume"))
		return refuse(REFUSED_NOT_BEGUN, NULL, NULL);
	if (!p->out->more->scenario.set) {
		p->out->more->scenario.set = true;
		(void)exercise_begins(e->begins, p->now, p->in->lines_zone,
				      &p->out->more->scenario.ms);
	}
	if (!p->out->more->speed.set)
		p->out->more->speed = (struct number){1, true};
	return may();
}

struct refused
decide_pause(struct proposal *p)
{
	const struct exercise_run *run =
		exercise_at(p->in, p->lib, p->now, p->a);
	const struct action *act = p->act;

	if (!run)
		return in_exercise(p);
	if (!act->act || (!act_is(p, "pause") && !act_is(p, "resume")))
		return refuse(REFUSED_CLOCK_ACT, act->act, NULL);
	if (act->speed.set &&
	    (act->speed.value < 1 || act->speed.value > EXERCISE_SPEED_MOST))
		return refuse(REFUSED_CLOCK_ACT, act->act, NULL);
	p->out->act = act->act;
	p->out->more->scenario = act->scenario;
	p->out->more->speed = act->speed;
	if (!run->begun)
		return begin_clock(p, run->exercise);
	if (!act->scenario.set && !act->speed.set &&
	    run->running == act_is(p, "resume"))
		return refuse(REFUSED_CLOCK_ALREADY, NULL, NULL);
	return may();
}

/* Real life: which incident began from inside it. */
struct refused
decide_link(struct proposal *p)
{
	p->out->to = p->act->to;
	p->out->reason = p->act->reason;
	if (!p->act->to)
		return refuse(REFUSED_TO_MISSING, NULL, NULL);
	return in_exercise(p);
}
