#include "store/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/journal.h"

#define COPY_NAME ".new-"
#define COPY_BOOT 8      /* digits of the boot in the name of a copy */
#define COPY_OLD_S 86400 /* nobody copies one file for a day */
#define ALWAYS (O_CLOEXEC | O_NOFOLLOW | O_NOCTTY)

static int
open_by_kernel(int folder_fd, const char *path, int flags, mode_t mode)
{
	struct open_how how = {
		.flags = (uint64_t)(unsigned)(flags | ALWAYS),
		.mode = (flags & O_CREAT) ? mode : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
			   RESOLVE_NO_MAGICLINKS,
	};

	return (int)syscall(SYS_openat2, folder_fd, path, &how, sizeof(how));
}

/* One component after the other, for kernels before 5.6 and some sandboxes. */
static int
open_by_steps(int folder_fd, const char *path, int flags, mode_t mode)
{
	int at = folder_fd;

	for (;;) {
		size_t len = strcspn(path, "/");
		bool last = path[len] == '\0';
		char part[256];
		int next;

		if (len == 0 || len >= sizeof(part)) {
			errno = len ? ENAMETOOLONG : EXDEV;
			next = -1;
		} else {
			memcpy(part, path, len);
			part[len] = '\0';
			next = -1;
			if (!strcmp(part, ".."))
				errno = EXDEV;
			else if (last)
				next = openat(at, part, flags | ALWAYS, mode);
			else
				next = openat(at, part,
					      O_PATH | O_DIRECTORY | ALWAYS);
		}
		if (at != folder_fd) {
			int number = errno;

			close(at);
			errno = number;
		}
		if (next < 0 || last)
			return next;
		at = next;
		path += len + 1;
	}
}

int
beneath_open(int folder_fd, const char *path, int flags, mode_t mode)
{
	int fd = open_by_kernel(folder_fd, path, flags, mode);

	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		fd = open_by_steps(folder_fd, path, flags, mode);
	return fd;
}

int
beneath_open_file(int folder_fd, const char *path, struct stat *st)
{
	int fd = beneath_open(folder_fd, path, O_RDONLY | O_NONBLOCK, 0);
	int number;

	*st = (struct stat){0};
	if (fd < 0)
		return -1;
	number = fstat(fd, st) != 0 ? errno : EINVAL;
	if (S_ISREG(st->st_mode))
		return fd;
	close(fd);
	errno = number;
	return -1;
}

ssize_t
beneath_read_at(int fd, void *bytes, size_t len, int64_t at)
{
	size_t have = 0;
	ssize_t got = 1;

	while (have < len && got != 0) {
		got = pread(fd, (char *)bytes + have, len - have,
			    (off_t)(at + (int64_t)have));
		if (got > 0)
			have += (size_t)got;
		else if (got < 0 && errno != EINTR)
			return -1;
	}
	return (ssize_t)have;
}

char *
beneath_read_file(int folder_fd, const char *path, size_t most, size_t *len,
		  struct arena *a)
{
	struct stat st;
	int fd = beneath_open_file(folder_fd, path, &st);
	char *bytes = NULL;
	ssize_t got = -1;
	int number;

	if (fd < 0)
		return NULL;
	errno = EFBIG;
	if ((uint64_t)st.st_size <= most) {
		bytes = arena_alloc(a, (size_t)st.st_size + 1);
		got = beneath_read_at(fd, bytes, (size_t)st.st_size, 0);
	}
	number = errno;
	close(fd);
	errno = number;
	if (got < 0)
		return NULL;
	bytes[got] = '\0';
	*len = (size_t)got;
	return bytes;
}

bool
beneath_write(int fd, const void *bytes, size_t len)
{
	const char *from = bytes;

	while (len > 0) {
		ssize_t done = write(fd, from, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done == 0)
			errno = EIO;
		if (done <= 0)
			return false;
		from += done;
		len -= (size_t)done;
	}
	return true;
}

bool
beneath_sync_folder(int folder_fd)
{
	if (fsync(folder_fd) == 0)
		return true;
	return errno == EINVAL || errno == ENOTSUP;
}

static int
open_hidden(int folder_fd, char hidden[BENEATH_HIDDEN_SIZE], const char *boot,
	    mode_t mode)
{
	char digits[17];

	journal_random_hex(digits, 16);
	if (boot)
		memcpy(digits, boot, COPY_BOOT);
	snprintf(hidden, BENEATH_HIDDEN_SIZE, COPY_NAME "%s", digits);
	return beneath_open(folder_fd, hidden, O_RDWR | O_CREAT | O_EXCL, mode);
}

int
beneath_new_file(int folder_fd, char hidden[BENEATH_HIDDEN_SIZE], mode_t mode)
{
	int fd = open_hidden(folder_fd, hidden, NULL, mode);

	/* The umask takes the group's bits away. */
	if (fd >= 0 && (mode & 070))
		(void)!fchmod(fd, mode);
	return fd;
}

/* "5a0c0000-0000-…" begins with eight hex digits. */
static bool
is_boot(const char *boot)
{
	return boot && strspn(boot, "0123456789abcdef") >= COPY_BOOT;
}

int
beneath_new_copy(int folder_fd, const char *boot,
		 char hidden[BENEATH_HIDDEN_SIZE])
{
	int fd = open_hidden(folder_fd, hidden, is_boot(boot) ? boot : NULL,
			     0600);

	if (fd >= 0)
		(void)flock(fd, LOCK_EX | LOCK_NB);
	return fd;
}

