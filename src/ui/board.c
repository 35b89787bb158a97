#include "ui/board.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "front/board.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/app.h"

#define LABEL_COLUMNS 10
#define DIGIT_ROWS 5
#define DIGIT_COLUMNS 3
#define BETWEEN 2
#define CLOCK_LEAST_ROWS 30 /* of the window */

/* Below that many rows of the body two lines of each must do. */
#define ROOMY_ROWS 25
#define FEW 2
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

static void
add_lines(struct sheet *s, const struct app *app, const char *label,
	  const struct board_line *lines, unsigned count, unsigned most)
{
	bool narrow = app_is_narrow(app);
	struct board_line more = {NULL};

	if (narrow)
		sheet_text(s, 1, LOOK_BOLD, label);
	for (unsigned i = 0; i < count && i < most; i++)
		add_line(s, narrow, i == 0 ? label : "", &lines[i]);
	if (count <= most)
		return;
	more.text =
		say_fill(&s->grid->scratch, tr("and %1 more (f)"),
			 arena_printf(&s->grid->scratch, "%u", count - most),
			 NULL, NULL);
	add_line(s, narrow, "", &more);
}

static void
add_one(struct sheet *s, const struct app *app, const char *label,
	const char *text)
{
	struct board_line line = {.text = text};

	add_lines(s, app, label, &line, 1, 1);
}

void
board_situation(struct sheet *s, const struct app *app, int rows)
{
	const struct front *f = app->front;
	struct arena *a = &s->grid->scratch;
	unsigned count, most = rows < ROOMY_ROWS ? FEW : MANY;
	struct board_line *lines = board_known(f, a, &count);
	const char *decided = board_decided(f, a);

	if (count > 0)
		add_lines(s, app, tr("KNOWN"), lines, count, most);
	else
		add_one(s, app, tr("KNOWN"), tr("nothing was recorded yet"));
	lines = board_unknown(f, a, &count);
	if (count > 0)
		add_lines(s, app, tr("UNKNOWN"), lines, count, most);
	else
		add_one(s, app, tr("UNKNOWN"),
			tr("nothing that is asked for now"));
	lines = board_impact(f, a, most / 2 + 1, &count);
	add_lines(s, app, tr("IMPACT"), lines, count, UINT_MAX);
	add_one(s, app, tr("DECIDED"),
		decided != NULL ? decided : tr("nothing yet"));
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
