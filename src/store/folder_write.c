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
#include "store/alarm.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/journal_private.h"
#include "store/marks.h"
#include "store/paths.h"

static bool
is_recovered(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->file_count; i++) {
		const struct journal_file *file = f->files[i];

		for (size_t k = 0; k < file->count; k++) {
			const struct record *r = file->records[k];

			if (r->kind == RECORD_RECOVERED && r->more->file &&
			    strcmp(r->more->file, name) == 0)
				return true;
		}
	}
	return false;
}

/* Torn tails that no journal has told of yet are told of by the new one. */
static void
tell_recovered(struct folder *f)
{
	for (size_t i = 0; i < f->file_count; i++) {
		struct journal_file *file = f->files[i];
		const char *head = journal_file_head(file);
		char sha256[65];

		if (file->torn_bytes == 0 || file->ended || file->ours ||
		    is_recovered(f, file->name) ||
		    !journal_hash_torn(f->fd, file, sha256))
			continue;
		journal_recovers(f->journal,
				 &(struct journal_recovered){
					 .file = file->name,
					 .last = (int64_t)file->count,
					 .head = *head ? head : JOURNAL_ZEROS,
					 .bytes = (int64_t)file->torn_bytes,
					 .sha256 = sha256,
				 });
	}
}

/* What a journal that was taken over has named need not be named again. */
static void
tell_named(struct folder *f, const struct journal_file *own)
{
	for (size_t k = 0; k < own->count; k++)
		for (unsigned i = 0; i < own->records[k]->seen_count; i++) {
			const struct record_head *seen =
				&own->records[k]->seen[i];

			if (seen->file)
				journal_has_named(f->journal, seen->file,
						  seen->n);
		}
}

/*
 * One that this station left may be gone on with, if all of it was read:
 * otherwise lines would be applied in another order than they were written.
 */
static bool
take_over(struct folder *f)
{
	struct journal_file *own;

	f->journal = journal_take_over(f->fd, f->path, f->state_dir, &f->who);
	if (!f->journal)
		return false;
	own = folder_find_file(f, journal_name(f->journal));
	if (!own || (int64_t)own->count != journal_n(f->journal) ||
	    own->bad_line ||
	    strcmp(journal_file_head(own), journal_head(f->journal)) != 0) {
		journal_close(f->journal, f->state_dir);
		f->journal = NULL;
		return false;
	}
	own->ours = true;
	tell_named(f, own);
	return true;
}

static bool
ready_journal(struct folder *f, struct err *err)
{
	if (f->journal)
		return true;
	if (take_over(f))
		return true;
	f->journal = journal_prepare(f->fd, f->path, &f->who, err);
	if (!f->journal)
		return false;
	if (f->state_dir && (!paths_make(f->state_dir, false, NULL) ||
			     access(f->state_dir, W_OK | X_OK) != 0))
		folder_alarm(f, FOLDER_NO_STATE, f->state_dir);
	journal_keep_mark(f->journal, f->state_dir);
	tell_recovered(f);
	return true;
}

static void
tell_heads(struct folder *f)
{
	for (size_t i = 0; i < f->file_count; i++) {
		struct journal_file *file = f->files[i];

		if (file->count == file->told || file->ours)
			continue;
		journal_saw(f->journal, file->name, (int64_t)file->count,
			    journal_file_head(file), file->latest);
		file->told = file->count;
	}
}

/* The lines of the last append join what was read, as any other's do. */
struct record *
folder_join_saved(struct folder *f, struct incident *in)
{
	const char *name, *line, *why;
	struct record *last = NULL;
	size_t at = 0, len;

	while (journal_next_saved(f->journal, &at, &name, &line, &len)) {
		struct journal_file *file = folder_find_file(f, name);
		struct record *r = ARENA_NEW(f->arena, struct record);

		if (!file)
			file = folder_add_file(f, name);
		file->ours = true;
		if (!record_read(line, len, f->arena, r, &why))
			die("a line that was just written cannot be read: %s",
			    why);
		file->records = arena_more(f->arena, file->records, file->count,
					   sizeof(r));
		file->records[file->count++] = r;
		file->bytes += len + 1;
		if (r->time > file->latest)
			file->latest = r->time;
		if (in)
			incident_apply(in, r, file->name);
		last = r;
	}
	return last;
}

