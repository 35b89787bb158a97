/*
 * What YAML can say but a playbook may not: targets that do not exist, steps
 * that nothing leads to, circles, and what is too long to be read in a hurry.
 * All findings, each with its place; nothing here stops at the first.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include <stdbool.h>

#include "core/diag.h"
#include "core/marks.h"
#include "core/playbook.h"

struct arena;

/* One file: `head` tells which pointer is set; none where it is unreadable. */
struct check_file {
	const char *file;
	bool given; /* its findings are wanted; the others are targets only */
	const struct file_header *head;
	const struct marks *marks;
	const struct playbook *playbook;
	const struct law *law;
	const struct vocabulary *vocabulary;
	const struct directory *directory;
	const struct organisation *organisation;
	const struct local_additions *local;
	const struct model_header *model;
	const char *body; /* of a model, in head->bytes */
	const struct exercise *exercise;
};

struct check {
	const struct check_file *files;
	unsigned count;
	const char *today; /* 2026-11-22; NULL: nothing is old */
	struct arena *arena;
	struct diag_list *diags;
};

/* Targets are looked for in all files, those in the same language first. */
void check_files(const struct check *c);

/* May two files of these kinds not have the same id? */
bool check_kinds_share_ids(enum file_kind a, enum file_kind b);

#endif
