/* Which assessment or quiz: the runs that are open, new ones, earlier ones. */
#include <string.h>

#include "base/tr.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

void
assess_entries(const struct app *app, struct entries *es)
{
	const struct front *f = app->front;

	start_add_runs(es, f, "assessment", true);
	for (size_t i = 0; i < f->assessment_count; i++)
		entries_add(es, (struct entry){.kind = ENTRY_PLAYBOOK,
					       .key = f->assessments[i].id,
					       .text = f->assessments[i].title,
					       .id = f->assessments[i].id,
					       .index = (unsigned)i});
	start_add_runs(es, f, "assessment", false);
}

void
assess_act(struct app *app, enum verb verb, const struct entry *e,
	   struct effects *out)
{
	if (verb != VERB_OPEN || e == NULL)
		return;
	effects_add(out, e->kind == ENTRY_PLACE ? EFFECT_OPEN : EFFECT_START)
		->text = e->id;
	app->waits = true;
}

static void
draw_run(const struct app *app, struct sheet *s, const struct entry *e)
{
	const struct front_place *p = &app->front->places[e->index];
	const char *lead = p->read && p->open ? tr("Resume ") : tr("Open ");

	sheet_mark(s, 1);
	sheet_hang(
		s, 3, lead, LOOK_NORMAL, p->title,
		say_day_clock(p->started, app->front->zone, &s->grid->scratch));
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
	if (kind == ENTRY_PLAYBOOK)
		sheet_text(s, 1, LOOK_BOLD, tr("BEGIN A NEW ONE"));
	else if (after_new)
		sheet_text(s, 1, LOOK_BOLD, tr("EARLIER ONES, to read"));
	else
		sheet_text(s, 1, LOOK_BOLD, tr("BEGUN, to go on with"));
}

void
assess_draw(const struct app *app, struct page *page)
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
		if (e->kind == ENTRY_PLACE) {
			draw_run(app, &s, e);
			continue;
		}
		after_new = true;
		sheet_mark(&s, 1);
		sheet_hang(&s, 3, "", LOOK_NORMAL,
			   app->front->assessments[e->index].title, NULL);
		if ((int)i == page->focus)
			sheet_text(&s, 5, LOOK_NORMAL,
				   app->front->assessments[e->index].summary);
	}
	sheet_entry(&s, -1);
	if (es->count == 0)
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("There are no assessments and no quizzes."));
	sheet_draw(&s, page->body, page->focus);
}
