#include "ui/list.h"

#include <stdio.h>
#include <string.h>

int
list_focus(const struct list *l, struct list_keys keys)
{
	if (keys.count == 0)
		return -1;
	if (l->key[0] != '\0') {
		/* Where it was last is where it mostly still is. */
		if (l->index < keys.count &&
		    strcmp(keys.keys[l->index], l->key) == 0)
			return (int)l->index;
		for (unsigned i = 0; i < keys.count; i++)
			if (strcmp(keys.keys[i], l->key) == 0)
				return (int)i;
	}
	return (int)(l->index < keys.count ? l->index : keys.count - 1);
}

void
list_set(struct list *l, struct list_keys keys, unsigned index)
{
	if (keys.count == 0) {
		list_forget(l);
		return;
	}
	l->index = index < keys.count ? index : keys.count - 1;
	snprintf(l->key, sizeof(l->key), "%s", keys.keys[l->index]);
}

bool
list_move(struct list *l, struct list_keys keys, int by)
{
	int from = list_focus(l, keys), to = from + by;

	if (from < 0)
		return false;
	if (to < 0)
		to = 0;
	if (to >= (int)keys.count)
		to = (int)keys.count - 1;
	list_set(l, keys, (unsigned)to);
	return to != from;
}

void
list_hold(struct list *l, const char *key)
{
	snprintf(l->key, sizeof(l->key), "%s", key);
}

void
list_forget(struct list *l)
{
	*l = (struct list){0};
}
