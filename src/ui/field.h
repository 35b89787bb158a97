/*
 * Text that is being typed: one line or several, with the keys that readline
 * has.  Offsets are bytes and stand between graphemes.  What was typed or
 * pasted is NFC when it is read with field_text().
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct arena;
struct grid;
struct box;

struct field {
	struct buf text;
	size_t cursor;
	bool exact;       /* a path: read as it was typed, not as NFC */
	bool many;        /* several lines: Ctrl-J, Alt-Enter begin a new one */
	size_t most;      /* characters, 0: RECORD_TEXT_MAX */
	bool full;        /* the last input did not fit */
	unsigned changes; /* since it was last kept as a draft */
};

void field_fini(struct field *f);
void field_set(struct field *f, const char *text);
bool field_is_empty(const struct field *f);
/* NFC, without spaces around it, in the arena. */
const char *field_text(const struct field *f, struct arena *a);

/* false: the key is not one that a field knows. */
bool field_key(struct field *f, uint32_t key);
/* Newlines become spaces in a field of one line; what is too long stays out. */
void field_paste(struct field *f, const char *text);

/*
 * Draws it in the box and puts the cursor where the next character comes: one
 * line scrolls sideways, several wrap and scroll.
 */
void
field_draw(const struct field *f, struct grid *g, struct box b, bool focused);
/* Lines it takes at that width, at least 1. */
int field_lines(const struct field *f, struct grid *g, int columns);

#endif
