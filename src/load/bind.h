/*
 * What libcyaml leaves as text becomes numbers and indexes.  Everything that
 * the engine takes for granted is checked here, so that a file which loads
 * cannot lead it astray.
 */
#ifndef LOAD_BIND_H
#define LOAD_BIND_H

#include "core/marks.h"
#include "load/load.h"
#include "load/tree.h"

struct cyaml_schema_value;

struct binder {
	struct finder *finder;
	struct arena *arena;   /* of the file */
	struct arena *scratch; /* of the marks, until they are kept */
	const struct node *root;
	const struct cyaml_schema_value *schema;
	void *filled; /* the struct of the root */
	struct marks marks;
	bool marked;
};

/* Fills marks, and every `place` in the structs, from the tree. */
void bind_marks(struct binder *b);

void bind_file(struct binder *b, struct loaded *l);

#endif
