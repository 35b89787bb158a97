/* Letters and digits of five lines, to be read from across a hall. */
#ifndef UI_LETTERS_H
#define UI_LETTERS_H

#include "ui/grid.h"

#define LETTER_ROWS 5

/*
 * Draws the text in capitals, broken between words, with a line between; what
 * has no shape is a blank.  Returns the rows it took, 0 where it does not fit
 * and nothing was drawn.
 */
int letters_draw(struct grid *g, struct box b, enum look look,
		 const char *text);

#endif
