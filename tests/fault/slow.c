/*
 * A share that hangs, by LD_PRELOAD: a sync of what lies below $SLOW_PATH
 * waits until the file $SLOW_WHILE is gone, and $SLOW_MS at most.  Each one
 * that hung adds a byte to that file, so that a test can see that it did.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A removed file changes its count of links; the kernel tells of that. */
static void
wait_until_gone(const char *flag, long ms)
{
	long end = now_ms() + ms, left;
	struct pollfd p = {inotify_init1(IN_CLOEXEC | IN_NONBLOCK), POLLIN, 0};
	char told[4096];

	if (p.fd < 0)
		return;
	(void)inotify_add_watch(p.fd, flag, IN_ATTRIB | IN_DELETE_SELF);
	while (access(flag, F_OK) == 0 && (left = end - now_ms()) > 0)
		if (poll(&p, 1, (int)left) > 0)
			(void)!read(p.fd, told, sizeof(told));
	close(p.fd);
}

static void
hang(int fd)
{
	const char *below = getenv("SLOW_PATH"), *flag = getenv("SLOW_WHILE");
	const char *ms = getenv("SLOW_MS");
	char link[64], path[PATH_MAX];
	ssize_t len;
	int note;

	if (!below || !flag || !ms)
		return;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	len = readlink(link, path, sizeof(path) - 1);
	if (len <= 0)
		return;
	path[len] = '\0';
	if (strncmp(path, below, strlen(below)) != 0)
		return;
	note = open(flag, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (note < 0)
		return;
	(void)!write(note, "x", 1);
	close(note);
	wait_until_gone(flag, atol(ms));
}

int
fdatasync(int fd)
{
	int (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
	hang(fd);
	return real(fd);
}

int
fsync(int fd)
{
	int (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	hang(fd);
	return real(fd);
}
