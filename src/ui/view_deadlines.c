/* Legal and promised deadlines. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "ui/ask.h"
#include "ui/names.h"
#include "ui/views.h"

#define SECONDS_BELOW (10 * 60 * 1000)

const char *
left_of(int64_t ms, struct arena *a)
{
	if (ms <= 0 || ms >= SECONDS_BELOW)
		return say_left(ms, a);
	return arena_printf(a, tr("%lld min %02lld s"), (long long)ms / 60000,
			    (long long)(ms / 1000 % 60));
}

const char *
deadline_line(const struct status_deadline *d, const struct app *app,
	      struct arena *a)
{
	const char *state = say_deadline_state(d->state);

	if (d->state == DEADLINE_MET)
		return say_deadline_settled(d, app->front->incident,
					    app->front->now, app->front->zone,
					    a);
	if (!d->due.set || d->state == DEADLINE_NOT_APPLICABLE)
		return state;
	return arena_printf(a, "%s  %s  %s",
			    say_day_clock(d->due.ms, app->front->zone, a),
			    left_of(d->due.ms - app->front->now, a), state);
}

enum look
deadline_look(const struct status_deadline *d)
{
	if (d->state == DEADLINE_OVERDUE)
		return LOOK_OVERDUE;
	if (d->state == DEADLINE_DUE_SOON || d->state == DEADLINE_TARGET_MISSED)
		return LOOK_SOON;
	return LOOK_NORMAL;
}

static const struct status_deadline *
find(const struct app *app, const char *id)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; i < st->deadline_count; i++)
		if (strcmp(st->deadlines[i].definition->id, id) == 0)
			return &st->deadlines[i];
	return NULL;
}

/* Open ones first, then what nobody decided on in one line, then the rest. */
static int
part_of(const struct status_deadline *d)
{
	switch (d->state) {
	case DEADLINE_OVERDUE:
	case DEADLINE_DUE_SOON:
	case DEADLINE_RUNNING:
	case DEADLINE_TARGET_MISSED:
	case DEADLINE_FIRST_SENT:
		return 0;
	case DEADLINE_UNDECIDED:
		return 1;
	case DEADLINE_WAITING:
		return 2;
	case DEADLINE_MET:
	case DEADLINE_NOT_APPLICABLE:
		break;
	}
	return 3;
}

void
deadlines_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (int part = 0; part < 4; part++) {
		if (part == 1 && deadlines_undecided(st) > 0)
			entries_add(es, (struct entry){.kind = ENTRY_FOLD,
						       .key = "fold",
						       .text = ""});
		for (unsigned i = 0; i < st->deadline_count; i++) {
			const struct status_deadline *d = &st->deadlines[i];

			if (part_of(d) != part || (part == 1 && !app->unfolded))
				continue;
			entries_add(es,
				    (struct entry){.kind = ENTRY_DEADLINE,
						   .key = d->definition->id,
						   .text = d->definition->title,
						   .id = d->definition->id,
						   .index = i});
		}
	}
}

/* --- reading one */

static const char *
offices(const struct app *app, const struct deadline *d, struct arena *a)
{
	const char *all = NULL;

	for (unsigned i = 0; i < d->to_count; i++) {
		const char *name = name_of_contact(app, d->to[i], a);

		all = all == NULL ? name : arena_printf(a, "%s, %s", all, name);
	}
	return all;
}

/* When it was met, by whom, and what proves it. */
static void
add_settled(const struct app *app, const struct status_deadline *d,
	    struct arena *a, const char **all)
{
	const struct front *f = app->front;
	const struct record *r = deadline_settled(d, f->incident);
	const char *label = d->state == DEADLINE_MET ? tr("Met")
			    : d->state == DEADLINE_FIRST_SENT
				    ? tr("First part sent")
				    : tr("Decided");

	if (r == NULL)
		return;
	reader_add(a, all, label, say_deadline_by(r, f->library, f->zone, a));
	reader_add(a, all, tr("Proof"), r->more->proof);
	reader_add(a, all, tr("Reason"), r->reason);
}

static void
read_deadline(struct app *app, const struct status_deadline *d)
{
	const struct front *f = app->front;
	const struct deadline *def = d->definition;
	struct arena *a = &app->scratch;
	const char *all = "", *minimum = NULL;

	for (unsigned i = 0; i < def->minimum_count; i++)
		minimum = minimum == NULL ? def->minimum[i]
					  : arena_printf(a, "%s; %s", minimum,
							 def->minimum[i]);
	reader_add(a, &all, tr("State"), say_deadline_state(d->state));
	add_settled(app, d, a, &all);
	if (d->start.set)
		reader_add(a, &all, tr("Counts from"),
			   say_date_clock(d->start.ms, f->zone, a));
	if (d->due.set)
		reader_add(a, &all, tr("Due"),
			   say_date_clock(d->due.ms, f->zone, a));
	reader_add(a, &all, tr("By"), say_role(def->role, f->library, a));
	reader_add(a, &all, tr("To"), offices(app, def, a));
	reader_add(a, &all, tr("At least"), minimum);
	reader_add(a, &all, tr("Law"), def->law);
	reader_add(a, &all, tr("Checked"), def->checked);
	if (def->certain == YES_NO_NO)
		reader_add(a, &all, tr("Certain"), tr("no: to be verified"));
	reader_add(a, &all, tr("Note"), def->note);
	app_read(app, def->title, all);
}

void
deadlines_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out)
{
	(void)out;
	if (e == NULL)
		return;
	if (e->kind == ENTRY_FOLD) {
		if (verb == VERB_OPEN)
			app->unfolded = !app->unfolded;
		return;
	}
	if (verb == VERB_OPEN || verb == VERB_WHY)
		read_deadline(app, find(app, e->id));
	else if (verb == VERB_TICK)
		form_deadline(app, e->id, "met");
}

/* --- drawing */

static void
draw_deadline(const struct app *app, struct sheet *s,
	      const struct status_deadline *d)
{
	struct arena *a = &s->grid->scratch;
	const char *line = deadline_line(d, app, a);
	const char *not_sure = d->definition->certain == YES_NO_NO
				       ? tr(" (to be verified)")
				       : "";
	const char *title =
		arena_printf(a, "%s%s", d->definition->title, not_sure);

	sheet_mark(s, 1);
	sheet_hang(s, 3, "", deadline_look(d), title, line);
}

void
deadlines_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	struct arena *a = &page->grid->scratch;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	sheet_text(&s, 1, LOOK_BOLD, tr("DEADLINES"));
	sheet_gap(&s);
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, (int)i);
		if (e->kind == ENTRY_DEADLINE) {
			draw_deadline(app, &s, find(app, e->id));
			continue;
		}
		sheet_mark(&s, 1);
		sheet_hang(&s, 3, "", LOOK_BOLD,
			   say_undecided(app_status(app), app->front->now,
					 app->front->zone, a),
			   app->unfolded ? tr("Enter folds them")
					 : tr("Enter shows them"));
	}
	if (es->count == 0)
		sheet_text(&s, 1, LOOK_NORMAL, tr("There are no deadlines."));
	sheet_draw(&s, page->body, page->focus);
}
