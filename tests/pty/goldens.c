/*
 * Every golden screen on a terminal.
 *
 *	goldens FOLDER TERM SCRIPT.keys...
 *
 * The front end runs here, on its desk in memory.  Each key goes as bytes into
 * a pseudo-terminal, and must come out of tty/ as that key; each screen goes
 * through tty/ the other way, and libvterm must come to show it: characters,
 * cursor, bold, reverse and colours.  tty/ is a process of its own at the other
 * end (`goldens --show`), which gets grids over a socket and gives events back.
 */
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "front/front.h"
#include "pty/pty.h"
#include "session/script.h"
#include "tty/tty.h"

#define WAIT_MS 10000

struct shown {
	int rows, columns, cursor_row, cursor_column;
};

struct came {
	enum event_kind kind;
	uint32_t key;
};

/* --- the process that has the terminal */

static bool
take(int fd, void *bytes, size_t len)
{
	char *to = bytes;

	while (len > 0) {
		ssize_t got = read(fd, to, len);

		if (got <= 0)
			return false;
		to += got;
		len -= (size_t)got;
	}
	return true;
}

static bool
give(int fd, const void *bytes, size_t len)
{
	const char *from = bytes;

	while (len > 0) {
		ssize_t sent = write(fd, from, len);

		if (sent <= 0)
			return false;
		from += sent;
		len -= (size_t)sent;
	}
	return true;
}

static bool
show_next(struct grid *g, int fd)
{
	struct shown s;

	if (!take(fd, &s, sizeof(s)))
		return false;
	if (g->rows != s.rows || g->columns != s.columns)
		grid_resize(g, s.rows, s.columns);
	g->cursor_row = s.cursor_row;
	g->cursor_column = s.cursor_column;
	if (!take(fd, g->cells,
		  sizeof(struct cell) * (size_t)s.rows * (size_t)s.columns))
		return false;
	tty_blit(g);
	return true;
}

static int
show(int fd)
{
	const struct tty_options options = {.colour = TTY_COLOUR_AUTO,
					    .theme = THEME_DARK};
	struct grid g;
	struct event ev;
	bool watched, goes_on = true;

	setlocale(LC_ALL, "");
	if (!tty_begin(&options))
		return 1;
	grid_init(&g, tty_is_ascii());
	while (goes_on) {
		tty_next(fd, -1, &ev, &watched);
		if (ev.kind == EVENT_KEY || ev.kind == EVENT_PASTE) {
			struct came c = {ev.kind, ev.key};

			goes_on = give(fd, &c, sizeof(c));
		} else if (ev.kind == EVENT_HANGUP ||
			   ev.kind == EVENT_TERMINATE) {
			goes_on = false;
		} else if (watched) {
			goes_on = show_next(&g, fd);
		}
	}
	tty_end();
	grid_fini(&g);
	return 0;
}

/* --- the process that runs the script */

struct beside {
	struct mirror mirror;
	struct pty pty;
	const char *term;
	int fd;
	bool wrong; /* what came out is not what went in */
};

static struct beside *
of(struct mirror *m)
{
	return (struct beside *)(void *)m;
}

static bool
begin(struct mirror *m, const struct fake_desk *d, int rows, int columns,
      const char *playbook)
{
	struct beside *b = of(m);
	char term[64], self[] = "/proc/self/exe", flag[] = "--show", fd[16];
	char *const argv[] = {self, flag, fd, NULL};
	const char *env[] = {term,        "LC_ALL=C.UTF-8",
			     "PATH=/bin", "ESCDELAY=20",
			     "TZ=UTC",    "ASAN_OPTIONS=detect_leaks=0",
			     NULL};
	int pair[2];
	bool started;

	(void)d;
	(void)playbook;
	snprintf(term, sizeof(term), "TERM=%s", b->term);
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
		return false;
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	snprintf(fd, sizeof(fd), "%d", pair[1]);
	started = pty_start(&b->pty, argv, env, rows, columns);
	close(pair[1]);
	b->fd = pair[0];
	return started;
}

/* What came out of tty/; the terminal is read meanwhile. */
static struct came
wait_for_event(struct beside *b)
{
	struct came c = {EVENT_NONE, 0};
	int64_t until = pty_now_ms() + WAIT_MS;

	while (pty_now_ms() < until) {
		struct pollfd p[2] = {{.fd = b->fd, .events = POLLIN},
				      {.fd = b->pty.fd, .events = POLLIN}};

		if (poll(p, 2, 200) <= 0)
			continue;
		if (p[1].revents != 0)
			pty_pump(&b->pty, 0);
		if (p[0].revents == 0)
			continue;
		if (!take(b->fd, &c, sizeof(c)))
			c.kind = EVENT_HANGUP;
		break;
	}
	return c;
}

static void
key(struct mirror *m, uint32_t key_code)
{
	struct beside *b = of(m);
	struct came c;

	pty_key(&b->pty, key_code);
	c = wait_for_event(b);
	if (c.kind == EVENT_KEY && c.key == key_code)
		return;
	printf("# TERM=%s: the key %x came as event %d, key %x\n", b->term,
	       (unsigned)key_code, (int)c.kind, (unsigned)c.key);
	b->wrong = true;
}

