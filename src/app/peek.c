#include "app/peek.h"

#include <string.h>

#include "app/session.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/diag.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "store/alarm.h"

static const char *
copy(struct arena *a, const char *s)
{
	return s ? text_shown(a, arena_strdup(a, s), false) : NULL;
}

static const char *
title_of(struct session *s, const struct incident *in, struct arena *a)
{
	bool other;

	if (in->title && *in->title)
		return copy(a, in->title);
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const char *id = in->playbooks.entries[i].key;
		const struct shelf_entry *e =
			shelf_find(session_shelf(s), id, s->language, &other);

		return copy(a, e ? e->head.title : id);
	}
	return tr("no title yet");
}

/* What the program writes by itself is no news. */
static bool
is_work(const struct record *r)
{
	switch ((int)r->kind) {
	case RECORD_JOURNAL:
	case RECORD_RECOVERED:
	case RECORD_FAILOVER:
	case RECORD_WITNESS:
	case RECORD_CLOCK:
		return false;
	default:
		return true;
	}
}

static const char *
step_of(const struct record *r, struct arena *a)
{
	const char *path = r->step ? r->step : r->item;
	const char *slash;

	if (r->title && r->step)
		return copy(a, r->title);
	if (!path)
		return NULL;
	if (r->kind == RECORD_ITEM && r->text)
		return copy(a, r->text);
	slash = strchr(path, '/');
	slash = slash ? strchr(slash + 1, '/') : NULL;
	return slash ? copy(a, arena_strndup(a, slash + 1,
					     strcspn(slash + 1, "/")))
		     : NULL;
}

static void
look_at_log(const struct incident *in, const struct zone *z, struct arena *a,
	    struct peek *out)
{
	for (size_t i = in->log_count; i-- > 0;) {
		const struct record *r = in->log[i].record;

		if (!is_work(r))
			continue;
		if (!out->last_text) {
			struct say_line line = say_record(r, in, NULL, z, a);

			out->last_time = r->time;
			out->last_text =
				arena_printf(a, "%s  %s", line.word, line.text);
		}
		/* Of one entry: the step of another role is not ours. */
		out->last_step = r->role ? step_of(r, a) : NULL;
		if (!out->last_step)
			continue;
		out->last_role = copy(a, r->role);
		return;
	}
}

static void
look_at_files(const struct folder *f, struct peek *out)
{
	for (size_t i = 0; i < f->file_count; i++) {
		out->entries += f->files[i]->count;
		out->damaged = out->damaged || f->files[i]->bad_line != 0;
	}
}

/* The last that was found; a station's own state folder is no journal. */
static const char *
trouble_of(const struct folder *f, struct arena *a)
{
	for (size_t i = f->alarm_count; i > 0; i--)
		if (f->alarms[i - 1].what != FOLDER_NO_STATE)
			return session_alarm(&f->alarms[i - 1], a);
	return NULL;
}

static void
look_at(struct session *s, const struct incident_place *place,
	const struct peek_fold *fold, struct arena *a, struct peek *out)
{
	const struct folder *f = &fold->folder;
	const struct incident *in = &fold->incident;

	out->id = arena_strdup(a, f->id[0] ? f->id : place->id8);
	out->mode = arena_strdup(a, in->mode ? in->mode : place->mode);
	out->title = title_of(s, in, a);
	out->arrived = in->arrived;
	out->open = in->open;
	out->opened = in->arrived ? in->opened : place->started;
	out->log_count = in->log_count;
	out->trouble = trouble_of(f, a);
	look_at_files(f, out);
	look_at_log(in, session_reader_zone(s), a, out);
}

bool
peek_keep(struct session *s, const struct incident_place *place,
	  struct arena *a, struct peek *out, struct peek_fold *fold,
	  struct err *err)
{
	struct journal_identity who = s->who;

	memset(out, 0, sizeof(*out));
	memset(fold, 0, sizeof(*fold));
	who.mode = place->mode;
	if (!folder_open(&s->paths, place, &who, &fold->arena, &fold->folder,
			 err)) {
		arena_fini(&fold->arena);
		return false;
	}
	fold->held = true;
	incident_init(&fold->incident, &fold->arena, session_reader_zone(s));
	folder_fold(&fold->folder, &fold->incident);
	look_at(s, place, fold, a, out);
	return true;
}

void
peek_forget(struct peek_fold *fold)
{
	if (fold->held) {
		folder_close(&fold->folder);
		arena_fini(&fold->arena);
	}
	memset(fold, 0, sizeof(*fold));
}

bool
peek(struct session *s, const struct incident_place *place, struct arena *a,
     struct peek *out, struct err *err)
{
	struct peek_fold fold;

	if (!peek_keep(s, place, a, out, &fold, err))
		return false;
	peek_forget(&fold);
	return true;
}

/* --- a closer look */

static const char *
kept_file(void *context, const char *name, const char *sha256, size_t *len)
{
	struct peek_fold *fold = context;

	return folder_kept_file(&fold->folder, name, sha256, len, &fold->arena,
				NULL);
}

/* NULL: none runs. */
static const char *
next_deadline(struct session *s, struct peek_fold *fold, int64_t now,
	      struct arena *a)
{
	const struct incident *in = &fold->incident;
	struct diag_list diags = {.arena = &fold->arena};
	struct library lib = {0};
	const struct status_deadline *d;
	unsigned missing = 0;

	shelf_library_kept(in->files, in->file_count, kept_file, fold,
			   s->language, in->language, &fold->arena, &lib,
			   &diags, &missing);
	d = deadlines_next(status_at(in, &lib, now, &fold->arena), now);
	if (d)
		return say_deadline_next(d, now, session_reader_zone(s), a);
	return missing ? tr("not known: files of it have not arrived here")
		       : NULL;
}

void
peek_closer(struct session *s, struct peek_fold *fold, int64_t now,
	    struct arena *a, struct peek_closer *out)
{
	out->next_deadline = next_deadline(s, fold, now, a);
	alarm_compare_lines(&fold->folder);
	out->trouble = trouble_of(&fold->folder, a);
}
