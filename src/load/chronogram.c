#include "load/chronogram.h"

#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/diag.h"
#include "load/chronogram_parts.h"
#include "load/format.h"
#include "load/schema.h"

#define TITLE_CELLS 60 /* of a title that is made of a text */
#define LAST_ROOM 15   /* minutes behind the last inject */
#define HALF_A_DAY 720
#define DAY 1440

struct reader {
	struct arena *arena;
	struct csv csv;
	struct dialect look;
	struct exercise *e;
	struct chronogram_faults *faults;
	unsigned first;       /* row of data */
	int64_t begins, last; /* minutes; -1: nothing was read */
};

static void
fault(struct reader *r, unsigned line, const char *text, const char *one,
      const char *two)
{
	struct chronogram_faults *f = r->faults;

	f->rows = arena_more(r->arena, f->rows, f->count, sizeof(*f->rows));
	f->rows[f->count++] = (struct chronogram_fault){line, text, one, two};
}

/* --- the columns */

static bool
is_heading(struct reader *r, const struct csv_row *row)
{
	struct dialect d = {0};
	int64_t minutes;

	return !chronogram_time(row->cells[0], &d, &minutes, r->arena);
}

static void
read_heading(struct reader *r, const struct csv_row *row)
{
	struct dialect *d = &r->look;

	d->names = row->cells;
	d->column_count = row->count;
	d->head_quoted = row->quoted != 0;
	for (unsigned i = 0; i < row->count; i++) {
		d->columns[i] = chronogram_column(row->cells[i], r->arena);
		if (d->columns[i] == COLUMNS)
			fault(r, row->line,
			      N_("there is no column '%1'; there are: nr, time "
				 "or offset, to, from, channel, title, text, "
				 "expected"),
			      row->cells[i], NULL);
		for (unsigned k = 0; k < i; k++)
			if (d->columns[k] == d->columns[i])
				fault(r, row->line,
				      N_("the columns '%1' and '%2' mean the "
					 "same"),
				      row->cells[k], row->cells[i]);
	}
}

bool
dialect_has(const struct dialect *d, enum column column)
{
	for (unsigned i = 0; i < d->column_count; i++)
		if (d->columns[i] == column)
			return true;
	return false;
}

static const char *
cell_of(const struct reader *r, const struct csv_row *row, enum column column)
{
	for (unsigned i = 0; i < r->look.column_count && i < row->count; i++)
		if (r->look.columns[i] == column)
			return row->cells[i];
	return "";
}

static void
read_columns(struct reader *r)
{
	const struct csv_row *row = &r->csv.rows[0];

	if (is_heading(r, row)) {
		read_heading(r, row);
		r->first = 1;
	} else {
		chronogram_usual_columns(&r->look, row->count);
	}
	if (!dialect_has(&r->look, COLUMN_TIME) &&
	    !dialect_has(&r->look, COLUMN_OFFSET))
		fault(r, row->line, N_("no column says when: time or offset"),
		      NULL, NULL);
	if (!dialect_has(&r->look, COLUMN_TEXT) &&
	    !dialect_has(&r->look, COLUMN_TITLE))
		fault(r, row->line, N_("no column says what: text"), NULL,
		      NULL);
}

/*
 * A column of which every field stood in quotes is written so again; many
 * spreadsheets put all texts in quotes, and leave an empty field bare.
 */
static void
read_quotes(struct reader *r)
{
	char *out = arena_alloc(r->arena, CSV_COLUMNS + 1);

	for (unsigned i = 0; i < r->look.column_count; i++) {
		bool all = r->csv.count > r->first, filled = all;

		for (unsigned k = r->first; k < r->csv.count; k++) {
			const struct csv_row *row = &r->csv.rows[k];
			bool quoted = row->quoted >> i & 1;

			all = all && quoted;
			filled = filled && i < row->count &&
				 quoted == (*row->cells[i] != '\0');
		}
		out[i] = all ? '1' : filled ? '2' : '0';
	}
	r->look.quotes = out;
}

/* --- a row */

static const char *
trimmed(struct reader *r, const char *text)
{
	size_t len;

	text += strspn(text, " \t\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\n", text[len - 1]))
		len--;
	return arena_strndup(r->arena, text, len);
}

static const char not_the_same[] =
	N_("the time '%1' and the offset '%2' are not the same moment: correct "
	   "one of them, or leave it empty");

