#include "store/seal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "store/beneath.h"
#include "store/folder.h"
#include "store/names.h"

#define TITLE "draaiboek-seal v1"
#define MOST_BYTES ((size_t)4 << 20)

void
seal_write(const struct seal *s, struct buf *out)
{
	char time[STAMP_SIZE];

	stamp_write(s->time, time);
	buf_addf(out, TITLE " incident=%s station=%s time=%s reason=%s\n",
		 s->incident, s->station, time, s->reason);
	for (size_t i = 0; i < s->journal_count; i++)
		buf_addf(out, "journal %s lines=%lld bytes=%lld head=%s\n",
			 s->journals[i].file, (long long)s->journals[i].lines,
			 (long long)s->journals[i].bytes, s->journals[i].head);
	for (size_t i = 0; i < s->evidence_count; i++)
		buf_addf(out, "evidence sha256-%s size=%lld\n",
			 s->evidence[i].sha256,
			 (long long)s->evidence[i].bytes);
}

/* --- reading */

/*
 * Takes " key=VALUE" off the end of a line: a journal's name may have blanks,
 * what stands behind it has none.  NULL: it does not end so.
 */
static const char *
take_last(char *line, const char *key)
{
	char *blank = strrchr(line, ' ');
	size_t len = strlen(key);

	if (!blank || strncmp(blank + 1, key, len) != 0 ||
	    blank[1 + len] != '=')
		return NULL;
	*blank = '\0';
	return blank + len + 2;
}

/* Takes "key=VALUE " off the front; the last value of a line may have blanks.
 */
static const char *
take_first(char **line, const char *key, bool last)
{
	size_t len = strlen(key);
	char *value = *line + len + 1, *end;

	if (strncmp(*line, key, len) != 0 || (*line)[len] != '=')
		return NULL;
	end = value + (last ? strlen(value) : strcspn(value, " "));
	if (!last && !*end)
		return NULL;
	*line = end + !last;
	*end = '\0';
	return value;
}

static bool
read_count(const char *text, int64_t *count)
{
	size_t digits = text ? strspn(text, "0123456789") : 0;

	if (digits == 0 || digits > 18 || text[digits])
		return false;
	*count = strtoll(text, NULL, 10);
	return true;
}

static bool
read_header(char *line, struct seal *s)
{
	const char *time;

	if (strncmp(line, TITLE " ", sizeof(TITLE)) != 0)
		return false;
	line += sizeof(TITLE);
	s->incident = take_first(&line, "incident", false);
	if (!s->incident || !names_is_hex(s->incident, 32))
		return false;
	s->station = take_first(&line, "station", false);
	time = s->station ? take_first(&line, "time", false) : NULL;
	if (!time || !stamp_read(time, &s->time))
		return false;
	s->reason = take_first(&line, "reason", true);
	return s->reason != NULL;
}

static bool
read_journal(char *line, struct seal_journal *j)
{
	j->head = take_last(line, "head");
	if (!j->head || !names_is_hex(j->head, 64) ||
	    !read_count(take_last(line, "bytes"), &j->bytes) ||
	    !read_count(take_last(line, "lines"), &j->lines) || j->lines < 1)
		return false;
	j->file = line;
	return beneath_is_plain_name(line) && names_is_journal(line);
}

static bool
read_evidence(char *line, struct seal_evidence *e)
{
	if (!read_count(take_last(line, "size"), &e->bytes) ||
	    strncmp(line, "sha256-", 7) != 0)
		return false;
	e->sha256 = line + 7;
	return names_is_hex(e->sha256, 64);
}

static bool
read_line(char *line, struct arena *a, struct seal *s)
{
	if (!s->incident)
		return read_header(line, s);
	if (strncmp(line, "journal ", 8) == 0) {
		s->journals = arena_more(a, s->journals, s->journal_count,
					 sizeof(*s->journals));
		return read_journal(line + 8, &s->journals[s->journal_count++]);
	}
	if (strncmp(line, "evidence ", 9) == 0) {
		s->evidence = arena_more(a, s->evidence, s->evidence_count,
					 sizeof(*s->evidence));
		return read_evidence(line + 9,
				     &s->evidence[s->evidence_count++]);
	}
	return false;
}

