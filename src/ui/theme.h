/*
 * How things look, by their meaning.  Views name a look; only tty/ turns it
 * into attributes of a terminal.  Words and marks always say the same, so that
 * nothing is lost without colours (NO_COLOR, a projector, print in grey).
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

#include "front/themes.h"

enum look {
	LOOK_NORMAL,
	LOOK_BOLD,  /* titles, the current line */
	LOOK_FOCUS, /* what Enter and Space act on */
	LOOK_BAR,   /* line 1 */
	LOOK_CAUTION,
	LOOK_OVERDUE,
	LOOK_SOON,     /* due soon, over its time box */
	LOOK_EXERCISE, /* line 1 of an exercise */
	LOOK_UNSAVED,
	LOOKS
};

enum theme_colour {
	THEME_DEFAULT,
	THEME_RED,
	THEME_YELLOW,
	THEME_MAGENTA,
	THEME_COLOURS
};

struct theme_row {
	enum theme_colour colour;
	bool bold, reverse;
};

/* One row a look. */
const struct theme_row *theme_row(enum theme theme, enum look look);
/* It paints black on white, instead of taking the terminal's own. */
bool theme_paints(enum theme theme);

#endif
