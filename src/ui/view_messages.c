/* The texts there are, by whom they are for, and how each of them stands. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "core/model.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/step_page.h"
#include "ui/views.h"

static const char *const AUDIENCES[] = {"public", "staff", "authority",
					"internal"};
#define AUDIENCE_COUNT (sizeof(AUDIENCES) / sizeof(AUDIENCES[0]))

enum { THIS_STEP = AUDIENCE_COUNT };

static unsigned
audience_of(const struct model *m)
{
	for (unsigned i = 0; i < AUDIENCE_COUNT; i++)
		if (m->header->audience != NULL &&
		    strcmp(m->header->audience, AUDIENCES[i]) == 0)
			return i;
	return AUDIENCE_COUNT - 1;
}

static bool
is_of_step(const struct app *app, const struct model *m)
{
	const struct status_step *now = step_shown(app);

	for (unsigned i = 0; now != NULL && i < now->ref->step->document_count;
	     i++)
		if (strcmp(now->ref->step->documents[i], m->header->head.id) ==
		    0)
			return true;
	return false;
}

/* One language of each; another one only where something was written in it. */
static bool
is_listed(const struct app *app, const struct model *m)
{
	const struct front *f = app->front;
	const struct file_header *h = &m->header->head;
	const struct model *own = library_model(f->library, h->id, f->language);

	if (own == NULL)
		own = library_model(f->library, h->id, NULL);
	return m == own ||
	       incident_document(f->incident, h->id, h->language) != NULL;
}

static void
add(struct entries *es, const struct model *m, unsigned index, unsigned part)
{
	const struct file_header *h = &m->header->head;
	const char *id = arena_printf(es->arena, "%s.%s", h->id, h->language);

	entries_add(es, (struct entry){
				.kind = ENTRY_MODEL,
				.key = part == THIS_STEP
					       ? arena_printf(es->arena,
							      "step:%s", id)
					       : id,
				.text = h->title,
				.id = id,
				.index = index,
			});
}

static void
add_part(const struct app *app, struct entries *es, unsigned part)
{
	const struct library *lib = app->front->library;

	for (unsigned i = 0; i < lib->model_count; i++) {
		const struct model *m = lib->models[i];

		if ((part == THIS_STEP ? is_of_step(app, m)
				       : audience_of(m) == part) &&
		    is_listed(app, m))
			add(es, m, i, part);
	}
}

void
messages_entries(const struct app *app, struct entries *es)
{
	add_part(app, es, THIS_STEP);
	for (unsigned i = 0; i < AUDIENCE_COUNT; i++)
		add_part(app, es, i);
}

void
messages_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out)
{
	if (e == NULL)
		return;
	if (verb == VERB_OPEN)
		message_open(app, e->id, out);
	else if (verb == VERB_WHY)
		app_read(app, e->text,
			 app->front->library->models[e->index]
				 ->header->head.summary);
}

static const char *
part_title(const struct entry *e, const struct model *m)
{
	if (strncmp(e->key, "step:", 5) == 0)
		return tr("TEXTS for this step");
	switch (audience_of(m)) {
	case 0:
		return tr("FOR THE PUBLIC");
	case 1:
		return tr("FOR THE STAFF");
	case 2:
		return tr("FOR AUTHORITIES");
	default:
		return tr("FOR OURSELVES");
	}
}

static void
draw_row(const struct app *app, struct sheet *s, const struct model *m)
{
	const struct front *f = app->front;
	const struct file_header *h = &m->header->head;
	struct arena *a = &s->grid->scratch;
	const struct document_state *d =
		incident_document(f->incident, h->id, h->language);
	const char *title = h->title;

	if (strcmp(h->language, f->language) != 0)
		title = arena_printf(a, "%s (%s)", h->title, h->language);
	sheet_mark(s, 1);
	sheet_hang(s, 3, "",
		   document_stage(d) == DOCUMENT_ASKED ? LOOK_BOLD
						       : LOOK_NORMAL,
		   title,
		   d != NULL ? say_document_stage(d, f->incident, f->library, a)
			     : NULL);
	for (unsigned i = 0; d != NULL && i < d->dropped_count; i++)
		sheet_text(s, 5, LOOK_SOON,
			   say_dropped(&d->dropped[i], f->zone, a));
}

void
messages_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	const char *before = NULL;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	if (es->count == 0)
		sheet_text(&s, 1, LOOK_NORMAL, tr("There are no models."));
	for (unsigned i = 0; i < es->count; i++) {
		const struct model *m =
			app->front->library->models[es->list[i].index];
		const char *title = part_title(&es->list[i], m);

		sheet_entry(&s, -1);
		if (before == NULL || strcmp(before, title) != 0) {
			if (before != NULL)
				sheet_gap(&s);
			sheet_text(&s, 1, LOOK_BOLD, title);
		}
		before = title;
		sheet_entry(&s, (int)i);
		draw_row(app, &s, m);
	}
	sheet_draw(&s, page->body, page->focus);
}
