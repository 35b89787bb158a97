/*
 * What the files of plain/ know of each other; plain/ only.
 *
 * Texts are whole sentences with the gaps %1, %2 and %3 (front/fill.h); a name
 * that goes into a gap is made safe to show on its way in.
 */
#ifndef PLAIN_PARTS_H
#define PLAIN_PARTS_H

#include "base/tr.h"
#include "core/library.h"
#include "core/status.h"
#include "front/fill.h"
#include "front/say.h"
#include "plain/plain.h"

/* --- talk.c: lines that go out, and what short lines that come in mean */

/* One line; its gaps filled. */
void talk(struct plain *p, struct buf *out, const char *text, const char *one,
	  const char *two, const char *three);
/* The start of a line that goes on: the prompt. */
void talk_on(struct plain *p, struct buf *out, const char *text,
	     const char *one, const char *two, const char *three);
/* A labelled text of a playbook: Markdown, some lines perhaps; NULL: nothing.
 */
void talk_prose(struct plain *p, struct buf *out, const char *text,
		const char *markdown);
/* The same on one line, for a gap. */
const char *talk_text(struct plain *p, const char *markdown);
const char *talk_number(struct plain *p, unsigned n);
const char *talk_clock(struct plain *p, int64_t t); /* 03:41 */
const char *talk_day(struct plain *p, int64_t t);   /* Tue 14 Jul 03:41 */
const char *talk_span(struct plain *p, int64_t ms); /* 71 hours */
const char *talk_duration(struct plain *p, struct duration d);
const char *talk_role(struct plain *p, const char *role);
/* "a", "a, b": one more name in a list; list NULL: the first. */
const char *talk_join(struct plain *p, const char *list, const char *name);
/* 1 yes, 0 no, -1 something else. */
int talk_yes_no(struct plain *p, const char *line);
/* A whole number from 1 to most, 0: none. */
unsigned talk_choice(const char *line, unsigned most);
bool talk_same(struct plain *p, const char *line, const char *word);
/* Line by line; empty ones are not said. */
void talk_lines(struct plain *p, struct buf *out, const char *text);
void talk_unknown(struct plain *p, const char *line, struct buf *out);

/* --- question.c: the stack */

struct question_row {
	/* What stands above the prompt, told when the question comes up. */
	void (*tell)(struct plain *p, struct buf *out);
	void (*prompt)(struct plain *p, struct buf *out);
	void (*answer)(struct plain *p, const char *line, struct buf *out);
};
const struct question_row *question_row(enum question question);
struct plain_frame *question_top(struct plain *p);
void question_push(struct plain *p, enum question question);
/* Back to where it stands on the stack, else on top. */
void question_go(struct plain *p, enum question question);
void question_pop(struct plain *p);
/* Back to the one at the bottom, which becomes `question`. */
void question_base(struct plain *p, enum question question);
void question_back_to_base(struct plain *p);
/* Hands an effect to app/; only a draft may go with another one. */
void question_effect(struct plain *p, struct effect e);

/* --- words.c: the words that hold nearly everywhere */
bool words_use(struct plain *p, const char *line, struct buf *out);
unsigned words_count(void);
/* The line is that word, in English or in the language of the screen. */
bool words_is(struct plain *p, const char *line, const char *name);
const char *words_line(struct plain *p, unsigned i); /* of the help */

/* --- where.c: the step and the item that the role is at */
struct where {
	const struct status_step *step; /* NULL at first actions, or no step */
	const struct status_item *items;
	unsigned count;
	unsigned item; /* == count: the decision */
	bool first;    /* these are the first actions */
};
struct where where_is(const struct plain *p);
/* After anything changed: keeps the place, or moves on to the next open one. */
void where_settle(struct plain *p);
void where_go_step(struct plain *p, const char *path); /* "": most urgent */
void where_go_item(struct plain *p, unsigned item);
void where_go_first(struct plain *p, bool first);
/* To the open first actions of that playbook, where it has any. */
void where_go_first_of(struct plain *p, const char *playbook);
void where_next(struct plain *p);   /* on, leaving the item open */
void where_forget(struct plain *p); /* another incident, another role */
/* Current steps of the role and of `any`, most urgent first. */
unsigned where_steps(const struct plain *p, const struct status_step **steps,
		     unsigned most);
