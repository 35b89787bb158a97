/* What a key means, what keys are called, and the line of hints. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "front/front.h"
#include "ui/keys.h"

#define HINTS_MOST 24

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

bool
verb_is_of_line(enum verb verb)
{
	return verb == VERB_TICK || verb == VERB_OTHER || verb == VERB_UNDO;
}

bool
key_holds(const struct key_row *row, enum view_id view, enum view_id behind)
{
	return (row->views & (1u << view)) != 0 ||
	       ((row->views & (1u << behind)) != 0 &&
		verb_is_of_line(row->verb));
}

/* What an exercise that is over no longer does. */
static bool
is_of_the_clock(enum view_id view, const struct key_row *row)
{
	return view == VIEW_EXERCISE &&
	       (row->verb == VERB_PAUSE || row->verb == VERB_OPEN);
}

static bool
is_hinted(const struct key_row *row, enum view_id view, enum key_state state)
{
	return row->brief != NULL && (state != KEYS_LOOK || !row->writes) &&
	       (state != KEYS_OVER || !is_of_the_clock(view, row));
}

static unsigned
add_hint(struct key_hint *hints, unsigned count, const struct key_row *row,
	 struct arena *a)
{
	if (count == HINTS_MOST)
		return count;
	hints[count].key = key_name(row->keys[0], a);
	hints[count].text = tr(row->brief);
	return count + 1;
}

/* What is done with the line that is read. */
static unsigned
add_line_hints(struct key_hint *hints, unsigned count, enum view_id view,
	       enum view_id behind, enum key_state state, struct arena *a)
{
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if (!key_holds(row, view, view) &&
		    key_holds(row, view, behind) && is_hinted(row, view, state))
			count = add_hint(hints, count, row, a);
	}
	return count;
}

const char *
key_line(enum view_id view, enum view_id behind, enum key_state state,
	 int columns, struct arena *a)
{
	struct key_hint hints[HINTS_MOST];
	unsigned count = 0;

	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if (!key_holds(row, view, view) || !is_hinted(row, view, state))
			continue;
		count = add_hint(hints, count, row, a);
		/* The way back goes before what can be done with the line. */
		if (row->verb == VERB_CLOSE && behind != view)
			count = add_line_hints(hints, count, view, behind,
					       state, a);
	}
	return count > 0 ? key_line_of(hints, count, columns, a) : "";
}

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

bool
key_word_is(const char *name, const char *typed)
{
	return strcmp(name, typed) == 0 ||
	       strcmp(tr_in("word", name), typed) == 0;
}

const struct key_row *
key_named(enum view_id view, const char *name)
{
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if ((row->views & (1u << view)) != 0 && row->name != NULL &&
		    key_word_is(row->name, name))
			return row;
	}
	return NULL;
}
