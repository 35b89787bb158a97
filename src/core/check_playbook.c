/* Roles, steps, items and choices: what they may have, and their targets. */
#include <string.h>

#include "base/arena.h"
#include "core/check_inside.h"

#define ITEMS_MOST 9
#define FIRST_MOST 5
#define CHOICES_LEAST 2
#define CHOICES_MOST 6

/* Does a role move from step to step here, or are all steps open at once? */
static bool
moves(const struct playbook *p)
{
	return p->head.kind == FILE_INCIDENT || p->head.kind == FILE_TRIAGE;
}

static void
not_allowed(struct checker *k, const void *member, bool given, const char *key)
{
	if (given)
		check_report(k, DIAG_NOT_ALLOWED, member, key,
			     file_kind_name(k->at->head->kind), NULL);
}

static const char *
nearest_step(struct checker *k, const struct role *r, const char *id)
{
	struct ids ids = {.arena = k->all->arena};

	for (unsigned i = 0; i < r->step_count; i++)
		ids_add(&ids, r->steps[i].id);
	return ids_nearest(&ids, id);
}

/* A step of any playbook, by three members; NULL: it was reported. */
static const struct step *
step_target(struct checker *k, const char *const *playbook,
	    const char *const *role, const char *const *step)
{
	const struct playbook *p = k->at->playbook;
	const struct role *r;
	int index;

	if (*playbook)
		p = check_playbook_target(k, playbook);
	if (!p)
		return NULL;
	r = playbook_find_role(p, *role);
	if (!r) {
		struct ids ids = {.arena = k->all->arena};

		for (unsigned i = 0; i < p->role_count; i++)
			ids_add(&ids, p->roles[i].role);
		check_report(k, DIAG_NO_ROLE, role, *role, NULL,
			     ids_nearest(&ids, *role));
		return NULL;
	}
	index = role_find_step(r, *step);
	if (index >= 0)
		return &r->steps[index];
	check_report(k, DIAG_NO_STEP, step, *step, NULL,
		     nearest_step(k, r, *step));
	return NULL;
}

/* --- items */

/* One state cannot be one tick here and one a row there. */
static bool
is_of_same_rows(const struct item *a, const struct item *b)
{
	if (!a->for_each || !b->for_each)
		return !a->for_each && !b->for_each;
	return strcmp(a->for_each, b->for_each) == 0;
}

static void
same_as_target(struct checker *k, const struct item *item)
{
	const struct item *other;
	const struct playbook *p = k->at->playbook;
	const struct step *step;
	struct path path;

	if (!item->same_as)
		return;
	if (!path_read(k->all->arena, item->same_as, true, &path)) {
		check_report(k, DIAG_NO_ITEM, &item->same_as, item->same_as,
			     NULL, NULL);
		return;
	}
	if (path.playbook) {
		const struct check_file *f =
			check_find_playbook(k, path.playbook);

		p = f ? f->playbook : NULL;
		if (f && !p)
			return;
	}
	other = p ? path_item(p, &path, &step) : NULL;
	if (!other)
		check_report(k, DIAG_NO_ITEM, &item->same_as, item->same_as,
			     NULL, NULL);
	else if (!is_of_same_rows(item, other))
		check_report(k, DIAG_SAME_AS_ROWS, &item->same_as,
			     item->same_as, NULL, NULL);
}

