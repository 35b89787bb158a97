/* What the files of tty/ share; nobody else includes it. */
#ifndef TTY_TTY_PRIVATE_H
#define TTY_TTY_PRIVATE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "front/themes.h"

/* Codes above curses' own for the ends of a bracketed paste. */
#define CODE_PASTE_BEGIN 01777
#define CODE_PASTE_END 01776
/* … and for the terminal's answer that it has drawn everything. */
#define CODE_ANSWER 01775

/* What came while waiting; set by the handlers only. */
struct tty_signals {
	volatile sig_atomic_t hangup, terminate, interrupt, resize, stop,
		continued;
};
extern struct tty_signals tty_signals;

/* The mask that lets signals in while waiting. */
extern sigset_t tty_open_mask;

/* Takes the size of the window over. */
void tty_resize(void);
/* Colours for the looks, after curses was started. */
void blit_begin(bool colours, enum theme theme);
void blit_end(void);
/* The next tty_blit() draws everything. */
void blit_forget(void);
/* terminfo.c: its header has macros for half the words of a program. */
bool terminfo_moves_cursor(void);
/* The terminal answers questions about itself, as it is described. */
bool terminfo_answers(void);
/* curses has switched to the other screen: back. */
void terminfo_stay_on_main_screen(void);
/* Below what was drawn, for what is printed next. */
void terminfo_to_bottom(int rows);
/* Bracketed paste, so that pasted text is not typed keys. */
void terminfo_paste(bool on);

/* pace.c: escape_ms is how long the rest of a key may follow its ESC. */
void pace_begin(int escape_ms);
/* A frame of about that many bytes went out. */
void pace_sent(size_t bytes);
void pace_answered(void);
/* Whatever is on its way: the next frame need not wait. */
void pace_forget(void);
/* Before somebody else reads from the terminal. */
void pace_end(void);

void input_begin(void);
void input_end(void);

#endif
