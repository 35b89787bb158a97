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
#include "core/incident.h"
#include "core/twin.h"
#include "store/alarm.h"
#include "store/beneath.h"
#include "store/clock.h"
#include "store/folder_private.h"
#include "store/marks.h"
#include "store/names.h"
#include "store/paths.h"

#define AHEAD_MOST_MS ((int64_t)10 * 60 * 1000)
#define AHEAD_IN_EXERCISE_MS ((int64_t)60 * 1000)

static const char nothing_read[] = N_("no journal of it can be read yet");

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
say_unread(struct err *err, int number)
{
	return err_set_errno(err, ERR_NOT_FOUND, number,
			     tr("The incident's folder cannot be read"));
}

/* Half a list is none: the journals that it lacks would be missed. */
bool
folder_journal_names(int fd, struct arena *a, const char ***names,
		     size_t *count, struct err *err)
{
	int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = again >= 0 ? fdopendir(again) : NULL;
	struct dirent *entry;
	int number = errno;

	*names = NULL;
	*count = 0;
	if (!dir) {
		if (again >= 0)
			close(again);
		return say_unread(err, number);
	}
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		if (!names_is_journal(entry->d_name))
			continue;
		*names = arena_more(a, *names, *count, sizeof(**names));
		(*names)[(*count)++] = arena_strdup(a, entry->d_name);
	}
	number = errno;
	closedir(dir);
	if (number)
		return say_unread(err, number);
	if (*count)
		qsort(*names, *count, sizeof(**names), compare_names);
	return true;
}

struct journal_file *
folder_find_file(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->file_count; i++)
		if (strcmp(f->files[i]->name, name) == 0)
			return f->files[i];
	return NULL;
}

struct journal_file *
folder_add_file(struct folder *f, const char *name)
{
	struct journal_file *file = ARENA_NEW(f->arena, struct journal_file);

	file->name = arena_strdup(f->arena, name);
	f->files = arena_more(f->arena, f->files, f->file_count,
			      sizeof(*f->files));
	f->files[f->file_count++] = file;
	return file;
}

const char *
folder_first_digits(const struct folder *f)
{
	const char *name = strrchr(f->path, '/'), *id8 = "";
	int64_t started;

	if (!names_is_incident(name ? name + 1 : f->path, &started, &id8))
		return "";
	return id8;
}

/*
 * No line could be read, but perhaps one that is damaged elsewhere still tells
 * the incident: it stands at a fixed place.
 */
static bool
guess_incident(struct folder *f, const char *name, const char *id8)
{
	enum { AT = 113, WANTED = AT + 32 };
	char bytes[WANTED + 1] = "";
	struct stat st;
	int fd = beneath_open_file(f->fd, name, &st);
	ssize_t got;

	if (fd < 0)
		return false;
	got = beneath_read_at(fd, bytes, WANTED, 0);
	close(fd);
	if (got != WANTED || !names_is_hex(bytes + AT, 32) ||
	    strncmp(bytes + AT, id8, strlen(id8)) != 0)
		return false;
	memcpy(f->id, bytes + AT, 33);
	return true;
}

/* One incident with these digits that this station remembers is that one. */
static void
use_known(struct folder *f, const char *id8)
{
	char known[33];

	if (*f->id && marks_find_incident(f->state_dir, id8, known))
		memcpy(f->id, known, sizeof(known));
}

void
folder_peek(struct folder *f)
{
	const char *id8 = folder_first_digits(f);
	struct arena scratch = {0};
	const char **names;
	size_t count;

	if (folder_journal_names(f->fd, &scratch, &names, &count, NULL))
		for (size_t i = 0; i < count && !*f->id; i++)
			(void)guess_incident(f, names[i], id8);
	arena_fini(&scratch);
	use_known(f, id8);
}

bool
folder_read_late(struct folder *f)
{
	if (!f->unread)
		return false;
	f->unread = false;
	f->id[0] = '\0';
	return folder_read_all(f, f->who.mode, NULL);
}

/* What speaks for an incident's id, the weightiest first. */
struct claim {
	const char *id;
	size_t own;   /* journals that this station wrote under it */
	size_t known; /* … or read */
	size_t files, lines;
};

