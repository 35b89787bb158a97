#include "app/peek.h"

#include <string.h>

#include "app/session.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/say.h"

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

bool
peek(struct session *s, const struct incident_place *place, struct arena *a,
     struct peek *out, struct err *err)
{
	struct journal_identity who = s->who;
	struct arena scratch = {0};
	const struct zone *zone = session_reader_zone(s);
	struct folder f;
	struct incident in;

	memset(out, 0, sizeof(*out));
	who.mode = place->mode;
	if (!folder_open(&s->paths, place, &who, &scratch, &f, err)) {
		arena_fini(&scratch);
		return false;
	}
	incident_init(&in, &scratch, zone);
	folder_fold(&f, &in);
	out->id = arena_strdup(a, f.id[0] ? f.id : place->id8);
	out->mode = arena_strdup(a, in.mode ? in.mode : place->mode);
	out->title = title_of(s, &in, a);
	out->arrived = in.arrived;
	out->open = in.open;
	out->opened = in.arrived ? in.opened : place->started;
	look_at_files(&f, out);
	look_at_log(&in, zone, a, out);
	folder_close(&f);
	arena_fini(&scratch);
	return true;
}
