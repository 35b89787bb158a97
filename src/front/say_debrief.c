#include "front/say_debrief.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/incident.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"

struct debrief {
	const struct exercise_run *run;
	const struct incident *in;
	const struct library *lib;
	struct arena *a;
	struct buf *out;
	struct exercise_results results;
};

static void
add_objectives(struct debrief *d)
{
	const struct exercise_objective *list = d->results.objectives;

	buf_addf(d->out, "%s\n", tr("OBJECTIVES"));
	for (unsigned i = 0; i < d->results.objective_count; i++)
		buf_addf(d->out, "  %s: %s\n",
			 text_shown(d->a, list[i].title, false),
			 say_rating(list[i].rating));
}

static void
add_expected(struct debrief *d)
{
	const struct exercise_inject *last = NULL;

	buf_addf(d->out, "\n%s\n", tr("EXPECTED"));
	for (unsigned i = 0; i < d->results.row_count; i++) {
		const struct exercise_expected *row = &d->results.rows[i];

		if (row->inject != last)
			buf_addf(d->out, "  %s  %s\n",
				 say_inject_came(d->run, row->inject, d->a),
				 text_shown(d->a, row->inject->title, false));
		last = row->inject;
		buf_addf(d->out, "      %s%s: %s\n",
			 row->never ? tr("never: ") : "",
			 say_expectation(row->wanted, d->lib, d->a),
			 say_expected(row, d->a));
	}
}

static void
add_timers(struct debrief *d)
{
	const struct exercise_timer *list = d->results.timers;

	buf_addf(d->out, "\n%s\n", tr("HOW LONG IT TOOK"));
	for (unsigned i = 0; i < d->results.timer_count; i++)
		buf_addf(d->out, "  %s: %s\n", say_timer(list[i].id),
			 list[i].record ? say_elapsed(list[i].after, d->a)
					: tr("never"));
}

static void
add_scores(struct debrief *d)
{
	const struct exercise_score *list = d->results.scores;
	unsigned count = d->results.score_count;

	if (count > 0)
		buf_addf(d->out, "\n%s\n", tr("OBSERVED"));
	for (unsigned i = 0; i < count; i++) {
		const struct exercise_score *s = &list[i];
		const char *what =
			text_shown(d->a, s->text ? s->text : s->target, false);

		if (s->score >= 0)
			what = say_fill(d->a, tr("%1: %2 of 3"), what,
					arena_printf(d->a, "%d", (int)s->score),
					NULL);
		buf_addf(d->out, "  %s%s%s\n", what,
			 s->note && *what ? ". " : "",
			 s->note ? text_shown(d->a, s->note, false) : "");
	}
}

static void
add_people(struct debrief *d)
{
	unsigned count;
	const struct record **list = exercise_attendance(d->in, d->a, &count);

	if (count > 0)
		buf_addf(d->out, "\n%s\n", tr("WHO TOOK PART"));
	for (unsigned i = 0; i < count; i++)
		buf_addf(d->out, "  %s\n",
			 text_shown(d->a, list[i]->text ? list[i]->text : "",
				    false));
}

static void
add_questions(struct debrief *d)
{
	const struct exercise *e = d->run->exercise;

	if (e->question_count > 0)
		buf_addf(d->out, "\n%s\n", tr("TO TALK ABOUT NOW"));
	for (unsigned i = 0; i < e->question_count; i++)
		buf_addf(d->out, "  %u  %s (%s)\n", i + 1,
			 text_shown(d->a, e->questions[i].text, false),
			 e->questions[i].id);
}

const char *
say_debrief(const struct exercise_run *run, const struct incident *in,
	    const struct library *lib, struct arena *a)
{
	struct buf out = {0};
	struct debrief d = {.run = run, .in = in, .lib = lib, .a = a};
	const char *apart = say_clocks_apart(run, a), *text;

	d.out = &out;
	d.results = exercise_results(run, in, a);
	if (apart)
		buf_addf(&out, "! %s\n\n", apart);
	add_objectives(&d);
	add_expected(&d);
	add_timers(&d);
	add_scores(&d);
	add_people(&d);
	add_questions(&d);
	text = arena_strdup(a, buf_text(&out));
	buf_fini(&out);
	return text;
}
