#include <string.h>

#include "base/buf.h"
#include "base/stamp.h"
#include "base/text.h"
#include "core/record_keys.h"

/* The letter of a short escape, 0 where there is none. */
static char
short_escape(uint32_t c)
{
	switch (c) {
	case '"':
	case '\\':
		return (char)c;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

size_t
record_escaped_size(uint32_t character)
{
	if (short_escape(character))
		return 2;
	if (character >= 0x20 && character < 0x7f)
		return 1;
	return character > 0xffff ? 12 : 6;
}

static void
add_unit(struct buf *out, uint32_t unit)
{
	static const char digits[] = "0123456789abcdef";
	const char escape[6] = {'\\',
				'u',
				digits[unit >> 12 & 15],
				digits[unit >> 8 & 15],
				digits[unit >> 4 & 15],
				digits[unit & 15]};

	buf_add(out, escape, sizeof(escape));
}

static void
add_escaped(struct buf *out, uint32_t c)
{
	if (short_escape(c)) {
		buf_addc(out, '\\');
		buf_addc(out, short_escape(c));
	} else if (c > 0xffff) {
		add_unit(out, 0xd800 + ((c - 0x10000) >> 10));
		add_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
	} else {
		add_unit(out, c);
	}
}

static bool
is_plain(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void
add_string(struct buf *out, const char *s)
{
	size_t len = strlen(s), at = 0;

	buf_addc(out, '"');
	while (at < len) {
		size_t run = at;
		uint32_t c;

		while (run < len && is_plain(s[run]))
			run++;
		buf_add(out, s + at, run - at);
		at = run;
		if (at == len)
			break;
		at += text_decode(s + at, len - at, &c);
		add_escaped(out, c);
	}
	buf_addc(out, '"');
}

static void
add_integer(struct buf *out, int64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);
	uint64_t rest = value > 0 ? (uint64_t)value : 0;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	buf_add(out, digits + at, sizeof(digits) - at);
}

static void
add_stamp(struct buf *out, int64_t ms)
{
	char stamp[STAMP_SIZE];

	stamp_write(ms, stamp);
	buf_addc(out, '"');
	buf_add(out, stamp, STAMP_SIZE - 1);
	buf_addc(out, '"');
}

static unsigned
count_of(const void *base, const struct key *key)
{
	return *(const unsigned *)value_in(base, key->count_at);
}

static bool
is_there(const void *base, const struct key *key)
{
	const void *value = value_in(base, key->at);

	switch (key->type) {
	case VALUE_TEXT:
		return *(const char *const *)value &&
		       **(const char *const *)value;
	case VALUE_NUMBER:
		return ((const struct number *)value)->set &&
		       ((const struct number *)value)->value >= 0;
	case VALUE_MOMENT:
		return ((const struct moment *)value)->set;
	case VALUE_FLAG:
		return *(const bool *)value;
	case VALUE_TEXTS:
	case VALUE_ROWS:
		return count_of(base, key) > 0;
	case VALUE_COUNT:
	case VALUE_STAMP:
	case VALUE_KIND:
		break;
	}
	return true;
}

static void add_value(struct buf *out, const void *base, const struct key *key);

/* ,"key":value, without the comma behind an opening brace. */
static void
add_key(struct buf *out, const void *base, const struct key *key)
{
	if (!base || !is_there(base, key))
		return;
	if (out->bytes[out->len - 1] != '{')
		buf_addc(out, ',');
	buf_addc(out, '"');
	buf_adds(out, key->name);
	buf_add(out, "\":", 2);
	add_value(out, base, key);
}

static void
add_texts(struct buf *out, const char *const *texts, unsigned count)
{
	buf_addc(out, '[');
	for (unsigned i = 0; i < count; i++) {
		if (i > 0)
			buf_addc(out, ',');
		add_string(out, texts[i] ? texts[i] : "");
	}
	buf_addc(out, ']');
}

static void
add_rows(struct buf *out, const void *rows, unsigned count,
	 const struct shape *shape)
{
	buf_addc(out, '[');
	for (unsigned i = 0; i < count; i++) {
		const void *row = value_in(rows, i * shape->size);

		if (i > 0)
			buf_addc(out, ',');
		buf_addc(out, '{');
		for (unsigned k = 0; k < shape->count; k++)
			add_key(out, row, &shape->keys[k]);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static const char *
kind_name(const struct record *r)
{
	return r->kind_name ? r->kind_name : record_kind_name(r->kind);
}

static void
add_value(struct buf *out, const void *base, const struct key *key)
{
	const void *value = value_in(base, key->at);

	switch (key->type) {
	case VALUE_TEXT:
		add_string(out, *(const char *const *)value);
		break;
	case VALUE_NUMBER:
		add_integer(out, ((const struct number *)value)->value);
		break;
	case VALUE_COUNT:
		add_integer(out, *(const int64_t *)value);
		break;
	case VALUE_MOMENT:
		add_stamp(out, ((const struct moment *)value)->ms);
		break;
	case VALUE_STAMP:
		add_stamp(out, *(const int64_t *)value);
		break;
	case VALUE_FLAG:
		buf_add(out, "true", 4);
		break;
	case VALUE_TEXTS:
		add_texts(out, *(const char *const *const *)value,
			  count_of(base, key));
		break;
	case VALUE_ROWS:
		add_rows(out, *(const void *const *)value, count_of(base, key),
			 key->rows);
		break;
	case VALUE_KIND:
		add_string(out, kind_name(base));
		break;
	}
}

void
record_write(const struct record *r, struct buf *out)
{
	struct key_list lists[RECORD_KEY_LISTS];

	record_keys_of(r->kind, lists);
	buf_addc(out, '{');
	for (unsigned i = 0; i < RECORD_KEY_LISTS; i++) {
		for (unsigned k = 0; k < lists[i].count; k++) {
			const struct key *key = lists[i].keys[k];

			add_key(out, record_part_in(r, key), key);
		}
	}
	buf_add(out, "}\n", 2);
}
