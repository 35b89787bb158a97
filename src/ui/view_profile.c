/* The organisation's own: what stands in its file, and the form that changes
 * it. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/profile.h"
#include "ui/ask.h"
#include "ui/draft.h"
#include "ui/names.h"
#include "ui/views.h"

static const struct organisation *
own(const struct app *app)
{
	const struct front_profile *p = app->front->profile;

	return p != NULL ? p->organisation : NULL;
}

/* What the text on the screen lacks stands among our contacts, to fill in. */
static void
lacking_entries(const struct app *app, struct entries *es)
{
	const char *list = profile_rows[PROFILE_CONTACTS].list;
	const char *id;

	for (unsigned i = 0;
	     (id = profile_lacking(app->front->document, app->front->library,
				   own(app), i, es->arena));
	     i++)
		entries_add(es,
			    (struct entry){
				    .kind = ENTRY_NEW_PROFILE,
				    .key = arena_printf(es->arena, "%s/%s",
							list, id),
				    .text = name_of_contact(app, id, es->arena),
				    .id = id,
				    .part = PROFILE_CONTACTS});
}

void
profile_entries(const struct app *app, struct entries *es)
{
	const struct front_profile *p = app->front->profile;

	if (p == NULL || p->why != NULL)
		return;
	for (unsigned part = 0; part < PROFILE_PARTS; part++) {
		const struct profile_row *row = &profile_rows[part];
		bool top = row->list == NULL;
		unsigned count = top ? profile_fields(part)
				     : profile_count(p->organisation, part);

		for (unsigned i = 0; i < count; i++) {
			const char *name =
				top ? row->fields[i].key
				    : profile_id(p->organisation, part, i);

			entries_add(
				es,
				(struct entry){
					.kind = ENTRY_PROFILE,
					.key = arena_printf(
						es->arena, "%s/%s",
						top ? "" : row->list, name),
					.text = top ? tr(row->fields[i].label)
						    : profile_name(
							      p->organisation,
							      part, i),
					.index = i,
					.part = part});
		}
		if (part == PROFILE_CONTACTS)
			lacking_entries(app, es);
		if (!top)
			entries_add(es,
				    (struct entry){.kind = ENTRY_NEW_PROFILE,
						   .key = row->list,
						   .text = tr(row->more),
						   .part = part});
	}
}

/* --- the form */

/* On one line: a text of several lines is not changed here. */
static const char *
flat(const char *value, struct arena *a)
{
	char *copy;

	if (value == NULL)
		return "";
	copy = arena_strdup(a, value);
	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	return copy;
}

/* All words there are; what stands there and is none of them too. */
static void
add_words(struct app *app, const struct profile_field *f, const char *value)
{
	struct form_row *row =
		form_add_options(app, FORM_ID_PROFILE, tr(f->label));
	const char *picked = value != NULL ? value : f->otherwise;

	row->brief = true;
	if (picked == NULL)
		form_add_option(app, row, tr("not filled in"), "");
	for (const struct profile_word *w = f->words; w->word != NULL; w++) {
		if (picked != NULL && strcmp(picked, w->word) == 0)
			row->picked = row->option_count;
		form_add_option(app, row, tr(w->label), w->word);
	}
	if (picked != NULL && profile_said(f, picked) == picked) {
		row->picked = row->option_count;
		form_add_option(app, row, picked, picked);
	}
	if (value != NULL && f->otherwise == NULL)
		form_add_option(app, row, tr("not filled in"), "");
}

