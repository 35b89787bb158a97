#include "cli/table.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

void
table_init(struct table *t, struct cli *cli, bool tabs)
{
	memset(t, 0, sizeof(*t));
	t->cli = cli;
	t->tabs = tabs;
}

void
table_row(struct table *t, const char *const *cells, size_t count)
{
	struct arena *a = &t->cli->arena;

	t->rows = arena_more(a, t->rows, t->count, sizeof(*t->rows));
	for (size_t i = 0; i < count && i < TABLE_COLUMNS; i++)
		t->rows[t->count][i] =
			cells[i] ? text_shown(a, cells[i], false) : "";
	t->notes = arena_more(a, t->notes, t->count, sizeof(*t->notes));
	t->notes[t->count++] = NULL;
	if (count > t->columns)
		t->columns = count;
}

void
table_note(struct table *t, const char *text)
{
	if (t->count > 0)
		t->notes[t->count - 1] =
			text_shown(&t->cli->arena, text, false);
}

static void
print_note(struct table *t, size_t row)
{
	if (t->notes[row] && t->tabs)
		cli_print(t->cli, "\t%s", t->notes[row]);
	cli_print(t->cli, "\n");
	if (t->notes[row] && !t->tabs)
		cli_hang(t->cli, 4, "", t->notes[row]);
}

static int
width_of(const struct table *t, size_t column)
{
	int most = 0;

	for (size_t i = 0; i < t->count; i++) {
		int width = text_width(t->rows[i][column]);

		if (width > most)
			most = width;
	}
	return most;
}

void
table_print(struct table *t)
{
	int widths[TABLE_COLUMNS] = {0};

	for (size_t k = 0; k < t->columns; k++)
		widths[k] = width_of(t, k);
	for (size_t i = 0; i < t->count; i++) {
		for (size_t k = 0; k < t->columns; k++) {
			const char *cell = t->rows[i][k];
			bool last = k + 1 == t->columns;

			cli_print(t->cli, "%s", cell);
			if (t->tabs)
				cli_print(t->cli, "%s", last ? "" : "\t");
			else if (!last)
				cli_print(t->cli, "%*s",
					  widths[k] - text_width(cell) + 2, "");
		}
		print_note(t, i);
	}
}
