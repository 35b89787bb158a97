/*
 * Two languages of one file must have the same structure: roles, steps, items,
 * choices, facts, ids and targets.  Texts are free.
 */
#ifndef LOAD_VARIANTS_H
#define LOAD_VARIANTS_H

#include "load/whole.h"

struct arena;
struct diag_list;

/* Reports at `file` every difference from `first`, with both places. */
void variants_compare(const struct whole *first, const struct whole *file,
		      struct diag_list *diags, struct arena *a);

#endif