static void
register_target(struct checker *k, const char *const *member)
{
	struct ids ids = {.arena = k->all->arena};

	if (!*member || check_has_unread(k, FILE_VOCABULARY))
		return;
	for (unsigned i = 0; i < k->all->count; i++) {
		const struct vocabulary *v = k->all->files[i].vocabulary;

		for (unsigned n = 0; v && n < v->register_count; n++) {
			if (strcmp(v->registers[n].id, *member) == 0)
				return;
			ids_add(&ids, v->registers[n].id);
		}
	}
	check_report(k, DIAG_NO_REGISTER, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

void
check_items(struct checker *k, const struct item *items, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct item *item = &items[i];

		for (unsigned n = 0; n < item->ask_count; n++)
			check_fact_target(k, &item->asks[n]);
		for (unsigned n = 0; n < item->start_count; n++)
			check_deadline_target(k, &item->starts[n]);
		for (unsigned n = 0; n < item->meet_count; n++)
			check_deadline_target(k, &item->meets[n]);
		check_conditions_targets(k, item->when, item->when_count);
		register_target(k, &item->for_each);
		same_as_target(k, item);
	}
}

/* --- choices */

static void
opens_target(struct checker *k, const char *const *member, bool own_too)
{
	const struct playbook *p = check_playbook_target(k, member);

	if (p && p->closed_circle == YES_NO_YES &&
	    (!own_too || strcmp(p->head.id, k->at->head->id) != 0))
		check_report(k, DIAG_CLOSED_CIRCLE, member, *member, NULL,
			     NULL);
}

static void
check_unknown(struct checker *k, const struct choice *c)
{
	if (c->unknown == YES_NO_YES)
		return;
	if (c->as_if)
		check_report(k, DIAG_ONLY_UNKNOWN, &c->as_if, "as-if", NULL,
			     NULL);
	if (c->again_text)
		check_report(k, DIAG_ONLY_UNKNOWN, &c->again_text, "again",
			     NULL, NULL);
}

static void
check_consequences(struct checker *k, const struct choice *c)
{
	for (unsigned i = 0; i < c->set_count; i++) {
		check_fact_target(k, &c->sets[i].fact);
		check_value_target(k, c->sets[i].fact, &c->sets[i].value);
	}
	for (unsigned i = 0; i < c->start_count; i++)
		check_deadline_target(k, &c->starts[i]);
	for (unsigned i = 0; i < c->meet_count; i++)
		check_deadline_target(k, &c->meets[i]);
	for (unsigned i = 0; i < c->tell_count; i++) {
		const struct telling *t = &c->tells[i];

		step_target(k, &t->playbook, &t->role, &t->step);
		/* Taking that task would open it. */
		if (t->playbook && check_find_playbook(k, t->playbook))
			opens_target(k, &t->playbook, true);
	}
	for (unsigned i = 0; i < c->open_count; i++)
		opens_target(k, &c->opens[i], false);
}

static void
check_choice(struct checker *k, const struct choice *c)
{
	bool moving = moves(k->at->playbook);

	check_unknown(k, c);
	check_consequences(k, c);
	check_role_target(k, &c->approval);
	not_allowed(k, &c->goto_id, c->goto_id && !moving, "goto");
	not_allowed(k, &c->also, c->also && !moving, "also");
	not_allowed(k, &c->score_text, c->score_text && moving, "score");
}

static void
check_question(struct checker *k, const struct step *s)
{
	bool unknown = false;

	if (s->choice_count && !s->question)
		check_report(k, DIAG_QUESTION_MISSING, &s->choices, NULL, NULL,
			     NULL);
	if (s->question && !s->choice_count)
		check_report(k, DIAG_CHOICES_MISSING, &s->question, NULL, NULL,
			     NULL);
	if (s->choice_count &&
	    (s->choice_count < CHOICES_LEAST || s->choice_count > CHOICES_MOST))
		check_report(k, DIAG_CHOICE_COUNT, &s->choices, NULL, NULL,
			     NULL);
	for (unsigned i = 0; i < s->choice_count; i++) {
		check_choice(k, &s->choices[i]);
		unknown |= s->choices[i].unknown == YES_NO_YES;
	}
	if (s->choice_count && !unknown && moves(k->at->playbook))
		check_report(k, DIAG_NO_UNKNOWN, &s->choices, NULL, NULL, NULL);
}

/* In an assessment or quiz: what can be answered must add up to something. */
static void
check_scores(struct checker *k, const struct step *s)
{
	bool scores = false;

	if (!s->choice_count)
		return;
	for (unsigned i = 0; i < s->choice_count; i++) {
		const struct choice *c = &s->choices[i];

		scores |= c->score > 0;
		if (!c->score_text && c->unknown != YES_NO_YES)
			check_report(k, DIAG_NO_SCORE, &c->id, c->id, NULL,
				     NULL);
	}
	if (!scores)
		check_report(k, DIAG_NO_HIGHEST, &s->choices, NULL, NULL, NULL);
	if (!s->advice_if_low)
		check_report(k, DIAG_NO_ADVICE, &s->id, NULL, NULL, NULL);
}

/* --- steps */

static void
section_target(struct checker *k, const struct playbook *p,
	       const char *const *member)
{
	struct ids ids = {.arena = k->all->arena};

	for (unsigned i = 0; i < p->section_count; i++) {
		if (strcmp(p->sections[i].id, *member) == 0)
			return;
		ids_add(&ids, p->sections[i].id);
	}
	check_report(k, DIAG_NO_SECTION, member, *member, NULL,
		     ids_nearest(&ids, *member));
}

static void
need_target(struct checker *k, const struct need *n)
{
	const struct step *s = step_target(k, &n->playbook, &n->role, &n->step);
	struct ids ids = {.arena = k->all->arena};

	if (!s || !n->choice)
		return;
	for (unsigned i = 0; i < step_choices(s); i++) {
		const char *id = step_choice(s, i)->id;

		if (strcmp(id, n->choice) == 0)
			return;
		ids_add(&ids, id);
	}
	check_report(k, DIAG_NO_CHOICE, &n->choice, n->choice, NULL,
		     ids_nearest(&ids, n->choice));
}

static void
check_step(struct checker *k, const struct playbook *p, const struct step *s)
{
	bool moving = moves(p);

	if (s->item_count > ITEMS_MOST)
		check_report(k, DIAG_TOO_MANY_ITEMS, &s->items, NULL, NULL,
			     NULL);
	check_conditions_targets(k, s->when, s->when_count);
	for (unsigned i = 0; i < s->need_count; i++)
		need_target(k, &s->needs[i]);
	check_items(k, s->items, s->item_count);
	for (unsigned i = 0; i < s->ask_count; i++)
		check_fact_target(k, &s->asks[i]);
	for (unsigned i = 0; i < s->contact_count; i++)
		check_contact_target(k, &s->contacts[i]);
	for (unsigned i = 0; i < s->document_count; i++)
		check_document_target(k, &s->documents[i]);
	check_question(k, s);
	not_allowed(k, &s->next, s->next && !moving, "next");
	not_allowed(k, &s->section, s->section && moving, "section");
	not_allowed(k, &s->advice_if_low, s->advice_if_low && moving,
		    "advice-if-low");
	if (s->section && !moving)
		section_target(k, p, &s->section);
	if (playbook_is_scored(p))
		check_scores(k, s);
}

/* --- roles */

static void
check_role(struct checker *k, const struct playbook *p, const struct role *r)
{
	not_allowed(k, &r->start, r->start && !moves(p), "start");
	if (p->head.kind == FILE_INCIDENT && *r->role &&
	    !role_is_standard(r->role) && !r->title)
		check_report_at(k, DIAG_MISSING_KEY, r->place, "title", NULL,
				NULL);
	for (unsigned i = 0; i < r->step_count; i++)
		check_step(k, p, &r->steps[i]);
}

static void
check_roles(struct checker *k, const struct playbook *p)
{
	static const char *const needed[] = {
		"management", "it", "communications", "emergency-planning"};

	/* Where there are none, the whole file is meant. */
	const void *at = p->role_count ? (const void *)&p->roles
				       : (const void *)&p->head.id;

	for (unsigned i = 0; i < p->role_count; i++)
		check_role(k, p, &p->roles[i]);
	if (p->head.kind != FILE_INCIDENT) {
		if (p->role_count != 1 || strcmp(p->roles[0].role, "any") != 0)
			check_report(k, DIAG_ROLE_ANY, at, NULL, NULL, NULL);
		return;
	}
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!playbook_find_role(p, needed[i]))
			check_report(k, DIAG_ROLE_MISSING, at, needed[i], NULL,
				     NULL);
}

