/*
 * How far the terminal has got with what was drawn.
 *
 * A line can be slow anywhere between here and the screen (a serial one, ssh
 * over a weak link), and what waits on it is nowhere to be seen: the kernel
 * and ssh take kilobytes at once.  So the terminal itself is asked, behind a
 * frame, how it is (DSR, ECMA-48 8.3.35); its answer comes when it has drawn
 * that frame.  Until then the next one waits, which by then shows the newest
 * state.  A terminal that never answers is never waited for.
 */
#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "tty/tty.h"
#include "tty/tty_private.h"

#define QUESTION "\033[5n"
#define WINDOW 128 /* bytes that may be on their way: a letter's echo */
#define LOST_MS                                                                \
	5000           /* an answer does not come any more; a slow screen does \
			*/
#define LOST_MOST 3    /* in a row: there is another terminal now */
#define ESCAPE_MS 1000 /* an answer's ESC may be cut off from its rest */
#define LAST_MS 1000   /* for an answer that whoever comes next would see */

static struct {
	bool asks;    /* the terminal's description has such questions */
	bool answers; /* it has answered */
	bool waits;   /* for an answer */
	unsigned lost;
	size_t asked, later; /* bytes before the question, and behind it */
	int64_t asked_ms;
	int escape_ms; /* as it is when no answer is awaited */
} pace;

void
pace_begin(int escape_ms)
{
	memset(&pace, 0, sizeof(pace));
	pace.asks = terminfo_answers();
	pace.escape_ms = escape_ms;
	set_escdelay(escape_ms);
}

static void
ask(void)
{
	if (write(STDOUT_FILENO, QUESTION, strlen(QUESTION)) < 0)
		return;
	pace.waits = true;
	pace.asked = pace.later;
	pace.later = 0;
	pace.asked_ms = tty_now_ms();
	if (pace.answers && pace.escape_ms < ESCAPE_MS)
		set_escdelay(ESCAPE_MS);
}

static void
forget(void)
{
	pace.waits = false;
	pace.asked = pace.later = 0;
	set_escdelay(pace.escape_ms);
}

void
pace_sent(size_t bytes)
{
	pace.later += bytes;
	if (pace.asks && !pace.waits && pace.later > 0)
		ask();
}

void
pace_answered(void)
{
	pace.answers = true;
	pace.lost = 0;
	if (!pace.waits)
		return;
	pace.waits = false;
	pace.asked = 0;
	set_escdelay(pace.escape_ms);
	if (pace.later > 0)
		ask();
}

void
pace_forget(void)
{
	forget();
}

bool
tty_is_behind(void)
{
	if (!pace.answers || !pace.waits || pace.asked + pace.later <= WINDOW)
		return false;
	if (tty_now_ms() - pace.asked_ms < LOST_MS)
		return true;
	if (++pace.lost == LOST_MOST)
		pace.asks = false;
	forget();
	return false;
}

/* What is typed meanwhile goes with it. */
void
pace_end(void)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
	int64_t until = tty_now_ms() + LAST_MS, left;
	char byte = '\0';

	while (pace.answers && pace.waits && byte != 'n' &&
	       (left = until - tty_now_ms()) > 0)
		if (poll(&p, 1, (int)left) > 0 &&
		    read(STDIN_FILENO, &byte, 1) != 1)
			break;
	forget();
}
