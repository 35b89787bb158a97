/*
 * The screen of who leads an exercise: what comes when, how it stands, and
 * below it everything about the one with the focus.  Players must not see it.
 */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_debrief.h"
#include "front/say_exercise.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

#define WIDE_COLUMNS 100 /* whole words for ways and stands */
#define ROOMY_ROWS 24    /* of the body: a line for each role */

static void
add_round(struct entries *es, const struct exercise *e, unsigned i)
{
	entries_add(es,
		    (struct entry){.kind = ENTRY_ROUND,
				   .key = arena_printf(es->arena, "round/%s",
						       e->rounds[i].id),
				   .text = e->rounds[i].title,
				   .id = e->rounds[i].id,
				   .index = i});
}

static void
add_inject(struct entries *es, const struct exercise_run *run, unsigned i)
{
	const struct exercise_inject *x = &run->injects[i];

	entries_add(es, (struct entry){.kind = ENTRY_INJECT,
				       .key = x->id,
				       .text = x->title,
				       .id = x->id,
				       .index = i});
}

static bool
is_of_round(const struct exercise_inject *x, const char *round)
{
	const char *own = x->inject != NULL ? x->inject->round : NULL;

	if (own == NULL || round == NULL)
		return own == round;
	return strcmp(own, round) == 0;
}

/* By rounds where there are any; what belongs to none comes last. */
static void
add_rows(struct entries *es, const struct exercise_run *run)
{
	const struct exercise *e = run->exercise;

	for (unsigned r = 0; r < e->round_count; r++) {
		add_round(es, e, r);
		for (unsigned i = 0; i < run->inject_count; i++)
			if (is_of_round(&run->injects[i], e->rounds[r].id))
				add_inject(es, run, i);
	}
	for (unsigned i = 0; i < run->inject_count; i++)
		if (is_of_round(&run->injects[i], NULL))
			add_inject(es, run, i);
}

void
exercise_entries(const struct app *app, struct entries *es)
{
	const struct exercise_run *run = app->front->exercise;
	unsigned next = run != NULL ? lead_next(run) : 0;

	if (run == NULL)
		return;
	add_rows(es, run);
	for (unsigned i = 0; i < es->count; i++)
		if (es->list[i].kind == ENTRY_INJECT &&
		    es->list[i].index == next)
			es->start = i;
}

void
exercise_stored(struct app *app, const struct record *r)
{
	struct entries es;

	if (r->kind != RECORD_INJECT || r->act == NULL ||
	    strcmp(r->act, "release") != 0)
		return;
	app_entries(app, &app->scratch, &es);
	if (es.count > 0)
		app_set_focus(app, &es, es.start);
}

void
debrief_open(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const char *id = f->incident->id != NULL ? f->incident->id : "";

	if (f->exercise == NULL) {
		app_say(app, tr("This is no exercise."));
		return;
	}
	if (!f->exercise->over && !lead_looks_on(f)) {
		app_say(app, tr("It is still going on: type :end-exercise "
				"first."));
		return;
	}
	app_read(
		app,
		f->exercise->over ? tr("EXERCISE: WHAT CAME OF IT")
				  : tr("EXERCISE: WHAT CAME OF IT SO FAR"),
		arena_printf(
			a, "%s\n%s%s\n\n%s",
			say_exercise_clock(f->exercise, f->wall, a),
			f->exercise->over
				? arena_printf(a, "%s\n",
					       tr("Next: Esc, then x: the "
						  "questions, what must become "
						  "better, the report."))
				: "",
			say_fill(a,
				 tr("The same again: draaiboek exercise "
				    "debrief %1"),
				 say_debrief_words(f->exercise, id, a), NULL,
				 NULL),
			say_debrief(f->exercise, f->incident, f->library, a)));
}

/* --- keys */

/* Sent at once when it is due; else what can be done with it is asked. */
static void
open_inject(struct app *app, const struct entry *e, struct effects *out)
{
	const struct exercise_inject *x =
		&app->front->exercise->injects[e->index];

	if (!lead_leads(app->front) || app->front->exercise->over)
		app_read(app, x->title,
			 say_inject_for_lead(app->front, x, &app->scratch));
	else if (x->stage == INJECT_DUE)
		exercise_inject(app, x->id, "release", out);
	else
		ask_inject(app, e);
}

