/*
 * A program on a pseudo-terminal, and what a person would see of it: libvterm
 * draws, nothing here ever sleeps; whoever waits, waits for something.
 */
#ifndef TESTS_PTY_PTY_H
#define TESTS_PTY_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

struct pty {
	int fd;
	pid_t pid;
	VTerm *vterm;
	VTermScreen *screen;
	int rows, columns;
	char *raw; /* everything the program wrote */
	size_t raw_len, raw_room;
	bool ended;
	bool mute; /* it answers no question of the program */
	bool slow; /* only pty_take() reads: nothing does while bytes are sent */
};

/* env: NAME=VALUE over a bare environment, NULL at the end. */
bool pty_start(struct pty *p, char *const *argv, const char *const *env,
	       int rows, int columns);
/* Ends the program if it still runs, and frees everything. */
void pty_end(struct pty *p);

/* Reads what the program writes, at most that long; false: it wrote nothing. */
bool pty_pump(struct pty *p, int ms);
/* The same, at most that many bytes; how many. */
size_t pty_take(struct pty *p, size_t most, int ms);
void pty_send(struct pty *p, const char *bytes, size_t len);
/* A character, or a key above Unicode as in front/front.h. */
void pty_key(struct pty *p, uint32_t key);
void pty_resize(struct pty *p, int rows, int columns);
/* The program hears of it, and libvterm does not: in a storm of sizes some
 * versions of it free what they never had. */
void pty_tell_size(struct pty *p, int rows, int columns);

/* A row of the screen without spaces at its end, in a static buffer. */
const char *pty_row(const struct pty *p, int row);
/* Waits until the text stands on a row of the screen. */
bool pty_wait_text(struct pty *p, const char *text, int ms);
bool pty_has_text(const struct pty *p, const char *text);
/* Waits until it has ended; its exit status, 128 + signal, -1: it still runs.
 */
int pty_wait_end(struct pty *p, int ms);
bool pty_wrote(const struct pty *p, const char *bytes);

int64_t pty_now_ms(void);

#endif
