#include "ui/field.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/record.h"
#include "front/front.h"
#include "ui/grid.h"

#define CTRL(letter) ((letter) - 'a' + 1)

void
field_fini(struct field *f)
{
	buf_fini(&f->text);
	*f = (struct field){0};
}

void
field_set(struct field *f, const char *text)
{
	buf_clear(&f->text);
	if (text != NULL)
		buf_adds(&f->text, text);
	f->cursor = f->text.len;
	f->full = false;
	f->changes = 0;
}

bool
field_is_empty(const struct field *f)
{
	const char *text = buf_text(&f->text);

	return text[strspn(text, " \n\t")] == '\0';
}

const char *
field_text(const struct field *f, struct arena *a)
{
	const char *text = buf_text(&f->text);
	size_t len;
	char *copy;

	text += strspn(text, " \n\t");
	copy = arena_strdup(a, f->exact ? text : text_nfc(a, text));
	len = strlen(copy);
	while (len > 0 && strchr(" \n\t", copy[len - 1]) != NULL)
		copy[--len] = '\0';
	return copy;
}

/* --- graphemes: a character and the marks behind it */

static size_t
char_at(const struct field *f, size_t at, uint32_t *character)
{
	*character = 0;
	if (at >= f->text.len)
		return 0;
	return text_decode(f->text.bytes + at, f->text.len - at, character);
}

static size_t
next_grapheme(const struct field *f, size_t at)
{
	uint32_t character;
	size_t bytes = char_at(f, at, &character);

	if (bytes == 0)
		return at;
	do {
		at += bytes;
		bytes = char_at(f, at, &character);
	} while (bytes > 0 && text_char_width(character) == 0);
	return at;
}

static size_t
previous_grapheme(const struct field *f, size_t at)
{
	size_t i = 0, before = 0;

	while (i < at) {
		before = i;
		i = next_grapheme(f, i);
	}
	return before;
}

