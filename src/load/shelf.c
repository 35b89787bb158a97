#include "load/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/tr.h"
#include "base/trouble.h"
#include "core/check.h"
#include "core/diag.h"
#include "load/builtin.h"
#include "load/names.h"
#include "load/walk.h"

#define HEADER_BYTES 4096
/* Files without a header of ours that are read whole to say what is wrong. */
#define BROKEN_MOST 20

static bool
is_playbook(enum file_kind kind)
{
	return kind == FILE_TRIAGE || kind == FILE_INCIDENT ||
	       kind == FILE_ASSESSMENT || kind == FILE_QUIZ;
}

/* --- listing */

/* By one of the first `among` entries. */
static bool
is_hidden(const struct shelf *s, const struct file_header *h, size_t among)
{
	for (size_t i = 0; i < among; i++) {
		const struct file_header *o = &s->entries[i].head;

		if (check_kinds_share_ids(o->kind, h->kind) &&
		    strcmp(o->id, h->id) == 0 &&
		    strcmp(o->language, h->language) == 0)
			return true;
	}
	return false;
}

static void
add(struct shelf *s, const struct shelf_entry *e, size_t among)
{
	if (is_hidden(s, &e->head, among))
		return;
	s->entries =
		arena_more(s->arena, s->entries, s->count, sizeof(*s->entries));
	s->entries[s->count++] = *e;
}

/* Why a file in a folder of playbooks is none: its findings say it. */
static void
explain(struct shelf *s, const char *path)
{
	struct arena scratch;
	struct loaded l;
	const char *bytes;
	size_t len;

	arena_init(&scratch, LOAD_ARENA);
	if (load_file(path, &scratch, &bytes, &len, NULL))
		load_bytes(path, bytes, len, &scratch, s->diags, &l);
	arena_fini(&scratch);
}

static bool
is_markdown(const char *path)
{
	size_t len = strlen(path);

	return len > 3 && strcmp(path + len - 3, ".md") == 0;
}

static void
add_folder(struct shelf *s, const char *folder, unsigned rank,
	   struct arena *scratch, unsigned *broken)
{
	struct walk_list files = {0};

	/* A folder that is not there is empty. */
	walk_files(folder, scratch, &files, NULL);
	for (size_t i = 0; i < files.count; i++) {
		const char *path = arena_strdup(s->arena, files.paths[i]);
		struct shelf_entry e = {.path = path, .rank = rank};
		char bytes[HEADER_BYTES];
		size_t len = walk_peek(path, bytes, sizeof(bytes));

		if (load_header(path, bytes, len, s->arena, &e.head))
			add(s, &e, s->count);
		else if (!is_markdown(path) && (*broken)++ < BROKEN_MOST)
			explain(s, path);
	}
}

/* No two of them are one thing: only what was found before can hide them. */
static void
add_builtin(struct shelf *s, unsigned rank)
{
	size_t own = s->count;

	for (const struct builtin_file *b = builtin_files; b->path; b++) {
		struct shelf_entry e = {.rank = rank, .builtin = b};
		const char *name =
			arena_printf(s->arena, "built-in:%s", b->path);

		if (load_header(name, b->bytes, b->len, s->arena, &e.head))
			add(s, &e, own);
	}
}

static int
by_kind_and_id(const void *a, const void *b)
{
	const struct file_header *x = &((const struct shelf_entry *)a)->head;
	const struct file_header *y = &((const struct shelf_entry *)b)->head;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (strcmp(x->id, y->id) != 0)
		return strcmp(x->id, y->id);
	return strcmp(x->language, y->language);
}

void
shelf_init(struct shelf *s, const char *const *dirs, struct arena *a)
{
	struct arena scratch = {0};
	unsigned rank = 0, broken = 0;

	*s = (struct shelf){.arena = a};
	s->diags = ARENA_NEW(a, struct diag_list);
	s->diags->arena = a;
	for (; dirs && dirs[rank]; rank++)
		add_folder(s, dirs[rank], rank, &scratch, &broken);
	add_builtin(s, rank);
	if (s->count)
		qsort(s->entries, s->count, sizeof(*s->entries),
		      by_kind_and_id);
	arena_fini(&scratch);
}

