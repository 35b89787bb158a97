/*
 * Sentences about the things of core, in the reader's language, for both
 * front ends, the command line and the reports.  All results are in the arena,
 * safe to show (text_show()), without final newline.
 */
#ifndef FRONT_SAY_H
#define FRONT_SAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/personal.h"
#include "core/gate.h"
#include "core/incident.h"
#include "core/playbook.h"
#include "core/status.h"

struct arena;
struct model_words;
struct zone;
struct library;
struct register_cell;
struct register_row;
struct register_sum;
struct register_state;
struct step_ref;
struct item_ref;
struct work_row;

/* What, why, what now: one sentence or two. */
const char *
say_refused(struct refused r, const struct action *act, struct arena *a);
/*
 * What stands in the way as the screen calls it: a step by its role, number
 * and title instead of its path, a role, a deadline.  The command line keeps
 * what one types there.
 */
struct refused
refused_on_screen(struct refused r, const struct library *lib, struct arena *a);

/* "Management", "IT", "Communications", "Emergency planning"; a playbook's own
 * title for others. */
const char *
say_role(const char *role, const struct library *lib, struct arena *a);
const char *
say_role_short(const char *role, struct arena *a); /* MGT, IT, COM, NP */
/*
 * Who wrote as this role last, and when: "IT duty officer, last entry 03:24";
 * NULL: nobody, or they left.
 */
const char *say_acted(const struct status_role *r, int64_t now,
		      const struct zone *z, struct arena *a);
/* Who has the role, else that; NULL: nobody. */
const char *say_worker(const struct status_role *r, int64_t now,
		       const struct zone *z, struct arena *a);
/* "NOBODY HERE, last entry 03:24" */
const char *say_nobody(const struct status_role *r, int64_t now,
		       const struct zone *z, struct arena *a);

/*
 * Words for ids that no file explains; not made safe to show.  A contact's own
 * name, the office behind a special id, the id; "the college of mayor and
 * aldermen"; a fact's label, also of the organisation's own answers.
 */
const char *
say_contact(const char *id, const struct library *lib, struct arena *a);
const char *say_decider(const char *id);
/* What a role said of a decision: "with", "against", "not-asked". */
const char *say_advice(const char *advice);
/*
 * For who must approve it: "Asked by A. Example; because: it spreads; Police
 * advised AGAINST it".
 */
const char *say_grounds(const struct record *r, const struct library *lib,
			struct arena *a);
const char *say_fact_label(const char *id, const struct library *lib);

/* More than one playbook is open: a number alone may mean two things. */
bool say_needs_codes(const struct incident *in);
/*
 * "3", "3.1"; with more than one playbook open as on paper, "RW-I3.1", so that
 * nobody takes one for the other's.
 */
const char *say_step_number(const struct step_ref *ref,
			    const struct incident *in, struct arena *a);
const char *say_item_number(const struct item_ref *ref,
			    const struct incident *in, struct arena *a);

/* done, not applicable, …; "[x]" */
const char *say_item_state(enum item_state state);
const char *say_item_mark(enum item_state state);
const char *say_phase(enum step_phase phase);
const char *say_mode(enum step_mode mode);
const char *say_severity(int64_t severity);
/* What kind of thing is still open when an incident is to be closed. */
const char *say_gate_kind(enum gate_kind kind);
/* What is open, in the reader's language where a playbook has the words. */
struct gate_row;
const char *say_gate_row(const struct gate_row *row, const struct library *lib,
			 struct arena *a);
const char *say_deadline_state(enum deadline_state_name state);
const char *say_emergency_phase(const char *phase);

/* "draft 2", "waits for approval", "released, changed since"; d NULL: "-". */
const char *say_document_stage(const struct document_state *d,
			       const struct incident *in,
			       const struct library *lib, struct arena *a);
/* A promise of an earlier draft that the text says no more: "next news, 12:00" */
const char *say_dropped(const struct record_promise *promise,
			const struct zone *z, struct arena *a);
/* The same as open work, with the text it stood in. */
const char *say_dropped_work(const struct status_dropped *d,
			     const struct library *lib, const struct zone *z,
			     struct arena *a);
/* public, staff, authority, internal: whom a model's text is for. */
const char *say_audience(const char *audience);

