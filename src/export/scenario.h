/*
 * A scenario as a YAML file that a person goes on writing: made of another
 * one, of a table, of an incident.  What must still be filled in stands in
 * comments.
 */
#ifndef EXPORT_SCENARIO_H
#define EXPORT_SCENARIO_H

#include <stdint.h>

struct arena;
struct buf;
struct exercise;
struct incident;
struct library;
struct zone;

struct scenario_notes {
	const char *head;            /* lines above everything; NULL */
	const char *const *injects;  /* above each inject, or NULL; NULL: none */
};

void scenario_write(const struct exercise *e, const struct scenario_notes *n,
		    struct buf *out);

/*
 * The draft of a scenario from an incident that is over: what came from
 * outside becomes an inject, what was done becomes an expectation, with the
 * real time as the mark to beat.  Names become roles, moments the time since
 * the beginning.  Everything is in the arena.
 */
struct exercise *
scenario_of_incident(const struct incident *in, const struct library *lib,
		     const struct zone *z, struct scenario_notes *notes, struct arena *a);

#endif
