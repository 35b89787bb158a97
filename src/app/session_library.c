/* Which files stand behind the incident, and which an action still needs. */
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "core/diag.h"
#include "core/playbook.h"

static const char *
kept_file(void *context, const char *name, const char *sha256, size_t *len)
{
	struct session *s = context;

	return folder_kept_file(&s->folder, name, sha256, len,
				&s->library_arena, NULL);
}

/* The part of a file's name before its first dot. */
static bool
name_is_of(const char *name, const char *id)
{
	size_t len = strlen(id);

	return strncmp(name, id, len) == 0 && name[len] == '.';
}

/*
 * What an id was taken along as comes before what the shelf has now: a
 * playbook that was stopped opens again as it was.
 */
static const struct library_file *
files_of(const struct library *lib, const char *id, unsigned *count)
{
	struct session *s = lib->files_of_context;
	struct library_file *out = NULL;
	unsigned n = 0;

	for (unsigned i = 0; i < s->incident.file_count; i++) {
		const struct record_file *f = &s->incident.files[i];
		size_t len;

		if (!f->file || !name_is_of(f->file, id))
			continue;
		if (!kept_file(s, f->file, f->sha256, &len))
			continue;
		out = arena_more(&s->library_arena, out, n, sizeof(*out));
		out[n++] = (struct library_file){
			.id = id, .name = f->file, .sha256 = f->sha256};
	}
	*count = n;
	if (n)
		return out;
	return shelf_files_of(session_shelf(s), id, count);
}

void
session_make_library(struct session *s)
{
	struct diag_list diags = {.arena = &s->library_arena};
	bool contacts = s->has_contacts, models = s->has_models;

	arena_reset(&s->library_arena);
	arena_reset(&s->status_arena);
	s->status = NULL;
	memset(&s->library, 0, sizeof(s->library));
	s->missing_files = 0;
	shelf_library_kept(s->incident.files, s->incident.file_count, kept_file,
			   s, s->language, s->incident.language,
			   &s->library_arena, &s->library, &diags,
			   &s->missing_files);
	s->library.files_of = files_of;
	s->library.files_of_context = s;
	s->library_of = s->incident.file_count;
	session_follow_same_as(s);
	s->has_contacts = s->has_models = s->has_played = false;
	s->document_language = NULL;
	if (contacts)
		session_load_contacts(s);
	if (models)
		session_load_models(s);
}

/* The variant in the reader's language, else the first there is. */
static bool
is_best_variant(const struct shelf *shelf, const struct shelf_entry *e,
		const char *language)
{
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *o = &shelf->entries[i];

		if (o->head.kind != e->head.kind ||
		    strcmp(o->head.id, e->head.id) != 0)
			continue;
		if (strcmp(o->head.language, language) == 0)
			return o == e;
	}
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *o = &shelf->entries[i];

		if (o->head.kind == e->head.kind &&
		    strcmp(o->head.id, e->head.id) == 0)
			return o == e;
	}
	return false;
}

void
session_renew_organisation(struct session *s, struct library *lib,
			   struct arena *a)
{
	struct shelf *shelf = session_shelf(s);

	for (size_t i = 0; i < shelf->count; i++) {
		const struct loaded *l =
			shelf->entries[i].head.kind == FILE_ORGANISATION
				? shelf_load(shelf, &shelf->entries[i])
				: NULL;

		if (!l || !l->organisation)
			continue;
		lib->organisation = organisation_renewed(lib->organisation,
							 l->organisation, a);
		return;
	}
}

void
session_load_contacts(struct session *s)
{
	struct shelf *shelf = session_shelf(s);

	if (s->has_contacts || !s->is_open)
		return;
	s->has_contacts = true;
	session_renew_organisation(s, &s->library, &s->library_arena);
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l;

		if (e->head.kind != FILE_DIRECTORY ||
		    !is_best_variant(shelf, e, s->language))
			continue;
		l = shelf_load(shelf, e);
		if (l && l->directory)
			library_add_directory(&s->library, l->directory);
	}
}

const struct playbook *
session_add_playbook(struct session *s, const char *id)
{
	const struct playbook *p = library_playbook(&s->library, id);

	if (p)
		return p;
	p = shelf_add_playbook(session_shelf(s), &s->library, id, s->language);
	if (p)
		session_follow_same_as(s);
	return p;
}

/*
 * "crisis/it/evidence/logs" and "crisis/first/hour" name another playbook,
 * "it/evidence/logs" and "first/hour" do not.
 */