static void
paste(struct mirror *m, const char *text)
{
	struct beside *b = of(m);

	pty_send(&b->pty, "\033[200~", 6);
	pty_send(&b->pty, text, strlen(text));
	pty_send(&b->pty, "\033[201~", 6);
	b->wrong = b->wrong || wait_for_event(b).kind != EVENT_PASTE;
}

/* --- the two screens */

static bool
has_colours(const struct beside *b)
{
	return strncmp(b->term, "vt", 2) != 0;
}

static bool
looks_like(const struct beside *b, const struct cell *c,
	   const VTermScreenCell *v)
{
	static const int numbers[THEME_COLOURS] = {
		[THEME_RED] = 1, [THEME_YELLOW] = 3, [THEME_MAGENTA] = 5};
	const struct theme_row *row = theme_row(THEME_DARK, (enum look)c->look);
	bool blank = c->text[0] == ' ' || c->text[0] == '\0';
	bool coloured = has_colours(b) && row->colour != THEME_DEFAULT;

	if ((v->attrs.reverse != 0) != row->reverse)
		return false;
	if (blank)
		return true;
	if ((v->attrs.bold != 0) != row->bold)
		return false;
	if (!VTERM_COLOR_IS_DEFAULT_BG(&v->bg))
		return false;
	if (!coloured)
		return VTERM_COLOR_IS_DEFAULT_FG(&v->fg);
	return VTERM_COLOR_IS_INDEXED(&v->fg) &&
	       v->fg.indexed.idx == numbers[row->colour];
}

static bool
row_looks_alike(struct beside *b, const struct grid *g, int row, bool tell)
{
	for (int i = 0; i < g->columns; i++) {
		const struct cell *c = grid_cell(g, row, i);
		VTermPos at = {.row = row, .col = i};
		VTermScreenCell v;

		if (row == g->rows - 1 && i == g->columns - 1)
			break; /* stays empty */
		if (c->width == 0)
			continue;
		vterm_screen_get_cell(b->pty.screen, at, &v);
		if (looks_like(b, c, &v))
			continue;
		if (tell)
			printf("# TERM=%s: \"%s\" at %d,%d has another look\n",
			       b->term, c->text, row, i);
		return false;
	}
	return true;
}

static bool
row_is_same(struct beside *b, const struct grid *g, int row, bool tell)
{
	char here[GRID_COLUMNS_MOST * sizeof(((struct cell *)0)->text)];
	const char *there = pty_row(&b->pty, row);
	size_t len = 0;

	for (int i = 0; i < g->columns; i++) {
		const char *text = grid_cell(g, row, i)->text;

		if (row == g->rows - 1 && i == g->columns - 1)
			break;
		memcpy(here + len, text, strlen(text));
		len += strlen(text);
	}
	while (len > 0 && here[len - 1] == ' ')
		len--;
	here[len] = '\0';
	if (strcmp(here, there) == 0)
		return row_looks_alike(b, g, row, tell);
	if (tell)
		printf("# row %d\n# expected: %s\n# TERM=%s: %s\n", row, here,
		       b->term, there);
	return false;
}

static bool
is_same(struct beside *b, const struct grid *g, bool tell)
{
	VTermPos cursor;

	for (int row = 0; row < g->rows; row++)
		if (!row_is_same(b, g, row, tell))
			return false;
	vterm_state_get_cursorpos(vterm_obtain_state(b->pty.vterm), &cursor);
	if (cursor.row == g->cursor_row && cursor.col == g->cursor_column)
		return true;
	if (tell)
		printf("# TERM=%s: cursor %d,%d, not %d,%d\n", b->term,
		       cursor.row, cursor.col, g->cursor_row, g->cursor_column);
	return false;
}

static bool
same(struct mirror *m, const struct grid *g)
{
	struct beside *b = of(m);
	struct shown s = {g->rows, g->columns, g->cursor_row, g->cursor_column};
	int64_t until = pty_now_ms() + WAIT_MS;

	if (b->wrong || !give(b->fd, &s, sizeof(s)) ||
	    !give(b->fd, g->cells,
		  sizeof(struct cell) * (size_t)g->rows * (size_t)g->columns))
		return false;
	while (!is_same(b, g, false)) {
		if (pty_now_ms() > until)
			return is_same(b, g, true);
		pty_pump(&b->pty, 200);
	}
	return true;
}

static void
end(struct mirror *m)
{
	struct beside *b = of(m);

	close(b->fd);
	pty_end(&b->pty);
	b->wrong = false;
}

int
main(int argc, char **argv)
{
	static struct beside b;
	static struct run r;
	unsigned failed = 0;

	if (argc == 3 && strcmp(argv[1], "--show") == 0)
		return show(atoi(argv[2]));
	if (argc < 4)
		return 2;
	b.mirror = (struct mirror){true, begin, key, paste, same, end, argv[2]};
	b.term = argv[2];
	for (int i = 3; i < argc; i++) {
		r = (struct run){.folder = argv[1],
				 .mirror = &b.mirror,
				 .ascii = strncmp(b.term, "vt", 2) == 0};
		failed += script_run(&r, argv[i]);
	}
	return failed != 0;
}
