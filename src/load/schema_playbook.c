/* The keys of triage, incident, assessment and quiz. */
#include "load/schema.h"

static const cyaml_schema_field_t condition_fields[] = {
	TEXT_OF(struct condition, "fact", fact, MUST | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct condition, "is", is, MAY | AS(FORMAT_REFERENCE),
		TITLE_MOST),
	TEXT_OF(struct condition, "not", not, MAY | AS(FORMAT_REFERENCE),
		TITLE_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t condition_entry =
	ENTRY_OF(struct condition, condition_fields);

const cyaml_schema_field_t item_fields[] = {
	TEXT_OF(struct item, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct item, "text", text, MUST, ITEM_MOST),
	TEXT_OF(struct item, "caution", caution, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct item, "how", how, MAY, CYAML_UNLIMITED),
	LIST_OF(struct item, "asks", asks, ask_count, MAY, &reference_entry,
		LIST_MOST),
	LIST_OF(struct item, "starts", starts, start_count, MAY,
		&reference_entry, CONSEQUENCES_MOST),
	LIST_OF(struct item, "meets", meets, meet_count, MAY, &reference_entry,
		CONSEQUENCES_MOST),
	TEXT_OF(struct item, "same-as", same_as, MAY | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct item, "for-each", for_each, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct item, "when", when, when_count, MAY, &condition_entry,
		LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t item_entry = ENTRY_OF(struct item, item_fields);

static const cyaml_schema_field_t setting_fields[] = {
	TEXT_OF(struct setting, "fact", fact, MUST | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct setting, "value", value, MUST | AS(FORMAT_REFERENCE),
		TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t setting_entry =
	ENTRY_OF(struct setting, setting_fields);

static const cyaml_schema_field_t telling_fields[] = {
	TEXT_OF(struct telling, "playbook", playbook,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct telling, "role", role, MUST | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct telling, "step", step, MUST | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct telling, "message", message, MAY, ITEM_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t telling_entry =
	ENTRY_OF(struct telling, telling_fields);

static const cyaml_schema_field_t need_fields[] = {
	TEXT_OF(struct need, "playbook", playbook, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct need, "role", role, MUST | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct need, "step", step, MUST | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct need, "choice", choice, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t need_entry =
	ENTRY_OF(struct need, need_fields);

static const cyaml_strval_t reason_words[] = {
	{"none", REASON_NONE},
	{"optional", REASON_OPTIONAL},
	{"required", REASON_REQUIRED},
};

const cyaml_schema_field_t choice_fields[] = {
	TEXT_OF(struct choice, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct choice, "label", label, MUST, TITLE_MOST),
	TEXT_OF(struct choice, "hint", hint, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct choice, "goto", goto_id, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct choice, "also", also, also_count, MAY, &reference_entry,
		CONSEQUENCES_MOST),
	WORD_OF(struct choice, "reason", reason, MAY, reason_words),
	TEXT_OF(struct choice, "approval", approval, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct choice, "sets", sets, set_count, MAY, &setting_entry,
		CONSEQUENCES_MOST),
	LIST_OF(struct choice, "starts", starts, start_count, MAY,
		&reference_entry, CONSEQUENCES_MOST),
	LIST_OF(struct choice, "meets", meets, meet_count, MAY,
		&reference_entry, CONSEQUENCES_MOST),
	LIST_OF(struct choice, "tells", tells, tell_count, MAY, &telling_entry,
		CONSEQUENCES_MOST),
	LIST_OF(struct choice, "opens", opens, open_count, MAY,
		&reference_entry, OPENS_MOST),
	TEXT_OF(struct choice, "severity", severity_text,
		MAY | AS(FORMAT_SEVERITY), ID_MOST),
	YES_NO_OF(struct choice, "unknown", unknown),
	TEXT_OF(struct choice, "as-if", as_if, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct choice, "again", again_text, MAY | AS(FORMAT_DURATION),
		ID_MOST),
	TEXT_OF(struct choice, "how", how, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct choice, "score", score_text, MAY | AS(FORMAT_SCORE),
		ID_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t choice_entry =
	ENTRY_OF(struct choice, choice_fields);

static const cyaml_strval_t phase_words[] = {
	{"prepare", PHASE_PREPARE}, {"identify", PHASE_IDENTIFY},
	{"contain", PHASE_CONTAIN}, {"recover", PHASE_RECOVER},
	{"learn", PHASE_LEARN},
};
static const cyaml_strval_t mode_words[] = {
	{"read-do", MODE_READ_DO},
	{"do-confirm", MODE_DO_CONFIRM},
};

const cyaml_schema_field_t step_fields[] = {
	TEXT_OF(struct step, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct step, "title", title, MUST, TITLE_MOST),
	TEXT_OF(struct step, "section", section, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	WORD_OF(struct step, "phase", phase, MAY, phase_words),
	WORD_OF(struct step, "mode", mode, MAY, mode_words),
	TEXT_OF(struct step, "priority", priority_text,
		MAY | AS(FORMAT_PRIORITY), ID_MOST),
	TEXT_OF(struct step, "within", within_text, MAY | AS(FORMAT_DURATION),
		ID_MOST),
	TEXT_OF(struct step, "why", why, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct step, "how", how, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct step, "caution", caution, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct step, "precedent", precedent, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct step, "think-ahead", think_ahead, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct step, "decided-by", decided_by,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct step, "advice", advice, advice_count, MAY,
		&reference_entry, CONSEQUENCES_MOST),
	TEXT_OF(struct step, "ratify", ratify, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct step, "when", when, when_count, MAY, &condition_entry,
		LIST_MOST),
	LIST_OF(struct step, "needs", needs, need_count, MAY, &need_entry,
		LIST_MOST),
	LIST_OF(struct step, "items", items, item_count, MAY, &item_entry,
		LIST_MOST),
	LIST_OF(struct step, "asks", asks, ask_count, MAY, &reference_entry,
		LIST_MOST),
	LIST_OF(struct step, "contacts", contacts, contact_count, MAY,
		&reference_entry, LIST_MOST),
	LIST_OF(struct step, "documents", documents, document_count, MAY,
		&reference_entry, LIST_MOST),
	TEXT_OF(struct step, "repeat", repeat_text, MAY | AS(FORMAT_DURATION),
		ID_MOST),
	TEXT_OF(struct step, "question", question, MAY, CYAML_UNLIMITED),
	LIST_OF(struct step, "choices", choices, choice_count, MAY,
		&choice_entry, CHOICES_MOST),
	TEXT_OF(struct step, "next", next, MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct step, "advice-if-low", advice_if_low, MAY,
		CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t step_entry =
	ENTRY_OF(struct step, step_fields);

const cyaml_schema_field_t role_fields[] = {
	TEXT_OF(struct role, "role", role, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct role, "title", title, MAY, TITLE_MOST),
	TEXT_OF(struct role, "start", start, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	LIST_OF(struct role, "steps", steps, step_count, MUST, &step_entry,
		LONG_LIST_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t role_entry =
	ENTRY_OF(struct role, role_fields);

static const cyaml_strval_t weight_words[] = {
	{"strong", true},
	{"weak", false},
};
static const cyaml_schema_field_t sign_use_fields[] = {
	TEXT_OF(struct sign_use, "sign", sign, MUST | AS(FORMAT_REFERENCE),
		ID_MOST),
	WORD_OF(struct sign_use, "weight", strong, MUST, weight_words),
	CYAML_FIELD_END};
static const cyaml_schema_value_t sign_use_entry =
	ENTRY_OF(struct sign_use, sign_use_fields);

const cyaml_schema_field_t source_fields[] = {
	TEXT_OF(struct source, "title", title, MUST, CYAML_UNLIMITED),
	TEXT_OF(struct source, "url", url, MUST, CYAML_UNLIMITED),
	TEXT_OF(struct source, "checked", checked, MAY | AS(FORMAT_DATE),
		ID_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t source_entry =
	ENTRY_OF(struct source, source_fields);

static const cyaml_schema_field_t section_fields[] = {
	TEXT_OF(struct section, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct section, "title", title, MUST, TITLE_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t section_entry =
	ENTRY_OF(struct section, section_fields);

static const cyaml_strval_t circle_words[] = {
	{"open", YES_NO_NO},
	{"closed", YES_NO_YES},
};

static const cyaml_schema_field_t playbook_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct playbook, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct playbook, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct playbook, "code", head.code, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct playbook, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct playbook, "summary", head.summary, MUST,
		CYAML_UNLIMITED),
	TEXT_OF(struct playbook, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	WORD_OF(struct playbook, "circle", closed_circle, MAY, circle_words),
	LIST_OF(struct playbook, "signs", signs, sign_count, MAY,
		&sign_use_entry, LIST_MOST),
	LIST_OF(struct playbook, "first", first, first_count, MAY, &item_entry,
		LIST_MOST),
	LIST_OF(struct playbook, "sources", sources, source_count, MAY,
		&source_entry, LIST_MOST),
	LIST_OF(struct playbook, "facts", facts, fact_count, MAY, &fact_entry,
		LONG_LIST_MOST),
	LIST_OF(struct playbook, "deadlines", deadlines, deadline_count, MAY,
		&deadline_entry, LIST_MOST),
	LIST_OF(struct playbook, "sections", sections, section_count, MAY,
		&section_entry, LIST_MOST),
	LIST_OF(struct playbook, "roles", roles, role_count, MUST, &role_entry,
		LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t playbook_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct playbook,
			    playbook_fields),
};
