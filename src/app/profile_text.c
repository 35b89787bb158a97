/* The text of the organisation's file: read, and changed line by line. */
#include "app/profile.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/diag.h"
#include "load/edit.h"
#include "load/load.h"

void
profile_text(const struct profile_file *f, struct buf *text)
{
	buf_clear(text);
	buf_adds(text,
		 f->bytes ? f->bytes : "draaiboek: 1\nkind: organisation\n");
}

const struct organisation *
profile_read(const char *path, const struct buf *text, struct arena *a,
	     struct diag_list *diags)
{
	struct loaded l = {0};
	const char *kept = arena_strndup(a, buf_text(text), text->len);

	*diags = (struct diag_list){.arena = a};
	return load_bytes(path, kept, text->len, a, diags, &l) ? l.organisation
							       : NULL;
}

static const char *
add_entry(struct buf *text, const struct organisation *o,
	  const struct library *lib, const struct profile_change *c,
	  struct arena *a)
{
	const struct profile_row *row = &profile_rows[c->part];
	const char *keys[2 + PROFILE_FIELDS_MOST] = {"id"};
	const char *values[2 + PROFILE_FIELDS_MOST];
	unsigned count = 1;

	values[0] =
		c->fresh
			? c->fresh
			: profile_fresh_id(o, lib, c->part,
					   c->values[0] ? c->values[0] : "", a);
	for (unsigned i = 0; i < profile_fields(c->part); i++) {
		if (!c->values[i] || !*c->values[i])
			continue;
		keys[count] = row->fields[i].key;
		values[count++] = c->values[i];
	}
	if (row->fixed) {
		keys[count] = row->fixed;
		values[count++] = row->fixed_as;
	}
	return edit_add(text, row->list, keys, values, count) ? NULL
							      : row->list;
}

const char *
profile_change(struct buf *text, const struct organisation *o,
	       const struct library *lib, const struct profile_change *c,
	       struct arena *a)
{
	const struct profile_row *row = &profile_rows[c->part];

	if (row->list && !c->id)
		return add_entry(text, o, lib, c, a);
	for (unsigned i = 0; i < profile_fields(c->part); i++) {
		const char *key = row->fields[i].key;
		const char *value = c->values[i];
		bool fine;

		if (!value)
			continue;
		if (!*value)
			value = NULL;
		fine = row->list
			       ? edit_set_in(text, row->list, c->id, key, value)
			       : edit_set(text, key, value);
		if (!fine)
			return key;
	}
	return NULL;
}
