#include "core/registers.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

/*
 * Values whose id says how bad they are.  In a column without any of these the
 * author's order counts, from best to worst.
 */
static const struct {
	const char *id;
	enum register_concern concern;
} CONCERNS[] = {
	{"down", CONCERN_HIGH},         {"hit", CONCERN_HIGH},
	{"lost", CONCERN_HIGH},         {"closed", CONCERN_HIGH},
	{"impossible", CONCERN_HIGH},   {"encrypted", CONCERN_HIGH},
	{"limited", CONCERN_SOME},      {"suspected", CONCERN_SOME},
	{"partial", CONCERN_SOME},      {"rebuilding", CONCERN_SOME},
	{"unknown", CONCERN_UNKNOWN},   {"works", CONCERN_NONE},
	{"clean", CONCERN_NONE},        {"restored", CONCERN_NONE},
	{"possible", CONCERN_NONE},     {"running", CONCERN_NONE},
	{"not-affected", CONCERN_NONE}, {"open", CONCERN_NONE},
};
#define CONCERN_COUNT (sizeof(CONCERNS) / sizeof(CONCERNS[0]))

/* --- what there is */

const struct reg *
library_register(const struct library *lib, const char *id)
{
	for (unsigned i = 0; id && i < lib->vocabulary_count; i++) {
		const struct vocabulary *v = lib->vocabularies[i];

		for (unsigned n = 0; n < v->register_count; n++)
			if (strcmp(v->registers[n].id, id) == 0)
				return &v->registers[n];
	}
	return NULL;
}

struct making_rows {
	const struct incident *in;
	struct arena *a;
	struct register_state *r;
	struct map seen; /* rows that are there, by what a record calls them */
};

static void
make_cells(struct making_rows *m, struct register_row *row)
{
	const struct reg *d = m->r->definition;

	row->cells =
		ARENA_ARRAY(m->a, struct register_cell, d->column_count + 1);
	for (unsigned i = 0; i < d->column_count; i++) {
		struct register_cell *c = &row->cells[i];
		const char *key =
			cell_key(m->a, d->id, d->columns[i].id, row->row);

		c->column = &d->columns[i];
		c->state = map_find(&m->in->cells, key);
		c->value = standing_value(c->state);
		c->contradiction = standing_contradicted(c->state);
	}
}

static bool
is_struck(const struct making_rows *m, const char *row)
{
	const struct row_state *kept = map_find(
		&m->in->rows, row_key(m->a, m->r->definition->id, row));

	return kept && kept->struck;
}

static void
add_row(struct making_rows *m, const struct register_row *row)
{
	struct register_state *r = m->r;
	struct register_row *made;

	if (!row->row || map_find(&m->seen, row->row) || is_struck(m, row->row))
		return;
	map_put_kept(&m->seen, row->row, r);
	r->rows = arena_more(m->a, r->rows, r->row_count, sizeof(*r->rows));
	made = &r->rows[r->row_count++];
	*made = *row;
	if (!made->name || !*made->name)
		made->name = made->row;
	make_cells(m, made);
}

/* The n-th row of a list of the organisation's; false: there is none. */
static bool
seed_at(const struct organisation *o, const char *list, unsigned n,
	struct register_row *row)
{
	*row = (struct register_row){.seeded = true};
	if (!o || !list)
		return false;
	if (strcmp(list, "services") == 0 && n < o->service_count) {
		row->row = o->services[n].id;
		row->name = o->services[n].name;
		row->service = &o->services[n];
	} else if (strcmp(list, "suppliers") == 0 && n < o->supplier_count) {
		row->row = o->suppliers[n].id;
		row->name = o->suppliers[n].name;
	} else if (strcmp(list, "people") == 0 && n < o->person_count) {
		row->row = o->people[n].id;
		row->name = o->people[n].function;
	} else if (strcmp(list, "contacts") == 0 && n < o->contact_count) {
		row->row = o->contacts[n].id;
		row->name = o->contacts[n].name;
	}
	return row->row != NULL;
}

const char *
register_row_name(const struct library *lib, const struct reg *d,
		  const char *row)
{
	struct register_row seeded;

	for (unsigned i = 0;
	     d && row && seed_at(lib->organisation, d->seed, i, &seeded); i++)
		if (strcmp(seeded.row, row) == 0 && seeded.name && *seeded.name)
			return seeded.name;
	return row;
}