/* --- finding */

const struct shelf_entry *
shelf_find_kind(const struct shelf *s, enum file_kind kind, const char *id,
		const char *language, bool *other_language)
{
	const struct shelf_entry *any = NULL;

	*other_language = false;
	for (size_t i = 0; i < s->count; i++) {
		const struct shelf_entry *e = &s->entries[i];

		if (strcmp(e->head.id, id) != 0 ||
		    (kind != FILE_NONE &&
		     !check_kinds_share_ids(kind, e->head.kind)))
			continue;
		if (any && !check_kinds_share_ids(any->head.kind, e->head.kind))
			continue;
		if (language && strcmp(e->head.language, language) == 0)
			return e;
		if (!any)
			any = e;
	}
	*other_language = any != NULL;
	return any;
}

const struct shelf_entry *
shelf_find(const struct shelf *s, const char *id, const char *language,
	   bool *other_language)
{
	bool other;

	return shelf_find_kind(s, FILE_NONE, id, language,
			       other_language ? other_language : &other);
}

static bool
is_named_after(const char *path, const char *id)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t len = strlen(id);

	return strncmp(name, id, len) == 0 && name[len] == '.';
}

const char *
shelf_passed_over(const struct shelf *s, const char *id)
{
	for (unsigned i = 0; s->diags && i < s->diags->count; i++) {
		const struct diag *d = &s->diags->diags[i];

		if (diag_level_of(d->id) == DIAG_ERROR && d->file &&
		    is_named_after(d->file, id))
			return d->file;
	}
	return NULL;
}

/* --- loading */

static bool
take_bytes(struct shelf *s, struct shelf_entry *e)
{
	struct err err = {0};

	if (e->head.bytes)
		return true;
	if (e->builtin) {
		e->head.bytes = e->builtin->bytes;
		e->head.len = e->builtin->len;
		return true;
	}
	if (load_file(e->path, s->arena, &e->head.bytes, &e->head.len, &err))
		return true;
	diag_add(s->diags, &(struct diag){.id = DIAG_UNREADABLE,
					  .file = e->path,
					  .name = trouble_say(err.number)});
	return false;
}

bool
shelf_load_capped(const char *file, const char *bytes, size_t len,
		  struct arena *a, struct diag_list *diags, struct loaded *out)
{
	size_t cap = a->cap;
	bool ok;

	if (!cap || cap > a->used + LOAD_ARENA)
		a->cap = a->used + LOAD_ARENA;
	ok = load_bytes(file, bytes, len, a, diags, out);
	a->cap = cap;
	return ok;
}

const struct loaded *
shelf_load(struct shelf *s, const struct shelf_entry *entry)
{
	struct shelf_entry *e = &s->entries[entry - s->entries];
	struct loaded *l;

	if (e->loaded || e->refused)
		return e->loaded;
	l = ARENA_NEW(s->arena, struct loaded);
	if (take_bytes(s, e) &&
	    shelf_load_capped(e->head.file, e->head.bytes, e->head.len,
			      s->arena, s->diags, l))
		e->loaded = l;
	e->refused = !e->loaded;
	return e->loaded;
}

void
shelf_add_loaded(struct library *lib, const struct loaded *l)
{
	if (l->playbook)
		library_add_playbook(lib, l->playbook);
	if (l->law)
		library_add_law(lib, l->law);
	if (l->vocabulary)
		library_add_vocabulary(lib, l->vocabulary);
	if (l->directory)
		library_add_directory(lib, l->directory);
	if (l->local)
		library_add_local(lib, l->local);
	if (l->organisation && !lib->organisation)
		lib->organisation = l->organisation;
	if (l->exercise && !lib->exercise)
		lib->exercise = l->exercise;
}

/* --- libraries */

