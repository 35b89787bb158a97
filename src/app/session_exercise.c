/* An exercise at work: its scenario, and what its clock sends by itself. */
#include <stdio.h>
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "store/paths.h"

#define ENTRY_ID 32       /* digits */
#define REAL_LIFE_MS 2000 /* an exercise may keep it waiting */

static bool
is_exercise(enum file_kind kind)
{
	return kind == FILE_EXERCISE;
}

const struct exercise *
session_find_exercise(struct session *s, const char *id, struct err *err)
{
	bool other;
	const struct shelf_entry *e = shelf_find_kind(
		session_shelf(s), FILE_EXERCISE, id, s->language, &other);
	const struct loaded *l = e ? shelf_load(session_shelf(s), e) : NULL;
	const char *nearest;

	if (l)
		return l->exercise;
	if (e) {
		err_set(err, ERR_NOT_FOUND,
			tr("The scenario %s has mistakes and was refused; "
			   "'draaiboek check %s' names them."),
			id, e->path ? e->path : id);
		return NULL;
	}
	nearest = session_nearest(s, id, is_exercise);
	err_set(err, ERR_NOT_FOUND, "%s",
		nearest ? say_fill(&s->arena,
				   tr("There is no scenario %1; did you mean "
				      "%2?"),
				   id, nearest, NULL)
			: say_fill(&s->arena,
				   tr("There is no scenario %1; 'draaiboek "
				      "exercise list' shows which ones there "
				      "are."),
				   id, NULL, NULL));
	return NULL;
}

/*
 * Whom to call, what to send, and what is expected in a playbook that nobody
 * opened is said by name, not by id.
 */
static void
load_played(struct session *s, const struct exercise *e)
{
	if (s->has_played)
		return;
	for (unsigned i = 0; i < e->playbook_count; i++)
		(void)session_add_playbook(s, e->playbooks[i]);
	session_load_contacts(s);
	session_load_models(s);
	s->has_played = true;
}

const struct exercise_run *
session_exercise(struct session *s, int64_t now)
{
	const struct exercise *e =
		s->is_open ? exercise_of(&s->incident, &s->library) : NULL;

	/* In a live incident nothing is counted for it. */
	if (!e)
		return NULL;
	load_played(s, e);
	(void)session_status(s, now);
	return exercise_at(&s->incident, &s->library, now, &s->status_arena);
}

/* What follows from the exercise and the inject, in the form of an id. */
static void
id_of(const struct session *s, const char *inject, char id[ENTRY_ID + 1])
{
	char hex[HASH_HEX_SIZE];
	struct hash *h = hash_new();

	hash_feed(h, s->folder.id, strlen(s->folder.id));
	hash_feed(h, "/", 1);
	hash_feed(h, inject, strlen(inject));
	hash_peek(h, hex);
	hash_free(h);
	snprintf(id, ENTRY_ID + 1, "%.*s", ENTRY_ID, hex);
}

bool
session_send_due(struct session *s, int64_t now, struct arena *scratch,
		 struct action *act, struct record **written,
		 enum session_outcome *outcome, struct err *err)
{
	const struct exercise_run *run =
		exercise_at(&s->incident, &s->library, now, scratch);
	struct refused refused;
	char id[ENTRY_ID + 1];

	for (unsigned i = 0; run && run->running && i < run->inject_count;
	     i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->stage != INJECT_DUE)
			continue;
		*act = (struct action){.kind = ACT_INJECT,
				       .role = ROLE_FACILITATOR,
				       .by = "draaiboek",
				       .act = "release",
				       .id = x->id};
		id_of(s, x->id, id);
		*outcome = session_act_as(s, act, id, written, &refused, err);
		return true;
	}
	return false;
}

/* --- beginning, and standing still */

/* ms: at most so long where the disk does not answer; -1: until it does. */
static bool
act_on_clock(struct session *s, const struct session_exercise_start *o, int ms,
	     struct action act, struct refused *refused, struct err *err)
{
	struct record *written;
	enum session_outcome outcome;

	act.role = ROLE_FACILITATOR;
	act.by = o->by;
	act.typed = o->typed;
	act.via = o->via;
	outcome = session_act(s, &act, &written, refused, err);
	/* Where another process writes, the first entry is waited for. */
	if (outcome == SESSION_WAITING)
		outcome = session_await(s, ms, &written, err);
	if (outcome == SESSION_WAITING)
		session_stop_waiting(s);
	return outcome == SESSION_SAVED || outcome == SESSION_FAILED_OVER;
}

bool
session_begin_exercise(struct session *s,
		       const struct session_exercise_start *o,
		       struct refused *refused, struct err *err)
{
	const struct exercise *e = session_find_exercise(s, o->scenario, err);
	struct session_start start = {
		.exercise = o->scenario,
		.mode = "exercise",
		.by = o->by,
		.typed = o->typed,
		.via = o->via,
	};

	refused->why = REFUSED_NOT;
	if (!e)
		return false;
	start.playbook = e->playbook_count ? e->playbooks[0] : NULL;
	start.title = o->title ? o->title : e->head.title;
	if (!session_start(s, &start, refused, err))
		return false;
	if (o->leads &&
	    !act_on_clock(s, o, -1, (struct action){.kind = ACT_JOIN}, refused,
			  err))
		return false;
	if (!act_on_clock(s, o, -1,
			  (struct action){.kind = ACT_PAUSE,
					  .act = "resume",
					  .speed = o->speed,
					  .scenario = o->from},
			  refused, err))
		return false;
	return !o->leads ||
	       act_on_clock(s, o, -1,
			    (struct action){.kind = ACT_PAUSE, .act = "pause"},
			    refused, err);
}

bool
session_pause_exercise(struct session *s, const char *by)
{
	const struct exercise_run *run = session_exercise(s, paths_now());
	const struct session_exercise_start o = {.by = by};
	struct refused refused;
	struct err err;

	if (!run || !run->running)
		return true;
	return act_on_clock(s, &o, REAL_LIFE_MS,
			    (struct action){.kind = ACT_PAUSE, .act = "pause"},
			    &refused, &err);
}

/* Another session: the real incident is not left for it. */
bool
session_tell_real(struct session *s, const char *folder, const char *by)
{
	struct session beside = {.paths = s->paths,
				 .who = s->who,
				 .language = s->language,
				 .zone_wanted = s->zone_wanted};
	const struct action act = {
		.kind = ACT_LINK, .by = by, .to = s->folder.id};
	struct record *written;
	struct refused refused;
	enum session_outcome outcome;
	struct err err = {0};
	bool told = false;

	if (session_open(&beside, folder, &err)) {
		outcome = session_act(&beside, &act, &written, &refused, &err);
		told = outcome == SESSION_SAVED ||
		       outcome == SESSION_FAILED_OVER;
	}
	session_fini(&beside);
	return told;
}
