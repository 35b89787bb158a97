#include "ui/board.h"

#include <string.h>

#include "base/text.h"
#include "front/say.h"
#include "ui/app.h"

#define LABEL_COLUMNS 10
#define DIGIT_ROWS 5
#define DIGIT_COLUMNS 3
#define BETWEEN 2
#define CLOCK_LEAST_ROWS 30 /* of the window */

void
board_pair(struct sheet *s, const char *label, const char *text)
{
	struct sheet_part parts[] = {
		{1, LABEL_COLUMNS - 1, LOOK_BOLD, label},
		{1 + LABEL_COLUMNS, s->columns - LABEL_COLUMNS - 1, LOOK_NORMAL,
		 text},
	};

	sheet_row(s, parts, 2);
}

static const char *const digits[10][DIGIT_ROWS] = {
	{"###", "# #", "# #", "# #", "###"},
	{"  #", "  #", "  #", "  #", "  #"},
	{"###", "  #", "###", "#  ", "###"},
	{"###", "  #", "###", "  #", "###"},
	{"# #", "# #", "###", "  #", "  #"},
	{"###", "#  ", "###", "  #", "###"},
	{"###", "#  ", "###", "# #", "###"},
	{"###", "  #", "  #", "  #", "  #"},
	{"###", "# #", "###", "# #", "###"},
	{"###", "# #", "###", "  #", "###"},
};
static const char *const colon[DIGIT_ROWS] = {" ", "#", " ", "#", " "};

void
board_clock(const struct app *app, struct grid *g, struct box *body)
{
	const char *clock =
		say_clock(app->front->now, app->front->zone, &g->scratch);
	int column = 2;

	if (g->rows < CLOCK_LEAST_ROWS || body->rows <= DIGIT_ROWS + 1)
		return;
	for (; *clock != '\0'; clock++) {
		bool is_digit = *clock >= '0' && *clock <= '9';
		const char *const *shape =
			is_digit ? digits[*clock - '0'] : colon;

		for (int row = 0; row < DIGIT_ROWS; row++)
			grid_text(g, body->row + row, body->column + column,
				  DIGIT_COLUMNS, LOOK_BOLD, shape[row]);
		column += (is_digit ? DIGIT_COLUMNS : 1) + BETWEEN;
	}
	body->row += DIGIT_ROWS + 1;
	body->rows -= DIGIT_ROWS + 1;
}