enum journal_outcome
folder_append_before(struct folder *f, const struct record *r, int64_t wall,
		     struct incident *in, struct err *err)
{
	enum journal_outcome outcome;

	if (f->apart) {
		writer_also(&f->writer, f->journal, r, wall);
		return JOURNAL_SAVED;
	}
	outcome = journal_append(f->journal, r, wall, NULL, NULL, err);
	folder_join_saved(f, in);
	return outcome;
}

enum journal_outcome
folder_append(struct folder *f, const struct record *r, int64_t wall,
	      struct incident *in, struct record **written, struct err *err)
{
	enum journal_outcome outcome, told;
	struct record *last;

	if (f->read_only) {
		err_set(err, ERR_REFUSED,
			tr("Nothing was written: the incident is open for "
			   "reading only (%s)."),
			tr(f->read_only_why ? f->read_only_why
					    : N_("as asked")));
		return JOURNAL_NOT_SAVED;
	}
	if (!ready_journal(f, err))
		return JOURNAL_NOT_SAVED;
	told = alarm_tell(f, wall, in, err);
	tell_heads(f);
	if (f->before && told != JOURNAL_NOT_SAVED) {
		outcome = folder_append_before(f, f->before, wall, in, err);
		told = outcome == JOURNAL_SAVED ? told : outcome;
	}
	f->before = NULL;
	if (f->apart)
		return folder_append_apart(f, r, wall, in, written, err);
	outcome = journal_append(f->journal, r, wall, NULL, NULL, err);
	last = folder_join_saved(f, in);
	if (outcome == JOURNAL_SAVED && told == JOURNAL_FAILED_OVER)
		outcome = told;
	if (written && outcome != JOURNAL_NOT_SAVED)
		*written = last;
	return outcome;
}

bool
folder_move(struct folder *f, const char *path, int64_t wall, struct err *err)
{
	const char *name = strrchr(f->path, '/');
	const char *whole = arena_printf(f->arena, "%s/%s", path,
					 name ? name + 1 : f->path);

	if (!ready_journal(f, err))
		return false;
	tell_heads(f);
	if (!f->apart)
		return journal_move(f->journal, whole, wall, err);
	writer_move(&f->writer, whole, wall);
	return true;
}

static int
compare_heads(const void *a, const void *b)
{
	return strcmp(((const struct record_head *)a)->file,
		      ((const struct record_head *)b)->file);
}

struct record_head *
folder_heads(struct folder *f, struct arena *a, unsigned *count)
{
	struct record_head *heads =
		ARENA_ARRAY(a, struct record_head, f->file_count + 1);

	*count = 0;
	for (size_t i = 0; i < f->file_count; i++) {
		struct journal_file *file = f->files[i];

		if (file->count == 0)
			continue;
		heads[(*count)++] = (struct record_head){
			.file = file->name,
			.n = (int64_t)file->count,
			.head = journal_file_head(file),
		};
	}
	qsort(heads, *count, sizeof(*heads), compare_heads);
	return heads;
}

/*
 * A mark only ever moves on along the same lines: what contradicts it must
 * stay an alarm, at every later reading too.
 */
void
folder_remember_head(struct folder *f, struct journal_file *file)
{
	struct seen_mark mark, next = {.n = (int64_t)file->count};
	char hash[65];
	int fd;

	if (!f->state_dir || f->read_only || !file->count || file->ours ||
	    file->ended)
		return;
	if (marks_read_seen(f->state_dir, f->id, file->name, SEEN_OWN, &mark))
		return;
	if (marks_read_seen(f->state_dir, f->id, file->name, SEEN_FOREIGN,
			    &mark)) {
		if (mark.n >= next.n)
			return;
		journal_line_hash(file, (size_t)mark.n, hash);
		if (strcmp(hash, mark.head) != 0)
			return;
	}
	next.size = (int64_t)file->bytes;
	memcpy(next.head, journal_file_head(file), sizeof(next.head));
	fd = marks_open_seen(f->state_dir, f->id, file->name, SEEN_FOREIGN);
	if (fd < 0)
		return;
	marks_write_seen(fd, &next);
	close(fd);
}

void
folder_remember_heads(struct folder *f)
{
	for (size_t i = 0; i < f->file_count; i++)
		folder_remember_head(f, f->files[i]);
}
