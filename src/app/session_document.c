/* Documents: filled in, their texts kept and read. */
#include <stdlib.h>
#include <string.h>

#include "app/session_parts.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/diag.h"
#include "core/model.h"
#include "core/playbook.h"
#include "front/say.h"
#include "store/journal.h"

void
session_load_models(struct session *s)
{
	struct shelf *shelf = session_shelf(s);

	if (s->has_models)
		return;
	s->has_models = true;
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l;

		if (e->head.kind != FILE_MODEL)
			continue;
		l = shelf_load(shelf, e);
		if (l && l->model)
			library_add_model(&s->library, l->model, l->body);
	}
}

bool
session_find_model(struct session *s, const char *id, const char *language,
		   struct model *out)
{
	struct shelf *shelf = session_shelf(s);
	const struct loaded *found = NULL;
	size_t len = strcspn(id, ".");

	if (id[len])
		language = id + len + 1;
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		bool wanted =
			!language || strcmp(e->head.language, language) == 0;

		if (e->head.kind != FILE_MODEL || strlen(e->head.id) != len ||
		    strncmp(e->head.id, id, len) != 0 || (found && !wanted))
			continue;
		found = shelf_load(shelf, e);
		if (found && wanted)
			break;
	}
	if (!found || !found->model ||
	    (id[len] && strcmp(found->head->language, language) != 0))
		return false;
	*out = (struct model){found->model, found->body};
	return true;
}

/* --- what a document in another language is filled in from */

static const char *
kept_file(void *context, const char *name, const char *sha256, size_t *len)
{
	struct session *s = context;

	return folder_kept_file(&s->folder, name, sha256, len,
				&s->document_arena, NULL);
}

static void
add_directories(struct session *s, struct library *lib, const char *language)
{
	struct shelf *shelf = session_shelf(s);

	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l;

		if (e->head.kind != FILE_DIRECTORY ||
		    strcmp(e->head.language, language) != 0)
			continue;
		l = shelf_load(shelf, e);
		if (l && l->directory)
			library_add_directory(lib, l->directory);
	}
}

static bool
make_library(struct session *s, const char *language, struct err *err)
{
	static const char *const none[] = {NULL};
	struct library *lib = &s->document_library;
	struct diag_list diags = {.arena = &s->document_arena};
	unsigned missing;

	arena_reset(&s->document_arena);
	if (s->is_open)
		shelf_library_kept(s->incident.files, s->incident.file_count,
				   kept_file, s, language, NULL,
				   &s->document_arena, lib, &diags, &missing);
	else if (!shelf_library(session_shelf(s), language, none, lib, err))
		return false;
	if (s->is_open)
		add_directories(s, lib, language);
	session_renew_organisation(s, lib, &s->document_arena);
	s->document_language = arena_strdup(&s->document_arena, language);
	return true;
}

static const struct library *
library_in(struct session *s, const char *language, struct err *err)
{
	if (s->document_language && strcmp(s->document_language, language) == 0)
		return &s->document_library;
	return make_library(s, language, err) ? &s->document_library : NULL;
}

/* The program's words in that language, whatever the screen speaks. */
static void
words_in(const char *language, struct model_words *w)
{
	const char *own = tr_language();

	(void)tr_use(language);
	say_model_words(w);
	(void)tr_use(own);
}

/* --- promises between the log and a text */

static struct model_promise *
promises_of(const struct document_state *d, const struct model_world *w,
	    const struct model *m, struct arena *a)
{
	const struct record *r = d->draft;
	struct model_promise *out = ARENA_ARRAY(a, struct model_promise,
						r->more->promise_count + 1);

	for (unsigned i = 0; i < r->more->promise_count; i++) {
		char stamp[STAMP_SIZE];
		struct model_filling one;
		const struct model marker = {
			m->header,
			arena_printf(a, "{{promise %s x}}",
				     (stamp_write(r->more->promises[i].due.ms,
						  stamp),
				      stamp)),
		};
		size_t len;

		/* As that draft said it when it was saved. */
		struct model_world then = *w;

		then.now = r->time;
		model_fill(&marker, &then, NULL, 0, a, &one);
		len = one.promise_count ? strlen(one.promises[0].shown) : 0;
		out[i] = (struct model_promise){
			.title = r->more->promises[i].title,
			.due = r->more->promises[i].due.ms,
			.shown = len ? one.promises[0].shown : NULL,
		};
	}
	return out;
}

static void
begin_world(struct session *s, const struct session_fill *fill, struct arena *a,
	    struct model_world *w)
{
	struct model_words *words = ARENA_NEW(a, struct model_words);

	words_in(fill->model->header->head.language, words);
	*w = (struct model_world){
		.in = s->is_open ? &s->incident : NULL,
		.lib = &s->document_library,
		.zone = &s->zone,
		.say = words,
		.now = paths_now(),
		.title = s->is_open ? session_title(s) : "",
		.words = s->is_open ? say_words(s->folder.id, a) : NULL,
		.version = VERSION,
		.given = fill->given,
		.given_count = fill->given_count,
	};
}

