/* What is written to a file, and has left the incident's folder then. */
#ifndef CLI_LEAVING_H
#define CLI_LEAVING_H

#include "cli/cli.h"

struct buf;

/*
 * Writes it to the file of --output, whole or not at all, or else to the
 * output.  *left: that file's path, where it left the folder of the incident
 * that is open; NULL.
 */
int leaving_save(struct call *c, const struct buf *bytes, const char **left);

/* The log says so, where somebody can say who did it; else this says that it
 * does not. */
void leaving_note(struct call *c, const char *text);

#endif
