/*
 * What both front ends (ui/ and plain/) are shown and what they may ask for.
 * app/ owns and fills the struct; a front end only reads it.  No file, clock,
 * environment or curses is known here: everything comes in through struct
 * front and struct event, everything goes out as struct effect.
 *
 * The way of an act: a front end fills a struct action and returns EFFECT_ACT.
 * app/ calls incident_decide(), appends and syncs, applies, and answers with
 * EVENT_STORED, EVENT_REFUSED (state untouched, `refused` says why) or
 * EVENT_NOT_SAVED (state untouched, what was typed is kept by the front end).
 */
#ifndef FRONT_FRONT_H
#define FRONT_FRONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/incident.h"
#include "core/playbook.h"
#include "core/status.h"
#include "front/report.h"
#include "front/themes.h"

struct arena;
struct assessment_earlier;
struct exercise_run;
struct library;
struct model;
struct model_use;
struct profile_change;
struct zone;

/* One incident in the lists of the start screen. */
struct front_place {
	const char *path;
	const char *id8;
	const char *
		title; /* its own title, or the name's slug until it was read */
	const char *words; /* two spoken words, heron-lamp */
	int64_t started;
	bool open;
	bool read; /* title, open, last and role are known */
	const char *mode;
	int64_t last_time;     /* of the last entry */
	const char *last_text; /* one line, as the timeline shows it */
	const char *you_were;  /* "IT, step 3 of 9 …" or NULL */
	size_t entries;        /* of its log */
	const char *trouble;   /* what is odd about its log; NULL: nothing */
	bool looked; /* what follows is known: once something is on the screen */
	const char *unsaved;   /* "a note", typed and not saved; NULL: nothing */
	const char *next_deadline; /* "…, due Fri 17 Jul 03:12"; NULL: none */
};

/* One playbook that can be opened. */
struct front_playbook {
	const char *id, *title, *summary, *code, *version, *language;
	enum file_kind kind;
	int score_strong, score_weak; /* signs that match, after EFFECT_SCORE */
	int signs;                    /* signs it has */
};

/* One scenario that can be exercised. */
struct front_scenario {
	const char *id, *title, *summary, *language;
	const char *duration;        /* in words */
	const char *begins, *style; /* as written; NULL */
};

/* Text that was typed and not yet saved, kept by EFFECT_DRAFT. */
struct front_draft {
	const char *name, *text;
};

/* One document, as EFFECT_DOCUMENT made it ready. */
struct front_document {
	const char *id; /* model.language */
	const struct model *model;
	const struct document_state *state; /* NULL: nothing was drafted */
	const char *text;   /* the last draft, else filled in now */
	const char *filled; /* as the facts would fill it in now */
	const char *sha256; /* of the draft that is shown; NULL: none */
	const struct model_use *uses; /* of what is filled in now */
	unsigned use_count;
	unsigned gaps; /* of the text that is shown */
	const char *why; /* the draft's text cannot be shown; NULL */
};

/* The organisation's own file, once EFFECT_PROFILE was answered. */
struct front_profile {
	const char *path;
	const struct organisation *organisation; /* NULL: there is no file */
	const char *why; /* it cannot be read, nor changed here; NULL */
};

/* How safe the record is right now. */
enum front_saved {
	FRONT_NOTHING_YET,
	FRONT_SAVED,
	FRONT_WAITING,
	FRONT_NOT_SAVED
};

struct front {
	/* the program */
	const char *version;
	const char *language;    /* of the screen */
	int64_t now;             /* ms */
	const struct zone *zone; /* the reader's; in an exercise its clock
				    shows the scenario's time */
	const struct zone *wall; /* the reader's own, always */
	const char *station;

	/* lists: filled for the start screen */
	const struct front_place *places;
	size_t place_count;
	const struct front_playbook *playbooks; /* incident and triage */
	size_t playbook_count;
	const struct front_playbook *assessments; /* and quizzes */
	size_t assessment_count;
	unsigned playbook_faults; /* files that were refused */
	const struct front_scenario *scenarios; /* after EFFECT_SCENARIOS */
	size_t scenario_count;

	/* always there once EFFECT_LIBRARY was answered, or an incident is open
	 */
	const struct library *library;

	/* the incident that is open; NULL: the start screen */
	const struct incident *incident;
	const struct status *status; /* at `now` */
	const char *words;           /* heron-lamp */
	const char *role;            /* as whom; NULL: not chosen yet */
	const char *by;              /* NULL: asked at the first write */
	const char *typed, *via;
	const struct assessment_earlier *earlier; /* of an assessment; NULL */
	const struct exercise_run *exercise; /* at `now`; NULL: it is none */
	enum front_saved saved;
	size_t lost_journals; /* FRONT_NOT_SAVED: that were read, and are in no
				 folder now */
	int64_t saving_since;    /* FRONT_WAITING: the disk does not answer */
	int64_t saved_time;      /* of the last saved entry of anybody */
	size_t saved_count;      /* entries of the incident */
	const char *head;        /* 64 hex of our journal; NULL: none yet */
	const char *journal;     /* its name */
	const char *seal_advice; /* a seal is due, and why; NULL */
	const char *notice; /* of the station: "failed over to …"; NULL */
	bool read_only;
	const char *read_only_why;
	const struct front_draft
		*drafts; /* of this incident, also from an earlier run */
	size_t draft_count;

	const struct front_document *document; /* asked for last; NULL */
	const struct front_profile *profile;   /* the same */
	bool has_editor; /* $VISUAL or $EDITOR is set */

	/* how the program was started; a front end looks at its first event */
	bool begin_new; /* `start`: begin with the signs */
	bool board;     /* `board`: the situation on a wall, nothing else */
	bool projector; /* the board is what an exercise shows its players */
	enum theme theme; /* … and in which one it begins */
};

