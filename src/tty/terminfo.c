#include "tty/tty_private.h"

#include <curses.h>
#include <stdio.h>
#include <term.h>

bool
terminfo_moves_cursor(void)
{
	return cursor_address != NULL;
}

void
terminfo_stay_on_main_screen(void)
{
	if (enter_ca_mode == NULL || exit_ca_mode == NULL)
		return;
	putp(exit_ca_mode);
	enter_ca_mode = NULL;
	exit_ca_mode = NULL;
}

void
terminfo_paste(bool on)
{
	putp(on ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}
