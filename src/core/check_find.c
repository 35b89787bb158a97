/* Targets: looking them up, and saying that they are not there. */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"
#include "core/library.h"

static struct ids
no_ids(const struct checker *k)
{
	return (struct ids){.arena = k->all->arena};
}

/* The better of two files with what is sought: ours, then our language. */
static const struct check_file *
better(const struct checker *k, const struct check_file *a,
       const struct check_file *b)
{
	int of_a = 0, of_b = 0;

	if (!a)
		return b;
	of_a = 2 * (strcmp(a->head->language, k->at->head->language) == 0) +
	       a->given;
	of_b = 2 * (strcmp(b->head->language, k->at->head->language) == 0) +
	       b->given;
	return of_b > of_a ? b : a;
}

static const struct check_file *
find_file(const struct checker *k, enum file_kind kind, const char *id)
{
	const struct check_file *best = NULL;

	for (unsigned i = 0; i < k->all->count; i++) {
		const struct check_file *f = &k->all->files[i];

		if (check_kinds_share_ids(f->head->kind, kind) &&
		    strcmp(f->head->id, id) == 0)
			best = better(k, best, f);
	}
	return best;
}

const struct check_file *
check_find_playbook(const struct checker *k, const char *id)
{
	if (check_kinds_share_ids(k->at->head->kind, FILE_INCIDENT) &&
	    strcmp(k->at->head->id, id) == 0)
		return k->at;
	return find_file(k, FILE_INCIDENT, id);
}

const struct playbook *
check_playbook_target(struct checker *k, const char *const *member)
{
	const struct check_file *f = check_find_playbook(k, *member);
	struct ids ids = no_ids(k);

	if (f)
		return f->playbook;
	for (unsigned i = 0; i < k->all->count; i++)
		if (check_kinds_share_ids(k->all->files[i].head->kind,
					  FILE_INCIDENT))
			ids_add(&ids, k->all->files[i].head->id);
	check_report(k, DIAG_NO_PLAYBOOK, member, *member, NULL,
		     ids_nearest(&ids, *member));
	return NULL;
}

