/*
 * What keys do: one table for the dispatch, the key line, the help screen, the
 * command line and the manual.  Keys are the same in every language; labels
 * are not.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum view_id {
	VIEW_START,
	VIEW_TRIAGE,
	VIEW_MATCH,
	VIEW_ROLES,
	VIEW_STEP,
	VIEW_BOARD,
	VIEW_TIMELINE,
	VIEW_MAP,
	VIEW_DEADLINES,
	VIEW_CONTACTS,
	VIEW_CALLS,
	VIEW_FACTS,
	VIEW_REGISTERS,
	VIEW_MESSAGES,
	VIEW_MESSAGE,
	VIEW_READER,
	VIEW_REPORT,
	VIEW_ASSESS,
	VIEW_PROFILE,
	VIEW_QUESTION,
	VIEW_QUESTIONS,
	VIEW_RESULT,
	VIEW_SCENARIOS,
	VIEW_EXERCISE,
	VIEW_PROJECTOR,
	VIEW_REAL,
	VIEWS
};

enum verb {
	VERB_NONE,
	VERB_TICK,   /* Space */
	VERB_OPEN,   /* Enter */
	VERB_LETTER, /* A to F */
	VERB_OTHER,
	VERB_NOTE,
	VERB_EVIDENCE,
	VERB_WHO,
	VERB_UNDO,
	VERB_ALERTS, /* what the alert line is about */
	VERB_WHY,
	VERB_STEP,
	VERB_BOARD,
	VERB_TIMELINE,
	VERB_DEADLINES,
	VERB_CONTACTS,
	VERB_CALLS,
	VERB_FACTS,
	VERB_REGISTERS,
	VERB_MESSAGES,
	VERB_MAP,
	VERB_ROLES,
	VERB_REPORT,
	VERB_QUESTIONS,
	VERB_RESULT,
	VERB_PAUSE,   /* the exercise's clock */
	VERB_DEBRIEF, /* what came of the exercise */
	VERB_REAL,    /* real life */
	VERB_UP,
	VERB_DOWN,
	VERB_PAGE_UP,
	VERB_PAGE_DOWN,
	VERB_FIRST,
	VERB_LAST,
	VERB_NEXT_ROLE,
	VERB_PREVIOUS_ROLE,
	VERB_READ_BACK,
	VERB_READ_ON,
	VERB_SEARCH,
	VERB_SEARCH_NEXT,
	VERB_SEARCH_PREVIOUS,
	VERB_COMMAND,
	VERB_PRINT,
	VERB_REPAINT,
	VERB_CLOSE,
	VERB_HELP,
	VERBS
};

enum key_group { GROUP_DO, GROUP_LOOK, GROUP_MOVE, GROUP_FIND, GROUPS };

struct key_row {
	enum verb verb;
	uint32_t keys[3];  /* 0: none */
	unsigned views;    /* bits: 1u << enum view_id */
	const char *name;  /* N_IN("word"): on the command line; NULL: not there */
	const char *label; /* in the help screen; msgid */
	const char *brief; /* in the key line; NULL: not there */
	bool writes;       /* may write in the log */
	enum key_group group;
};

extern const struct key_row key_rows[];
extern const size_t key_row_count;

/* What a key means in a view; NULL: nothing. */
const struct key_row *key_find(enum view_id view, uint32_t key);
/*
 * Whether a row holds in a view.  behind: the view whose line is read in it,
 * the keys of which for that line hold there too; the same view: none is.
 */
bool key_holds(const struct key_row *row, enum view_id view,
	       enum view_id behind);
/* What is done with a line, also while it is read. */
bool verb_is_of_line(enum verb verb);
/* A command's name as it is typed: English, or in the reader's language. */
bool key_word_is(const char *name, const char *typed);
/* The row of a command's name, English or the reader's, in a view; NULL: none. */
const struct key_row *key_named(enum view_id view, const char *name);

/* "Space", "Ctrl-L", "?", in the reader's language. */
const char *key_name(uint32_t key, struct arena *a);
const char *key_group_title(enum key_group group);

/* One hint of a key line. */
struct key_hint {
	const char *key, *text;
};

/*
 * Hints on one line of so many cells, the last one always there: whole hints
 * go, from the last but one backwards, until the rest fits.
 */
const char *key_line_of(const struct key_hint *hints, unsigned count,
			int columns, struct arena *a);
enum key_state {
	KEYS_ALL,
	KEYS_LOOK, /* without what writes, for who only looks */
	KEYS_OVER, /* without what moves an exercise that is over */
};
const char *key_line(enum view_id view, enum view_id behind,
		     enum key_state state, int columns, struct arena *a);

#endif
