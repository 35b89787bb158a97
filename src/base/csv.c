#include "base/csv.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"

struct reader {
	const char *at, *end;
	unsigned line;
	struct arena *arena;
	struct csv *out;
	struct buf cell;
};

static bool
bad(struct reader *r, unsigned line, const char *why)
{
	r->out->bad_line = line;
	r->out->bad = why;
	return false;
}

/* Of the first line, outside of quotes: what stands there most often. */
static char
find_separator(const char *at, const char *end)
{
	static const char all[] = ",;\t";
	unsigned counts[sizeof(all) - 1] = {0}, best = 0;
	bool inside = false;

	for (; at < end && (inside || *at != '\n'); at++) {
		const char *hit = *at ? strchr(all, *at) : NULL;

		inside ^= *at == '"';
		if (hit && !inside)
			counts[hit - all]++;
	}
	for (unsigned i = 1; i < sizeof(all) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return all[best];
}

static bool
at_end(const struct reader *r)
{
	return r->at == r->end || *r->at == '\n' ||
	       (*r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n');
}

/* Behind the first quote: to the one that ends it. */
static bool
read_quoted(struct reader *r)
{
	unsigned began = r->line;

	for (r->at++; r->at < r->end; r->at++) {
		if (*r->at == '"') {
			if (r->at + 1 == r->end || r->at[1] != '"') {
				r->at++;
				return at_end(r) ||
				       *r->at == r->out->separator ||
				       bad(r, r->line,
					   N_("something stands behind the "
					      "quotes that end a field"));
			}
			r->at++;
		} else if (*r->at == '\r' && r->at + 1 < r->end &&
			   r->at[1] == '\n') {
			continue;
		}
		r->line += *r->at == '\n';
		buf_addc(&r->cell, *r->at);
	}
	return bad(r, began, N_("the quotes that begin here do not end"));
}

static bool
read_cell(struct reader *r, struct csv_row *row)
{
	bool quoted = r->at < r->end && *r->at == '"';

	buf_clear(&r->cell);
	if (quoted && !read_quoted(r))
		return false;
	while (!at_end(r) && *r->at != r->out->separator)
		buf_addc(&r->cell, *r->at++);
	if (row->count == CSV_COLUMNS)
		return bad(r, row->line, N_("there are more than 32 columns"));
	if (quoted)
		row->quoted |= UINT32_C(1) << row->count;
	row->cells = arena_more(r->arena, row->cells, row->count,
				sizeof(const char *));
	row->cells[row->count++] = arena_strdup(r->arena, buf_text(&r->cell));
	return true;
}

static void
end_line(struct reader *r)
{
	if (r->at == r->end) {
		r->out->open_end = true;
		return;
	}
	if (*r->at == '\r') {
		r->out->crlf = true;
		r->at++;
	}
	r->at++;
	r->line++;
}

static bool
is_empty(const struct csv_row *row)
{
	for (unsigned i = 0; i < row->count; i++)
		if (row->cells[i][0])
			return false;
	return true;
}

static bool
read_row(struct reader *r)
{
	struct csv_row row = {.line = r->line};
	bool more = true;

	while (more) {
		if (!read_cell(r, &row))
			return false;
		more = r->at < r->end && *r->at == r->out->separator &&
		       !at_end(r);
		r->at += more;
	}
	end_line(r);
	if (is_empty(&row))
		return true;
	r->out->rows = arena_more(r->arena, r->out->rows, r->out->count,
				  sizeof(*r->out->rows));
	r->out->rows[r->out->count++] = row;
	return true;
}

/* The first line that is no text. */
static unsigned
bad_line(const char *bytes, size_t len)
{
	unsigned line = 1;
	size_t size;

	for (; len > 0; line++, bytes += size, len -= size) {
		const char *end = memchr(bytes, '\n', len);

		size = end ? (size_t)(end - bytes) + 1 : len;
		if (!text_is_utf8(bytes, size) || memchr(bytes, '\0', size))
			break;
	}
	return line;
}

bool
csv_read(const char *bytes, size_t len, struct arena *a, struct csv *out)
{
	static const char bom[] = "\xef\xbb\xbf";
	struct reader r = {bytes, bytes + len, 1, a, out, {0}};
	bool fine = true;

	*out = (struct csv){0};
	if (!text_is_utf8(bytes, len) || memchr(bytes, '\0', len))
		return bad(&r, bad_line(bytes, len),
			   N_("the file is no UTF-8 text: save it as "
			      "\"CSV UTF-8\""));
	out->bom = len >= 3 && memcmp(bytes, bom, 3) == 0;
	r.at += out->bom ? 3 : 0;
	out->separator = find_separator(r.at, r.end);
	while (fine && r.at < r.end)
		fine = read_row(&r);
	buf_fini(&r.cell);
	return fine;
}

void
csv_add(struct buf *out, const char *field, char separator, bool quoted)
{
	const char must[] = {'"', '\r', '\n', separator, '\0'};

	if (!quoted && !strpbrk(field, must)) {
		buf_adds(out, field);
		return;
	}
	buf_addc(out, '"');
	for (; *field; field++) {
		if (*field == '"')
			buf_addc(out, '"');
		buf_addc(out, *field);
	}
	buf_addc(out, '"');
}
