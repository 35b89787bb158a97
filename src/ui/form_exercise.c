/* The forms of who leads an exercise, and what they become. */
#include <stdlib.h>
#include <string.h>

#include "base/stamp.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

#define EVERYBODY "any"

/* Whom it goes to: everybody, one role, or those of the scenario. */
static void
add_receivers(struct app *app, const struct exercise_inject *x)
{
	const struct status *st = app_status(app);
	struct form_row *row = form_add_options(app, FORM_ID_TO, tr("To"));

	if (x != NULL && x->to_count > 1)
		form_add_option(
			app, row,
			say_receivers(x, app->front->library, &app->scratch),
			NULL);
	form_add_option(app, row, tr("everybody"), EVERYBODY);
	for (unsigned i = 0; st != NULL && i < st->role_count; i++) {
		const char *role = st->roles[i].role;

		if (strcmp(role, "any") == 0)
			continue;
		if (x != NULL && x->to_count == 1 &&
		    strcmp(x->to[0], role) == 0)
			row->picked = row->option_count;
		form_add_option(
			app, row,
			say_role(role, app->front->library, &app->scratch),
			role);
	}
}

static void
add_channels(struct app *app, const char *now)
{
	static const char *const channels[] = {
		"phone", "email", "in-person", "paper",        "letter",
		"press", "radio", "system",    "social-media",
	};
	struct form_row *row =
		form_add_options(app, FORM_ID_CHANNEL, tr("How it comes"));

	for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
		if (now != NULL && strcmp(now, channels[i]) == 0)
			row->picked = row->option_count;
		form_add_option(app, row, say_channel(channels[i]),
				channels[i]);
	}
}

void
form_inject(struct app *app, const struct exercise_inject *x)
{
	struct form_row *row;

	form_open(app, FORM_INJECT,
		  x != NULL ? tr("CHANGE AN INJECT") : tr("IMPROVISE"), NULL,
		  x != NULL ? x->id : NULL);
	row = form_add_field(app, FORM_ID_TEXT,
			     tr("What the players hear or read"), true);
	row->field.many = true;
	if (x != NULL && x->text != NULL)
		field_set(&row->field, x->text);
	add_receivers(app, x);
	add_channels(app, x != NULL ? x->channel : NULL);
	row = form_add_field(app, FORM_ID_SOURCE, tr("From whom"), false);
	if (x != NULL && x->from != NULL)
		field_set(&row->field, x->from);
	row = form_add_field(app, FORM_ID_TITLE, tr("Title, in a few words"),
			     false);
	row->field.most = 80;
	if (x != NULL)
		field_set(&row->field, x->title);
}

void
form_speed(struct app *app)
{
	struct form_row *row;

	form_open(app, FORM_SPEED, tr("HOW FAST THE CLOCK GOES"), NULL, NULL);
	row = form_add_field(app, FORM_ID_SPEED,
			     tr("Scenario seconds a second, 1 to 600"), true);
	row->field.most = 3;
	/* Not in the field: who types 60 behind a 1 has 160. */
	row->hint = say_fill(&app->layer_arena, tr("Now: %1."),
			     arena_printf(&app->scratch, "%d",
					  (int)app->front->exercise->speed),
			     NULL, NULL);
}

void
form_jump(struct app *app)
{
	struct form_row *row;

	form_open(app, FORM_JUMP, tr("JUMP"),
		  say_exercise_clock(app->front->exercise, app->front->wall,
				     &app->scratch),
		  NULL);
	row = form_add_field(app, FORM_ID_AT,
			     tr("What time it is in the scenario then"), true);
	row->hint = tr("An hour as 14:05, or minutes from now as +30.");
	row->field.most = 40;
}

void
form_observe(struct app *app, const struct exercise_inject *x)
{
	form_open(app, FORM_OBSERVE, tr("SEEN"),
		  x != NULL ? x->title
			    : tr("Players do not see what stands here."),
		  x != NULL ? x->id : NULL);
	form_add_field(app, FORM_ID_TEXT, tr("What you saw or heard"), true)
		->field.many = true;
}

