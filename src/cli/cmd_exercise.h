/* What the commands of an exercise share. */
#ifndef CLI_CMD_EXERCISE_H
#define CLI_CMD_EXERCISE_H

#include <stdbool.h>

struct action;
struct call;
struct err;
struct exercise;
struct library;
struct moment;
struct session;

/* The exercise that is meant: typed, -i, the one that runs, the last one. */
int exercise_open(struct call *c, const char *typed);
/* As which role somebody reads: --facilitator, -r; NULL: nobody said. */
const char *exercise_reader(struct call *c);
/* A scenario by its id, or the path of its file; NULL with err. */
const struct exercise *exercise_named(struct call *c, const char *typed,
				      struct err *err);
/* An id out of a name; today, for a file that is made now. */
const char *exercise_new_id(struct call *c, const char *name);
const char *exercise_version(struct call *c);
/* Its playbooks, for the names of their steps. */
bool exercise_library(struct session *s, const struct exercise *e,
		      struct library *lib, struct err *err);
/* --start-at, where it is given; false: said, exit 2. */
bool exercise_start_at(struct call *c, struct moment *out);
/* --speed and --start-at into a `pause` act; false: said, exit 2. */
bool exercise_clock_action(struct call *c, struct action *act);
/* --score, where it is given; false: said, exit 2. */
bool exercise_score_action(struct call *c, struct action *act);

#endif
