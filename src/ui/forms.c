/* The forms there are: what each of them asks. */
#include <string.h>

#include "base/tr.h"
#include "core/gate.h"
#include "core/library.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "ui/ask.h"
#include "ui/draft.h"
#include "ui/step_page.h"
#include "ui/names.h"
#include "ui/views.h"

static const char *
time_hint(void)
{
	return tr("An hour as 14:05, or minutes ago as -10m.");
}

static const char *
ahead_hint(void)
{
	return tr("An hour as 14:05, or minutes from now as +30.");
}

static void
add_time(struct app *app, enum form_id id, const char *label, bool required)
{
	struct form_row *row = form_add_field(app, id, label, required);

	row->hint = time_hint();
	row->field.most = 40;
}

static void
add_text(struct app *app, const char *label, bool required)
{
	form_add_field(app, FORM_ID_TEXT, label, required)->field.many = true;
}

static void
add_roles(struct app *app, const char *label, bool own_too)
{
	const struct status *st = app_status(app);
	struct form_row *row = form_add_question(app, FORM_ID_TO, label);

	for (unsigned i = 0; st != NULL && i < st->role_count; i++) {
		const char *role = st->roles[i].role;

		if (!own_too && app->front->role != NULL &&
		    strcmp(role, app->front->role) == 0)
			continue;
		if (strcmp(role, "any") == 0)
			continue;
		form_add_option(
			app, row,
			say_role(role, app->front->library, &app->scratch),
			role);
	}
}

void
form_name(struct app *app)
{
	struct form_row *row;

	form_open(app, FORM_NAME, tr("Who is at the keyboard?"),
		  tr("Your name or function stands with every entry you "
		     "make. It is asked once."),
		  NULL);
	row = form_add_field(app, FORM_ID_TEXT, tr("Name or function"), true);
	row->field.most = 80;
}

void
form_note(struct app *app, const char *about)
{
	form_open(app, FORM_NOTE, tr("NOTE"),
		  tr("Ctrl-J begins a new line, Enter saves."), about);
	add_text(app, tr("What happened, what you saw or heard"), true);
	add_time(app, FORM_ID_AT, tr("When, if it was earlier"), false);
}

void
form_correct(struct app *app, const char *entry_id)
{
	const struct front *f = app->front;
	const struct record *r = map_find(&f->incident->entries, entry_id);
	const char *text = NULL;

	if (r != NULL) {
		struct say_line line = say_record(r, f->incident, f->library,
						  f->zone, &app->scratch);

		text = say_fill(&app->scratch, "%1 %2: %3",
				say_entry(entry_id, &app->scratch), line.word,
				line.text);
	}
	form_open(app, FORM_CORRECT, tr("CORRECT AN ENTRY"), text, entry_id);
	add_text(app, tr("What it should have said"), true);
}

void
form_decide(struct app *app, const struct step_ref *step,
	    const struct choice *c)
{
	struct arena *a = &app->scratch;
	struct form *f;

	f = form_open(app, FORM_DECIDE, tr(c->label), step->step->question,
		      step->path);
	f->act = arena_strdup(&app->layer_arena, c->id);
	if (c->reason != REASON_NONE)
		form_add_field(app, FORM_ID_REASON,
			       c->reason == REASON_REQUIRED
				       ? tr("Reason")
				       : tr("Reason, if you want"),
			       c->reason == REASON_REQUIRED);
	for (unsigned i = 0; i < step->step->advice_count; i++) {
		const char *role = step->step->advice[i];
		struct form_row *row = form_add_question(
			app, FORM_ID_ADVICE,
			say_fill(a, tr("Advice of %1"),
				 say_role(role, app->front->library, a), NULL,
				 NULL));

		row->arg = arena_strdup(&app->layer_arena, role);
		form_add_option(app, row, tr("not asked"), "not-asked");
		form_add_option(app, row, tr("with"), "with");
		form_add_option(app, row, tr("against"), "against");
	}
}

void
form_later(struct app *app, const char *item)
{
	struct form_row *row;

	form_open(app, FORM_LATER, tr("LATER"), NULL, item);
	row = form_add_options(app, FORM_ID_UNTIL, tr("It comes back in"));
	form_add_option(app, row, tr("15 minutes"), "+15m");
	form_add_option(app, row, tr("30 minutes"), "+30m");
	form_add_option(app, row, tr("1 hour"), "+60m");
	form_add_option(app, row, tr("4 hours"), "+240m");
	add_time(app, FORM_ID_AT, tr("Or at this hour"), false);
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
}

