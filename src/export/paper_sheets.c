/* Sheets to write on: what evaluators watch, what players need. */
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "export/paper_parts.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"

#define LOG_ROWS 16
#define ANSWER_LINES 3

static const char *
number_of(struct paper *p, unsigned n)
{
	return arena_printf(p->a, "%u", n);
}

/* --- evaluators */

static void
add_expected(struct paper *p, const struct inject *in)
{
	for (unsigned i = 0; i < in->expect_count; i++)
		report_line(p->r,
			    say_fill(p->a, tr("[ ] %1 at %2"),
				     paper_expected(p, &in->expects[i]),
				     PAPER_TIME, NULL),
			    NULL);
	for (unsigned i = 0; i < in->never_count; i++)
		report_line(p->r,
			    say_fill(p->a, tr("[ ] NEVER: %1 at %2"),
				     paper_expected(p, &in->never[i]),
				     PAPER_TIME, NULL),
			    NULL);
	for (unsigned i = 0; i < in->evaluate_count; i++)
		report_line(p->r,
			    say_fill(p->a, "[0] [1] [2] [3]  %1",
				     in->evaluate[i].text, NULL, NULL),
			    NULL);
}

/* What every exercise is looked at for, whatever its scenario. */
static void
add_general(struct paper *p)
{
	static const char *const rows[][2] = {
		{N_("Leadership"),
		 N_("One leader is named; decisions are in "
		    "the log; the priorities are real; shifts "
		    "are planned")},
		{N_("Detection and IT"),
		 N_("Isolated before repaired; the rule "
		    "on power was kept; evidence was "
		    "kept; backups were looked at")},
		{N_("Law"), N_("The moment of awareness is written down; "
			       "authorities, police and insurer were judged")},
		{N_("Continuity"), N_("What lives depend on goes first; paper "
				      "works; people get their money")},
		{N_("Communication"),
		 N_("A first statement within the hour; no "
		    "false denial; staff first; a time for "
		    "the next one")},
		{N_("Emergency planning"), N_("The phase was weighed, with a "
					      "reason; the right level was "
					      "called; neighbours know")},
		{N_("Team"), N_("Information is shared; there are situation "
				"reports; tiredness and stress were seen")},
	};
	const char *const heads[] = {tr("what"), tr("looked for"), tr("score")};

	report_heading(p->r, tr("AFTERWARDS"));
	report_table(p->r, heads, 3);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *const cells[] = {tr(rows[i][0]), tr(rows[i][1]),
					     "[0] [1] [2] [3]"};

		report_row(p->r, cells);
	}
}

static void
add_timers(struct paper *p)
{
	static const char *const ids[] = {
		"management", "isolation", "holding-statement",
		"aware",      "sitrep",    "emergency-phase",
	};

	report_heading(p->r, tr("HOW LONG IT TOOK"));
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		report_pair(p->r, say_timer(ids[i]), PAPER_TIME);
}

static void
add_role(struct paper *p, const char *role)
{
	report_heading(p->r, say_role(role, p->g->library, p->a));
	report_pair(p->r, tr("Evaluator"), "____________________");
	report_paragraph(p->r, tr("Write the time; look, and do not help. "
				  "0 not done, 1 with great trouble, 2 with "
				  "some, 3 well."));
	for (unsigned i = 0; i < p->e->inject_count; i++) {
		const struct inject *in = &p->e->injects[i];

		if (!paper_is_for(in, role))
			continue;
		report_heading(p->r, say_fill(p->a, tr("%1. %2: %3"),
					      number_of(p, i + 1),
					      paper_when(p, in), in->title));
		add_expected(p, in);
		report_blank(p->r, tr("Seen and heard:"), 2);
	}
	add_general(p);
	add_timers(p);
	report_blank(p->r, tr("What went well, what must become better:"), 4);
}

void
paper_add_evaluator(struct paper *p)
{
	unsigned count;
	const char **roles = paper_roles(p, &count);

	for (unsigned i = 0; i < count; i++) {
		report_page(p->r);
		add_role(p, roles[i]);
	}
}

/* --- players */

static void
add_rules(struct paper *p)
{
	report_line(p->r,
		    tr("Use our plans and our numbers as if it were "
		       "real."),
		    NULL);
	report_line(p->r,
		    tr("Nobody is put to shame: we test the plan, not "
		       "you."),
		    NULL);
	report_line(p->r,
		    tr("Everything you need comes to you; time may go "
		       "faster than your watch."),
		    NULL);
	report_line(p->r,
		    tr("Begin and end every call and every message with "
		       "EXERCISE EXERCISE EXERCISE."),
		    NULL);
	report_line(p->r,
		    tr("Call nobody outside, unless the facilitator says "
		       "so: they play them."),
		    NULL);
	report_line(p->r,
		    tr("Something real happens: say NO PLAY, loudly. The "
		       "exercise stops at once."),
		    NULL);
	report_line(p->r,
		    tr("It is over when the facilitator says END OF "
		       "EXERCISE."),
		    NULL);
}

static void
add_log(struct paper *p)
{
	const char *const heads[] = {tr("time"), tr("from and to"),
				     tr("what was said or decided"), tr("why")};
	const char *const empty[] = {PAPER_TIME, "", "", ""};

	report_heading(p->r, tr("LOG"));
	report_table(p->r, heads, 4);
	for (unsigned i = 0; i < LOG_ROWS; i++)
		report_row(p->r, empty);
}

static void
add_player(struct paper *p, const char *role)
{
	report_heading(p->r, say_role(role, p->g->library, p->a));
	report_pair(p->r, tr("Who"), "____________________");
	report_pair(p->r, tr("Begins"),
		    say_clock(p->g->begins, p->g->zone, p->a));
	report_pair(p->r, tr("Lasts"),
		    p->e->duration_text ? say_length(p->e->duration, p->a)
					: "-");
	report_pair(p->r, tr("Facilitator"), "____________________");
	report_heading(p->r, tr("RULES"));
	add_rules(p);
	add_log(p);
	report_page(p->r);
	report_heading(p->r,
		       say_fill(p->a, tr("%1: %2"), tr("AFTERWARDS"),
				say_role(role, p->g->library, p->a), NULL));
	for (unsigned i = 0; i < p->e->question_count; i++)
		report_blank(p->r, p->e->questions[i].text, ANSWER_LINES);
	report_blank(p->r, tr("How useful was it? (0 not at all, to 3 very)"),
		     1);
	report_blank(p->r, tr("What must become better?"), ANSWER_LINES);
	paper_end(p);
}

void
paper_add_players(struct paper *p)
{
	unsigned count;
	const char **roles = paper_roles(p, &count);

	for (unsigned i = 0; i < count; i++) {
		report_page(p->r);
		add_player(p, roles[i]);
	}
}
