/* From the command line into a front end. */
#ifndef CLI_ENTER_H
#define CLI_ENTER_H

#include <stdbool.h>

struct app_options;
struct call;

/* Reads options and environment; false: said, exit 2. */
bool enter_options(struct call *c, struct app_options *out);

/* Whether a front end can run here; false: said, exit 2. */
bool enter_can(struct call *c);

/* The same of an exercise: as its leader, or as what everybody sees. */
int enter_exercise(struct call *c);
/* Runs the front end on the call's session; the exit status. */
int enter(struct call *c);

#endif