static size_t
line_start(const struct field *f, size_t at)
{
	while (at > 0 && f->text.bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct field *f, size_t at)
{
	while (at < f->text.len && f->text.bytes[at] != '\n')
		at++;
	return at;
}

static size_t
word_start(const struct field *f, size_t at)
{
	while (at > 0 && strchr(" \n", f->text.bytes[at - 1]) != NULL)
		at--;
	while (at > 0 && strchr(" \n", f->text.bytes[at - 1]) == NULL)
		at--;
	return at;
}

/* --- changing */

static size_t
count_chars(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static void
insert(struct field *f, const char *bytes, size_t len)
{
	size_t most = f->most > 0 ? f->most : RECORD_TEXT_MAX;
	size_t behind = f->text.len - f->cursor;

	f->full = count_chars(buf_text(&f->text), f->text.len) +
			  count_chars(bytes, len) >
		  most;
	if (f->full || len == 0)
		return;
	buf_add(&f->text, bytes, len);
	memmove(f->text.bytes + f->cursor + len, f->text.bytes + f->cursor,
		behind);
	memcpy(f->text.bytes + f->cursor, bytes, len);
	f->cursor += len;
	f->changes++;
}

static void
cut(struct field *f, size_t from, size_t to)
{
	if (from >= to)
		return;
	memmove(f->text.bytes + from, f->text.bytes + to, f->text.len - to);
	f->text.len -= to - from;
	f->text.bytes[f->text.len] = '\0';
	f->cursor = from;
	f->full = false;
	f->changes++;
}

/* One line up or down, as near to the same place as the bytes allow. */
static bool
move_line(struct field *f, bool down)
{
	size_t start = line_start(f, f->cursor), column = f->cursor - start;
	size_t to, end;

	if (down) {
		if (line_end(f, f->cursor) >= f->text.len)
			return false;
		to = line_end(f, f->cursor) + 1;
	} else {
		if (start == 0)
			return false;
		to = line_start(f, start - 1);
	}
	end = line_end(f, to);
	f->cursor = to;
	while (f->cursor < end && f->cursor - to < column)
		f->cursor = next_grapheme(f, f->cursor);
	return true;
}

static bool
edit_key(struct field *f, uint32_t key)
{
	switch (key) {
	case KEY_CODE_BACKSPACE:
	case CTRL('h'):
		cut(f, previous_grapheme(f, f->cursor), f->cursor);
		return true;
	case KEY_CODE_DELETE:
	case CTRL('d'):
		cut(f, f->cursor, next_grapheme(f, f->cursor));
		return true;
	case CTRL('u'):
		cut(f, line_start(f, f->cursor), f->cursor);
		return true;
	case CTRL('k'):
		cut(f, f->cursor, line_end(f, f->cursor));
		return true;
	case CTRL('w'):
		cut(f, word_start(f, f->cursor), f->cursor);
		return true;
	case KEY_CODE_NEW_LINE:
		if (f->many)
			insert(f, "\n", 1);
		return true;
	default:
		return false;
	}
}

static bool
move_key(struct field *f, uint32_t key)
{
	switch (key) {
	case KEY_CODE_LEFT:
	case CTRL('b'):
		f->cursor = previous_grapheme(f, f->cursor);
		return true;
	case KEY_CODE_RIGHT:
	case CTRL('f'):
		f->cursor = next_grapheme(f, f->cursor);
		return true;
	case KEY_CODE_HOME:
	case CTRL('a'):
		f->cursor = line_start(f, f->cursor);
		return true;
	case KEY_CODE_END:
	case CTRL('e'):
		f->cursor = line_end(f, f->cursor);
		return true;
	case KEY_CODE_UP:
		return f->many && move_line(f, false);
	case KEY_CODE_DOWN:
		return f->many && move_line(f, true);
	default:
		return false;
	}
}

bool
field_key(struct field *f, uint32_t key)
{
	char bytes[4];

	f->full = false;
	if (move_key(f, key) || edit_key(f, key))
		return true;
	if (key < ' ' || key == 0x7f || key >= KEY_CODE_BASE)
		return false;
	insert(f, bytes, text_encode(bytes, key));
	return true;
}

void
field_paste(struct field *f, const char *text)
{
	struct buf clean = {0};

	for (; *text != '\0'; text++) {
		char c = *text == '\r' || *text == '\t' ? ' ' : *text;

		if (c == '\n' && !f->many)
			c = ' ';
		if (c == '\n' || (unsigned char)c >= ' ')
			buf_addc(&clean, c);
	}
	insert(f, buf_text(&clean), clean.len);
	buf_fini(&clean);
}

/* --- drawing */

/* The part of one line that is shown, so that the cursor is in it. */
static void
draw_one(const struct field *f, struct grid *g, struct box b, bool focused)
{
	const char *text = buf_text(&f->text);
	size_t from = 0;
	char *before;

	while (text_width_n(text + from, f->cursor - from) >= b.columns &&
	       from < f->cursor)
		from = next_grapheme(f, from);
	grid_repeat(g, b.row, b.column, b.columns, LOOK_NORMAL, '_');
	grid_text(g, b.row, b.column, b.columns, LOOK_BOLD, text + from);
	before = arena_strndup(&g->scratch, text + from, f->cursor - from);
	if (focused)
		grid_cursor(g, b.row,
			    b.column + text_width(grid_shown(g, before)));
}

/* Where the lines of a field break; false at its end. */
static bool
next_line(const struct field *f, int columns, size_t *at, size_t *bytes)
{
	size_t next = 0;

	if (*at >= f->text.len)
		return false;
	*bytes = text_line(f->text.bytes + *at, f->text.len - *at, columns,
			   &next);
	*at += next > 0 ? next : f->text.len - *at;
	return true;
}

int
field_lines(const struct field *f, struct grid *g, int columns)
{
	size_t at = 0, bytes;
	int lines = 0;

	(void)g;
	if (!f->many)
		return 1;
	while (next_line(f, columns, &at, &bytes))
		lines++;
	if (f->text.len == 0 || f->text.bytes[f->text.len - 1] == '\n')
		lines++;
	return lines;
}

static void
draw_many(const struct field *f, struct grid *g, struct box b, bool focused)
{
	size_t at = 0, start = 0, bytes = 0;
	int line = 0, cursor_line = 0, cursor_column = 0, top;
	int lines = field_lines(f, g, b.columns);

	/* Once to find the cursor, once to draw. */
	while (next_line(f, b.columns, &at, &bytes)) {
		if (f->cursor >= start) {
			cursor_line = line;
			cursor_column = text_width_n(f->text.bytes + start,
						     f->cursor - start);
		}
		start = at;
		line++;
	}
	if (f->cursor == f->text.len && lines > line) {
		cursor_line = line;
		cursor_column = 0;
	}
	top = cursor_line < b.rows ? 0 : cursor_line - b.rows + 1;
	at = 0;
	for (line = 0; line < top + b.rows; line++) {
		start = at;
		bytes = 0;
		next_line(f, b.columns, &at, &bytes);
		if (line < top)
			continue;
		grid_repeat(g, b.row + line - top, b.column, b.columns,
			    LOOK_NORMAL, '_');
		grid_text(g, b.row + line - top, b.column, b.columns, LOOK_BOLD,
			  arena_strndup(&g->scratch, buf_text(&f->text) + start,
					bytes));
	}
	if (focused)
		grid_cursor(g, b.row + cursor_line - top,
			    b.column + cursor_column);
}

void
field_draw(const struct field *f, struct grid *g, struct box b, bool focused)
{
	if (b.rows < 1 || b.columns < 1)
		return;
	if (f->many)
		draw_many(f, g, b, focused);
	else
		draw_one(f, g, b, focused);
}
