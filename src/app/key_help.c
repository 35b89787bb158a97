/* The keys as text, for `help keys` and for paper. */
#include "app/run.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "ui/keys.h"

/* "Up, k" and what that does, in two columns. */
static void
add_row(struct buf *out, const struct key_row *row, struct arena *a)
{
	const char *keys = "";
	int blanks;

	for (unsigned i = 0; i < 3 && row->keys[i]; i++)
		keys = arena_printf(a, "%s%s%s", keys, i ? ", " : "",
				    key_name(row->keys[i], a));
	blanks = 20 - text_width(keys);
	buf_addf(out, "  %s%*s%s\n", keys, blanks > 1 ? blanks : 1, "",
		 tr(row->label));
}

void
app_add_keys(struct buf *out)
{
	struct arena scratch = {0};

	for (int group = 0; group < GROUPS; group++) {
		buf_addf(out, "%s%s\n", group ? "\n" : "",
			 key_group_title((enum key_group)group));
		for (size_t i = 0; i < key_row_count; i++)
			if (key_rows[i].group == (enum key_group)group &&
			    key_rows[i].label)
				add_row(out, &key_rows[i], &scratch);
	}
	arena_fini(&scratch);
}
