#include "core/handover.h"

#include <stdbool.h>
#include <string.h>

#include "core/incident.h"

static bool
is_of_role(const struct record *r, const char *role)
{
	return r->role && strcmp(r->role, role) == 0;
}

/* Who holds a role is said by these three; the last one before `end` counts. */
static const struct record *
last_holder_line(const struct incident *in, const char *role, size_t end)
{
	for (size_t i = end; i > 0; i--) {
		const struct record *r = in->log[i - 1].record;

		if ((r->kind == RECORD_HANDOVER || r->kind == RECORD_JOIN ||
		     r->kind == RECORD_LEAVE) &&
		    is_of_role(r, role))
			return r;
	}
	return NULL;
}

const struct record *
handover_waiting(const struct incident *in, const char *role)
{
	const struct record *r = last_holder_line(in, role, in->log_count);

	return r && r->kind == RECORD_HANDOVER && r->to ? r : NULL;
}

const struct record *
handover_accepted(const struct incident *in, const struct record *join)
{
	size_t end = in->log_count;
	const struct record *r;

	if (!join->role || !join->actor)
		return NULL;
	for (size_t i = 0; i < in->log_count; i++)
		if (in->log[i].record->id && join->id &&
		    strcmp(in->log[i].record->id, join->id) == 0)
			end = i;
	r = last_holder_line(in, join->role, end);
	if (!r || r->kind != RECORD_HANDOVER || !r->to)
		return NULL;
	return strcmp(r->to, join->actor) == 0 ? r : NULL;
}
