/* What is news of a status: what one tells others first. */
#include <string.h>

#include "core/library.h"
#include "core/playbook.h"
#include "core/engine.h"
#include "core/status.h"

bool
fact_is_news(const struct status_fact *f)
{
	return f->value != NULL && strcmp(f->value, "unknown") != 0 &&
	       !fact_id_is_organisation(f->fact);
}

bool
fact_is_ahead(const struct fact *f)
{
	return f && f->type == FACT_TIME && f->ahead == YES_NO_YES;
}

static bool
asks(const char *const *asked, unsigned count, const char *fact)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(asked[i], fact) == 0)
			return true;
	return false;
}

static bool
step_asks(const struct step *step, const char *fact)
{
	if (asks(step->asks, step->ask_count, fact))
		return true;
	for (unsigned i = 0; i < step->item_count; i++)
		if (asks(step->items[i].asks, step->items[i].ask_count, fact))
			return true;
	return false;
}

bool
fact_is_wanted(const struct status *st, const struct status_fact *f)
{
	if (f->contradiction)
		return true;
	if (f->value != NULL)
		return strcmp(f->value, "unknown") == 0;
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++)
			if (step_asks(st->roles[i].current[k].ref->step,
				      f->fact))
				return true;
	return false;
}

bool
deadline_runs(const struct status_deadline *d)
{
	return deadline_is_running(d->state);
}

bool
record_decides(const struct record *r)
{
	switch ((int)r->kind) {
	case RECORD_DECIDE:
	case RECORD_PENDING:
	case RECORD_SKIP:
		return true;
	case RECORD_DECISION:
		return r->more->chosen != NULL;
	case RECORD_ANSWER: /* the yes that carries a decision */
		return r->step != NULL && r->more->choice != NULL;
	default:
		return false;
	}
}
