/* What is known, from whom, how surely. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/names.h"
#include "ui/views.h"

enum fact_part { ASKED_HERE, KNOWN, NOT_KNOWN, PARTS };

static bool
is_asked(const struct step *step, const char *fact)
{
	for (unsigned i = 0; i < step->ask_count; i++)
		if (strcmp(step->asks[i], fact) == 0)
			return true;
	for (unsigned i = 0; i < step->item_count; i++)
		for (unsigned n = 0; n < step->items[i].ask_count; n++)
			if (strcmp(step->items[i].asks[n], fact) == 0)
				return true;
	return false;
}

static enum fact_part
part_of(const struct app *app, const struct status_fact *f)
{
	const struct status_step *now = step_shown(app);

	if (now != NULL && is_asked(now->ref->step, f->fact))
		return ASKED_HERE;
	return f->state != NULL ? KNOWN : NOT_KNOWN;
}

void
facts_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (int part = 0; part < PARTS; part++) {
		for (unsigned i = 0; i < st->fact_count; i++) {
			const struct status_fact *f = &st->facts[i];

			if ((int)part_of(app, f) == part)
				entries_add(es, (struct entry){
							.kind = ENTRY_FACT,
							.key = f->fact,
							.text = name_of_fact(
								app, f->fact),
							.id = f->fact,
							.index = i});
		}
	}
}

/* Every value that stands, with its source. */
static void
read_fact(struct app *app, const struct status_fact *f)
{
	const struct front *front = app->front;
	struct arena *a = &app->scratch;
	const char *all = "";

	for (unsigned i = 0; f->state != NULL && i < f->state->count; i++) {
		const struct fact_standing *v = &f->state->values[i];
		const char *when =
			v->record != NULL
				? say_day_clock(record_happened(v->record),
						front->zone, a)
				: "";

		all = arena_printf(a, "%s%s  (%s%s%s)\n", all, v->value,
				   v->source != NULL ? v->source : "",
				   v->source != NULL ? ", " : "", when);
	}
	if (all[0] == '\0')
		all = tr("Not known yet. Enter on the line records it.");
	app_read(app, name_of_fact(app, f->fact), all);
}

void
facts_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	(void)out;
	if (e == NULL)
		return;
	if (verb == VERB_OPEN)
		form_fact(app, e->id);
	else if (verb == VERB_WHY)
		read_fact(app, &app_status(app)->facts[e->index]);
}

static void
draw_fact(const struct app *app, struct sheet *s, const struct status_fact *f)
{
	struct arena *a = &s->grid->scratch;
	const char *value = f->contradiction ? tr("CONTRADICTION")
			    : f->state != NULL
				    ? say_fact_value(f, app->front->zone, a)
				    : tr("not known yet");

	sheet_mark(s, 1);
	sheet_hang(s, 3, "", f->contradiction ? LOOK_CAUTION : LOOK_NORMAL,
		   name_of_fact(app, f->fact), value);
}

void
facts_draw(const struct app *app, struct page *page)
{
	const char *const titles[PARTS] = {
		[ASKED_HERE] = tr("FACTS that this step asks for"),
		[KNOWN] = tr("KNOWN"),
		[NOT_KNOWN] = tr("NOT KNOWN YET"),
	};
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	int before = -1;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		const struct status_fact *f = &st->facts[es->list[i].index];
		int part = (int)part_of(app, f);

		sheet_entry(&s, -1);
		if (part != before) {
			if (before >= 0)
				sheet_gap(&s);
			sheet_text(&s, 1, LOOK_BOLD, titles[part]);
		}
		before = part;
		sheet_entry(&s, (int)i);
		draw_fact(app, &s, f);
	}
	sheet_draw(&s, page->body, page->focus);
}
