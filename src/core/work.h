/*
 * One list of open work per role, over all open playbooks: steps, what others
 * ask or answered, what was put off, improvised work.  By priority, then by
 * the opening of its playbook, then by number.  A question, an approval, an
 * answer and a promise that a text dropped have priority 2, since somebody
 * waits; a task that of its step; what has no step 5; what is past its hour goes one up.
 * A step that time brings back stands last until it does.
 */
#ifndef CORE_WORK_H
#define CORE_WORK_H

#include <stdbool.h>

#include "core/status.h"

struct arena;

enum work_kind {
	WORK_STEP,
	WORK_INBOX,
	WORK_ANSWER,
	WORK_POSTPONED, /* its hour came, or it still waits for it */
	WORK_ACTION,
	WORK_DECISION,
	WORK_RETURN,    /* a step that was decided, and comes back */
	WORK_PROMISE /* a text says it no more: somebody may wait for it */
};

struct work_row {
	enum work_kind kind;
	int priority;
	unsigned index; /* in the list of the role that it comes from */
	const char *key; /* what stands for it: a path, an id, an address */
	const char *text;
	struct moment due; /* when it is or comes due; unset: no hour */
	bool late;
};

/* Most urgent first. */
struct work_row *work_of(const struct status *st, const struct library *lib,
			 const struct status_role *role, struct arena *a,
			 unsigned *count);

#endif
