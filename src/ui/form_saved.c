/* Enter in a form: what was filled in becomes an act. */
#include <string.h>

#include "base/stamp.h"
#include "base/tr.h"
#include "front/fill.h"
#include "ui/ask.h"
#include "ui/views.h"

#define OPTIONS_MOST 6

/* Complains and gives false where a time was typed that is none. */
static bool
read_time(struct app *app, enum form_id id, bool ahead, struct moment *m)
{
	const char *typed = form_value(app, id);

	*m = (struct moment){.set = false};
	if (typed == NULL)
		return true;
	m->set = stamp_read_typed(typed, app->front->now, ahead,
				  app->front->zone, &m->ms);
	if (!m->set)
		app->form.complaint = arena_strdup(
			&app->layer_arena,
			say_fill(&app->scratch,
				 tr("\"%1\" is no time. Write 14:05, or -10m."),
				 typed, NULL, NULL));
	return m->set;
}

static void
save_name(struct app *app, struct effects *out)
{
	const char *name = form_value(app, FORM_ID_TEXT);

	form_close(app);
	effects_add(out, EFFECT_BY)->text = name;
	if (app->queue_count > 0) {
		app->queue[0].by = arena_strdup(&app->act_arena, name);
		app_send(app, out);
	}
}

static void
save_note(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_NOTE,
		.text = form_value(app, FORM_ID_TEXT),
		.about = app->form.subject,
	};

	if (read_time(app, FORM_ID_AT, false, &act.at))
		app_act(app, &act, out);
}

static void
save_decide(struct app *app, struct effects *out)
{
	const struct form *f = &app->form;
	struct record_advice advice[FORM_ROWS_MOST];
	struct action act = {
		.kind = ACT_DECIDE,
		.step = f->subject,
		.choice = f->act,
		.reason = form_value(app, FORM_ID_REASON),
		.advice = advice,
	};

	for (unsigned i = 0; i < f->count; i++) {
		const struct form_row *row = &f->rows[i];

		if (row->id != FORM_ID_ADVICE)
			continue;
		advice[act.advice_count].role = row->arg;
		advice[act.advice_count++].advice = row->values[row->picked];
	}
	app_act(app, &act, out);
}

static void
save_item(struct app *app, struct effects *out)
{
	const struct form *f = &app->form;
	struct action act = {
		.kind = ACT_DO,
		.item = f->subject,
		.reason = form_value(app, FORM_ID_REASON),
	};
	const char *name = form_value(app, FORM_ID_TEXT);

	if (f->what == FORM_EARLIER) {
		act.state = "done";
		if (!read_time(app, FORM_ID_AT, false, &act.at))
			return;
	} else if (f->what == FORM_LATER) {
		act.state = "later";
		if (!read_time(app, FORM_ID_AT, true, &act.until))
			return;
		if (!act.until.set)
			read_time(app, FORM_ID_UNTIL, true, &act.until);
	} else {
		act.state = "somebody-else";
		act.to = name != NULL ? name : form_value(app, FORM_ID_TO);
		if (act.to == NULL) {
			app->form.complaint =
				tr("Pick a role, or type a name.");
			return;
		}
	}
	app_act(app, &act, out);
}

static void
save_fact(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_FACT,
		.fact = app->form.subject,
		.value = form_value(app, FORM_ID_VALUE),
		.bound = form_value(app, FORM_ID_BOUND),
		.source = form_value(app, FORM_ID_SOURCE),
		.certainty = form_value(app, FORM_ID_CERTAINTY),
	};

	app_act(app, &act, out);
}

static void
save_cell(struct app *app, struct effects *out)
{
	const char *value = form_value(app, FORM_ID_VALUE);
	const char *name = form_value(app, FORM_ID_ROW);
	struct action act = {
		.kind = ACT_ROW,
		.reg = app->form.subject,
		.row = name != NULL ? name : app->form.act,
		.column = value != NULL ? app->cell.column : NULL,
		.value = value,
	};

	app_act(app, &act, out);
}

static void
save_call(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_CALL,
		.contact = app->form.subject,
		.outcome = form_value(app, FORM_ID_OUTCOME),
		.ref = form_value(app, FORM_ID_REF),
		.text = form_value(app, FORM_ID_TEXT),
	};

	app_act(app, &act, out);
}

static void
save_words(struct app *app, enum action_kind kind, struct effects *out)
{
	struct action act = {
		.kind = kind,
		.to = form_value(app, FORM_ID_TO),
		.text = form_value(app, FORM_ID_TEXT),
		.id = app->form.subject,
	};

	app_act(app, &act, out);
}

static void
save_find_out(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_ASK,
		.to = form_value(app, FORM_ID_TO),
		.fact = app->form.subject,
	};

	if (read_time(app, FORM_ID_DUE, true, &act.due))
		app_act(app, &act, out);
}

static void
save_ratify(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_DECISION,
		.id = app->form.subject,
		.chosen = form_value(app, FORM_ID_ANSWER),
		.reason = form_value(app, FORM_ID_REASON),
	};

	app_act(app, &act, out);
}

static void
save_answer(struct app *app, struct effects *out)
{
	const char *text = form_value(app, FORM_ID_TEXT);
	struct action act = {
		.kind = ACT_ANSWER,
		.id = app->form.subject,
		.answer = text != NULL ? text : form_value(app, FORM_ID_ANSWER),
		.reason = form_value(app, FORM_ID_REASON),
		.via = form_value(app, FORM_ID_VIA),
	};

	app_act(app, &act, out);
}

static void
save_action(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_ACTION,
		.text = form_value(app, FORM_ID_TEXT),
		.to = form_value(app, FORM_ID_TO),
	};

	if (read_time(app, FORM_ID_DUE, true, &act.due))
		app_act(app, &act, out);
}

