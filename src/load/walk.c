#include "load/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"

/* The folders that lead here, so that a circle of links is seen. */
struct above {
	dev_t device;
	ino_t inode;
	unsigned depth;
	const struct above *above;
};

static void walk_folder(const char *path, const struct above *at,
			struct arena *a, struct walk_list *out);

static bool
ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), wanted = strlen(end);

	return len > wanted && strcmp(name + len - wanted, end) == 0;
}

static bool
may_be_ours(const char *name)
{
	return ends_in(name, ".yaml") || ends_in(name, ".yml") ||
	       ends_in(name, ".md");
}

static void
add(struct arena *a, struct walk_list *out, const char *path)
{
	out->paths = arena_more(a, out->paths, out->count, sizeof(*out->paths));
	out->paths[out->count++] = path;
}

static bool
was_here(const struct above *at, const struct stat *st)
{
	for (; at; at = at->above)
		if (at->device == st->st_dev && at->inode == st->st_ino)
			return true;
	return false;
}

static void
walk_name(const char *path, const char *name, const struct above *at,
	  struct arena *a, struct walk_list *out)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return;
	if (S_ISREG(st.st_mode) && may_be_ours(name))
		add(a, out, path);
	if (S_ISDIR(st.st_mode) && at->depth < WALK_DEPTH &&
	    !was_here(at, &st)) {
		struct above here = {st.st_dev, st.st_ino, at->depth + 1, at};

		walk_folder(path, &here, a, out);
	}
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
walk_folder(const char *path, const struct above *at, struct arena *a,
	    struct walk_list *out)
{
	DIR *folder = opendir(path);
	const char **names = NULL;
	size_t count = 0;
	struct dirent *entry;

	if (!folder)
		return;
	while (out->seen < WALK_MOST && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		out->seen++;
		names = arena_more(a, names, count, sizeof(*names));
		names[count++] = arena_strdup(a, entry->d_name);
	}
	closedir(folder);
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++)
		walk_name(arena_printf(a, "%s/%s", path, names[i]), names[i],
			  at, a, out);
}

bool
walk_files(const char *path, struct arena *a, struct walk_list *out,
	   struct err *err)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno, "%s", path);
	if (S_ISREG(st.st_mode)) {
		if (access(path, R_OK) < 0)
			return err_set_errno(err, ERR_NOT_FOUND, errno, "%s",
					     path);
		add(a, out, arena_strdup(a, path));
		return true;
	}
	if (S_ISDIR(st.st_mode)) {
		struct above here = {st.st_dev, st.st_ino, 0, NULL};
		size_t len = strlen(path);

		while (len > 1 && path[len - 1] == '/')
			len--;
		walk_folder(arena_strndup(a, path, len), &here, a, out);
		if (out->seen < WALK_MOST)
			return true;
		return err_set(err, ERR_NOT_FOUND,
			       tr("%s: has more than %d files; name a folder "
				  "of playbooks"),
			       path, WALK_MOST);
	}
	return err_set(err, ERR_NOT_FOUND,
		       tr("%s: is no regular file or folder"), path);
}

size_t
walk_peek(const char *path, char *bytes, size_t most)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	ssize_t n = 0;

	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		n = pread(fd, bytes, most, 0);
	close(fd);
	return n > 0 ? (size_t)n : 0;
}
