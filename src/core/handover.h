/*
 * A role that is handed over: the giver's `handover` names who takes it, and
 * whoever takes it says so with a `join` of their own.
 */
#ifndef CORE_HANDOVER_H
#define CORE_HANDOVER_H

struct incident;
struct record;

/* The role's last handover that nobody answered yet; NULL: there is none. */
const struct record *
handover_waiting(const struct incident *in, const char *role);

/* The handover that this `join` accepts; NULL: it takes the role by itself. */
const struct record *
handover_accepted(const struct incident *in, const struct record *join);

#endif
