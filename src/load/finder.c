#include "load/tree.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define SHOWN_MOST 160

/* A name may be a megabyte of anything: it is cut on a character's edge. */
static const char *
shorten(char room[SHOWN_MOST + 8], const char *s)
{
	size_t len = 0;
	size_t whole = s ? strlen(s) : 0;

	if (whole <= SHOWN_MOST)
		return s;
	for (;;) {
		uint32_t c;
		size_t n = text_decode(s + len, whole - len, &c);

		if (len + n > SHOWN_MOST)
			break;
		len += n;
	}
	memcpy(room, s, len);
	memcpy(room + len, "..", 3);
	return room;
}

void
finder_add(struct finder *f, enum diag_id id, struct place at, const char *name,
	   const char *other, const char *nearest)
{
	char name_room[SHOWN_MOST + 8], other_room[SHOWN_MOST + 8];
	struct diag d = {
		.id = id,
		.file = f ? f->file : NULL,
		.place = at,
		.nearest = nearest,
	};

	if (!f || f->full)
		return;
	if (f->found == FINDINGS_MOST) {
		f->full = true;
		f->errors++;
		d.id = DIAG_MORE;
		d.nearest = NULL;
		diag_add(f->diags, &d);
		return;
	}
	f->found++;
	if (diag_level_of(id) == DIAG_ERROR)
		f->errors++;
	d.name = shorten(name_room, name);
	d.other = shorten(other_room, other);
	diag_add(f->diags, &d);
}

struct scan {
	struct finder *finder;
	struct place at;
	bool readable; /* by YAML */
};

static void
unsafe(struct scan *s, uint32_t c)
{
	char name[16];

	snprintf(name, sizeof(name), "U+%04X", (unsigned)c);
	finder_add(s->finder, DIAG_UNSAFE_CHARACTER, s->at, name, NULL, NULL);
	/* libyaml stops at these, or begins a line at them. */
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
	    c == 0xfffe || c == 0xffff)
		s->readable = false;
}

/* How many plain letters, digits and signs stand there: nearly all of it. */
static size_t
plain_run(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && *p >= 0x20 && *p < 0x7f)
		p++;
	return (size_t)(p - from);
}

/* CR is half of a line's end, or it is unsafe. */
static bool
is_fine(uint32_t c, const char *next, const char *end)
{
	if (c == '\n' || c == '\t')
		return true;
	if (c == '\r')
		return next < end && *next == '\n';
	return !text_is_unsafe(c);
}

static void
scan_characters(struct scan *s, const char *bytes, const char *end)
{
	bool line_begins = true;
	bool directives = true; /* they stand before the first document */

	for (const char *p = bytes; p < end && !s->finder->full;) {
		uint32_t c = (unsigned char)*p;
		size_t n = 1;

		if (c >= 0x80)
			n = text_decode(p, (size_t)(end - p), &c);
		if (line_begins && c != '%' && c != '#' && c != '\n' &&
		    c != '\r')
			directives = false;
		if (line_begins && directives && c == '%') {
			finder_add(s->finder, DIAG_ANCHOR, s->at, NULL, NULL,
				   NULL);
			s->readable = false;
		}
		if ((c < 0x20 || c >= 0x7f) && !is_fine(c, p + n, end))
			unsafe(s, c);
		p += n;
		line_begins = c == '\n';
		s->at.column++;
		if (!line_begins) {
			n = plain_run(p, end);
			p += n;
			s->at.column += (unsigned)n;
		}
		if (line_begins) {
			s->at.line++;
			s->at.column = 1;
		}
	}
}

bool
bytes_judge(struct finder *f, const char *bytes, size_t len)
{
	struct scan s = {f, {1, 1}, true};
	const char *end = bytes + len;

	if (len > 1048576) {
		finder_add(f, DIAG_TOO_LARGE, s.at, NULL, NULL, NULL);
		return false;
	}
	if (len == 0) {
		finder_add(f, DIAG_EMPTY, s.at, NULL, NULL, NULL);
		return false;
	}
	if ((len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)) {
		finder_add(f, DIAG_NOT_UTF8, s.at, NULL, NULL, NULL);
		return false;
	}
	for (const char *p = bytes; p < end;) {
		uint32_t c = (unsigned char)*p;
		size_t n = 1;

		if (c >= 0x80) {
			n = text_decode(p, (size_t)(end - p), &c);
			if (n == 1) {
				finder_add(f, DIAG_NOT_UTF8, s.at, NULL, NULL,
					   NULL);
				return false;
			}
		}
		p += n;
		s.at.column++;
		if (c == '\n') {
			s.at.line++;
			s.at.column = 1;
		}
	}
	s.at = (struct place){1, 1};
	scan_characters(&s, bytes, end);
	return s.readable && !f->full;
}
