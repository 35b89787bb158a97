/*
 * Journals as a stranger writes them: the chain holds, and what stands in the
 * lines is anything.
 */
#ifndef TESTS_UNIT_STORE_FORGE_H
#define TESTS_UNIT_STORE_FORGE_H

#include "unit/store/scene.h"

#include "base/buf.h"
#include "base/hash.h"

#define FORGED_ID "aaaaaaaa000000000000000000000001"
#define FORGED_NAME "20261122T120000Z-x-aaaaaaaa"

struct forged {
	struct buf bytes;
	char head[65];
	int64_t n;
	const char *incident; /* NULL: FORGED_ID */
	unsigned digits;      /* that its ids begin with */
};

/* Adds a line; what the record does not say of its place is as it should be. */
static inline void
forge(struct forged *j, const struct record *r)
{
	struct record whole = *r;
	struct buf line = {0};
	char id[17];

	snprintf(id, sizeof(id), "%08x%08x", j->digits, (unsigned)j->n);
	whole.prev = j->n ? j->head : ZEROS;
	whole.salt = "0123456789abcdef";
	if (!whole.incident)
		whole.incident = j->incident ? j->incident : FORGED_ID;
	if (!whole.n)
		whole.n = j->n + 1;
	if (!whole.id)
		whole.id = id;
	if (!whole.time)
		whole.time = NOON + j->n;
	record_write(&whole, &line);
	hash_hex(line.bytes, line.len, j->head);
	buf_add(&j->bytes, line.bytes, line.len);
	buf_fini(&line);
	j->n++;
}

static inline void
forge_first(struct forged *j, const char *mode)
{
	struct record_more more = {
		.format = {.value = RECORD_FORMAT, .set = true},
		.mode = mode,
		.station = "stranger",
	};

	forge(j, &(struct record){.kind = RECORD_JOURNAL, .more = &more});
}

static inline void
forge_note(struct forged *j, const char *text)
{
	struct record note = scene_note(text);

	forge(j, &note);
}

static inline void
forge_put(struct forged *j, const char *folder, const char *name)
{
	char path[600];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	scene_put(path, buf_text(&j->bytes), j->bytes.len);
	buf_fini(&j->bytes);
}

/* A folder of the incident that nothing is in. */
static inline const char *
forge_folder(struct scene *s, const char *above)
{
	const char *path =
		arena_printf(&s->arena, "%s/" FORGED_NAME, above);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static inline void
forge_open(struct scene *s, const char *path, struct folder *f)
{
	const struct incident_place place = {
		.path = path, .name = strrchr(path, '/') + 1, .mode = "live"};

	assert_true(folder_open(&s->paths, &place, &s->who, &s->arena, f,
				&s->err));
}

#endif
