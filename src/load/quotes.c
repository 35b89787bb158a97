/*
 * Authors write `text: Do not: power off` and `text: {{x}} is down`, and YAML
 * answers with an error about keys.  This finds the text that was meant.
 */
#include "load/tree.h"

#include <string.h>

#include "base/text.h"

struct line {
	const char *text;
	size_t len;
};

/* Line n, from 1; without its end. */
static bool
line_at(const char *bytes, size_t len, uint32_t n, struct line *out)
{
	const char *p = bytes;
	const char *end = bytes + len;

	for (uint32_t i = 1; i < n; i++) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			return false;
		p++;
	}
	out->text = p;
	p = memchr(p, '\n', (size_t)(end - p));
	out->len = (size_t)((p ? p : end) - out->text);
	return true;
}

static bool
is_key_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static size_t
skip_blanks(const struct line *l, size_t i)
{
	while (i < l->len && l->text[i] == ' ')
		i++;
	return i;
}

/*
 * Where the value of `- key: value` begins; *colon is that of the key, 0 where
 * there is none.  The line's length when it has no value.
 */
static size_t
value_of(const struct line *l, size_t *colon)
{
	size_t i = skip_blanks(l, 0);
	size_t after;
	bool dash = false;

	*colon = 0;
	while (i + 1 < l->len && l->text[i] == '-' && l->text[i + 1] == ' ') {
		i = skip_blanks(l, i + 1);
		dash = true;
	}
	after = i;
	while (after < l->len && is_key_character(l->text[after]))
		after++;
	if (after > i && after < l->len && l->text[after] == ':' &&
	    (after + 1 == l->len || l->text[after + 1] == ' ')) {
		*colon = after;
		return skip_blanks(l, after + 1);
	}
	return dash ? i : l->len;
}

static bool
holds_colon(const struct line *l, size_t from)
{
	for (size_t i = from; i + 1 < l->len; i++)
		if (l->text[i] == ':' && l->text[i + 1] == ' ')
			return true;
	return l->len > from && l->text[l->len - 1] == ':';
}

/* Bytes before the column, from 1. */
static size_t
offset_of(const struct line *l, uint32_t column)
{
	size_t offset = 0;

	for (uint32_t i = 1; i < column && offset < l->len; i++) {
		uint32_t c;

		offset += text_decode(l->text + offset, l->len - offset, &c);
	}
	return offset;
}

static struct place
column_of(uint32_t line, const struct line *l, size_t offset)
{
	uint32_t column = 1;

	for (size_t i = 0; i < offset;) {
		uint32_t c;

		i += text_decode(l->text + i, l->len - i, &c);
		column++;
	}
	return (struct place){line, column};
}

/* A text over several lines, with a colon in a later one. */
static struct place
begins_above(const char *bytes, size_t len, uint32_t from)
{
	struct line l;
	size_t colon, value;

	for (uint32_t n = from - 1; n >= 1 && n + 20 > from; n--) {
		if (!line_at(bytes, len, n, &l))
			break;
		value = value_of(&l, &colon);
		if (colon)
			return value < l.len ? column_of(n, &l, value)
					     : (struct place){0, 0};
	}
	return (struct place){0, 0};
}

struct place
quotes_advice(const char *bytes, size_t len, struct place problem)
{
	static const char openers[] = "{[*&!%@`\"'|>?,]}-";
	const struct place none = {0, 0};
	struct line l;
	size_t colon, value, at;

	if (!line_at(bytes, len, problem.line, &l))
		return none;
	at = offset_of(&l, problem.column);
	value = value_of(&l, &colon);
	if (value < l.len && value <= at && colon != at) {
		if (strchr(openers, l.text[value]) || holds_colon(&l, value))
			return column_of(problem.line, &l, value);
		return none;
	}
	/* One word and a colon is a key that stands too far to the right. */
	if (at < l.len && l.text[at] == ':' && colon != at)
		return begins_above(bytes, len, problem.line);
	return none;
}
