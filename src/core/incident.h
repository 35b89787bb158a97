/*
 * An incident is never edited: it is the fold of its journals' records, in
 * merged order, over an empty one.
 *
 *	incident_decide()  may this happen now?  yields the record to append
 *	incident_apply()   this has happened; the only function that changes it
 *
 * The rules are those of playbook-format ("How a role moves") and of the
 * engine's page in draaiboek-incident(5); rule numbers in the code are that
 * page's.  The state knows paths and ids, never a playbook: `apply` uses the
 * line alone, is total, never refuses, and keeps what it does not know.
 */
#ifndef CORE_INCIDENT_H
#define CORE_INCIDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/stamp.h"
#include "core/action.h"
#include "core/record.h"

struct arena;
struct library;

/* One entry that led to a step: an entry's id, "fact:ID", "playbook:ID",
 * "time". */
struct reason_list {
	const char **ids;
	unsigned count;
};

struct answer { /* one answer of a visit */
	int64_t visit;
	const char *choice; /* "" for a skip */
	const char *as_if;
	const char *id; /* the entry */
	bool skip;
	bool undone;
	const struct record *record;
};

struct comes_back { /* `again` */
	struct moment at;
	bool repeat;
	bool standing;  /* there is one */
	uint64_t order; /* which came first */
	int64_t visit;
	const char *as_if;
	const char *id;
	const char *role;
};

struct step_state {
	const char *path;
	int64_t visit;        /* 0: never current */
	int64_t items_from;   /* ticks count from this visit on … */
	uint64_t items_order; /* … which began with this line */
	bool current;
	int64_t current_visit;
	uint64_t current_order; /* which became current first */
	struct reason_list via;
	int64_t since; /* ms: became current */
	struct answer *answers;
	unsigned answer_count;
	unsigned standing;     /* answers of `visit` that were not undone */
	uint64_t answer_order; /* which was answered first */
	bool passed;
	uint64_t passed_order;
	int64_t passed_visit;
	const char *passed_why;
	const char *passed_via;
	struct comes_back again;
};

struct tick { /* the last state of an item, or of an improvised action */
	const char *path; /* where it is kept: same-as root, or action/<id> */
	const char *state;
	const char *step; /* path of the step it was ticked in */
	int64_t visit;
	uint64_t order;
	int64_t time; /* of the line */
	struct moment until;
	const char *to;
	const char *id;
	const char *text; /* improvised: what */
	const char *role; /* improvised: who wrote it down */
	const struct record *record;
};

enum pending_state {
	PENDING_OPEN,
	PENDING_WITHDRAWN,
	PENDING_YES,
	PENDING_NO,
	PENDING_OVERRIDDEN
};

struct pending {
	const char *id;
	const char *step;
	int64_t visit;
	const char *choice, *label, *asker, *approver;
	enum pending_state state;
	const struct record *record;
};

enum inbox_type { INBOX_TASK, INBOX_QUESTION, INBOX_APPROVAL };

struct inbox_row {
	const char *id;
	enum inbox_type type;
	const char *from, *to;
	const char *step; /* path or NULL */
	const char *text;
	const char *done; /* the entry that took or answered it, NULL: open */
	const struct record *record;
};

struct answer_row { /* what came back to a question: until it is taken */
	const char *id;   /* the answer's entry */
	const char *from; /* who answered */
	const char *to;   /* who had asked */
	const char *question, *text;
	const char *done; /* the entry that took it, NULL: not seen yet */
	const struct record *record;
};

struct fact_standing {  /* one value that stands */
	const char *id; /* the entry */
	const char *value, *source, *certainty, *bound;
	const struct record *record;
	const char *written; /* the value of the line, where a clock that shows
				other hours moved it since; NULL: value */
};

struct fact_state {
	const char *fact;
	struct fact_standing *values;
	unsigned count;
};

struct row_state { /* a row that a line of the record named */
	const char *reg, *row;
	bool struck; /* it was a mistake */
	const struct record *record;
};

