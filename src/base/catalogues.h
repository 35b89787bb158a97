/*
 * The compiled catalogues that are part of the program: a table that
 * src/base/embed.py writes from src/po/<language>.po.
 */
#ifndef BASE_CATALOGUES_H
#define BASE_CATALOGUES_H

#include <stddef.h>

struct catalogue {
	const char *language; /* NULL: the end of the table */
	const unsigned char
		*bytes; /* a .mo file in this machine's byte order */
	size_t size;
};

extern const struct catalogue catalogues[];

#endif
