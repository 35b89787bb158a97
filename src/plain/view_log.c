/* The timeline: newest first, narrowed to a role or by a search. */
#include "plain/parts.h"

#include <string.h>

#include "base/text.h"
#include "core/twin.h"
#include "front/say_lead.h"

static void
timeline_head(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;

	talk(p, out,
	     tr_n("Timeline, %1 entry, the newest first.",
		  "Timeline, %1 entries, the newest first.",
		  (long)f->incident->log_count),
	     talk_number(p, (unsigned)f->incident->log_count), NULL, NULL);
	if (f->head)
		talk(p, out, tr("Head of this journal: %1."), f->head, NULL,
		     NULL);
}

static bool
matches(struct plain *p, const struct record *r, struct arena *a)
{
	const struct front *f = p->front;
	struct say_line line;
	const char *text;

	if (!p->find.len)
		return true;
	line = say_record(r, f->incident, f->library, f->zone, a);
	text = arena_printf(a, "%s %s %s %s %s", line.word, line.text,
			    r->actor ? r->actor : "",
			    say_role(r->role, f->library, a),
			    say_entry(r->id, a));
	return text_contains_folded(a, text, buf_text(&p->find));
}

static void
timeline_fill(struct plain *p)
{
	const struct incident *in = p->front->incident;
	struct arena a = {0};

	for (size_t i = in->log_count; i > 0; i--) {
		if (lead_may_read(p->front, in->log[i - 1].record) &&
		    matches(p, in->log[i - 1].record, &a))
			view_add(p, (unsigned)(i - 1));
		arena_reset(&a);
	}
	arena_fini(&a);
}

static void
timeline_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct front *f = p->front;
	const struct log_entry *e = &f->incident->log[i];
	const struct record *r = e->record;
	struct say_line line =
		say_record(r, f->incident, f->library, f->zone, &p->scratch);
	const char *where = say_fill(&p->scratch, tr("%1, entry %2"),
				     talk_day(p, record_happened(r)),
				     say_entry(r->id, &p->scratch), NULL);

	if (r->role)
		where = talk_join(p, where, talk_role(p, r->role));
	if (r->actor)
		where = talk_join(p, where, r->actor);
	where = say_fill(&p->scratch, tr("%1, %2: %3"), where, line.word,
			 line.text);
	if (number)
		talk(p, out, "%1. %2", number, where, NULL);
	else
		talk(p, out, "%1", where, NULL, NULL);
	if (line.late)
		talk(p, out, tr("   Late entry, written down on %1."),
		     talk_day(p, r->time), NULL, NULL);
	if (incident_doubts(p->front->incident, r->id))
		talk(p, out,
		     tr("   Doubtful: two different entries have this "
			"number."),
		     NULL, NULL, NULL);
	if (e->corrected)
		talk(p, out, tr("   A later line corrects it."), NULL, NULL,
		     NULL);
}

static void
timeline_pick(struct plain *p, unsigned i, struct buf *out)
{
	const struct log_entry *e = &p->front->incident->log[i];

	form_begin(p, FORM_CORRECT)->id = form_keep(p, e->record->id);
	timeline_row(p, NULL, i, out);
	fill_in(p, NULL, out);
}

const struct view_row view_row_timeline = {
	.prompt = N_("Timeline, correct which? (number, more, find, < to go "
		     "back) [no answer]"),
	.head = timeline_head,
	.fill = timeline_fill,
	.row = timeline_row,
	.pick = timeline_pick,
};
