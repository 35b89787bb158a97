/*
 * The line front end over standard input and output: the prompt is the last
 * line, nothing is printed while somebody types, the end of input leaves.
 */
#include <errno.h>
#include <langinfo.h>
#include <string.h>
#include <unistd.h>

#include "app/desk.h"
#include "base/buf.h"
#include "base/text.h"
#include "plain/plain.h"

/* More than anybody types; what is longer is a file, not a line. */
#define LINE_MOST (1u << 20)

struct loop {
	struct desk desk;
	struct plain plain;
	struct buf out, line;
	struct arena scratch;
	bool ascii, gone;
	char chunk[4096];
	size_t at, len;
};

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

static bool
more_bytes(struct loop *l)
{
	ssize_t n;

	do
		n = read(STDIN_FILENO, l->chunk, sizeof(l->chunk));
	while (n < 0 && errno == EINTR);
	l->at = 0;
	l->len = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* NULL: the end.  A line without its newline at the end counts. */
static const char *
next_line(struct loop *l)
{
	bool any = false;

	buf_clear(&l->line);
	while (l->at < l->len || more_bytes(l)) {
		char c = l->chunk[l->at++];

		any = true;
		if (c == '\n')
			break;
		if (c != '\0' && c != '\r' && l->line.len < LINE_MOST)
			buf_addc(&l->line, c);
	}
	if (!any)
		return NULL;
	if (!text_is_utf8(buf_text(&l->line), l->line.len))
		return "?";
	return buf_text(&l->line);
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
		more = plain_event(&l->plain, &answer, &l->out);
		if (!perform(l, &more))
			return false;
	}
	return true;
}

static bool
turn(struct loop *l)
{
	const struct event others = {.kind = EVENT_OTHERS_WROTE};
	struct effects effects;
	const char *line;

	desk_tick(&l->desk, paths_now());
	if (desk_refresh(&l->desk)) {
		effects = plain_event(&l->plain, &others, &l->out);
		if (!perform(l, &effects))
			return false;
	}
	plain_prompt(&l->plain, &l->out);
	send(l);
	if (l->gone)
		return false;
	line = next_line(l);
	desk_tick(&l->desk, paths_now());
	effects = plain_line(&l->plain, line, &l->out);
	return perform(l, &effects) && line;
}

int
app_run_plain(struct session *s, const struct app_options *o)
{
	struct loop l = {.ascii = o->ascii || strcmp(nl_langinfo(CODESET),
						     "ANSI_X3.4-1968") == 0};
	struct effects effects;
	bool on;

	desk_init(&l.desk, s, o);
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
	return 0;
}
