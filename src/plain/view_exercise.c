/* An exercise: the scenarios there are; for who leads one, what comes when. */
#include "plain/parts.h"

#include <string.h>

#include "core/exercise.h"
#include "front/say_debrief.h"
#include "front/say_exercise.h"
#include "front/say_lead.h"

/* --- the scenarios, and exercises that run */

#define RUN_BIT (1u << 24)

static void
scenarios_head(struct plain *p, struct buf *out)
{
	(void)p;
	talk(p, out, tr("Exercises: nothing in them is real."), NULL, NULL,
	     NULL);
}

static void
scenarios_fill(struct plain *p)
{
	const struct front *f = p->front;

	for (unsigned i = 0; i < f->place_count; i++)
		if (f->places[i].open && f->places[i].mode &&
		    strcmp(f->places[i].mode, "exercise") == 0)
			view_add(p, i | RUN_BIT);
	for (unsigned i = 0; i < f->scenario_count; i++)
		if (view_wants(p, f->scenarios[i].title))
			view_add(p, i);
}

static void
scenarios_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct front_scenario *x;

	if (i & RUN_BIT) {
		talk(p, out, tr("%1. Take part in the one that runs: %2."),
		     number,
		     menu_place_title(p, &p->front->places[i & ~RUN_BIT]),
		     NULL);
		return;
	}
	x = &p->front->scenarios[i];
	talk(p, out, tr("%1. %2, %3."), number, x->title,
	     say_fill(&p->scratch, tr("%1, %2"), say_style(x->style),
		      x->duration ? x->duration : "", NULL));
}

static void
scenarios_pick(struct plain *p, unsigned i, struct buf *out)
{
	if (i & RUN_BIT) {
		menu_open_place(p, &p->front->places[i & ~RUN_BIT], out);
		return;
	}
	p->scenario = i;
	question_push(p, QUESTION_SCENARIO);
}

const struct view_row view_row_scenarios = {
	.prompt = N_("Exercise, which one? (number, more, find, language, < to "
		     "go back) [no answer]"),
	.head = scenarios_head,
	.fill = scenarios_fill,
	.row = scenarios_row,
	.pick = scenarios_pick,
};

void
scenario_tell(struct plain *p, struct buf *out)
{
	const struct front_scenario *x = &p->front->scenarios[p->scenario];

	talk(p, out, "%1", x->title, NULL, NULL);
	talk_prose(p, out, tr("For: %1"), x->summary);
	talk(p, out,
	     tr("1. Alone, or without a leader: its clock sends what comes."),
	     NULL, NULL, NULL);
	talk(p, out, tr("2. I lead it for others: the clock waits for me."),
	     NULL, NULL, NULL);
}

void
scenario_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		tr("Begin it, choose 1 or 2. (number, < to go back) "
		   "[no answer]: "),
		NULL, NULL, NULL);
}

void
scenario_answer(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = talk_choice(line, 2);

	if (strcmp(line, "<") == 0) {
		question_pop(p);
	} else if (n) {
		question_effect(
			p, (struct effect){
				   .kind = EFFECT_EXERCISE,
				   .text = arena_strdup(
					   &p->scratch,
					   p->front->scenarios[p->scenario].id),
				   .leads = n == 2});
	} else if (!*line) {
		p->anew = true;
	} else if (!words_use(p, line, out)) {
		talk_unknown(p, line, out);
	}
}

/* --- what comes when, for who leads */

static void
tell_players(struct plain *p, struct buf *out)
{
	const struct status *st = p->front->status;

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];
		const char *last = say_last_of(p->front, r->role, &p->scratch);

		if (strcmp(r->role, "any") != 0)
			talk(p, out, tr("%1 is at: %2. Last: %3"),
			     talk_role(p, r->role),
			     say_place_of(r, &p->scratch),
			     last ? last : tr("nothing yet"));
	}
}