struct deadline_start {
	const char *from; /* NULL: an act */
	int64_t at;
	struct moment due;
	const char *id;
};

struct deadline_state {
	const char *deadline;
	struct deadline_start *starts;
	unsigned start_count;
	bool corrected;
	int64_t corrected_at;
	struct moment corrected_due;
	struct moment met, first;
	const char *not_applicable; /* the reason; NULL: not said */
	const struct record *last;  /* the last act of a person */
};

struct playbook_state {
	const char *id;
	const char *version;
	bool open;
	uint64_t order; /* of its first opening */
	const struct record *record;
};

struct decision_state { /* improvised */
	const char *id;
	const char *text;
	const char **options;
	unsigned option_count;
	const char *chosen; /* NULL: open */
	const char *role;
};

struct confirm {        /* an approval heard by phone, to confirm */
	const char *id; /* of the pending */
	const char *role;
	uint64_t order;
};

struct promise { /* in a released text: a deadline of our own */
	const char *id; /* promise-<8 of the entry's id>, then .2 … */
	const char *title, *role;
	const char *document;
};

/*
 * A text in one language, made from a model.  What was asked, approved and
 * released holds for exactly the bytes of one draft: its SHA-256.
 */
struct document_state {
	const char *document; /* model.language */
	const char *model, *language;
	unsigned drafts;
	const struct record *draft;     /* the last one */
	const struct record *asked;     /* for the last draft; NULL: not */
	const struct record *refused;   /* … the answer was no */
	const struct record *approved;  /* … yes */
	const struct record *released;  /* the last release, of any draft */
	const struct record *withdrawn; /* after it was released */
	/*
	 * Promises of earlier drafts whose hour the last draft says no more,
	 * until the text is released: somebody may wait for them.
	 */
	struct record_promise *dropped;
	unsigned dropped_count;
};

struct cut { /* a line where a forged circle was cut */
	const char *file;
	int64_t n;
};

struct log_entry {
	const struct record *record;
	const char *file; /* its journal's base name */
	bool corrected;   /* a `correct` names it */
	bool twin;        /* one before it has its id, and not its content */
	uint32_t before;  /* the entry of its kind before it; see `last` */
};

struct incident {
	struct arena *arena;
	const struct zone
		*lines_zone; /* set by the caller before folding; NULL: UTC */

	uint64_t order; /* lines applied, duplicates not counted */
	const char *id;
	const char *title, *mode, *tlp, *language, *organisation, *zone;
	int64_t opened; /* time of `open`; 0: it has not arrived */
	/* ms, the most: whoever has read a line of a time that its own clock
	 * has not come to writes that time, and what its clock said. */
	int64_t apart;
	bool arrived;   /* the `open` line is there */
	int64_t severity;
	struct number proposed;
	const char *phase; /* "none" at first */
	bool open;

	struct map steps;     /* path -> struct step_state */
	struct map ticks;     /* root path -> struct tick */
	struct map playbooks; /* id -> struct playbook_state, in order of
				 opening */
	struct map pendings;  /* id -> struct pending */
	struct map inbox;     /* id -> struct inbox_row */
	struct map answers;   /* id -> struct answer_row */
	struct map facts;     /* id -> struct fact_state */
	struct map cells;     /* register/column/row -> struct fact_state */
	struct map rows;      /* register/row -> struct row_state */
	struct map deadlines; /* id -> struct deadline_state */
	struct map decisions; /* id -> struct decision_state */
	struct map confirms;  /* pending id -> struct confirm */
	struct map documents; /* id -> struct document_state */
	struct map promises;  /* deadline id -> struct promise */
	struct map holders;   /* role -> const char * actor */
	struct map acted;     /* role -> struct record: its last, until who
				 wrote it leaves */
	struct map twins;     /* id -> the entries that differ from the first */
	struct map entries;   /* entry id -> struct record: to find by prefix */

