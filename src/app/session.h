/*
 * One incident at work: library, journals and state together, for the three
 * callers (curses loop, plain loop, commands).  Decides nothing: it asks
 * incident_decide(), appends, and applies what the disk has.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/seal_due.h"
#include "core/status.h"
#include "load/shelf.h"
#include "store/clock.h"
#include "store/evidence.h"
#include "store/folder.h"
#include "store/paths.h"
#include "store/seal.h"

struct err;
struct exercise;
struct exercise_run;
struct model;
struct model_filling;
struct model_given;

struct session {
	/* of the program's run */
	struct arena arena; /* lives as long as the session */
	struct paths paths;
	struct shelf shelf;
	bool shelf_ready;
	const char *language;
	struct journal_identity who;
	const char *zone_wanted; /* NULL: the system's */
	struct zone reader_zone; /* see session_reader_zone() */
	bool reader_zone_known;
	bool read_only_wanted;
	bool apart; /* another process writes */
	struct clock_watch clock;
	bool clock_known;   /* what this station remembers of it was read */
	int64_t clock_jump; /* ms that no entry tells of yet */
	struct record_more clock_more; /* of the entry that tells of it */
	int64_t clock_told; /* the last jump, for a warning */
	const char *passed_over; /* a refused file of the last playbook found */

	/* of the open incident; cleared by session_leave() */
	struct arena case_arena;  /* journals */
	struct arena state_arena; /* the fold over them */
	struct arena library_arena;
	struct arena status_arena;
	struct incident_place place;
	struct folder folder;
	bool is_open;
	struct incident incident;
	struct library library;
	struct zone zone; /* the incident's; an exercise's shows its own time */
	struct arena clock_arena; /* … which lives here */
	unsigned missing_files;      /* playbooks that have not arrived yet */
	char unsaved_id[33];         /* of the entry that was not saved, "" */
	unsigned library_of;         /* files that the library was made of */
	bool has_contacts;           /* the directory is in the library */
	bool has_models;             /* … and the document models */
	bool has_played;             /* … and all that an exercise is about */
	/* what documents in another language are filled in from */
	struct arena document_arena;
	struct library document_library;
	const char *document_language; /* NULL: not made yet */
	const struct status *status; /* of status_now */
	int64_t status_now;
};

struct session_options {
	const char *root, *playbooks, *language, *zone;
	bool group, read_only;
};

bool session_init(struct session *s, const struct session_options *o,
		  struct err *err);
void session_fini(struct session *s);

/* The zone of who reads here; looked up at the first call only. */
const struct zone *session_reader_zone(struct session *s);

/*
 * What an exercise's clock shows from now on, in session.zone and in what comes
 * back by time; of anything else nothing changes.
 */
void session_set_clock(struct session *s, int64_t now);

/* The files there are; read at the first call only. */
struct shelf *session_shelf(struct session *s);
/* One of them was written: they are listed anew when they are asked for. */
void session_forget_shelf(struct session *s);

/* What is odd about a journal, as a sentence. */
const char *session_alarm(const struct folder_alarm *alarm, struct arena *a);

/* Adds the directory of organisations to the library: who to call. */
void session_load_contacts(struct session *s);

/* Adds every document model, in all its languages. */
void session_load_models(struct session *s);

/* A model from the shelf, whether or not an incident is open; false: none. */
bool session_find_model(struct session *s, const char *id,
			const char *language, struct model *out);

/*
 * Fills in a model, or `body` instead of its own text (then with the promises
 * of the document's last draft), in the model's language.  An incident need
 * not be open: then only what is given and the organisation's own are known.
 */
struct session_fill {
	const struct model *model;
	const char *body; /* NULL: the model's */
	const struct model_given *given;
	unsigned given_count;
};
bool session_fill(struct session *s, const struct session_fill *fill,
		  struct arena *a, struct model_filling *out, struct err *err);
/* "model" or "model.language", as typed; NULL: none, or several. */
const struct document_state *
session_find_document(struct session *s, const char *typed,
		      const char *language);
