/*
 * Strings to pointers, in an arena.  A zeroed map with its arena set is empty.
 * Keys are copied unless they live at least as long (map_put_kept).  Order of
 * insertion is kept; what is put again after it was taken away stands at the
 * end.  A value of NULL takes away.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct map_entry {
	const char *key;
	void *value; /* NULL: taken away */
};

/*
 * A part of the key's hash stands beside the number: a slot of another key is
 * passed, and the slots are laid out anew, without a look at any key.
 */
struct map_slot {
	uint32_t number; /* of the entry, from 1; 0: free */
	uint32_t mark;
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* in order of insertion */
	size_t count;              /* with those taken away */
	struct map_slot *slots;
	size_t slot_count;
};

void map_init(struct map *m, struct arena *arena);
/* Room for so many keys more: saves laying it out anew again and again. */
void map_expect(struct map *m, size_t count);
void *map_find(const struct map *m, const char *key); /* NULL: not there */
void map_put(struct map *m, const char *key, void *value);
void map_put_kept(struct map *m, const char *key, void *value);
/* The same for a key that is new; false, and nothing changes, where it is not.
 */
bool map_add_kept(struct map *m, const char *key, void *value);
void map_remove(struct map *m, const char *key);

#endif
