#include "base/trouble.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/tr.h"

static const struct {
	int number;
	const char *words;
} troubles[] = {
	{EACCES, N_("EACCES: Permission denied")},
	{EAGAIN, N_("EAGAIN: Resource temporarily unavailable")},
	{EBADF, N_("EBADF: Bad file descriptor")},
	{EDQUOT, N_("EDQUOT: Disk quota exceeded")},
	{EEXIST, N_("EEXIST: File exists")},
	{EFBIG, N_("EFBIG: File too large")},
	{EINTR, N_("EINTR: Interrupted system call")},
	{EINVAL, N_("EINVAL: Invalid argument")},
	{EIO, N_("EIO: Input/output error")},
	{EISDIR, N_("EISDIR: Is a directory")},
	{ELOOP, N_("ELOOP: Too many levels of symbolic links")},
	{EMFILE, N_("EMFILE: Too many open files")},
	{ENAMETOOLONG, N_("ENAMETOOLONG: File name too long")},
	{ENFILE, N_("ENFILE: Too many open files in system")},
	{ENODEV, N_("ENODEV: No such device")},
	{ENOENT, N_("ENOENT: No such file or directory")},
	{ENOLCK, N_("ENOLCK: No locks available")},
	{ENOMEM, N_("ENOMEM: Cannot allocate memory")},
	{ENOSPC, N_("ENOSPC: No space left on device")},
	{ENOTCONN, N_("ENOTCONN: Transport endpoint is not connected")},
	{ENOTDIR, N_("ENOTDIR: Not a directory")},
	{ENXIO, N_("ENXIO: No such device or address")},
	{EPERM, N_("EPERM: Operation not permitted")},
	{EREMOTEIO, N_("EREMOTEIO: Remote I/O error")},
	{EROFS, N_("EROFS: Read-only file system")},
	{ESTALE, N_("ESTALE: Stale file handle")},
	{ETIMEDOUT, N_("ETIMEDOUT: Connection timed out")},
};

static const char *
words_of(int number)
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++)
		if (troubles[i].number == number)
			return troubles[i].words;
	return NULL;
}

void
trouble_write(int number, char out[TROUBLE_SIZE])
{
	const char *words = words_of(number);

	if (words)
		snprintf(out, TROUBLE_SIZE, "%s", words);
	else
		snprintf(out, TROUBLE_SIZE, "error %d", number);
}

const char *
trouble_say(int number)
{
	const char *words = words_of(number);
	const char *after;

	if (!words)
		return strerror(number);
	words = tr(words);
	after = strstr(words, ": ");
	return after ? after + 2 : words;
}
