#include "base/text.h"

#include <string.h>
#include <unilbrk.h>

#include "base/buf.h"

/* How far behind the edge the break rules are asked to look. */
#define LOOK_AHEAD 64

static size_t
skip_spaces(const char *s, size_t len, size_t at)
{
	while (at < len && s[at] == ' ')
		at++;
	return at;
}

static size_t
trim_spaces(const char *s, size_t len)
{
	while (len > 0 && s[len - 1] == ' ')
		len--;
	return len;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static size_t
word_end(const char *s, size_t len, size_t at)
{
	while (at < len && s[at] != ' ' && s[at] != '\n')
		at++;
	return at;
}

static bool
holds(const char *word, size_t len, const char *part)
{
	return memmem(word, len, part, strlen(part)) != NULL;
}

static bool
is_address(const char *word, size_t len)
{
	return holds(word, len, "://") || holds(word, len, "@") ||
	       (len > 4 && memcmp(word, "www.", 4) == 0);
}

/* Hexadecimal in groups, as hashes and heads are written. */
static bool
is_hash(const char *word, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++) {
		if (is_hex(word[i]))
			digits++;
		else if (word[i] != '-' && word[i] != ':')
			return false;
	}
	return digits >= 12;
}

/*
 * The end of a phone number that begins at `at`, groups and spaces and all,
 * or `at` itself: +32 (0)2 123 45 67, 0800 12 345, 02/123.45.67.
 */
static size_t
phone_end(const char *s, size_t len, size_t at)
{
	size_t i = at, end = at;
	int digits = 0;

	if (s[i] != '+' && s[i] != '0' && s[i] != '(')
		return at;
	for (; i < len; i++) {
		if (is_digit(s[i])) {
			digits++;
			end = i + 1;
		} else if (s[i] == ' ') {
			if (i + 1 < len && s[i + 1] != '(' &&
			    !is_digit(s[i + 1]))
				break;
		} else if (!strchr("+()/.-", s[i])) {
			break;
		}
	}
	/* Half a word, such as the 0800 of 0800x, is no number. */
	if (end < len && s[end] != ' ' && s[end] != '\n' &&
	    !strchr(").,;:", s[end]))
		return at;
	return digits >= 6 ? word_end(s, len, end) : at;
}

/* --missing=mark, (--public: an option is read as one. */
static bool
is_command_option(const char *word, size_t len)
{
	while (len > 0 && (*word == '(' || *word == '\'' || *word == '"')) {
		word++;
		len--;
	}
	return len > 2 && word[0] == '-' && word[1] == '-' &&
	       ((word[2] | 0x20) >= 'a' && (word[2] | 0x20) <= 'z');
}

/* "__:__", where somebody writes an hour. */
static bool
is_blank(const char *word, size_t len)
{
	return len > 1 && word[0] == '_' && word[1] == '_';
}

/* The end of what must stay whole, or `at` where a plain word begins. */
static size_t
whole_end(const char *s, size_t len, size_t at)
{
	size_t end = phone_end(s, len, at);

	if (end > at)
		return end;
	end = word_end(s, len, at);
	if (is_address(s + at, end - at) || is_hash(s + at, end - at) ||
	    is_command_option(s + at, end - at) || is_blank(s + at, end - at))
		return end;
	return at;
}

/*
 * Forbids breaks inside what must stay whole, where that fits on a line of
 * its own.
 */
static void
keep_whole(const char *s, size_t len, size_t window, int cells, char *breaks)
{
	size_t at = 0;

	while (at < window) {
		size_t end;

		at = skip_spaces(s, len, at);
		if (at >= window)
			break;
		end = whole_end(s, len, at);
		if (end > at && text_fit(s + at, end - at, cells) == end - at)
			for (size_t i = at + 1; i < end && i < window; i++)
				breaks[i] = UC_BREAK_PROHIBITED;
		if (end == at)
			end = word_end(s, len, at);
		at = end > at ? end : at + 1;
	}
}

/* Moves to the start of the next line: spaces and one newline. */
static size_t
next_line(const char *s, size_t len, size_t at)
{
	at = skip_spaces(s, len, at);
	return at < len && s[at] == '\n' ? at + 1 : at;
}

/* The last place to break so that what stands before it fits in `fits`. */
static size_t
last_break(const char *s, size_t len, size_t fits, int cells)
{
	size_t window = skip_spaces(s, len, fits);
	size_t best = 0;
	struct buf breaks = {0};

	window = window + LOOK_AHEAD < len ? window + LOOK_AHEAD : len;
	while (window < len && ((unsigned char)s[window] & 0xc0) == 0x80)
		window++;
	buf_reserve(&breaks, window);
	u8_possible_linebreaks((const uint8_t *)s, window, "UTF-8",
			       breaks.bytes);
	keep_whole(s, len, window, cells, breaks.bytes);
	for (size_t i = 1; i < window; i++) {
		size_t end = trim_spaces(s, i);

		if (end > fits)
			break;
		if (breaks.bytes[i] == UC_BREAK_POSSIBLE && end > 0)
			best = i;
	}
	buf_fini(&breaks);
	return best;
}

/*
 * How far a line can reach: a cell is at most a character with its marks.
 * Without this bound a text without any newline would be searched to its end
 * for every line of it.
 */
static size_t
reach_of(const char *s, size_t len, int cells)
{
	size_t reach = (size_t)cells * 24 + 256;

	if (reach >= len)
		return len;
	while (reach < len && ((unsigned char)s[reach] & 0xc0) == 0x80)
		reach++;
	return reach;
}

/* The line ends behind what fits. */
static size_t
end_behind(const char *s, size_t len, size_t fits, size_t *next)
{
	*next = next_line(s, len, fits);
	return fits;
}

size_t
text_line(const char *s, size_t len, int cells, size_t *next)
{
	const char *newline;
	size_t line, fits, best;
	uint32_t character;

	if (len == 0 || cells <= 0) {
		*next = len;
		return 0;
	}
	line = reach_of(s, len, cells);
	newline = memchr(s, '\n', line);
	if (newline)
		line = (size_t)(newline - s);
	fits = text_fit(s, line, cells);
	if (fits == line || skip_spaces(s, line, fits) == line)
		return end_behind(s, len, fits, next);
	best = last_break(s, line, fits, cells);
	if (best > 0) {
		*next = next_line(s, len, best);
		return trim_spaces(s, best);
	}
	/* One character that is wider than the line goes alone. */
	if (fits == 0)
		fits = text_decode(s, line, &character);
	return end_behind(s, len, fits, next);
}

int
text_lines(const char *s, int cells)
{
	size_t len = strlen(s), at = 0, next;
	int lines = 0;

	while (at < len && cells > 0) {
		text_line(s + at, len - at, cells, &next);
		at += next;
		lines++;
	}
	return lines;
}

size_t
text_line_of_words(const char *s, size_t len, int cells, size_t *next)
{
	size_t line = text_line(s, len, cells, next), at = line;

	if (*next > line || line == len)
		return line;
	while (at > 0 && s[at - 1] != ' ')
		at--;
	/* A word that is wider than the line is broken all the same. */
	if (trim_spaces(s, at) == 0)
		return line;
	*next = at;
	return trim_spaces(s, at);
}
