#include "core/marks.h"

#include <stdint.h>
#include <stdlib.h>

static int
by_address(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct mark *)a)->member;
	uintptr_t y = (uintptr_t)((const struct mark *)b)->member;

	return (x > y) - (x < y);
}

void
marks_sort(struct marks *m)
{
	if (m->count)
		qsort(m->rows, m->count, sizeof(*m->rows), by_address);
}

struct place
marks_find(const struct marks *m, const void *member)
{
	struct mark key = {.member = member};
	struct mark *found = NULL;

	if (m && m->count)
		found = bsearch(&key, m->rows, m->count, sizeof(*m->rows),
				by_address);
	return found ? found->place : (struct place){0, 0};
}
