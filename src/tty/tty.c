#include "tty/tty.h"

#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "tty/tty_private.h"
#include "ui/grid.h"

#define ESCAPE_MS 100
#define ESCAPE_SSH_MS 200 /* a sequence can arrive in two packets */

struct tty_signals tty_signals;
sigset_t tty_open_mask;

static const int signal_numbers[] = {SIGHUP,  SIGTERM,  SIGQUIT,
				     SIGINT,  SIGWINCH, SIGTSTP,
				     SIGCONT, SIGUSR1,  SIGUSR2};
#define SIGNALS (sizeof(signal_numbers) / sizeof(signal_numbers[0]))

static struct {
	bool begun;
	bool ascii;
	bool one_screen; /* --no-alt-screen */
	const char *instead;
	SCREEN *screen;
	struct sigaction before[SIGNALS];
	sigset_t mask_before;
} tty;

int64_t
tty_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- signals */

static void
note_signal(int number)
{
	switch (number) {
	case SIGHUP:
		tty_signals.hangup = 1;
		break;
	case SIGTERM:
	case SIGQUIT:
		tty_signals.terminate = number;
		break;
	case SIGUSR1:
	case SIGUSR2: /* mean nothing here, and must not end it */
		break;
	case SIGINT:
		tty_signals.interrupt = 1;
		break;
	case SIGWINCH:
		tty_signals.resize = 1;
		break;
	case SIGTSTP:
		tty_signals.stop = 1;
		break;
	default:
		/* Who is stopped is not told that the window changed. */
		tty_signals.continued = 1;
		tty_signals.resize = 1;
		break;
	}
}

/* Before curses starts: it leaves handlers alone that are there already. */
static void
catch_signals(void)
{
	struct sigaction note = {.sa_handler = note_signal};
	sigset_t block;

	sigemptyset(&block);
	sigfillset(&note.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&block, signal_numbers[i]);
	sigprocmask(SIG_BLOCK, &block, &tty.mask_before);
	tty_open_mask = tty.mask_before;
	for (size_t i = 0; i < SIGNALS; i++) {
		sigdelset(&tty_open_mask, signal_numbers[i]);
		sigaction(signal_numbers[i], &note, &tty.before[i]);
	}
}

static void
release_signals(void)
{
	/* What is still pending must not act by what it meant before. */
	for (size_t i = 0; i < SIGNALS; i++) {
		signal(signal_numbers[i], SIG_IGN);
		sigaction(signal_numbers[i], &tty.before[i], NULL);
	}
	sigprocmask(SIG_SETMASK, &tty.mask_before, NULL);
}

/* --- starting */

static bool
begins_with_one_of(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strncmp(s, *words, strlen(*words)) == 0)
			return true;
	return false;
}

