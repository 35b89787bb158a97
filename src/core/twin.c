#include "core/twin.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/incident.h"
#include "core/record.h"

#define MOST_TWINS 16 /* that are told apart: more are forged anyway */

struct twin {
	const struct record *record;
	const struct twin *next;
	unsigned count; /* from here on */
};

static void
write_content(const struct record *r, struct buf *out)
{
	struct record content = *r;

	content.prev = content.salt = NULL;
	content.n = 0;
	content.time = 0;
	content.clock = (struct moment){0};
	content.seen = NULL;
	content.seen_count = 0;
	record_write(&content, out);
}

/* A copy of a whole journal has thousands of them. */
static bool
is_same_line(const struct record *a, const struct record *b)
{
	char one[RECORD_LINE_MAX], two[RECORD_LINE_MAX];

	if (a->line_len != b->line_len || !a->salt || !b->salt ||
	    strcmp(a->salt, b->salt) != 0)
		return false;
	record_copy_line(a, one);
	record_copy_line(b, two);
	return memcmp(one, two, a->line_len) == 0;
}

bool
record_is_same_entry(const struct record *a, const struct record *b)
{
	struct buf one = {0}, two = {0};
	bool same;

	if (a == b || is_same_line(a, b))
		return true;
	write_content(a, &one);
	write_content(b, &two);
	same = one.len == two.len && memcmp(one.bytes, two.bytes, one.len) == 0;
	buf_fini(&one);
	buf_fini(&two);
	return same;
}

bool
incident_has_entry(const struct incident *in, const struct record *r)
{
	const struct record *first = map_find(&in->entries, r->id);
	const struct twin *twin = map_find(&in->twins, r->id);

	if (!first)
		return false;
	if (record_is_same_entry(first, r))
		return true;
	for (; twin; twin = twin->next)
		if (twin->record == r ||
		    (twin->count <= MOST_TWINS &&
		     record_is_same_entry(twin->record, r)))
			return true;
	return false;
}

bool
incident_doubts(const struct incident *in, const char *id)
{
	return id && map_find(&in->twins, id);
}

void
incident_note_twin(struct incident *in, const struct record *r)
{
	const struct twin *next = map_find(&in->twins, r->id);
	struct twin *twin = ARENA_NEW(in->arena, struct twin);

	*twin = (struct twin){
		.record = r,
		.next = next,
		.count = next ? next->count + 1 : 1,
	};
	map_put_kept(&in->twins, r->id, twin);
}
