/* Who to call: first for this step, then the whole list. */
#include <string.h>

#include "base/tr.h"
#include "core/call_round.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/names.h"
#include "ui/views.h"

static bool
has(const struct entries *es, const char *id)
{
	for (unsigned i = 0; i < es->count; i++)
		if (es->list[i].kind == ENTRY_CONTACT &&
		    strcmp(es->list[i].id, id) == 0)
			return true;
	return false;
}

static void
add(const struct app *app, struct entries *es, const char *id)
{
	struct contact c = {.id = NULL};

	if (id == NULL || has(es, id) ||
	    !library_contact(app->front->library, id, &c))
		return;
	entries_add(es,
		    (struct entry){.kind = ENTRY_CONTACT,
				   .key = id,
				   .text = name_of_contact(app, id, es->arena),
				   .id = id});
}

/* The n-th of the step on the screen, ours first; NULL: no more. */
static const char *
step_contact(const struct app *app, unsigned n, bool *ours)
{
	const struct status_step *now = step_shown(app);

	return now != NULL ? library_step_contact(app->front->library, now->ref,
						  n, ours)
			   : NULL;
}

static bool
is_ours(const struct app *app, const char *id)
{
	const char *at;
	bool ours;

	for (unsigned i = 0; (at = step_contact(app, i, &ours)) != NULL; i++)
		if (strcmp(at, id) == 0)
			return ours;
	return false;
}

/* Entries of the step among all, behind the first `from`. */
static unsigned
count_of_step(const struct app *app, const struct entries *es, unsigned from)
{
	unsigned count = from;
	const char *id;
	bool ours;

	for (unsigned i = 0; (id = step_contact(app, i, &ours)) != NULL; i++)
		if (count < es->count && strcmp(es->list[count].id, id) == 0)
			count++;
	return count;
}

static void
add_organisation(const struct app *app, struct entries *es,
		 const struct organisation *o)
{
	for (unsigned i = 0; i < o->person_count; i++)
		add(app, es, o->people[i].id);
	for (unsigned i = 0; i < o->supplier_count; i++)
		add(app, es, o->suppliers[i].id);
	for (unsigned i = 0; i < o->contact_count; i++)
		add(app, es, o->contacts[i].id);
}

void
contacts_entries(const struct app *app, struct entries *es)
{
	const struct library *lib = app->front->library;
	const char *id;
	bool ours;

	if (lib == NULL)
		return;
	sums_entries(app, es);
	es->start = es->count;
	for (unsigned i = 0; (id = step_contact(app, i, &ours)) != NULL; i++)
		add(app, es, id);
	if (lib->organisation != NULL)
		add_organisation(app, es, lib->organisation);
	for (unsigned i = 0; i < lib->directory_count; i++)
		for (unsigned n = 0;
		     n < lib->directories[i]->organisation_count; n++)
			add(app, es, lib->directories[i]->organisations[n].id);
	for (unsigned i = 0; (id = library_contact_open(lib, i)) != NULL; i++)
		add(app, es, id);
}

/* --- reading one */

void
contact_read(struct app *app, const char *id)
{
	struct arena *a = &app->scratch;
	struct contact c = {.id = NULL};
	const char *all = "";

	if (!library_contact(app->front->library, id, &c))
		return;
	reader_add(a, &all, tr("Phone"),
		   c.phone != NULL && c.phone[0] != '\0' ? c.phone
							 : tr("TO FILL IN"));
	reader_add(a, &all, tr("Hours"), c.hours);
	reader_add(a, &all, tr("E-mail"), c.email);
	reader_add(a, &all, tr("Website"), c.website);
	/* The function of a person without a name is the title already. */
	if (c.offers != NULL &&
	    strcmp(c.offers, name_of_contact(app, id, a)) != 0)
		reader_add(a, &all, tr("Helps with"), c.offers);
	reader_add(a, &all, tr("When"), c.when);
	reader_add(a, &all, tr("For"), c.scope);
	reader_add(a, &all, tr("Checked"), c.checked);
	reader_add(a, &all, tr("Note"), c.note);
	app_read(app, name_of_contact(app, id, a), all);
}

/* Nobody is reached by it: Enter asks how, as in the gap of a text. */
static bool
is_to_fill_in(const struct app *app, const char *id)
{
	struct contact c = {.id = NULL};

	return library_contact(app->front->library, id, &c) &&
	       contact_is_empty(&c);
}

void
contacts_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out)
{
	if (e == NULL)
		return;
	if (e->kind == ENTRY_REGISTERS)
		sums_act(app, verb, e);
	else if (verb == VERB_OPEN && !app->front->board &&
		 is_to_fill_in(app, e->id))
		profile_open_contact(app, e->id, out);
	else if (verb == VERB_OPEN || verb == VERB_WHY)
		contact_read(app, e->id);
	else if (verb == VERB_TICK && app->front->incident == NULL)
		app_say(app, tr("Calls are logged in an open incident."));
	else if (verb == VERB_TICK)
		form_call(app, e->id);
}

/* --- drawing */

/* "called 03:36 ref 26-0714", the last time; NULL: never. */
static const char *
last_call(const struct app *app, const char *id, struct arena *a)
{
	const struct incident *in = app->front->incident;
	const struct record *r = in != NULL ? call_last(in, id) : NULL;
	const char *what;

	if (r == NULL)
		return NULL;
	what = r->more->outcome == NULL                     ? ""
	       : strcmp(r->more->outcome, "reached") == 0   ? tr("called")
	       : strcmp(r->more->outcome, "voicemail") == 0 ? tr("voicemail")
							    : tr("no answer");
	what = arena_printf(a, "%s %s", what,
			    say_clock(record_happened(r), app->front->zone, a));
	return r->more->ref == NULL
		       ? what
		       : arena_printf(a, "%s  %s", what, r->more->ref);
}

static void
draw_contact(const struct app *app, struct sheet *s, const char *id)
{
	struct arena *a = &s->grid->scratch;
	struct contact c = {.id = NULL};
	const char *phone, *call = last_call(app, id, a);

	if (!library_contact(app->front->library, id, &c))
		return;
	phone = c.phone != NULL && c.phone[0] != '\0'   ? c.phone
		: c.email != NULL && c.email[0] != '\0' ? c.email
							: tr("TO FILL IN");
	sheet_mark(s, 1);
	sheet_hang(s, 3, "", LOOK_NORMAL,
		   say_ours(name_of_contact(app, id, a), is_ours(app, id), a),
		   phone);
	if (call != NULL)
		sheet_text(s, 5, LOOK_BOLD, call);
}

void
contacts_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	unsigned sums = 0, here;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	sums_draw(app, &s, es);
	while (sums < es->count && es->list[sums].kind == ENTRY_REGISTERS)
		sums++;
	here = count_of_step(app, es, sums);
	for (unsigned i = sums; i < es->count; i++) {
		sheet_entry(&s, -1);
		if (i == sums && i > 0)
			sheet_gap(&s);
		if (i == sums && here > sums)
			sheet_text(&s, 1, LOOK_BOLD,
				   tr("CONTACTS for this step"));
		if (i == here) {
			if (i > sums)
				sheet_gap(&s);
			sheet_text(&s, 1, LOOK_BOLD, tr("ALL CONTACTS"));
		}
		sheet_entry(&s, (int)i);
		draw_contact(app, &s, es->list[i].id);
	}
	if (es->count == sums)
		sheet_text(&s, 1, LOOK_NORMAL, tr("There are no contacts."));
	sheet_draw(&s, page->body, page->focus);
}