bool
session_fill(struct session *s, const struct session_fill *fill,
	     struct arena *a, struct model_filling *out, struct err *err)
{
	const struct file_header *head = &fill->model->header->head;
	const struct document_state *d =
		s->is_open ? incident_document(&s->incident, head->id,
					       head->language)
			   : NULL;
	struct model mine = *fill->model;
	struct model_promise *kept = NULL;
	struct model_world w;

	if (!library_in(s, head->language, err))
		return false;
	if (!s->is_open && !s->zone.changes)
		paths_zone(NULL, paths_now(), &s->arena, &s->zone);
	begin_world(s, fill, a, &w);
	if (fill->body) {
		mine.body = text_nfc(a, fill->body);
		if (d && d->draft)
			kept = promises_of(d, &w, &mine, a);
	}
	model_fill(&mine, &w, kept, kept ? d->draft->more->promise_count : 0, a,
		   out);
	out->text = text_nfc(a, out->text);
	return true;
}

const char *
session_document_text(struct session *s, const struct document_state *d,
		      struct arena *a, struct err *err)
{
	const struct record *r = d ? d->draft : NULL;

	if (!r || !r->more->file || !r->more->sha256) {
		err_set(err, ERR_NOT_FOUND,
			tr("This document has no text yet."));
		return NULL;
	}
	return folder_kept_document(&s->folder, r->more->file, r->more->sha256,
				    a, err);
}

/* --- an act that is about to be entered */

static const struct model *
model_typed(struct session *s, const struct action *act, struct arena *a)
{
	const char *dot = act->document ? strchr(act->document, '.') : NULL;
	const char *id = act->document;
	const char *language = act->language;
	const struct model *m;

	if (!id)
		return NULL;
	if (dot) {
		id = arena_strndup(a, id, (size_t)(dot - id));
		language = dot + 1;
	}
	m = library_model(&s->library, id, language ? language : s->language);
	return m || language ? m : library_model(&s->library, id, NULL);
}

static void
take_promises(struct action *act, const struct model_filling *f,
	      struct arena *a)
{
	struct record_promise *out =
		ARENA_ARRAY(a, struct record_promise, f->promise_count + 1);

	for (unsigned i = 0; i < f->promise_count; i++)
		out[i] = (struct record_promise){
			.title = f->promises[i].title,
			.due = {f->promises[i].due, true},
		};
	act->promises = out;
	act->promise_count = f->promise_count;
}

/*
 * What is tried again may be on the disk after all, so that text stays as it
 * is.
 */
static const char *
text_tried(struct session *s, const struct action *act, struct arena *a)
{
	return folder_kept_document(&s->folder, act->file, NULL, a, NULL);
}

static bool
prepare_draft(struct session *s, struct action *act, const char *id,
	      struct arena *a, struct err *err)
{
	const struct model *m = model_typed(s, act, a);
	struct session_fill fill = {.model = m, .body = act->text};
	char hex[HASH_HEX_SIZE], drawn[17];
	struct model_filling f;
	const char *before;

	if (!m)
		return true; /* core says so */
	if (!session_fill(s, &fill, a, &f, err))
		return false;
	journal_random_hex(drawn, 16);
	act->id = *id ? id : arena_strdup(a, drawn);
	act->document = m->header->head.id;
	act->language = m->header->head.language;
	act->file = arena_printf(a, "%s-%s.md", act->id, act->document);
	before = *id ? text_tried(s, act, a) : NULL;
	act->text = before ? before : f.text;
	take_promises(act, &f, a);
	hash_hex(act->text, strlen(act->text), hex);
	act->sha256 = arena_strdup(a, hex);
	return true;
}

/* Of which document an act speaks, where that is clear. */
static const struct document_state *
document_typed(const struct session *s, const struct action *act)
{
	const struct map *all = &s->incident.documents;
	const struct document_state *found =
		act->document ? map_find(all, act->document) : NULL;
	unsigned hits = 0;

	for (size_t i = 0; act->document && !found && i < all->count; i++) {
		const struct document_state *d = all->entries[i].value;

		if (d && strcmp(d->model, act->document) == 0 &&
		    (!act->language ||
		     strcmp(d->language, act->language) == 0)) {
			found = d;
			hits++;
		}
	}
	return hits > 1 ? NULL : found;
}

const struct document_state *
session_find_document(struct session *s, const char *typed,
		      const char *language)
{
	const struct action act = {.document = typed, .language = language};

	return document_typed(s, &act);
}

bool
session_prepare_document(struct session *s, struct action *act, const char *id,
			 struct arena *a, struct err *err)
{
	const struct document_state *d;

	session_refresh(s);
	session_load_models(s);
	if (act->act && strcmp(act->act, "draft") == 0)
		return prepare_draft(s, act, id, a, err);
	act->id = *id ? id : NULL;
	d = document_typed(s, act);
	if (!d || !d->draft)
		return true;
	act->file = d->draft->more->file;
	act->text = session_document_text(s, d, a, err);
	return act->text != NULL;
}
