#include "core/document_offer.h"

#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/playbook.h"

static bool
lists(const struct deadline *d, const char *model)
{
	for (unsigned i = 0; i < d->document_count; i++)
		if (strcmp(d->documents[i], model) == 0)
			return true;
	return false;
}

/* What the release itself promises is not kept by it. */
static bool
is_earlier_promise(const struct incident *in, const char *id,
		   const struct document_state *d)
{
	const struct promise *p = map_find(&in->promises, id);
	const char *release = d->released ? d->released->id : NULL;

	return p && strcmp(p->document, d->document) == 0 &&
	       !(release && strlen(id) > 8 &&
		 strncmp(strchr(id, '-') + 1, release, 8) == 0);
}

struct document_offer *
document_offers(const struct incident *in, const struct library *lib,
		const struct document_state *d, int64_t now, struct arena *a,
		unsigned *count)
{
	struct document_offer *out = NULL;
	unsigned rows_count;
	struct deadline_row *rows = deadlines_listed(in, lib, a, &rows_count);

	*count = 0;
	for (unsigned i = 0; i < rows_count; i++) {
		const struct deadline *dl = rows[i].deadline;
		enum deadline_state_name state = deadline_at(in, dl, now).state;

		if (state == DEADLINE_MET || state == DEADLINE_NOT_APPLICABLE)
			continue;
		if (!lists(dl, d->model) && !is_earlier_promise(in, dl->id, d))
			continue;
		out = arena_more(a, out, *count, sizeof(*out));
		out[(*count)++] = (struct document_offer){
			.deadline = dl->id,
			.title = dl->title,
			.phased = dl->phased == YES_NO_YES &&
				  state != DEADLINE_FIRST_SENT,
		};
	}
	return out;
}
