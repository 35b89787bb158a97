/* Facts and deadlines: one name space, one meaning, over all files. */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"

/* Another language of the same file: its differences are told as such. */
static bool
is_variant(const struct checker *k, const struct check_file *f)
{
	return f != k->at &&
	       check_kinds_share_ids(f->head->kind, k->at->head->kind) &&
	       strcmp(f->head->id, k->at->head->id) == 0;
}

static bool
same_values(const struct fact *a, const struct fact *b)
{
	if (a->type != b->type || a->value_count != b->value_count)
		return false;
	for (unsigned i = 0; i < a->value_count; i++)
		if (strcmp(a->values[i].id, b->values[i].id) != 0)
			return false;
	return true;
}

static void
compare_facts(struct checker *k, const struct fact *fact,
	      const struct check_file *f, const struct fact *others,
	      unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(others[i].id, fact->id) != 0)
			continue;
		if (!same_values(fact, &others[i]))
			check_report_two(k, DIAG_FACT_DIFFERS, fact->place,
					 fact->id, f, others[i].place);
		return;
	}
}

static void
name_taken(struct checker *k, const char *id, struct place at,
	   const struct check_file *f, const struct deadline *others,
	   unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(others[i].id, id) == 0) {
			check_report_two(k, DIAG_NAME_TAKEN, at, id, f,
					 others[i].place);
			return;
		}
}

/* A deadline of that id anywhere. */
static void
deadline_taken(struct checker *k, const char *id, struct place at,
	       const struct check_file *f)
{
	if (f->law)
		name_taken(k, id, at, f, f->law->deadlines,
			   f->law->deadline_count);
	if (f->organisation)
		name_taken(k, id, at, f, f->organisation->deadlines,
			   f->organisation->deadline_count);
	if (f->playbook)
		name_taken(k, id, at, f, f->playbook->deadlines,
			   f->playbook->deadline_count);
}

/* … and a fact of the id of a deadline. */
static void
fact_taken(struct checker *k, const struct deadline *d,
	   const struct check_file *f)
{
	const struct fact *facts = NULL;
	unsigned count = 0;

	if (f->vocabulary) {
		facts = f->vocabulary->facts;
		count = f->vocabulary->fact_count;
	} else if (f->playbook) {
		facts = f->playbook->facts;
		count = f->playbook->fact_count;
	}
	for (unsigned i = 0; i < count; i++)
		if (strcmp(facts[i].id, d->id) == 0)
			check_report_two(k, DIAG_NAME_TAKEN, d->place, d->id, f,
					 facts[i].place);
}

static void
check_words(struct checker *k, const struct fact *fact)
{
	for (unsigned i = 0; i < fact->word_count; i++)
		check_value_target(k, fact->id,
				   (const char *const *)&fact->words[i].id);
	if (fact->public == YES_NO_YES && fact->type == FACT_YES_NO_UNKNOWN &&
	    !fact->word_count)
		check_report_at(k, DIAG_NO_WORDS, fact->place, fact->id, NULL,
				NULL);
}

void
check_facts(struct checker *k, const struct fact *facts, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct fact *fact = &facts[i];

		if (fact->type == FACT_CHOICE && !fact->value_count)
			check_report_at(k, DIAG_MISSING_KEY, fact->place,
					"values", NULL, NULL);
		check_words(k, fact);
		for (unsigned n = 0; n < k->all->count; n++) {
			const struct check_file *f = &k->all->files[n];

			if (is_variant(k, f))
				continue;
			deadline_taken(k, fact->id, fact->place, f);
			if (f == k->at)
				continue;
			if (f->vocabulary)
				compare_facts(k, fact, f, f->vocabulary->facts,
					      f->vocabulary->fact_count);
			if (f->playbook)
				compare_facts(k, fact, f, f->playbook->facts,
					      f->playbook->fact_count);
		}
	}
}

static void
check_from(struct checker *k, const struct deadline *d)
{
	for (unsigned i = 0; i < d->from_count; i++) {
		const struct fact *f = check_find_fact(k, d->from[i]);

		check_fact_target(k, &d->from[i]);
		if ((f && f->type != FACT_TIME) ||
		    (!f && strchr(d->from[i], '.')))
			check_report(k, DIAG_FROM_TYPE, &d->from[i], d->from[i],
				     NULL, NULL);
	}
}

/* The second deadline waits for the first, and so on; not in a circle. */
static void
check_after(struct checker *k, const struct deadline *d)
{
	const struct deadline *at = d;

	check_deadline_target(k, &d->after);
	for (unsigned i = 0; at && at->after && i < 64; i++) {
		at = check_find_deadline(k, at->after);
		if (at && strcmp(at->id, d->id) == 0) {
			check_report(k, DIAG_AFTER_CIRCLE, &d->after, d->id,
				     NULL, NULL);
			return;
		}
	}
}

void
check_deadlines(struct checker *k, const struct deadline *deadlines,
		unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct deadline *d = &deadlines[i];

		if (k->at->playbook && d->basis == BASIS_LAW)
			check_report_at(k, DIAG_LEGAL_TYPED, d->place, d->id,
					NULL, NULL);
		check_role_target(k, &d->role);
		check_conditions_targets(k, d->applies, d->applies_count);
		check_from(k, d);
		check_after(k, d);
		for (unsigned n = 0; n < d->to_count; n++)
			check_contact_target(k, &d->to[n]);
		for (unsigned n = 0; n < d->document_count; n++)
			check_document_target(k, &d->documents[n]);
		check_age(k, &d->checked);
		for (unsigned n = 0; n < k->all->count; n++) {
			const struct check_file *f = &k->all->files[n];

			if (f == k->at || is_variant(k, f))
				continue;
			deadline_taken(k, d->id, d->place, f);
			fact_taken(k, d, f);
		}
	}
}

static void
check_seed(struct checker *k, const struct reg *r)
{
	static const char *const lists[] = {"people", "suppliers", "services",
					    "contacts"};
	struct ids ids = {.arena = k->all->arena};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (strcmp(lists[i], r->seed) == 0)
			return;
		ids_add(&ids, lists[i]);
	}
	check_report(k, DIAG_VALUE, &r->seed, r->seed,
		     "people, suppliers, services, contacts",
		     ids_nearest(&ids, r->seed));
}

/* Both columns hold numbers: neither has values, and they are two. */
static void
check_of(struct checker *k, const struct reg *r,
	 const struct register_column *c)
{
	struct ids ids = {.arena = k->all->arena};

	if (c->value_count > 0) {
		check_report(k, DIAG_NO_COLUMN, &c->of, c->id, NULL, NULL);
		return;
	}
	for (unsigned i = 0; i < r->column_count; i++) {
		const struct register_column *other = &r->columns[i];

		if (other == c || other->value_count > 0 || other->of)
			continue;
		if (strcmp(other->id, c->of) == 0)
			return;
		ids_add(&ids, other->id);
	}
	check_report(k, DIAG_NO_COLUMN, &c->of, c->of, NULL,
		     ids_nearest(&ids, c->of));
}

static void
check_register(struct checker *k, const struct reg *r)
{
	if (r->seed)
		check_seed(k, r);
	for (unsigned i = 0; i < r->column_count; i++)
		if (r->columns[i].of)
			check_of(k, r, &r->columns[i]);
}

void
check_vocabulary(struct checker *k, const struct vocabulary *v)
{
	check_facts(k, v->facts, v->fact_count);
	for (unsigned i = 0; i < v->register_count; i++)
		check_register(k, &v->registers[i]);
}
