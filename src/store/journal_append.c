#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/clock.h"
#include "store/journal_private.h"
#include "store/marks.h"

#define DRIFT_MOST ((int64_t)5 * 60 * 1000) /* of a clock that we follow */

bool
journal_fail(struct journal *j, int number)
{
	j->error_number = number;
	trouble_write(number, j->error);
	return false;
}

bool
journal_fail_words(struct journal *j, const char *words)
{
	j->error_number = 0;
	snprintf(j->error, sizeof(j->error), "%s", words);
	return false;
}

/*
 * Never before what was read, unless that is of a clock far ahead; never
 * before its own last line.
 */
static int64_t
line_time(const struct journal *j, int64_t wall)
{
	int64_t time = j->latest_read;

	if (time > wall + DRIFT_MOST)
		time = wall + DRIFT_MOST;
	if (time < wall)
		time = wall;
	return time > j->last_time ? time : j->last_time;
}

/* Most bytes that one head takes in `seen`. */
static size_t
seen_size(const struct journal_other *other)
{
	size_t size = strlen("{\"file\":\"\",\"n\":,\"head\":\"\"},") + 20 + 64;

	for (const char *c = other->file; *c; c++)
		size += *c >= 0x20 && *c < 0x7f && *c != '"' && *c != '\\' ? 1
									   : 6;
	return size;
}

static unsigned
choose_seen(struct journal *j, size_t room, size_t *left)
{
	unsigned count = 0;

	*left = 0;
	for (size_t i = 0; i < j->other_count; i++) {
		struct journal_other *other = &j->others[i];
		size_t size = seen_size(other);

		other->naming = 0;
		if (other->n <= other->named)
			continue;
		if (count == JOURNAL_SEEN_MOST || size > room) {
			++*left;
			continue;
		}
		room -= size;
		other->naming = other->n;
		j->seen[count++] = (struct record_head){
			.file = other->file,
			.n = other->n,
			.head = other->head,
		};
	}
	return count;
}

bool
journal_compose(struct journal *j, const struct record *r, int64_t wall,
		size_t *left)
{
	size_t around = strlen(",\"seen\":[]");
	struct record whole = *r;

	journal_random_hex(j->salt, 16);
	whole.prev = j->pen.head;
	whole.salt = j->salt;
	whole.incident = j->who.incident;
	whole.n = j->pen.n + 1;
	if (!whole.id || !*whole.id) {
		journal_random_hex(j->id, 16);
		whole.id = j->id;
	}
	whole.time = line_time(j, wall);
	whole.clock = (struct moment){.ms = wall, .set = wall != whole.time};
	whole.seen = NULL;
	whole.seen_count = 0;
	buf_clear(&j->line);
	record_write(&whole, &j->line);
	j->unfit = j->line.len > RECORD_LINE_MAX;
	if (j->unfit)
		return false;
	whole.seen_count =
		choose_seen(j,
			    j->line.len + around < RECORD_LINE_MAX
				    ? RECORD_LINE_MAX - around - j->line.len
				    : 0,
			    left);
	if (whole.seen_count > 0) {
		whole.seen = j->seen;
		buf_clear(&j->line);
		record_write(&whole, &j->line);
	}
	j->line_time = whole.time;
	return true;
}

/* Somebody may have moved, replaced, cut or lengthened the file meanwhile. */
static bool
is_same_file(struct journal *j)
{
	struct stat held, named;

	if (fstat(j->pen.fd, &held) != 0 ||
	    fstatat(j->folder_fd, j->pen.name, &named, AT_SYMLINK_NOFOLLOW) !=
		    0)
		return journal_fail(j, errno);
	if (held.st_dev != j->pen.device || held.st_ino != j->pen.inode ||
	    named.st_dev != held.st_dev || named.st_ino != held.st_ino ||
	    held.st_nlink == 0)
		return journal_fail_words(j, N_("another file has its name"));
	if (held.st_size != j->pen.size)
		return journal_fail_words(j,
					  N_("not of the size it was left at"));
	return true;
}

/* Room is taken in advance: lines go on being saved when the disk is full. */
static void
reserve_more(struct journal *j)
{
	if (j->pen.size + RECORD_LINE_MAX <= j->pen.reserved)
		return;
	(void)!fallocate(j->pen.fd, FALLOC_FL_KEEP_SIZE, j->pen.size,
			 JOURNAL_RESERVE);
	j->pen.reserved = j->pen.size + JOURNAL_RESERVE;
}

/* What is on the disk now is remembered, and nothing here can fail. */
static void
line_is_saved(struct journal *j)
{
	struct seen_mark mark;

	j->pen.size += (off_t)j->line.len;
	j->pen.n++;
	memcpy(j->pen.head, j->next_head, sizeof(j->pen.head));
	j->last_time = j->line_time;
	for (size_t i = 0; i < j->other_count; i++)
		if (j->others[i].naming > j->others[i].named)
			j->others[i].named = j->others[i].naming;
	buf_add(&j->recent, j->pen.name, strlen(j->pen.name) + 1);
	buf_add(&j->recent, j->line.bytes, j->line.len);
	mark = (struct seen_mark){.n = j->pen.n, .size = j->pen.size};
	memcpy(mark.head, j->pen.head, sizeof(mark.head));
	marks_write_seen(j->pen.mark_fd, &mark);
	reserve_more(j);
}

