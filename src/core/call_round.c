#include "core/call_round.h"

#include <string.h>

#include "base/arena.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"
#include "core/record.h"

const struct record *
call_last(const struct incident *in, const char *contact)
{
	for (size_t i = in->last[RECORD_CONTACT]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;

		if (r->more->contact && strcmp(r->more->contact, contact) == 0)
			return r;
	}
	return NULL;
}

static bool
is_outcome(const struct record *r, const char *outcome)
{
	return r->more->outcome && strcmp(r->more->outcome, outcome) == 0;
}

/* Once reached they stay reached, whatever a later call met. */
static void
read_calls(const struct incident *in, struct call_person *p)
{
	for (size_t i = in->last[RECORD_CONTACT]; i > 0;
	     i = in->log[i - 1].before) {
		const struct record *r = in->log[i - 1].record;

		if (!r->more->contact ||
		    strcmp(r->more->contact, p->person->id) != 0)
			continue;
		if (!p->last)
			p->last = r;
		p->attempts++;
		p->reached = p->reached || is_outcome(r, "reached");
	}
}

static int
find_listed(const struct call_round *round, const struct person *person)
{
	for (unsigned i = 0; i < round->count; i++)
		if (round->people[i].person == person)
			return (int)i;
	return -1;
}

static int
add_person(struct call_round *round, const struct incident *in,
	   const struct person *person, int deputy_of, bool own)
{
	int listed = find_listed(round, person);
	struct call_person *p;

	if (listed >= 0) {
		round->people[listed].own = round->people[listed].own || own;
		return -1;
	}
	p = &round->people[round->count++];
	*p = (struct call_person){
		.person = person, .deputy_of = deputy_of, .own = own};
	read_calls(in, p);
	return (int)round->count - 1;
}

static const struct person *
deputy_of(const struct organisation *o, const struct person *person)
{
	for (unsigned i = 0; person->deputy && i < o->person_count; i++)
		if (o->people[i].id &&
		    strcmp(o->people[i].id, person->deputy) == 0)
			return &o->people[i];
	return NULL;
}

/* A circle of deputies ends where somebody is listed already. */
static void
add_with_deputies(struct call_round *round, const struct incident *in,
		  const struct organisation *o, const struct person *person)
{
	int at = add_person(round, in, person, -1, true);

	while (at >= 0 && (person = deputy_of(o, person)) != NULL)
		at = add_person(round, in, person, at, false);
}

/* Whoever was reached covers everybody they stand in for. */
static void
cover(struct call_round *round)
{
	for (unsigned i = 0; i < round->count; i++) {
		int at = (int)i;

		while (round->people[i].reached && at >= 0) {
			round->people[at].covered = true;
			at = round->people[at].deputy_of;
		}
	}
	for (unsigned i = 0; i < round->count; i++) {
		round->own += round->people[i].own;
		round->covered +=
			round->people[i].own && round->people[i].covered;
	}
}

/* Whether it makes sense to call them at all. */
static bool
is_wanted(const struct call_round *round, const struct call_person *p)
{
	const struct call_person *principal;

	if (p->covered)
		return false;
	if (p->own && p->deputy_of < 0)
		return true;
	principal = &round->people[p->deputy_of];
	return p->own || (!principal->covered && principal->attempts > 0);
}

/* When they may be called: at once, or some time behind the last call. */
static int64_t
when_again(const struct call_person *p)
{
	return p->last ? record_happened(p->last) + CALL_AGAIN_MS : 0;
}

/* The first that nobody tried; else whoever was tried in vain longest ago. */
static void
choose_next(struct call_round *round, int64_t now)
{
	int64_t soonest = INT64_MAX;
	int found = -1;

	for (unsigned i = 0; i < round->count; i++) {
		const struct call_person *p = &round->people[i];

		if (!is_wanted(round, p) || when_again(p) >= soonest)
			continue;
		soonest = when_again(p);
		found = (int)i;
	}
	round->next = found >= 0 && soonest <= now ? found : -1;
	round->again = found >= 0 && soonest > now ? soonest : 0;
}

void
call_round_at(const struct incident *in, const struct library *lib,
	      const char *role, int64_t now, struct arena *a,
	      struct call_round *out)
{
	const struct organisation *o = lib->organisation;
	unsigned most = o ? o->person_count : 0;

	*out = (struct call_round){.role = role, .next = -1};
	out->people = ARENA_ARRAY(a, struct call_person, most + 1);
	for (unsigned i = 0; i < most; i++) {
		const struct person *p = &o->people[i];

		if (!p->id ||
		    (role && (!p->role || strcmp(p->role, role) != 0)))
			continue;
		if (role)
			add_with_deputies(out, in, o, p);
		else
			add_person(out, in, p, -1, true);
	}
	cover(out);
	choose_next(out, now);
}
