/*
 * All roles on one page: what is known and what is not, who does what, what is
 * due, what is undecided.  On a wall it is drawn with more room and a clock
 * that is read from across the hall.
 */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "ui/board.h"
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
	/* On the wall nobody takes a role. */
	if (verb != VERB_OPEN || e == NULL || app->front->board)
		return;
	app_use_role(app, e->id, out);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

/* --- the roles */

static const char *
now_of(const struct status_role *r, struct arena *a)
{
	if (r->holder == NULL && r->current_count > 0)
		return tr("NOBODY HERE");
	if (r->current_count > 0)
		return arena_printf(a, "%u %s", r->current[0].ref->index + 1,
				    r->current[0].ref->step->title);
	return r->finished ? tr("finished") : tr("nothing open now");
}

/* Whose word it needs before it can go on. */
static const char *
waits_of(const struct app *app, const struct status_role *r, struct arena *a)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; i < r->current_count; i++)
		for (unsigned k = 0; k < r->current[i].wait_count; k++)
			if (r->current[i].waits[k].role != NULL)
				return say_role_short(
					r->current[i].waits[k].role, a);
	for (unsigned i = 0; i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].inbox_count; k++) {
			const char *from = st->roles[i].inbox[k]->from;

			if (from != NULL && strcmp(from, r->role) == 0)
				return say_role_short(st->roles[i].role, a);
		}
	return "-";
}

static unsigned
open_of(const struct status_role *r)
{
	unsigned open = r->inbox_count + r->action_count + r->decision_count;

	for (unsigned i = 0; i < r->current_count; i++)
		open += r->current[i].open_items;
	return open;
}

static void
draw_role(const struct app *app, struct sheet *s, const struct status_role *r)
{
	struct arena *a = &s->grid->scratch;
	bool nobody = r->holder == NULL && r->current_count > 0;
	bool narrow = app_is_narrow(app);
	int name = narrow ? 5 : 20, end = s->columns - (narrow ? 12 : 22);
	struct sheet_part parts[] = {
		{3, name - 1, LOOK_BOLD,
		 narrow ? say_role_short(r->role, a)
			: say_role(r->role, app->front->library, a)},
		{3 + name, end - name - 4, nobody ? LOOK_SOON : LOOK_NORMAL,
		 now_of(r, a)},
		{end, 7, LOOK_NORMAL,
		 arena_printf(a, "%u/%u", r->done, r->total)},
		{end + 8, 4, LOOK_NORMAL,
		 arena_printf(a, "%u%s", open_of(r),
			      r->inbox_count > 0 ? " !" : "")},
		{end + 14, 7, LOOK_NORMAL, waits_of(app, r, a)},
	};

	sheet_mark(s, 1);
	sheet_row(s, parts, narrow ? 4 : 5);
	if (!nobody && r->holder != NULL && !narrow)
		sheet_text(s, 3 + name, LOOK_NORMAL, r->holder);
}

static void
add_role_heads(const struct app *app, struct sheet *s)
{
	int end = s->columns - 22;
	struct sheet_part parts[] = {
		{3, 19, LOOK_BOLD, tr("ROLE")},
		{23, end - 24, LOOK_BOLD, tr("NOW")},
		{end, 7, LOOK_BOLD, tr("done")},
		{end + 8, 5, LOOK_BOLD, tr("open")},
		{end + 14, 8, LOOK_BOLD, tr("waits")},
	};

	sheet_gap(s);
	if (!app_is_narrow(app))
		sheet_row(s, parts, 5);
}

/* --- deadlines, decisions */

static void
add_deadlines(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;
	const char *undecided =
		say_undecided(st, app->front->now, app->front->zone, a);

	sheet_gap(s);
	sheet_text(s, 1, LOOK_BOLD, tr("DEADLINES"));
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (deadline_runs(d))
			sheet_hang(s, 3, "", deadline_look(d),
				   d->definition->title,
				   deadline_line(d, app, a));
	}
	if (undecided != NULL)
		sheet_text(s, 3, LOOK_NORMAL, undecided);
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
		const char *lead =
			arena_printf(a, "%s  ", say_role_short(r->role, a));

		for (unsigned n = 0; n < r->current_count; n++) {
			const struct step_ref *ref = r->current[n].ref;

			if (ref->step->question == NULL)
				continue;
			sheet_hang(s, 3, lead, LOOK_NORMAL, ref->step->question,
				   say_clock(r->current[n].since,
					     app->front->zone, a));
		}
		for (unsigned n = 0; n < r->decision_count; n++)
			sheet_hang(s, 3, lead, LOOK_NORMAL,
				   r->decisions[n]->text, NULL);
	}
}

/* Read from the back of the room. */
static bool
is_wide(const struct app *app, int rows)
{
	if (app->theme == THEME_PROJECTOR)
		return rows >= BOARD_PROJECTED_ROWS;
	return app->front->board && rows >= BOARD_WIDE_ROWS;
}

void
board_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	struct box body = page->body;
	struct sheet s;

	if (app->front->board || app->theme == THEME_PROJECTOR)
		board_clock(app, page->grid, &body);
	sheet_begin(&s, page->grid, body.columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD, tr("SITUATION BOARD"),
		   say_fill(&page->grid->scratch, tr("as of %1"),
			    say_clock(app->front->now, app->front->zone,
				      &page->grid->scratch),
			    NULL, NULL));
	if (!app_is_narrow(app))
		board_situation(&s, app, body.rows);
	exercise_board(&s, app);
	add_role_heads(app, &s);
	for (unsigned i = 0; i < es->count; i++) {
		sheet_entry(&s, (int)i);
		draw_role(app, &s, &st->roles[es->list[i].index]);
		if (is_wide(app, page->grid->rows))
			sheet_gap(&s);
	}
	sheet_entry(&s, -1);
	add_deadlines(&s, app);
	add_open_questions(&s, app);
	if (app_is_narrow(app)) {
		sheet_gap(&s);
		board_situation(&s, app, body.rows);
	}
	ratify_board(&s, app);
	sheet_draw(&s, body, page->focus);
}