/* On the clock the next row is later, perhaps on the next day. */
static int64_t
elapsed_on_clock(struct reader *r, const struct csv_row *row, const char *text,
		 int64_t minutes)
{
	int64_t step;

	if (minutes >= DAY)
		fault(r, row->line, N_("'%1' is no time of the day"), text,
		      NULL);
	if (r->last < 0) {
		r->begins = minutes;
		return 0;
	}
	if (r->begins < 0) {
		fault(r, row->line,
		      N_("'%1' needs an offset beside it: no row above says "
			 "when it begins on the clock"),
		      text, NULL);
		return r->last;
	}
	step = (minutes - (r->begins + r->last)) % DAY;
	step += step < 0 ? DAY : 0;
	if (step > HALF_A_DAY)
		fault(r, row->line,
		      N_("'%1' is before the row above: put the rows in their "
			 "order, or write offsets"),
		      text, NULL);
	return r->last + step;
}

static bool
is_clock(const struct dialect *look)
{
	return !*look->time && look->colon;
}

static bool
read_minutes(struct reader *r, const struct csv_row *row, const char *text,
	     struct dialect *look, int64_t *minutes)
{
	if (chronogram_time(text, look, minutes, r->arena))
		return true;
	fault(r, row->line,
	      N_("'%1' is no time: write 22:45, T+0:05, 0:05 or 5m, "
		 "or - for by hand"),
	      text, NULL);
	return false;
}

/* Of a row that says when twice: the clock is that of the rows above. */
static void
check_clock(struct reader *r, const struct csv_row *row, const char *time,
	    const char *offset, int64_t elapsed)
{
	struct dialect look = {0};
	int64_t minutes = elapsed;
	bool agrees = strcmp(time, BY_HAND) != 0;

	if (agrees && !read_minutes(r, row, time, &look, &minutes))
		return;
	if (agrees && is_clock(&look)) {
		int64_t begins = (minutes - elapsed) % DAY;

		begins += begins < 0 ? DAY : 0;
		if (r->begins < 0)
			r->begins = begins;
		agrees = minutes < DAY && r->begins == begins;
	} else if (agrees) {
		agrees = minutes == elapsed;
	}
	if (!agrees)
		fault(r, row->line, not_the_same, time, offset);
}

static void
read_time(struct reader *r, const struct csv_row *row, struct inject *in)
{
	const char *offset = trimmed(r, cell_of(r, row, COLUMN_OFFSET));
	const char *time = trimmed(r, cell_of(r, row, COLUMN_TIME));
	const char *text = *offset ? offset : time;
	bool both = dialect_has(&r->look, COLUMN_TIME) &&
		    dialect_has(&r->look, COLUMN_OFFSET);
	struct dialect other = r->look;
	struct dialect *look = both && !*offset ? &other : &r->look;
	int64_t minutes;

	if (strcmp(text, BY_HAND) == 0) {
		in->manual = YES_NO_YES;
		if (*offset && *time && strcmp(time, BY_HAND) != 0)
			fault(r, row->line, not_the_same, time, offset);
		return;
	}
	if (!read_minutes(r, row, text, look, &minutes))
		return;
	if (r->last < 0)
		r->look.clock = !both && is_clock(look) &&
				dialect_has(&r->look, COLUMN_TIME);
	if (r->look.clock || (both && !*offset && is_clock(look)))
		minutes = elapsed_on_clock(r, row, text, minutes);
	if (*offset && *time)
		check_clock(r, row, time, offset, minutes);
	r->last = r->last > minutes ? r->last : minutes;
	in->at_text = arena_printf(r->arena, "%lldm", (long long)minutes);
	in->at = (struct duration){DURATION_MINUTES, (int32_t)minutes};
}

static void
add_role(struct inject *in, const char *id, struct arena *a)
{
	for (unsigned i = 0; i < in->to_count; i++)
		if (strcmp(in->to[i], id) == 0)
			return;
	in->to = arena_more(a, in->to, in->to_count, sizeof(*in->to));
	in->to[in->to_count++] = id;
}

static void
read_role(struct reader *r, const struct csv_row *row, const char *word,
	  struct inject *in)
{
	const char *id = chronogram_role(word, r->arena), *role;

	if (!id) {
		fault(r, row->line,
		      N_("there is no role '%1'; there are: management, it, "
			 "communications, emergency-planning, all"),
		      word, NULL);
		return;
	}
	dialect_note(&r->look.roles, id, word, r->arena);
	if (strcmp(id, ROLE_ALL) != 0) {
		add_role(in, id, r->arena);
		return;
	}
	for (unsigned i = 0; (role = chronogram_all(i)) != NULL; i++)
		add_role(in, role, r->arena);
}

