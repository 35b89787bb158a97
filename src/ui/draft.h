/*
 * What is being typed, kept as it is typed: by the form's name, and where the
 * same form can be about several things, by what it is about.
 */
#ifndef UI_DRAFT_H
#define UI_DRAFT_H

#include <stdbool.h>

#include "ui/form.h"

struct app;
struct effects;
struct form_row;

/* By what name a form's texts are kept; NULL: they are not. */
const char *draft_of_form(enum form_what what);

/* Keeps the open form's texts, or the reason that a menu asks.  safely: on
 * the disk before the next key, as when the form is left. */
void draft_keep(struct app *app, bool safely, struct effects *out);
/* Something of what is open, or on its way, is kept. */
bool draft_is_kept(struct app *app);

/* What was kept, into the line that was just added. */
void form_restore(struct app *app, struct form_row *row);
void reason_restore(struct app *app);

/* The open form (or reason) is on its way to the record: forgotten once it is
 * there, but not before. */
void draft_send(struct app *app);
void draft_forget(struct app *app, struct effects *out);
/* It came to nothing. */
void draft_drop(struct app *app);

#endif
