/*
 * The curses front end without curses: events in, effects out, and a drawing.
 *
 *	effects = app_update(app, &event)   what a key, a tick, an answer means
 *	app_draw(app, grid)                 what that looks like now
 *
 * It decides nothing about an incident: an act is an EFFECT_ACT, and what
 * comes back (EVENT_STORED, _REFUSED, _NOT_SAVED) is shown.  No file, clock or
 * environment: time comes in with struct front and with events.
 *
 * A key goes to the layer on top of the view (menu, form, line) if there is
 * one, else through the key table to the view.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "front/front.h"
#include "ui/field.h"
#include "ui/form.h"
#include "ui/grid.h"
#include "ui/held.h"
#include "ui/keys.h"
#include "ui/list.h"
#include "ui/menu.h"
#include "ui/sheet.h"

#define APP_BACK_MOST 8
#define APP_QUEUE_MOST 4
#define APP_SIGNS_MOST 128
#define APP_MESSAGE_SIZE 512
#define APP_UNSAVED_MOST 8

/* What lies over the view and takes the keys. */
enum layer { LAYER_NONE, LAYER_MENU, LAYER_FORM, LAYER_LINE };

/* What the line above the key line asks for. */
enum line_what { LINE_SEARCH, LINE_COMMAND };

/* Something that can have the focus. */
enum entry_kind {
	ENTRY_NONE,
	ENTRY_FIRST,    /* index: of status->first */
	ENTRY_ITEM,     /* index: of the step's items */
	ENTRY_FACT,     /* id */
	ENTRY_ANSWER,   /* index: of the role's answers */
	ENTRY_POSTPONED, /* index: of what the role put off */
	ENTRY_ROW,      /* id: a row; part: of status->registers; index: its row */
	ENTRY_NEW_ROW,  /* id: a register; part: of status->registers */
	ENTRY_REGISTERS, /* opens that screen */
	ENTRY_CHOICE,   /* index: of the step's choices */
	ENTRY_WAIT,     /* index: of the step's waits */
	ENTRY_INBOX,    /* index: of the role's inbox */
	ENTRY_ACTION,   /* index: of the role's improvised actions */
	ENTRY_DECISION, /* index: of the role's improvised decisions */
	ENTRY_RETURN,   /* id: path of a step that time brings back */
	ENTRY_PROMISE,  /* index: of those that the role's texts dropped */
	ENTRY_STEP,     /* id: path of a step */
	ENTRY_ROLE,     /* id: a role */
	ENTRY_BOARD,    /* index: enum board_part, what the board says */
	ENTRY_FIRSTS,   /* "first actions: 2 open" */
	ENTRY_PLACE,    /* index: of front->places */
	ENTRY_COMMAND,  /* index: a line of the start screen */
	ENTRY_SIGN,     /* index: over all vocabularies */
	ENTRY_PLAYBOOK, /* index: of front->playbooks */
	ENTRY_LOG,      /* index: of incident->log */
	ENTRY_DEADLINE, /* id */
	ENTRY_FOLD,     /* the deadlines that are folded into one line */
	ENTRY_CONTACT,  /* id */
	ENTRY_CALL,     /* id: of a person; index: in their round */
	ENTRY_MODEL,    /* id: model.language */
	ENTRY_USE,      /* index: of the document's uses */
	ENTRY_TEXT,     /* index: a paragraph of the document */
	ENTRY_PROFILE,  /* part: of the organisation's file; index: its entry,
			   or its field at the top */
	ENTRY_NEW_PROFILE, /* part: … one more of it */
	ENTRY_SCENARIO, /* index: of front->scenarios */
	ENTRY_INJECT,   /* id; index: of the exercise's injects */
	ENTRY_LEAD,     /* id: who leads an exercise, or looks on */
	ENTRY_ROUND,    /* id; index: of the scenario's rounds */
};

struct entry {
	enum entry_kind kind;
	const char *key;  /* the same as long as it is the same thing */
	const char *text; /* for searching; NULL: asked when searched */
	const char *id;
	unsigned index;
	unsigned part; /* which list, where there are several */
};

/* A cell that is being filled in; in the layer. */
struct cell_place {
	const char *reg, *row, *column;
};

struct entries {
	struct arena *arena;
	struct entry *list;
	const char **keys;
	unsigned count;
	unsigned start;       /* where the focus begins */
	bool start_when_lost; /* … and where it goes when its entry is gone */
};

void entries_add(struct entries *es, struct entry e);

struct app {
	const struct front *front;
	int rows, columns;
	bool ascii;
	enum theme theme;

	enum view_id view;
	enum view_id back[APP_BACK_MOST]; /* where Close leads */
	unsigned back_count;
	struct list lists[VIEWS];
	bool leaves; /* EFFECT_QUIT was sent */

	enum layer layer;
	struct arena layer_arena;
	struct menu menu;
	struct form form;
	enum line_what line_what;
	struct field line;
	bool help;
	int help_top;

	/* acts on their way; the first is with the loop or in a question */
	struct arena act_arena;
	struct action queue[APP_QUEUE_MOST];
	unsigned queue_count;
	bool waits;       /* for the answer to an effect */
	bool not_saved;   /* the first one could not be saved */
	bool personal_accepted; /* its numbers may stand in the log */
	char sent[2][192]; /* drafts of what is on its way: a form, a reason */
	bool late;        /* the disk has not answered yet */
	int64_t ask_late; /* when to ask what to do about that */
	char not_saved_why[APP_MESSAGE_SIZE];
	char unsaved[APP_UNSAVED_MOST][192]; /* drafts of an earlier run */
	unsigned unsaved_count;
	char paper[256]; /* the line of what is not in the log, "": none */

