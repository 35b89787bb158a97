#include "store/writer.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/library.h"
#include "store/writer_private.h"

#define END_MS 2000 /* for closing a journal in which all went well */

static void
ask(struct writer *w, enum frame_kind kind, const void *first, size_t first_len,
    const void *rest, size_t rest_len)
{
	const struct frame frame = {.kind = kind, .len = first_len + rest_len};

	buf_add(&w->ask, &frame, sizeof(frame));
	buf_add(&w->ask, first, first_len);
	buf_add(&w->ask, rest, rest_len);
}

void
writer_fini(struct writer *w)
{
	if (w->fd >= 0)
		close(w->fd);
	buf_fini(&w->ask);
	buf_fini(&w->heard);
	*w = (struct writer){.fd = -1};
}

void
writer_move(struct writer *w, const char *folder, int64_t wall)
{
	ask(w, FRAME_MOVE, &wall, sizeof(wall), folder, strlen(folder) + 1);
	w->moves = folder;
}

void
writer_keep(struct writer *w, const struct library_file *file, bool group)
{
	struct arena scratch = {0};
	size_t len = strlen(file->name) + 2;
	char *first = arena_alloc(&scratch, len);

	first[0] = group;
	memcpy(first + 1, file->name, len - 1);
	ask(w, FRAME_KEEP, first, len, file->bytes, file->len);
	arena_fini(&scratch);
}

static void
ask_seen(struct writer *w, struct journal *j)
{
	for (size_t i = 0; i < j->other_count; i++) {
		struct journal_other *other = &j->others[i];
		struct saw saw = {.n = other->n, .latest = j->latest_read};

		if (other->n <= other->sent)
			continue;
		memcpy(saw.head, other->head, sizeof(saw.head));
		ask(w, FRAME_SAW, &saw, sizeof(saw), other->file,
		    strlen(other->file) + 1);
		other->sent = other->n;
	}
}

/* The places that only the journal knows are filled with anything. */
static bool
ask_append(struct writer *w, enum frame_kind kind, const struct journal *j,
	   const struct record *r, int64_t wall)
{
	struct record whole = *r;
	struct buf line = {0};
	bool fits;

	whole.prev = JOURNAL_ZEROS;
	whole.salt = "0000000000000000";
	whole.incident = j->who.incident;
	whole.n = 1;
	whole.time = wall;
	record_write(&whole, &line);
	fits = line.len <= RECORD_LINE_MAX;
	if (fits)
		ask(w, kind, &wall, sizeof(wall), line.bytes, line.len - 1);
	buf_fini(&line);
	return fits;
}

