#include "front/profile.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/model.h"
#include "core/playbook.h"
#include "front/front.h"
#include "front/say.h"

static const struct profile_word yes_no[] = {{"yes", N_("yes")},
					     {"no", N_("no")},
					     {"unknown", N_("unknown")},
					     {NULL, NULL}};
static const struct profile_word nis2[] = {{"no", N_("no")},
					   {"important", N_("important")},
					   {"essential", N_("essential")},
					   {"designated", N_("designated")},
					   {"unknown", N_("unknown")},
					   {NULL, NULL}};
static const struct profile_word bodies[] = {
	{"municipality", N_("municipality")},
	{"ocmw", N_("public welfare centre")},
	{"police-zone", N_("police zone")},
	{"fire-zone", N_("fire service zone")},
	{"province", N_("province")},
	{"intermunicipal", N_("intermunicipal body")},
	{NULL, NULL}};
static const struct profile_word regions[] = {{"be-vlg", N_("Flanders")},
					      {"be-bru", N_("Brussels")},
					      {"be-wal", N_("Wallonia")},
					      {NULL, NULL}};
static const struct profile_word languages[] = {{"nl", N_("Dutch")},
						{"en", N_("English")},
						{"fr", N_("French")},
						{"de", N_("German")},
						{NULL, NULL}};
static const struct profile_word roles[] = {
	{"management", N_("Management")},
	{"it", N_("IT")},
	{"communications", N_("Communications")},
	{"emergency-planning", N_("Emergency planning")},
	{"data-protection", N_("Data protection")},
	{"finance", N_("Finance")},
	{"human-resources", N_("Human resources")},
	{"care", N_("Care")},
	{NULL, NULL}};

const struct profile_row profile_rows[PROFILE_PARTS] = {
	[PROFILE_ITSELF] =
		{.title = N_("The organisation"),
		 .fields = {{.key = "name",
			     .label = N_("Name of the organisation")},
			    {.key = "language",
			     .label = N_("Language of its texts"),
			     .words = languages,
			     .others = true,
			     .otherwise = "nl"},
			    {.key = "region",
			     .label = N_("Region"),
			     .words = regions,
			     .others = true,
			     .otherwise = "be-vlg"},
			    {.key = "body",
			     .label = N_("What you are"),
			     .words = bodies,
			     .others = true,
			     .otherwise = "municipality"},
			    {.key = "nis2",
			     .label = N_("Are you under NIS2?"),
			     .words = nis2,
			     .otherwise = "unknown"},
			    {.key = "care-home",
			     .label = N_("Do you have a care home?"),
			     .words = yes_no,
			     .otherwise = "unknown"},
			    {.key = "ot",
			     .label = N_("Traffic lights, pumps, pools, "
					 "bollards?"),
			     .words = yes_no,
			     .otherwise = "unknown"},
			    {.key = "police-link",
			     .label = N_("Are you linked with the police's "
					 "network?"),
			     .words = yes_no,
			     .otherwise = "unknown"}}},
	[PROFILE_PEOPLE] =
		{.list = "people",
		 .title = N_("People: functions, so that the roles can be "
			     "called"),
		 .more = N_("One more function"),
		 .fields = {{.key = "function", .label = N_("Function")},
			    {.key = "role",
			     .label = N_("Role"),
			     .words = roles,
			     .others = true},
			    {.key = "name",
			     .label = N_("Name, if it may stand there")},
			    {.key = "phone", .label = N_("Phone")},
			    {.key = "email", .label = N_("E-mail")},
			    {.key = "deputy",
			     .label = N_("Deputy: the id of another entry")}}},
	[PROFILE_SUPPLIERS] =
		{.list = "suppliers",
		 .title = N_("Suppliers that you need in an incident"),
		 .more = N_("One more supplier"),
		 .fields = {{.key = "name", .label = N_("Name")},
			    {.key = "phone",
			     .label = N_("Phone, also at night")},
			    {.key = "email", .label = N_("E-mail")},
			    {.key = "contract", .label = N_("Contract")},
			    {.key = "what", .label = N_("What for")}}},
	[PROFILE_SERVICES] =
		{.list = "services",
		 .title = N_("Services: what citizens and staff cannot miss "
			     "for long"),
		 .more = N_("One more service"),
		 .fields = {{.key = "name", .label = N_("Name")},
			    {.key = "owner", .label = N_("Owner: a function")},
			    {.key = "maximum-outage",
			     .label = N_("How long it can be missed (4h, "
					 "1d)")},
			    {.key = "paper-procedure",
			     .label = N_("How it goes on paper")}}},
	[PROFILE_CONTACTS] =
		{.list = "contacts",
		 .title = N_("Other contacts: insurer, police zone, care "
			     "home, press"),
		 .more = N_("One more contact"),
		 .fields = {{.key = "name", .label = N_("Name")},
			    {.key = "phone", .label = N_("Phone")},
			    {.key = "email", .label = N_("E-mail")},
			    {.key = "website", .label = N_("Website")},
			    {.key = "hours", .label = N_("When they answer")},
			    {.key = "note", .label = N_("What to know")}}},
	[PROFILE_DEADLINES] =
		{.list = "deadlines",
		 .title = N_("Your own deadlines: what contracts ask of you"),
		 .more = N_("One more deadline"),
		 .fixed = "basis",
		 .fixed_as = "contract",
		 .fields = {{.key = "title",
			     .label = N_("What must happen in time")},
			    {.key = "within",
			     .label = N_("Within how long (24h, 3d)")},
			    {.key = "role",
			     .label = N_("Role"),
			     .words = roles,
			     .others = true},
			    {.key = "note",
			     .label = N_("To whom and how; which number")}}},
};

