/* After an exercise: what was practised, what came of it, what improves. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "export/report_after.h"
#include "front/fill.h"
#include "front/say.h"

#define FIRST_MOST 3 /* improvements on the first page */
#define TO_FILL_IN "____________________"

static void
heading(struct after *f, const char *text)
{
	report_heading(f->p->r,
		       say_fill(f->p->a, "%1 %2",
				part_number(f->p, ++f->section), text, NULL));
}

static void
pair_of_number(struct after *f, const char *label, unsigned n)
{
	report_pair(f->p->r, label, part_number(f->p, n));
}

/* --- 1: one page for who reads no more */

static void
add_sum(struct after *f)
{
	struct exercise_sum sum = {0};

	for (unsigned i = 0; i < f->results.row_count; i++)
		exercise_sum_add(&sum, f->results.rows[i].verdict);
	pair_of_number(f, tr("Expected"), f->results.row_count);
	pair_of_number(f, tr("Met in time"), sum.met);
	pair_of_number(f, tr("Met, but late"), sum.late);
	pair_of_number(f, tr("Missed"), sum.missed);
	pair_of_number(f, tr("Did not happen, as it should"), sum.kept);
	pair_of_number(f, tr("Happened, and should not"), sum.broken);
	if (sum.open > 0)
		pair_of_number(f, tr("Still time"), sum.open);
	pair_of_number(f, tr("Not judged"), sum.none);
}

static void
add_ratings(struct after *f)
{
	const char *const heads[] = {tr("objective"), tr("result"),
				     tr("met"),       tr("late"),
				     tr("missed"),    tr("avoided")};
	struct reporting *p = f->p;

	if (f->results.objective_count == 0)
		return;
	report_table(p->r, heads, 6);
	for (unsigned i = 0; i < f->results.objective_count; i++) {
		const struct exercise_objective *o = &f->results.objectives[i];
		const char *const cells[] = {
			o->title,
			say_rating(o->rating),
			part_number(p, o->sum.met),
			part_number(p, o->sum.late),
			part_number(p, o->sum.missed + o->sum.broken),
			part_number(p, o->sum.kept),
		};

		report_row(p->r, cells);
	}
}

static const char *
improvement_words(struct after *f, const struct improvement *x)
{
	const char *text = x->text;

	if (x->owner)
		text = say_fill(f->p->a, tr("%1, seen to by %2"), text,
				say_role(x->owner, f->p->g->library, f->p->a),
				NULL);
	if (x->due.set)
		text = say_fill(f->p->a, tr("%1, by %2"), text,
				say_day(x->due.ms, f->p->g->zone, f->p->a),
				NULL);
	return text;
}

static void
add_summary(struct after *f)
{
	struct reporting *p = f->p;
	unsigned open = 0;

	heading(f, tr("SUMMARY"));
	if (!f->run->over)
		report_notice(p->r, tr("The exercise is not over: this is how "
				       "it stands now."));
	report_paragraph(p->r, f->run->exercise->head.summary);
	add_sum(f);
	add_ratings(f);
	for (unsigned i = 0; i < f->item_count; i++) {
		const struct improvement *x = &f->items[i];

		if (x->done || open++ >= FIRST_MOST)
			continue;
		if (open == 1)
			report_paragraph(p->r, tr("To improve first:"));
		report_line(p->r, improvement_words(f, x),
			    part_source(p, x->id));
	}
	if (open == 0)
		report_paragraph(p->r, tr("No improvement is open."));
}

/* --- 2: what kind of exercise it was */

static const char *
playbook_titles(struct after *f)
{
	const struct exercise *e = f->run->exercise;
	const char *all = "";

	for (unsigned i = 0; i < e->playbook_count; i++) {
		const struct playbook *pb =
			library_playbook(f->p->g->library, e->playbooks[i]);

		if (pb)
			all = say_fill(f->p->a, "%1%2%3", all, *all ? ", " : "",
				       pb->head.title);
	}
	return all;
}

