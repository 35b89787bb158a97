#include "load/edit.h"

#include <stddef.h>
#include <string.h>

#include "base/buf.h"

/* A word that YAML cannot take for anything else stays bare. */
static bool
is_word(const char *s)
{
	return *s >= 'a' && *s <= 'z' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s);
}

static void
add_value(struct buf *out, const char *s)
{
	if (is_word(s)) {
		buf_adds(out, s);
		return;
	}
	buf_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

static void
add_line(struct buf *out, const char *lead, const char *key, const char *value)
{
	buf_adds(out, lead);
	buf_adds(out, key);
	buf_adds(out, ": ");
	add_value(out, value);
	buf_addc(out, '\n');
}

static size_t
next_line(const char *text, size_t at)
{
	const char *end = strchr(text + at, '\n');

	return end ? (size_t)(end - text) + 1 : strlen(text);
}

/* "key:" at that column of the line. */
static bool
is_key(const char *line, size_t column, const char *key)
{
	size_t len = strlen(key);

	return strncmp(line + column, key, len) == 0 &&
	       line[column + len] == ':';
}

static size_t
indent_of(const char *line)
{
	return strspn(line, " ");
}

/* Blank, or nothing but a comment. */
static bool
is_empty(const char *line)
{
	char c = line[strspn(line, " \t\r")];

	return c == '\0' || c == '\n' || c == '#';
}

static void
replace(struct buf *text, size_t from, size_t to, const char *with)
{
	struct buf out = {0};

	buf_add(&out, buf_text(text), from);
	if (from > 0 && buf_text(text)[from - 1] != '\n')
		buf_addc(&out, '\n');
	buf_adds(&out, with);
	buf_adds(&out, buf_text(text) + to);
	buf_clear(text);
	buf_adds(text, buf_text(&out));
	buf_fini(&out);
}

/* The line of a key at the top; false: it is not there. */
static bool
find_top(const char *text, const char *key, size_t *at)
{
	for (size_t i = 0; text[i]; i = next_line(text, i)) {
		if (!is_key(text + i, 0, key))
			continue;
		*at = i;
		return true;
	}
	return false;
}

/* Where what belongs to the line at `at` ends: the next one as far left. */
static size_t
block_end(const char *text, size_t at)
{
	size_t own = indent_of(text + at), end = next_line(text, at);

	for (size_t i = end; text[i]; i = next_line(text, i)) {
		bool item = text[i + own] == '-' && own == 0;

		if (is_empty(text + i))
			continue;
		if (indent_of(text + i) <= own && !item)
			break;
		end = next_line(text, i);
	}
	return end;
}

/* The value of a line that is a plain or quoted scalar on that line alone. */
static bool
is_one_line(const char *text, size_t at)
{
	const char *value = strchr(text + at, ':') + 1;

	value += strspn(value, " ");
	if (*value == '|' || *value == '>' || *value == '[' || *value == '{')
		return false;
	return block_end(text, at) == next_line(text, at);
}

/* From a comment behind the value on; NULL: there is none. */
static const char *
comment_of(const char *line, size_t len)
{
	char quote = '\0';

	for (size_t i = 0; i < len; i++) {
		if (quote && line[i] == quote)
			quote = '\0';
		else if (!quote && (line[i] == '"' || line[i] == '\'') &&
			 i > 0 && line[i - 1] == ' ')
			quote = line[i];
		else if (!quote && i > 0 && line[i] == '#' &&
			 line[i - 1] == ' ')
			return line + i;
	}
	return NULL;
}

static void
replace_line(struct buf *text, size_t at, const char *lead, const char *key,
	     const char *value)
{
	const char *line = buf_text(text) + at;
	size_t end = next_line(buf_text(text), at);
	const char *comment = comment_of(line, end - at);
	struct buf made = {0};

	if (!value) {
		replace(text, at, end, "");
		return;
	}
	buf_adds(&made, lead);
	buf_adds(&made, key);
	buf_adds(&made, ": ");
	add_value(&made, value);
	if (comment) {
		buf_adds(&made, "  ");
		buf_add(&made, comment, strcspn(comment, "\n"));
	}
	buf_addc(&made, '\n');
	replace(text, at, end, buf_text(&made));
	buf_fini(&made);
}

bool
edit_set(struct buf *text, const char *key, const char *value)
{
	const char *s = buf_text(text);
	struct buf made = {0};
	size_t at, end = 0;

	if (find_top(s, key, &at)) {
		if (!is_one_line(s, at))
			return false;
		replace_line(text, at, "", key, value);
		return true;
	}
	if (!value)
		return true;
	/* Behind the last of the lines that are one value at the top. */
	for (size_t i = 0; s[i]; i = next_line(s, i))
		if (s[i] >= 'a' && s[i] <= 'z' && strchr(s + i, ':') &&
		    is_one_line(s, i) && s[next_line(s, i) - 2] != ':')
			end = next_line(s, i);
	add_line(&made, "", key, value);
	replace(text, end, end, buf_text(&made));
	buf_fini(&made);
	return true;
}

/* The list is empty, as `list: []` or as a key without anything. */
static bool
is_empty_list(const char *text, size_t at)
{
	const char *value = strchr(text + at, ':') + 1;

	value += strspn(value, " ");
	if (strncmp(value, "[]", 2) == 0)
		return true;
	return (*value == '\n' || *value == '\0' || *value == '#') &&
	       block_end(text, at) == next_line(text, at);
}

bool
edit_add(struct buf *text, const char *list, const char *const *keys,
	 const char *const *values, unsigned count)
{
	const char *s = buf_text(text);
	struct buf made = {0};
	size_t at, to;
	const char *dash = "  - ", *rest = "    ";

	if (!find_top(s, list, &at)) {
		at = to = strlen(s);
		buf_adds(&made, list);
		buf_adds(&made, ":\n");
	} else if (is_empty_list(s, at)) {
		to = next_line(s, at);
		buf_adds(&made, list);
		buf_adds(&made, ":\n");
	} else {
		const char *value = strchr(s + at, ':') + 1;
		size_t first = next_line(s, at);

		if (value[strspn(value, " ")] != '\n' &&
		    value[strspn(value, " ")] != '#')
			return false;
		while (is_empty(s + first))
			first = next_line(s, first);
		if (indent_of(s + first) == 0) {
			dash = "- ";
			rest = "  ";
		} else if (indent_of(s + first) != 2) {
			return false;
		}
		at = to = block_end(s, at);
	}
	for (unsigned i = 0; i < count; i++)
		if (values[i])
			add_line(&made, i == 0 ? dash : rest, keys[i],
				 values[i]);
	replace(text, at, to, buf_text(&made));
	buf_fini(&made);
	return true;
}

bool
edit_set_in(struct buf *text, const char *list, const char *id, const char *key,
	    const char *value)
{
	const char *s = buf_text(text);
	struct buf made = {0}, lead = {0};
	size_t at, end, entry = 0, stop = 0, column = 0;

	if (!find_top(s, list, &at))
		return false;
	end = block_end(s, at);
	for (size_t i = next_line(s, at); i < end; i = next_line(s, i)) {
		size_t dash = indent_of(s + i);
		const char *v;

		if (s[i + dash] != '-' || is_empty(s + i))
			continue;
		if (entry) {
			stop = i;
			break;
		}
		column = dash + 2;
		if (!is_key(s + i, column, "id"))
			continue;
		v = s + i + column + 3;
		v += strspn(v, " \"'");
		if (strncmp(v, id, strlen(id)) == 0 &&
		    strchr(" \"'\r\n#", v[strlen(id)]))
			entry = i;
	}
	if (!entry)
		return false;
	if (!stop)
		stop = end;
	for (size_t i = 0; i < column; i++)
		buf_addc(&lead, ' ');
	for (size_t i = next_line(s, entry); i < stop; i = next_line(s, i)) {
		if (indent_of(s + i) != column || !is_key(s + i, column, key))
			continue;
		if (!is_one_line(s, i)) {
			buf_fini(&lead);
			return false;
		}
		replace_line(text, i, buf_text(&lead), key, value);
		buf_fini(&lead);
		return true;
	}
	if (!value) {
		buf_fini(&lead);
		return true;
	}
	/* Before blank lines and comments that lead on to what follows. */
	for (size_t i = next_line(s, entry); i < stop; i = next_line(s, i))
		if (!is_empty(s + i))
			at = next_line(s, i);
	if (at < next_line(s, entry))
		at = next_line(s, entry);
	add_line(&made, buf_text(&lead), key, value);
	replace(text, at, at, buf_text(&made));
	buf_fini(&made);
	buf_fini(&lead);
	return true;
}
