/*
 * Services, systems and other lists: a table that is filled in a column at a
 * time.  Left and Right go from cell to cell, Space or Enter picks its value,
 * and the focus moves on to the row below; in the last row, along that row.
 */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "ui/ask.h"
#include "ui/views.h"

#define NAME_COLUMNS 26
#define NAME_LEAST 20

static const struct register_state *
register_of(const struct app *app, const struct entry *e)
{
	return &app_status(app)->registers[e->part];
}

/* The column with the focus, as far as that register has it. */
static unsigned
column_of(const struct app *app, const struct reg *d)
{
	return app->register_column < d->column_count ? app->register_column
	       : d->column_count > 0                  ? d->column_count - 1
						      : 0;
}

void
registers_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; st != NULL && i < st->register_count; i++) {
		const struct register_state *r = &st->registers[i];
		const char *id = r->definition->id;

		for (unsigned n = 0; n < r->row_count; n++)
			entries_add(es, (struct entry){.kind = ENTRY_ROW,
						       .key = arena_printf(
							       es->arena,
							       "row:%s:%s", id,
							       r->rows[n].row),
						       .text = r->rows[n].name,
						       .id = r->rows[n].row,
						       .index = n,
						       .part = i});
		entries_add(es, (struct entry){.kind = ENTRY_NEW_ROW,
					       .key = arena_printf(
						       es->arena, "new:%s", id),
					       .text = r->definition->title,
					       .id = id,
					       .part = i});
	}
}

/* --- filling in */

static void
ask_value(struct app *app, const struct entry *e)
{
	const struct register_state *r = register_of(app, e);
	const struct reg *d = r->definition;
	const struct register_row *row = &r->rows[e->index];
	unsigned at = column_of(app, d), next = 0;
	const struct register_column *c;

	if (d->column_count == 0)
		return;
	c = &d->columns[at];
	if (c->value_count == 0) {
		form_cell(app, d, row, at);
		return;
	}
	menu_open(app, MENU_CELL, row->name,
		  say_fill(&app->scratch, tr("%1: now %2"), c->label,
			   say_cell(&row->cells[at], &app->scratch), NULL));
	for (unsigned i = 0; i < c->value_count; i++) {
		menu_add(app, (int)i, c->values[i].text, NULL, c->values[i].id);
		if (row->cells[at].value != NULL &&
		    strcmp(row->cells[at].value, c->values[i].id) == 0)
			next = i + 1;
	}
	menu_add(app, (int)c->value_count, tr("not known yet"), NULL,
		 "unknown");
	app->menu.focus = (int)(next < c->value_count ? next : 0);
	app->cell = (struct cell_place){
		.reg = arena_strdup(&app->layer_arena, d->id),
		.row = arena_strdup(&app->layer_arena, row->row),
		.column = arena_strdup(&app->layer_arena, c->id),
	};
}

void
cell_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	struct action act = {
		.kind = ACT_ROW,
		.reg = app->cell.reg,
		.row = app->cell.row,
		.column = app->cell.column,
		.value = row->arg,
	};

	app->layer = LAYER_NONE;
	app_act(app, &act, out);
}

/* The next cell of the row that nothing is known of; false: there is none. */
static bool
go_on_in_row(struct app *app, const struct entry *e)
{
	const struct register_state *r = register_of(app, e);
	const struct register_row *row = &r->rows[e->index];

	for (unsigned i = column_of(app, r->definition) + 1;
	     i < r->definition->column_count; i++)
		if (row->cells[i].value == NULL) {
			app->register_column = i;
			return true;
		}
	return false;
}

