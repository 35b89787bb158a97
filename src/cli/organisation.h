/* What the parts of `draaiboek organisation` share. */
#ifndef CLI_ORGANISATION_H
#define CLI_ORGANISATION_H

#include "cli/cli.h"
#include "core/playbook.h"

struct diag_list;

/* The organisation's file: where it is, or where it will be. */
struct organisation_file {
	const char *path;
	const char *bytes; /* as read; NULL: there is none yet */
	size_t len;
};

/* One entry of a list of the file, as keys and values. */
struct organisation_entry {
	const char *id;
	const char *keys[8], *values[8];
	unsigned count;
};

/* EXIT_FINE, or the status: what was wrong was said. */
int organisation_find(struct call *c, struct organisation_file *f);
/* The n-th entry of people, suppliers, services or contacts. */
bool organisation_entry_at(const struct organisation *o, const char *list,
			   unsigned n, struct organisation_entry *e);
/* --check, --show, --print */
int organisation_look(struct call *c, const struct organisation_file *f);
void organisation_findings(struct cli *cli, const struct diag_list *diags);
/* Makes the folder that the file will stand in. */
bool organisation_folder(struct cli *cli, const char *path, struct err *err);
/* "yes" in English or the reader's language, or its first letter. */
bool organisation_yes(struct arena *a, const char *typed);

#endif