const struct status_role *where_role(const struct plain *p);
unsigned where_open_count(const struct status_item *items, unsigned count);

/* --- work.c, step.c: the dialogue over a step */
void work_tell(struct plain *p, struct buf *out);
void work_prompt(struct plain *p, struct buf *out);
void work_answer(struct plain *p, const char *line, struct buf *out);
/* The words of words.c that mean the place one is at. */
void work_yes(struct plain *p, const char *argument, struct buf *out);
void work_no(struct plain *p, const char *argument, struct buf *out);
void work_other(struct plain *p, const char *argument, struct buf *out);
void work_how(struct plain *p, const char *argument, struct buf *out);
void work_decide(struct plain *p, const char *argument, struct buf *out);
void work_step(struct plain *p, const char *argument, struct buf *out);
void work_first(struct plain *p, const char *argument, struct buf *out);
void work_skip(struct plain *p, const char *argument, struct buf *out);
void work_reopen(struct plain *p, const char *argument, struct buf *out);

void step_head(struct plain *p, const struct step_ref *ref,
	       const struct status_step *current, struct buf *out);
void
step_item(struct plain *p, const struct status_item *item, struct buf *out);
/* With a number in front where it stands in a list; NULL: none. */
void step_row(struct plain *p, const char *number,
	      const struct status_item *item, struct buf *out);
void
step_decision(struct plain *p, const struct status_step *step, struct buf *out);
void step_choices_of(struct plain *p, const struct status_step *step,
		     struct buf *out);
void step_consequences(struct plain *p, const struct status_choice *choice,
		       struct buf *out);
void step_how(struct plain *p, const struct step_ref *ref, struct buf *out);
const char *step_name(struct plain *p, const struct step_ref *ref);
const char *item_name(struct plain *p, const struct item_ref *ref);
bool step_waits_for_approval(const struct status_step *step);

/* --- read.c: one step that is read */
void read_open(struct plain *p, const char *path);
const char *map_state(struct plain *p, const struct step_ref *ref);
void read_tell(struct plain *p, struct buf *out);
void read_prompt(struct plain *p, struct buf *out);
void read_answer(struct plain *p, const char *line, struct buf *out);

/* --- scored.c: an assessment or a quiz */
bool scored_is_open(const struct plain *p);
void scored_tell(struct plain *p, struct buf *out);
void scored_prompt(struct plain *p, struct buf *out);
void scored_answer(struct plain *p, const char *line, struct buf *out);
/* The word: what it adds up to, or that this is an incident. */
void scored_result(struct plain *p, const char *argument, struct buf *out);
/* On to the next question, or the result; a quiz says why first. */
void scored_stored(struct plain *p, const struct record *r, struct buf *out);

/* --- menu.c, intake.c, choose.c */
void menu_tell(struct plain *p, struct buf *out);
void menu_prompt(struct plain *p, struct buf *out);
/* Incidents began or ended meanwhile: what was typed is not taken. */
void menu_listed(struct plain *p, struct buf *out);
void menu_answer(struct plain *p, const char *line, struct buf *out);
void menu_open_place(struct plain *p, const struct front_place *place,
		     struct buf *out);
const char *incident_name(struct plain *p);
const char *menu_place_title(struct plain *p, const struct front_place *place);
void intake_start(struct plain *p, struct buf *out);
void intake_settle(struct plain *p);
void intake_matched(struct plain *p, struct buf *out);
void intake_leave(struct plain *p);
void intake_choose(struct plain *p, const char *playbook);
void signs_tell(struct plain *p, struct buf *out);
/* What was ticked before the program ended. */
void intake_restore(struct plain *p);
void signs_prompt(struct plain *p, struct buf *out);
void signs_answer(struct plain *p, const char *line, struct buf *out);
void match_tell(struct plain *p, struct buf *out);
void match_prompt(struct plain *p, struct buf *out);
void match_answer(struct plain *p, const char *line, struct buf *out);
void role_tell(struct plain *p, struct buf *out);
void role_prompt(struct plain *p, struct buf *out);
void role_answer(struct plain *p, const char *line, struct buf *out);
/* The roles of the open playbooks, else the four that every incident has. */
unsigned role_list(const struct plain *p, const char **roles, unsigned most);
void by_tell(struct plain *p, struct buf *out);
void by_prompt(struct plain *p, struct buf *out);
void by_answer(struct plain *p, const char *line, struct buf *out);

