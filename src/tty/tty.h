/*
 * The terminal: the only folder that knows curses.  There is one per process,
 * as curses itself has it.
 *
 *	tty_begin()   takes the terminal, or says why not
 *	tty_next()    waits for the next event
 *	tty_blit()    shows a grid: what differs from the last one
 *	tty_end()     gives the terminal back
 *
 * Signals are blocked from tty_begin() to tty_end() except while tty_next()
 * waits, so that nothing else is ever interrupted: not a write, not a sync.
 */
#ifndef TTY_TTY_H
#define TTY_TTY_H

#include <stdbool.h>
#include <stdint.h>

#include "front/themes.h"

struct event;
struct grid;

enum tty_colour { TTY_COLOUR_AUTO, TTY_COLOUR_ALWAYS, TTY_COLOUR_NEVER };

struct tty_options {
	enum tty_colour colour;
	enum theme theme;
	bool ascii;         /* nothing but ASCII on the screen */
	bool no_alt_screen; /* leave what was on the screen above it */
};

/*
 * false: there is no terminal that can move its cursor; nothing was changed.
 * The TERM that is used instead of an unknown one is told by tty_instead().
 */
bool tty_begin(const struct tty_options *o);
void tty_end(void);

/* The terminal description that stood in for an unknown TERM, or NULL. */
const char *tty_instead(void);
/* Whether only ASCII can be shown: by option, locale or terminal. */
bool tty_is_ascii(void);
/* Clamped to 1x1 … 1000x1000. */
void tty_size(int *rows, int *columns);

/*
 * Waits at most timeout_ms (-1: without end) for a key, a paste, a signal or
 * `watch` (-1: none) to become readable.  EVENT_NONE when none of the first
 * three came; *watched then says whether it was `watch`.  A paste's text lives
 * until the next call.
 */
void tty_next(int watch, int64_t timeout_ms, struct event *ev, bool *watched);

/* Whether a key or a paste waits to be read. */
bool tty_has_input(void);
/*
 * Whether the terminal has not drawn yet what it got: on a slow line another
 * frame would only stand behind it.  tty_next() comes back when it has.
 */
bool tty_is_behind(void);

void tty_blit(const struct grid *g);
/* From the next tty_blit() on, which then draws everything. */
void tty_use_theme(enum theme theme);
/* The next tty_blit() draws everything, and need not wait. */
void tty_repaint(void);
/* Stops the process as ^Z does, and takes the terminal again afterwards. */
void tty_suspend(void);

/* For another program: the terminal as it was before, and taken again. */
void tty_lend(void);
void tty_take_back(void);

/* Monotonic, for held keys. */
int64_t tty_now_ms(void);

#endif
