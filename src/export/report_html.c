/*
 * A report as one HTML file: no script, nothing that is loaded, a style for
 * the screen and for paper.  The banner and the traffic light stand in a
 * table's head and foot, which browsers repeat on every page.
 */
#include "export/report.h"

#include "base/buf.h"
#include "base/text.h"

static const char before_language[] = "<!DOCTYPE html>\n<html lang=\"";

static const char style[] =
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<meta name=\"referrer\" content=\"no-referrer\">\n"
	"<meta name=\"generator\" content=\"draaiboek\">\n"
	"<style>\n"
	"body{font:15px/1.45 system-ui,sans-serif;color:#111;background:#fff;"
	"margin:0 auto;max-width:52em;padding:1em}\n"
	"h1{font-size:1.4em;margin:.4em 0 0}\n"
	"h2{font-size:1.05em;margin:1.1em 0 .2em;border-bottom:1px solid #999}"
	"\n"
	"p{margin:.3em 0}\n"
	"ul{margin:.2em 0;padding-left:1.2em}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em;"
	"margin:.3em 0}\n"
	"dt{font-weight:600}\n"
	"dd{margin:0;overflow-wrap:anywhere}\n"
	"table.rows{border-collapse:collapse;width:100%;margin:.3em 0}\n"
	".rows th,.rows td{border-bottom:1px solid #ccc;text-align:left;"
	"vertical-align:top;padding:.15em .8em .15em 0;"
	"overflow-wrap:break-word}\n"
	".rows th,.rows .short{white-space:nowrap}\n"
	".rows td:last-child{overflow-wrap:anywhere}\n"
	".page{width:100%;border-collapse:collapse}\n"
	".page>*>tr>td{padding:0}\n"
	".mark{display:flex;gap:1em;font-weight:700;padding:.3em 0}\n"
	".tlp{background:#000;padding:0 .5em}\n"
	".exercise{background:#fff;color:#000;border:2px solid #000;"
	"padding:0 .5em}\n"
	".source,.proof,.as-of{color:#555;font-size:.9em}\n"
	".proof{overflow-wrap:anywhere;margin-top:1.2em;"
	"border-top:1px solid #999}\n"
	".notice{border-left:4px solid #b00;padding:.1em .6em;"
	"font-weight:600}\n"
	".write{border-bottom:1px solid #999;height:2em}\n"
	".label,.rows "
	"thead{break-after:avoid}.write+.write{break-before:avoid}\n"
	".rows td:not(.short):last-child{min-width:13em}\n"
	".next-page{border-top:1px dashed #999;margin:1.5em 0}\n"
	"bdi{unicode-bidi:isolate}\n"
	"@page{size:A4;margin:16mm}\n"
	"@media print{body{font-size:10.5pt;max-width:none;padding:0}"
	".mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"li,dd,.rows tr,.write{break-inside:avoid}h2{break-after:avoid}"
	".next-page{break-before:page;border:0;margin:0}"
	".large main{font-size:15pt;line-height:1.5}}\n"
	"</style>\n";

static void
add_text(struct buf *out, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		switch (*at) {
		case '&':
			buf_adds(out, "&amp;");
			break;
		case '<':
			buf_adds(out, "&lt;");
			break;
		case '>':
			buf_adds(out, "&gt;");
			break;
		case '"':
			buf_adds(out, "&quot;");
			break;
		case '\'':
			buf_adds(out, "&#39;");
			break;
		default:
			buf_addc(out, *at);
		}
	}
}

/* An element around a text that may run from right to left. */
static void
add_bdi(struct buf *out, const char *before, const char *text,
	const char *behind)
{
	buf_adds(out, before);
	buf_adds(out, "<bdi>");
	add_text(out, text);
	buf_adds(out, "</bdi>");
	buf_adds(out, behind);
}

static void
add_rows(struct buf *out, const struct report_block *b)
{
	buf_adds(out, "<ul>\n");
	for (unsigned row = 0; row < b->rows; row++) {
		const char *sources = b->cells[row * 2 + 1];

		add_bdi(out, "<li>", b->cells[row * 2], "");
		if (sources[0] != '\0')
			add_bdi(out, " <span class=\"source\">(", sources,
				")</span>");
		buf_adds(out, "</li>\n");
	}
	buf_adds(out, "</ul>\n");
}

static void
add_pairs(struct buf *out, const struct report_block *b)
{
	buf_adds(out, "<dl>\n");
	for (unsigned row = 0; row < b->rows; row++) {
		add_bdi(out, "<dt>", b->cells[row * 2], "</dt>");
		add_bdi(out, "<dd>", b->cells[row * 2 + 1], "</dd>\n");
	}
	buf_adds(out, "</dl>\n");
}

#define SHORT 18 /* cells of a text that is not broken in a table */

/* A bit for each column that has nothing but short texts. */
static unsigned
short_columns(const struct report_block *b)
{
	unsigned shorts = ~0u;

	for (unsigned i = 0; i < b->rows * b->columns; i++)
		if (text_width(b->cells[i]) > SHORT)
			shorts &= ~(1u << i % b->columns);
	return shorts;
}

