/* Every text field survives the end of the program: which, and by what name. */
#include <stdio.h>
#include <string.h>

#include "front/draft.h"
#include "ui/ask.h"
#include "ui/draft.h"
#include "ui/unsaved.h"
#include "ui/views.h"

/*
 * The forms whose texts are kept.  Not among them: the name (it is asked
 * again), the hours of a clock check and of a promise (from before they would
 * be wrong ones) and the folder that entries move to (drafts may be what cannot
 * be written).
 */
static const struct {
	enum form_what what;
	const char *name;
	bool of_subject; /* apart for each thing that it is about */
} rows[] = {
	{FORM_NOTE, "note", false},
	{FORM_CORRECT, "correct", true},
	{FORM_DECIDE, "decide", true},
	{FORM_LATER, "later", true},
	{FORM_SOMEBODY, "somebody", true},
	{FORM_EARLIER, "earlier", true},
	{FORM_FACT, "fact", true},
	{FORM_CELL, "cell", true},
	{FORM_NEW_ROW, "row", true},
	{FORM_RATIFY, "ratify", true},
	{FORM_CALL, "call", true},
	{FORM_ASK, "ask", false},
	{FORM_TELL, "tell", false},
	{FORM_ANSWER, "answer", true},
	{FORM_APPROVE, "approve", true},
	{FORM_HANDOVER, "handover", false},
	{FORM_ACTION, "action", false},
	{FORM_DECISION, "decision", false},
	{FORM_TITLE, "title", false},
	{FORM_CLOSE, "close", false},
	{FORM_OPEN_AGAIN, "open-again", false},
	{FORM_DEADLINE, "deadline", true},
	{FORM_PHASE, "phase", true},
	{FORM_DOCUMENT, "document", true},
	{FORM_RELEASE, "release", true},
	{FORM_REFUSE, "refuse", true},
	{FORM_TAKE_BACK, "take-back", true},
	{FORM_EVIDENCE, "evidence", false},
	{FORM_PROFILE, "organisation", true},
};

const char *
draft_of_form(enum form_what what)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].what == what)
			return rows[i].name;
	return NULL;
}

/* NULL: nothing of it is kept. */
static const char *
name_of(struct app *app)
{
	const struct form *f = &app->form;
	struct arena *a = &app->scratch;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *name = rows[i].name;

		if (rows[i].what != f->what)
			continue;
		if (f->what == FORM_DOCUMENT)
			return document_draft_name(app, f->subject);
		if (f->what == FORM_PROFILE || f->what == FORM_CELL)
			name = arena_printf(a, "%s/%u", name, f->part);
		if (rows[i].of_subject && f->subject != NULL)
			name = arena_printf(a, "%s/%s", name, f->subject);
		if (rows[i].of_subject && f->act != NULL)
			name = arena_printf(a, "%s/%s", name, f->act);
		return name;
	}
	return NULL;
}

/* Of the reason that a menu asks: for that act on that thing. */
static const char *
name_of_reason(struct app *app)
{
	const struct action *act = &app->queue[0];
	const char *about = act->item != NULL       ? act->item
			    : act->step != NULL     ? act->step
			    : act->playbook != NULL ? act->playbook
			    : act->id != NULL       ? act->id
						    : "";

	return arena_printf(&app->scratch, "reason/%d/%s", (int)act->kind,
			    about);
}

static bool
asks_reason(const struct app *app)
{
	return app->layer == LAYER_MENU && app->queue_count > 0 &&
	       (app->menu.what == MENU_REASON ||
		app->menu.what == MENU_OVERRIDE);
}

void
form_restore(struct app *app, struct form_row *row)
{
	const char *packed = draft_find(app->front, name_of(app));
	const char *text = draft_field(packed, (unsigned)(row - app->form.rows),
				       &app->scratch);

	if (text != NULL)
		field_set(&row->field, text);
}

void
reason_restore(struct app *app)
{
	const char *text = draft_find(app->front, name_of_reason(app));

	if (text != NULL)
		field_set(&app->menu.field, text);
}

/* Minutes from now are other ones when they are offered again. */
static const char *
lasting(struct app *app, const struct form_row *row)
{
	const char *text;

	if (row->option_count > 0 || field_is_empty(&row->field))
		return NULL;
	text = field_text(&row->field, &app->scratch);
	if ((row->id == FORM_ID_AT || row->id == FORM_ID_DUE ||
	     row->id == FORM_ID_UNTIL) &&
	    (*text == '-' || *text == '+'))
		return NULL;
	return text;
}

static void
keep(struct app *app, const char *name, const char *text, bool safely,
     struct effects *out)
{
	struct effect *e;

	if (text == NULL)
		unsaved_forget(app, name);
	if (text == NULL && draft_find(app->front, name) == NULL)
		return;
	e = effects_add(out, EFFECT_DRAFT);
	e->name = name;
	e->text = text;
	e->save = safely;
}

void
draft_keep(struct app *app, bool safely, struct effects *out)
{
	const char *fields[FORM_ROWS_MOST];
	const struct form *f = &app->form;
	const char *name;

	if (asks_reason(app)) {
		keep(app, name_of_reason(app),
		     field_is_empty(&app->menu.field)
			     ? NULL
			     : field_text(&app->menu.field, &app->scratch),
		     safely, out);
		return;
	}
	name = app->layer == LAYER_FORM && f->typed ? name_of(app) : NULL;
	if (name == NULL)
		return;
	for (unsigned i = 0; i < f->count; i++)
		fields[i] = lasting(app, &f->rows[i]);
	keep(app, name, draft_pack(fields, f->count, &app->scratch), safely,
	     out);
}

bool
draft_is_kept(struct app *app)
{
	const char *name = asks_reason(app)           ? name_of_reason(app)
			   : app->layer == LAYER_FORM ? name_of(app)
						      : NULL;

	return draft_find(app->front, name) != NULL || app->sent[0][0] != '\0';
}

/* --- once it was stored */

void
draft_send(struct app *app)
{
	const char *name =
		asks_reason(app) ? name_of_reason(app) : name_of(app);
	unsigned at = app->sent[0][0] != '\0' ? 1 : 0;

	if (name != NULL && draft_find(app->front, name) != NULL)
		snprintf(app->sent[at], sizeof(app->sent[at]), "%s", name);
}

void
draft_forget(struct app *app, struct effects *out)
{
	for (unsigned i = 0; i < 2; i++) {
		if (app->sent[i][0] != '\0')
			keep(app, arena_strdup(&app->scratch, app->sent[i]),
			     NULL, true, out);
		app->sent[i][0] = '\0';
	}
}

void
draft_drop(struct app *app)
{
	app->sent[0][0] = app->sent[1][0] = '\0';
}
