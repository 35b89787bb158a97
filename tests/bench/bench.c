/*
 * bench WHAT LIMIT BARE PROGRAM [ARG]...: draaiboek against a bare curses
 *program, on one kind of pty, turn by turn in one run.
 *
 *	first	from fork to the last line of the first screen
 *	key	from a key to the first byte that it changes, and the
 *		processor time that a key costs
 *	memory	peak resident, of the whole life
 *
 * LIMIT: how many times the first screen may take; 0 shows it only.  Prints the
 * medians and their ratio; exit 1 where a limit is broken.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 31
#define KEYS 40
#define MARK "? keys"

struct measure {
	double first, key, memory;
};

struct run {
	const char *name;
	char *const *argv;
	double first[ROUNDS], key[ROUNDS], memory[ROUNDS];
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(2);
}

/* Reads until the mark was seen, or (mark NULL) the first bytes came. */
static double
wait_for(int fd, const char *mark)
{
	static char seen[1 << 20];
	size_t len = 0;

	for (;;) {
		struct pollfd p = {.fd = fd, .events = POLLIN};

		if (poll(&p, 1, 5000) <= 0)
			fail("no answer within 5 s");
		ssize_t n = read(fd, seen + len, sizeof(seen) - 1 - len);
		if (n <= 0)
			fail("the program ended early");
		double at = now();
		len += (size_t)n;
		seen[len] = '\0';
		if (!mark || memmem(seen, len, mark, strlen(mark)))
			return at;
	}
}

/* Takes what still comes until 15 ms of silence. */
static void
drain(int fd)
{
	char bytes[65536];
	struct pollfd p = {.fd = fd, .events = POLLIN};

	while (poll(&p, 1, 15) > 0 && read(fd, bytes, sizeof(bytes)) > 0)
		;
}

static struct measure
once(char *const *argv)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct measure m = {0};
	struct rusage use;
	int fd, status;
	double start = now();
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	if (pid < 0)
		fail("no pty");
	if (pid == 0) {
		execv(argv[0], argv);
		_exit(127);
	}
	m.first = wait_for(fd, MARK) - start;
	drain(fd);
	for (int i = 0; i < KEYS; i++) {
		double at = now();

		if (write(fd, i % 2 ? "k" : "j", 1) != 1)
			fail("the pty takes no key");
		m.key += wait_for(fd, NULL) - at;
		drain(fd);
	}
	m.key /= KEYS;
	for (int i = 0; wait4(pid, &status, WNOHANG, &use) != pid; i++) {
		if (i >= 2)
			kill(pid, i < 40 ? SIGTERM : SIGKILL);
		(void)!write(fd, "q", 1);
		drain(fd);
	}
	m.memory = (double)use.ru_maxrss / 1024;
	close(fd);
	return m;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values)
{
	qsort(values, ROUNDS, sizeof(*values), by_size);
	return values[ROUNDS / 2];
}

static bool
line(const char *what, const char *unit, double ours, double bare, double limit)
{
	bool good = limit <= 0 || ours <= limit * bare;

	printf("%s %-20s %7.2f %s  bare %7.2f %s  ratio %4.2f",
	       good ? "ok" : "not ok", what, ours, unit, bare, unit,
	       ours / bare);
	if (limit > 0)
		printf("  at most %.0f\n", limit);
	else
		printf("  (no limit: shown only)\n");
	return good;
}

int
main(int argc, char **argv)
{
	char *bare_argv[] = {argc > 3 ? argv[3] : NULL, NULL};
	struct run ours = {.name = "draaiboek", .argv = argv + 4};
	struct run bare = {.name = "bare", .argv = bare_argv};
	bool good = true;

	if (argc < 5)
		fail("usage: bench WHAT LIMIT BARE PROGRAM [ARG]...");
	for (int i = 0; i < ROUNDS; i++) {
		struct measure a = once(bare.argv);
		struct measure b = once(ours.argv);

		bare.first[i] = a.first, bare.key[i] = a.key,
		bare.memory[i] = a.memory;
		ours.first[i] = b.first, ours.key[i] = b.key,
		ours.memory[i] = b.memory;
	}
	printf("-- %s: medians of %d turns, %d keys each\n", argv[1], ROUNDS,
	       KEYS);
	good &= line("first whole screen", "ms", median(ours.first),
		     median(bare.first), atof(argv[2]));
	good &= line("a key", "ms", median(ours.key), median(bare.key), 3);
	double peak = median(ours.memory);
	printf("%s %-20s %7.2f MiB bare %7.2f MiB at most 16 MiB\n",
	       peak <= 16 ? "ok" : "not ok", "peak memory", peak,
	       median(bare.memory));
	return good && peak <= 16 ? 0 : 1;
}
