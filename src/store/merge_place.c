#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/merge_private.h"
#include "store/names.h"
#include "store/paths.h"

static const struct {
	const char *mode, *folder;
} modes[] = {
	{"live", "incidents"},
	{"exercise", "exercises"},
	{"assessment", "assessments"},
};
#define MODES (sizeof(modes) / sizeof(modes[0]))

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* As a root, a folder of incidents: what stands there as `-C DIR` says it. */
static struct paths
paths_of(const char *dir, struct arena *a)
{
	struct paths p = {
		.incidents = arena_printf(a, "%s/incidents", dir),
		.exercises = arena_printf(a, "%s/exercises", dir),
		.assessments = arena_printf(a, "%s/assessments", dir),
	};

	return p;
}

static bool
open_side(struct folder *f, const struct paths *p, const char *path,
	  const char *mode, const struct journal_identity *who, struct arena *a,
	  struct err *err)
{
	const struct incident_place place = {
		.path = path,
		.name = strrchr(path, '/') + 1,
		.id8 = "",
		.mode = mode,
	};

	return folder_open(p, &place, who, a, f, err);
}

/* The folder there with the same 8 digits; NULL: none.  *several: too many. */
static const char *
find_below(const struct incident_places *all, const char *id8,
	   const char **mode, bool *several)
{
	const char *path = NULL;

	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->places[i].id8, id8) != 0)
			continue;
		*several = path != NULL;
		path = all->places[i].path;
		*mode = all->places[i].mode;
	}
	return path;
}

static const char *
digits_of(const char *path)
{
	const char *id8;
	int64_t started;

	return names_is_incident(strrchr(path, '/') + 1, &started, &id8) ? id8
									 : NULL;
}