/* Down the column; from its last row on along the row, then to a new one. */
void
registers_stored(struct app *app, const struct record *r)
{
	struct entries es;
	int at;

	if (r->kind != RECORD_ROW)
		return;
	app_entries(app, &app->scratch, &es);
	if (r->column == NULL) {
		app->register_column = 0;
		for (unsigned i = 0; i < es.count; i++)
			if (es.list[i].kind == ENTRY_ROW && r->row != NULL &&
			    strcmp(es.list[i].id, r->row) == 0)
				app_set_focus(app, &es, i);
		return;
	}
	at = app_focus(app, &es);
	if (at < 0 || (unsigned)at + 1 >= es.count ||
	    es.list[at].kind != ENTRY_ROW)
		return;
	if (es.list[at + 1].kind == ENTRY_ROW ||
	    !go_on_in_row(app, &es.list[at]))
		app_set_focus(app, &es, (unsigned)at + 1);
}

/* What is known of the row, and from whom. */
static void
read_row(struct app *app, const struct entry *e)
{
	const struct register_state *r = register_of(app, e);
	const struct register_row *row = &r->rows[e->index];
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const char *all = "";

	for (unsigned i = 0; i < r->definition->column_count; i++) {
		const struct register_cell *cell = &row->cells[i];

		reader_add(a, &all, cell->column->label, say_cell(cell, a));
		for (unsigned n = 0; cell->state && n < cell->state->count;
		     n++) {
			const struct fact_standing *v = &cell->state->values[n];
			struct register_cell one = {.column = cell->column,
						    .value = v->value};

			all = arena_printf(
				a, "%s    %s (%s, %s)\n", all,
				register_cell_text(&one, "", ""),
				v->source ? v->source : tr("the team"),
				say_day_clock(record_happened(v->record),
					      f->zone, a));
		}
	}
	if (row->service != NULL) {
		reader_add(a, &all, tr("Owner"), row->service->owner);
		reader_add(a, &all, tr("Can be missed for"),
			   row->service->maximum_outage);
		reader_add(a, &all, tr("On paper"),
			   row->service->paper_procedure);
	}
	app_read(app, row->name, all);
}

static void
move_column(struct app *app, const struct entry *e, int by)
{
	const struct reg *d = register_of(app, e)->definition;
	unsigned at = column_of(app, d);

	if (by < 0 && at > 0)
		app->register_column = at - 1;
	else if (by > 0 && at + 1 < d->column_count)
		app->register_column = at + 1;
}

void
registers_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out)
{
	(void)out;
	if (e == NULL)
		return;
	switch ((int)verb) {
	case VERB_TICK:
	case VERB_OPEN:
		if (e->kind == ENTRY_NEW_ROW)
			form_new_row(app, e->id);
		else
			ask_value(app, e);
		break;
	case VERB_READ_BACK:
		move_column(app, e, -1);
		break;
	case VERB_READ_ON:
		move_column(app, e, 1);
		break;
	case VERB_WHY:
		if (e->kind == ENTRY_ROW)
			read_row(app, e);
		break;
	default:
		break;
	}
}

/* --- drawing */

/* Columns that fit beside the name, from one on that shows the focused one. */
struct columns {
	unsigned from, count;
	int name, width;
};

static struct columns
columns_for(const struct reg *d, unsigned focused, int all)
{
	struct columns c = {.name = all < 60 ? all / 2 - 2 : NAME_COLUMNS};
	/* What stands in most cells, in brackets, with a gap behind it. */
	int least = text_width(tr("not known yet")) + 3, left;

	c.count = d->column_count;
	while (c.name > NAME_LEAST && all >= 60 &&
	       all - 3 - c.name < least * (int)c.count)
		c.name--;
	left = all - 3 - c.name;
	while (c.count > 1 && left / (int)c.count < least)
		c.count--;
	c.width = c.count > 0 ? left / (int)c.count : left;
	if (c.width > 24)
		c.width = 24;
	if (focused >= c.count)
		c.from = focused - c.count + 1;
	return c;
}

static void
draw_heads(struct sheet *s, const struct reg *d, const struct columns *c)
{
	struct sheet_part parts[FORM_OPTIONS_MOST];
	unsigned count = 0;

	for (unsigned i = 0; i < c->count && count < FORM_OPTIONS_MOST; i++)
		parts[count++] = (struct sheet_part){
			3 + c->name + (int)i * c->width + 1, c->width - 2,
			LOOK_NORMAL, d->columns[c->from + i].label};
	if (count > 0)
		sheet_row(s, parts, count);
}

