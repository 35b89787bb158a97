/*
 * Reads a line that is JSON but not in the canonical form: written by another
 * program or by a newer version.  Keys are taken whatever their order; what is
 * unknown, or of another type than the tables say, is kept in the line only.
 */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "core/record_keys.h"

static bool read_object(const struct json *object, void *base,
			const struct shape *shape, struct arena *a);

/* An empty text is no value: it stays absent. */
static bool
read_text(const struct json *j, struct arena *a, const char **value)
{
	const char *text = json_text(j);

	if (!text)
		return false;
	*value = *text ? arena_strdup(a, text) : NULL;
	return true;
}

static bool
read_integer(const struct json *j, int64_t *value)
{
	int64_t found;

	if (!json_integer_value_of(j, &found) || found < 0)
		return false;
	*value = found;
	return true;
}

static bool
read_stamp(const struct json *j, int64_t *ms)
{
	const char *text = json_text(j);

	return text && stamp_read(text, ms);
}

static bool
read_number(const struct json *j, struct number *n)
{
	n->set = read_integer(j, &n->value);
	return n->set;
}

static bool
read_moment(const struct json *j, struct moment *m)
{
	m->set = read_stamp(j, &m->ms);
	return m->set;
}

static bool
read_texts(const struct json *j, struct arena *a, const char ***texts,
	   unsigned *count)
{
	bool whole = json_type(j) == JSON_LIST;

	for (size_t i = 0; i < json_count(j); i++) {
		const char *text = json_text(json_element(j, i));

		if (!text || !*text) {
			whole = false;
			continue;
		}
		*texts = arena_more(a, *texts, *count, sizeof(**texts));
		(*texts)[(*count)++] = arena_strdup(a, text);
	}
	return whole;
}

static bool
read_rows(const struct json *j, void *base, const struct key *key,
	  struct arena *a)
{
	void **rows = value_at(base, key->at);
	unsigned *count = value_at(base, key->count_at);
	size_t size = key->rows->size;
	bool whole = json_type(j) == JSON_LIST;

	for (size_t i = 0; i < json_count(j); i++) {
		const struct json *row = json_element(j, i);

		if (json_type(row) != JSON_OBJECT) {
			whole = false;
			continue;
		}
		*rows = arena_more(a, *rows, *count, size);
		if (!read_object(row, value_at(*rows, *count * size), key->rows,
				 a))
			whole = false;
		(*count)++;
	}
	return whole;
}

/* false: it is not of the key's type, or holds something that is not. */
static bool
read_value(const struct json *j, void *base, const struct key *key,
	   struct arena *a)
{
	void *value = value_at(base, key->at);

	switch (key->type) {
	case VALUE_TEXT:
		return read_text(j, a, value);
	case VALUE_NUMBER:
		return read_number(j, value);
	case VALUE_COUNT:
		return read_integer(j, value);
	case VALUE_MOMENT:
		return read_moment(j, value);
	case VALUE_STAMP:
		return read_stamp(j, value);
	case VALUE_FLAG:
		*(bool *)value = json_flag(j);
		return json_type(j) == JSON_FLAG;
	case VALUE_TEXTS:
		return read_texts(j, a, value, value_at(base, key->count_at));
	case VALUE_ROWS:
		return read_rows(j, base, key, a);
	case VALUE_KIND:
		break; /* read before all others */
	}
	return true;
}

static bool
read_object(const struct json *object, void *base, const struct shape *shape,
	    struct arena *a)
{
	size_t known = 0;
	bool whole = true;

	for (unsigned i = 0; i < shape->count; i++) {
		const struct json *j = json_member(object, shape->keys[i].name);

		if (!j)
			continue;
		known++;
		if (!read_value(j, base, &shape->keys[i], a))
			whole = false;
	}
	return whole && known == json_count(object);
}

static void
read_line(const struct json *object, struct record *r, struct arena *a)
{
	struct key_list lists[RECORD_KEY_LISTS];
	size_t known = 0;

	record_keys_of(r->kind, lists);
	for (unsigned i = 0; i < RECORD_KEY_LISTS; i++) {
		for (unsigned k = 0; k < lists[i].count; k++) {
			const struct key *key = lists[i].keys[k];
			const struct json *j = json_member(object, key->name);

			if (!j)
				continue;
			known++;
			if (!read_value(j, record_part(r, key, a), key, a))
				r->has_unknown_keys = true;
		}
	}
	if (known != json_count(object))
		r->has_unknown_keys = true;
}

/* What the merged order and the fold cannot do without. */
static bool
has_place(const struct json *object, const struct record *r)
{
	int64_t ms;

	return r->id && r->n >= 1 &&
	       read_stamp(json_member(object, "time"), &ms);
}

bool
record_read_json(const char *line, size_t len, struct arena *a,
		 struct record *r, const char **why)
{
	size_t at;
	struct json *object = json_read(line, len, &at);
	const char *kind;
	bool placed;

	if (json_type(object) != JSON_OBJECT) {
		*why = N_("the line is not a JSON object");
		json_free(object);
		return false;
	}
	kind = json_text(json_member(object, "kind"));
	if (!kind || !*kind) {
		*why = N_("the line has no kind");
		json_free(object);
		return false;
	}
	r->kind_name = arena_strdup(a, kind);
	r->kind = record_kind_of(kind);
	read_line(object, r, a);
	placed = has_place(object, r);
	json_free(object);
	if (!placed)
		*why = N_("the line has no usable id, number or time");
	return placed;
}
