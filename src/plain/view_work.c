/* Open work in one list, what is to be ratified, and asking to find out. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "core/work.h"

#define AT(name) offsetof(struct action, name)

static struct work_row *
work_here(struct plain *p, unsigned *count)
{
	const struct front *f = p->front;

	return work_of(f->status, f->library, where_role(p), &p->scratch,
		       count);
}

static void
work_head(struct plain *p, struct buf *out)
{
	talk(p, out, tr("Open work of %1, the most urgent first."),
	     talk_role(p, p->front->role), NULL, NULL);
}

static void
work_fill(struct plain *p)
{
	unsigned count;
	const struct work_row *rows = work_here(p, &count);

	for (unsigned i = 0; i < count; i++)
		if (view_wants(p, rows[i].text))
			view_add(p, i);
}

static void
work_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	unsigned count;
	const struct work_row *rows = work_here(p, &count);

	if (i < count)
		talk(p, out, "%1. %2", number,
		     say_work(&rows[i], where_role(p), p->front->library,
			      p->front->zone, &p->scratch),
		     NULL);
}

static void
go_to(struct plain *p, const struct work_row *row, struct buf *out)
{
	const struct status_role *r = where_role(p);
	const struct item_ref *item;

	buf_clear(&p->work);
	buf_adds(&p->work, row->key);
	switch (row->kind) {
	case WORK_STEP:
		question_back_to_base(p);
		where_go_step(p, row->key);
		break;
	case WORK_INBOX:
		who_pick_inbox(p, r->inbox[row->index], out);
		break;
	case WORK_ANSWER:
		talk(p, out, "%1",
		     say_work(row, r, p->front->library, p->front->zone,
			      &p->scratch),
		     NULL, NULL);
		form_begin(p, FORM_SEEN)->id = form_keep(p, row->key);
		fill_in(p, NULL, out);
		break;
	case WORK_POSTPONED:
		item = r->postponed[row->index].ref;
		if (item->step)
			read_open(p, item->step->path);
		break;
	case WORK_RETURN:
		read_open(p, row->key);
		break;
	case WORK_PROMISE:
		message_ask(p, r->dropped[row->index].document->document);
		break;
	case WORK_ACTION:
		form_begin(p, FORM_ACTION_STATE)->item = form_keep(p, row->key);
		fill_in(p, NULL, out);
		break;
	case WORK_DECISION:
		form_begin(p, FORM_DECIDED)->id = form_keep(p, row->key);
		fill_in(p, NULL, out);
		break;
	}
}

static void
work_pick(struct plain *p, unsigned i, struct buf *out)
{
	unsigned count;
	const struct work_row *rows = work_here(p, &count);

	if (i < count)
		go_to(p, &rows[i], out);
}

const struct view_row view_row_work = {
	.prompt = N_("Work, go to which? (number, more, find, < to go back) "
		     "[no answer]"),
	.head = work_head,
	.fill = work_fill,
	.row = work_row,
	.pick = work_pick,
};

void
work_go_next(struct plain *p, const char *argument, struct buf *out)
{
	unsigned count, at = 0;
	const struct work_row *rows = work_here(p, &count);

	(void)argument;
	if (count == 0) {
		talk(p, out, tr("No open work."), NULL, NULL, NULL);
		return;
	}
	for (unsigned i = 0; i < count; i++)
		if (strcmp(rows[i].key, buf_text(&p->work)) == 0)
			at = (i + 1) % count;
	talk(p, out, tr("%1 of %2: %3"), talk_number(p, at + 1),
	     talk_number(p, count),
	     say_work(&rows[at], where_role(p), p->front->library,
		      p->front->zone, &p->scratch));
	go_to(p, &rows[at], out);
}

const struct form_row form_row_seen = {
	.title = N_("I have seen this answer"),
	.act = ACT_TAKE,
	.save = true,
};

/* --- to be ratified */

