/*
 * All the files there are: the search path, then what is built into the
 * program.  Listing reads headers only; a file is loaded when it is needed,
 * once per language.
 */
#ifndef LOAD_SHELF_H
#define LOAD_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "core/library.h"
#include "load/load.h"

struct arena;
struct err;
struct incident;
struct folder;
struct record_file;

struct builtin_file;

/*
 * Playbooks (triage, incident, assessment, quiz) share one name space of ids;
 * the other kinds have one each.
 */
struct shelf_entry {
	struct file_header head; /* bytes NULL until it is loaded */
	const char *path;        /* NULL: built in */
	unsigned rank; /* 0: found first; a later one of the same id and
			  language is hidden */
	const struct builtin_file *builtin; /* where it is one */
	const struct loaded *loaded;        /* once it was asked for … */
	bool refused; /* … and this where it cannot be used */
};

struct shelf {
	struct arena *arena;
	struct shelf_entry
		*entries; /* visible ones, by kind and id, then language */
	size_t count;
	struct diag_list
		*diags; /* of files that could not be listed or loaded */
};

/* dirs: NULL-terminated, in search order; built-in files come last. */
void shelf_init(struct shelf *s, const char *const *dirs, struct arena *a);

/* The variant in `language`, else any; *other_language tells that it is not it.
 */
const struct shelf_entry *
shelf_find(const struct shelf *s, const char *id, const char *language,
	   bool *other_language);

/* The same among files of a kind; the playbooks are one kind. */
const struct shelf_entry *
shelf_find_kind(const struct shelf *s, enum file_kind kind, const char *id,
		const char *language, bool *other_language);

/*
 * A file that is named after the id (ID.yaml, ID.nl.yaml) and was refused, so
 * that another one is taken in its place; NULL: none.
 */
const char *shelf_passed_over(const struct shelf *s, const char *id);

/* Loads (once) one entry. NULL: refused; its findings are in s->diags. */
const struct loaded *shelf_load(struct shelf *s, const struct shelf_entry *e);

/*
 * The library for a new incident or a check: all law, vocabulary, directory
 * and organisation files, and every playbook, in the reader's language.
 * `playbooks`: only these ids, NULL: all.
 */
bool shelf_library(struct shelf *s, const char *language,
		   const char *const *playbooks, struct library *out,
		   struct err *err);

/* One more playbook into a library that is in use (opens, playbook). */
const struct playbook *shelf_add_playbook(struct shelf *s, struct library *lib,
					  const char *id, const char *language);

/*
 * The library of an incident as it was taken along: from given files (the
 * folder's playbooks/), in the reader's language; a scenario in that of its
 * exercise (`played`, NULL: the reader's), so that all players hear the same
 * words whoever sends them.  `kept` gives the bytes of a
 * kept file's name, NULL when it has not arrived.
 */
typedef const char *
kept_bytes(void *context, const char *name, const char *sha256, size_t *len);
bool shelf_library_kept(const struct record_file *files, unsigned count,
			kept_bytes *kept, void *context, const char *language,
			const char *played, struct arena *a,
			struct library *out, struct diag_list *diags,
			unsigned *missing);

/* All language variants of an id, with bytes and digest, for taking along. */
const struct library_file *
shelf_files_of(struct shelf *s, const char *id, unsigned *count);

#endif