void
form_somebody(struct app *app, const char *item)
{
	form_open(app, FORM_SOMEBODY, tr("SOMEBODY ELSE"),
		  tr("A role gets it as a task. A name is only written "
		     "down."),
		  item);
	add_roles(app, tr("Who does it"), false);
	app->form.rows[0].required = false; /* a name will do */
	form_add_field(app, FORM_ID_TEXT, tr("Or a name"), false);
}

void
form_earlier(struct app *app, const char *item)
{
	form_open(app, FORM_EARLIER, tr("DONE EARLIER"), NULL, item);
	add_time(app, FORM_ID_AT, tr("When it was done"), true);
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
}

/* --- facts */

static void
add_yes_no(struct app *app)
{
	struct form_row *row =
		form_add_question(app, FORM_ID_VALUE, tr("What is known"));

	form_add_option(app, row, tr("yes"), "yes");
	form_add_option(app, row, tr("no"), "no");
	form_add_option(app, row, tr("nobody knows yet"), "unknown");
}

static void
add_value(struct app *app, const struct fact *fact)
{
	struct form_row *row;

	switch (fact->type) {
	case FACT_YES_NO_UNKNOWN:
		add_yes_no(app);
		break;
	case FACT_CHOICE:
		row = form_add_question(app, FORM_ID_VALUE,
					tr("What is known"));
		for (unsigned i = 0; i < fact->value_count; i++)
			form_add_option(app, row, fact->values[i].text,
					fact->values[i].id);
		form_add_option(app, row, tr("nobody knows yet"), "unknown");
		break;
	case FACT_NUMBER:
		form_add_field(app, FORM_ID_VALUE, tr("How many"), true);
		row = form_add_options(app, FORM_ID_BOUND, tr("That is"));
		form_add_option(app, row, tr("exactly"), NULL);
		form_add_option(app, row, tr("at least"), "least");
		form_add_option(app, row, tr("at most"), "most");
		form_add_option(app, row, tr("about"), "about");
		break;
	case FACT_TIME:
		add_time(app, FORM_ID_VALUE,
			 fact_is_ahead(fact) ? tr("When it will be")
					     : tr("When it was"),
			 true);
		if (fact_is_ahead(fact))
			app->form.rows[app->form.count - 1].hint =
				tr("An hour as 14:05, minutes from now as +30, "
				   "or a day as 2026-11-22 14:05.");
		break;
	case FACT_TEXT:
		form_add_field(app, FORM_ID_VALUE, tr("What is known"), true);
		break;
	}
}

static bool
is_yes_no_of_organisation(const char *id)
{
	return strcmp(id, "organisation.care-home") == 0 ||
	       strcmp(id, "organisation.ot") == 0 ||
	       strcmp(id, "organisation.police-link") == 0;
}

void
form_fact(struct app *app, const char *id)
{
	const struct front *f = app->front;
	const struct fact *fact = library_fact(f->library, id);
	const struct status_fact *now = fact_of(app, id);
	const char *text = NULL;
	struct form_row *row;

	if (now != NULL && now->state != NULL)
		text = say_fill(&app->scratch, tr("Recorded now: %1"),
				say_fact_value(now, f->zone, &app->scratch),
				NULL, NULL);
	form_open(app, FORM_FACT, name_of_fact(app, id), text, id);
	if (fact == NULL && is_yes_no_of_organisation(id))
		add_yes_no(app);
	else if (fact == NULL)
		form_add_field(app, FORM_ID_VALUE, tr("What is known"), true);
	else
		add_value(app, fact);
	form_add_field(app, FORM_ID_SOURCE, tr("From whom, if not from us"),
		       false);
	if (fact_is_ahead(fact))
		return;
	row = form_add_question(app, FORM_ID_CERTAINTY, tr("How sure"));
	form_add_option(app, row, tr("seen ourselves"), "seen");
	form_add_option(app, row, tr("told"), "told");
	form_add_option(app, row, tr("assumed"), "assumed");
}

void
form_cell(struct app *app, const struct reg *d, const struct register_row *row,
	  unsigned column)
{
	const char *value = row->cells[column].value;
	struct form_row *field;

	form_open(app, FORM_CELL, row->name, d->title, d->id);
	app->form.act = arena_strdup(&app->layer_arena, row->row);
	app->form.part = column;
	app->cell = (struct cell_place){
		.column =
			arena_strdup(&app->layer_arena, d->columns[column].id)};
	field = form_add_field(app, FORM_ID_VALUE, d->columns[column].label,
			       true);
	field_set(&field->field, value != NULL ? value : "");
	form_restore(app, field);
}