static void
add_cells(struct buf *out, const struct report_block *b, unsigned row,
	  unsigned shorts)
{
	buf_adds(out, "<tr>");
	for (unsigned i = 0; i < b->columns; i++)
		add_bdi(out, shorts & 1u << i ? "<td class=\"short\">" : "<td>",
			b->cells[row * b->columns + i], "</td>");
	buf_adds(out, "</tr>\n");
}

static void
add_table(struct buf *out, const struct report_block *b)
{
	unsigned shorts = short_columns(b);

	buf_adds(out, "<table class=\"rows\">\n<thead>\n<tr>");
	for (unsigned i = 0; i < b->columns; i++)
		add_bdi(out, "<th scope=\"col\">", b->heads[i], "</th>");
	buf_adds(out, "</tr>\n</thead>\n<tbody>\n");
	for (unsigned row = 0; row < b->rows; row++)
		add_cells(out, b, row, shorts);
	buf_adds(out, "</tbody>\n</table>\n");
}

/* What says what a list or a table is about stays on its page. */
static bool
is_label(const struct report_block *b, const struct report_block *next)
{
	return next != NULL && b->kind == REPORT_PARAGRAPH &&
	       (next->kind == REPORT_LINES || next->kind == REPORT_PAIRS ||
		next->kind == REPORT_TABLE);
}

static void
add_block(struct buf *out, const struct report_block *b,
	  const struct report_block *next)
{
	switch (b->kind) {
	case REPORT_HEADING:
		add_bdi(out, "<h2>", b->text, "</h2>\n");
		return;
	case REPORT_PARAGRAPH:
		add_bdi(out, is_label(b, next) ? "<p class=\"label\">" : "<p>",
			b->text, "</p>\n");
		return;
	case REPORT_NOTICE:
		add_bdi(out, "<p class=\"notice\">", b->text, "</p>\n");
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
		buf_adds(out, "<div class=\"next-page\"></div>\n");
		return;
	case REPORT_BLANK:
		add_bdi(out, "<p class=\"label\">", b->text, "</p>\n");
		for (unsigned i = 0; i < b->rows; i++)
			buf_adds(out, "<div class=\"write\"></div>\n");
		return;
	}
}

/* The colours of the traffic light protocol 2.0, on black. */
static const char *
colour_of(const char *tlp)
{
	switch (tlp[0] != '\0' && tlp[4] != '\0' ? tlp[4] : '\0') {
	case 'R':
		return "#ff2b2b";
	case 'A':
		return "#ffc000";
	case 'G':
		return "#33ff00";
	default:
		return "#ffffff";
	}
}

static void
add_mark(struct buf *out, const struct report *r)
{
	buf_adds(out, "<div class=\"mark\">");
	if (r->banner != NULL)
		add_bdi(out, "<span class=\"exercise\">", r->banner, "</span>");
	buf_adds(out, "<span class=\"tlp\" style=\"color:");
	buf_adds(out, colour_of(r->tlp));
	add_bdi(out, "\">", r->tlp, "</span>");
	add_bdi(out, "<span>", r->audience, "</span></div>");
}

static void
add_head(struct buf *out, const struct report *r)
{
	buf_adds(out, before_language);
	add_text(out, r->language);
	buf_adds(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta http-equiv=\"Content-Security-Policy\" content=\""
		      "default-src 'none'; style-src 'unsafe-inline'; "
		      "base-uri 'none'; form-action 'none'\">\n<title>");
	add_text(out, r->title);
	buf_adds(out, " - ");
	add_text(out, r->incident);
	buf_adds(out, "</title>\n");
	buf_adds(out, style);
	buf_adds(out, "</head>\n<body");
	buf_adds(out, r->large ? " class=\"large\"" : "");
	buf_adds(out, ">\n<table class=\"page\" "
		      "role=\"presentation\">\n<thead><tr><td>");
	add_mark(out, r);
	buf_adds(out, "</td></tr></thead>\n<tfoot><tr><td>");
	add_mark(out, r);
	buf_adds(out, "</td></tr></tfoot>\n<tbody><tr><td>\n<main>\n");
}

void
report_write_html(const struct report *r, struct buf *out)
{
	add_head(out, r);
	add_bdi(out, "<h1>", r->title, "</h1>\n");
	if (r->incident[0] != '\0')
		add_bdi(out, "<p>", r->incident, "</p>\n");
	add_bdi(out, "<p class=\"as-of\">", r->as_of, "</p>\n");
	for (unsigned i = 0; i < r->count; i++)
		add_block(out, &r->blocks[i],
			  i + 1 < r->count ? &r->blocks[i + 1] : NULL);
	if (r->proof[0] != '\0')
		add_bdi(out, "<p class=\"proof\">", r->proof, "</p>\n");
	buf_adds(out, "</main>\n</td></tr></tbody>\n</table>\n</body>\n"
		      "</html>\n");
}
