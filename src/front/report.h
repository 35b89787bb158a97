/*
 * What can be reported on, and how it can be written: what a front end asks
 * for, what the command line takes, what export/ makes.
 */
#ifndef FRONT_REPORT_H
#define FRONT_REPORT_H

#include <stdbool.h>

enum report_kind {
	REPORT_SITREP,
	REPORT_TIMELINE,
	REPORT_HANDOVER, /* of a role */
	REPORT_DECISION, /* of an entry */
	REPORT_AHEAD,
	REPORT_AFTER, /* of an exercise: what came of it, and what improves */
	REPORT_KINDS
};

enum report_format {
	REPORT_TEXT,
	REPORT_MARKDOWN,
	REPORT_HTML,
	REPORT_JSON,
	REPORT_FORMATS
};

struct report_wanted {
	enum report_kind kind;
	enum report_format format;
	bool for_public;   /* nothing but public facts */
	const char *role;  /* REPORT_HANDOVER */
	const char *entry; /* REPORT_DECISION: its whole id */
	int columns; /* of text; 0: a page of REPORT_COLUMNS by REPORT_ROWS */
};

#define REPORT_COLUMNS 78
#define REPORT_ROWS 66

/* "sitrep", "md": as typed; REPORT_KINDS, REPORT_FORMATS: no such word. */
const char *report_kind_name(enum report_kind kind);
enum report_kind report_kind_of(const char *name);
const char *report_format_name(enum report_format format);
enum report_format report_format_of(const char *name);

/* Whether there is one that everybody may read. */
bool report_can_be_public(enum report_kind kind);

/* Whether there is one of exercises only. */
bool report_is_of_exercise(enum report_kind kind);

/* "SITUATION REPORT", in the reader's language. */
const char *say_report(enum report_kind kind);

#endif
