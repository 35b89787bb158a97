#include "store/evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder.h"
#include "store/paths.h"

#define PIECE ((size_t)256 << 10) /* fits the processor's own cache */
#define BEHIND ((int64_t)8 << 20) /* written to the disk in steps of that */
/* What a file of /proc may hold: it says that it is empty. */
#define MOST_UNSIZED ((int64_t)64 << 20)

/* One copy on its way. */
struct copying {
	struct folder *folder;
	const char *path;
	struct evidence_watch *watch;
	struct err *err;
	int in, to, folder_fd;
	const char *where; /* the incident's folder that it goes to */
	char hidden[BENEATH_HIDDEN_SIZE];
	char *piece;
	struct hash *hash;
	int64_t total, done, flushed;
	struct stat before;
};

/*
 * The next `most` bytes, or all up to the end.  false: stopped by the watch, or
 * not readable, with errno.
 */
static bool
hash_bytes(int fd, int64_t most, int64_t total, struct hash *hash,
	   struct evidence_watch *watch, bool *stopped)
{
	struct arena scratch = {0};
	char *piece = arena_alloc(&scratch, PIECE);
	int64_t done = 0, told = 0;
	ssize_t got = 0;
	int number;

	while (!*stopped && done < most) {
		int64_t left = most - done;

		got = read(fd, piece,
			   left < (int64_t)PIECE ? (size_t)left : PIECE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		hash_feed(hash, piece, (size_t)got);
		done += got;
		if (!watch || done - told < BEHIND)
			continue;
		told = done;
		*stopped = !watch->tell(watch, done, total);
	}
	number = errno;
	arena_fini(&scratch);
	errno = number;
	return !*stopped && got >= 0;
}

/* The folder of a path that a person typed, and the name in it. */
static int
open_folder_of(const char *path, struct arena *a, const char **name)
{
	const char *slash = strrchr(path, '/');
	const char *folder = ".";

	*name = slash ? slash + 1 : path;
	if (slash)
		folder = slash == path ? "/"
				       : arena_strndup(a, path,
						       (size_t)(slash - path));
	return open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static bool
say_no_file(struct copying *c, const struct stat *st)
{
	int number = errno;

	if (number == ELOOP)
		return err_set(c->err, ERR_REFUSED,
			       tr("%s is a link; name the file that it leads "
				  "to."),
			       c->path);
	if (number == EINVAL && S_ISDIR(st->st_mode))
		return err_set(c->err, ERR_REFUSED,
			       tr("%s is a folder; attach its files one by "
				  "one, or make one archive of them."),
			       c->path);
	if (number == EINVAL || number == ENXIO)
		return err_set(c->err, ERR_REFUSED,
			       tr("%s is no regular file; copy what comes out "
				  "of it into a file first."),
			       c->path);
	return err_set_errno(c->err, ERR_NOT_FOUND, number,
			     tr("%s cannot be read"), c->path);
}

static bool
open_original(struct copying *c, struct arena *a, const char **name)
{
	struct stat st = {0};
	int folder = open_folder_of(c->path, a, name);

	if (folder < 0)
		return say_no_file(c, &st);
	c->in = beneath_open_file(folder, *name, &c->before);
	if (c->in < 0) {
		say_no_file(c, &c->before);
		close(folder);
		return false;
	}
	close(folder);
	c->total = c->before.st_size;
	(void)posix_fadvise(c->in, 0, 0, POSIX_FADV_SEQUENTIAL);
	return true;
}

static bool
say_unwritten(struct copying *c, int number)
{
	return err_set_errno(c->err, ERR_WRITE, number,
			     tr("%s was not attached: it cannot be written "
				"to %s/evidence"),
			     c->path, c->where);
}

/* A disk that is too small says so now, not after an hour. */
static bool
open_copy(struct copying *c)
{
	struct folder *f = c->folder;
	int fd = folder_keep_at(f, &c->where, c->err);

	if (fd < 0)
		return false;
	if (beneath_need_folder(fd, "evidence", f->group))
		c->folder_fd =
			beneath_open(fd, "evidence", O_RDONLY | O_DIRECTORY, 0);
	if (c->folder_fd < 0)
		return say_unwritten(c, errno);
	beneath_drop_dead(c->folder_fd, f->who.boot);
	c->to = beneath_new_copy(c->folder_fd, f->who.boot, c->hidden);
	if (c->to < 0)
		return say_unwritten(c, errno);
	if (c->total > 0 &&
	    fallocate(c->to, FALLOC_FL_KEEP_SIZE, 0, c->total) != 0 &&
	    (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
		return say_unwritten(c, errno);
	return true;
}

/* The disk begins to write while the rest is read: the sync is short then. */
static void
write_behind(struct copying *c)
{
	if (c->done - c->flushed < BEHIND)
		return;
	(void)sync_file_range(c->to, c->flushed, c->done - c->flushed,
			      SYNC_FILE_RANGE_WRITE);
	c->flushed = c->done;
}

static bool
say_stopped(struct copying *c)
{
	return err_set(c->err, ERR_BUSY,
		       tr("%s was not attached: it was stopped."), c->path);
}

static bool
tell(struct copying *c)
{
	if (!c->watch || c->watch->tell(c->watch, c->done, c->total))
		return true;
	return say_stopped(c);
}

static bool
say_unread(struct copying *c)
{
	return err_set_errno(c->err, ERR_NOT_FOUND, errno,
			     tr("%s cannot be read to its end"), c->path);
}

/* A file without a size has ended, or is not attached at all. */
static bool
has_ended(struct copying *c)
{
	ssize_t got;
	char byte;

	do
		got = read(c->in, &byte, 1);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return say_unread(c);
	if (got == 0)
		return true;
	return err_set(c->err, ERR_REFUSED,
		       tr("%s was not attached: it gives no size and holds "
			  "more than 64 MiB; copy it into a file first."),
		       c->path);
}

/* What it held when it was opened, or less where it got shorter. */
static bool
copy_bytes(struct copying *c)
{
	int64_t most = c->total > 0 ? c->total : MOST_UNSIZED;

	while (c->done < most) {
		int64_t left = most - c->done;
		size_t want = left < (int64_t)PIECE ? (size_t)left : PIECE;
		ssize_t got = read(c->in, c->piece, want);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return say_unread(c);
		if (got == 0)
			break;
		hash_feed(c->hash, c->piece, (size_t)got);
		if (!beneath_write(c->to, c->piece, (size_t)got))
			return say_unwritten(c, errno);
		c->done += got;
		if (c->done - c->flushed >= BEHIND && !tell(c))
			return false;
		write_behind(c);
	}
	return c->total > 0 || c->done < most || has_ended(c);
}

static bool
is_same_moment(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool
is_same_state(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       is_same_moment(&a->st_mtim, &b->st_mtim) &&
	       is_same_moment(&a->st_ctim, &b->st_ctim);
}

static bool
say_changed(struct copying *c)
{
	return err_set(c->err, ERR_REFUSED,
		       tr("%s was not attached: it was changed or cut off "
			  "while it was copied. Stop what writes to it, or "
			  "attach a copy of it."),
		       c->path);
}

/* Whether it still begins with what was copied. */
static bool
begins_so(struct copying *c)
{
	char copied[HASH_HEX_SIZE], again[HASH_HEX_SIZE];
	struct hash *hash = hash_new();
	bool stopped = false, whole;

	whole = lseek(c->in, 0, SEEK_SET) == 0 &&
		hash_bytes(c->in, c->done, c->done, hash, c->watch, &stopped);
	hash_peek(hash, again);
	hash_free(hash);
	hash_peek(c->hash, copied);
	if (stopped)
		return say_stopped(c);
	if (!whole)
		return say_unread(c);
	return strcmp(copied, again) == 0 ? true : say_changed(c);
}

/*
 * A log grows while it is copied: what was copied stands there still.  Other
 * writing is refused, since the copy would be of no moment at all.
 */
static bool
is_of_one_moment(struct copying *c, struct evidence *out)
{
	const struct stat *was = &c->before, *now = &out->original;

	if (fstat(c->in, &out->original) != 0)
		return say_unread(c);
	out->changed = now->st_size > was->st_size;
	/* Also where reading ended before the file does, whatever it says. */
	if (now->st_size < was->st_size || c->done < was->st_size)
		return say_changed(c);
	if (is_same_state(was, now))
		return true;
	if (!out->changed && !is_same_moment(&was->st_mtim, &now->st_mtim))
		return say_changed(c);
	return begins_so(c);
}

/*
 * The same bytes may have been attached before: that copy stays, with its
 * time.  One under that name with other bytes is damaged, and is replaced.
 */
static bool
finish(struct copying *c, struct arena *a, struct evidence *out)
{
	bool good;

	hash_peek(c->hash, out->sha256);
	out->file = arena_printf(a, "sha256-%s", out->sha256);
	out->bytes = c->done;
	out->was_there = evidence_compare(c->folder_fd, out->file,
					  out->sha256) == EVIDENCE_GOOD;
	if (out->was_there) {
		beneath_drop_file(c->folder_fd, c->to, c->hidden);
		c->to = -1;
		return true;
	}
	(void)!fchmod(c->to, 0440);
	/* Here it waits for the disk: the last moment to stop it. */
	if (fsync(c->to) != 0)
		return say_unwritten(c, errno);
	if (!tell(c))
		return false;
	good = beneath_finish_file(c->folder_fd, c->to, c->hidden, out->file);
	c->to = -1;
	return good ? true : say_unwritten(c, errno);
}

bool
evidence_copy(struct folder *f, const char *path, struct evidence_watch *watch,
	      struct arena *a, struct evidence *out, struct err *err)
{
	struct arena scratch = {0};
	struct copying c = {
		.folder = f,
		.path = path,
		.watch = watch,
		.err = err,
		.in = -1,
		.to = -1,
		.folder_fd = -1,
	};
	const char *name;
	bool good;

	*out = (struct evidence){0};
	good = open_original(&c, a, &name) && open_copy(&c);
	if (good) {
		out->name = arena_strdup(a, name);
		c.piece = arena_alloc(&scratch, PIECE);
		c.hash = hash_new();
		good = copy_bytes(&c) && is_of_one_moment(&c, out) &&
		       finish(&c, a, out);
	}
	if (c.to >= 0)
		beneath_drop_file(c.folder_fd, c.to, c.hidden);
	if (c.in >= 0)
		close(c.in);
	if (c.folder_fd >= 0)
		close(c.folder_fd);
	hash_free(c.hash);
	arena_fini(&scratch);
	return good;
}

static bool
is_stored_in(int folder_fd, const char *path, const struct stat *original)
{
	struct stat st;
	int fd = beneath_open_file(folder_fd, path, &st);

	if (fd >= 0)
		close(fd);
	return fd >= 0 && st.st_dev == original->st_dev &&
	       st.st_ino == original->st_ino;
}

static bool
is_stored(const struct folder *f, const struct evidence *e,
	  const struct stat *original)
{
	struct arena scratch = {0};
	const char *path = arena_printf(&scratch, "evidence/%s", e->file);
	bool stored = false;
	int fd;

	for (size_t i = 0; !stored && (fd = folder_place(f, i)) >= 0; i++)
		stored = is_stored_in(fd, path, original);
	arena_fini(&scratch);
	return stored;
}

bool
evidence_remove_original(const struct folder *f, const char *path,
			 const struct evidence *e, struct err *err)
{
	struct arena scratch = {0};
	const char *name;
	struct stat st = {0};
	int folder = open_folder_of(path, &scratch, &name);
	bool same = folder >= 0 && !e->changed &&
		    fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    is_same_state(&st, &e->original) && !is_stored(f, e, &st);
	bool of_log = same && paths_is_of_log(path);
	bool gone = same && !of_log && unlinkat(folder, name, 0) == 0;
	int number = errno;

	if (folder >= 0)
		close(folder);
	if (!same)
		err_set(err, ERR_REFUSED,
			tr("%s was attached and stays where it is: it is not "
			   "the same any more as what was attached."),
			path);
	else if (of_log)
		err_set(err, ERR_REFUSED,
			tr("%s was attached and stays where it is: it belongs "
			   "to the log of an incident."),
			path);
	else if (!gone)
		err_set_errno(err, ERR_WRITE, number,
			      tr("%s was attached, and cannot be removed"),
			      path);
	arena_fini(&scratch);
	return gone;
}

int64_t
evidence_size(const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return -1;
	return st.st_size;
}

static enum evidence_state
state_of_unopened(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return EVIDENCE_MISSING;
	case EINVAL:
	case ELOOP:
	case ENXIO:
	case EXDEV:
		/* A link, a folder or a pipe stands in its place. */
		return EVIDENCE_CHANGED;
	default:
		return EVIDENCE_UNREADABLE;
	}
}

enum evidence_state
evidence_compare_watched(int folder_fd, const char *path, const char *sha256,
			 struct evidence_watch *watch)
{
	char hex[HASH_HEX_SIZE];
	bool stopped = false, whole;
	struct hash *hash;
	struct stat st;
	int fd = beneath_open_file(folder_fd, path, &st);

	if (fd < 0)
		return state_of_unopened(errno);
	hash = hash_new();
	whole = hash_bytes(fd, INT64_MAX, st.st_size, hash, watch, &stopped) &&
		lseek(fd, 0, SEEK_CUR) >= st.st_size;
	hash_peek(hash, hex);
	hash_free(hash);
	close(fd);
	if (stopped)
		return EVIDENCE_STOPPED;
	if (!whole)
		return EVIDENCE_UNREADABLE;
	return strcmp(hex, sha256) == 0 ? EVIDENCE_GOOD : EVIDENCE_CHANGED;
}

enum evidence_state
evidence_compare_kept(const struct folder *f, const char *path,
		      const char *sha256, struct evidence_watch *watch)
{
	enum evidence_state worst = EVIDENCE_MISSING, state;
	int fd;

	for (size_t i = 0; (fd = folder_place(f, i)) >= 0; i++) {
		state = evidence_compare_watched(fd, path, sha256, watch);
		if (state == EVIDENCE_GOOD || state == EVIDENCE_STOPPED)
			return state;
		if (state > worst)
			worst = state;
	}
	return worst;
}

enum evidence_state
evidence_compare(int folder_fd, const char *path, const char *sha256)
{
	return evidence_compare_watched(folder_fd, path, sha256, NULL);
}