static void
read_to(struct reader *r, const struct csv_row *row, struct inject *in)
{
	static const char between[] = ",;/+&\n";
	const char *text = cell_of(r, row, COLUMN_TO);

	if (!*trimmed(r, text))
		fault(r, row->line, N_("nobody is named in 'to'"), NULL, NULL);
	while (*text) {
		size_t len = strcspn(text, between), gap;
		const char *word =
			trimmed(r, arena_strndup(r->arena, text, len));

		if (*word)
			read_role(r, row, word, in);
		while (len > 0 && text[len - 1] == ' ')
			len--;
		gap = strspn(text + len, ",;/+&\n ");
		if (text[len + gap] && !r->look.join)
			r->look.join = arena_strndup(r->arena, text + len, gap);
		text += len + gap;
	}
}

static void
read_channel(struct reader *r, const struct csv_row *row, struct inject *in)
{
	const char *word = trimmed(r, cell_of(r, row, COLUMN_CHANNEL));

	if (!*word)
		return;
	in->channel = chronogram_channel(word, r->arena);
	if (in->channel)
		dialect_note(&r->look.channels, in->channel, word, r->arena);
	else
		fault(r, row->line,
		      N_("there is no channel '%1'; there are: phone, paper, "
			 "email, in-person, press, social-media, radio, "
			 "system, letter"),
		      word, NULL);
}

/* The first sentence, where no column has a title. */
static const char *
title_of(struct reader *r, const char *text)
{
	size_t len = strcspn(text, "\n");

	for (size_t i = 0; i + 1 < len; i++)
		if (strchr(".!?", text[i]) && text[i + 1] == ' ') {
			len = i;
			break;
		}
	return text_cut(r->arena,
			trimmed(r, arena_strndup(r->arena, text, len)),
			TITLE_CELLS);
}

static bool
is_safe(const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		uint32_t character;
		size_t n = text_decode(text, len, &character);

		if (character != '\n' && text_is_unsafe(character))
			return false;
		text += n;
		len -= n;
	}
	return true;
}

/* What it counts for must be there; what it is called is the author's. */
static void
note_objective(struct reader *r, const char *id)
{
	struct exercise *e = r->e;

	for (unsigned i = 0; i < e->objective_count; i++)
		if (strcmp(e->objectives[i].id, id) == 0)
			return;
	e->objectives = arena_more(r->arena, e->objectives, e->objective_count,
				   sizeof(*e->objectives));
	e->objectives[e->objective_count++] = (struct judgement){id, id};
}

static bool
is_phase(struct reader *r, const char *word, const char **all)
{
	const char *const *words = schema_words(FORMAT_EMERGENCY_PHASE);

	*all = NULL;
	for (size_t i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0)
			return true;
		*all = *all ? arena_printf(r->arena, "%s, %s", *all, words[i])
			    : words[i];
	}
	return false;
}

/* What no scenario takes is told here, where its line is known. */
static void
judge_expected(struct reader *r, unsigned line, const struct expectation *x)
{
	struct duration within;
	const char *all;
	int severity;

	if (x->within_text && !duration_read(x->within_text, &within))
		fault(r, line, diag_text(DIAG_DURATION), x->within_text, NULL);
	else if (x->within_text && within.count == 0)
		fault(r, line, diag_text(DIAG_NO_TIME), x->within_text, NULL);
	if (x->severity &&
	    !format_number(x->severity, 0, SEVERITY_MOST, &severity))
		fault(r, line, diag_text(DIAG_NUMBER), x->severity, "0-4");
	if (x->emergency_phase && !is_phase(r, x->emergency_phase, &all))
		fault(r, line, diag_text(DIAG_VALUE), x->emergency_phase, all);
	if (x->objective && !format_is_id(x->objective))
		fault(r, line, diag_text(DIAG_ID), x->objective, NULL);
}

static void
read_expected(struct reader *r, const struct csv_row *row, struct inject *in)
{
	const char *text = cell_of(r, row, COLUMN_EXPECTED);

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len > 0) {
			in->expects = arena_more(r->arena, in->expects,
						 in->expect_count,
						 sizeof(*in->expects));
			in->expects[in->expect_count] = chronogram_expected(
				arena_strndup(r->arena, text, len), r->arena);
			judge_expected(r, row->line,
				       &in->expects[in->expect_count]);
			if (in->expects[in->expect_count].objective)
				note_objective(r, in->expects[in->expect_count]
							  .objective);
			in->expect_count++;
		}
		text += len + (text[len] != '\0');
	}
}

