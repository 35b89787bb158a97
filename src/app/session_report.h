/*
 * Reports of the open incident: made, and written to a file.  One that leaves
 * the incident's folder leaves a note in the log.
 */
#ifndef APP_SESSION_REPORT_H
#define APP_SESSION_REPORT_H

#include <stdbool.h>

#include "core/record.h"
#include "front/report.h"

struct arena;
struct buf;
struct err;
struct session;
struct zone;

struct session_report {
	struct report_wanted wanted;
	struct moment until;     /* what was written by then; unset: all */
	const struct zone *zone; /* of who reads it; NULL: the session's */
	const char *by;          /* NULL: nobody said */
	const char *reader;      /* the role that reads; NULL: nobody said */
	bool verify;             /* reads every journal anew */
};

/*
 * Appends it to out.  false with err: there is no such decision, or what came
 * of an exercise is not for that reader yet.
 */
bool session_report(struct session *s, const struct session_report *wanted,
		    struct buf *out, struct err *err);

/* draaiboek-sitrep-heron-lamp-20260714T021500Z.html */
const char *
session_report_name(const struct session *s, const struct report_wanted *wanted,
		    struct arena *a);

/*
 * A file that is there whole or not at all.  over: what is there may be
 * replaced.  *leaves: it does not stay in the incident's folder.
 */
bool session_save_file(const struct session *s, const char *path,
		       const struct buf *bytes, bool over, bool *leaves,
		       struct err *err);

/* What the log must say of a document, or a report, that leaves the folder. */
const char *
session_document_note(const char *document, const char *path,
		      const struct buf *bytes, struct arena *a);
const char *
session_report_note(const struct report_wanted *wanted, const char *path,
		    const struct buf *bytes, struct arena *a);

#endif