static void
injects_head(struct plain *p, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const char *apart = say_clocks_apart(run, &p->scratch);

	talk(p, out, tr("What comes when; not for the players. %1."),
	     say_exercise_clock(run, p->front->wall, &p->scratch), NULL, NULL);
	if (lead_is_over_time(run))
		talk(p, out, tr("Its time is over: type end-exercise."), NULL,
		     NULL, NULL);
	else if (!run->led && run->running)
		talk(p, out,
		     tr("Its clock sends by itself; type join to lead."), NULL,
		     NULL, NULL);
	if (apart)
		talk(p, out, "%1", apart, NULL, NULL);
	tell_players(p, out);
}

static void
injects_fill(struct plain *p)
{
	const struct exercise_run *run = p->front->exercise;

	for (unsigned i = 0; run && i < run->inject_count; i++)
		if (view_wants(p, run->injects[i].title))
			view_add(p, i);
}

static void
injects_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const struct exercise_inject *x = &run->injects[i];

	talk(p, out, "%1. %2, %3", number,
	     arena_printf(&p->scratch, "%s %s", say_inject_when(x, &p->scratch),
			  say_inject_stand(run, x, &p->scratch)),
	     arena_printf(&p->scratch, "%s, %s: %s",
			  say_receivers(x, p->front->library, &p->scratch),
			  say_channel(x->channel), x->title));
}

static const struct exercise_inject *
inject_here(const struct plain *p)
{
	const struct exercise_run *run = p->front->exercise;

	return run && p->inject < run->inject_count ? &run->injects[p->inject]
						    : NULL;
}

static void
injects_pick(struct plain *p, unsigned i, struct buf *out)
{
	(void)out;
	p->inject = i;
	question_push(p, QUESTION_INJECT);
}

const struct view_row view_row_injects = {
	.prompt = N_("Exercise, which inject? (number, improvise, pause, "
		     "continue, more, ?) [no answer]"),
	.head = injects_head,
	.fill = injects_fill,
	.row = injects_row,
	.pick = injects_pick,
};

/* --- one inject: what can be done with it */

static const struct {
	const char *name, *act;
} inject_words[] = {
	{N_IN("word", "send"), "release"}, {N_IN("word", "hold"), "hold"},
	{N_IN("word", "wait"), "wait"},    {N_IN("word", "omit"), "skip"},
	{N_IN("word", "hint"), "hint"},    {N_IN("word", "change"), "change"},
};
#define INJECT_WORDS (sizeof(inject_words) / sizeof(*inject_words))

static bool
may_be_done(const struct plain *p, const struct exercise_inject *x, size_t i)
{
	return lead_leads(p->front) && !p->front->exercise->over &&
	       lead_may(x, inject_words[i].act);
}

void
inject_tell(struct plain *p, struct buf *out)
{
	const struct exercise_inject *x = inject_here(p);

	if (!x)
		return;
	talk(p, out, tr("Inject %1: %2, %3."), talk_number(p, p->inject + 1),
	     x->title, say_inject_stand(p->front->exercise, x, &p->scratch));
	talk_lines(p, out, say_inject_for_lead(p->front, x, &p->scratch));
}

void
inject_prompt(struct plain *p, struct buf *out)
{
	const struct exercise_inject *x = inject_here(p);
	const char *list = NULL;

	for (size_t i = 0; x && i < INJECT_WORDS; i++)
		if (may_be_done(p, x, i))
			list = talk_join(p, list,
					 tr_in("word", inject_words[i].name));
	talk_on(p, out,
		tr("Inject %1: %2 (or score, observe, < to go back) "
		   "[no answer]: "),
		talk_number(p, p->inject + 1), list ? list : "", NULL);
}

