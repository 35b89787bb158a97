#include "store/merge.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/marks.h"
#include "store/merge_private.h"
#include "store/paths.h"

static const char *const kept_folders[] = {"playbooks", "evidence", "documents",
					   "seals"};

/* One direction. */
struct way {
	struct merge *merge;
	struct folder *from, *to;
	bool home;
	bool stray;         /* journals without a folder of their own */
	struct map told;    /* of strays: the files that their lines speak of */
	const char *folder; /* "" or one of the above */
	int from_fd, to_fd;
	mode_t mode;
};

static struct merge_step *
add_step(struct way *w, const char *name, enum merge_what what)
{
	struct merge *m = w->merge;
	struct merge_step *step;

	m->steps = arena_more(m->arena, m->steps, m->step_count,
			      sizeof(*m->steps));
	step = &m->steps[m->step_count++];
	*step = (struct merge_step){
		.what = what,
		.home = w->home,
		.folder = w->folder,
		.name = arena_strdup(m->arena, name),
	};
	return step;
}

/* errno says why. */
static void
fail(struct way *w, struct merge_step *step, enum merge_what what)
{
	step->what = what;
	step->error = errno;
	if (what == MERGE_UNREADABLE)
		w->merge->unread = true;
	else if (errno == EBUSY)
		w->merge->busy = true;
	else
		w->merge->unwritten = true;
}

/*
 * A conflict copy that what is there has grown beyond need not come: 1.  0: it
 * must; -1 with errno: it cannot be read.
 */
static int
is_part_of_what_is_there(const struct way *w, const struct merge_file *f)
{
	char name[NAME_MAX + 1];
	int64_t common = 0;
	struct stat st;
	int fd, number;

	if (!merge_conflict_of(f->name, name))
		return 0;
	fd = beneath_open_file(w->to_fd, name, &st);
	if (fd < 0)
		return 0;
	if (st.st_size >= f->st.st_size)
		common = merge_common(f->file, fd, f->st.st_size);
	number = errno;
	close(fd);
	errno = number;
	return common < 0 ? -1 : common == f->st.st_size;
}

/*
 * The bounds of the line that a byte is in, or of what could be one: nobody
 * wrote longer ones.  false with errno: unreadable.
 */
static bool
find_line(int fd, int64_t at, int64_t *begin, int64_t *end)
{
	char piece[RECORD_LINE_MAX];
	int64_t from = at > RECORD_LINE_MAX ? at - RECORD_LINE_MAX : 0;
	ssize_t got = beneath_read_at(fd, piece, (size_t)(at - from), from);
	const char *next;

	if (got < 0)
		return false;
	while (got > 0 && piece[got - 1] != '\n')
		got--;
	*begin = from + got;
	got = beneath_read_at(fd, piece, sizeof(piece), at);
	if (got < 0)
		return false;
	next = memchr(piece, '\n', (size_t)got);
	*end = at + (next ? next - piece : got);
	return true;
}

/*
 * The same copy under the same name, whoever merges and how often: its name
 * comes from what differs first, so that one that grows stays one file.
 */
static const char *
name_beside(struct way *w, const struct merge_file *f, int64_t at)
{
	int64_t begin = 0, end = f->st.st_size;
	char hex[HASH_HEX_SIZE], out[NAME_MAX + 1];

	if (!*w->folder && !find_line(f->file, at, &begin, &end))
		return NULL;
	if (!merge_hash(f->file, begin, end - begin, hex))
		return NULL;
	merge_conflict_name(f->name, hex, out);
	return arena_strdup(w->merge->arena, out);
}

