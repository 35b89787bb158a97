/*
 * The merged order of several journals: of the next line of each file, those
 * whose `seen` is satisfied; smallest (time, journal name, n) first (engine
 * rule 26).  The same whatever came when.  Of lines with one id the first in
 * this order counts; the others still hold their place.  A forged circle is
 * cut at its smallest line and reported.
 */
#ifndef CORE_ORDER_H
#define CORE_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct record;

struct order_journal {
	const char *name;              /* the file's base name with .jsonl */
	struct record *const *records; /* n = 1, 2, … */
	size_t count;
};

struct order_entry {
	const struct record *record;
	unsigned journal; /* index of its file */
	bool duplicate;   /* marked: an earlier one in this order has its id */
	bool cut;         /* a circle was cut here */
};

/* Every line of every journal, in merged order, in the arena. */
struct order_entry *
order_merge(const struct order_journal *journals, unsigned journal_count,
	    struct arena *a, size_t *count);

/* For who has no other way to know: incident_apply() leaves them out itself. */
void order_mark_duplicates(struct order_entry *entries, size_t count,
			   struct arena *a);

#endif
