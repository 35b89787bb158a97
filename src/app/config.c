#include "app/config.h"

#include <string.h>

#include "base/arena.h"
#include "load/load.h"
#include "store/folder.h"

/* Room for a file of settings; a larger one is none. */
#define MOST 16384u

static const char **
setting(struct config *c, const char *key, size_t len)
{
	const struct {
		const char *key;
		const char **value;
	} rows[] = {
		{"user", &c->user},         {"role", &c->role},
		{"language", &c->language}, {"ui", &c->ui},
		{"color", &c->color},       {"ascii", &c->ascii},
		{"zone", &c->zone},         {"tlp", &c->tlp},
		{"theme", &c->theme},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strlen(rows[i].key) == len &&
		    memcmp(rows[i].key, key, len) == 0)
			return rows[i].value;
	return NULL;
}

/* The value without spaces, quotes and a comment around it. */
static const char *
value_of(const char *s, size_t len, struct arena *a)
{
	while (len && (*s == ' ' || *s == '\t'))
		s++, len--;
	if (len && (*s == '"' || *s == '\'')) {
		const char *end = memchr(s + 1, *s, len - 1);

		if (end)
			return arena_strndup(a, s + 1, (size_t)(end - s - 1));
	}
	for (size_t i = 1; i < len; i++)
		if (s[i] == '#' && s[i - 1] == ' ')
			len = i;
	while (len && strchr(" \t\r", s[len - 1]))
		len--;
	return arena_strndup(a, s, len);
}

static bool
read_line(const char *line, size_t len, struct arena *a, struct config *out)
{
	const char *colon = memchr(line, ':', len);
	const char **value;

	if (!len || *line == '#' || *line == '\r' ||
	    strncmp(line, "---", 3) == 0)
		return true;
	if (!colon)
		return false;
	value = setting(out, line, (size_t)(colon - line));
	if (!value)
		return false;
	if (!*value)
		*value = value_of(colon + 1, len - (size_t)(colon + 1 - line),
				  a);
	if (!**value)
		*value = NULL;
	return true;
}

void
config_read_text(const char *file, const char *text, struct arena *a,
		 struct config *out)
{
	unsigned number = 1;

	for (const char *p = text; *p; number++) {
		size_t len = strcspn(p, "\n");

		if (!read_line(p, len, a, out) && !out->fault)
			out->fault = arena_printf(a, "%s:%u", file, number);
		p += len;
		p += *p == '\n';
	}
}

static void
read_one(const char *path, struct arena *a, struct config *out)
{
	const char *bytes;
	size_t len;

	if (load_file(path, a, &bytes, &len, NULL) && len <= MOST)
		config_read_text(path, arena_strndup(a, bytes, len), a, out);
}

void
config_read(const struct paths *p, struct arena *a, struct config *out)
{
	memset(out, 0, sizeof(*out));
	if (p->config)
		read_one(arena_printf(a, "%s/config.yaml", p->config), a, out);
	if (!p->root)
		read_one("/etc/draaiboek/config.yaml", a, out);
}
