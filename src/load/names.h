/* What the shelf and the library of an incident have in common. */
#ifndef LOAD_NAMES_H
#define LOAD_NAMES_H

#include <stdbool.h>

#include "core/library.h"
#include "load/load.h"

/* load_bytes(), where one file may not take the memory of all. */
bool
shelf_load_capped(const char *file, const char *bytes, size_t len,
		  struct arena *a, struct diag_list *diags, struct loaded *out);

/* Adds the file to the library, whatever its kind. */
void shelf_add_loaded(struct library *lib, const struct loaded *l);

#endif