/* The text of the last draft; NULL with err: it is not there, or changed. */
const char *session_document_text(struct session *s,
				  const struct document_state *d,
				  struct arena *a, struct err *err);

/* The organisation's own title, else the first playbook's, else "". */
const char *session_title(const struct session *s);

/* By what was typed (folder_find). */
bool session_open(struct session *s, const char *typed, struct err *err);
/* Without reading its journals: for `verify`, which does that by itself. */
bool session_look(struct session *s, const char *typed, struct err *err);
bool session_open_place(struct session *s, const struct incident_place *place,
			struct err *err);

/*
 * A new incident: folder, `open`, and where `playbook` is given that playbook
 * (its own record).  by may be NULL only for the curses and plain modes, which
 * ask at the first write (the opening lines then have no actor).
 */
struct session_start {
	const char *playbook; /* NULL: log from the first second */
	const char *exercise; /* its scenario; the playbook is its first one */
	const char *mode; /* NULL: as session_mode_of() says */
	const char *title, *tlp, *role, *by, *typed, *via;
	struct moment at;
};
bool session_start(struct session *s, const struct session_start *o,
		   struct refused *refused, struct err *err);

/* What a run of that playbook is: "assessment", also of a quiz, or "live". */
const char *session_mode_of(struct session *s, const char *playbook);

/* Whether there is such a playbook (else refused), that can be read (else err).
 */
bool session_find_playbook(struct session *s, const char *id, const char *mode,
			   struct refused *refused, struct err *err);

/*
 * A sentence, once: the playbook that was found last is not the file that its
 * writers think it is.  NULL: it is.
 */
const char *session_passed_over(struct session *s, struct arena *a);

/*
 * The exercise that is open, as it stands; NULL: it is none.  In the status's
 * arena: good until the next session_status().
 */
const struct exercise_run *session_exercise(struct session *s, int64_t now);

/*
 * A new exercise, whose clock runs from now on; where somebody leads it, it
 * stands at the beginning until that says so.
 */
struct session_exercise_start {
	const char *scenario; /* its id */
	const char *title;    /* NULL: the scenario's */
	const char *by, *typed, *via;
	struct number speed;  /* unset: 1 */
	struct moment from;   /* its wall clock; unset: as its file says */
	bool leads;           /* `by` is the facilitator */
};
bool session_begin_exercise(struct session *s,
			    const struct session_exercise_start *o,
			    struct refused *refused, struct err *err);
/* Stands still, if it runs; false: it could not be written down. */
bool session_pause_exercise(struct session *s, const char *by);

/*
 * Says in the exercise in that folder, which is not the one that is open, that
 * the open incident is real life.  false: it could not be written down.
 */
bool session_tell_real(struct session *s, const char *folder, const char *by);

/* A scenario of the shelf; NULL with refused or err: none, or with mistakes. */
const struct exercise *session_find_exercise(struct session *s, const char *id,
					     struct err *err);

/* Leaves the incident; it stays open. */
void session_leave(struct session *s);

enum session_outcome {
	SESSION_SAVED,
	SESSION_FAILED_OVER,
	SESSION_REFUSED,   /* refused */
	SESSION_NOT_SAVED, /* err; nothing changed */
	SESSION_WAITING,   /* for the disk, where another process writes */
};

/*
 * Sends one inject that is due, as the clock does where nobody leads; *act is
 * in `scratch`.  Its entry has an id that follows from the exercise and the
 * inject: of two processes that send at once one counts.  false: none is due.
 */
bool session_send_due(struct session *s, int64_t now, struct arena *scratch,
		      struct action *act, struct record **written,
		      enum session_outcome *outcome, struct err *err);

/*
 * Decides, keeps what playbook files the record takes along, appends,
 * applies.  written: the record as read back.
 */
enum session_outcome
session_act(struct session *s, const struct action *act,
	    struct record **written, struct refused *refused, struct err *err);

