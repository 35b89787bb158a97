/* Everything that was logged, in its order, with what was said of it later. */
#include <string.h>

#include "base/arena.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "core/exercise.h"
#include "core/twin.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_exercise.h"

static bool
is_housekeeping(const struct record *r)
{
	return r->kind == RECORD_JOURNAL || r->kind == RECORD_WITNESS;
}

/* Written later than it happened, corrected later: it says so itself. */
static const char *
what_of(struct reporting *p, const struct log_entry *e)
{
	const struct record *r = e->record;
	struct say_line line = part_record(p, r);
	const char *text = line.text;

	if (line.late)
		text = say_fill(p->a, tr("%1 [late: written down on %2]"), text,
				part_clock(p, r->time), NULL);
	if (e->corrected) {
		const struct record *fix =
			map_find(&p->g->incident->corrections, r->id);

		text = say_fill(p->a, tr("%1 [corrected by %2]"), text,
				fix != NULL ? part_source(p, fix->id) : "",
				NULL);
	}
	if (incident_doubts(p->g->incident, r->id))
		text = say_fill(p->a,
				tr("%1 [doubtful: two different entries have "
				   "this number]"),
				text, NULL, NULL);
	return text;
}

/* A new table for each day: the hours alone are easier to read. */
static void
begin_day(struct reporting *p, int64_t t, int *day)
{
	static const struct zone utc;
	const char *const heads[] = {tr("entry"), tr("time"), tr("who"),
				     tr("what")};
	struct stamp_parts parts =
		stamp_local(t, p->g->zone != NULL ? p->g->zone : &utc);
	int number = (parts.year * 12 + parts.month) * 31 + parts.day;

	if (number == *day)
		return;
	*day = number;
	report_heading(p->r, say_day(t, p->g->zone, p->a));
	report_table(p->r, heads, 4);
}

static void
add_entry(struct reporting *p, const struct log_entry *e)
{
	const struct record *r = e->record;
	const char *who = r->role != NULL ? say_role_short(r->role, p->a) : "";

	if (r->actor != NULL)
		who = arena_printf(p->a, "%s%s%s", who,
				   who[0] != '\0' ? " " : "", r->actor);
	const char *const cells[] = {
		part_source(p, r->id),
		say_clock(record_happened(r), p->g->zone, p->a),
		who,
		say_fill(p->a, tr("%1: %2"), part_record(p, r).word,
			 what_of(p, e), NULL),
	};

	report_row(p->r, cells);
}

static bool
is_for_public(struct reporting *p, const struct record *r)
{
	const struct fact *f = r->kind == RECORD_FACT && r->fact != NULL
				       ? library_fact(p->g->library, r->fact)
				       : NULL;

	return f != NULL && f->public == YES_NO_YES;
}

static void
add_public(struct reporting *p)
{
	const char *const heads[] = {tr("time"), tr("what")};
	const struct incident *in = p->g->incident;

	report_table(p->r, heads, 2);
	for (size_t i = 0; i < in->log_count; i++) {
		const struct record *r = in->log[i].record;
		struct fact_standing value = {.value = r->value,
					      .bound = r->more->bound};
		struct fact_state state = {.values = &value, .count = 1};
		struct status_fact f = {
			.fact = r->fact, .state = &state, .value = r->value};

		if (!is_for_public(p, r))
			continue;
		f.definition = library_fact(p->g->library, r->fact);
		const char *const cells[] = {part_clock(p, record_happened(r)),
					     part_fact(p, &f)};

		report_row(p->r, cells);
	}
}

void
timeline_add(struct reporting *p)
{
	const struct incident *in = p->g->incident;
	unsigned kept_back = 0, own = 0;
	int day = -1;

	if (p->wanted->for_public) {
		add_public(p);
		return;
	}
	for (size_t i = 0; i < in->log_count; i++) {
		const struct log_entry *e = &in->log[i];

		if (is_housekeeping(e->record)) {
			own++;
			continue;
		}
		if (!exercise_may_read(p->g->exercise, p->g->reader,
				       e->record)) {
			kept_back++;
			continue;
		}
		begin_day(p, record_happened(e->record), &day);
		add_entry(p, e);
	}
	if (own > 0)
		report_paragraph(
			p->r,
			say_fill(
				p->a,
				tr_n("%1 more entry is the program's own, such "
				     "as the beginning of a journal.",
				     "%1 more entries are the program's own, "
				     "such as the beginning of a journal.",
				     (long)own),
				part_number(p, own), NULL, NULL));
	if (kept_back > 0)
		report_paragraph(p->r, say_kept_back(kept_back, p->a));
}