static const char *
playbook_of(const char *same_as, struct arena *a)
{
	const char *slash = same_as ? strchr(same_as, '/') : NULL;
	unsigned parts = 1;

	if (!slash)
		return NULL;
	for (const char *p = same_as; *p; p++)
		parts += *p == '/';
	if (parts == 4 || (parts == 3 && strncmp(slash, "/first/", 7) == 0))
		return arena_strndup(a, same_as, (size_t)(slash - same_as));
	return NULL;
}

static void
follow_items(struct session *s, const struct item *items, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const char *id =
			playbook_of(items[i].same_as, &s->library_arena);

		if (id && !library_playbook(&s->library, id))
			shelf_add_playbook(session_shelf(s), &s->library, id,
					   s->language);
	}
}

static void
follow_playbook(struct session *s, const struct playbook *p)
{
	follow_items(s, p->first, p->first_count);
	for (unsigned r = 0; r < p->role_count; r++)
		for (unsigned i = 0; i < p->roles[r].step_count; i++)
			follow_items(s, p->roles[r].steps[i].items,
				     p->roles[r].steps[i].item_count);
}

void
session_follow_same_as(struct session *s)
{
	unsigned before = s->library.playbook_count;

	for (unsigned i = 0; i < s->library.playbook_count; i++)
		follow_playbook(s, s->library.playbooks[i]);
	if (s->library.playbook_count != before)
		library_settle(&s->library);
}

static void
add_opens(struct session *s, const struct choice *c)
{
	for (unsigned i = 0; i < c->open_count; i++)
		session_add_playbook(s, c->opens[i]);
}

static bool
choice_is(const struct choice *c, unsigned index, const char *typed)
{
	return strcmp(c->id, typed) == 0 ||
	       (!typed[1] && (typed[0] | 0x20) == (int)('a' + index));
}

static void
reach_choices(struct session *s, const struct step *step, const char *typed)
{
	for (unsigned i = 0; i < step->choice_count; i++) {
		const struct choice *c = &step->choices[i];

		if (!choice_is(c, i, typed))
			continue;
		add_opens(s, c);
		if (c->as_if_choice >= 0)
			add_opens(s, &step->choices[c->as_if_choice]);
	}
}

/* The choices of that name in all open playbooks: few, and cheap enough. */
static void
reach_for_choice(struct session *s, const char *typed)
{
	unsigned count = s->library.playbook_count;

	for (unsigned i = 0; typed && i < count; i++) {
		const struct playbook *p = s->library.playbooks[i];
		const struct playbook_state *open =
			map_find(&s->incident.playbooks, p->head.id);

		for (unsigned r = 0; open && r < p->role_count; r++)
			for (unsigned k = 0; k < p->roles[r].step_count; k++)
				reach_choices(s, &p->roles[r].steps[k], typed);
	}
}

static void
reach_for_task(struct session *s, const char *typed)
{
	for (size_t i = 0; typed && i < s->incident.inbox.count; i++) {
		const struct inbox_row *row =
			s->incident.inbox.entries[i].value;
		const char *slash =
			row && row->step ? strchr(row->step, '/') : NULL;

		if (!slash || strncmp(row->id, typed, strlen(typed)) != 0)
			continue;
		session_add_playbook(
			s, arena_strndup(&s->library_arena, row->step,
					 (size_t)(slash - row->step)));
	}
}

static void
reach_for_pending(struct session *s, const char *typed)
{
	for (size_t i = 0; typed && i < s->incident.pendings.count; i++) {
		const struct pending *p = s->incident.pendings.entries[i].value;

		if (p && strncmp(p->id, typed, strlen(typed)) == 0)
			reach_for_choice(s, p->choice);
	}
}

void
session_reach_for(struct session *s, const struct action *act)
{
	switch ((int)act->kind) {
	case ACT_DECIDE:
		reach_for_choice(s, act->choice);
		break;
	case ACT_ANSWER:
		reach_for_pending(s, act->id);
		break;
	case ACT_TAKE:
		reach_for_task(s, act->id);
		break;
	case ACT_PLAYBOOK:
		if (act->playbook)
			session_add_playbook(s, act->playbook);
		break;
	case ACT_CALL:
		session_load_contacts(s);
		break;
	case ACT_DOCUMENT:
		session_load_models(s);
		break;
	default:
		break;
	}
}
