#include "front/seal_words.h"

#include <string.h>

#include "base/arena.h"

#define BITS 11
#define BITS_FIRST 10
#define TOLD_APART 4 /* letters */

struct list {
	const char *language;
	const char (*words)[SEAL_WORD_SIZE];
	int count;
	unsigned bits;
};

/* What is said, then what was said once and is only read. */
static const struct list lists[SEAL_LISTS] = {
	{"en", seal_words_en, SEAL_WORDS, BITS},
	{"nl", seal_words_nl, SEAL_WORDS, BITS},
	{"en", seal_words_first_en, SEAL_WORDS_FIRST, BITS_FIRST},
	{"nl", seal_words_first_nl, SEAL_WORDS_FIRST, BITS_FIRST},
};
#define LISTS_SAID 2

static unsigned
digit_value(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a') + 10;
}

/* Bits `at` to `at + BITS` of the digits; they are at most four digits. */
static unsigned
number_at(const char *digits, unsigned at)
{
	unsigned number = 0;

	for (unsigned bit = at; bit < at + BITS; bit++)
		number = number << 1 |
			 (digit_value(digits[bit / 4]) >> (3 - bit % 4) & 1);
	return number;
}

bool
seal_words_can_say(const char *sha256)
{
	return sha256 &&
	       strspn(sha256, "0123456789abcdef") >= SEAL_DIGITS_SIZE - 1;
}

const char *
say_seal_words(const char *sha256, const char *language, struct arena *a)
{
	const struct list *list = &lists[0];
	const char *said = NULL;

	for (size_t i = 0; i < LISTS_SAID; i++)
		if (language && strncmp(language, lists[i].language, 2) == 0)
			list = &lists[i];
	for (unsigned i = 0; i < SEAL_SAID; i++) {
		const char *word = list->words[number_at(sha256, i * BITS)];

		said = said ? arena_printf(a, "%s %s", said, word) : word;
	}
	return said;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next word in small letters, cut; false: there is none. */
static bool
next_word(const char **typed, char word[SEAL_WORD_SIZE])
{
	const char *p = *typed;
	size_t len = 0;

	p += strspn(p, " ,-\t\n");
	if (!is_letter(*p))
		return false;
	for (; is_letter(*p); p++)
		if (len + 1 < SEAL_WORD_SIZE)
			word[len++] = (char)(*p | 0x20);
	word[len] = '\0';
	*typed = p;
	return true;
}

/* Whole, or at least the letters that tell it apart; -1: not in the list. */
static int
number_of(const struct list *list, const char *word)
{
	size_t len = strlen(word);

	for (int i = 0; len >= TOLD_APART && i < list->count; i++)
		if (strncmp(list->words[i], word, len) == 0)
			return i;
	return -1;
}

static bool
read_in(const struct list *list, const char *typed,
	char digits[SEAL_DIGITS_SIZE])
{
	unsigned bits = 0, value = 0, at = 0;
	char word[SEAL_WORD_SIZE];

	for (unsigned i = 0; i < SEAL_SAID; i++) {
		int number =
			next_word(&typed, word) ? number_of(list, word) : -1;

		if (number < 0)
			return false;
		value = value << list->bits | (unsigned)number;
		for (bits += list->bits; bits >= 4; bits -= 4)
			digits[at++] =
				"0123456789abcdef"[value >> (bits - 4) & 15];
		value &= (1u << bits) - 1;
	}
	digits[at] = '\0';
	return typed[strspn(typed, " ,-\t\n")] == '\0';
}

unsigned
seal_words_read(const char *typed, struct seal_meant meant[SEAL_LISTS])
{
	unsigned count = 0;

	for (size_t i = 0; i < SEAL_LISTS; i++) {
		if (!read_in(&lists[i], typed, meant[count].digits))
			continue;
		meant[count++].is_first = i >= LISTS_SAID;
	}
	return count;
}