static struct claim *
find_claim(struct claim *claims, size_t *count, const char *id)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(claims[i].id, id) == 0)
			return &claims[i];
	claims[*count] = (struct claim){.id = id};
	return &claims[(*count)++];
}

/* Each journal speaks for the id of most of its lines. */
static size_t
collect_claims(const struct folder *f, const char *id8, struct claim *claims)
{
	size_t count = 0;

	for (size_t i = 0; i < f->file_count; i++) {
		const struct journal_file *file = f->files[i];
		const char *id = journal_incident(&f->files[i], 1, id8);
		struct claim *claim;

		if (!id || !names_is_hex(id, 32))
			continue;
		claim = find_claim(claims, &count, id);
		claim->files++;
		claim->lines += file->count;
	}
	return count;
}

static void
weigh_marks(const struct folder *f, struct claim *claim)
{
	struct seen_mark mark;

	for (size_t i = 0; i < f->file_count; i++) {
		const char *name = f->files[i]->name;

		claim->own += marks_read_seen(f->state_dir, claim->id, name,
					      SEEN_OWN, &mark);
		claim->known += marks_read_seen(f->state_dir, claim->id, name,
						SEEN_FOREIGN, &mark);
	}
}

static bool
is_weightier(const struct claim *a, const struct claim *b)
{
	if (a->own != b->own)
		return a->own > b->own;
	if (a->known != b->known)
		return a->known > b->known;
	return a->files != b->files ? a->files > b->files : a->lines > b->lines;
}

/*
 * What this station remembers goes before what most journals say: whoever
 * puts files into a folder must not get it for another incident.
 */
static void
find_incident(struct folder *f)
{
	const char *id8 = folder_first_digits(f);
	struct arena scratch = {0};
	struct claim *claims =
		ARENA_ARRAY(&scratch, struct claim, f->file_count + 1);
	size_t count = collect_claims(f, id8, claims);
	const struct claim *most = claims;

	for (size_t i = 0; count > 1 && i < count; i++)
		weigh_marks(f, &claims[i]);
	for (size_t i = 1; i < count; i++)
		if (is_weightier(&claims[i], most))
			most = &claims[i];
	if (count)
		memcpy(f->id, most->id, 33);
	for (size_t i = 0; !count && !*f->id && i < f->file_count; i++)
		(void)guess_incident(f, f->files[i]->name, id8);
	arena_fini(&scratch);
	use_known(f, id8);
}

/*
 * The incident's mode: that of the place.  A folder that was carried elsewhere
 * has that of `open`, else of the first journal.
 */
static void
find_mode(struct folder *f, const char *as_opened)
{
	const char *first = NULL, *of_place = names_mode_of_place(f->path);

	for (size_t i = 0; !of_place && i < f->file_count; i++) {
		const struct journal_file *file = f->files[i];

		for (size_t k = 0; k < file->count && k < 8; k++) {
			const struct record *r = file->records[k];

			if (!r->incident || strcmp(r->incident, f->id) != 0)
				continue;
			if (r->kind == RECORD_OPEN && r->more->mode) {
				f->who.mode = r->more->mode;
				return;
			}
			if (!first && r->kind == RECORD_JOURNAL)
				first = r->more->mode;
		}
	}
	f->who.mode = of_place    ? of_place
		      : first     ? first
		      : as_opened ? as_opened
				  : "live";
}

const char folder_other_mode[] =
	N_("it is of another mode: an exercise and the real thing do not mix");

bool
folder_is_of_mode(const struct record *r, const char *mode)
{
	return (r->kind != RECORD_JOURNAL && r->kind != RECORD_OPEN) ||
	       !r->more->mode || strcmp(r->more->mode, mode) == 0;
}

/*
 * No honest clock drags another one along by more than five minutes.  In an
 * exercise people are judged by minutes: there it counts what the station's
 * own clock said.
 */
static bool
is_ahead(const struct folder *f, const struct journal_file *file, int64_t now)
{
	const struct record *last =
		file->count ? file->records[file->count - 1] : NULL;

	if (!last || clock_is_unset(now))
		return false;
	if (f->who.mode && strcmp(f->who.mode, "exercise") == 0 &&
	    (last->clock.set ? last->clock.ms : last->time) - now >
		    AHEAD_IN_EXERCISE_MS)
		return true;
	return file->latest - now > AHEAD_MOST_MS;
}

