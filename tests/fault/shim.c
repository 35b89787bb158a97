/*
 * Preloaded into the program: a disk that tears a write, a disk that lies
 * about syncing, and memory that runs out.
 *
 *	SHIM_WRITE_N=n   the n-th write to a journal …
 *	SHIM_KEEP=k      … lets k bytes through, and then
 *	SHIM_ACT=        KILL, or ENOSPC, EIO, EDQUOT: so ends every later write
 *	SHIM_SCOPE=all   … to any journal (otherwise only to that one)
 *	SHIM_NOSYNC=1    fsync and fdatasync do nothing and say 0
 *	SHIM_MALLOC_N=n  the n-th allocation fails, and all behind it
 *	SHIM_ONCE=1      … only that one
 *	SHIM_COUNT=FILE  the number of allocations is written there at the end
 *
 * A journal is a file that is open for appending.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long allocations, fail_at;
static int writes;
static ino_t failing;
static bool all_fail;

static long
number(const char *name)
{
	const char *value = getenv(name);

	return value ? strtol(value, NULL, 10) : 0;
}

static int
act(void)
{
	const char *name = getenv("SHIM_ACT");

	if (!name)
		return EIO;
	if (!strcmp(name, "ENOSPC"))
		return ENOSPC;
	if (!strcmp(name, "EDQUOT"))
		return EDQUOT;
	return strcmp(name, "KILL") ? EIO : 0;
}

static bool
is_journal(int fd, ino_t *inode)
{
	int flags = fcntl(fd, F_GETFL);
	struct stat st;

	if (fd < 3 || flags < 0 || !(flags & O_APPEND) || fstat(fd, &st) != 0 ||
	    !S_ISREG(st.st_mode))
		return false;
	*inode = st.st_ino;
	return true;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	size_t keep = (size_t)number("SHIM_KEEP");
	ssize_t done = 0;
	ino_t inode;

	if (!getenv("SHIM_WRITE_N") || !is_journal(fd, &inode))
		return syscall(SYS_write, fd, bytes, len);
	if (inode == failing || all_fail) {
		errno = act();
		return -1;
	}
	if (++writes != number("SHIM_WRITE_N"))
		return syscall(SYS_write, fd, bytes, len);
	if (keep > 0)
		done = syscall(SYS_write, fd, bytes, keep < len ? keep : len);
	if (act() == 0)
		raise(SIGKILL);
	failing = inode;
	all_fail = getenv("SHIM_SCOPE") != NULL;
	if (done > 0)
		return done;
	errno = act();
	return -1;
}

int
fsync(int fd)
{
	return getenv("SHIM_NOSYNC") ? 0 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return getenv("SHIM_NOSYNC") ? 0 : (int)syscall(SYS_fdatasync, fd);
}

/* getenv() is not asked at each: it may not be ready yet. */
__attribute__((constructor)) static void
begin(void)
{
	allocations = 0;
	fail_at = number("SHIM_MALLOC_N");
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("SHIM_COUNT");
	char text[32];
	int fd, len;

	if (!path)
		return;
	len = snprintf(text, sizeof(text), "%ld\n", allocations);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd >= 0 && len > 0)
		(void)!syscall(SYS_write, fd, text, (size_t)len);
}

/*
 * libcrypto 3.0 does not survive that itself: EVP_MD_fetch() takes a lock that
 * could not be made.  Its own allocations are not counted.
 */
static bool
is_of_libcrypto(const void *caller)
{
	Dl_info where;

	return dladdr(caller, &where) && where.dli_fname &&
	       strstr(where.dli_fname, "libcrypto");
}

static bool
no_memory(const void *caller)
{
	if (is_of_libcrypto(caller))
		return false;
	allocations++;
	if (fail_at == 0 || allocations < fail_at ||
	    (allocations > fail_at && getenv("SHIM_ONCE")))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return no_memory(__builtin_return_address(0)) ? NULL
						      : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return no_memory(__builtin_return_address(0))
		       ? NULL
		       : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return no_memory(__builtin_return_address(0))
		       ? NULL
		       : __libc_realloc(old, size);
}
