/* The screens of an assessment or a quiz, and what they share. */
#ifndef UI_ASSESS_H
#define UI_ASSESS_H

#include <stdbool.h>

#include "core/assessment.h"
#include "ui/app.h"

struct record;

/* Whether an assessment or a quiz is open, and not an incident. */
bool assess_is_open(const struct app *app);
/* NULL: its file has not arrived. */
const struct assessment *assess_of(const struct app *app, struct arena *a);
/* The index of the question that is shown, -1: there is none. */
int assess_shown(const struct app *app, const struct assessment *as);
void assess_show(struct app *app, const char *path);
void assess_stored(struct app *app, const struct record *r);
/* The result, as it is now. */
void assess_result(struct app *app);
/* "12 of 30 answered" for the line below the bar. */
const char *assess_line(const struct app *app, struct arena *a);
/* To the list of questions, the result or the form that closes the run. */
bool assess_goes(struct app *app, enum verb verb);

#endif
