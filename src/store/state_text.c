/*
 * Small local texts in the state folder: the role that was last used, drafts.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/paths.h"

#define MOST_BYTES ((size_t)1 << 20)

struct where {
	char folder[256]; /* below the state folder, "." for itself */
	const char *name;
};

/* "last-role" or "drafts/heron"; anything else leads astray. */
static bool
split(const char *name, struct where *out)
{
	const char *slash = strchr(name, '/');
	size_t len = slash ? (size_t)(slash - name) : 1;

	if (len >= sizeof(out->folder))
		return false;
	memcpy(out->folder, slash ? name : ".", len);
	out->folder[len] = '\0';
	out->name = slash ? slash + 1 : name;
	return beneath_is_plain_name(out->name) &&
	       (!slash || beneath_is_plain_name(out->folder));
}

const char *
paths_read_state(const struct paths *p, const char *name, struct arena *a)
{
	struct where where;
	const char *text;
	size_t len;
	int fd;

	if (!p->state || !split(name, &where))
		return NULL;
	fd = open(p->state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	text = beneath_read_file(fd, name, MOST_BYTES, &len, a);
	close(fd);
	return text;
}

void
paths_write_state_soon(const struct paths *p, const char *name,
		       const char *text)
{
	struct where where;
	bool good;
	int fd;

	if (!p->state || !split(name, &where))
		return;
	fd = open(p->state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	good = fd >= 0 && beneath_put_file_soon(fd, where.folder, where.name,
						text, strlen(text), 0600);
	if (fd >= 0)
		close(fd);
	/* Its folder is made at the first one. */
	if (!good && errno == ENOENT)
		(void)paths_write_state(p, name, text, NULL);
}

const char **
paths_list_state(const struct paths *p, const char *folder, const char *prefix,
		 size_t most, struct arena *a, size_t *count)
{
	const char **names = NULL;
	struct dirent *e;
	char path[PATH_MAX];
	DIR *dir = NULL;

	*count = 0;
	if (p->state && (size_t)snprintf(path, sizeof(path), "%s/%s", p->state,
					 folder) < sizeof(path))
		dir = opendir(path);
	while (dir && *count < most && (e = readdir(dir))) {
		if (strncmp(e->d_name, prefix, strlen(prefix)) != 0)
			continue;
		names = arena_more(a, names, *count, sizeof(*names));
		names[(*count)++] = arena_printf(a, "%s/%s", folder, e->d_name);
	}
	if (dir)
		closedir(dir);
	return names;
}

static bool
write_or_remove(int fd, const struct where *where, const char *name,
		const char *text)
{
	if (text)
		return beneath_put_file(fd, where->folder, where->name, text,
					strlen(text), 0600);
	return unlinkat(fd, name, 0) == 0 || errno == ENOENT;
}

bool
paths_write_state(const struct paths *p, const char *name, const char *text,
		  struct err *err)
{
	struct where where;
	char path[PATH_MAX];
	bool good;
	int fd;

	if (!p->state || !split(name, &where) ||
	    (size_t)snprintf(path, sizeof(path), "%s/%s", p->state,
			     where.folder) >= sizeof(path))
		return err_set(err, ERR_WRITE,
			       tr("%s cannot be kept on this station."), name);
	if (!paths_make(path, false, err))
		return false;
	fd = open(p->state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	good = fd >= 0 && write_or_remove(fd, &where, name, text);
	if (!good)
		err_set_errno(err, ERR_WRITE, errno,
			      tr("%s cannot be kept on this station"), name);
	if (fd >= 0)
		close(fd);
	return good;
}
