/* What is not about one line: actions, playbooks, severity, the end. */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

enum more_id {
	MORE_END_EXERCISE,
	MORE_DEBRIEF,
	MORE_AFTER,
	MORE_REAL,
	MORE_ACTION,
	MORE_DECISION,
	MORE_PLAYBOOK,
	MORE_SEVERITY,
	MORE_PHASE,
	MORE_TITLE,
	MORE_RATIFY,
	MORE_CLOCK,
	MORE_PRINT,
	MORE_EVIDENCE,
	MORE_EVIDENCE_LIST,
	MORE_SEAL,
	MORE_CLOSE,
	MORE_OPEN_AGAIN,
	MORE_LET_GO,
	MORE_PAUSE,
	MORE_SPEED,
	MORE_OPEN_PLAYBOOK,
	MORE_STOP_PLAYBOOK,
};

/* Alone, somebody must be able to stop it for a moment. */
static void
add_clock(struct app *app)
{
	const struct exercise_run *run = app->front->exercise;

	if (lead_plays(app->front))
		menu_add(app, MORE_LET_GO,
			 tr("Let the clock send what is due by itself"), NULL,
			 NULL);
	if (!lead_moves_clock(app->front))
		return;
	if (run->running)
		menu_add(app, MORE_PAUSE, tr("Stop the clock"), NULL, NULL);
	else
		menu_add(app, MORE_PAUSE, tr("Let the clock go on"), NULL,
			 NULL);
	menu_add(app, MORE_SPEED, tr("How fast the clock goes"),
		 arena_printf(&app->scratch, "x%d", (int)run->speed), NULL);
}

static void
add_exercise(struct app *app)
{
	add_clock(app);
	if (app->front->exercise->over) {
		menu_add(app, MORE_AFTER,
			 tr("After the exercise: its questions, the report"),
			 NULL, NULL);
		menu_add(app, MORE_DEBRIEF, tr("What came of the exercise"),
			 NULL, NULL);
	} else
		menu_add(app, MORE_END_EXERCISE,
			 tr("End the exercise: what came of it"), NULL, NULL);
	menu_add(app, MORE_REAL, tr("REAL LIFE: begin a real incident"), NULL,
		 NULL);
}

void
ask_more(struct app *app)
{
	const struct incident *in = app->front->incident;

	menu_open(app, MENU_MORE, tr("MORE"), NULL);
	if (app->front->exercise != NULL)
		add_exercise(app);
	if (!in->open) {
		menu_add(app, MORE_OPEN_AGAIN,
			 say_in_mode(in, N_("Open the incident again")), NULL,
			 NULL);
		menu_add(app, MORE_EVIDENCE_LIST,
			 tr("Evidence that is kept, compared with its hash"),
			 NULL, NULL);
		menu_add(app, MORE_SEAL,
			 tr("Seal the log: words to keep outside"), NULL, NULL);
		return;
	}
	menu_add(app, MORE_ACTION, tr("Add an action to the open work"), NULL,
		 NULL);
	menu_add(app, MORE_DECISION, tr("Add a decision, made or to be made"),
		 NULL, NULL);
	menu_add(app, MORE_PLAYBOOK, tr("Open another playbook, or stop one"),
		 NULL, NULL);
	menu_add(app, MORE_SEVERITY, tr("Set the severity"),
		 say_severity(in->severity), NULL);
	menu_add(app, MORE_PHASE, tr("Declare or end the emergency phase"),
		 say_emergency_phase(in->phase != NULL ? in->phase : "none"),
		 NULL);
	menu_add(app, MORE_TITLE,
		 say_in_mode(in, N_("Give the incident a title")), in->title,
		 NULL);
	if (app_status(app)->ratify_count > 0)
		menu_add(app, MORE_RATIFY, tr("What was ratified"), NULL, NULL);
	menu_add(app, MORE_CLOCK, tr("Compare the clock with a phone"), NULL,
		 NULL);
	menu_add(app, MORE_PRINT, tr("Write this screen to a text file"), NULL,
		 NULL);
	menu_add(app, MORE_EVIDENCE, tr("Keep a file as evidence"), NULL, NULL);
	menu_add(app, MORE_EVIDENCE_LIST,
		 tr("Evidence that is kept, compared with its hash"), NULL,
		 NULL);
	menu_add(app, MORE_SEAL, tr("Seal the log: words to keep outside"),
		 NULL, NULL);
	if (app->front->exercise == NULL)
		menu_add(app, MORE_CLOSE,
			 say_in_mode(in, N_("Close the incident for good")),
			 NULL, NULL);
}

void
seal_log(struct app *app, struct effects *out)
{
	struct action act = {.kind = ACT_SEAL};

	app_act(app, &act, out);
}

void
evidence_list(struct effects *out)
{
	effects_add(out, EFFECT_EVIDENCE);
}

void
ask_severity(struct app *app)
{
	const struct incident *in = app->front->incident;

	menu_open(app, MENU_SEVERITY, tr("SEVERITY"), NULL);
	for (int i = 0; i <= 4; i++)
		menu_add(app, i,
			 arena_printf(&app->scratch, "%d  %s", i,
				      say_severity(i)),
			 i == in->severity ? tr("now") : NULL, NULL);
	app->menu.focus = (int)in->severity;
}