unsigned
profile_fields(enum profile_part part)
{
	unsigned n = 0;

	while (n < PROFILE_FIELDS_MOST && profile_rows[part].fields[n].key)
		n++;
	return n;
}

unsigned
profile_count(const struct organisation *o, enum profile_part part)
{
	if (!o)
		return part == PROFILE_ITSELF;
	switch (part) {
	case PROFILE_ITSELF:
		return 1;
	case PROFILE_PEOPLE:
		return o->person_count;
	case PROFILE_SUPPLIERS:
		return o->supplier_count;
	case PROFILE_SERVICES:
		return o->service_count;
	case PROFILE_CONTACTS:
		return o->contact_count;
	case PROFILE_DEADLINES:
		return o->deadline_count;
	case PROFILE_PARTS:
		break;
	}
	return 0;
}

/* An entry's id, then its values in the order of the fields. */
static void
fill(const struct organisation *o, enum profile_part part, unsigned n,
     const char *out[1 + PROFILE_FIELDS_MOST])
{
#define VALUES(...)                                                            \
	do {                                                                   \
		const char *const values[] = {__VA_ARGS__};                    \
		memcpy(out, values, sizeof(values));                           \
	} while (0)
	const struct person *p;
	const struct supplier *u;
	const struct service *s;
	const struct contact *c;
	const struct deadline *d;

	switch (part) {
	case PROFILE_ITSELF:
		VALUES(NULL, o->name, o->head.language, o->region, o->body,
		       o->nis2, o->care_home, o->ot, o->police_link);
		break;
	case PROFILE_PEOPLE:
		p = &o->people[n];
		VALUES(p->id, p->function, p->role, p->name, p->phone, p->email,
		       p->deputy);
		break;
	case PROFILE_SUPPLIERS:
		u = &o->suppliers[n];
		VALUES(u->id, u->name, u->phone, u->email, u->contract,
		       u->what);
		break;
	case PROFILE_SERVICES:
		s = &o->services[n];
		VALUES(s->id, s->name, s->owner, s->maximum_outage,
		       s->paper_procedure);
		break;
	case PROFILE_CONTACTS:
		c = &o->contacts[n];
		VALUES(c->id, c->name, c->phone, c->email, c->website, c->hours,
		       c->note);
		break;
	case PROFILE_DEADLINES:
		d = &o->deadlines[n];
		VALUES(d->id, d->title, d->within_text, d->role, d->note);
		break;
	case PROFILE_PARTS:
		break;
	}
#undef VALUES
}

static const char *
value_at(const struct organisation *o, enum profile_part part, unsigned n,
	 unsigned at)
{
	const char *values[1 + PROFILE_FIELDS_MOST] = {NULL};

	if (!o || n >= profile_count(o, part))
		return NULL;
	fill(o, part, n, values);
	return values[at];
}

const char *
profile_id(const struct organisation *o, enum profile_part part, unsigned n)
{
	return value_at(o, part, n, 0);
}

unsigned
profile_find_entry(const struct organisation *o, enum profile_part part,
		   const char *id)
{
	unsigned count = profile_count(o, part);

	for (unsigned i = 0; id && i < count; i++)
		if (strcmp(profile_id(o, part, i), id) == 0)
			return i;
	return part == PROFILE_ITSELF ? 0 : count;
}

const char *
profile_value(const struct organisation *o, enum profile_part part, unsigned n,
	      unsigned field)
{
	const char *value = value_at(o, part, n, 1 + field);

	return value && *value ? value : NULL;
}

const char *
profile_name(const struct organisation *o, enum profile_part part, unsigned n)
{
	const char *name = profile_value(o, part, n, 0);

	return name ? name : profile_id(o, part, n);
}

/* --- words */

static const struct profile_word *
word_of(const struct profile_field *f, const char *value)
{
	const struct profile_word *w = f->words;

	while (w && w->word && strcmp(w->word, value) != 0)
		w++;
	return w && w->word ? w : NULL;
}

