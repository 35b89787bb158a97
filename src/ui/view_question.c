/* One question of an assessment or a quiz, and its answer. */
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say_assessment.h"
#include "ui/ask.h"
#include "ui/assess.h"
#include "ui/step_page.h"
#include "ui/views.h"

bool
assess_is_open(const struct app *app)
{
	const struct incident *in = app->front->incident;

	return in != NULL && in->mode != NULL &&
	       strcmp(in->mode, "assessment") == 0;
}

const struct assessment *
assess_of(const struct app *app, struct arena *a)
{
	if (app->front->incident == NULL || app->front->library == NULL)
		return NULL;
	return assessment_of(app->front->incident, app->front->library, a);
}

static bool
is_quiz(const struct assessment *as)
{
	return as->playbook->head.kind == FILE_QUIZ;
}

int
assess_shown(const struct app *app, const struct assessment *as)
{
	int open;

	for (unsigned i = 0; i < as->line_count; i++)
		if (strcmp(as->lines[i].ref->path, app->step_path) == 0)
			return (int)i;
	open = assessment_next_open(as, 0);
	if (open < 0 && as->line_count > 0)
		return 0;
	return open;
}

void
assess_show(struct app *app, const char *path)
{
	size_t len = strlen(path);

	if (len >= LIST_KEY_SIZE)
		len = 0;
	memcpy(app->step_path, path, len);
	app->step_path[len] = '\0';
	list_forget(&app->lists[VIEW_QUESTION]);
	app->how_open = false;
}

const char *
assess_line(const struct app *app, struct arena *a)
{
	const struct assessment *as = assess_of(app, a);

	if (as == NULL)
		return "";
	return say_fill(a, "%1: %2", say_progress(&as->total, a),
			as->playbook->head.title, NULL);
}

bool
assess_goes(struct app *app, enum verb verb)
{
	if (verb == VERB_QUESTIONS)
		app_open_view(app, VIEW_QUESTIONS);
	else if (verb == VERB_RESULT)
		assess_result(app);
	else if (verb == VERB_OTHER)
		form_close_incident(app);
	else
		return false;
	return true;
}

/* --- answering */

static void
go_on(struct app *app, const struct assessment *as, unsigned from)
{
	int next = assessment_next_open(as, from);

	if (next < 0)
		assess_result(app);
	else
		assess_show(app, as->lines[next].ref->path);
}

void
assess_stored(struct app *app, const struct record *r)
{
	const struct assessment *as = assess_of(app, &app->scratch);
	int at;

	if (as == NULL || r->kind != RECORD_DECIDE || r->step == NULL)
		return;
	assess_show(app, r->step);
	at = assess_shown(app, as);
	app_say(app,
		say_fill(&app->scratch, tr("Saved. %1."),
			 say_progress(&as->total, &app->scratch), NULL, NULL));
	/* A quiz says why first. */
	if (!is_quiz(as) && at >= 0)
		go_on(app, as, (unsigned)at + 1);
}

/* An answer that is changed is opened again first; both stay in the log. */
static void
answer(struct app *app, const struct assessment_line *line, unsigned index,
       struct effects *out)
{
	const struct choice *c = &line->ref->step->choices[index];
	struct action again = {.kind = ACT_REOPEN, .step = line->ref->path};
	struct action act = {
		.kind = ACT_DECIDE, .step = line->ref->path, .choice = c->id};

	if (line->chosen == c) {
		app_say(app, tr("This is your answer already."));
		return;
	}
	if (line->chosen != NULL)
		app_act(app, &again, out);
	app_act(app, &act, out);
}

static void
read_other(struct app *app, const struct assessment *as, int at, int by)
{
	at += by;
	if (at < 0)
		app_say(app, tr("This is the first question."));
	else if ((unsigned)at >= as->line_count)
		app_say(app, tr("This is the last question. r shows the "
				"result."));
	else
		assess_show(app, as->lines[at].ref->path);
}

void
question_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out)
{
	const struct assessment *as = assess_of(app, &app->scratch);
	int at = as != NULL ? assess_shown(app, as) : -1;

	if (assess_goes(app, verb) || at < 0)
		return;
	switch ((int)verb) {
	case VERB_OPEN:
		if (e != NULL && e->kind == ENTRY_CHOICE)
			answer(app, &as->lines[at], e->index, out);
		else if (e != NULL)
			go_on(app, as, (unsigned)at + 1);
		break;
	case VERB_LETTER:
		app_focus_letter(app, tr("This question has no such answer."));
		break;
	case VERB_WHY:
		app->how_open = !app->how_open;
		break;
	case VERB_READ_BACK:
		read_other(app, as, at, -1);
		break;
	case VERB_READ_ON:
		read_other(app, as, at, 1);
		break;
	default:
		break;
	}
}

/* The focus begins at the answer that stands, in a quiz behind it. */
void
question_entries(const struct app *app, struct entries *es)
{
	const struct assessment *as = assess_of(app, es->arena);
	int at = as != NULL ? assess_shown(app, as) : -1;
	const struct assessment_line *line = at >= 0 ? &as->lines[at] : NULL;

	es->start_when_lost = true;
	for (unsigned i = 0; line != NULL && i < line->ref->step->choice_count;
	     i++) {
		const struct choice *c = &line->ref->step->choices[i];

		if (c == line->chosen)
			es->start = i;
		entries_add(es, (struct entry){.kind = ENTRY_CHOICE,
					       .key = arena_printf(
						       es->arena, "%s:%s",
						       line->ref->path, c->id),
					       .text = c->label,
					       .id = c->id,
					       .index = i});
	}
	if (line == NULL || line->chosen == NULL)
		return;
	if (is_quiz(as))
		es->start = es->count;
	entries_add(es,
		    (struct entry){.kind = ENTRY_COMMAND,
				   .key = "next",
				   .text = as->total.open > 0
						   ? tr("Next question")
						   : tr("Show the result")});
}

