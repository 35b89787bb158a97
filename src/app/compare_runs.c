#include "app/compare_runs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/session.h"
#include "base/err.h"
#include "base/tr.h"
#include "core/diag.h"
#include "load/load.h"
#include "store/names.h"

#define DEPTH 8

struct search {
	struct session *session;
	struct compare_found *found;
	struct map scenarios; /* sha256 -> struct exercise, or `none` */
	struct arena *arena;  /* of the scenarios: as long as the search */
};

static const struct exercise none;

/* --- the scenario of a run, read once however many played it */

static const struct exercise *
read_scenario(struct search *s, struct folder *f, const struct record_file *r)
{
	struct diag_list diags = {.arena = s->arena};
	struct loaded file = {0};
	struct file_header head;
	size_t len = 0;
	const char *bytes =
		folder_kept_file(f, r->file, r->sha256, &len, s->arena, NULL);

	if (!bytes || !load_header(r->file, bytes, len, s->arena, &head) ||
	    head.kind != FILE_EXERCISE ||
	    !load_bytes(r->file, bytes, len, s->arena, &diags, &file) ||
	    !file.exercise)
		return &none;
	return file.exercise;
}

static const struct exercise *
scenario_of(struct search *s, struct folder *f, const struct incident *in)
{
	for (unsigned i = 0; i < in->file_count; i++) {
		const struct record_file *r = &in->files[i];
		const struct exercise *e;

		if (!r->file || !r->sha256)
			continue;
		e = map_find(&s->scenarios, r->sha256);
		if (!e) {
			e = read_scenario(s, f, r);
			map_put(&s->scenarios, r->sha256, (void *)(uintptr_t)e);
		}
		if (e != &none)
			return e;
	}
	return NULL;
}

/* --- a run */

static void
read_run(struct search *s, const char *path)
{
	const char *slash = strrchr(path, '/');
	const struct incident_place place = {
		.path = path,
		.name = slash ? slash + 1 : path,
		.id8 = "",
		.mode = "exercise",
	};
	struct journal_identity nobody = {0};
	struct arena scratch = {0};
	struct library lib = {.arena = &scratch};
	struct incident in;
	struct folder f;

	if (!folder_open(NULL, &place, &nobody, &scratch, &f, NULL)) {
		s->found->unread++;
		arena_fini(&scratch);
		return;
	}
	f.read_only = true;
	incident_init(&in, &scratch, NULL);
	folder_fold(&f, &in);
	if (in.mode && strcmp(in.mode, "exercise") == 0) {
		lib.exercise = scenario_of(s, &f, &in);
		if (lib.exercise)
			compare_add(&s->found->compare, &in, &lib, &scratch);
		else
			s->found->unread++;
	}
	folder_close(&f);
	arena_fini(&scratch);
}

/* --- folders */

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Its folders by their names; *run: there are journals in it. */
static const char **
list_folder(DIR *dir, struct arena *a, unsigned *count, bool *run)
{
	const char **names = NULL;
	struct dirent *entry;
	struct stat st;

	*count = 0;
	*run = false;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(dir), entry->d_name, &st,
			    AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		*run |= S_ISREG(st.st_mode) && names_is_journal(entry->d_name);
		if (!S_ISDIR(st.st_mode))
			continue;
		names = arena_more(a, names, *count, sizeof(const char *));
		names[(*count)++] = arena_strdup(a, entry->d_name);
	}
	if (*count)
		qsort(names, *count, sizeof(*names), compare_names);
	return names;
}

static bool
search_folder(struct search *s, const char *path, unsigned depth)
{
	struct arena scratch = {0};
	DIR *dir = opendir(path);
	const char **names;
	unsigned count;
	bool run;

	if (!dir)
		return false;
	names = list_folder(dir, &scratch, &count, &run);
	closedir(dir);
	if (run)
		read_run(s, path);
	for (unsigned i = 0; !run && depth < DEPTH && i < count; i++)
		(void)search_folder(
			s, arena_printf(&scratch, "%s/%s", path, names[i]),
			depth + 1);
	arena_fini(&scratch);
	return true;
}

bool
compare_folder(struct session *s, const char *path, struct compare_found *found,
	       struct err *err)
{
	struct arena kept = {0};
	struct search search = {.session = s, .found = found, .arena = &kept};
	char whole[PATH_MAX];
	bool fine;

	map_init(&search.scenarios, &kept);
	fine = realpath(path, whole) && search_folder(&search, whole, 0);
	if (!fine)
		err_set_errno(err, ERR_NOT_FOUND, errno,
			      tr("The folder %s cannot be read"), path);
	arena_fini(&kept);
	return fine;
}
