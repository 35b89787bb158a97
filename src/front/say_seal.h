/*
 * A seal as it is shown everywhere: the words to write down, its digits, and
 * beside them a picture where there is one.
 */
#ifndef FRONT_SAY_SEAL_H
#define FRONT_SAY_SEAL_H

#include "core/seal_due.h"

struct arena;

struct seal_said {
	const char *sha256;  /* of its file */
	const char *head;    /* of the journal, behind the seal's own entry */
	const char *picture; /* rows that end in newlines; NULL: none */
};

/* A sentence; NULL where none is due. */
const char *say_seal_due(enum seal_due due);

/* Lines of at most 79 columns and 19 rows, each with its newline. */
const char *
say_seal(const struct seal_said *s, const char *language, struct arena *a);

/* "bc43 98cb …": hex digits in groups of four, for people. */
const char *say_groups(const char *digits, struct arena *a);

#endif
