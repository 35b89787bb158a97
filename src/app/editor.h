/*
 * A text in the person's own editor: $VISUAL, else $EDITOR, cut at its blanks
 * into words and never given to a shell, with a cleaned environment.  The
 * terminal must have been lent before.
 */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include <stdbool.h>

struct arena;
struct err;
struct paths;

bool editor_is_set(void);

/*
 * The text as it was left, in the arena; NULL with err where the editor could
 * not be run, ended with an error, or left no text.  The file that it works on
 * stands in the state folder, for nobody else, and goes away.
 */
const char *editor_run(const struct paths *p, const char *text,
		       struct arena *a, struct err *err);

#endif
