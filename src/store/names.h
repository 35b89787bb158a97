/*
 * How folders and journals are called.  The moment in a name is written
 * without separators, because FAT takes no colons.
 *
 *	20261122T101502Z-ransomware-9a1f33c0        an incident's folder
 *	20261122T101502Z-laptop7-77c0b2aa.jsonl     a journal
 */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAMES_STAMP_SIZE 17 /* 20261122T101502Z and the NUL */

void names_write_stamp(int64_t moment, char out[NAMES_STAMP_SIZE]);
/* The stamp that a name begins with; false: none. */
bool names_read_stamp(const char *name, int64_t *moment);

/* An incident's folder; *id8 points at the 8 digits inside the name. */
bool names_is_incident(const char *name, int64_t *started, const char **id8);

/*
 * The mode by the folder in which an incident's folder stands: incidents,
 * exercises or assessments; NULL: in none of them.
 */
const char *names_mode_of_place(const char *path);

/*
 * A file that is read as a journal: any plain name in .jsonl, also in
 * capitals, so that the copies of whatever program copies files count as
 * sources.
 */
bool names_is_journal(const char *name);

/*
 * A path, absolute and without links, to what an incident's folder keeps: a
 * journal, or anything among its playbooks, evidence and seals, there or not.
 * Only the log itself writes there and takes away; documents/ is open to all.
 */
bool names_is_of_log(const char *path);

/* "20261122T101502Z-laptop7-77c0b2aa.jsonl" is of station laptop7. */
bool names_is_of_station(const char *name, const char *station,
			 const char *ending);

bool names_is_hex(const char *s, size_t digits); /* lower case, exactly so many */

#endif
