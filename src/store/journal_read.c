#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/journal.h"

#define PIECE_FIRST ((size_t)64 << 10)
#define PIECE_MOST ((size_t)1 << 20)
/* More than any cut-off write leaves behind the last newline, NULs and all. */
#define TORN_MOST ((size_t)1 << 20)

/*
 * What is going through one file from a place on.  The lines stay where they
 * were read to, so that nothing of them is copied.
 */
struct reader {
	struct journal_file *file;
	struct arena *arena;
	size_t end;      /* of the file, when it was opened */
	size_t line_end; /* in the file: behind the last newline */
	size_t at;       /* in the file: behind what was read */
	bool overlong;   /* inside a line that is longer than a line may be */
	char *piece;     /* what is not yet taken as lines … */
	size_t have;     /* … is so long */
	char *buffer;    /* the piece is in it */
	size_t room;     /* of the buffer */
	size_t counted;  /* lines of the file when the buffer was made */
	size_t most;     /* to be read at once */
};

void
journal_blame(struct journal_file *file, size_t line, const char *why)
{
	if (file->bad_line && file->bad_line <= line)
		return;
	file->bad_line = line;
	file->bad_why = why;
}

void
journal_cut(struct journal_file *file, size_t count, const char *why)
{
	while (file->count > count)
		file->bytes -= file->records[--file->count]->line_len + 1;
	file->ended = true;
	journal_blame(file, count + 1, why);
}

static void
take_line(struct reader *r, char *line, size_t len)
{
	struct journal_file *file = r->file;
	struct record *record;
	const char *why = NULL;

	if (file->ended)
		return;
	if (len >= RECORD_LINE_MAX) {
		journal_cut(file, file->count, N_("longer than a line may be"));
		return;
	}
	record = ARENA_NEW(r->arena, struct record);
	if (!record_read_kept(line, len, r->arena, record, &why)) {
		journal_cut(file, file->count, why);
		return;
	}
	if (record->n != (int64_t)file->count + 1) {
		journal_cut(file, file->count,
			    N_("its number is not the next one"));
		return;
	}
	file->records = arena_more(r->arena, file->records, file->count,
				   sizeof(*file->records));
	file->records[file->count++] = record;
	file->bytes += len + 1;
	if (record->time > file->latest)
		file->latest = record->time;
}

/* Takes the whole lines out of the piece; what follows them is left. */
static void
take_lines(struct reader *r)
{
	char *newline;

	while ((newline = memchr(r->piece, '\n', r->have))) {
		size_t len = (size_t)(newline - r->piece);

		*newline = '\0';
		take_line(r, r->piece, r->overlong ? RECORD_LINE_MAX : len);
		r->overlong = false;
		r->piece += len + 1;
		r->have -= len + 1;
		r->line_end = r->at - r->have;
	}
	if (r->have > RECORD_LINE_MAX) {
		r->overlong = true;
		r->have = 0;
	}
	if (r->at - r->line_end > TORN_MOST)
		take_line(r, r->piece, RECORD_LINE_MAX);
}

/*
 * Room for what is left and what comes next, one behind the other.  A buffer
 * that no line came out of is used again: rubbish takes no memory, however
 * much of it there is.
 */
static size_t
next_piece(struct reader *r)
{
	bool lined = r->file->count > r->counted;
	size_t want = r->end - r->at;
	char *buffer = r->buffer;

	if (lined && r->most < PIECE_MOST)
		r->most *= 2;
	if (want > r->most)
		want = r->most;
	if (lined || r->have + want > r->room) {
		r->room = r->have + want;
		r->counted = r->file->count;
		buffer = arena_alloc(r->arena, r->room);
	}
	if (r->have)
		memmove(buffer, r->piece, r->have);
	r->piece = r->buffer = buffer;
	return want;
}

static bool
read_from(struct reader *r, int fd)
{
	while (r->at < r->end && !r->file->ended) {
		size_t want = next_piece(r);
		ssize_t got = beneath_read_at(fd, r->piece + r->have, want,
					      (int64_t)r->at);

		if (got < 0)
			return false;
		r->have += (size_t)got;
		r->at += (size_t)got;
		take_lines(r);
		if ((size_t)got < want)
			break;
	}
	r->file->torn_bytes = r->file->ended ? 0 : r->at - r->line_end;
	if (r->at >= JOURNAL_MOST_BYTES)
		journal_cut(r->file, r->file->count,
			    N_("the file is larger than 64 MiB"));
	return true;
}

static bool
say_unread(const char *name, int number, struct err *err)
{
	return err_set_errno(err, ERR_NOT_FOUND, number,
			     tr("The journal %s cannot be read"), name);
}

