#include "core/marks.h"

#include <string.h>

#include "base/arena.h"
#include "load/bind.h"
#include "load/schema.h"

static void mark_map(struct binder *b, const struct node *map,
		     const cyaml_schema_field_t *fields, char *filled);

static void
mark(struct binder *b, const void *member, struct place place)
{
	struct marks *m = &b->marks;

	m->rows = arena_more(b->scratch, m->rows, m->count, sizeof(*m->rows));
	m->rows[m->count++] = (struct mark){member, place};
}

static void
mark_list(struct binder *b, const struct node *list,
	  const cyaml_schema_value_t *value, char *first)
{
	const cyaml_schema_value_t *entry = value->sequence.entry;

	for (const struct node *n = list->first; n; n = n->next) {
		if (n->dropped)
			continue;
		if (entry->type == CYAML_MAPPING)
			mark_map(b, n, entry->mapping.fields, first);
		else
			mark(b, first, n->place);
		first += value->data_size;
	}
}

static void
mark_map(struct binder *b, const struct node *map,
	 const cyaml_schema_field_t *fields, char *filled)
{
	ptrdiff_t place = schema_place_offset(fields);

	if (place >= 0)
		memcpy(filled + place, &map->place, sizeof(map->place));
	for (const struct node *n = map->first; n; n = n->next) {
		char *member;

		if (n->dropped || !n->field ||
		    n->field->value.type == CYAML_IGNORE)
			continue;
		member = filled + n->field->data_offset;
		if (n->field->value.type == CYAML_SEQUENCE) {
			char *first;

			mark(b, member, n->key->place);
			memcpy(&first, member, sizeof(first));
			if (first)
				mark_list(b, n, &n->field->value, first);
		} else {
			mark(b, member, n->place);
		}
	}
}

void
bind_marks(struct binder *b)
{
	if (b->marked)
		return;
	b->marked = true;
	mark_map(b, b->root, b->schema->mapping.fields, b->filled);
	marks_sort(&b->marks);
}
