/*
 * What the program costs on a slow line, and while nothing happens:
 *
 *	cost PROGRAM FIXTURES
 *
 *  - an arrow key writes at most 400 bytes on average at 80x24 (0.4 s on a
 *    line of 9600 baud), in every view and under every terminal;
 *  - between two minutes nothing is written when nothing happens;
 *  - and the program wakes up at most once a second.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "front/front.h"
#include "pty/pty.h"

#define WAIT_MS 15000
#define QUIET_MS 60
#define BYTES_MOST 400
#define IDLE_MS 4000

static const char *program, *fixtures;
static char root[64];
static struct pty p;

static bool
begin(const char *term)
{
	char name[64];
	const char *env[] = {"PATH=/bin",
			     "TZ=UTC",
			     "HOME=/nonexistent",
			     "ASAN_OPTIONS=detect_leaks=0",
			     "LC_ALL=C.UTF-8",
			     name,
			     NULL};
	const char *argv[] = {program,   "-C",     root,     "--playbooks",
			      fixtures,  "--lang", "en",     "-r",
			      "it",      "--by",   "tester", "start",
			      "mailbox", NULL};

	snprintf(name, sizeof(name), "TERM=%s", term);
	snprintf(root, sizeof(root), "/tmp/draaiboek-pty-XXXXXX");
	return mkdtemp(root) != NULL &&
	       pty_start(&p, (char *const *)(uintptr_t)argv, env, 24, 80) &&
	       pty_wait_text(&p, "1.1", WAIT_MS);
}

static void
end(void)
{
	char command[128];

	pty_end(&p);
	snprintf(command, sizeof(command), "rm -rf %s", root);
	if (system(command) != 0)
		printf("# the root cannot be removed\n");
}

/* Reads until nothing has come for that long. */
static void
settle(int ms)
{
	while (pty_pump(&p, ms))
		;
}

/* The mean of what an arrow key writes in the view that this key opens. */
static size_t
arrow_bytes(const char *view)
{
	static const uint32_t arrows[] = {KEY_CODE_DOWN, KEY_CODE_DOWN,
					  KEY_CODE_DOWN, KEY_CODE_UP,
					  KEY_CODE_DOWN, KEY_CODE_UP};
	unsigned count = 0;
	size_t before;

	pty_send(&p, view, 1);
	settle(3 * QUIET_MS);
	before = p.raw_len;
	for (; count < 12; count++) {
		pty_key(&p, arrows[count % 6]);
		pty_pump(&p, 1000);
		settle(QUIET_MS);
	}
	return (p.raw_len - before) / count;
}

static unsigned
arrows_are_cheap(const char *term)
{
	static const char *const views[] = {"s", "o", "t", "d", "c", "f", "v"};
	size_t sum = 0, most = 0;
	bool good = begin(term);

	for (size_t i = 0; good && i < sizeof(views) / sizeof(views[0]); i++) {
		size_t bytes = arrow_bytes(views[i]);

		printf("# %s view %s: %zu bytes an arrow\n", term, views[i],
		       bytes);
		sum += bytes;
		most = bytes > most ? bytes : most;
	}
	end();
	good = good && most <= BYTES_MOST;
	printf("%s arrow_bytes_mean=%zu arrow_bytes_most=%zu term=%s\n",
	       good ? "ok" : "not ok", sum / (sizeof(views) / sizeof(views[0])),
	       most, term);
	return !good;
}

/* How often the program has given the processor away by itself. */
static long
wake_ups(void)
{
	char path[64], line[256];
	long count = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)p.pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1)
			break;
	if (f != NULL)
		fclose(f);
	return count;
}

static unsigned
idling_costs_nothing(const char *term)
{
	bool good = begin(term);
	long woken = 0, turned = 0;
	size_t wrote = 0;

	/* A minute that turns is written, rightly: then once more. */
	for (int turn = 0; good && turn < 2; turn++) {
		int64_t until;
		time_t minute;

		settle(500);
		minute = time(NULL) / 60;
		wrote = p.raw_len;
		woken = wake_ups();
		until = pty_now_ms() + IDLE_MS;
		while (pty_now_ms() < until)
			pty_pump(&p, (int)(until - pty_now_ms()));
		wrote = p.raw_len - wrote;
		woken = wake_ups() - woken;
		turned = time(NULL) / 60 - minute;
		if (turned == 0)
			break;
	}
	end();
	good = good && turned == 0 && wrote == 0 && woken <= IDLE_MS / 1000 + 1;
	printf("%s idle_seconds=%d bytes=%zu wake_ups=%ld term=%s\n",
	       good ? "ok" : "not ok", IDLE_MS / 1000, wrote, woken, term);
	return !good;
}

int
main(int argc, char **argv)
{
	static const char *const terms[] = {"xterm-256color", "linux", "vt100"};
	unsigned failed = 0;

	if (argc != 3)
		return 2;
	program = argv[1];
	fixtures = argv[2];
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		failed += arrows_are_cheap(terms[i]);
	failed += idling_costs_nothing("xterm-256color");
	return failed != 0;
}
