/* The call round: whom to call next for each role, then everybody in turn. */
#include "plain/parts.h"

#include <string.h>

#include "core/call_round.h"
#include "front/say_calls.h"

/* The i-th person over all rounds; false: no more. */
static bool
person_at(struct plain *p, unsigned i, struct call_round *round,
	  unsigned *index)
{
	const char *role;

	for (unsigned r = 0;
	     (role = calls_role(p->front, r, &p->scratch)) != NULL; r++) {
		*round = calls_of(p->front, role, &p->scratch);
		*index = i;
		if (i < round->count)
			return true;
		i -= round->count;
	}
	return false;
}

static const char *
who(struct plain *p, const struct call_person *c)
{
	const char *name =
		say_contact(c->person->id, p->front->library, &p->scratch);
	const char *function = c->person->function;

	if (!function || !function[0] || strcmp(function, name) == 0)
		return name;
	return say_fill(&p->scratch, "%1 (%2)", function, name, NULL);
}

static const char *
phone_of(const struct call_person *c)
{
	return c->person->phone && c->person->phone[0] ? c->person->phone
						       : tr("TO FILL IN");
}

static void
calls_head(struct plain *p, struct buf *out)
{
	const char *role;

	talk(p, out, tr("Call round."), NULL, NULL, NULL);
	tell_sums(p, out);
	for (unsigned r = 0;
	     (role = calls_role(p->front, r, &p->scratch)) != NULL; r++) {
		struct call_round round = calls_of(p->front, role, &p->scratch);

		talk(p, out, tr("%1: %2."), talk_role(p, role),
		     say_call_round(&round, p->front, &p->scratch), NULL);
		if (round.next >= 0)
			talk(p, out, tr("   Next: %1, phone %2."),
			     who(p, &round.people[round.next]),
			     phone_of(&round.people[round.next]), NULL);
	}
}

static void
calls_fill(struct plain *p)
{
	struct call_round round;
	unsigned index;

	for (unsigned i = 0; person_at(p, i, &round, &index); i++)
		if (view_wants(p, who(p, &round.people[index])))
			view_add(p, i);
}

static void
calls_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	struct call_round round;
	const struct call_person *c;
	unsigned index;

	if (!person_at(p, i, &round, &index))
		return;
	c = &round.people[index];
	talk(p, out, tr("%1. %2, phone %3."), number, who(p, c), phone_of(c));
	talk(p, out, "   %1: %2.", talk_role(p, round.role),
	     say_call_state(c, p->front, &p->scratch), NULL);
}

static void
calls_pick(struct plain *p, unsigned i, struct buf *out)
{
	struct call_round round;
	unsigned index;

	if (person_at(p, i, &round, &index) && p->front->incident->open &&
	    !p->front->read_only)
		fill_call(p, round.people[index].person->id, out);
}

const struct view_row view_row_calls = {
	.prompt = N_("Call round, whom did you call? (number, more, find, < to "
		     "go back) [no answer]"),
	.head = calls_head,
	.fill = calls_fill,
	.row = calls_row,
	.pick = calls_pick,
};
