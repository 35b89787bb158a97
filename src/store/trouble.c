#include "store/trouble.h"

#include <errno.h>
#include <stdio.h>

static const struct {
	int number;
	const char *words;
} troubles[] = {
	{EACCES, "EACCES: Permission denied"},
	{EAGAIN, "EAGAIN: Resource temporarily unavailable"},
	{EBADF, "EBADF: Bad file descriptor"},
	{EDQUOT, "EDQUOT: Disk quota exceeded"},
	{EEXIST, "EEXIST: File exists"},
	{EFBIG, "EFBIG: File too large"},
	{EINTR, "EINTR: Interrupted system call"},
	{EINVAL, "EINVAL: Invalid argument"},
	{EIO, "EIO: Input/output error"},
	{EISDIR, "EISDIR: Is a directory"},
	{ELOOP, "ELOOP: Too many levels of symbolic links"},
	{EMFILE, "EMFILE: Too many open files"},
	{ENAMETOOLONG, "ENAMETOOLONG: File name too long"},
	{ENFILE, "ENFILE: Too many open files in system"},
	{ENODEV, "ENODEV: No such device"},
	{ENOENT, "ENOENT: No such file or directory"},
	{ENOLCK, "ENOLCK: No locks available"},
	{ENOMEM, "ENOMEM: Cannot allocate memory"},
	{ENOSPC, "ENOSPC: No space left on device"},
	{ENOTCONN, "ENOTCONN: Transport endpoint is not connected"},
	{ENOTDIR, "ENOTDIR: Not a directory"},
	{ENXIO, "ENXIO: No such device or address"},
	{EPERM, "EPERM: Operation not permitted"},
	{EREMOTEIO, "EREMOTEIO: Remote I/O error"},
	{EROFS, "EROFS: Read-only file system"},
	{ESTALE, "ESTALE: Stale file handle"},
	{ETIMEDOUT, "ETIMEDOUT: Connection timed out"},
};

void
trouble_write(int number, char out[TROUBLE_SIZE])
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
		if (troubles[i].number == number) {
			snprintf(out, TROUBLE_SIZE, "%s", troubles[i].words);
			return;
		}
	}
	snprintf(out, TROUBLE_SIZE, "error %d", number);
}
