#include "load/schema.h"

#include <string.h>

const cyaml_strval_t yes_no_words[YES_NO_WORDS] = {
	{"yes", YES_NO_YES},
	{"no", YES_NO_NO},
};

const cyaml_schema_value_t text_entry = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

const cyaml_schema_value_t reference_entry = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER | AS(FORMAT_REFERENCE), char *, 0,
			   PATH_MOST),
};

const cyaml_schema_value_t *
schema_of(enum file_kind kind)
{
	switch (kind) {
	case FILE_TRIAGE:
	case FILE_INCIDENT:
	case FILE_ASSESSMENT:
	case FILE_QUIZ:
		return &playbook_schema;
	case FILE_LAW:
		return &law_schema;
	case FILE_VOCABULARY:
		return &vocabulary_schema;
	case FILE_ORGANISATION:
		return &organisation_schema;
	case FILE_LOCAL:
		return &local_schema;
	case FILE_DIRECTORY:
		return &directory_schema;
	case FILE_MODEL:
		return &model_schema;
	case FILE_EXERCISE:
		return &exercise_schema;
	case FILE_NONE:
		break;
	}
	return NULL;
}

enum text_format
schema_format(const cyaml_schema_value_t *value)
{
	unsigned format = (unsigned)value->flags >> FORMAT_SHIFT;

	return format < FORMATS ? (enum text_format)format : FORMAT_TEXT;
}

const char *const *
schema_words(enum text_format format)
{
	static const char *const words[FORMATS][10] = {
		[FORMAT_YES_NO_UNKNOWN] = {"yes", "no", "unknown"},
		[FORMAT_NIS2] = {"no", "important", "essential", "designated",
				 "unknown"},
		[FORMAT_AUDIENCE] = {"public", "staff", "authority",
				     "internal"},
		[FORMAT_STYLE] = {"walk", "discussion"},
		[FORMAT_CHANNEL] = {"phone", "paper", "email", "in-person",
				    "press", "social-media", "radio", "system",
				    "letter"},
		[FORMAT_EMERGENCY_PHASE] = {"none", "municipal", "provincial",
					    "federal"},
	};

	return words[format][0] ? words[format] : NULL;
}

ptrdiff_t
schema_place_offset(const cyaml_schema_field_t *fields)
{
	static const struct {
		const cyaml_schema_field_t *fields;
		size_t offset;
	} places[] = {
		{item_fields, offsetof(struct item, place)},
		{fact_fields, offsetof(struct fact, place)},
		{deadline_fields, offsetof(struct deadline, place)},
		{step_fields, offsetof(struct step, place)},
		{choice_fields, offsetof(struct choice, place)},
		{role_fields, offsetof(struct role, place)},
		{source_fields, offsetof(struct source, place)},
		{sign_fields, offsetof(struct sign, place)},
		{register_fields, offsetof(struct reg, place)},
		{contact_fields, offsetof(struct contact, place)},
		{person_fields, offsetof(struct person, place)},
		{supplier_fields, offsetof(struct supplier, place)},
		{service_fields, offsetof(struct service, place)},
		{addition_fields, offsetof(struct addition, place)},
		{inject_fields, offsetof(struct inject, place)},
		{expectation_fields, offsetof(struct expectation, place)},
	};

	for (size_t i = 0; i < CYAML_ARRAY_LEN(places); i++)
		if (places[i].fields == fields)
			return (ptrdiff_t)places[i].offset;
	return -1;
}

int
schema_header_rank(const char *key)
{
	static const char *const keys[] = {
		"draaiboek", "id",    "language", "kind",
		"code",      "title", "summary",  "version",
	};

	for (size_t i = 0; i < CYAML_ARRAY_LEN(keys); i++)
		if (strcmp(keys[i], key) == 0)
			return (int)i;
	return -1;
}
