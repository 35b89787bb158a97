/* The words that can be typed, for the manual and for tests. */
#ifndef PLAIN_WORDS_H
#define PLAIN_WORDS_H

/* The i-th word (a msgid) and its letter, '\0': none.  NULL: no more. */
const char *plain_word(unsigned i, char *letter);

#endif
