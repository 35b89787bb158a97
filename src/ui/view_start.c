/* The start screen: go on, begin, look something up. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

enum start_line {
	START_NEW,
	START_EXERCISE,
	START_ASSESS,
	START_PROFILE,
	START_CONTACTS,
	START_PLAYBOOKS,
	START_OLDER,
	START_LANGUAGE,
	START_LEAVE,
	START_LINES
};

static const struct {
	const char *label, *about;
} lines[START_LINES] = {
	[START_NEW] = {N_("New incident"), N_("something is wrong right now")},
	[START_EXERCISE] = {N_("Exercise"),
			    N_("practise; nothing in it counts as real")},
	[START_ASSESS] = {N_("Assessments and quizzes"),
			  N_("how ready are we?")},
	[START_PROFILE] = {N_("Our organisation"),
			   N_("name, numbers, contacts, own deadlines")},
	[START_CONTACTS] = {N_("Contacts"), N_("who helps, with numbers")},
	[START_PLAYBOOKS] = {N_("Playbooks"), N_("what this program knows")},
	[START_OLDER] = {N_("Older incidents"), N_("closed ones, to read")},
	[START_LANGUAGE] = {N_("Nederlands / English"),
			    N_("the language of the screen")},
	[START_LEAVE] = {N_("Leave"), NULL},
};

static bool
is_open(const struct front_place *p)
{
	return p->read && p->open;
}

/* Exercises and runs of assessments stand on screens of their own. */
static bool
is_listed(const struct front_place *p, bool open)
{
	return is_open(p) == open &&
	       (p->mode == NULL || strcmp(p->mode, "live") == 0);
}

/* A line for an incident or a run of front->places. */
static void
add_place(struct entries *es, const struct front *f, unsigned index)
{
	const struct front_place *p = &f->places[index];

	entries_add(es, (struct entry){.kind = ENTRY_PLACE,
				       .key = p->path,
				       .text = p->title,
				       .id = p->path,
				       .index = index});
}

bool
start_is_run(const struct front_place *p, const char *mode, bool open)
{
	return is_open(p) == open && p->mode != NULL &&
	       strcmp(p->mode, mode) == 0;
}

void
start_add_runs(struct entries *es, const struct front *f, const char *mode,
	       bool open)
{
	for (size_t i = 0; i < f->place_count; i++)
		if (start_is_run(&f->places[i], mode, open))
			add_place(es, f, (unsigned)i);
}

static void
add_places(const struct app *app, struct entries *es, bool open)
{
	const struct front *f = app->front;

	for (size_t i = 0; i < f->place_count; i++)
		if (is_listed(&f->places[i], open))
			add_place(es, f, (unsigned)i);
}

static unsigned
closed_count(const struct front *f)
{
	unsigned count = 0;

	for (size_t i = 0; i < f->place_count; i++)
		count += is_listed(&f->places[i], false);
	return count;
}

void
start_entries(const struct app *app, struct entries *es)
{
	add_places(app, es, true);
	for (unsigned i = 0; i < START_LINES; i++) {
		if (i == START_OLDER && closed_count(app->front) == 0)
			continue;
		entries_add(es, (struct entry){.kind = ENTRY_COMMAND,
					       .key = lines[i].label,
					       .text = tr(lines[i].label),
					       .index = i});
		if (i == START_OLDER && app->older)
			add_places(app, es, false);
	}
}

void
start_new(struct app *app, struct effects *out)
{
	const struct front *f = app->front;
	struct effect *e = effects_add(out, EFFECT_START);

	for (size_t i = 0; i < f->playbook_count; i++)
		if (f->playbooks[i].kind == FILE_TRIAGE)
			e->text = f->playbooks[i].id;
	app->waits = true;
}

