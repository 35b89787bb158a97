#include "app/typed_path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/text.h"

#define NAMES_MOST 4096 /* of a folder; more would not be read anyway */
#define NAMES_SHOWN 12

struct names {
	struct arena *arena;
	const char **list;
	unsigned count;
};

const char *
typed_path(const char *typed, struct arena *a)
{
	const char *home = getenv("HOME");

	if (typed[0] != '~' || (typed[1] != '/' && typed[1]) || !home)
		return arena_strdup(a, typed);
	return arena_printf(a, "%s%s", home, typed + 1);
}

static bool
fits(const char *name, const char *begun, struct arena *a)
{
	if (strncmp(name, begun, strlen(begun)) != 0)
		return false;
	if (name[0] == '.' && begun[0] != '.')
		return false;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return false;
	return text_is_utf8(name, strlen(name)) &&
	       strcmp(text_shown(a, name, false), name) == 0;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
read_names(struct names *n, const char *folder, const char *begun)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && n->count < NAMES_MOST && (entry = readdir(dir))) {
		if (!fits(entry->d_name, begun, n->arena))
			continue;
		n->list = arena_more(n->arena, n->list, n->count,
				     sizeof(*n->list));
		n->list[n->count++] = arena_strdup(n->arena, entry->d_name);
	}
	if (dir)
		closedir(dir);
	if (n->count)
		qsort(n->list, n->count, sizeof(*n->list), compare_names);
}

/* What the first and the last of sorted names share, in whole characters. */
static size_t
shared(const struct names *n)
{
	const char *first = n->list[0], *last = n->list[n->count - 1];
	size_t len = 0;

	while (first[len] && first[len] == last[len])
		len++;
	while (len > 0 && ((unsigned char)first[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static const char *
join(const struct names *n)
{
	const char *all = "";

	for (unsigned i = 0; i < n->count && i < NAMES_SHOWN; i++)
		all = arena_printf(n->arena, "%s%s%s", all, i ? "  " : "",
				   n->list[i]);
	return n->count > NAMES_SHOWN ? arena_printf(n->arena, "%s  …", all)
				      : all;
}

struct path_completed
path_complete(const char *typed, struct arena *a)
{
	const char *slash = strrchr(typed, '/');
	const char *begun = slash ? slash + 1 : typed;
	char *above = arena_strndup(a, typed, (size_t)(begun - typed));
	const char *folder = *above ? typed_path(above, a) : ".";
	struct path_completed out = {.path = typed};
	struct names n = {.arena = a};
	struct stat st;

	if (strcmp(typed, "~") == 0) {
		out.path = "~/";
		return out;
	}
	read_names(&n, folder, begun);
	if (n.count == 0)
		return out;
	out.path = arena_printf(a, "%s%.*s", above, (int)shared(&n), n.list[0]);
	if (n.count > 1) {
		out.others = join(&n);
		return out;
	}
	if (stat(typed_path(out.path, a), &st) == 0 && S_ISDIR(st.st_mode))
		out.path = arena_printf(a, "%s/", out.path);
	else
		out.whole = true;
	return out;
}
