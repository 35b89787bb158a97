/*
 * What the modules of the engine share: incident, enter, apply, conditions,
 * current, deadline, resolve, find, decide and status.  Nobody outside of core
 * includes this.
 */
#ifndef CORE_ENGINE_H
#define CORE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/incident.h"
#include "core/status.h"

struct arena;
struct choice;
struct condition;
struct deadline;
struct library;
struct playbook;
struct setting;
struct step_ref;
struct telling;

/*
 * No step is ever visited so often.  A forged line with more is held to this,
 * so that a next visit is always a number that JSON can carry.
 */
#define VISIT_MOST ((int64_t)1 << 53)

/* --- incident.c */

/* a and b are the same text; NULL counts as "". */
bool same_text(const char *a, const char *b);

/* What stands of a fact or cell: NULL where unknown or contradicted. */
const char *standing_value(const struct fact_state *f);
bool standing_contradicted(const struct fact_state *f);
/* How the maps of cells and rows are keyed. */
const char *
cell_key(struct arena *a, const char *reg, const char *column, const char *row);
const char *row_key(struct arena *a, const char *reg, const char *row);
#define ROW_STRUCK "struck" /* the value of a row without a column */

/* Whether the playbook that a path begins with is open. */
bool path_is_open(const struct incident *in, const char *path);

void *
copied_array(struct arena *a, const void *array, size_t count, size_t size);

/*
 * What a trial may change: steps, playbooks, facts and deadlines.  The log is
 * left out, and so is what no consequence depends on (inbox, ticks …); the
 * entries are shared.
 */
void incident_copy(const struct incident *from, struct arena *a,
		   struct incident *to);

/* --- enter.c: the visits of a step (rules 1 to 6) */

struct step_state *step_made(struct incident *in, const char *path);
int64_t visit_clamped(int64_t visit);
/* The visit that a step gets when something leads to it. */
int64_t step_next_visit(const struct step_state *s);
/* keep: ticks of the visit before stand. */
void step_enter(struct incident *in, struct step_state *s, int64_t visit,
		const char *via, int64_t time, bool keep);
/* An act in a visit that came back by time alone enters it. */
void
step_touch(struct incident *in, const char *path, int64_t visit, int64_t time);
void step_add_answer(struct incident *in, struct step_state *s,
		     const struct answer *answer);
void step_pass(struct incident *in, const char *path, int64_t visit,
	       const char *why, const char *via);
/* Takes away what was entered only through these entries. */
void entries_undo(struct incident *in, const char *const *ids, unsigned count);

/* --- apply.c, consequences.c */

/* incident_apply() without the log: also for trials. */
void record_fold(struct incident *in, const struct record *rec);
void consequences_fold(struct incident *in, const struct record *rec);
struct deadline_state *deadline_made(struct incident *in, const char *id);
/* apply_document.c */
void apply_document(struct incident *in, const struct record *rec);

/* --- conditions.c */

enum holds { HOLDS_NO, HOLDS_YES, HOLDS_UNKNOWN };

enum holds conditions_hold(const struct incident *in,
			   const struct condition *rows, unsigned count);
/* Whether a fact that is not known decides about them. */
bool conditions_depend(const struct incident *in, const struct condition *rows,
		       unsigned count);
/* The facts that may be recorded: vocabularies, then playbooks that were
 * opened. */
const struct fact *fact_defined(const struct incident *in,
				const struct library *lib, const char *id);

/* --- current.c: what stands open at a moment */

struct current_step {
	const struct step_ref *ref;
	const struct step_state *state;
	int64_t visit;
};

struct current_list {
	struct current_step *steps;
	unsigned count;
};

struct current_list
current_at(const struct incident *in, const struct library *lib, int64_t now,
	   struct arena *a);
/* The visit in which a step is current in that list, 0: it is not. */
int64_t
current_visit(const struct current_list *cur, const struct step_ref *ref);
/* The same for one step, without a list. */
int64_t step_current_visit(const struct incident *in, const struct library *lib,
			   const struct step_ref *ref, int64_t now);

/*
 * visit: that of its step in the current list, 0 for a first action.  row: of
 * an item that has one for each row of a register, else NULL.
 */
enum item_state
item_state_at(const struct incident *in, const struct item_ref *ref,
	      const char *row, int64_t visit, int64_t now);
/* The tick that counts for an item, NULL: none. */
const struct tick *item_tick(const struct incident *in,
			     const struct item_ref *ref, const char *row);

/* Paths of the steps that a step still waits for. */
const char **
needs_unmet(const struct incident *in, const struct library *lib,
	    const struct current_list *cur, const struct step_ref *ref,
	    struct arena *a, unsigned *count);
/* Whether this pending waits in that visit of the step. */
bool pending_waits(const struct pending *p, const char *step, int64_t visit);
/* The oldest one of a step's visit, NULL: none. */
const struct pending *
pending_of(const struct incident *in, const char *step, int64_t visit);

/* --- deadline.c (rules 16 to 18) */

struct deadline_row {
	const struct deadline *deadline;
	const char *playbook; /* NULL: of a law or of the organisation */
};

struct deadline_row *
deadlines_listed(const struct incident *in, const struct library *lib,
		 struct arena *a, unsigned *count);
struct status_deadline
deadline_at(const struct incident *in, const struct deadline *d, int64_t now);
/* Not yet decided and started: an incident is not closed over it. */
bool deadline_is_running(enum deadline_state_name state);
/* The moment when it becomes due soon. */
int64_t deadline_soon_from(int64_t start, int64_t due);

