#include "core/assessment.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/incident.h"
#include "core/library.h"
#include "core/playbook.h"

const struct playbook *
assessment_playbook(const struct incident *in, const struct library *lib)
{
	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *s = in->playbooks.entries[i].value;
		const struct playbook *p =
			s && s->open ? library_playbook(lib, s->id) : NULL;

		if (p && playbook_is_scored(p))
			return p;
	}
	return NULL;
}

unsigned
assessment_most(const struct step *s)
{
	int most = 0;

	for (unsigned i = 0; i < s->choice_count; i++)
		if (s->choices[i].score > most)
			most = s->choices[i].score;
	return (unsigned)most;
}

/* The answer that stands; a question that was opened again has none. */
static const struct choice *
choice_standing(const struct incident *in, const struct step_ref *ref)
{
	const struct step_state *s = incident_step(in, ref->path);

	for (unsigned i = s ? s->answer_count : 0; i > 0; i--) {
		const struct answer *an = &s->answers[i - 1];

		if (an->undone || an->skip || an->visit != s->visit)
			continue;
		for (unsigned k = 0; k < ref->step->choice_count; k++)
			if (strcmp(ref->step->choices[k].id, an->choice) == 0)
				return &ref->step->choices[k];
	}
	return NULL;
}

static void
add_to(struct assessment_sum *sum, const struct assessment_line *line)
{
	if (!line->chosen) {
		sum->open++;
		return;
	}
	sum->answered++;
	sum->unknown += line->chosen->unknown == YES_NO_YES;
	sum->score += line->score;
	sum->most += line->most;
}

/* Questions outside of every section get one of their own, at the end. */
static unsigned
section_of(const struct assessment *as, const struct step *s)
{
	for (unsigned i = 0; s->section && i + 1 < as->section_count; i++)
		if (strcmp(as->sections[i].id, s->section) == 0)
			return i;
	return as->section_count - 1;
}

static void
add_line(struct assessment *as, const struct incident *in,
	 const struct step_ref *ref)
{
	struct assessment_line *line = &as->lines[as->line_count++];

	line->ref = ref;
	line->chosen = choice_standing(in, ref);
	line->section = section_of(as, ref->step);
	line->most = assessment_most(ref->step);
	if (line->chosen && line->chosen->score > 0)
		line->score = (unsigned)line->chosen->score;
	line->low = line->chosen && 2 * line->score < line->most;
	add_to(&as->sections[line->section].sum, line);
	add_to(&as->total, line);
}

static int
most_missed_first(const void *a, const void *b)
{
	const struct assessment_line *one = *(const void *const *)a;
	const struct assessment_line *two = *(const void *const *)b;
	unsigned by_one = one->most - one->score;
	unsigned by_two = two->most - two->score;

	if (by_one != by_two)
		return by_one > by_two ? -1 : 1;
	return one->ref->index < two->ref->index ? -1 : 1;
}

static void
rank(struct assessment *as, struct arena *a)
{
	as->missed = ARENA_ARRAY(a, const struct assessment_line *,
				 as->line_count + 1);
	for (unsigned i = 0; i < as->line_count; i++)
		if (as->lines[i].chosen &&
		    as->lines[i].score < as->lines[i].most)
			as->missed[as->missed_count++] = &as->lines[i];
	if (as->missed_count)
		qsort(as->missed, as->missed_count, sizeof(*as->missed),
		      most_missed_first);
}

static void
make_sections(struct assessment *as, const struct playbook *p, struct arena *a)
{
	as->sections =
		ARENA_ARRAY(a, struct assessment_section, p->section_count + 1);
	for (unsigned i = 0; i < p->section_count; i++) {
		as->sections[i].id = p->sections[i].id;
		as->sections[i].title = p->sections[i].title;
	}
	as->section_count = p->section_count + 1;
	as->sections[p->section_count].id = "";
	as->sections[p->section_count].title = "";
}

const struct assessment *
assessment_of(const struct incident *in, const struct library *lib,
	      struct arena *a)
{
	const struct playbook *p = assessment_playbook(in, lib);
	const struct role *r = p ? playbook_find_role(p, "any") : NULL;
	const struct assessment_section *rest;
	struct assessment *as;

	if (!r)
		return NULL;
	as = ARENA_NEW(a, struct assessment);
	as->playbook = p;
	make_sections(as, p, a);
	as->lines = ARENA_ARRAY(a, struct assessment_line, r->step_count + 1);
	for (unsigned i = 0; i < r->step_count; i++) {
		const struct step_ref *ref = library_step_at(lib, p, r, i);

		if (ref && ref->step->choice_count)
			add_line(as, in, ref);
	}
	rest = &as->sections[as->section_count - 1];
	if (rest->sum.answered + rest->sum.open == 0)
		as->section_count--;
	rank(as, a);
	return as;
}

int
assessment_share(const struct assessment_sum *sum)
{
	if (!sum->most)
		return -1;
	return (int)((200ULL * sum->score + sum->most) / (2ULL * sum->most));
}

enum assessment_trend
assessment_compare(const struct assessment_sum *now,
		   const struct assessment_sum *before)
{
	unsigned long long one, two;

	if (!now->most || !before || !before->most)
		return TREND_NONE;
	one = (unsigned long long)now->score * before->most;
	two = (unsigned long long)before->score * now->most;
	if (one == two)
		return TREND_SAME;
	return one > two ? TREND_BETTER : TREND_WORSE;
}

const char *
assessment_trend_name(enum assessment_trend trend)
{
	static const char *const names[] = {
		[TREND_NONE] = "none",
		[TREND_BETTER] = "better",
		[TREND_SAME] = "same",
		[TREND_WORSE] = "worse",
	};

	return names[trend];
}

const struct assessment_sum *
assessment_earlier_sum(const struct assessment_earlier *e, const char *section)
{
	for (unsigned i = 0; e && i < e->section_count; i++)
		if (strcmp(e->sections[i].id, section) == 0)
			return &e->sections[i].sum;
	return NULL;
}

int
assessment_next_open(const struct assessment *as, unsigned from)
{
	for (unsigned i = 0; i < as->line_count; i++) {
		unsigned at = (from + i) % as->line_count;

		if (!as->lines[at].chosen)
			return (int)at;
	}
	return -1;
}
