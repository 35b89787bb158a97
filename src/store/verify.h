/*
 * Proof that journals were not changed, and what could not be proved.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/record.h"

struct arena;
struct folder;
struct paths;

struct verify_file {
	const char *file;
	size_t lines;
	size_t torn_bytes;
	size_t not_canonical;  /* lines */
	const char *head;      /* 64 hex */
	size_t bad_line;       /* 0: none */
	const char *bad_why;   /* N_()-marked */
	const char *bad_other; /* a file name or value, NULL */
	size_t witnessed;      /* highest n that another journal or a seal names */
	bool marked;           /* this station's own mark agreed */
};

struct verify_result {
	struct verify_file *files;
	size_t file_count;
	bool broken;
	bool anchored;       /* every file's last line is vouched for outside it */
	bool evidence_bad;
	bool playbooks_bad;
	const char *playbook_bad_name;
};

/*
 * Checks chain, n, incident, ids, witnesses, local marks, kept playbooks.
 * `head`: a head from outside that must be in one of the files, or NULL.
 */
void verify_folder(struct folder *f, const struct paths *p, const char *head,
		   struct arena *a, struct verify_result *out);

/* One file by its path, outside any folder. */
bool verify_one(const char *path, struct arena *a, struct verify_result *out);

#endif
