/*
 * The files that an incident stands on, in one reader's language, with an
 * index of their steps and items.  load/ fills it; nothing in it changes
 * while an incident is folded over it.
 *
 * Paths are the journal's: playbook/role/step[/item], playbook/first/item.
 */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"

struct arena;
struct playbook;
struct role;
struct step;
struct item;
struct choice;
struct fact;
struct deadline;
struct law;
struct vocabulary;
struct directory;
struct organisation;
struct local_additions;
struct addition;
struct contact;
struct exercise;
struct model;
struct model_header;
struct sign;

struct item_ref;
struct item_list {
	const struct item_ref **refs;
	unsigned count;
};

/* A step, found by its path. */
struct step_ref {
	const char *path;
	const struct playbook *playbook;
	const struct role *role;
	const struct step *step;
	unsigned index; /* in the role; its number is index + 1 */
	/* In the order shown, with the municipality's own; by library_settle()
	 */
	struct item_list items;
};

/* An item or first action, found by its path. */
struct item_ref {
	const char *path;
	const struct playbook *playbook;
	const struct step_ref *step; /* NULL: a first action */
	const struct item *item;
	unsigned index;     /* in the step, or in `first` */
	const char *number; /* "3.1", "0.1" */
	const char *root;   /* where its one state lives (same-as); its own path
			       otherwise */
	const struct local_additions *ours; /* NULL: it was shipped */
};

/* One file as it goes into an incident: every language variant is one. */
struct library_file {
	const char *id;
	const char *language;
	const char *name;   /* id.language.<16 hex>.yaml */
	const char *sha256; /* 64 hex */
	const char *bytes;
	size_t len;
};

struct library {
	struct arena *arena;
	const struct playbook **playbooks; /* in the order they were added */
	unsigned playbook_count;
	const struct law **laws;
	unsigned law_count;
	const struct vocabulary **vocabularies;
	unsigned vocabulary_count;
	const struct directory **directories;
	unsigned directory_count;
	const struct organisation *organisation; /* NULL: none */
	const struct local_additions **locals;
	unsigned local_count;
	const struct exercise *exercise; /* the scenario; NULL: none */
	const struct model **models; /* every language; only once asked for */
	unsigned model_count;
	struct map playbook_map; /* id -> struct playbook */
	struct map step_map;     /* path -> struct step_ref */
	struct map item_map;     /* path -> struct item_ref */
	struct map first_map;    /* playbook id -> struct item_list */

	/*
	 * The files behind it, for `open`, `opens` and `playbook` records:
	 * all language variants of an id, in the order of their languages.
	 * Filled by load/; core reads it.  Hashing waits until it is asked:
	 * `digest` may be NULL when no file list is wanted (tests).
	 */
	const struct library_file *(*files_of)(const struct library *lib,
					       const char *id, unsigned *count);
	void *files_of_context;
};

void library_init(struct library *lib, struct arena *arena);
/*
 * Adds and indexes; the playbook must live as long as the library.  Of two
 * with one id the first stays.
 */
void library_add_playbook(struct library *lib, const struct playbook *p);
void library_add_law(struct library *lib, const struct law *l);
void library_add_vocabulary(struct library *lib, const struct vocabulary *v);
void library_add_directory(struct library *lib, const struct directory *d);
void library_add_local(struct library *lib, const struct local_additions *l);
/* body: the Markdown behind the header; both must live as long. */
void library_add_model(struct library *lib, const struct model_header *header,
		       const char *body);
/*
 * After the last add: puts the municipality's own items in their places, with
 * the paths <step>/<file>.<item> and numbers behind the shipped ones, and
 * follows every same-as chain to its root.
 */
void library_settle(struct library *lib);
/* The first half of it; in library_local.c. */
void library_place_additions(struct library *lib);

const struct playbook *
library_playbook(const struct library *lib, const char *id);
const struct step_ref *
library_step(const struct library *lib, const char *path);
const struct item_ref *
library_item(const struct library *lib, const char *path);

