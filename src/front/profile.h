/*
 * The organisation's own file as questions: its parts, what each of them asks,
 * and what stands there now.  One table for the form on the screen and for the
 * dialogue of `draaiboek organisation`.  What it does not ask about stays in
 * the file as it is.
 */
#ifndef FRONT_PROFILE_H
#define FRONT_PROFILE_H

#include <stdbool.h>

struct arena;
struct front_document;
struct library;
struct organisation;

#define PROFILE_FIELDS_MOST 8

enum profile_part {
	PROFILE_ITSELF, /* the keys at the top */
	PROFILE_PEOPLE,
	PROFILE_SUPPLIERS,
	PROFILE_SERVICES,
	PROFILE_CONTACTS,
	PROFILE_DEADLINES,
	PROFILE_PARTS
};

/* A word of the file, and how it is said. */
struct profile_word {
	const char *word;
	const char *label; /* N_() */
};

struct profile_field {
	const char *key;
	const char *label;                /* N_() */
	const struct profile_word *words; /* NULL: any text */
	bool others;                      /* … or a word that is not listed */
	const char *otherwise;            /* what it is before anybody answers; NULL */
};

struct profile_row {
	const char *list;        /* its key in the file; NULL: the top */
	const char *title, *more; /* N_(); more: one entry more */
	const char *fixed, *fixed_as; /* a key that every new entry gets; NULL */
	struct profile_field fields[PROFILE_FIELDS_MOST];
};

extern const struct profile_row profile_rows[PROFILE_PARTS];

/* How many fields a part has; the first is the entry's name. */
unsigned profile_fields(enum profile_part part);

/* Entries of a part; the top is one.  o may be NULL: there is no file yet. */
unsigned profile_count(const struct organisation *o, enum profile_part part);
/* The id of an entry; NULL: none, and for the top. */
const char *profile_id(const struct organisation *o, enum profile_part part,
		       unsigned n);
/* The entry of that id; NULL, or one that is not there: one more than there
 * are.  The top is 0. */
unsigned profile_find_entry(const struct organisation *o, enum profile_part part,
		      const char *id);
/* What stands there; NULL: nothing. */
const char *profile_value(const struct organisation *o, enum profile_part part,
			  unsigned n, unsigned field);
/* An entry's name as it is shown; its id where it has none. */
const char *profile_name(const struct organisation *o, enum profile_part part,
			 unsigned n);

/* The file's word for what was typed, in any case and in English or the
 * reader's language; NULL: it is none that may stand there. */
const char *profile_meant(const struct profile_field *f, const char *typed,
			  struct arena *a);
/* A value as it is shown. */
const char *profile_said(const struct profile_field *f, const char *value);
/* The words that are listed, in the reader's language: "yes, no, unknown". */
const char *profile_choices(const struct profile_field *f, struct arena *a);

/*
 * The id of a new entry: of a contact that texts and steps already call by
 * that name, theirs, so that both are one record (lib may be NULL); else one
 * from the name, that no other entry of the part has.
 */
const char *profile_fresh_id(const struct organisation *o,
			     const struct library *lib, enum profile_part part,
			     const char *name, struct arena *a);

/*
 * The n-th contact that is to be filled in by us and is no entry of ours yet:
 * its id, as texts and steps call it.  Those that the text has a gap for go
 * first, then all others of the library; d and lib may be NULL.  Once a new
 * entry has that id the gap is filled.  NULL: there are no more.
 */
const char *profile_lacking(const struct front_document *d,
			    const struct library *lib,
			    const struct organisation *o, unsigned n,
			    struct arena *a);

/* Where the answer to a gap stands, "contacts/care-home", "/name": the list's
 * key and the entry's or the field's.  NULL: the gap is not ours. */
struct model_use;
const char *profile_place(const struct model_use *u,
			  const struct organisation *o, struct arena *a);

/* Where a contact's own entry stands, or will. */
const char *profile_contact_place(const char *id, const struct organisation *o,
				  struct arena *a);

/* What is to be changed at one place. */
struct profile_change {
	enum profile_part part;
	const char *id; /* of the entry; NULL: a new one, or the top */
	const char *fresh; /* the id of a new one; NULL: one from its name */
	/* NULL: stays as it is; "": is taken away */
	const char *values[PROFILE_FIELDS_MOST];
};

#endif
