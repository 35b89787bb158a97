#include "base/text.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/arena.h"
#include "base/buf.h"

#define NEAREST_LONGEST 64

static bool
is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* libunistring refuses invalid bytes; they are shown first. */
static const char *
made_valid(struct arena *a, const char *s)
{
	return text_is_utf8(s, strlen(s)) ? s : text_shown(a, s, true);
}

/*
 * libunistring writes into room that is given to it and takes memory of its
 * own only where that is not enough, so it is given the longest that can be:
 * no character becomes more than eleven times as long.
 */
static size_t
make_room(struct buf *room, const char *s)
{
	buf_reserve(room, strlen(s) * 12 + 64);
	return room->room;
}

static const char *
kept(struct arena *a, struct buf *room, const uint8_t *made, size_t len,
     const char *otherwise)
{
	const char *copy = made ? arena_strndup(a, (const char *)made, len)
				: arena_strdup(a, otherwise);

	buf_fini(room);
	return copy;
}

static const char *
normalised(struct arena *a, const char *s, uninorm_t form)
{
	struct buf room = {0};
	size_t len = make_room(&room, s);
	const uint8_t *made = u8_normalize(form, (const uint8_t *)s, strlen(s),
					   (uint8_t *)room.bytes, &len);

	return kept(a, &room, made, len, s);
}

static bool
is_mark(uint32_t c)
{
	return c >= 0x300 &&
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

static const char *
without_marks(struct arena *a, const char *s)
{
	size_t len = strlen(s), at = 0, end = 0;
	char *out = arena_alloc(a, len + 1);

	while (at < len) {
		uint32_t c;
		size_t step = text_decode(s + at, len - at, &c);

		if (!is_mark(c)) {
			memcpy(out + end, s + at, step);
			end += step;
		}
		at += step;
	}
	out[end] = '\0';
	return out;
}

static const char *
lowered(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s);

	for (char *c = copy; *c; c++)
		*c = lower(*c);
	return copy;
}

const char *
text_fold(struct arena *a, const char *s)
{
	struct buf room = {0};
	const uint8_t *made;
	size_t len;

	if (is_ascii(s))
		return lowered(a, s);
	s = made_valid(a, s);
	len = make_room(&room, s);
	made = u8_casefold((const uint8_t *)s, strlen(s), NULL, UNINORM_NFKD,
			   (uint8_t *)room.bytes, &len);
	return without_marks(a, kept(a, &room, made, len, s));
}

const char *
text_upper(struct arena *a, const char *s)
{
	struct buf room = {0};
	const uint8_t *made;
	size_t len;

	s = made_valid(a, s);
	len = make_room(&room, s);
	made = u8_toupper((const uint8_t *)s, strlen(s), NULL, UNINORM_NFC,
			  (uint8_t *)room.bytes, &len);
	return kept(a, &room, made, len, s);
}

bool
text_contains_folded(struct arena *scratch, const char *s, const char *part)
{
	return strstr(text_fold(scratch, s), text_fold(scratch, part)) != NULL;
}

const char *
text_nfc(struct arena *a, const char *s)
{
	if (is_ascii(s))
		return arena_strdup(a, s);
	return normalised(a, made_valid(a, s), UNINORM_NFC);
}

