/*
 * What a screen costs without us: a curses program that draws one screen of
 * text, moves a bar over it, and ends with `q`.  The measure of `make bench`.
 */
#include <curses.h>
#include <locale.h>

static void
draw(int bar)
{
	for (int y = 0; y < LINES; y++) {
		if (y == bar)
			attron(A_REVERSE);
		if (y == LINES - 1)
			mvprintw(y, 0, " Up/Down move   q leave   ? keys");
		else
			mvprintw(y, 0,
				 " line %2d of a screen that is full of text "
				 "as ours is",
				 y);
		attroff(A_REVERSE);
	}
	move(bar, 0);
	refresh();
}

int
main(void)
{
	int key;
	int bar = 3;

	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	draw(bar);
	while ((key = getch()) != 'q') {
		if (key == 'j' && bar < LINES - 2)
			bar++;
		if (key == 'k' && bar > 0)
			bar--;
		draw(bar);
	}
	endwin();
	return 0;
}
