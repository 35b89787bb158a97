#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/names.h"

#define MOST_INCIDENTS 10000

static const char *const modes[] = {"live", "exercise", "assessment"};
#define MODES (sizeof(modes) / sizeof(modes[0]))

static const char *
folder_of(const struct paths *p, size_t mode)
{
	const char *const folders[MODES] = {p->incidents, p->exercises,
					    p->assessments};

	return folders[mode];
}

static struct dirent *
next_entry(DIR *dir)
{
	errno = 0;
	return readdir(dir);
}

static bool
say_unread(struct err *err, int number, const char *path)
{
	return err_set_errno(err, ERR_NOT_FOUND, number,
			     tr("The folder %s cannot be read"), path);
}

/* What cannot be read is not empty: somebody would begin anew beside it. */
static bool
list_one(const char *path, const char *mode, struct arena *a,
	 struct incident_places *out, struct err *err)
{
	DIR *dir = path ? opendir(path) : NULL;
	struct dirent *entry = NULL;
	int failed = 0;

	if (!dir)
		return !path || errno == ENOENT || errno == ENOTDIR
			       ? true
			       : say_unread(err, errno, path);
	while (out->count < MOST_INCIDENTS && (entry = next_entry(dir))) {
		struct incident_place place = {.mode = mode};
		const char *id8;
		struct stat st;

		if (!names_is_incident(entry->d_name, &place.started, &id8))
			continue;
		if (fstatat(dirfd(dir), entry->d_name, &st,
			    AT_SYMLINK_NOFOLLOW) != 0) {
			failed = errno == ENOENT ? failed : errno;
			continue;
		}
		if (!S_ISDIR(st.st_mode))
			continue;
		place.path = arena_printf(a, "%s/%s", path, entry->d_name);
		place.name = arena_strdup(a, entry->d_name);
		place.id8 = arena_strdup(a, id8);
		out->places = arena_more(a, out->places, out->count,
					 sizeof(*out->places));
		out->places[out->count++] = place;
	}
	if (!entry && out->count < MOST_INCIDENTS && errno)
		failed = errno;
	closedir(dir);
	return failed ? say_unread(err, failed, path) : true;
}

static int
newest_first(const void *a, const void *b)
{
	const struct incident_place *one = a, *two = b;

	if (one->started != two->started)
		return one->started < two->started ? 1 : -1;
	return strcmp(two->name, one->name);
}

bool
folder_list(const struct paths *p, struct arena *a, struct incident_places *out,
	    struct err *err)
{
	bool whole = true;

	*out = (struct incident_places){0};
	for (size_t i = 0; i < MODES; i++)
		whole = list_one(folder_of(p, i), modes[i], a, out,
				 whole ? err : NULL) &&
			whole;
	if (out->count)
		qsort(out->places, out->count, sizeof(*out->places),
		      newest_first);
	return whole;
}

/* A folder anywhere, perhaps copied and renamed. */
static bool
find_path(const char *typed, struct arena *a, struct incident_place *out,
	  struct err *err)
{
	const char *id8 = "", *slash, *mode;
	char path[PATH_MAX];
	struct stat st;

	if (!realpath(typed, path) || stat(path, &st) != 0)
		return err_set_errno(err, ERR_NOT_FOUND, errno,
				     tr("There is no incident's folder %s"),
				     typed);
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ERR_NOT_FOUND,
			       tr("%s is not the folder of an incident."),
			       typed);
	mode = names_mode_of_place(path);
	*out = (struct incident_place){
		.path = arena_strdup(a, path),
		.mode = mode ? mode : "live",
	};
	slash = strrchr(out->path, '/');
	out->name = slash + 1;
	if (names_is_incident(out->name, &out->started, &id8))
		out->id8 = id8;
	else
		out->id8 = "";
	return true;
}

/* Whether a journal of the place is of the incident that was typed in full. */
static bool
has_id(const struct incident_place *place, const char *digits)
{
	struct journal_identity nobody = {0};
	struct arena scratch = {0};
	struct folder f;
	bool same = true;

	if (folder_open(NULL, place, &nobody, &scratch, &f, NULL)) {
		same = !*f.id || strncmp(f.id, digits, strlen(digits)) == 0;
		f.read_only = true;
		folder_close(&f);
	}
	arena_fini(&scratch);
	return same;
}