/* --- drawing */

static void
add_head(struct sheet *s, const struct assessment *as, unsigned at)
{
	struct arena *a = &s->grid->scratch;
	const struct assessment_line *line = &as->lines[at];
	const char *place = say_fill(
		a, tr("question %1 of %2"), arena_printf(a, "%u", at + 1),
		arena_printf(a, "%u", as->line_count), NULL);

	sheet_hang(s, 1, "", LOOK_NORMAL,
		   as->sections[line->section].title[0] != '\0'
			   ? as->sections[line->section].title
			   : as->playbook->head.title,
		   place);
	sheet_hang(s, 1, arena_printf(a, "%u  ", at + 1), LOOK_BOLD,
		   line->ref->step->title, NULL);
}

static void
add_choice(struct sheet *s, const struct assessment_line *line,
	   const struct entry *e, bool focused, bool narrow)
{
	struct arena *a = &s->grid->scratch;
	const struct choice *c = &line->ref->step->choices[e->index];
	int column = narrow ? 3 : 5;

	sheet_mark(s, column - 2);
	sheet_hang(s, column,
		   arena_printf(a, "%c  ", 'A' + (int)(e->index % 26)),
		   focused ? LOOK_BOLD : LOOK_NORMAL, c->label,
		   c == line->chosen ? tr("YOUR ANSWER") : NULL);
	if (c->hint != NULL)
		sheet_text(s, column + 3, LOOK_NORMAL, c->hint);
}

/* What an answer brings: of a quiz the explanation, else what to do next. */
static void
add_outcome(struct sheet *s, const struct assessment *as,
	    const struct assessment_line *line)
{
	const struct step *step = line->ref->step;

	if (line->chosen == NULL)
		return;
	if (is_quiz(as)) {
		sheet_text(s, 1, LOOK_BOLD,
			   say_explanation(line, &s->grid->scratch));
	} else if (line->low && step->advice_if_low != NULL) {
		sheet_flow(s, 1, tr("What to do next: "), step->advice_if_low);
	}
}

/* Where room is short a quiz that was answered shows that answer alone. */
static bool
is_left_out(const struct page *page, const struct assessment *as,
	    const struct assessment_line *line, unsigned i)
{
	const struct entry *e = &page->entries.list[i];

	return page->body.rows < 14 && is_quiz(as) && line->chosen != NULL &&
	       e->kind == ENTRY_CHOICE && (int)i != page->focus &&
	       line->chosen != &line->ref->step->choices[e->index];
}

static void
add_entries(struct sheet *s, const struct page *page,
	    const struct assessment *as, const struct assessment_line *line)
{
	const struct entries *es = &page->entries;

	for (unsigned i = 0; i < es->count; i++) {
		const struct entry *e = &es->list[i];
		bool focused = (int)i == page->focus;

		if (is_left_out(page, as, line, i))
			continue;
		sheet_entry(s, (int)i);
		if (e->kind == ENTRY_CHOICE) {
			add_choice(s, line, e, focused, page->narrow);
			continue;
		}
		add_outcome(s, as, line);
		sheet_mark(s, page->narrow ? 1 : 3);
		sheet_hang(s, page->narrow ? 3 : 5, "-> ",
			   focused ? LOOK_BOLD : LOOK_NORMAL, e->text, NULL);
	}
	sheet_entry(s, -1);
}

static void
lay_out(const struct page *page, struct sheet *s, const struct assessment *as,
	unsigned at, bool how)
{
	const struct assessment_line *line = &as->lines[at];
	const struct step *step = line->ref->step;

	sheet_begin(s, page->grid, page->body.columns - 1);
	add_head(s, as, at);
	if (step->why != NULL && (how || !page->narrow))
		sheet_flow(s, 1, tr("Why: "), step->why);
	if (how && step->how != NULL)
		sheet_flow(s, 1, tr("How to see it: "), step->how);
	if (!page->narrow)
		sheet_gap(s);
	sheet_text(s, 1, LOOK_BOLD, step->question);
	add_entries(s, page, as, line);
}

void
question_draw(const struct app *app, struct page *page)
{
	struct arena *a = &page->grid->scratch;
	const struct assessment *as = assess_of(app, a);
	int at = as != NULL ? assess_shown(app, as) : -1;
	struct sheet s;

	if (at < 0) {
		sheet_begin(&s, page->grid, page->body.columns - 1);
		sheet_text(&s, 1, LOOK_NORMAL,
			   tr("The questions have not arrived here yet."));
		sheet_draw(&s, page->body, -1);
		return;
	}
	/* How to see it stands there where it fits, or was asked for. */
	lay_out(page, &s, as, (unsigned)at, true);
	if ((int)s.count > page->body.rows && !app->how_open)
		lay_out(page, &s, as, (unsigned)at, false);
	sheet_draw(&s, page->body, page->focus);
}
