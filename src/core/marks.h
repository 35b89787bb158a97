/*
 * Where each thing of a loaded file stood: the address of a struct's member
 * leads to its line and column.  Only checking asks, so only checking keeps
 * marks; libcyaml itself forgets them.
 *
 * A member that is a list has the place of its key; a text that of its value.
 */
#ifndef CORE_MARKS_H
#define CORE_MARKS_H

#include <stddef.h>

#include "core/playbook.h"

struct mark {
	const void *member;
	struct place place;
};

struct marks {
	struct mark *rows; /* by address once sorted */
	size_t count;
};

void marks_sort(struct marks *m);
/* 0:0 where nothing stood there; m may be NULL. */
struct place marks_find(const struct marks *m, const void *member);

#endif