/* Kept under another name, unless that is there already and has it all. */
static void
keep_beside(struct way *w, struct merge_file *f, struct merge_step *step,
	    int64_t at)
{
	struct merge_file copy = *f;
	int64_t common;

	step->beside = name_beside(w, f, at);
	if (!step->beside) {
		fail(w, step, MERGE_UNREADABLE);
		return;
	}
	if (w->merge->dry_run)
		return;
	copy.name = step->beside;
	copy.other = beneath_open_file(w->to_fd, step->beside, &copy.other_st);
	if (copy.other < 0) {
		if (!merge_file_put(&copy, step->beside, false))
			fail(w, step, MERGE_UNWRITTEN);
		return;
	}
	common = merge_common(copy.file, copy.other,
			      copy.st.st_size < copy.other_st.st_size
				      ? copy.st.st_size
				      : copy.other_st.st_size);
	if (common < 0) {
		fail(w, step, MERGE_UNREADABLE);
	} else if (common < copy.st.st_size) {
		errno = EEXIST;
		if (common < copy.other_st.st_size ||
		    !merge_file_put(&copy, step->beside, true))
			fail(w, step, MERGE_UNWRITTEN);
	}
	close(copy.other);
}

/* What is there is the beginning of what comes. */
static void
go_on(struct way *w, struct merge_file *f, struct merge_step *step)
{
	step->what = MERGE_LONGER;
	if (w->merge->dry_run || merge_file_put(f, f->name, true))
		return;
	if (errno != EBUSY) {
		fail(w, step, MERGE_UNWRITTEN);
		return;
	}
	step->what = MERGE_IN_USE;
	keep_beside(w, f, step, f->other_st.st_size);
}

static void
come(struct way *w, struct merge_file *f, struct merge_step *step)
{
	step->what = MERGE_NEW;
	if (!w->merge->dry_run && !merge_file_put(f, f->name, false))
		fail(w, step, MERGE_UNWRITTEN);
}

static const struct journal_file *
journal_of(const struct way *w, const struct folder *f, const char *name)
{
	return *w->folder ? NULL : folder_find_file(f, name);
}

/* Whether the lines differ, or only half a line behind them. */
static bool
is_fork(const struct merge_step *step, const struct journal_file *there,
	int64_t at)
{
	return !step->journal || !there ||
	       ((size_t)at < step->journal->bytes && (size_t)at < there->bytes);
}

/*
 * 1: nothing need come; 0: something must, and `common` is where what is there
 * begins to differ or ends; -1 with errno: one of them cannot be read.
 */
static int
is_there_already(const struct way *w, const struct merge_file *f,
		 int64_t *common)
{
	int64_t here = f->st.st_size, there = f->other_st.st_size;

	if (f->other < 0)
		return is_part_of_what_is_there(w, f);
	*common = merge_common(f->file, f->other, here < there ? here : there);
	if (*common < 0)
		return -1;
	/* Equal, or the other one is longer: its turn comes. */
	return *common == here;
}

/*
 * Nobody else writes what this station holds its own mark of: what a copy has
 * beyond that mark, and beyond what is here, is a stranger's.  *at is where
 * that begins.  A journal in the state folder may be ahead of its mark.
 */
static bool
is_beyond_ours(const struct way *w, const struct merge_file *f, int64_t *at)
{
	const struct merge *m = w->merge;
	struct seen_mark mark;

	if (*w->folder || w->from != &m->there ||
	    !marks_read_seen(m->here.state_dir, m->here.id, f->name, SEEN_OWN,
			     &mark))
		return false;
	*at = mark.size;
	if (f->other >= 0 && f->other_st.st_size > *at)
		*at = f->other_st.st_size;
	return f->st.st_size > *at;
}