const char *
profile_said(const struct profile_field *f, const char *value)
{
	const struct profile_word *w = word_of(f, value);

	return w ? tr(w->label) : value;
}

const char *
profile_meant(const struct profile_field *f, const char *typed, struct arena *a)
{
	const char *t = text_fold(a, typed);

	for (const struct profile_word *w = f->words; w && w->word; w++)
		if (strcmp(t, w->word) == 0 ||
		    strcmp(t, text_fold(a, w->label)) == 0 ||
		    strcmp(t, text_fold(a, tr(w->label))) == 0)
			return w->word;
	return f->words && !f->others ? NULL : typed;
}

const char *
profile_choices(const struct profile_field *f, struct arena *a)
{
	const char *all = "";

	for (const struct profile_word *w = f->words; w && w->word; w++)
		all = arena_printf(a, "%s%s%s", all, *all ? ", " : "",
				   tr(w->label));
	return all;
}

static enum profile_part part_of(const struct organisation *o, const char *id);

/* Whom the library calls so and nobody filled in yet; NULL. */
static const char *
known_id(const struct organisation *o, const struct library *lib,
	 const char *name, struct arena *a)
{
	const char *typed = text_fold(a, name), *id;

	for (unsigned i = 0; lib && (id = library_contact_open(lib, i)); i++)
		if (part_of(o, id) == PROFILE_ITSELF &&
		    strcmp(typed, text_fold(a, say_contact(id, lib, a))) == 0)
			return id;
	return NULL;
}

const char *
profile_fresh_id(const struct organisation *o, const struct library *lib,
		 enum profile_part part, const char *name, struct arena *a)
{
	const char *slug = text_slug(a, name, 40), *id = NULL;

	if (part == PROFILE_CONTACTS || part == PROFILE_SUPPLIERS)
		id = known_id(o, lib, name, a);
	if (id)
		return id;
	if (*slug < 'a' || *slug > 'z')
		slug = arena_printf(a, "id-%s", slug);
	id = slug;
	for (unsigned n = 2;; n++) {
		bool taken = false;

		for (unsigned i = 0; i < profile_count(o, part); i++)
			taken |= strcmp(profile_id(o, part, i), id) == 0;
		if (!taken)
			return id;
		id = arena_printf(a, "%s-%u", slug, n);
	}
}

/* --- what a text lacks of it */

/* contact.care-home.phone: care-home.  NULL: not a gap of a contact. */
static const char *
contact_of(const struct model_use *u, struct arena *a)
{
	const char *id, *dot;

	if (!model_use_is_ours(u) || u->kind != MODEL_USE_CONTACT)
		return NULL;
	id = strchr(u->name, '.') + 1;
	dot = strchr(id, '.');
	return dot ? arena_strndup(a, id, (size_t)(dot - id)) : NULL;
}

/* The part that has an entry of that id; PROFILE_ITSELF: none has. */
static enum profile_part
part_of(const struct organisation *o, const char *id)
{
	static const enum profile_part parts[] = {
		PROFILE_CONTACTS, PROFILE_PEOPLE, PROFILE_SUPPLIERS};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (profile_find_entry(o, parts[i], id) <
		    profile_count(o, parts[i]))
			return parts[i];
	return PROFILE_ITSELF;
}

static bool
is_named_before(const struct front_document *d, unsigned at, const char *id,
		struct arena *a)
{
	for (unsigned i = 0; i < at; i++) {
		const char *other = contact_of(&d->uses[i], a);

		if (other && strcmp(other, id) == 0)
			return true;
	}
	return false;
}

const char *
profile_lacking(const struct front_document *d, const struct library *lib,
		const struct organisation *o, unsigned n, struct arena *a)
{
	const char *open;

	for (unsigned i = 0; d && i < d->use_count; i++) {
		const char *id = contact_of(&d->uses[i], a);

		if (!id || part_of(o, id) != PROFILE_ITSELF ||
		    is_named_before(d, i, id, a))
			continue;
		if (n-- == 0)
			return id;
	}
	for (unsigned i = 0; lib && (open = library_contact_open(lib, i)); i++)
		if (part_of(o, open) == PROFILE_ITSELF &&
		    !(d && is_named_before(d, d->use_count, open, a)) &&
		    n-- == 0)
			return open;
	return NULL;
}

const char *
profile_contact_place(const char *id, const struct organisation *o,
		      struct arena *a)
{
	enum profile_part part = part_of(o, id);

	if (part == PROFILE_ITSELF)
		part = PROFILE_CONTACTS;
	return arena_printf(a, "%s/%s", profile_rows[part].list, id);
}

const char *
profile_place(const struct model_use *u, const struct organisation *o,
	      struct arena *a)
{
	const char *id = contact_of(u, a);

	if (!model_use_is_ours(u))
		return NULL;
	if (!id)
		return arena_printf(a, "/%s", strchr(u->name, '.') + 1);
	return profile_contact_place(id, o, a);
}
