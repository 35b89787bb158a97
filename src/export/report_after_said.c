/* The after-action report: what people saw and said, and what was agreed. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "export/report_after.h"
#include "front/fill.h"
#include "front/say.h"

static struct part
begin(struct after *f, const char *text)
{
	return section_begin(f->p, say_fill(f->p->a, "%1 %2",
					    part_number(f->p, ++f->section),
					    text, NULL));
}

const char *
after_score_words(struct after *f, const struct exercise_score *s)
{
	struct arena *a = f->p->a;
	const char *what = s->text ? s->text : s->target;
	const char *note = s->note ? s->note : "";

	if (s->score >= 0)
		return say_fill(a, tr("%1: %2 of 3. %3"), what,
				part_number(f->p, s->score), note);
	return what[0] != '\0' ? say_fill(a, tr("%1: %2"), what, note, NULL)
			       : note;
}

/* Role and name, as the line says it. */
static const char *
who_of(struct after *f, const struct record *r)
{
	const char *role = part_role(f->p, r->role);

	return r->actor ? say_fill(f->p->a, tr("%1, %2"), role, r->actor, NULL)
			: role;
}

static bool
is_objective(const struct after *f, const char *target)
{
	for (unsigned i = 0; i < f->results.objective_count; i++)
		if (strcmp(f->results.objectives[i].id, target) == 0)
			return true;
	return false;
}

static void
add_observed(struct after *f)
{
	struct part s = begin(f, tr("WHAT OBSERVERS SAW"));

	for (unsigned i = f->results.score_count; i > 0; i--) {
		const struct exercise_score *score = &f->results.scores[i - 1];

		if (!is_objective(f, score->target))
			section_line(&s, after_score_words(f, score),
				     part_source(f->p, score->record->id));
	}
	section_end(&s, tr("Nobody wrote anything down."));
}

/* What no playbook asked: the decisions of a discussion are all of these. */
static void
add_decided(struct after *f)
{
	struct reporting *p = f->p;
	const struct incident *in = p->g->incident;
	struct part s = begin(f, tr("WHAT WAS DECIDED OUTSIDE THE PLAYBOOKS"));

	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;

		if (r->kind == RECORD_DECISION)
			section_line(
				&s,
				say_fill(p->a, tr("%1: %2"),
					 say_elapsed(exercise_elapsed(f->run,
								      r->time),
						     p->a),
					 part_record(p, r).text, NULL),
				part_source(p, r->id));
	}
	section_end(&s, tr("Nothing."));
}

static void
add_hot_wash(struct after *f)
{
	const struct exercise *e = f->run->exercise;
	struct reporting *p = f->p;
	unsigned count;
	const struct record **said =
		after_said(p->g->incident, AFTER_ANSWER, p->a, &count);
	struct part s = begin(f, tr("HOT WASH"));

	for (unsigned i = 0; i < e->question_count; i++) {
		unsigned before = s.count;

		report_paragraph(p->r, e->questions[i].text);
		for (unsigned k = 0; k < count; k++)
			if (said[k]->more->objective &&
			    strcmp(said[k]->more->objective,
				   e->questions[i].id) == 0)
				section_line(&s,
					     say_fill(p->a, tr("%1: %2"),
						      who_of(f, said[k]),
						      said[k]->text, NULL),
					     part_source(p, said[k]->id));
		if (s.count == before)
			section_line(&s, tr("Nobody has answered yet."), NULL);
	}
	section_end(&s, tr("The scenario has no questions."));
}

static const char *
average_of(struct after *f, const struct record **said, unsigned count)
{
	int64_t sum = 0, n = 0;

	for (unsigned i = 0; i < count; i++)
		if (said[i]->more->score.set) {
			sum += said[i]->more->score.value;
			n++;
		}
	if (n == 0)
		return NULL;
	return say_fill(f->p->a,
			tr_n("%1 of 3 (%2 form)",
			     "%1 of 3 on average (%2 "
			     "forms)",
			     (long)n),
			arena_printf(f->p->a, "%lld.%lld", (long long)(sum / n),
				     (long long)(sum * 10 / n % 10)),
			part_number(f->p, n), NULL);
}

static void
add_feedback(struct after *f)
{
	struct reporting *p = f->p;
	unsigned count;
	const struct record **said =
		after_said(p->g->incident, AFTER_FEEDBACK, p->a, &count);
	struct part s = begin(f, tr("FEEDBACK"));
	const char *average = average_of(f, said, count);

	if (average)
		report_pair(p->r, tr("How useful it was"), average);
	for (unsigned i = 0; i < count; i++)
		if (said[i]->text)
			section_line(&s,
				     say_fill(p->a, tr("%1: %2"),
					      part_role(p, said[i]->role),
					      said[i]->text, NULL),
				     part_source(p, said[i]->id));
	if (s.count == 0 && !average)
		section_end(&s, tr("No feedback was given."));
}

