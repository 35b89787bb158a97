#include "pty/stage.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENV_MOST 20

struct stage stage;

bool
stage_prepare(int argc, char **argv)
{
	if (argc != 3)
		return false;
	stage.program = argv[1];
	stage.fixtures = argv[2];
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	return true;
}

void
expect(bool what, const char *why)
{
	if (what)
		return;
	stage.good = false;
	printf("# %s\n", why);
}

void
expect_text(const char *text)
{
	if (pty_wait_text(&stage.pty, text, STAGE_WAIT_MS))
		return;
	stage.good = false;
	printf("# \"%s\" does not come; the screen:\n", text);
	for (int row = 0; row < stage.pty.rows && row < 40; row++)
		printf("# %s\n", pty_row(&stage.pty, row));
}

static void
start(const char *const *more_env, int rows, int columns, bool again)
{
	const char *env[ENV_MOST] = {"PATH=/usr/bin:/bin", "TZ=UTC",
				     "HOME=/nonexistent",
				     "ASAN_OPTIONS=detect_leaks=0", NULL};
	const char *argv[] = {stage.program,
			      "-C",
			      stage.root,
			      "--playbooks",
			      stage.fixtures,
			      "--lang",
			      stage.language != NULL ? stage.language : "en",
			      "-r",
			      stage.role != NULL ? stage.role : "it",
			      "--by",
			      "tester",
			      again ? "resume" : "start",
			      again ? NULL : "mailbox",
			      NULL};
	unsigned count = 4;
	bool locale = false;

	for (; *more_env != NULL && count < ENV_MOST - 2; more_env++) {
		env[count++] = *more_env;
		locale = locale || strncmp(*more_env, "LC_ALL=", 7) == 0;
	}
	if (!locale)
		env[count++] = "LC_ALL=C.UTF-8";
	env[count] = NULL;
	if (!pty_start(&stage.pty, (char *const *)(uintptr_t)argv, env, rows,
		       columns))
		expect(false, "the program cannot be started");
}

void
stage_begin(const char *const *more_env, int rows, int columns)
{
	stage.good = true;
	snprintf(stage.root, sizeof(stage.root), "/tmp/draaiboek-pty-XXXXXX");
	expect(mkdtemp(stage.root) != NULL, "there is no root");
	start(more_env, rows, columns, false);
}

void
stage_resume(const char *const *more_env, int rows, int columns)
{
	pty_end(&stage.pty);
	start(more_env, rows, columns, true);
}

unsigned
stage_end(const char *name)
{
	char command[128];

	pty_end(&stage.pty);
	stage.role = stage.language = NULL;
	snprintf(command, sizeof(command), "rm -rf %s", stage.root);
	expect(system(command) == 0, "the root cannot be removed");
	printf("%s %s\n", stage.good ? "ok" : "not ok", name);
	return !stage.good;
}

int
saved_count(void)
{
	const char *bar = pty_row(&stage.pty, 0), *open = strrchr(bar, '(');

	return open != NULL ? atoi(open + 1) : -1;
}

bool
wait_saved(int count)
{
	int64_t until = pty_now_ms() + STAGE_WAIT_MS;

	while (saved_count() != count && pty_now_ms() < until)
		pty_pump(&stage.pty, 100);
	return saved_count() == count;
}

void
pass(int ms)
{
	int64_t until = pty_now_ms() + ms;
	int64_t left;

	while ((left = until - pty_now_ms()) > 0)
		pty_pump(&stage.pty, (int)left);
}

void
settle(int ms)
{
	while (pty_pump(&stage.pty, ms))
		;
}

/* A line of /proc/PID/status, behind its name. */
static bool
status_line(const char *name, char *value, size_t size)
{
	char path[64], line[160];
	size_t len = strlen(name);
	bool found = false;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)stage.pty.pid);
	f = fopen(path, "r");
	while (f != NULL && !found && fgets(line, sizeof(line), f) != NULL) {
		found = strncmp(line, name, len) == 0;
		if (found)
			snprintf(value, size, "%s", line + len);
	}
	if (f != NULL)
		fclose(f);
	return found;
}

long
wake_ups(void)
{
	char value[160];

	return status_line("voluntary_ctxt_switches:", value, sizeof(value))
		       ? strtol(value, NULL, 10)
		       : -1;
}

static bool
is_asleep(void)
{
	char value[160];

	return status_line("State:", value, sizeof(value)) &&
	       strchr(value, 'S') != NULL;
}

void
press(uint32_t key)
{
	int64_t until = pty_now_ms() + 1000;
	long before = wake_ups();

	pty_key(&stage.pty, key);
	while (pty_now_ms() < until) {
		bool wrote = pty_pump(&stage.pty, 3);

		if (!wrote && is_asleep() && wake_ups() > before)
			return;
	}
}

void
press_unread(uint32_t key)
{
	int64_t until = pty_now_ms() + 1000;
	long before = wake_ups();

	pty_key(&stage.pty, key);
	while (pty_now_ms() < until && !(wake_ups() > before && is_asleep()))
		poll(NULL, 0, 1);
}

bool
run_beside(const char *words)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "DRAAIBOEK_USER=other %s -C %s --playbooks %s %s "
		 ">/dev/null 2>&1",
		 stage.program, stage.root, stage.fixtures, words);
	return system(command) == 0;
}

FILE *
batch_beside(void)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "%s -C %s --playbooks %s --by other batch - -r it >/dev/null "
		 "2>&1",
		 stage.program, stage.root, stage.fixtures);
	return popen(command, "w");
}

bool
wrote_look(size_t from, int least, int most)
{
	const char *at = stage.pty.raw + from;

	while ((at = strstr(at, "\033[")) != NULL) {
		const char *end = at + 2 + strspn(at + 2, "0123456789;");
		char *next;

		for (at += 2; *end == 'm' && at < end; at = next + 1) {
			long number = strtol(at, &next, 10);

			if (next != at && number >= least && number <= most)
				return true;
		}
		at = end;
	}
	return false;
}