static void
add_exercise(struct after *f)
{
	const struct exercise_run *run = f->run;
	const struct exercise_span *first =
		run->span_count > 0 ? &run->spans[0] : NULL;
	struct reporting *p = f->p;

	heading(f, tr("THE EXERCISE"));
	report_pair(p->r, tr("Scenario"),
		    say_fill(p->a, tr("%1 (%2, version %3)"),
			     run->exercise->head.title, run->exercise->head.id,
			     run->exercise->head.version));
	report_pair(p->r, tr("Held on"),
		    first ? say_date_clock(first->real, p->g->zone, p->a)
			  : tr("not held yet"));
	report_pair(p->r, tr("Place"), TO_FILL_IN);
	if (first) {
		report_pair(p->r, tr("In the scenario"),
			    say_fill(p->a, tr("%1 until %2"),
				     part_clock(p, first->scenario),
				     part_clock(p, run->scenario), NULL));
		report_pair(p->r, tr("Lasted"),
			    say_fill(p->a, tr("%1 of the scenario"),
				     say_elapsed(run->elapsed, p->a), NULL,
				     NULL));
	}
	report_pair(p->r, tr("Playbooks opened"), playbook_titles(f));
	for (unsigned i = 0; i < f->results.objective_count; i++)
		report_line(p->r, f->results.objectives[i].title, NULL);
}

/* --- 3: planned and real */

static const char *
inject_number(struct after *f, const struct exercise_inject *x)
{
	return part_number(f->p, (x - f->run->injects) + 1);
}

static const char *
planned(struct after *f, const struct exercise_inject *x)
{
	struct moment at =
		x->inject ? exercise_planned(f->run->exercise, x->inject)
			  : (struct moment){0};

	if (!x->inject)
		return tr("improvised");
	if (at.set)
		return say_elapsed(at.ms, f->p->a);
	return x->inject->round ? tr("in its round") : tr("by hand");
}

static void
add_schedule(struct after *f)
{
	const char *const heads[] = {
		tr("nr"), tr("planned"), tr("sent"),
		tr("to"), tr("way"),     tr("what"),
	};
	struct reporting *p = f->p;

	heading(f, tr("TIMELINE: PLANNED AND REAL"));
	report_paragraph(p->r, tr("Hours and minutes of the scenario since it "
				  "began."));
	report_table(p->r, heads, 6);
	for (unsigned i = 0; i < f->run->inject_count; i++) {
		const struct exercise_inject *x = &f->run->injects[i];
		const char *const cells[] = {
			inject_number(f, x),
			planned(f, x),
			say_inject_came(f->run, x, p->a),
			say_receivers(x, p->g->library, p->a),
			say_channel(x->channel),
			x->changed ? say_fill(p->a, tr("%1 (changed)"),
					      x->title, NULL, NULL)
				   : x->title,
		};

		report_row(p->r, cells);
	}
}

/* --- 4: per objective */

static bool
is_good(enum verdict verdict)
{
	return verdict == VERDICT_MET || verdict == VERDICT_KEPT;
}

static bool
is_bad(enum verdict verdict)
{
	return verdict == VERDICT_LATE || verdict == VERDICT_MISSED ||
	       verdict == VERDICT_BROKEN;
}

