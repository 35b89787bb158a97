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
#include "ui/ask.h"
#include "ui/board.h"
#include "ui/views.h"

/* --- the roles */

static bool
is_empty(const struct app *app, const struct status_role *r)
{
	return status_role_empty(app_status(app), r, app->front->role,
				 app->front->now);
}

static const char *
now_of(const struct app *app, const struct status_role *r, struct arena *a)
{
	if (is_empty(app, r))
		return app_is_narrow(app) ? tr("NOBODY HERE")
					  : say_nobody(r, app->front->now,
						       app->front->zone, a);
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
draw_role(const struct app *app, struct sheet *s, const struct status_role *r,
	  bool dense)
{
	struct arena *a = &s->grid->scratch;
	bool nobody = is_empty(app, r);
	const char *who = say_worker(r, app->front->now, app->front->zone, a);
	bool narrow = app_is_narrow(app);
	int name = narrow ? 5 : 20, end = s->columns - (narrow ? 12 : 22);
	struct sheet_part parts[] = {
		{3, name - 1, LOOK_BOLD,
		 narrow ? say_role_short(r->role, a)
			: say_role(r->role, app->front->library, a)},
		{3 + name, end - name - 4, nobody ? LOOK_SOON : LOOK_NORMAL,
		 now_of(app, r, a)},
		{end, 7, LOOK_NORMAL,
		 arena_printf(a, "%u/%u", r->done, r->total)},
		{end + 8, 4, LOOK_NORMAL,
		 arena_printf(a, "%u%s", open_of(r),
			      r->inbox_count > 0 ? " !" : "")},
		{end + 14, 7, LOOK_NORMAL, waits_of(app, r, a)},
	};

	sheet_mark(s, 1);
	sheet_row(s, parts, narrow ? 4 : 5);
	if (who != NULL && !narrow && !dense)
		sheet_text(s, 3 + name, LOOK_NORMAL, who);
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

	if (!app_is_narrow(app))
		sheet_row(s, parts, 5);
}

/* --- its lines, one after the other: each can have the focus */

/*
 * Either collects what can have the focus or draws it: one order for both, so
 * that whatever stands on the board can be reached.
 */
struct walk {
	const struct app *app;
	struct entries *entries; /* NULL: draws */
	struct sheet *sheet;     /* NULL: collects */
	int count;
	int rows; /* of the body */
	bool dense;
};

/* Whether the line that follows is to be drawn. */
static bool
next_line(struct walk *w, struct entry e)
{
	if (w->entries != NULL) {
		entries_add(w->entries, e);
		return false;
	}
	sheet_entry(w->sheet, w->count++);
	/* The labels begin where the others have their mark. */
	sheet_mark(w->sheet, e.kind == ENTRY_BOARD ? 0 : 1);
	return true;
}

/* Above what follows, which stands apart where there is room. */
static void
add_head(struct walk *w, const char *head)
{
	if (w->sheet == NULL)
		return;
	sheet_entry(w->sheet, -1);
	if (!w->dense)
		sheet_gap(w->sheet);
	if (head != NULL)
		sheet_text(w->sheet, 1, LOOK_BOLD, head);
}

static void
walk_situation(struct walk *w)
{
	static const char *const keys[] = {
		[BOARD_KNOWN] = "known",
		[BOARD_UNKNOWN] = "unknown",
		[BOARD_IMPACT] = "impact",
		[BOARD_DECIDED] = "decided",
	};

	for (unsigned i = BOARD_KNOWN; i <= BOARD_DECIDED; i++)
		if (next_line(w, (struct entry){.kind = ENTRY_BOARD,
						.key = keys[i],
						.text = "",
						.index = i}))
			board_situation(w->sheet, w->app, (enum board_part)i,
					w->rows);
}

/* Read from the back of the room. */
static bool
is_wide(const struct app *app, int rows)
{
	if (app->theme == THEME_PROJECTOR)
		return rows >= BOARD_PROJECTED_ROWS;
	return app->front->board && rows >= BOARD_WIDE_ROWS;
}

static void
walk_roles(struct walk *w)
{
	const struct app *app = w->app;
	const struct status *st = app_status(app);

	add_head(w, NULL);
	if (w->sheet != NULL)
		add_role_heads(app, w->sheet);
	else
		w->entries->start = w->entries->count;
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		struct arena *a = w->sheet != NULL ? &w->sheet->grid->scratch
						   : w->entries->arena;

		if (!next_line(w,
			       (struct entry){
				       .kind = ENTRY_ROLE,
				       .key = r->role,
				       .text = say_role(r->role,
							app->front->library, a),
				       .id = r->role,
				       .index = i}))
			continue;
		draw_role(app, w->sheet, r, w->dense);
		if (is_wide(app, w->sheet->grid->rows))
			sheet_gap(w->sheet);
	}
}

static void
walk_deadlines(struct walk *w)
{
	const struct app *app = w->app;
	const struct status *st = app_status(app);

	add_head(w, tr("DEADLINES"));
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (!deadline_runs(d) ||
		    !next_line(w, (struct entry){.kind = ENTRY_DEADLINE,
						 .key = d->definition->id,
						 .text = d->definition->title,
						 .id = d->definition->id}))
			continue;
		sheet_hang(w->sheet, 3, "", deadline_look(d),
			   d->definition->title,
			   deadline_line(d, app, &w->sheet->grid->scratch));
	}
	if (deadlines_undecided(st) > 0 &&
	    next_line(w, (struct entry){.kind = ENTRY_FOLD,
					.key = "fold",
					.text = ""}))
		sheet_text(w->sheet, 3, LOOK_NORMAL,
			   say_undecided(st, app->front->now, app->front->zone,
					 &w->sheet->grid->scratch));
}

