/* A report as CommonMark with tables; what people wrote is never markup. */
#include "export/report.h"

#include <string.h>

#include "base/buf.h"

/* Letters and digits that could begin a list, a heading, a rule … */
static bool
is_markup(const char *text, const char *at)
{
	if (strchr("\\`*_[]<>&|#~$@^", *at) != NULL)
		return true;
	if (*at == ':' && at[1] == '/')
		return true;
	if (strchr("+-=!", *at) != NULL)
		return at == text;
	/* "1." and "1)" would begin a list. */
	if (*at == '.' || *at == ')')
		return at > text &&
		       strspn(text, "0123456789") == (size_t)(at - text);
	return *at == '.' && at - text >= 3 && strncmp(at - 3, "www", 3) == 0;
}

static void
add_text(struct buf *out, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		if (is_markup(text, at))
			buf_addc(out, '\\');
		buf_addc(out, *at);
	}
}

static void
add_rows(struct buf *out, const struct report_block *b)
{
	for (unsigned row = 0; row < b->rows; row++) {
		const char *sources = b->cells[row * 2 + 1];

		buf_adds(out, "- ");
		add_text(out, b->cells[row * 2]);
		if (sources[0] != '\0') {
			buf_adds(out, " (");
			add_text(out, sources);
			buf_addc(out, ')');
		}
		buf_addc(out, '\n');
	}
	buf_addc(out, '\n');
}

static void
add_pairs(struct buf *out, const struct report_block *b)
{
	for (unsigned row = 0; row < b->rows; row++) {
		buf_adds(out, "- **");
		add_text(out, b->cells[row * 2]);
		buf_adds(out, ":** ");
		add_text(out, b->cells[row * 2 + 1]);
		buf_addc(out, '\n');
	}
	buf_addc(out, '\n');
}

static void
add_cells(struct buf *out, const char *const *cells, unsigned columns)
{
	buf_addc(out, '|');
	for (unsigned i = 0; i < columns; i++) {
		buf_addc(out, ' ');
		add_text(out, cells[i]);
		buf_adds(out, " |");
	}
	buf_addc(out, '\n');
}

static void
add_table(struct buf *out, const struct report_block *b)
{
	add_cells(out, b->heads, b->columns);
	buf_addc(out, '|');
	for (unsigned i = 0; i < b->columns; i++)
		buf_adds(out, " --- |");
	buf_addc(out, '\n');
	for (unsigned row = 0; row < b->rows; row++)
		add_cells(out, &b->cells[row * b->columns], b->columns);
	buf_addc(out, '\n');
}

static void
add_line(struct buf *out, const char *before, const char *text,
	 const char *behind)
{
	buf_adds(out, before);
	add_text(out, text);
	buf_adds(out, behind);
	buf_adds(out, "\n\n");
}

static void
add_block(struct buf *out, const struct report_block *b)
{
	switch (b->kind) {
	case REPORT_HEADING:
		add_line(out, "## ", b->text, "");
		return;
	case REPORT_PARAGRAPH:
		add_line(out, "", b->text, "");
		return;
	case REPORT_NOTICE:
		add_line(out, "> **", b->text, "**");
		return;
	case REPORT_LINES:
		add_rows(out, b);
		return;
	case REPORT_PAIRS:
		add_pairs(out, b);
		return;
	case REPORT_TABLE:
		add_table(out, b);
		return;
	case REPORT_PAGE:
		buf_adds(out, "---\n\n");
		return;
	case REPORT_BLANK:
		add_line(out, "", b->text, "");
		for (unsigned i = 0; i < b->rows; i++)
			buf_adds(out,
				 "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n");
		return;
	}
}

/* A file has no pages: what every page must say stands at both its ends. */
static void
add_mark(struct buf *out, const struct report *r)
{
	if (r->banner != NULL) {
		buf_adds(out, "**");
		add_text(out, r->banner);
		buf_adds(out, "** ");
	}
	buf_adds(out, "**");
	add_text(out, r->tlp);
	buf_adds(out, "** ");
	add_text(out, r->audience);
	buf_adds(out, "\n\n");
}

void
report_write_markdown(const struct report *r, struct buf *out)
{
	add_mark(out, r);
	add_line(out, "# ", r->title, "");
	if (r->incident[0] != '\0')
		add_line(out, "", r->incident, "");
	add_line(out, "", r->as_of, "");
	for (unsigned i = 0; i < r->count; i++)
		add_block(out, &r->blocks[i]);
	if (r->proof[0] != '\0')
		add_line(out, "", r->proof, "");
	add_mark(out, r);
}
