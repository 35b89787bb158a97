/*
 * A seal in eight words, to say on the phone and to write on paper: the first
 * 88 bits of its SHA-256, eleven for each word.  The digits stand beside them
 * wherever they are shown: words are compared by people.
 *
 * There is a list for each language.  The words are told apart by their first
 * four letters, so that a hurried hand may write no more than these.
 *
 * The first lists had 1024 words, ten bits each, and are only read any more: a
 * seal names no list, since its words follow from its hash.
 */
#ifndef FRONT_SEAL_WORDS_H
#define FRONT_SEAL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define SEAL_WORDS 2048
#define SEAL_WORDS_FIRST 1024
#define SEAL_WORD_SIZE 10
#define SEAL_SAID 8         /* words of a seal */
#define SEAL_DIGITS_SIZE 23 /* the hex digits they stand for, and the NUL */
#define SEAL_LISTS 4        /* two languages, and the first lists of both */

/* The words themselves, in the files of their own; no pointers to relocate. */
extern const char seal_words_en[SEAL_WORDS][SEAL_WORD_SIZE];
extern const char seal_words_nl[SEAL_WORDS][SEAL_WORD_SIZE];
extern const char seal_words_first_en[SEAL_WORDS_FIRST][SEAL_WORD_SIZE];
extern const char seal_words_first_nl[SEAL_WORDS_FIRST][SEAL_WORD_SIZE];

/* Whether it is the hex of a hash: a journal's line may say anything. */
bool seal_words_can_say(const char *sha256);

/* "heron lamp …": eight words of the language, English where it has none. */
const char *
say_seal_words(const char *sha256, const char *language, struct arena *a);

/* What eight words can mean. */
struct seal_meant {
	char digits[SEAL_DIGITS_SIZE]; /* the first hex digits of the hash */
	bool is_first; /* in a first list: 20 digits, not 22 */
};

/*
 * What somebody typed from paper: eight words of one list, in capitals or not,
 * with blanks, commas or hyphens between them.  Gives how many hashes it can
 * mean: 0 it is no seal, more than 1 where all eight words stand in more than
 * one list.  Those of today's lists come first.
 */
unsigned
seal_words_read(const char *typed, struct seal_meant meant[SEAL_LISTS]);

#endif
