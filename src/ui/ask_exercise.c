/* What is asked of an exercise: how to begin one, what to do with an inject,
 * what else its leader can do, and the way out into real life. */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

enum exercise_id {
	TAKE_LOOK,
	TAKE_LEAD,
	SCENARIO_ALONE,
	SCENARIO_LEAD,
	SCENARIO_LANGUAGE,
	INJECT_RELEASE,
	INJECT_HOLD,
	INJECT_WAIT,
	INJECT_SKIP,
	INJECT_HINT,
	INJECT_CHANGE,
	INJECT_SCORE,
	INJECT_READ,
	INJECT_ROUND,
	INJECT_MORE,
	LEAD_IMPROVISE,
	LEAD_PAUSE,
	LEAD_SPEED,
	LEAD_JUMP,
	LEAD_ROUND,
	LEAD_DECIDED,
	LEAD_ATTEND,
	LEAD_OBSERVE,
	LEAD_SCORE,
	LEAD_DEBRIEF,
	LEAD_AFTER,
	LEAD_LET_GO,
	LEAD_TAKE,
	LEAD_END,
	LEAD_REAL,
	LEAD_OTHER,
	REAL_BACK,
	REAL_JOIN,
	REAL_GO,
};

/* --- acts */

void
exercise_inject(struct app *app, const char *id, const char *act,
		struct effects *out)
{
	const struct action a = {.kind = ACT_INJECT, .id = id, .act = act};

	app_act(app, &a, out);
}

void
exercise_pause(struct app *app, struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;
	struct action act = {.kind = ACT_PAUSE, .role = ROLE_FACILITATOR};

	if (run == NULL || !lead_moves_clock(app->front)) {
		app_say(app, run == NULL ? tr("This is no exercise.")
					 : tr("Only who leads the exercise "
					      "stops its clock."));
		return;
	}
	act.act = run->running ? "pause" : "resume";
	app_act(app, &act, out);
}

/* The clock first: what comes in the round counts from there. */
void
exercise_round(struct app *app, const char *id, struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise *e = run->exercise;
	struct action jump = {.kind = ACT_PAUSE,
			      .role = ROLE_FACILITATOR,
			      .act = run->running ? "resume" : "pause"};
	const struct action begin = {
		.kind = ACT_INJECT,
		.role = ROLE_FACILITATOR,
		.act = "release",
		.id = arena_printf(&app->scratch, "round/%s", id)};

	for (unsigned i = 0; i < e->round_count; i++)
		if (strcmp(e->rounds[i].id, id) == 0)
			jump.scenario.set = lead_round_begins(
				run, &e->rounds[i], app->front->wall,
				&jump.scenario.ms);
	if (jump.scenario.set)
		app_act(app, &jump, out);
	app_act(app, &begin, out);
}

void
exercise_next_round(struct app *app, struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;

	if (run == NULL)
		app_say(app, tr("This is no exercise."));
	else if (run->led && !lead_leads(app->front))
		app_say(app, tr("Who leads the exercise begins the next "
				"round."));
	else if (lead_next_round(run) == NULL)
		app_say(app, tr("There is no next round."));
	else
		exercise_round(app, lead_next_round(run)->id, out);
}

/* --- menus */

void
ask_scenario(struct app *app, unsigned index)
{
	const struct front_scenario *s = &app->front->scenarios[index];
	struct arena *a = &app->scratch;
	const char *about = s->summary != NULL ? s->summary : "";

	menu_open(app, MENU_SCENARIO, s->title,
		  s->duration != NULL
			  ? arena_printf(a, "%s (%s)", about, s->duration)
			  : about);
	menu_add(app, SCENARIO_ALONE,
		 tr("Alone, or without a leader: its clock sends what comes"),
		 NULL, s->id);
	menu_add(app, SCENARIO_LEAD,
		 tr("I lead it for others: the clock waits for me"), NULL,
		 s->id);
	menu_add(app, SCENARIO_LANGUAGE, tr("Nederlands / English"), NULL,
		 NULL);
}

static void
add_if(struct app *app, const struct exercise_inject *x, int id,
       const char *act, const char *label)
{
	if (lead_may(x, act))
		menu_add(app, id, label, NULL, x->id);
}

static void
add_inject_rows(struct app *app, const struct exercise_inject *x)
{
	add_if(app, x, INJECT_RELEASE, "release",
	       x->sent ? tr("Send it once more") : tr("Send it now"));
	add_if(app, x, INJECT_HOLD, "hold", tr("Hold it back"));
	add_if(app, x, INJECT_WAIT, "wait", tr("Back on the schedule"));
	add_if(app, x, INJECT_CHANGE, "change",
	       tr("Change its words before it is sent"));
	add_if(app, x, INJECT_SKIP, "skip", tr("Leave it out"));
	add_if(app, x, INJECT_HINT, "hint", tr("Give the players its hint"));
}

