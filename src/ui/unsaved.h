/*
 * What was typed in an earlier run of the program and was not saved.  A text
 * that is left in this run is not told again: whoever left it was told.
 */
#ifndef UI_UNSAVED_H
#define UI_UNSAVED_H

struct app;

/* Looks at what was kept; once, when an incident is opened. */
void unsaved_find(struct app *app);
/* The draft's name of the i-th; NULL: it is kept no more. */
const char *unsaved_name(const struct app *app, unsigned i);
/* It was saved, or emptied: what is typed there now is of this run. */
void unsaved_forget(struct app *app, const char *name);
/* Opens its form with it, or shows it where that form needs more to open. */
void unsaved_open(struct app *app, const char *name);

#endif
