/* What the parts of check share. */
#ifndef CORE_CHECK_INSIDE_H
#define CORE_CHECK_INSIDE_H

#include "base/map.h"
#include "core/check.h"

/* The file that is being checked, in its surroundings. */
struct checker {
	const struct check *all;
	const struct check_file *at;
	struct map circles; /* nodes of circles that have been told */
};

/* The finding stands where that member of a struct stood. */
void check_report(struct checker *k, enum diag_id id, const void *member,
		  const char *name, const char *other, const char *nearest);
void check_report_at(struct checker *k, enum diag_id id, struct place at,
		     const char *name, const char *other, const char *nearest);
/* … and the other place that it is about. */
void check_report_two(struct checker *k, enum diag_id id, struct place at,
		      const char *name, const struct check_file *other_file,
		      struct place other);

/* --- looking up: the same language first, then any */

/*
 * The file of that playbook.  Its `playbook` is NULL where it could not be
 * read: then nothing can be said about what it holds.
 */
const struct check_file *
check_find_playbook(const struct checker *k, const char *id);
/* Looks up and reports; NULL: nothing more can be said. */
const struct playbook *
check_playbook_target(struct checker *k, const char *const *member);
const struct fact *check_find_fact(const struct checker *k, const char *id);
const struct deadline *
check_find_deadline(const struct checker *k, const char *id);

/* Ids for "did you mean": grows in the arena. */
struct ids {
	struct arena *arena;
	const char **list;
	unsigned count;
};
void ids_add(struct ids *ids, const char *id);
const char *ids_nearest(const struct ids *ids, const char *id);

/*
 * Is there a file of that kind that could not be read?  Then nobody knows
 * which ids it would have given, and its own findings are enough.
 */
bool check_has_unread(const struct checker *k, enum file_kind kind);

/* A role that this file, or any incident, can have. */
void check_role_target(struct checker *k, const char *const *member);
void check_fact_target(struct checker *k, const char *const *member);
void check_deadline_target(struct checker *k, const char *const *member);
void check_contact_target(struct checker *k, const char *const *member);
void check_document_target(struct checker *k, const char *const *member);
void check_value_target(struct checker *k, const char *fact,
			const char *const *value);
void check_conditions_targets(struct checker *k, const struct condition *rows,
			      unsigned count);

/* [playbook/]role/step and [playbook/]role/step/item, cut into their parts. */
struct path {
	const char *playbook; /* NULL: not given */
	const char *role;     /* NULL: a first action */
	const char *step;
	const char *item; /* NULL: a step is meant */
};
bool path_read(struct arena *a, const char *text, bool item, struct path *out);
const struct item *path_item(const struct playbook *p, const struct path *path,
			     const struct step **step);

/* --- the parts */

void check_playbook(struct checker *k, const struct playbook *p);
void check_items(struct checker *k, const struct item *items, unsigned count);
void check_tree(struct checker *k, const struct playbook *p);
/* Which steps of a role can be reached where only some choices are taken. */
typedef bool tree_may(const void *context, const struct step *s,
		      const struct choice *c);
bool *tree_reached(struct checker *k, const struct playbook *p,
		   const struct role *r, tree_may *may, const void *context);
void check_circles(struct checker *k, const struct playbook *p);
void check_style(struct checker *k, const struct playbook *p);
void check_age(struct checker *k, const char *const *checked);
void check_facts(struct checker *k, const struct fact *facts, unsigned count);
void check_deadlines(struct checker *k, const struct deadline *deadlines,
		     unsigned count);
void check_vocabulary(struct checker *k, const struct vocabulary *v);
void check_organisation(struct checker *k, const struct organisation *o);
void check_local(struct checker *k, const struct local_additions *l);
void
check_model(struct checker *k, const struct model_header *m, const char *body);
void check_exercise(struct checker *k, const struct exercise *e);
/* The step that an expectation names; *unknown: a playbook could not be read. */
const struct step *
exercise_step(const struct checker *k, const struct exercise *e,
	      const char *text, bool *unknown);
/* Can all that is expected come true in one exercise? */
void check_expected(struct checker *k, const struct exercise *e);

#endif