static void
walk_questions(struct walk *w, const struct status_role *r)
{
	const struct app *app = w->app;
	const char *lead =
		w->sheet == NULL
			? NULL
			: arena_printf(
				  &w->sheet->grid->scratch, "%-5s",
				  say_role_short(r->role,
						 &w->sheet->grid->scratch));

	for (unsigned n = 0; n < r->current_count; n++) {
		const struct step_ref *ref = r->current[n].ref;

		if (ref->step->question == NULL ||
		    !next_line(w, (struct entry){.kind = ENTRY_STEP,
						 .key = ref->path,
						 .text = ref->step->question,
						 .id = ref->path}))
			continue;
		sheet_hang(w->sheet, 3, lead, LOOK_NORMAL, ref->step->question,
			   say_clock(r->current[n].since, app->front->zone,
				     &w->sheet->grid->scratch));
	}
	for (unsigned n = 0; n < r->decision_count; n++)
		/* Where the role's own work has it. */
		if (next_line(w, (struct entry){.kind = ENTRY_ROLE,
						.key = r->decisions[n]->id,
						.text = r->decisions[n]->text,
						.id = r->role}))
			sheet_hang(w->sheet, 3, lead, LOOK_NORMAL,
				   r->decisions[n]->text, NULL);
}

static void
walk_ratify(struct walk *w)
{
	if (app_status(w->app)->ratify_count == 0)
		return;
	add_head(w, NULL);
	if (next_line(w, (struct entry){.kind = ENTRY_BOARD,
					.key = "ratify",
					.text = "",
					.index = BOARD_RATIFY}))
		board_situation(w->sheet, w->app, BOARD_RATIFY, w->rows);
}

static bool
has_questions(const struct status *st)
{
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		if (r->decision_count > 0)
			return true;
		for (unsigned n = 0; n < r->current_count; n++)
			if (r->current[n].ref->step->question != NULL)
				return true;
	}
	return false;
}

static void
walk_board(struct walk *w)
{
	const struct status *st = app_status(w->app);
	bool narrow = app_is_narrow(w->app);

	if (!narrow)
		walk_situation(w);
	if (w->sheet != NULL) {
		sheet_entry(w->sheet, -1);
		exercise_board(w->sheet, w->app);
	}
	walk_roles(w);
	walk_deadlines(w);
	if (has_questions(st))
		add_head(w, tr("OPEN DECISIONS"));
	for (unsigned i = 0; i < st->role_count; i++)
		walk_questions(w, &st->roles[i]);
	if (narrow) {
		add_head(w, NULL);
		walk_situation(w);
	}
	walk_ratify(w);
}

void
board_entries(const struct app *app, struct entries *es)
{
	struct walk w = {.app = app, .entries = es};

	if (app_status(app) != NULL)
		walk_board(&w);
}

void
board_draw(const struct app *app, struct page *page)
{
	struct box body = page->body;
	struct sheet s;
	struct walk w = {.app = app, .sheet = &s};

	if (app->front->board || app->theme == THEME_PROJECTOR)
		board_clock(app, page->grid, &body);
	w.rows = body.rows;
	w.dense = !app_is_narrow(app) && body.rows < BOARD_ROOMY_ROWS;
	sheet_begin(&s, page->grid, body.columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD, tr("SITUATION BOARD"),
		   say_fill(&page->grid->scratch, tr("as of %1"),
			    say_clock(app->front->now, app->front->zone,
				      &page->grid->scratch),
			    NULL, NULL));
	walk_board(&w);
	sheet_draw(&s, body, page->focus);
}

/* --- Enter: to where it stands */

static void
open_part(struct app *app, enum board_part part)
{
	switch (part) {
	case BOARD_KNOWN:
	case BOARD_UNKNOWN:
		app_open_view(app, VIEW_FACTS);
		break;
	case BOARD_IMPACT:
		app_open_view(app, VIEW_REGISTERS);
		break;
	case BOARD_DECIDED:
		app_open_view(app, VIEW_TIMELINE);
		break;
	case BOARD_RATIFY:
		ask_ratify(app);
		break;
	}
}

static void
open_role(struct app *app, const char *role, struct effects *out)
{
	app_use_role(app, role, out);
	app->view = VIEW_STEP;
	app->back_count = 0;
}

void
board_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	bool wall = app->front->board; /* where nobody takes a role */

	if (verb != VERB_OPEN || e == NULL)
		return;
	switch ((int)e->kind) {
	case ENTRY_ROLE:
		if (!wall)
			open_role(app, e->id, out);
		break;
	case ENTRY_STEP:
		if (!wall)
			step_go_to(app, e->id);
		break;
	case ENTRY_DEADLINE:
	case ENTRY_FOLD:
		effects_add(out, EFFECT_LIBRARY);
		app_go_to(app, VIEW_DEADLINES, e->key);
		break;
	case ENTRY_BOARD:
		if (!wall || e->index != BOARD_RATIFY)
			open_part(app, (enum board_part)e->index);
		break;
	}
}
