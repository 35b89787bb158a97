/* A scenario as a chronogram; and the form of what is expected in one. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "load/chronogram_parts.h"

/* --- what is expected: a sentence, or "step: it/isolate, within: 20m" */

static const struct {
	const char *key;
	size_t at; /* in struct expectation */
} keys[] = {
	{"step", offsetof(struct expectation, step)},
	{"fact", offsetof(struct expectation, fact)},
	{"deadline", offsetof(struct expectation, deadline)},
	{"document", offsetof(struct expectation, document)},
	{"contact", offsetof(struct expectation, contact)},
	{"severity", offsetof(struct expectation, severity)},
	{"emergency-phase", offsetof(struct expectation, emergency_phase)},
	{"choice", offsetof(struct expectation, choice)},
	{"within", offsetof(struct expectation, within_text)},
	{"objective", offsetof(struct expectation, objective)},
};
#define KEYS (sizeof(keys) / sizeof(keys[0]))
#define FIRST_KEYS 7 /* those that begin one */

static size_t
find_key(const char *text, size_t most)
{
	for (size_t i = 0; i < most; i++) {
		size_t len = strlen(keys[i].key);

		if (strncmp(text, keys[i].key, len) == 0 && text[len] == ':' &&
		    text[len + 1] == ' ')
			return i;
	}
	return KEYS;
}

struct expectation
chronogram_expected(const char *line, struct arena *a)
{
	struct expectation x = {0};
	const char *at = line;

	for (size_t most = FIRST_KEYS; *at; most = KEYS) {
		size_t key = find_key(at, most), len;
		const char *value;

		if (key == KEYS)
			return (struct expectation){.action = line};
		at += strlen(keys[key].key) + 2;
		len = strcspn(at, ",");
		value = arena_strndup(a, at, len);
		memcpy((char *)&x + keys[key].at, &value, sizeof(value));
		at += len;
		at += strspn(at, ", ");
	}
	return x;
}

const char *
chronogram_say_expected(const struct expectation *x, struct arena *a)
{
	const char *text = x->action;

	for (size_t i = 0; !x->action && i < KEYS; i++) {
		const char *value;

		memcpy(&value, (const char *)x + keys[i].at, sizeof(value));
		if (!value)
			continue;
		text = text ? arena_printf(a, "%s, %s: %s", text, keys[i].key,
					   value)
			    : arena_printf(a, "%s: %s", keys[i].key, value);
	}
	return text ? text : "";
}

/* --- the rows */

struct writer {
	const struct exercise *e;
	struct arena *arena;
	struct dialect look;
	int64_t begins; /* minutes of the day */
	struct buf *out;
};

static int64_t
minutes_of(struct duration d)
{
	return stamp_add(0, d, &(const struct zone){0}) / 60000;
}

/* Of an inject that comes after another one, the time since the beginning. */
static int64_t
planned(const struct exercise *e, const struct inject *in, unsigned depth)
{
	int64_t at = minutes_of(in->at);

	for (unsigned i = 0; in->after && depth < 200 && i < e->inject_count;
	     i++)
		if (strcmp(e->injects[i].id, in->after) == 0)
			return at + planned(e, &e->injects[i], depth + 1);
	return at;
}

static const char *
say_roles(struct writer *w, const struct inject *in)
{
	const char *all = dialect_word(w->look.roles, ROLE_ALL, w->arena);
	const char *text = "", *role;
	unsigned same = 0;

	for (unsigned i = 0; (role = chronogram_all(i)) != NULL; i++)
		same += i < in->to_count && strcmp(in->to[i], role) == 0;
	if (all && same == 4 && in->to_count == 4)
		return all;
	for (unsigned i = 0; i < in->to_count; i++) {
		role = dialect_word(w->look.roles, in->to[i], w->arena);
		text = arena_printf(w->arena, "%s%s%s", text,
				    i ? w->look.join : "",
				    role ? role : in->to[i]);
	}
	return text;
}

static const char *
say_all_expected(struct writer *w, const struct inject *in)
{
	const char *text = "";

	for (unsigned i = 0; i < in->expect_count; i++)
		text = arena_printf(
			w->arena, "%s%s%s", text, i ? "\n" : "",
			chronogram_say_expected(&in->expects[i], w->arena));
	return text;
}