/* What decomposition does not turn into ASCII, in order of the character. */
static const struct {
	uint32_t character;
	const char *ascii;
} plain[] = {
	{0xa0, " "},    {0xa3, "GBP"},   {0xa7, "par."},   {0xa9, "(c)"},
	{0xab, "\""},   {0xb0, "o"},     {0xb1, "+-"},     {0xb7, "-"},
	{0xbb, "\""},   {0xbc, "1/4"},   {0xbd, "1/2"},    {0xbe, "3/4"},
	{0xc6, "AE"},   {0xd7, "x"},     {0xd8, "O"},      {0xdf, "ss"},
	{0xe6, "ae"},   {0xf7, "/"},     {0xf8, "o"},      {0x131, "i"},
	{0x141, "L"},   {0x142, "l"},    {0x152, "OE"},    {0x153, "oe"},
	{0x2010, "-"},  {0x2011, "-"},   {0x2012, "-"},    {0x2013, "-"},
	{0x2014, "-"},  {0x2015, "-"},   {0x2018, "'"},    {0x2019, "'"},
	{0x201a, "'"},  {0x201c, "\""},  {0x201d, "\""},   {0x201e, "\""},
	{0x2022, "*"},  {0x2026, "..."}, {0x2030, "o/oo"}, {0x2039, "'"},
	{0x203a, "'"},  {0x2044, "/"},   {0x20ac, "EUR"},  {0x2190, "<-"},
	{0x2192, "->"}, {0x21d2, "=>"},  {0x2212, "-"},    {0x2260, "!="},
	{0x2264, "<="}, {0x2265, ">="},  {0x2500, "-"},    {0x2502, "|"},
	{0x2713, "x"},  {0x2714, "x"},   {0x2717, "-"},
};

static const char *
plain_form(uint32_t c)
{
	size_t low = 0, high = sizeof(plain) / sizeof(plain[0]);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (plain[middle].character == c)
			return plain[middle].ascii;
		if (plain[middle].character < c)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
add_ascii(struct arena *a, struct buf *out, const char *s, size_t len)
{
	const char *split;
	uint32_t c;

	text_decode(s, len, &c);
	if (c < 0x80) {
		buf_addc(out, (char)c);
		return;
	}
	if (plain_form(c)) {
		buf_adds(out, plain_form(c));
		return;
	}
	if (is_mark(c))
		return;
	split = without_marks(
		a, normalised(a, arena_strndup(a, s, len), UNINORM_NFKD));
	buf_adds(out, *split && is_ascii(split) ? split : "?");
}

const char *
text_ascii(struct arena *a, const char *s)
{
	struct buf out = {0};
	size_t len, at = 0;
	const char *made;

	if (is_ascii(s))
		return arena_strdup(a, s);
	s = made_valid(a, s);
	len = strlen(s);
	while (at < len) {
		uint32_t c;
		size_t step = text_decode(s + at, len - at, &c);

		add_ascii(a, &out, s + at, step);
		at += step;
	}
	made = arena_strndup(a, buf_text(&out), out.len);
	buf_fini(&out);
	return made;
}

const char *
text_slug(struct arena *a, const char *s, size_t most)
{
	char *slug = arena_alloc(a, most + 1);
	bool hyphen = false;
	size_t len = 0;

	for (s = text_ascii(a, s); *s; s++) {
		char c = lower(*s);

		if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
			hyphen = len > 0;
			continue;
		}
		if (len + hyphen + 1 > most)
			break;
		if (hyphen)
			slug[len++] = '-';
		hyphen = false;
		slug[len++] = c;
	}
	slug[len] = '\0';
	return slug;
}

static size_t
least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Letters added, left out, replaced or swapped with their neighbour.  Both
 * words are at most NEAREST_LONGEST long.
 */
static size_t
distance(const char *from, size_t from_len, const char *to, size_t to_len)
{
	size_t rows[3][NEAREST_LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= to_len; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= from_len; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= to_len; j++) {
			bool same = lower(from[i - 1]) == lower(to[j - 1]);

			row[j] = least_of(above[j - 1] + !same,
					  least_of(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && from[i - 1] == to[j - 2] &&
			    from[i - 2] == to[j - 1])
				row[j] = least_of(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[to_len];
}

const char *
text_nearest(const char *word, const char *const *candidates, size_t count)
{
	size_t len = strlen(word);
	/* A third of the word may be wrong, and one letter of a short one. */
	size_t best = (len < 3 ? 3 : len) / 3 + 1;
	const char *nearest = NULL;

	if (len == 0 || len > NEAREST_LONGEST)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t candidate_len = strlen(candidates[i]);
		size_t far;

		if (candidate_len == 0 || candidate_len > NEAREST_LONGEST)
			continue;
		far = distance(word, len, candidates[i], candidate_len);
		if (far < best && far < candidate_len) {
			best = far;
			nearest = candidates[i];
		}
	}
	return nearest;
}