/* index: of the entry; as many as there are: a new one. */
static void
form_profile(struct app *app, enum profile_part part, unsigned index,
	     unsigned field)
{
	const struct organisation *o = own(app);
	const struct profile_row *row = &profile_rows[part];
	bool top = row->list == NULL;
	bool fresh = !top && index >= profile_count(o, part);

	form_open(app, FORM_PROFILE, fresh ? tr(row->more) : tr(row->title),
		  NULL, top || fresh ? NULL : profile_id(o, part, index));
	app->form.part = part;
	for (unsigned i = 0; i < profile_fields(part); i++) {
		const struct profile_field *f = &row->fields[i];
		const char *value = profile_value(o, part, index, i);
		struct form_row *r;

		if (f->words != NULL) {
			add_words(app, f, value);
			continue;
		}
		r = form_add_field(app, FORM_ID_PROFILE, tr(f->label),
				   !top && i == 0);
		field_set(&r->field, flat(value, &app->scratch));
		form_restore(app, r);
	}
	app->form.focus = field;
}

/* A contact that a text lacks: its name is known, its number is asked. */
static void
form_lacking(struct app *app, const struct entry *e)
{
	enum profile_part part = (enum profile_part)e->part;
	const char *name = arena_strdup(&app->scratch, e->text);
	const char *id = arena_strdup(&app->scratch, e->id);

	form_open(app, FORM_PROFILE, name, NULL, id);
	app->form.part = part;
	for (unsigned i = 0; i < profile_fields(part); i++) {
		struct form_row *r = form_add_field(
			app, FORM_ID_PROFILE,
			tr(profile_rows[part].fields[i].label), i == 0);

		field_set(&r->field, i == 0 ? name : "");
		form_restore(app, r);
	}
	app->form.focus = 1;
}

/* What differs from the file, and nothing else, is asked to be written. */
void
profile_saved(struct app *app, struct effects *out)
{
	const struct form *f = &app->form;
	struct profile_change *c =
		ARENA_NEW(&app->scratch, struct profile_change);
	enum profile_part part = (enum profile_part)f->part;
	unsigned index = profile_find_entry(own(app), part, f->subject);
	bool changed = false;

	*c = (struct profile_change){.part = part, .id = f->subject};
	if (part != PROFILE_ITSELF && index == profile_count(own(app), part)) {
		c->id = NULL;
		c->fresh = f->subject;
	}
	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];
		const char *stands = profile_value(own(app), part, index, i);
		const char *now =
			row->option_count > 0
				? row->values[row->picked]
				: field_text(&row->field, &app->scratch);

		if (strcmp(now, flat(stands, &app->scratch)) == 0)
			continue;
		c->values[i] = arena_strdup(&app->scratch, now);
		changed = true;
	}
	if (!changed) {
		draft_forget(app, out);
		form_close(app);
		app_say(app, tr("Nothing changed; nothing was written."));
		return;
	}
	effects_add(out, EFFECT_PROFILE_CHANGE)->profile = c;
	app->waits = true;
}

/* Where it could not be written the form stays: it can be mended. */
bool
profile_answered(struct app *app, const struct event *ev, struct effects *out)
{
	const struct form *f = &app->form;

	if (app->layer != LAYER_FORM || f->what != FORM_PROFILE ||
	    ev->action.kind != ACT_NONE)
		return false;
	if (ev->kind == EVENT_FAILED) {
		draft_drop(app);
		/* Below the form, where a small window shows it too. */
		app_say(app, ev->text);
		return true;
	}
	if (ev->text == NULL)
		return false;
	draft_forget(app, out);
	form_close(app);
	app_say(app, ev->text);
	/* Contacts are among them. */
	effects_add(out, EFFECT_LIBRARY);
	return true;
}

/* --- keys and drawing */

void
profile_open(struct app *app, struct effects *out)
{
	effects_add(out, EFFECT_PROFILE);
	app_open_view(app, VIEW_PROFILE);
}

/* The focus holds on to its key until the file is read. */
static void
open_at(struct app *app, const char *place, struct effects *out)
{
	profile_open(app, out);
	if (app->view == VIEW_PROFILE && place != NULL)
		list_hold(&app->lists[VIEW_PROFILE], place);
}

static const struct organisation *
known(const struct app *app)
{
	return app->front->library != NULL ? app->front->library->organisation
					   : NULL;
}

