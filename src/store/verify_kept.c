#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "store/beneath.h"
#include "store/evidence.h"
#include "store/folder.h"
#include "store/verify_private.h"

static enum evidence_state
check_file(struct checking *c, struct map *done, const char *folder,
	   const char *name, const char *sha256)
{
	size_t len = strlen(folder);
	const char *path;

	if (!name || !sha256)
		return EVIDENCE_GOOD;
	if (strncmp(name, folder, len) == 0 && name[len] == '/')
		name += len + 1;
	path = arena_printf(c->arena, "%s/%s", folder, name);
	/* The same file under another digest is another question. */
	if (map_find(done, path) && strcmp(map_find(done, path), sha256) == 0)
		return EVIDENCE_GOOD;
	map_put(done, path, (void *)(uintptr_t)sha256);
	if (!beneath_is_plain_name(name))
		return EVIDENCE_CHANGED;
	return evidence_compare(c->folder->fd, path, sha256);
}

static void
check_playbooks(struct checking *c, struct map *done,
		const struct record_file *files, unsigned count)
{
	struct verify_result *r = c->result;

	for (unsigned i = 0; i < count; i++) {
		enum evidence_state kept = check_file(
			c, done, "playbooks", files[i].file, files[i].sha256);

		if (kept == EVIDENCE_MISSING && !r->playbook_missing_name)
			r->playbook_missing_name = files[i].file;
		if (kept == EVIDENCE_UNREADABLE && !r->playbook_unread_name)
			r->playbook_unread_name = files[i].file;
		if (kept != EVIDENCE_CHANGED)
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
	enum evidence_state kept =
		check_file(c, done, folder, rec->more->file, rec->more->sha256);
	struct verify_result *r = c->result;

	if (kept == EVIDENCE_MISSING && !r->evidence_missing_name)
		r->evidence_missing_name = rec->more->file;
	if (kept == EVIDENCE_UNREADABLE && !r->evidence_unread_name)
		r->evidence_unread_name = rec->more->file;
	if (kept != EVIDENCE_CHANGED)
		return;
	r->broken = r->evidence_bad = true;
	if (!r->evidence_bad_name)
		r->evidence_bad_name = rec->more->file;
}

void
verify_kept(struct checking *c)
{
	struct map done;

	map_init(&done, c->arena);
	for (size_t i = 0; i < c->count; i++) {
		const struct checked *f = &c->files[i];

		for (size_t k = 0; k < f->told_count; k++) {
			const struct record *r = f->told[k];

			check_playbooks(c, &done, r->more->files,
					r->more->file_count);
			for (unsigned o = 0; o < r->then->open_count; o++)
				check_playbooks(c, &done,
						r->then->opens[o].files,
						r->then->opens[o].file_count);
			if (r->kind == RECORD_EVIDENCE ||
			    r->kind == RECORD_DOCUMENT ||
			    r->kind == RECORD_SEAL)
				check_evidence(c, &done, r);
		}
	}
}
