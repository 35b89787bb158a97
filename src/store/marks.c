#include "store/marks.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/beneath.h"
#include "store/journal.h"
#include "store/names.h"
#include "store/paths.h"

#define SUFFIX ".mark"
#define FREE_FORMAT                                                            \
	"draaiboek mark 1\nboot %s\ndevice %" PRIu64 "\ninode %" PRIu64        \
	"\nsize %" PRId64 "\nn %" PRId64 "\nhead %s\n"
#define FREE_PATTERN                                                           \
	"draaiboek mark 1\nboot %63s\ndevice %" SCNu64 "\ninode %" SCNu64      \
	"\nsize %" SCNd64 "\nn %" SCNd64 "\nhead %64s"
/* n stands at both ends, so that half of a write shows. */
#define SEEN_FORMAT "%020" PRId64 " %020" PRId64 " %s %020" PRId64 "\n"
#define SEEN_PATTERN "%20" SCNd64 " %20" SCNd64 " %64s %20" SCNd64
#define SEEN_BYTES 128

static const char *const endings[] = {
	[SEEN_OWN] = ".own",
	[SEEN_FOREIGN] = ".seen",
	[SEEN_AWAY] = ".away",
};

static int
open_folder(const char *state_dir, const char *below)
{
	char path[PATH_MAX];
	int fd;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", state_dir, below) >=
	    sizeof(path))
		return -1;
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	if (!paths_make(path, false, NULL))
		return -1;
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

/* The journal's name with another ending; false where it is no journal's. */
static bool
rename_journal(const char *journal, const char *suffix, char out[NAME_MAX + 1])
{
	size_t len = strlen(journal);

	if (len <= 6 || strcmp(journal + len - 6, ".jsonl") != 0)
		return false;
	return snprintf(out, NAME_MAX + 1, "%.*s%s", (int)(len - 6), journal,
			suffix) <= NAME_MAX;
}

void
marks_leave(const char *state_dir, const struct mark *mark)
{
	char name[NAME_MAX + 1], text[512];
	size_t len;
	int in;

	if (!rename_journal(mark->journal, SUFFIX, name))
		return;
	/* Its numbers and its strings are bounded: it always fits. */
	len = (size_t)snprintf(text, sizeof(text), FREE_FORMAT, mark->boot,
			       mark->device, mark->inode, mark->size, mark->n,
			       mark->head);
	in = open_folder(state_dir, "free");
	if (in < 0)
		return;
	/* No sync: the mark is worthless after a restart anyway. */
	(void)beneath_put_file_soon(in, ".", name, text, len, 0600);
	close(in);
}

static bool
read_mark(int in, const char *name, struct mark *out)
{
	char text[512];
	struct stat st;
	ssize_t len;
	int fd = beneath_open_file(in, name, &st);

	if (fd < 0)
		return false;
	len = beneath_read_at(fd, text, sizeof(text) - 1, 0);
	close(fd);
	if (len < 0)
		return false;
	text[len] = '\0';
	return sscanf(text, FREE_PATTERN, out->boot, &out->device, &out->inode,
		      &out->size, &out->n, out->head) == 6 &&
	       names_is_hex(out->head, 64) && out->n > 0 && out->size > 0;
}

bool
mark_fits(const struct mark *mark, const struct stat *st)
{
	return S_ISREG(st->st_mode) && (uint64_t)st->st_dev == mark->device &&
	       (uint64_t)st->st_ino == mark->inode &&
	       (int64_t)st->st_size == mark->size && st->st_nlink == 1;
}

/* What is marked must be there now, and nobody else may have been faster. */
static bool
take(int in, const char *name, int folder_fd, const char *boot,
     struct mark *out)
{
	char taken[40], digits[17];
	struct stat st;
	bool good;