void
check_document_target(struct checker *k, const char *const *member)
{
	struct ids ids = no_ids(k);

	if (find_file(k, FILE_MODEL, *member))
		return;
	for (unsigned i = 0; i < k->all->count; i++)
		if (k->all->files[i].head->kind == FILE_MODEL)
			ids_add(&ids, k->all->files[i].head->id);
	check_report(k, DIAG_NO_DOCUMENT, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

bool
check_has_unread(const struct checker *k, enum file_kind kind)
{
	for (unsigned i = 0; i < k->all->count; i++) {
		const struct check_file *f = &k->all->files[i];

		if (f->head->kind == kind && !f->law && !f->vocabulary &&
		    !f->directory && !f->organisation)
			return true;
	}
	return false;
}

/* --- roles */

static bool
role_of_any_playbook(const struct checker *k, const char *role)
{
	for (unsigned i = 0; i < k->all->count; i++) {
		const struct playbook *p = k->all->files[i].playbook;

		if (p && p->head.kind == FILE_INCIDENT &&
		    playbook_find_role(p, role))
			return true;
	}
	return false;
}

void
check_role_target(struct checker *k, const char *const *member)
{
	const struct playbook *p = k->at->playbook;
	struct ids ids = no_ids(k);
	const char *known;

	if (!*member || role_is_standard(*member))
		return;
	if (p ? playbook_find_role(p, *member) != NULL
	      : role_of_any_playbook(k, *member))
		return;
	for (unsigned i = 0; (known = role_standard(i)) != NULL; i++)
		ids_add(&ids, known);
	for (unsigned i = 0; p && i < p->role_count; i++)
		ids_add(&ids, p->roles[i].role);
	check_report(k, DIAG_NO_ROLE, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

/* --- facts */

static const struct fact *
facts_of(const struct check_file *f, unsigned *count)
{
	*count = 0;
	if (f->vocabulary) {
		*count = f->vocabulary->fact_count;
		return f->vocabulary->facts;
	}
	if (f->playbook) {
		*count = f->playbook->fact_count;
		return f->playbook->facts;
	}
	return NULL;
}

static const struct fact *
fact_in(const struct check_file *f, const char *id)
{
	unsigned count;
	const struct fact *facts = facts_of(f, &count);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(facts[i].id, id) == 0)
			return &facts[i];
	return NULL;
}

const struct fact *
check_find_fact(const struct checker *k, const char *id)
{
	const struct check_file *best = NULL;

	for (unsigned i = 0; i < k->all->count; i++)
		if (fact_in(&k->all->files[i], id))
			best = better(k, best, &k->all->files[i]);
	return best ? fact_in(best, id) : NULL;
}

void
check_fact_target(struct checker *k, const char *const *member)
{
	struct ids ids = no_ids(k);

	if (!**member || fact_id_is_organisation(*member) ||
	    check_find_fact(k, *member) || check_has_unread(k, FILE_VOCABULARY))
		return;
	for (unsigned i = 0; i < k->all->count; i++) {
		unsigned count;
		const struct fact *facts = facts_of(&k->all->files[i], &count);

		for (unsigned n = 0; n < count; n++)
			ids_add(&ids, facts[n].id);
	}
	check_report(k, DIAG_NO_FACT, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

static void
add_words(struct ids *ids, const char *const *words)
{
	for (; *words; words++)
		ids_add(ids, *words);
}

/* false: any value will do. */
static bool
values_of(const struct checker *k, const char *fact, struct ids *out)
{
	static const char *const yes_no[] = {"yes", "no", "unknown", NULL};
	static const char *const nis2[] = {
		"no", "important", "essential", "designated", "unknown", NULL};
	const struct fact *f;

	if (strcmp(fact, "organisation.nis2") == 0) {
		add_words(out, nis2);
		return true;
	}
	if (fact_id_is_organisation(fact)) {
		add_words(out, yes_no);
		return strcmp(fact, "organisation.body") != 0 &&
		       strcmp(fact, "organisation.region") != 0;
	}
	f = check_find_fact(k, fact);
	if (!f || (f->type != FACT_YES_NO_UNKNOWN && f->type != FACT_CHOICE))
		return false;
	if (f->type == FACT_YES_NO_UNKNOWN)
		add_words(out, yes_no);
	for (unsigned i = 0; i < f->value_count; i++)
		ids_add(out, f->values[i].id);
	ids_add(out, "unknown");
	return true;
}

void
check_value_target(struct checker *k, const char *fact,
		   const char *const *value)
{
	struct ids ids = no_ids(k);

	if (!*value || !values_of(k, fact, &ids))
		return;
	for (unsigned i = 0; i < ids.count; i++)
		if (strcmp(ids.list[i], *value) == 0)
			return;
	check_report(k, DIAG_NO_VALUE, value, *value, fact,
		     ids_nearest(&ids, *value));
}

/* A fact has one value: it is not two of them, nor one that it is not. */
static bool
never_together(const struct condition *a, const struct condition *b)
{
	if (!a->fact || !b->fact || strcmp(a->fact, b->fact) != 0)
		return false;
	if (a->is && b->is)
		return strcmp(a->is, b->is) != 0;
	return (a->is && b->not &&strcmp(a->is, b->not ) == 0) ||
	       (a->not &&b->is && strcmp(a->not, b->is) == 0);
}

void
check_conditions_targets(struct checker *k, const struct condition *rows,
			 unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		check_fact_target(k, &rows[i].fact);
		if (!rows[i].is == !rows[i].not )
			check_report(k, DIAG_IS_OR_NOT, &rows[i].fact, NULL,
				     NULL, NULL);
		check_value_target(k, rows[i].fact, &rows[i].is);
		check_value_target(k, rows[i].fact, &rows[i].not );
		for (unsigned n = 0; n < i; n++)
			if (never_together(&rows[n], &rows[i])) {
				check_report(k, DIAG_EXCLUDED, &rows[i].fact,
					     rows[i].fact, NULL, NULL);
				break;
			}
	}
}

/* --- deadlines */

static const struct deadline *
deadlines_of(const struct check_file *f, unsigned *count)
{
	*count = 0;
	if (f->law) {
		*count = f->law->deadline_count;
		return f->law->deadlines;
	}
	if (f->organisation) {
		*count = f->organisation->deadline_count;
		return f->organisation->deadlines;
	}
	if (f->playbook) {
		*count = f->playbook->deadline_count;
		return f->playbook->deadlines;
	}
	return NULL;
}

const struct deadline *
check_find_deadline(const struct checker *k, const char *id)
{
	for (unsigned i = 0; i < k->all->count; i++) {
		unsigned count;
		const struct deadline *d =
			deadlines_of(&k->all->files[i], &count);

		for (unsigned n = 0; n < count; n++)
			if (strcmp(d[n].id, id) == 0)
				return &d[n];
	}
	return NULL;
}

void
check_deadline_target(struct checker *k, const char *const *member)
{
	struct ids ids = no_ids(k);

	if (!*member || check_find_deadline(k, *member) ||
	    check_has_unread(k, FILE_LAW))
		return;
	for (unsigned i = 0; i < k->all->count; i++) {
		unsigned count;
		const struct deadline *d =
			deadlines_of(&k->all->files[i], &count);

		for (unsigned n = 0; n < count; n++)
			ids_add(&ids, d[n].id);
	}
	check_report(k, DIAG_NO_DEADLINE, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

/* --- contacts */

static void
add_contacts(struct ids *ids, const struct check_file *f)
{
	const struct organisation *o = f->organisation;

	for (unsigned i = 0;
	     f->directory && i < f->directory->organisation_count; i++)
		ids_add(ids, f->directory->organisations[i].id);
	for (unsigned i = 0; o && i < o->contact_count; i++)
		ids_add(ids, o->contacts[i].id);
	for (unsigned i = 0; o && i < o->supplier_count; i++)
		ids_add(ids, o->suppliers[i].id);
	for (unsigned i = 0; o && i < o->person_count; i++)
		ids_add(ids, o->people[i].id);
}

static bool
is_special_contact(struct checker *k, const char *id)
{
	static const char deputy[] = "deputy-";

	if (!contact_id_is_special(id))
		return false;
	if (strncmp(id, deputy, strlen(deputy)) != 0)
		return true;
	id += strlen(deputy);
	return role_is_standard(id) || role_of_any_playbook(k, id);
}

void
check_contact_target(struct checker *k, const char *const *member)
{
	static const char *const special[] = {
		"supplier-it",  "insurer",     "bank",       "dpo",
		"spokesperson", "police-zone", "press-list", NULL};
	struct ids ids = no_ids(k);

	if (is_special_contact(k, *member) ||
	    check_has_unread(k, FILE_DIRECTORY) ||
	    check_has_unread(k, FILE_ORGANISATION))
		return;
	for (unsigned i = 0; i < k->all->count; i++)
		add_contacts(&ids, &k->all->files[i]);
	for (unsigned i = 0; i < ids.count; i++)
		if (strcmp(ids.list[i], *member) == 0)
			return;
	add_words(&ids, special);
	check_report(k, DIAG_NO_CONTACT, member, *member, NULL,
		     ids_nearest(&ids, *member));
}
