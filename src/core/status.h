/*
 * What an incident looks like at a moment: the one view model behind every
 * screen, the plain mode, `status --json` and the reports.  Made anew from
 * state, library and time; nothing is kept between two of them.
 *
 * Strings point into the incident, the library or the arena that was handed
 * in.  Engine rules 18 to 24.
 */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/incident.h"

struct arena;
struct library;
struct step_ref;
struct item_ref;
struct choice;
struct deadline;
struct register_state;

/* An item as it stands: the words of --state, and inactive. */
enum item_state {
	ITEM_OPEN, ITEM_DONE, ITEM_NOT_APPLICABLE, ITEM_NOT_POSSIBLE,
	ITEM_LATER, ITEM_SOMEBODY_ELSE, ITEM_INACTIVE,
	ITEM_STATES
};
const char *item_state_name(enum item_state state);
enum item_state item_state_of(const char *name); /* ITEM_STATES: no such word */

struct status_item {
	const struct item_ref *ref;
	const char *row;      /* of its register; NULL: it is one by itself */
	const char *row_name; /* as people read it */
	const char *address;  /* what an action calls it: path, or path/row */
	const char *text;     /* with the row's name in it */
	enum item_state state;
	const struct tick *tick;  /* NULL: never touched */
	bool depends;             /* its `when` rests on something unknown */
};

struct status_choice {
	const struct choice *choice;
	char letter;              /* 'A' … */
	const struct step_ref *target; /* NULL: see ends */
	bool ends;                /* NULL target: true the end, false the step stays */
	const struct step_ref **also; /* further steps that become current */
	unsigned also_count;
	bool unknown;
};

enum wait_type { WAIT_NEEDS, WAIT_APPROVAL, WAIT_FILE };

struct status_wait {
	enum wait_type type;
	const char *playbook, *role, *step; /* approval: the role asked, this step */
	const char *id;                     /* approval: the pending entry */
};

struct status_step { /* a current step */
	const struct step_ref *ref;
	int64_t visit;
	int64_t since;            /* ms; when it became current */
	struct moment box_ends;   /* time box: since + within */
	bool over_time;
	bool assumed;             /* an open question is behind it */
	bool depends;             /* its `when` rests on something unknown */
	struct status_item *items;
	unsigned item_count;
	struct status_choice *choices;
	unsigned choice_count;
	struct status_wait *waits;
	unsigned wait_count;
	unsigned open_items;
};

/* A promise of an earlier draft that its text says no more. */
struct status_dropped {
	const struct document_state *document;
	const struct record_promise *promise;
};

struct status_role {
	const char *role;
	const char *title;        /* playbook's own, or NULL */
	const char *holder;       /* who took it; NULL: nobody */
	const struct record *acted; /* its last entry; NULL: none, or they left */
	unsigned done, total;
	struct status_step *current; /* most urgent first */
	unsigned current_count;
	const struct answer_row **answers; /* to its questions, not seen yet */
	unsigned answer_count;
	struct status_item *postponed; /* of steps that are not current */
	unsigned postponed_count;
	const struct inbox_row **inbox; /* oldest first; approvals made up from pendings */
	unsigned inbox_count;
	const struct tick **actions;    /* improvised, open */
	unsigned action_count;
	const struct decision_state **decisions; /* improvised, open */
	unsigned decision_count;
	struct status_dropped *dropped; /* of the texts it wrote last */
	unsigned dropped_count;
	bool finished;
};

struct status_fact {
	const char *fact;
	const struct fact *definition; /* NULL: organisation.* or from another version */
	const struct fact_state *state; /* NULL: not recorded */
	const char *value; /* NULL: not recorded or contradicted */
	bool contradiction;
};

/* A fact that nobody knows and something or somebody waits for. */
struct status_unknown {
	const struct status_fact *fact;
	unsigned waits; /* steps and undecided deadlines that rest on it */
	const struct inbox_row *question; /* NULL: nobody was asked */
	const char *owner;        /* the role that finds out; NULL: nobody */
	struct moment promised;
	bool late;                /* … and that hour has passed */
};

enum deadline_state_name {
	DEADLINE_UNDECIDED, DEADLINE_WAITING, DEADLINE_RUNNING,
	DEADLINE_DUE_SOON, DEADLINE_OVERDUE, DEADLINE_TARGET_MISSED,
	DEADLINE_FIRST_SENT, DEADLINE_MET, DEADLINE_NOT_APPLICABLE,
};
const char *deadline_state_word(enum deadline_state_name state); /* "due-soon" */

