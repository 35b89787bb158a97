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

#define KEPT_MODE 0600

static bool
failed(struct err *err, const char *path)
{
	return err_set_errno(err, ERR_WRITE, errno, "%s", path);
}

static bool
is_same(int fd, const char *bytes, size_t len)
{
	char part[4096];
	size_t at = 0;
	ssize_t n;

	while ((n = read(fd, part, sizeof(part))) > 0) {
		if ((size_t)n > len - at ||
		    memcmp(bytes + at, part, (size_t)n) != 0)
			return false;
		at += (size_t)n;
	}
	return n == 0 && at == len;
}

/* The file is still what was read, or still not there. */
static bool
stands(const char *path, const char *before, size_t len, mode_t *mode,
       struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	bool same;

	if (fd < 0 && errno == ENOENT && !before)
		return true;
	if (fd < 0)
		return failed(err, path);
	same = before && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       is_same(fd, before, len);
	if (same)
		*mode = st.st_mode & 0777;
	close(fd);
	return same || err_set(err, ERR_WRITE,
			       tr("%s changed in the meantime; nothing was "
				  "written. Begin again."),
			       path);
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return fsync(fd) == 0;
}

static bool
sync_folder(const char *path)
{
	struct buf folder = {0};
	const char *slash = strrchr(path, '/');
	bool ok;
	int fd;

	buf_add(&folder, slash ? path : ".",
		slash ? (size_t)(slash - path) + 1 : 1);
	fd = open(buf_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	buf_fini(&folder);
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
	ok = fd >= 0 && write_all(fd, bytes, len) && fchmod(fd, mode) == 0;
	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	ok = ok && rename(buf_text(&beside), path) == 0;
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
