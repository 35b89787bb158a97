/*
 * Which of a list's entries has the focus.  Entries come and go while others
 * write, so the focus holds on to the entry's key; where that is gone it stays
 * at its place.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#define LIST_KEY_SIZE 320

struct list {
	char key[LIST_KEY_SIZE]; /* "": nothing was focused yet */
	unsigned index;
};

/* The keys of the entries as they are now. */
struct list_keys {
	const char *const *keys;
	unsigned count;
};

/* The focused entry, -1 when there is none. */
int list_focus(const struct list *l, struct list_keys keys);
void list_set(struct list *l, struct list_keys keys, unsigned index);
/* Moves by so many entries, stops at the ends; false when it could not move. */
bool list_move(struct list *l, struct list_keys keys, int by);
/* Of an entry that is not there yet: the focus is on it once it comes. */
void list_hold(struct list *l, const char *key);
/* Lets go: the view chooses where to begin. */
void list_forget(struct list *l);

#endif
