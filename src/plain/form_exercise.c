/* The forms of who leads an exercise. */
#include "plain/forms.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/stamp.h"
#include "core/exercise.h"
#include "front/say_exercise.h"
#include "front/say_lead.h"

#define AT(name) offsetof(struct action, name)

static bool
may_lead(struct plain *p, struct buf *out)
{
	if (lead_leads(p->front))
		return true;
	talk(p, out,
	     p->front->exercise
		     ? tr("That is for who leads the exercise: type role "
			  "facilitator.")
		     : tr("This is no exercise."),
	     NULL, NULL, NULL);
	return false;
}

static bool
may_look(struct plain *p, struct buf *out)
{
	if (lead_looks_on(p->front))
		return true;
	return may_lead(p, out);
}

/* --- one inject */

static void
sum_inject(struct plain *p, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const struct exercise_inject *x =
		exercise_find_inject(run, p->filling.act.id);

	if (x)
		talk(p, out, tr("%1, to %2."), x->title,
		     say_receivers(x, p->front->library, &p->scratch), NULL);
}

const struct form_row form_row_send = {
	.title = N_("Send it"),
	.act = ACT_INJECT,
	.save = true,
	.sum = sum_inject,
};
const struct form_row form_row_hold = {
	.title = N_("Hold it back, put it back, or leave it out"),
	.act = ACT_INJECT,
	.save = true,
	.sum = sum_inject,
};

static void
tell_everybody(struct plain *p, struct buf *out)
{
	talk(p, out, tr("  0. everybody"), NULL, NULL, NULL);
}

static void
add_receiver(struct plain *p, const char *role)
{
	struct action *act = &p->filling.act;

	act->receivers =
		arena_more(&p->kept, act->receivers, act->receiver_count,
			   sizeof(*act->receivers));
	act->receivers[act->receiver_count++] = form_keep(p, role);
}

static bool
take_receiver(struct plain *p, const char *line, struct buf *out)
{
	const struct status *st = p->front->status;

	p->filling.act.receiver_count = 0;
	p->filling.act.receivers = NULL;
	if (strcmp(line, "0") == 0) {
		for (unsigned i = 0; i < st->role_count; i++)
			if (strcmp(st->roles[i].role, "any") != 0)
				add_receiver(p, st->roles[i].role);
		return true;
	}
	if (!field_take_role(p, line, out))
		return false;
	if (strcmp(p->filling.act.to, ROLE_FACILITATOR) == 0 ||
	    strcmp(p->filling.act.to, ROLE_OBSERVER) == 0) {
		p->filling.act.to = NULL;
		talk(p, out,
		     tr("Who leads and who looks on do not play: choose "
			"another role."),
		     NULL, NULL, NULL);
		return false;
	}
	add_receiver(p, p->filling.act.to);
	p->filling.act.to = NULL;
	return true;
}

static const struct field_word channel_words[] = {
	{"phone", N_("phone")},
	{"email", N_("e-mail")},
	{"in-person", N_("in person")},
	{"paper", N_("on paper")},
	{"letter", N_("letter")},
	{"press", N_("press")},
	{"radio", N_("radio")},
	{"system", N_("a system")},
	{"social-media", N_("social media")},
	{NULL, NULL},
};