/* --- the header and what the whole playbook has */

static bool
is_code(const char *code)
{
	size_t len = strlen(code);

	for (size_t i = 0; i < len; i++)
		if (code[i] < 'A' || code[i] > 'Z')
			return false;
	return len == 2 || len == 3;
}

static void
check_code(struct checker *k, const struct playbook *p)
{
	const char *code = p->head.code;

	if (!code) {
		if (p->head.kind == FILE_INCIDENT)
			check_report(k, DIAG_MISSING_KEY, &p->head.id, "code",
				     NULL, NULL);
		return;
	}
	if (!is_code(code)) {
		check_report(k, DIAG_CODE, &p->head.code, code, NULL, NULL);
		return;
	}
	for (unsigned i = 0; i < k->all->count; i++) {
		const struct check_file *f = &k->all->files[i];

		if (!f->playbook || !f->head->code ||
		    strcmp(f->head->code, code) != 0 ||
		    strcmp(f->head->id, p->head.id) == 0)
			continue;
		check_report_two(k, DIAG_DUPLICATE_CODE,
				 marks_find(k->at->marks, &p->head.code), code,
				 f,
				 marks_find(f->marks, &f->playbook->head.code));
		break;
	}
}

static void
check_signs(struct checker *k, const struct playbook *p)
{
	for (unsigned i = 0; i < p->sign_count; i++) {
		const char *id = p->signs[i].sign;
		struct ids ids = {.arena = k->all->arena};
		bool found = false;

		for (unsigned f = 0; f < k->all->count; f++) {
			const struct vocabulary *v =
				k->all->files[f].vocabulary;

			for (unsigned n = 0; v && n < v->sign_count; n++) {
				found |= strcmp(v->signs[n].id, id) == 0;
				ids_add(&ids, v->signs[n].id);
			}
		}
		if (!found && !check_has_unread(k, FILE_VOCABULARY))
			check_report(k, DIAG_NO_SIGN, &p->signs[i].sign, id,
				     NULL, ids_nearest(&ids, id));
	}
}

void
check_playbook(struct checker *k, const struct playbook *p)
{
	check_code(k, p);
	check_signs(k, p);
	if (p->first_count > FIRST_MOST)
		check_report(k, DIAG_TOO_MANY_FIRST, &p->first, NULL, NULL,
			     NULL);
	check_items(k, p->first, p->first_count);
	check_facts(k, p->facts, p->fact_count);
	check_deadlines(k, p->deadlines, p->deadline_count);
	not_allowed(k, &p->sections, p->sections && moves(p), "sections");
	check_roles(k, p);
	if (moves(p))
		check_tree(k, p);
	check_circles(k, p);
	check_style(k, p);
}
