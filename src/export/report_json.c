/* A report as JSON: the tree as it is, keys and kinds never translated. */
#include "export/report.h"

#include "base/buf.h"
#include "base/json.h"

static const char *const kinds[] = {
	[REPORT_HEADING] = "heading", [REPORT_PARAGRAPH] = "paragraph",
	[REPORT_NOTICE] = "notice",   [REPORT_LINES] = "lines",
	[REPORT_PAIRS] = "pairs",     [REPORT_TABLE] = "table",
	[REPORT_PAGE] = "page",       [REPORT_BLANK] = "blank",
};

static void
add_cells(struct json_writer *w, const char *key, const char *const *cells,
	  unsigned count)
{
	json_begin_list(w, key);
	for (unsigned i = 0; i < count; i++)
		json_add_text(w, NULL, cells[i]);
	json_end(w);
}

static void
add_block(struct json_writer *w, const struct report_block *b)
{
	json_begin_object(w, NULL);
	json_add_text(w, "kind", kinds[b->kind]);
	if (b->columns == 0)
		json_add_text(w, "text", b->text);
	if (b->heads != NULL)
		add_cells(w, "heads", b->heads, b->columns);
	if (b->columns > 0) {
		json_begin_list(w, "rows");
		for (unsigned row = 0; row < b->rows; row++)
			add_cells(w, NULL, &b->cells[row * b->columns],
				  b->columns);
		json_end(w);
	}
	json_end(w);
}

void
report_write_json(const struct report *r, struct buf *out)
{
	struct json_writer *w = json_writer_new();

	json_begin_object(w, NULL);
	json_add_text(w, "report", r->name);
	json_add_text(w, "title", r->title);
	json_add_text(w, "incident", r->incident);
	json_add_text(w, "as-of", r->as_of);
	json_add_text(w, "language", r->language);
	json_add_text(w, "tlp", r->tlp);
	json_add_flag(w, "exercise", r->banner != NULL);
	json_add_text(w, "audience", r->audience);
	json_add_text(w, "proof", r->proof);
	json_begin_list(w, "blocks");
	for (unsigned i = 0; i < r->count; i++)
		add_block(w, &r->blocks[i]);
	json_end(w);
	json_end(w);
	json_finish(w, out);
	buf_addc(out, '\n');
	json_writer_free(w);
}
