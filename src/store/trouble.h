/*
 * What went wrong with a file, in the words that a journal keeps: English,
 * whatever the locale, because a journal is read years later and elsewhere.
 */
#ifndef STORE_TROUBLE_H
#define STORE_TROUBLE_H

#include <stddef.h>

#define TROUBLE_SIZE 96

/* "ENOSPC: No space left on device". */
void trouble_write(int number, char out[TROUBLE_SIZE]);

#endif