void
ask_phase(struct app *app)
{
	static const char *const phases[] = {"none", "municipal", "provincial",
					     "federal"};

	menu_open(app, MENU_PHASE, tr("EMERGENCY PHASE"),
		  tr("Only the mayor, the governor or the minister declares "
		     "or ends it."));
	for (int i = 0; i < 4; i++)
		menu_add(app, i, say_emergency_phase(phases[i]), NULL,
			 phases[i]);
}

void
ask_playbook(struct app *app)
{
	const struct front *f = app->front;

	menu_open(app, MENU_PLAYBOOK, tr("PLAYBOOKS"), NULL);
	for (size_t i = 0; i < f->playbook_count; i++) {
		const struct front_playbook *p = &f->playbooks[i];
		const struct playbook_state *open =
			map_find(&f->incident->playbooks, p->id);

		if (open != NULL && open->open)
			menu_add(app, MORE_STOP_PLAYBOOK,
				 say_fill(&app->scratch,
					  tr("Stop: %1 (it was the wrong one)"),
					  p->title, NULL, NULL),
				 NULL, p->id);
		else
			menu_add(app, MORE_OPEN_PLAYBOOK,
				 say_fill(&app->scratch, tr("Open: %1"),
					  p->title, NULL, NULL),
				 NULL, p->id);
	}
	app->menu.focus = -1;
}

static void
change_playbook(struct app *app, const struct menu_row *row,
		struct effects *out)
{
	struct action act = {
		.kind = ACT_PLAYBOOK,
		.playbook = row->arg,
		.stop = row->id == MORE_STOP_PLAYBOOK,
	};

	menu_close(app);
	app_act(app, &act, out);
}

static void
set_severity(struct app *app, int severity, struct effects *out)
{
	struct action act = {
		.kind = ACT_SEVERITY,
		.severity = {.value = severity, .set = true},
	};

	menu_close(app);
	app_act(app, &act, out);
}

static void
list_evidence(struct app *app, struct effects *out)
{
	(void)app;
	evidence_list(out);
}

/* What a row asks first, or does at once. */
static const struct {
	void (*ask)(struct app *app);
	void (*act)(struct app *app, struct effects *out);
} rows[] = {
	[MORE_END_EXERCISE] = {.ask = form_end},
	[MORE_LET_GO] = {.act = exercise_let_go},
	[MORE_PAUSE] = {.act = exercise_pause},
	[MORE_SPEED] = {.ask = form_speed},
	[MORE_AFTER] = {.ask = ask_after},
	[MORE_DEBRIEF] = {.ask = debrief_open},
	[MORE_REAL] = {.ask = ask_real},
	[MORE_RATIFY] = {.ask = ask_ratify},
	[MORE_ACTION] = {.ask = form_action},
	[MORE_DECISION] = {.ask = form_decision},
	[MORE_PLAYBOOK] = {.ask = ask_playbook},
	[MORE_SEVERITY] = {.ask = ask_severity},
	[MORE_PHASE] = {.ask = ask_phase},
	[MORE_TITLE] = {.ask = form_title},
	[MORE_EVIDENCE] = {.ask = form_evidence},
	[MORE_EVIDENCE_LIST] = {.act = list_evidence},
	[MORE_SEAL] = {.act = seal_log},
	[MORE_CLOCK] = {.ask = form_clock},
	[MORE_PRINT] = {.act = print_view},
	[MORE_CLOSE] = {.ask = ask_close},
	[MORE_OPEN_AGAIN] = {.ask = form_open_again},
};

static void
choose_more(struct app *app, int id, struct effects *out)
{
	menu_close(app);
	if (id < 0 || (size_t)id >= sizeof(rows) / sizeof(rows[0]))
		return;
	if (rows[id].ask)
		rows[id].ask(app);
	else if (rows[id].act)
		rows[id].act(app, out);
}

void
more_chosen(struct app *app, enum menu_what what, const struct menu_row *row,
	    struct effects *out)
{
	if (what == MENU_PLAYBOOK)
		change_playbook(app, row, out);
	else if (what == MENU_SEVERITY)
		set_severity(app, row->id, out);
	else if (what == MENU_PHASE)
		form_phase(app, row->arg);
	else
		choose_more(app, row->id, out);
}

/* --- a decision that no playbook has */

void
ask_decision(struct app *app, const struct decision_state *d)
{
	menu_open(app, MENU_DECISION, tr("DECIDE"), d->text);
	for (unsigned i = 0; i < d->option_count; i++)
		menu_add(app, 0, d->options[i], NULL, d->options[i]);
	menu_add_typed(app, 0, tr("Or:"));
	/* Which one it is goes along with what is typed. */
	app->form.subject = arena_strdup(&app->layer_arena, d->id);
}

void
decision_chosen(struct app *app, const struct menu_row *row,
		struct effects *out)
{
	struct action act = {
		.kind = ACT_DECISION,
		.id = app->form.subject,
		.chosen = row->arg,
	};

	app->layer = LAYER_NONE;
	app_act(app, &act, out);
}