static void
save_decision(struct app *app, struct effects *out)
{
	const char *options[OPTIONS_MOST];
	const char *typed = form_value(app, FORM_ID_OPTIONS);
	struct action act = {
		.kind = ACT_DECISION,
		.text = form_value(app, FORM_ID_TEXT),
		.chosen = form_value(app, FORM_ID_ANSWER),
		.reason = form_value(app, FORM_ID_REASON),
		.options = options,
	};

	while (typed != NULL && *typed != '\0' &&
	       act.option_count < OPTIONS_MOST) {
		size_t len = strcspn(typed, "/");
		size_t end = len;

		while (end > 0 && typed[end - 1] == ' ')
			end--;
		if (end > 0)
			options[act.option_count++] =
				arena_strndup(&app->scratch, typed, end);
		typed += len;
		typed += strspn(typed, "/ ");
	}
	app_act(app, &act, out);
}

static void
save_deadline(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_DEADLINE,
		.deadline = app->form.subject,
		.act = app->form.act,
		.reason = form_value(app, FORM_ID_REASON),
		.proof = form_value(app, FORM_ID_PROOF),
	};

	if (read_time(app, FORM_ID_AT, false, &act.at))
		app_act(app, &act, out);
}

static void
save_clock(struct app *app, struct effects *out)
{
	const char *typed = form_value(app, FORM_ID_AT);
	struct action act = {.kind = ACT_CLOCK};

	act.phone.set = typed != NULL &&
			stamp_read_nearest(typed, app->front->now,
					   app->front->zone, &act.phone.ms);
	if (act.phone.set)
		app_act(app, &act, out);
	else
		app->form.complaint = arena_strdup(
			&app->layer_arena,
			say_fill(&app->scratch,
				 tr("\"%1\" is no time. Write 14:05."),
				 typed != NULL ? typed : "", NULL, NULL));
}

static void
save_open_again(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_OPEN_AGAIN,
		.reason = form_value(app, FORM_ID_REASON),
	};

	app_act(app, &act, out);
}

static void
save_close(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_CLOSE,
		.reason = form_value(app, FORM_ID_TEXT),
		.override = form_value(app, FORM_ID_REASON),
	};

	app_act(app, &act, out);
}

static void
save_phase(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_EMERGENCY_PHASE,
		.phase = app->form.subject,
		.decided_by = form_value(app, FORM_ID_TO),
		.reason = form_value(app, FORM_ID_REASON),
	};

	app_act(app, &act, out);
}

static void
save_evidence(struct app *app, struct effects *out)
{
	struct action act = {
		.kind = ACT_EVIDENCE,
		.name = form_value(app, FORM_ID_PATH),
		.text = form_value(app, FORM_ID_TEXT),
		.how = form_value(app, FORM_ID_HOW),
		.act = form_value(app, FORM_ID_MOVE),
	};

	app_act(app, &act, out);
}

static void
save_folder(struct app *app, struct effects *out)
{
	const char *folder = form_value(app, FORM_ID_TEXT);

	form_close(app);
	app->late = false;
	effects_add(out, EFFECT_MOVE)->text = folder;
}

static const struct {
	enum form_what what;
	void (*save)(struct app *, struct effects *);
} forms[] = {
	{FORM_NAME, save_name},
	{FORM_NOTE, save_note},
	{FORM_DECIDE, save_decide},
	{FORM_LATER, save_item},
	{FORM_SOMEBODY, save_item},
	{FORM_EARLIER, save_item},
	{FORM_FACT, save_fact},
	{FORM_CELL, save_cell},
	{FORM_NEW_ROW, save_cell},
	{FORM_FIND_OUT, save_find_out},
	{FORM_RATIFY, save_ratify},
	{FORM_CALL, save_call},
	{FORM_ANSWER, save_answer},
	{FORM_APPROVE, save_answer},
	{FORM_ACTION, save_action},
	{FORM_DECISION, save_decision},
	{FORM_DEADLINE, save_deadline},
	{FORM_CLOSE, save_close},
	{FORM_OPEN_AGAIN, save_open_again},
	{FORM_CLOCK, save_clock},
	{FORM_PHASE, save_phase},
	{FORM_FOLDER, save_folder},
	{FORM_DOCUMENT, document_saved},
	{FORM_RELEASE, document_saved},
	{FORM_REFUSE, document_saved},
	{FORM_TAKE_BACK, document_saved},
	{FORM_EVIDENCE, save_evidence},
	{FORM_PROFILE, profile_saved},
	{FORM_INJECT, exercise_saved},
	{FORM_SPEED, exercise_saved},
	{FORM_JUMP, exercise_saved},
	{FORM_OBSERVE, exercise_saved},
	{FORM_SCORE, exercise_saved},
	{FORM_ATTEND, exercise_saved},
	{FORM_DECIDED, exercise_saved},
	{FORM_END, exercise_saved},
	{FORM_AFTER, after_saved},
};
static const struct {
	enum form_what what;
	enum action_kind kind;
} words[] = {
	{FORM_CORRECT, ACT_CORRECT}, {FORM_ASK, ACT_ASK},
	{FORM_TELL, ACT_TELL},       {FORM_HANDOVER, ACT_HANDOVER},
	{FORM_TITLE, ACT_TITLE},
};

void
form_saved(struct app *app, struct effects *out)
{
	if (!personal_answered(app))
		return;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (forms[i].what == app->form.what) {
			forms[i].save(app, out);
			return;
		}
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].what == app->form.what)
			save_words(app, words[i].kind, out);
}