void
ask_inject(struct app *app, const struct entry *e)
{
	const struct exercise_run *run = app->front->exercise;
	const struct exercise_inject *x = e != NULL && e->kind == ENTRY_INJECT
						  ? &run->injects[e->index]
						  : NULL;
	bool leads = lead_leads(app->front) && !run->over;

	if (x == NULL && (e == NULL || e->kind != ENTRY_ROUND)) {
		ask_lead(app);
		return;
	}
	menu_open(app, MENU_INJECT, x != NULL ? x->title : e->text, NULL);
	if (run->over)
		menu_add(app, LEAD_AFTER,
			 tr("After the exercise: its questions, the report"),
			 NULL, NULL);
	if (x != NULL && leads)
		add_inject_rows(app, x);
	if (x == NULL && leads)
		menu_add(app, INJECT_ROUND, tr("Begin this round now"),
			 say_begins(run->exercise->rounds[e->index].begins,
				    &app->scratch),
			 e->id);
	if (x != NULL) {
		menu_add(app, INJECT_SCORE, tr("Score what was seen of it"),
			 NULL, x->id);
		menu_add(app, INJECT_READ, tr("Read all of it"), NULL, x->id);
	}
	menu_add(app, INJECT_MORE,
		 tr("More: improvise, the clock, rounds, the end"), NULL, NULL);
}

static void
add_clock_rows(struct app *app)
{
	const struct exercise_run *run = app->front->exercise;
	struct arena *a = &app->scratch;

	menu_add(app, LEAD_IMPROVISE,
		 tr("Improvise: send what no scenario has"), NULL, NULL);
	menu_add(app, LEAD_PAUSE,
		 run->running ? tr("Stop the clock")
			      : tr("Let the clock go on"),
		 NULL, NULL);
	menu_add(app, LEAD_SPEED, tr("How fast the clock goes"),
		 arena_printf(a, "x%d", (int)run->speed), NULL);
	menu_add(app, LEAD_JUMP, tr("Jump to another hour of the scenario"),
		 say_day_clock(run->scenario, app->front->wall, a), NULL);
	if (lead_next_round(run) != NULL)
		menu_add(app, LEAD_ROUND,
			 say_fill(a, tr("Begin the next round: %1"),
				  lead_next_round(run)->title, NULL, NULL),
			 NULL, lead_next_round(run)->id);
}

void
ask_lead(struct app *app)
{
	const struct exercise_run *run = app->front->exercise;
	bool leads = lead_leads(app->front);

	menu_open(app, MENU_LEAD, tr("EXERCISE"), NULL);
	if (run->over)
		menu_add(app, LEAD_AFTER,
			 tr("After the exercise: its questions, the report"),
			 NULL, NULL);
	if (leads && !run->over)
		add_clock_rows(app);
	if (lead_looks_on(app->front)) {
		menu_add(app, LEAD_DECIDED, tr("What the players decided"),
			 NULL, NULL);
		menu_add(app, LEAD_ATTEND, tr("Who takes part"), NULL, NULL);
		menu_add(app, LEAD_OBSERVE, tr("Write down what was seen"),
			 NULL, NULL);
		menu_add(app, LEAD_SCORE, tr("Score the objectives"), NULL,
			 NULL);
		menu_add(app, LEAD_DEBRIEF, tr("What came of it so far"), NULL,
			 NULL);
	}
	if (leads && run->led && !run->over)
		menu_add(app, LEAD_LET_GO,
			 tr("Let the clock send what is due by itself"), NULL,
			 NULL);
	else if (leads && !run->over)
		menu_add(app, LEAD_TAKE,
			 tr("Lead it: nothing is sent without me"), NULL, NULL);
	if (!run->over)
		menu_add(app, LEAD_END, tr("End the exercise"), NULL, NULL);
	menu_add(app, LEAD_REAL, tr("REAL LIFE: begin a real incident"), NULL,
		 NULL);
	menu_add(app, LEAD_OTHER, tr("Evidence, seal, this screen in a file"),
		 NULL, NULL);
}

void
ask_real(struct app *app)
{
	const struct exercise_run *run = app->front->exercise;
	const struct record *link = run != NULL ? run->real_life : NULL;

	if (run == NULL) {
		app_say(app, tr("This is no exercise: it is real already."));
		return;
	}
	menu_open(app, MENU_REAL, tr("REAL LIFE"),
		  tr("Something is really wrong? A real incident begins at "
		     "once, in a log of its own. The exercise stands still and "
		     "stays an exercise."));
	/* It began already: two people must not begin two. */
	if (link != NULL) {
		menu_add(app, REAL_JOIN, tr("Go to the real incident"),
			 say_real_name(link, &app->scratch), NULL);
		menu_add(app, REAL_GO, tr("Begin another real incident"), NULL,
			 NULL);
	} else {
		menu_add(app, REAL_GO, tr("Begin a real incident now"), NULL,
			 NULL);
	}
	menu_add(app, REAL_BACK, tr("Back to the exercise"), NULL, NULL);
}

