/*
 * A process of its own, for what may hang: whoever forked it goes on, and may
 * leave it to itself.
 */
#ifndef STORE_APART_H
#define STORE_APART_H

#include <stddef.h>

/*
 * Called in the new process, which is called `name` from then on.  The terminal
 * is not its business: neither its keys (^C, ^Z), nor its end, nor that
 * somebody waits until everybody has closed it.  Of the caller's descriptors
 * only these stay open; -1 is none.
 */
void apart_settle(const char *name, const int *kept, size_t count);

#endif
