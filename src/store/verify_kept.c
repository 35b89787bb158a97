#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "store/beneath.h"
#include "store/folder.h"
#include "store/verify_private.h"

enum kept { KEPT_GOOD, KEPT_MISSING, KEPT_BAD };

/* One pass: evidence may be the image of a disk. */
static enum kept
compare_file(int folder_fd, const char *path, const char *sha256)
{
	char bytes[65536], hex[HASH_HEX_SIZE];
	struct hash *hash;
	struct stat st;
	ssize_t got;
	int fd = beneath_open_file(folder_fd, path, &st);

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? KEPT_MISSING
							   : KEPT_BAD;
	hash = hash_new();
	while ((got = read(fd, bytes, sizeof(bytes))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		hash_feed(hash, bytes, (size_t)got);
	}
	hash_peek(hash, hex);
	hash_free(hash);
	close(fd);
	return got == 0 && strcmp(hex, sha256) == 0 ? KEPT_GOOD : KEPT_BAD;
}

static enum kept
check_file(struct checking *c, struct map *done, const char *folder,
	   const char *name, const char *sha256)
{
	size_t len = strlen(folder);
	const char *path;

	if (!name || !sha256)
		return KEPT_GOOD;
	if (strncmp(name, folder, len) == 0 && name[len] == '/')
		name += len + 1;
	path = arena_printf(c->arena, "%s/%s", folder, name);
	/* The same file under another digest is another question. */
	if (map_find(done, path) && strcmp(map_find(done, path), sha256) == 0)
		return KEPT_GOOD;
	map_put(done, path, (void *)(uintptr_t)sha256);
	if (!beneath_is_plain_name(name))
		return KEPT_BAD;
	return compare_file(c->folder->fd, path, sha256);
}

static void
check_playbooks(struct checking *c, struct map *done,
		const struct record_file *files, unsigned count)
{
	struct verify_result *r = c->result;

	for (unsigned i = 0; i < count; i++) {
		enum kept kept = check_file(c, done, "playbooks", files[i].file,
					    files[i].sha256);

		if (kept == KEPT_MISSING && !r->playbook_missing_name)
			r->playbook_missing_name = files[i].file;
		if (kept != KEPT_BAD)
			continue;
		r->broken = r->playbooks_bad = true;
		if (!r->playbook_bad_name)
			r->playbook_bad_name = files[i].file;
	}
}

static void
check_evidence(struct checking *c, struct map *done, const struct record *rec)
{
	const char *folder = rec->kind == RECORD_DOCUMENT ? "documents"
			     : rec->kind == RECORD_SEAL   ? "seals"
							  : "evidence";
	enum kept kept = check_file(c, done, folder, rec->file, rec->sha256);
	struct verify_result *r = c->result;

	if (kept == KEPT_MISSING && !r->evidence_missing_name)
		r->evidence_missing_name = rec->file;
	if (kept != KEPT_BAD)
		return;
	r->broken = r->evidence_bad = true;
	if (!r->evidence_bad_name)
		r->evidence_bad_name = rec->file;
}

void
verify_kept(struct checking *c)
{
	struct map done;

	map_init(&done, c->arena);
	for (size_t i = 0; i < c->count; i++) {
		const struct journal_file *file = &c->files[i].file;

		for (size_t k = 0; k < file->count; k++) {
			const struct record *r = file->records[k];

			check_playbooks(c, &done, r->files, r->file_count);
			for (unsigned o = 0; o < r->open_count; o++)
				check_playbooks(c, &done, r->opens[o].files,
						r->opens[o].file_count);
			if (r->kind == RECORD_EVIDENCE ||
			    r->kind == RECORD_DOCUMENT ||
			    r->kind == RECORD_SEAL)
				check_evidence(c, &done, r);
		}
	}
}
