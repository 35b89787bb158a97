/* The choices of a step: where they lead, or which one was taken. */
#include <string.h>

#include "base/tr.h"
#include "core/branch.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/names.h"
#include "ui/step_draw.h"
#include "ui/views.h"

static void
add_sentence(struct arena *a, const char **all, const char *sentence)
{
	*all = *all == NULL ? sentence
			    : arena_printf(a, "%s %s", *all, sentence);
}

/* Each role that gets a task, once. */
static void
add_tellings(const struct app *app, const struct choice *c, struct arena *a,
	     const char **all)
{
	const struct library *lib = app->front->library;

	for (unsigned i = 0; i < c->tell_count; i++) {
		bool said = false;

		for (unsigned n = 0; n < i; n++)
			said = said ||
			       strcmp(c->tells[n].role, c->tells[i].role) == 0;
		if (!said)
			add_sentence(
				a, all,
				say_fill(a, tr("Gives %1 a task."),
					 say_role(c->tells[i].role, lib, a),
					 NULL, NULL));
	}
}

static void
add_openings(const struct app *app, const struct choice *c, struct arena *a,
	     const char **all)
{
	const struct library *lib = app->front->library;
	const struct deadline *only =
		c->start_count == 1 ? library_deadline(lib, c->starts[0])
				    : NULL;

	for (unsigned i = 0; i < c->open_count; i++)
		add_sentence(a, all,
			     say_fill(a, tr("Opens the playbook \"%1\"."),
				      name_of_playbook(app, c->opens[i]), NULL,
				      NULL));
	add_tellings(app, c, a, all);
	if (only != NULL)
		add_sentence(a, all,
			     say_fill(a, tr("Starts the clock \"%1\"."),
				      only->title, NULL, NULL));
	else if (c->start_count > 0)
		add_sentence(a, all,
			     arena_printf(a,
					  tr_n("Starts %u clock.",
					       "Starts %u clocks.",
					       (long)c->start_count),
					  c->start_count));
}

const char *
step_show_consequences(const struct app *app, const struct status_choice *sc,
		       struct arena *a)
{
	const struct library *lib = app->front->library;
	const struct choice *c = sc->choice;
	const char *all = say_also(sc, a);

	if (c->approval != NULL)
		add_sentence(a, &all,
			     say_fill(a, tr("Waits for the yes of %1."),
				      say_role(c->approval, lib, a), NULL,
				      NULL));
	if (c->reason == REASON_REQUIRED)
		add_sentence(a, &all, tr("Asks for a reason."));
	if (c->severity >= 0 && c->severity_text != NULL)
		add_sentence(a, &all,
			     say_fill(a,
				      c->severity >= 4
					      ? tr("Proposes severity %1.")
					      : tr("Raises the severity to at "
						   "least %1."),
				      say_severity(c->severity), NULL, NULL));
	add_openings(app, c, a, &all);
	if (c->again_text != NULL)
		add_sentence(a, &all,
			     say_fill(a,
				      tr("The question comes back after %1."),
				      c->again_text, NULL, NULL));
	if (c->as_if != NULL)
		add_sentence(a, &all, tr("Until then it is assumed."));
	if (c->how != NULL)
		add_sentence(a, &all, c->how);
	return all;
}

/* One column for all labels, so that the targets stand below each other. */
static int
label_width(const struct step_draw *d)
{
	int widest = 0, most = (d->sheet.columns - 8) / 2;

	for (unsigned i = 0; i < d->step.choice_count; i++) {
		const char *label = d->step.choices[i].choice->label;
		int width = sheet_width(d->sheet.grid, tr(label));

		if (width > widest && width <= most)
			widest = width;
	}
	return widest;
}

static void
add_meaning(struct step_draw *d, const struct status_choice *c, int column,
	    bool focused, bool hints)
{
	const char *more =
		focused ? step_show_consequences(d->app, c, d->a) : NULL;

	if (c->choice->hint != NULL && (focused || hints))
		sheet_text(&d->sheet, column, LOOK_NORMAL, c->choice->hint);
	if (more != NULL)
		sheet_text(&d->sheet, column, LOOK_NORMAL, more);
}

/* What was chosen at a step that is read; NULL: not this one. */
static const struct answer *
answer_read(const struct step_draw *d, const struct status_choice *c)
{
	const struct step_state *s =
		incident_step(d->app->front->incident, d->step.ref->path);

	const struct answer *last = step_answer(s), *an;

	an = last != NULL ? step_chose(s, last->visit, c->choice) : NULL;
	return an != NULL && an->record != NULL ? an : NULL;
}

void
step_draw_choice_read(struct step_draw *d, const struct status_choice *c,
		      bool focused, bool hints)
{
	const struct answer *an = answer_read(d, c);
	const struct record *r = an != NULL ? an->record : NULL;
	const char *note = NULL;
	int column = d->narrow ? 3 : 5;

	if (r != NULL)
		note = say_clock(record_happened(r), d->app->front->zone, d->a);
	if (r != NULL && r->actor != NULL && !d->narrow)
		note = arena_printf(d->a, "%s %s", note, r->actor);
	sheet_mark(&d->sheet, column - 2);
	sheet_hang(&d->sheet, column,
		   arena_printf(d->a, "%s %c  ", r != NULL ? "[x]" : "[ ]",
				c->letter),
		   r != NULL ? LOOK_BOLD : LOOK_NORMAL,
		   arena_printf(d->a, "%s %s", tr(c->choice->label),
				say_target(c, d->a)),
		   note);
	if (r != NULL && r->reason != NULL)
		sheet_text(&d->sheet, column + 7, LOOK_NORMAL,
			   say_fill(d->a, tr("Reason: %1"), r->reason, NULL,
				    NULL));
	add_meaning(d, c, column + 7, focused, hints);
}

/*
 * What else begins stands there where it takes no line of its own; with the
 * focus on the choice it is said in full.
 */
void
step_draw_choice(struct step_draw *d, const struct status_choice *c,
		 bool focused, bool hints)
{
	struct grid *g = d->sheet.grid;
	int column = d->narrow ? 3 : 5, width = label_width(d);
	int text = column + 3, room = d->sheet.columns - text - width - 2;
	const char *label = tr(c->choice->label);
	const char *target = say_target_alone(c, d->a);
	const char *whole = say_target(c, d->a);
	enum look look = focused ? LOOK_BOLD : LOOK_NORMAL;
	const char *lead = arena_printf(d->a, "%c  ", c->letter);
	bool together = !d->narrow && sheet_width(g, label) <= width &&
			sheet_width(g, target) <= room;

	if (!together)
		room = d->sheet.columns - text;
	if (d->narrow || sheet_width(g, whole) <= room)
		target = whole;
	sheet_mark(&d->sheet, column - 2);
	if (together) {
		struct sheet_part parts[] = {
			{column, 3, look, lead},
			{text, width, look, label},
			{text + width + 2, d->sheet.columns, look, target},
		};

		sheet_row(&d->sheet, parts, 3);
	} else {
		sheet_hang(&d->sheet, column, lead, look, label, NULL);
		sheet_text(&d->sheet, text, look, target);
	}
	add_meaning(d, c, text, focused, hints);
}
