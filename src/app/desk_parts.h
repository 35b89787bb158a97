/* What desk.c, effects*.c, lists.c and drafts.c share; nobody else includes it.
 */
#ifndef APP_DESK_PARTS_H
#define APP_DESK_PARTS_H

#include "app/desk.h"

/* Everything in front that comes from the session, anew. */
void desk_fill(struct desk *d);
/* The incident in the session was opened, or left. */
void desk_turn(struct desk *d);

/* The start screen's lists: places, playbooks. */
void lists_fill(struct desk *d);
/* The next of the incidents that were only glanced at; false: there is none. */
bool lists_look_closer(struct desk *d);
/* Lets go of those. */
void lists_forget(struct desk *d);
/* Reads them again, where an incident began or ended meanwhile: true. */
bool lists_refresh(struct desk *d);
/* Playbooks alone: a new incident chooses from them too. */
void lists_fill_playbooks(struct desk *d);
/* How many signs of each playbook were seen. */
void lists_score(struct desk *d, const char *const *signs, unsigned count);

/* The document that a front end shows, as it is now. */
void documents_fill(struct desk *d);
void documents_want(struct desk *d, const char *id);

/* Drafts and the last role of the open incident, in the state folder. */
void drafts_read(struct desk *d);
/* Whoever was cut off a moment ago may still have been there at the start. */
void drafts_look_again(struct desk *d);
/* "a note, and 1 more": what was typed in an incident that is not open and was
 * not saved; NULL: nothing. */
const char *drafts_of(struct desk *d, const char *id8, struct arena *a);
/* safely: on the disk when it comes back. */
void drafts_keep(struct desk *d, const char *name, const char *text,
		 bool safely);
const char *desk_last_role(struct desk *d);
void desk_keep_role(struct desk *d, const char *role);

/* EVENT_FAILED with what went wrong. */
struct event desk_failed(struct desk *d, const struct err *err);

/* What became of an act, as the event that says so. */
struct event desk_answer_to(struct desk *d, enum session_outcome outcome,
			    const struct action *given, struct record *written,
			    const struct err *err);
/* effects_exercise.c */
struct event effect_scenarios(struct desk *d);
struct event effect_begin_exercise(struct desk *d, const struct effect *e);
struct event effect_real(struct desk *d);
/* A new incident, in the front; of no role where none is given. */
struct event effect_start(struct desk *d, const struct effect *e);
/* The moment at which an exercise sends something by itself; INT64_MAX. */
int64_t desk_next_due(const struct desk *d);

/* effects_report.c: a report, to be shown or saved; a text in a file. */
struct event effect_print(struct desk *d, const struct effect *e);
struct event effect_report(struct desk *d, const struct effect *e);

/* effects_profile.c: the organisation's own file. */
struct event effect_profile(struct desk *d);
struct event effect_profile_change(struct desk *d, const struct effect *e);

/* effects_evidence.c */

/* A copy, or a comparison, that is told of while it goes on. */
struct desk_watch {
	struct evidence_watch watch; /* first: it is what is called */
	struct desk *desk;
	const char *text; /* %1 MB of %2 are done */
	int64_t told;
	int64_t done, moved; /* how far it was, and since when it is */
	bool stopped; /* once is enough */
};
/* NULL where nobody looks. */
struct evidence_watch *
desk_watch_begin(struct desk_watch *w, struct desk *d, const char *text);
struct event effect_complete(struct desk *d, const struct effect *e);
struct event effect_evidence(struct desk *d);
/*
 * A file that was copied before its entry was not saved goes along to where
 * entries are written now; false: it could not.
 */
bool effect_carry_evidence(struct desk *d);

#endif