/* Whatever could be written in two ways is written back and compared. */
static bool
is_its_form(const struct seal *s, const char *bytes, size_t len)
{
	struct buf b = {0};
	bool same;

	seal_write(s, &b);
	same = b.len == len && memcmp(buf_text(&b), bytes, len) == 0;
	buf_fini(&b);
	return same;
}

bool
seal_read(const char *bytes, size_t len, struct arena *a, struct seal *out)
{
	char *text = arena_strndup(a, bytes, len);

	*out = (struct seal){.file = ""};
	hash_hex(bytes, len, out->sha256);
	if (strlen(text) != len || !text_is_utf8(text, len))
		return false;
	while (*text) {
		char *end = strchr(text, '\n');

		if (!end)
			return false;
		*end = '\0';
		if (!read_line(text, a, out))
			return false;
		text = end + 1;
	}
	return out->incident && is_its_form(out, bytes, len);
}

/* A folder's descriptor and a name in it; *number: errno of reading, or 0. */
static bool
read_in(int folder_fd, const char *name, struct arena *a, struct seal *out,
	int *number)
{
	size_t len;
	char *bytes = beneath_read_file(folder_fd, name, MOST_BYTES, &len, a);

	*number = bytes ? 0 : errno;
	return bytes && seal_read(bytes, len, a, out);
}

/* It may be there, and nobody can tell what it holds. */
static bool
is_unreadable(int number)
{
	switch (number) {
	case 0: /* it was read, and is no seal */
	case ENOENT:
	case ENOTDIR:
	case EINVAL: /* no file, or a link to one */
	case ELOOP:
	case ENXIO:
	case EXDEV:
	case EFBIG:
		return false;
	default:
		return true;
	}
}

bool
seal_open(const char *path, struct arena *a, struct seal *out, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		slash ? arena_strndup(a, path, (size_t)(slash - path) + 1)
		      : ".";
	int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int number = errno;
	bool good, unread;

	good = fd >= 0 &&
	       read_in(fd, slash ? slash + 1 : path, a, out, &number);
	unread = is_unreadable(number);
	if (!good && unread)
		err_set_errno(err, ERR_NOT_FOUND, number,
			      tr("The seal %s cannot be read"), path);
	else if (!good)
		err_set(err, ERR_NOT_FOUND,
			tr("The seal %s cannot be read: there is no such "
			   "file, or it is no seal, or it was edited."),
			path);
	if (fd >= 0)
		close(fd);
	out->file = path;
	return good;
}

bool
seal_find(const struct folder *f, const char *digits, struct arena *a,
	  struct seal *out, const char **unread)
{
	int fd = beneath_open(f->fd, "seals", O_RDONLY | O_DIRECTORY, 0);
	DIR *names = fd >= 0 ? fdopendir(fd) : NULL;
	bool found = false;
	struct dirent *e;
	int number;

	*unread = !names && is_unreadable(errno) ? "seals" : NULL;
	if (!names) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	for (errno = 0; !found && (e = readdir(names)); errno = 0) {
		if (!beneath_is_plain_name(e->d_name))
			continue;
		found = read_in(dirfd(names), e->d_name, a, out, &number) &&
			strncmp(out->sha256, digits, strlen(digits)) == 0;
		if (found)
			out->file = arena_strdup(a, e->d_name);
		else if (is_unreadable(number))
			*unread = arena_strdup(a, e->d_name);
	}
	if (errno)
		*unread = "seals";
	closedir(names);
	return found;
}

/* --- making one */

static int
by_file(const void *a, const void *b)
{
	return strcmp(((const struct seal_journal *)a)->file,
		      ((const struct seal_journal *)b)->file);
}