static void
make_register(const struct incident *in, const struct library *lib,
	      const struct reg *definition, struct arena *a,
	      struct register_state *r)
{
	struct making_rows m = {.in = in, .a = a, .r = r};
	struct register_row seeded;

	*r = (struct register_state){.definition = definition};
	map_init(&m.seen, a);
	for (unsigned i = 0;
	     seed_at(lib->organisation, definition->seed, i, &seeded); i++)
		add_row(&m, &seeded);
	for (size_t i = 0; i < in->rows.count; i++) {
		const struct row_state *kept = in->rows.entries[i].value;

		if (kept && strcmp(kept->reg, definition->id) == 0)
			add_row(&m, &(struct register_row){.row = kept->row});
	}
}

struct register_state *
registers_at(const struct incident *in, const struct library *lib,
	     struct arena *a, unsigned *count)
{
	struct register_state *all = NULL;

	*count = 0;
	for (unsigned i = 0; i < lib->vocabulary_count; i++) {
		const struct vocabulary *v = lib->vocabularies[i];

		for (unsigned n = 0; n < v->register_count; n++) {
			/* Of two with one id the first stays. */
			if (library_register(lib, v->registers[n].id) !=
			    &v->registers[n])
				continue;
			all = arena_more(a, all, *count, sizeof(*all));
			make_register(in, lib, &v->registers[n], a,
				      &all[(*count)++]);
		}
	}
	return all;
}

struct register_state *
register_at(const struct incident *in, const struct library *lib,
	    const char *id, struct arena *a)
{
	const struct reg *definition = library_register(lib, id);
	struct register_state *r;

	if (!definition)
		return NULL;
	r = ARENA_NEW(a, struct register_state);
	make_register(in, lib, definition, a, r);
	return r;
}

/* --- what people mean */

static bool
is_meant(const char *name, const char *typed, struct arena *a)
{
	return name && (strcmp(name, typed) == 0 ||
			strcmp(text_fold(a, name), text_fold(a, typed)) == 0);
}

const struct register_row *
register_find_row(const struct register_state *r, const char *typed,
		  struct arena *a)
{
	for (unsigned i = 0; typed && i < r->row_count; i++)
		if (strcmp(r->rows[i].row, typed) == 0)
			return &r->rows[i];
	for (unsigned i = 0; typed && i < r->row_count; i++)
		if (is_meant(r->rows[i].row, typed, a) ||
		    is_meant(r->rows[i].name, typed, a))
			return &r->rows[i];
	return NULL;
}

int
register_find_column(const struct reg *r, const char *typed, struct arena *a)
{
	for (unsigned i = 0; typed && i < r->column_count; i++)
		if (is_meant(r->columns[i].id, typed, a) ||
		    is_meant(r->columns[i].label, typed, a))
			return (int)i;
	return -1;
}

const char *
register_find_value(const struct register_column *c, const char *typed,
		    struct arena *a)
{
	for (unsigned i = 0; typed && i < c->value_count; i++)
		if (is_meant(c->values[i].id, typed, a) ||
		    is_meant(c->values[i].text, typed, a))
			return c->values[i].id;
	return NULL;
}

/* --- what it says */

const char *
register_cell_text(const struct register_cell *cell, const char *unknown,
		   const char *contradiction)
{
	const struct register_column *c = cell->column;

	if (cell->contradiction)
		return contradiction;
	if (!cell->value)
		return unknown;
	for (unsigned i = 0; i < c->value_count; i++)
		if (strcmp(c->values[i].id, cell->value) == 0)
			return c->values[i].text;
	return cell->value;
}

int
register_state_column(const struct reg *r)
{
	for (unsigned i = 0; i < r->column_count; i++)
		if (r->columns[i].value_count > 0)
			return (int)i;
	return -1;
}

unsigned
register_count_value(const struct register_state *r, unsigned column,
		     const char *value)
{
	unsigned count = 0;

	for (unsigned i = 0; i < r->row_count; i++) {
		const char *own = r->rows[i].cells[column].value;

		if (value ? own && strcmp(own, value) == 0 : !own)
			count++;
	}
	return count;
}

/* --- how many of how many */

#define DIGITS_MOST 9 /* so that no sum over rows overflows */

