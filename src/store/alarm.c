#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/tr.h"
#include "store/folder_private.h"
#include "store/marks.h"
#include "store/alarm.h"

const char *
folder_trouble_text(enum folder_trouble what)
{
	static const char *const texts[] = {
		[FOLDER_SHRANK] = N_("The journal %s has fewer lines than this "
				     "station has seen: they were taken away, "
				     "or an old copy was put back."),
		[FOLDER_CHANGED] = N_("The journal %s has other lines than "
				      "this station has seen."),
		[FOLDER_GONE] = N_("The journal %s is gone."),
		[FOLDER_UNREADABLE] = N_("The journal %s cannot be read or is "
					 "no regular file: it is left out of "
					 "account."),
		[FOLDER_BAD_LINE] = N_("The journal %s has a bad line, and "
				       "what follows it does not count."),
		[FOLDER_TOO_MANY] = N_("There are too many journals: %s and "
				       "others are left out of account."),
		[FOLDER_AHEAD] =
			N_("The journal %s has entries of a time that has not "
			   "come yet: its station's clock is wrong, or this "
			   "one's."),
		[FOLDER_NO_STATE] =
			N_("Nothing can be remembered in %s, so each command "
			   "begins a journal of its own. Give yourself a "
			   "state folder that you can write in."),
	};

	return texts[what];
}

void
folder_alarm(struct folder *f, enum folder_trouble what, const char *file)
{
	for (size_t i = 0; i < f->alarm_count; i++)
		if (f->alarms[i].what == what &&
		    strcmp(f->alarms[i].file, file) == 0)
			return;
	f->alarms = arena_more(f->arena, f->alarms, f->alarm_count,
			       sizeof(*f->alarms));
	f->alarms[f->alarm_count++] = (struct folder_alarm){
		.what = what,
		.file = arena_strdup(f->arena, file),
	};
}

static void
add_line(struct folder *f, enum folder_trouble what, const char *file,
	 int64_t n, const char *head)
{
	struct folder_alarm *alarm;

	folder_alarm(f, what, file);
	for (size_t i = 0; i < f->alarm_count; i++) {
		alarm = &f->alarms[i];
		if (alarm->what != what || alarm->n ||
		    strcmp(alarm->file, file) != 0)
			continue;
		alarm->n = n;
		memcpy(alarm->head, head, sizeof(alarm->head));
	}
}

/*
 * Whether another file has that line, and so all that was before it: a sync
 * program's copy may be tidied away.
 */
static bool
stands_elsewhere(const struct folder *f, const char *file, int64_t n,
		 const char *head)
{
	char hash[65];

	for (size_t i = 0; i < f->file_count; i++) {
		const struct journal_file *other = f->files[i];

		if (n < 1 || n > (int64_t)other->count ||
		    strcmp(other->name, file) == 0)
			continue;
		journal_line_hash(other, (size_t)n, hash);
		if (strcmp(hash, head) == 0)
			return true;
	}
	return false;
}

void
alarm_of_line(struct folder *f, enum folder_trouble what,
	      struct journal_file *file)
{
	int64_t n = (int64_t)file->count;
	const char *head = journal_file_head(file);

	if (what == FOLDER_GONE && stands_elsewhere(f, file->name, n, head))
		return;
	add_line(f, what, file->name, n, head);
}

void
alarm_of_gone(struct folder *f, const char *incident, const char *file)
{
	struct seen_mark mark;
	bool any = false;

	for (int whose = SEEN_OWN; whose <= SEEN_FOREIGN; whose++) {
		if (!marks_read_seen(f->state_dir, incident, file,
				     (enum seen_whose)whose, &mark))
			continue;
		any = true;
		if (!stands_elsewhere(f, file, mark.n, mark.head))
			add_line(f, FOLDER_GONE, file, mark.n, mark.head);
	}
	if (!any)
		folder_alarm(f, FOLDER_GONE, file);
}

/*
 * Somebody may have written since the file was read; but whoever has marked a
 * line has it on the disk.
 */
