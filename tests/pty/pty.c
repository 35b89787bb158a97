#include "pty/pty.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "front/front.h"

int64_t
pty_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool
pty_start(struct pty *p, char *const *argv, const char *const *env, int rows,
	  int columns)
{
	struct winsize w = {.ws_row = (unsigned short)rows,
			    .ws_col = (unsigned short)columns};

	*p = (struct pty){.rows = rows, .columns = columns};
	p->pid = forkpty(&p->fd, NULL, NULL, &w);
	if (p->pid < 0)
		return false;
	if (p->pid == 0) {
		/* Whoever runs in the background is told to ignore these. */
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		execve(argv[0], argv, (char *const *)(uintptr_t)env);
		_exit(127);
	}
	p->vterm = vterm_new(rows, columns);
	vterm_set_utf8(p->vterm, 1);
	p->screen = vterm_obtain_screen(p->vterm);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	return true;
}

void
pty_end(struct pty *p)
{
	if (!p->ended && p->pid > 0) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, NULL, 0);
	}
	if (p->fd > 0)
		close(p->fd);
	if (p->vterm != NULL)
		vterm_free(p->vterm);
	free(p->raw);
	*p = (struct pty){.ended = true};
}

static void
keep(struct pty *p, const char *bytes, size_t len)
{
	if (p->raw_len + len + 1 > p->raw_room) {
		p->raw_room = (p->raw_len + len + 1) * 2;
		p->raw = realloc(p->raw, p->raw_room);
		if (p->raw == NULL)
			abort();
	}
	memcpy(p->raw + p->raw_len, bytes, len);
	p->raw_len += len;
	p->raw[p->raw_len] = '\0';
}

/* What the terminal answers to the program: its position, its name. */
static void
answer(struct pty *p)
{
	char bytes[256];
	size_t len = vterm_output_read(p->vterm, bytes, sizeof(bytes));

	if (len > 0 && !p->mute)
		pty_send(p, bytes, len);
}

size_t
pty_take(struct pty *p, size_t most, int ms)
{
	struct pollfd poll_fd = {.fd = p->fd, .events = POLLIN};
	char bytes[8192];
	ssize_t got;

	if (p->fd <= 0 || poll(&poll_fd, 1, ms) <= 0)
		return 0;
	got = read(p->fd, bytes, most < sizeof(bytes) ? most : sizeof(bytes));
	if (got <= 0)
		return 0;
	keep(p, bytes, (size_t)got);
	vterm_input_write(p->vterm, bytes, (size_t)got);
	answer(p);
	return (size_t)got;
}

bool
pty_pump(struct pty *p, int ms)
{
	return pty_take(p, SIZE_MAX, ms) > 0;
}

/* Reads meanwhile: a full pty would stop both sides. */
void
pty_send(struct pty *p, const char *bytes, size_t len)
{
	while (len > 0 && p->fd > 0) {
		struct pollfd poll_fd = {.fd = p->fd,
					 .events = POLLIN | POLLOUT};
		ssize_t sent;

		if (poll(&poll_fd, 1, 5000) <= 0)
			return;
		if ((poll_fd.revents & POLLIN) != 0 && !p->slow)
			pty_pump(p, 0);
		if ((poll_fd.revents & POLLOUT) == 0) {
			if ((poll_fd.revents & POLLHUP) != 0)
				return;
			continue;
		}
		sent = write(p->fd, bytes, len > 512 ? 512 : len);
		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (sent > 0) {
			bytes += sent;
			len -= (size_t)sent;
		}
	}
}

static VTermKey
special_key(uint32_t key)
{
	switch (key) {
	case KEY_CODE_UP:
		return VTERM_KEY_UP;
	case KEY_CODE_DOWN:
		return VTERM_KEY_DOWN;
	case KEY_CODE_LEFT:
		return VTERM_KEY_LEFT;
	case KEY_CODE_RIGHT:
		return VTERM_KEY_RIGHT;
	case KEY_CODE_PAGE_UP:
		return VTERM_KEY_PAGEUP;
	case KEY_CODE_PAGE_DOWN:
		return VTERM_KEY_PAGEDOWN;
	case KEY_CODE_HOME:
		return VTERM_KEY_HOME;
	case KEY_CODE_END:
		return VTERM_KEY_END;
	case KEY_CODE_TAB:
	case KEY_CODE_BACK_TAB:
		return VTERM_KEY_TAB;
	case KEY_CODE_ENTER:
		return VTERM_KEY_ENTER;
	case KEY_CODE_ESCAPE:
		return VTERM_KEY_ESCAPE;
	case KEY_CODE_BACKSPACE:
		return VTERM_KEY_BACKSPACE;
	case KEY_CODE_DELETE:
		return VTERM_KEY_DEL;
	case KEY_CODE_HELP:
		return VTERM_KEY_FUNCTION(1);
	default:
		return VTERM_KEY_NONE;
	}
}

