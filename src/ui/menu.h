/*
 * A question with lines to choose from, over a view.  Enter chooses, Esc
 * leaves it; nothing is chosen beforehand where there is no safe line.  One
 * line may be typed in (`typed`): reasons are picked or typed.
 */
#ifndef UI_MENU_H
#define UI_MENU_H

#include <stdbool.h>

#include "ui/field.h"

struct app;
struct effects;
struct event;
struct grid;
struct box;

enum menu_what {
	MENU_NONE,
	MENU_OTHER, /* x */
	MENU_MORE,  /* what is not about one line */
	MENU_WHO,
	MENU_UNDO,
	MENU_REASON,   /* the first act of the queue lacks one */
	MENU_OVERRIDE, /* … may happen all the same, with a reason */
	MENU_LEAVE,
	MENU_NOT_SAVED,
	MENU_WAITING, /* for a disk that does not answer */
	MENU_SEVERITY,
	MENU_PHASE,
	MENU_PLAYBOOK,
	MENU_REPORT,   /* which report, and where to */
	MENU_GATE,     /* what is still open when the incident is closed */
	MENU_RATIFY,
	MENU_ALERTS,   /* where the thing is that one is about */
	MENU_CELL,     /* of a register: its value */
	MENU_PERSONAL, /* a number that should not be in a log */
	MENU_ACCEPT,   /* a role that was handed over */
	MENU_DOCUMENT,
	MENU_LANGUAGE, /* … in another language */
	MENU_OFFER,    /* what its release may have met */
	MENU_DECISION, /* an improvised one is decided */
	MENU_SCENARIO, /* alone, or led; in which language */
	MENU_INJECT,   /* what can be done with one */
	MENU_LEAD,     /* what else who leads an exercise can do */
	MENU_REAL,     /* real life */
	MENU_TAKE,     /* lead an exercise whose clock sends, or look at it */
	MENU_AFTER,    /* what is said after an exercise */
};

struct menu_row {
	const char *label;
	const char *detail; /* beside it, or NULL */
	int id;             /* what it means to its menu */
	const char *arg;    /* to whom, which; NULL */
	bool typed;         /* the field is this line */
};

struct menu {
	enum menu_what what;
	const char *title;
	const char *text; /* above the lines; NULL */
	struct menu_row *rows;
	unsigned count;
	int focus; /* -1: nothing is chosen beforehand */
	struct field field;
};

/* Opens an empty menu over the view; texts are copied. */
struct menu *menu_open(struct app *app, enum menu_what what, const char *title,
		       const char *text);
void menu_add(struct app *app, int id, const char *label, const char *detail,
	      const char *arg);
/* A line to type in; the focus begins there. */
void menu_add_typed(struct app *app, int id, const char *label);
void menu_close(struct app *app);

void menu_update(struct app *app, const struct event *ev, struct effects *out);
void menu_draw(const struct app *app, struct grid *g, struct box b);

/* What a chosen line does; in menu_*.c by what it is about. */
void menu_chosen(struct app *app, enum menu_what what,
		 const struct menu_row *row, struct effects *out);

#endif
