/*
 * A seal in eight words, to say on the phone and to write on paper: the first
 * 80 bits of its SHA-256, ten for each word.  The digits stand beside them
 * wherever they are shown: words are compared by people.
 *
 * There is a list for each language.  The words are told apart by their first
 * four letters, so that a hurried hand may write no more than these.
 */
#ifndef FRONT_SEAL_WORDS_H
#define FRONT_SEAL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define SEAL_WORDS 1024
#define SEAL_WORD_SIZE 10
#define SEAL_SAID 8         /* words of a seal */
#define SEAL_DIGITS_SIZE 21 /* the hex digits they stand for, and the NUL */

/* The words themselves, in the files of their own; no pointers to relocate. */
extern const char seal_words_en[SEAL_WORDS][SEAL_WORD_SIZE];
extern const char seal_words_nl[SEAL_WORDS][SEAL_WORD_SIZE];

/* Whether it is the hex of a hash: a journal's line may say anything. */
bool seal_words_can_say(const char *sha256);

/* "heron lamp …": eight words of the language, English where it has none. */
const char *
say_seal_words(const char *sha256, const char *language, struct arena *a);

/*
 * What somebody typed from paper: eight words of one language, in capitals or
 * not, with blanks, commas or hyphens between them.  Gives how many hashes it
 * can mean: 0 it is no seal, 2 where all eight words stand in both lists.
 */
unsigned seal_words_read(const char *typed, char digits[2][SEAL_DIGITS_SIZE]);

#endif