static int
by_hash(const void *a, const void *b)
{
	return strcmp(((const struct seal_evidence *)a)->sha256,
		      ((const struct seal_evidence *)b)->sha256);
}

static void
add_journals(struct seal *s, const struct folder *f, struct arena *a)
{
	s->journals = ARENA_ARRAY(a, struct seal_journal, f->file_count + 1);
	for (size_t i = 0; i < f->file_count; i++) {
		struct journal_file *file = f->files[i];

		if (file->count == 0)
			continue;
		s->journals[s->journal_count++] = (struct seal_journal){
			.file = file->name,
			.lines = (int64_t)file->count,
			.bytes = (int64_t)file->bytes,
			.head = arena_strdup(a, journal_file_head(file)),
		};
	}
	qsort(s->journals, s->journal_count, sizeof(*s->journals), by_file);
}

static void
add_evidence(struct seal *s, struct map *seen, const struct record *r,
	     struct arena *a)
{
	if (r->kind != RECORD_EVIDENCE || !r->more->sha256 ||
	    !names_is_hex(r->more->sha256, 64) ||
	    map_find(seen, r->more->sha256))
		return;
	map_put_kept(seen, r->more->sha256, s);
	s->evidence = arena_more(a, s->evidence, s->evidence_count,
				 sizeof(*s->evidence));
	s->evidence[s->evidence_count++] = (struct seal_evidence){
		.sha256 = r->more->sha256,
		.bytes = r->more->bytes.value,
	};
}

static void
add_all_evidence(struct seal *s, const struct folder *f, struct arena *a)
{
	struct map seen;

	map_init(&seen, a);
	for (size_t i = 0; i < f->file_count; i++)
		for (size_t k = 0; k < f->files[i]->count; k++)
			add_evidence(s, &seen, f->files[i]->records[k], a);
	if (s->evidence_count)
		qsort(s->evidence, s->evidence_count, sizeof(*s->evidence),
		      by_hash);
}

static bool
put(struct folder *f, const struct seal *s, const struct buf *text,
    struct err *err)
{
	const char *where;
	int fd = folder_keep_at(f, &where, err);

	if (fd < 0)
		return false;
	if (beneath_need_folder(fd, "seals", f->group) &&
	    beneath_put_file(fd, "seals", s->file, buf_text(text), text->len,
			     0440))
		return true;
	return err_set_errno(err, ERR_WRITE, errno,
			     tr("The seal %s cannot be written in %s/seals"),
			     s->file, where);
}

bool
seal_make(struct folder *f, const char *reason, int64_t now, struct arena *a,
	  struct seal *out, struct err *err)
{
	char stamp[NAMES_STAMP_SIZE];
	struct buf text = {0};
	bool good;

	*out = (struct seal){
		.incident = f->id,
		.station = f->who.station,
		.reason = reason ? text_shown(a, reason, false) : "",
		.time = now,
	};
	add_journals(out, f, a);
	add_all_evidence(out, f, a);
	seal_write(out, &text);
	hash_hex(buf_text(&text), text.len, out->sha256);
	names_write_stamp(now, stamp);
	out->file = arena_printf(a, "seal-%s-%.8s.txt", stamp, out->sha256);
	good = put(f, out, &text, err);
	buf_fini(&text);
	return good;
}

struct record_head *
seal_heads(const struct seal *s, struct arena *a, unsigned *count)
{
	size_t from = s->journal_count > SEAL_MOST_HEADS
			      ? s->journal_count - SEAL_MOST_HEADS
			      : 0;
	struct record_head *heads =
		ARENA_ARRAY(a, struct record_head, s->journal_count - from + 1);

	*count = 0;
	for (size_t i = from; i < s->journal_count; i++)
		heads[(*count)++] = (struct record_head){
			.file = s->journals[i].file,
			.n = s->journals[i].lines,
			.head = s->journals[i].head,
		};
	return heads;
}