void
pty_key(struct pty *p, uint32_t key)
{
	char bytes[64];
	size_t len;

	if (key == KEY_CODE_NEW_LINE) {
		pty_send(p, "\n", 1);
		return;
	}
	if (key < 0x20) {
		bytes[0] = (char)key;
		pty_send(p, bytes, 1);
		return;
	}
	if (key < KEY_CODE_BASE)
		vterm_keyboard_unichar(p->vterm, key, VTERM_MOD_NONE);
	else
		vterm_keyboard_key(p->vterm, special_key(key),
				   key == KEY_CODE_BACK_TAB ? VTERM_MOD_SHIFT
							    : VTERM_MOD_NONE);
	while ((len = vterm_output_read(p->vterm, bytes, sizeof(bytes))) > 0)
		pty_send(p, bytes, len);
}

void
pty_tell_size(struct pty *p, int rows, int columns)
{
	struct winsize w = {.ws_row = (unsigned short)rows,
			    .ws_col = (unsigned short)columns};

	ioctl(p->fd, TIOCSWINSZ, &w);
}

void
pty_resize(struct pty *p, int rows, int columns)
{
	p->rows = rows;
	p->columns = columns;
	vterm_set_size(p->vterm, rows, columns);
	pty_tell_size(p, rows, columns);
}

static size_t
put_character(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xc0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xe0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3f));
		to[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3f));
	to[2] = (char)(0x80 | (c >> 6 & 0x3f));
	to[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

const char *
pty_row(const struct pty *p, int row)
{
	static char text[8192];
	size_t len = 0;

	for (int i = 0; i < p->columns && len < sizeof(text) - 32; i++) {
		VTermScreenCell cell;
		VTermPos at = {.row = row, .col = i};

		if (!vterm_screen_get_cell(p->screen, at, &cell))
			break;
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0)
			text[len++] = ' ';
		for (int n = 0;
		     n < VTERM_MAX_CHARS_PER_CELL && cell.chars[n] != 0; n++)
			len += put_character(text + len, cell.chars[n]);
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	text[len] = '\0';
	return text;
}

bool
pty_has_text(const struct pty *p, const char *text)
{
	for (int row = 0; row < p->rows; row++)
		if (strstr(pty_row(p, row), text) != NULL)
			return true;
	return false;
}

bool
pty_wait_text(struct pty *p, const char *text, int ms)
{
	int64_t until = pty_now_ms() + ms;

	while (!pty_has_text(p, text)) {
		int64_t left = until - pty_now_ms();

		if (left <= 0)
			return false;
		if (!pty_pump(p, left > 200 ? 200 : (int)left) &&
		    pty_wait_end(p, 0) >= 0)
			return pty_has_text(p, text);
	}
	return true;
}

int
pty_wait_end(struct pty *p, int ms)
{
	int64_t until = pty_now_ms() + ms;
	int status = 0;

	for (;;) {
		pid_t got = waitpid(p->pid, &status, WNOHANG);
		int64_t left = until - pty_now_ms();

		if (got == p->pid) {
			p->ended = true;
			while (pty_pump(p, 0))
				continue;
			return WIFEXITED(status) ? WEXITSTATUS(status)
						 : 128 + WTERMSIG(status);
		}
		if (left <= 0)
			return -1;
		/* Its output ends when it does. */
		if (!pty_pump(p, left > 20 ? 20 : (int)left))
			poll(NULL, 0, 5);
	}
}

bool
pty_wrote(const struct pty *p, const char *bytes)
{
	return p->raw != NULL &&
	       memmem(p->raw, p->raw_len, bytes, strlen(bytes)) != NULL;
}
