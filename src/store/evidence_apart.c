/* A copy or a comparison by a process of its own: see store/evidence.h. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/apart.h"
#include "store/evidence.h"
#include "store/folder.h"

#define TELL_MS 200  /* whoever waits hears at least so often */
#define STOP_MS 1000 /* a disk that answers has it cleared away by then */

struct task {
	struct folder *f;
	const char *path;   /* of the original, or of what is kept */
	const char *sha256; /* what is kept is compared with it; NULL: a copy */
};

/* What the process says; both ends are the same program. */
struct news {
	bool ended; /* what follows is its outcome; else how far it is */
	bool good;
	int64_t done, total;
	enum evidence_state state; /* of what was compared */
	struct evidence copied;    /* its pointers are nobody's */
	struct err err;
};

/* --- the process that works */

struct worker {
	struct evidence_watch watch; /* first: it is what tell() gets */
	int fd;
};

/* Nobody reads on when there is too much of it: how far it is comes again. */
static bool
tell_caller(struct evidence_watch *w, int64_t done, int64_t total)
{
	const struct worker *c = (const struct worker *)(const void *)w;
	const struct news news = {.done = done, .total = total};
	char byte;

	(void)send(c->fd, &news, sizeof(news), MSG_NOSIGNAL | MSG_DONTWAIT);
	/* The other end says nothing but that it is closed: stop. */
	return recv(c->fd, &byte, 1, MSG_DONTWAIT) != 0;
}

static void
settle(const struct folder *f, const char *name, int fd, struct arena *a)
{
	size_t count = 0;
	int *kept = ARENA_ARRAY(a, int, f->place_count + 2), place;

	kept[count++] = fd;
	for (size_t i = 0; (place = folder_place(f, i)) >= 0; i++)
		kept[count++] = place;
	apart_settle(name, kept, count);
}

static _Noreturn void
work_and_answer(const struct task *t, int fd, struct arena *a)
{
	struct worker w = {.watch = {tell_caller}, .fd = fd};
	struct news news = {.ended = true};

	settle(t->f, t->sha256 ? "draaiboek-compare" : "draaiboek-copy", fd, a);
	if (t->sha256)
		news.state = evidence_compare_kept(t->f, t->path, t->sha256,
						   &w.watch);
	else
		news.good = evidence_copy(t->f, t->path, &w.watch, a,
					  &news.copied, &news.err);
	news.copied.name = news.copied.file = NULL;
	while (send(fd, &news, sizeof(news), MSG_NOSIGNAL) < 0 &&
	       errno == EINTR)
		continue;
	_exit(0);
}

/* --- whoever waits for it */

struct waiting {
	int fd, pid;
	struct news last;
	bool gone; /* it ended without an outcome */
};

static bool
say_no_process(struct err *err, int number)
{
	return err_set_errno(err, ERR_WRITE, number,
			     tr("No process that copies can be made"));
}

static bool
begin(struct waiting *w, const struct task *t, struct arena *a, struct err *err)
{
	int ends[2], number;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return say_no_process(err, errno);
	w->pid = fork();
	number = errno;
	if (w->pid == 0) {
		close(ends[0]);
		work_and_answer(t, ends[1], a);
	}
	close(ends[1]);
	w->fd = ends[0];
	if (w->pid > 0)
		return true;
	close(ends[0]);
	return say_no_process(err, number);
}

/* Hears all that was said; waits at most that long for the first of it. */
static void
hear(struct waiting *w, int ms)
{
	struct pollfd p = {.fd = w->fd, .events = POLLIN};

	while (!w->last.ended && !w->gone && poll(&p, 1, ms) > 0) {
		ssize_t got =
			recv(w->fd, &w->last, sizeof(w->last), MSG_DONTWAIT);

		/* Half of it is nothing that anybody said. */
		if (got != (ssize_t)sizeof(w->last) &&
		    (got >= 0 || (errno != EINTR && errno != EAGAIN)))
			w->gone = true;
		ms = 0;
	}
}

/* It clears away what it has; where the disk hangs, later and alone. */
static void
stop(struct waiting *w)
{
	int waited = 0;

	shutdown(w->fd, SHUT_WR);
	while (!w->last.ended && !w->gone && waited < STOP_MS) {
		hear(w, TELL_MS);
		waited += TELL_MS;
	}
}

static void
wait_for_it(struct waiting *w, struct evidence_watch *watch)
{
	while (!w->last.ended && !w->gone) {
		hear(w, TELL_MS);
		if (!w->last.ended && !w->gone &&
		    !watch->tell(watch, w->last.done, w->last.total)) {
			stop(w);
			break;
		}
	}
	close(w->fd);
	/* One that hangs is nobody's to wait for. */
	(void)waitpid(w->pid, NULL, w->last.ended ? 0 : WNOHANG);
}

static bool
say_left(struct waiting *w, const char *path, struct err *err)
{
	if (w->gone)
		return err_set(err, ERR_WRITE,
			       tr("%s was not attached: the process that "
				  "copied it ended."),
			       path);
	return err_set(err, ERR_BUSY,
		       tr("%s was not attached: it was stopped."), path);
}

static bool
end(struct waiting *w, const char *path, struct arena *a, struct evidence *out,
    struct err *err)
{
	const char *slash = strrchr(path, '/');

	if (w->gone || !w->last.ended)
		return say_left(w, path, err);
	*out = w->last.copied;
	if (!w->last.good) {
		if (err)
			*err = w->last.err;
		return false;
	}
	out->name = arena_strdup(a, slash ? slash + 1 : path);
	out->file = arena_printf(a, "sha256-%s", out->sha256);
	return true;
}

bool
evidence_copy_apart(struct folder *f, const char *path,
		    struct evidence_watch *watch, struct arena *a,
		    struct evidence *out, struct err *err)
{
	const struct task t = {.f = f, .path = path};
	struct waiting w = {.fd = -1};
	const char *where;

	if (!f->apart || !watch)
		return evidence_copy(f, path, watch, a, out, err);
	*out = (struct evidence){0};
	/* Where it went on elsewhere, that folder is ours to know as well. */
	if (folder_keep_at(f, &where, err) < 0 || !begin(&w, &t, a, err))
		return false;
	wait_for_it(&w, watch);
	return end(&w, path, a, out, err);
}

enum evidence_state
evidence_compare_apart(struct folder *f, const char *path, const char *sha256,
		       struct evidence_watch *watch)
{
	const struct task t = {.f = f, .path = path, .sha256 = sha256};
	struct waiting w = {.fd = -1};
	struct arena a = {0};
	bool begun;

	if (!f->apart || !watch)
		return evidence_compare_kept(f, path, sha256, watch);
	begun = begin(&w, &t, &a, NULL);
	arena_fini(&a);
	if (!begun)
		return EVIDENCE_UNREADABLE;
	wait_for_it(&w, watch);
	if (w.last.ended)
		return w.last.state;
	return w.gone ? EVIDENCE_UNREADABLE : EVIDENCE_STOPPED;
}
