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
#include "ui/board.h"
#include "ui/views.h"

#define FACTS_MOST 4 /* of what is known, and of what is not */

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

/* --- known, unknown, impact, aim */

static const char *
fact_words(const struct app *app, const struct status_fact *f, bool value,
	   struct arena *a)
{
	const char *label = say_fact_label(f->fact, app->front->library);

	if (!value && !f->contradiction)
		return label;
	return say_fill(a, tr("%1: %2"), label,
			say_fact_value(f, app->front->zone, a), NULL);
}

/* Which entry said it last: what is new goes first. */
static int64_t
said_at(const struct status_fact *f)
{
	int64_t last = 0;

	for (unsigned i = 0; f->state != NULL && i < f->state->count; i++) {
		const struct record *r = f->state->values[i].record;

		if (r != NULL && r->time > last)
			last = r->time;
	}
	return last;
}

/* The few that were said last, on a line each. */
static void
add_facts(struct sheet *s, const struct app *app, const char *label, bool known)
{
	const struct status *st = app_status(app);
	const struct status_fact *shown[FACTS_MOST] = {NULL};
	struct arena *a = &s->grid->scratch;
	unsigned count = 0, more = 0;

	for (unsigned i = 0; i < st->fact_count; i++) {
		const struct status_fact *f = &st->facts[i];
		unsigned at;

		if (known ? !fact_is_news(f) : !fact_is_wanted(st, f))
			continue;
		more += count == FACTS_MOST;
		at = count < FACTS_MOST ? count++ : FACTS_MOST - 1;
		if (count == FACTS_MOST && shown[at] != NULL &&
		    said_at(shown[at]) >= said_at(f))
			continue;
		for (; at > 0 && said_at(shown[at - 1]) < said_at(f); at--)
			shown[at] = shown[at - 1];
		shown[at] = f;
	}
	for (unsigned i = 0; i < count; i++)
		board_pair(s, i == 0 ? label : "",
			   fact_words(app, shown[i], known, a));
	if (count == 0)
		board_pair(s, label,
			   known ? tr("nothing was recorded yet")
				 : tr("nothing that is asked for now"));
	if (more > 0)
		board_pair(s, "",
			   say_fill(a, tr("and %1 more (f)"),
				    arena_printf(a, "%u", more), NULL, NULL));
}

/* The level, the phase, and every service that does not run. */
static void
add_impact(struct sheet *s, const struct app *app)
{
	const struct incident *in = app->front->incident;
	struct arena *a = &s->grid->scratch;
	const char *text =
		say_fill(a, tr("severity %1, %2"),
			 arena_printf(a, "%lld", (long long)in->severity),
			 say_severity(in->severity), NULL);

	if (in->phase != NULL && strcmp(in->phase, "none") != 0)
		text = say_fill(a, tr("%1; %2"), text,
				say_emergency_phase(in->phase), NULL);
	board_pair(s, tr("IMPACT"), text);
}

/* What was decided last, by whom and when. */
static void
add_aim(struct sheet *s, const struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &s->grid->scratch;

	for (size_t i = f->incident->log_count; i > 0; i--) {
		const struct record *r = f->incident->log[i - 1].record;

		if (!record_decides(r) || r->kind == RECORD_SKIP)
			continue;
		board_pair(s, tr("DECIDED"),
			   say_fill(a, tr("%1 (%2 %3)"),
				    say_record(r, f->incident, f->library,
					       f->zone, a)
					    .text,
				    r->role != NULL ? say_role_short(r->role, a)
						    : "",
				    say_clock(record_happened(r), f->zone, a)));
		return;
	}
	board_pair(s, tr("DECIDED"), tr("nothing yet"));
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
	unsigned undecided = 0;

	sheet_gap(s);
	sheet_text(s, 1, LOOK_BOLD, tr("DEADLINES"));
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		undecided += d->state == DEADLINE_UNDECIDED;
		if (deadline_runs(d))
			sheet_hang(s, 3, "", deadline_look(d),
				   d->definition->title,
				   deadline_line(d, app, a));
	}
	if (undecided > 0)
		sheet_text(s, 3, LOOK_NORMAL,
			   arena_printf(a,
					tr_n("%u to assess with the DPO",
					     "%u to assess with the DPO",
					     (long)undecided),
					undecided));
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

void
board_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct status *st = app_status(app);
	struct box body = page->body;
	struct sheet s;

	if (app->front->board)
		board_clock(app, page->grid, &body);
	sheet_begin(&s, page->grid, body.columns - 1);
	sheet_hang(&s, 1, "", LOOK_BOLD, tr("SITUATION BOARD"),
		   say_fill(&page->grid->scratch, tr("as of %1"),
			    say_clock(app->front->now, app->front->zone,
				      &page->grid->scratch),
			    NULL, NULL));
	if (!app_is_narrow(app)) {
		add_facts(&s, app, tr("KNOWN"), true);
		add_facts(&s, app, tr("UNKNOWN"), false);
		add_impact(&s, app);
		add_aim(&s, app);
	}
	add_role_heads(app, &s);
	for (unsigned i = 0; i < es->count; i++) {
		sheet_entry(&s, (int)i);
		draw_role(app, &s, &st->roles[es->list[i].index]);
		if (app->front->board && page->grid->rows >= BOARD_WIDE_ROWS)
			sheet_gap(&s);
	}
	sheet_entry(&s, -1);
	add_deadlines(&s, app);
	add_open_questions(&s, app);
	unknowns_board(&s, app);
	ratify_board(&s, app);
	registers_board(&s, app);
	sheet_draw(&s, body, page->focus);
}
