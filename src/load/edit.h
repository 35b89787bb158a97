/*
 * Changes single lines of a YAML file of two levels, such as the
 * organisation's, as text: whatever else stands there, comments too, stays as
 * it is.  Only block style is touched; what is written in another way is
 * refused, never rewritten.  The result must be read again before it counts.
 */
#ifndef LOAD_EDIT_H
#define LOAD_EDIT_H

#include <stdbool.h>

struct buf;

/* `key: value` at the top: replaced, or put behind the last line of these;
 * value NULL: the line goes. */
bool edit_set(struct buf *text, const char *key, const char *value);

/* One more entry of a list, its keys in order; values that are NULL are left
 * out.  The first key is `id`. */
bool edit_add(struct buf *text, const char *list, const char *const *keys,
	      const char *const *values, unsigned count);

/* A key of the entry with that id: replaced, or put at the entry's end; value
 * NULL: the line goes. */
bool edit_set_in(struct buf *text, const char *list, const char *id,
		 const char *key, const char *value);

#endif
