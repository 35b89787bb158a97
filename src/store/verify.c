#include "store/verify.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/tr.h"
#include "store/folder_private.h"
#include "store/verify_private.h"

void
verify_blame(struct checking *c, struct checked *f, size_t line,
	     const char *why, const char *other)
{
	c->result->broken = true;
	if (f->out->bad_line && f->out->bad_line <= line)
		return;
	f->out->bad_line = line;
	f->out->bad_why = why;
	f->out->bad_other = other;
}

static void
hash_lines(struct checked *f, struct arena *a)
{
	f->hashes = arena_alloc(a, (f->file.count + 1) * sizeof(*f->hashes));
	for (size_t n = 1; n <= f->file.count; n++)
		journal_line_hash(&f->file, n, f->hashes[n - 1]);
}

/* A file by itself is of the mode of its first line that names one. */
static void
check_modes(struct checking *c, struct checked *f)
{
	const char *mode = c->mode;

	for (size_t k = 0; k < f->file.count; k++) {
		const struct record *r = f->file.records[k];

		if (!mode &&
		    (r->kind == RECORD_JOURNAL || r->kind == RECORD_OPEN))
			mode = r->more->mode;
		if (mode && !folder_is_of_mode(r, mode)) {
			verify_blame(c, f, k + 1, folder_other_mode, NULL);
			return;
		}
	}
}

void
verify_chain(struct checking *c, struct checked *f)
{
	struct verify_file *out = f->out;

	journal_check(&f->file, c->incident);
	hash_lines(f, c->arena);
	out->file = f->file.name;
	out->lines = f->file.count;
	out->torn_bytes = f->file.torn_bytes;
	out->head = f->file.head;
	out->not_canonical = 0;
	f->told = f->file.records;
	f->told_count = f->file.count;
	for (size_t k = 0; k < f->file.count; k++)
		out->not_canonical += !f->file.records[k]->canonical;
	if (f->file.bad_line)
		verify_blame(c, f, f->file.bad_line, f->file.bad_why, NULL);
	check_modes(c, f);
}

static void
check_files(struct checking *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct checked *f = &c->files[i];

		verify_chain(c, f);
		if (f->readable)
			continue;
		c->result->unread++;
		verify_blame(c, f, 1,
			     N_("it cannot be read, or is no regular file"),
			     NULL);
	}
}

/*
 * Marks first, journals after them: a line is on the disk before its mark
 * says so, whoever is writing just now.
 */
static void
read_marks(struct checking *c, const char **names)
{
	for (size_t i = 0; i < c->count; i++) {
		struct checked *one = &c->files[i];

		one->has_own = marks_read_seen(c->state_dir, c->marked,
					       names[i], SEEN_OWN, &one->own) ||
			       marks_read_seen(c->state_dir, c->marked,
					       names[i], SEEN_AWAY, &one->own);
		one->has_foreign =
			marks_read_seen(c->state_dir, c->marked, names[i],
					SEEN_FOREIGN, &one->foreign);
	}
}

/* Something is odd: all lines are kept, and looked at one by one. */
static void
read_lines(struct checking *c, const char **names)
{
	for (size_t i = 0; i < c->count; i++)
		c->files[i].readable =
			journal_read(c->folder->fd, names[i], c->arena,
				     &c->files[i].file, NULL);
	check_files(c);
}

/*
 * Where no line is of the incident that the folder is named after, none may
 * count as its own: these digits are no whole id, and match no line's.
 */
static const char *
incident_of(const struct folder *f)
{
	const char *digits = folder_first_digits(f);

	if (*f->id)
		return f->id;
	return *digits ? digits : NULL;
}

/* Which incident it is: from its lines, or what could be seen of them. */
static void
name_incident(struct checking *c)
{
	c->incident = incident_of(c->folder);
	c->mode = c->folder->who.mode;
	memcpy(c->marked, c->folder->id, sizeof(c->marked));
	if (!*c->marked)
		marks_find_incident(c->state_dir,
				    folder_first_digits(c->folder), c->marked);
}

