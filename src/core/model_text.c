/* The small pieces of a document's text: escaping, shouting, patterns. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "core/model.h"

/* "1. ", "12) ": what would begin a list. */
static size_t
list_marker(const char *s)
{
	size_t digits = strspn(s, "0123456789");

	if (digits == 0 || digits > 9 || (s[digits] != '.' && s[digits] != ')'))
		return 0;
	return s[digits + 1] == '\0' || s[digits + 1] == ' ' ? digits : 0;
}

/* What CommonMark would read as something else than text. */
static bool
is_structure(uint32_t c, bool first)
{
	if (c >= 0x80)
		return false;
	return strchr("\\*_[]{}<>&|~!", (int)c) ||
	       (first && strchr("#+-=", (int)c));
}

/*
 * Newlines and unsafe characters go first.  A backquote cannot be escaped
 * inside code, so it becomes an apostrophe; the rest gets a backslash.
 */
void
model_escape(struct buf *out, const char *s)
{
	bool space = true, first = true;
	size_t len, marker, at = 0;

	s += strspn(s, " \t\r\n");
	len = strlen(s);
	while (len && strchr(" \t\r\n", s[len - 1]))
		len--;
	marker = list_marker(s);
	while (at < len) {
		uint32_t c;
		size_t step = text_decode(s + at, len - at, &c);

		at += step;
		if (c == '\n' || c == '\t' || c == '\r')
			c = ' ';
		if (c == ' ' && space)
			continue;
		space = c == ' ';
		if (c == ' ')
			buf_addc(out, ' ');
		else if (c == '`')
			buf_addc(out, '\'');
		else if (is_structure(c, first) || (marker && at == marker + 1))
			buf_addf(out, "\\%c", (int)c);
		else if (c != 0xFFFD && !text_is_unsafe(c))
			buf_add(out, s + at - step, step);
		first = false;
	}
}

const char *
model_pattern(struct arena *a, const char *pattern, const char *one,
	      const char *two)
{
	struct buf b = {0};
	const char *made;

	for (const char *p = pattern; *p; p++) {
		const char *part = p[0] != '%'   ? NULL
				   : p[1] == '1' ? one
				   : p[1] == '2' ? two
						 : NULL;

		if (!part) {
			buf_addc(&b, *p);
			continue;
		}
		buf_adds(&b, part);
		p++;
	}
	made = arena_strdup(a, buf_text(&b));
	buf_fini(&b);
	return made;
}

/* Labels that are questions end in a mark of their own. */
const char *
model_shout(struct arena *a, const char *label)
{
	const char *upper =
		text_upper(a, text_shown(a, label ? label : "", false));
	size_t len = strlen(upper);
	struct buf b = {0};
	const char *made;

	while (len && strchr(" ?:.", upper[len - 1]))
		len--;
	buf_addc(&b, '[');
	for (size_t i = 0; i < len; i++)
		buf_addc(&b, strchr("[]{}", upper[i]) ? ' ' : upper[i]);
	buf_adds(&b, len ? " ?]" : "?]");
	made = arena_strdup(a, buf_text(&b));
	buf_fini(&b);
	return made;
}

static bool
shouts(const char *s, size_t len)
{
	bool letter = false;

	for (size_t i = 0; i < len; i++) {
		if (s[i] >= 'a' && s[i] <= 'z')
			return false;
		letter = letter || (s[i] >= 'A' && s[i] <= 'Z') ||
			 (unsigned char)s[i] >= 0x80;
	}
	return letter;
}

const char *
model_gap(const char *at, size_t *len)
{
	const char *open;

	for (; (open = strchr(at, '[')) != NULL; at = open + 1) {
		size_t inner = strcspn(open + 1, "[]\n");
		const char *close = open + 1 + inner;

		if (open > at && open[-1] == '\\')
			continue;
		if (*close != ']' || inner < 2 || close[-1] != '?' ||
		    !shouts(open + 1, inner))
			continue;
		*len = inner + 2;
		return open;
	}
	return NULL;
}

const char *
model_gaps_listed(const char *text, struct arena *a)
{
	const char *list = NULL;
	size_t len;

	for (const char *at = text; (at = model_gap(at, &len)) != NULL;
	     at += len) {
		const char *one = arena_strndup(a, at, len);

		if (list && strstr(list, one))
			continue;
		list = list ? arena_printf(a, "%s, %s", list, one) : one;
	}
	return list;
}
