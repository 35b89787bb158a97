/* An assessment or a quiz: question by question, and what it adds up to. */
#include <string.h>

#include "front/say_assessment.h"
#include "plain/parts.h"

bool
scored_is_open(const struct plain *p)
{
	const struct incident *in = p->front->incident;

	return in && in->mode && strcmp(in->mode, "assessment") == 0;
}

static const struct assessment *
result_of(struct plain *p)
{
	return assessment_of(p->front->incident, p->front->library,
			     &p->scratch);
}

static bool
is_quiz(const struct assessment *as)
{
	return as->playbook->head.kind == FILE_QUIZ;
}

static int
shown(const struct plain *p, const struct assessment *as)
{
	int open;

	for (unsigned i = 0; i < as->line_count; i++)
		if (strcmp(as->lines[i].ref->path, buf_text(&p->question)) == 0)
			return (int)i;
	open = assessment_next_open(as, 0);
	return open < 0 && as->line_count ? 0 : open;
}

static void
go_to(struct plain *p, const struct assessment *as, int at)
{
	buf_clear(&p->question);
	if (at >= 0)
		buf_adds(&p->question, as->lines[at].ref->path);
	p->anew = true;
}

static void
tell_result(struct plain *p, const struct assessment *as, struct buf *out)
{
	const char *text =
		say_result(as, p->front->earlier, p->front->zone, &p->scratch);

	while (*text) {
		size_t len = strcspn(text, "\n");

		talk(p, out, "%1", arena_strndup(&p->scratch, text, len), NULL,
		     NULL);
		text += len + (text[len] == '\n');
	}
}

void
scored_result(struct plain *p, const char *argument, struct buf *out)
{
	const struct assessment *as = result_of(p);

	(void)argument;
	if (as)
		tell_result(p, as, out);
	else
		talk(p, out,
		     tr("This is an incident; assessments and quizzes have a "
			"result."),
		     NULL, NULL, NULL);
}

/* --- the question */

static void
tell_choices(struct plain *p, const struct assessment_line *line,
	     struct buf *out)
{
	const struct step *s = line->ref->step;

	for (unsigned i = 0; i < s->choice_count; i++) {
		const char letter[] = {(char)('A' + (int)i), '\0'};

		talk(p, out,
		     line->chosen == &s->choices[i] ? tr("%1. %2: your answer")
						    : tr("%1. %2"),
		     letter, talk_text(p, s->choices[i].label), NULL);
	}
}

void
scored_tell(struct plain *p, struct buf *out)
{
	const struct assessment *as = result_of(p);
	int at = as ? shown(p, as) : -1;
	const struct assessment_line *line;

	if (at < 0) {
		talk(p, out, tr("The questions have not arrived here yet."),
		     NULL, NULL, NULL);
		return;
	}
	line = &as->lines[at];
	talk(p, out, tr("Question %1 of %2. %3."),
	     talk_number(p, (unsigned)at + 1), talk_number(p, as->line_count),
	     talk_text(p, line->ref->step->title));
	if (at == 0 || as->lines[at - 1].section != line->section)
		talk(p, out, tr("Section: %1."),
		     as->sections[line->section].title, NULL, NULL);
	talk_prose(p, out, tr("Why: %1"), line->ref->step->why);
	talk_prose(p, out, "%1", line->ref->step->question);
	tell_choices(p, line, out);
}

void
scored_prompt(struct plain *p, struct buf *out)
{
	const struct assessment *as = result_of(p);
	int at = as ? shown(p, as) : -1;
	const char last[] = {
		(char)('A' - 1 +
		       (at < 0 ? 1
			       : (int)as->lines[at].ref->step->choice_count)),
		'\0'};

	talk_on(p, out,
		tr("Question %1, choose A to %2. (letter, number, next, <, "
		   "how, questions, result, ?) [no answer]: "),
		talk_number(p, (unsigned)at + 1), last, NULL);
}

/* --- answering */

static void
answer(struct plain *p, const struct assessment_line *line, unsigned index,
       struct buf *out)
{
	const struct step *s = line->ref->step;
	struct action decide = {.kind = ACT_DECIDE};
	struct action *act = &p->filling.act;

	if (line->chosen == &s->choices[index]) {
		talk(p, out, tr("This is your answer already."), NULL, NULL,
		     NULL);
		return;
	}
	if (!form_may_write(p, out))
		return;
	arena_reset(&p->kept);
	p->filling = (struct plain_form){.form = FORM_NONE};
	decide.step = form_keep(p, line->ref->path);
	decide.choice = form_keep(p, s->choices[index].id);
	*act = decide;
	p->queue_count = p->queue_next = 0;
	/* It is opened again first; both stay in the log. */
	if (line->chosen) {
		*act = (struct action){.kind = ACT_REOPEN, .step = decide.step};
		p->queue[p->queue_count++] = decide;
	}
	form_submit(p);
}

void
scored_stored(struct plain *p, const struct record *r, struct buf *out)
{
	const struct assessment *as = result_of(p);
	int at = -1, next;

	if (!as || !r || r->kind != RECORD_DECIDE || !r->step)
		return;
	for (unsigned i = 0; i < as->line_count; i++)
		if (strcmp(as->lines[i].ref->path, r->step) == 0)
			at = (int)i;
	if (at < 0)
		return;
	if (is_quiz(as))
		talk(p, out, "%1", say_explanation(&as->lines[at], &p->scratch),
		     NULL, NULL);
	next = assessment_next_open(as, (unsigned)at + 1);
	if (next < 0)
		tell_result(p, as, out);
	else
		talk(p, out, "%1.", say_progress(&as->total, &p->scratch), NULL,
		     NULL);
	go_to(p, as, next < 0 ? at : next);
}

