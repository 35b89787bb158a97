/* What menus and forms look like over a view. */
#ifndef UI_LAYER_H
#define UI_LAYER_H

#include <stdbool.h>

#include "ui/grid.h"

struct field;

/*
 * Clears the lower part of the body for so many lines, with a rule and a title
 * above them, and gives back what is left to draw in.
 */
struct box
layer_box(struct grid *g, struct box body, int lines, const char *title);

/* "> label: text" on one line. */
void layer_field(struct grid *g, struct box line, const char *label,
		 const struct field *f, bool focused);

#endif
