/* Registers in words: a cell, what a column counts to, a row on one line. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/say.h"

const char *
say_cell(const struct register_cell *cell, struct arena *a)
{
	return text_shown(a,
			  register_cell_text(cell, tr("not known yet"),
					     tr("CONTRADICTION")),
			  false);
}

static const char *
joined(const char *list, const char *more, struct arena *a)
{
	return list ? arena_printf(a, "%s, %s", list, more) : more;
}

const char *
say_register_sum(const struct register_sum *sum, struct arena *a)
{
	const char *count = arena_printf(a, "%" PRIu64, sum->count);
	const char *said;

	if (sum->rows == 0)
		said = say_fill(a, tr("%1 %2, of how many is not known yet"),
				sum->column->label, count, NULL);
	else
		said = say_fill(a, tr("%1 %2 of %3"), sum->column->label, count,
				arena_printf(a, "%" PRIu64, sum->total));
	if (sum->rows > 0 && sum->unknown > 0)
		said = arena_printf(a,
				    tr_n("%s; %u row not counted yet",
					 "%s; %u rows not counted yet",
					 (long)sum->unknown),
				    said, sum->unknown);
	return text_shown(a, said, false);
}

const char *
say_register_state(const struct register_state *r,
		   const struct register_row *row, struct arena *a)
{
	int column = register_state_column(r->definition);
	struct register_sum sum;

	if (column >= 0)
		return say_cell(&row->cells[column], a);
	if (register_sum_of(r, row, &sum))
		return say_register_sum(&sum, a);
	return "";
}

const char *
say_register_counts(const struct register_state *r, struct arena *a)
{
	int column = register_state_column(r->definition);
	const struct register_column *c;
	const char *list = NULL;
	struct register_sum sum;
	unsigned n;

	if (r->row_count == 0)
		return tr("no rows yet");
	if (column < 0 && register_sum_of(r, NULL, &sum))
		return say_register_sum(&sum, a);
	if (column < 0)
		return arena_printf(a, tr_n("%u row", "%u rows", r->row_count),
				    r->row_count);
	c = &r->definition->columns[column];
	for (unsigned i = 0; i < c->value_count; i++) {
		n = register_count_value(r, (unsigned)column, c->values[i].id);
		if (n > 0)
			list = joined(list,
				      say_fill(a, tr("%1 %2"),
					       arena_printf(a, "%u", n),
					       c->values[i].text, NULL),
				      a);
	}
	n = register_count_value(r, (unsigned)column, NULL);
	if (n > 0)
		list = joined(list,
			      say_fill(a, tr("%1 not known yet"),
				       arena_printf(a, "%u", n), NULL, NULL),
			      a);
	return text_shown(a, list ? list : "", false);
}

const char *
say_register_row(const struct register_state *r, const struct register_row *row,
		 struct arena *a)
{
	const char *list = NULL;

	for (unsigned i = 0; i < r->definition->column_count; i++)
		list = joined(list,
			      say_fill(a, tr("%1: %2"),
				       r->definition->columns[i].label,
				       say_cell(&row->cells[i], a), NULL),
			      a);
	return text_shown(a, list ? list : "", false);
}
