/* The step: what to do now.  What it looks like; see step_act.c for its keys.
 */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "ui/step_draw.h"
#include "ui/step_page.h"
#include "ui/views.h"

/* What is given up, in this order, until the step fits its box. */
enum give_up {
	SHOW_ALL,
	WITHOUT_HOW,
	WITHOUT_DONE,
	WITHOUT_GAPS,
	WITHOUT_WHY,
	WITHOUT_HEAD,
	GIVE_UPS
};

static void
add_breadcrumb(struct step_draw *d)
{
	struct arena *a = d->a;
	const struct step_ref *ref = d->step.ref;
	const struct status_step *now = d->step.current;
	const char *phase = ref->step->phase != PHASE_NONE
				    ? say_phase(ref->step->phase)
				    : NULL;
	const char *left = ref->playbook->head.title;
	const char *right = say_fill(
		a, tr("step %1 of %2"), arena_printf(a, "%u", ref->index + 1),
		arena_printf(a, "%u", ref->role->step_count), NULL);

	if (phase != NULL)
		left = arena_printf(a, "%s > %s", left, phase);
	if (now != NULL && now->box_ends.set && !now->over_time)
		right = say_fill(
			a, tr("%1, until %2"), right,
			say_clock(now->box_ends.ms, d->app->front->zone, a),
			NULL);
	if (now != NULL && now->visit > 1)
		right = say_fill(a, tr("%1, visit %2"), right,
				 arena_printf(a, "%lld", (long long)now->visit),
				 NULL);
	sheet_hang(&d->sheet, 1, "", LOOK_NORMAL, left, right);
}

static void
add_title(struct step_draw *d)
{
	const struct step_ref *ref = d->step.ref;
	const struct status_step *now = d->step.current;
	const char *lead = arena_printf(d->a, "%u  ", ref->index + 1);

	if (!d->app->front->incident->open)
		sheet_text(&d->sheet, 1, LOOK_CAUTION,
			   say_in_mode(d->app->front->incident,
				       N_("The incident is closed. x opens it "
					  "again.")));
	if (now == NULL)
		sheet_text(&d->sheet, 1, LOOK_CAUTION,
			   tr("READING. s goes back to the step of now."));
	sheet_hang(&d->sheet, 1, lead, LOOK_BOLD, ref->step->title,
		   d->narrow ? NULL : say_mode(ref->step->mode));
	if (now != NULL && now->over_time)
		sheet_text(&d->sheet, 1, LOOK_SOON,
			   say_fill(d->a, tr("Over its time box since %1"),
				    say_clock(now->box_ends.ms,
					      d->app->front->zone, d->a),
				    NULL, NULL));
	if (now != NULL && now->assumed)
		sheet_text(&d->sheet, 1, LOOK_CAUTION,
			   tr("ASSUMED: an open question is behind this."));
	if (now != NULL && now->depends)
		sheet_text(&d->sheet, 1, LOOK_NORMAL,
			   tr("Depends on a fact that nobody knows yet."));
}

static void
add_head(struct step_draw *d, enum give_up level)
{
	const struct step *step = d->step.ref->step;

	if (level < WITHOUT_HEAD && !d->narrow)
		add_breadcrumb(d);
	add_title(d);
	if (step->why != NULL &&
	    ((level < WITHOUT_WHY && !d->narrow) || d->app->how_open))
		sheet_flow(&d->sheet, 1, tr("Why: "),
			   step_text(d->app, step->why, d->a));
	if (!d->narrow || d->app->how_open)
		notes_draw(&d->sheet, d->app, 1, d->step.ref->path);
	if (level < WITHOUT_GAPS && !d->narrow)
		sheet_gap(&d->sheet);
}

static void
add_how(struct step_draw *d)
{
	const struct step *step = d->step.ref->step;

	if (!d->how)
		return;
	if (step->how != NULL) {
		sheet_gap(&d->sheet);
		sheet_flow(&d->sheet, 1, tr("How: "),
			   step_text(d->app, step->how, d->a));
	}
	if (step->think_ahead != NULL)
		sheet_flow(&d->sheet, 1, tr("Think ahead: "),
			   step->think_ahead);
}

/* The texts that belong to the step, behind one key. */
static void
add_texts(struct step_draw *d)
{
	unsigned count = d->step.ref->step->document_count;

	if (count == 0)
		return;
	sheet_gap(&d->sheet);
	sheet_text(&d->sheet, 1, LOOK_NORMAL,
		   say_fill(d->a,
			    tr_n("%1 text for this step (m)",
				 "%1 texts for this step (m)", (long)count),
			    arena_printf(d->a, "%u", count), NULL, NULL));
}

/* What stands on the screen only while there is room, or with the focus. */
struct hidden {
	unsigned done, facts;
};

