/*
 * A share that hangs, by LD_PRELOAD: a sync of what lies below $SLOW_PATH
 * takes $SLOW_MS, as long as the file $SLOW_WHILE is there.  Each one that
 * hung adds a byte to that file, so that a test can see that it did.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void
hang(int fd)
{
	const char *below = getenv("SLOW_PATH"), *flag = getenv("SLOW_WHILE");
	const char *ms = getenv("SLOW_MS");
	char link[64], path[PATH_MAX];
	struct timespec left;
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
	left.tv_sec = atol(ms) / 1000;
	left.tv_nsec = atol(ms) % 1000 * 1000000;
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		continue;
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
