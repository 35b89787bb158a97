#include "app/session.h"

#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/playbook.h"

#define MINUTE INT64_C(60000)

bool
session_init(struct session *s, const struct session_options *o,
	     struct err *err)
{
	memset(s, 0, sizeof(*s));
	if (!paths_secure(err))
		return false;
	if (!paths_find(o->root, o->playbooks, o->group, &s->arena, &s->paths,
			err))
		return false;
	paths_identity(&s->arena, &s->who);
	s->who.program = "draaiboek " VERSION;
	s->language = tr_language();
	if (o->language)
		session_use_language(s, o->language);
	s->zone_wanted = o->zone;
	s->read_only_wanted = o->read_only;
	return true;
}

void
session_fini(struct session *s)
{
	session_leave(s);
	arena_fini(&s->case_arena);
	arena_fini(&s->state_arena);
	arena_fini(&s->library_arena);
	arena_fini(&s->document_arena);
	arena_fini(&s->status_arena);
	arena_fini(&s->clock_arena);
	arena_fini(&s->arena);
	memset(s, 0, sizeof(*s));
}

const struct zone *
session_reader_zone(struct session *s)
{
	if (!s->reader_zone_known &&
	    !paths_zone(NULL, paths_now(), &s->arena, &s->reader_zone))
		memset(&s->reader_zone, 0, sizeof(s->reader_zone));
	s->reader_zone_known = true;
	return &s->reader_zone;
}

void
session_set_clock(struct session *s, int64_t now)
{
	const struct exercise_run *run;

	if (!s->is_open || !exercise_of(&s->incident, &s->library))
		return;
	arena_reset(&s->clock_arena);
	run = exercise_clock_at(&s->incident, &s->library, now,
				&s->clock_arena);
	s->zone = stamp_bare(&s->zone);
	s->zone = *exercise_zone(run, &s->zone, &s->clock_arena);
	exercise_move_ahead(&s->incident);
}

struct shelf *
session_shelf(struct session *s)
{
	if (!s->shelf_ready)
		shelf_init(&s->shelf, s->paths.playbook_dirs, &s->arena);
	s->shelf_ready = true;
	return &s->shelf;
}

/* What was loaded stays in the arena: an open incident may stand on it. */
void
session_forget_shelf(struct session *s)
{
	s->shelf_ready = false;
	paths_find_playbooks(&s->paths, &s->arena);
	s->document_language = NULL;
	if (s->is_open)
		session_make_library(s);
}

bool
session_open(struct session *s, const char *typed, struct err *err)
{
	struct incident_place place;

	if (!folder_find(&s->paths, typed, &s->arena, &place, err))
		return false;
	return session_open_place(s, &place, err);
}

bool
session_look(struct session *s, const char *typed, struct err *err)
{
	if (!folder_find(&s->paths, typed, &s->arena, &s->place, err))
		return false;
	s->who.mode = s->place.mode;
	s->is_open = folder_look(&s->paths, &s->place, &s->who, &s->case_arena,
				 &s->folder, err);
	return s->is_open;
}

/* Months of a deadline count on the incident's own clock on the wall. */
static const char *
zone_of(const struct folder *f)
{
	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++) {
			const struct record *r = f->files[i]->records[k];

			if (r->kind == RECORD_OPEN && r->more->zone)
				return r->more->zone;
		}
	return NULL;
}

static void
fold_anew(struct session *s)
{
	arena_reset(&s->state_arena);
	incident_init(&s->incident, &s->state_arena, &s->zone);
	folder_fold(&s->folder, &s->incident);
	s->status = NULL;
}

bool
session_open_place(struct session *s, const struct incident_place *place,
		   struct err *err)
{
	const struct incident_place kept = {
		.path = arena_strdup(&s->arena, place->path),
		.name = arena_strdup(&s->arena, place->name),
		.id8 = arena_strdup(&s->arena, place->id8),
		.started = place->started,
		.mode = place->mode,
	};