static void
add_strengths(struct after *f)
{
	struct reporting *p = f->p;
	struct part s = begin(f, tr("WHAT WENT WELL"));

	for (unsigned i = 0; i < f->results.objective_count; i++)
		if (f->results.objectives[i].rating == RATING_REACHED)
			section_line(&s, f->results.objectives[i].title, NULL);
	for (unsigned i = 0; i < f->strength_count; i++)
		section_line(&s, f->strengths[i]->text,
			     part_source(p, f->strengths[i]->id));
	section_end(&s, tr("Nothing was written down."));
}

/* "done: it hangs beside the door" */
static const char *
state_of(struct after *f, const struct improvement *x)
{
	if (!x->done)
		return x->due.set && x->due.ms < f->p->g->status->now
			       ? tr("overdue")
			       : tr("open");
	return x->outcome ? say_fill(f->p->a, tr("done: %1"), x->outcome, NULL,
				     NULL)
			  : tr("done");
}

static void
add_plan(struct after *f)
{
	const char *const heads[] = {
		tr("nr"),      tr("gap"),  tr("action"), tr("owner"),
		tr("by when"), tr("cost"), tr("state"),
	};
	struct reporting *p = f->p;

	begin(f, tr("IMPROVEMENT PLAN"));
	if (f->item_count == 0) {
		report_paragraph(p->r, tr("No improvement was agreed yet: "
					  "'draaiboek exercise actions add' "
					  "writes one down."));
		return;
	}
	report_table(p->r, heads, 7);
	for (unsigned i = 0; i < f->item_count; i++) {
		const struct improvement *x = &f->items[i];
		const char *const cells[] = {
			part_number(p, i + 1),
			x->gap,
			x->text,
			x->owner ? say_role(x->owner, p->g->library, p->a)
				 : tr("nobody"),
			x->due.set ? say_day(x->due.ms, p->g->zone, p->a) : "-",
			x->cost ? x->cost : "-",
			state_of(f, x),
		};

		report_row(p->r, cells);
	}
}

/* Everybody who wrote a line, in the order they came. */
static void
add_people(struct after *f)
{
	const char *const heads[] = {tr("role"), tr("who")};
	struct reporting *p = f->p;
	const struct incident *in = p->g->incident;
	unsigned present_count;
	const struct record **present =
		exercise_attendance(in, p->a, &present_count);
	struct map seen;

	map_init(&seen, p->a);
	if (present_count > 0)
		report_paragraph(p->r, tr("Who was there:"));
	for (unsigned i = 0; i < present_count; i++)
		report_line(p->r, present[i]->text,
			    part_source(p, present[i]->id));
	report_paragraph(p->r, tr("Who took part:"));
	report_table(p->r, heads, 2);
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		const char *key =
			r->role && r->actor
				? arena_printf(p->a, "%s %s", r->role, r->actor)
				: NULL;
		const char *const cells[] = {part_role(p, r->role), r->actor};

		if (!key || strcmp(r->actor, "draaiboek") == 0 ||
		    map_find(&seen, key))
			continue;
		map_put(&seen, key, &seen);
		report_row(p->r, cells);
	}
}

void
after_add_said(struct after *f)
{
	struct reporting *p = f->p;

	add_decided(f);
	add_observed(f);
	add_hot_wash(f);
	add_feedback(f);
	add_strengths(f);
	add_plan(f);
	begin(f, tr("ANNEXES"));
	add_people(f);
	report_line(p->r, tr("The whole log: draaiboek report timeline"), NULL);
	report_line(p->r,
		    say_fill(p->a,
			     tr("The scenario with every inject: draaiboek "
				"exercise show %1"),
			     f->run->exercise->head.id, NULL, NULL),
		    NULL);
}

/* --- for everybody */

/*
 * Which objective was not reached tells where to push: those that were reached
 * are named, and nobody can count the others.
 */
void
after_add_public(struct after *f)
{
	struct reporting *p = f->p;
	const struct exercise_run *run = f->run;
	unsigned done = 0;
	struct part s;

	for (unsigned i = 0; i < f->item_count; i++)
		done += f->items[i].done;
	report_pair(p->r, tr("Held on"),
		    run->span_count > 0
			    ? say_day(run->spans[0].real, p->g->zone, p->a)
			    : tr("not held yet"));
	report_pair(p->r, tr("Subject"), run->exercise->head.title);
	report_paragraph(p->r, tr("This was an exercise. Nothing of it really "
				  "happened."));
	s = section_begin(p, tr("WHAT WE PRACTISED"));
	for (unsigned i = 0; i < run->exercise->playbook_count; i++) {
		const struct playbook *pb = library_playbook(
			p->g->library, run->exercise->playbooks[i]);

		if (pb)
			section_line(&s, pb->head.title, NULL);
	}
	section_end(&s, tr("Talking a scenario through."));
	s = section_begin(p, tr("WHAT WENT WELL"));
	for (unsigned i = 0; i < f->results.objective_count; i++)
		if (f->results.objectives[i].rating == RATING_REACHED)
			section_line(&s, f->results.objectives[i].title, NULL);
	section_end(&s, tr("The evaluation is with those who took part."));
	section_begin(p, tr("WHAT WE DO WITH IT"));
	report_pair(p->r, tr("Improvements agreed"),
		    part_number(p, f->item_count));
	report_pair(p->r, tr("Done by now"), part_number(p, done));
}