static void
read_files(struct checking *c, const char **names)
{
	name_incident(c);
	read_marks(c, names);
	if (verify_prove(c, names))
		return;
	for (size_t i = 0; i < c->count; i++)
		*c->files[i].out = (struct verify_file){0};
	if (folder_read_late(c->folder)) {
		name_incident(c);
		read_marks(c, names);
	}
	read_lines(c, names);
}

static void
make_files(struct checking *c, const char **names)
{
	struct verify_result *r = c->result;

	map_init(&c->names, c->arena);
	map_init(&c->absent, c->arena);
	c->room = c->count + 1;
	c->files = ARENA_ARRAY(c->arena, struct checked, c->room);
	r->files = ARENA_ARRAY(c->arena, struct verify_file, c->room);
	r->file_count = c->count;
	for (size_t i = 0; i < c->count; i++) {
		c->files[i].out = &r->files[i];
		map_put_kept(&c->names, names[i], &c->files[i]);
	}
}

/* Whether somebody outside each file vouches for its last line. */
static bool
is_anchored(const struct verify_result *r)
{
	for (size_t i = 0; i < r->file_count; i++) {
		const struct verify_file *f = &r->files[i];

		if (f->missing || f->bad_line ||
		    (!f->marked && !f->by_head && f->witnessed < f->lines &&
		     f->sealed < f->lines))
			return false;
	}
	return r->file_count > 0 && !r->evidence_unread_name &&
	       !r->playbook_unread_name;
}

void
verify_anchored(struct folder *f, const struct paths *p,
		const struct verify_anchor *anchor, struct arena *a,
		struct verify_result *out)
{
	struct checking c = {
		.folder = f,
		.arena = a,
		.result = out,
		.state_dir = p ? p->state : NULL,
	};
	const char **names, *left;
	size_t listed;

	*out = (struct verify_result){.head_given = anchor->head != NULL};
	if (!folder_journal_names(f->fd, a, &names, &c.count, NULL)) {
		out->broken = true;
		return;
	}
	listed = c.count;
	names = folder_choose_journals(f, names, &c.count, &left, a);
	if (left) {
		out->unread = listed - c.count;
		out->broken = true;
	}
	make_files(&c, names);
	read_files(&c, names);
	verify_witnesses(&c);
	verify_marks(&c);
	if (!c.proved)
		verify_ids(&c);
	verify_torn(&c);
	verify_anchor(&c, anchor);
	verify_kept(&c);
	out->anchored = is_anchored(out);
}

void
verify_folder(struct folder *f, const struct paths *p, const char *head,
	      struct arena *a, struct verify_result *out)
{
	verify_anchored(f, p, &(struct verify_anchor){.head = head}, a, out);
}

bool
verify_one_anchored(const char *path, const struct verify_anchor *anchor,
		    struct arena *a, struct verify_result *out)
{
	struct checking c = {.arena = a, .count = 1, .result = out};
	const char *slash = strrchr(path, '/');
	const char *folder = ".", *name;
	int fd;

	*out = (struct verify_result){.head_given = anchor->head != NULL};
	name = slash ? slash + 1 : path;
	make_files(&c, &name);
	if (slash)
		folder = slash == path ? "/"
				       : arena_strndup(a, path,
						       (size_t)(slash - path));
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		*out = (struct verify_result){0};
		return false;
	}
	c.files->readable = journal_read(fd, name, a, &c.files->file, NULL);
	close(fd);
	if (!c.files->readable) {
		*out = (struct verify_result){0};
		return false;
	}
	check_files(&c);
	verify_ids(&c);
	verify_anchor(&c, anchor);
	out->anchored = is_anchored(out);
	return true;
}

bool
verify_one(const char *path, struct arena *a, struct verify_result *out)
{
	return verify_one_anchored(path, &(struct verify_anchor){0}, a, out);
}
