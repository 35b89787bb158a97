/*
 * One text: how it stands, the facts that it uses with the gaps on top, and
 * how it reads.  Enter on a gap fills it in.
 */
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "core/model.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

const struct front_document *
message_shown(const struct app *app)
{
	const struct front_document *d = app->front->document;

	return d != NULL && strcmp(d->id, app->document) == 0 ? d : NULL;
}

void
message_open(struct app *app, const char *id, struct effects *out)
{
	snprintf(app->document, sizeof(app->document), "%s", id);
	list_forget(&app->lists[VIEW_MESSAGE]);
	effects_add(out, EFFECT_DOCUMENT)->text =
		arena_strdup(&app->scratch, id);
	app_open_view(app, VIEW_MESSAGE);
}

/* --- the lines */

/* The end of the paragraph that begins at s. */
static const char *
paragraph_end(const char *s)
{
	const char *gap = strstr(s, "\n\n");

	return gap != NULL ? gap : s + strlen(s);
}

static void
add_use(struct entries *es, const struct front_document *d, unsigned i)
{
	const struct model_use *u = &d->uses[i];

	entries_add(es,
		    (struct entry){
			    .kind = u->kind == MODEL_USE_FACT ? ENTRY_FACT
							      : ENTRY_USE,
			    .key = arena_printf(es->arena, "use:%s", u->name),
			    .text = u->label,
			    .id = u->name,
			    .index = i,
		    });
}

static void
add_text(struct entries *es, const char *text)
{
	unsigned n = 0;

	for (const char *p = text; *p != '\0'; n++) {
		const char *end = paragraph_end(p);

		entries_add(es,
			    (struct entry){
				    .kind = ENTRY_TEXT,
				    .key = arena_printf(es->arena, "p:%u", n),
				    .text = arena_strndup(es->arena, p,
							  (size_t)(end - p)),
				    .index = n,
			    });
		p = end + strspn(end, "\n");
	}
}

void
message_entries(const struct app *app, struct entries *es)
{
	const struct front_document *d = message_shown(app);

	if (d == NULL)
		return;
	for (int gap = 1; gap >= 0; gap--)
		for (unsigned i = 0; i < d->use_count; i++)
			if (d->uses[i].gap == (gap != 0))
				add_use(es, d, i);
	add_text(es, d->text);
}

/* --- keys */

/* In the words of the form that asked for it. */
static const char *
certainty_of(const struct fact_standing *v)
{
	if (v->certainty == NULL)
		return NULL;
	return strcmp(v->certainty, "told") == 0      ? tr("told")
	       : strcmp(v->certainty, "assumed") == 0 ? tr("assumed")
						      : tr("seen ourselves");
}

/* Where it comes from; a text that is read, not recorded. */
static void
read_use(struct app *app, const struct model_use *u)
{
	struct arena *a = &app->scratch;
	const struct record *r =
		u->standing != NULL ? u->standing->record : NULL;
	const char *all = "";

	reader_add(a, &all, tr("In the text"),
		   u->shown != NULL ? u->shown : tr("not known yet"));
	if (r != NULL) {
		reader_add(
			a, &all, tr("Recorded"),
			say_day_clock(record_happened(r), app->front->zone, a));
		reader_add(a, &all, tr("Source"), u->standing->source);
		if (!fact_is_ahead(library_fact(app->front->library, u->name)))
			reader_add(a, &all, tr("Certainty"),
				   certainty_of(u->standing));
	}
	reader_add(a, &all, tr("May be published"),
		   u->public ? tr_in("word", "yes") : tr_in("word", "no"));
	reader_add(a, &all, tr("In the model"), u->name);
	app_read(app, u->label, all);
}

void
message_act(struct app *app, enum verb verb, const struct entry *e,
	    struct effects *out)
{
	const struct front_document *d = message_shown(app);

	if (d == NULL || e == NULL)
		return;
	if (verb == VERB_OPEN && e->kind == ENTRY_FACT &&
	    !d->uses[e->index].forbidden)
		form_fact(app, e->id);
	else if (verb == VERB_OPEN && e->kind == ENTRY_TEXT)
		ask_document(app);
	else if (verb == VERB_OPEN && model_use_is_ours(&d->uses[e->index]))
		profile_open_at(app, &d->uses[e->index], out);
	else if ((verb == VERB_OPEN || verb == VERB_WHY) &&
		 e->kind != ENTRY_TEXT)
		read_use(app, &d->uses[e->index]);
	else if (verb == VERB_WHY)
		app_read(app, d->model->header->head.title,
			 d->model->header->head.summary);
}

/* A gap that was filled in leaves its place: the next one has the focus. */
void
message_stored(struct app *app)
{
	const struct front_document *d = message_shown(app);
	unsigned gaps = 0;

	for (unsigned i = 0; d != NULL && i < d->use_count; i++)
		gaps += d->uses[i].gap;
	if (app->lists[VIEW_MESSAGE].index <= gaps)
		list_forget(&app->lists[VIEW_MESSAGE]);
}

/* --- drawing */