/* A descriptor whose sync failed is finished, a folder's too. */
static void
renew_folder(struct journal *j)
{
	int fd = openat(j->folder_fd, ".",
			O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return;
	close(j->folder_fd);
	j->folder_fd = fd;
}

bool
journal_write_line(struct journal *j, bool whole)
{
	ssize_t done;

	if (!is_same_file(j))
		return false;
	if (j->pen.size + (off_t)j->line.len >= j->most) {
		j->pen.full = true;
		return journal_fail_words(j, N_("it is full"));
	}
	/* Hashed first: after the write nothing may fail but the disk. */
	hash_hex(j->line.bytes, j->line.len, j->next_head);
	do
		done = write(j->pen.fd, j->line.bytes, j->line.len);
	while (done < 0 && errno == EINTR);
	if (done < 0)
		return journal_fail(j, errno);
	if ((size_t)done != j->line.len)
		return journal_fail_words(
			j, N_("only a part of the line could be written"));
	if ((whole ? fsync(j->pen.fd) : fdatasync(j->pen.fd)) != 0)
		return journal_fail(j, errno);
	if (whole && !beneath_sync_folder(j->folder_fd)) {
		journal_fail(j, errno);
		renew_folder(j);
		return false;
	}
	line_is_saved(j);
	return true;
}

/* Heads that do not fit go before it: causes come before effects. */
static bool
write_entry(struct journal *j, const struct record *r, int64_t wall)
{
	struct record witness = {.kind = RECORD_WITNESS};
	size_t left, more;

	for (;;) {
		if (!journal_compose(j, r, wall, &left))
			return false;
		if (left == 0)
			return journal_write_line(j, false);
		if (!journal_compose(j, &witness, wall, &more) ||
		    !journal_write_line(j, false))
			return false;
	}
}

static bool
attempt(struct journal *j, const struct record *r, int64_t wall)
{
	return (j->pen.fd >= 0 || journal_begin(j, wall)) &&
	       write_entry(j, r, wall);
}

void
journal_explain(const struct journal *j, enum journal_outcome outcome,
		struct err *err)
{
	switch (outcome) {
	case JOURNAL_SAVED:
	case JOURNAL_WAITING:
		return;
	case JOURNAL_FAILED_OVER:
		err_set(err, ERR_WRITE,
			tr("The journal %s takes no more lines (%s). This "
			   "entry is saved in a new journal, %s."),
			j->former.name, tr(j->former.error), j->pen.name);
		return;
	case JOURNAL_NOT_SAVED:
		break;
	}
	if (j->unfit) {
		err_set(err, ERR_REFUSED,
			tr("This entry is too long for one line of a journal. "
			   "Make it shorter, or keep the long text as "
			   "evidence."));
		return;
	}
	err_set(err, ERR_WRITE,
		tr("NOT SAVED: no journal in %s takes this entry (%s). Make "
		   "room or choose another folder, and try again."),
		j->folder, tr(j->error));
	if (err)
		err->number = j->error_number;
}

static enum journal_outcome
not_saved(struct journal *j, const struct record *r)
{
	if (j->unfit)
		return JOURNAL_NOT_SAVED;
	j->finished = true;
	memcpy(j->unsaved_id, r->id, sizeof(j->unsaved_id));
	return JOURNAL_NOT_SAVED;
}

static enum journal_outcome
saved(struct journal *j, bool failed)
{
	j->finished = false;
	j->unsaved_id[0] = '\0';
	return failed ? JOURNAL_FAILED_OVER : JOURNAL_SAVED;
}

/*
 * A clock that was far ahead, once, would be the time of every line that
 * follows in the same file.  Where the clock is not set, it is that one that
 * is wrong, and the file goes on.
 */
static void
leave_future(struct journal *j, int64_t wall)
{
	if (j->pen.fd < 0 || j->finished || clock_is_unset(wall) ||
	    j->last_time <= wall + DRIFT_MOST)
		return;
	(void)journal_fail_words(j,
				 N_("its last line is far ahead of the clock"));
	journal_finish_file(j);
}

/*
 * Once in the file there is, and once in a new one.  That a file is full is no
 * failure: nobody needs to be warned.
 */
static enum journal_outcome
append_somewhere(struct journal *j, const struct record *r, int64_t wall)
{
	bool was_finished = j->finished, good;

	leave_future(j, wall);
	good = !was_finished && attempt(j, r, wall);
	if (!good && !j->unfit) {
		was_finished = was_finished || !j->pen.full;
		journal_finish_file(j);
		good = attempt(j, r, wall);
	}
	if (good)
		return saved(j, was_finished && j->former.any);
	if (!j->unfit)
		journal_finish_file(j);
	return not_saved(j, r);
}

enum journal_outcome
journal_append(struct journal *j, const struct record *r, int64_t wall,
	       struct arena *a, struct record **written, struct err *err)
{
	struct record entry = *r;
	enum journal_outcome outcome;
	const char *why;
	char id[17];

	if (!entry.id || strlen(entry.id) != 16) {
		journal_random_hex(id, 16);
		entry.id = id;
	}
	if (!j->recent_kept)
		buf_clear(&j->recent);
	j->recent_kept = j->unfit = false;
	outcome = append_somewhere(j, &entry, wall);
	journal_explain(j, outcome, err);
	if (outcome == JOURNAL_NOT_SAVED || !written)
		return outcome;
	*written = ARENA_NEW(a, struct record);
	if (!record_read(j->line.bytes, j->line.len - 1, a, *written, &why))
		die("a line that was just written cannot be read: %s", why);
	return outcome;
}
