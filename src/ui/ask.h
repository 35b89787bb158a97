/* The questions that the front end asks: menus and forms, and what they do. */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "ui/app.h"

struct record;
struct step_ref;
struct choice;
struct decision_state;
struct inbox_row;

/* --- menus */
void ask_leave(struct app *app);
void ask_other(struct app *app, const struct entry *e);
void ask_more(struct app *app);
void ask_who(struct app *app);
void ask_undo(struct app *app, const struct entry *e);
/* Reason or override of the first act of the queue; why: what was refused. */
void ask_reason(struct app *app, enum menu_what what, const char *why);
/* why NULL: the same as before. */
void ask_not_saved(struct app *app, const char *why);
/* The disk does not answer: once a few seconds have gone by. */
void ask_waiting_now(struct app *app);
void leave_not_saved(struct app *app, struct effects *out);
/* A row of the inbox: takes a task, else asks for the answer. */
void
ask_inbox(struct app *app, const struct inbox_row *row, struct effects *out);
void ask_decision(struct app *app, const struct decision_state *d);
/* Asks whether the first act may stand in a log for good; false: it may. */
bool ask_personal(struct app *app);
void personal_chosen(struct app *app, const struct menu_row *row,
		     struct effects *out);
bool personal_answered(struct app *app);
void ask_severity(struct app *app);
/* All alerts; the chosen one goes to what it is about. */
void ask_alerts(struct app *app);
void alert_chosen(struct app *app, const struct menu_row *row,
		  struct effects *out);
void ask_phase(struct app *app);
void ask_playbook(struct app *app);
void ask_report(struct app *app);
/* What is still open, and only then the form. */
void ask_close(struct app *app);
void
gate_chosen(struct app *app, const struct menu_row *row, struct effects *out);
void
report_chosen(struct app *app, const struct menu_row *row, struct effects *out);
/* Asks for nothing: the seal's words are what comes back. */
void seal_log(struct app *app, struct effects *out);
/* Whoever takes the role that was handed over says so at this keyboard. */
void ask_accept(struct app *app);

/* What can be done with the document that is shown. */
void ask_document(struct app *app);
/* Under which name what was typed in a document is kept. */
const char *document_draft_name(struct app *app, const char *id);
/* After a release: the deadlines that it may have met. */
void ask_offers(struct app *app, const struct record *release);
void document_chosen(struct app *app, enum menu_what what,
		     const struct menu_row *row, struct effects *out);
/* A text that came back from the person's own editor: to be looked at. */
void document_edited(struct app *app, const char *text);
void document_saved(struct app *app, struct effects *out);
/* What is kept, compared with its hash: to read. */
void evidence_list(struct effects *out);

void
other_chosen(struct app *app, const struct menu_row *row, struct effects *out);
void
who_chosen(struct app *app, const struct menu_row *row, struct effects *out);
void accept_chosen(struct app *app, const struct menu_row *row,
		   struct effects *out);
void
undo_chosen(struct app *app, const struct menu_row *row, struct effects *out);
void more_chosen(struct app *app, enum menu_what what,
		 const struct menu_row *row, struct effects *out);
void decision_chosen(struct app *app, const struct menu_row *row,
		     struct effects *out);
void trouble_chosen(struct app *app, enum menu_what what,
		    const struct menu_row *row, struct effects *out);

/* --- exercises */
void ask_scenario(struct app *app, unsigned index);
/* x on the screen of who leads: e NULL: nothing has the focus. */
void ask_inject(struct app *app, const struct entry *e);
void ask_lead(struct app *app);
void ask_real(struct app *app);
/* Who wants to lead one that sends by itself hears first what that stops. */
void ask_take_lead(struct app *app);
/* What came to this role and was read, to read it again. */
void exercise_came_in(struct app *app);
/* Out of the lead of one that somebody plays alone. */
void exercise_let_go(struct app *app, struct effects *out);
void exercise_chosen(struct app *app, enum menu_what what,
		     const struct menu_row *row, struct effects *out);
/* Lets the clock go on, or stops it. */
void exercise_pause(struct app *app, struct effects *out);
/* The round begins, and the clock jumps there where it says when. */
void exercise_round(struct app *app, const char *id, struct effects *out);
/* The next one, by who leads, or by anybody where nobody does. */
void exercise_next_round(struct app *app, struct effects *out);
void exercise_inject(struct app *app, const char *id, const char *act,
		     struct effects *out);
struct exercise_inject;
/* x NULL: an improvised one. */
void form_inject(struct app *app, const struct exercise_inject *x);
void form_speed(struct app *app);
void form_jump(struct app *app);
void form_observe(struct app *app, const struct exercise_inject *x);
/* false: there is nothing to score. */
bool form_score(struct app *app, const struct exercise_inject *x);
void form_attend(struct app *app);
void form_decided(struct app *app);
void form_end(struct app *app);
void exercise_saved(struct app *app, struct effects *out);
/* What is said after an exercise; only where there is one. */
void ask_after(struct app *app);
void ask_after_stored(struct app *app, const struct record *r);
void after_chosen(struct app *app, const struct menu_row *row,
		  struct effects *out);
void after_saved(struct app *app, struct effects *out);

/* --- forms; those that are not in ui/form.h */
void form_decide(struct app *app, const struct step_ref *step,
		 const struct choice *c);
void form_later(struct app *app, const char *item);
void form_somebody(struct app *app, const char *item);
void form_earlier(struct app *app, const char *item);
void form_correct(struct app *app, const char *entry_id);
void form_ask(struct app *app, bool tell);
void form_answer(struct app *app, const struct inbox_row *row);
void form_handover(struct app *app);
void form_clock(struct app *app);
void form_action(struct app *app);
void form_decision(struct app *app);
void form_title(struct app *app);
void form_close_incident(struct app *app);
void form_open_again(struct app *app);
void form_deadline(struct app *app, const char *deadline, const char *act);
void form_evidence(struct app *app);
void form_folder(struct app *app);
void form_phase(struct app *app, const char *phase);
void form_find_out(struct app *app, const char *fact);
void ask_ratify(struct app *app);
void form_ratify(struct app *app, const char *id);
struct reg;
struct register_row;
void form_cell(struct app *app, const struct reg *d,
	       const struct register_row *row, unsigned column);
void form_new_row(struct app *app, const char *reg);
void
cell_chosen(struct app *app, const struct menu_row *row, struct effects *out);
#endif
