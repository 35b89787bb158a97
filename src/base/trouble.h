/*
 * What went wrong with a file, by its errno.  The C library's own texts follow
 * the locale, which is not the reader's language; these do.
 */
#ifndef BASE_TROUBLE_H
#define BASE_TROUBLE_H

#include <stddef.h>

#define TROUBLE_SIZE 96

/*
 * "ENOSPC: No space left on device", as a journal keeps it: English, because a
 * journal is read years later and elsewhere.
 */
void trouble_write(int number, char out[TROUBLE_SIZE]);

/* "No space left on device", in the language of the screen; static. */
const char *trouble_say(int number);

#endif
