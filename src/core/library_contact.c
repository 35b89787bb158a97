#include <string.h>

#include "base/arena.h"
#include "core/library.h"
#include "core/playbook.h"

#define COUNT_OF(array) ((unsigned)(sizeof(array) / sizeof((array)[0])))

static const char deputy[] = "deputy-";

static const char *const special[] = {
	"supplier-it",  "insurer",     "bank",       "dpo",
	"spokesperson", "police-zone", "press-list",
};

bool
contact_id_is_special(const char *id)
{
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

bool
contact_is_own(const struct library *lib, const char *id)
{
	struct contact c;

	return lib->organisation && own_contact(lib->organisation, id, &c);
}

bool
contact_is_empty(const struct contact *c)
{
	return !(c->phone && *c->phone) && !(c->email && *c->email) &&
	       !(c->website && *c->website);
}

const char *
library_contact_open(const struct library *lib, unsigned n)
{
	if (n < COUNT_OF(special))
		return special[n];
	n -= COUNT_OF(special);
	for (unsigned i = 0; i < lib->directory_count; i++) {
		const struct directory *d = lib->directories[i];

		for (unsigned k = 0; k < d->organisation_count; k++)
			if (contact_is_empty(&d->organisations[k]) && n-- == 0)
				return d->organisations[k].id;
	}
	return NULL;
}

/* --- what the file says by now */

/* People, suppliers and contacts begin with their id. */
static const char *
id_at(const void *list, unsigned i, size_t size)
{
	const char *id = *(const char *const *)((const char *)list + i * size);

	return id ? id : "";
}

static bool
list_has(const void *list, unsigned count, size_t size, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(id_at(list, i, size), id) == 0)
			return true;
	return false;
}

/* All of now's, then those of before that it does not have. */
static void *
renewed(const void *now, unsigned *count, const void *kept, unsigned kept_count,
	size_t size, struct arena *a)
{
	unsigned now_count = *count;
	char *out = arena_alloc(a, (now_count + kept_count) * size);

	if (now_count)
		memcpy(out, now, now_count * size);
	for (unsigned i = 0; i < kept_count; i++)
		if (!list_has(now, now_count, size, id_at(kept, i, size)))
			memcpy(out + (*count)++ * size,
			       (const char *)kept + i * size, size);
	return out;
}

const struct organisation *
organisation_renewed(const struct organisation *kept,
		     const struct organisation *now, struct arena *a)
{
	static const struct organisation none;
	struct organisation *o;

	if (!now)
		return kept;
	if (!kept)
		kept = &none;
	o = ARENA_NEW(a, struct organisation);
	*o = *kept;
	if (!o->name || !*o->name)
		o->name = now->name;
	o->person_count = now->person_count;
	o->people = renewed(now->people, &o->person_count, kept->people,
			    kept->person_count, sizeof(*o->people), a);
	o->supplier_count = now->supplier_count;
	o->suppliers =
		renewed(now->suppliers, &o->supplier_count, kept->suppliers,
			kept->supplier_count, sizeof(*o->suppliers), a);
	o->contact_count = now->contact_count;
	o->contacts = renewed(now->contacts, &o->contact_count, kept->contacts,
			      kept->contact_count, sizeof(*o->contacts), a);
	return o;
}
