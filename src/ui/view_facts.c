/* What is known, from whom, how surely. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/names.h"
#include "ui/views.h"

enum fact_part { ASKED_HERE, KNOWN, WAITED_FOR, NOT_KNOWN, PARTS };

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

static const struct status_unknown *
unknown_of(const struct app *app, const char *fact)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; i < st->unknown_count; i++)
		if (strcmp(st->unknowns[i].fact->fact, fact) == 0)
			return &st->unknowns[i];
	return NULL;
}

static enum fact_part
part_of(const struct app *app, const struct status_fact *f)
{
	const struct status_step *now = step_shown(app);

	if (now != NULL && is_asked(now->ref->step, f->fact))
		return ASKED_HERE;
	if (f->state != NULL)
		return KNOWN;
	return unknown_of(app, f->fact) != NULL ? WAITED_FOR : NOT_KNOWN;
}

static void
add_fact(const struct app *app, struct entries *es, enum fact_part part,
	 unsigned i)
{
	const struct status_fact *f = &app_status(app)->facts[i];

	if (part_of(app, f) == part)
		entries_add(es,
			    (struct entry){.kind = ENTRY_FACT,
					   .key = f->fact,
					   .text = name_of_fact(app, f->fact),
					   .id = f->fact,
					   .index = i});
}

void
facts_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	if (st->register_count > 0)
		entries_add(es, (struct entry){.kind = ENTRY_REGISTERS,
					       .key = "registers",
					       .text = tr("REGISTERS")});
	es->start = es->count;
	for (int part = 0; part < PARTS; part++) {
		/* What most waits for goes first. */
		for (unsigned i = 0;
		     part == WAITED_FOR && i < st->unknown_count; i++)
			add_fact(app, es, WAITED_FOR,
				 (unsigned)(st->unknowns[i].fact - st->facts));
		for (unsigned i = 0; part != WAITED_FOR && i < st->fact_count;
		     i++)
			add_fact(app, es, (enum fact_part)part, i);
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

		struct fact_state one = {.values = (struct fact_standing *)v,
					 .count = 1};
		struct status_fact shown = {.fact = f->fact,
					    .definition = f->definition,
					    .state = &one,
					    .value = v->value};

		all = arena_printf(a, "%s%s  (%s%s%s)\n", all,
				   say_fact_value(&shown, front->zone, a),
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
	if (e->kind == ENTRY_REGISTERS) {
		if (verb == VERB_OPEN)
			app_open_view(app, VIEW_REGISTERS);
		return;
	}
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

	const struct status_unknown *u = unknown_of(app, f->fact);

	if (u != NULL && u->owner != NULL)
		value = say_unknown(u, app->front->library, app->front->zone,
				    a);
	sheet_mark(s, 1);
	sheet_hang(s, 3, "", f->contradiction ? LOOK_CAUTION : LOOK_NORMAL,
		   name_of_fact(app, f->fact), value);
}

/* What the lists count to, on the line that opens them. */
static void
draw_registers(const struct app *app, struct sheet *s, int entry)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;
	const char *list = NULL;

	for (unsigned i = 0; i < st->register_count; i++) {
		const struct register_state *r = &st->registers[i];
		const char *one =
			say_fill(a, tr("%1: %2"), r->definition->title,
				 say_register_counts(r, a), NULL);

		list = list != NULL ? arena_printf(a, "%s; %s", list, one)
				    : one;
	}
	sheet_entry(s, entry);
	sheet_mark(s, 1);
	sheet_hang(s, 3, arena_printf(a, "%s  ", tr("REGISTERS")), LOOK_NORMAL,
		   list, NULL);
	sheet_entry(s, -1);
	sheet_gap(s);
}

void
facts_draw(const struct app *app, struct page *page)
{
	const char *const titles[PARTS] = {
		[ASKED_HERE] = tr("FACTS that this step asks for"),
		[KNOWN] = tr("KNOWN"),
		[WAITED_FOR] = tr("NOT KNOWN, AND WORK WAITS FOR IT"),
		[NOT_KNOWN] = tr("NOT KNOWN YET"),
	};
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	int before = -1;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		if (es->list[i].kind == ENTRY_REGISTERS) {
			draw_registers(app, &s, (int)i);
			continue;
		}
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