bool
form_score(struct app *app, const struct exercise_inject *x)
{
	static const char *const values[] = {"0", "1", "2", "3"};
	struct arena *a = &app->scratch;
	const char *const labels[] = {
		tr("0 not at all"),
		tr("1 partly"),
		tr("2 mostly"),
		tr("3 fully"),
	};
	struct form_row *row;
	unsigned count;
	const struct lead_target *list = lead_targets(app->front, x, a, &count);

	if (count == 0)
		return false;
	form_open(app, FORM_SCORE, tr("SCORE"), x != NULL ? x->title : NULL,
		  NULL);
	row = form_add_options(app, FORM_ID_VALUE, tr("What"));
	for (unsigned i = 0; i < count; i++) {
		if (list[i].score < 0 && list[row->picked].score >= 0)
			row->picked = i;
		form_add_option(app, row, list[i].text, list[i].target);
	}
	row = form_add_question(app, FORM_ID_SCORE, tr("Score"));
	for (int i = 0; i < 4; i++)
		form_add_option(app, row, labels[i], values[i]);
	form_add_field(app, FORM_ID_TEXT, tr("Why, if you want"), false);
	return true;
}

void
form_attend(struct app *app)
{
	unsigned count;
	const struct record **list = exercise_attendance(app->front->incident,
							 &app->scratch, &count);
	const char *text = NULL;

	for (unsigned i = 0; i < count; i++)
		text = text != NULL ? arena_printf(&app->scratch, "%s; %s",
						   text, list[i]->text)
				    : list[i]->text;
	form_open(app, FORM_ATTEND, tr("WHO TAKES PART"),
		  text != NULL ? text
			       : tr("One line each: function or name, and as "
				    "what."),
		  NULL);
	form_add_field(app, FORM_ID_TEXT, tr("Who"), true)->field.most = 120;
}

void
form_decided(struct app *app)
{
	struct form_row *row;
	unsigned count;
	const char **list =
		lead_questions(app->front->exercise, &app->scratch, &count);

	form_open(app, FORM_DECIDED, tr("WHAT THE PLAYERS DECIDED"),
		  tr("It stands in the log as a decision, in one line."), NULL);
	if (count > 0) {
		row = form_add_question(app, FORM_ID_VALUE,
					tr("Which question"));
		for (unsigned i = 0; i < count; i++)
			form_add_option(app, row, list[i], list[i]);
		if (count == 1)
			form_pick(row, list[0]);
	} else {
		form_add_field(app, FORM_ID_VALUE, tr("The question"), true);
	}
	form_add_field(app, FORM_ID_TEXT, tr("What was decided"), true);
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
	row = form_add_field(app, FORM_ID_TO, tr("By whom: function or name"),
			     false);
	row->field.most = 80;
}

void
form_end(struct app *app)
{
	form_open(app, FORM_END, tr("END THE EXERCISE"),
		  tr("What came of it follows, with the questions to talk "
		     "about right away."),
		  NULL);
	form_add_field(app, FORM_ID_TEXT, tr("In a line, if you want"), false);
}

/* --- saved */

/* Words that were left as they were stay those of the scenario. */
static void
save_inject(struct app *app, struct effects *out)
{
	const char *to = form_value(app, FORM_ID_TO);
	const char *one[1] = {to};
	struct action act = {
		.kind = ACT_INJECT,
		.role = ROLE_FACILITATOR,
		.id = app->form.subject,
		.act = app->form.subject != NULL ? "change" : "release",
		.text = form_value(app, FORM_ID_TEXT),
		.title = form_value(app, FORM_ID_TITLE),
		.channel = form_value(app, FORM_ID_CHANNEL),
		.source = form_value(app, FORM_ID_SOURCE),
	};
	const struct status *st = app_status(app);
	const char **all =
		ARENA_ARRAY(&app->scratch, const char *, st->role_count + 1);

	act.receivers = one;
	act.receiver_count = to != NULL;
	if (to != NULL && strcmp(to, EVERYBODY) == 0) {
		act.receivers = all;
		act.receiver_count = 0;
		for (unsigned i = 0; i < st->role_count; i++)
			if (strcmp(st->roles[i].role, "any") != 0)
				all[act.receiver_count++] = st->roles[i].role;
	}
	app_act(app, &act, out);
}

