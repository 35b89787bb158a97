/* All steps of the role: what was decided, where it stands, what is ahead. */
#include <string.h>

#include "base/tr.h"
#include "core/branch.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

static bool
is_current(const struct app *app, const char *path)
{
	const struct status *st = app_status(app);

	return status_find_step(st, path) != NULL;
}

void
map_entries(const struct app *app, struct entries *es)
{
	const struct incident *in = app->front->incident;
	const struct library *lib = app->front->library;

	for (size_t i = 0; app->front->role != NULL && i < in->playbooks.count;
	     i++) {
		const struct playbook_state *ps =
			in->playbooks.entries[i].value;
		const struct playbook *p =
			ps != NULL ? library_playbook(lib, ps->id) : NULL;
		const struct role *r =
			p != NULL ? playbook_find_role(p, app->front->role)
				  : NULL;

		for (unsigned n = 0; r != NULL && n < r->step_count; n++) {
			const struct step_ref *ref =
				library_step_at(lib, p, r, n);

			if (ref == NULL)
				continue;
			if (is_current(app, ref->path) && es->start == 0)
				es->start = es->count;
			entries_add(es, (struct entry){.kind = ENTRY_STEP,
						       .key = ref->path,
						       .text = ref->step->title,
						       .id = ref->path});
		}
	}
}

void
map_act(struct app *app, enum verb verb, const struct entry *e,
	struct effects *out)
{
	(void)out;
	if (e == NULL || (verb != VERB_OPEN && verb != VERB_WHY))
		return;
	if (is_current(app, e->id)) {
		app->view = VIEW_STEP;
		app->back_count = 0;
		step_show(app, e->id);
	} else {
		step_read(app, e->id);
	}
}

/* --- drawing */

/* "09:17 A Yes"; two at odds are in the timeline, the last is here. */
static const char *
answer_words(const struct app *app, const struct step_ref *ref,
	     const struct answer *answer, struct arena *a)
{
	char letter;
	const struct choice *c = answer_choice(answer, ref, &letter);
	const char *clock = answer->record != NULL
				    ? say_clock(record_happened(answer->record),
						app->front->zone, a)
				    : "";

	if (answer->skip)
		return arena_printf(a, "%s %s", clock, tr("skipped"));
	if (c == NULL)
		return arena_printf(a, "%s %s", clock, answer->choice);
	if (ref->step->choice_count == 0)
		return arena_printf(a, "%s %s", clock, tr(c->label));
	return arena_printf(a, "%s %c %s", clock, letter, tr(c->label));
}

static void
draw_step(const struct app *app, struct sheet *s, const struct step_ref *ref)
{
	struct arena *a = &s->grid->scratch;
	const struct step_state *state =
		incident_step(app->front->incident, ref->path);
	const struct answer *answer = step_answer(state);
	const char *mark = "[ ]", *right = NULL;
	bool current = is_current(app, ref->path);

	if (current) {
		mark = "[>]";
		right = tr("NOW");
	} else if (state != NULL && state->passed) {
		mark = "[-]";
		right = tr("passed over");
	} else if (answer != NULL) {
		mark = answer->skip ? "[-]" : "[x]";
		right = answer_words(app, ref, answer, a);
	} else if (step_not_taken(app_status(app), app->front->library, ref,
				  a)) {
		mark = "[-]";
		right = tr("not taken");
	}
	sheet_mark(s, 1);
	sheet_hang(s, 3, arena_printf(a, "%s %u  ", mark, ref->index + 1),
		   current ? LOOK_BOLD : LOOK_NORMAL,
		   say_ours(ref->step->title,
			    library_step_is_added_to(app->front->library, ref),
			    a),
		   right);
}

/* Where the step of now can lead. */
static void
draw_branches(const struct app *app, struct sheet *s,
	      const struct status_step *now)
{
	struct arena *a = &s->grid->scratch;

	(void)app;
	for (unsigned i = 0; i < now->choice_count; i++) {
		const struct status_choice *c = &now->choices[i];

		sheet_hang(s, 8, arena_printf(a, "%c  ", c->letter),
			   LOOK_NORMAL,
			   arena_printf(a, "%s %s", tr(c->choice->label),
					say_target(c, a)),
			   NULL);
	}
}

void
map_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const struct library *lib = app->front->library;
	const struct status *st = app_status(app);
	const struct playbook *before = NULL;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		const struct step_ref *ref = library_step(lib, es->list[i].id);
		const struct status_step *now =
			status_find_step(st, es->list[i].id);

		sheet_entry(&s, -1);
		if (ref->playbook != before) {
			if (before != NULL)
				sheet_gap(&s);
			sheet_hang(&s, 1, "", LOOK_BOLD,
				   ref->playbook->head.title,
				   ref->playbook->head.version);
		}
		before = ref->playbook;
		sheet_entry(&s, (int)i);
		draw_step(app, &s, ref);
		sheet_entry(&s, -1);
		if (now != NULL && !page->narrow)
			draw_branches(app, &s, now);
	}
	if (es->count == 0)
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("No playbook has steps for this role."));
	sheet_draw(&s, page->body, page->focus);
}
