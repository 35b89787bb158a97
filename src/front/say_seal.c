#include "front/say_seal.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/seal_words.h"

#define WIDTH 40
#define MOST_LINES 32
#define SHORT_HEAD 16 /* digits: enough for `verify --head` */

struct column {
	struct arena *a;
	const char *lines[MOST_LINES];
	unsigned count;
	bool beside; /* a picture: lines are broken here */
};

static void
add(struct column *c, const char *line)
{
	if (c->count < MOST_LINES)
		c->lines[c->count++] = line;
}

/* Beside a picture in its column; else whoever shows it knows its width. */
static void
add_sentence(struct column *c, const char *text)
{
	size_t len, next;

	if (!c->beside)
		add(c, text);
	for (; c->beside && *text; text += next) {
		len = text_line(text, strlen(text), WIDTH, &next);
		add(c, arena_strndup(c->a, text, len));
	}
}

const char *
say_groups(const char *digits, struct arena *a)
{
	struct buf b = {0};
	const char *out;

	for (size_t i = 0; digits[i]; i++) {
		if (i && i % 4 == 0)
			buf_addc(&b, ' ');
		buf_addc(&b, digits[i]);
	}
	out = arena_strdup(a, buf_text(&b));
	buf_fini(&b);
	return out;
}

/*
 * Half of them a line beside a picture, which leaves few lines; else a quarter,
 * which fits a narrow paper or window too.
 */
static void
add_digits(struct column *c, const char *sha256, bool few_lines)
{
	size_t each = few_lines ? 32 : 16;

	for (size_t at = 0; at < 64; at += each)
		add(c,
		    say_groups(arena_strndup(c->a, sha256 + at, each), c->a));
}

static void
add_words(struct column *c, const char *sha256, const char *language)
{
	const char *words = say_seal_words(sha256, language, c->a);
	const char *middle = words;

	for (int i = 0; i < SEAL_SAID / 2; i++)
		middle = strchr(middle, ' ') + 1;
	add(c, arena_strndup(c->a, words, (size_t)(middle - words) - 1));
	add(c, middle);
}

static void
fill(struct column *c, const struct seal_said *s, const char *language)
{
	add_sentence(c, tr("Write these words on paper, with the hour, or say "
			   "them to somebody outside:"));
	add_words(c, s->sha256, language);
	add(c, "");
	add_sentence(c, tr("Or all its digits:"));
	add_digits(c, s->sha256, s->picture != NULL);
	add(c, "");
	add_sentence(c, tr("The entry of the seal itself is not in it; this "
			   "head vouches for that:"));
	add(c, say_groups(arena_strndup(c->a, s->head, SHORT_HEAD), c->a));
	if (!s->picture)
		return;
	add(c, "");
	add_sentence(c, tr("The picture has all its digits, for a telephone."));
}

const char *
say_seal(const struct seal_said *s, const char *language, struct arena *a)
{
	struct column beside = {.a = a, .beside = s->picture != NULL};
	const char *row = s->picture ? s->picture : "", *out;
	struct buf all = {0};
	unsigned i = 0;

	fill(&beside, s, language);
	for (; *row; row = strchr(row, '\n') + 1) {
		bool has = i < beside.count && *beside.lines[i];

		buf_add(&all, row, strcspn(row, "\n"));
		buf_addf(&all, "%s%s\n", has ? "  " : "",
			 has ? beside.lines[i] : "");
		i += i < beside.count;
	}
	for (; i < beside.count; i++)
		buf_addf(&all, "%s\n", beside.lines[i]);
	out = arena_strdup(a, buf_text(&all));
	buf_fini(&all);
	return out;
}

const char *
say_seal_due(enum seal_due due)
{
	switch (due) {
	case SEAL_DUE_HOUR:
		return tr("Seal the log: an hour of work stands in no seal.");
	case SEAL_DUE_HANDOVER:
		return tr("Seal the log: a role was handed over.");
	case SEAL_DUE_CLOSE:
		return tr("Seal the log: it is closed.");
	case SEAL_NOT_DUE:
		break;
	}
	return NULL;
}