struct status_deadline {
	const struct deadline *definition;
	const struct deadline_state *state_kept; /* NULL: nothing happened yet */
	enum deadline_state_name state;
	struct moment start, due;
	int applies;   /* 1 yes, 0 no, -1 unknown */
	bool late;
};

/* Most urgent first: this order (rule 24). */
enum alert_kind {
	ALERT_NOT_SAVED, ALERT_FORGED_CIRCLE, ALERT_OVERDUE, ALERT_TWO_ANSWERS,
	ALERT_CONTRADICTION, ALERT_TARGET_MISSED, ALERT_DUE_SOON,
	ALERT_TO_CONFIRM, ALERT_SEVERITY_PROPOSED, ALERT_LATER,
	ALERT_OPEN_QUESTION,
};
const char *alert_kind_name(enum alert_kind kind);

struct status_alert {
	enum alert_kind kind;
	const char *role; /* NULL: everybody */
	const char *text; /* as in status --json: an id, a path, an item's text */
	const char *ref;  /* entry, deadline or fact; NULL */
};

struct status {
	const struct incident *incident;
	int64_t now;
	struct status_item *first; /* of all open playbooks */
	unsigned first_count;
	struct status_role *roles;
	unsigned role_count;
	struct status_fact *facts;
	unsigned fact_count;
	struct status_unknown *unknowns; /* what most waits for goes first */
	unsigned unknown_count;
	struct ratification *to_ratify; /* oldest first */
	unsigned ratify_count;
	struct register_state *registers; /* core/registers.h */
	unsigned register_count;
	struct status_deadline *deadlines; /* by due, then as defined */
	unsigned deadline_count;
	struct status_alert *alerts;
	unsigned alert_count;
};

const struct status *status_at(const struct incident *in,
			       const struct library *lib, int64_t now,
			       struct arena *a);

const struct status_role *status_find_role(const struct status *st, const char *role);
/*
 * Whether somebody works in a role at `now`: who took it does until they leave;
 * who wrote something as that role without taking it, for an hour after that.
 */
bool status_role_here(const struct status_role *r, int64_t now);
/*
 * NOBODY HERE: nobody works in a role that has open work or, from severity 3
 * on, is not finished.  own: the role of whoever reads this, who is here; NULL.
 */
bool status_role_empty(const struct status *st, const struct status_role *r,
		       const char *own, int64_t now);
/* … and the incident has been open for ten minutes: then it is an alert. */
bool status_role_alarms(const struct status *st, const struct status_role *r,
			const char *own, int64_t now);
/* The choice as it is shown: its letter, and where it leads. */
struct status_choice
status_choice_make(const struct library *lib, const struct step_ref *ref,
		   unsigned i, struct arena *a);
/* NULL: nothing asks for it, and nobody recorded it. */
const struct status_fact *status_find_fact(const struct status *st, const char *id);
/* The current step of that path, NULL: not current. */
const struct status_step *status_find_step(const struct status *st, const char *path);

/* --- what one tells others first; status_news.c */

/* Known, and no profile answer of the organisation. */
bool fact_is_news(const struct status_fact *f);
/*
 * An hour that is still to come: planned or promised.  Nobody has seen it, so
 * nobody is asked how sure it is.
 */
bool fact_is_ahead(const struct fact *f);
/*
 * Asked for by what is open now and not known, or recorded as unknown, or
 * contradicted.
 */
bool fact_is_wanted(const struct status *st, const struct status_fact *f);
/*
 * What is not known, in the one order in which it is told everywhere: sources
 * that contradict each other, then what most waits for (status.unknowns), then
 * what was recorded as not known, then what is wanted beside these.  unknowns.c
 */
const struct status_unknown *
status_rank_unknowns(const struct status *st, struct arena *a, unsigned *count);
/* A decision was taken with it: there is a sheet of it. */
bool record_decides(const struct record *r);
/* Running, overdue, or its first notice sent. */
bool deadline_runs(const struct status_deadline *d);

/*
 * The next moment after now at which a status may differ without any entry: a
 * deadline's due or due-soon, `later`, `again`, a time box.  INT64_MAX: none.
 */
int64_t status_next_change(const struct status *st);

#endif