/*
 * The act that came back as SESSION_NOT_SAVED once more, under the id that its
 * entry has by now: should it have reached the disk, one of them is dropped.
 */
enum session_outcome
session_act_again(struct session *s, const struct action *act,
		  struct record **written, struct refused *refused,
		  struct err *err);

/*
 * A file that is kept as evidence: refused before it is copied, copied, and
 * only then entered.  `act` has text and how; the rest is filled in.  The
 * original is removed last, where `move` asks for it.  written is NULL unless
 * the entry was saved; `completed` then is the act as it was entered, which
 * session_act_again() takes after SESSION_NOT_SAVED.
 */
struct session_evidence {
	const char *path;
	bool move;
	struct evidence_watch *watch; /* NULL: nobody waits */
	/* out */
	struct evidence copied;
	struct action completed; /* in case_arena */
	const char *notice; /* what must be said although it is saved; NULL */
};
/* How the journal names a file: bytes that are no UTF-8 as \xe9. */
const char *session_file_name(const char *path, struct arena *a);
enum session_outcome
session_add_evidence(struct session *s, const struct action *act,
		     struct session_evidence *e, struct record **written,
		     struct refused *refused, struct err *err);
/* Its entry was saved later than that: the original goes, where it should. */
void session_finish_evidence(struct session *s, struct session_evidence *e);
/*
 * Once more, where entries are written now: the folder that has the copy may
 * be gone.  false: the same bytes could not be kept there.
 */
bool session_copy_evidence_again(struct session *s,
				 const struct session_evidence *e,
				 struct evidence_watch *watch);
/* What an entry with `file` and `sha256` names; watch NULL: nobody waits. */
enum evidence_state session_compare_evidence(struct session *s,
					     const struct record *r,
					     struct evidence_watch *watch);

/*
 * From now on another process writes (folder_write_apart()), for the front
 * ends: an act may answer SESSION_WAITING, and session_await() then says how it
 * ended, waiting at most that long (-1: until then).
 */
void session_write_apart(struct session *s);
enum session_outcome session_await(struct session *s, int ms,
				   struct record **written, struct err *err);
/* Gives up waiting: NOT SAVED, as far as is known. */
void session_stop_waiting(struct session *s);

/*
 * A seal over everything there is now: its file first, its entry then.
 * `completed` as of struct session_evidence.
 */
struct session_seal {
	const char *reason; /* NULL: none */
	/* out */
	struct seal made; /* in case_arena */
	struct action completed;
};
enum session_outcome
session_seal(struct session *s, const struct action *act,
	     struct session_seal *seal, struct record **written,
	     struct refused *refused, struct err *err);

/*
 * The incident and the seal's digits as a QR code in half blocks, 33 columns
 * and 17 rows: it fits a window of 24; NULL: it cannot be drawn.
 */
const char *session_seal_picture(const struct seal *seal, struct arena *a);

/* Looks at the wall clock; true: it jumped, and a warning is there. */
bool session_look_at_clock(struct session *s, int64_t wall);
/* A sentence about a clock that jumped or is not set; NULL. */
const char *
session_clock_warning(const struct session *s, int64_t wall, struct arena *a);

/* Never where nothing may be written. */
enum seal_due session_seal_due(const struct session *s, int64_t now);

/*
 * What session_act() does before it appends: the record, or why not.  Nothing
 * is written; *out lives in `scratch`.
 */
struct refused session_try(struct session *s, const struct action *act,
			   struct arena *scratch, struct record *out);

/* Everything an action points to, copied into the arena. */
struct action session_copy_action(const struct action *act, struct arena *a);

/* Reads what others wrote; true when something changed. */
bool session_refresh(struct session *s);

/* The view at `now`; the same pointer until something changed or a minute went
 * by. */
const struct status *session_status(struct session *s, int64_t now);

/*
 * Another language for the texts; the state stays.  false: the program speaks
 * English then, though playbooks in that language are taken first.
 */
bool session_use_language(struct session *s, const char *language);

#endif