enum effect_kind {
	EFFECT_NONE,
	EFFECT_QUIT,
	EFFECT_ACT,   /* action */
	EFFECT_START, /* a new incident; text: playbook id or NULL (log from the
			 first second) */
	EFFECT_OPEN,  /* text: path of an incident */
	EFFECT_LEAVE, /* back to the start screen; the incident stays open */
	EFFECT_SCENARIOS, /* list the scenarios there are */
	EFFECT_EXERCISE,  /* begin one; text: the scenario; `leads`: whoever
			     sits here, and the clock waits for that */
	EFFECT_REAL, /* real life: the exercise is paused, an incident begins */
	EFFECT_LIBRARY, /* load contacts, vocabulary, law without an incident */
	EFFECT_DOCUMENT, /* make the document `text` (model.language) ready;
			    NULL: it is not needed any more */
	EFFECT_SCORE,   /* score playbooks by `signs` */
	EFFECT_ROLE,    /* text: role to act as from now on */
	EFFECT_BY,      /* text: name or function at the keyboard */
	EFFECT_LANGUAGE, /* text: en, nl */
	EFFECT_RETRY,    /* NOT SAVED: the same record once more */
	EFFECT_MOVE, /* NOT SAVED, or waiting: go on in folder `text` (NULL: the
			state folder) */
	EFFECT_READ_ONLY, /* NOT SAVED: give up writing */
	EFFECT_DRAFT,     /* keep `text` as the draft named `name` (text NULL:
			     forget it) */
	EFFECT_PRINT,     /* write `text` to a file named `name` in the current
			     folder; `document`: it is one, and the log says so
			     (EVENT_REPORT) */
	EFFECT_REPORT,    /* `report`; `save`: into a file of the current folder,
			     else to be shown */
	EFFECT_EDITOR, /* hand `text` to the person's own editor: EVENT_EDITED */
	EFFECT_COMPLETE, /* what can follow the path in `text` */
	EFFECT_PROFILE, /* read the organisation's own file */
	EFFECT_PROFILE_CHANGE, /* `profile`, in that file */
	EFFECT_EVIDENCE, /* the files that are kept, compared with their hash */
	EFFECT_SUSPEND,
	EFFECT_REPAINT,
	EFFECT_THEME, /* text: its name */
};

struct effect {
	enum effect_kind kind;
	struct action action;
	const char *text, *name; /* in the front end's scratch, valid until the
				    next event */
	const char *const *signs;
	unsigned sign_count;
	struct report_wanted report;
	const char *document; /* model.language; NULL */
	bool save; /* EFFECT_REPORT: into a file; EFFECT_DRAFT: wait for the
		      disk */
	const struct profile_change *profile;
	bool leads;
};

#define EFFECTS_MOST 8
struct effects {
	struct effect list[EFFECTS_MOST];
	unsigned count;
};

enum event_kind {
	EVENT_NONE,
	EVENT_KEY,
	EVENT_PASTE, /* text: as pasted, C0 stripped except tab and newline */
	EVENT_RESIZE,
	EVENT_TICK, /* a minute (or a second, below ten minutes left) went by */
	EVENT_STORED,  /* record: as read back; text: a seal as a picture, or what
			  must be said of evidence although it is kept; NULL */
	EVENT_WAITING, /* the disk does not answer; how it ended comes later */
	EVENT_REFUSED, /* refused */
	EVENT_NOT_SAVED, /* text: why */
	EVENT_OTHERS_WROTE,
	EVENT_OPENED, /* an incident (or the start screen again): look at struct
			 front anew */
	EVENT_LOADED, /* EFFECT_LIBRARY, EFFECT_SCORE were done */
	EVENT_EDITED, /* text: as the editor left it */
	EVENT_DONE,   /* any other effect was done; text: a sentence or NULL */
	EVENT_FAILED, /* … was not; text: why; action: an act that came to
			 nothing and can be mended, or ACT_NONE */
	EVENT_REPORT, /* EFFECT_REPORT was made; text: it, or where it is saved */
	EVENT_COMPLETED, /* text: the longer path; note: how it can go on, or
			    NULL; whole: it is a file */
	EVENT_EVIDENCE,  /* text: what is kept, as lines */
	EVENT_HANGUP, /* the terminal is gone: leave */
	EVENT_TERMINATE, /* signal: leave */
	EVENT_INTERRUPT, /* Ctrl-C */
	EVENT_CONTINUED, /* after ^Z */
};

/* Keys above Unicode. */
enum key {
	KEY_CODE_BASE = 0x110000,
	KEY_CODE_UP,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_PAGE_UP,
	KEY_CODE_PAGE_DOWN,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_TAB,
	KEY_CODE_BACK_TAB,
	KEY_CODE_ENTER,
	KEY_CODE_ESCAPE,
	KEY_CODE_BACKSPACE,
	KEY_CODE_DELETE,
	KEY_CODE_NEW_LINE, /* Ctrl-J, Alt-Enter */
	KEY_CODE_HELP,     /* F1 */
};

struct event {
	enum event_kind kind;
	uint32_t key;     /* a character, 1 to 26 for Ctrl-A …, or enum key */
	int64_t typed_ms; /* monotonic, for held keys */
	int rows, columns; /* EVENT_RESIZE */
	int signal;        /* EVENT_TERMINATE: its number */
	const char *text;
	const char *note; /* EVENT_REPORT: what the log must say of it; NULL */
	bool saved;       /* EVENT_REPORT: it went into a file */
	bool whole;       /* EVENT_COMPLETED: the path is that of a file */
	const struct record *record;
	struct refused refused;
	struct action action; /* what was refused or not saved */
};

#endif
