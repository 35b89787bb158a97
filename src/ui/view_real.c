/*
 * Real life: what stands on the screen of everybody else in an exercise, once
 * something real began.  It comes by itself, and goes when the exercise goes
 * on.
 */
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "ui/ask.h"
#include "ui/letters.h"
#include "ui/views.h"

#define LARGE_ROWS 18 /* of the body: from there letters of five lines */
#define ROOMY_ROWS 12
#define ID_DIGITS 8 /* that find an incident */

static const struct record *
real_life(const struct app *app)
{
	const struct exercise_run *run = app->front->exercise;

	return run != NULL && !run->over ? run->real_life : NULL;
}

void
real_look(struct app *app)
{
	const struct record *link = real_life(app);
	const char *id = link != NULL ? link->id : "";

	if (strcmp(app->real_seen, id) == 0)
		return;
	snprintf(app->real_seen, sizeof(app->real_seen), "%s", id);
	if (link == NULL) {
		if (app->view == VIEW_REAL)
			app_open_step(app);
		return;
	}
	app->help = false;
	app_open_view(app, VIEW_REAL);
}

/* Where it lies on this station, if it does. */
void
real_go(struct app *app, struct effects *out)
{
	const struct record *link = real_life(app);

	if (link == NULL)
		return;
	effects_add(out, EFFECT_OPEN)->text =
		arena_printf(&app->scratch, "%.*s", ID_DIGITS, link->to);
	app->waits = true;
}

void
real_act(struct app *app, enum verb verb, const struct entry *e,
	 struct effects *out)
{
	(void)e;
	if (verb == VERB_OPEN)
		real_go(app, out);
}

static void
add_key(struct sheet *s, const char *key, const char *text)
{
	sheet_hang(s, 1, arena_printf(&s->grid->scratch, "%-6s ", key),
		   LOOK_BOLD, text, NULL);
}

/* What can be done at this keyboard; on a wall nothing can. */
static void
add_keys(const struct app *app, struct sheet *s)
{
	if (app->front->board) {
		sheet_text(s, 1, LOOK_BOLD,
			   tr("On your own screen, Enter leaves the exercise "
			      "and goes to the real incident."));
		return;
	}
	add_key(s, "Enter",
		tr("leave the exercise, and go to the real incident"));
	add_key(s, "R",
		tr("is it not on this station? Begin a real incident here"));
	add_key(s, "Esc", tr("look at the exercise; its clock stands still"));
}

static void
add_stop(const struct app *app, struct sheet *s, const struct record *link)
{
	sheet_text(s, 1, LOOK_BOLD, say_real_stop());
	sheet_text(s, 1, LOOK_NORMAL,
		   say_real_begun(link, app->front->wall, &s->grid->scratch));
	sheet_gap(s);
}

/* In a low window what can be done stands first. */
void
real_draw(const struct app *app, struct page *page)
{
	const struct record *link = real_life(app);
	struct arena *a = &page->grid->scratch;
	struct box b = page->body;
	struct sheet s;
	int rows = 0;

	if (link == NULL)
		return;
	if (b.rows >= LARGE_ROWS)
		rows = letters_draw(page->grid,
				    (struct box){b.row + 1, b.column + 1,
						 b.rows - 1, b.columns - 2},
				    LOOK_UNSAVED, tr("REAL LIFE"));
	b.row += rows > 0 ? rows + 1 : 0;
	b.rows -= rows > 0 ? rows + 1 : 0;
	sheet_begin(&s, page->grid, b.columns - 1);
	if (rows == 0)
		sheet_text(&s, 1, LOOK_UNSAVED, tr("REAL LIFE"));
	if (page->body.rows >= ROOMY_ROWS)
		add_stop(app, &s, link);
	sheet_text(&s, 1, LOOK_BOLD,
		   say_fill(a, tr("The real incident is called %1."),
			    say_real_name(link, a), NULL, NULL));
	if (page->body.rows >= ROOMY_ROWS)
		sheet_gap(&s);
	add_keys(app, &s);
	if (page->body.rows < ROOMY_ROWS)
		add_stop(app, &s, link);
	sheet_draw(&s, b, -1);
}

/* For who went back to the exercise, or still types something. */
const char *
real_alert(const struct app *app, struct arena *a)
{
	const struct record *link = real_life(app);

	if (link == NULL ||
	    (app->view == VIEW_REAL && app->layer == LAYER_NONE))
		return NULL;
	return say_fill(a,
			tr("REAL LIFE: the exercise is stopped. %1 is real. "
			   "(R goes there)"),
			say_real_name(link, a), NULL, NULL);
}
