/* One line of a journal, from anybody. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What was read as canonical is what would be written. */
static void
write_again(const struct record *r, const char *line, size_t len)
{
	struct buf out = {0};

	record_write(r, &out);
	if (r->canonical &&
	    (out.len != len + 1 || memcmp(out.bytes, line, len) != 0))
		abort();
	for (size_t i = 0; i + 1 < out.len; i++)
		if (out.bytes[i] < 0x20 || out.bytes[i] > 0x7e)
			abort();
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *line = (const char *)bytes;
	struct arena arena = {0};
	const char *why = NULL;
	struct record r;
	size_t over;

	if (record_read(line, len, &arena, &r, &why)) {
		if (!r.id || r.n < 1 || !r.kind_name || r.line_len != len)
			abort();
		record_texts_fit(&r, &over);
		write_again(&r, line, len);
	} else if (!why) {
		abort();
	}
	arena_fini(&arena);
	return 0;
}
