/* All roles on one page: who does what, what is due, what is undecided. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/views.h"

void
board_entries(const struct app *app, struct entries *es)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; st != NULL && i < st->role_count; i++)
		entries_add(es,
			    (struct entry){.kind = ENTRY_ROLE,
					   .key = st->roles[i].role,
					   .text = say_role(st->roles[i].role,
							    app->front->library,
							    es->arena),
					   .id = st->roles[i].role,
					   .index = i});
}

void
board_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	if (verb != VERB_OPEN || e == NULL)
		return;
	app_use_role(app, e->id, out);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

static const char *
now_of(const struct status_role *r, struct arena *a)
{
	if (r->current_count > 0)
		return arena_printf(a, "%u %s", r->current[0].ref->index + 1,
				    r->current[0].ref->step->title);
	return r->finished ? tr("finished") : tr("nothing open now");
}

static void
draw_role(const struct app *app, struct sheet *s, const struct status_role *r)
{
	struct arena *a = &s->grid->scratch;
	const struct front *f = app->front;
	bool nobody = r->holder == NULL && r->current_count > 0;
	int name = app_is_narrow(app) ? 5 : 20;
	struct sheet_part parts[] = {
		{3, name - 1, LOOK_BOLD,
		 app_is_narrow(app) ? say_role_short(r->role, a)
				    : say_role(r->role, f->library, a)},
		{3 + name, s->columns - name - 12, LOOK_NORMAL, now_of(r, a)},
		{s->columns - 8, 8, LOOK_NORMAL,
		 arena_printf(a, "%u/%u%s", r->done, r->total,
			      r->inbox_count > 0 ? " !" : "")},
	};

	sheet_mark(s, 1);
	sheet_row(s, parts, 3);
	if (nobody)
		sheet_text(s, 3 + name, LOOK_SOON, tr("NOBODY HERE"));
	else if (r->holder != NULL && !app_is_narrow(app))
		sheet_text(s, 3 + name, LOOK_NORMAL, r->holder);
}

static void
add_deadlines(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;
	bool any = false;

	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (d->state != DEADLINE_RUNNING &&
		    d->state != DEADLINE_DUE_SOON &&
		    d->state != DEADLINE_OVERDUE &&
		    d->state != DEADLINE_TARGET_MISSED)
			continue;
		if (!any) {
			sheet_gap(s);
			sheet_text(s, 1, LOOK_BOLD, tr("DEADLINES"));
		}
		any = true;
		sheet_hang(s, 3, "", deadline_look(d), d->definition->title,
			   deadline_line(d, app, a));
	}
}

static void
add_open_questions(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;

	sheet_gap(s);
	sheet_text(s, 1, LOOK_BOLD, tr("OPEN DECISIONS"));
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		for (unsigned n = 0; n < r->current_count; n++) {
			const struct step_ref *ref = r->current[n].ref;

			if (ref->step->question == NULL)
				continue;
			sheet_hang(s, 3,
				   arena_printf(a, "%s  ",
						say_role_short(r->role, a)),
				   LOOK_NORMAL, ref->step->question,
				   say_clock(r->current[n].since,
					     app->front->zone, a));
		}
	}
}

void
board_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD, tr("SITUATION BOARD"),
		   say_severity(st->incident->severity));
	sheet_gap(&s);
	for (unsigned i = 0; i < es->count; i++) {
		sheet_entry(&s, (int)i);
		draw_role(app, &s, &st->roles[es->list[i].index]);
	}
	sheet_entry(&s, -1);
	add_deadlines(&s, app);
	add_open_questions(&s, app);
	sheet_draw(&s, page->body, page->focus);
}