static bool
is_digits(const char *typed, char digits[33])
{
	size_t len = strlen(typed);

	if (len < 4 || len > 32)
		return false;
	for (size_t i = 0; i <= len; i++)
		digits[i] = (char)(typed[i] >= 'A' && typed[i] <= 'F'
					   ? typed[i] - 'A' + 'a'
					   : typed[i]);
	return names_is_hex(digits, len);
}

static bool
find_digits(const struct incident_places *all, const char *typed,
	    const char *digits, struct incident_place *out, struct err *err)
{
	size_t len = strlen(digits), found = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct incident_place *place = &all->places[i];

		if (strncmp(place->id8, digits, len < 8 ? len : 8) != 0 ||
		    (len > 8 && !has_id(place, digits)))
			continue;
		if (found++ == 0)
			*out = *place;
	}
	if (found > 1)
		return err_set(err, ERR_USAGE,
			       tr("%s is the beginning of several incidents' "
				  "numbers: type more of its digits."),
			       typed);
	return found == 1;
}

static bool
find_typed(const struct incident_places *all, const char *typed,
	   struct arena *a, struct incident_place *out, struct err *err)
{
	struct err found = {0};
	char digits[33];

	if (strchr(typed, '/') || strcmp(typed, ".") == 0 ||
	    strcmp(typed, "..") == 0)
		return find_path(typed, a, out, err);
	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->places[i].name, typed) == 0) {
			*out = all->places[i];
			return true;
		}
	if (is_digits(typed, digits)) {
		if (find_digits(all, typed, digits, out, &found))
			return true;
		if (found.kind != ERR_NONE) {
			if (err)
				*err = found;
			return false;
		}
	}
	if (access(typed, F_OK) == 0)
		return find_path(typed, a, out, err);
	return err_set(err, ERR_NOT_FOUND,
		       tr("There is no incident %s. Type at least 4 digits of "
			  "its number, its folder's name or a path; "
			  "'draaiboek list' shows what there is."),
		       typed);
}

/* The last `close` or `open-again` of any journal decides. */
static bool
is_open(const struct incident_place *place)
{
	struct journal_identity nobody = {0};
	struct arena scratch = {0};
	int64_t last = INT64_MIN;
	bool begun = false, open = true;
	struct folder f;

	if (!folder_open(NULL, place, &nobody, &scratch, &f, NULL)) {
		arena_fini(&scratch);
		return false;
	}
	for (size_t i = 0; i < f.file_count; i++) {
		for (size_t k = 0; k < f.files[i]->count; k++) {
			const struct record *r = f.files[i]->records[k];

			begun |= r->kind != RECORD_JOURNAL;
			if ((r->kind == RECORD_CLOSE ||
			     r->kind == RECORD_OPEN_AGAIN) &&
			    r->time >= last) {
				last = r->time;
				open = r->kind == RECORD_OPEN_AGAIN;
			}
		}
	}
	folder_close(&f);
	arena_fini(&scratch);
	return begun && open;
}

/* The newest open live one, else the newest live one, else the newest. */
static bool
find_newest(const struct incident_places *all, struct incident_place *out,
	    struct err *err)
{
	const struct incident_place *newest = NULL;

	for (size_t i = 0; i < all->count; i++) {
		const struct incident_place *place = &all->places[i];

		if (strcmp(place->mode, "live") != 0)
			continue;
		if (!newest)
			newest = place;
		if (is_open(place)) {
			*out = *place;
			return true;
		}
	}
	if (!newest && all->count)
		newest = &all->places[0];
	if (!newest)
		return err_set(err, ERR_NOT_FOUND,
			       tr("There is no incident yet: 'draaiboek "
				  "start' begins one."));
	*out = *newest;
	return true;
}

bool
folder_find(const struct paths *p, const char *typed, struct arena *a,
	    struct incident_place *out, struct err *err)
{
	struct incident_places all;
	struct err unread = {0};
	bool whole = folder_list(p, a, &all, &unread);
	bool named = typed && *typed;

	/* Which one is the newest is not known then, nor whether it is here. */
	if ((whole || named) && (named ? find_typed(&all, typed, a, out, err)
				       : find_newest(&all, out, err)))
		return true;
	if (!whole && err)
		*err = unread;
	return false;
}
