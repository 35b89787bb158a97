/* The keys of exercises, and of the header of a document model. */
#include "load/schema.h"

static const cyaml_schema_field_t unless_fields[] = {
	TEXT_OF(struct unless, "step", step, MAY | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct unless, "choice", choice, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct unless, "fact", fact, MAY | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct unless, "is", is, MAY | AS(FORMAT_REFERENCE),
		TITLE_MOST),
	TEXT_OF(struct unless, "not", not, MAY | AS(FORMAT_REFERENCE),
		TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t unless_entry =
	ENTRY_OF(struct unless, unless_fields);

const cyaml_schema_field_t expectation_fields[] = {
	TEXT_OF(struct expectation, "step", step, MAY | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct expectation, "choice", choice,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct expectation, "fact", fact, MAY | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct expectation, "deadline", deadline,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct expectation, "document", document,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct expectation, "contact", contact,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct expectation, "action", action, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct expectation, "severity", severity,
		MAY | AS(FORMAT_SEVERITY), ID_MOST),
	TEXT_OF(struct expectation, "emergency-phase", emergency_phase,
		MAY | AS(FORMAT_EMERGENCY_PHASE), ID_MOST),
	TEXT_OF(struct expectation, "within", within_text,
		MAY | AS(FORMAT_DURATION), ID_MOST),
	TEXT_OF(struct expectation, "objective", objective,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t expectation_entry =
	ENTRY_OF(struct expectation, expectation_fields);

static const cyaml_schema_field_t judgement_fields[] = {
	TEXT_OF(struct judgement, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct judgement, "text", text, MUST, CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t judgement_entry =
	ENTRY_OF(struct judgement, judgement_fields);

static const cyaml_schema_field_t objective_fields[] = {
	TEXT_OF(struct judgement, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct judgement, "title", text, MUST, TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t objective_entry =
	ENTRY_OF(struct judgement, objective_fields);

const cyaml_schema_field_t inject_fields[] = {
	TEXT_OF(struct inject, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct inject, "at", at_text, MAY | AS(FORMAT_DURATION),
		ID_MOST),
	TEXT_OF(struct inject, "after", after, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	YES_NO_OF(struct inject, "manual", manual),
	LIST_OF(struct inject, "to", to, to_count, MAY, &reference_entry,
		LIST_MOST),
	TEXT_OF(struct inject, "from", from, MAY, TITLE_MOST),
	TEXT_OF(struct inject, "channel", channel, MAY | AS(FORMAT_CHANNEL),
		ID_MOST),
	TEXT_OF(struct inject, "title", title, MUST, TITLE_MOST),
	TEXT_OF(struct inject, "text", text, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct inject, "round", round, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct inject, "when", when, when_count, MAY, &condition_entry,
		LIST_MOST),
	LIST_OF(struct inject, "unless", unless, unless_count, MAY,
		&unless_entry, LIST_MOST),
	TEXT_OF(struct inject, "facilitator", facilitator, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct inject, "hint", hint, MAY, CYAML_UNLIMITED),
	LIST_OF(struct inject, "discuss", discuss, discuss_count, MAY,
		&text_entry, LIST_MOST),
	LIST_OF(struct inject, "expects", expects, expect_count, MAY,
		&expectation_entry, LIST_MOST),
	LIST_OF(struct inject, "never", never, never_count, MAY,
		&expectation_entry, LIST_MOST),
	LIST_OF(struct inject, "evaluate", evaluate, evaluate_count, MAY,
		&judgement_entry, LIST_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t inject_entry =
	ENTRY_OF(struct inject, inject_fields);

static const cyaml_schema_field_t round_fields[] = {
	TEXT_OF(struct exercise_round, "id", id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct exercise_round, "title", title, MUST, TITLE_MOST),
	TEXT_OF(struct exercise_round, "begins", begins, MAY, TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t round_entry =
	ENTRY_OF(struct exercise_round, round_fields);

static const cyaml_schema_field_t exercise_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct exercise, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct exercise, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct exercise, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct exercise, "summary", head.summary, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct exercise, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct exercise, "style", style, MAY | AS(FORMAT_STYLE),
		ID_MOST),
	LIST_OF(struct exercise, "playbooks", playbooks, playbook_count, MAY,
		&reference_entry, LIST_MOST),
	TEXT_OF(struct exercise, "duration", duration_text,
		MAY | AS(FORMAT_DURATION), ID_MOST),
	TEXT_OF(struct exercise, "begins", begins, MAY, TITLE_MOST),
	LIST_OF(struct exercise, "rounds", rounds, round_count, MAY,
		&round_entry, LIST_MOST),
	LIST_OF(struct exercise, "objectives", objectives, objective_count, MAY,
		&objective_entry, LIST_MOST),
	LIST_OF(struct exercise, "injects", injects, inject_count, MUST,
		&inject_entry, LONG_LIST_MOST),
	LIST_OF(struct exercise, "questions", questions, question_count, MAY,
		&judgement_entry, LIST_MOST),
	TEXT_OF(struct exercise, "chronogram", chronogram, MAY,
		CYAML_UNLIMITED),
	CYAML_FIELD_END};
const cyaml_schema_value_t exercise_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct exercise,
			    exercise_fields),
};

static const cyaml_schema_field_t model_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct model_header, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct model_header, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct model_header, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct model_header, "summary", head.summary, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct model_header, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct model_header, "audience", audience,
		MAY | AS(FORMAT_AUDIENCE), ID_MOST),
	TEXT_OF(struct model_header, "approval", approval,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct model_header, "facts", facts, fact_count, MAY,
		&reference_entry, LONG_LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t model_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct model_header,
			    model_fields),
};
