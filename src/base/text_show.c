#include "base/text.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define MARKS_MOST 4 /* combining marks that stay on one cell */

static void
show_escaped(struct buf *out, uint32_t c)
{
	if (c < 0x80)
		buf_addf(out, "\\x%02x", (unsigned)c);
	else if (c < 0x10000)
		buf_addf(out, "\\u%04x", (unsigned)c);
	else
		buf_addf(out, "\\U%08x", (unsigned)c);
}

/* Most texts are plain ASCII: how many bytes from s on can be copied. */
static size_t
plain_run(const char *s, size_t len)
{
	size_t at = 0;

	while (at < len && s[at] >= 0x20 && s[at] < 0x7f)
		at++;
	return at;
}

void
text_show(struct buf *out, const char *s, size_t len, bool newlines)
{
	/* A mark at the very start would sit on what stands before it. */
	int marks = MARKS_MOST;
	size_t at = 0;

	buf_reserve(out, len);
	while (at < len) {
		size_t run = plain_run(s + at, len - at);
		size_t step;
		uint32_t c;

		if (run > 0) {
			buf_add(out, s + at, run);
			at += run;
			marks = 0;
			continue;
		}
		step = text_decode(s + at, len - at, &c);
		if (step == 1 && (unsigned char)s[at] >= 0x80) {
			buf_addf(out, "\\x%02x", (unsigned char)s[at]);
			marks = 0;
		} else if (newlines && (c == '\n' || c == '\t')) {
			buf_addc(out, c == '\n' ? '\n' : ' ');
			marks = c == '\n' ? MARKS_MOST : 0;
		} else if (text_is_unsafe(c)) {
			show_escaped(out, c);
			marks = 0;
		} else if (text_char_width(c) == 0) {
			if (marks++ < MARKS_MOST)
				buf_add(out, s + at, step);
			else
				show_escaped(out, c);
		} else {
			buf_add(out, s + at, step);
			marks = 0;
		}
		at += step;
	}
}

const char *
text_shown(struct arena *a, const char *s, bool newlines)
{
	size_t len = strlen(s);
	struct buf out = {0};
	const char *shown;

	if (plain_run(s, len) == len)
		return arena_strndup(a, s, len);
	text_show(&out, s, len, newlines);
	shown = arena_strndup(a, buf_text(&out), out.len);
	buf_fini(&out);
	return shown;
}

const char *
text_one_line(struct arena *a, const char *s)
{
	const char *shown = text_shown(a, s, true);
	char *copy;

	if (!strchr(shown, '\n'))
		return shown;
	copy = arena_strdup(a, shown);
	for (char *c = copy; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return copy;
}
