/* Bytes from the terminal become events. */
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "front/front.h"
#include "tty/tty.h"
#include "tty/tty_private.h"

#define PASTE_MOST (1024 * 1024)
#define PASTE_WAIT_MS 2000 /* without its end */
#define PASTE_LEAST 64     /* nobody types that much at once */
#define PASTE_PAUSE_MS 100 /* behind a paste without brackets */
#define LATE_MS 1000       /* for the rest of a sequence whose ESC was alone */
#define ESC 27

static struct {
	struct buf paste;
	int64_t escaped_ms; /* when a lone ESC came, 0: not lately */
	bool working;       /* and nothing was waited for since */
	bool late;          /* "[" or "O" came behind it */
	unsigned empty;     /* readable, and nothing to read */
} in;

static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{"\033[200~", CODE_PASTE_BEGIN},
	{"\033[201~", CODE_PASTE_END},
	{"\033[0n", CODE_ANSWER},
	{"\033[A", KEY_UP},
	{"\033[B", KEY_DOWN},
	{"\033[C", KEY_RIGHT},
	{"\033[D", KEY_LEFT},
	{"\033OA", KEY_UP},
	{"\033OB", KEY_DOWN},
	{"\033OC", KEY_RIGHT},
	{"\033OD", KEY_LEFT},
	{"\033OH", KEY_HOME},
	{"\033OF", KEY_END},
	{"\033[7~", KEY_HOME},
	{"\033[8~", KEY_END},
	{"\033[H", KEY_HOME},
	{"\033[F", KEY_END},
	{"\033[1~", KEY_HOME},
	{"\033[4~", KEY_END},
	{"\033[3~", KEY_DC},
	{"\033[5~", KEY_PPAGE},
	{"\033[6~", KEY_NPAGE},
	{"\033[Z", KEY_BTAB},
	{"\033OP", KEY_F(1)},
	{"\033[11~", KEY_F(1)},
	{"\033OM", KEY_ENTER},
};

/* Terminals send what they like, whatever their description says. */
void
input_begin(void)
{
	memset(&in, 0, sizeof(in));
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
		int code = key_defined(sequences[i].bytes);

		/* A name of a description's own says nothing to us. */
		if (code <= 0 || code > KEY_MAX)
			define_key(sequences[i].bytes, sequences[i].code);
	}
}

void
input_end(void)
{
	buf_fini(&in.paste);
}

/* --- keys */

static uint32_t
special_key(int code)
{
	switch (code) {
	case KEY_UP:
		return KEY_CODE_UP;
	case KEY_DOWN:
		return KEY_CODE_DOWN;
	case KEY_LEFT:
		return KEY_CODE_LEFT;
	case KEY_RIGHT:
		return KEY_CODE_RIGHT;
	case KEY_PPAGE:
		return KEY_CODE_PAGE_UP;
	case KEY_NPAGE:
		return KEY_CODE_PAGE_DOWN;
	case KEY_HOME:
		return KEY_CODE_HOME;
	case KEY_END:
		return KEY_CODE_END;
	case KEY_BTAB:
		return KEY_CODE_BACK_TAB;
	case KEY_ENTER:
		return KEY_CODE_ENTER;
	case KEY_BACKSPACE:
		return KEY_CODE_BACKSPACE;
	case KEY_DC:
		return KEY_CODE_DELETE;
	case KEY_F(1):
		return KEY_CODE_HELP;
	default:
		return 0;
	}
}

static uint32_t
control_key(int code)
{
	switch (code) {
	case '\t':
		return KEY_CODE_TAB;
	case '\r':
		return KEY_CODE_ENTER;
	case '\n':
		return KEY_CODE_NEW_LINE;
	case '\b':
	case 0x7f:
		return KEY_CODE_BACKSPACE;
	default:
		return (uint32_t)code;
	}
}

static bool
give(struct event *ev, uint32_t key)
{
	if (key == 0)
		return false;
	*ev = (struct event){
		.kind = EVENT_KEY, .key = key, .typed_ms = tty_now_ms()};
	return true;
}

static bool
wait_for_byte(int ms)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&p, 1, ms) > 0;
}

