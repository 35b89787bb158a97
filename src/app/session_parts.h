/* What the files of session_*.c share; nobody else includes it. */
#ifndef APP_SESSION_PARTS_H
#define APP_SESSION_PARTS_H

#include "app/session.h"

struct record;

/* The library of the open incident, from the files it took along. */
void session_make_library(struct session *s);
/* Whom to call, from the organisation's file as it is now. */
void session_renew_organisation(struct session *s, struct library *lib,
				struct arena *a);

/* The shelf's id that is nearest to one that was misspelt; NULL: none. */
const char *session_nearest(struct session *s, const char *typed,
			    bool (*is_wanted)(enum file_kind kind));

/* Puts what the action may open into the library. */
void session_reach_for(struct session *s, const struct action *act);

/* Puts the playbook into the library, with what it shares items with. */
const struct playbook *session_add_playbook(struct session *s, const char *id);
/* The playbooks that `same-as` of the library's playbooks lead to. */
void session_follow_same_as(struct session *s);

/* Copies what the record takes along into the incident's folder. */
bool
session_keep_files(struct session *s, const struct record *r, struct err *err);

/* Times and numbers as people type them, made into values of the fact. */
void session_read_value(struct session *s, struct action *act,
			struct arena *scratch);

/*
 * What an ACT_DOCUMENT leaves to the program: a draft's text, filled in where
 * none was given, its name and hash, and the entry's id; of the other acts the
 * text that they are about.  id: of the entry that was not saved, or "".
 */
bool session_prepare_document(struct session *s, struct action *act,
			      const char *id, struct arena *scratch,
			      struct err *err);

/* session_act() under an id that its entry must have; "": any. */
enum session_outcome
session_act_as(struct session *s, const struct action *act, const char *id,
	       struct record **written, struct refused *refused,
	       struct err *err);

/* false with err: nothing can be written here. */
bool session_may_write(const struct session *s, struct err *err);

/*
 * Everything that can be refused, before anything is written beside the
 * journal: SESSION_SAVED means that it may go on.
 */
enum session_outcome
session_try_first(struct session *s, const struct action *act,
		  struct refused *refused, struct err *err);

/* The entry that tells of a jump of the clock, before the next; NULL: none. */
const struct record *
session_clock_record(struct session *s, int64_t wall, struct record *r);

/* Appends and applies; the outcome without SESSION_REFUSED. */
enum session_outcome session_write(struct session *s, const struct record *r,
				   struct record **written, struct err *err);

#endif
