#include "front/say_assessment.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "core/playbook.h"
#include "front/fill.h"
#include "front/say.h"

/* From these percents on the sentence is a better one. */
#define SHARE_MOST 75
#define SHARE_SOME 40

static const char *
number(struct arena *a, unsigned n)
{
	return arena_printf(a, "%u", n);
}

static const char *
safe(struct arena *a, const char *text)
{
	return text ? text_shown(a, text, false) : "";
}

static bool
is_quiz(const struct assessment *as)
{
	return as->playbook->head.kind == FILE_QUIZ;
}

const char *
say_share(const struct assessment_sum *sum, struct arena *a)
{
	int share = assessment_share(sum);

	if (share < 0)
		return tr("no answer yet");
	return say_fill(a, tr("%1 (%2 of %3)"), arena_printf(a, "%d%%", share),
			number(a, sum->score), number(a, sum->most));
}

const char *
say_progress(const struct assessment_sum *sum, struct arena *a)
{
	return say_fill(a, tr("%1 of %2 answered"), number(a, sum->answered),
			number(a, sum->answered + sum->open), NULL);
}

const char *
say_trend(enum assessment_trend trend)
{
	switch (trend) {
	case TREND_BETTER:
		return tr_in("trend", "better");
	case TREND_SAME:
		return tr_in("trend", "the same");
	case TREND_WORSE:
		return tr_in("trend", "worse");
	case TREND_NONE:
		break;
	}
	return NULL;
}

static const char *
suggests_of_quiz(const struct assessment *as, int share, struct arena *a)
{
	const char *right = number(a, as->total.score);
	const char *all = number(a, as->total.answered);

	if (share >= SHARE_MOST)
		return say_fill(a,
				tr("%1 of %2 right. Tell a colleague what was "
				   "new for you."),
				right, all, NULL);
	return say_fill(a,
			tr("%1 of %2 right. Read below what to remember, and "
			   "try again next month."),
			right, all, NULL);
}

const char *
say_suggests(const struct assessment *as, struct arena *a)
{
	int share = assessment_share(&as->total);

	if (share < 0)
		return tr("Nothing was answered yet.");
	if (is_quiz(as))
		return suggests_of_quiz(as, share, a);
	if (share >= SHARE_MOST)
		return tr("The answers suggest that most of it is in place. "
			  "Let somebody else look at the evidence.");
	if (share >= SHARE_SOME)
		return tr("The answers suggest a good start with gaps. Take "
			  "the first three lines of the list below.");
	return tr("The answers suggest that important things are missing. "
		  "Begin with the first line of the list below.");
}

static const struct choice *
best_choice(const struct step *s)
{
	for (unsigned i = 0; i < s->choice_count; i++)
		if ((unsigned)s->choices[i].score == assessment_most(s))
			return &s->choices[i];
	return NULL;
}

const char *
say_explanation(const struct assessment_line *line, struct arena *a)
{
	const struct step *s = line->ref->step;
	const struct choice *best = best_choice(s);
	const char *why, *right;

	if (!line->chosen || !best)
		return NULL;
	why = safe(a, line->chosen->how);
	if (line->score == line->most)
		return say_fill(a, tr("RIGHT. %1"), why, NULL, NULL);
	right = say_fill(a, tr("Right is: %1. %2"), safe(a, best->label),
			 safe(a, best->how), NULL);
	if (line->chosen->unknown == YES_NO_YES)
		return right;
	return say_fill(a, tr("NOT RIGHT. %1 %2"), why, right, NULL);
}

/* --- the whole result */

struct result {
	struct arena *a;
	const char *text;
};

static void
add(struct result *r, const char *line)
{
	r->text = arena_printf(r->a, "%s%s\n", r->text, line);
}

static void
add_sum(struct result *r, const char *title, const struct assessment_sum *sum,
	const struct assessment_sum *before)
{
	struct arena *a = r->a;
	const char *trend =
		before ? say_trend(assessment_compare(sum, before)) : NULL;
	const char *line =
		say_fill(a, "%1: %2", title, say_share(sum, a), NULL);

	if (trend)
		line = say_fill(
			a, tr("%1, %2 (it was %3)"), line, trend,
			arena_printf(a, "%d%%", assessment_share(before)));
	if (sum->unknown)
		line = say_fill(a,
				tr_n("%1, %2 \"I don't know\"",
				     "%1, %2 times \"I don't know\"",
				     (long)sum->unknown),
				line, number(a, sum->unknown), NULL);
	if (sum->open)
		line = say_fill(a, tr("%1, %2 open"), line,
				number(a, sum->open), NULL);
	add(r, line);
}

static void
add_sums(struct result *r, const struct assessment *as,
	 const struct assessment_earlier *earlier, const struct zone *z)
{
	add_sum(r, tr("All together"), &as->total,
		earlier ? &earlier->total : NULL);
	for (unsigned i = 0; as->section_count > 1 && i < as->section_count;
	     i++) {
		const struct assessment_section *s = &as->sections[i];
		const char *title =
			*s->title ? safe(r->a, s->title) : tr("Other");

		add_sum(r, title, &s->sum,
			assessment_earlier_sum(earlier, s->id));
	}
	if (earlier)
		add(r, say_fill(r->a,
				tr("Compared with the run of %1, by what was "
				   "answered."),
				say_date_clock(earlier->time, z, r->a), NULL,
				NULL));
}

static void
add_advice(struct result *r, const struct assessment *as, unsigned i,
	   unsigned place)
{
	const struct assessment_line *line = as->missed[i];
	const struct step *s = line->ref->step;
	const struct choice *best = best_choice(s);
	const char *said =
		is_quiz(as) && best ? best->label : line->chosen->label;

	add(r, say_fill(r->a, tr("%1. %2: %3"), number(r->a, place),
			safe(r->a, s->title), safe(r->a, said)));
	if (s->advice_if_low)
		add(r, say_fill(r->a, "   %1", safe(r->a, s->advice_if_low),
				NULL, NULL));
}

/* Below half first, with what to do; the rest only by name. */
static void
add_missed(struct result *r, const struct assessment *as)
{
	unsigned low = 0, partly = 0;

	for (unsigned i = 0; i < as->missed_count; i++) {
		if (!as->missed[i]->low)
			continue;
		if (low++ == 0) {
			add(r, "");
			add(r, is_quiz(as)
				       ? tr("WHAT TO REMEMBER")
				       : tr("WHAT TO DO NEXT, what was missed "
					    "most first"));
		}
		add_advice(r, as, i, low);
	}
	for (unsigned i = 0; i < as->missed_count; i++) {
		const struct assessment_line *line = as->missed[i];

		if (line->low)
			continue;
		if (partly++ == 0) {
			add(r, "");
			add(r, tr("BEGUN, BUT NOT WHOLE"));
		}
		add(r, say_fill(r->a, "- %1: %2",
				safe(r->a, line->ref->step->title),
				safe(r->a, line->chosen->label), NULL));
	}
}

const char *
say_result(const struct assessment *as,
	   const struct assessment_earlier *earlier, const struct zone *z,
	   struct arena *a)
{
	struct result r = {a, ""};

	add(&r, safe(a, as->playbook->head.title));
	add(&r, say_fill(a, "%1.", say_progress(&as->total, a), NULL, NULL));
	add(&r, "");
	add(&r, say_suggests(as, a));
	if (!is_quiz(as))
		add(&r, tr("It is your own view, no audit, and no proof that "
			   "a law is kept."));
	add(&r, "");
	add_sums(&r, as, earlier, z);
	add_missed(&r, as);
	return r.text;
}
