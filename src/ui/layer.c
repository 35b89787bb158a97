#include "ui/layer.h"

#include "base/text.h"
#include "ui/field.h"
#include "ui/sheet.h"

struct box
layer_box(struct grid *g, struct box body, int lines, const char *title)
{
	struct sheet head;
	int head_rows, rows;

	sheet_begin(&head, g, body.columns);
	sheet_text(&head, 1, LOOK_BOLD, title);
	head_rows = (int)head.count + 1;
	rows = lines + head_rows;
	/* In a low window what is chosen comes before what it is called. */
	if (rows > body.rows) {
		rows = body.rows;
		if (head_rows + 2 > rows)
			head_rows = 0;
	}
	body.row += body.rows - rows;
	body.rows = rows;
	grid_blank(g, body, LOOK_NORMAL);
	if (head_rows > 1) {
		grid_repeat(g, body.row, body.column, body.columns - 1,
			    LOOK_NORMAL, '-');
		sheet_draw(&head,
			   (struct box){body.row + 1, body.column,
					head_rows - 1, body.columns},
			   -1);
	}
	body.row += head_rows;
	body.rows -= head_rows;
	return body;
}

void
layer_field(struct grid *g, struct box line, const char *label,
	    const struct field *f, bool focused)
{
	int column = line.column + 1, width;

	grid_blank(g, line, LOOK_NORMAL);
	if (focused)
		grid_text(g, line.row, column, 1, LOOK_BOLD, ">");
	width = grid_text(g, line.row, column + 2, line.columns / 2,
			  focused ? LOOK_BOLD : LOOK_NORMAL, label);
	column += width + 3;
	field_draw(f, g,
		   (struct box){line.row, column, 1,
				line.column + line.columns - column - 1},
		   focused);
}
