/*
 * The line front end over standard input and output: the prompt is the last
 * line, nothing is printed while somebody types, the end of input leaves.
 *
 * What others wrote is read before a prompt and never between a prompt and
 * its answer: an answer must not fall on another item than the one that was
 * asked about.
 */
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/desk.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "plain/plain.h"

#define LINE_MOST 16384 /* bytes; what is longer is a file, not a line */

#define TELL_MS 2000     /* every so often it is said that the disk waits */
#define GIVE_UP_MS 10000 /* then somebody else than the disk is asked */

enum came { CAME_LINE, CAME_TOO_LONG, CAME_END, CAME_SIGNAL };

struct loop {
	struct desk_progress progress; /* first: it is what is called */
	int64_t progress_told;
	struct desk desk;
	struct plain plain;
	struct buf out, line;
	struct arena scratch;
	bool ascii, gone, echoes;
	bool too_long;
	int status;
	char chunk[4096];
	size_t at, len;
	sigset_t open; /* the signals that are let in while waiting */
};

static volatile sig_atomic_t caught;

static void
catch_signal(int number)
{
	caught = number;
}

/* They come in only while a line is awaited, so that no write is cut short. */
static void
catch_signals(struct loop *l)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	struct sigaction sa = {.sa_handler = catch_signal};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		sigaddset(&blocked, numbers[i]);
		sigaction(numbers[i], &sa, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &l->open);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		sigdelset(&l->open, numbers[i]);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, NULL);
	/* These mean nothing here, and must not end it. */
	sigaction(SIGUSR1, &sa, NULL);
	sigaction(SIGUSR2, &sa, NULL);
}