static SCREEN *
new_screen(const char *term)
{
	char number[16];
	SCREEN *screen;
	int rows, columns;

	/*
	 * curses would take any size there is, and fail where a description
	 * has none (linux): it is given ours, by the only way it has.
	 */
	tty_size(&rows, &columns);
	use_env(TRUE);
	use_tioctl(FALSE);
	snprintf(number, sizeof(number), "%d", rows);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", columns);
	setenv("COLUMNS", number, 1);
	screen = newterm(term, stdout, stdin);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

/*
 * Over ssh a terminal is often unknown to the other machine.  curses gives
 * NULL then, and something near enough mostly works.
 */
static SCREEN *
start_screen(void)
{
	static const char *const like_xterm[] = {
		"xterm",   "kitty",   "alacritty", "foot",
		"ghostty", "wezterm", NULL};
	const char *term = getenv("TERM");
	SCREEN *screen;

	screen = term != NULL && term[0] != '\0' ? new_screen(NULL) : NULL;
	if (screen != NULL)
		return screen;
	tty.instead = term != NULL && begins_with_one_of(term, like_xterm)
			      ? "xterm-256color"
			      : "vt100";
	return new_screen(tty.instead);
}

static bool
locale_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static bool
terminal_is_plain(void)
{
	static const char *const plain[] = {"vt", "ansi", NULL};
	const char *term = tty.instead != NULL ? tty.instead : getenv("TERM");

	return term != NULL && begins_with_one_of(term, plain);
}

static bool
wants_colours(enum tty_colour colour)
{
	const char *none = getenv("NO_COLOR");

	if (colour == TTY_COLOUR_AUTO)
		return none == NULL || none[0] == '\0';
	return colour == TTY_COLOUR_ALWAYS;
}

static int
escape_delay(void)
{
	const char *given = getenv("ESCDELAY");
	int ms = getenv("SSH_CONNECTION") != NULL ? ESCAPE_SSH_MS : ESCAPE_MS;

	if (given != NULL && atoi(given) > 0 && atoi(given) <= 2000)
		ms = atoi(given);
	return ms;
}

static void
set_modes(void)
{
	raw(); /* also no ^S that freezes the screen */
	noecho();
	nonl(); /* Enter and Ctrl-J differ */
	keypad(stdscr, TRUE);
	/* A frame is one write: no looking for keys in the middle of it. */
	typeahead(-1);
	meta(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	pace_begin(escape_delay());
}

void
tty_resize(void)
{
	int rows, columns;

	tty_size(&rows, &columns);
	resizeterm(rows, columns);
}

static void
restore(void)
{
	if (!tty.begun)
		return;
	pace_end();
	terminfo_paste(false);
	endwin();
	if (tty.one_screen)
		terminfo_to_bottom(LINES);
}

bool
tty_begin(const struct tty_options *o)
{
	tty.instead = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	catch_signals();
	tty.screen = start_screen();
	if (tty.screen != NULL && !terminfo_moves_cursor()) {
		endwin();
		delscreen(tty.screen);
		tty.screen = NULL;
	}
	if (tty.screen == NULL) {
		release_signals();
		return false;
	}
	tty.begun = true;
	die_hook(restore);
	tty.ascii = o->ascii || !locale_is_utf8() || terminal_is_plain();
	tty.one_screen = o->no_alt_screen;
	if (tty.one_screen)
		terminfo_stay_on_main_screen();
	set_modes();
	tty_resize();
	input_begin();
	blit_begin(wants_colours(o->colour), o->theme);
	terminfo_paste(true);
	return true;
}

void
tty_end(void)
{
	if (!tty.begun)
		return;
	restore();
	tty.begun = false;
	die_hook(NULL);
	blit_end();
	input_end();
	delscreen(tty.screen);
	tty.screen = NULL;
	release_signals();
}

const char *
tty_instead(void)
{
	return tty.instead;
}

bool
tty_is_ascii(void)
{
	return tty.ascii;
}

static int
clamp(int value, int most)
{
	return value < 1 ? 1 : value > most ? most : value;
}

/* A window of 30,000 columns would hang curses. */
void
tty_size(int *rows, int *columns)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_row == 0 ||
	    w.ws_col == 0) {
		w.ws_row = 24;
		w.ws_col = 80;
	}
	*rows = clamp(w.ws_row, GRID_ROWS_MOST);
	*columns = clamp(w.ws_col, GRID_COLUMNS_MOST);
}

void
tty_lend(void)
{
	restore();
}

void
tty_take_back(void)
{
	reset_prog_mode();
	if (tty.one_screen) {
		refresh();
		terminfo_stay_on_main_screen();
	}
	tty_resize();
	tty_repaint();
	terminfo_paste(true);
}

void
tty_suspend(void)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, note;
	sigset_t only;

	restore();
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	sigaction(SIGTSTP, &stop, &note);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &only, NULL);
	/* Stopped here, until the shell goes on with us. */
	sigprocmask(SIG_BLOCK, &only, NULL);
	sigaction(SIGTSTP, &note, NULL);
	tty_signals.stop = 0;
	tty_take_back();
}