void
exercise_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise_inject *x =
		run != NULL && e != NULL && e->kind == ENTRY_INJECT
			? &run->injects[e->index]
			: NULL;

	if (run == NULL)
		return;
	if (verb == VERB_TICK) {
		if (!form_score(app, x))
			app_say(app, tr("Nothing of this is scored. a writes "
					"down what was seen."));
	} else if (x != NULL && verb == VERB_OPEN) {
		open_inject(app, e, out);
	} else if (e != NULL && e->kind == ENTRY_ROUND && verb == VERB_OPEN) {
		ask_inject(app, e);
	} else if (x != NULL && verb == VERB_WHY) {
		app_read(app, x->title,
			 say_inject_for_lead(app->front, x, &app->scratch));
	}
}

/* --- drawing */

static enum look
look_of(const struct exercise_inject *x)
{
	if (x->stage == INJECT_DUE)
		return LOOK_CAUTION;
	return x->stage == INJECT_WAITS ? LOOK_NORMAL : LOOK_BOLD;
}

static void
draw_inject(const struct app *app, struct sheet *s, unsigned i)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise_inject *x = &run->injects[i];
	struct arena *a = &s->grid->scratch;
	bool narrow = app_is_narrow(app);
	const char *stand = narrow ? say_inject_stage(x->stage)
				   : say_inject_stand(run, x, a);
	/* Where the window has room each word stands there in full. */
	bool wide = s->columns >= WIDE_COLUMNS;
	int right = narrow ? 13 : wide ? 24 : 20;
	int way = wide ? 14 : 13, title = narrow ? 10 : 23 + way;
	struct sheet_part parts[] = {
		{2, 2, LOOK_NORMAL, arena_printf(a, "%2u", i + 1)},
		{5, 5, LOOK_NORMAL, say_inject_when(x, a)},
		{title, s->columns - title - right - 1, LOOK_NORMAL, x->title},
		{s->columns - right, right, look_of(x), stand},
		{11, 11, LOOK_NORMAL, say_receivers_short(x, a)},
		{22, way, LOOK_NORMAL, say_channel(x->channel)},
	};

	parts[2].text = sheet_cut(s->grid, x->title, parts[2].columns);
	parts[3].text = sheet_cut(s->grid, stand, right);
	parts[4].text = sheet_cut(s->grid, parts[4].text, 10);
	parts[5].text = sheet_cut(s->grid, parts[5].text, way);
	sheet_mark(s, 0);
	sheet_row(s, parts, narrow ? 4 : 6);
}

static void
draw_round(const struct app *app, struct sheet *s, unsigned i)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise_round *r = &run->exercise->rounds[i];
	bool now = run->round != NULL && strcmp(run->round, r->id) == 0;

	sheet_mark(s, 0);
	sheet_hang(s, 2, "", LOOK_BOLD, r->title,
		   now ? tr("this round")
		       : say_begins(r->begins, &s->grid->scratch));
}

static void
draw_list(const struct app *app, struct page *page, struct box box)
{
	const struct entries *es = &page->entries;
	struct sheet s;

	sheet_begin(&s, page->grid, box.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		sheet_entry(&s, (int)i);
		if (es->list[i].kind == ENTRY_ROUND)
			draw_round(app, &s, es->list[i].index);
		else
			draw_inject(app, &s, es->list[i].index);
	}
	sheet_draw(&s, box, page->focus);
}