static const struct field inject_fields[] = {
	{.question = N_("What do the players hear or read? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
	{.question = N_("To which role? (a number, 0: everybody)"),
	 .kind = FIELD_OWN,
	 .tell = tell_everybody,
	 .count = field_role_count,
	 .option = field_role,
	 .take = take_receiver},
	{.question = N_("How does it come?"),
	 .kind = FIELD_WORDS,
	 .member = AT(channel),
	 .words = channel_words},
	{.question = N_("From whom? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(source),
	 .optional = true},
};

const struct form_row form_row_improvise = {
	.title = N_("Improvise an inject"),
	.act = ACT_INJECT,
	.fields = inject_fields,
	.field_count = 4,
	.save = true,
};
const struct form_row form_row_change = {
	.title = N_("Change its words before it is sent"),
	.act = ACT_INJECT,
	.fields = inject_fields,
	.field_count = 1,
	.save = true,
};

void
fill_inject(struct plain *p, const struct exercise_inject *x, const char *what,
	    struct buf *out)
{
	bool changes = strcmp(what, "change") == 0;
	bool sends = strcmp(what, "release") == 0;
	struct action *act = form_begin(p, changes ? FORM_CHANGE
					   : sends ? FORM_SEND
						   : FORM_HOLD);

	act->act = form_keep(p, what);
	act->id = form_keep(p, x->id);
	if (changes)
		act->text = form_keep(p, x->text);
	fill_in(p, NULL, out);
}

void
improvise_use(struct plain *p, const char *argument, struct buf *out)
{
	if (!may_lead(p, out))
		return;
	form_begin(p, FORM_IMPROVISE)->act = "release";
	fill_in(p, argument, out);
}

/* --- the clock */

static void
sum_clock(struct plain *p, struct buf *out)
{
	talk(p, out, tr("The clock: %1."),
	     say_exercise_clock(p->front->exercise, p->front->wall,
				&p->scratch),
	     NULL, NULL);
}

const struct form_row form_row_pause = {
	.title = N_("The exercise's clock"),
	.act = ACT_PAUSE,
	.save = true,
	.sum = sum_clock,
};

static bool
take_speed(struct plain *p, const char *line, struct buf *out)
{
	char *end;
	long speed = strtol(line, &end, 10);

	if (*end || speed < 1 || speed > EXERCISE_SPEED_MOST) {
		talk(p, out, tr("Write a whole number from 1 to 600."), NULL,
		     NULL, NULL);
		return false;
	}
	p->filling.act.speed = (struct number){speed, true};
	return true;
}

/* The scenario's own hours, on its own clock. */
static bool
take_hour(struct plain *p, const char *line, struct buf *out)
{
	struct moment *m = &p->filling.act.scenario;

	m->set = stamp_read_typed(line, p->front->exercise->scenario, true,
				  p->front->wall, &m->ms);
	if (!m->set)
		talk(p, out, tr("\"%1\" is no time. Write 14:05, or +30."),
		     line, NULL, NULL);
	return m->set;
}

static const struct field speed_fields[] = {
	{.question = N_("How fast? (scenario seconds a second, 1 to 600)"),
	 .kind = FIELD_OWN,
	 .take = take_speed},
};
const struct form_row form_row_speed = {
	.title = N_("How fast the clock goes"),
	.act = ACT_PAUSE,
	.fields = speed_fields,
	.field_count = 1,
};

static const struct field jump_fields[] = {
	{.question = N_("To which hour of the scenario? (14:05, or +30)"),
	 .kind = FIELD_OWN,
	 .take = take_hour},
};
const struct form_row form_row_jump = {
	.title = N_("Jump to another hour"),
	.act = ACT_PAUSE,
	.fields = jump_fields,
	.field_count = 1,
	.save = true,
};

/* Alone, somebody must be able to stop it; an hour is the leader's to say. */
static void
fill_clock(struct plain *p, enum form form, bool runs, const char *first,
	   struct buf *out)
{
	bool alone = form != FORM_JUMP && lead_moves_clock(p->front);
	struct action *act;

	if (!alone && !may_lead(p, out))
		return;
	act = form_begin(p, form);
	act->act = runs ? "resume" : "pause";
	act->role = ROLE_FACILITATOR;
	fill_in(p, first, out);
}

void
pause_use(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	fill_clock(p, FORM_PAUSE, false, NULL, out);
}

void
continue_use(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	fill_clock(p, FORM_PAUSE, true, NULL, out);
}

static bool
runs(const struct plain *p)
{
	return p->front->exercise && p->front->exercise->running;
}

void
speed_use(struct plain *p, const char *argument, struct buf *out)
{
	fill_clock(p, FORM_SPEED, runs(p), argument, out);
}

void
jump_use(struct plain *p, const char *argument, struct buf *out)
{
	fill_clock(p, FORM_JUMP, runs(p), argument, out);
}

/* --- rounds */

static const struct exercise_round *
round_here(const struct plain *p, const char *typed)
{
	const struct exercise *e = p->front->exercise->exercise;

	for (unsigned i = 0; typed && i < e->round_count; i++)
		if (strcmp(e->rounds[i].id, typed) == 0)
			return &e->rounds[i];
	return typed ? NULL : lead_next_round(p->front->exercise);
}

const struct form_row form_row_round = {
	.title = N_("Begin the round"),
	.act = ACT_INJECT,
	.save = true,
};

/* The clock first: what comes in the round counts from there. */
void
round_use(struct plain *p, const char *argument, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const struct exercise_round *round;
	struct action *act, begin = {.kind = ACT_INJECT, .act = "release"};
	struct moment jump = {.set = false};

	/* Where nobody leads, anybody goes on. */
	if ((!run || run->led) && !may_lead(p, out))
		return;
	round = round_here(p, argument);
	if (!round) {
		talk(p, out, tr("There is no next round."), NULL, NULL, NULL);
		return;
	}
	talk(p, out, tr("The next round: %1."), round->title, NULL, NULL);
	act = form_begin(p, FORM_ROUND);
	begin.id =
		form_keep(p, arena_printf(&p->scratch, "round/%s", round->id));
	begin.role = ROLE_FACILITATOR;
	jump.set = lead_round_begins(run, round, p->front->wall, &jump.ms);
	if (!jump.set) {
		*act = begin;
	} else {
		act->kind = ACT_PAUSE;
		act->act = run->running ? "resume" : "pause";
		act->scenario = jump;
		p->queue[0] = begin;
		p->queue_count = 1;
		p->queue_next = 0;
	}
	fill_in(p, NULL, out);
}

static unsigned
question_count(struct plain *p)
{
	unsigned count;

	(void)lead_questions(p->front->exercise, &p->scratch, &count);
	return count;
}

static const char *
question(struct plain *p, unsigned i)
{
	unsigned count;

	return lead_questions(p->front->exercise, &p->scratch, &count)[i];
}

static bool
take_question(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = options_choice(p, line);

	if (n)
		p->filling.act.text = form_keep(p, question(p, n - 1));
	else if (form_is_text(p, line, out))
		p->filling.act.text = form_keep(p, line);
	else
		return false;
	return true;
}

/* Theirs, typed by who leads. */
static bool
take_decider(struct plain *p, const char *line, struct buf *out)
{
	(void)out;
	p->filling.act.by = form_keep(p, line);
	p->filling.act.typed = form_keep(p, p->front->by);
	return true;
}

static const struct field decided_fields[] = {
	{.question = N_("Of which question? (a number, or one line)"),
	 .kind = FIELD_OWN,
	 .count = question_count,
	 .option = question,
	 .take = take_question},
	{.question = N_("What did the players decide? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(chosen)},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
	{.question = N_("Who decided it? (function or name, may stay empty)"),
	 .kind = FIELD_OWN,
	 .take = take_decider,
	 .optional = true},
};
const struct form_row form_row_players = {
	.title = N_("What the players decided"),
	.act = ACT_DECISION,
	.fields = decided_fields,
	.field_count = 4,
	.save = true,
};

void
players_use(struct plain *p, const char *argument, struct buf *out)
{
	if (!may_look(p, out))
		return;
	form_begin(p, FORM_PLAYERS)->role = "management";
	fill_in(p, argument, out);
}

/* --- what was seen */

static const struct field observe_fields[] = {
	{.question = N_("What did you see or hear? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};
const struct form_row form_row_observe = {
	.title = N_("What was seen"),
	.act = ACT_OBSERVE,
	.fields = observe_fields,
	.field_count = 1,
};

/* Of the inject that is looked at, or of nothing in particular. */
static const struct exercise_inject *
looked_at(struct plain *p)
{
	const struct exercise_run *run = p->front->exercise;

	if (question_top(p)->question != QUESTION_INJECT || !run ||
	    p->inject >= run->inject_count)
		return NULL;
	return &run->injects[p->inject];
}

void
observe_use(struct plain *p, const char *argument, struct buf *out)
{
	const struct exercise_inject *x;

	if (!may_look(p, out))
		return;
	x = looked_at(p);
	form_begin(p, FORM_OBSERVE)->about = form_keep(p, x ? x->id : NULL);
	fill_in(p, argument, out);
}

void
attend_use(struct plain *p, const char *argument, struct buf *out)
{
	if (!may_look(p, out))
		return;
	talk(p, out, tr("Who takes part: function or name, and as what."), NULL,
	     NULL, NULL);
	form_begin(p, FORM_OBSERVE)->about = EXERCISE_ATTENDANCE;
	fill_in(p, argument, out);
}

static const struct lead_target *
targets(struct plain *p, unsigned *count)
{
	const struct exercise_run *run = p->front->exercise;
	const struct exercise_inject *x =
		p->filling.act.id ? exercise_find_inject(run, p->filling.act.id)
				  : NULL;

	return lead_targets(p->front, x, &p->scratch, count);
}

static unsigned
target_count(struct plain *p)
{
	unsigned count;

	(void)targets(p, &count);
	return count;
}

static const char *
target(struct plain *p, unsigned i)
{
	unsigned count;
	const struct lead_target *t = &targets(p, &count)[i];

	return t->score < 0
		       ? t->text
		       : say_fill(&p->scratch, tr("%1: %2 of 3"), t->text,
				  talk_number(p, (unsigned)t->score), NULL);
}

static bool
take_target(struct plain *p, const char *line, struct buf *out)
{
	unsigned count;
	const struct lead_target *list = targets(p, &count);
	unsigned n = options_choice(p, line);

	if (!n)
		return options_refuse(p, out);
	p->filling.act.about = form_keep(p, list[n - 1].target);
	return true;
}

static const struct field score_fields[] = {
	{.question = N_("Score what? (a number)"),
	 .kind = FIELD_OWN,
	 .count = target_count,
	 .option = target,
	 .take = take_target},
	{.question = N_("Which score? (0 not at all, 1 partly, 2 mostly, 3 "
			"fully)"),
	 .kind = FIELD_OWN,
	 .take = field_take_score},
	{.question = N_("Why? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text),
	 .optional = true},
};
const struct form_row form_row_score = {
	.title = N_("Score"),
	.act = ACT_OBSERVE,
	.fields = score_fields,
	.field_count = 3,
};

void
score_use(struct plain *p, const char *argument, struct buf *out)
{
	const struct exercise_inject *x;
	unsigned count;

	(void)argument;
	if (!may_look(p, out))
		return;
	x = looked_at(p);
	(void)lead_targets(p->front, x, &p->scratch, &count);
	if (count == 0) {
		talk(p, out, tr("Nothing of this is scored: type observe."),
		     NULL, NULL, NULL);
		return;
	}
	form_begin(p, FORM_SCORE)->id = form_keep(p, x ? x->id : NULL);
	fill_in(p, NULL, out);
}

/* --- the end */

static const struct field end_fields[] = {
	{.question = N_("In a line, how did it go? (may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};
const struct form_row form_row_end = {
	.title = N_("End the exercise"),
	.act = ACT_CLOSE,
	.fields = end_fields,
	.field_count = 1,
	.save = true,
};

void
end_use(struct plain *p, const char *argument, struct buf *out)
{
	if (!p->front->exercise) {
		talk(p, out, tr("This is no exercise."), NULL, NULL, NULL);
		return;
	}
	fill_named(p, FORM_END, argument, out);
}