/* --- decide.c and its parts: one act that is being looked at */

struct proposal {
	const struct incident *in;
	const struct library *lib;
	const struct action *act;
	int64_t now;
	int64_t at; /* when it happened: --at, else now */
	struct arena *a;
	struct current_list cur;
	struct record *out;
};

/* Consequences as the playbook words them, not yet resolved. */
struct wanted {
	const struct step_ref *go_to; /* NULL: nowhere */
	const struct step_ref **also;
	unsigned also_count;
	const struct setting *sets;
	unsigned set_count;
	const char *certainty; /* of the sets */
	const char *const *starts;
	unsigned start_count;
	const char *const *meets;
	unsigned meet_count;
	const struct telling *tells;
	unsigned tell_count;
	const char *tells_from; /* the playbook that `tells` mean by default */
	const char *const *opens;
	unsigned open_count;
	bool raises;
	int severity;
};

struct refused may(void);
struct refused refuse(enum refusal why, const char *name, const char *other);

/* Writes into p->out every consequence, tried out on a copy of the state. */
void resolve(struct proposal *p, const struct wanted *wanted);

/* STEP and ITEM as typed (rule 21). */
struct refused find_step(const struct proposal *p, const char *typed,
			 const struct step_ref **found);
struct refused find_item(const struct proposal *p, const char *typed,
			 const struct item_ref **found);
/* An id or letter of a choice; NULL: no such. */
const struct choice *find_choice(const struct step_ref *ref, const char *typed);
/* A step's path by its full path or as typed; for a note. */
struct refused
find_place(const struct proposal *p, const char *typed, const char **path);

#define ID_PREFIX 5 /* characters of an id that are enough where unique */
/* Whether `typed` is id, or 5 or more of its first characters. */
bool id_matches(const char *id, const char *typed);
/* The key of the one entry of a map that `typed` means. */
struct refused find_id(const struct map *map, const char *typed,
		       enum refusal none, const char **id);

/* A role of the standard or of a playbook that was opened. */
bool role_is_known(const struct proposal *p, const char *role);
/* A role of a playbook that was opened. */
bool role_takes_part(const struct proposal *p, const char *role);
/* The roles that there are, for a refusal. */
const char *roles_listed(const struct proposal *p);
struct refused role_addressed(const struct proposal *p, const char *role);
struct refused reason_needed(const struct proposal *p);
bool circle_allows(const struct proposal *p, const struct playbook *pb);

/* Whether a value can be that fact's; a time becomes a stamp. */
struct refused fact_value(const struct proposal *p, const struct fact *f,
			  const char **value);
struct refused decide_item(struct proposal *p);
struct refused decide_choice(struct proposal *p);
struct refused decide_skip(struct proposal *p);
struct refused decide_reopen(struct proposal *p);
struct refused decide_take(struct proposal *p);
struct refused decide_message(struct proposal *p);
struct refused decide_answer(struct proposal *p);
struct refused decide_withdraw(struct proposal *p);
struct refused decide_action(struct proposal *p);
struct refused decide_decision(struct proposal *p);
struct refused decide_fact(struct proposal *p);
/* Whether a value is a whole number that can be counted with. */
struct refused check_whole_number(const char *value);
/* `replaces` of a new value of a fact or cell; f NULL: it has none yet. */
void replace_values(struct proposal *p, const struct fact_state *f);
struct refused decide_row(struct proposal *p);
struct refused decide_deadline(struct proposal *p);
struct refused decide_call(struct proposal *p);
struct refused decide_note(struct proposal *p);
struct refused decide_evidence(struct proposal *p);
struct refused decide_seal(struct proposal *p);
struct refused decide_correct(struct proposal *p);
struct refused decide_presence(struct proposal *p);
struct refused decide_handover(struct proposal *p);
struct refused decide_clock(struct proposal *p);
struct refused decide_severity(struct proposal *p);
struct refused decide_phase(struct proposal *p);
struct refused decide_playbook(struct proposal *p);
struct refused decide_title(struct proposal *p);
struct refused decide_close(struct proposal *p);
struct refused decide_open_again(struct proposal *p);
/* decide_exercise.c */
struct refused decide_inject(struct proposal *p);
struct refused decide_observe(struct proposal *p);
/* … with an act, in decide_after.c */
struct refused decide_after(struct proposal *p);
struct refused decide_pause(struct proposal *p);
struct refused decide_link(struct proposal *p);
struct refused decide_document(struct proposal *p);
/* yes or no to a row that asks to approve a document. */
struct refused decide_document_answer(struct proposal *p,
				      const struct inbox_row *row);

/* The consequences of a choice: of a decision and of an approval's yes. */
void choice_resolve(struct proposal *p, const struct step_ref *ref,
		    const struct choice *c);
/* Whose consequences count: those of the `as-if` choice, else its own. */
const struct choice *
choice_effective(const struct step_ref *ref, const struct choice *c);

/* --- status_role.c, alerts.c: parts of a status that is being made */

struct making {
	struct status *st;
	const struct incident *in;
	const struct library *lib;
	int64_t now;
	struct arena *a;
	struct current_list cur;
	const struct playbook **open; /* in order of opening */
	unsigned open_count;
};

void status_make_roles(struct making *m);
void status_make_inboxes(struct making *m);
void status_make_dropped(struct making *m);
void status_make_improvised(struct making *m);
void status_make_unknowns(struct making *m);
void status_make_alerts(struct making *m);
void status_alert(struct making *m, enum alert_kind kind, const char *role,
		  const char *text, const char *ref);

#endif
