/*
 * Lines to fill in, over a view.  Tab and the arrows go from line to line,
 * Left and Right choose in a line of options.  Where options stand below each
 * other Up and Down go through them, and leave them at their ends; Space picks
 * the one they are at, and so does Enter.  Passing by picks nothing.  Enter
 * saves, Esc leaves and keeps what was typed until the form is opened again.  Page Up and Down read
 * what has no room.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include <stdbool.h>

#include "ui/field.h"

struct app;
struct effects;
struct event;
struct grid;
struct box;

#define FORM_ROWS_MOST 8
#define FORM_OPTIONS_MOST 16

enum form_what {
	FORM_NONE,
	FORM_NAME,
	FORM_NOTE,
	FORM_CORRECT,
	FORM_DECIDE,
	FORM_LATER,
	FORM_SOMEBODY,
	FORM_EARLIER, /* done before it is written down */
	FORM_FACT,
	FORM_CELL, /* of a register: a text */
	FORM_NEW_ROW,
	FORM_FIND_OUT,
	FORM_RATIFY,
	FORM_CALL,
	FORM_ASK,
	FORM_TELL,
	FORM_ANSWER,
	FORM_APPROVE,
	FORM_HANDOVER,
	FORM_CLOCK,
	FORM_ACTION,
	FORM_DECISION,
	FORM_TITLE,
	FORM_CLOSE,
	FORM_OPEN_AGAIN,
	FORM_DEADLINE,
	FORM_FOLDER, /* NOT SAVED: another disk */
	FORM_PHASE,
	FORM_DOCUMENT, /* its text */
	FORM_RELEASE,
	FORM_REFUSE,
	FORM_TAKE_BACK,
	FORM_EVIDENCE,
	FORM_PROFILE, /* of the organisation: what stands at one place */
	FORM_INJECT,    /* improvised, or changed before it is sent */
	FORM_SPEED,     /* of the exercise's clock */
	FORM_JUMP,      /* … what it shows */
	FORM_OBSERVE,
	FORM_SCORE,
	FORM_ATTEND,    /* who takes part */
	FORM_DECIDED,   /* what the players of a round decided */
	FORM_END,       /* of the exercise */
	FORM_AFTER,     /* … what is said of it then */
};

/* Which line it is, for form_*.c. */
enum form_id {
	FORM_ID_NONE,
	FORM_ID_TEXT,
	FORM_ID_AT,
	FORM_ID_REASON,
	FORM_ID_ADVICE,
	FORM_ID_UNTIL,
	FORM_ID_TO,
	FORM_ID_VALUE,
	FORM_ID_ROW,
	FORM_ID_BOUND,
	FORM_ID_SOURCE,
	FORM_ID_CERTAINTY,
	FORM_ID_OUTCOME,
	FORM_ID_REF,
	FORM_ID_OPTIONS,
	FORM_ID_ANSWER,
	FORM_ID_VIA,
	FORM_ID_PROOF,
	FORM_ID_DUE,
	FORM_ID_PATH, /* of a file: Tab completes it */
	FORM_ID_HOW,
	FORM_ID_MOVE,
	FORM_ID_PERSONAL, /* a number is changed first, or saved */
	FORM_ID_PROFILE,  /* of the organisation's file */
	FORM_ID_TITLE,
	FORM_ID_CHANNEL,
	FORM_ID_SCORE,
	FORM_ID_SPEED,
};

struct form_row {
	enum form_id id;
	const char *label;
	const char *hint; /* under it; NULL */
	const char *arg;  /* which one, where several have an id */
	bool required;
	struct field field;
	/* options to choose from instead of a field */
	const char *options[FORM_OPTIONS_MOST]; /* as shown */
	const char *values[FORM_OPTIONS_MOST];  /* as meant */
	unsigned option_count;
	unsigned picked;
	bool unanswered; /* … and none is picked: nobody is answered for */
	bool brief; /* where they do not fit only the picked one is shown */
};

struct form {
	enum form_what what;
	const char *title;
	const char *text;    /* above the lines; NULL */
	bool text_last;      /* … or below them, where both have no room */
	int scroll;          /* lines away from what shows the focus */
	const char *subject; /* what it is about: an id, a path; NULL */
	const char *act;     /* FORM_DEADLINE: which */
	unsigned part;       /* FORM_PROFILE: of the file */
	bool typed;          /* something in it differs from what was offered */
	struct form_row rows[FORM_ROWS_MOST];
	unsigned count;
	unsigned focus;
	int at; /* the option that Up and Down went to; -1: none */
	const char *complaint;
};

struct form *form_open(struct app *app, enum form_what what, const char *title,
		       const char *text, const char *subject);
struct form_row *form_add_field(struct app *app, enum form_id id,
				const char *label, bool required);
struct form_row *
form_add_options(struct app *app, enum form_id id, const char *label);
/* Whether the options of the focused line stand below each other. */
bool form_is_stacked(const struct app *app);
/* Options of which none is picked before somebody picks one. */
struct form_row *
form_add_question(struct app *app, enum form_id id, const char *label);
/* The answer that stands already. */
void form_pick(struct form_row *row, const char *value);
void form_add_option(struct app *app, struct form_row *row, const char *shown,
		     const char *value);
void form_close(struct app *app);
void form_fini(struct form *f);

void form_update(struct app *app, const struct event *ev, struct effects *out);
void form_draw(const struct app *app, struct grid *g, struct box b);

/* What a line says, in the app's scratch; NULL: nothing. */
const char *form_value(struct app *app, enum form_id id);
/* What a path can become; the answer to EFFECT_COMPLETE. */
void form_completed(struct app *app, const struct event *ev);

/* Enter: checks, acts.  In form_saved.c. */
void form_saved(struct app *app, struct effects *out);

/* --- the forms there are, in forms.c */
void form_name(struct app *app);
void form_note(struct app *app, const char *about);
void form_fact(struct app *app, const char *fact);
void form_call(struct app *app, const char *contact);

#endif
