/*
 * The step on the screen: a current one of the role, or one that is only read.
 * Both are shown alike.
 */
#ifndef UI_STEP_PAGE_H
#define UI_STEP_PAGE_H

#include <stdbool.h>

#include "core/status.h"

struct app;
struct arena;
struct entries;

struct step_page {
	const struct step_ref *ref; /* NULL: the role has no step to show */
	const struct status_step *current; /* NULL: it is only read */
	const struct status_item *items;
	unsigned item_count;
	const struct status_choice *choices;
	unsigned choice_count;
};

void
step_page_of(const struct app *app, struct arena *a, struct step_page *page);
void step_entries(const struct app *app, struct entries *es);

/* {{fact}} as the team recorded it, or [its label ?]. */
const char *step_text(const struct app *app, const char *text, struct arena *a);

/* The fact as it stands; NULL: no such fact. */
const struct status_fact *fact_of(const struct app *app, const char *id);

#endif