static void
add_collapsed(struct step_draw *d, struct hidden *hidden)
{
	const char *line = NULL;

	if (hidden->done > 0)
		line = arena_printf(
			d->a,
			tr_n("...%u done", "...%u done", (long)hidden->done),
			hidden->done);
	if (hidden->facts > 0) {
		const char *facts = arena_printf(d->a,
						 tr_n("...%u fact asked (f)",
						      "...%u facts asked (f)",
						      (long)hidden->facts),
						 hidden->facts);

		line = line == NULL ? facts
				    : arena_printf(d->a, "%s  %s", line, facts);
	}
	*hidden = (struct hidden){0};
	if (line == NULL)
		return;
	sheet_entry(&d->sheet, -1);
	sheet_text(&d->sheet, d->narrow ? 1 : 5, LOOK_NORMAL, line);
}

/* Counts it and gives true where the entry can do without its line. */
static bool
can_hide(const struct step_draw *d, const struct entry *e,
	 struct hidden *hidden)
{
	enum item_state state;

	if (e->kind == ENTRY_FACT) {
		hidden->facts++;
		return true;
	}
	if (e->kind != ENTRY_ITEM)
		return false;
	state = d->step.items[e->index].state;
	if (state != ITEM_DONE && state != ITEM_NOT_APPLICABLE)
		return false;
	hidden->done++;
	return true;
}

static void
add_entries(struct step_draw *d, const struct page *page, enum give_up level)
{
	const struct entries *es = &page->entries;
	bool hides = level >= WITHOUT_DONE || d->narrow;
	enum entry_kind before = ENTRY_NONE;
	struct hidden hidden = {0};

	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		if (hides && (int)i != page->focus && can_hide(d, e, &hidden))
			continue;
		add_collapsed(d, &hidden);
		sheet_entry(&d->sheet, -1);
		step_draw_heading(d, before, e->kind, level >= WITHOUT_GAPS);
		before = e->kind;
		sheet_entry(&d->sheet, (int)i);
		step_draw_entry(d, e, (int)i == page->focus,
				level < WITHOUT_GAPS);
	}
	add_collapsed(d, &hidden);
	sheet_entry(&d->sheet, -1);
}

static void
begin(struct step_draw *d, const struct app *app, const struct page *page)
{
	*d = (struct step_draw){
		.app = app,
		.a = &page->grid->scratch,
		.narrow = page->narrow,
	};
	sheet_begin(&d->sheet, page->grid, page->body.columns - 1);
	step_page_of(app, d->a, &d->step);
}

/* The head stays in sight, the rest scrolls below it. */
struct layout {
	struct sheet head;
	struct step_draw d;
};

static void
lay_out(struct layout *l, const struct app *app, const struct page *page,
	enum give_up level)
{
	begin(&l->d, app, page);
	l->d.how = app->how_open || (level < WITHOUT_HOW && app->rows >= 40);
	if (l->d.step.ref != NULL)
		add_head(&l->d, level);
	else
		step_draw_nothing(&l->d);
	l->head = l->d.sheet;
	sheet_begin(&l->d.sheet, page->grid, page->body.columns - 1);
	add_entries(&l->d, page, level);
	if (l->d.step.ref != NULL && level <= WITHOUT_HOW && !page->narrow)
		add_texts(&l->d);
	if (l->d.step.ref != NULL)
		add_how(&l->d);
}

static int
height_of(const struct layout *l)
{
	return (int)(l->head.count + l->d.sheet.count);
}

/* Below 40x10: the focused line with its caution, and the question. */
static void
draw_mini(const struct app *app, struct page *page)
{
	struct step_draw d;
	const struct entry *e =
		page->focus >= 0 ? &page->entries.list[page->focus] : NULL;

	begin(&d, app, page);
	d.narrow = true;
	if (e == NULL) {
		step_draw_nothing(&d);
	} else {
		if (e->kind == ENTRY_CHOICE)
			sheet_text(&d.sheet, 0, LOOK_BOLD,
				   d.step.ref->step->question);
		sheet_entry(&d.sheet, page->focus);
		step_draw_entry(&d, e, true, false);
		sheet_entry(&d.sheet, -1);
	}
	if (page->body.rows > (int)d.sheet.count)
		sheet_text(&d.sheet, 0, LOOK_NORMAL,
			   arena_printf(d.a, tr("window %dx%d is small"),
					page->grid->columns, page->grid->rows));
	sheet_draw(&d.sheet, page->body, page->focus);
}

void
step_draw(const struct app *app, struct page *page)
{
	struct box head = page->body, rest = page->body;
	struct layout l;

	if (page->grid->rows < 10 || page->grid->columns < 32) {
		draw_mini(app, page);
		return;
	}
	for (enum give_up level = SHOW_ALL; level < GIVE_UPS; level++) {
		lay_out(&l, app, page, level);
		if (height_of(&l) <= page->body.rows)
			break;
	}
	head.rows = (int)l.head.count;
	if (head.rows > page->body.rows / 2)
		head.rows = page->body.rows / 2;
	rest.row += head.rows;
	rest.rows -= head.rows;
	sheet_draw(&l.head, head, -1);
	sheet_draw(&l.d.sheet, rest, page->focus);
}