static void
draw_row(const struct app *app, struct sheet *s, const struct entry *e,
	 const struct columns *c, bool focused)
{
	const struct register_state *r = register_of(app, e);
	const struct register_row *row = &r->rows[e->index];
	unsigned at = column_of(app, r->definition);
	struct sheet_part parts[FORM_OPTIONS_MOST + 1];
	struct arena *a = &s->grid->scratch;
	unsigned count = 0;

	parts[count++] = (struct sheet_part){
		3, c->name - 1, focused ? LOOK_BOLD : LOOK_NORMAL, row->name};
	for (unsigned i = 0; i < c->count && count <= FORM_OPTIONS_MOST; i++) {
		const struct register_cell *cell = &row->cells[c->from + i];
		bool here = focused && c->from + i == at;
		enum register_concern concern = register_cell_concern(cell);
		const char *text = say_cell(cell, a);

		parts[count++] = (struct sheet_part){
			3 + c->name + (int)i * c->width, c->width,
			here                      ? LOOK_FOCUS
			: concern == CONCERN_HIGH ? LOOK_CAUTION
						  : LOOK_NORMAL,
			here ? arena_printf(a, "[%s]", text)
			     : arena_printf(a, " %s", text)};
	}
	sheet_mark(s, 1);
	sheet_row(s, parts, count);
}

void
registers_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	struct columns c = {0};
	int before = -1;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	if (st->register_count == 0)
		sheet_text(&s, 1, LOOK_NORMAL,
			   say_in_mode(app->front->incident,
				       N_("No file of this incident has a "
					  "register.")));
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];
		const struct register_state *r = register_of(app, e);

		sheet_entry(&s, -1);
		if ((int)e->part != before) {
			c = columns_for(r->definition,
					column_of(app, r->definition),
					s.columns);
			if (before >= 0)
				sheet_gap(&s);
			sheet_hang(&s, 1, "", LOOK_BOLD, r->definition->title,
				   say_register_counts(r, &s.grid->scratch));
			draw_heads(&s, r->definition, &c);
		}
		before = (int)e->part;
		sheet_entry(&s, (int)i);
		if (e->kind == ENTRY_ROW) {
			draw_row(app, &s, e, &c, (int)i == page->focus);
			continue;
		}
		sheet_mark(&s, 1);
		sheet_text(&s, 3, LOOK_NORMAL,
			   tr("+ another row: type its name"));
	}
	sheet_draw(&s, page->body, page->focus);
}

/* --- elsewhere: what they count to */

void
sums_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; st != NULL && i < st->register_count; i++) {
		const struct reg *d = st->registers[i].definition;

		if (register_sum_column(d) >= 0)
			entries_add(es, (struct entry){.kind = ENTRY_REGISTERS,
						       .key = arena_printf(
							       es->arena,
							       "sum:%s", d->id),
						       .text = d->title,
						       .id = d->id,
						       .part = i});
	}
}

void
sums_draw(const struct app *app, struct sheet *s, const struct entries *es)
{
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		if (e->kind != ENTRY_REGISTERS)
			continue;
		sheet_entry(s, (int)i);
		sheet_mark(s, 1);
		sheet_hang(s, 3, "", LOOK_NORMAL, e->text,
			   say_register_counts(register_of(app, e),
					       &s->grid->scratch));
		sheet_entry(s, -1);
	}
}

void
sums_act(struct app *app, enum verb verb, const struct entry *e)
{
	struct arena *a = &app->scratch;
	struct entries es = {.arena = a};
	const char *id = e->id;

	if (verb != VERB_OPEN && verb != VERB_TICK)
		return;
	app_open_view(app, VIEW_REGISTERS);
	registers_entries(app, &es);
	for (unsigned i = 0; i < es.count; i++) {
		const struct register_state *r = register_of(app, &es.list[i]);

		if (strcmp(r->definition->id, id) == 0) {
			app_set_focus(app, &es, i);
			return;
		}
	}
}
