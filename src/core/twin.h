/*
 * Entries with one id.  One that was written twice, as after an error, has the
 * same content both times and counts once.  Where the contents differ one of
 * them is forged, and nothing tells which: the first in merged order has its
 * effect, and all of them are shown with that doubt.
 */
#ifndef CORE_TWIN_H
#define CORE_TWIN_H

#include <stdbool.h>

struct incident;
struct record;

/* All but the writing of it: prev, salt, n, time, clock, seen. */
bool record_is_same_entry(const struct record *a, const struct record *b);

/* The log has an entry with this id and this content. */
bool incident_has_entry(const struct incident *in, const struct record *r);

/* The log has entries with this id that differ; id NULL: no. */
bool incident_doubts(const struct incident *in, const char *id);

/* r has the id of an entry that differs from it. */
void incident_note_twin(struct incident *in, const struct record *r);

#endif
