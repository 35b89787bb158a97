/* The call round: the people of each role, in the order to call them. */
#include <string.h>

#include "base/tr.h"
#include "core/call_round.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_calls.h"
#include "ui/ask.h"
#include "ui/names.h"
#include "ui/views.h"

/* A person may stand in two rounds: as themselves, and as somebody's deputy. */
static void
add_person(struct entries *es, const char *role, const struct call_person *p,
	   unsigned index)
{
	const char *id = p->person->id;

	entries_add(es, (struct entry){.kind = ENTRY_CALL,
				       .key = arena_printf(es->arena, "%s/%s",
							   role, id),
				       .text = p->person->function,
				       .id = id,
				       .index = index});
}

void
calls_entries(const struct app *app, struct entries *es)
{
	const struct front *f = app->front;
	const char *role;
	bool found = false;

	sums_entries(app, es);
	for (unsigned i = 0; (role = calls_role(f, i, es->arena)) != NULL;
	     i++) {
		struct call_round round = calls_of(f, role, es->arena);

		for (unsigned k = 0; k < round.count; k++) {
			if (!found && (int)k == round.next) {
				es->start = es->count;
				found = true;
			}
			add_person(es, role, &round.people[k], k);
		}
	}
	es->start_when_lost = true;
}

/* One was logged: on to whoever is to be called now. */
void
calls_stored(struct app *app)
{
	struct arena *a = &app->scratch;
	struct entries es = {.arena = a};

	calls_entries(app, &es);
	if (es.count > 0)
		app_set_focus(app, &es, es.start);
}

void
calls_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	(void)out;
	if (e == NULL)
		return;
	if (e->kind == ENTRY_REGISTERS)
		sums_act(app, verb, e);
	else if (verb == VERB_TICK)
		form_call(app, e->id);
	else if (verb == VERB_OPEN || verb == VERB_WHY)
		contact_read(app, e->id);
}

/* --- drawing */

static const char *
phone_of(const struct person *p)
{
	return p->phone != NULL && p->phone[0] != '\0' ? p->phone
						       : tr("TO FILL IN");
}

static const char *
who(const struct app *app, const struct call_person *p, struct arena *a)
{
	const char *name = name_of_contact(app, p->person->id, a);
	const char *function = p->person->function;

	if (function == NULL || function[0] == '\0' ||
	    strcmp(function, name) == 0)
		return name;
	return say_fill(a, "%1 (%2)", function, name, NULL);
}

static void
draw_person(const struct app *app, struct sheet *s,
	    const struct call_round *round, unsigned index)
{
	const struct call_person *p = &round->people[index];
	struct arena *a = &s->grid->scratch;
	bool next = (int)index == round->next;
	int column = p->deputy_of < 0 ? 3 : 5;
	const char *state = say_call_state(p, app->front, a);

	sheet_mark(s, 1);
	sheet_hang(s, column,
		   p->reached   ? "[x] "
		   : p->covered ? "[-] "
				: "[ ] ",
		   next ? LOOK_BOLD : LOOK_NORMAL, who(app, p, a),
		   phone_of(p->person));
	if (next)
		state = say_fill(a, tr("NEXT: %1"), state, NULL, NULL);
	if (next || p->attempts > 0 || p->covered)
		sheet_text(s, column + 4, next ? LOOK_BOLD : LOOK_NORMAL,
			   state);
}

void
calls_draw(const struct app *app, struct page *page)
{
	const struct front *f = app->front;
	struct arena *a = &page->grid->scratch;
	const char *role;
	struct sheet s;
	int entry = 0;
	bool any = false;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	sums_draw(app, &s, &page->entries);
	while ((unsigned)entry < page->entries.count &&
	       page->entries.list[entry].kind == ENTRY_REGISTERS)
		entry++;
	for (unsigned i = 0; (role = calls_role(f, i, a)) != NULL; i++) {
		struct call_round round = calls_of(f, role, a);

		sheet_entry(&s, -1);
		if (entry > 0)
			sheet_gap(&s);
		any = any || round.count > 0;
		sheet_hang(&s, 1, "", LOOK_BOLD, say_role(role, f->library, a),
			   say_call_round(&round, f, a));
		for (unsigned k = 0; k < round.count; k++) {
			sheet_entry(&s, entry++);
			draw_person(app, &s, &round, k);
		}
	}
	sheet_entry(&s, -1);
	if (!any)
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("The organisation's file names nobody yet. "
			      ":organisation makes it by asking; key c has "
			      "the directory."));
	sheet_draw(&s, page->body, page->focus);
}
