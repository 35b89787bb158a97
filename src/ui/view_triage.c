/* A new incident: what to do first, what is seen, which playbook fits. */
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/draft.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

#define MATCHES_MOST 3

/* --- signs */

unsigned
sign_count(const struct library *lib)
{
	unsigned count = 0;

	for (unsigned i = 0; lib != NULL && i < lib->vocabulary_count; i++)
		count += lib->vocabularies[i]->sign_count;
	return count < APP_SIGNS_MOST ? count : APP_SIGNS_MOST;
}

const struct sign *
sign_at(const struct library *lib, unsigned index)
{
	for (unsigned i = 0; lib != NULL && i < lib->vocabulary_count; i++) {
		if (index < lib->vocabularies[i]->sign_count)
			return &lib->vocabularies[i]->signs[index];
		index -= lib->vocabularies[i]->sign_count;
	}
	return NULL;
}

void
triage_entries(const struct app *app, struct entries *es)
{
	const struct library *lib = app->front->library;
	unsigned count = sign_count(lib);

	firsts_add(app, es);
	es->start = es->count;
	for (unsigned i = 0; i < count; i++) {
		const struct sign *sign = sign_at(lib, i);

		entries_add(es, (struct entry){.kind = ENTRY_SIGN,
					       .key = arena_printf(es->arena,
								   "sign:%s",
								   sign->id),
					       .text = sign->text,
					       .id = sign->id,
					       .index = i});
	}
}

static void
score(struct app *app, struct effects *out)
{
	const struct library *lib = app->front->library;
	const char **ids =
		ARENA_ARRAY(&app->scratch, const char *, APP_SIGNS_MOST);
	struct effect *e = effects_add(out, EFFECT_SCORE);

	for (unsigned i = 0; i < sign_count(lib); i++)
		if (app->signs[i])
			ids[e->sign_count++] = sign_at(lib, i)->id;
	e->signs = ids;
}

/* They are no entry before a playbook was chosen; a kill must not lose them. */
static void
keep_signs(struct app *app, struct effects *out)
{
	const struct library *lib = app->front->library;
	const char *ids[APP_SIGNS_MOST];
	unsigned count = 0;
	struct effect *e;

	for (unsigned i = 0; i < sign_count(lib); i++)
		if (app->signs[i])
			ids[count++] = sign_at(lib, i)->id;
	e = effects_add(out, EFFECT_DRAFT);
	e->name = DRAFT_OF_SIGNS;
	e->text = draft_pack(ids, count, &app->scratch);
	e->save = true;
}

void
triage_restore(struct app *app, struct effects *out)
{
	const struct library *lib = app->front->library;
	const char *packed = draft_find(app->front, DRAFT_OF_SIGNS);
	const char *id;

	if (packed == NULL)
		return;
	for (unsigned n = 0;
	     n < APP_SIGNS_MOST &&
	     (id = draft_field(packed, n, &app->scratch)) != NULL;
	     n++)
		for (unsigned i = 0; i < sign_count(lib); i++)
			if (strcmp(sign_at(lib, i)->id, id) == 0)
				app->signs[i] = true;
	score(app, out);
}

void
triage_act(struct app *app, enum verb verb, const struct entry *e,
	   struct effects *out)
{
	if (verb == VERB_OPEN) {
		score(app, out);
		list_forget(&app->lists[VIEW_MATCH]);
		app_open_view(app, VIEW_MATCH);
	} else if (verb == VERB_TICK && e != NULL && e->kind == ENTRY_SIGN) {
		app->signs[e->index] = !app->signs[e->index];
		keep_signs(app, out);
		score(app, out);
	} else if (verb == VERB_TICK && e != NULL) {
		firsts_tick(app, e, out);
	} else if (verb == VERB_WHY) {
		app_say(app, tr("The signs choose the playbooks that fit. You "
				"can change them later."));
	}
}

/* --- the playbooks that fit, best first */

static int
points(const struct front_playbook *p)
{
	return p->score_strong * 10 + p->score_weak;
}

/* At most three, the best first; returns how many fit at all. */
static unsigned
best_matches(const struct front *f, const struct front_playbook *best[])
{
	unsigned count = 0;

	for (size_t i = 0; i < f->playbook_count; i++) {
		const struct front_playbook *p = &f->playbooks[i];
		unsigned at = count;

		if (p->kind == FILE_TRIAGE || points(p) == 0)
			continue;
		while (at > 0 && points(best[at - 1]) < points(p))
			at--;
		if (at >= MATCHES_MOST)
			continue;
		if (count < MATCHES_MOST)
			count++;
		for (unsigned n = count - 1; n > at; n--)
			best[n] = best[n - 1];
		best[at] = p;
	}
	return count;
}

static const char *
match_line(const struct app *app, struct arena *a)
{
	const struct front_playbook *best[MATCHES_MOST + 1];
	unsigned count = best_matches(app->front, best);
	int seen;

	if (count == 0)
		return tr("No match yet: tick what you see, Enter goes on.");
	seen = best[0]->score_strong + best[0]->score_weak;
	return say_fill(
		a, tr("Best match: %1 (%2). Enter goes on."), best[0]->title,
		arena_printf(a, tr_n("%d sign", "%d signs", seen), seen), NULL);
}

