/* The hours to come: what, whose, where it collides, and who is tired. */
#include "core/ahead.h"

#include "base/arena.h"
#include "base/tr.h"
#include "export/report_parts.h"
#include "front/fill.h"
#include "front/say.h"

#define LONG_DUTY_MS (INT64_C(8) * 3600000)

static const char *
kind_words(enum ahead_kind kind)
{
	switch (kind) {
	case AHEAD_DEADLINE:
		return tr_in("ahead", "deadline");
	case AHEAD_UNDECIDED:
		return tr_in("ahead", "deadline, if it applies");
	case AHEAD_LATER:
		return tr_in("ahead", "postponed");
	case AHEAD_AGAIN:
		return tr_in("ahead", "open question");
	case AHEAD_REPEAT:
		return tr_in("ahead", "repeats");
	case AHEAD_TIME_BOX:
		return tr_in("ahead", "time for this step ends");
	case AHEAD_PROMISE:
		return tr_in("ahead", "promised");
	}
	return "";
}

static void
add_rows(struct reporting *p, const struct ahead *h)
{
	const char *const heads[] = {tr("time"), tr("who"), tr("kind"),
				     tr("what"), tr("entry")};

	if (h->count == 0) {
		report_paragraph(p->r, tr("Nothing has an hour in the next 12 "
					  "hours."));
		return;
	}
	report_table(p->r, heads, 5);
	for (unsigned i = 0; i < h->count; i++) {
		const struct ahead_row *row = &h->rows[i];
		const char *text = row->at < h->now
					   ? say_fill(p->a, tr("LATE: %1"),
						      row->text, NULL, NULL)
					   : row->text;
		const char *const cells[] = {
			part_clock(p, row->at),
			row->role != NULL ? say_role_short(row->role, p->a)
					  : "",
			kind_words(row->kind),
			row->collides ? say_fill(p->a, tr("%1 (more at once)"),
						 text, NULL, NULL)
				      : text,
			part_source(p, row->entry),
		};

		report_row(p->r, cells);
	}
}

static void
add_clashes(struct reporting *p, const struct ahead *h)
{
	struct part s = section_begin(p, tr("TOO MUCH AT ONCE"));

	for (unsigned i = 0; i < h->clash_count; i++) {
		const struct ahead_clash *c = &h->clashes[i];

		section_line(
			&s,
			say_fill(p->a, tr("%1: %2 things between %3"),
				 part_role(p, c->role),
				 part_number(p, c->count),
				 say_fill(p->a, tr("%1 and %2"),
					  say_clock(c->from, p->g->zone, p->a),
					  say_clock(c->to, p->g->zone, p->a),
					  NULL)),
			NULL);
	}
	section_end(&s, tr("No role has two things within half an hour."));
}

static void
add_duties(struct reporting *p, const struct ahead *h)
{
	struct part s = section_begin(p, tr("ON DUTY"));

	for (unsigned i = 0; i < h->duty_count; i++) {
		const struct ahead_duty *d = &h->duties[i];
		int64_t length = h->now - d->since;

		section_line(&s,
			     say_fill(p->a,
				      length >= LONG_DUTY_MS
					      ? tr("%1: %2, on duty for %3: "
						   "plan who takes over")
					      : tr("%1: %2, on duty for %3"),
				      part_role(p, d->role), d->holder,
				      say_left(length, p->a)),
			     part_source(p, d->entry));
	}
	section_end(&s, tr("Nobody has taken a role."));
}

void
ahead_add(struct reporting *p)
{
	struct ahead h = ahead_at(p->g->status, p->g->library, p->a);

	report_paragraph(p->r, say_fill(p->a, tr("Until %1."),
					part_clock(p, h.until), NULL, NULL));
	add_rows(p, &h);
	add_clashes(p, &h);
	add_duties(p, &h);
}
