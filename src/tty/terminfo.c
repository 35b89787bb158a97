#include "tty/tty_private.h"

#include <curses.h>
#include <stdio.h>
#include <term.h>

bool
terminfo_moves_cursor(void)
{
	return cursor_address != NULL;
}

bool
terminfo_answers(void)
{
	/* u7 asks for the cursor: terminals that can say that can say this. */
	return user7 != NULL && user7[0] == '\033';
}

/*
 * curses keeps its own copy of what these strings are, so taking them away
 * changes nothing: the other screen is left again whenever curses went there.
 */
void
terminfo_stay_on_main_screen(void)
{
	if (exit_ca_mode != NULL)
		putp(exit_ca_mode);
	fflush(stdout);
}

void
terminfo_to_bottom(int rows)
{
	putp(tparm(cursor_address, rows - 1, 0));
	putp("\r\n");
	fflush(stdout);
}

void
terminfo_paste(bool on)
{
	putp(on ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}
