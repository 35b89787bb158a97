/* The library of an incident, from the files that it took along. */
#include <string.h>

#include "base/arena.h"
#include "core/check.h"
#include "core/diag.h"
#include "core/record.h"
#include "load/names.h"
#include "load/shelf.h"

struct kept {
	const char *name;
	const char *bytes; /* NULL: it has not arrived */
	size_t len;
	struct file_header head;
	bool readable; /* it has a header of ours */
};

static bool
same_thing(const struct kept *a, const struct kept *b)
{
	return check_kinds_share_ids(a->head.kind, b->head.kind) &&
	       strcmp(a->head.id, b->head.id) == 0;
}

/*
 * The variant to use of what rows[first] is: the first one in that language,
 * else the first of all.  The first counts where one id came in two versions,
 * as everywhere in an incident.
 */
static struct kept *
best_variant(struct kept *rows, unsigned count, unsigned first,
	     const char *language)
{
	for (unsigned i = 0; i < first; i++)
		if (rows[i].readable && same_thing(&rows[i], &rows[first]))
			return NULL;
	for (unsigned i = first; i < count; i++)
		if (rows[i].readable && same_thing(&rows[i], &rows[first]) &&
		    strcmp(rows[i].head.language, language) == 0)
			return &rows[i];
	return &rows[first];
}

/* id.language.<16 hex>.yaml: is another variant of that id here? */
static bool
is_replaced(const struct kept *rows, unsigned count, const char *name)
{
	size_t len = strcspn(name, ".");

	for (unsigned i = 0; i < count; i++)
		if (rows[i].readable && strncmp(rows[i].name, name, len) == 0 &&
		    rows[i].name[len] == '.')
			return true;
	return false;
}

bool
shelf_library_kept(const struct record_file *files, unsigned count,
		   kept_bytes *kept, void *context, const char *language,
		   const char *played, struct arena *a, struct library *out,
		   struct diag_list *diags, unsigned *missing)
{
	struct kept *rows = ARENA_ARRAY(a, struct kept, count + 1);
	bool whole = true;

	library_init(out, a);
	*missing = 0;
	for (unsigned i = 0; i < count; i++) {
		struct kept *k = &rows[i];

		k->name = files[i].file ? files[i].file : "";
		k->bytes = kept(context, k->name, files[i].sha256, &k->len);
		k->readable = k->bytes && load_header(k->name, k->bytes, k->len,
						      a, &k->head);
	}
	for (unsigned i = 0; i < count; i++) {
		struct kept *k;
		struct loaded l;

		if (!rows[i].bytes && !is_replaced(rows, count, rows[i].name))
			++*missing;
		if (!rows[i].readable)
			continue;
		k = best_variant(rows, count, i,
				 played && rows[i].head.kind == FILE_EXERCISE
					 ? played
					 : language);
		if (k &&
		    shelf_load_capped(k->name, k->bytes, k->len, a, diags, &l))
			shelf_add_loaded(out, &l);
		else if (k)
			whole = false;
	}
	library_settle(out);
	return whole && *missing == 0;
}