/* At what the gap asks. */
void
profile_open_at(struct app *app, const struct model_use *u, struct effects *out)
{
	open_at(app, profile_place(u, known(app), &app->scratch), out);
}

void
profile_open_contact(struct app *app, const char *id, struct effects *out)
{
	open_at(app, profile_contact_place(id, known(app), &app->scratch), out);
}

void
profile_act(struct app *app, enum verb verb, const struct entry *e,
	    struct effects *out)
{
	(void)out;
	if (verb != VERB_OPEN || e == NULL)
		return;
	if (e->kind == ENTRY_NEW_PROFILE && e->id != NULL)
		form_lacking(app, e);
	else if (e->kind == ENTRY_NEW_PROFILE)
		form_profile(
			app, (enum profile_part)e->part,
			profile_count(own(app), (enum profile_part)e->part), 0);
	else if (e->part == PROFILE_ITSELF)
		form_profile(app, PROFILE_ITSELF, 0, e->index);
	else
		form_profile(app, (enum profile_part)e->part, e->index, 0);
}

static void
draw_field(const struct app *app, struct sheet *s, unsigned field)
{
	const struct profile_field *f =
		&profile_rows[PROFILE_ITSELF].fields[field];
	const char *value = profile_value(own(app), PROFILE_ITSELF, 0, field);

	sheet_mark(s, 1);
	sheet_hang(s, 3, "", LOOK_NORMAL, tr(f->label),
		   value != NULL ? profile_said(f, value) : tr("TO FILL IN"));
}

/* The number to call, or how long it may take, stands at the right. */
static void
draw_one(const struct app *app, struct sheet *s, const struct entry *e)
{
	const struct organisation *o = own(app);
	enum profile_part part = (enum profile_part)e->part;
	const struct profile_row *row = &profile_rows[part];
	const char *right = NULL;

	for (unsigned i = 0; i < profile_fields(part); i++)
		if (strcmp(row->fields[i].key, "phone") == 0 ||
		    strcmp(row->fields[i].key, "maximum-outage") == 0 ||
		    strcmp(row->fields[i].key, "within") == 0) {
			right = profile_value(o, part, e->index, i);
			right = right != NULL ? right : tr("TO FILL IN");
		}
	sheet_mark(s, 1);
	sheet_hang(s, 3, "", LOOK_NORMAL, profile_name(o, part, e->index),
		   right);
}

void
profile_draw(const struct app *app, struct page *page)
{
	const struct front_profile *p = app->front->profile;
	const struct entries *es = &page->entries;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	if (p != NULL)
		sheet_text(&s, 1, LOOK_NORMAL,
			   say_fill(&page->grid->scratch,
				    p->organisation != NULL
					    ? tr("In the file %1. What stands "
						 "there beside this stays.")
					    : tr("There is no file yet; the "
						 "first answer makes %1."),
				    p->path, NULL, NULL));
	if (p != NULL && p->why != NULL) {
		sheet_gap(&s);
		sheet_text(&s, 1, LOOK_CAUTION, p->why);
	}
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, -1);
		if (i == 0 || e->part != es->list[i - 1].part) {
			sheet_gap(&s);
			sheet_text(&s, 1, LOOK_BOLD,
				   tr(profile_rows[e->part].title));
		}
		sheet_entry(&s, (int)i);
		if (e->kind == ENTRY_NEW_PROFILE && e->id != NULL) {
			sheet_mark(&s, 1);
			sheet_hang(&s, 3, "", LOOK_NORMAL, e->text,
				   tr("TO FILL IN"));
		} else if (e->kind == ENTRY_NEW_PROFILE) {
			sheet_mark(&s, 1);
			sheet_text(&s, 3, LOOK_NORMAL,
				   tr(profile_rows[e->part].more));
		} else if (e->part == PROFILE_ITSELF) {
			draw_field(app, &s, e->index);
		} else {
			draw_one(app, &s, e);
		}
	}
	sheet_draw(&s, page->body, page->focus);
}
