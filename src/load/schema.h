/*
 * The keys of every kind of file, as libcyaml reads them: each table says
 * which keys a mapping may have, which it must have, and where their values
 * land in the structs of core/playbook.h.  Pass 1 (judge.c) is driven by the
 * same tables, so a key is added in one place.
 *
 * libcyaml knows no formats of texts.  Its flags leave the upper bits of an
 * enum alone; there a field says what its text must look like, by AS().
 */
#ifndef LOAD_SCHEMA_H
#define LOAD_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include <cyaml/cyaml.h>

#include "core/playbook.h"

enum text_format {
	FORMAT_TEXT,      /* prose, or anything */
	FORMAT_NEW_ID,    /* an id that is given here */
	FORMAT_VALUE_ID,  /* an id of a value: reserved words are free */
	FORMAT_REFERENCE, /* somebody else's id or path: only not empty */
	FORMAT_LANGUAGE,
	FORMAT_VERSION, /* of the format: 1 */
	FORMAT_DURATION,
	FORMAT_DATE,
	FORMAT_PRIORITY,
	FORMAT_SEVERITY,
	FORMAT_SCORE,
	/* Words from a list: schema_words(). */
	FORMAT_YES_NO_UNKNOWN,
	FORMAT_NIS2,
	FORMAT_AUDIENCE,
	FORMAT_STYLE,
	FORMAT_CHANNEL,
	FORMAT_EMERGENCY_PHASE,
	FORMATS
};

#define FORMAT_SHIFT 20
#define AS(format) ((format) << FORMAT_SHIFT)

/* Most bytes of the texts that a journal line repeats (engine rule 28). */
#define TITLE_MOST 200
#define ITEM_MOST 500
#define ID_MOST 64
#define PATH_MOST 263 /* four ids and three slashes */

/* Most entries: of what a line repeats, of what a screen shows, of the rest. */
#define CONSEQUENCES_MOST 16
#define OPENS_MOST 4
#define CHOICES_MOST 26
#define LIST_MOST 99
#define LONG_LIST_MOST 999

#define MUST CYAML_FLAG_DEFAULT
#define MAY CYAML_FLAG_OPTIONAL

/* A field that points to a text. */
#define TEXT_OF(type, key_, member, flags, most)                               \
	CYAML_FIELD_STRING_PTR(key_, flags, type, member, 0, most)
/* A list of structs, or of texts. */
#define LIST_OF(type, key_, member, count, flags, entry, most)                 \
	CYAML_FIELD_SEQUENCE_COUNT(key_, (flags) | CYAML_FLAG_POINTER, type,   \
				   member, count, entry, 0, most)
/* One of the words of a table. */
#define WORD_OF(type, key_, member, flags, words)                              \
	CYAML_FIELD_ENUM(key_, (flags) | CYAML_FLAG_STRICT, type, member,      \
			 words, CYAML_ARRAY_LEN(words))
#define YES_NO_OF(type, key_, member)                                          \
	CYAML_FIELD_ENUM(key_, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, type,  \
			 member, yes_no_words, YES_NO_WORDS)
#define ENTRY_OF(type, fields)                                                 \
	{                                                                      \
		CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, type, fields)          \
	}

/* The first key of every file: this program reads version 1. */
#define DRAAIBOEK_KEY                                                          \
	{                                                                      \
		.key = "draaiboek", .value = {                                 \
			.type = CYAML_IGNORE,                                  \
			.flags = (enum cyaml_flag)(AS(FORMAT_VERSION)),        \
		}                                                              \
	}
/* The kind is read before the table is chosen. */
#define KIND_KEY                                                               \
	{                                                                      \
		.key = "kind", .value = {.type = CYAML_IGNORE }                \
	}

#define YES_NO_WORDS 2
extern const cyaml_strval_t yes_no_words[YES_NO_WORDS];
extern const cyaml_schema_value_t text_entry;      /* a text in a list */
extern const cyaml_schema_value_t reference_entry; /* an id in a list */

extern const cyaml_schema_value_t condition_entry;
extern const cyaml_schema_value_t item_entry;
extern const cyaml_schema_value_t fact_entry;
extern const cyaml_schema_value_t deadline_entry;

extern const cyaml_schema_field_t item_fields[];
extern const cyaml_schema_field_t fact_fields[];
extern const cyaml_schema_field_t deadline_fields[];
extern const cyaml_schema_field_t step_fields[];
extern const cyaml_schema_field_t choice_fields[];
extern const cyaml_schema_field_t role_fields[];
extern const cyaml_schema_field_t source_fields[];
extern const cyaml_schema_field_t sign_fields[];
extern const cyaml_schema_field_t register_fields[];
extern const cyaml_schema_field_t contact_fields[];
extern const cyaml_schema_field_t person_fields[];
extern const cyaml_schema_field_t supplier_fields[];
extern const cyaml_schema_field_t service_fields[];
extern const cyaml_schema_field_t addition_fields[];
extern const cyaml_schema_field_t inject_fields[];
extern const cyaml_schema_field_t expectation_fields[];

extern const cyaml_schema_value_t playbook_schema;
extern const cyaml_schema_value_t law_schema;
extern const cyaml_schema_value_t vocabulary_schema;
extern const cyaml_schema_value_t organisation_schema;
extern const cyaml_schema_value_t local_schema;
extern const cyaml_schema_value_t directory_schema;
extern const cyaml_schema_value_t model_schema;
extern const cyaml_schema_value_t exercise_schema;

/* The table of a kind; NULL for FILE_NONE. */
const cyaml_schema_value_t *schema_of(enum file_kind kind);

/* What the text of a value must look like. */
enum text_format schema_format(const cyaml_schema_value_t *value);

/* The words that a format allows, NULL-terminated; NULL: it is no list. */
const char *const *schema_words(enum text_format format);

/* Where the `place` of the struct that these fields fill stands; -1: none. */
ptrdiff_t schema_place_offset(const cyaml_schema_field_t *fields);

/* Is this key one of those that a listing reads?  Its rank, or -1. */
int schema_header_rank(const char *key);

#endif
