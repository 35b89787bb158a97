/*
 * Disks that fail: write(), fsync() and fdatasync() of this program go through
 * here, and do to journals (files open for appending) what the plan says.
 */
#ifndef TESTS_UNIT_STORE_FAULTS_H
#define TESTS_UNIT_STORE_FAULTS_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static struct {
	int write_at; /* which write from now on fails, 1: the next; 0: none */
	int writes;   /* how many fail from there on */
	size_t keep;  /* bytes that reach the file first */
	int error;    /* 0: a short write */
	bool kill;    /* dies there instead */
	int interrupts; /* EINTR so many times before anything is written */
	int sync_at;    /* which sync fails */
	int syncs;
	int sync_error;

	/* what happened */
	int failed;
	ino_t failed_inode;
	int syncs_after; /* of a file whose sync had failed */
	int writes_after;
	int journal_syncs;
} faults;

static inline void
faults_clear(void)
{
	memset(&faults, 0, sizeof(faults));
}

static inline bool
faults_is_journal(int fd, ino_t *inode)
{
	int flags = fcntl(fd, F_GETFL);
	struct stat st;

	if (flags < 0 || !(flags & O_APPEND) || fstat(fd, &st) != 0 ||
	    !S_ISREG(st.st_mode))
		return false;
	*inode = st.st_ino;
	return true;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	ino_t inode;

	if (!faults_is_journal(fd, &inode))
		return syscall(SYS_write, fd, bytes, len);
	if (inode == faults.failed_inode)
		faults.writes_after++;
	if (faults.interrupts > 0) {
		faults.interrupts--;
		errno = EINTR;
		return -1;
	}
	if (faults.write_at == 0 || --faults.write_at > 0)
		return syscall(SYS_write, fd, bytes, len);
	if (--faults.writes > 0)
		faults.write_at = 1;
	faults.failed++;
	faults.failed_inode = inode;
	if (faults.keep > 0)
		(void)!syscall(SYS_write, fd, bytes,
			       faults.keep < len ? faults.keep : len);
	if (faults.kill)
		raise(SIGKILL);
	if (faults.error == 0)
		return (ssize_t)(faults.keep < len ? faults.keep : len);
	errno = faults.error;
	return -1;
}

static inline int
faults_sync(int fd, long call)
{
	ino_t inode;

	if (!faults_is_journal(fd, &inode))
		return (int)syscall(call, fd);
	faults.journal_syncs++;
	if (inode == faults.failed_inode)
		faults.syncs_after++;
	if (faults.sync_at == 0 || --faults.sync_at > 0)
		return (int)syscall(call, fd);
	if (--faults.syncs > 0)
		faults.sync_at = 1;
	faults.failed++;
	faults.failed_inode = inode;
	errno = faults.sync_error;
	return -1;
}

int
fsync(int fd)
{
	return faults_sync(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
	return faults_sync(fd, SYS_fdatasync);
}

#endif
