#include "store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/names.h"
#include "store/paths.h"

static const char *const sub_folders[] = {"playbooks", "evidence", "documents",
					  "seals"};

static const char *
folder_of_mode(const struct paths *p, const char *mode)
{
	if (mode && strcmp(mode, "exercise") == 0)
		return p->exercises;
	if (mode && strcmp(mode, "assessment") == 0)
		return p->assessments;
	return p->incidents;
}

static bool
make_sub_folders(int fd, bool group)
{
	size_t count = sizeof(sub_folders) / sizeof(sub_folders[0]);

	for (size_t i = 0; i < count; i++)
		if (!beneath_make_folder(fd, sub_folders[i], group))
			return false;
	return beneath_sync_folder(fd);
}

/* What is in them stays: then it is no empty folder of ours. */
static void
remove_empty(int in, const char *name, int fd)
{
	size_t count = sizeof(sub_folders) / sizeof(sub_folders[0]);

	for (size_t i = 0; fd >= 0 && i < count; i++)
		(void)unlinkat(fd, sub_folders[i], AT_REMOVEDIR);
	(void)unlinkat(in, name, AT_REMOVEDIR);
}

/* A new one: what is there already is somebody else's. */
static int
make_in(int in, const char *name, bool group)
{
	int fd, number;

	if (!beneath_make_folder(in, name, group))
		return -1;
	fd = beneath_open(in, name, O_RDONLY | O_DIRECTORY, 0);
	if (fd >= 0 && make_sub_folders(fd, group) && beneath_sync_folder(in))
		return fd;
	number = errno;
	remove_empty(in, name, fd);
	if (fd >= 0)
		close(fd);
	errno = number;
	return -1;
}

int
folder_make(const char *above, const char *name, bool group)
{
	int in = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd, number;

	if (in < 0)
		return -1;
	fd = make_in(in, name, group);
	number = errno;
	close(in);
	errno = number;
	return fd;
}

static void
identify(struct folder *f, const struct journal_identity *who, const char *mode)
{
	f->who = *who;
	f->who.incident = f->id;
	f->who.mode = mode;
}

static bool
is_not_for_all(const char *path, struct err *err)
{
	const char *open = beneath_open_to_all(path);

	if (!*open)
		return true;
	return err_set(err, ERR_NOT_FOUND,
		       tr("Everybody on this machine can change the folder "
			  "%s, so nothing in it can be relied on. Take that "
			  "right away (chmod o-w) and try again."),
		       open);
}

bool
folder_create(const struct paths *p, const char *mode, const char *slug,
	      int64_t now, const struct journal_identity *who, struct arena *a,
	      struct folder *out, struct err *err)
{
	const char *above = folder_of_mode(p, mode);
	char stamp[NAMES_STAMP_SIZE];
	const char *name;

	*out = (struct folder){.arena = a, .fd = -1};
	journal_random_hex(out->id, 32);
	names_write_stamp(now, stamp);
	slug = text_slug(a, slug ? slug : "", 40);
	name = arena_printf(a, "%s-%s-%.8s", stamp, *slug ? slug : "incident",
			    out->id);
	out->path = arena_printf(a, "%s/%s", above, name);
	out->group = p->shared_group;
	out->state_dir = p->state;
	if (!paths_make(above, p->shared_group, err) ||
	    !is_not_for_all(above, err))
		return false;
	out->fd = folder_make(above, name, p->shared_group);
	if (out->fd < 0)
		return err_set_errno(
			err, ERR_WRITE, errno,
			tr("The folder of the new incident, %s, cannot be "
			   "made"),
			out->path);
	identify(out, who, arena_strdup(a, mode ? mode : "live"));
	return true;
}

/* Who else could put something in between what is read and what is written? */
static bool
is_safe(struct folder *f, struct err *err)
{
	struct stat st;

	if (fstat(f->fd, &st) != 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno,
				     tr("The folder %s cannot be read"),
				     f->path);
	if (beneath_modes_are_made_up(f->fd))
		return true;
	f->group = (st.st_mode & S_IWGRP) != 0;
	if (!is_not_for_all(f->path, err))
		return false;
	if (st.st_uid != geteuid() && st.st_uid != 0 && geteuid() != 0 &&
	    !f->group)
		return err_set(err, ERR_NOT_FOUND,
			       tr("The folder %s belongs to another user and "
				  "is not shared with a group. Work as that "
				  "user, or share it (--group)."),
			       f->path);
	return true;
}

static bool
open_unread(const struct paths *p, const struct incident_place *place,
	    const struct journal_identity *who, struct arena *a,
	    struct folder *out, struct err *err)
{
	*out = (struct folder){.arena = a, .fd = -1};
	out->path = arena_strdup(a, place->path);
	out->state_dir = p ? p->state : NULL;
	out->fd = open(out->path,
		       O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (out->fd < 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno,
				     tr("The folder %s cannot be read"),
				     out->path);
	identify(out, who, place->mode);
	if (is_safe(out, err))
		return true;
	close(out->fd);
	out->fd = -1;
	return false;
}

bool
folder_open(const struct paths *p, const struct incident_place *place,
	    const struct journal_identity *who, struct arena *a,
	    struct folder *out, struct err *err)
{
	if (!open_unread(p, place, who, a, out, err))
		return false;
	if (folder_read_all(out, place->mode, err))
		return true;
	close(out->fd);
	out->fd = -1;
	return false;
}

bool
folder_look(const struct paths *p, const struct incident_place *place,
	    const struct journal_identity *who, struct arena *a,
	    struct folder *out, struct err *err)
{
	if (!open_unread(p, place, who, a, out, err))
		return false;
	out->unread = out->read_only = true;
	folder_peek(out);
	return true;
}

void
folder_close(struct folder *f)
{
	if (f->fd < 0)
		return;
	if (f->state_dir && !f->read_only)
		folder_remember_heads(f);
	folder_end_apart(f);
	folder_close_places(f);
	journal_close(f->journal, f->state_dir);
	close(f->fd);
	f->journal = NULL;
	f->fd = -1;
}

void
folder_discard(struct folder *f)
{
	int in;

	if (f->fd < 0)
		return;
	folder_end_apart(f);
	folder_close_places(f);
	journal_close(f->journal, NULL);
	in = openat(f->fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (in >= 0) {
		remove_empty(in, strrchr(f->path, '/') + 1, f->fd);
		close(in);
	}
	close(f->fd);
	f->journal = NULL;
	f->fd = -1;
}