/* --- saving.c: what is saved, what is not, and leaving */
void saving_stored(struct plain *p, const struct record *r, struct buf *out);
/* Keeps what could not be saved, for the next start; or forgets it. */
void not_saved_keep(struct plain *p, bool keep);
/* Whether it is still open what to do about one. */
bool not_saved_asks(const struct plain *p);
/* It stands on paper only, and leaving says so. */
void not_saved_give_up(struct plain *p, struct buf *out);
void not_saved_tell(struct plain *p, struct buf *out);
void not_saved_prompt(struct plain *p, struct buf *out);
void not_saved_answer(struct plain *p, const char *line, struct buf *out);
void folder_prompt(struct plain *p, struct buf *out);
void folder_answer(struct plain *p, const char *line, struct buf *out);
void leave_tell(struct plain *p, struct buf *out);
void leave_prompt(struct plain *p, struct buf *out);
void leave_answer(struct plain *p, const char *line, struct buf *out);
void leave_now(struct plain *p, struct buf *out);

/* --- news.c */
void opened_tell(struct plain *p, struct buf *out);
void news_tell(struct plain *p, struct buf *out);
/* A role with open work that nobody took. */
bool empty_role_alarms(const struct plain *p, const struct status_role *r);
const char *empty_role_say(struct plain *p, const struct status_role *r);
/* What waits in the inbox, and with which word it is answered. */
struct exercise_inject;
const char *inbox_alert_say(struct plain *p, const struct inbox_row *row);
const char *
inject_alert_say(struct plain *p, const struct exercise_inject *x);
void news_seen(struct plain *p); /* what is there now is no news */

/* --- typed.c: what was typed and not saved, offered again */
struct field;
void typed_begin(struct plain *p);
void typed_line(struct plain *p, const struct field *f, const char *line);
void typed_keep(struct plain *p);
void typed_forget(struct plain *p);
void typed_tell(struct plain *p, struct buf *out);
/* "=" is what was typed before; else the line itself. */
const char *typed_taken(struct plain *p, const char *line);

/* --- form.c, form_*.c: filling in an act, field by field */
enum field_kind {
	FIELD_TEXT,  /* into `member` */
	FIELD_TIME,  /* into `moment` */
	FIELD_WORDS, /* one of `words`, into `member` */
	FIELD_OWN,   /* tell and take do it all */
};
struct field_word {
	const char *value; /* NULL: the end of the list */
	const char *label; /* N_() */
};
struct field {
	const char *question; /* N_(); the prompt */
	enum field_kind kind;
	size_t member; /* offset in struct action */
	const struct field_word *words;
	bool optional; /* Enter alone: stays empty */
	bool ahead;    /* FIELD_TIME: HH:MM is the next one */
	bool repeats;  /* asked again as long as it is wanted */
	bool (*wanted)(const struct plain *p);          /* NULL: always */
	/* Options, beside `words`: how many, and one of them. */
	unsigned (*count)(struct plain *p);
	const char *(*option)(struct plain *p, unsigned i);
	/* The prompt, and what Enter leaves there (NULL: nothing), where only
	 * the form knows. */
	const char *(*ask)(struct plain *p);
	const char *(*stands)(struct plain *p);
	void (*tell)(struct plain *p, struct buf *out); /* what can be chosen */
	/* false: it said why; asked again */
	bool (*take)(struct plain *p, const char *line, struct buf *out);
};
struct form_row {
	const char *title; /* N_(); names the position */
	enum action_kind act;
	const struct field *fields;
	unsigned field_count;
	bool save;                                     /* asked: Save? */
	void (*sum)(struct plain *p, struct buf *out); /* said before that */
	/* What becomes no entry of an incident: false where nothing is to be
	 * saved, and it said so. */
	bool (*ready)(struct plain *p, struct buf *out);
	void (*send)(struct plain *p);
};
/* NULL: FORM_NONE. */
const struct form_row *form_row_of(enum form form);

