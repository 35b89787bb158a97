/* All questions by section with what was answered, and the result. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say_assessment.h"
#include "ui/assess.h"
#include "ui/views.h"

void
questions_entries(const struct app *app, struct entries *es)
{
	const struct assessment *as = assess_of(app, es->arena);
	int at = as != NULL ? assess_shown(app, as) : -1;

	for (unsigned i = 0; as != NULL && i < as->line_count; i++)
		entries_add(es, (struct entry){
					.kind = ENTRY_STEP,
					.key = as->lines[i].ref->path,
					.text = as->lines[i].ref->step->title,
					.id = as->lines[i].ref->path,
					.index = i});
	es->start = at > 0 ? (unsigned)at : 0;
}

void
questions_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out)
{
	(void)out;
	if (assess_goes(app, verb) || e == NULL || verb != VERB_OPEN)
		return;
	assess_show(app, e->id);
	app->view = VIEW_QUESTION;
	app->back_count = 0;
}

static void
draw_line(struct sheet *s, const struct assessment_line *line, unsigned i)
{
	struct arena *a = &s->grid->scratch;
	const char *mark = "[ ]", *right = NULL;

	if (line->chosen != NULL) {
		mark = line->chosen->unknown == YES_NO_YES ? "[?]" : "[x]";
		right = line->chosen->label;
	}
	sheet_mark(s, 1);
	sheet_hang(s, 3, arena_printf(a, "%s %u  ", mark, i + 1), LOOK_NORMAL,
		   line->ref->step->title, right);
}

void
questions_draw(const struct app *app, struct page *page)
{
	const struct assessment *as = assess_of(app, &page->grid->scratch);
	struct arena *a = &page->grid->scratch;
	unsigned section = UINT32_MAX;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; as != NULL && i < page->entries.count; i++) {
		const struct assessment_line *line =
			&as->lines[page->entries.list[i].index];

		sheet_entry(&s, -1);
		if (line->section != section) {
			section = line->section;
			if (i > 0)
				sheet_gap(&s);
			sheet_hang(&s, 1, "", LOOK_BOLD,
				   as->sections[section].title,
				   say_progress(&as->sections[section].sum, a));
		}
		sheet_entry(&s, (int)i);
		draw_line(&s, line, i);
	}
	sheet_entry(&s, -1);
	sheet_draw(&s, page->body, page->focus);
}

/* --- the result */

void
assess_result(struct app *app)
{
	const struct front *f = app->front;
	const struct assessment *as = assess_of(app, &app->scratch);

	if (as == NULL)
		return;
	reader_fill(app, tr("RESULT"),
		    say_result(as, f->earlier, f->zone, &app->scratch));
	app_open_view(app, VIEW_RESULT);
}

void
result_act(struct app *app, enum verb verb, const struct entry *e,
	   struct effects *out)
{
	(void)e;
	(void)out;
	(void)assess_goes(app, verb);
}