static void
tell_questions(struct plain *p, const struct assessment *as, struct buf *out)
{
	unsigned section = as->section_count;

	for (unsigned i = 0; i < as->line_count; i++) {
		const struct assessment_line *l = &as->lines[i];

		if (l->section != section) {
			section = l->section;
			talk(p, out, tr("Section: %1."),
			     as->sections[section].title, NULL, NULL);
		}
		talk(p, out, tr("%1. %2: %3"), talk_number(p, i + 1),
		     talk_text(p, l->ref->step->title),
		     l->chosen ? talk_text(p, l->chosen->label) : tr("open"));
	}
}

static void
tell_how(struct plain *p, const struct assessment_line *line, struct buf *out)
{
	const struct step *s = line->ref->step;

	talk_prose(p, out, tr("Why: %1"), s->why);
	talk_prose(p, out, tr("How to see it: %1"), s->how);
	if (!s->why && !s->how)
		talk(p, out, tr("There is no more about this question."), NULL,
		     NULL, NULL);
}

/* The words that mean something here only. */
static bool
goes(struct plain *p, const struct assessment *as, int at, const char *line,
     struct buf *out)
{
	unsigned n = talk_choice(line, as->line_count);

	if (n) {
		go_to(p, as, (int)n - 1);
	} else if (!*line) {
		p->anew = true;
	} else if (strcmp(line, "<") == 0) {
		go_to(p, as, at > 0 ? at - 1 : 0);
	} else if (words_is(p, line, "next")) {
		go_to(p, as, at + 1 < (int)as->line_count ? at + 1 : at);
	} else if (words_is(p, line, "how") || talk_same(p, line, "i")) {
		tell_how(p, &as->lines[at], out);
	} else if (talk_same(p, line, "r")) {
		tell_result(p, as, out);
	} else if (words_is(p, line, "questions") || words_is(p, line, "map") ||
		   talk_same(p, line, "v")) {
		tell_questions(p, as, out);
	} else {
		return false;
	}
	return true;
}

void
scored_answer(struct plain *p, const char *line, struct buf *out)
{
	const struct assessment *as = result_of(p);
	int at = as ? shown(p, as) : -1;
	char letter = (char)(line[0] & ~0x20);

	if (at >= 0 && line[0] && !line[1] && letter >= 'A' &&
	    letter < 'A' + (int)as->lines[at].ref->step->choice_count) {
		answer(p, &as->lines[at], (unsigned)(letter - 'A'), out);
		return;
	}
	if ((at >= 0 && goes(p, as, at, line, out)) || words_use(p, line, out))
		return;
	talk_unknown(p, line, out);
}

/* --- which one: runs and new ones, in one list */

static bool
is_run(const struct front_place *place)
{
	return place->mode && strcmp(place->mode, "assessment") == 0;
}

static void
assessments_head(struct plain *p, struct buf *out)
{
	talk(p, out, tr("Assessments and quizzes."), NULL, NULL, NULL);
}

/* Runs have the index of their place, new ones stand behind all places. */
static void
assessments_fill(struct plain *p)
{
	const struct front *f = p->front;
	unsigned places = (unsigned)f->place_count;

	for (unsigned i = 0; i < places; i++)
		if (is_run(&f->places[i]) && f->places[i].open &&
		    view_wants(p, menu_place_title(p, &f->places[i])))
			view_add(p, i);
	for (unsigned i = 0; i < f->assessment_count; i++)
		if (view_wants(p, f->assessments[i].title))
			view_add(p, places + i);
	for (unsigned i = 0; i < places; i++)
		if (is_run(&f->places[i]) && !f->places[i].open &&
		    view_wants(p, menu_place_title(p, &f->places[i])))
			view_add(p, i);
}

static void
assessments_row(struct plain *p, const char *number, unsigned i,
		struct buf *out)
{
	const struct front *f = p->front;
	const struct front_place *place =
		i < f->place_count ? &f->places[i] : NULL;

	if (!place)
		talk(p, out, tr("%1. %2: %3"), number,
		     f->assessments[i - f->place_count].title,
		     talk_text(p, f->assessments[i - f->place_count].summary));
	else if (place->open)
		talk(p, out, tr("%1. Go on with: %2, started %3."), number,
		     menu_place_title(p, place), talk_day(p, place->started));
	else
		talk(p, out, tr("%1. To read: %2, started %3."), number,
		     menu_place_title(p, place), talk_day(p, place->started));
}

static void
assessments_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct front *f = p->front;

	if (i < f->place_count) {
		menu_open_place(p, &f->places[i], out);
		return;
	}
	question_effect(
		p,
		(struct effect){.kind = EFFECT_START,
				.text = f->assessments[i - f->place_count].id});
}

const struct view_row view_row_assessments = {
	.prompt = N_("Assessments and quizzes, which one? (number, more, "
		     "find, < to go back) [no answer]"),
	.head = assessments_head,
	.fill = assessments_fill,
	.row = assessments_row,
	.pick = assessments_pick,
};
