/* A new incident: its folder, its first lines. */
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/playbook.h"
#include "front/fill.h"

static bool
is_scored(enum file_kind kind)
{
	return kind == FILE_ASSESSMENT || kind == FILE_QUIZ;
}

static bool
is_started(enum file_kind kind)
{
	return kind == FILE_INCIDENT || kind == FILE_TRIAGE || is_scored(kind);
}

const char *
session_nearest(struct session *s, const char *typed,
		bool (*is_wanted)(enum file_kind kind))
{
	struct shelf *shelf = session_shelf(s);
	const char **ids =
		ARENA_ARRAY(&s->arena, const char *, shelf->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < shelf->count; i++)
		if (is_wanted(shelf->entries[i].head.kind))
			ids[count++] = shelf->entries[i].head.id;
	return text_nearest(typed, ids, count);
}

static bool
kind_fits(enum file_kind kind, const char *mode)
{
	if (strcmp(mode, "assessment") == 0)
		return is_scored(kind);
	return kind == FILE_INCIDENT || kind == FILE_TRIAGE;
}

bool
session_find_playbook(struct session *s, const char *id, const char *mode,
		      struct refused *refused, struct err *err)
{
	struct shelf *shelf = session_shelf(s);
	const struct shelf_entry *e;
	bool other;

	e = shelf_find(shelf, id, s->language, &other);
	if (!e || !kind_fits(e->head.kind, mode)) {
		*refused = (struct refused){REFUSED_PLAYBOOK_UNKNOWN,
					    arena_strdup(&s->arena, id),
					    session_nearest(s, id, is_started)};
		return false;
	}
	if (shelf_load(shelf, e)) {
		s->passed_over = shelf_passed_over(shelf, id);
		return true;
	}
	if (!e->path)
		return err_set(err, ERR_NOT_FOUND,
			       tr("The built-in playbook %s has mistakes and "
				  "was refused."),
			       id);
	return err_set(err, ERR_NOT_FOUND,
		       tr("The playbook %s has mistakes and was refused; "
			  "'draaiboek check %s' names them."),
		       id, e->path);
}

const char *
session_passed_over(struct session *s, struct arena *a)
{
	const char *path = s->passed_over;

	s->passed_over = NULL;
	if (!path)
		return NULL;
	return say_fill(a,
			tr("The file %1 has mistakes and was passed over: "
			   "another copy of the playbook is used. 'draaiboek "
			   "check %1' names them."),
			path, NULL, NULL);
}

static const char *
zone_name(struct session *s)
{
	if (!paths_zone(s->zone_wanted, paths_now(), &s->case_arena, &s->zone))
		memset(&s->zone, 0, sizeof(s->zone));
	return s->zone.name[0] ? s->zone.name : "UTC";
}

static bool
write_open(struct session *s, const struct session_start *o,
	   struct arena *scratch, struct err *err)
{
	struct record r = {0}, *written;

	incident_open_record(&s->library, o->title, o->mode,
			     o->tlp ? o->tlp : "amber", s->language,
			     zone_name(s), scratch, &r);
	r.role = o->role;
	r.actor = o->by;
	r.typed = o->typed;
	r.via = o->via;
	r.at = o->at;
	return session_write(s, &r, &written, err) != SESSION_NOT_SAVED;
}

static bool
open_playbook(struct session *s, const struct session_start *o,
	      struct refused *refused, struct err *err)
{
	const struct action act = {.kind = ACT_PLAYBOOK,
				   .role = o->role,
				   .by = o->by,
				   .typed = o->typed,
				   .via = o->via,
				   .at = o->at,
				   .playbook = o->playbook};
	struct record *written;
	enum session_outcome outcome =
		session_act(s, &act, &written, refused, err);

	return outcome == SESSION_SAVED || outcome == SESSION_FAILED_OVER;
}

/* The folder's name says what it was about, for people who list folders. */
static const char *
slug_of(struct session *s, const struct session_start *o)
{
	const char *slug = "";

	if (o->exercise)
		slug = o->exercise;
	else if (o->playbook)
		slug = o->playbook;
	else if (o->title)
		slug = text_slug(&s->arena, o->title, 40);
	return *slug ? slug : "incident";
}

const char *
session_mode_of(struct session *s, const char *playbook)
{
	const struct shelf_entry *e = NULL;
	bool other;

	if (playbook)
		e = shelf_find(session_shelf(s), playbook, s->language, &other);
	return e && is_scored(e->head.kind) ? "assessment" : "live";
}

/* Questions are answered without clocks, and rest on no law. */
static void
leave_out_clocks(struct library *lib)
{
	lib->law_count = 0;
	lib->vocabulary_count = 0;
	lib->local_count = 0;
	lib->organisation = NULL;
}

/* Looked at before there is a folder: nothing is begun as nobody. */
static bool
role_may_start(const struct session *s, const struct session_start *o,
	       struct refused *refused)
{
	const struct playbook *pb =
		o->playbook ? library_playbook(&s->library, o->playbook) : NULL;

	if (!pb || !o->role || role_is_standard(o->role) ||
	    strcmp(o->role, "any") == 0 || playbook_find_role(pb, o->role))
		return true;
	*refused = (struct refused){REFUSED_ROLE_UNKNOWN, o->role, NULL};
	return false;
}

bool
session_start(struct session *s, const struct session_start *o,
	      struct refused *refused, struct err *err)
{
	struct session_start mine = *o;
	const char *const ids[] = {o->playbook, NULL};
	const struct exercise *scenario = NULL;
	struct arena scratch = {0};
	bool done;

	refused->why = REFUSED_NOT;
	if (!mine.mode)
		mine.mode = session_mode_of(s, o->playbook);
	if (o->playbook &&
	    !session_find_playbook(s, o->playbook, mine.mode, refused, err))
		return false;
	if (o->exercise) {
		scenario = session_find_exercise(s, o->exercise, err);
		if (!scenario)
			return false;
	}
	session_leave(s);
	if (!shelf_library(session_shelf(s), s->language, ids, &s->library,
			   err) ||
	    !role_may_start(s, o, refused))
		return false;
	s->library.exercise = scenario;
	s->who.mode = mine.mode;
	if (!folder_create(&s->paths, mine.mode, slug_of(s, &mine), paths_now(),
			   &s->who, &s->case_arena, &s->folder, err))
		return false;
	s->is_open = true;
	s->has_contacts = true;
	(void)zone_name(s);
	incident_init(&s->incident, &s->state_arena, &s->zone);
	done = write_open(s, &mine, &scratch, err);
	if (strcmp(mine.mode, "assessment") == 0)
		leave_out_clocks(&s->library);
	done = done &&
	       (!mine.playbook || open_playbook(s, &mine, refused, err));
	arena_fini(&scratch);
	/* A folder that was made for nothing is no incident. */
	if (!done && s->incident.log_count == 0)
		folder_discard(&s->folder);
	if (!done)
		session_leave(s);
	else if (s->apart)
		folder_write_apart(&s->folder);
	return done;
}
