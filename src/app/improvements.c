#include "app/improvements.h"

#include <string.h>

#include "app/session.h"
#include "base/tr.h"

static const char *
copy(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static struct improvement
lasting(const struct improvement *x, struct arena *a)
{
	return (struct improvement){
		.id = copy(a, x->id),
		.text = copy(a, x->text),
		.gap = copy(a, x->gap),
		.objective = copy(a, x->objective),
		.cost = copy(a, x->cost),
		.owner = copy(a, x->owner),
		.due = x->due,
		.done = x->done,
		.outcome = copy(a, x->outcome),
	};
}

/* One exercise is read, and let go of at once. */
static void
add_those_of(struct session *s, const struct incident_place *place,
	     struct arena *a, struct agreed **rows, size_t *count)
{
	struct journal_identity who = s->who;
	struct arena scratch = {0};
	const struct improvement *found;
	struct incident in;
	struct folder f;
	unsigned n;

	who.mode = place->mode;
	if (!folder_open(&s->paths, place, &who, &scratch, &f, NULL)) {
		arena_fini(&scratch);
		return;
	}
	incident_init(&in, &scratch, NULL);
	folder_fold(&f, &in);
	found = improvements(&in, &scratch, &n);
	for (unsigned i = 0; i < n; i++) {
		*rows = arena_more(a, *rows, *count, sizeof(**rows));
		(*rows)[(*count)++] = (struct agreed){
			.what = lasting(&found[i], a),
			.place = place,
			.exercise = copy(a, in.title ? in.title : place->name),
			.written = found[i].record->time,
		};
	}
	folder_close(&f);
	arena_fini(&scratch);
}

struct agreed *
session_improvements(struct session *s, struct arena *a, size_t *count)
{
	struct incident_places *places = ARENA_NEW(a, struct incident_places);
	struct agreed *rows = NULL;

	*count = 0;
	folder_list(&s->paths, a, places, NULL);
	for (size_t i = 0; i < places->count; i++)
		if (strcmp(places->places[i].mode, "exercise") == 0)
			add_those_of(s, &places->places[i], a, &rows, count);
	return rows;
}
