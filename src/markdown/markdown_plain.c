#include "markdown/markdown.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static void
add_table(struct buf *out, const struct markdown_block *table)
{
	const struct markdown_text *head;

	if (!table->row_count)
		return;
	head = table->rows[0].cells;
	for (unsigned i = 1; i < table->row_count; i++) {
		bool begun = false;

		for (unsigned c = 0; c < table->column_count; c++) {
			const struct markdown_text *cell =
				&table->rows[i].cells[c];

			if (!cell->len)
				continue;
			if (begun)
				buf_adds(out, "; ");
			if (head[c].len)
				buf_addf(out, "%s: ", head[c].text);
			buf_adds(out, cell->text);
			begun = true;
		}
		if (begun)
			buf_addc(out, '\n');
	}
}

/* The text, its empty lines left out. */
static void
add_lines(struct buf *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len) {
			buf_add(out, text, len);
			buf_addc(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
}

void
markdown_plain(const char *source, size_t len, struct buf *out)
{
	struct arena arena = {0};
	struct markdown m = markdown_read(source, len, &arena);

	for (unsigned i = 0; i < m.count; i++) {
		const struct markdown_block *block = &m.blocks[i];

		if (block->kind == MARKDOWN_TABLE) {
			add_table(out, block);
			continue;
		}
		if (!block->text.len)
			continue;
		if (block->marker)
			buf_addf(out, "%s ", block->marker);
		add_lines(out, block->text.text);
	}
	arena_fini(&arena);
}
