/* The right column of wide windows: what else goes on. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_deadline.h"
#include "front/say_lead.h"
#include "ui/views.h"

#define LAST_ENTRIES 5

static void
add_deadlines(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;
	const char *undecided =
		say_undecided(st, app->front->now, app->front->zone, a);
	unsigned shown = 0;

	sheet_text(s, 0, LOOK_BOLD, tr("DEADLINES"));
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (!d->due.set || shown == 4 ||
		    (d->state != DEADLINE_RUNNING &&
		     d->state != DEADLINE_DUE_SOON &&
		     d->state != DEADLINE_OVERDUE))
			continue;
		shown++;
		sheet_hang(s, 0, "", deadline_look(d), d->definition->title,
			   left_of(d->due.ms - app->front->now, a));
	}
	if (undecided != NULL)
		sheet_text(s, 0, LOOK_NORMAL, undecided);
	else if (shown == 0)
		sheet_text(s, 0, LOOK_NORMAL, tr("none runs"));
}

static void
add_roles(struct sheet *s, const struct app *app)
{
	const struct status *st = app_status(app);
	struct arena *a = &s->grid->scratch;

	sheet_gap(s);
	sheet_text(s, 0, LOOK_BOLD, tr("OTHER ROLES"));
	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		const char *now;

		if (app->front->role != NULL &&
		    strcmp(r->role, app->front->role) == 0)
			continue;
		now = r->current_count > 0
			      ? arena_printf(a, "%u %s",
					     r->current[0].ref->index + 1,
					     r->current[0].ref->step->title)
		      : r->finished ? tr("finished")
				    : tr("nothing open now");
		sheet_hang(s, 0,
			   arena_printf(a, "%-4s", say_role_short(r->role, a)),
			   LOOK_NORMAL, now,
			   arena_printf(a, "%u/%u%s", r->done, r->total,
					r->inbox_count > 0 ? " !" : ""));
	}
}

static void
add_last_entries(struct sheet *s, const struct app *app)
{
	const struct front *f = app->front;
	const struct incident *in = f->incident;
	struct arena *a = &s->grid->scratch;
	unsigned shown = 0;

	sheet_gap(s);
	sheet_text(s, 0, LOOK_BOLD, tr("LAST ENTRIES"));
	for (size_t i = in->log_count; i > 0 && shown < LAST_ENTRIES; i--) {
		const struct record *r = in->log[i - 1].record;
		struct say_line line;

		if (r->kind == RECORD_JOURNAL || !lead_may_read(f, r))
			continue;
		line = say_record(r, in, f->library, f->zone, a);
		sheet_hang(s, 0,
			   arena_printf(
				   a, "%s %s ",
				   say_clock(record_happened(r), f->zone, a),
				   r->role != NULL ? say_role_short(r->role, a)
						   : "-"),
			   LOOK_NORMAL,
			   arena_printf(a, "%s %s", line.word, line.text),
			   NULL);
		shown++;
	}
}

void
side_draw(const struct app *app, struct grid *g, struct box b)
{
	struct sheet s;
	unsigned whole;

	sheet_begin(&s, g, b.columns);
	add_deadlines(&s, app);
	add_roles(&s, app);
	whole = s.count;
	add_last_entries(&s, app);
	if ((int)s.count > b.rows && (int)whole <= b.rows)
		s.count = whole;
	if ((int)s.count > b.rows)
		s.count = (unsigned)b.rows;
	sheet_draw(&s, b, -1);
}
