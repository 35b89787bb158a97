/*
 * The line front end, for screen readers, serial lines, dumb terminals and
 * scripts: a dialogue in which the output only ever appends.  It knows no
 * file, clock or terminal: lines and events come in, text and effects go out.
 *
 *	effects = plain_begin(&p, false, &out);
 *	for (;;) {
 *		while there are effects: event = desk_do(effect);
 *			effects = plain_event(&p, &event, &out);
 *		plain_prompt(&p, &out);   the last line, without its end
 *		print out, read a line
 *		effects = plain_line(&p, line, &out);
 *	}
 *
 * What the dialogue asks is a small stack of questions; each is a row of a
 * const table (question.c).  Whatever is written down is asked field by field
 * by the forms of forms.c and decided by incident_decide() behind EFFECT_ACT.
 */
#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "front/front.h"
#include "front/profile.h"

struct field;

#define PLAIN_DEPTH 8 /* questions on top of each other */
#define PLAIN_QUEUE 4 /* acts that follow each other by themselves */
#define PLAIN_PART 10 /* rows of a list that are said at once */
#define PLAIN_ASKED 8 /* facts that one tick may ask for */
#define PLAIN_SIGNS 64
#define PLAIN_MATCHES 3
#define PLAIN_ADVICE 16
#define DRAFT_LINES 8

enum question {
	QUESTION_MENU,   /* the start */
	QUESTION_WORK,   /* the step: its items, then its decision */
	QUESTION_ASSESS, /* a question of an assessment */
	QUESTION_SIGNS,  /* new incident: what do you see? */
	QUESTION_MATCH,  /* new incident: which playbook? */
	QUESTION_ROLE,
	QUESTION_BY,   /* who is at the keyboard? */
	QUESTION_VIEW, /* a list */
	QUESTION_READ, /* one step that is read, not worked on */
	QUESTION_FORM, /* one field of what will be written */
	QUESTION_SAVE, /* Save? */
	QUESTION_PERSONAL, /* a number that should not be in a log: save it? */
	QUESTION_NOT_SAVED,
	QUESTION_FOLDER, /* NOT SAVED: in which folder? */
	QUESTION_LEAVE,
	QUESTION_SCENARIO, /* an exercise: alone, or led? */
	QUESTION_INJECT,   /* what is done with one */
	QUESTION_REAL,     /* real life? */
	QUESTIONS
};

enum view {
	VIEW_ITEMS,
	VIEW_TIMELINE,
	VIEW_DEADLINES,
	VIEW_CONTACTS,
	VIEW_CALLS,
	VIEW_FACTS,
	VIEW_REGISTERS,
	VIEW_WORK,
	VIEW_RATIFY,
	VIEW_MESSAGES,
	VIEW_MAP,
	VIEW_WHO,
	VIEW_BOARD,
	VIEW_ALERTS,
	VIEW_PLAYBOOKS,
	VIEW_OLDER,
	VIEW_ASSESSMENTS,
	VIEW_SCENARIOS,
	VIEW_INJECTS, /* for who leads an exercise */
	VIEW_PROFILE, /* the organisation's own file */
	VIEW_HELP,
	VIEWS
};

enum form {
	FORM_NONE,
	FORM_ITEM,
	FORM_DECIDE,
	FORM_SKIP,
	FORM_REOPEN,
	FORM_TAKE,
	FORM_HEAR,
	FORM_ASK,
	FORM_TELL,
	FORM_ANSWER,
	FORM_APPROVE,
	FORM_HEARD,
	FORM_WITHDRAW,
	FORM_ACTION,
	FORM_ACTION_STATE,
	FORM_DECISION,
	FORM_DECIDED,
	FORM_FACT,
	FORM_ROW,
	FORM_SEEN,
	FORM_RATIFY,
	FORM_FIND_OUT,
	FORM_DEADLINE,
	FORM_CALL,
	FORM_NOTE,
	FORM_CORRECT,
	FORM_JOIN,
	FORM_RELEASE,
	FORM_HANDOVER,
	FORM_ACCEPT,
	FORM_CLOCK,
	FORM_SEVERITY,
	FORM_PHASE,
	FORM_PLAYBOOK,
	FORM_STOP,
	FORM_TITLE,
	FORM_CLOSE,
	FORM_OPEN_AGAIN,
	FORM_EVIDENCE,
	FORM_SEAL,
	FORM_DOCUMENT, /* what is done with a text */
	FORM_UNDO,
	FORM_AFTER, /* an exercise */
	FORM_SEND, /* an inject */
	FORM_HOLD,
	FORM_CHANGE,
	FORM_IMPROVISE,
	FORM_PAUSE, /* the exercise's clock */
	FORM_SPEED,
	FORM_JUMP,
	FORM_ROUND,
	FORM_PLAYERS, /* what they decided */
	FORM_OBSERVE,
	FORM_SCORE,
	FORM_END, /* of the exercise */
	FORM_PROFILE, /* a place in the organisation's file */
	FORMS
};