/* An item by its address: its path, or its path, a slash and a row. */
const struct item_ref *
library_item_row(const struct library *lib, const char *address,
		 const char **row, struct arena *a);
/* The first actions of a playbook, with the municipality's own. */
const struct item_list *
library_first_items(const struct library *lib, const struct playbook *p);

/* --- what the municipality added: the n-th at a path, NULL: no more */
const struct addition *
library_addition(const struct library *lib, const char *at, unsigned n);
/* Whether something of ours stands at a step, or at one of its items. */
bool library_step_is_added_to(const struct library *lib,
			      const struct step_ref *step);
/*
 * The n-th contact of a step: those that we added to it and to its items, then
 * the shipped ones; NULL: no more.
 */
const char *library_step_contact(const struct library *lib,
				 const struct step_ref *step, unsigned n,
				 bool *ours);
/* The n-th whose place is gone although its playbook is there. */
const struct addition *library_stray(const struct library *lib, unsigned n);

/* A step by its place. */
const struct step_ref *
library_step_at(const struct library *lib, const struct playbook *p,
		const struct role *r, unsigned index);

/*
 * Where a choice leads in the tree, before any `when`: a step, or NULL with
 * *end true (the end) or false (an unknown choice that leaves the step
 * current).
 */
const struct step_ref *
library_target(const struct library *lib, const struct step_ref *from,
	       const struct choice *c, bool *end);
/*
 * Where a step leads that is skipped or passed over: `next`, else the next in
 * the list, NULL: the end.
 */
const struct step_ref *
library_after(const struct library *lib, const struct step_ref *from);

/* "playbook/role/step" of a need or telling written in playbook p. */
const char *library_step_path(struct arena *a, const char *playbook,
			      const char *role, const char *step);

/*
 * A fact's definition: vocabularies first, then every playbook's own; NULL:
 * none.
 */
const struct fact *library_fact(const struct library *lib, const char *id);
const struct deadline *
library_deadline(const struct library *lib, const char *id);
/* The variant in that language; language NULL: the first there is. */
const struct model *library_model(const struct library *lib, const char *id,
				  const char *language);
const struct sign *library_sign(const struct library *lib, const char *id);

/*
 * Who a contact id means: the organisation's own first (people, suppliers,
 * contacts), then the directory.  A known special id without an entry
 * (insurer, dpo, deputy-it …) gives an empty contact: TO FILL IN.  false: no
 * such id.
 */
bool
library_contact(const struct library *lib, const char *id, struct contact *out);
/*
 * supplier-it, insurer, bank, dpo, spokesperson, police-zone, press-list,
 * deputy-<role>.
 */
bool contact_id_is_special(const char *id);
/* The organisation's own file has an entry for it. */
bool contact_is_own(const struct library *lib, const char *id);
/* Nobody is reached by it: TO FILL IN. */
bool contact_is_empty(const struct contact *c);
/*
 * The organisation's file that was taken along, with the people, suppliers and
 * contacts that its file has by now: whom one calls is no rule, and numbers
 * come and change in the middle of the night.  Entries that are only in one of
 * both stay; its rules, deadlines and services are those that were taken along.
 * Either may be NULL, so may the result.
 */
const struct organisation *
organisation_renewed(const struct organisation *kept,
		     const struct organisation *now, struct arena *a);
/*
 * The n-th contact that only the organisation itself can fill in, whether it
 * has done so or not: the special ids, then what the directory leaves empty.
 * NULL: no more.
 */
const char *library_contact_open(const struct library *lib, unsigned n);

/* The offices whose words the format fixes: used by check and by triage. */
bool fact_id_is_organisation(const char *id); /* organisation.nis2 … */
/* Of those: what everybody can see from the street. */
bool fact_id_is_public_answer(const char *id);

#endif
