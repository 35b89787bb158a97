/*
 * What is still open when an incident is to be closed: everything that
 * somebody would miss the next morning.
 */
#ifndef CORE_GATE_H
#define CORE_GATE_H

#include <stdbool.h>

struct arena;
struct inbox_row;
struct status;

enum gate_kind {
	GATE_STEP,
	GATE_DEADLINE,
	GATE_APPROVAL,
	GATE_QUESTION,
	GATE_TASK,
	GATE_ACTION,
	GATE_DECISION,
	GATE_DRAFT, /* a document that was begun and neither released nor
		       withdrawn */
};

struct gate_row {
	enum gate_kind kind;
	const char *role; /* whose it is; NULL: nobody's */
	const char *id;   /* a step's path, a deadline, an entry, a document */
	const char *text;
	bool holds; /* `close` is refused over it without an override */
	const struct inbox_row *inbox; /* what waits for an answer; NULL */
};

struct gate {
	struct gate_row *rows; /* as the kinds stand above */
	unsigned count;
	unsigned holding;
};

/* Texts point into the status and what is behind it. */
struct gate gate_at(const struct status *st, struct arena *a);

#endif
