/*
 * Entering a front end with a session: the start screen when no incident is
 * open in it, else that incident.  The results are exit statuses.
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include <stdbool.h>

#include "front/themes.h"

struct buf;
struct session;

enum app_ui { UI_AUTO, UI_CURSES, UI_PLAIN };
enum app_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct app_options {
	enum app_ui ui;
	enum app_color color;
	enum theme theme;
	bool ascii;         /* no line drawing, no accents */
	bool no_alt_screen; /* leave what was on the screen above it */
	bool no_input;      /* never ask */
	bool new_incident;  /* `start` without a playbook: begin with the signs
			     */
	bool projector;     /* … of an exercise: what its players may see */
	bool whole_lists;   /* nothing of the start screen is put off: what was
			     said is not drawn anew */
	bool board;         /* the situation on a wall: looks, takes no role */
	const char *role;   /* NULL: chosen on the screen */
	const char *by, *typed, *via; /* by NULL: asked at the first write */
};

/* In lines, as far as that is known before the terminal is tried. */
bool app_wants_lines(const struct app_options *o);

/*
 * Curses or plain, by options, environment and terminal (ACCESSIBLE,
 * TERM=dumb, no tty …).  Exit status 2 with a sentence where neither can run.
 */
int app_run(struct session *s, const struct app_options *o);

/* loop_curses.c.  -1: there is no terminal for it, nothing was shown yet. */
int app_run_curses(struct session *s, const struct app_options *o);

/* loop_plain.c: over standard input and output. */
int app_run_plain(struct session *s, const struct app_options *o);

/* What the keys of the curses screens do, as text. */
void app_add_keys(struct buf *out);

#endif
