/*
 * Registers: lists of services, systems, municipalities whose rows have a
 * state.  Columns and their values come from the vocabulary, rows from the
 * organisation's own file (`seed`) and from whoever adds one; a cell is kept
 * as a fact is, with its source and its contradictions.
 *
 * Everything is made anew from state and library, in the library's language.
 * Strings point into these or into the arena.
 */
#ifndef CORE_REGISTERS_H
#define CORE_REGISTERS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct fact_state;
struct incident;
struct library;
struct reg;
struct register_column;
struct service;

/* How much a value asks for attention; the table is in registers.c. */
enum register_concern {
	CONCERN_NONE,
	CONCERN_UNKNOWN, /* nobody said yet */
	CONCERN_SOME,
	CONCERN_HIGH
};

struct register_cell {
	const struct register_column *column;
	const struct fact_state *state; /* NULL: nobody said anything yet */
	const char *value;              /* as recorded; NULL: not known */
	bool contradiction;
};

struct register_row {
	const char *row;  /* as a record names it: an id, or what was typed */
	const char *name; /* as people read it */
	bool seeded;
	const struct service *service; /* of seed `services`; else NULL */
	struct register_cell *cells;   /* one a column */
};

struct register_state {
	const struct reg *definition;
	struct register_row *rows; /* seeded ones first, then as added */
	unsigned row_count;
};

/* A row as people read it: its name in the list that seeds d, else itself. */
const char *register_row_name(const struct library *lib, const struct reg *d,
			      const char *row);

/* All registers of the library, in the order of its vocabularies. */
struct register_state *
registers_at(const struct incident *in, const struct library *lib,
	     struct arena *a, unsigned *count);
/* By id; NULL: there is none. */
const struct reg *library_register(const struct library *lib, const char *id);
/* One register; NULL: there is none. */
struct register_state *
register_at(const struct incident *in, const struct library *lib,
	    const char *id, struct arena *a);

/* By the row's id or its name, whatever the case; NULL: none. */
const struct register_row *
register_find_row(const struct register_state *r, const char *typed,
		  struct arena *a);
/* By id or label; the column's index, -1: none. */
int
register_find_column(const struct reg *r, const char *typed, struct arena *a);
/* A value's id by id or label; NULL: the column has no such value. */
const char *register_find_value(const struct register_column *c,
				const char *typed, struct arena *a);

/*
 * A cell as text: the value's label, what was typed, or one of the two words
 * that the caller gives in the reader's language.
 */
const char *register_cell_text(const struct register_cell *cell,
			       const char *unknown, const char *contradiction);

/* The first column with values: the one that is counted; -1: none has any. */
int register_state_column(const struct reg *r);
/* Rows with that value in a column; NULL: not known, or contradicted. */
unsigned register_count_value(const struct register_state *r, unsigned column,
			      const char *value);

/* So many of so many, over all rows or of one: "34 of 120". */
struct register_sum {
	const struct register_column *column; /* the one with `of` */
	uint64_t count, total;
	unsigned rows;    /* whose total is known … */
	unsigned unknown; /* … and not known */
};
/* The first column with `of`; -1: the register counts nothing. */
int register_sum_column(const struct reg *r);
/* Whether its cells are whole numbers. */
bool register_column_is_number(const struct reg *r,
			       const struct register_column *c);
/* row NULL: over all rows.  false: the register counts nothing. */
bool register_sum_of(const struct register_state *r,
		     const struct register_row *row, struct register_sum *out);

/* Of a cell of that column; of the whole row by the column that is counted. */
enum register_concern register_cell_concern(const struct register_cell *cell);
enum register_concern register_row_concern(const struct register_state *r,
					   const struct register_row *row);
/* Row indices, what asks most for attention first; as many as row_count. */
unsigned *register_worst_first(const struct register_state *r, struct arena *a);

#endif