static void
read_row(struct reader *r, const struct csv_row *row, struct inject *in)
{
	const char *text = cell_of(r, row, COLUMN_TEXT);
	const char *title = trimmed(r, cell_of(r, row, COLUMN_TITLE));
	const char *from = cell_of(r, row, COLUMN_FROM);

	in->id = arena_printf(r->arena, "inject-%u", r->e->inject_count + 1);
	for (unsigned i = 0; i < row->count; i++)
		if (!is_safe(row->cells[i]))
			fault(r, row->line,
			      N_("a character in '%1' cannot be shown safely"),
			      text_shown(r->arena, row->cells[i], false), NULL);
	if (row->count > r->look.column_count)
		fault(r, row->line,
		      N_("there are more fields than columns: "
			 "are there quotes around every text "
			 "with a separator in it?"),
		      NULL, NULL);
	if (!*text && !*title)
		fault(r, row->line, N_("there is no text"), NULL, NULL);
	read_time(r, row, in);
	read_to(r, row, in);
	read_channel(r, row, in);
	in->from = *from ? from : NULL;
	in->title = *title ? title : title_of(r, text);
	if (strlen(in->title) > TITLE_MOST || strlen(from) > TITLE_MOST)
		fault(r, row->line,
		      N_("a title or a sender is longer than "
			 "200 bytes"),
		      NULL, NULL);
	in->text = *text ? text : NULL;
	read_expected(r, row, in);
}

/* As they will be written, and what differs from how they stood there. */
static void
note_odds(struct reader *r)
{
	const struct dialect look =
		dialect_read(dialect_write(&r->look, r->arena), r->arena);

	for (unsigned i = 0; i < r->e->inject_count; i++) {
		const struct csv_row *row = &r->csv.rows[r->first + i];

		for (unsigned k = 0; k < look.column_count && k < row->count;
		     k++) {
			const char *usual =
				chronogram_cell(r->e, &look, i, k, r->arena);

			if (strcmp(usual, row->cells[k]) != 0)
				r->look.odds = chronogram_note_odd(
					r->look.odds, i + 1, k + 1, usual,
					row->cells[k], r->arena);
		}
	}
}

/* All that is expected within some time can also come too late. */
static int64_t
find_end(const struct reader *r)
{
	int64_t end = (r->last > 0 ? r->last : 0) + LAST_ROOM;

	for (unsigned i = 0; i < r->e->inject_count; i++) {
		const struct inject *in = &r->e->injects[i];

		for (unsigned k = 0; k < in->expect_count; k++) {
			const char *within = in->expects[k].within_text;
			struct duration d = {DURATION_NONE, 0};
			int64_t at = in->at.count;

			if (within && duration_read(within, &d))
				at += stamp_add(0, d, &(const struct zone){0}) /
				      60000;
			end = at > end ? at : end;
		}
	}
	return end;
}

static void
finish(struct reader *r)
{
	if (!r->look.join)
		r->look.join = ", ";
	if (r->begins >= 0)
		r->e->begins = arena_printf(r->arena, "%02lld:%02lld",
					    (long long)(r->begins / 60),
					    (long long)(r->begins % 60));
	r->e->duration_text =
		arena_printf(r->arena, "%lldm", (long long)find_end(r));
	read_quotes(r);
	note_odds(r);
	r->e->chronogram = dialect_write(&r->look, r->arena);
}

bool
chronogram_read(const char *bytes, size_t len, struct arena *a,
		struct exercise *out, struct chronogram_faults *faults)
{
	struct reader r = {.arena = a,
			   .e = out,
			   .faults = faults,
			   .begins = -1,
			   .last = -1};

	*faults = (struct chronogram_faults){0};
	if (!csv_read(bytes, len, a, &r.csv)) {
		fault(&r, r.csv.bad_line, r.csv.bad, NULL, NULL);
		return false;
	}
	if (r.csv.count == 0) {
		fault(&r, 1, N_("the file has no rows"), NULL, NULL);
		return false;
	}
	r.look.separator = r.csv.separator;
	r.look.bom = r.csv.bom;
	r.look.crlf = r.csv.crlf;
	r.look.open_end = r.csv.open_end;
	read_columns(&r);
	if (faults->count > 0)
		return false;
	if (r.csv.count - r.first > LONG_LIST_MOST)
		fault(&r, r.csv.rows[LONG_LIST_MOST].line,
		      N_("there are more than 999 injects"), NULL, NULL);
	if (r.csv.count == r.first)
		fault(&r, 1, N_("the file has no rows"), NULL, NULL);
	out->injects = ARENA_ARRAY(a, struct inject, r.csv.count - r.first + 1);
	for (unsigned i = r.first; i < r.csv.count && faults->count < 100;
	     i++) {
		read_row(&r, &r.csv.rows[i], &out->injects[out->inject_count]);
		out->inject_count++;
	}
	if (faults->count == 0)
		finish(&r);
	return faults->count == 0;
}