/* As much as the socket takes now; false: it takes nothing any more. */
static bool
push(struct writer *w)
{
	while (w->sent < w->ask.len) {
		ssize_t done =
			send(w->fd, w->ask.bytes + w->sent,
			     w->ask.len - w->sent, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno == EAGAIN;
		w->sent += (size_t)done;
	}
	return true;
}

/* The file is the other process's from now on. */
static void
hand_over(struct journal *j)
{
	if (j->pen.fd >= 0)
		close(j->pen.fd);
	if (j->pen.mark_fd >= 0)
		close(j->pen.mark_fd);
	j->pen.fd = j->pen.mark_fd = -1;
	for (size_t i = 0; i < j->other_count; i++)
		j->others[i].sent = j->others[i].n;
}

static bool
begin(struct writer *w, struct journal *j, struct err *err)
{
	int ends[2], number;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set_errno(err, ERR_WRITE, errno,
				     tr("No process that writes can be made"));
	w->pid = fork();
	number = errno;
	if (w->pid == 0) {
		close(ends[0]);
		writer_serve(j, ends[1]);
	}
	close(ends[1]);
	if (w->pid < 0) {
		close(ends[0]);
		return err_set_errno(err, ERR_WRITE, number,
				     tr("No process that writes can be made"));
	}
	w->fd = ends[0];
	hand_over(j);
	return true;
}

static bool
start_asking(struct writer *w, struct journal *j, struct err *err)
{
	w->sent = 0;
	buf_clear(&w->heard);
	if (w->fd < 0 && !begin(w, j, err))
		return false;
	w->asked = true;
	(void)push(w); /* the rest, and what goes wrong, when it is heard */
	return true;
}

void
writer_also(struct writer *w, struct journal *j, const struct record *r,
	    int64_t wall)
{
	struct record entry = *r;
	char id[17];

	/* Should it be sent twice, one of them is dropped. */
	journal_random_hex(id, 16);
	entry.id = id;
	ask_seen(w, j);
	(void)ask_append(w, FRAME_ALSO, j, &entry, wall);
}

bool
writer_send(struct writer *w, struct journal *j, const struct record *r,
	    int64_t wall, struct err *err)
{
	size_t before;

	ask_seen(w, j);
	before = w->ask.len;
	j->unfit = !ask_append(w, FRAME_APPEND, j, r, wall);
	if (j->unfit) {
		journal_explain(j, JOURNAL_NOT_SAVED, err);
		return false;
	}
	if (start_asking(w, j, err))
		return true;
	w->ask.len = before;
	return false;
}

bool
writer_send_again(struct writer *w, struct journal *j, struct err *err)
{
	return start_asking(w, j, err);
}

/* false: nothing, or not all of it yet; *gone: nothing will come. */
static bool
read_answer(struct writer *w, struct writer_answer *a, bool *gone)
{
	char bytes[16384];
	ssize_t got;

	while ((got = recv(w->fd, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0 ||
	       (got < 0 && errno == EINTR))
		if (got > 0)
			buf_add(&w->heard, bytes, (size_t)got);
	*gone = got == 0 || errno != EAGAIN;
	if (w->heard.len < sizeof(*a))
		return false;
	memcpy(a, w->heard.bytes, sizeof(*a));
	return w->heard.len >= sizeof(*a) + a->recent_len;
}

static void
mirror(struct writer *w, struct journal *j, const struct writer_answer *a)
{
	j->unfit = a->unfit;
	j->finished = a->finished;
	j->error_number = a->error_number;
	memcpy(j->error, a->error, sizeof(j->error));
	j->pen = a->pen;
	j->pen.fd = j->pen.mark_fd = -1;
	j->former = a->former;
	memcpy(j->unsaved_id, a->unsaved_id, sizeof(j->unsaved_id));
	j->last_time = a->last_time;
	j->latest_read = a->latest_read;
	j->recovered_count = a->recovered_count;
	buf_clear(&j->recent);
	buf_add(&j->recent, w->heard.bytes + sizeof(*a), a->recent_len);
	if (a->moved && w->moves) {
		j->folder = arena_strdup(&j->arena, w->moves);
		j->moved = true;
	}
}

static void
stop_asking(struct writer *w)
{
	w->asked = false;
	w->moves = NULL;
	buf_clear(&w->ask);
	buf_clear(&w->heard);
}

/* One that has ended is not to stay behind as a shadow of itself. */
static void
forget(struct writer *w)
{
	close(w->fd);
	(void)waitpid(w->pid, NULL, WNOHANG);
	w->fd = -1;
}

enum writer_news
writer_hear(struct writer *w, struct journal *j, int ms,
	    enum journal_outcome *outcome, struct err *err)
{
	struct writer_answer a;
	bool gone, taken;

	for (;;) {
		struct pollfd p = {.fd = w->fd, .events = POLLIN};

		taken = push(w);
		if (taken && w->sent < w->ask.len)
			p.events |= POLLOUT;
		if (taken && poll(&p, 1, ms) <= 0)
			return WRITER_BUSY;
		if (read_answer(w, &a, &gone))
			break;
		if (gone || !taken) {
			forget(w);
			return WRITER_GONE;
		}
	}
	mirror(w, j, &a);
	*outcome = a.outcome;
	if (a.failed_before) {
		if (err)
			*err = a.err;
	} else {
		journal_explain(j, a.outcome, err);
	}
	stop_asking(w);
	/* The next try is a new process's, which inherits nothing that failed.
	 */
	if (a.outcome == JOURNAL_NOT_SAVED && !a.unfit)
		forget(w);
	return WRITER_ANSWERED;
}

int
writer_give_up(struct writer *w)
{
	int fd = w->fd;

	stop_asking(w);
	w->fd = -1;
	return fd;
}

void
writer_end(struct writer *w)
{
	const struct frame frame = {.kind = FRAME_CLOSE};
	struct pollfd p = {.fd = w->fd, .events = POLLIN};

	if (w->fd >= 0 && !w->asked) {
		/* It does not wait for one that was not told. */
		if (send(w->fd, &frame, sizeof(frame),
			 MSG_NOSIGNAL | MSG_DONTWAIT) == sizeof(frame) &&
		    poll(&p, 1, END_MS) > 0)
			(void)waitpid(w->pid, NULL, 0);
	}
	writer_fini(w);
}
