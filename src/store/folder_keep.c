#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/tr.h"
#include "core/library.h"
#include "store/beneath.h"
#include "store/folder_private.h"
#include "store/journal_private.h"

#define MOST_BYTES ((size_t)4 << 20)
#define DOCUMENTS "documents/"

/* Below playbooks/, unless the name says documents/ itself. */
static const char *
folder_of(const char *name)
{
	return strncmp(name, DOCUMENTS, strlen(DOCUMENTS)) == 0 ? "documents"
								: "playbooks";
}

static const char *
name_in(const char *name)
{
	return strncmp(name, DOCUMENTS, strlen(DOCUMENTS)) == 0
		       ? name + strlen(DOCUMENTS)
		       : name;
}

static const char *
path_of(struct arena *a, const char *name)
{
	return arena_printf(a, "%s/%s", folder_of(name), name_in(name));
}

static bool
is_kept(int fd, const struct library_file *file)
{
	char hex[HASH_HEX_SIZE], wanted[HASH_HEX_SIZE];
	struct arena scratch = {0};
	char *bytes;
	size_t len;
	bool kept;

	bytes = beneath_read_file(fd, path_of(&scratch, file->name), MOST_BYTES,
				  &len, &scratch);
	kept = bytes && len == file->len;
	if (kept) {
		hash_hex(bytes, len, hex);
		hash_hex(file->bytes, file->len, wanted);
		kept = strcmp(hex, wanted) == 0;
	}
	arena_fini(&scratch);
	return kept;
}

bool
folder_keep_in(int fd, const char *where, bool group,
	       const struct library_file *file, struct err *err)
{
	const char *folder = folder_of(file->name);

	if (!beneath_is_plain_name(name_in(file->name)))
		return err_set(err, ERR_WRITE,
			       tr("A file with the name %s cannot be kept."),
			       file->name);
	if (is_kept(fd, file))
		return true;
	/* A copy that came by a stick may lack the empty folders. */
	if (beneath_need_folder(fd, folder, group) &&
	    beneath_put_file(fd, folder, name_in(file->name), file->bytes,
			     file->len, group ? 0660 : 0600))
		return true;
	return err_set_errno(err, ERR_WRITE, errno,
			     tr("The file %s cannot be kept in %s/%s"),
			     name_in(file->name), where, folder);
}

/* It goes where the journal goes, which names it. */
bool
folder_keep_file(struct folder *f, const struct library_file *file,
		 struct err *err)
{
	const struct journal *j = f->journal;

	if (f->apart) {
		writer_keep(&f->writer, file, f->group);
		return true;
	}
	return folder_keep_in(j ? j->folder_fd : f->fd, j ? j->folder : f->path,
			      f->group, file, err);
}

bool
folder_keep_document(struct folder *f, const char *name, const char *text,
		     struct err *err)
{
	struct arena scratch = {0};
	const struct library_file file = {
		.name = arena_printf(&scratch, DOCUMENTS "%s", name),
		.bytes = text,
		.len = strlen(text),
	};
	bool kept = folder_keep_file(f, &file, err);

	arena_fini(&scratch);
	return kept;
}

const char *
folder_kept_document(const struct folder *f, const char *name,
		     const char *sha256, struct arena *a, struct err *err)
{
	size_t len;

	return folder_kept_file(f, arena_printf(a, DOCUMENTS "%s", name),
				sha256, &len, a, err);
}

/* The first that is what it should be, else the first that is there. */
static const char *
read_kept(const struct folder *f, const char *path, const char *sha256,
	  size_t *len, struct arena *a)
{
	const char *first = NULL;
	size_t first_len = 0;
	int fd;

	for (size_t i = 0; (fd = folder_place(f, i)) >= 0; i++) {
		char hex[HASH_HEX_SIZE];
		const char *bytes =
			beneath_read_file(fd, path, MOST_BYTES, len, a);

		if (!bytes)
			continue;
		hash_hex(bytes, *len, hex);
		if (!sha256 || strcmp(hex, sha256) == 0)
			return bytes;
		if (!first) {
			first = bytes;
			first_len = *len;
		}
	}
	*len = first_len;
	return first;
}

const char *
folder_kept_file(const struct folder *f, const char *name, const char *sha256,
		 size_t *len, struct arena *a, struct err *err)
{
	char hex[HASH_HEX_SIZE];
	const char *bytes;

	*len = 0;
	if (!beneath_is_plain_name(name_in(name))) {
		err_set(err, ERR_NOT_FOUND,
			tr("The file %s has a name that cannot be kept."),
			name);
		return NULL;
	}
	bytes = read_kept(f, path_of(a, name), sha256, len, a);
	if (!bytes) {
		err_set_errno(err, ERR_NOT_FOUND, errno,
			      tr("The file %s of this incident cannot be read"),
			      name);
		return NULL;
	}
	if (!sha256)
		return bytes;
	hash_hex(bytes, *len, hex);
	if (strcmp(hex, sha256) == 0)
		return bytes;
	err_set(err, ERR_NOT_FOUND,
		tr("The file %s of this incident is not what it was when it "
		   "was taken along."),
		name);
	return NULL;
}
