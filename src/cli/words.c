#include "cli/words.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Inside double quotes a backslash quotes these only, and stays elsewhere. */
static bool
is_quoted_by_backslash(char c)
{
	return c == '"' || c == '\\' || c == '$' || c == '`';
}

static const char *
double_quoted(const char *p, char **out)
{
	while (*p && *p != '"') {
		if (*p == '\\' && is_quoted_by_backslash(p[1]))
			p++;
		*(*out)++ = *p++;
	}
	return p;
}

static const char *
single_quoted(const char *p, char **out)
{
	while (*p && *p != '\'')
		*(*out)++ = *p++;
	return p;
}

static enum words_result
one_word(const char **at, char *out)
{
	const char *p = *at;

	while (*p && !is_blank(*p)) {
		char c = *p++;

		if (c == '\\') {
			if (!*p)
				return WORDS_OPEN_BACKSLASH;
			*out++ = *p++;
		} else if (c == '"' || c == '\'') {
			p = c == '"' ? double_quoted(p, &out)
				     : single_quoted(p, &out);
			if (!*p)
				return WORDS_OPEN_QUOTE;
			p++;
		} else {
			*out++ = c;
		}
	}
	*out = '\0';
	*at = p;
	return WORDS_FINE;
}

enum words_result
words_split(const char *line, struct arena *a, const char ***words,
	    unsigned *count)
{
	size_t len = strlen(line);
	const char *p = line;

	*words = NULL;
	*count = 0;
	for (;;) {
		enum words_result why;
		char *word;

		while (is_blank(*p))
			p++;
		if (!*p || *p == '#')
			return WORDS_FINE;
		word = arena_alloc(a, len - (size_t)(p - line) + 1);
		why = one_word(&p, word);
		if (why != WORDS_FINE)
			return why;
		*words = arena_more(a, *words, *count, sizeof(**words));
		(*words)[(*count)++] = word;
	}
}
