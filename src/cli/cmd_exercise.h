/* What the commands of an exercise share. */
#ifndef CLI_CMD_EXERCISE_H
#define CLI_CMD_EXERCISE_H

#include <stdbool.h>

struct action;
struct call;

/* The exercise that is meant: typed, -i, the one that runs, the last one. */
int exercise_open(struct call *c, const char *typed);
/* --speed and --start-at into a `pause` act; false: said, exit 2. */
bool exercise_clock_action(struct call *c, struct action *act);

#endif
