/*
 * An incident as it was: a fold over a part of its lines.  What comes out
 * shares the records with the incident it is made from, which must outlive it.
 */
#ifndef CORE_PAST_H
#define CORE_PAST_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct incident;
struct log_entry;

/*
 * What was written at `until` (ms) or before: what stood in the log then.  Of
 * an exercise, what lies ahead is where its line says, on no clock yet.
 */
void incident_until(const struct incident *in, int64_t until, struct arena *a,
		    struct incident *out);

/*
 * What the process that wrote `entry` had read when it wrote it: its own
 * journal up to that line, the lines of others that it had named in `seen`,
 * and where it went on after an error, the journal that it left.  The entry
 * itself is not in it.
 */
void incident_read_by(const struct incident *in, const struct log_entry *entry,
		      struct arena *a, struct incident *out);

/* The line of that entry, NULL: it is not here. */
const struct log_entry *
incident_find_entry(const struct incident *in, const char *id);

#endif