/* The rest of a character: curses gives bytes. */
static bool
give_character(struct event *ev, int first)
{
	char bytes[4] = {(char)first};
	size_t want = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2, have = 1;
	uint32_t character;

	while (have < want) {
		int c = getch();

		if (c == ERR && wait_for_byte(50))
			c = getch();
		if (c < 0x80 || c > 0xbf) {
			if (c != ERR)
				ungetch(c);
			return false;
		}
		bytes[have++] = (char)c;
	}
	if (text_decode(bytes, have, &character) != have)
		return false;
	return give(ev, character);
}

/*
 * ESC with nothing behind it is the key; with Enter behind it, a new line.
 * An unknown sequence is swallowed whole.
 */
static bool
give_escape(struct event *ev)
{
	int c = getch();

	if (c == ERR || c == CODE_ANSWER) {
		/* The rest of a slow arrow may come behind the answer too. */
		in.escaped_ms = tty_now_ms();
		in.working = true;
		if (c == CODE_ANSWER)
			ungetch(c);
		return give(ev, KEY_CODE_ESCAPE);
	}
	if (c == '\r' || c == '\n')
		return give(ev, KEY_CODE_NEW_LINE);
	if (c == '[' || c == 'O') {
		while ((c = getch()) != ERR && (c < '@' || c > '~'))
			continue;
		return false;
	}
	ungetch(c);
	return give(ev, KEY_CODE_ESCAPE);
}

/*
 * The "[A" of an arrow whose ESC came alone: "A" must not choose an option.
 * How long this program worked at that ESC does not count.
 */
static bool
is_late(int c)
{
	if (in.escaped_ms == 0)
		return false;
	if (!in.working && tty_now_ms() - in.escaped_ms > LATE_MS) {
		in.escaped_ms = 0;
		in.late = false;
		return false;
	}
	if (!in.late) {
		in.late = c == '[' || c == 'O';
		if (!in.late)
			in.escaped_ms = 0;
		return in.late;
	}
	if ((c < '0' || c > '9') && c != ';') {
		in.late = false;
		in.escaped_ms = 0;
	}
	return true;
}

/* --- pastes */

/* Keys that were read with the end of a paste, up to the next sequence. */
static void
push_back(const char *keys, size_t len)
{
	size_t count = 0;

	while (count < len && count < 32 && keys[count] != ESC)
		count++;
	while (count > 0)
		ungetch((unsigned char)keys[--count]);
}

static bool
paste_has_ended(void)
{
	static const char end[] = "\033[201~";
	size_t len = sizeof(end) - 1;
	char *at;

	if (in.paste.len < len)
		return false;
	at = memmem(in.paste.bytes, in.paste.len, end, len);
	if (at == NULL)
		return false;
	push_back(at + len, in.paste.len - (size_t)(at - in.paste.bytes) - len);
	in.paste.len = (size_t)(at - in.paste.bytes);
	*at = '\0';
	return true;
}

/* C0 but tab and newline goes; a NUL would end the text. */
static void
clean_paste(void)
{
	char *to = in.paste.bytes;

	for (size_t i = 0; i < in.paste.len; i++) {
		unsigned char c = (unsigned char)in.paste.bytes[i];

		if (c == '\r')
			c = '\n';
		if (c >= ' ' || c == '\n' || c == '\t')
			*to++ = (char)c;
	}
	if (to != NULL)
		*to = '\0';
}

/* Many characters that came at once, from a terminal without brackets. */
static bool
is_bare_paste(int c)
{
	int waiting = 0;

	return (c >= ' ' || c == '\r' || c == '\n' || c == '\t') &&
	       c < KEY_MIN && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 &&
	       waiting >= PASTE_LEAST;
}

/*
 * Read at once and not byte by byte through curses.  More than a megabyte is
 * read and forgotten, up to its end.
 */
static bool
give_paste(struct event *ev, const char *begin, int wait_ms)
{
	char chunk[8192];

	buf_clear(&in.paste);
	buf_adds(&in.paste, begin);
	while (!paste_has_ended() && wait_for_byte(wait_ms)) {
		ssize_t got = read(STDIN_FILENO, chunk, sizeof(chunk));

		if (got <= 0)
			break;
		if (in.paste.len + (size_t)got > PASTE_MOST) {
			/* Keep enough to see an end that was cut in two. */
			memmove(in.paste.bytes + PASTE_MOST / 2,
				in.paste.bytes + in.paste.len - 16, 16);
			in.paste.len = PASTE_MOST / 2 + 16;
		}
		buf_add(&in.paste, chunk, (size_t)got);
	}
	clean_paste();
	*ev = (struct event){.kind = EVENT_PASTE,
			     .typed_ms = tty_now_ms(),
			     .text = buf_text(&in.paste)};
	return true;
}