int
register_sum_column(const struct reg *r)
{
	for (unsigned i = 0; i < r->column_count; i++)
		if (r->columns[i].of)
			return (int)i;
	return -1;
}

bool
register_column_is_number(const struct reg *r, const struct register_column *c)
{
	if (c->of)
		return true;
	for (unsigned i = 0; i < r->column_count; i++)
		if (r->columns[i].of && strcmp(r->columns[i].of, c->id) == 0)
			return true;
	return false;
}

/* A journal may hold anything: what is no number is not known. */
static bool
cell_number(const struct register_cell *cell, uint64_t *number)
{
	const char *digits = cell->contradiction ? NULL : cell->value;
	size_t len = digits ? strlen(digits) : 0;

	if (len == 0 || len > DIGITS_MOST ||
	    strspn(digits, "0123456789") != len)
		return false;
	for (*number = 0; *digits; digits++)
		*number = *number * 10 + (uint64_t)(*digits - '0');
	return true;
}

static void
add_to_sum(struct register_sum *sum, const struct register_row *row, int count,
	   int total)
{
	uint64_t number;

	if (total >= 0 && cell_number(&row->cells[total], &number)) {
		sum->total += number;
		sum->rows++;
	} else {
		sum->unknown++;
	}
	if (cell_number(&row->cells[count], &number))
		sum->count += number;
}

bool
register_sum_of(const struct register_state *r, const struct register_row *row,
		struct register_sum *out)
{
	const struct reg *d = r->definition;
	int count = register_sum_column(d), total = -1;

	if (count < 0)
		return false;
	for (unsigned i = 0; i < d->column_count; i++)
		if (strcmp(d->columns[i].id, d->columns[count].of) == 0)
			total = (int)i;
	*out = (struct register_sum){.column = &d->columns[count]};
	for (unsigned i = 0; i < r->row_count; i++)
		if (!row || row == &r->rows[i])
			add_to_sum(out, &r->rows[i], count, total);
	return true;
}

/* --- how much it asks for attention */

/* CONCERN_COUNT: no such row in the table. */
static size_t
concern_row(const char *value)
{
	size_t i = 0;

	while (i < CONCERN_COUNT && strcmp(CONCERNS[i].id, value) != 0)
		i++;
	return i;
}

/* The last value in the author's order is the worst, the first is fine. */
static enum register_concern
concern_by_order(const struct register_column *c, const char *value)
{
	for (unsigned i = 0; i < c->value_count; i++) {
		if (strcmp(c->values[i].id, value) != 0)
			continue;
		if (i == 0)
			return CONCERN_NONE;
		return i + 1 == c->value_count ? CONCERN_HIGH : CONCERN_SOME;
	}
	return CONCERN_NONE;
}

enum register_concern
register_cell_concern(const struct register_cell *cell)
{
	const struct register_column *c = cell->column;
	bool in_table = false;
	size_t at;

	if (cell->contradiction)
		return CONCERN_HIGH;
	if (!cell->value)
		return CONCERN_UNKNOWN;
	for (unsigned i = 0; i < c->value_count; i++)
		in_table = in_table ||
			   concern_row(c->values[i].id) < CONCERN_COUNT;
	if (!in_table)
		return concern_by_order(c, cell->value);
	at = concern_row(cell->value);
	return at < CONCERN_COUNT ? CONCERNS[at].concern : CONCERN_NONE;
}

enum register_concern
register_row_concern(const struct register_state *r,
		     const struct register_row *row)
{
	int column = register_state_column(r->definition);
	struct register_sum sum;

	if (column >= 0)
		return register_cell_concern(&row->cells[column]);
	if (!register_sum_of(r, row, &sum))
		return CONCERN_NONE;
	if (sum.unknown > 0)
		return CONCERN_UNKNOWN;
	return sum.count < sum.total ? CONCERN_SOME : CONCERN_NONE;
}

unsigned *
register_worst_first(const struct register_state *r, struct arena *a)
{
	unsigned *order = ARENA_ARRAY(a, unsigned, r->row_count + 1), n = 0;

	for (int c = CONCERN_HIGH; c >= CONCERN_NONE; c--)
		for (unsigned i = 0; i < r->row_count; i++)
			if ((int)register_row_concern(r, &r->rows[i]) == c)
				order[n++] = i;
	return order;
}
