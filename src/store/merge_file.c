#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/beneath.h"
#include "store/journal.h"
#include "store/merge_private.h"
#include "store/names.h"

#define CHUNK 65536

int
merge_file_open(struct merge_file *f, enum merge_what *what)
{
	f->other = -1;
	f->file = beneath_open_file(f->from_fd, f->name, &f->st);
	*what = MERGE_UNREADABLE;
	if (f->file < 0)
		return -1;
	if (f->to_fd < 0)
		return 0;
	f->other = beneath_open_file(f->to_fd, f->name, &f->other_st);
	if (f->other >= 0 || (errno == ENOENT && !f->other_st.st_mode))
		return 0;
	/* Something stands there that is no file: it keeps its place. */
	*what = MERGE_UNWRITTEN;
	merge_file_close(f);
	return -1;
}

void
merge_file_close(struct merge_file *f)
{
	int number = errno;

	close(f->file);
	if (f->other >= 0)
		close(f->other);
	f->file = f->other = -1;
	errno = number;
}

int64_t
merge_common(int a, int b, int64_t most)
{
	char one[CHUNK], two[CHUNK];
	int64_t at = 0;

	while (at < most) {
		size_t want = most - at < CHUNK ? (size_t)(most - at) : CHUNK;
		ssize_t first = beneath_read_at(a, one, want, at);
		ssize_t second =
			first < 0 ? -1 : beneath_read_at(b, two, want, at);
		ssize_t both = first < second ? first : second;

		if (both < 0)
			return -1;
		for (ssize_t i = 0; i < both; i++)
			if (one[i] != two[i])
				return at + i;
		if (both < (ssize_t)want) {
			errno = EBUSY; /* it shrank meanwhile */
			return -1;
		}
		at += both;
	}
	return at;
}

bool
merge_hash(int fd, int64_t at, int64_t len, char hex[HASH_HEX_SIZE])
{
	struct hash *hash = hash_new();
	char bytes[CHUNK];
	bool good = true;

	while (good && len > 0) {
		size_t want = len < CHUNK ? (size_t)len : CHUNK;

		errno = EBUSY; /* where it shrank meanwhile */
		good = beneath_read_at(fd, bytes, want, at) == (ssize_t)want;
		if (good)
			hash_feed(hash, bytes, want);
		at += (int64_t)want;
		len -= (int64_t)want;
	}
	hash_peek(hash, hex);
	hash_free(hash);
	return good;
}

/* Exactly as many bytes as there were when the source was opened. */
static bool
copy_bytes(int from, int to, int64_t size)
{
	char bytes[CHUNK];
	int64_t at = 0;

	while (at < size) {
		size_t want = size - at < CHUNK ? (size_t)(size - at) : CHUNK;
		ssize_t got = beneath_read_at(from, bytes, want, at);

		if (got != (ssize_t)want) {
			/* It shrank under us: another day. */
			if (got >= 0)
				errno = EBUSY;
			return false;
		}
		if (!beneath_write(to, bytes, want))
			return false;
		at += (int64_t)want;
	}
	return fsync(to) == 0;
}

/*
 * A new name must not take the place of a file that came meanwhile.  Where the
 * file system knows no such rename, a link does the same; and where it knows
 * no links either (FAT), there is only looking first.
 */