struct plain_frame {
	enum question question;
	enum view view;   /* QUESTION_VIEW */
	const char *path; /* QUESTION_READ; lives in `known` */
};

/* What is being filled in. */
struct plain_form {
	enum form form;
	unsigned field;           /* which one is asked */
	const struct field *mend; /* one more, after a refusal; NULL: none */
	struct action act;        /* its strings live in `kept` */
	bool earlier;            /* it happened before now: the time is asked */
	bool asked_by_item;      /* a fact that a tick asked for */
	bool chosen;             /* the playbook was picked already */
	unsigned open_items;     /* of the step that is decided */
	bool blocked;            /* … needs or an approval are missing */
	enum reason_rule reason; /* … of its choice */
	const char **advisers;   /* … of its step */
	unsigned adviser_count;
	struct record_advice advice[PLAIN_ADVICE];
	bool personal;    /* its numbers may stand in the log */
	const char *draft; /* under which name its lines are kept; NULL: not */
	const char *lines[DRAFT_LINES]; /* as they were typed, by field */
	const char *word; /* what `undo` will do, as a sentence */
	struct profile_change change; /* FORM_PROFILE */
	unsigned options_from; /* the part of a long list that was said last */
	unsigned only;                /* … its one field, from 1; 0: all */
};

enum plain_intake { INTAKE_NONE, INTAKE_FIRST, INTAKE_SIGNS, INTAKE_MATCH };

struct plain {
	const struct front *front; /* app's; read only */
	struct arena scratch;      /* until the next line */
	struct arena kept;         /* of the form that is being filled in */
	struct arena known;        /* of the incident that is open */
	struct buf said;           /* the last block, for `repeat` */
	struct effects effects;
	enum effect_kind flight; /* asked of app/ and not answered yet */
	struct plain_frame stack[PLAIN_DEPTH];
	unsigned depth;
	bool anew; /* the question is told, not only prompted */
	bool ended;
	bool repeats; /* what is said now was said before */

	/* where the role is: see where.c */
	struct buf step; /* path; empty: the most urgent step */
	int64_t visit;   /* of it */
	struct buf work; /* the key of the work that `next` went to */
	struct buf told; /* path of the step that was told last */
	int64_t told_visit;
	unsigned item;   /* index; the count of items: the decision */
	struct buf here; /* path of that item; empty: the decision */
	bool picked;     /* that item was asked for, open or not */
	bool in_first;   /* at the first actions */
	bool first_told;

	struct buf question; /* of an assessment: its path; empty: the first
				that is open */

	/* a new incident: see intake.c */
	enum plain_intake intake;
	const char *signs[PLAIN_SIGNS];
	unsigned sign_count;
	unsigned sign_next; /* the first one of the part that is said */
	const char *matches[PLAIN_MATCHES];
	unsigned match_count;

	struct plain_form filling;
	struct action queue[PLAIN_QUEUE];
	unsigned queue_next, queue_count;
	bool submit_waits; /* for a name or a role */
	struct buf paper; /* what was given up, one line each: not in the log */
	const char *asked[PLAIN_ASKED]; /* facts, in `known` */
	unsigned asked_count, asked_next;

	enum view listed;   /* the list that `more` goes on with */
	unsigned list_next; /* its first row that was not said yet */
	bool list_all;      /* its folded rows too */
	unsigned *rows;     /* what stands in it, in `scratch` */
	unsigned row_count;
	bool rows_ready; /* … and is still so */
	struct buf find; /* what it is narrowed to; empty: nothing */
	struct map alerts_told;
	size_t log_told; /* entries of the incident that were told */
	struct buf notice_told, advice_told;
	enum view view_waits; /* for EFFECT_LIBRARY; VIEWS: none */
	const char *role_wanted;
	unsigned scenario;   /* of the front's list, that is chosen */
	unsigned inject;     /* of the exercise, that is looked at */
	bool document_waits; /* a text was asked for, to be read out */
};

/* front must outlive it; what it points to may change between two calls. */
void plain_init(struct plain *p, const struct front *front);
void plain_fini(struct plain *p);

/* The first words: the incident that is open, a new one, or the start. */
struct effects plain_begin(struct plain *p, bool new_incident, struct buf *out);

/*
 * A line as it was typed, without its newline; NULL: the input has ended,
 * which leaves.  What must be said is appended to out.
 */
struct effects plain_line(struct plain *p, const char *line, struct buf *out);

/* The answer to an effect, or something that happened meanwhile. */
struct effects
plain_event(struct plain *p, const struct event *ev, struct buf *out);

/*
 * To be called before each reading: what happened since, the question where
 * it was not told yet, and the prompt without a newline.
 */
void plain_prompt(struct plain *p, struct buf *out);

/* The disk does not answer: says so, and how long already. */
void plain_waits(struct plain *p, struct buf *out);

#endif
