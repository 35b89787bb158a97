/*
 * Columns by width in cells, never by bytes; or tabs for programs.  The last
 * column is as long as it wants.
 */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#define TABLE_COLUMNS 8

struct cli;

struct table {
	struct cli *cli;
	bool tabs;
	const char *(*rows)[TABLE_COLUMNS];
	const char **notes; /* of each row; NULL: none */
	size_t count, columns;
};

void table_init(struct table *t, struct cli *cli, bool tabs);
/* Cells are made safe to show; NULL is empty. */
void table_row(struct table *t, const char *const *cells, size_t count);
/* A line below the last row, indented; with tabs it is its last cell. */
void table_note(struct table *t, const char *text);
void table_print(struct table *t);

#endif
