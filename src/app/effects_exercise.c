/* What the clock of an exercise does by itself. */
#include "app/desk_parts.h"
#include "base/err.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "front/say_exercise.h"

#define MINUTE INT64_C(60000)

/* --- the scenarios there are, and beginning one */

struct event
effect_scenarios(struct desk *d)
{
	struct session *s = d->session;
	struct shelf *shelf = session_shelf(s);
	struct front_scenario *list = ARENA_ARRAY(
		&d->lists_arena, struct front_scenario, shelf->count + 1);
	size_t n = 0;
	bool other;

	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l;

		if (e->head.kind != FILE_EXERCISE ||
		    shelf_find_kind(shelf, FILE_EXERCISE, e->head.id,
				    s->language, &other) != e)
			continue;
		l = shelf_load(shelf, e);
		if (!l)
			continue;
		list[n++] = (struct front_scenario){
			.id = e->head.id,
			.title = e->head.title,
			.summary = e->head.summary,
			.language = e->head.language,
			.duration = say_length(l->exercise->duration,
					       &d->lists_arena),
			.begins = l->exercise->begins,
			.style = l->exercise->style,
		};
	}
	d->front.scenarios = list;
	d->front.scenario_count = n;
	return (struct event){.kind = EVENT_LOADED};
}

static struct event
turned(struct desk *d)
{
	desk_turn(d);
	return (struct event){.kind = EVENT_OPENED};
}

struct event
effect_begin_exercise(struct desk *d, const struct effect *e)
{
	struct front *f = &d->front;
	const struct session_exercise_start o = {
		.scenario = e->text,
		.by = f->by,
		.typed = f->typed,
		.via = f->via,
		.leads = e->leads,
	};
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};

	f->role = e->leads ? ROLE_FACILITATOR : d->given_role;
	if (session_begin_exercise(d->session, &o, &why, &err)) {
		if (!d->playbooks)
			lists_fill_playbooks(d);
		return turned(d);
	}
	desk_turn(d);
	if (why.why != REFUSED_NOT)
		return (struct event){.kind = EVENT_REFUSED, .refused = why};
	return desk_failed(d, &err);
}

/* --- real life */

static const char *
triage_of(struct desk *d)
{
	const struct front *f = &d->front;

	if (!d->playbooks)
		lists_fill_playbooks(d);
	for (size_t i = 0; i < f->playbook_count; i++)
		if (f->playbooks[i].kind == FILE_TRIAGE)
			return f->playbooks[i].id;
	return NULL;
}

/* Nothing of the exercise may stand in the way: where it cannot be paused,
 * the incident begins all the same. */
struct event
effect_real(struct desk *d)
{
	struct session *s = d->session;
	struct effect begin = {.kind = EFFECT_START};
	struct event answer;
	struct arena kept = {0};
	const char *exercise = arena_strdup(&kept, s->folder.path);
	bool paused = session_pause_exercise(s, d->front.by);

	begin.text = triage_of(d);
	d->front.role = NULL;
	answer = effect_start(d, &begin);
	if (answer.kind == EVENT_OPENED && !paused)
		d->front.notice =
			tr("The exercise could not be paused: its clock runs "
			   "on. 'draaiboek exercise clock pause' stops it.");
	else if (answer.kind == EVENT_OPENED &&
		 !session_tell_real(s, exercise, d->front.by))
		d->front.notice =
			tr("The players could not be told on their screens: "
			   "say aloud that this is real.");
	arena_fini(&kept);
	return answer;
}

/* --- what the clock sends */

static bool
clock_sends(const struct desk *d)
{
	const struct front *f = &d->front;
	struct session *s = d->session;

	return s->is_open && s->library.exercise && !f->board &&
	       !f->read_only && !d->waiting && !d->kept_waits &&
	       !folder_is_out_of_reach(&s->folder);
}

static const struct exercise_run *
unled(const struct desk *d)
{
	const struct exercise_run *run =
		clock_sends(d) ? d->front.exercise : NULL;

	return run && run->running && !run->led ? run : NULL;
}

bool
desk_send_due(struct desk *d, struct event *answer)
{
	enum session_outcome outcome = SESSION_REFUSED;
	struct record *written = NULL;
	struct action act;
	struct err err = {0};

	if (!unled(d))
		return false;
	arena_reset(&d->answer_arena);
	if (!session_send_due(d->session, d->front.now, &d->answer_arena, &act,
			      &written, &outcome, &err) ||
	    outcome == SESSION_REFUSED)
		return false;
	*answer = desk_answer_to(d, outcome, &act, written, &err);
	/* Nobody at this keyboard did that. */
	if (answer->kind == EVENT_STORED)
		answer->kind = EVENT_OTHERS_WROTE;
	desk_tick(d, d->front.now);
	return true;
}

int64_t
desk_next_due(const struct desk *d)
{
	const struct exercise_run *run = d->front.exercise;
	int64_t next = INT64_MAX, at;

	if (!run || !run->running)
		return next;
	/* The clock that is shown turns by the minute of the scenario. */
	if (run->speed > 1)
		next = d->front.now +
		       (run->speed < 60 ? MINUTE / run->speed : MINUTE / 60);
	for (unsigned i = 0; run && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->stage != INJECT_WAITS || !x->due.set)
			continue;
		at = exercise_real(run, x->due.ms);
		if (at < next)
			next = at;
	}
	return next;
}
