/* The process that writes. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "core/library.h"
#include "store/apart.h"
#include "store/folder_private.h"
#include "store/writer_private.h"

struct scribe {
	struct journal *j;
	int fd;
	struct buf body;
	struct arena scratch;
	struct writer_answer answer;
};

static bool
receive(int fd, void *to, size_t len)
{
	char *at = to;

	while (len > 0) {
		ssize_t got = recv(fd, at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		len -= (size_t)got;
	}
	return true;
}

static void
transmit(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t done = send(fd, at, len, MSG_NOSIGNAL);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			_exit(0); /* nobody is there any more */
		at += done;
		len -= (size_t)done;
	}
}

static void
note_seen(struct scribe *s)
{
	struct saw saw;

	memcpy(&saw, s->body.bytes, sizeof(saw));
	journal_saw(s->j, s->body.bytes + sizeof(saw), saw.n, saw.head,
		    saw.latest);
}

static void
go_elsewhere(struct scribe *s)
{
	int64_t wall;

	memcpy(&wall, s->body.bytes, sizeof(wall));
	if (s->answer.failed_before)
		return;
	if (journal_move(s->j, s->body.bytes + sizeof(wall), wall,
			 &s->answer.err))
		s->answer.moved = true;
	else
		s->answer.failed_before = true;
}

static void
keep_file(struct scribe *s)
{
	const char *name = s->body.bytes + 1;
	const char *bytes = name + strlen(name) + 1;
	const struct library_file file = {
		.name = name,
		.bytes = bytes,
		.len = s->body.len - (size_t)(bytes - s->body.bytes),
	};

	if (!s->answer.failed_before &&
	    !folder_keep_in(s->j->folder_fd, s->j->folder, s->body.bytes[0],
			    &file, &s->answer.err))
		s->answer.failed_before = true;
}

static enum journal_outcome
append(struct scribe *s)
{
	struct journal *j = s->j;
	struct record r;
	const char *why;
	int64_t wall;

	memcpy(&wall, s->body.bytes, sizeof(wall));
	arena_reset(&s->scratch);
	if (!record_read(s->body.bytes + sizeof(wall),
			 s->body.len - sizeof(wall), &s->scratch, &r, &why))
		die("an entry that was sent cannot be read: %s", why);
	if (!s->answer.failed_before)
		return journal_append(j, &r, wall, NULL, NULL, NULL);
	memcpy(j->unsaved_id, r.id, sizeof(j->unsaved_id));
	return JOURNAL_NOT_SAVED;
}

static void
append_before(struct scribe *s)
{
	if (append(s) == JOURNAL_FAILED_OVER)
		s->answer.failed_over = true;
	/* It is told of with the entry. */
	s->j->recent_kept = true;
}

static void
append_and_answer(struct scribe *s)
{
	struct writer_answer *a = &s->answer;
	struct journal *j = s->j;

	a->outcome = append(s);
	if (a->failed_over && a->outcome == JOURNAL_SAVED)
		a->outcome = JOURNAL_FAILED_OVER;
	a->unfit = j->unfit;
	a->finished = j->finished;
	a->error_number = j->error_number;
	memcpy(a->error, j->error, sizeof(a->error));
	a->pen = j->pen;
	a->former = j->former;
	memcpy(a->unsaved_id, j->unsaved_id, sizeof(a->unsaved_id));
	a->last_time = j->last_time;
	a->latest_read = j->latest_read;
	a->recovered_count = j->recovered_count;
	a->recent_len = j->recent.len;
	transmit(s->fd, a, sizeof(*a));
	transmit(s->fd, j->recent.bytes, j->recent.len);
	/* They were told of; the next answer tells of the next ones. */
	buf_clear(&j->recent);
	j->recent_kept = false;
	*a = (struct writer_answer){.failed_before = false};
}

static void
carry_out(struct scribe *s, enum frame_kind kind)
{
	switch (kind) {
	case FRAME_SAW:
		note_seen(s);
		break;
	case FRAME_MOVE:
		go_elsewhere(s);
		break;
	case FRAME_KEEP:
		keep_file(s);
		break;
	case FRAME_ALSO:
		append_before(s);
		break;
	case FRAME_APPEND:
		append_and_answer(s);
		break;
	case FRAME_CLOSE:
		journal_close(s->j, s->j->state_dir);
		_exit(0);
	}
}

/* The caller never opened the folder that it was moved to. */
static void
find_folder(struct journal *j)
{
	int fd = -1;

	if (j->moved)
		fd = open(j->folder,
			  O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return;
	close(j->folder_fd);
	j->folder_fd = fd;
}

/* Of the caller's the journal and the socket stay open. */
static void
settle(const struct journal *j, int fd)
{
	const int kept[] = {fd, j->folder_fd, j->pen.fd, j->pen.mark_fd};

	apart_settle("draaiboek-write", kept, sizeof(kept) / sizeof(kept[0]));
}

_Noreturn void
writer_serve(struct journal *j, int fd)
{
	struct scribe s = {.j = j, .fd = fd};
	struct frame frame;

	settle(j, fd);
	find_folder(j);
	/* From here on writing an entry needs no memory. */
	buf_reserve(&s.body, 2 * RECORD_LINE_MAX);
	(void)arena_alloc(&s.scratch, 4 * RECORD_LINE_MAX);
	while (receive(fd, &frame, sizeof(frame))) {
		buf_clear(&s.body);
		buf_reserve(&s.body, frame.len + 1);
		if (!receive(fd, s.body.bytes, frame.len))
			break;
		s.body.len = frame.len;
		s.body.bytes[frame.len] = '\0';
		carry_out(&s, frame.kind);
	}
	_exit(0);
}
