/*
 * What was typed and not saved yet: the fields of a form in one text, kept by
 * EFFECT_DRAFT under the form's name, and offered again.
 */
#ifndef FRONT_DRAFT_H
#define FRONT_DRAFT_H

struct arena;
struct front;

/* The name of what the line front end keeps: this, and a form's title. */
#define DRAFT_OF_LINES "line:"
/* What was ticked as seen, before a playbook is chosen: ids. */
#define DRAFT_OF_SIGNS "signs"

/* Fields in their order, NULL: an empty one.  NULL: they all are. */
const char *draft_pack(const char *const *fields, unsigned count,
		       struct arena *a);
/* The n-th of them; NULL: nothing was typed there. */
const char *draft_field(const char *packed, unsigned n, struct arena *a);
/* What is kept under that name, packed; NULL: nothing. */
const char *draft_find(const struct front *f, const char *name);

/* What a draft is of, and what was typed, to be read. */
const char *say_draft_name(const char *name, struct arena *a);
const char *say_draft_text(const char *packed, struct arena *a);

#endif