	*out = (struct mark){0};
	if ((size_t)snprintf(out->journal, sizeof(out->journal), "%.*s.jsonl",
			     (int)(strlen(name) - strlen(SUFFIX)),
			     name) >= sizeof(out->journal) ||
	    !read_mark(in, name, out))
		return false;
	if (strcmp(out->boot, boot) != 0) {
		unlinkat(in, name, 0);
		return false;
	}
	if (fstatat(folder_fd, out->journal, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !mark_fits(out, &st))
		return false;
	journal_random_hex(digits, 16);
	snprintf(taken, sizeof(taken), ".taken-%s", digits);
	if (renameat(in, name, in, taken) != 0)
		return false;
	good = read_mark(in, taken, out) && !strcmp(out->boot, boot) &&
	       mark_fits(out, &st);
	return unlinkat(in, taken, 0) == 0 && good;
}

bool
marks_take(const char *state_dir, int folder_fd, const char *station,
	   const char *boot, struct mark *out)
{
	struct dirent *entry;
	bool found = false;
	DIR *dir;
	int in;

	if (!boot || !*boot || strlen(boot) >= MARK_BOOT_SIZE)
		return false;
	in = open_folder(state_dir, "free");
	if (in < 0)
		return false;
	dir = fdopendir(in);
	if (!dir) {
		close(in);
		return false;
	}
	while (!found && (entry = readdir(dir)))
		found = names_is_of_station(entry->d_name, station, SUFFIX) &&
			take(in, entry->d_name, folder_fd, boot, out);
	closedir(dir);
	return found;
}

static bool
seen_folder(const char *incident, char out[48])
{
	snprintf(out, 48, "seen/%.32s", incident);
	return names_is_hex(incident, 32);
}

int
marks_open_seen(const char *state_dir, const char *incident,
		const char *journal, enum seen_whose whose)
{
	char folder[48], name[NAME_MAX + 1];
	int in, fd;

	if (!seen_folder(incident, folder) ||
	    !rename_journal(journal, endings[whose], name))
		return -1;
	in = open_folder(state_dir, folder);
	if (in < 0)
		return -1;
	fd = beneath_open(in, name, O_WRONLY | O_CREAT | O_NONBLOCK, 0600);
	close(in);
	return fd;
}

void
marks_write_seen(int fd, const struct seen_mark *mark)
{
	char text[SEEN_BYTES + 1];

	snprintf(text, sizeof(text), SEEN_FORMAT, mark->n, mark->size,
		 mark->head, mark->n);
	if (fd >= 0)
		(void)!pwrite(fd, text, SEEN_BYTES, 0);
}

void
marks_write_folder(int fd, const char *folder)
{
	if (fd >= 0)
		(void)!pwrite(fd, folder, strlen(folder) + 1, SEEN_BYTES);
}

/* The mark's first bytes, NUL behind them; -1: there is none. */
static ssize_t
read_whole(const char *state_dir, const char *incident, const char *journal,
	   enum seen_whose whose, char *text, size_t size)
{
	char path[PATH_MAX], folder[48], name[NAME_MAX + 1];
	struct stat st;
	ssize_t len;
	int in, fd;

	if (!state_dir || !seen_folder(incident, folder) ||
	    !rename_journal(journal, endings[whose], name) ||
	    (size_t)snprintf(path, sizeof(path), "%s/%s", state_dir, folder) >=
		    sizeof(path))
		return -1;
	in = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (in < 0)
		return -1;
	fd = beneath_open_file(in, name, &st);
	close(in);
	if (fd < 0)
		return -1;
	len = beneath_read_at(fd, text, size - 1, 0);
	close(fd);
	if (len >= 0)
		text[len] = '\0';
	return len;
}

bool
marks_read_seen(const char *state_dir, const char *incident,
		const char *journal, enum seen_whose whose,
		struct seen_mark *out)
{
	char text[SEEN_BYTES + 1];
	int64_t again = 0;

