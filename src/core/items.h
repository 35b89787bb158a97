/*
 * The items of a step as they stand: shipped ones and the municipality's own,
 * and of an item with `for-each` one for every row of its register.
 *
 * While that register has no rows the item is one, without a row, so that
 * nobody passes it by; its own tick does not count for rows that come later.
 */
#ifndef CORE_ITEMS_H
#define CORE_ITEMS_H

#include <stdint.h>

struct arena;
struct incident;
struct item_ref;
struct library;
struct playbook;
struct record;
struct status_item;
struct step_ref;

/* visit: of the step, where it is current; else 0. */
struct status_item *
items_of_step(const struct incident *in, const struct library *lib,
	      const struct step_ref *ref, int64_t visit, int64_t now,
	      struct arena *a, unsigned *count);
/* The same, whether the step is current now or not. */
struct status_item *
items_of_step_now(const struct incident *in, const struct library *lib,
		  const struct step_ref *ref, int64_t now, struct arena *a,
		  unsigned *count);
struct status_item *
items_of_first(const struct incident *in, const struct library *lib,
	       const struct playbook *p, int64_t now, struct arena *a,
	       unsigned *count);

/*
 * One text of an item with {{row.name}} filled in.  The item's own text gets
 * the name behind it where it does not name the row.  name NULL: as it is.
 */
const char *item_words(const char *text, const char *row_name, struct arena *a);

/* By its address: a path, or a path, a slash and a row; NULL: no such. */
const struct status_item *
item_at_address(const struct incident *in, const struct library *lib,
		const char *address, int64_t now, struct arena *a);

/* The address that a line of kind item is about; NULL: none. */
const char *item_address(const struct record *r, struct arena *a);

#endif
