#include "base/json.h"

#include <string.h>

/* Two of jansson's names are also ours. */
#define json_type jansson_type
#define JSON_OBJECT JANSSON_OBJECT
#include <jansson.h>
#undef json_type
#undef JSON_OBJECT

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

struct json_writer {
	struct arena arena; /* the writer itself lives in it */
	json_t *root;
	json_t **open; /* from the root down to where is being written */
	size_t depth;
};

struct json_writer *
json_writer_new(void)
{
	struct arena arena = {0};
	struct json_writer *w = ARENA_NEW(&arena, struct json_writer);

	w->arena = arena;
	return w;
}

void
json_writer_free(struct json_writer *w)
{
	struct arena arena;

	if (!w)
		return;
	json_decref(w->root);
	arena = w->arena;
	arena_fini(&arena);
}

/* Puts the value where the cursor is; takes over the reference. */
static void
put(struct json_writer *w, const char *key, json_t *value)
{
	json_t *into;
	int failed;

	if (!value)
		die("out of memory (JSON)");
	if (w->depth == 0) {
		json_decref(w->root);
		w->root = value;
		return;
	}
	into = w->open[w->depth - 1];
	if (key)
		failed = json_object_set_new_nocheck(into, key, value);
	else
		failed = json_array_append_new(into, value);
	if (failed)
		die("JSON: a value stands in the wrong place");
}

static void
begin(struct json_writer *w, const char *key, json_t *value)
{
	put(w, key, value);
	w->open = arena_more(&w->arena, w->open, w->depth, sizeof(*w->open));
	w->open[w->depth++] = value;
}

void
json_begin_object(struct json_writer *w, const char *key)
{
	begin(w, key, json_object());
}

void
json_begin_list(struct json_writer *w, const char *key)
{
	begin(w, key, json_array());
}

void
json_end(struct json_writer *w)
{
	if (w->depth == 0)
		die("JSON: nothing is open");
	w->depth--;
}

void
json_add_text(struct json_writer *w, const char *key, const char *value)
{
	struct buf shown = {0};

	if (!value) {
		json_add_null(w, key);
		return;
	}
	if (text_is_utf8(value, strlen(value))) {
		put(w, key, json_string(value));
		return;
	}
	text_show(&shown, value, strlen(value), true);
	put(w, key, json_string(buf_text(&shown)));
	buf_fini(&shown);
}

void
json_add_number(struct json_writer *w, const char *key, int64_t value)
{
	put(w, key, json_integer(value));
}

void
json_add_flag(struct json_writer *w, const char *key, bool value)
{
	put(w, key, json_boolean(value));
}

void
json_add_null(struct json_writer *w, const char *key)
{
	put(w, key, json_null());
}

/* jansson leaves DEL as it is, which a terminal should not get. */
static int
append(const char *bytes, size_t len, void *out)
{
	for (size_t at = 0; at < len;) {
		const char *del = memchr(bytes + at, 0x7f, len - at);
		size_t end = del ? (size_t)(del - bytes) : len;

		buf_add(out, bytes + at, end - at);
		if (del)
			buf_adds(out, "\\u007f");
		at = del ? end + 1 : end;
	}
	return 0;
}

void
json_finish(struct json_writer *w, struct buf *out)
{
	if (w->depth != 0)
		die("JSON: something is still open");
	if (json_dump_callback(w->root, append, out,
			       JSON_COMPACT | JSON_ENSURE_ASCII |
				       JSON_ENCODE_ANY) != 0)
		die("JSON: cannot be written");
	json_decref(w->root);
	w->root = NULL;
}

/* struct json is jansson's value by another name. */
static const json_t *
value_of(const struct json *j)
{
	return (const json_t *)j;
}

struct json *
json_read(const char *bytes, size_t len, size_t *at)
{
	json_error_t error;
	json_t *root = json_loadb(
		bytes, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (!root && at)
		*at = error.position > 0 ? (size_t)error.position : 0;
	return (struct json *)root;
}

void
json_free(struct json *root)
{
	json_decref((json_t *)root);
}

enum json_type
json_type(const struct json *j)
{
	if (!j)
		return JSON_NONE;
	switch (json_typeof(value_of(j))) {
	case JANSSON_OBJECT:
		return JSON_OBJECT;
	case JSON_ARRAY:
		return JSON_LIST;
	case JSON_STRING:
		return JSON_TEXT;
	case JSON_INTEGER:
	case JSON_REAL:
		return JSON_NUMBER;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_FLAG;
	case JSON_NULL:
		break;
	}
	return JSON_NULLED;
}

const struct json *
json_member(const struct json *object, const char *key)
{
	if (json_type(object) != JSON_OBJECT)
		return NULL;
	return (const struct json *)json_object_get(value_of(object), key);
}

size_t
json_count(const struct json *list_or_object)
{
	switch (json_type(list_or_object)) {
	case JSON_OBJECT:
		return json_object_size(value_of(list_or_object));
	case JSON_LIST:
		return json_array_size(value_of(list_or_object));
	case JSON_NONE:
	case JSON_TEXT:
	case JSON_NUMBER:
	case JSON_FLAG:
	case JSON_NULLED:
		break;
	}
	return 0;
}

const struct json *
json_element(const struct json *list, size_t i)
{
	if (json_type(list) != JSON_LIST)
		return NULL;
	return (const struct json *)json_array_get(value_of(list), i);
}

const char *
json_key(const struct json *object, size_t i)
{
	json_t *whole = (json_t *)object;
	void *at;

	if (json_type(object) != JSON_OBJECT)
		return NULL;
	at = json_object_iter(whole);
	for (; at && i > 0; i--)
		at = json_object_iter_next(whole, at);
	return at ? json_object_iter_key(at) : NULL;
}

const char *
json_text(const struct json *j)
{
	return json_type(j) == JSON_TEXT ? json_string_value(value_of(j))
					 : NULL;
}

bool
json_integer_value_of(const struct json *j, int64_t *value)
{
	if (!j || json_typeof(value_of(j)) != JSON_INTEGER)
		return false;
	*value = json_integer_value(value_of(j));
	return true;
}

bool
json_flag(const struct json *j)
{
	return j && json_typeof(value_of(j)) == JSON_TRUE;
}