	if (read_whole(state_dir, incident, journal, whose, text,
		       sizeof(text)) != SEEN_BYTES)
		return false;
	*out = (struct seen_mark){0};
	return sscanf(text, SEEN_PATTERN, &out->n, &out->size, out->head,
		      &again) == 4 &&
	       again == out->n && out->n > 0 && names_is_hex(out->head, 64);
}

/* A folder of marks for reading; NULL where there is none. */
static DIR *
list_folder(const char *state_dir, const char *below)
{
	char path[PATH_MAX];
	DIR *dir;
	int fd;

	if (!state_dir || (size_t)snprintf(path, sizeof(path), "%s/%s",
					   state_dir, below) >= sizeof(path))
		return NULL;
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return NULL;
	dir = fdopendir(fd);
	if (!dir)
		close(fd);
	return dir;
}

/*
 * The journal that a file is such a mark of; NULL: of none, or it says
 * nothing.
 */
static const char *
marked_journal(const char *state_dir, const char *incident, const char *name,
	       enum seen_whose whose, struct arena *a)
{
	const char *dot = strrchr(name, '.');
	struct seen_mark mark;
	const char *journal;

	if (!dot || strcmp(dot, endings[whose]) != 0)
		return NULL;
	journal = arena_printf(a, "%.*s.jsonl", (int)(dot - name), name);
	return marks_read_seen(state_dir, incident, journal, whose, &mark)
		       ? journal
		       : NULL;
}

void
marks_list_seen(const char *state_dir, const char *incident, struct arena *a,
		const char ***journals, size_t *count)
{
	struct dirent *entry;
	char folder[48];
	DIR *dir;

	*journals = NULL;
	*count = 0;
	dir = seen_folder(incident, folder) ? list_folder(state_dir, folder)
					    : NULL;
	while (dir && (entry = readdir(dir))) {
		const char *journal = marked_journal(
			state_dir, incident, entry->d_name, SEEN_OWN, a);

		if (!journal)
			journal =
				marked_journal(state_dir, incident,
					       entry->d_name, SEEN_FOREIGN, a);
		if (!journal)
			continue;
		*journals =
			arena_more(a, *journals, *count, sizeof(**journals));
		(*journals)[(*count)++] = journal;
	}
	if (dir)
		closedir(dir);
}

void
marks_list_away(const char *state_dir, const char *incident, struct arena *a,
		struct away_mark **away, size_t *count)
{
	char folder[48], text[SEEN_BYTES + PATH_MAX + 1];
	struct dirent *entry;
	DIR *dir;

	*away = NULL;
	*count = 0;
	dir = seen_folder(incident, folder) ? list_folder(state_dir, folder)
					    : NULL;
	while (dir && (entry = readdir(dir))) {
		const char *journal = marked_journal(
			state_dir, incident, entry->d_name, SEEN_AWAY, a);

		if (!journal ||
		    read_whole(state_dir, incident, journal, SEEN_AWAY, text,
			       sizeof(text)) <= SEEN_BYTES)
			continue;
		*away = arena_more(a, *away, *count, sizeof(**away));
		(*away)[(*count)++] = (struct away_mark){
			.journal = journal,
			.folder = arena_strdup(a, text + SEEN_BYTES),
		};
	}
	if (dir)
		closedir(dir);
}

bool
marks_is_away(const char *state_dir, const char *incident, int folder_fd)
{
	struct arena scratch = {0};
	struct away_mark *away;
	struct stat here, there;
	bool is_one = false;
	size_t count;

	if (fstat(folder_fd, &here) != 0)
		return false;
	marks_list_away(state_dir, incident, &scratch, &away, &count);
	for (size_t i = 0; i < count && !is_one; i++)
		is_one = stat(away[i].folder, &there) == 0 &&
			 there.st_dev == here.st_dev &&
			 there.st_ino == here.st_ino;
	arena_fini(&scratch);
	return is_one;
}

bool
marks_find_incident(const char *state_dir, const char *first_digits,
		    char out[33])
{
	DIR *dir = *first_digits ? list_folder(state_dir, "seen") : NULL;
	struct dirent *entry;
	unsigned found = 0;

	while (dir && (entry = readdir(dir)))
		if (names_is_hex(entry->d_name, 32) &&
		    strncmp(entry->d_name, first_digits,
			    strlen(first_digits)) == 0) {
			memcpy(out, entry->d_name, 33);
			found++;
		}
	if (dir)
		closedir(dir);
	if (found != 1)
		out[0] = '\0';
	return found == 1;
}
