#include "core/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"

static const struct {
	const char *name;
	enum diag_level level;
	const char *text;
} rows[DIAGS] = {
#define DIAG_ROW(name, id, level, text) [name] = {id, DIAG_##level, text},
	DIAG_TABLE(DIAG_ROW)
#undef DIAG_ROW
};

const char *
diag_id_name(enum diag_id id)
{
	return rows[id].name;
}

enum diag_level
diag_level_of(enum diag_id id)
{
	return rows[id].level;
}

const char *
diag_text(enum diag_id id)
{
	return rows[id].text;
}

static const char *
copy(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static void
count(struct diag_list *list, enum diag_id id)
{
	if (diag_level_of(id) == DIAG_ERROR)
		list->errors++;
	else
		list->warnings++;
}

void
diag_add(struct diag_list *list, const struct diag *d)
{
	struct diag *added;

	list->diags = arena_more(list->arena, list->diags, list->count,
				 sizeof(*list->diags));
	added = &list->diags[list->count++];
	*added = *d;
	added->file = copy(list->arena, d->file);
	added->name = copy(list->arena, d->name);
	added->other = copy(list->arena, d->other);
	added->nearest = copy(list->arena, d->nearest);
	added->other_file = copy(list->arena, d->other_file);
	count(list, d->id);
}

static int
compare_texts(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
compare(const void *x, const void *y)
{
	const struct diag *a = x, *b = y;
	int order = compare_texts(a->file, b->file);

	if (!order)
		order = compare_numbers(a->place.line, b->place.line);
	if (!order)
		order = compare_numbers(a->place.column, b->place.column);
	if (!order)
		order = compare_numbers(a->id, b->id);
	if (!order)
		order = compare_texts(a->name, b->name);
	if (!order)
		order = compare_texts(a->other, b->other);
	return order;
}

void
diag_sort(struct diag_list *list)
{
	unsigned kept = 0;

	if (list->count)
		qsort(list->diags, list->count, sizeof(*list->diags), compare);
	list->errors = 0;
	list->warnings = 0;
	for (unsigned i = 0; i < list->count; i++) {
		if (kept &&
		    compare(&list->diags[kept - 1], &list->diags[i]) == 0)
			continue;
		list->diags[kept++] = list->diags[i];
		count(list, list->diags[i].id);
	}
	list->count = kept;
}
