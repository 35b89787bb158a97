#include <string.h>

#include "core/library.h"
#include "core/playbook.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char deputy[] = "deputy-";

bool
contact_id_is_special(const char *id)
{
	static const char *const special[] = {
		"supplier-it",  "insurer",     "bank",       "dpo",
		"spokesperson", "police-zone", "press-list",
	};

	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (strcmp(special[i], id) == 0)
			return true;
	return strncmp(id, deputy, sizeof(deputy) - 1) == 0 &&
	       id[sizeof(deputy) - 1];
}

bool
fact_id_is_organisation(const char *id)
{
	static const char *const ids[] = {
		"organisation.nis2",   "organisation.body",
		"organisation.region", "organisation.care-home",
		"organisation.ot",     "organisation.police-link",
	};

	for (size_t i = 0; i < COUNT_OF(ids); i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

bool
fact_id_is_public_answer(const char *id)
{
	return strcmp(id, "organisation.body") == 0 ||
	       strcmp(id, "organisation.region") == 0;
}

static const struct contact *
find_contact(const struct contact *contacts, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(contacts[i].id, id) == 0)
			return &contacts[i];
	return NULL;
}

static const struct person *
find_person(const struct organisation *o, const char *id)
{
	for (unsigned i = 0; i < o->person_count; i++)
		if (o->people[i].id && strcmp(o->people[i].id, id) == 0)
			return &o->people[i];
	return NULL;
}

/* deputy-it: whom the first of that role names as deputy. */
static const struct person *
find_deputy(const struct organisation *o, const char *id)
{
	if (strncmp(id, deputy, sizeof(deputy) - 1) != 0)
		return NULL;
	for (unsigned i = 0; i < o->person_count; i++) {
		const struct person *p = &o->people[i];

		if (p->role && p->deputy &&
		    strcmp(p->role, id + sizeof(deputy) - 1) == 0)
			return find_person(o, p->deputy);
	}
	return NULL;
}

static struct contact
contact_of_person(const struct person *p)
{
	return (struct contact){
		.id = p->id,
		.name = p->name,
		.offers = p->function,
		.phone = p->phone,
		.email = p->email,
		.place = p->place,
	};
}

static struct contact
contact_of_supplier(const struct supplier *s)
{
	return (struct contact){
		.id = s->id,
		.name = s->name,
		.offers = s->what,
		.phone = s->phone,
		.email = s->email,
		.note = s->contract,
		.place = s->place,
	};
}

static bool
own_contact(const struct organisation *o, const char *id, struct contact *out)
{
	const struct contact *c =
		find_contact(o->contacts, o->contact_count, id);
	const struct person *p = find_person(o, id);

	if (c) {
		*out = *c;
		return true;
	}
	if (!p)
		p = find_deputy(o, id);
	if (p) {
		*out = contact_of_person(p);
		return true;
	}
	for (unsigned i = 0; i < o->supplier_count; i++) {
		if (strcmp(o->suppliers[i].id, id) != 0)
			continue;
		*out = contact_of_supplier(&o->suppliers[i]);
		return true;
	}
	return false;
}

bool
library_contact(const struct library *lib, const char *id, struct contact *out)
{
	*out = (struct contact){0};
	if (lib->organisation && own_contact(lib->organisation, id, out))
		return true;
	for (unsigned i = 0; i < lib->directory_count; i++) {
		const struct directory *d = lib->directories[i];
		const struct contact *c = find_contact(
			d->organisations, d->organisation_count, id);

		if (!c)
			continue;
		*out = *c;
		return true;
	}
	if (!contact_id_is_special(id))
		return false;
	out->id = id;
	return true;
}