void
inject_answer(struct plain *p, const char *line, struct buf *out)
{
	const struct exercise_inject *x = inject_here(p);

	if (!*line) {
		p->anew = true;
		return;
	}
	if (!x || strcmp(line, "<") == 0) {
		question_pop(p);
		return;
	}
	for (size_t i = 0; i < INJECT_WORDS; i++) {
		if (!words_is(p, line, inject_words[i].name))
			continue;
		if (may_be_done(p, x, i))
			fill_inject(p, x, inject_words[i].act, out);
		else
			talk(p, out, tr("That is not possible with it now."),
			     NULL, NULL, NULL);
		return;
	}
	if (!words_use(p, line, out))
		talk_unknown(p, line, out);
}

/* --- words */

void
exercise_use(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	if (!p->front->exercise)
		talk(p, out, tr("This is no exercise."), NULL, NULL, NULL);
	else if (!lead_looks_on(p->front))
		talk(p, out,
		     tr("That is for who leads the exercise: type role "
			"facilitator."),
		     NULL, NULL, NULL);
	else
		view_open(p, VIEW_INJECTS, out);
}

void
debrief_use(struct plain *p, const char *argument, struct buf *out)
{
	const struct front *f = p->front;

	(void)argument;
	if (!f->exercise) {
		talk(p, out, tr("This is no exercise."), NULL, NULL, NULL);
		return;
	}
	if (!f->exercise->over && !lead_looks_on(f)) {
		talk(p, out,
		     tr("It is still going on: type end-exercise first."), NULL,
		     NULL, NULL);
		return;
	}
	talk(p, out, tr("Exercise, what came of it: %1."),
	     say_exercise_clock(f->exercise, f->wall, &p->scratch), NULL, NULL);
	talk_lines(
		p, out,
		say_debrief(f->exercise, f->incident, f->library, &p->scratch));
	talk(p, out, tr("The same again: draaiboek exercise debrief %1"),
	     say_debrief_words(f->exercise,
			       f->incident->id ? f->incident->id : "",
			       &p->scratch),
	     NULL, NULL);
}

/* --- real life */

void
real_use(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	if (!p->front->exercise) {
		talk(p, out, tr("This is no exercise: it is real already."),
		     NULL, NULL, NULL);
		return;
	}
	question_push(p, QUESTION_REAL);
}

static const struct record *
real_life(const struct plain *p)
{
	const struct exercise_run *run = p->front->exercise;

	return run ? run->real_life : NULL;
}

void
real_tell(struct plain *p, struct buf *out)
{
	if (real_life(p)) {
		talk(p, out, tr("1. Go to the real incident %1."),
		     say_real_name(real_life(p), &p->scratch), NULL, NULL);
		talk(p, out, tr("2. Begin another real incident."), NULL, NULL,
		     NULL);
		return;
	}
	talk(p, out,
	     tr("Something is really wrong? A real incident begins at once, in "
		"a log of its own. The exercise stands still and stays an "
		"exercise."),
	     NULL, NULL, NULL);
}

void
real_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		real_life(p)
			? tr("Real life, choose 1 or 2. (number, < to go back) "
			     "[no answer]: ")
			: tr("Begin a real incident now? (yes, no) [no]: "),
		NULL, NULL, NULL);
}

/* It began already: two people must not begin two. */
static void
real_choose(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = talk_choice(line, 2);

	if (n == 1)
		question_effect(p, (struct effect){.kind = EFFECT_OPEN,
						   .text = arena_printf(
							   &p->scratch, "%.8s",
							   real_life(p)->to)});
	else if (n == 2)
		question_effect(p, (struct effect){.kind = EFFECT_REAL});
	else if (!*line || strcmp(line, "<") == 0)
		question_pop(p);
	else
		talk_unknown(p, line, out);
}

void
real_answer(struct plain *p, const char *line, struct buf *out)
{
	int yes = talk_yes_no(p, line);

	if (real_life(p))
		real_choose(p, line, out);
	else if (yes == 1)
		question_effect(p, (struct effect){.kind = EFFECT_REAL});
	else if (yes == 0 || !*line || strcmp(line, "<") == 0)
		question_pop(p);
	else
		talk_unknown(p, line, out);
}
