/*
 * Reads the canonical form and nothing else: what it accepts, record_write()
 * would write again byte for byte.  A key that stands elsewhere than the
 * tables say, a blank, an escape that could be shorter: all of them end here,
 * and the line is tried as any other JSON.
 *
 * Most of a line is texts without an escape.  They stay where they are, each
 * ended by a NUL in the place of its closing quote.  The form has no other
 * NUL, so that the line can be told again: record_line().
 */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/text.h"
#include "core/record_keys.h"

struct cursor {
	char *at;
	const char *end;
	struct arena *arena;
};

/* What stands in a string as it is. */
static bool
is_plain(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static bool
take(struct cursor *c, char byte)
{
	if (c->at == c->end || *c->at != byte)
		return false;
	c->at++;
	return true;
}

static bool
take_word(struct cursor *c, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(c->end - c->at) < len || memcmp(c->at, word, len) != 0)
		return false;
	c->at += len;
	return true;
}

/* Four lower-case hexadecimal digits. */
static bool
take_unit(struct cursor *c, uint32_t *unit)
{
	*unit = 0;
	if (c->end - c->at < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		char digit = *c->at++;

		if (digit >= '0' && digit <= '9')
			*unit = *unit << 4 | (uint32_t)(digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			*unit = *unit << 4 | (uint32_t)(digit - 'a' + 10);
		else
			return false;
	}
	return true;
}

static bool
take_character(struct cursor *c, uint32_t *character)
{
	uint32_t low;

	if (!take_unit(c, character))
		return false;
	if (*character >= 0xd800 && *character < 0xdc00) {
		if (!take_word(c, "\\u") || !take_unit(c, &low) ||
		    low < 0xdc00 || low > 0xdfff)
			return false;
		*character = 0x10000 + ((*character - 0xd800) << 10) +
			     (low - 0xdc00);
		return true;
	}
	if (*character >= 0xdc00 && *character < 0xe000)
		return false;
	/* Only what has no shorter form; a NUL is nothing at all. */
	return *character != 0 && record_escaped_size(*character) == 6;
}

static bool
take_escape(struct cursor *c, char **room)
{
	static const char letters[] = "\"\\bfnrt";
	static const char meanings[] = "\"\\\b\f\n\r\t";
	const char *letter;
	uint32_t character;

	if (c->at == c->end)
		return false;
	if (*c->at == 'u') {
		c->at++;
		if (!take_character(c, &character))
			return false;
		*room += text_encode(*room, character);
		return true;
	}
	letter = *c->at ? strchr(letters, *c->at) : NULL;
	if (!letter)
		return false;
	*(*room)++ = meanings[letter - letters];
	c->at++;
	return true;
}

/* From here to the closing quote, or to the end. */
static size_t
rest_of_string(const struct cursor *c)
{
	const char *at = c->at;

	while (at < c->end && *at != '"')
		at += *at == '\\' ? 2 : 1;
	return (size_t)(at - c->at);
}

/* One with an escape, of which the first bytes have none, is written anew. */
static bool
take_escaped(struct cursor *c, size_t plain, const char **string)
{
	char *room = arena_alloc(c->arena, plain + rest_of_string(c) + 1);

	*string = room;
	memcpy(room, c->at - plain, plain);
	room += plain;
	while (c->at < c->end && *c->at != '"') {
		if (is_plain(*c->at))
			*room++ = *c->at++;
		else if (!take(c, '\\') || !take_escape(c, &room))
			return false;
	}
	return take(c, '"');
}

/* A string that is not empty, in quotes. */
static bool
take_string(struct cursor *c, const char **string)
{
	char *start;

	if (!take(c, '"'))
		return false;
	start = c->at;
	while (c->at < c->end && is_plain(*c->at))
		c->at++;
	if (c->at < c->end && *c->at == '\\')
		return take_escaped(c, (size_t)(c->at - start), string);
	if (c->at == start || !take(c, '"'))
		return false;
	c->at[-1] = '\0';
	*string = start;
	return true;
}

static bool
take_integer(struct cursor *c, int64_t *value)
{
	const char *start = c->at;
	int64_t sum = 0;

	while (c->at < c->end && *c->at >= '0' && *c->at <= '9') {
		int digit = *c->at++ - '0';

		if (sum > (INT64_MAX - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	if (c->at == start || (*start == '0' && c->at - start > 1))
		return false;
	*value = sum;
	return true;
}

static bool
take_stamp(struct cursor *c, int64_t *ms)
{
	if (!take(c, '"') || c->end - c->at < STAMP_SIZE ||
	    !stamp_read_canonical(c->at, STAMP_SIZE - 1, ms))
		return false;
	c->at += STAMP_SIZE - 1;
	return take(c, '"');
}

static bool
take_texts(struct cursor *c, const char ***texts, unsigned *count)
{
	if (!take(c, '['))
		return false;
	do {
		*texts = arena_more(c->arena, *texts, *count, sizeof(**texts));
		if (!take_string(c, &(*texts)[*count]))
			return false;
		(*count)++;
	} while (take(c, ','));
	return take(c, ']');
}

static bool take_keys(struct cursor *c, void *base, const struct key *keys,
		      unsigned count, bool *first);

static bool
take_rows(struct cursor *c, void *base, const struct key *key)
{
	void **rows = value_at(base, key->at);
	unsigned *count = value_at(base, key->count_at);
	size_t size = key->rows->size;

	if (!take(c, '['))
		return false;
	do {
		bool first = true;

		*rows = arena_more(c->arena, *rows, *count, size);
		if (!take(c, '{') ||
		    !take_keys(c, value_at(*rows, *count * size),
			       key->rows->keys, key->rows->count, &first) ||
		    !take(c, '}'))
			return false;
		(*count)++;
	} while (take(c, ','));
	return take(c, ']');
}

static bool
take_kind(struct cursor *c, struct record *r)
{
	if (!take_string(c, &r->kind_name))
		return false;
	r->kind = record_kind_of(r->kind_name);
	return true;
}

static bool
take_value(struct cursor *c, void *base, const struct key *key)
{
	void *value = value_at(base, key->at);

	switch (key->type) {
	case VALUE_TEXT:
		return take_string(c, value);
	case VALUE_NUMBER:
		((struct number *)value)->set = true;
		return take_integer(c, &((struct number *)value)->value);
	case VALUE_COUNT:
		return take_integer(c, value);
	case VALUE_MOMENT:
		((struct moment *)value)->set = true;
		return take_stamp(c, &((struct moment *)value)->ms);
	case VALUE_STAMP:
		return take_stamp(c, value);
	case VALUE_FLAG:
		*(bool *)value = true;
		return take_word(c, "true");
	case VALUE_TEXTS:
		return take_texts(c, value, value_at(base, key->count_at));
	case VALUE_ROWS:
		return take_rows(c, base, key);
	case VALUE_KIND:
		return take_kind(c, base);
	}
	return false;
}

/* Whether this key is the next one; moves behind its colon. */
static bool
take_name(struct cursor *c, const char *name, bool first)
{
	char *start = c->at;

	if ((first || take(c, ',')) && take(c, '"') && take_word(c, name) &&
	    take_word(c, "\":"))
		return true;
	c->at = start;
	return false;
}

/* What record_write() always writes. */
static bool
is_always_there(enum value_type type)
{
	return type == VALUE_COUNT || type == VALUE_STAMP || type == VALUE_KIND;
}

static bool
take_key(struct cursor *c, void *base, const struct key *key, bool *first)
{
	if (!take_name(c, key->name, *first))
		return !is_always_there(key->type);
	*first = false;
	return take_value(c, base, key);
}

static bool
take_keys(struct cursor *c, void *base, const struct key *keys, unsigned count,
	  bool *first)
{
	for (unsigned i = 0; i < count; i++)
		if (!take_key(c, base, &keys[i], first))
			return false;
	return true;
}

static bool
take_list(struct cursor *c, struct record *r, const struct key_list *list,
	  bool *first)
{
	for (unsigned i = 0; i < list->count; i++) {
		const struct key *key = list->keys[i];

		if (!take_name(c, key->name, *first)) {
			if (is_always_there(key->type))
				return false;
			continue;
		}
		*first = false;
		if (!take_value(c, record_part(r, key, c->arena), key))
			return false;
	}
	return true;
}

/* The head of the chain stands at columns 10 to 73, whatever follows. */
static bool
has_head(const char *line, size_t len)
{
	static const char before[] = "{\"prev\":\"";
	size_t start = sizeof(before) - 1;

	return len > start + 64 && memcmp(line, before, start) == 0 &&
	       strspn(line + start, "0123456789abcdef") == 64;
}

static bool
take_line(struct cursor *c, struct record *r)
{
	struct key_list lists[RECORD_KEY_LISTS];
	bool first = true;

	if (!take(c, '{') || !take_list(c, r, &record_header_keys, &first) ||
	    !r->salt || !r->incident || !r->id || r->n < 1)
		return false;
	record_keys_of(r->kind, lists);
	for (unsigned i = 1; i < RECORD_KEY_LISTS; i++)
		if (!take_list(c, r, &lists[i], &first))
			return false;
	return take(c, '}') && c->at == c->end;
}

/* Eight at once: of a byte that is 0 the highest bit stays 0. */
void
record_copy_line(const struct record *r, char *out)
{
	const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
	size_t at = 0;

	memcpy(out, r->kept, r->line_len);
	if (!r->canonical)
		return;
	for (; at + 8 <= r->line_len; at += 8) {
		uint64_t eight, nuls;

		memcpy(&eight, out + at, 8);
		nuls = ~(((eight & low) + low) | eight) & ~low;
		eight |= (nuls >> 7) * '"';
		memcpy(out + at, &eight, 8);
	}
	for (; at < r->line_len; at++)
		if (out[at] == '\0')
			out[at] = '"';
}

bool
record_read_fast(char *line, size_t len, struct arena *a, struct record *r)
{
	struct cursor c = {.at = line, .end = line + len, .arena = a};

	if (!has_head(line, len))
		return false;
	r->canonical = take_line(&c, r);
	/* Nothing that was passed had a NUL of its own. */
	for (char *at = line; !r->canonical && at < c.at; at++)
		if (*at == '\0')
			*at = '"';
	return r->canonical;
}