static void
ratify_head(struct plain *p, struct buf *out)
{
	talk(p, out, tr("To be ratified. A number says what came of it."), NULL,
	     NULL, NULL);
}

static void
ratify_fill(struct plain *p)
{
	for (unsigned i = 0; i < p->front->status->ratify_count; i++)
		view_add(p, i);
}

static void
ratify_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	const struct ratification *r = &p->front->status->to_ratify[i];

	talk(p, out, tr("%1. By %2: %3"), number, say_decider(r->body),
	     say_ratification(r, p->front->library, &p->scratch));
}

static void
ratify_pick(struct plain *p, unsigned i, struct buf *out)
{
	form_begin(p, FORM_RATIFY)->id =
		form_keep(p, p->front->status->to_ratify[i].id);
	fill_in(p, NULL, out);
}

const struct view_row view_row_ratify = {
	.prompt = N_("To be ratified, which one? (number, < to go back) "
		     "[no answer]"),
	.head = ratify_head,
	.fill = ratify_fill,
	.row = ratify_row,
	.pick = ratify_pick,
};

static const struct field_word ratify_words[] = {
	{"ratified", N_("ratified")},
	{"not ratified", N_("not ratified")},
	{"changed", N_("changed")},
	{NULL, NULL},
};

static const struct field ratify_fields[] = {
	{.question = N_("What was said of it? (a number)"),
	 .kind = FIELD_WORDS,
	 .words = ratify_words,
	 .member = AT(chosen)},
	{.question = N_("Reason? (one line; Enter: none)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};

const struct form_row form_row_ratify = {
	.title = N_("Ratified"),
	.act = ACT_DECISION,
	.fields = ratify_fields,
	.field_count = 2,
	.save = true,
};

/* --- who finds out */

static const struct status_unknown *
unknowns(struct plain *p, unsigned *count)
{
	return status_rank_unknowns(p->front->status, &p->scratch, count);
}

static unsigned
unknown_count(struct plain *p)
{
	unsigned count;

	(void)unknowns(p, &count);
	return count;
}

static const char *
unknown_option(struct plain *p, unsigned i)
{
	const struct front *f = p->front;
	unsigned count;
	const struct status_unknown *u = &unknowns(p, &count)[i];

	return say_fill(
		&p->scratch, tr("%1 (%2)"),
		say_fact_label(u->fact->fact, f->library),
		u->fact->contradiction
			? say_fact_value(u->fact, f->zone, &p->scratch)
			: say_unknown(u, f->library, f->zone, &p->scratch),
		NULL);
}

static bool
take_unknown(struct plain *p, const char *line, struct buf *out)
{
	const struct status *st = p->front->status;
	unsigned count, n = options_choice(p, line);
	const char *fact = n ? unknowns(p, &count)[n - 1].fact->fact : NULL;

	for (unsigned i = 0; !fact && i < st->fact_count; i++)
		if (talk_same(p, line, st->facts[i].fact) ||
		    talk_same(p, line,
			      say_fact_label(st->facts[i].fact,
					     p->front->library)))
			fact = st->facts[i].fact;
	if (!fact)
		return options_refuse(p, out);
	p->filling.act.fact = form_keep(p, fact);
	return true;
}

static const struct field find_out_fields[] = {
	{.question = N_("What must be found out? (a number, or the fact)"),
	 .kind = FIELD_OWN,
	 .count = unknown_count,
	 .option = unknown_option,
	 .take = take_unknown},
	{.question = N_("Which role finds it out?"),
	 .kind = FIELD_OWN,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_role},
	{.question = N_("By when? (a time, or minutes like +30; Enter: none)"),
	 .kind = FIELD_TIME,
	 .member = AT(due),
	 .ahead = true,
	 .optional = true},
};

const struct form_row form_row_find_out = {
	.title = N_("Find out"),
	.act = ACT_ASK,
	.fields = find_out_fields,
	.field_count = 3,
};
