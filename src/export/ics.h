/*
 * Deadlines as a calendar (RFC 5545), for the telephones of those who must
 * keep them.  Read in again it replaces what was there: a deadline keeps its
 * UID, and one that is met or does not apply is cancelled.
 */
#ifndef EXPORT_ICS_H
#define EXPORT_ICS_H

struct buf;
struct library;
struct status;

void
ics_write(const struct status *st, const struct library *lib, struct buf *out);

#endif
