/* What the views offer each other and the keys. */
#ifndef UI_VIEWS_H
#define UI_VIEWS_H

#include <stdbool.h>

#include "ui/app.h"

struct record;
struct library;
struct sign;
struct step_page;

/* --- input.c */
void app_verb(struct app *app, enum verb verb, struct effects *out);
void app_quit(struct app *app, struct effects *out);
void input_key(struct app *app, const struct event *ev, struct effects *out);
void input_held(struct app *app, int64_t ms, struct effects *out);
void input_paste(struct app *app, const char *text, struct effects *out);
void input_interrupt(struct app *app, struct effects *out);

/* --- start, triage */
void start_new(struct app *app, struct effects *out);
/* Incidents began or ended meanwhile. */
void start_listed(struct app *app);
/* Whether a place is a run of that mode, open or ended. */
bool
start_is_run(const struct front_place *p, const char *mode, bool open);
/* A line for each run of front->places that is one. */
void start_add_runs(struct entries *es, const struct front *f, const char *mode,
		    bool open);
/* The signs of all vocabularies, one after the other. */
unsigned sign_count(const struct library *lib);
const struct sign *sign_at(const struct library *lib, unsigned index);

/* --- step */
/* Something was stored: on to what is open. */
void step_stored(struct app *app, const struct record *r);
/* The step that is shown: the chosen current one, or the one that is read. */
const struct status_step *step_shown(const struct app *app);
/* Shows that current step of the role. */
void step_show(struct app *app, const char *path);
void step_read(struct app *app, const char *path);
/* Shows it; the step of another role is read, not done. */
void step_go_to(struct app *app, const char *path);

/* --- entries that several views have */
void firsts_add(const struct app *app, struct entries *es);
void firsts_draw(struct sheet *s, const struct app *app,
		 const struct entries *es, unsigned *next);
void firsts_tick(struct app *app, const struct entry *e, struct effects *out);

/* One was ticked: on to the next that is open. */
void firsts_stored(struct app *app);

/* Who are you?  Nothing lies under that screen. */
void roles_open(struct app *app);

/* --- the organisation's own file */
void profile_open(struct app *app, struct effects *out);
/* … at what fills that gap of a text. */
void profile_open_at(struct app *app, const struct model_use *u,
		     struct effects *out);
/* … at a contact, that is there or is to be filled in. */
void profile_open_contact(struct app *app, const char *id, struct effects *out);
void profile_saved(struct app *app, struct effects *out);
/* The answer to a change; false: it is another one's. */
bool profile_answered(struct app *app, const struct event *ev,
		      struct effects *out);

void reader_scroll(struct app *app, int by);
/* What reader_draw() shows, copied; opens nothing. */
void reader_fill(struct app *app, const char *title, const char *text);
/* "label: text" on a line of what is read; nothing where text is empty. */
void reader_add(struct arena *a, const char **all, const char *label,
		const char *text);
void print_view(struct app *app, struct effects *out);

/* --- report: asks for it, and opens it once it was made */
void report_open(struct app *app, struct report_wanted wanted,
		 struct effects *out);
/* The report of this view: of the timeline, of the next hours, the situation. */
void report_of_view(struct app *app, struct effects *out);
void report_answered(struct app *app, const struct event *ev,
		     struct effects *out);
/* The window has another width. */
void report_resized(struct app *app, struct effects *out);

/* The alerts that this role must see, most urgent first; texts in the arena. */
enum notice_about { /* what Enter on it opens, and what `id` is there */
	ABOUT_NOTHING,
	ABOUT_DEADLINE,
	ABOUT_FACT,
	ABOUT_STEP, /* a path */
	ABOUT_WORK, /* an entry that waits for this role */
	ABOUT_ENTRY,
	ABOUT_WHO,
	ABOUT_CALLS,
	ABOUT_SEVERITY,
	ABOUT_DRAFT,   /* its name */
	ABOUT_COMMAND, /* a word of the command line */
};
struct notice {
	const char *text;
	enum look look;
	enum notice_about about;
	const char *id; /* NULL: none */
};
struct notice *
alerts_of(const struct app *app, struct arena *a, unsigned *count);

/* "9:12" below ten minutes with seconds, else say_left(). */
const char *left_of(int64_t ms, struct arena *a);
/* A deadline's time and what is left, or its state. */
const char *deadline_line(const struct status_deadline *d,
			  const struct app *app, struct arena *a);
enum look deadline_look(const struct status_deadline *d);

/* --- the rows of the table */
void start_entries(const struct app *app, struct entries *es);
void start_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void start_draw(const struct app *app, struct page *page);
/* What was ticked before the program ended. */
void triage_restore(struct app *app, struct effects *out);
void triage_entries(const struct app *app, struct entries *es);
void triage_act(struct app *app, enum verb verb, const struct entry *e,
		struct effects *out);
void triage_draw(const struct app *app, struct page *page);
void match_entries(const struct app *app, struct entries *es);
void match_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void match_draw(const struct app *app, struct page *page);
void roles_entries(const struct app *app, struct entries *es);
void roles_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void roles_draw(const struct app *app, struct page *page);
void step_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out);
void step_draw(const struct app *app, struct page *page);
void board_entries(const struct app *app, struct entries *es);
void board_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void board_draw(const struct app *app, struct page *page);
void timeline_entries(const struct app *app, struct entries *es);
void timeline_act(struct app *app, enum verb verb, const struct entry *e,
		  struct effects *out);
