/*
 * Calls that are refused: a program that includes this is linked with --wrap
 * of every name that a WRAP… below has, so that what the store asks of the
 * system comes by here.  Nothing happens until a refusal is planned and armed:
 * then the at-th call of one name fails with one errno, or takes half of the
 * bytes, or none.  The plan is in shared memory, so that it holds in processes
 * that are forked too.
 *
 * Syncs that are not refused are not done: a test counts them and needs no
 * disk.
 */
#ifndef TESTS_UNIT_STORE_REFUSED_H
#define TESTS_UNIT_STORE_REFUSED_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REFUSED_CALLS 96
#define REFUSED_NUMBERS 8

/* Instead of an errno. */
#define HALF (-1) /* of the bytes, one at least */
#define NONE (-2) /* the call succeeds with none of the bytes */
#define STOP (-3) /* the process stops there; later it goes on */
#define KILL (-4) /* it ends there */

struct refused_call {
	const char *name;
	int numbers[REFUSED_NUMBERS]; /* what it is refused with, in turn */
	int index;
};

static struct refused_call *refused_calls[REFUSED_CALLS];
static int refused_count;

struct denial {
	bool armed;
	int call;    /* its index; -1: none, calls are counted only */
	unsigned at; /* the first one is 1 */
	bool on;     /* and all later ones */
	int number;
	int also; /* its index: always refused, with … */
	int also_number;
	unsigned seen[REFUSED_CALLS], hits;
};

static struct denial *denial;
static bool refused_nowhere; /* in this process */

/* How often lines were run is written by calls that come by here as well. */
void before_counting(void);
void
before_counting(void)
{
	refused_nowhere = true;
}

