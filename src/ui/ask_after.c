/* After an exercise: its questions, what must become better, the report. */
#include <string.h>

#include "base/stamp.h"
#include "base/tr.h"
#include "core/after.h"
#include "core/exercise.h"
#include "core/playbook.h"
#include "front/say.h"
#include "ui/ask.h"
#include "ui/views.h"

enum after_id {
	AFTER_ID_REPORT = 1000, /* below: the scenario's questions */
	AFTER_ID_FEEDBACK,
	AFTER_ID_STRENGTH,
	AFTER_ID_IMPROVE,
};

/* Whether this role has said it already; question NULL: it is about none. */
static bool
is_said(struct app *app, enum after_act act, const char *question)
{
	unsigned count;
	const struct record **said =
		after_said(app->front->incident, act, &app->scratch, &count);

	for (unsigned i = 0; i < count; i++)
		if (app->front->role != NULL && said[i]->role != NULL &&
		    strcmp(said[i]->role, app->front->role) == 0 &&
		    (question == NULL ||
		     (said[i]->more->objective != NULL &&
		      strcmp(said[i]->more->objective, question) == 0)))
			return true;
	return false;
}

/* All of it is said in one go: the menu stands there again. */
void
ask_after_stored(struct app *app, const struct record *r)
{
	const struct exercise_run *run = app->front->exercise;

	if (run != NULL && run->over && r->kind == RECORD_OBSERVE &&
	    r->act != NULL)
		ask_after(app);
}

void
ask_after(struct app *app)
{
	const struct exercise *e = app->front->exercise->exercise;

	menu_open(app, MENU_AFTER, tr("AFTER THE EXERCISE"),
		  tr("Each role answers for itself. It all goes into the "
		     "report."));
	for (unsigned i = 0; i < e->question_count; i++)
		menu_add(app, (int)i, e->questions[i].text,
			 is_said(app, AFTER_ANSWER, e->questions[i].id)
				 ? tr("answered")
				 : NULL,
			 e->questions[i].id);
	menu_add(app, AFTER_ID_FEEDBACK, tr("How was the exercise?"),
		 is_said(app, AFTER_FEEDBACK, NULL) ? tr("answered") : NULL,
		 NULL);
	menu_add(app, AFTER_ID_STRENGTH, tr("What went well?"), NULL, NULL);
	menu_add(app, AFTER_ID_IMPROVE, tr("What must become better?"), NULL,
		 NULL);
	menu_add(app, AFTER_ID_REPORT, tr("Show the report of the exercise"),
		 NULL, NULL);
	/* On what is still to be said. */
	while (app->menu.rows[app->menu.focus].detail != NULL)
		app->menu.focus++;
}

/* --- the form */

static void
add_scores(struct app *app)
{
	static const char *const values[] = {NULL, "0", "1", "2", "3"};
	const char *const labels[] = {tr("no answer"), tr("0 not at all"),
				      tr("1 partly"), tr("2 mostly"),
				      tr("3 fully")};
	struct form_row *row =
		form_add_options(app, FORM_ID_SCORE, tr("How useful it was"));

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		form_add_option(app, row, labels[i], values[i]);
}

static void
add_owner(struct app *app)
{
	struct form_row *row;

	form_add_field(app, FORM_ID_REASON, tr("Which gap it closes"), false);
	row = form_add_field(app, FORM_ID_TO, tr("By whom: function or name"),
			     false);
	row->field.most = 80;
	row = form_add_field(app, FORM_ID_DUE, tr("By which day"), false);
	row->hint = tr("Year-month-day, such as 2027-03-15.");
	row->field.most = 10;
}

/* act: of core/after.h; question NULL: it is about none. */
static void
form_after(struct app *app, const char *act, const char *title,
	   const char *question)
{
	struct form *form = form_open(app, FORM_AFTER, tr("AFTER THE EXERCISE"),
				      title, question);

	form->act = act;
	if (strcmp(act, "feedback") == 0)
		add_scores(app);
	form_add_field(app, FORM_ID_TEXT, tr("What you say"),
		       strcmp(act, "feedback") != 0)
		->field.many = true;
	if (strcmp(act, "improve") == 0)
		add_owner(app);
}

void
after_chosen(struct app *app, const struct menu_row *row, struct effects *out)
{
	const struct exercise_run *run = app->front->exercise;
	const char *arg =
		row->arg != NULL ? arena_strdup(&app->scratch, row->arg) : NULL;
	const char *label = arena_strdup(&app->scratch, row->label);
	int id = row->id;

	menu_close(app);
	if (run == NULL)
		return;
	switch (id) {
	case AFTER_ID_FEEDBACK:
		form_after(app, "feedback", label, NULL);
		break;
	case AFTER_ID_STRENGTH:
		form_after(app, "strength", label, NULL);
		break;
	case AFTER_ID_IMPROVE:
		form_after(app, "improve", label, NULL);
		break;
	case AFTER_ID_REPORT:
		report_open(app, (struct report_wanted){.kind = REPORT_AFTER},
			    out);
		break;
	default:
		form_after(app, "answer", label, arg);
		break;
	}
}

void
after_saved(struct app *app, struct effects *out)
{
	const char *score = form_value(app, FORM_ID_SCORE);
	const char *day = form_value(app, FORM_ID_DUE);
	struct action act = {
		.kind = ACT_OBSERVE,
		.act = app->form.act,
		.about = app->form.subject,
		.text = form_value(app, FORM_ID_TEXT),
		.reason = form_value(app, FORM_ID_REASON),
		.to = form_value(app, FORM_ID_TO),
	};

	if (score != NULL)
		act.score = (struct number){score[0] - '0', true};
	act.due.set = day != NULL &&
		      stamp_read_day(day, app->front->wall, &act.due.ms);
	if (day != NULL && !act.due.set)
		app->form.complaint = arena_strdup(
			&app->layer_arena,
			tr("That is no day: write year-month-day."));
	else
		app_act(app, &act, out);
}