static void
close_side(struct folder *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

bool
merge_incident_of(int folder_fd, const struct journal_file *file, char id[33])
{
	enum { AT = 113, WANTED = AT + 32 };
	char bytes[WANTED + 1] = "";
	const char *said = bytes + AT;
	struct stat st;
	int fd;

	if (file->count > 0) {
		said = file->records[0]->incident;
	} else {
		/* It stands at a fixed place, also in a damaged line. */
		fd = beneath_open_file(folder_fd, file->name, &st);
		if (fd < 0)
			return false;
		(void)beneath_read_at(fd, bytes, WANTED, 0);
		close(fd);
	}
	if (!said || !names_is_hex(said, 32))
		return false;
	memcpy(id, said, 33);
	return true;
}

/* Whether journals of the incident stand in a folder that is none of its. */
static bool
has_strays(const char *dir, const char *id, const struct journal_identity *who,
	   struct arena *a, struct folder *out)
{
	char of[33];

	if (!open_side(out, NULL, dir, "live", who, a, NULL))
		return false;
	for (size_t i = 0; i < out->file_count; i++)
		if (merge_incident_of(out->fd, out->files[i], of) &&
		    strcmp(of, id) == 0) {
			/* Of several incidents, each merge takes its own. */
			memcpy(out->id, id, sizeof(out->id));
			return true;
		}
	return false;
}

/* Where the folder goes that is not there yet. */
static const char *
new_place(const char *dir, const char *mode, const char *name, struct arena *a)
{
	const char *folder = modes[0].folder;

	for (size_t i = 0; i < MODES; i++)
		if (strcmp(mode, modes[i].mode) == 0)
			folder = modes[i].folder;
	/* In a folder of another mode it would be of that mode. */
	return strcmp(strrchr(dir, '/') + 1, folder) == 0
		       ? arena_printf(a, "%s/%s", dir, name)
		       : arena_printf(a, "%s/%s/%s", dir, folder, name);
}

static bool
find_there(struct merge *m, const char *dir, const char *id8, const char **path,
	   const char **mode, struct err *err)
{
	struct paths root = paths_of(dir, m->arena);
	struct paths flat = {.incidents = dir};
	const char *digits = digits_of(dir);
	struct incident_places below, flat_ones = {0};
	bool several = false;

	*path = NULL;
	*mode = "live";
	if (digits && strcmp(digits, id8) == 0)
		*path = dir;
	else if (digits)
		return err_set(err, ERR_USAGE,
			       tr("%s is the folder of another incident."),
			       dir);
	else if (!folder_list(&root, m->arena, &below, err) ||
		 !folder_list(&flat, m->arena, &flat_ones, err))
		return false;
	else
		*path = find_below(&below, id8, mode, &several);
	if (!*path)
		*path = find_below(&flat_ones, id8, mode, &several);
	if (!several)
		return true;
	return err_set(err, ERR_USAGE,
		       tr("%s has several folders of this incident: name one "
			  "of them."),
		       dir);
}

static bool
is_same_folder(const struct folder *a, const struct folder *b)
{
	struct stat one, two;

	return fstat(a->fd, &one) == 0 && fstat(b->fd, &two) == 0 &&
	       one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

static bool
is_below(const char *dir, const char *above)
{
	char whole[PATH_MAX];
	size_t len;

	if (!above || !realpath(above, whole))
		return false;
	len = strlen(whole);
	return strncmp(dir, whole, len) == 0 &&
	       (dir[len] == '/' || dir[len] == '\0');
}

/* Both are there, or one will be made: they must be of one incident. */
static bool
is_one_incident(const struct merge *m, const struct paths *p, const char *dir,
		struct err *err)
{
	/* What was made there would be in the incident itself. */
	if (m->there_missing &&
	    (is_below(dir, m->here_path) || is_below(dir, p->state)))
		return err_set(err, ERR_USAGE,
			       tr("%s is a folder of the program's own, and "
				  "has no journal of this incident: nothing is "
				  "made there."),
			       dir);
	if (m->here.fd >= 0 && m->there.fd >= 0 &&
	    is_same_folder(&m->here, &m->there))
		return err_set(err, ERR_USAGE,
			       tr("%s is the incident's own folder: there is "
				  "nothing to merge it with."),
			       dir);
	if (*m->here.id && *m->there.id && strcmp(m->here.id, m->there.id) != 0)
		return err_set(err, ERR_USAGE, tr("%s is of another incident."),
			       dir);
	return true;
}

/* The incident is here, or nowhere yet but in `dir`. */
static bool
find_here(struct merge *m, const struct paths *p, const char *typed,
	  const char *dir, struct incident_place *place, struct err *err)
{
	struct incident_place there;
	struct paths other = paths_of(dir, m->arena);
	struct paths flat = {.incidents = dir};
	const char *digits = digits_of(dir);

	if (folder_find(p, typed, m->arena, place, err))
		return true;
	/* What cannot be read is not missing. */
	if (err->kind != ERR_NOT_FOUND ||
	    (err->number && err->number != ENOENT))
		return false;
	if (digits && strlen(typed) >= 4 &&
	    strncmp(digits, typed, strlen(typed) < 8 ? strlen(typed) : 8) == 0)
		there = (struct incident_place){.path = dir,
						.name = strrchr(dir, '/') + 1,
						.mode = "live"};
	else if (!folder_find(&other, typed, m->arena, &there, NULL) &&
		 !folder_find(&flat, typed, m->arena, &there, NULL))
		return false;
	m->here_missing = true;
	*place = there;
	place->path = arena_printf(
		m->arena, "%s/%s",
		strcmp(there.mode, "exercise") == 0     ? p->exercises
		: strcmp(there.mode, "assessment") == 0 ? p->assessments
							: p->incidents,
		there.name);
	return true;
}

static bool
open_there(struct merge *m, const char *dir, const struct incident_place *place,
	   const struct journal_identity *who, struct err *err)
{
	const char *id8 = digits_of(place->path), *mode;
	bool named = id8 != NULL;

	if (!named)
		id8 = arena_strndup(m->arena, m->here.id, 8);
	if (!find_there(m, dir, id8, &m->there_path, &mode, err))
		return false;
	if (m->there_path)
		return open_side(&m->there, NULL, m->there_path, mode, who,
				 m->arena, err);
	m->there_path = dir;
	m->stray = has_strays(dir, m->here.id, who, m->arena, &m->there);
	if (m->stray)
		return true;
	close_side(&m->there);
	m->there_missing = true;
	m->there_path = new_place(dir, m->here.who.mode, place->name, m->arena);
	return true;
}

/* Where this station's entries went that found no other place. */
static void
open_lost(struct merge *m, const char *path, const char *dir,
	  const struct journal_identity *who)
{
	if (strcmp(path, dir) != 0 && is_folder(path) &&
	    !has_strays(path, m->here.id, who, m->arena, &m->lost))
		close_side(&m->lost);
}

/* A copy that got another name, and that nobody here knows the incident of. */
static bool
say_renamed(struct merge *m, const char *dir, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const char **names;
	size_t count = 0;

	if (fd < 0 || err->kind != ERR_NOT_FOUND || digits_of(dir) ||
	    !folder_journal_names(fd, m->arena, &names, &count, NULL))
		count = 0;
	if (fd >= 0)
		close(fd);
	if (count > 0)
		err_set(err, ERR_NOT_FOUND,
			tr("%s has journals, but its name is none of an "
			   "incident's folder. Give it its own name back, such "
			   "as %s."),
			dir, "20261122T101502Z-ransomware-9a1f33c0");
	return false;
}

bool
merge_open(struct merge *m, const struct paths *p, const char *typed,
	   const char *dir, const struct journal_identity *who, struct err *err)
{
	struct incident_place place;
	char whole[PATH_MAX];

	m->here.fd = m->there.fd = m->lost.fd = -1;
	if (!realpath(dir, whole) || !is_folder(whole))
		return err_set_errno(err, ERR_NOT_FOUND,
				     errno ? errno : ENOTDIR,
				     tr("There is no folder %s"), dir);
	dir = arena_strdup(m->arena, whole);
	if (!find_here(m, p, typed, dir, &place, err))
		return say_renamed(m, dir, err);
	m->here_path = place.path;
	m->here.who = *who;
	m->here.who.mode = place.mode;
	m->here.group = p->shared_group;
	if (!m->here_missing &&
	    !open_side(&m->here, p, place.path, place.mode, who, m->arena, err))
		return false;
	if (!open_there(m, dir, &place, who, err))
		return false;
	if (!*m->here.id)
		memcpy(m->here.id, m->there.id, sizeof(m->here.id));
	if (p->state)
		open_lost(m,
			  arena_printf(m->arena, "%s/%s", p->state, place.name),
			  dir, who);
	return is_one_incident(m, p, dir, err);
}