static void
settle(struct way *w, struct merge_file *f)
{
	const struct journal_file *there = journal_of(w, w->to, f->name);
	struct merge_step *step;
	int64_t at = 0, beyond;
	int has_it = is_there_already(w, f, &at), named_so = 0;

	if (has_it > 0)
		return;
	if (has_it == 0)
		named_so = merge_is_what_it_is_named(f, w->folder);
	if (has_it < 0 || named_so < 0) {
		fail(w, add_step(w, f->name, MERGE_UNREADABLE),
		     MERGE_UNREADABLE);
		return;
	}
	step = add_step(w, f->name, MERGE_NEW);
	step->journal = journal_of(w, w->from, f->name);
	step->has = step->journal ? step->journal->count : 0;
	step->had = there ? there->count : 0;
	if (!named_so) {
		step->what = MERGE_DAMAGED;
		w->merge->forked = true;
	} else if ((f->other < 0 || at == f->other_st.st_size) &&
		   is_beyond_ours(w, f, &beyond)) {
		step->what = MERGE_BEYOND;
		w->merge->forked = true;
		keep_beside(w, f, step, beyond);
	} else if (f->other < 0) {
		come(w, f, step);
	} else if (at == f->other_st.st_size) {
		go_on(w, f, step);
	} else {
		step->what = *w->folder                 ? MERGE_DIFFERS
			     : is_fork(step, there, at) ? MERGE_FORK
							: MERGE_TAIL;
		w->merge->forked |= step->what != MERGE_TAIL;
		keep_beside(w, f, step, at);
	}
}

/* This machine since it was started: a process that runs now may write it. */
static bool
may_be_written(const struct way *w, const struct journal_file *there)
{
	const char *boot = w->merge->here.who.boot;

	return there &&
	       (there->count == 0 || !there->records[0]->more->boot ||
		(boot && strcmp(there->records[0]->more->boot, boot) == 0));
}

static void
bring(struct way *w, const char *name)
{
	struct merge_file f = {
		.from_fd = w->from_fd,
		.to_fd = w->to_fd,
		.name = name,
		.mode = w->mode,
		.perhaps_ours = may_be_written(w, journal_of(w, w->to, name)),
	};
	enum merge_what what;

	if (merge_file_open(&f, &what) != 0) {
		fail(w, add_step(w, name, what), what);
		return;
	}
	if (strcmp(w->folder, "evidence") == 0)
		f.mode = 0440; /* as whoever attached it wrote it */
	settle(w, &f);
	merge_file_close(&f);
}

/* A journal whose first line cannot be read is taken along as it is. */
static bool
is_foreign(const struct way *w, const struct journal_file *file)
{
	char id[33];

	if (!merge_incident_of(w->from_fd, file, id))
		return w->stray;
	return strcmp(id, w->merge->here.id) != 0;
}

static void
bring_journals(struct way *w)
{
	const struct folder *from = w->from;

	w->folder = "";
	w->from_fd = from->fd;
	w->to_fd = w->to->fd;
	for (size_t i = 0; i < from->file_count; i++) {
		const struct journal_file *file = from->files[i];

		if (is_foreign(w, file))
			add_step(w, file->name, MERGE_FOREIGN);
		else
			bring(w, file->name);
	}
}

static void
note_file(struct map *told, const char *file)
{
	const char *slash = file ? strrchr(file, '/') : NULL;

	if (file)
		map_put_kept(told, slash ? slash + 1 : file, told);
}

/*
 * Journals that strayed lie perhaps among those of other incidents: of the
 * folders beside them comes what their own lines speak of.
 */
static void
note_files(struct map *told, const struct record *r)
{
	note_file(told, r->more->file);
	for (unsigned i = 0; i < r->more->file_count; i++)
		note_file(told, r->more->files[i].file);
	for (unsigned o = 0; o < r->then->open_count; o++)
		for (unsigned i = 0; i < r->then->opens[o].file_count; i++)
			note_file(told, r->then->opens[o].files[i].file);
}

static void
note_all_files(struct way *w)
{
	map_init(&w->told, w->merge->arena);
	for (size_t i = 0; i < w->from->file_count; i++) {
		const struct journal_file *file = w->from->files[i];

		if (is_foreign(w, file))
			continue;
		for (size_t k = 0; k < file->count; k++)
			note_files(&w->told, file->records[k]);
	}
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder; false with errno: these are not all of them. */
static bool
list(int folder_fd, struct arena *a, const char ***names, size_t *count)
{
	int fd = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;
	int number = errno;

	*names = NULL;
	*count = 0;
	if (!dir) {
		if (fd >= 0)
			close(fd);
		errno = number;
		return false;
	}
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		if (!beneath_is_plain_name(entry->d_name))
			continue;
		*names = arena_more(a, *names, *count, sizeof(**names));
		(*names)[(*count)++] = arena_strdup(a, entry->d_name);
	}
	number = errno;
	closedir(dir);
	if (*count)
		qsort(*names, *count, sizeof(**names), by_name);
	errno = number;
	return number == 0;
}

