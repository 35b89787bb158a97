/*
 * What both loops (curses, plain) stand on: a session, the struct front that
 * is filled from it, and the effects.  A loop turns like this:
 *
 *	desk_init(&d, session, options);
 *	for (;;) {
 *		desk_tick(&d, paths_now());        when time went by
 *		if (desk_refresh(&d))              at least once a second
 *			event = EVENT_OTHERS_WROTE
 *		effects = app_update(app, &event, desk_front(&d));
 *		for each effect:
 *			answer = desk_do(&d, &effect);
 *			if (answer.kind != EVENT_NONE)
 *				feed it to app_update before anything else
 *		draw
 *	}
 *	desk_fini(&d);
 *
 * EFFECT_QUIT, EFFECT_SUSPEND and EFFECT_REPAINT belong to the loop: desk_do()
 * answers EVENT_NONE to them.  The session is the caller's and outlives it.
 */
#ifndef APP_DESK_H
#define APP_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/peek.h"
#include "app/run.h"
#include "app/session.h"
#include "base/arena.h"
#include "front/front.h"
#include "store/watch.h"

/* Incidents whose journals the first screen may read: the newest ones. */
#define LISTS_READ_MOST 4

struct err;

/*
 * Whoever shows how far a copy is.  tell() is called a few times a second with
 * a sentence that lives until the next call; false: stop.
 */
struct desk_progress {
	bool (*tell)(struct desk_progress *p, const char *text);
};

struct desk {
	struct session *session;
	struct front front;

	struct arena arena;          /* names that live as long as the desk */
	struct arena lists_arena;    /* the lists of the start screen */
	struct arena library_arena;  /* names of what is open */
	struct arena answer_arena;   /* what the last answer points to */
	struct arena kept_arena;     /* the act that was not saved */
	struct arena document_arena; /* the document that is shown */
	char document[192];          /* its id, "": none */
	struct front_document shown;
	struct arena profile_arena; /* the organisation's own file */
	struct front_profile profile;
	const char *given_role; /* by option, environment or settings */
	struct front_place *places;
	struct peek_fold folds[LISTS_READ_MOST]; /* of the first of them */
	struct front_playbook *playbooks;
	struct front_scenario *scenarios;
	struct front_draft *drafts;
	bool drafts_kept; /* this process has a file of them */
	bool drafts_wait; /* others type at this moment … */
	int64_t drafts_read_ms; /* … as it was then */
	struct library start_library; /* EFFECT_LIBRARY before an incident */
	bool start_library_ready;
	struct watch watch;
	bool watching;
	uint64_t listed;     /* how the lists were when they were filled … */
	int64_t list_looked; /* … and when somebody last looked */
	size_t alarms_told;
	bool whole_lists;   /* see struct app_options */
	bool looked;        /* at the journals, since the incident was opened */
	struct action kept; /* what was not saved, for EFFECT_RETRY */
	bool kept_waits;
	bool waiting;       /* for the disk to take what is kept */
	bool draws;         /* what is shown may hold a picture */
	struct seal sealed; /* the last one, until its entry is saved */
	struct session_evidence attached; /* the same; path NULL: none */
	struct desk_progress *progress;   /* of the loop; NULL: nobody looks */
};

/* Fills front: the start screen, or the incident that is open in the session.
 */
void desk_init(struct desk *d, struct session *s, const struct app_options *o);
void desk_fini(struct desk *d);

/* What a front end is shown.  The pointers in it change with every call below.
 */
const struct front *desk_front(const struct desk *d);

/*
 * Carries out one effect and answers with the event to feed back.  What the
 * event points to lives until the next desk_do().
 */
struct event desk_do(struct desk *d, const struct effect *e);

/*
 * Reads what others wrote, or on the start screen which incidents there are,
 * where something did change; true: feed EVENT_OTHERS_WROTE.  desk_watch_fd()
 * becomes readable when it is worth a call at once; -1: call it once a second.
 */
bool desk_refresh(struct desk *d);

/*
 * What the start screen tells only once it stands there: deadlines, and the
 * journals against what this station remembers.  One incident a call; true:
 * draw anew, and call again.
 */
bool desk_look_closer(struct desk *d);
bool desk_has_closer(const struct desk *d);

int desk_watch_fd(const struct desk *d);

/*
 * What an act that answered EVENT_WAITING came to; waits for it, at most that
 * long.  false: nothing yet.  desk_watch_fd() becomes readable meanwhile.
 */
bool desk_answer(struct desk *d, int ms, struct event *answer);
/* Gives up waiting: *answer is EVENT_NOT_SAVED. */
void desk_stop_waiting(struct desk *d, struct event *answer);

/*
 * In an exercise that nobody leads its clock sends what is due: one inject a
 * call.  true: feed the answer, and call again.
 */
bool desk_send_due(struct desk *d, struct event *answer);

/* Time went by: front.now, and the status as it is now. */
void desk_tick(struct desk *d, int64_t now);

/* The next moment (ms) at which the screen differs without a key: the loop
 * sleeps until then. */
int64_t desk_next_change(const struct desk *d);

#endif