	struct log_entry *log; /* every applied line, merged order */
	size_t log_count;
	/*
	 * The last entry of each kind, counted from 1; 0: there is none.  So
	 * what is rare is found without walking what is not:
	 * for (i = in->last[kind]; i > 0; i = in->log[i - 1].before)
	 */
	uint32_t last[RECORD_KINDS];
	struct record_file *files; /* taken along, from open, opens, playbook */
	unsigned file_count;

	struct map file_map;    /* file name -> its struct record_file */
	struct map corrections; /* entry id -> the first `correct` of it */

	struct cut *cuts; /* forged circles */
	unsigned cut_count;
	uint64_t moves; /* counts what needs an order of its own */
};

/* zone must outlive it and may be NULL (UTC): months are counted on it. */
void incident_init(struct incident *in, struct arena *arena,
		   const struct zone *zone);

/* Makes room for so many records more; they may be fewer. */
void incident_expect(struct incident *in, size_t records);

/*
 * Folds one more record, which must live as long as the incident (the log
 * points to it).  `file`: its journal's base name.  Never fails.  A line whose
 * id was folded already changes nothing (rule 26); if it is not the same entry
 * it is in the log, too: see core/twin.h.
 */
void
incident_apply(struct incident *in, const struct record *rec, const char *file);

/* A forged circle that the merge had to cut. */
void incident_note_cut(struct incident *in, const char *file, int64_t n);

/*
 * Whether `act` may happen at `now` (ms), and the record that says so: kind,
 * own keys and every consequence as resolved.  prev, salt, incident, n, id,
 * time and seen are the writer's.  Everything it makes is in `scratch`; the
 * incident is not touched.  Words of the action are not copied: they must live
 * as long as the record.
 */
struct refused
incident_decide(const struct incident *in, const struct library *lib,
		const struct action *act, int64_t now, struct arena *scratch,
		struct record *out);

/*
 * The record of kind `open` (the organisation's profile becomes facts in
 * `sets`), for a new incident.
 */
void incident_open_record(const struct library *lib, const char *title,
			  const char *mode, const char *tlp,
			  const char *language, const char *zone,
			  struct arena *scratch, struct record *out);

/* --- what the state means; all read only */

/* NULL: not recorded, recorded as unknown, or contradicted. */
const char *incident_fact(const struct incident *in, const char *fact);
bool incident_fact_contradicted(const struct incident *in, const char *fact);

/* The state at a past moment is a fold up to it: copies every line until then.
 */

/* Whether a role has been finished, who holds it: see core/status.h. */

/* A decision that a body must ratify. */
struct ratification {
	const char *id;   /* the entry that decided */
	const char *body; /* who must: the playbook's word */
	const char *title, *label, *step, *choice;
	int64_t time;
	const char *outcome; /* what the body said; NULL: nothing yet */
};
/* Oldest first; settled_too: also those that were answered. */
struct ratification *ratifications(const struct incident *in, bool settled_too,
				   struct arena *a, unsigned *count);
/* How the last draft of a document stands. */
enum document_stage {
	DOCUMENT_NONE,
	DOCUMENT_DRAFT,
	DOCUMENT_ASKED,   /* waits for approval */
	DOCUMENT_REFUSED, /* the answer was no */
	DOCUMENT_APPROVED,
	DOCUMENT_RELEASED,
	DOCUMENT_WITHDRAWN, /* released and taken back */
};
const char *document_stage_name(enum document_stage stage); /* "asked" */
/* d NULL: DOCUMENT_NONE. */
enum document_stage document_stage(const struct document_state *d);
/* The document of a model in a language, NULL: none. */
const struct document_state *
incident_document(const struct incident *in, const char *model,
		  const char *language);
/* The document that a row of an inbox asks to approve, NULL: none. */
const struct document_state *
incident_document_of_row(const struct incident *in,
			 const struct inbox_row *row);

/* The step_state of a path, NULL: never touched. */
const struct step_state *
incident_step(const struct incident *in, const char *path);

#endif