void timeline_draw(const struct app *app, struct page *page);
void map_entries(const struct app *app, struct entries *es);
void map_act(struct app *app, enum verb verb, const struct entry *e,
	     struct effects *out);
void map_draw(const struct app *app, struct page *page);
void deadlines_entries(const struct app *app, struct entries *es);
void deadlines_act(struct app *app, enum verb verb, const struct entry *e,
		   struct effects *out);
void deadlines_draw(const struct app *app, struct page *page);
void contacts_entries(const struct app *app, struct entries *es);
void contacts_act(struct app *app, enum verb verb, const struct entry *e,
		  struct effects *out);
void contacts_draw(const struct app *app, struct page *page);
void calls_entries(const struct app *app, struct entries *es);
void calls_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void calls_draw(const struct app *app, struct page *page);
/* A call was logged: on to whoever is to be called now. */
void calls_stored(struct app *app);
/* All that is known of a contact. */
void contact_read(struct app *app, const char *id);
void messages_entries(const struct app *app, struct entries *es);
void messages_act(struct app *app, enum verb verb, const struct entry *e,
		  struct effects *out);
void messages_draw(const struct app *app, struct page *page);
void message_entries(const struct app *app, struct entries *es);
void message_act(struct app *app, enum verb verb, const struct entry *e,
		 struct effects *out);
void message_draw(const struct app *app, struct page *page);
/* The document of the view of one; NULL: it is not ready yet. */
const struct front_document *message_shown(const struct app *app);
void message_stored(struct app *app);
void message_open(struct app *app, const char *id, struct effects *out);
void facts_entries(const struct app *app, struct entries *es);
void facts_act(struct app *app, enum verb verb, const struct entry *e,
	       struct effects *out);
void facts_draw(const struct app *app, struct page *page);
void report_act(struct app *app, enum verb verb, const struct entry *e,
		struct effects *out);
void registers_entries(const struct app *app, struct entries *es);
void registers_act(struct app *app, enum verb verb, const struct entry *e,
		   struct effects *out);
void registers_draw(const struct app *app, struct page *page);
/* The open work of the role, without the step that is shown. */
void work_entries(const struct app *app, struct entries *es,
		  const struct step_page *page);
/* To the most urgent work; again: to the next. */
void work_next(struct app *app, bool again);
void ratify_board(struct sheet *s, const struct app *app);
/* Registers that count how many of how many: a line each, Enter opens it. */
void sums_entries(const struct app *app, struct entries *es);
void sums_draw(const struct app *app, struct sheet *s,
	       const struct entries *es);
void sums_act(struct app *app, enum verb verb, const struct entry *e);
/* A row was stored: on to the next. */
void registers_stored(struct app *app, const struct record *r);
void reader_draw(const struct app *app, struct page *page);
void profile_entries(const struct app *app, struct entries *es);
void profile_act(struct app *app, enum verb verb, const struct entry *e,
		 struct effects *out);
void profile_draw(const struct app *app, struct page *page);
void assess_entries(const struct app *app, struct entries *es);
void assess_act(struct app *app, enum verb verb, const struct entry *e,
		struct effects *out);
void assess_draw(const struct app *app, struct page *page);
void question_entries(const struct app *app, struct entries *es);
void question_act(struct app *app, enum verb verb, const struct entry *e,
		  struct effects *out);
void question_draw(const struct app *app, struct page *page);
void questions_entries(const struct app *app, struct entries *es);
void questions_act(struct app *app, enum verb verb, const struct entry *e,
		   struct effects *out);
void questions_draw(const struct app *app, struct page *page);
void scenarios_entries(const struct app *app, struct entries *es);
void scenarios_act(struct app *app, enum verb verb, const struct entry *e,
		   struct effects *out);
void scenarios_draw(const struct app *app, struct page *page);
/* To the screen of who leads one or looks on; joins: holds that role, too. */
void lead_take(struct app *app, const char *role, bool joins,
	       struct effects *out);
/* Runs of exercises that are open: so many. */
unsigned scenarios_running(const struct front *f);
void exercise_entries(const struct app *app, struct entries *es);
void exercise_act(struct app *app, enum verb verb, const struct entry *e,
		  struct effects *out);
void exercise_draw(const struct app *app, struct page *page);
/* An inject was sent: on to the one that is next. */
void exercise_stored(struct app *app, const struct record *r);
/* What came of the exercise, to read. */
void debrief_open(struct app *app);
/* What everybody in the town may have read or heard, for the board. */
void exercise_board(struct sheet *s, const struct app *app);
void projector_draw(const struct app *app, struct page *page);
/* Looks whether an exercise became real life, or goes on again. */
void real_look(struct app *app);
/* Opens the real incident that the exercise names. */
void real_go(struct app *app, struct effects *out);
void real_act(struct app *app, enum verb verb, const struct entry *e,
	      struct effects *out);
void real_draw(const struct app *app, struct page *page);
/* The alert that says so; NULL: nothing is real. */
const char *real_alert(const struct app *app, struct arena *a);
void result_act(struct app *app, enum verb verb, const struct entry *e,
		struct effects *out);

#endif
