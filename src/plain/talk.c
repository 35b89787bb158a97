/* Lines that go out, and what short lines that come in mean. */
#include "plain/parts.h"

#include <string.h>

#include "base/text.h"
#include "markdown/markdown.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

void
talk_on(struct plain *p, struct buf *out, const char *text, const char *one,
	const char *two, const char *three)
{
	buf_adds(out, say_fill(&p->scratch, text, one, two, three));
}

void
talk(struct plain *p, struct buf *out, const char *text, const char *one,
     const char *two, const char *three)
{
	talk_on(p, out, text, one, two, three);
	buf_addc(out, '\n');
}

static const char *
filled(struct plain *p, const char *text)
{
	const struct front *f = p->front;

	return say_filled(text, f->status, f->library, f->zone, &p->scratch);
}

/* Every line of the text is a line of its own; empty ones are left out. */
void
talk_prose(struct plain *p, struct buf *out, const char *text,
	   const char *markdown)
{
	struct buf plain = {0};

	if (!markdown || !markdown[0])
		return;
	markdown = filled(p, markdown);
	markdown_plain(markdown, strlen(markdown), &plain);

	const char *at = buf_text(&plain);
	bool begun = false;

	while (*at) {
		size_t len = strcspn(at, "\n");
		const char *line = arena_strndup(&p->scratch, at, len);

		if (len && !begun)
			talk(p, out, text, line, NULL, NULL);
		else if (len)
			talk(p, out, "%1", line, NULL, NULL);
		begun |= len > 0;
		at += len + (at[len] == '\n');
	}
	buf_fini(&plain);
}

const char *
talk_text(struct plain *p, const char *markdown)
{
	struct buf plain = {0};
	char *line;

	if (!markdown)
		return "";
	markdown = filled(p, markdown);
	markdown_plain(markdown, strlen(markdown), &plain);
	line = arena_strndup(&p->scratch, buf_text(&plain), plain.len);
	buf_fini(&plain);
	for (size_t i = strlen(line); i > 0 && line[i - 1] == '\n'; i--)
		line[i - 1] = '\0';
	for (char *c = line; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return line;
}

const char *
talk_number(struct plain *p, unsigned n)
{
	return arena_printf(&p->scratch, "%u", n);
}

const char *
talk_clock(struct plain *p, int64_t t)
{
	return say_clock(t, p->front->zone, &p->scratch);
}

const char *
talk_day(struct plain *p, int64_t t)
{
	return say_day_clock(t, p->front->zone, &p->scratch);
}

const char *
talk_span(struct plain *p, int64_t ms)
{
	long long n;

	if (ms < 0)
		ms = -ms;
	if (ms < 2 * HOUR) {
		n = ms / MINUTE;
		return arena_printf(
			&p->scratch,
			tr_n("%lld minute", "%lld minutes", (long)n), n);
	}
	if (ms < 4 * DAY) {
		n = ms / HOUR;
		return arena_printf(&p->scratch,
				    tr_n("%lld hour", "%lld hours", (long)n),
				    n);
	}
	n = ms / DAY;
	return arena_printf(&p->scratch, tr_n("%lld day", "%lld days", (long)n),
			    n);
}

const char *
talk_duration(struct plain *p, struct duration d)
{
	int n = d.count;

	switch (d.unit) {
	case DURATION_MINUTES:
		return arena_printf(&p->scratch,
				    tr_n("%d minute", "%d minutes", n), n);
	case DURATION_HOURS:
		return arena_printf(&p->scratch, tr_n("%d hour", "%d hours", n),
				    n);
	case DURATION_DAYS:
		return arena_printf(&p->scratch, tr_n("%d day", "%d days", n),
				    n);
	case DURATION_MONTHS:
		return arena_printf(&p->scratch,
				    tr_n("%d month", "%d months", n), n);
	case DURATION_NONE:
		break;
	}
	return "";
}

const char *
talk_role(struct plain *p, const char *role)
{
	return say_role(role, p->front->library, &p->scratch);
}

const char *
talk_join(struct plain *p, const char *list, const char *name)
{
	if (!list)
		return name;
	return arena_printf(&p->scratch, "%s, %s", list, name);
}

static bool
is_word(struct plain *p, const char *line, const char *word)
{
	return talk_same(p, line, word) ||
	       (line[1] == '\0' && (line[0] | 0x20) == word[0]);
}

/* English always holds; "j" and "ja" hold where the screen is Dutch. */
int
talk_yes_no(struct plain *p, const char *line)
{
	if (!*line)
		return -1;
	if (is_word(p, line, "yes") || is_word(p, line, tr_in("word", "yes")))
		return 1;
	if (is_word(p, line, "no") || is_word(p, line, tr_in("word", "no")))
		return 0;
	return -1;
}

unsigned
talk_choice(const char *line, unsigned most)
{
	unsigned n = 0;

	if (!*line)
		return 0;
	for (; *line; line++) {
		if (*line < '0' || *line > '9' || n > most)
			return 0;
		n = n * 10 + (unsigned)(*line - '0');
	}
	return n <= most ? n : 0;
}

bool
talk_same(struct plain *p, const char *line, const char *word)
{
	return strcmp(text_fold(&p->scratch, line),
		      text_fold(&p->scratch, word)) == 0;
}

void
talk_lines(struct plain *p, struct buf *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len)
			talk(p, out, "%1",
			     arena_strndup(&p->scratch, text, len), NULL, NULL);
		text += len + (text[len] != '\0');
	}
}

void
talk_unknown(struct plain *p, const char *line, struct buf *out)
{
	talk(p, out,
	     tr("\"%1\" is not used here. Nothing was written. "
		"Type ? for the words."),
	     text_cut(&p->scratch, text_shown(&p->scratch, line, false), 40),
	     NULL, NULL);
}
