#include "base/text.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "base/arena.h"
#include "base/buf.h"

#define INVALID UINT32_C(0xfffd)

static bool
is_tail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

size_t
text_decode(const char *s, size_t len, uint32_t *character)
{
	/* The smallest character that needs 2, 3, 4 bytes. */
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *b = (const unsigned char *)s;
	size_t size;
	uint32_t c;

	*character = INVALID;
	if (len == 0)
		return 0;
	if (b[0] < 0x80) {
		*character = b[0];
		return 1;
	}
	size = b[0] >= 0xf0 ? 4 : (b[0] >= 0xe0 ? 3 : 2);
	if (b[0] < 0xc2 || b[0] > 0xf4 || len < size)
		return 1;
	c = b[0] & (0xffu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		if (!is_tail(b[i]))
			return 1;
		c = c << 6 | (b[i] & 0x3fu);
	}
	if (c < least[size] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 1;
	*character = c;
	return size;
}

size_t
text_encode(char *out, uint32_t character)
{
	uint32_t c = character;

	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = INVALID;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
text_is_utf8(const char *s, size_t len)
{
	size_t at = 0;
	uint32_t c;

	while (at < len) {
		size_t step = text_decode(s + at, len - at, &c);

		if (step == 1 && (unsigned char)s[at] >= 0x80)
			return false;
		at += step;
	}
	return true;
}

bool
text_is_unsafe(uint32_t character)
{
	uint32_t c = character;

	if (c < 0x7f)
		return c < 0x20;
	if (c < 0xa0)
		return true;
	if (c < 0x300)
		return c == 0xad;
	if (c > 0x10ffff || (c & 0xfffe) == 0xfffe ||
	    (c >= 0xfdd0 && c <= 0xfdef))
		return true;
	if (c >= 0xe0000 && c <= 0xe0fff)
		return true;
	return uc_is_general_category_withtable(
		       c, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
				  UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
				  UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp) ||
	       uc_is_property_default_ignorable_code_point(c);
}

int
text_char_width(uint32_t character)
{
	int width;

	if (character < 0x7f)
		return 1;
	if (text_is_unsafe(character))
		return 1;
	width = uc_width(character, "UTF-8");
	return width < 0 ? 1 : width;
}

int
text_width_n(const char *s, size_t len)
{
	size_t at = 0;
	int width = 0;
	uint32_t c;

	while (at < len) {
		at += text_decode(s + at, len - at, &c);
		width += text_char_width(c);
	}
	return width;
}

int
text_width(const char *s)
{
	return text_width_n(s, strlen(s));
}

/* Bytes of the grapheme at s, which is not empty. */
static size_t
grapheme(const char *s, size_t len)
{
	uint32_t before, c;
	size_t at;

	/* Two ASCII characters in a row are never one grapheme here. */
	if ((unsigned char)s[0] < 0x80 &&
	    (len == 1 || (unsigned char)s[1] < 0x80))
		return 1;
	at = text_decode(s, len, &before);
	while (at < len) {
		size_t step = text_decode(s + at, len - at, &c);

		if (uc_is_grapheme_break(before, c))
			break;
		before = c;
		at += step;
	}
	return at;
}

size_t
text_fit(const char *s, size_t len, int cells)
{
	size_t at = 0;
	int width = 0;

	while (at < len) {
		size_t step = grapheme(s + at, len - at);

		width += text_width_n(s + at, step);
		if (width > cells)
			break;
		at += step;
	}
	return at;
}

const char *
text_cut(struct arena *a, const char *s, int cells)
{
	size_t len = strlen(s);
	size_t fits;

	if (text_fit(s, len, cells) == len)
		return arena_strdup(a, s);
	if (cells <= 2)
		return arena_strndup(a, "..", cells > 0 ? (size_t)cells : 0);
	fits = text_fit(s, len, cells - 2);
	while (fits > 0 && s[fits - 1] == ' ')
		fits--;
	return arena_printf(a, "%.*s..", (int)fits, s);
}
