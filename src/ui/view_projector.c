/*
 * What an exercise shows everybody in the room: what time it is in the
 * scenario, and what came last.  What comes to one role by a channel of its
 * own (a call, a letter) is only announced; who leads keeps the rest.
 */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "ui/letters.h"
#include "ui/views.h"

#define LARGE_ROWS 30 /* of the window: from there letters of five lines */

static const struct exercise_inject *
newest(const struct exercise_run *run)
{
	const struct exercise_inject *found = NULL;

	for (unsigned i = 0; i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];

		if (x->sent && (found == NULL || x->sent_at >= found->sent_at))
			found = x;
	}
	return found;
}

static const char *
round_title(const struct exercise_run *run)
{
	const struct exercise *e = run->exercise;

	for (unsigned i = 0; run->round != NULL && i < e->round_count; i++)
		if (strcmp(e->rounds[i].id, run->round) == 0)
			return e->rounds[i].title;
	return NULL;
}

static int
draw_large(struct page *page, struct box b, const char *text)
{
	int rows = 0;
	struct sheet s;

	b.column += 2;
	b.columns -= 4;
	if (page->grid->rows >= LARGE_ROWS)
		rows = letters_draw(page->grid, b, LOOK_BOLD, text);
	if (rows > 0)
		return rows;
	sheet_begin(&s, page->grid, b.columns + 2);
	sheet_gap(&s);
	sheet_text(&s, 2, LOOK_BOLD, text);
	sheet_gap(&s);
	sheet_draw(&s, b, -1);
	return (int)s.count;
}

/* Its words where everybody may read them, else from whom to whom it went. */
static void
draw_inject(const struct app *app, struct page *page, struct box b,
	    const struct exercise_inject *x)
{
	struct arena *a = &page->grid->scratch;
	bool open = inject_is_public(app->front->exercise, x);
	int rows =
		draw_large(page, b, open ? x->title : say_arrival_from(x, a));
	struct sheet s;

	b.row += rows;
	b.rows -= rows;
	sheet_begin(&s, page->grid, b.columns - 3);
	sheet_text(&s, 2, LOOK_NORMAL,
		   open ? say_inject(x, a)
			: say_fill(a, tr("For %1."),
				   say_receivers(x, app->front->library, a),
				   NULL, NULL));
	sheet_draw(&s, b, -1);
}

void
projector_draw(const struct app *app, struct page *page)
{
	const struct front *f = app->front;
	const struct exercise_run *run = f->exercise;
	const struct exercise_inject *x;
	struct arena *a = &page->grid->scratch;
	struct box b = page->body;
	const char *round;
	int rows;

	if (run == NULL)
		return;
	rows = draw_large(
		page, b,
		arena_printf(a, "%s  %s", tr("EXERCISE"),
			     run->begun ? say_clock(run->scenario, f->wall, a)
					: ""));
	b.row += rows;
	b.rows -= rows;
	round = round_title(run);
	if (round != NULL || (run->begun && !run->running)) {
		grid_text(page->grid, b.row, 2, b.columns - 3, LOOK_BOLD,
			  run->over                     ? tr("It is over.")
			  : run->begun && !run->running ? tr("It stands still.")
							: round);
		b.row += 2;
		b.rows -= 2;
	}
	x = newest(run);
	if (x != NULL && b.rows > 0)
		draw_inject(app, page, b, x);
}

/* What everybody in the town may have read or heard. */
void
exercise_board(struct sheet *s, const struct app *app)
{
	const struct exercise_run *run = app->front->exercise;
	struct arena *a = &s->grid->scratch;
	bool any = false;

	for (unsigned i = 0; run != NULL && i < run->inject_count; i++) {
		const struct exercise_inject *x =
			&run->injects[run->inject_count - 1 - i];

		if (!x->sent || !channel_is_public(x->channel))
			continue;
		if (!any) {
			sheet_gap(s);
			sheet_text(s, 1, LOOK_BOLD, tr("SAID IN PUBLIC"));
		}
		any = true;
		sheet_hang(s, 3,
			   arena_printf(a, "%s  ", say_channel(x->channel)),
			   LOOK_NORMAL, x->title,
			   say_clock(x->sent->time, app->front->zone, a));
	}
}
