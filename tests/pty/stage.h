/*
 * The real program on a pseudo-terminal, in an incident of its own, for tests
 * of what a terminal can do to it.  There is one stage at a time.
 */
#ifndef TESTS_PTY_STAGE_H
#define TESTS_PTY_STAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "pty/pty.h"

#define STAGE_WAIT_MS 15000

struct stage {
	const char *program, *fixtures; /* the folder of playbooks */
	const char *role, *language;    /* NULL: it, en */
	struct pty pty;
	char root[64];
	bool good;
};
extern struct stage stage;

/* PROGRAM FIXTURES; false: these are not the arguments. */
bool stage_prepare(int argc, char **argv);

/* A new root and an incident in it; more_env: NAME=VALUE …, NULL. */
void stage_begin(const char *const *more_env, int rows, int columns);
/* The same incident again, after the program has ended. */
void stage_resume(const char *const *more_env, int rows, int columns);
/* Ends it and says `ok NAME`, or not; 1: it failed. */
unsigned stage_end(const char *name);

void expect(bool what, const char *why);
void expect_text(const char *text);
/* The count in line 1: "saved 03:04 (4)"; -1: there is none. */
int saved_count(void);
bool wait_saved(int count);
/* Lets that much time go by, reading. */
void pass(int ms);
/* Reads until nothing has come for that long. */
void settle(int ms);
/*
 * A key, and what it makes the program do: reads until the program has woken
 * up for it and sleeps again with nothing left to read, at most a second.
 */
void press(uint32_t key);
/* The same and nothing is read: what it wrote stays on the line. */
void press_unread(uint32_t key);
/* How often the program has gone to sleep by itself; -1: it is gone. */
long wake_ups(void);

/* Another process of the program, on the same root. */
bool run_beside(const char *words);
/* The same for a batch: its lines go in there; pclose() ends it. */
FILE *batch_beside(void);

/*
 * Whether a sequence that sets how text looks has a number between two, from
 * that byte of what the program wrote on: 41 in ESC[0;1;41m.
 */
bool wrote_look(size_t from, int least, int most);

#endif
