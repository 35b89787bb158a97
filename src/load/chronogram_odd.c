/*
 * The cells of a chronogram that its look does not give back: an "ICT" among
 * those that say "IT".  "ROW.COLUMN:USUAL>OWN|..." keeps them, so that the
 * export is the same file; one whose usual words changed since is not used.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "load/chronogram_parts.h"

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("+-,;:./&()'", c));
}

/* What would end a word of a look, as %20. */
static void
add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (is_plain(*text))
			buf_addc(out, *text);
		else
			buf_addf(out, "%%%02x", (unsigned)(unsigned char)*text);
}

const char *
chronogram_note_odd(const char *odds, unsigned row, unsigned column,
		    const char *usual, const char *own, struct arena *a)
{
	struct buf out = {0};
	const char *text;

	if (odds)
		buf_addf(&out, "%s|", odds);
	buf_addf(&out, "%u.%u:", row, column);
	add_escaped(&out, usual);
	buf_addc(&out, '>');
	add_escaped(&out, own);
	text = arena_strdup(a, buf_text(&out));
	buf_fini(&out);
	return text;
}

static unsigned
digit_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (unsigned)(found - digits) : 16;
}

/* false: it is not as it was written, or would end in the middle. */
static bool
unescape(const char *text, size_t len, struct arena *a, const char **out)
{
	char *copy = arena_alloc(a, len + 1), *to = copy;
	const char *end = text + len;

	while (text < end) {
		unsigned high, low;

		if (*text != '%') {
			*to++ = *text++;
			continue;
		}
		high = end - text > 2 ? digit_of(text[1]) : 16;
		low = high < 16 ? digit_of(text[2]) : 16;
		if (low == 16 || high + low == 0)
			return false;
		*to++ = (char)(high * 16 + low);
		text += 3;
	}
	*to = '\0';
	*out = copy;
	return true;
}

const char *
chronogram_find_odd(const char *odds, unsigned row, unsigned column,
		    const char *usual, struct arena *a)
{
	const char *place = arena_printf(a, "%u.%u:", row, column);
	size_t len = strlen(place);

	for (const char *at = odds; at && *at;) {
		size_t end = strcspn(at, "|"), gap = strcspn(at, ">");
		const char *was, *own;

		if (gap < end && gap >= len && strncmp(at, place, len) == 0)
			return unescape(at + len, gap - len, a, &was) &&
					       unescape(at + gap + 1,
							end - gap - 1, a,
							&own) &&
					       strcmp(was, usual) == 0
				       ? own
				       : usual;
		at += end + (at[end] != '\0');
	}
	return usual;
}