/* Who still has "New incident" in hand must not begin a second one. */
void
start_listed(struct app *app)
{
	const struct front *f = app->front;
	struct list *list = &app->lists[VIEW_START];
	bool open = false;

	for (size_t i = 0; i < f->place_count; i++)
		open |= is_listed(&f->places[i], true);
	if (!open || (list->key[0] != '\0' &&
		      strcmp(list->key, lines[START_NEW].label) != 0))
		return;
	list_forget(list);
	app_say(app, tr("An incident is open: Enter takes part in it."));
}

static void
read_playbooks(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	const char *text = "";

	for (size_t i = 0; i < f->playbook_count; i++)
		text = arena_printf(a, "%s%s  (%s, %s)\n%s\n\n", text,
				    f->playbooks[i].title, f->playbooks[i].id,
				    f->playbooks[i].version,
				    f->playbooks[i].summary != NULL
					    ? f->playbooks[i].summary
					    : "");
	app_read(app, tr("PLAYBOOKS"), text);
}

static void
choose_line(struct app *app, unsigned line, struct effects *out)
{
	const char *language = app->front->language;

	switch (line) {
	case START_NEW:
		start_new(app, out);
		break;
	case START_EXERCISE:
		effects_add(out, EFFECT_SCENARIOS);
		app_open_view(app, VIEW_SCENARIOS);
		break;
	case START_ASSESS:
		app_open_view(app, VIEW_ASSESS);
		break;
	case START_PROFILE:
		profile_open(app, out);
		break;
	case START_CONTACTS:
		effects_add(out, EFFECT_LIBRARY);
		app_open_view(app, VIEW_CONTACTS);
		break;
	case START_PLAYBOOKS:
		read_playbooks(app);
		break;
	case START_OLDER:
		app->older = !app->older;
		break;
	case START_LANGUAGE:
		effects_add(out, EFFECT_LANGUAGE)->text =
			language != NULL && strcmp(language, "nl") == 0 ? "en"
									: "nl";
		break;
	default:
		ask_leave(app);
		break;
	}
}

void
start_act(struct app *app, enum verb verb, const struct entry *e,
	  struct effects *out)
{
	if (verb != VERB_OPEN || e == NULL)
		return;
	if (e->kind == ENTRY_PLACE) {
		effects_add(out, EFFECT_OPEN)->text = e->id;
		app->waits = true;
	} else {
		choose_line(app, e->index, out);
	}
}

/* --- drawing */

static void
add_detail(struct sheet *s, int column, const char *label, const char *text)
{
	if (text != NULL)
		sheet_hang(s, column, label, LOOK_NORMAL, text, NULL);
}

/* Where somebody was. */
static void
add_last(const struct app *app, struct sheet *s, const struct front_place *p)
{
	const struct front *f = app->front;
	struct arena *a = &s->grid->scratch;
	const char *last = NULL;

	/* In a small window what is due stands below it, and must be seen. */
	if (p->last_text != NULL)
		last = arena_printf(
			a, "%s %s (%s)", say_clock(p->last_time, f->zone, a),
			app_is_narrow(app) ? text_cut(a, p->last_text, 30)
					   : p->last_text,
			say_ago(f->now - p->last_time, a));
	add_detail(s, 5, tr("Last step: "), p->you_were);
	add_detail(s, 5, tr("Last entry: "), last);
}

/* What may not wait until it is opened.  "…" keeps the place of a line. */
static void
add_pressing(struct sheet *s, const struct front_place *p)
{
	struct arena *a = &s->grid->scratch;
	const char *count = arena_printf(a, "%zu", p->entries);

	if (p->unsaved != NULL)
		sheet_hang(s, 5, tr("Typed, not saved: "), LOOK_BOLD,
			   p->unsaved, NULL);
	add_detail(s, 5, tr("Next deadline: "),
		   !p->looked                 ? "..."
		   : p->next_deadline != NULL ? p->next_deadline
					      : tr("none is running"));
	if (p->trouble != NULL)
		sheet_hang(s, 5, tr("Log: "), LOOK_CAUTION,
			   say_fill(a, tr("needs attention (%1 entries). %2"),
				    count, p->trouble, NULL),
			   NULL);
	else
		add_detail(
			s, 5, tr("Log: "),
			say_fill(a, tr("%1 entries, OK"), count, NULL, NULL));
}