	session_leave(s);
	s->who.mode = kept.mode;
	if (!folder_open(&s->paths, &kept, &s->who, &s->case_arena, &s->folder,
			 err))
		return false;
	s->place = kept;
	s->is_open = true;
	if (s->read_only_wanted && !s->folder.read_only) {
		s->folder.read_only = true;
		s->folder.read_only_why = N_("it was opened read-only");
	}
	if (!paths_zone(zone_of(&s->folder), paths_now(), &s->case_arena,
			&s->zone))
		memset(&s->zone, 0, sizeof(s->zone));
	fold_anew(s);
	session_make_library(s);
	session_set_clock(s, paths_now());
	if (s->apart)
		folder_write_apart(&s->folder);
	return true;
}

void
session_write_apart(struct session *s)
{
	s->apart = true;
	if (s->is_open)
		folder_write_apart(&s->folder);
}

void
session_leave(struct session *s)
{
	if (s->is_open)
		folder_close(&s->folder);
	s->is_open = false;
	s->status = NULL;
	s->missing_files = 0;
	s->has_contacts = s->has_models = s->has_played = false;
	s->document_language = NULL;
	arena_reset(&s->document_arena);
	memset(&s->folder, 0, sizeof(s->folder));
	memset(&s->incident, 0, sizeof(s->incident));
	memset(&s->library, 0, sizeof(s->library));
	memset(&s->zone, 0, sizeof(s->zone));
	arena_reset(&s->status_arena);
	arena_reset(&s->clock_arena);
	arena_reset(&s->library_arena);
	arena_reset(&s->state_arena);
	arena_reset(&s->case_arena);
}

bool
session_refresh(struct session *s)
{
	bool changed = false, again = false;

	if (!s->is_open ||
	    !folder_refresh(&s->folder, &s->incident, &changed, &again, NULL))
		return false;
	if (again)
		fold_anew(s);
	if (changed || again)
		s->status = NULL;
	if (s->incident.file_count != s->library_of || s->missing_files) {
		unsigned missing = s->missing_files;

		session_make_library(s);
		changed = changed || missing != s->missing_files;
	}
	session_set_clock(s, paths_now());
	return changed || again;
}

const struct status *
session_status(struct session *s, int64_t now)
{
	bool stale = !s->status || now < s->status_now ||
		     now - s->status_now >= MINUTE ||
		     now >= status_next_change(s->status);

	if (!s->is_open)
		return NULL;
	/* What lies ahead moves with an exercise's clock. */
	stale = stale || (s->zone.span_count && now != s->status_now);
	if (!stale)
		return s->status;
	session_set_clock(s, now);
	arena_reset(&s->status_arena);
	s->status = status_at(&s->incident, &s->library, now, &s->status_arena);
	s->status_now = now;
	return s->status;
}

/* "nl_BE.UTF-8" is nl: the language of the playbooks' texts. */
static const char *
language_code(struct session *s, const char *language)
{
	return arena_strndup(&s->arena, language, strcspn(language, "_.@-"));
}

/* A playbook may speak a language that the program itself does not. */
bool
session_use_language(struct session *s, const char *language)
{
	bool known = tr_use(language);

	s->language = known ? tr_language() : language_code(s, language);
	if (s->is_open)
		session_make_library(s);
	return known;
}

const char *
session_title(const struct session *s)
{
	const struct incident *in = &s->incident;

	if (in->title && *in->title)
		return in->title;
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const char *id = in->playbooks.entries[i].key;
		const struct playbook *p =
			id ? library_playbook(&s->library, id) : NULL;

		if (p)
			return p->head.title;
	}
	return "";
}

const char *
session_alarm(const struct folder_alarm *alarm, struct arena *a)
{
	const char *text = tr(folder_trouble_text(alarm->what));
	const char *gap = strstr(text, "%s");

	if (!gap)
		return text;
	return arena_printf(a, "%.*s%s%s", (int)(gap - text), text,
			    text_shown(a, alarm->file, false), gap + 2);
}