void
folder_sift(struct folder *f, struct journal_file *file)
{
	const struct record *first = file->count ? file->records[0] : NULL;

	for (size_t k = 0; k < file->count; k++) {
		const char *id = file->records[k]->incident;

		if (!id || strcmp(id, f->id) != 0)
			journal_cut(file, k, N_("it is of another incident"));
		else if (!folder_is_of_mode(file->records[k], f->who.mode))
			journal_cut(file, k, folder_other_mode);
	}
	if (file->count && first->kind == RECORD_JOURNAL &&
	    first->more->format.value > RECORD_FORMAT) {
		f->read_only = true;
		f->read_only_why =
			N_("a newer version of the program wrote in it");
	}
	if (file->bad_line)
		folder_alarm(f, FOLDER_BAD_LINE, file->name);
	if (is_ahead(f, file, paths_now()))
		folder_alarm(f, FOLDER_AHEAD, file->name);
}

/* It may have begun since the folder was listed. */
static bool
is_gone(const struct folder *f, const char *name)
{
	struct stat st;

	return fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0;
}

/*
 * What this station remembers of the incident must still be there.  Where no
 * journal tells the incident's id, the station may know it.
 */
static void
compare_marks(struct folder *f, const char **names, size_t count)
{
	char id[33] = "";
	const char **known;
	size_t known_count;

	memcpy(id, f->id, sizeof(id));
	if (!*id &&
	    !marks_find_incident(f->state_dir, folder_first_digits(f), id))
		return;
	for (size_t i = 0; i < f->file_count; i++)
		alarm_compare_size(f, id, f->files[i]);
	if (marks_is_away(f->state_dir, id, f->fd))
		return;
	marks_list_seen(f->state_dir, id, f->arena, &known, &known_count);
	for (size_t i = 0; i < known_count; i++)
		if ((count == 0 || !bsearch(&known[i], names, count,
					    sizeof(*names), compare_names)) &&
		    is_gone(f, known[i]))
			alarm_of_gone(f, id, known[i]);
}

bool
folder_read_all(struct folder *f, const char *mode, struct err *err)
{
	const char **names, **chosen, *left;
	size_t count, chosen_count;

	if (!folder_journal_names(f->fd, f->arena, &names, &count, err))
		return false;
	chosen_count = count;
	chosen = folder_choose_journals(f, names, &chosen_count, &left,
					f->arena);
	if (left)
		folder_alarm(f, FOLDER_TOO_MANY, left);
	for (size_t i = 0; i < chosen_count; i++)
		if (!journal_read(f->fd, chosen[i], f->arena,
				  folder_add_file(f, chosen[i]), NULL))
			folder_alarm(f, FOLDER_UNREADABLE, chosen[i]);
	find_incident(f);
	find_mode(f, mode);
	for (size_t i = 0; i < f->file_count; i++)
		folder_sift(f, f->files[i]);
	if (!*f->id && !f->read_only) {
		f->read_only = true;
		f->read_only_why = nothing_read;
	}
	compare_marks(f, names, count);
	return true;
}

/* Everything read so far, in merged order. */
static struct order_entry *
merge(const struct folder *f, struct arena *a, size_t *count)
{
	struct order_journal *journals =
		ARENA_ARRAY(a, struct order_journal, f->file_count + 1);

	for (size_t i = 0; i < f->file_count; i++)
		journals[i] = (struct order_journal){
			.name = f->files[i]->name,
			.records = f->files[i]->records,
			.count = f->files[i]->count,
		};
	return order_merge(journals, (unsigned)f->file_count, a, count);
}

static void
apply(const struct folder *f, struct incident *in,
      const struct order_entry *entry)
{
	const char *name = f->files[entry->journal]->name;

	if (entry->cut)
		incident_note_cut(in, name, entry->record->n);
	incident_apply(in, entry->record, name);
}

void
folder_fold(const struct folder *f, struct incident *in)
{
	struct arena scratch = {0};
	size_t count;
	struct order_entry *entries = merge(f, &scratch, &count);

	incident_expect(in, count);
	for (size_t i = 0; i < count; i++)
		apply(f, in, &entries[i]);
	arena_fini(&scratch);
}