static void
complain(struct app *app, const char *text)
{
	app->form.complaint = arena_strdup(&app->layer_arena, text);
}

static struct action
clock_act(const struct app *app)
{
	return (struct action){
		.kind = ACT_PAUSE,
		.role = ROLE_FACILITATOR,
		.act = app->front->exercise->running ? "resume" : "pause",
	};
}

static void
save_speed(struct app *app, struct effects *out)
{
	const char *typed = form_value(app, FORM_ID_SPEED);
	struct action act = clock_act(app);
	char *end = NULL;

	act.speed.value = typed != NULL ? strtol(typed, &end, 10) : 0;
	act.speed.set = true;
	if (end == NULL || *end != '\0' || act.speed.value < 1 ||
	    act.speed.value > EXERCISE_SPEED_MOST)
		complain(app, tr("Write a whole number from 1 to 600."));
	else
		app_act(app, &act, out);
}

/* The scenario's own hours, on its own clock. */
static void
save_jump(struct app *app, struct effects *out)
{
	const char *typed = form_value(app, FORM_ID_AT);
	struct action act = clock_act(app);

	act.scenario.set =
		typed != NULL &&
		stamp_read_typed(typed, app->front->exercise->scenario, true,
				 app->front->wall, &act.scenario.ms);
	if (act.scenario.set)
		app_act(app, &act, out);
	else
		complain(app, say_fill(&app->scratch,
				       tr("\"%1\" is no time. Write 14:05, or "
					  "+30."),
				       typed != NULL ? typed : "", NULL, NULL));
}

static void
save_observed(struct app *app, const char *about, struct effects *out)
{
	const struct action act = {
		.kind = ACT_OBSERVE,
		.about = about,
		.text = form_value(app, FORM_ID_TEXT),
	};

	app_act(app, &act, out);
}

static void
save_score(struct app *app, struct effects *out)
{
	const char *score = form_value(app, FORM_ID_SCORE);
	const struct action act = {
		.kind = ACT_OBSERVE,
		.about = form_value(app, FORM_ID_VALUE),
		.score = {score != NULL ? score[0] - '0' : 0, true},
		.text = form_value(app, FORM_ID_TEXT),
	};

	app_act(app, &act, out);
}

/* Theirs, typed by who leads. */
static void
save_decided(struct app *app, struct effects *out)
{
	const char *who = form_value(app, FORM_ID_TO);
	const struct action act = {
		.kind = ACT_DECISION,
		.role = "management",
		.text = form_value(app, FORM_ID_VALUE),
		.chosen = form_value(app, FORM_ID_TEXT),
		.reason = form_value(app, FORM_ID_REASON),
		.by = who,
		.typed = who != NULL ? app->front->by : NULL,
	};

	app_act(app, &act, out);
}

static void
save_end(struct app *app, struct effects *out)
{
	const struct action act = {
		.kind = ACT_CLOSE,
		.reason = form_value(app, FORM_ID_TEXT),
	};

	app_act(app, &act, out);
}

void
exercise_saved(struct app *app, struct effects *out)
{
	switch ((int)app->form.what) {
	case FORM_INJECT:
		save_inject(app, out);
		break;
	case FORM_SPEED:
		save_speed(app, out);
		break;
	case FORM_JUMP:
		save_jump(app, out);
		break;
	case FORM_OBSERVE:
		save_observed(app, app->form.subject, out);
		break;
	case FORM_ATTEND:
		save_observed(app, EXERCISE_ATTENDANCE, out);
		break;
	case FORM_SCORE:
		save_score(app, out);
		break;
	case FORM_DECIDED:
		save_decided(app, out);
		break;
	case FORM_END:
		save_end(app, out);
		break;
	default:
		break;
	}
}
