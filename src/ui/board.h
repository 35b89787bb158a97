/* What the situation board on a wall has besides: a clock to read from afar. */
#ifndef UI_BOARD_H
#define UI_BOARD_H

#include "ui/grid.h"
#include "ui/sheet.h"

struct app;

#define BOARD_WIDE_ROWS 44 /* from here on there is a line between the roles   \
			    */

/* A label, and its text hanging behind it. */
void board_pair(struct sheet *s, const char *label, const char *text);

/*
 * The time in digits of 5 lines by 3 columns, at the top of the body, which
 * begins below it then.  A window that is too low gets none.
 */
void board_clock(const struct app *app, struct grid *g, struct box *body);

#endif
