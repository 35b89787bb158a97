/* Registers: every row with its cells; a number fills one in. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "core/registers.h"

#define AT(name) offsetof(struct action, name)

/* --- the list: rows of all registers, one after the other */

static const struct register_state *
row_at(const struct plain *p, unsigned index, unsigned *row)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; i < st->register_count; i++) {
		if (index < st->registers[i].row_count) {
			*row = index;
			return &st->registers[i];
		}
		index -= st->registers[i].row_count;
	}
	return NULL;
}

static void
registers_head(struct plain *p, struct buf *out)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; i < st->register_count; i++)
		talk(p, out, tr("Register %1: %2."),
		     st->registers[i].definition->title,
		     say_register_counts(&st->registers[i], &p->scratch), NULL);
	talk(p, out, tr("A number fills one in; row adds one."), NULL, NULL,
	     NULL);
}

static void
registers_fill(struct plain *p)
{
	const struct register_state *r;
	unsigned row;

	for (unsigned i = 0; (r = row_at(p, i, &row)); i++)
		if (view_wants(p, r->rows[row].name))
			view_add(p, i);
}

static void
registers_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	unsigned row;
	const struct register_state *r = row_at(p, i, &row);

	if (!r)
		return;
	talk(p, out, tr("%1. %2, %3."), number, r->rows[row].name,
	     say_register_row(r, &r->rows[row], &p->scratch));
}

static void
registers_pick(struct plain *p, unsigned i, struct buf *out)
{
	unsigned row;
	const struct register_state *r = row_at(p, i, &row);
	struct action *act;

	if (!r)
		return;
	act = form_begin(p, FORM_ROW);
	act->reg = form_keep(p, r->definition->id);
	act->row = form_keep(p, r->rows[row].row);
	if (r->definition->column_count == 1)
		act->column = form_keep(p, r->definition->columns[0].id);
	fill_in(p, NULL, out);
}

const struct view_row view_row_registers = {
	.prompt = N_("Registers, fill in which row? (number, row, more, find, "
		     "< to go back) [no answer]"),
	.head = registers_head,
	.fill = registers_fill,
	.row = registers_row,
	.pick = registers_pick,
};

void
tell_sums(struct plain *p, struct buf *out)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; st && i < st->register_count; i++) {
		const struct register_state *r = &st->registers[i];

		if (register_sum_column(r->definition) >= 0)
			talk(p, out, tr("Register %1: %2."),
			     r->definition->title,
			     say_register_counts(r, &p->scratch), NULL);
	}
}

/* --- the form */

static const struct reg *
register_here(const struct plain *p)
{
	return library_register(p->front->library, p->filling.act.reg);
}

static const struct register_column *
column_here(struct plain *p)
{
	const struct reg *d = register_here(p);
	int at = d ? register_find_column(d, p->filling.act.column, &p->scratch)
		   : -1;

	return at < 0 ? NULL : &d->columns[at];
}

static bool
wants_register(const struct plain *p)
{
	return !p->filling.act.reg;
}

static unsigned
register_count(struct plain *p)
{
	return p->front->status->register_count;
}

static const char *
register_title(struct plain *p, unsigned i)
{
	return p->front->status->registers[i].definition->title;
}

static bool
take_register(struct plain *p, const char *line, struct buf *out)
{
	const struct status *st = p->front->status;
	unsigned n = options_choice(p, line);

	for (unsigned i = 0; !n && i < st->register_count; i++)
		if (talk_same(p, line, st->registers[i].definition->id))
			n = i + 1;
	if (!n)
		return options_refuse(p, out);
	p->filling.act.reg = form_keep(p, st->registers[n - 1].definition->id);
	return true;
}

static bool
wants_row(const struct plain *p)
{
	return !p->filling.act.row;
}

static bool
wants_column(const struct plain *p)
{
	const struct reg *d = register_here(p);

	return d && d->column_count > 0 && !p->filling.act.column &&
	       !p->filling.act.strike;
}

/* A row that is to be filled in, and not a new one. */
static bool
is_there(struct plain *p)
{
	const struct status *st = p->front->status;
	const char *row = p->filling.act.row;

	for (unsigned i = 0; st && row && i < st->register_count; i++) {
		const struct register_state *r = &st->registers[i];

		if (r->definition != register_here(p))
			continue;
		for (unsigned n = 0; n < r->row_count; n++)
			if (strcmp(r->rows[n].row, row) == 0 ||
			    talk_same(p, row, r->rows[n].name))
				return true;
	}
	return false;
}

static unsigned
column_count(struct plain *p)
{
	const struct reg *d = register_here(p);

	return d ? d->column_count + is_there(p) : 0;
}

static const char *
column(struct plain *p, unsigned i)
{
	const struct reg *d = register_here(p);

	return i < d->column_count ? d->columns[i].label
				   : tr("this row was a mistake");
}

static bool
take_column(struct plain *p, const char *line, struct buf *out)
{
	const struct reg *d = register_here(p);
	int at = (int)options_choice(p, line) - 1;

	if (d && at == (int)d->column_count) {
		p->filling.act.strike = true;
		return true;
	}
	if (at < 0 && d)
		at = register_find_column(d, line, &p->scratch);
	if (at < 0)
		return options_refuse(p, out);
	p->filling.act.column = form_keep(p, d->columns[at].id);
	return true;
}

static bool
wants_value(const struct plain *p)
{
	return p->filling.act.column != NULL;
}

/* Where a column has words, "not known yet" stands behind them. */
static unsigned
value_count(struct plain *p)
{
	const struct register_column *c = column_here(p);

	return c && c->value_count ? c->value_count + 1 : 0;
}

static const char *
value_option(struct plain *p, unsigned i)
{
	const struct register_column *c = column_here(p);

	return i < c->value_count ? c->values[i].text : tr("not known yet");
}

static bool
take_value(struct plain *p, const char *line, struct buf *out)
{
	const struct register_column *c = column_here(p);
	unsigned n = options_choice(p, line);
	const char *value = NULL;

	if (!c || c->value_count == 0)
		value = form_is_text(p, line, out) ? line : NULL;
	else if (n > c->value_count)
		value = "unknown";
	else if (n)
		value = c->values[n - 1].id;
	else
		value = register_find_value(c, line, &p->scratch);
	if (!value)
		return c && c->value_count ? options_refuse(p, out) : false;
	p->filling.act.value = form_keep(p, value);
	return true;
}

static const struct field row_fields[] = {
	{.question = N_("Which register? (a number)"),
	 .kind = FIELD_OWN,
	 .count = register_count,
	 .option = register_title,
	 .take = take_register,
	 .wanted = wants_register},
	{.question = N_("Which row? (its name; a new name adds one)"),
	 .kind = FIELD_TEXT,
	 .member = AT(row),
	 .wanted = wants_row},
	{.question = N_("Which column? (a number; Enter: only the row)"),
	 .kind = FIELD_OWN,
	 .count = column_count,
	 .option = column,
	 .take = take_column,
	 .wanted = wants_column,
	 .optional = true},
	{.question = N_("What stands there now? (a number, or the words)"),
	 .kind = FIELD_OWN,
	 .count = value_count,
	 .option = value_option,
	 .take = take_value,
	 .wanted = wants_value},
};

const struct form_row form_row_row = {
	.title = N_("Register"),
	.act = ACT_ROW,
	.fields = row_fields,
	.field_count = sizeof(row_fields) / sizeof(*row_fields),
};
