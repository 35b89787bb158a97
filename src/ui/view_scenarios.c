/* Exercises: those that run, the scenarios there are, earlier ones. */
#include <string.h>

#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "ui/ask.h"
#include "ui/views.h"

unsigned
scenarios_running(const struct front *f)
{
	unsigned count = 0;

	for (size_t i = 0; i < f->place_count; i++)
		count += start_is_run(&f->places[i], "exercise", true);
	return count;
}

void
scenarios_entries(const struct app *app, struct entries *es)
{
	const struct front *f = app->front;

	start_add_runs(es, f, "exercise", true);
	for (size_t i = 0; i < f->scenario_count; i++)
		entries_add(es, (struct entry){.kind = ENTRY_SCENARIO,
					       .key = f->scenarios[i].id,
					       .text = f->scenarios[i].title,
					       .id = f->scenarios[i].id,
					       .index = (unsigned)i});
	start_add_runs(es, f, "exercise", false);
}

void
scenarios_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out)
{
	if (verb != VERB_OPEN || e == NULL)
		return;
	if (e->kind == ENTRY_SCENARIO) {
		ask_scenario(app, e->index);
		return;
	}
	effects_add(out, EFFECT_OPEN)->text = e->id;
	app->waits = true;
}

static void
draw_run(const struct app *app, struct sheet *s, const struct entry *e)
{
	const struct front_place *p = &app->front->places[e->index];
	struct arena *a = &s->grid->scratch;
	const char *name =
		p->words != NULL ? arena_printf(a, "%s  %s", p->title, p->words)
				 : p->title;

	sheet_mark(s, 1);
	sheet_hang(s, 3, p->read && p->open ? tr("Join ") : tr("Open "),
		   LOOK_BOLD, name,
		   say_day_clock(p->started, app->front->wall, a));
}

static void
draw_scenario(const struct app *app, struct sheet *s, const struct entry *e,
	      bool focused)
{
	const struct front_scenario *x = &app->front->scenarios[e->index];
	struct arena *a = &s->grid->scratch;
	const char *about = x->duration != NULL ? x->duration : "";

	if (!app_is_narrow(app))
		about = say_fill(a, tr("%1, %2"), say_style(x->style), about,
				 NULL);
	sheet_mark(s, 1);
	sheet_hang(s, 3, "", LOOK_NORMAL, x->title, about);
	if (focused && x->summary != NULL)
		sheet_text(s, 5, LOOK_NORMAL, x->summary);
}

static void
add_heading(struct sheet *s, const struct entries *es, unsigned i,
	    bool after_new)
{
	enum entry_kind kind = es->list[i].kind;

	if (i > 0 && kind == es->list[i - 1].kind)
		return;
	if (i > 0)
		sheet_gap(s);
	if (kind == ENTRY_SCENARIO)
		sheet_text(s, 1, LOOK_BOLD,
			   tr("EXERCISES - nothing in them is real"));
	else if (after_new)
		sheet_text(s, 1, LOOK_BOLD, tr("EARLIER ONES, to read"));
	else
		sheet_text(s, 1, LOOK_BOLD, tr("NOW RUNNING, to take part in"));
}

void
scenarios_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	bool after_new = false;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, -1);
		add_heading(&s, es, i, after_new);
		sheet_entry(&s, (int)i);
		after_new |= e->kind == ENTRY_SCENARIO;
		if (e->kind == ENTRY_PLACE)
			draw_run(app, &s, e);
		else
			draw_scenario(app, &s, e, (int)i == page->focus);
	}
	sheet_entry(&s, -1);
	if (es->count == 0)
		sheet_text(&s, 1, LOOK_NORMAL, tr("There are no scenarios."));
	sheet_draw(&s, page->body, page->focus);
}
