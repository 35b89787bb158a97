#include "ui/keys.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/front.h"

#define CTRL(letter) ((letter) - 'a' + 1)
#define IN(view) (1u << VIEW_##view)
#define EVERYWHERE ((1u << VIEWS) - 1u)
#define TEXTS (IN(READER) | IN(REPORT))
#define LISTS (EVERYWHERE & ~TEXTS)
#define INCIDENT                                                               \
	(IN(STEP) | IN(BOARD) | IN(TIMELINE) | IN(MAP) | IN(DEADLINES) |       \
	 IN(CONTACTS) | IN(CALLS) | IN(FACTS) | IN(REGISTERS) | TEXTS |        \
	 IN(ROLES))
#define HINTS_MOST 24

/* In the order of the key line: what may go first stands last. */
const struct key_row key_rows[] = {
	{VERB_TICK,
	 {' '},
	 IN(STEP),
	 "done",
	 N_("tick this item: done"),
	 N_("done"),
	 true,
	 GROUP_DO},
	{VERB_TICK,
	 {' '},
	 IN(ROLES),
	 "done",
	 N_("tick this first action: done"),
	 N_("done"),
	 true,
	 GROUP_DO},
	{VERB_TICK,
	 {' '},
	 IN(TRIAGE),
	 "tick",
	 N_("tick what you see or have done"),
	 N_("tick"),
	 true,
	 GROUP_DO},
	{VERB_TICK,
	 {' '},
	 IN(DEADLINES),
	 "met",
	 N_("this deadline is met: how, with what proof"),
	 N_("met"),
	 true,
	 GROUP_DO},
	{VERB_TICK,
	 {' '},
	 IN(CONTACTS) | IN(CALLS),
	 "called",
	 N_("log a call to this contact"),
	 N_("called"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(STEP),
	 "choose",
	 N_("choose this option, open this line, save a form"),
	 N_("choose"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(TRIAGE),
	 "next",
	 N_("go on: choose the playbook"),
	 N_("next"),
	 false,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(MATCH) | IN(ROLES),
	 "choose",
	 N_("choose this one"),
	 N_("choose"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(FACTS),
	 "record",
	 N_("record what is known"),
	 N_("record"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER, ' '},
	 IN(REGISTERS),
	 "fill",
	 N_("fill in this cell, or add a row"),
	 N_("fill in"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(START),
	 "open",
	 N_("open this line"),
	 N_("open"),
	 true,
	 GROUP_DO},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(BOARD) | IN(TIMELINE) | IN(MAP) | IN(DEADLINES) | IN(CONTACTS) |
		 IN(CALLS),
	 "open",
	 N_("open this line to read it"),
	 N_("open"),
	 false,
	 GROUP_LOOK},
	{VERB_OPEN,
	 {KEY_CODE_ENTER},
	 IN(REPORT),
	 "save",
	 N_("save this report, show it for the public, show another one"),
	 N_("save"),
	 true,
	 GROUP_DO},
	{VERB_LETTER,
	 {'A'},
	 IN(STEP),
	 NULL,
	 N_("to F: move to that option"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_OTHER,
	 {'x'},
	 INCIDENT & ~TEXTS,
	 "other",
	 N_("other: not applicable, not possible, later, somebody else, …"),
	 N_("other"),
	 true,
	 GROUP_DO},
	{VERB_NOTE,
	 {'a'},
	 INCIDENT | IN(TRIAGE),
	 "note",
	 N_("add a note"),
	 N_("note"),
	 true,
	 GROUP_DO},
	{VERB_UNDO,
	 {'u'},
	 INCIDENT & ~TEXTS,
	 "undo",
	 N_("undo: open again, or correct with a new line"),
	 N_("undo"),
	 true,
	 GROUP_DO},
	{VERB_WHO,
	 {'w'},
	 INCIDENT & ~TEXTS,
	 "who",
	 N_("who: answer, ask, tell, take a role, hand over"),
	 N_("who"),
	 true,
	 GROUP_DO},
	{VERB_STEP,
	 {'s'},
	 INCIDENT,
	 "step",
	 N_("the step: what to do NOW"),
	 N_("now"),
	 false,
	 GROUP_LOOK},
	{VERB_BOARD,
	 {'o'},
	 INCIDENT & ~IN(BOARD),
	 "board",
	 N_("board: all roles on one page"),
	 N_("board"),
	 false,
	 GROUP_LOOK},
	{VERB_TIMELINE,
	 {'t'},
	 INCIDENT & ~IN(TIMELINE),
	 "timeline",
	 N_("timeline: everything that was logged"),
	 N_("timeline"),
	 false,
	 GROUP_LOOK},
	{VERB_DEADLINES,
	 {'d'},
	 INCIDENT & ~IN(DEADLINES),
	 "deadlines",
	 N_("deadlines"),
	 N_("deadlines"),
	 false,
	 GROUP_LOOK},
	{VERB_CONTACTS,
	 {'c'},
	 (INCIDENT & ~IN(CONTACTS)) | IN(START) | IN(TRIAGE),
	 "contacts",
	 N_("contacts: who to call"),
	 N_("contacts"),
	 false,
	 GROUP_LOOK},
	{VERB_CALLS,
	 {0},
	 INCIDENT & ~IN(CALLS),
	 "calls",
	 N_("call round: the people of each role, deputies behind them"),
	 NULL,
	 false,
	 GROUP_LOOK},
	{VERB_FACTS,
	 {'f'},
	 INCIDENT & ~IN(FACTS),
	 "facts",
	 N_("facts: what is known, from whom"),
	 N_("facts"),
	 false,
	 GROUP_LOOK},
	{VERB_REGISTERS,
	 {0},
	 INCIDENT & ~IN(REGISTERS),
	 "registers",
	 N_("registers: services, systems, other lists"),
	 NULL,
	 false,
	 GROUP_LOOK},
	{VERB_MAP,
	 {'v'},
	 INCIDENT & ~IN(MAP),
	 "map",
	 N_("map: all steps of this role"),
	 N_("map"),
	 false,
	 GROUP_LOOK},
	{VERB_REPORT,
	 {'r'},
	 INCIDENT,
	 "report",
	 N_("report: the situation; of the timeline, of the next 12 hours"),
	 N_("report"),
	 false,
	 GROUP_LOOK},
	{VERB_ROLES,
	 {0},
	 INCIDENT,
	 "roles",
	 N_("roles and first actions"),
	 NULL,
	 false,
	 GROUP_LOOK},
	{VERB_WHY,
	 {'i'},
	 LISTS & ~IN(START),
	 "why",
	 N_("why and how of this line"),
	 N_("why"),
	 false,
	 GROUP_LOOK},
	{VERB_PRINT,
	 {'p'},
	 IN(REPORT),
	 "print",
	 N_("save this report in a file"),
	 NULL,
	 false,
	 GROUP_LOOK},
	{VERB_PRINT,
	 {'p'},
	 INCIDENT & ~IN(REPORT),
	 "print",
	 N_("write this screen to a text file"),
	 NULL,
	 false,
	 GROUP_LOOK},
	{VERB_UP,
	 {KEY_CODE_UP, 'k'},
	 EVERYWHERE,
	 NULL,
	 N_("up"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_DOWN,
	 {KEY_CODE_DOWN, 'j'},
	 EVERYWHERE,
	 NULL,
	 N_("down"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_PAGE_UP,
	 {KEY_CODE_PAGE_UP, CTRL('b')},
	 EVERYWHERE,
	 NULL,
	 N_("a page up"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_PAGE_DOWN,
	 {KEY_CODE_PAGE_DOWN, CTRL('f')},
	 EVERYWHERE,
	 NULL,
	 N_("a page down"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_FIRST,
	 {KEY_CODE_HOME, 'g'},
	 EVERYWHERE,
	 NULL,
	 N_("first"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_LAST,
	 {KEY_CODE_END, 'G'},
	 EVERYWHERE,
	 NULL,
	 N_("last"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_NEXT_ROLE,
	 {KEY_CODE_TAB},
	 INCIDENT & ~IN(ROLES),
	 NULL,
	 N_("next role"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_PREVIOUS_ROLE,
	 {KEY_CODE_BACK_TAB},
	 INCIDENT & ~IN(ROLES),
	 NULL,
	 N_("previous role"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_BACK,
	 {KEY_CODE_LEFT},
	 IN(TIMELINE),
	 NULL,
	 N_("another kind of entry: decisions, facts, notes, …"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_ON,
	 {KEY_CODE_RIGHT},
	 IN(TIMELINE),
	 NULL,
	 N_("the next kind of entry"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_BACK,
	 {KEY_CODE_LEFT},
	 IN(STEP),
	 "back",
	 N_("read the step before, without acting"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_ON,
	 {KEY_CODE_RIGHT},
	 IN(STEP),
	 "on",
	 N_("forward to the step of now"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_BACK,
	 {KEY_CODE_LEFT},
	 IN(REGISTERS),
	 NULL,
	 N_("the column before"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_READ_ON,
	 {KEY_CODE_RIGHT},
	 IN(REGISTERS),
	 NULL,
	 N_("the next column"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_SEARCH,
	 {'/'},
	 EVERYWHERE & ~TEXTS,
	 "search",
	 N_("search in this list"),
	 NULL,
	 false,
	 GROUP_FIND},
	{VERB_SEARCH_NEXT,
	 {'n'},
	 EVERYWHERE & ~TEXTS,
	 NULL,
	 N_("next that was found"),
	 NULL,
	 false,
	 GROUP_FIND},
	{VERB_SEARCH_PREVIOUS,
	 {'N'},
	 EVERYWHERE & ~TEXTS,
	 NULL,
	 N_("previous that was found"),
	 NULL,
	 false,
	 GROUP_FIND},
	{VERB_COMMAND,
	 {':'},
	 EVERYWHERE,
	 NULL,
	 N_("a command by its name, Tab completes"),
	 NULL,
	 false,
	 GROUP_FIND},
	{VERB_REPAINT,
	 {CTRL('l')},
	 EVERYWHERE,
	 "repaint",
	 N_("draw the screen again"),
	 NULL,
	 false,
	 GROUP_FIND},
	{VERB_CLOSE,
	 {'q', KEY_CODE_ESCAPE},
	 IN(START),
	 "quit",
	 N_("leave draaiboek"),
	 N_("leave"),
	 false,
	 GROUP_MOVE},
	{VERB_CLOSE,
	 {'q', KEY_CODE_ESCAPE},
	 IN(STEP),
	 "leave",
	 N_("leave, after a question"),
	 NULL,
	 false,
	 GROUP_MOVE},
	{VERB_CLOSE,
	 {'q', KEY_CODE_ESCAPE},
	 EVERYWHERE & ~IN(START) & ~IN(STEP),
	 "close",
	 N_("back to where you were"),
	 N_("back"),
	 false,
	 GROUP_MOVE},
	{VERB_HELP,
	 {'?', KEY_CODE_HELP},
	 EVERYWHERE,
	 "help",
	 N_("the keys of this screen"),
	 N_("keys"),
	 false,
	 GROUP_FIND},
};
const size_t key_row_count = sizeof(key_rows) / sizeof(key_rows[0]);

const struct key_row *
key_find(enum view_id view, uint32_t key)
{
	if (key >= 'B' && key <= 'F')
		key = 'A';
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if ((row->views & (1u << view)) == 0 || key == 0)
			continue;
		for (int k = 0; k < 3; k++)
			if (row->keys[k] == key)
				return row;
	}
	return NULL;
}

const struct key_row *
key_named(enum view_id view, const char *name)
{
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if ((row->views & (1u << view)) != 0 && row->name != NULL &&
		    strcmp(row->name, name) == 0)
			return row;
	}
	return NULL;
}

static const char *
special_name(uint32_t key)
{
	switch (key) {
	case ' ':
		return tr_in("key", "Space");
	case KEY_CODE_UP:
		return tr_in("key", "Up");
	case KEY_CODE_DOWN:
		return tr_in("key", "Down");
	case KEY_CODE_LEFT:
		return tr_in("key", "Left");
	case KEY_CODE_RIGHT:
		return tr_in("key", "Right");
	case KEY_CODE_PAGE_UP:
		return "PgUp";
	case KEY_CODE_PAGE_DOWN:
		return "PgDn";
	case KEY_CODE_HOME:
		return "Home";
	case KEY_CODE_END:
		return "End";
	case KEY_CODE_TAB:
		return "Tab";
	case KEY_CODE_BACK_TAB:
		return "Shift-Tab";
	case KEY_CODE_ENTER:
		return "Enter";
	case KEY_CODE_ESCAPE:
		return "Esc";
	case KEY_CODE_HELP:
		return "F1";
	default:
		return NULL;
	}
}

const char *
key_name(uint32_t key, struct arena *a)
{
	const char *name = special_name(key);
	char bytes[5] = "";

	if (name != NULL)
		return name;
	if (key > 0 && key < ' ')
		return arena_printf(a, "Ctrl-%c", (int)key + 'A' - 1);
	text_encode(bytes, key);
	return text_shown(a, bytes, false);
}

const char *
key_group_title(enum key_group group)
{
	switch (group) {
	case GROUP_DO:
		return tr("DO");
	case GROUP_LOOK:
		return tr("LOOK");
	case GROUP_MOVE:
		return tr("MOVE");
	case GROUP_FIND:
	case GROUPS:
		break;
	}
	return tr("FIND AND MORE");
}

static const char *
join(const struct key_hint *hints, unsigned count, unsigned kept,
     const char *between, struct arena *a)
{
	const char *line = "";

	for (unsigned i = 0; i < kept; i++)
		line = arena_printf(a, "%s%s %s%s", line, hints[i].key,
				    hints[i].text, between);
	return arena_printf(a, "%s%s %s", line, hints[count - 1].key,
			    hints[count - 1].text);
}

const char *
key_line_of(const struct key_hint *hints, unsigned count, int columns,
	    struct arena *a)
{
	static const char *const wide[] = {"   ", "  "};
	static const char *const narrow[] = {"  ", " "};
	const char *const *between = columns < 60 ? narrow : wide;
	const char *line = "";

	for (unsigned kept = count; kept > 0; kept--) {
		for (unsigned i = 0; i < 2; i++) {
			line = join(hints, count, kept - 1, between[i], a);
			if (text_width(line) <= columns)
				return line;
		}
	}
	return line;
}

const char *
key_line(enum view_id view, bool looks, int columns, struct arena *a)
{
	struct key_hint hints[HINTS_MOST];
	unsigned count = 0;

	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if ((row->views & (1u << view)) == 0 || row->brief == NULL ||
		    count == HINTS_MOST || (looks && row->writes))
			continue;
		hints[count].key = key_name(row->keys[0], a);
		hints[count++].text = tr(row->brief);
	}
	return count > 0 ? key_line_of(hints, count, columns, a) : "";
}
