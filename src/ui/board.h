/*
 * The parts of the situation board that are not its roles; and on a wall a
 * clock to read from afar.
 */
#ifndef UI_BOARD_H
#define UI_BOARD_H

#include "ui/grid.h"
#include "ui/sheet.h"

struct app;

#define BOARD_PROJECTED_ROWS 30 /* … with the theme of a projector */
#define BOARD_WIDE_ROWS 44 /* from here on there is a line between the roles   \
			    */

/* Below that many rows of the body each part must do with little. */
#define BOARD_ROOMY_ROWS 25

enum board_part {
	BOARD_KNOWN,
	BOARD_UNKNOWN,
	BOARD_IMPACT,
	BOARD_DECIDED,
	BOARD_RATIFY,
};

/*
 * What is known, what is not, what it has hit, what was decided: as much of it
 * as a body of so many rows has room for beside the roles.
 */
void board_situation(struct sheet *s, const struct app *app,
		     enum board_part part, int rows);

/*
 * The time in digits of 5 lines by 3 columns, at the top of the body, which
 * begins below it then.  A window that is too low gets none.
 */
void board_clock(const struct app *app, struct grid *g, struct box *body);

#endif
