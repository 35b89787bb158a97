/* A cell of a register, or a whole row that is added or struck out. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/registers.h"

#define ROW_NAME_MOST 80 /* characters: it stands in every line about it */

static const char *
nearest_register(const struct proposal *p)
{
	unsigned count;
	struct register_state *all = registers_at(p->in, p->lib, p->a, &count);
	const char **ids = ARENA_ARRAY(p->a, const char *, count + 1);

	for (unsigned i = 0; i < count; i++)
		ids[i] = all[i].definition->id;
	return p->act->reg ? text_nearest(p->act->reg, ids, count) : NULL;
}

/* By its id, or by its title as the screen has it. */
static struct register_state *
find_register(const struct proposal *p)
{
	unsigned count;
	struct register_state *all = registers_at(p->in, p->lib, p->a, &count);
	const char *typed = p->act->reg;

	for (unsigned i = 0; typed && i < count; i++)
		if (strcmp(all[i].definition->id, typed) == 0)
			return &all[i];
	for (unsigned i = 0; typed && i < count; i++)
		if (strcmp(text_fold(p->a, all[i].definition->title),
			   text_fold(p->a, typed)) == 0)
			return &all[i];
	return NULL;
}

static const char *
values_listed(const struct proposal *p, const struct register_column *c)
{
	const char *list = NULL;

	for (unsigned i = 0; i < c->value_count; i++)
		list = list ? arena_printf(p->a, "%s, %s", list,
					   c->values[i].id)
			    : c->values[i].id;
	return arena_printf(p->a, "%s, unknown", list);
}

static struct refused
check_row_name(const struct proposal *p)
{
	const char *name = p->act->row;
	size_t len = strlen(name), at = 0, characters = 0;

	while (at < len) {
		uint32_t c;

		at += text_decode(name + at, len - at, &c);
		characters++;
	}
	if (characters <= ROW_NAME_MOST)
		return may();
	return refuse(REFUSED_TEXT_TOO_LONG,
		      arena_printf(p->a, "%zu", characters - ROW_NAME_MOST),
		      NULL);
}

/* No column: the row itself is added, or struck out as a mistake. */
static struct refused
decide_whole_row(struct proposal *p, const struct register_row *row)
{
	if (p->act->strike && !row)
		return refuse(REFUSED_ROW_UNKNOWN, p->act->row, NULL);
	if (!p->act->strike && row)
		return refuse(REFUSED_ROW_ALREADY, row->name, NULL);
	p->out->row = row ? row->row : p->act->row;
	p->out->value = p->act->strike ? ROW_STRUCK : NULL;
	return may();
}

static struct refused
decide_cell(struct proposal *p, const struct register_state *r,
	    const struct register_row *row)
{
	const struct action *act = p->act;
	int at = register_find_column(r->definition, act->column, p->a);
	const struct register_column *c;
	const char *value = act->value;

	if (at < 0)
		return refuse(REFUSED_COLUMN_UNKNOWN, act->column,
			      r->definition->id);
	c = &r->definition->columns[at];
	if (!value)
		return refuse(REFUSED_VALUE, "",
			      c->value_count ? values_listed(p, c) : NULL);
	if (c->value_count > 0 && strcmp(value, "unknown") != 0) {
		value = register_find_value(c, act->value, p->a);
		if (!value)
			return refuse(REFUSED_VALUE, act->value,
				      values_listed(p, c));
	}
	if (register_column_is_number(r->definition, c) &&
	    strcmp(value, "unknown") != 0) {
		struct refused no = check_whole_number(value);

		if (no.why != REFUSED_NOT)
			return no;
	}
	p->out->row = row ? row->row : act->row;
	p->out->column = c->id;
	p->out->value = value;
	p->out->source = act->source;
	replace_values(p, row ? row->cells[at].state : NULL);
	return may();
}

struct refused
decide_row(struct proposal *p)
{
	const struct action *act = p->act;
	struct register_state *r = find_register(p);
	const struct register_row *row;
	struct refused no;

	if (!r)
		return refuse(REFUSED_REGISTER_UNKNOWN,
			      act->reg ? act->reg : "", nearest_register(p));
	if (!act->row)
		return refuse(REFUSED_ROW_UNKNOWN, "", NULL);
	no = check_row_name(p);
	if (no.why != REFUSED_NOT)
		return no;
	row = register_find_row(r, act->row, p->a);
	p->out->reg = r->definition->id;
	return act->column ? decide_cell(p, r, row) : decide_whole_row(p, row);
}
