/* A text of a playbook: broken at a width that its first byte tells. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "markdown/flow.h"
#include "markdown/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
must_be_safe(const char *s, size_t len)
{
	uint32_t c;

	for (size_t at = 0; at < len;) {
		size_t step = text_decode(s + at, len - at, &c);

		if (step == 1 && (unsigned char)s[at] >= 0x80)
			abort();
		if (text_is_unsafe(c) && c != '\n')
			abort();
		at += step;
	}
}

static void
must_fit(const struct flow_line *line, int width)
{
	int cells = 0;

	for (unsigned i = 0; i < line->count; i++) {
		const char *text = line->runs[i].text;

		if (strchr(text, '\n'))
			abort();
		must_be_safe(text, strlen(text));
		cells += text_width(text);
	}
	if (cells > width && (width > 1 || cells > 2))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena arena = {0};
	struct buf plain = {0};
	struct flow flow;
	const char *source;
	int width;

	if (len == 0)
		return 0;
	width = bytes[0] + 1;
	source = (const char *)bytes + 1;
	flow = flow_source(source, len - 1, width, &arena);
	for (unsigned i = 0; i < flow.count; i++)
		must_fit(&flow.lines[i], width);
	markdown_plain(source, len - 1, &plain);
	must_be_safe(buf_text(&plain), plain.len);
	buf_fini(&plain);
	arena_fini(&arena);
	return 0;
}
