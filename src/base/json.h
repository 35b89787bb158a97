/*
 * A thin face on jansson, the only place that includes it: building objects
 * for --json, and reading JSON that is not in our own canonical form.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* --- writing: a cursor into a tree that is built.  key NULL inside a list. */
struct json_writer;

struct json_writer *json_writer_new(void);
void json_writer_free(struct json_writer *w);
void json_begin_object(struct json_writer *w, const char *key);
void json_begin_list(struct json_writer *w, const char *key);
void json_end(struct json_writer *w);
/* value NULL writes null.  What is not UTF-8 is shown as by text_show(). */
void json_add_text(struct json_writer *w, const char *key, const char *value);
void json_add_number(struct json_writer *w, const char *key, int64_t value);
void json_add_flag(struct json_writer *w, const char *key, bool value);
void json_add_null(struct json_writer *w, const char *key);
/*
 * What was built, on one line, ASCII only, no newline; the writer is empty
 * again.
 */
void json_finish(struct json_writer *w, struct buf *out);

/* --- reading: read-only views, valid until json_free() of the root. */
struct json;

enum json_type {
	JSON_NONE,
	JSON_OBJECT,
	JSON_LIST,
	JSON_TEXT,
	JSON_NUMBER,
	JSON_FLAG,
	JSON_NULLED
};

/* NULL when it is no JSON (duplicate keys are refused); *at: the byte where. */
struct json *json_read(const char *bytes, size_t len, size_t *at);
void json_free(struct json *root);
enum json_type json_type(const struct json *j);
const struct json *json_member(const struct json *object, const char *key);
size_t json_count(const struct json *list_or_object);
const struct json *json_element(const struct json *list, size_t i);
/* The i-th key of an object, in the order of the text. */
const char *json_key(const struct json *object, size_t i);
const char *json_text(const struct json *j); /* NULL when no text */
bool json_integer_value_of(const struct json *j, int64_t *value);
bool json_flag(const struct json *j);

#endif
