#include "core/past.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "core/exercise.h"
#include "core/incident.h"

void
incident_until(const struct incident *in, int64_t until, struct arena *a,
	       struct incident *out)
{
	incident_init(out, a, in->lines_zone);
	for (size_t i = 0; i < in->log_count; i++)
		if (in->log[i].record->time <= until)
			incident_apply(out, in->log[i].record, in->log[i].file);
}

/* How far a journal had been read; lines are counted from 1. */
static void
read_up_to(struct map *read, struct arena *a, const char *file, int64_t n)
{
	int64_t *known = file != NULL ? map_find(read, file) : NULL;

	if (file == NULL)
		return;
	if (known == NULL) {
		known = ARENA_NEW(a, int64_t);
		map_put(read, file, known);
	}
	if (*known < n)
		*known = n;
}

/*
 * After an error the same entry is written again elsewhere, under its id: the
 * line behind the last whole one, if it reached the disk, is that entry.
 */
static void
read_left_journal(struct map *read, struct arena *a, const struct record *r)
{
	if (r->kind == RECORD_FAILOVER)
		read_up_to(read, a, r->more->file, r->more->last.value + 1);
	else if (r->kind == RECORD_RECOVERED)
		read_up_to(read, a, r->more->file, r->more->last.value);
}

void
incident_read_by(const struct incident *in, const struct log_entry *entry,
		 struct arena *a, struct incident *out)
{
	int64_t n = entry->record->n;
	struct map read;

	map_init(&read, a);
	read_up_to(&read, a, entry->file, n - 1);
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (strcmp(in->log[i].file, entry->file) != 0 || r->n > n)
			continue;
		for (unsigned k = 0; k < r->seen_count; k++)
			read_up_to(&read, a, r->seen[k].file, r->seen[k].n);
		read_left_journal(&read, a, r);
	}
	incident_init(out, a, in->lines_zone);
	for (size_t i = 0; i < in->log_count; i++) {
		const struct log_entry *e = &in->log[i];
		const int64_t *most = map_find(&read, e->file);

		if (most != NULL && e->record->n <= *most)
			incident_apply(out, e->record, e->file);
	}
	exercise_move_ahead(out);
}

const struct log_entry *
incident_find_entry(const struct incident *in, const char *id)
{
	for (size_t i = 0; id != NULL && i < in->log_count; i++) {
		const char *one = in->log[i].record->id;

		if (one != NULL && strcmp(one, id) == 0)
			return &in->log[i];
	}
	return NULL;
}