static const char *
say_moment(struct writer *w, const struct inject *in, enum column column)
{
	struct dialect look = w->look;
	int64_t at = planned(w->e, in, 0);
	bool clock = look.clock;

	if (in->manual == YES_NO_YES)
		return BY_HAND;
	if (dialect_has(&look, COLUMN_TIME) &&
	    dialect_has(&look, COLUMN_OFFSET)) {
		clock = column == COLUMN_TIME;
		look.time = clock ? "" : look.time;
		look.colon = clock && !look.colon ? ':' : look.colon;
		look.two_digits |= clock;
	}
	if (clock)
		at = (w->begins + at) % (24 * 60);
	return chronogram_say_time(&look, at, w->arena);
}

static const char *
say_cell(struct writer *w, const struct inject *in, unsigned number,
	 enum column column)
{
	const char *word;

	switch (column) {
	case COLUMN_NUMBER:
		return arena_printf(w->arena, "%u", number);
	case COLUMN_TIME:
	case COLUMN_OFFSET:
		return say_moment(w, in, column);
	case COLUMN_TO:
		return say_roles(w, in);
	case COLUMN_FROM:
		return in->from ? in->from : "";
	case COLUMN_CHANNEL:
		word = in->channel ? dialect_word(w->look.channels, in->channel,
						  w->arena)
				   : NULL;
		return word ? word : in->channel ? in->channel : "";
	case COLUMN_TITLE:
		return in->title;
	case COLUMN_TEXT:
		return in->text ? in->text : "";
	case COLUMN_EXPECTED:
		return say_all_expected(w, in);
	case COLUMNS:
		break;
	}
	return "";
}

/* "friday 22:40": the last five characters are the hour. */
static int64_t
begins_at(const char *begins)
{
	size_t len = begins ? strlen(begins) : 0;
	const char *c = begins + (len >= 5 ? len - 5 : 0);

	if (len < 5 || c[2] != ':')
		return 0;
	return ((c[0] - '0') * 10 + c[1] - '0') * 60 + (c[3] - '0') * 10 +
	       c[4] - '0';
}

const char *
chronogram_cell(const struct exercise *e, const struct dialect *look,
		unsigned inject, unsigned column, struct arena *a)
{
	struct writer w = {.e = e,
			   .arena = a,
			   .look = *look,
			   .begins = begins_at(e->begins)};

	return say_cell(&w, &e->injects[inject], inject + 1,
			look->columns[column]);
}

/* A newline within a field as the file ends its lines. */
static const char *
own_lines(struct writer *w, const char *text)
{
	struct buf out = {0};
	const char *copy;

	if (!w->look.crlf || !strchr(text, '\n'))
		return text;
	for (; *text; text++) {
		if (*text == '\n')
			buf_addc(&out, '\r');
		buf_addc(&out, *text);
	}
	copy = arena_strdup(w->arena, buf_text(&out));
	buf_fini(&out);
	return copy;
}

static bool
is_quoted(const struct writer *w, unsigned column, const char *cell)
{
	char quotes =
		strlen(w->look.quotes) > column ? w->look.quotes[column] : '0';

	return quotes == '1' || (quotes == '2' && *cell);
}

static void
add_row(struct writer *w, const char *const *cells, bool head)
{
	for (unsigned i = 0; i < w->look.column_count; i++) {
		bool quoted =
			head ? w->look.head_quoted : is_quoted(w, i, cells[i]);

		if (i)
			buf_addc(w->out, w->look.separator);
		csv_add(w->out, own_lines(w, cells[i]), w->look.separator,
			quoted);
	}
	buf_adds(w->out, w->look.crlf ? "\r\n" : "\n");
}

void
chronogram_write(const struct exercise *e, struct arena *a, struct buf *out)
{
	struct writer w = {.e = e,
			   .arena = a,
			   .look = dialect_read(e->chronogram, a),
			   .begins = begins_at(e->begins),
			   .out = out};
	const char *cells[CSV_COLUMNS];

	if (w.look.bom)
		buf_adds(out, "\xef\xbb\xbf");
	if (w.look.names)
		add_row(&w, w.look.names, true);
	for (unsigned i = 0; i < e->inject_count; i++) {
		for (unsigned k = 0; k < w.look.column_count; k++)
			cells[k] = chronogram_find_odd(
				w.look.odds, i + 1, k + 1,
				say_cell(&w, &e->injects[i], i + 1,
					 w.look.columns[k]),
				a);
		add_row(&w, cells, false);
	}
	if (w.look.open_end && out->len > 0) {
		out->len -= w.look.crlf ? 2 : 1;
		out->bytes[out->len] = '\0';
	}
}