/* Another boot's may be another machine's, whose locks nobody tells us of. */
static bool
is_dead(int folder_fd, const char *name, const char *boot)
{
	bool ours = is_boot(boot) &&
		    strncmp(name + strlen(COPY_NAME), boot, COPY_BOOT) == 0;
	struct stat st;
	bool dead;
	int fd = beneath_open_file(folder_fd, name, &st);

	if (fd < 0)
		return false;
	dead = flock(fd, LOCK_EX | LOCK_NB) == 0 &&
	       (ours || st.st_mtime + COPY_OLD_S < time(NULL));
	close(fd);
	return dead;
}

void
beneath_drop_dead(int folder_fd, const char *boot)
{
	int fd = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	size_t len = strlen(COPY_NAME);
	struct dirent *e;

	if (!dir && fd >= 0)
		close(fd);
	while (dir && (e = readdir(dir)))
		if (strncmp(e->d_name, COPY_NAME, len) == 0 &&
		    strlen(e->d_name) == len + 16 &&
		    is_dead(folder_fd, e->d_name, boot))
			(void)unlinkat(folder_fd, e->d_name, 0);
	if (dir)
		closedir(dir);
}

void
beneath_drop_file(int folder_fd, int fd, const char *hidden)
{
	int number = errno;

	close(fd);
	unlinkat(folder_fd, hidden, 0);
	errno = number;
}

/* Whole under its name, for every process; the disk may not have it yet. */
static bool
rename_file(int folder_fd, int fd, const char *hidden, const char *name)
{
	int number;

	if (close(fd) == 0 && renameat(folder_fd, hidden, folder_fd, name) == 0)
		return true;
	number = errno;
	unlinkat(folder_fd, hidden, 0);
	errno = number;
	return false;
}

bool
beneath_finish_file(int folder_fd, int fd, const char *hidden, const char *name)
{
	if (fsync(fd) != 0) {
		beneath_drop_file(folder_fd, fd, hidden);
		return false;
	}
	return rename_file(folder_fd, fd, hidden, name) &&
	       beneath_sync_folder(folder_fd);
}

static bool
put_file(int folder_fd, const char *folder, const char *name, const void *bytes,
	 size_t len, mode_t mode, bool safely)
{
	char hidden[BENEATH_HIDDEN_SIZE];
	bool good = false;
	int number, fd, in;

	in = beneath_open(folder_fd, folder, O_RDONLY | O_DIRECTORY, 0);
	if (in < 0)
		return false;
	fd = beneath_new_file(in, hidden, mode);
	if (fd >= 0) {
		good = beneath_write(fd, bytes, len);
		if (good && safely)
			good = beneath_finish_file(in, fd, hidden, name);
		else if (good)
			good = rename_file(in, fd, hidden, name);
		else
			beneath_drop_file(in, fd, hidden);
	}
	number = errno;
	close(in);
	errno = number;
	return good;
}

bool
beneath_put_file(int folder_fd, const char *folder, const char *name,
		 const void *bytes, size_t len, mode_t mode)
{
	return put_file(folder_fd, folder, name, bytes, len, mode, true);
}

bool
beneath_put_file_soon(int folder_fd, const char *folder, const char *name,
		      const void *bytes, size_t len, mode_t mode)
{
	return put_file(folder_fd, folder, name, bytes, len, mode, false);
}

bool
beneath_modes_are_made_up(int fd)
{
	static const uint32_t types[] = {
		0x4d44,     /* FAT */
		0x2011bab0, /* exFAT */
		0x5346544e, /* NTFS */
		0x7366746e, /* NTFS3 */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB2 */
		0x65735546, /* FUSE */
	};
	struct statfs fs;

	if (fstatfs(fd, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if ((uint32_t)fs.f_type == types[i])
			return true;
	return false;
}

static bool
open_to_group(int folder_fd, const char *name)
{
	int fd = beneath_open(folder_fd, name, O_RDONLY | O_DIRECTORY, 0);
	int number = errno;

	if (fd < 0) {
		(void)unlinkat(folder_fd, name, AT_REMOVEDIR);
		errno = number;
		return false;
	}
	/* The umask takes the group's bits away. */
	if (fchmod(fd, 02770) != 0)
		(void)!fchmod(fd, 0770);
	close(fd);
	return true;
}

bool
beneath_make_folder(int folder_fd, const char *name, bool group)
{
	return mkdirat(folder_fd, name, 0700) == 0 &&
	       (!group || open_to_group(folder_fd, name));
}

bool
beneath_need_folder(int folder_fd, const char *name, bool group)
{
	if (!beneath_make_folder(folder_fd, name, group))
		return errno == EEXIST;
	return beneath_sync_folder(folder_fd);
}

static bool
everybody_writes(const char *path)
{
	int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct stat st;
	bool open_to_all;

	if (fd < 0)
		return false;
	open_to_all = fstat(fd, &st) == 0 && (st.st_mode & S_IWOTH) &&
		      !(st.st_mode & S_ISVTX) && !beneath_modes_are_made_up(fd);
	close(fd);
	return open_to_all;
}

const char *
beneath_open_to_all(const char *path)
{
	static char whole[PATH_MAX];
	char *slash;

	if (!realpath(path, whole))
		return "";
	while (!everybody_writes(whole)) {
		slash = strrchr(whole, '/');
		if (!slash || !slash[1])
			return "";
		slash[slash == whole] = '\0';
	}
	return whole;
}

bool
beneath_is_plain_name(const char *name)
{
	size_t len = strlen(name);
	size_t at = 0;

	if (len == 0 || len > 255 || name[0] == '.' || !text_is_utf8(name, len))
		return false;
	while (at < len) {
		uint32_t c;

		at += text_decode(name + at, len - at, &c);
		if (c == '/' || text_is_unsafe(c))
			return false;
	}
	return true;
}