/* --- events */

static bool
key_event(struct event *ev)
{
	int c = getch();

	if (c == ERR || c == KEY_RESIZE)
		return false;
	in.empty = 0;
	if (c == CODE_ANSWER) {
		pace_answered();
		*ev = (struct event){.typed_ms = tty_now_ms()};
		return true;
	}
	if (c == CODE_PASTE_BEGIN)
		return give_paste(ev, "", PASTE_WAIT_MS);
	if (c >= KEY_MIN)
		return give(ev, special_key(c));
	if (is_late(c))
		return false;
	if (is_bare_paste(c))
		return give_paste(ev, (char[]){(char)c, '\0'}, PASTE_PAUSE_MS);
	if (c == ESC)
		return give_escape(ev);
	if (c == 26) {
		tty_suspend();
		*ev = (struct event){.kind = EVENT_CONTINUED,
				     .typed_ms = tty_now_ms()};
		return true;
	}
	if (c >= 0x80)
		return give_character(ev, c);
	return give(ev, control_key(c));
}

static bool
signal_event(struct event *ev)
{
	*ev = (struct event){.typed_ms = tty_now_ms()};
	if (tty_signals.hangup) {
		ev->kind = EVENT_HANGUP;
	} else if (tty_signals.terminate) {
		ev->kind = EVENT_TERMINATE;
		ev->signal = tty_signals.terminate;
	} else if (tty_signals.interrupt) {
		tty_signals.interrupt = 0;
		ev->kind = EVENT_INTERRUPT;
	} else if (tty_signals.stop) {
		tty_suspend();
		ev->kind = EVENT_CONTINUED;
	} else if (tty_signals.resize) {
		tty_signals.resize = 0;
		tty_resize();
		/* What stood there is lost, also where the size came back. */
		blit_forget();
		getmaxyx(stdscr, ev->rows, ev->columns);
		ev->kind = EVENT_RESIZE;
	} else if (tty_signals.continued) {
		tty_signals.continued = 0;
		tty_repaint();
		ev->kind = EVENT_CONTINUED;
	}
	return ev->kind != EVENT_NONE;
}

bool
tty_has_input(void)
{
	int waiting = 0;

	return ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0;
}

/* Readable without anything to read is how a closed terminal looks. */
static bool
is_gone(void)
{
	struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
	int waiting = 0;

	if (poll(&p, 1, 0) < 0)
		return false;
	if ((p.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		return true;
	if ((p.revents & POLLIN) == 0 ||
	    (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0))
		return false;
	return ++in.empty > 3;
}

/* false: time went by, or `watch` is readable. */
static bool
wait_for_input(int watch, int64_t timeout_ms, bool *watched)
{
	struct timespec t = {.tv_sec = timeout_ms / 1000,
			     .tv_nsec = timeout_ms % 1000 * 1000000};
	fd_set set;
	int most = STDIN_FILENO, ready;

	if (in.working)
		in.escaped_ms = tty_now_ms();
	in.working = false;
	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	if (watch >= 0 && watch < FD_SETSIZE) {
		FD_SET(watch, &set);
		most = watch > most ? watch : most;
	}
	ready = pselect(most + 1, &set, NULL, NULL, timeout_ms < 0 ? NULL : &t,
			&tty_open_mask);
	if (ready <= 0)
		return ready < 0;
	*watched = watch >= 0 && watch < FD_SETSIZE && FD_ISSET(watch, &set);
	return FD_ISSET(STDIN_FILENO, &set);
}

void
tty_next(int watch, int64_t timeout_ms, struct event *ev, bool *watched)
{
	*watched = false;
	if (signal_event(ev) || key_event(ev))
		return;
	if (wait_for_input(watch, timeout_ms, watched) &&
	    (signal_event(ev) || key_event(ev)))
		return;
	*ev = (struct event){.typed_ms = tty_now_ms()};
	if (is_gone())
		ev->kind = EVENT_HANGUP;
}