static inline void
refused_add(struct refused_call *call)
{
	if (!denial)
		denial = mmap(NULL, sizeof(*denial), PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	call->index = refused_count;
	refused_calls[refused_count++] = call;
}

/* The errno, HALF or NONE with which this call is refused; 0: it is not. */
static inline int
refused(const struct refused_call *call)
{
	unsigned nth;

	if (!denial->armed || refused_nowhere)
		return 0;
	nth = ++denial->seen[call->index];
	if (call->index == denial->also) {
		errno = denial->also_number;
		return denial->also_number;
	}
	if (call->index != denial->call || nth < denial->at ||
	    (nth > denial->at && !denial->on))
		return 0;
	denial->hits++;
	if (denial->number == STOP || denial->number == KILL) {
		raise(denial->number == STOP ? SIGSTOP : SIGKILL);
		return 0;
	}
	if (denial->number > 0)
		errno = denial->number;
	return denial->number;
}

static inline void
refused_plan(int call, unsigned at, bool on, int number)
{
	*denial = (struct denial){.call = call,
				    .at = at,
				    .on = on,
				    .number = number,
				    .also = -1};
}

static inline void
refused_arm(bool armed)
{
	denial->armed = armed;
}

/* The call of that name, for a test that needs one only. */
static inline int
refused_named(const char *name)
{
	for (int i = 0; i < refused_count; i++)
		if (strcmp(refused_calls[i]->name, name) == 0)
			return i;
	fprintf(stderr, "no call is named %s\n", name);
	abort();
}

#define WRAPPED(call, type, params, ...)                                       \
	type __real_##call params;                                             \
	type __wrap_##call params;                                             \
	static struct refused_call call_##call = {                             \
		.name = #call, .numbers = {__VA_ARGS__}};                      \
	__attribute__((constructor)) static void add_##call(void)              \
	{                                                                      \
		refused_add(&call_##call);                                     \
	}

/* It fails as most do. */
#define WRAP(call, type, params, args, ...)                                    \
	WRAPPED(call, type, params, __VA_ARGS__)                               \
	type __wrap_##call params                                              \
	{                                                                      \
		return refused(&call_##call) ? (type)-1 : __real_##call args;  \
	}

/* … with a null pointer; at the end of something without errno. */
#define WRAP_NULL(call, type, params, args, ...)                               \
	WRAPPED(call, type, params, __VA_ARGS__)                               \
	type __wrap_##call params                                              \
	{                                                                      \
		return refused(&call_##call) ? (type)0 : __real_##call args;   \
	}

/* It never fails, but gives another answer. */
#define WRAP_VALUE(call, type, params, args, ...)                              \
	WRAPPED(call, type, params, __VA_ARGS__)                               \
	type __wrap_##call params                                              \
	{                                                                      \
		int value = refused(&call_##call);                             \
                                                                               \
		return value ? (type)value : __real_##call args;               \
	}

/* `len` is one of its parameters. */
#define WRAP_BYTES(call, params, args, ...)                                    \
	WRAPPED(call, ssize_t, params, __VA_ARGS__)                            \
	ssize_t __wrap_##call params                                           \
	{                                                                      \
		int number = refused(&call_##call);                            \
                                                                               \
		if (number > 0)                                                \
			return -1;                                             \
		if (number == NONE)                                            \
			return 0;                                              \
		if (number == HALF)                                            \
			len = len > 1 ? len / 2 : len;                         \
		return __real_##call args;                                     \
	}

WRAP_BYTES(read, (int fd, void *bytes, size_t len), (fd, bytes, len), EIO,
	   EINTR, HALF, NONE)
WRAP_BYTES(__read_chk, (int fd, void *bytes, size_t len, size_t room),
	   (fd, bytes, len, room), EIO, EINTR, HALF, NONE)
WRAP_BYTES(pread, (int fd, void *bytes, size_t len, off_t at),
	   (fd, bytes, len, at), EIO, EINTR, HALF, NONE)
WRAP_BYTES(__pread_chk,
	   (int fd, void *bytes, size_t len, off_t at, size_t room),
	   (fd, bytes, len, at, room), EIO, EINTR, HALF, NONE)
WRAP_BYTES(write, (int fd, const void *bytes, size_t len), (fd, bytes, len),
	   ENOSPC, EINTR, HALF, NONE)
WRAP_BYTES(pwrite, (int fd, const void *bytes, size_t len, off_t at),
	   (fd, bytes, len, at), ENOSPC, HALF)
WRAP_BYTES(send, (int fd, const void *bytes, size_t len, int flags),
	   (fd, bytes, len, flags), ECONNRESET, EINTR, HALF)
WRAP_BYTES(recv, (int fd, void *bytes, size_t len, int flags),
	   (fd, bytes, len, flags), ECONNRESET, EINTR, HALF, NONE)
WRAP_BYTES(getrandom, (void *bytes, size_t len, unsigned flags),
	   (bytes, len, flags), EINTR, HALF)

WRAP(stat, int, (const char *path, struct stat *st), (path, st), EIO, ENOENT)
WRAP(lstat, int, (const char *path, struct stat *st), (path, st), EIO)
WRAP(fstat, int, (int fd, struct stat *st), (fd, st), EIO)
WRAP(fstatat, int, (int in, const char *path, struct stat *st, int flags),
     (in, path, st, flags), EIO, ENOENT)
WRAP(fstatfs, int, (int fd, struct statfs *fs), (fd, fs), EIO)
WRAP(access, int, (const char *path, int how), (path, how), EACCES)
WRAP(lseek, off_t, (int fd, off_t at, int from), (fd, at, from), EIO)
WRAP(flock, int, (int fd, int how), (fd, how), EWOULDBLOCK)
WRAP(chmod, int, (const char *path, mode_t mode), (path, mode), EPERM)
WRAP(fchmod, int, (int fd, mode_t mode), (fd, mode), EPERM)
WRAP(mkdir, int, (const char *path, mode_t mode), (path, mode), ENOSPC, EEXIST)
WRAP(mkdirat, int, (int in, const char *path, mode_t mode), (in, path, mode),
     ENOSPC, EEXIST)
WRAP(rename, int, (const char *from, const char *to), (from, to), EIO)
WRAP(renameat, int, (int in, const char *from, int there, const char *to),
     (in, from, there, to), EIO)
WRAP(renameat2, int,
     (int in, const char *from, int there, const char *to, unsigned how),
     (in, from, there, to, how), EIO, EINVAL, ENOSYS, ENOTSUP, EEXIST)
WRAP(linkat, int,
     (int in, const char *from, int there, const char *to, int how),
     (in, from, there, to, how), EIO, EPERM, ENOSYS, ENOTSUP)
WRAP(unlink, int, (const char *path), (path), EIO)
WRAP(unlinkat, int, (int in, const char *path, int how), (in, path, how), EIO)
WRAP(fallocate, int, (int fd, int how, off_t at, off_t len), (fd, how, at, len),
     ENOSPC, EDQUOT, EFBIG, EOPNOTSUPP)
WRAP(fork, pid_t, (void), (), EAGAIN)
WRAP(poll, int, (struct pollfd *fds, nfds_t count, int ms), (fds, count, ms),
     EINTR)
WRAP(socketpair, int, (int domain, int type, int protocol, int ends[2]),
     (domain, type, protocol, ends), EMFILE)
WRAP(inotify_init1, int, (int flags), (flags), EMFILE)
WRAP(inotify_add_watch, int, (int fd, const char *path, uint32_t mask),
     (fd, path, mask), ENOSPC)
WRAP(clock_gettime, int, (clockid_t clock, struct timespec *now), (clock, now),
     EINVAL)
WRAP(gethostname, int, (char *name, size_t len), (name, len), EPERM)
WRAP(__gethostname_chk, int, (char *name, size_t len, size_t room),
     (name, len, room), EPERM)
WRAP(readlink, ssize_t, (const char *path, char *out, size_t room),
     (path, out, room), EINVAL)
WRAP(__readlink_chk, ssize_t,
     (const char *path, char *out, size_t len, size_t room),
     (path, out, len, room), EINVAL)

WRAP_NULL(opendir, DIR *, (const char *path), (path), EIO)
WRAP_NULL(fdopendir, DIR *, (int fd), (fd), ENOMEM)
WRAP_NULL(readdir, struct dirent *, (DIR *dir), (dir), EIO)
WRAP_NULL(fopen, FILE *, (const char *path, const char *how), (path, how),
	  ENOENT)
WRAP_NULL(fgets, char *, (char *out, int size, FILE *file), (out, size, file),
	  EIO)
WRAP_NULL(localtime_r, struct tm *, (const time_t *t, struct tm *out), (t, out),
	  EOVERFLOW)
WRAP_NULL(realpath, char *, (const char *path, char *out), (path, out), EIO)
WRAP_NULL(__realpath_chk, char *, (const char *path, char *out, size_t room),
	  (path, out, room), EIO)

WRAP_VALUE(geteuid, uid_t, (void), (), 4711)
WRAP_VALUE(getuid, uid_t, (void), (), 4711)
WRAP_VALUE(getegid, gid_t, (void), (), 4711)
WRAP_VALUE(getauxval, unsigned long, (unsigned long kind), (kind), 1)

WRAPPED(open, int, (const char *path, int flags, ...), EIO, ENOENT)
int
__wrap_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list rest;

	if (flags & O_CREAT) {
		va_start(rest, flags);
		mode = va_arg(rest, mode_t);
		va_end(rest);
	}
	return refused(&call_open) ? -1 : __real_open(path, flags, mode);
}

WRAPPED(openat, int, (int in, const char *path, int flags, ...), EIO, ENOENT)
int
__wrap_openat(int in, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list rest;

	if (flags & O_CREAT) {
		va_start(rest, flags);
		mode = va_arg(rest, mode_t);
		va_end(rest);
	}
	return refused(&call_openat) ? -1
				     : __real_openat(in, path, flags, mode);
}

/* openat2(), which has no name of its own. */
WRAPPED(syscall, long, (long what, ...), ENOSYS, EPERM, EIO, ENOENT, EACCES,
	EEXIST)
long
__wrap_syscall(long what, ...)
{
	long words[4];
	va_list rest;

	va_start(rest, what);
	for (int i = 0; i < 4; i++)
		words[i] = va_arg(rest, long);
	va_end(rest);
	if (refused(&call_syscall))
		return -1;
	return __real_syscall(what, words[0], words[1], words[2], words[3]);
}

WRAPPED(fcntl, int, (int fd, int what, ...), EMFILE, EAGAIN, EINVAL)
int
__wrap_fcntl(int fd, int what, ...)
{
	va_list rest;
	long word;

	va_start(rest, what);
	word = va_arg(rest, long);
	va_end(rest);
	return refused(&call_fcntl) ? -1 : __real_fcntl(fd, what, word);
}

/* The descriptor is gone, whatever close() says. */
WRAPPED(close, int, (int fd), EIO)
int
__wrap_close(int fd)
{
	int number = refused(&call_close), closed = __real_close(fd);

	if (!number)
		return closed;
	errno = number;
	return -1;
}

WRAPPED(fsync, int, (int fd), EIO, EINVAL, ENOTSUP)
int
__wrap_fsync(int fd)
{
	(void)fd;
	return refused(&call_fsync) ? -1 : 0;
}

WRAPPED(fdatasync, int, (int fd), EIO)
int
__wrap_fdatasync(int fd)
{
	(void)fd;
	return refused(&call_fdatasync) ? -1 : 0;
}

#endif