static bool
name_new(int in, const char *hidden, const char *name)
{
	struct stat st;

	if (renameat2(in, hidden, in, name, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
		return false;
	if (linkat(in, hidden, in, name, 0) == 0)
		return unlinkat(in, hidden, 0) == 0;
	if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
		return false;
	if (fstatat(in, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return false;
	}
	return renameat(in, hidden, in, name) == 0;
}

/* What is there now is what was there, and the beginning of what comes. */
static bool
still_fits(const struct merge_file *f, int fresh)
{
	struct stat st;
	int64_t common;

	if (fstatat(f->to_fd, f->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	errno = EBUSY;
	if (st.st_ino != f->other_st.st_ino ||
	    st.st_dev != f->other_st.st_dev ||
	    st.st_size != f->other_st.st_size)
		return false;
	common = merge_common(fresh, f->other, st.st_size);
	if (common >= 0)
		errno = EBUSY;
	return common == st.st_size;
}

/*
 * A read lease is given only while nobody has the file open for writing, and
 * holds off whoever wants to until it is given back.  1: held; 0: this file
 * system has none; -1: somebody writes.
 */
static int
hold_off(int fd)
{
	if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0)
		return 1;
	return errno == EAGAIN ? -1 : 0;
}

/* Where nobody can tell who writes, what may be ours is let be. */
static bool
replace(const struct merge_file *f, const char *hidden, int fresh)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int held;
	bool good;

	/* Whoever wants to write meanwhile is announced by a signal. */
	sigaction(SIGIO, &ignore, &before);
	held = hold_off(f->other);
	errno = EBUSY;
	good = (held > 0 || (held == 0 && !f->perhaps_ours)) &&
	       still_fits(f, fresh) &&
	       renameat(f->to_fd, hidden, f->to_fd, f->name) == 0;
	if (held > 0) {
		int number = errno;

		fcntl(f->other, F_SETLEASE, F_UNLCK);
		errno = number;
	}
	sigaction(SIGIO, &before, NULL);
	return good;
}

bool
merge_file_put(const struct merge_file *f, const char *name, bool instead)
{
	char hidden[BENEATH_HIDDEN_SIZE];
	bool good;
	int fd = beneath_new_file(f->to_fd, hidden, f->mode);

	if (fd < 0)
		return false;
	good = copy_bytes(f->file, fd, (int64_t)f->st.st_size) &&
	       (instead ? replace(f, hidden, fd)
			: name_new(f->to_fd, hidden, name));
	if (!good) {
		beneath_drop_file(f->to_fd, fd, hidden);
		return false;
	}
	close(fd);
	return beneath_sync_folder(f->to_fd);
}

int
merge_is_what_it_is_named(const struct merge_file *f, const char *folder)
{
	const char *digits = NULL, *dot;
	char hex[HASH_HEX_SIZE], said[65] = "";
	size_t len = 0;

	if (strcmp(folder, "evidence") == 0 &&
	    strncmp(f->name, "sha256-", 7) == 0) {
		digits = f->name + 7;
		len = 64;
	} else if (strcmp(folder, "playbooks") == 0 &&
		   (dot = strrchr(f->name, '.')) && dot - f->name > 17) {
		digits = dot - 16;
		len = dot[-17] == '.' ? 16 : 0;
	}
	if (!digits || len == 0 || strlen(digits) < len)
		return 1;
	memcpy(said, digits, len);
	if (!names_is_hex(said, len) || (len == 64 && digits[64] != '\0'))
		return 1;
	if (!merge_hash(f->file, 0, (int64_t)f->st.st_size, hex))
		return -1;
	return strncmp(hex, said, len) == 0;
}

static const char *
ending_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && strcmp(dot, ".jsonl") == 0 ? dot : name + strlen(name);
}

void
merge_conflict_name(const char *name, const char *hex, char out[NAME_MAX + 1])
{
	const char *ending = ending_of(name);
	int most = NAME_MAX - (int)sizeof(MERGE_CONFLICT) - 16 - 6;
	int stem = (int)(ending - name);

	snprintf(out, NAME_MAX + 1, "%.*s%s%.16s%s", stem < most ? stem : most,
		 name, MERGE_CONFLICT, hex, ending);
}

bool
merge_conflict_of(const char *name, char out[NAME_MAX + 1])
{
	const char *mark = strstr(name, MERGE_CONFLICT);
	const char *ending = ending_of(name);

	if (!mark || mark == name ||
	    ending - mark != (ptrdiff_t)strlen(MERGE_CONFLICT) + 16)
		return false;
	snprintf(out, NAME_MAX + 1, "%.*s%s", (int)(mark - name), name, ending);
	return true;
}