/* Empties what was filled in; fill p->filling.act, then fill_in(). */
struct action *form_begin(struct plain *p, enum form form);
/* The first field that is wanted; `first`, where it is not NULL, answers it. */
void fill_in(struct plain *p, const char *first, struct buf *out);
void form_drop(struct plain *p);
/* false: said why not, and dropped. */
bool form_may_write(struct plain *p, struct buf *out);
void form_submit(struct plain *p);
void form_send(struct plain *p); /* what was submitted, name and role known */
void form_refused(struct plain *p, const struct event *ev, struct buf *out);
/* It came to nothing: asked again from its first field, or dropped. */
void form_failed(struct plain *p, struct buf *out);
void form_stored(struct plain *p, struct buf *out);
const char *form_keep(struct plain *p, const char *text);
bool form_is_text(struct plain *p, const char *line, struct buf *out);
void form_ask_next_fact(struct plain *p, struct buf *out);
void form_tell(struct plain *p, struct buf *out);
void form_prompt(struct plain *p, struct buf *out);
void fill_answer(struct plain *p, const char *line, struct buf *out);
void save_tell(struct plain *p, struct buf *out);
void save_prompt(struct plain *p, struct buf *out);
void save_answer(struct plain *p, const char *line, struct buf *out);
/* Asks where a number should not be in a log; false: nothing to ask. */
bool personal_ask(struct plain *p);
void personal_tell(struct plain *p, struct buf *out);
void personal_prompt(struct plain *p, struct buf *out);
void personal_answer(struct plain *p, const char *line, struct buf *out);
/* To the last field before number `from`. */
void form_go_back(struct plain *p, unsigned from, struct buf *out);

/* --- form_evidence.c: what is kept, compared */
void evidence_use_list(struct plain *p, const char *argument, struct buf *out);
void evidence_told(struct plain *p, const struct event *ev, struct buf *out);

/* --- report.c, gate.c */
void report_use(struct plain *p, const char *argument, struct buf *out);
void report_use_ahead(struct plain *p, const char *argument, struct buf *out);
void report_told(struct plain *p, const struct event *ev, struct buf *out);
void gate_tell(struct plain *p, struct buf *out);

/* --- form_after.c: the hot wash of an exercise */
void after_use(struct plain *p, const char *argument, struct buf *out);

extern const struct field form_mend_reason, form_mend_override, form_mend_until,
	form_mend_to, form_mend_at, form_mend_text, form_mend_value;

/* --- options.c: the numbered list of a field */
const struct field *form_field(const struct plain *p); /* asked now; NULL */
void
options_tell(struct plain *p, const struct field *f, struct buf *out);
/* The line asked for the next part, and it was said. */
bool options_more(struct plain *p, const struct field *f, const char *line,
		  struct buf *out);
/* From 1, by number or in words, of the field that is asked; 0: none. */
unsigned options_choice(struct plain *p, const char *line);
/* Says which numbers there are; always false. */
bool options_refuse(struct plain *p, struct buf *out);

/* Fields that several forms have. */
unsigned field_role_count(struct plain *p);
const char *field_role(struct plain *p, unsigned i);
bool field_take_role(struct plain *p, const char *line, struct buf *out);
bool field_take_to(struct plain *p, const char *line, struct buf *out);
bool field_take_score(struct plain *p, const char *line, struct buf *out);

/* Forms that begin with something to look up. */
void fill_item_other(struct plain *p, struct buf *out);
void fill_decide(struct plain *p, const struct status_step *step,
		 const struct status_choice *choice, struct buf *out);
void fill_fact(struct plain *p, const char *fact, struct buf *out);
void fill_call(struct plain *p, const char *contact, struct buf *out);
void fill_deadline(struct plain *p, const char *deadline, struct buf *out);
void fill_undo(struct plain *p, struct buf *out);
/* The role that was handed over: who takes it says so. */
void fill_accept(struct plain *p, const char *argument, struct buf *out);
void
fill_named(struct plain *p, enum form form, const char *first, struct buf *out);