/* How the clock stands, and that nobody else may read along. */
static void
draw_head(const struct app *app, struct page *page, struct box *body)
{
	const struct front *f = app->front;
	const struct exercise_run *run = f->exercise;
	struct arena *a = &page->grid->scratch;
	const char *state =
		run->over       ? tr("over")
		: !run->begun   ? tr("not begun: z begins it")
		: !run->running ? tr("PAUSED: z goes on")
		: run->speed > 1
			? say_fill(a, tr("runs, %1 times as fast"),
				   arena_printf(a, "%d", (int)run->speed), NULL,
				   NULL)
			: tr("runs");
	const char *who = app_is_narrow(app)
				  ? tr("NOT FOR PLAYERS")
				  : tr("FACILITATOR - not for the players");
	const char *apart = say_clocks_apart(run, a);
	struct sheet s;

	state = say_fill(a, tr("%1; real %2"), state,
			 say_clock(f->now, f->wall, a), NULL);
	if (lead_is_over_time(run))
		state = tr("its time is over: x ends it");
	else if (!run->led && run->running)
		state = tr("its clock sends by itself");
	sheet_begin(&s, page->grid, body->columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD, who, state);
	if (apart != NULL)
		sheet_flow(&s, 1, "", apart);
	sheet_draw(&s, *body, -1);
	body->row += (int)s.count;
	body->rows -= (int)s.count;
}

/* Where the players are, a line each; in a low window only their steps. */
static void
add_players(const struct app *app, struct sheet *s, int rows)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;
	const char *line = "";

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		const char *name = say_role_short(r->role, a);
		const char *last = say_last_of(app->front, r->role, a);

		if (strcmp(r->role, "any") == 0)
			continue;
		if (rows < ROOMY_ROWS) {
			line = arena_printf(
				a, "%s%s %s  ", line, name,
				r->current_count > 0
					? arena_printf(
						  a, "%u",
						  r->current[0].ref->index + 1)
					: "-");
			continue;
		}
		sheet_hang(
			s, 1, arena_printf(a, "%-4s", name), LOOK_NORMAL,
			sheet_cut(s->grid, say_place_of(r, a), s->columns - 44),
			last != NULL ? sheet_cut(s->grid, last, 36) : "-");
	}
	if (line[0] != '\0')
		sheet_text(s, 1, LOOK_NORMAL,
			   sheet_cut(s->grid, line, s->columns - 2));
}

static void
add_detail(const struct app *app, struct sheet *s, const struct entry *e)
{
	const struct exercise_run *run = app->front->exercise;
	struct arena *a = &s->grid->scratch;
	const char **questions;
	unsigned count;

	if (e->kind == ENTRY_INJECT) {
		sheet_text(s, 1, LOOK_NORMAL,
			   say_inject_for_lead(app->front,
					       &run->injects[e->index], a));
		return;
	}
	questions = lead_questions(run, a, &count);
	for (unsigned i = 0; i < count; i++)
		sheet_hang(s, 1, "- ", LOOK_NORMAL, questions[i], NULL);
}

void
exercise_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	struct box body = page->body, list, low;
	struct sheet detail, players;
	int most;

	if (app->front->exercise == NULL)
		return;
	draw_head(app, page, &body);
	sheet_begin(&players, page->grid, body.columns - 1);
	add_players(app, &players, body.rows);
	if (body.rows > (int)players.count + 6) {
		low = (struct box){body.row + body.rows - (int)players.count,
				   body.column, (int)players.count,
				   body.columns};
		sheet_draw(&players, low, -1);
		body.rows -= (int)players.count + 1;
		grid_repeat(page->grid, low.row - 1, 0, body.columns - 1,
			    LOOK_NORMAL, '-');
	}
	sheet_begin(&detail, page->grid, body.columns - 1);
	if (page->focus >= 0)
		add_detail(app, &detail, &es->list[page->focus]);
	most = body.rows / 2 > 0 ? body.rows / 2 : 1;
	list = body;
	list.rows =
		(int)es->count < most + 1 ? (int)es->count : body.rows - most;
	if (body.rows - list.rows > (int)detail.count + 1)
		list.rows = body.rows - (int)detail.count - 1;
	if (list.rows < 1)
		list.rows = 1;
	low = (struct box){list.row + list.rows, list.column,
			   body.rows - list.rows, list.columns};
	draw_list(app, page, list);
	if (low.rows < 2)
		return;
	grid_repeat(page->grid, low.row, 0, low.columns - 1, LOOK_NORMAL, '-');
	if ((int)detail.count > low.rows - 1)
		grid_text(page->grid, low.row, 3, low.columns - 4, LOOK_NORMAL,
			  tr(" i reads all of it "));
	low.row++;
	low.rows--;
	sheet_draw(&detail, low, -1);
}
