#include "front/board.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/registers.h"
#include "front/fill.h"
#include "front/front.h"
#include "front/say.h"

struct lines {
	struct arena *a;
	struct board_line *list;
	unsigned count;
};

static void
add(struct lines *to, struct board_line line)
{
	to->list = arena_more(to->a, to->list, to->count, sizeof(*to->list));
	to->list[to->count++] = line;
}

static const char *
fact_line(const struct front *f, const struct status_fact *fact,
	  struct arena *a)
{
	return say_fill(a, tr("%1: %2"), say_fact_label(fact->fact, f->library),
			say_fact_value(fact, f->zone, a), NULL);
}

/* --- known */

/* When it was said last. */
static int64_t
said_at(const struct status_fact *f)
{
	int64_t last = 0;

	for (unsigned i = 0; f->state != NULL && i < f->state->count; i++) {
		const struct record *r = f->state->values[i].record;

		if (r != NULL && r->time > last)
			last = r->time;
	}
	return last;
}

struct board_line *
board_known(const struct front *f, struct arena *a, unsigned *count)
{
	const struct status *st = f->status;
	const struct status_fact **order =
		ARENA_ARRAY(a, const struct status_fact *, st->fact_count + 1);
	struct lines lines = {.a = a};
	unsigned found = 0;

	for (unsigned i = 0; i < st->fact_count; i++) {
		unsigned at = found;

		if (!fact_is_news(&st->facts[i]) || st->facts[i].contradiction)
			continue;
		for (;
		     at > 0 && said_at(order[at - 1]) < said_at(&st->facts[i]);
		     at--)
			order[at] = order[at - 1];
		order[at] = &st->facts[i];
		found++;
	}
	for (unsigned i = 0; i < found; i++)
		add(&lines,
		    (struct board_line){.text = fact_line(f, order[i], a)});
	*count = lines.count;
	return lines.list;
}

/* --- not known */

struct board_line *
board_unknown(const struct front *f, struct arena *a, unsigned *count)
{
	struct lines lines = {.a = a};
	unsigned found;
	const struct status_unknown *list =
		status_rank_unknowns(f->status, a, &found);

	for (unsigned i = 0; i < found; i++) {
		const struct status_unknown *u = &list[i];

		if (u->fact->contradiction) {
			add(&lines, (struct board_line){
					    .text = fact_line(f, u->fact, a),
					    .urgent = true});
			continue;
		}
		add(&lines,
		    (struct board_line){
			    .text = say_fact_label(u->fact->fact, f->library),
			    .side = u->owner != NULL
					    ? say_unknown(u, f->library,
							  f->zone, a)
					    : NULL,
			    .urgent = u->late});
	}
	*count = lines.count;
	return lines.list;
}

/* --- impact */

static const char *
level_line(const struct incident *in, struct arena *a)
{
	const char *text =
		say_fill(a, tr("severity %1, %2"),
			 arena_printf(a, "%lld", (long long)in->severity),
			 say_severity(in->severity), NULL);

	if (in->phase == NULL || strcmp(in->phase, "none") == 0)
		return text;
	return say_fill(a, tr("%1; %2"), text, say_emergency_phase(in->phase),
			NULL);
}

static void
add_register(struct lines *to, const struct register_state *r, unsigned most)
{
	const unsigned *order = register_worst_first(r, to->a);

	add(to,
	    (struct board_line){
		    .text = say_fill(to->a, tr("%1: %2"), r->definition->title,
				     say_register_counts(r, to->a), NULL)});
	for (unsigned n = 0; n < r->row_count && n < most; n++) {
		const struct register_row *row = &r->rows[order[n]];
		enum register_concern concern = register_row_concern(r, row);

		if (concern < CONCERN_SOME)
			break;
		add(to, (struct board_line){
				.text = row->name,
				.side = say_register_state(r, row, to->a),
				.urgent = concern == CONCERN_HIGH,
				.part = true});
	}
}

struct board_line *
board_impact(const struct front *f, struct arena *a, unsigned rows,
	     unsigned *count)
{
	const struct status *st = f->status;
	struct lines lines = {.a = a};

	add(&lines, (struct board_line){.text = level_line(f->incident, a),
					.urgent = f->incident->severity > 2});
	for (unsigned i = 0; i < st->register_count; i++)
		if (st->registers[i].row_count > 0)
			add_register(&lines, &st->registers[i], rows);
	*count = lines.count;
	return lines.list;
}

/* --- decided */

const char *
board_decided(const struct front *f, struct arena *a)
{
	for (size_t i = f->incident->log_count; i > 0; i--) {
		const struct record *r = f->incident->log[i - 1].record;

		if (!record_decides(r) || r->kind == RECORD_SKIP)
			continue;
		return say_fill(
			a, tr("%1 (%2 %3)"),
			say_record(r, f->incident, f->library, f->zone, a).text,
			r->role != NULL ? say_role_short(r->role, a) : "",
			say_clock(record_happened(r), f->zone, a));
	}
	return NULL;
}
