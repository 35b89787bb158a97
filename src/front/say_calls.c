#include "front/say_calls.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/call_round.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/record.h"
#include "front/fill.h"
#include "front/front.h"
#include "front/say.h"

struct call_round
calls_of(const struct front *f, const char *role, struct arena *a)
{
	struct call_round round = {.next = -1};

	if (f->incident != NULL && f->library != NULL)
		call_round_at(f->incident, f->library, role, f->now, a, &round);
	return round;
}

const char *
calls_role(const struct front *f, unsigned wanted, struct arena *a)
{
	const struct organisation *o =
		f->library != NULL ? f->library->organisation : NULL;
	unsigned count = o != NULL ? o->person_count : 0, found = 0;
	const char **roles = ARENA_ARRAY(a, const char *, count + 1);

	for (unsigned i = 0; i < count; i++) {
		const char *role = o->people[i].role;
		unsigned k = 0;

		if (role == NULL || role[0] == '\0')
			continue;
		while (k < found && strcmp(roles[k], role) != 0)
			k++;
		if (k < found)
			continue;
		if (found == wanted)
			return role;
		roles[found++] = role;
	}
	return NULL;
}

static const char *
outcome_word(const struct record *r)
{
	if (r->more->outcome != NULL &&
	    strcmp(r->more->outcome, "voicemail") == 0)
		return tr("voicemail");
	if (r->more->outcome != NULL &&
	    strcmp(r->more->outcome, "reached") == 0)
		return tr("reached");
	return tr("no answer");
}

const char *
say_call_state(const struct call_person *p, const struct front *f,
	       struct arena *a)
{
	int64_t happened;
	const char *last;

	if (p->last == NULL)
		return p->covered ? tr("not needed: the deputy was reached")
				  : tr("not called yet");
	happened = record_happened(p->last);
	last = arena_printf(a, "%s %s", outcome_word(p->last),
			    say_clock(happened, f->zone, a));
	if (p->reached)
		return p->last->more->ref == NULL
			       ? last
			       : arena_printf(a, "%s  %s", last,
					      p->last->more->ref);
	if (p->attempts > 1)
		last = say_fill(a, tr("%1 (%2 calls)"), last,
				arena_printf(a, "%u", p->attempts), NULL);
	if (p->covered)
		return say_fill(a, tr("%1; the deputy was reached"), last, NULL,
				NULL);
	return say_fill(a, tr("%1, again from %2"), last,
			say_clock(happened + CALL_AGAIN_MS, f->zone, a), NULL);
}

const char *
say_call_round(const struct call_round *round, const struct front *f,
	       struct arena *a)
{
	const char *said = say_fill(a, tr("%1 of %2 reached"),
				    arena_printf(a, "%u", round->covered),
				    arena_printf(a, "%u", round->own), NULL);

	if (round->again == 0)
		return said;
	return say_fill(a, tr("%1; nobody left to call until %2"), said,
			say_clock(round->again, f->zone, a), NULL);
}

/* Whoever called is reminded; nobody else is. */
static bool
is_ours(const struct call_person *p, const struct front *f)
{
	return p->last != NULL && p->last->role != NULL && f->role != NULL &&
	       strcmp(p->last->role, f->role) == 0;
}

const char *
say_call_again(const struct front *f, struct arena *a)
{
	const char *role;

	if (f->incident == NULL || !f->incident->open)
		return NULL;
	for (unsigned i = 0; (role = calls_role(f, i, a)) != NULL; i++) {
		struct call_round round = calls_of(f, role, a);
		const struct call_person *p;

		if (round.next < 0)
			continue;
		p = &round.people[round.next];
		if (!is_ours(p, f))
			continue;
		return say_fill(
			a, tr("Call again: %1 (%2 %3)"),
			say_contact(p->person->id, f->library, a),
			outcome_word(p->last),
			say_clock(record_happened(p->last), f->zone, a));
	}
	return NULL;
}
