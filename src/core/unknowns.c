/* What is not known yet: who finds it out, by when, and what waits for it. */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

static bool
rests_on(const struct condition *rows, unsigned count, const char *fact)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(rows[i].fact, fact) == 0)
			return true;
	return false;
}

static bool
is_asked(const char *const *ids, unsigned count, const char *fact)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(ids[i], fact) == 0)
			return true;
	return false;
}

/* A step waits where its way, one of its items or its asking rests on it. */
static unsigned
waits_of_step(const struct step *s, const char *fact, bool current)
{
	bool waits = rests_on(s->when, s->when_count, fact) ||
		     (current && is_asked(s->asks, s->ask_count, fact));

	for (unsigned i = 0; !waits && i < s->item_count; i++) {
		const struct item *it = &s->items[i];

		waits = rests_on(it->when, it->when_count, fact) ||
			(current && is_asked(it->asks, it->ask_count, fact));
	}
	return waits;
}

static unsigned
waits_for(const struct making *m, const char *fact)
{
	unsigned count = 0;

	for (unsigned i = 0; i < m->open_count; i++) {
		const struct playbook *p = m->open[i];

		for (unsigned k = 0; k < p->role_count; k++) {
			const struct role *r = &p->roles[k];

			for (unsigned n = 0; n < r->step_count; n++) {
				const struct step_ref *ref =
					library_step_at(m->lib, p, r, n);

				count += waits_of_step(
					&r->steps[n], fact,
					ref && current_visit(&m->cur, ref));
			}
		}
	}
	for (unsigned i = 0; i < m->st->deadline_count; i++) {
		const struct status_deadline *d = &m->st->deadlines[i];

		count += d->state == DEADLINE_UNDECIDED &&
			 rests_on(d->definition->applies,
				  d->definition->applies_count, fact);
	}
	return count;
}

/* The last question about it that nobody answered yet. */
static const struct inbox_row *
question_about(const struct making *m, const char *fact)
{
	const struct map *rows = &m->in->inbox;

	for (size_t i = rows->count; i > 0; i--) {
		const struct inbox_row *row = rows->entries[i - 1].value;

		if (row && row->type == INBOX_QUESTION && !row->done &&
		    row->record && same_text(row->record->fact, fact))
			return row;
	}
	return NULL;
}

/* What most waits for goes first, then what was promised first. */
static bool
goes_before(const struct status_unknown *a, const struct status_unknown *b)
{
	if (a->waits != b->waits)
		return a->waits > b->waits;
	if (!a->promised.set)
		return false;
	return !b->promised.set || a->promised.ms < b->promised.ms;
}

static void
insert(struct making *m, const struct status_unknown *u)
{
	struct status *st = m->st;
	unsigned at = st->unknown_count;

	st->unknowns = arena_more(m->a, st->unknowns, st->unknown_count++,
				  sizeof(*st->unknowns));
	for (; at > 0 && goes_before(u, &st->unknowns[at - 1]); at--)
		st->unknowns[at] = st->unknowns[at - 1];
	st->unknowns[at] = *u;
}

/* Both sides are told: who promised it, and who waits for it. */
static void
alert_late(struct making *m, const struct status_unknown *u)
{
	status_alert(m, ALERT_LATER, u->owner, u->question->text,
		     u->question->id);
	if (!same_text(u->question->from, u->owner))
		status_alert(m, ALERT_LATER, u->question->from,
			     u->question->text, u->question->id);
}

void
status_make_unknowns(struct making *m)
{
	for (unsigned i = 0; i < m->st->fact_count; i++) {
		const struct status_fact *f = &m->st->facts[i];
		struct status_unknown u = {.fact = f};

		if (incident_fact(m->in, f->fact))
			continue;
		u.waits = waits_for(m, f->fact);
		u.question = question_about(m, f->fact);
		if (u.question) {
			u.owner = u.question->to;
			u.promised = u.question->record->due;
		}
		if (u.waits == 0 && !u.question)
			continue;
		u.late = u.promised.set && u.promised.ms <= m->now;
		insert(m, &u);
		if (u.late)
			alert_late(m, &u);
	}
}

/* --- in the order in which they are told */

static bool
is_ranked(const struct status *st, const struct status_fact *f)
{
	for (unsigned i = 0; i < st->unknown_count; i++)
		if (st->unknowns[i].fact == f)
			return true;
	return false;
}

static bool
is_recorded(const struct status_fact *f)
{
	return f->value != NULL && strcmp(f->value, "unknown") == 0;
}

const struct status_unknown *
status_rank_unknowns(const struct status *st, struct arena *a, unsigned *count)
{
	struct status_unknown *list =
		ARENA_ARRAY(a, struct status_unknown, st->fact_count + 1);
	unsigned n = 0;

	for (unsigned i = 0; i < st->fact_count; i++)
		if (st->facts[i].contradiction)
			list[n++].fact = &st->facts[i];
	for (unsigned i = 0; i < st->unknown_count; i++)
		if (!st->unknowns[i].fact->contradiction)
			list[n++] = st->unknowns[i];
	for (int recorded = 1; recorded >= 0; recorded--)
		for (unsigned i = 0; i < st->fact_count; i++) {
			const struct status_fact *f = &st->facts[i];

			if (!f->contradiction && !is_ranked(st, f) &&
			    is_recorded(f) == (recorded != 0) &&
			    fact_is_wanted(st, f))
				list[n++].fact = f;
		}
	*count = n;
	return list;
}
