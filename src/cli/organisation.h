/* What the parts of `draaiboek organisation` share. */
#ifndef CLI_ORGANISATION_H
#define CLI_ORGANISATION_H

#include "cli/cli.h"
#include "core/playbook.h"

struct diag_list;
struct profile_file;

/* --check, --show, --print */
int organisation_look(struct call *c, const struct profile_file *f);
void organisation_findings(struct cli *cli, const struct diag_list *diags);
/* "yes" in English or the reader's language, or its first letter. */
bool organisation_yes(struct arena *a, const char *typed);

#endif