/* Who reads this is who says yes or no to it. */
static bool
is_asked(const struct app *app, const struct front_document *d)
{
	const char *role = d->model->header->approval;

	return d->state != NULL && document_stage(d->state) == DOCUMENT_ASKED &&
	       app->front->role != NULL && role != NULL &&
	       strcmp(role, app->front->role) == 0;
}

static void
draw_head(const struct app *app, struct sheet *s,
	  const struct front_document *d)
{
	struct arena *a = &s->grid->scratch;
	const struct front *f = app->front;
	const struct model_header *h = d->model->header;
	const char *title =
		arena_printf(a, "%s (%s)", h->head.title, h->head.language);
	const char *gaps = arena_printf(a, "%u", d->gaps);

	sheet_hang(s, 1, "", LOOK_BOLD, title,
		   d->state != NULL ? say_document_stage(d->state, f->incident,
							 f->library, a)
				    : tr("not saved yet"));
	if (d->why != NULL)
		sheet_text(s, 1, LOOK_CAUTION, d->why);
	if (d->gaps > 0)
		sheet_text(s, 1, LOOK_CAUTION,
			   say_fill(a,
				    tr_n("%1 gap left: fill it in before "
					 "approval.",
					 "%1 gaps left: fill them in before "
					 "approval.",
					 (long)d->gaps),
				    gaps, NULL, NULL));
	if (d->gaps > 0 && d->state != NULL && d->state->draft != NULL &&
	    strcmp(d->text, d->filled) != 0)
		sheet_text(s, 1, LOOK_CAUTION,
			   tr("More is known since: x fills it in again."));
	for (unsigned i = 0; d->state != NULL && i < d->state->dropped_count;
	     i++)
		sheet_text(s, 1, LOOK_SOON,
			   say_dropped(&d->state->dropped[i], f->zone, a));
	if (is_asked(app, d))
		sheet_text(s, 1, LOOK_BOLD,
			   tr("You say yes or no: read the text below, then "
			      "press x."));
	else if (h->approval != NULL)
		sheet_text(s, 1, LOOK_NORMAL,
			   say_fill(a, tr("Approval is for: %1."),
				    say_role(h->approval, f->library, a), NULL,
				    NULL));
}

/* "IT 04:10", or why it has none. */
static const char *
origin(const struct app *app, const struct model_use *u, struct arena *a)
{
	const struct record *r =
		u->standing != NULL ? u->standing->record : NULL;
	const char *from;

	if (u->contradiction)
		return tr("CONTRADICTION");
	if (u->gap && u->forbidden)
		return tr("not for publication");
	if (u->gap)
		return tr("must be filled in");
	if (r == NULL)
		return u->public ? "" : tr("internal");
	from = arena_printf(a, "%s %s",
			    u->standing->source != NULL ? u->standing->source
			    : r->role != NULL ? say_role_short(r->role, a)
					      : "",
			    say_clock(record_happened(r), app->front->zone, a));
	return u->public ? from
			 : say_fill(a, tr("%1, internal"), from, NULL, NULL);
}

/* What Enter does stands under the line that has the focus alone. */
static void
draw_use(const struct app *app, struct sheet *s, const struct model_use *u,
	 bool focused)
{
	struct arena *a = &s->grid->scratch;

	sheet_mark(s, 1);
	sheet_hang(s, 3, arena_printf(a, "%s: ", u->label),
		   u->gap ? LOOK_CAUTION : LOOK_NORMAL,
		   u->shown != NULL ? u->shown : "?", origin(app, u, a));
	if (focused && model_use_is_ours(u))
		sheet_text(s, 5, LOOK_NORMAL,
			   tr("Enter fills it in for good, in the "
			      "organisation's own file."));
}

static void
draw_entry(const struct app *app, struct sheet *s,
	   const struct front_document *d, const struct entry *e, bool focused,
	   bool *text)
{
	if (e->kind != ENTRY_TEXT) {
		draw_use(app, s, &d->uses[e->index], focused);
		return;
	}
	if (!*text) {
		sheet_entry(s, -1);
		sheet_gap(s);
		sheet_text(s, 1, LOOK_BOLD, tr("THE TEXT"));
	}
	*text = true;
}

void
message_draw(const struct app *app, struct page *page)
{
	const struct front_document *d = message_shown(app);
	const struct entries *es = &page->entries;
	bool text = false;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	if (d == NULL) {
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("This text cannot be shown."));
		sheet_draw(&s, page->body, page->focus);
		return;
	}
	draw_head(app, &s, d);
	sheet_gap(&s);
	sheet_text(&s, 1, LOOK_BOLD, tr("FACTS USED"));
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, (int)i);
		draw_entry(app, &s, d, e, (int)i == page->focus, &text);
		if (e->kind != ENTRY_TEXT)
			continue;
		if (e->index > 0)
			sheet_gap(&s);
		sheet_entry(&s, (int)i);
		sheet_mark(&s, 1);
		sheet_flow(&s, 3, "", e->text);
	}
	sheet_draw(&s, page->body, page->focus);
}