/* --- view_profile.c: the organisation's own file */
bool profile_is_filled(const struct plain *p);
/* The file was written. */
void profile_written(struct plain *p);

/* --- view_exercise.c, form_exercise.c: an exercise, and who leads it */
struct exercise_inject;
void scenario_tell(struct plain *p, struct buf *out);
void scenario_prompt(struct plain *p, struct buf *out);
void scenario_answer(struct plain *p, const char *line, struct buf *out);
void inject_tell(struct plain *p, struct buf *out);
void inject_prompt(struct plain *p, struct buf *out);
void inject_answer(struct plain *p, const char *line, struct buf *out);
void real_tell(struct plain *p, struct buf *out);
void real_prompt(struct plain *p, struct buf *out);
void real_answer(struct plain *p, const char *line, struct buf *out);
/* release, hold, wait, skip, hint or change. */
void fill_inject(struct plain *p, const struct exercise_inject *x,
		 const char *what, struct buf *out);
/* The words. */
void exercise_use(struct plain *p, const char *argument, struct buf *out);
void debrief_use(struct plain *p, const char *argument, struct buf *out);
void real_use(struct plain *p, const char *argument, struct buf *out);
void improvise_use(struct plain *p, const char *argument, struct buf *out);
void pause_use(struct plain *p, const char *argument, struct buf *out);
void continue_use(struct plain *p, const char *argument, struct buf *out);
void speed_use(struct plain *p, const char *argument, struct buf *out);
void jump_use(struct plain *p, const char *argument, struct buf *out);
void round_use(struct plain *p, const char *argument, struct buf *out);
void players_use(struct plain *p, const char *argument, struct buf *out);
void observe_use(struct plain *p, const char *argument, struct buf *out);
void attend_use(struct plain *p, const char *argument, struct buf *out);
void score_use(struct plain *p, const char *argument, struct buf *out);
void end_use(struct plain *p, const char *argument, struct buf *out);

/* --- view.c, view_*.c: the lists */
struct view_row {
	const char *prompt; /* N_() */
	void (*head)(struct plain *p, struct buf *out);
	/* Adds what stands in it, by indices that the next two understand. */
	void (*fill)(struct plain *p);
	void (*row)(struct plain *p, const char *number, unsigned index,
		    struct buf *out);
	/* NULL: the list is said, and the question stays */
	void (*pick)(struct plain *p, unsigned index, struct buf *out);
};
void view_add(struct plain *p, unsigned index);
void view_open(struct plain *p, enum view view, struct buf *out);
void view_more(struct plain *p, struct buf *out);
void view_find(struct plain *p, const char *text, struct buf *out);
void view_tell(struct plain *p, struct buf *out);
void view_prompt(struct plain *p, struct buf *out);
void view_answer(struct plain *p, const char *line, struct buf *out);
bool view_wants(struct plain *p, const char *text); /* passes the search */

/* Registers that count how many of how many, such as a phone tree. */
void tell_sums(struct plain *p, struct buf *out);

extern const struct view_row view_row_items, view_row_timeline,
	view_row_deadlines, view_row_contacts, view_row_calls, view_row_facts,
	view_row_registers, view_row_work, view_row_ratify, view_row_map,
	view_row_who, view_row_board, view_row_alerts, view_row_playbooks,
	view_row_older, view_row_assessments, view_row_messages,
	view_row_scenarios, view_row_injects, view_row_profile;
const char *deadline_say(struct plain *p, const struct status_deadline *d);
/* Asks for a document; it is read out when it comes. */
void message_ask(struct plain *p, const char *id);
void message_say(struct plain *p, struct buf *out);
/* After a release: the deadlines that it may have met. */
void message_out(struct plain *p, const struct record *r, struct buf *out);
const char *fact_say(struct plain *p, const struct status_fact *f);
void work_go_next(struct plain *p, const char *argument, struct buf *out);
void
who_pick_inbox(struct plain *p, const struct inbox_row *row, struct buf *out);
void who_withdraw(struct plain *p, const char *argument, struct buf *out);
const struct status_fact *fact_find(const struct plain *p, const char *id);

#endif
