/* What the files of a chronogram share; load/chronogram*.c only. */
#ifndef LOAD_CHRONOGRAM_PARTS_H
#define LOAD_CHRONOGRAM_PARTS_H

#include <stdint.h>

#include "base/csv.h"
#include "core/playbook.h"
#include "load/chronogram.h"

enum column {
	COLUMN_NUMBER,
	COLUMN_TIME,   /* the scenario's clock */
	COLUMN_OFFSET, /* since it began */
	COLUMN_TO,
	COLUMN_FROM,
	COLUMN_CHANNEL,
	COLUMN_TITLE,
	COLUMN_TEXT,
	COLUMN_EXPECTED,
	COLUMNS
};

/* How a file looked: `chronogram` of a scenario says it in words. */
struct dialect {
	char separator;
	bool bom, crlf, open_end;
	bool clock;         /* times are those of the scenario's clock */
	const char *time;   /* "T+", "+" or "" … */
	bool two_digits;    /* … hours as 05 … */
	char colon;         /* … and what stands behind them; 0: minutes */
	const char *unit;   /* behind minutes: "m", "min", "" */
	const char *roles, *channels; /* "it:ICT|communications:Com": their words */
	const char *join;   /* between two roles: ", " */
	/* A digit a column: 1 it is always quoted, 2 where it is not empty … */
	const char *quotes;
	bool head_quoted;   /* … and its name */
	const char *odds;   /* cells that all this does not give back; NULL */
	const char **names; /* of the columns; NULL: none stand there */
	enum column columns[CSV_COLUMNS];
	unsigned column_count;
};

#define BY_HAND "-"   /* in the place of a time */
#define ROLE_ALL "all" /* the four roles at once */

/* COLUMNS: no such word. */
enum column chronogram_column(const char *name, struct arena *a);
/* The id of a role or channel by any of its words; NULL: there is none. */
const char *chronogram_role(const char *word, struct arena *a);
const char *chronogram_channel(const char *word, struct arena *a);
/* The n-th of the roles that `all` stands for; NULL: no more. */
const char *chronogram_all(unsigned n);
bool dialect_has(const struct dialect *d, enum column column);
/* How the file spells an id: the first word for it that stood there. */
void dialect_note(const char **words, const char *id, const char *word,
		  struct arena *a);
/* NULL: it does not stand there. */
const char *dialect_word(const char *words, const char *id, struct arena *a);
/* The columns of a file that does not name them. */
void chronogram_usual_columns(struct dialect *d, unsigned count);

/* Minutes; false: it is no time.  *d says how it looks. */
bool chronogram_time(const char *text, struct dialect *d, int64_t *minutes,
		     struct arena *a);
const char *chronogram_say_time(const struct dialect *d, int64_t minutes,
				struct arena *a);

const char *dialect_write(const struct dialect *d, struct arena *a);
/* What it cannot read stays as it is usual. */
struct dialect dialect_read(const char *text, struct arena *a);

/* The cell of an inject, as the look of the file spells it. */
const char *chronogram_cell(const struct exercise *e,
			    const struct dialect *look, unsigned inject,
			    unsigned column, struct arena *a);
/* One that was spelled in its own way: `odds` with it, NULL: none yet. */
const char *chronogram_note_odd(const char *odds, unsigned row, unsigned column,
				const char *usual, const char *own,
				struct arena *a);
/* How it was spelled, `usual` where it was not odd. */
const char *chronogram_find_odd(const char *odds, unsigned row, unsigned column,
				const char *usual, struct arena *a);

/* A line of what is expected, and back. */
struct expectation chronogram_expected(const char *line, struct arena *a);
const char *
chronogram_say_expected(const struct expectation *x, struct arena *a);

#endif
