/* The keys of organisation, directory and local. */
#include "load/schema.h"

const cyaml_schema_field_t contact_fields[] = {
	TEXT_OF(struct contact, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct contact, "name", name, MUST, TITLE_MOST),
	TEXT_OF(struct contact, "offers", offers, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "when", when, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "phone", phone, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "email", email, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "website", website, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "hours", hours, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "scope", scope, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "source", source, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct contact, "checked", checked, MAY | AS(FORMAT_DATE),
		ID_MOST),
	TEXT_OF(struct contact, "note", note, MAY, CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t contact_entry =
	ENTRY_OF(struct contact, contact_fields);

static const cyaml_schema_field_t directory_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct directory, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct directory, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct directory, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct directory, "summary", head.summary, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct directory, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct directory, "organisations", organisations,
		organisation_count, MUST, &contact_entry, LONG_LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t directory_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct directory,
			    directory_fields),
};

const cyaml_schema_field_t person_fields[] = {
	TEXT_OF(struct person, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct person, "role", role, MAY | AS(FORMAT_REFERENCE),
		ID_MOST),
	TEXT_OF(struct person, "function", function, MAY, TITLE_MOST),
	TEXT_OF(struct person, "name", name, MAY, TITLE_MOST),
	TEXT_OF(struct person, "phone", phone, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct person, "email", email, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct person, "deputy", deputy, MAY, ID_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t person_entry =
	ENTRY_OF(struct person, person_fields);

const cyaml_schema_field_t supplier_fields[] = {
	TEXT_OF(struct supplier, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct supplier, "name", name, MAY, TITLE_MOST),
	TEXT_OF(struct supplier, "phone", phone, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct supplier, "email", email, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct supplier, "contract", contract, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct supplier, "what", what, MAY, CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t supplier_entry =
	ENTRY_OF(struct supplier, supplier_fields);

const cyaml_schema_field_t service_fields[] = {
	TEXT_OF(struct service, "id", id, MUST | AS(FORMAT_NEW_ID), ID_MOST),
	TEXT_OF(struct service, "name", name, MAY, TITLE_MOST),
	TEXT_OF(struct service, "owner", owner, MAY, CYAML_UNLIMITED),
	TEXT_OF(struct service, "maximum-outage", maximum_outage, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct service, "paper-procedure", paper_procedure, MAY,
		CYAML_UNLIMITED),
	CYAML_FIELD_END};
static const cyaml_schema_value_t service_entry =
	ENTRY_OF(struct service, service_fields);

static const cyaml_schema_field_t organisation_fields[] = {
	DRAAIBOEK_KEY,
	KIND_KEY,
	TEXT_OF(struct organisation, "version", head.version,
		MAY | AS(FORMAT_REFERENCE), ID_MOST),
	TEXT_OF(struct organisation, "name", name, MAY, TITLE_MOST),
	TEXT_OF(struct organisation, "language", head.language,
		MAY | AS(FORMAT_LANGUAGE), ID_MOST),
	TEXT_OF(struct organisation, "region", region, MAY, ID_MOST),
	TEXT_OF(struct organisation, "body", body, MAY, ID_MOST),
	TEXT_OF(struct organisation, "nis2", nis2, MAY | AS(FORMAT_NIS2),
		ID_MOST),
	TEXT_OF(struct organisation, "care-home", care_home,
		MAY | AS(FORMAT_YES_NO_UNKNOWN), ID_MOST),
	TEXT_OF(struct organisation, "ot", ot, MAY | AS(FORMAT_YES_NO_UNKNOWN),
		ID_MOST),
	TEXT_OF(struct organisation, "police-link", police_link,
		MAY | AS(FORMAT_YES_NO_UNKNOWN), ID_MOST),
	LIST_OF(struct organisation, "people", people, person_count, MAY,
		&person_entry, LONG_LIST_MOST),
	LIST_OF(struct organisation, "suppliers", suppliers, supplier_count,
		MAY, &supplier_entry, LONG_LIST_MOST),
	LIST_OF(struct organisation, "services", services, service_count, MAY,
		&service_entry, LONG_LIST_MOST),
	LIST_OF(struct organisation, "contacts", contacts, contact_count, MAY,
		&contact_entry, LONG_LIST_MOST),
	LIST_OF(struct organisation, "deadlines", deadlines, deadline_count,
		MAY, &deadline_entry, LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t organisation_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct organisation,
			    organisation_fields),
};

const cyaml_schema_field_t addition_fields[] = {
	TEXT_OF(struct addition, "at", at, MUST | AS(FORMAT_REFERENCE),
		PATH_MOST),
	TEXT_OF(struct addition, "note", note, MAY, CYAML_UNLIMITED),
	LIST_OF(struct addition, "items", items, item_count, MAY, &item_entry,
		LIST_MOST),
	LIST_OF(struct addition, "contacts", contacts, contact_count, MAY,
		&reference_entry, LIST_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t addition_entry =
	ENTRY_OF(struct addition, addition_fields);

static const cyaml_schema_field_t local_fields[] = {
	DRAAIBOEK_KEY,
	TEXT_OF(struct local_additions, "id", head.id, MUST | AS(FORMAT_NEW_ID),
		ID_MOST),
	TEXT_OF(struct local_additions, "language", head.language,
		MUST | AS(FORMAT_LANGUAGE), ID_MOST),
	KIND_KEY,
	TEXT_OF(struct local_additions, "title", head.title, MUST, TITLE_MOST),
	TEXT_OF(struct local_additions, "summary", head.summary, MAY,
		CYAML_UNLIMITED),
	TEXT_OF(struct local_additions, "version", head.version,
		MUST | AS(FORMAT_REFERENCE), ID_MOST),
	LIST_OF(struct local_additions, "additions", additions, addition_count,
		MUST, &addition_entry, LONG_LIST_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t local_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct local_additions,
			    local_fields),
};