/* The folder that files go to; -1 with errno, ENOENT where it is to be. */
static int
open_to(const struct way *w, const char *folder)
{
	/* A copy that came by a stick may lack the empty folders. */
	if (!w->merge->dry_run &&
	    !beneath_need_folder(w->to->fd, folder, w->to->group))
		return -1;
	errno = ENOENT;
	return w->to->fd < 0 ? -1
			     : beneath_open(w->to->fd, folder,
					    O_RDONLY | O_DIRECTORY, 0);
}

static void
bring_files(struct way *w, const char **names, size_t count)
{
	w->to_fd = open_to(w, w->folder);
	if (w->to_fd < 0 && (errno != ENOENT || !w->merge->dry_run)) {
		fail(w, add_step(w, "", MERGE_UNWRITTEN), MERGE_UNWRITTEN);
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (!w->stray || map_find(&w->told, names[i]))
			bring(w, names[i]);
	if (w->to_fd >= 0)
		close(w->to_fd);
}

/* What was listed before the folder could not be read comes all the same. */
static void
bring_folder(struct way *w, const char *folder)
{
	const char **names;
	size_t count;

	w->folder = folder;
	w->from_fd =
		beneath_open(w->from->fd, folder, O_RDONLY | O_DIRECTORY, 0);
	if (w->from_fd < 0) {
		if (errno != ENOENT)
			fail(w, add_step(w, "", MERGE_UNREADABLE),
			     MERGE_UNREADABLE);
		return;
	}
	if (!list(w->from_fd, w->merge->arena, &names, &count))
		fail(w, add_step(w, "", MERGE_UNREADABLE), MERGE_UNREADABLE);
	if (count)
		bring_files(w, names, count);
	close(w->from_fd);
}

/* What the lines speak of comes before the lines. */
static void
bring_all(struct merge *m, struct folder *from, struct folder *to, bool home,
	  bool stray)
{
	struct way w = {
		.merge = m,
		.from = from,
		.to = to,
		.home = home,
		.stray = stray,
		.mode = to->group ? 0660 : 0600,
	};

	if (stray)
		note_all_files(&w);
	for (size_t i = 0; i < sizeof(kept_folders) / sizeof(*kept_folders);
	     i++)
		bring_folder(&w, kept_folders[i]);
	bring_journals(&w);
}

/* A folder that is not there yet is made; the dry run compares with nothing. */
static bool
make_side(struct merge *m, struct folder *f, const char *path, bool *missing,
	  bool group, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *above =
		arena_strndup(m->arena, path, (size_t)(slash - path));

	if (!*missing || m->dry_run)
		return true;
	if (!paths_make(above, group, err))
		return false;
	f->fd = folder_make(above, slash + 1, group);
	f->group = group;
	if (f->fd < 0)
		return err_set_errno(err, ERR_WRITE, errno,
				     tr("The folder %s cannot be made"), path);
	*missing = false;
	return true;
}

bool
merge_run(struct merge *m, struct err *err)
{
	bool group = m->here.group;

	if (!make_side(m, &m->here, m->here_path, &m->here_missing, group,
		       err) ||
	    !make_side(m, &m->there, m->there_path, &m->there_missing, group,
		       err))
		return false;
	if (m->lost.fd >= 0)
		bring_all(m, &m->lost, &m->here, true, false);
	if (m->there.fd >= 0)
		bring_all(m, &m->there, &m->here, true, m->stray);
	if (m->here.fd >= 0 && !m->stray)
		bring_all(m, &m->here, &m->there, false, false);
	return true;
}

void
merge_close(struct merge *m)
{
	struct folder *const all[] = {&m->here, &m->there, &m->lost};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (all[i]->fd >= 0)
			close(all[i]->fd);
		all[i]->fd = -1;
	}
}
