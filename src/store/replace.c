#include "store/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/beneath.h"

#define KEPT_MODE 0600

static bool
failed(struct err *err, const char *path)
{
	return err_set_errno(err, ERR_WRITE, errno, "%s", path);
}

/* 1: these bytes are all there is; 0: they are not; -1 with errno. */
static int
is_same(int fd, const char *bytes, size_t len)
{
	char part[4096];
	size_t at = 0;
	ssize_t n;

	while ((n = beneath_read_at(fd, part, sizeof(part), (int64_t)at)) > 0) {
		if ((size_t)n > len - at ||
		    memcmp(bytes + at, part, (size_t)n) != 0)
			return 0;
		at += (size_t)n;
	}
	return n < 0 ? -1 : at == len;
}

/* The same of an open file, and its mode; a pipe is nobody's text. */
static int
compare(int fd, const char *bytes, size_t len, mode_t *mode)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return -1;
	*mode = st.st_mode & 0777;
	return S_ISREG(st.st_mode) ? is_same(fd, bytes, len) : 0;
}

/* The file is still what was read, or still not there. */
static bool
stands(const char *path, const char *before, size_t len, mode_t *mode,
       struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int same, number;

	if (fd < 0 && errno == ENOENT && !before)
		return true;
	if (fd < 0)
		return failed(err, path);
	same = before ? compare(fd, before, len, mode) : 0;
	number = errno;
	close(fd);
	errno = number;
	if (same < 0)
		return failed(err, path);
	if (same)
		return true;
	return err_set(err, ERR_WRITE,
		       tr("%s changed in the meantime; nothing was written. "
			  "Begin again."),
		       path);
}

/* errno is of the first thing that went wrong. */
static bool
write_and_close(int fd, const char *bytes, size_t len, mode_t mode)
{
	int number;

	if (beneath_write(fd, bytes, len) && fsync(fd) == 0 &&
	    fchmod(fd, mode) == 0)
		return close(fd) == 0;
	number = errno;
	close(fd);
	errno = number;
	return false;
}

static bool
sync_folder(const char *path)
{
	struct buf folder = {0};
	const char *slash = strrchr(path, '/');
	int fd, number;
	bool ok;

	buf_add(&folder, slash ? path : ".",
		slash ? (size_t)(slash - path) + 1 : 1);
	fd = open(buf_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_fini(&folder);
	if (fd < 0)
		return false;
	ok = beneath_sync_folder(fd);
	number = errno;
	close(fd);
	errno = number;
	return ok;
}

bool
store_replace(const char *path, const char *bytes, size_t len,
	      const char *before, size_t before_len, struct err *err)
{
	struct buf beside = {0};
	mode_t mode = KEPT_MODE;
	bool ok;
	int fd;

	if (!stands(path, before, before_len, &mode, err))
		return false;
	buf_addf(&beside, "%s.%ld.new", path, (long)getpid());
	fd = open(buf_text(&beside),
		  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		  KEPT_MODE);
	ok = fd >= 0 && write_and_close(fd, bytes, len, mode) &&
	     rename(buf_text(&beside), path) == 0;
	if (!ok) {
		failed(err, path);
		if (fd >= 0)
			unlink(buf_text(&beside));
	} else if (!sync_folder(path)) {
		ok = failed(err, path);
	}
	buf_fini(&beside);
	return ok;
}