/* What a document says in words of our own, in the language in use. */
void say_model_words(struct model_words *w);

/* One line of the timeline: the word for the kind, and what. */
struct say_line {
	const char *word; /* done, DECIDE, note, fact … */
	const char *text;
	bool late; /* it happened earlier than it was written */
};
struct say_line
say_record(const struct record *r, const struct incident *in,
	   const struct library *lib, const struct zone *z, struct arena *a);

const char *
say_alert(const struct status_alert *al, const struct status *st,
	  const struct library *lib, const struct zone *z, struct arena *a);

/* What would change by a choice: "-> step 4 Preserve evidence, also step 6",
 * "-> the end". */
const char *say_target(const struct status_choice *c, struct arena *a);
/* Without "also", for where that has no room. */
const char *say_target_alone(const struct status_choice *c, struct arena *a);
/* "Also begins step 6 Find the entry."; NULL: nothing beside its target. */
const char *say_also(const struct status_choice *c, struct arena *a);
const char *say_fact_value(const struct status_fact *f, const struct zone *z,
			   struct arena *a);

/*
 * A playbook's text, each {{fact}} as the team recorded it, or as [its label ?].
 * Before there is an incident, st NULL: as it is.
 */
const char *say_filled(const char *text, const struct status *st,
		       const struct library *lib, const struct zone *z,
		       struct arena *a);

/* "This looks like a bank account number. The log never forgets." */
const char *say_personal(enum personal kind);

/* "IT, promised 05:00"; who finds it out and by when. */
const char *say_unknown(const struct status_unknown *u,
			const struct library *lib, const struct zone *z,
			struct arena *a);
/* "Close the counters: Yes" */
const char *say_ratification(const struct ratification *r,
			     const struct library *lib, struct arena *a);
/* "ratified" in the reader's language; what is none of our words as it is. */
const char *say_ratified(const char *outcome);
/* A row of the open work of a role: core/work.h. */
const char *say_work(const struct work_row *row, const struct status_role *role,
		     const struct library *lib, const struct zone *z,
		     struct arena *a);

/* What the municipality added itself: "Call the harbour (OURS)". */
const char *say_ours(const char *text, bool ours, struct arena *a);

/* --- registers: see core/registers.h */
const char *say_cell(const struct register_cell *cell, struct arena *a);
/* "2 Down, 1 Limited, 5 not known yet" */
const char *
say_register_counts(const struct register_state *r, struct arena *a);
/* "Reached 34 of 120; 2 rows not counted yet" */
const char *say_register_sum(const struct register_sum *sum, struct arena *a);
/* What the board says of one row: its state, or how many of how many. */
const char *say_register_state(const struct register_state *r,
			       const struct register_row *row, struct arena *a);
/* "State: Down, On paper: Possible" */
const char *say_register_row(const struct register_state *r,
			     const struct register_row *row, struct arena *a);

/* --- moments, in the reader's zone: fixed forms, 24 hours */
/* When a scenario or round begins, in the reader's words: "Fri 22:40". */
const char *say_begins(const char *begins, struct arena *a);
const char *
say_clock(int64_t t, const struct zone *z, struct arena *a); /* 03:41 */
const char *say_day_clock(int64_t t, const struct zone *z,
			  struct arena *a); /* Tue 14 Jul 03:41 */
const char *say_day(int64_t t, const struct zone *z,
		    struct arena *a); /* Tue 14 Jul 2026 */
const char *say_date_clock(int64_t t, const struct zone *z,
			   struct arena *a); /* Tue 14 Jul 2026 03:41 CEST */
const char *say_left(int64_t ms, struct arena *a); /* 71:31; -0:15; 3 d 04:10 */
const char *say_ago(int64_t ms, struct arena *a);  /* 14 min ago */

/* Two words to say an incident's id on the phone: heron-lamp. */
const char *say_words(const char *incident_id, struct arena *a);

/* "#9f3a6": how an entry is named. */
const char *say_entry(const char *entry_id, struct arena *a);
/*
 * What waits in an inbox: a task in the reader's language, an approval with
 * the question that it answers.
 */
const char *say_inbox(const struct inbox_row *row, const struct library *lib,
		      struct arena *a);

#endif
