/* The keys of law and vocabulary: deadlines, facts, signs, registers. */
#include "load/schema.h"

static const cyaml_strval_t fact_type_words[] = {
	{"yes-no-unknown", FACT_YES_NO_UNKNOWN},
	{"text", FACT_TEXT},
	{"number", FACT_NUMBER},
	{"time", FACT_TIME},
	{"choice", FACT_CHOICE},
};

static const cyaml_schema_field_t value_fields[] = {
	TEXT_OF(struct fact_value, "id", id, MUST | AS(FORMAT_VALUE_ID),
		ID_MOST),
	TEXT_OF(struct fact_value, "label", text, MUST, TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t value_entry =
	ENTRY_OF(struct fact_value, value_fields);

static const cyaml_schema_field_t words_fields[] = {
	TEXT_OF(struct fact_value, "value", id, MUST | AS(FORMAT_VALUE_ID),
		ID_MOST),
	TEXT_OF(struct fact_value, "text", text, MUST, CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t words_entry =
	ENTRY_OF(struct fact_value, words_fields);

const cyaml_schema_field_t fact_fields[] = {
	TEXT_OF(struct fact, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct fact, "label", label, MUST, TITLE_MOST),
	WORD_OF(struct fact, "type", type, MAY, fact_type_words),
	YES_NO_OF(struct fact, "public", public),
	YES_NO_OF(struct fact, "ahead", ahead),
	LIST_OF(struct fact, "values", values, value_count, MAY, &value_entry,
		LIST_MOST),
	LIST_OF(struct fact, "words", words, word_count, MAY, &words_entry,
		LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t fact_entry = ENTRY_OF(struct fact, fact_fields);

static const cyaml_strval_t basis_words[] = {
	{"law", BASIS_LAW},
	{"contract", BASIS_CONTRACT},
	{"advice", BASIS_ADVICE},
	{"own", BASIS_OWN},
};

const cyaml_schema_field_t deadline_fields[] = {
	TEXT_OF(struct deadline, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct deadline, "title", title, MUST, TITLE_MOST),
	WORD_OF(struct deadline, "basis", basis, MAY, basis_words),
	TEXT_OF(struct deadline, "role", role, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct deadline, "applies", applies, applies_count, MAY,
		&condition_entry, LIST_MOST),
	LIST_OF(struct deadline, "from", from, from_count, MAY,
		&reference_entry, LIST_MOST),
	TEXT_OF(struct deadline, "after", after, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct deadline, "within", within_text,
		MAY | AS(FORMAT_DURATION), ID_MOST),
	YES_NO_OF(struct deadline, "phased", phased),
	LIST_OF(struct deadline, "to", to, to_count, MAY, &reference_entry,
		LIST_MOST),
	LIST_OF(struct deadline, "minimum", minimum, minimum_count, MAY,
		&text_entry, LIST_MOST),
	LIST_OF(struct deadline, "documents", documents, document_count, MAY,
		&reference_entry, LIST_MOST),
	TEXT_OF(struct deadline, "law", law, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct deadline, "checked", checked, MAY | AS(FORMAT_DATE),
		ID_MOST),
	YES_NO_OF(struct deadline, "certain", certain),
	TEXT_OF(struct deadline, "note", note, MAY, CYAML_UNLIMITED),
	CYAML_FIELD_END};
const cyaml_schema_value_t deadline_entry =
	ENTRY_OF(struct deadline, deadline_fields);

static const cyaml_schema_field_t law_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct law, "id", head.id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct law, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct law, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct law, "summary", head.summary, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct law, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct law, "jurisdiction", jurisdiction,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct law, "deadlines", deadlines, deadline_count, MUST,
		&deadline_entry, LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t law_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct law, law_fields),
};

const cyaml_schema_field_t sign_fields[] = {
	TEXT_OF(struct sign, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct sign, "text", text, MUST, ITEM_MOST), CYAML_FIELD_END};
static const cyaml_schema_value_t sign_entry =
	ENTRY_OF(struct sign, sign_fields);

static const cyaml_schema_field_t column_fields[] = {
	TEXT_OF(struct register_column, "id", id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct register_column, "label", label, MUST, TITLE_MOST),
	TEXT_OF(struct register_column, "of", of, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct register_column, "values", values, value_count, MAY,
		&value_entry, LIST_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t column_entry =
	ENTRY_OF(struct register_column, column_fields);

const cyaml_schema_field_t register_fields[] = {
	TEXT_OF(struct reg, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct reg, "title", title, MUST, TITLE_MOST),
	TEXT_OF(struct reg, "seed", seed, MAY | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct reg, "columns", columns, column_count, MAY,
		&column_entry, LIST_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t register_entry =
	ENTRY_OF(struct reg, register_fields);

static const cyaml_schema_field_t vocabulary_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct vocabulary, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct vocabulary, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct vocabulary, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct vocabulary, "summary", head.summary, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct vocabulary, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct vocabulary, "facts", facts, fact_count, MAY, &fact_entry,
		LONG_LIST_MOST),
	LIST_OF(struct vocabulary, "signs", signs, sign_count, MAY, &sign_entry,
		LONG_LIST_MOST),
	LIST_OF(struct vocabulary, "registers", registers, register_count, MAY,
		&register_entry, LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t vocabulary_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct vocabulary,
			    vocabulary_fields),
};
