#include "core/clock_check.h"

#include <stddef.h>
#include <string.h>

#include "core/incident.h"
#include "core/status.h"

bool
clock_check_is(const struct record *r)
{
	return r->kind == RECORD_CLOCK && r->source &&
	       strcmp(r->source, "phone") == 0;
}

int64_t
clock_check_step(const struct record *r)
{
	bool ahead = r->act && strcmp(r->act, "ahead") == 0;

	return ahead ? -r->more->step_ms.value : r->more->step_ms.value;
}

/*
 * Which station writes a journal stands in its first line.  Where that has not
 * arrived yet, a station asks once too little rather than for ever.
 */
static bool
is_of_station(const struct incident *in, const char *file, const char *station)
{
	for (size_t i = in->last[RECORD_JOURNAL]; i > 0;
	     i = in->log[i - 1].before) {
		const struct log_entry *e = &in->log[i - 1];

		if (e->file && file && strcmp(e->file, file) == 0)
			return !e->record->more->station || !station ||
			       strcmp(e->record->more->station, station) == 0;
	}
	return true;
}

/* How many lines of the log end with it; 0: there is none. */
static size_t
find_last(const struct incident *in, const char *station, enum record_kind kind)
{
	for (size_t i = in->last[kind]; i > 0; i = in->log[i - 1].before) {
		const struct log_entry *e = &in->log[i - 1];

		if ((kind != RECORD_CLOCK || clock_check_is(e->record)) &&
		    is_of_station(in, e->file, station))
			return i;
	}
	return 0;
}

const struct record *
clock_check_last(const struct incident *in, const char *station)
{
	size_t n = find_last(in, station, RECORD_CLOCK);

	return n > 0 ? in->log[n - 1].record : NULL;
}

bool
clock_check_due(const struct status *st, const char *station)
{
	const struct incident *in = st->incident;
	size_t seal, check;

	if (!in->open)
		return false;
	check = find_last(in, station, RECORD_CLOCK);
	seal = find_last(in, station, RECORD_SEAL);
	if (check > 0 || seal > 0)
		return seal > check;
	for (unsigned i = 0; i < st->first_count; i++)
		if (st->first[i].state == ITEM_OPEN)
			return false;
	return st->first_count > 0;
}
