/* Words for ids that no file explains. */
#include "front/say.h"

#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/fill.h"

struct name {
	const char *id, *name;
};

/* NULL: not in the table. */
static const char *
find(const struct name *names, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i].id, id) == 0)
			return tr(names[i].name);
	return NULL;
}

#define FIND(names, id) find(names, sizeof(names) / sizeof((names)[0]), id)

static const struct name offices[] = {
	{"supplier-it", N_("IT supplier")},
	{"insurer", N_("Insurer")},
	{"bank", N_("Bank")},
	{"dpo", N_("Data protection officer (DPO)")},
	{"spokesperson", N_("Spokesperson")},
	{"police-zone", N_("Local police zone")},
	{"press-list", N_("List of the press")},
};

/* Somebody whose name the organisation left out is called by the function. */
static const char *
function_of(const char *id, const struct library *lib)
{
	const struct organisation *o = lib ? lib->organisation : NULL;

	for (unsigned i = 0; o && i < o->person_count; i++)
		if (o->people[i].id && strcmp(o->people[i].id, id) == 0 &&
		    o->people[i].function && o->people[i].function[0])
			return o->people[i].function;
	return NULL;
}

const char *
say_contact(const char *id, const struct library *lib, struct arena *a)
{
	static const char deputy[] = "deputy-";
	struct contact c = {.id = NULL};
	const char *name;

	if (lib && library_contact(lib, id, &c) && c.name && c.name[0])
		return c.name;
	name = function_of(c.id ? c.id : id, lib);
	if (!name)
		name = FIND(offices, id);
	if (name)
		return name;
	if (strncmp(id, deputy, sizeof(deputy) - 1) == 0)
		return say_fill(a, tr("Deputy: %1"),
				say_role(id + sizeof(deputy) - 1, lib, a), NULL,
				NULL);
	return id;
}

static const struct name deciders[] = {
	{"mayor", N_("the mayor")},
	{"college", N_("the college of mayor and aldermen")},
	{"council", N_("the council")},
	{"general-director", N_("the general director")},
	{"main-office", N_("the main election office")},
};

const char *
say_decider(const char *id)
{
	const char *name = FIND(deciders, id);

	return name ? name : id;
}

static const struct name answers[] = {
	{"organisation.care-home", N_("Do we have a care home?")},
	{"organisation.ot",
	 N_("Do we have traffic lights, pumps or barriers?")},
	{"organisation.police-link",
	 N_("Do we have a link to police systems?")},
	{"organisation.nis2", N_("Are we under NIS2?")},
	{"organisation.body", N_("What kind of body we are")},
	{"organisation.region", N_("Where we are")},
};

const char *
say_fact_label(const char *id, const struct library *lib)
{
	const struct fact *f = lib ? library_fact(lib, id) : NULL;
	const char *name;

	if (f && f->label)
		return f->label;
	name = FIND(answers, id);
	return name ? name : id;
}