	struct held held;
	struct event held_event;
	uint32_t key; /* that is acted on now */
	int64_t key_ms;
	int64_t last_input; /* front->now of the last key */
	bool idle;          /* ten minutes without one */

	char message[APP_MESSAGE_SIZE];
	char found[128]; /* searched for last */

	/* of single views */
	char step_path[LIST_KEY_SIZE]; /* the current step that is shown, "":
					  the first */
	char reading[LIST_KEY_SIZE]; /* the step that is only read, "": none */
	bool how_open;
	bool signs[APP_SIGNS_MOST]; /* ticked, by index */
	char work_key[LIST_KEY_SIZE]; /* where `s` went last */
	unsigned register_column; /* of the registers: the one with the focus */
	struct cell_place cell;
	bool older;                 /* the start screen shows closed ones too */
	bool unfolded;              /* the deadlines nobody decided on */
	char document[192];         /* the one that is shown: model.language */
	char real_seen[64];         /* the line that told of real life, "" */
	char only_role[72];         /* the timeline's filter, "": all */
	unsigned only_kind;         /* … by a group of kinds, 0: all */
	struct report_wanted report; /* that is shown */
	char report_role[72], report_entry[40];
	struct arena reader_arena;
	const char *reader_title, *reader_text;
	int reader_top;
	bool reads_line; /* the text is about the line that has the focus */

	struct arena scratch; /* of one event; what effects point to */
};

/* A view draws here. */
struct page {
	struct grid *grid;
	struct box body;
	struct entries entries;
	int focus;   /* of entries, -1 */
	bool narrow; /* below 60 columns */
};

/* One screen.  Neither function may block or touch a file. */
struct view {
	const char *name;
	bool needs_incident;
	void (*entries)(const struct app *, struct entries *);
	/* Keys that mean something here; e NULL: nothing has the focus. */
	void (*act)(struct app *, enum verb, const struct entry *e,
		    struct effects *);
	void (*draw)(const struct app *, struct page *);
};

extern const struct view views[VIEWS];

void app_init(struct app *app, const struct front *front, bool ascii);
void app_fini(struct app *app);
struct effects app_update(struct app *app, const struct event *ev);
void app_draw(const struct app *app, struct grid *g);

/* When EVENT_TICK must come for a held key (monotonic ms); INT64_MAX: never. */
int64_t app_wake_ms(const struct app *app);
/* Whether a clock is shown that has less than ten minutes left. */
bool app_shows_seconds(const struct app *app);

/* --- for the views and layers */

struct effect *effects_add(struct effects *out, enum effect_kind kind);

/* The message line; what it says is copied. */
void app_say(struct app *app, const char *text);

void app_open_view(struct app *app, enum view_id view);
/* … and the line with that key there; NULL: where it begins. */
void app_go_to(struct app *app, enum view_id view, const char *key);
void app_close_view(struct app *app, struct effects *out);
/* The step of now, from anywhere; closes what lies over it. */
void app_open_step(struct app *app);

/* The entries of the shown view, and the one with the focus (-1: none). */
void app_entries(const struct app *app, struct arena *a, struct entries *es);
int app_focus(const struct app *app, const struct entries *es);
void app_set_focus(struct app *app, const struct entries *es, unsigned index);
/* To the choice of the letter that was pressed; `sorry` where there is none. */
void app_focus_letter(struct app *app, const char *sorry);
/* The focus to the entry with that key, where it is in the view. */
void app_focus_key(struct app *app, const char *key);

/*
 * Sends an act: role and by are filled in, strings are copied.  Asks for the
 * name first where nobody said it.
 */
void app_act(struct app *app, const struct action *act, struct effects *out);
/* Sends the first act of the queue (again, after a question). */
void app_send(struct app *app, struct effects *out);
/* Forgets all acts that were not stored. */
void app_drop_acts(struct app *app);
/* EVENT_FAILED of an act: what was typed can be mended. */
void app_failed(struct app *app, const struct event *ev);
/* What came back of an act. */
void app_answered(struct app *app, const struct event *ev, struct effects *out);

/* What stands nowhere but on paper, as one line; NULL: everything is saved. */
const char *app_on_paper(const struct app *app);

/* Text that opens over the view, closed with q. */
void app_read(struct app *app, const char *title, const char *text);
/* The view whose line is read; else the one that is shown. */
enum view_id app_behind(const struct app *app);

/* Changes the role that is acted as. */
void app_use_role(struct app *app, const char *role, struct effects *out);

/* The `:` line. */
void command_run(struct app *app, const char *line, struct effects *out);
void command_complete(struct app *app);
/* The names that can stand in it, of keys too; NULL: no more. */
const char *command_name(unsigned index);
/* Moves the focus to the next entry with that text. */
void search_run(struct app *app, const char *text, int direction);

/* Everything that is drawn around a view's body. */
void frame_draw(const struct app *app, struct grid *g);
/* How wide a view, menu or form is in a window of so many columns. */
int frame_body_columns(const struct app *app, int columns);
/* The column at the right of wide windows. */
void side_draw(const struct app *app, struct grid *g, struct box b);
void help_draw(const struct app *app, struct grid *g);

/* Short for looking things up. */
const struct status *app_status(const struct app *app);
const struct status_role *app_role(const struct app *app);
bool app_is_narrow(const struct app *app);

#endif
