/*
 * The tables behind record.h: which keys a line has, in which order, of which
 * type, and where in the struct they live.  Only record*.c includes this.
 */
#ifndef CORE_RECORD_KEYS_H
#define CORE_RECORD_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/record.h"

enum value_type {
	VALUE_TEXT,   /* const char *, NULL: absent */
	VALUE_NUMBER, /* struct number */
	VALUE_COUNT,  /* int64_t, always written */
	VALUE_MOMENT, /* struct moment */
	VALUE_STAMP,  /* int64_t ms, always written */
	VALUE_FLAG,   /* bool: true or absent */
	VALUE_TEXTS,  /* const char ** and a count; never an empty list */
	VALUE_ROWS,   /* an array of structs and a count */
	VALUE_KIND,
};

struct shape;

enum record_part { PART_RECORD, PART_MORE, PART_THEN };

struct key {
	const char *name;
	enum value_type type;
	enum record_part part; /* the struct that holds the value */
	uint16_t at;       /* offset of the value */
	uint16_t count_at; /* VALUE_TEXTS, VALUE_ROWS: offset of the count */
	bool typed;        /* by a person: counts for record_texts_fit() */
	const struct shape *rows; /* VALUE_ROWS */
};

struct shape { /* a nested object */
	const struct key *keys;
	unsigned count;
	size_t size;
};

/* The keys of a line come from these lists, one after the other. */
#define RECORD_KEY_LISTS 4
struct key_list {
	const struct key *const *keys;
	unsigned count;
};

extern const struct key_list record_header_keys;
/* The whole line of a kind: header, own keys, consequences, tail. */
void
record_keys_of(enum record_kind kind, struct key_list lists[RECORD_KEY_LISTS]);

/* Where a key's value is put, made in the arena where there is none yet. */
void *record_part(struct record *r, const struct key *key, struct arena *a);
/* Where it is looked for; NULL: it is not there. */
const void *record_part_in(const struct record *r, const struct key *key);

static inline void *
value_at(void *base, size_t at)
{
	return (char *)base + at;
}

static inline const void *
value_in(const void *base, size_t at)
{
	return (const char *)base + at;
}

/* What the readers take for what they cannot tell apart from a record. */
bool record_read_fast(char *line, size_t len, struct arena *a,
		      struct record *r);
bool record_read_json(const char *line, size_t len, struct arena *a,
		      struct record *r, const char **why);

/* How many bytes the canonical form needs for a character in a string. */
size_t record_escaped_size(uint32_t character);

#endif
