/*
 * The header keys alone, by hand: a listing reads dozens of files and must not
 * wait for a YAML parser.  Only what authors write there is understood: plain,
 * quoted and block texts at the left margin.  A file that writes its header in
 * some other way is found out when it is loaded.
 */
#include "load/load.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#define HEADER_MOST 4096

struct lines {
	const char *at;
	const char *end;
};

struct line {
	const char *text;
	size_t len;
};

static bool
next_line(struct lines *l, struct line *out)
{
	const char *newline;

	if (l->at >= l->end)
		return false;
	newline = memchr(l->at, '\n', (size_t)(l->end - l->at));
	out->text = l->at;
	out->len = (size_t)((newline ? newline : l->end) - l->at);
	l->at = newline ? newline + 1 : l->end;
	while (out->len && (out->text[out->len - 1] == '\r' ||
			    out->text[out->len - 1] == ' '))
		out->len--;
	return true;
}

/* A line that goes on with the value above it. */
static bool
next_indented(struct lines *l, struct line *out)
{
	struct lines ahead = *l;

	if (!next_line(&ahead, out))
		return false;
	if (out->len && out->text[0] != ' ')
		return false;
	*l = ahead;
	while (out->len && out->text[0] == ' ') {
		out->text++;
		out->len--;
	}
	return true;
}

static void
strip_comment(struct line *v)
{
	for (size_t i = 0; i < v->len; i++)
		if (v->text[i] == '#' && (i == 0 || v->text[i - 1] == ' ')) {
			v->len = i;
			break;
		}
	while (v->len && v->text[v->len - 1] == ' ')
		v->len--;
}

static void
read_plain(struct lines *l, struct line v, struct buf *out)
{
	strip_comment(&v);
	buf_add(out, v.text, v.len);
	while (next_indented(l, &v)) {
		strip_comment(&v);
		if (v.len && out->len)
			buf_addc(out, ' ');
		buf_add(out, v.text, v.len);
	}
}

/* `>` joins lines by spaces, `|` keeps them. */
static void
read_block(struct lines *l, char style, struct buf *out)
{
	struct line v;

	while (next_indented(l, &v)) {
		if (out->len)
			buf_addc(out, style == '|' ? '\n' : ' ');
		buf_add(out, v.text, v.len);
	}
	while (out->len && (out->bytes[out->len - 1] == '\n' ||
			    out->bytes[out->len - 1] == ' '))
		out->bytes[--out->len] = '\0';
}

/* Adds what stands between the quotes; true when they were closed. */
static bool
add_quoted(const struct line *v, size_t from, char quote, struct buf *out)
{
	for (size_t i = from; i < v->len; i++) {
		char c = v->text[i];
		bool more = i + 1 < v->len;

		if (quote == '"' && c == '\\' && more) {
			c = v->text[++i];
			buf_addc(out, c == 'n' || c == 't' ? ' ' : c);
		} else if (c != quote) {
			buf_addc(out, c);
		} else if (quote == '\'' && more && v->text[i + 1] == quote) {
			buf_addc(out, v->text[i++]);
		} else {
			return true;
		}
	}
	return false;
}

static void
read_quoted(struct lines *l, struct line v, struct buf *out)
{
	char quote = v.text[0];
	bool closed = add_quoted(&v, 1, quote, out);

	while (!closed && next_indented(l, &v)) {
		buf_addc(out, ' ');
		closed = add_quoted(&v, 0, quote, out);
	}
}

static void
read_value(struct lines *l, struct line v, struct buf *out)
{
	while (v.len && v.text[0] == ' ') {
		v.text++;
		v.len--;
	}
	buf_clear(out);
	if (v.len && (v.text[0] == '"' || v.text[0] == '\''))
		read_quoted(l, v, out);
	else if (v.len && (v.text[0] == '|' || v.text[0] == '>'))
		read_block(l, v.text[0], out);
	else
		read_plain(l, v, out);
}

static bool
is_key(const struct line *key, const char *name)
{
	return strlen(name) == key->len &&
	       memcmp(name, key->text, key->len) == 0;
}

/* Where the text of a key goes; NULL: no listing shows it. */
static const char **
member_of(struct file_header *h, const struct line *key)
{
	const struct {
		const char *key;
		const char **member;
	} members[] = {
		{"id", &h->id},           {"language", &h->language},
		{"code", &h->code},       {"title", &h->title},
		{"summary", &h->summary}, {"version", &h->version},
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (is_key(key, members[i].key))
			return members[i].member;
	return NULL;
}

/*
 * false: a key that no listing reads, so the header has ended; what stands
 * below it, mostly the longest part of what is at hand, is not looked at.
 */
static bool
read_key(struct file_header *h, const struct line *key, struct line rest,
	 struct lines *l, struct buf *value, struct arena *a)
{
	const char **member = member_of(h, key);
	bool kind = is_key(key, "kind");

	if (!member && !kind && !is_key(key, "draaiboek") &&
	    h->kind != FILE_ORGANISATION)
		return false;
	read_value(l, rest, value);
	if (kind)
		h->kind = file_kind_of(buf_text(value));
	else if (member)
		*member = arena_strdup(a, buf_text(value));
	return true;
}

static bool
split_key(const struct line *l, struct line *key, struct line *value)
{
	const char *colon = memchr(l->text, ':', l->len);

	if (!colon || l->text[0] == ' ' || l->text[0] == '-')
		return false;
	*key = (struct line){l->text, (size_t)(colon - l->text)};
	*value = (struct line){colon + 1, l->len - key->len - 1};
	return true;
}

/* The organisation's own file has no id, and its keys in any order. */
static bool
is_whole(struct file_header *h)
{
	if (h->kind == FILE_ORGANISATION) {
		h->id = "organisation";
		if (!h->title)
			h->title = "";
		if (!h->language)
			h->language = "";
	}
	if (!h->version)
		h->version = "";
	return h->kind != FILE_NONE && h->id && h->language && h->title;
}

bool
load_header(const char *file, const char *bytes, size_t len, struct arena *a,
	    struct file_header *out)
{
	struct lines lines = {bytes,
			      bytes + (len < HEADER_MOST ? len : HEADER_MOST)};
	struct buf value = {0};
	struct line line, key, rest;
	bool started = false;

	*out = (struct file_header){.file = file};
	while (next_line(&lines, &line)) {
		if (line.len == 0 || line.text[0] == '#')
			continue;
		if (!started && line.len == 3 && !memcmp(line.text, "---", 3))
			continue;
		if (!split_key(&line, &key, &rest))
			break;
		started = true;
		if (!read_key(out, &key, rest, &lines, &value, a))
			break;
	}
	buf_fini(&value);
	return is_whole(out);
}