static int
open_journal(int folder_fd, const char *name, struct stat *st, struct err *err)
{
	int fd = beneath_open_file(folder_fd, name, st);
	int number = errno;

	if (fd >= 0)
		return fd;
	if (st->st_mode || number == ELOOP)
		err_set(err, ERR_NOT_FOUND,
			tr("The journal %s is no regular file: it is left out "
			   "of account."),
			name);
	else
		say_unread(name, number, err);
	return -1;
}

static bool
read_on(int fd, off_t size, struct journal_file *file, struct arena *a,
	struct err *err)
{
	struct reader r = {
		.file = file,
		.arena = a,
		.end = size < (off_t)JOURNAL_MOST_BYTES ? (size_t)size
							: JOURNAL_MOST_BYTES,
		.line_end = file->bytes,
		.at = file->bytes,
		.counted = file->count,
		.most = PIECE_FIRST,
	};

	if (read_from(&r, fd))
		return true;
	return say_unread(file->name, errno, err);
}

bool
journal_read(int folder_fd, const char *name, struct arena *a,
	     struct journal_file *out, struct err *err)
{
	struct stat st;
	int fd = open_journal(folder_fd, name, &st, err);
	bool good;

	*out = (struct journal_file){.name = arena_strdup(a, name)};
	if (fd < 0)
		return false;
	out->device = (uint64_t)st.st_dev;
	out->inode = (uint64_t)st.st_ino;
	good = read_on(fd, st.st_size, out, a, err);
	close(fd);
	return good;
}

/*
 * The last line that is known must stand where it stood: 1, 0; -1 with errno:
 * it cannot be read, which accuses nobody.
 */
static int
is_continued(int fd, const struct journal_file *file)
{
	char bytes[RECORD_LINE_MAX], line[RECORD_LINE_MAX];
	const struct record *last;
	ssize_t got;
	size_t len;

	if (file->count == 0)
		return 1;
	last = file->records[file->count - 1];
	len = last->line_len + 1;
	record_copy_line(last, line);
	line[len - 1] = '\n';
	got = beneath_read_at(fd, bytes, len, (int64_t)(file->bytes - len));
	if (got < 0)
		return -1;
	return got == (ssize_t)len && memcmp(bytes, line, len) == 0;
}

enum journal_more
journal_read_on(int folder_fd, struct arena *a, struct journal_file *file,
		struct err *err)
{
	enum journal_more result = JOURNAL_MORE_READ;
	struct stat st;
	int continued;
	int fd = open_journal(folder_fd, file->name, &st, err);

	if (fd < 0)
		return JOURNAL_MORE_UNREADABLE;
	continued = is_continued(fd, file);
	if (continued < 0) {
		say_unread(file->name, errno, err);
		result = JOURNAL_MORE_UNREADABLE;
	} else if (st.st_size < (off_t)file->bytes) {
		err_set(err, ERR_NOT_FOUND,
			tr("The journal %s is shorter than it was."),
			file->name);
		result = JOURNAL_MORE_SHRANK;
	} else if (!continued) {
		err_set(err, ERR_NOT_FOUND,
			tr("The journal %s has other lines than it had."),
			file->name);
		result = JOURNAL_MORE_CHANGED;
	} else {
		file->device = (uint64_t)st.st_dev;
		file->inode = (uint64_t)st.st_ino;
		/* Behind a bad line nothing counts. */
		if (!file->ended && !read_on(fd, st.st_size, file, a, err))
			result = JOURNAL_MORE_UNREADABLE;
	}
	close(fd);
	return result;
}

bool
journal_read_more(int folder_fd, struct arena *a, struct journal_file *file,
		  struct err *err)
{
	return journal_read_on(folder_fd, a, file, err) == JOURNAL_MORE_READ;
}

bool
journal_hash_torn(int folder_fd, const struct journal_file *file, char hex[65])
{
	size_t left = file->torn_bytes;
	struct hash *hash;
	char bytes[8192];
	struct stat st;
	bool good;
	int fd = beneath_open_file(folder_fd, file->name, &st);

	if (fd < 0)
		return false;
	/* Somebody may just be writing the rest of a line. */
	good = (size_t)st.st_size == file->bytes + file->torn_bytes;
	hash = hash_new();
	while (good && left > 0) {
		size_t want = left < sizeof(bytes) ? left : sizeof(bytes);
		size_t at = file->bytes + file->torn_bytes - left;

		good = beneath_read_at(fd, bytes, want, (int64_t)at) ==
		       (ssize_t)want;
		if (good)
			hash_feed(hash, bytes, want);
		left -= want;
	}
	hash_peek(hash, hex);
	hash_free(hash);
	close(fd);
	return good;
}