void
triage_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	struct sheet s;
	unsigned i = 0;
	struct box list = page->body;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	firsts_draw(&s, app, es, &i);
	sheet_gap(&s);
	sheet_text(&s, 1, LOOK_BOLD,
		   tr("What do you SEE? Tick everything that is true. You can "
		      "change it later."));
	for (; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, (int)i);
		sheet_mark(&s, 3);
		sheet_hang(&s, 5, app->signs[e->index] ? "[x] " : "[ ] ",
			   LOOK_NORMAL, e->text, NULL);
	}
	if (list.rows > 4) {
		list.rows -= 1;
		grid_text(page->grid, list.row + list.rows, 1, list.columns - 2,
			  LOOK_BOLD,
			  sheet_cut(page->grid,
				    match_line(app, &page->grid->scratch),
				    list.columns - 2));
	}
	sheet_draw(&s, list, page->focus);
}

/* --- choosing */

static void
add_playbook(const struct app *app, struct entries *es,
	     const struct front_playbook *p)
{
	entries_add(
		es,
		(struct entry){
			.kind = ENTRY_PLAYBOOK,
			.key = arena_printf(es->arena, "playbook:%s", p->id),
			.text = p->title,
			.id = p->id,
			.index = (unsigned)(p - app->front->playbooks)});
}

void
match_entries(const struct app *app, struct entries *es)
{
	const struct front *f = app->front;
	const struct front_playbook *best[MATCHES_MOST + 1];
	unsigned count = best_matches(f, best);

	for (unsigned i = 0; i < count; i++)
		add_playbook(app, es, best[i]);
	for (size_t i = 0; i < f->playbook_count; i++)
		if (f->playbooks[i].kind == FILE_TRIAGE)
			add_playbook(app, es, &f->playbooks[i]);
	for (size_t i = 0; i < f->playbook_count; i++) {
		bool shown = f->playbooks[i].kind == FILE_TRIAGE;

		for (unsigned n = 0; n < count; n++)
			shown = shown || best[n] == &f->playbooks[i];
		if (!shown)
			add_playbook(app, es, &f->playbooks[i]);
	}
}

/* "Seen: a ransom note; files do not open", NULL when nothing was ticked. */
static const char *
seen_text(struct app *app)
{
	const struct library *lib = app->front->library;
	const char *text = NULL;

	for (unsigned i = 0; i < sign_count(lib); i++) {
		const char *sign = sign_at(lib, i)->text;

		if (!app->signs[i])
			continue;
		text = text == NULL ? say_fill(&app->scratch, tr("Seen: %1"),
					       sign, NULL, NULL)
				    : arena_printf(&app->scratch, "%s; %s",
						   text, sign);
	}
	return text;
}

/* The questions that nobody needs once a playbook was chosen. */
static const char *
open_triage(const struct app *app)
{
	const struct incident *in = app->front->incident;

	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *ps =
			in->playbooks.entries[i].value;
		const struct playbook *p =
			ps != NULL && ps->open
				? library_playbook(app->front->library, ps->id)
				: NULL;

		if (p != NULL && p->head.kind == FILE_TRIAGE)
			return ps->id;
	}
	return NULL;
}

static void
choose_playbook(struct app *app, const struct front_playbook *p,
		struct effects *out)
{
	struct action note = {
		.kind = ACT_NOTE, .role = "any", .text = seen_text(app)};
	struct action open = {
		.kind = ACT_PLAYBOOK, .role = "any", .playbook = p->id};
	struct action title = {
		.kind = ACT_TITLE, .role = "any", .text = p->title};
	struct action stop = {.kind = ACT_PLAYBOOK,
			      .role = "any",
			      .stop = true,
			      .reason = tr("The signs showed the playbook")};

	const char *now = app->front->incident->title;

	if (note.text != NULL)
		app_act(app, &note, out);
	if (draft_find(app->front, DRAFT_OF_SIGNS) != NULL)
		effects_add(out, EFFECT_DRAFT)->name = DRAFT_OF_SIGNS;
	if (p->kind == FILE_TRIAGE) {
		roles_open(app);
		return;
	}
	app_act(app, &open, out);
	stop.playbook = open_triage(app);
	if (stop.playbook != NULL)
		app_act(app, &stop, out);
	if (now == NULL || now[0] == '\0')
		app_act(app, &title, out);
}

void
match_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	const struct front_playbook *p;

	if (e == NULL)
		return;
	p = &app->front->playbooks[e->index];
	if (verb == VERB_OPEN)
		choose_playbook(app, p, out);
	else if (verb == VERB_WHY)
		app_read(app, p->title, p->summary);
}

void
match_draw(const struct app *app, struct page *page)
{
	const struct entries *es = &page->entries;
	struct arena *a = &page->grid->scratch;
	struct sheet s;
	bool more = false;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	sheet_text(&s, 1, LOOK_BOLD, tr("WHICH PLAYBOOK?"));
	sheet_text(&s, 1, LOOK_NORMAL,
		   tr("Choose the worst one. You can add another later."));
	for (unsigned i = 0; i < es->count; i++) {
		const struct front_playbook *p =
			&app->front->playbooks[es->list[i].index];
		const char *signs = NULL;

		sheet_entry(&s, -1);
		if (i == 0 ||
		    (!more && (p->kind == FILE_TRIAGE || points(p) == 0)))
			sheet_gap(&s);
		more = p->kind == FILE_TRIAGE || points(p) == 0;
		if (points(p) > 0)
			signs = arena_printf(
				a,
				tr_n("%d sign", "%d signs",
				     p->score_strong + p->score_weak),
				p->score_strong + p->score_weak);
		sheet_entry(&s, (int)i);
		sheet_mark(&s, 1);
		sheet_hang(&s, 3, "", LOOK_BOLD,
			   p->kind == FILE_TRIAGE
				   ? tr("I don't know: ask me step by step")
				   : p->title,
			   signs);
		if (p->summary != NULL && ((int)i == page->focus || !more))
			sheet_text(&s, 5, LOOK_NORMAL, p->summary);
	}
	sheet_draw(&s, page->body, page->focus);
}
