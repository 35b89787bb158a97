#include "load/checker.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/trouble.h"
#include "core/check.h"
#include "load/shelf.h"
#include "load/variants.h"
#include "load/walk.h"
#include "load/whole.h"

struct run {
	struct arena *arena;
	struct diag_list *diags;
	struct whole *given;      /* as many as files */
	struct check_file *files; /* the given ones first, then the shelf's */
	unsigned count;
	unsigned given_count;
};

static struct check_file
file_of(const struct loaded *l, const char *name)
{
	return (struct check_file){
		.file = name,
		.head = l->head,
		.playbook = l->playbook,
		.law = l->law,
		.vocabulary = l->vocabulary,
		.directory = l->directory,
		.organisation = l->organisation,
		.local = l->local,
		.model = l->model,
		.body = l->body,
		.exercise = l->exercise,
	};
}

static void
add(struct run *r, const struct check_file *f)
{
	r->files = arena_more(r->arena, r->files, r->count, sizeof(*r->files));
	r->files[r->count++] = *f;
}

static bool
same_id(const struct file_header *a, const struct file_header *b)
{
	return check_kinds_share_ids(a->kind, b->kind) &&
	       strcmp(a->id, b->id) == 0;
}

/* --- the given files */

/*
 * Of a file that nothing can be read of the header still tells that the
 * targets of others are not missing.
 */
static void
add_given(struct run *r, const char *path, const char *bytes, size_t len)
{
	struct whole *w;
	struct check_file f;

	r->given = arena_more(r->arena, r->given, r->given_count,
			      sizeof(*r->given));
	w = &r->given[r->given_count];
	load_whole(path, bytes, len, r->arena, r->diags, w);
	f = file_of(&w->loaded, path);
	if (!f.head) {
		struct file_header *head =
			ARENA_NEW(r->arena, struct file_header);

		if (!load_header(path, bytes, len, r->arena, head))
			return;
		f.head = head;
	}
	f.given = true;
	add(r, &f);
	r->given_count++;
}

static bool
is_markdown(const char *path)
{
	size_t len = strlen(path);

	return len > 3 && strcmp(path + len - 3, ".md") == 0;
}

static bool
is_named(const char *const *paths, unsigned count, const char *path)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(paths[i], path) == 0)
			return true;
	return false;
}

static void
read_given(struct run *r, const char *const *paths, unsigned count,
	   const struct walk_list *found, unsigned *files)
{
	for (size_t i = 0; i < found->count; i++) {
		const char *path = found->paths[i];
		struct file_header head;
		struct err err = {0};
		const char *bytes;
		size_t len;

		if (is_named(found->paths, (unsigned)i, path))
			continue;
		if (!load_file(path, r->arena, &bytes, &len, &err)) {
			diag_add(r->diags, &(struct diag){.id = DIAG_UNREADABLE,
							  .file = path,
							  .name = trouble_say(
								  err.number)});
			continue;
		}
		/* A README in a folder of models is nobody's mistake. */
		if (is_markdown(path) && !is_named(paths, count, path) &&
		    !load_header(path, bytes, len, r->arena, &head))
			continue;
		++*files;
		add_given(r, path, bytes, len);
	}
	/* They no longer move. */
	for (unsigned i = 0; i < r->given_count; i++)
		r->files[i].marks = &r->given[i].marks;
}

/* --- the shelf */

static bool
is_given(const struct run *r, const struct file_header *h)
{
	for (unsigned i = 0; i < r->given_count; i++)
		if (same_id(r->files[i].head, h) &&
		    strcmp(r->files[i].head->language, h->language) == 0)
			return true;
	return false;
}

static void
add_shelf(struct run *r, struct shelf *shelf)
{
	for (size_t i = 0; shelf && i < shelf->count; i++) {
		const struct shelf_entry *e = &shelf->entries[i];
		const struct loaded *l;
		struct check_file f = {.file = e->head.file, .head = &e->head};

		if (is_given(r, &e->head))
			continue;
		l = shelf_load(shelf, e);
		if (l)
			f = file_of(l, e->head.file);
		add(r, &f);
	}
}

/* --- variants */

static void
used_twice(struct run *r, unsigned first, unsigned second)
{
	diag_add(r->diags,
		 &(struct diag){
			 .id = DIAG_DUPLICATE_ID,
			 .file = r->files[second].file,
			 .place = marks_find(r->files[second].marks,
					     &r->files[second].head->id),
			 .name = r->files[second].head->id,
			 .other_file = r->files[first].file,
			 .other_place = marks_find(r->files[first].marks,
						   &r->files[first].head->id),
		 });
}

/* Another language of a given file that stands on the shelf. */
static bool
shelf_variant(struct run *r, const struct file_header *h, struct whole *out)
{
	struct diag_list none = {.arena = r->arena};

	for (unsigned i = r->given_count; i < r->count; i++) {
		const struct file_header *o = r->files[i].head;

		if (!same_id(o, h) || !o->bytes)
			continue;
		load_whole(o->file, o->bytes, o->len, r->arena, &none, out);
		return !out->refused;
	}
	return false;
}

static void
compare_variants(struct run *r)
{
	for (unsigned i = 0; i < r->given_count; i++) {
		const struct file_header *h = r->files[i].head;
		struct whole other;
		unsigned first = 0;

		while (!same_id(r->files[first].head, h))
			first++;
		if (h->kind == FILE_ORGANISATION)
			continue;
		if (first == i) {
			if (shelf_variant(r, h, &other))
				variants_compare(&other, &r->given[i], r->diags,
						 r->arena);
			continue;
		}
		if (strcmp(r->files[first].head->language, h->language) == 0) {
			/* Of a broken file nobody knows what it will be. */
			if (r->given[i].loaded.head &&
			    r->given[first].loaded.head)
				used_twice(r, first, i);
			continue;
		}
		variants_compare(&r->given[first], &r->given[i], r->diags,
				 r->arena);
	}
}

bool
checker_run(const char *const *paths, unsigned count, struct shelf *shelf,
	    const char *today, struct diag_list *out, unsigned *files,
	    struct err *err)
{
	struct run r = {.arena = out->arena, .diags = out};
	struct walk_list found = {0};
	struct check all;

	*files = 0;
	for (unsigned i = 0; i < count; i++)
		if (!walk_files(paths[i], r.arena, &found, err))
			return false;
	read_given(&r, paths, count, &found, files);
	add_shelf(&r, shelf);
	all = (struct check){
		.files = r.files,
		.count = r.count,
		.today = today,
		.arena = r.arena,
		.diags = out,
	};
	check_files(&all);
	compare_variants(&r);
	diag_sort(out);
	return true;
}
