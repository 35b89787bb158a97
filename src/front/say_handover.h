/* What a role's next holder must know, on one screen. */
#ifndef FRONT_SAY_HANDOVER_H
#define FRONT_SAY_HANDOVER_H

struct arena;
struct front;

#define HANDOVER_LINES 8

/*
 * The brief of a role, one sentence a line, the most urgent kind first: what
 * is open, deadlines, what waits for us, what we wait for, what is postponed,
 * the last decisions.  Short: `report handover` is the whole of it.
 */
unsigned say_handover(const struct front *f, const char *role, struct arena *a,
		      const char *lines[HANDOVER_LINES]);

/* "T. Wouters has not accepted the role IT yet"; NULL: nobody has to. */
const char *say_handover_waiting(const struct front *f, struct arena *a);

#endif