/* Applies what is new, unless it belongs before what was applied. */
static void
fold_on(const struct folder *f, struct incident *in, bool *again)
{
	struct arena scratch = {0};
	size_t count, applied = 0, i;
	struct order_entry *entries = merge(f, &scratch, &count);

	order_mark_duplicates(entries, count, &scratch);
	for (i = 0; i < count && applied < in->log_count; i++) {
		const struct record *r = entries[i].record;

		if (!entries[i].cut && r == in->log[applied].record)
			applied++;
		else if (!entries[i].duplicate || !incident_has_entry(in, r))
			break;
	}
	*again = applied < in->log_count;
	for (; i < count && !*again; i++)
		apply(f, in, &entries[i]);
	arena_fini(&scratch);
}

/* true: lines came. */
static bool
read_on(struct folder *f, struct journal_file *file)
{
	size_t had = file->count;
	struct stat st;

	if (file->ours || file->ended)
		return false;
	if (fstatat(f->fd, file->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (size_t)st.st_size == file->bytes + file->torn_bytes &&
	    (uint64_t)st.st_ino == file->inode &&
	    (uint64_t)st.st_dev == file->device)
		return false;
	switch (journal_read_on(f->fd, f->arena, file, NULL)) {
	case JOURNAL_MORE_SHRANK:
		alarm_of_line(f, FOLDER_SHRANK, file);
		return false;
	case JOURNAL_MORE_CHANGED:
		alarm_of_line(f, FOLDER_CHANGED, file);
		return false;
	case JOURNAL_MORE_UNREADABLE:
		folder_alarm(f, FOLDER_UNREADABLE, file->name);
		return false;
	case JOURNAL_MORE_READ:
		break;
	}
	folder_sift(f, file);
	if (file->count == had)
		return false;
	/* Whoever takes lines away must do so before they are seen. */
	folder_remember_head(f, file);
	return true;
}

/* Told once, and not of those in which nothing stands. */
static void
leave_out(struct folder *f, const char *name)
{
	struct stat st;

	for (size_t i = 0; i < f->alarm_count; i++)
		if (f->alarms[i].what == FOLDER_TOO_MANY)
			return;
	if (fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    st.st_size > 0)
		folder_alarm(f, FOLDER_TOO_MANY, name);
}

static bool
read_new(struct folder *f, const char *name)
{
	struct journal_file *file;

	if (f->file_count >= FOLDER_MOST_JOURNALS) {
		leave_out(f, name);
		return false;
	}
	file = folder_add_file(f, name);
	if (!journal_read(f->fd, name, f->arena, file, NULL))
		folder_alarm(f, FOLDER_UNREADABLE, name);
	if (!*f->id) {
		find_incident(f);
		find_mode(f, f->who.mode);
		if (*f->id && f->read_only_why == nothing_read) {
			f->read_only = false;
			f->read_only_why = NULL;
		}
	}
	folder_sift(f, file);
	if (file->count == 0)
		return false;
	alarm_compare_lines(f);
	folder_remember_head(f, file);
	return true;
}

static void
look_for_gone(struct folder *f, const char **names, size_t count)
{
	for (size_t i = 0; i < f->file_count; i++) {
		const char *name = f->files[i]->name;

		if (!f->files[i]->ours &&
		    (count == 0 || !bsearch(&name, names, count, sizeof(*names),
					    compare_names)))
			alarm_of_line(f, FOLDER_GONE, f->files[i]);
	}
}

bool
folder_refresh(struct folder *f, struct incident *in, bool *changed,
	       bool *again, struct err *err)
{
	struct arena scratch = {0};
	const char **names;
	size_t count;

	*changed = *again = false;
	if (folder_is_out_of_reach(f))
		return false;
	if (!folder_journal_names(f->fd, &scratch, &names, &count, err)) {
		arena_fini(&scratch);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		struct journal_file *file = folder_find_file(f, names[i]);

		if (file ? read_on(f, file) : read_new(f, names[i]))
			*changed = true;
	}
	look_for_gone(f, names, count);
	alarm_compare_lines(f);
	arena_fini(&scratch);
	if (*changed)
		fold_on(f, in, again);
	return true;
}