static bool
is_neither(enum verdict verdict)
{
	return !is_good(verdict) && !is_bad(verdict);
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* "inject 3, A note: IT 2 Isolate: met after 0:12" */
static const char *
row_words(struct after *f, const struct exercise_expected *row)
{
	struct arena *a = f->p->a;
	const char *what = say_expectation(row->wanted, f->p->g->library, a);

	if (row->never)
		what = say_fill(a, tr("never: %1"), what, NULL, NULL);
	what = say_fill(a, tr("%1: %2"), what, say_expected(row, a), NULL);
	return say_fill(a, tr("inject %1, %2: %3"),
			inject_number(f, row->inject), row->inject->title,
			what);
}

/* Lines of an objective (NULL: of none) below a label, once there is one. */
struct group {
	struct after *f;
	const char *objective, *label;
	bool begun;
};

static void
add_line(struct group *g, const char *words, const struct record *from)
{
	struct reporting *p = g->f->p;

	if (!g->begun)
		report_paragraph(p->r, g->label);
	g->begun = true;
	report_line(p->r, words, from ? part_source(p, from->id) : NULL);
}

static void
add_expected(struct group *g, bool (*wanted)(enum verdict verdict))
{
	const struct exercise_results *all = &g->f->results;

	for (unsigned i = 0; i < all->row_count; i++)
		if (wanted(all->rows[i].verdict) &&
		    is_same(all->rows[i].wanted->objective, g->objective))
			add_line(g, row_words(g->f, &all->rows[i]),
				 all->rows[i].record);
}

/* What observers scored it from `least` to `most`; -1: they gave no score. */
static void
add_scored(struct group *g, int64_t least, int64_t most)
{
	const struct exercise_results *all = &g->f->results;

	for (unsigned i = 0; g->objective && i < all->score_count; i++)
		if (is_same(all->scores[i].target, g->objective) &&
		    all->scores[i].score >= least &&
		    all->scores[i].score <= most)
			add_line(g, after_score_words(g->f, &all->scores[i]),
				 all->scores[i].record);
}

static void
add_strengths(struct after *f, const char *objective)
{
	struct group g = {f, objective, tr("Strengths"), false};

	add_expected(&g, is_good);
	for (unsigned i = 0; objective && i < f->strength_count; i++)
		if (is_same(f->strengths[i]->more->objective, objective))
			add_line(&g,
				 say_fill(f->p->a, tr("went well: %1"),
					  f->strengths[i]->text, NULL, NULL),
				 f->strengths[i]);
	add_scored(&g, SCORE_GOOD, SCORE_MOST);
}

static void
add_weaknesses(struct after *f, const char *objective)
{
	struct group g = {f, objective, tr("Weaknesses"), false};

	add_expected(&g, is_bad);
	add_scored(&g, 0, SCORE_GOOD - 1);
	for (unsigned i = 0; objective && i < f->item_count; i++)
		if (is_same(f->items[i].objective, objective))
			add_line(&g,
				 say_fill(f->p->a, tr("to improve: %1"),
					  improvement_words(f, &f->items[i]),
					  NULL, NULL),
				 f->items[i].record);
}

static void
add_all_of(struct after *f, const char *objective)
{
	struct group left = {f, objective, tr("Not judged, or still time"),
			     false};
	struct group seen = {f, objective, tr("Seen"), false};

	add_strengths(f, objective);
	add_weaknesses(f, objective);
	add_expected(&left, is_neither);
	add_scored(&seen, -1, -1);
}

static void
add_objectives(struct after *f)
{
	struct reporting *p = f->p;

	heading(f, tr("PER OBJECTIVE"));
	for (unsigned i = 0; i < f->results.objective_count; i++) {
		const struct exercise_objective *o = &f->results.objectives[i];

		report_heading(p->r, say_fill(p->a, tr("%1: %2"), o->title,
					      say_rating(o->rating), NULL));
		add_all_of(f, o->id);
	}
	for (unsigned i = 0; i < f->results.row_count; i++)
		if (!f->results.rows[i].wanted->objective) {
			report_heading(p->r, tr("Of no objective"));
			add_all_of(f, NULL);
			return;
		}
}

/* --- 5 */

static void
add_timers(struct after *f)
{
	struct reporting *p = f->p;

	heading(f, tr("HOW LONG IT TOOK"));
	report_paragraph(p->r, tr("From the first inject on, on the clock of "
				  "the scenario."));
	for (unsigned i = 0; i < f->results.timer_count; i++)
		report_pair(
			p->r, say_timer(f->results.timers[i].id),
			f->results.timers[i].record
				? say_elapsed(f->results.timers[i].after, p->a)
				: tr("never"));
}

bool
after_add(struct reporting *p)
{
	const struct incident *in = p->g->incident;
	struct after f = {.p = p};
	const char *apart;

	f.run = exercise_at(in, p->g->library, p->g->status->now, p->a);
	if (!f.run)
		return false;
	f.results = exercise_results(f.run, in, p->a);
	f.items = improvements(in, p->a, &f.item_count);
	f.strengths = after_said(in, AFTER_STRENGTH, p->a, &f.strength_count);
	if (p->wanted->for_public) {
		after_add_public(&f);
		return true;
	}
	report_notice(p->r, tr("Confidential: it names weaknesses. It is for "
			       "those who must improve them; --public makes "
			       "the version for everybody."));
	apart = say_clocks_apart(f.run, p->a);
	if (apart)
		report_notice(p->r, apart);
	add_summary(&f);
	report_page(p->r);
	add_exercise(&f);
	add_schedule(&f);
	add_objectives(&f);
	add_timers(&f);
	after_add_said(&f);
	return true;
}