/* With its state, where the register has one: the name alone says little. */
void
form_new_row(struct app *app, const char *id)
{
	const struct reg *d = library_register(app->front->library, id);
	int column = d != NULL ? register_state_column(d) : -1;
	struct form_row *row;

	if (d == NULL)
		return;
	form_open(app, FORM_NEW_ROW, d->title, NULL, d->id);
	row = form_add_field(app, FORM_ID_ROW, tr("Name of the new row"), true);
	row->field.most = 80;
	if (column < 0)
		return;
	row = form_add_options(app, FORM_ID_VALUE, d->columns[column].label);
	form_add_option(app, row, tr("not known yet"), NULL);
	for (unsigned i = 0; i < d->columns[column].value_count; i++)
		form_add_option(app, row, d->columns[column].values[i].text,
				d->columns[column].values[i].id);
	app->cell = (struct cell_place){
		.column =
			arena_strdup(&app->layer_arena, d->columns[column].id)};
}

void
form_call(struct app *app, const char *contact)
{
	struct contact c = {.id = NULL};
	struct form_row *row;

	if (app->front->library != NULL)
		library_contact(app->front->library, contact, &c);
	form_open(app, FORM_CALL, name_of_contact(app, contact, &app->scratch),
		  c.phone != NULL && c.phone[0] != '\0' ? c.phone : NULL,
		  contact);
	row = form_add_question(app, FORM_ID_OUTCOME, tr("The call"));
	form_add_option(app, row, tr("reached"), "reached");
	form_add_option(app, row, tr("voicemail"), "voicemail");
	form_add_option(app, row, tr("no answer"), "no-answer");
	form_add_field(app, FORM_ID_REF, tr("Their reference number"), false);
	form_add_field(app, FORM_ID_TEXT, tr("What was said"), false);
}

/* --- between roles */

void
form_ask(struct app *app, bool tell)
{
	form_open(app, tell ? FORM_TELL : FORM_ASK,
		  tell ? tr("GIVE A TASK") : tr("ASK A QUESTION"), NULL, NULL);
	add_roles(app, tr("To"), false);
	add_text(app, tell ? tr("What they must do") : tr("Your question"),
		 true);
}

/* A question about a fact, with the hour that was promised. */
void
form_find_out(struct app *app, const char *fact)
{
	form_open(app, FORM_FIND_OUT, tr("FIND OUT"), name_of_fact(app, fact),
		  fact);
	add_roles(app, tr("Who finds it out"), true);
	add_time(app, FORM_ID_DUE, tr("Promised for, if there is an hour"),
		 false);
	app->form.rows[app->form.count - 1].hint =
		tr("An hour as 14:05, or minutes from now as +30.");
}

void
form_answer(struct app *app, const struct inbox_row *row)
{
	bool approval = row->type == INBOX_APPROVAL;
	struct form_row *options;

	form_open(app, approval ? FORM_APPROVE : FORM_ANSWER,
		  approval ? tr("YES OR NO?") : tr("ANSWER"),
		  say_inbox(row, app->front->library, &app->scratch), row->id);
	if (!approval) {
		add_text(app, tr("Your answer"), true);
		return;
	}
	options = form_add_question(app, FORM_ID_ANSWER, tr("The answer"));
	form_add_option(app, options, tr("yes"), "yes");
	form_add_option(app, options, tr("no"), "no");
	/* Nobody says yes without reading why, and who advised what. */
	if (row->record != NULL)
		options->hint = say_grounds(row->record, app->front->library,
					    &app->layer_arena);
	options = form_add_options(app, FORM_ID_VIA, tr("Given"));
	form_add_option(app, options, tr("here"), NULL);
	form_add_option(app, options, tr("by phone"), "phone");
	form_add_option(app, options, tr("in person"), "in-person");
	form_add_option(app, options, tr("on paper"), "paper");
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
}

void
form_clock(struct app *app)
{
	const struct front *f = app->front;

	form_open(app, FORM_CLOCK, tr("CLOCK CHECK"),
		  say_fill(&app->scratch,
			   tr("This station's clock says %1. Only the "
			      "difference is logged; nothing is set."),
			   say_clock(f->now, f->zone, &app->scratch), NULL,
			   NULL),
		  NULL);
	form_add_field(app, FORM_ID_AT, tr("What does your phone say?"), true);
	app->form.rows[0].field.most = 40;
	app->form.rows[0].hint = tr("The hour as the phone shows it: 14:05.");
}

void
form_action(struct app *app)
{
	form_open(app, FORM_ACTION, tr("ADD AN ACTION"), NULL, NULL);
	add_text(app, tr("What must be done"), true);
	add_roles(app, tr("By"), true);
	add_time(app, FORM_ID_DUE, tr("Before, if it matters"), false);
	app->form.rows[app->form.count - 1].hint = ahead_hint();
}

