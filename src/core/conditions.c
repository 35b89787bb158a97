/* `when` and `applies`: rows of facts that must all hold. */
#include <string.h>

#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

static enum holds
condition_holds(const struct incident *in, const struct condition *c)
{
	const char *known = incident_fact(in, c->fact);

	if (!known)
		return HOLDS_UNKNOWN;
	if (c->is)
		return strcmp(known, c->is) == 0 ? HOLDS_YES : HOLDS_NO;
	return strcmp(known, c->not ? c->not : "") != 0 ? HOLDS_YES : HOLDS_NO;
}

enum holds
conditions_hold(const struct incident *in, const struct condition *rows,
		unsigned count)
{
	enum holds all = HOLDS_YES;

	for (unsigned i = 0; i < count; i++) {
		enum holds one = condition_holds(in, &rows[i]);

		if (one == HOLDS_NO)
			return HOLDS_NO;
		if (one == HOLDS_UNKNOWN)
			all = HOLDS_UNKNOWN;
	}
	return all;
}

bool
conditions_depend(const struct incident *in, const struct condition *rows,
		  unsigned count)
{
	bool depend = false;

	for (unsigned i = 0; i < count; i++) {
		enum holds one = condition_holds(in, &rows[i]);

		if (one == HOLDS_NO)
			return false;
		/* `is: unknown` holds just because the fact is not known. */
		if (one == HOLDS_UNKNOWN && !same_text(rows[i].is, "unknown"))
			depend = true;
	}
	return depend;
}

static const struct fact *
fact_among(const struct fact *facts, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(facts[i].id, id) == 0)
			return &facts[i];
	return NULL;
}

const struct fact *
fact_defined(const struct incident *in, const struct library *lib,
	     const char *id)
{
	const struct fact *f = NULL;

	for (unsigned i = 0; !f && i < lib->vocabulary_count; i++)
		f = fact_among(lib->vocabularies[i]->facts,
			       lib->vocabularies[i]->fact_count, id);
	for (size_t i = 0; !f && i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;
		const struct playbook *p =
			s ? library_playbook(lib, s->id) : NULL;

		if (p)
			f = fact_among(p->facts, p->fact_count, id);
	}
	return f;
}