static void
send(struct loop *l)
{
	const char *text = buf_text(&l->out);
	size_t len;

	arena_reset(&l->scratch);
	if (l->ascii)
		text = text_ascii(&l->scratch, text);
	len = strlen(text);
	while (len && !l->gone) {
		ssize_t n = write(STDOUT_FILENO, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		l->gone = n <= 0;
		text += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	buf_clear(&l->out);
}

/* false: the end of input, or a signal (caught). */
static bool
more_bytes(struct loop *l)
{
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
	ssize_t n = -1;

	while (!caught && n < 0) {
		if (ppoll(&in, 1, NULL, &l->open) < 0) {
			if (errno != EINTR)
				return false;
			continue;
		}
		n = read(STDIN_FILENO, l->chunk, sizeof(l->chunk));
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return false;
	}
	l->at = 0;
	l->len = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* A line without its newline at the end of input counts too. */
static enum came
next_line(struct loop *l)
{
	bool any = l->line.len > 0;

	while (l->at < l->len || more_bytes(l)) {
		char c = l->chunk[l->at++];

		any = true;
		if (c == '\n') {
			bool long_one = l->too_long;

			l->too_long = false;
			return long_one ? CAME_TOO_LONG : CAME_LINE;
		}
		if (l->line.len >= LINE_MOST - 1)
			l->too_long = true;
		else /* no text holds a NUL: it is refused as \x01 is */
			buf_addc(&l->line, c ? c : '\x01');
	}
	if (caught)
		return CAME_SIGNAL;
	return any && !l->too_long ? CAME_LINE : CAME_END;
}

/* At most that long, for the disk and for a signal. */
static void
wait_for_disk(struct loop *l, int ms)
{
	struct pollfd disk = {.fd = desk_watch_fd(&l->desk), .events = POLLIN};
	struct timespec t = {.tv_sec = ms / 1000};

	(void)ppoll(&disk, 1, &t, &l->open);
}

/* Nobody types meanwhile, but everybody hears what is being waited for. */
static void
await_disk(struct loop *l, struct event *answer)
{
	const struct front *f = desk_front(&l->desk);
	int64_t since = f->now, told = since;

	while (!desk_answer(&l->desk, 0, answer)) {
		desk_tick(&l->desk, paths_now());
		if (caught || f->now - since >= GIVE_UP_MS) {
			desk_stop_waiting(&l->desk, answer);
			return;
		}
		if (f->now - told >= TELL_MS) {
			told = f->now;
			plain_waits(&l->plain, &l->out);
			send(l);
		}
		wait_for_disk(l, 1000);
	}
}

/* A line now and then; a signal stops it, and means what it means after. */
static bool
tell_progress(struct desk_progress *p, const char *text)
{
	struct loop *l = (struct loop *)(void *)p;
	struct timespec none = {0};
	int64_t now = paths_now();

	(void)ppoll(NULL, 0, &none, &l->open);
	if (caught)
		return false;
	if (now >= l->progress_told && now - l->progress_told < TELL_MS)
		return true;
	l->progress_told = now;
	buf_addf(&l->out, "%s\n", text);
	send(l);
	return true;
}

/* Answers come before the effects that stand behind them.  false: leave. */
static bool
perform(struct loop *l, const struct effects *effects)
{
	for (unsigned i = 0; i < effects->count; i++) {
		struct event answer;
		struct effects more;

		if (effects->list[i].kind == EFFECT_QUIT)
			return false;
		answer = desk_do(&l->desk, &effects->list[i]);
		if (answer.kind == EVENT_NONE)
			continue;
		if (answer.kind == EVENT_WAITING)
			await_disk(l, &answer);
		more = plain_event(&l->plain, &answer, &l->out);
		if (!perform(l, &more))
			return false;
	}
	return true;
}

static bool
feed(struct loop *l, struct event ev)
{
	struct effects effects = plain_event(&l->plain, &ev, &l->out);

	return perform(l, &effects);
}

static bool
feed_signal(struct loop *l)
{
	int number = caught;

	caught = 0;
	buf_clear(&l->line);
	switch (number) {
	case SIGINT:
		return feed(l, (struct event){.kind = EVENT_INTERRUPT});
	case SIGHUP:
		l->status = 128 + number;
		return feed(l, (struct event){.kind = EVENT_HANGUP});
	default:
		l->status = 128 + number;
		return feed(l, (struct event){.kind = EVENT_TERMINATE,
					      .signal = number});
	}
}

static bool
feed_line(struct loop *l, const char *line)
{
	struct effects effects;

	desk_tick(&l->desk, paths_now());
	if (l->echoes && line)
		buf_addc(&l->out, '\n');
	/* A number in a list that is no longer so would mean something else. */
	if (line && !l->desk.session->is_open && desk_refresh(&l->desk)) {
		buf_clear(&l->line);
		return feed(l, (struct event){.kind = EVENT_OTHERS_WROTE});
	}
	effects = plain_line(&l->plain, line, &l->out);
	buf_clear(&l->line);
	return perform(l, &effects);
}

static bool
feed_next(struct loop *l)
{
	switch (next_line(l)) {
	case CAME_LINE:
		return feed_line(l, buf_text(&l->line));
	case CAME_TOO_LONG:
		buf_clear(&l->line);
		return feed(l, (struct event){
				       .kind = EVENT_FAILED,
				       .text = tr("That line is longer than "
						  "16 KiB. Nothing of it "
						  "was taken."),
			       });
	case CAME_SIGNAL:
		return feed_signal(l);
	case CAME_END:
		break;
	}
	(void)feed_line(l, NULL);
	return false;
}

static bool
turn(struct loop *l)
{
	struct event answer;

	desk_tick(&l->desk, paths_now());
	while (desk_send_due(&l->desk, &answer))
		if (!feed(l, answer))
			return false;
	if (desk_refresh(&l->desk) &&
	    !feed(l, (struct event){.kind = EVENT_OTHERS_WROTE}))
		return false;
	plain_prompt(&l->plain, &l->out);
	send(l);
	return !l->gone && feed_next(l);
}

int
app_run_plain(struct session *s, const struct app_options *o)
{
	struct loop l = {.ascii = o->ascii || strcmp(nl_langinfo(CODESET),
						     "ANSI_X3.4-1968") == 0,
			 .echoes = !isatty(STDIN_FILENO)};
	struct app_options said = *o;
	struct effects effects;
	bool on;

	said.whole_lists = true;
	catch_signals(&l);
	desk_init(&l.desk, s, &said);
	l.progress.tell = tell_progress;
	l.desk.progress = &l.progress;
	plain_init(&l.plain, desk_front(&l.desk));
	effects = plain_begin(&l.plain, o->new_incident, &l.out);
	on = perform(&l, &effects);
	while (on)
		on = turn(&l);
	send(&l);
	plain_fini(&l.plain);
	desk_fini(&l.desk);
	buf_fini(&l.out);
	buf_fini(&l.line);
	arena_fini(&l.scratch);
	return l.status;
}