void
form_decision(struct app *app)
{
	form_open(app, FORM_DECISION, tr("ADD A DECISION"), NULL, NULL);
	add_text(app, tr("The question"), true);
	form_add_field(app, FORM_ID_OPTIONS, tr("Options, with / between them"),
		       false);
	form_add_field(app, FORM_ID_ANSWER,
		       tr("What was decided (empty: still open)"), false);
	form_add_field(app, FORM_ID_REASON, tr("Reason, if you want"), false);
}

void
form_title(struct app *app)
{
	struct form_row *row;

	form_open(
		app, FORM_TITLE,
		say_in_mode(app->front->incident, N_("TITLE OF THE INCIDENT")),
		NULL, NULL);
	row = form_add_field(app, FORM_ID_TEXT, tr("Title"), true);
	row->field.most = 80;
	field_set(&row->field, app->front->incident->title);
	form_restore(app, row);
}

void
form_close_incident(struct app *app)
{
	const struct incident *in = app->front->incident;

	form_open(app, FORM_CLOSE, say_in_mode(in, N_("CLOSE THE INCIDENT")),
		  tr("It can be opened again, with a reason."), NULL);
	add_text(app,
		 say_in_mode(in, N_("Summary: what happened, how it ended")),
		 true);
	if (gate_at(app_status(app), &app->scratch).holding > 0)
		form_add_field(app, FORM_ID_REASON,
			       tr("Why it closes with open work"), true);
}

void
form_open_again(struct app *app)
{
	form_open(app, FORM_OPEN_AGAIN,
		  say_in_mode(app->front->incident,
			      N_("OPEN THE INCIDENT AGAIN")),
		  NULL, NULL);
	form_add_field(app, FORM_ID_REASON, tr("Reason"), true);
}

void
form_deadline(struct app *app, const char *id, const char *act)
{
	const struct deadline *d = library_deadline(app->front->library, id);
	bool correct = strcmp(act, "correct") == 0;
	bool sent = strcmp(act, "met") == 0 || strcmp(act, "first-sent") == 0;
	bool reason = correct || strcmp(act, "not-applicable") == 0;
	struct form *f;

	f = form_open(app, FORM_DEADLINE, d != NULL ? d->title : id,
		      d != NULL ? d->note : NULL, id);
	f->act = arena_strdup(&app->layer_arena, act);
	if (reason)
		form_add_field(app, FORM_ID_REASON, tr("Reason"), true);
	if (sent)
		form_add_field(app, FORM_ID_PROOF,
			       tr("Proof: to whom, how, reference number"),
			       false);
	if (strcmp(act, "not-applicable") != 0)
		add_time(app, FORM_ID_AT,
			 correct ? tr("The clock began at")
				 : tr("When, if it was earlier"),
			 correct);
}

void
form_folder(struct app *app)
{
	form_open(app, FORM_FOLDER, tr("SAVE ON ANOTHER DISK"),
		  tr("The folder of a disk or stick that has room."), NULL);
	form_add_field(app, FORM_ID_TEXT, tr("Folder"), true);
}

/* A closed incident, and one that is only read, say so before the typing. */
void
form_evidence(struct app *app)
{
	const struct front *f = app->front;
	struct form_row *row;

	if (f->read_only || !f->incident->open) {
		app_say(app,
			f->read_only
				? f->read_only_why
				: say_refused(
					  (struct refused){
						  .why = app->front->exercise !=
									 NULL
								 ? REFUSED_EXERCISE_OVER
								 : REFUSED_CLOSED},
					  &(struct action){
						  .kind = ACT_EVIDENCE},
					  &app->scratch));
		return;
	}
	form_open(app, FORM_EVIDENCE, tr("EVIDENCE"),
		  say_in_mode(app->front->incident,
			      N_("The file is copied into the incident, with "
				 "its hash in "
				 "the log.")),
		  NULL);
	row = form_add_field(app, FORM_ID_PATH, tr("Path of the file"), true);
	row->field.exact = true;
	row->hint = tr("Tab completes it.");
	form_add_field(app, FORM_ID_TEXT, tr("What it is"), true);
	form_add_field(app, FORM_ID_HOW, tr("How it was obtained"), true);
	row = form_add_options(app, FORM_ID_MOVE, tr("The original"));
	form_add_option(app, row, tr("stays where it is"), NULL);
	form_add_option(app, row, tr("goes, once the copy is saved"), "move");
}

void
form_phase(struct app *app, const char *phase)
{
	const char *kept = arena_strdup(&app->scratch, phase);

	form_open(app, FORM_PHASE, tr("EMERGENCY PHASE"),
		  say_emergency_phase(kept), kept);
	form_add_field(app, FORM_ID_TO, tr("Decided by: name or function"),
		       true);
	form_add_field(app, FORM_ID_REASON, tr("Reason"), false);
}
