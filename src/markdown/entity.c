#include "markdown/entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static const struct {
	const char *name;
	const char *meaning;
} named[] = {
	{"&amp;", "&"},    {"&lt;", "<"},    {"&gt;", ">"},
	{"&quot;", "\""},  {"&apos;", "'"},  {"&nbsp;", "\xc2\xa0"},
	{"&euro;", "€"},   {"&ndash;", "–"}, {"&mdash;", "—"},
	{"&hellip;", "…"}, {"&copy;", "©"},  {"&deg;", "°"},
	{"&rarr;", "→"},
};

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

/* &#8364; and &#x20ac; */
static bool
read_number(const char *s, size_t len, uint32_t *character)
{
	size_t at = 2;
	int base = 10;

	*character = 0;
	if (len < 4 || s[1] != '#')
		return false;
	if (s[at] == 'x' || s[at] == 'X') {
		base = 16;
		at++;
	}
	for (; at < len && s[at] != ';'; at++) {
		int digit = digit_of(s[at]);

		if (digit >= base || *character > 0x110000)
			return false;
		*character = *character * (uint32_t)base + (uint32_t)digit;
	}
	return true;
}

void
entity_add(struct buf *out, const char *entity, size_t len)
{
	uint32_t character;
	char bytes[4];

	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (len != strlen(named[i].name) ||
		    memcmp(named[i].name, entity, len) != 0)
			continue;
		buf_adds(out, named[i].meaning);
		return;
	}
	if (read_number(entity, len, &character))
		buf_add(out, bytes,
			text_encode(bytes, character ? character : 0xfffd));
	else
		buf_add(out, entity, len);
}
