#include "ui/board.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "front/board.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/app.h"
#include "ui/views.h"

#define LABEL_COLUMNS 10
#define DIGIT_ROWS 5
#define DIGIT_COLUMNS 3
#define BETWEEN 2
#define CLOCK_LEAST_ROWS 30 /* of the window */

#define FEW 1
#define MANY 4

/* One line; the label stands on the first of them only. */
static void
add_line(struct sheet *s, bool narrow, const char *label,
	 const struct board_line *line)
{
	int column = narrow ? 3 : 1 + LABEL_COLUMNS;
	int side = line->side != NULL ? sheet_width(s->grid, line->side) : 0;
	int width = s->columns - column - (side > 0 ? side + 2 : 0);
	enum look look = line->urgent ? LOOK_CAUTION : LOOK_NORMAL;
	struct sheet_part parts[] = {
		{1, LABEL_COLUMNS - 1, LOOK_BOLD, label},
		{column, width, look, line->text},
		{s->columns - side, side, look, line->side},
	};

	if (line->part) {
		parts[1].column += 2;
		parts[1].columns -= 2;
	}
	if (narrow || width < s->columns / 3) {
		sheet_hang(s, parts[1].column, "", look, line->text,
			   line->side);
		return;
	}
	sheet_row(s, parts, side > 0 ? 3 : 2);
}

static const char *
and_more(struct sheet *s, unsigned count)
{
	struct arena *a = &s->grid->scratch;

	return say_fill(a, tr("and %1 more (f)"), arena_printf(a, "%u", count),
			NULL, NULL);
}

static void
add_lines(struct sheet *s, const struct app *app, const char *label,
	  const struct board_line *lines, unsigned count, unsigned most)
{
	bool narrow = app_is_narrow(app);

	if (narrow)
		sheet_text(s, 1, LOOK_BOLD, label);
	for (unsigned i = 0; i < count && i < most; i++) {
		struct board_line line = lines[i];

		/* Where one line must do, the rest is counted behind it. */
		if (most == 1 && count > 1 && line.side == NULL)
			line.side = and_more(s, count - 1);
		add_line(s, narrow, i == 0 ? label : "", &line);
		if (most == 1 && line.side != lines[i].side)
			return;
	}
	if (count > most)
		add_line(s, narrow, "",
			 &(struct board_line){
				 .text = and_more(s, count - most)});
}

static void
add_one(struct sheet *s, const struct app *app, const char *label,
	const char *text)
{
	struct board_line line = {.text = text};

	add_lines(s, app, label, &line, 1, 1);
}

/* text: what stands there where there is no line. */
static void
add_known(struct sheet *s, const struct app *app, const char *label, int rows,
	  const struct board_line *lines, unsigned count, const char *text)
{
	if (count > 0)
		add_lines(s, app, label, lines, count,
			  rows < BOARD_ROOMY_ROWS ? FEW : MANY);
	else
		add_one(s, app, label, text);
}

void
board_situation(struct sheet *s, const struct app *app, enum board_part part,
		int rows)
{
	const struct front *f = app->front;
	struct arena *a = &s->grid->scratch;
	unsigned count;
	struct board_line *lines;
	const char *decided;

	switch (part) {
	case BOARD_KNOWN:
		lines = board_known(f, a, &count);
		add_known(s, app, tr("KNOWN"), rows, lines, count,
			  tr("nothing was recorded yet"));
		break;
	case BOARD_UNKNOWN:
		lines = board_unknown(f, a, &count);
		add_known(s, app, tr("UNKNOWN"), rows, lines, count,
			  tr("nothing that is asked for now"));
		break;
	case BOARD_IMPACT:
		lines = board_impact(f, a, rows < BOARD_ROOMY_ROWS ? 2 : 3,
				     &count);
		add_lines(s, app, tr("IMPACT"), lines, count, UINT_MAX);
		break;
	case BOARD_DECIDED:
		decided = board_decided(f, a);
		add_one(s, app, tr("DECIDED"),
			decided != NULL ? decided : tr("nothing yet"));
		break;
	case BOARD_RATIFY:
		ratify_board(s, app);
		break;
	}
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