static bool
is_shorter(const struct folder *f, const struct journal_file *file,
	   int64_t size)
{
	struct stat st;

	return size > (int64_t)(file->bytes + file->torn_bytes) &&
	       fstatat(f->fd, file->name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       st.st_size < size;
}

void
alarm_compare_size(struct folder *f, const char *incident,
		   const struct journal_file *file)
{
	struct seen_mark mark;

	if (file->ended || !f->state_dir)
		return;
	for (int whose = SEEN_OWN; whose < SEEN_WHOSE; whose++)
		if (marks_read_seen(f->state_dir, incident, file->name,
				    (enum seen_whose)whose, &mark) &&
		    is_shorter(f, file, mark.size))
			add_line(f, FOLDER_SHRANK, file->name, mark.n,
				 mark.head);
}

static void
compare_line(struct folder *f, const struct journal_file *file)
{
	struct seen_mark mark;
	char hash[65];

	for (int whose = SEEN_OWN; whose < SEEN_WHOSE; whose++) {
		if (!marks_read_seen(f->state_dir, f->id, file->name,
				     (enum seen_whose)whose, &mark) ||
		    mark.n > (int64_t)file->count)
			continue;
		journal_line_hash(file, (size_t)mark.n, hash);
		if (strcmp(hash, mark.head) != 0)
			add_line(f, FOLDER_CHANGED, file->name, mark.n,
				 mark.head);
	}
}

void
alarm_compare_lines(struct folder *f)
{
	for (size_t i = 0; i < f->file_count && f->state_dir; i++) {
		struct journal_file *file = f->files[i];

		if (file->compared || file->ours || file->count == 0)
			continue;
		file->compared = true;
		compare_line(f, file);
	}
}

static bool
names_line(const struct record *r, const struct folder_alarm *alarm)
{
	for (unsigned i = 0; i < r->seen_count; i++) {
		const struct record_head *seen = &r->seen[i];

		if (seen->n == alarm->n && seen->file && seen->head &&
		    strcmp(seen->file, alarm->file) == 0 &&
		    strcmp(seen->head, alarm->head) == 0)
			return true;
	}
	return false;
}

/*
 * Whether some station has told: its journal names that line, there or
 * before, and then has a note of nobody's about the file.
 */
static bool
is_told(const struct folder *f, const struct folder_alarm *alarm)
{
	for (size_t i = 0; i < f->file_count; i++) {
		const struct journal_file *file = f->files[i];
		bool named = false;

		for (size_t k = 0; k < file->count; k++) {
			const struct record *r = file->records[k];

			named = named || names_line(r, alarm);
			if (named && r->kind == RECORD_NOTE && !r->actor &&
			    r->text && strstr(r->text, alarm->file))
				return true;
		}
	}
	return false;
}

static enum journal_outcome
tell(struct folder *f, struct folder_alarm *alarm, int64_t wall,
     struct incident *in, struct err *err)
{
	const char *text = tr(folder_trouble_text(alarm->what));
	const char *gap = strstr(text, "%s");
	struct record note = {.kind = RECORD_NOTE};
	enum journal_outcome outcome;

	note.text = arena_printf(f->arena, "%.*s%s%s", (int)(gap - text), text,
				 alarm->file, gap + 2);
	journal_saw(f->journal, alarm->file, alarm->n, alarm->head, 0);
	outcome = folder_append_before(f, &note, wall, in, err);
	alarm->told = outcome != JOURNAL_NOT_SAVED;
	return outcome;
}

enum journal_outcome
alarm_tell(struct folder *f, int64_t wall, struct incident *in, struct err *err)
{
	enum journal_outcome all = JOURNAL_SAVED, one;

	alarm_compare_lines(f);
	for (size_t i = 0; i < f->alarm_count; i++) {
		struct folder_alarm *alarm = &f->alarms[i];

		if (alarm->told || alarm->n == 0)
			continue;
		if (is_told(f, alarm)) {
			alarm->told = true;
			continue;
		}
		one = tell(f, alarm, wall, in, err);
		if (one != JOURNAL_SAVED)
			all = one;
		if (one == JOURNAL_NOT_SAVED)
			break;
	}
	return all;
}
