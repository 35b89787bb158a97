#include "base/tr.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/catalogues.h"
#include "base/map.h"

#define MAGIC UINT32_C(0x950412de)
#define LANGUAGES_MOST 16
#define CONTEXT_END '\004'

enum plural { PLURAL_NOT_ONE, PLURAL_ABOVE_ONE, PLURAL_NEVER };

/* A .mo file: sorted msgids and their translations, by offset and length. */
struct texts {
	const unsigned char *bytes;
	size_t size;
	uint32_t count;
	uint32_t originals;
	uint32_t translations;
	enum plural plural;
};

static struct texts texts; /* count 0: English */
static const char *language = "en";
static bool pseudo;

static uint32_t
number_at(const struct texts *t, size_t at)
{
	uint32_t number;

	memcpy(&number, t->bytes + at, sizeof(number));
	return number;
}

/* The i-th text of a table; NULL where the file lies about it. */
static const char *
text_at(const struct texts *t, uint32_t table, uint32_t i, size_t *len)
{
	size_t row = (size_t)table + 8 * (size_t)i;
	size_t at;

	*len = number_at(t, row);
	at = number_at(t, row + 4);
	if (at >= t->size || *len >= t->size - at || t->bytes[at + *len] != 0)
		return NULL;
	return (const char *)t->bytes + at;
}

/* As strcmp() of "context\004msgid" and s, without putting them together. */
static int
compare(const char *context, const char *msgid, const char *s)
{
	if (context) {
		size_t len = strlen(context);
		int order = strncmp(context, s, len);

		if (order != 0)
			return order;
		if (s[len] != CONTEXT_END)
			return CONTEXT_END - (unsigned char)s[len];
		s += len + 1;
	}
	return strcmp(msgid, s);
}

/* The translation with all its plural forms, NULL where there is none. */
static const char *
find(const struct texts *t, const char *context, const char *msgid, size_t *len)
{
	uint32_t low = 0, high = t->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *s = text_at(t, t->originals, middle, len);
		int order;

		if (!s)
			return NULL;
		order = compare(context, msgid, s);
		if (order == 0)
			return text_at(t, t->translations, middle, len);
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static enum plural
plural_of(const struct texts *t)
{
	size_t len;
	const char *header = find(t, NULL, "", &len);

	if (header && strstr(header, "nplurals=1;"))
		return PLURAL_NEVER;
	if (header && strstr(header, "n > 1"))
		return PLURAL_ABOVE_ONE;
	return PLURAL_NOT_ONE;
}

static bool
open_texts(struct texts *t, const struct catalogue *c)
{
	uint64_t rows;

	*t = (struct texts){.bytes = c->bytes, .size = c->size};
	if (c->size < 28 || number_at(t, 0) != MAGIC)
		return false;
	t->count = number_at(t, 8);
	t->originals = number_at(t, 12);
	t->translations = number_at(t, 16);
	rows = (uint64_t)t->count * 8;
	if (t->originals + rows > c->size || t->translations + rows > c->size)
		return false;
	t->plural = plural_of(t);
	return true;
}

static bool
is_language(const char *wanted, const char *name)
{
	size_t len = strlen(name);

	return strncmp(wanted, name, len) == 0 &&
	       (wanted[len] == '\0' || strchr("_-.@", wanted[len]));
}

bool
tr_use(const char *wanted)
{
	struct texts found;

	texts = (struct texts){0};
	language = "en";
	pseudo = false;
	if (!wanted || !*wanted || is_language(wanted, "en"))
		return true;
	if (is_language(wanted, "qps")) {
		pseudo = true;
		language = "qps";
		return true;
	}
	for (const struct catalogue *c = catalogues; c->language; c++) {
		if (!is_language(wanted, c->language) || !open_texts(&found, c))
			continue;
		texts = found;
		language = c->language;
		return true;
	}
	return false;
}

const char *
tr_language(void)
{
	return language;
}

const char *const *
tr_languages(void)
{
	static const char *names[LANGUAGES_MOST + 2];
	size_t count = 0;

	names[count++] = "en";
	for (const struct catalogue *c = catalogues; c->language; c++)
		if (count <= LANGUAGES_MOST)
			names[count++] = c->language;
	names[count] = NULL;
	return names;
}

/* The end of the printf directive or of the %1 that begins at s. */
static const char *
directive_end(const char *s)
{
	const char *end = s + 1;

	end += strspn(end, "-+#0' ");
	end += strspn(end, "0123456789*$.");
	end += strspn(end, "hljztL");
	if (*end && strchr("diouxXeEfFgGaAcspn%", *end))
		return end + 1;
	return s + 1 + strspn(s + 1, "0123456789");
}

static void
add_accented(struct buf *out, const char *s)
{
	static const char vowels[] = "aeiouAEIOU";
	static const char accented[][3] = {"á", "é", "í", "ó", "ú",
					   "Á", "É", "Í", "Ó", "Ú"};

	while (*s) {
		const char *end = *s == '%' ? directive_end(s) : s;
		const char *vowel;

		if (end > s) {
			buf_add(out, s, (size_t)(end - s));
			s = end;
			continue;
		}
		vowel = strchr(vowels, *s);
		if (vowel)
			buf_adds(out, accented[vowel - vowels]);
		else
			buf_addc(out, *s);
		s++;
	}
}

/*
 * Made at run time from English: 40 % longer, bracketed, with characters
 * outside ASCII, so that a text that is cut or never passes tr() is seen.
 */
static const char *
pseudo_text(const char *msgid)
{
	static struct arena arena;
	static struct map made;
	struct buf out = {0};
	char *text;

	if (!made.arena)
		map_init(&made, &arena);
	text = map_find(&made, msgid);
	if (text)
		return text;
	buf_addc(&out, '[');
	add_accented(&out, msgid);
	for (size_t i = 0; i < strlen(msgid) * 2 / 5; i++)
		buf_addc(&out, i % 6 == 0 ? ' ' : '~');
	buf_addc(&out, ']');
	text = arena_strndup(&arena, buf_text(&out), out.len);
	buf_fini(&out);
	map_put(&made, msgid, text);
	return text;
}

const char *
tr_in(const char *context, const char *msgid)
{
	const char *found;
	size_t len;

	if (!*msgid)
		return msgid;
	if (pseudo)
		return pseudo_text(msgid);
	found = find(&texts, context, msgid, &len);
	return found && len ? found : msgid;
}

const char *
tr(const char *msgid)
{
	return tr_in(NULL, msgid);
}

static unsigned
form_of(enum plural plural, long n)
{
	switch (plural) {
	case PLURAL_NOT_ONE:
		return n != 1;
	case PLURAL_ABOVE_ONE:
		return n > 1;
	case PLURAL_NEVER:
		break;
	}
	return 0;
}

const char *
tr_n(const char *one, const char *many, long n)
{
	const char *english = n == 1 ? one : many;
	const char *found, *end;
	size_t len;

	if (pseudo)
		return pseudo_text(english);
	found = find(&texts, NULL, one, &len);
	if (!found || !len)
		return english;
	end = found + len;
	for (unsigned form = form_of(texts.plural, n); form > 0; form--) {
		const char *next = found + strlen(found) + 1;

		if (next > end)
			return english;
		found = next;
	}
	return found;
}
