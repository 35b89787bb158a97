#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "load/load.h"
#include "load/tree.h"

/* The n-th child of a list. */
static const struct node *
entry(const struct node *list, unsigned long n)
{
	const struct node *node = list->first;

	if (list->kind != NODE_LIST)
		return NULL;
	while (node && n--)
		node = node->next;
	return node;
}

/* One more part of roles[0].steps[2].text; *path moves behind it. */
static const struct node *
descend(const struct node *node, const char **path, struct arena *a)
{
	size_t len;

	if (**path == '[') {
		char *end;
		unsigned long n = strtoul(*path + 1, &end, 10);

		if (*end != ']')
			return NULL;
		*path = end + 1;
		return entry(node, n);
	}
	if (**path == '.')
		++*path;
	len = strcspn(*path, ".[");
	if (len == 0)
		return NULL;
	node = tree_child(node, arena_strndup(a, *path, len));
	*path += len;
	return node;
}

struct place
load_locate(const char *bytes, size_t len, const char *path)
{
	struct place place = {0, 0};
	const struct node *node;
	struct arena scratch;
	bool whole;

	arena_init(&scratch, LOAD_ARENA);
	node = tree_read(NULL, bytes, len, &scratch, &whole);
	while (node && *path)
		node = descend(node, &path, &scratch);
	if (node)
		place = node->place;
	arena_fini(&scratch);
	return place;
}
