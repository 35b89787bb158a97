/*
 * Pass 1 of reading (draaiboek-playbook(5)): libyaml's events become a light
 * tree with places, then the tree is held against the schema.  The tree lives
 * in a scratch arena and is gone when the file has been loaded.
 */
#ifndef LOAD_TREE_H
#define LOAD_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/diag.h"
#include "core/playbook.h"

struct arena;
struct cyaml_schema_field;
struct cyaml_schema_value;

/* Nodes of one file.  1 MiB of real text has about 40,000. */
#define TREE_MOST 65536
/* Findings of one file that are listed; more help nobody. */
#define FINDINGS_MOST 200

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	bool plain;   /* a text without quotes */
	bool cut;     /* a text that a comment ended too early */
	bool broken;  /* the file broke off inside it */
	bool dropped; /* pass 2 shall not see it */
	struct place place;
	struct place cut_at; /* the # */
	const char *text;    /* NODE_TEXT; NUL-terminated, may contain NUL */
	size_t len;
	struct node *key;   /* of a child of a map; of its list for an entry */
	struct node *first; /* children: values or entries, in order */
	struct node *last;
	struct node *next;
	unsigned count; /* children */
	/* Filled by judge(). */
	const struct cyaml_schema_field *field;
};

/* Whose findings they are, and how bad it is. */
struct finder {
	const char *file;
	struct diag_list *diags;
	unsigned found;
	unsigned errors;
	bool full; /* FINDINGS_MOST reached: look no further */
	struct arena *scratch;
};

/* Adds one finding; names of any length and content are made fit to show. */
void finder_add(struct finder *f, enum diag_id id, struct place at,
		const char *name, const char *other, const char *nearest);

/*
 * What can be said about the bytes before YAML reads them: size, encoding,
 * unsafe characters, directives.  false: YAML must not see them.
 */
bool bytes_judge(struct finder *f, const char *bytes, size_t len);

/*
 * Reads the events.  What is wrong goes to f (NULL: nobody asks).  *whole
 * tells that the file was read to its end.  NULL: nothing to judge.
 */
struct node *tree_read(struct finder *f, const char *bytes, size_t len,
		       struct arena *a, bool *whole);

struct node *tree_child(const struct node *map, const char *key);

/* Holds the tree against the schema; marks what pass 2 cannot take. */
void tree_judge(struct finder *f, struct node *root, enum file_kind kind,
		const struct cyaml_schema_value *schema);

/* The `kind` of a file; FILE_NONE with a finding where there is none. */
enum file_kind tree_kind(struct finder *f, struct node *root);

/*
 * The tree as YAML that libcyaml takes whatever was found: what is wrong is
 * left out, what is missing is there, empty.
 */
const char *
tree_clean(const struct node *root, const struct cyaml_schema_value *schema,
	   struct arena *a, size_t *len);

/*
 * Where a text that YAML could not read begins, so that quotes can be put
 * around it.  Line 0: that is not what is wrong.  `bytes` up to the problem.
 */
struct place quotes_advice(const char *bytes, size_t len, struct place problem);

#endif
