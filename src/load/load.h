/*
 * Reading the YAML files.  Two passes (draaiboek-playbook(5)): pass 1, over
 * libyaml events and driven by the same libcyaml schema, finds everything that
 * is wrong with places; pass 2 is libcyaml, on a clean file only.
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/playbook.h"

struct arena;
struct diag_list;
struct err;

#define LOAD_MOST 1048576 /* bytes of a file */
#define LOAD_DEPTH 16

/* One loaded file: `kind` says which pointer is set. */
struct loaded {
	enum file_kind kind;
	const struct file_header *head;
	struct playbook *playbook; /* triage, incident, assessment, quiz */
	struct law *law;
	struct vocabulary *vocabulary;
	struct directory *directory;
	struct organisation *organisation;
	struct local_additions *local;
	struct model_header *model;
	struct exercise *exercise;
	const char *body; /* a model's Markdown, after the header */
};

/*
 * bytes stay referenced by the result and must live as long as the arena.
 * Every finding goes to diags.  false: the file has an error and is refused.
 * The arena is capped by the caller (LOAD_ARENA).
 */
#define LOAD_ARENA (24u << 20)
bool load_bytes(const char *file, const char *bytes, size_t len,
		struct arena *a, struct diag_list *diags, struct loaded *out);

/* The header alone, from at most the first 4 KiB; false: no header of ours. */
bool load_header(const char *file, const char *bytes, size_t len,
		 struct arena *a, struct file_header *out);

/*
 * The place of a path such as "roles[0].steps[2].items[1].text" in the file's
 * bytes: libcyaml keeps no positions.  0:0 when there is none.
 */
struct place load_locate(const char *bytes, size_t len, const char *path);

/* Opens for reading at most LOAD_MOST bytes; refuses what is no regular file,
 * without blocking. */
bool load_file(const char *path, struct arena *a, const char **bytes,
	       size_t *len, struct err *err);

#endif
