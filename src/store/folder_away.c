/* What is kept beside a journal that went on in another folder. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/folder_private.h"
#include "store/journal_private.h"

/* Where the next entry goes; NULL: it stays here. */
static const char *
find_away(const struct folder *f)
{
	const struct journal *j = f->journal;

	/* The process that writes goes there together with that entry. */
	if (f->apart && f->writer.moves)
		return f->writer.moves;
	return j && j->moved ? j->folder : NULL;
}

bool
folder_is_away(const struct folder *f)
{
	return find_away(f) != NULL;
}

int
folder_keep_at(struct folder *f, const char **where, struct err *err)
{
	const char *path = find_away(f);
	int fd;

	*where = path ? path : f->path;
	if (!path)
		return f->fd;
	for (size_t i = 0; i < f->place_count; i++)
		if (strcmp(f->places[i].path, path) == 0)
			return f->places[i].fd;
	fd = journal_open_folder(path, err);
	if (fd < 0)
		return -1;
	f->places = arena_more(f->arena, f->places, f->place_count,
			       sizeof(*f->places));
	f->places[f->place_count++] = (struct folder_away){
		.path = arena_strdup(f->arena, path),
		.fd = fd,
	};
	return fd;
}

int
folder_place(const struct folder *f, size_t i)
{
	if (i == 0)
		return f->fd;
	return i <= f->place_count ? f->places[i - 1].fd : -1;
}

static bool
stands_somewhere(const struct folder *f, const char *name)
{
	struct stat st;

	for (size_t i = 0; i <= f->place_count; i++)
		if (fstatat(folder_place(f, i), name, &st,
			    AT_SYMLINK_NOFOLLOW) == 0)
			return true;
	return false;
}

size_t
folder_count_lost(struct folder *f)
{
	size_t count = 0;

	if (f->fd < 0 || folder_is_out_of_reach(f))
		return 0;
	for (size_t i = 0; i < f->file_count; i++)
		count += !stands_somewhere(f, f->files[i]->name);
	return count;
}

void
folder_close_places(struct folder *f)
{
	for (size_t i = 0; i < f->place_count; i++)
		close(f->places[i].fd);
	f->place_count = 0;
}