/* The files that stand behind whatever playbooks there are. */
static bool
is_shared(enum file_kind kind)
{
	return kind == FILE_LAW || kind == FILE_VOCABULARY ||
	       kind == FILE_DIRECTORY || kind == FILE_ORGANISATION ||
	       kind == FILE_LOCAL;
}

static const struct library_file *
files_of(const struct library *lib, const char *id, unsigned *count)
{
	return shelf_files_of(lib->files_of_context, id, count);
}

static bool
add_named(struct shelf *s, const char *language, const char *const *playbooks,
	  struct library *out, struct err *err)
{
	for (; playbooks && *playbooks; playbooks++) {
		bool other;
		const struct shelf_entry *e = shelf_find_kind(
			s, FILE_INCIDENT, *playbooks, language, &other);
		const struct loaded *l = e ? shelf_load(s, e) : NULL;

		if (!e)
			return err_set(err, ERR_NOT_FOUND,
				       tr("There is no playbook '%s'."),
				       *playbooks);
		if (!l)
			return err_set(err, ERR_NOT_FOUND,
				       tr("The playbook '%s' has errors: see "
					  "draaiboek check %s"),
				       *playbooks, e->head.file);
		shelf_add_loaded(out, l);
	}
	return true;
}

bool
shelf_library(struct shelf *s, const char *language,
	      const char *const *playbooks, struct library *out,
	      struct err *err)
{
	library_init(out, s->arena);
	out->files_of = files_of;
	out->files_of_context = s;
	for (size_t i = 0; i < s->count; i++) {
		const struct shelf_entry *e = &s->entries[i];
		const struct loaded *l;
		bool other;

		if (!is_shared(e->head.kind) &&
		    (playbooks || !is_playbook(e->head.kind)))
			continue;
		/* One variant of each. */
		if (shelf_find_kind(s, e->head.kind, e->head.id, language,
				    &other) != e)
			continue;
		l = shelf_load(s, e);
		if (l)
			shelf_add_loaded(out, l);
	}
	if (!add_named(s, language, playbooks, out, err))
		return false;
	library_settle(out);
	return true;
}

const struct playbook *
shelf_add_playbook(struct shelf *s, struct library *lib, const char *id,
		   const char *language)
{
	bool other;
	const struct shelf_entry *e =
		shelf_find_kind(s, FILE_INCIDENT, id, language, &other);
	const struct loaded *l = e ? shelf_load(s, e) : NULL;

	if (!l)
		return NULL;
	library_add_playbook(lib, l->playbook);
	library_settle(lib);
	return l->playbook;
}

/* --- taking along */

static void
name_file(struct shelf *s, struct shelf_entry *e, struct library_file *out)
{
	char hex[HASH_HEX_SIZE];
	const char *extension = e->head.kind == FILE_MODEL ? "md" : "yaml";

	if (!e->head.sha256) {
		hash_hex(e->head.bytes, e->head.len, hex);
		e->head.sha256 = arena_strdup(s->arena, hex);
	}
	*out = (struct library_file){
		.id = e->head.id,
		.language = e->head.language,
		.sha256 = e->head.sha256,
		.bytes = e->head.bytes,
		.len = e->head.len,
	};
	out->name = arena_printf(s->arena, "%s.%s%s%.16s.%s", e->head.id,
				 e->head.language, *e->head.language ? "." : "",
				 e->head.sha256, extension);
}

const struct library_file *
shelf_files_of(struct shelf *s, const char *id, unsigned *count)
{
	const struct shelf_entry *first = NULL;
	struct library_file *out = NULL;

	*count = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct shelf_entry *e = &s->entries[i];

		if (strcmp(e->head.id, id) != 0)
			continue;
		if (!first)
			first = e;
		/* A variant with errors would be refused everywhere. */
		if (!check_kinds_share_ids(first->head.kind, e->head.kind) ||
		    !shelf_load(s, e))
			continue;
		out = arena_more(s->arena, out, *count, sizeof(*out));
		name_file(s, e, &out[(*count)++]);
	}
	return out;
}
