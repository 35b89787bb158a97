#include "core/incident.h"

#include <string.h>

#include "base/arena.h"
#include "core/engine.h"

void
incident_init(struct incident *in, struct arena *arena, const struct zone *zone)
{
	*in = (struct incident){
		.arena = arena,
		.lines_zone = zone,
		.id = "",
		.title = "",
		.mode = "",
		.zone = "UTC",
		.phase = "none",
	};
	map_init(&in->steps, arena);
	map_init(&in->ticks, arena);
	map_init(&in->playbooks, arena);
	map_init(&in->pendings, arena);
	map_init(&in->inbox, arena);
	map_init(&in->answers, arena);
	map_init(&in->facts, arena);
	map_init(&in->cells, arena);
	map_init(&in->rows, arena);
	map_init(&in->deadlines, arena);
	map_init(&in->decisions, arena);
	map_init(&in->confirms, arena);
	map_init(&in->documents, arena);
	map_init(&in->promises, arena);
	map_init(&in->holders, arena);
	map_init(&in->acted, arena);
	map_init(&in->entries, arena);
	map_init(&in->twins, arena);
	map_init(&in->file_map, arena);
	map_init(&in->corrections, arena);
}

void
incident_expect(struct incident *in, size_t records)
{
	if (records == 0)
		return;
	map_expect(&in->entries, records);
	in->log = arena_expect(in->arena, in->log, in->log_count, records,
			       sizeof(*in->log));
}

void
incident_note_cut(struct incident *in, const char *file, int64_t n)
{
	in->cuts = arena_more(in->arena, in->cuts, in->cut_count,
			      sizeof(*in->cuts));
	in->cuts[in->cut_count++] = (struct cut){.file = file, .n = n};
}

const struct step_state *
incident_step(const struct incident *in, const char *path)
{
	return map_find(&in->steps, path);
}

const char *
standing_value(const struct fact_state *f)
{
	const char *known = NULL;

	for (unsigned i = 0; f && i < f->count; i++) {
		const char *value = f->values[i].value;

		if (strcmp(value, "unknown") == 0)
			continue;
		if (known && strcmp(known, value) != 0)
			return NULL;
		known = value;
	}
	return known;
}

bool
standing_contradicted(const struct fact_state *f)
{
	const char *known = NULL;

	for (unsigned i = 0; f && i < f->count; i++) {
		const char *value = f->values[i].value;

		if (strcmp(value, "unknown") == 0)
			continue;
		if (known && strcmp(known, value) != 0)
			return true;
		known = value;
	}
	return false;
}

const char *
incident_fact(const struct incident *in, const char *fact)
{
	return standing_value(map_find(&in->facts, fact));
}

bool
incident_fact_contradicted(const struct incident *in, const char *fact)
{
	return standing_contradicted(map_find(&in->facts, fact));
}

const char *
cell_key(struct arena *a, const char *reg, const char *column, const char *row)
{
	return arena_printf(a, "%s/%s/%s", reg, column, row);
}

const char *
row_key(struct arena *a, const char *reg, const char *row)
{
	return arena_printf(a, "%s/%s", reg, row);
}

bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool
path_is_open(const struct incident *in, const char *path)
{
	const char *slash = strchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : strlen(path);
	char id[128];
	const struct playbook_state *p;

	/* Ids have at most 64 characters: a longer one is no playbook's. */
	if (len >= sizeof(id))
		return false;
	memcpy(id, path, len);
	id[len] = '\0';
	p = map_find(&in->playbooks, id);
	return p && p->open;
}

void *
copied_array(struct arena *a, const void *array, size_t count, size_t size)
{
	void *copy;

	if (count == 0)
		return NULL;
	copy = arena_alloc(a, count * size);
	memcpy(copy, array, count * size);
	return copy;
}

static void
copy_steps(const struct map *from, struct arena *a, struct map *to)
{
	map_init(to, a);
	for (size_t i = 0; i < from->count; i++) {
		const struct step_state *old = from->entries[i].value;
		struct step_state *s;

		if (!old)
			continue;
		s = ARENA_NEW(a, struct step_state);
		*s = *old;
		s->via.ids = copied_array(a, old->via.ids, old->via.count,
					  sizeof(*old->via.ids));
		s->answers = copied_array(a, old->answers, old->answer_count,
					  sizeof(*old->answers));
		map_put_kept(to, from->entries[i].key, s);
	}
}

static void
copy_facts(const struct map *from, struct arena *a, struct map *to)
{
	map_init(to, a);
	for (size_t i = 0; i < from->count; i++) {
		const struct fact_state *old = from->entries[i].value;
		struct fact_state *f;

		if (!old)
			continue;
		f = ARENA_NEW(a, struct fact_state);
		*f = *old;
		f->values = copied_array(a, old->values, old->count,
					 sizeof(*old->values));
		map_put_kept(to, from->entries[i].key, f);
	}
}

static void
copy_deadlines(const struct map *from, struct arena *a, struct map *to)
{
	map_init(to, a);
	for (size_t i = 0; i < from->count; i++) {
		const struct deadline_state *old = from->entries[i].value;
		struct deadline_state *d;

		if (!old)
			continue;
		d = ARENA_NEW(a, struct deadline_state);
		*d = *old;
		d->starts = copied_array(a, old->starts, old->start_count,
					 sizeof(*old->starts));
		map_put_kept(to, from->entries[i].key, d);
	}
}

static void
copy_playbooks(const struct map *from, struct arena *a, struct map *to)
{
	map_init(to, a);
	for (size_t i = 0; i < from->count; i++) {
		const struct playbook_state *old = from->entries[i].value;
		struct playbook_state *p;

		if (!old)
			continue;
		p = ARENA_NEW(a, struct playbook_state);
		*p = *old;
		map_put_kept(to, from->entries[i].key, p);
	}
}

void
incident_copy(const struct incident *from, struct arena *a, struct incident *to)
{
	incident_init(to, a, from->lines_zone);
	to->order = from->order;
	to->moves = from->moves;
	to->id = from->id;
	to->zone = from->zone;
	to->severity = from->severity;
	to->proposed = from->proposed;
	to->arrived = from->arrived;
	to->open = from->open;
	to->entries = from->entries;
	to->promises = from->promises;
	copy_steps(&from->steps, a, &to->steps);
	copy_playbooks(&from->playbooks, a, &to->playbooks);
	copy_facts(&from->facts, a, &to->facts);
	copy_deadlines(&from->deadlines, a, &to->deadlines);
}