void
ask_take_lead(struct app *app)
{
	menu_open(app, MENU_TAKE, tr("ITS CLOCK SENDS BY ITSELF"),
		  tr("With a leader nothing is sent without that leader, also "
		     "while that leader plays or is away."));
	menu_add(app, TAKE_LOOK,
		 tr("Only look at it: its clock goes on sending"), NULL, NULL);
	menu_add(app, TAKE_LEAD, tr("Lead it: nothing is sent without me"),
		 NULL, NULL);
}

/* --- what was chosen */

static const struct exercise_inject *
inject_named(const struct app *app, const char *id)
{
	const struct exercise_run *run = app->front->exercise;

	return run != NULL && id != NULL ? exercise_find_inject(run, id) : NULL;
}

static void
begin_scenario(struct app *app, const char *id, bool leads, struct effects *out)
{
	struct effect *e = effects_add(out, EFFECT_EXERCISE);

	e->text = id;
	e->leads = leads;
	app->waits = true;
}

/* The scenarios of the other language stand there next. */
static void
other_language(struct app *app, struct effects *out)
{
	const char *now = app->front->language;

	effects_add(out, EFFECT_LANGUAGE)->text =
		now != NULL && strcmp(now, "nl") == 0 ? "en" : "nl";
	effects_add(out, EFFECT_SCENARIOS);
}

static void
choose_scenario(struct app *app, int id, const char *arg, struct effects *out)
{
	if (id == SCENARIO_LANGUAGE)
		other_language(app, out);
	else
		begin_scenario(app, arg, id == SCENARIO_LEAD, out);
}

static void
choose_inject(struct app *app, int id, const char *arg, struct effects *out)
{
	static const struct {
		int id;
		const char *act;
	} acts[] = {
		{INJECT_RELEASE, "release"}, {INJECT_HOLD, "hold"},
		{INJECT_WAIT, "wait"},       {INJECT_SKIP, "skip"},
		{INJECT_HINT, "hint"},
	};
	const struct exercise_inject *x = inject_named(app, arg);

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].id == id)
			exercise_inject(app, arg, acts[i].act, out);
	if (id == INJECT_MORE)
		ask_lead(app);
	else if (id == LEAD_AFTER)
		ask_after(app);
	else if (id == INJECT_ROUND)
		exercise_round(app, arg, out);
	else if (id == INJECT_CHANGE && x != NULL)
		form_inject(app, x);
	else if (id == INJECT_SCORE && !form_score(app, x))
		app_say(app, tr("Nothing of this is scored. a writes down "
				"what was seen."));
	else if (id == INJECT_READ && x != NULL)
		app_read(app, x->title,
			 say_inject_for_lead(app->front, x, &app->scratch));
}

static void
hold_lead(struct app *app, bool takes, struct effects *out)
{
	const struct action act = {.kind = takes ? ACT_JOIN : ACT_LEAVE,
				   .role = ROLE_FACILITATOR};

	app_act(app, &act, out);
}

void
exercise_let_go(struct app *app, struct effects *out)
{
	hold_lead(app, false, out);
}

static void
open_lead_form(struct app *app, int id)
{
	switch (id) {
	case LEAD_IMPROVISE:
		form_inject(app, NULL);
		break;
	case LEAD_SPEED:
		form_speed(app);
		break;
	case LEAD_JUMP:
		form_jump(app);
		break;
	case LEAD_DECIDED:
		form_decided(app);
		break;
	case LEAD_ATTEND:
		form_attend(app);
		break;
	case LEAD_OBSERVE:
		form_observe(app, NULL);
		break;
	case LEAD_SCORE:
		if (!form_score(app, NULL))
			app_say(app, tr("This scenario has no objectives."));
		break;
	case LEAD_END:
		form_end(app);
		break;
	default:
		break;
	}
}

static void
choose_lead(struct app *app, int id, const char *arg, struct effects *out)
{
	switch (id) {
	case LEAD_PAUSE:
		exercise_pause(app, out);
		break;
	case LEAD_ROUND:
		exercise_round(app, arg, out);
		break;
	case LEAD_DEBRIEF:
		debrief_open(app);
		break;
	case LEAD_AFTER:
		ask_after(app);
		break;
	case LEAD_LET_GO:
	case LEAD_TAKE:
		hold_lead(app, id == LEAD_TAKE, out);
		break;
	case LEAD_REAL:
		ask_real(app);
		break;
	case LEAD_OTHER:
		ask_more(app);
		break;
	default:
		open_lead_form(app, id);
		break;
	}
}

void
exercise_chosen(struct app *app, enum menu_what what,
		const struct menu_row *row, struct effects *out)
{
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	int id = row->id;

	menu_close(app);
	if (what == MENU_SCENARIO) {
		choose_scenario(app, id, arg, out);
	} else if (what == MENU_INJECT) {
		choose_inject(app, id, arg, out);
	} else if (what == MENU_TAKE) {
		lead_take(app, ROLE_FACILITATOR, id == TAKE_LEAD, out);
	} else if (what == MENU_LEAD) {
		choose_lead(app, id, arg, out);
	} else if (id == REAL_JOIN) {
		real_go(app, out);
	} else if (id == REAL_GO) {
		effects_add(out, EFFECT_REAL);
		app->waits = true;
	}
}
