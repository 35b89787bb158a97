/* Deadlines: which are listed, where they start, how they stand (16 to 18). */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

#define SOON_LEAST ((int64_t)5 * 60 * 1000)

static struct deadline_row *
add_rows(struct arena *a, struct deadline_row *rows, unsigned *count,
	 const struct deadline *deadlines, unsigned more, const char *playbook)
{
	for (unsigned i = 0; i < more; i++) {
		rows = arena_more(a, rows, *count, sizeof(*rows));
		rows[(*count)++] = (struct deadline_row){
			.deadline = &deadlines[i],
			.playbook = playbook,
		};
	}
	return rows;
}

/* Those of open playbooks, and of stopped ones once started. */
static struct deadline_row *
add_own(const struct incident *in, const struct library *lib, struct arena *a,
	struct deadline_row *rows, unsigned *count)
{
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;
		const struct playbook *p =
			s ? library_playbook(lib, s->id) : NULL;

		for (unsigned k = 0; p && k < p->deadline_count; k++)
			if (s->open ||
			    map_find(&in->deadlines, p->deadlines[k].id))
				rows = add_rows(a, rows, count,
						&p->deadlines[k], 1, s->id);
	}
	return rows;
}

/* What a released text promised: a target of our own. */
static struct deadline_row *
add_promises(const struct incident *in, struct arena *a,
	     struct deadline_row *rows, unsigned *count)
{
	for (size_t i = 0; i < in->promises.count; i++) {
		const struct promise *p = in->promises.entries[i].value;
		struct deadline *d;

		if (!p)
			continue;
		d = ARENA_NEW(a, struct deadline);
		d->id = p->id;
		d->title = p->title;
		d->basis = BASIS_OWN;
		d->role = p->role;
		rows = add_rows(a, rows, count, d, 1, NULL);
	}
	return rows;
}

struct deadline_row *
deadlines_listed(const struct incident *in, const struct library *lib,
		 struct arena *a, unsigned *count)
{
	struct deadline_row *rows = NULL;

	*count = 0;
	for (unsigned i = 0; i < lib->law_count; i++)
		rows = add_rows(a, rows, count, lib->laws[i]->deadlines,
				lib->laws[i]->deadline_count, NULL);
	if (lib->organisation)
		rows = add_rows(a, rows, count, lib->organisation->deadlines,
				lib->organisation->deadline_count, NULL);
	rows = add_own(in, lib, a, rows, count);
	return add_promises(in, a, rows, count);
}

/* Still a value of that fact, or that deadline was met just then. */
static bool
start_still_stands(const struct incident *in, const struct deadline_start *s)
{
	const struct fact_state *f = map_find(&in->facts, s->from);
	const struct deadline_state *d = map_find(&in->deadlines, s->from);
	char text[STAMP_SIZE];

	stamp_write(s->at, text);
	for (unsigned i = 0; f && i < f->count; i++)
		if (strcmp(f->values[i].value, text) == 0)
			return true;
	return d && d->met.set && d->met.ms == s->at;
}

static const struct deadline_start *
earliest_start(const struct incident *in, const struct deadline_state *d)
{
	const struct deadline_start *linked = NULL, *act = NULL;

	for (unsigned i = 0; i < d->start_count; i++) {
		const struct deadline_start *s = &d->starts[i];

		if (!s->from) {
			if (!act || s->at < act->at)
				act = s;
		} else if ((!linked || s->at < linked->at) &&
			   start_still_stands(in, s)) {
			linked = s;
		}
	}
	return linked ? linked : act;
}

static void
find_start(const struct incident *in, const struct deadline_state *d,
	   struct status_deadline *out)
{
	const struct deadline_start *s;

	if (d->corrected) {
		out->start =
			(struct moment){.ms = d->corrected_at, .set = true};
		out->due = d->corrected_due;
		return;
	}
	s = earliest_start(in, d);
	if (!s)
		return;
	out->start = (struct moment){.ms = s->at, .set = true};
	out->due = s->due;
}

int64_t
deadline_soon_from(int64_t start, int64_t due)
{
	int64_t tenth = (due - start) / 10;

	return due - (tenth > SOON_LEAST ? tenth : SOON_LEAST);
}

static enum deadline_state_name
state_name(const struct status_deadline *s, int64_t now)
{
	const struct deadline_state *d = s->state_kept;
	enum deadline_basis basis = s->definition->basis;

	if (d && d->met.set)
		return DEADLINE_MET;
	if (s->applies == 0)
		return DEADLINE_NOT_APPLICABLE;
	if (s->applies < 0)
		return DEADLINE_UNDECIDED;
	if (d && d->first.set)
		return DEADLINE_FIRST_SENT;
	if (!s->start.set)
		return DEADLINE_WAITING;
	if (s->late)
		return basis == BASIS_LAW || basis == BASIS_CONTRACT
			       ? DEADLINE_OVERDUE
			       : DEADLINE_TARGET_MISSED;
	if (s->due.set && now >= deadline_soon_from(s->start.ms, s->due.ms))
		return DEADLINE_DUE_SOON;
	return DEADLINE_RUNNING;
}

struct status_deadline
deadline_at(const struct incident *in, const struct deadline *def, int64_t now)
{
	const struct deadline_state *d = map_find(&in->deadlines, def->id);
	struct status_deadline s = {.definition = def, .state_kept = d};

	if (d)
		find_start(in, d, &s);
	if (s.due.set)
		s.due.ms = stamp_ahead(s.due.ms, s.start.ms, in->lines_zone);
	switch (conditions_hold(in, def->applies, def->applies_count)) {
	case HOLDS_YES:
		s.applies = 1;
		break;
	case HOLDS_NO:
		s.applies = 0;
		break;
	case HOLDS_UNKNOWN:
		s.applies = -1;
		break;
	}
	if (d && d->not_applicable)
		s.applies = 0;
	s.late = s.due.set && s.applies != 0 &&
		 (d->met.set ? d->met.ms : now) > s.due.ms;
	s.state = state_name(&s, now);
	return s;
}

bool
deadline_is_running(enum deadline_state_name state)
{
	switch (state) {
	case DEADLINE_RUNNING:
	case DEADLINE_DUE_SOON:
	case DEADLINE_OVERDUE:
	case DEADLINE_TARGET_MISSED:
	case DEADLINE_FIRST_SENT:
		return true;
	case DEADLINE_UNDECIDED:
	case DEADLINE_WAITING:
	case DEADLINE_MET:
	case DEADLINE_NOT_APPLICABLE:
		return false;
	}
	return false;
}

const char *
deadline_state_word(enum deadline_state_name state)
{
	static const char *const words[] = {
		[DEADLINE_UNDECIDED] = "undecided",
		[DEADLINE_WAITING] = "waiting",
		[DEADLINE_RUNNING] = "running",
		[DEADLINE_DUE_SOON] = "due-soon",
		[DEADLINE_OVERDUE] = "overdue",
		[DEADLINE_TARGET_MISSED] = "target-missed",
		[DEADLINE_FIRST_SENT] = "first-sent",
		[DEADLINE_MET] = "met",
		[DEADLINE_NOT_APPLICABLE] = "not-applicable",
	};

	return words[state];
}
