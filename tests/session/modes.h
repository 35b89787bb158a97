/*
 * Everything that the front end can be in: each screen, each menu, each form,
 * and what they can be beside that.  The one list of them: each has its golden
 * screens (`runner`), and random keys come to each (`wander`).
 */
#ifndef TESTS_SESSION_MODES_H
#define TESTS_SESSION_MODES_H

#include <stdbool.h>

#define MODES_MOST 160

struct app;

unsigned mode_count(void);
/* "menu ratify", in a static buffer. */
const char *mode_name(unsigned mode);
/* It is the same on all sizes, or is about one of them. */
bool mode_has_one_size(unsigned mode);

/* Counts those that hold now; false: a menu or form that has no name here. */
bool modes_count(const struct app *app, unsigned long seen[MODES_MOST]);

#endif
