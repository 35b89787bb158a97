#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/journal_private.h"
#include "store/marks.h"
#include "store/paths.h"

void
journal_random_hex(char *out, size_t digits)
{
	unsigned char bytes[32];
	size_t have = 0;

	while (have < sizeof(bytes)) {
		ssize_t got = getrandom(bytes + have, sizeof(bytes) - have, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			die("the kernel gives no random numbers");
		have += (size_t)got;
	}
	if (digits > 2 * sizeof(bytes))
		die("%zu random digits are too many", digits);
	for (size_t i = 0; i < digits; i++)
		out[i] = "0123456789abcdef"[bytes[i / 2] >> (i % 2 * 4) & 15];
	out[digits] = '\0';
}

void
journal_lift_pen(struct journal *j)
{
	j->pen = (struct journal_pen){.fd = -1, .mark_fd = -1};
	memcpy(j->pen.head, JOURNAL_ZEROS, sizeof(j->pen.head));
}

static const char *
copy(struct journal *j, const char *s)
{
	return s ? arena_strdup(&j->arena, s) : NULL;
}

static void
copy_identity(struct journal *j, const struct journal_identity *who)
{
	const char *station =
		text_slug(&j->arena, who->station ? who->station : "", 20);

	j->who = (struct journal_identity){
		.incident = copy(j, who->incident),
		.mode = copy(j, who->mode),
		.station = *station ? station : "station",
		.machine = copy(j, who->machine),
		.boot = copy(j, who->boot),
		.program = copy(j, who->program),
	};
}

struct journal *
journal_prepare(int folder_fd, const char *folder,
		const struct journal_identity *who, struct err *err)
{
	struct arena arena = {0};
	struct journal *j;
	struct stat st;
	int fd = fcntl(folder_fd, F_DUPFD_CLOEXEC, 3);

	if (fd < 0 || fstat(fd, &st) != 0) {
		int number = errno;

		if (fd >= 0)
			close(fd);
		err_set_errno(err, ERR_WRITE, number,
			      tr("The folder %s cannot be used"), folder);
		return NULL;
	}
	j = ARENA_NEW(&arena, struct journal);
	j->arena = arena;
	j->folder_fd = fd;
	j->folder = j->home = copy(j, folder);
	j->group =
		(st.st_mode & S_IWGRP) != 0 && !beneath_modes_are_made_up(fd);
	j->most = JOURNAL_MOST_BYTES;
	copy_identity(j, who);
	journal_lift_pen(j);
	/* From here on appending needs no memory. */
	buf_reserve(&j->line, 2 * RECORD_LINE_MAX);
	buf_reserve(&j->recent, 5 * (RECORD_LINE_MAX + JOURNAL_NAME_SIZE));
	return j;
}

/* The last line must be the one that the mark names. */
static bool
check_end(struct journal *j, const struct mark *mark)
{
	char bytes[RECORD_LINE_MAX + 1], head[65];
	size_t want = sizeof(bytes), start;
	struct arena scratch = {0};
	struct record last = {0};
	const char *why;
	bool good;

	if ((int64_t)want > mark->size)
		want = (size_t)mark->size;
	if (beneath_read_at(j->pen.fd, bytes, want,
			    mark->size - (int64_t)want) != (ssize_t)want ||
	    want < 2 || bytes[want - 1] != '\n')
		return false;
	for (start = want - 1; start > 0 && bytes[start - 1] != '\n';)
		start--;
	hash_hex(bytes + start, want - start, head);
	good = strcmp(head, mark->head) == 0 &&
	       record_read(bytes + start, want - start - 1, &scratch, &last,
			   &why) &&
	       last.n == mark->n && last.incident &&
	       strcmp(last.incident, j->who.incident) == 0;
	j->last_time = last.time;
	arena_fini(&scratch);
	return good;
}

static bool
adopt(struct journal *j, const struct mark *mark)
{
	struct stat st;
	int fd = beneath_open(j->folder_fd, mark->journal,
			      O_RDWR | O_APPEND | O_NONBLOCK, 0);

	if (fd < 0)
		return false;
	j->pen.fd = fd;
	if (fstat(fd, &st) != 0 || !mark_fits(mark, &st) ||
	    (st.st_uid != geteuid() && !beneath_modes_are_made_up(fd)) ||
	    !check_end(j, mark)) {
		close(fd);
		journal_lift_pen(j);
		return false;
	}
	strcpy(j->pen.name, mark->journal);
	strcpy(j->pen.head, mark->head);
	j->pen.device = st.st_dev;
	j->pen.inode = st.st_ino;
	j->pen.size = j->pen.reserved = st.st_size;
	if (st.st_blocks * 512 > st.st_size)
		j->pen.reserved = st.st_blocks * 512;
	j->pen.n = mark->n;
	return true;
}

struct journal *
journal_take_over(int folder_fd, const char *folder, const char *state_dir,
		  const struct journal_identity *who)
{
	struct mark mark;

	if (!state_dir)
		return NULL;
	while (marks_take(state_dir, folder_fd, who->station, who->boot,
			  &mark)) {
		struct journal *j =
			journal_prepare(folder_fd, folder, who, NULL);

		if (j && adopt(j, &mark)) {
			journal_keep_mark(j, state_dir);
			return j;
		}
		journal_close(j, NULL);
	}
	return NULL;
}

void
journal_keep_mark(struct journal *j, const char *state_dir)
{
	j->state_dir = copy(j, state_dir);
	if (j->pen.fd >= 0 && j->pen.mark_fd < 0)
		j->pen.mark_fd = journal_open_mark(j);
}

/*
 * Nobody misses in the incident's folder what was written in another one,
 * until it came home.
 */
int
journal_open_mark(const struct journal *j)
{
	bool away = strcmp(j->folder, j->home) != 0;
	int fd;

	if (!j->state_dir)
		return -1;
	fd = marks_open_seen(j->state_dir, j->who.incident, j->pen.name,
			     away ? SEEN_AWAY : SEEN_OWN);
	if (away)
		marks_write_folder(fd, j->folder);
	return fd;
}

void
journal_recovers(struct journal *j, const struct journal_recovered *r)
{
	struct journal_recovered *one;

	j->recoveries = arena_more(&j->arena, j->recoveries, j->recovery_count,
				   sizeof(*j->recoveries));
	one = &j->recoveries[j->recovery_count++];
	*one = *r;
	one->file = copy(j, r->file);
	one->head = copy(j, r->head);
	one->sha256 = copy(j, r->sha256);
}

static struct journal_other *
find_other(struct journal *j, const char *file)
{
	struct journal_other *other;

	for (size_t i = 0; i < j->other_count; i++)
		if (strcmp(j->others[i].file, file) == 0)
			return &j->others[i];
	j->others = arena_more(&j->arena, j->others, j->other_count,
			       sizeof(*j->others));
	other = &j->others[j->other_count++];
	other->file = copy(j, file);
	return other;
}

void
journal_saw(struct journal *j, const char *file, int64_t n, const char *head,
	    int64_t latest_time)
{
	struct journal_other *other;

	if (latest_time > j->latest_read)
		j->latest_read = latest_time;
	if (strcmp(file, j->pen.name) == 0 || n <= 0)
		return;
	other = find_other(j, file);
	if (n > other->n) {
		other->n = n;
		memcpy(other->head, head, sizeof(other->head));
	}
}

void
journal_has_named(struct journal *j, const char *file, int64_t n)
{
	struct journal_other *other = find_other(j, file);

	if (n > other->named)
		other->named = n;
}

bool
journal_next_saved(const struct journal *j, size_t *at, const char **file,
		   const char **line, size_t *len)
{
	const char *end;

	if (*at >= j->recent.len)
		return false;
	*file = j->recent.bytes + *at;
	*line = *file + strlen(*file) + 1;
	end = strchr(*line, '\n');
	*len = (size_t)(end - *line);
	*at = (size_t)(end + 1 - j->recent.bytes);
	return true;
}

const char *
journal_unsaved_id(const struct journal *j)
{
	return j->unsaved_id;
}

const char *
journal_name(const struct journal *j)
{
	return j->pen.name;
}

int64_t
journal_n(const struct journal *j)
{
	return j->pen.n;
}

const char *
journal_head(const struct journal *j)
{
	return j->pen.head;
}

const char *
journal_folder(const struct journal *j)
{
	return j->folder;
}

bool
journal_is_finished(const struct journal *j)
{
	return j->finished;
}

/* Only what is exactly as we left it may be gone on with by somebody else. */
static void
leave_mark(struct journal *j, const char *state_dir)
{
	struct mark mark = {
		.device = (uint64_t)j->pen.device,
		.inode = (uint64_t)j->pen.inode,
		.size = (int64_t)j->pen.size,
		.n = j->pen.n,
	};
	struct stat st;
	bool fits = fstat(j->pen.fd, &st) == 0 && mark_fits(&mark, &st);

	if (close(j->pen.fd) != 0 || !fits || !j->who.boot ||
	    strlen(j->who.boot) >= sizeof(mark.boot))
		return;
	strcpy(mark.journal, j->pen.name);
	strcpy(mark.boot, j->who.boot);
	strcpy(mark.head, j->pen.head);
	marks_leave(state_dir, &mark);
}

void
journal_close(struct journal *j, const char *state_dir)
{
	struct arena arena;

	if (!j)
		return;
	if (j->pen.mark_fd >= 0)
		close(j->pen.mark_fd);
	if (j->pen.fd >= 0) {
		if (state_dir && !j->finished && !j->moved && j->pen.n > 0)
			leave_mark(j, state_dir);
		else
			close(j->pen.fd);
	}
	close(j->folder_fd);
	buf_fini(&j->line);
	buf_fini(&j->recent);
	arena = j->arena;
	arena_fini(&arena);
}