static void
draw_place(const struct app *app, struct sheet *s, const struct front_place *p,
	   bool focused)
{
	struct arena *a = &s->grid->scratch;
	const char *lead = is_open(p) ? tr("Resume ") : tr("Open ");
	const char *name =
		p->words != NULL ? arena_printf(a, "%s  %s", p->title, p->words)
				 : p->title;

	sheet_mark(s, 1);
	sheet_hang(s, 3, lead, LOOK_BOLD, name,
		   say_day_clock(p->started, app->front->zone, a));
	if (!p->read)
		return;
	if (focused)
		add_last(app, s, p);
	if (is_open(p) && (p->mode == NULL || strcmp(p->mode, "live") == 0))
		add_pressing(s, p);
}

static void
draw_command(const struct app *app, struct sheet *s, unsigned line)
{
	const struct front *f = app->front;
	struct arena *a = &s->grid->scratch;
	const char *about = lines[line].about;
	int column = 27;

	if (line == START_OLDER)
		about = arena_printf(
			a, tr_n("%u more", "%u more", (long)closed_count(f)),
			closed_count(f));
	else if (line == START_EXERCISE && scenarios_running(f) > 0)
		about = arena_printf(a,
				     tr_n("%u runs now: take part in it",
					  "%u run now: take part in one",
					  (long)scenarios_running(f)),
				     scenarios_running(f));
	else if (line == START_PLAYBOOKS)
		about = arena_printf(a,
				     tr_n("%zu playbook", "%zu playbooks",
					  (long)f->playbook_count),
				     f->playbook_count);
	else if (about != NULL)
		about = tr(about);
	sheet_mark(s, 1);
	if (app_is_narrow(app) || about == NULL) {
		sheet_hang(s, 3, "", LOOK_NORMAL, tr(lines[line].label), NULL);
		return;
	}
	sheet_row(s,
		  (struct sheet_part[]){
			  {3, column - 4, LOOK_NORMAL, tr(lines[line].label)},
			  {column, s->columns - column, LOOK_NORMAL, about}},
		  2);
}

static void
add_start_heading(struct sheet *s, const struct entries *es, unsigned i)
{
	if (i == 0) {
		if (es->list[0].kind == ENTRY_PLACE)
			sheet_text(s, 1, LOOK_BOLD,
				   tr("OPEN INCIDENT - still running"));
		else
			sheet_text(s, 1, LOOK_BOLD, tr("NO INCIDENT IS OPEN"));
		sheet_gap(s);
	} else if (es->list[i].kind == ENTRY_COMMAND &&
		   (es->list[i].index == START_NEW ||
		    es->list[i].index == START_PROFILE ||
		    es->list[i].index == START_LANGUAGE)) {
		sheet_gap(s);
	}
}

void
start_draw(const struct app *app, struct page *page)
{
	const struct front *f = app->front;
	const struct entries *es = &page->entries;
	struct arena *a = &page->grid->scratch;
	struct sheet s;

	sheet_begin(&s, page->grid, page->body.columns - 1);
	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];

		sheet_entry(&s, -1);
		if (page->body.rows > 8)
			add_start_heading(&s, es, i);
		sheet_entry(&s, (int)i);
		if (e->kind == ENTRY_PLACE)
			draw_place(app, &s, &f->places[e->index],
				   (int)i == page->focus);
		else
			draw_command(app, &s, e->index);
	}
	sheet_entry(&s, -1);
	if (f->playbook_faults > 0) {
		sheet_gap(&s);
		sheet_text(&s, 1, LOOK_CAUTION,
			   arena_printf(a,
					tr_n("%u playbook file was refused: "
					     "draaiboek check says why.",
					     "%u playbook files were refused: "
					     "draaiboek check says why.",
					     (long)f->playbook_faults),
					f->playbook_faults));
	}
	sheet_draw(&s, page->body, page->focus);
}
