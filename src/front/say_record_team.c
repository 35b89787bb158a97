/* Timeline lines of what people tell, ask, know and promise. */
#include "front/line.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/handover.h"
#include "core/library.h"
#include "core/registers.h"
#include "front/fill.h"

static const char *
fact_line(const struct line *l)
{
	const struct record *r = l->r;
	const struct fact *f =
		l->lib && r->fact ? library_fact(l->lib, r->fact) : NULL;
	const struct fact_standing standing = {
		.value = r->value, .bound = r->more->bound, .record = r};
	const struct fact_state state = {
		.values = (struct fact_standing *)&standing, .count = 1};
	const struct status_fact shown = {.fact = r->fact,
					  .definition = f,
					  .state = &state,
					  .value = r->value};
	bool is_hour = f && f->type == FACT_TIME && r->value;
	int64_t moment;
	const char *value = is_hour && stamp_read(r->value, &moment)
				    ? line_typed_hour(l, moment)
				    : say_fact_value(&shown, l->z, l->a);
	const char *text = say_fill(l->a, tr("%1 = %2"), f ? f->label : r->fact,
				    value, NULL);

	if (r->source)
		text = say_fill(l->a, tr("%1, according to %2"), text,
				r->source, NULL);
	if (r->certainty && strcmp(r->certainty, "assumed") == 0)
		text = say_fill(l->a, tr("%1 (assumed)"), text, NULL, NULL);
	return text;
}

/* Names as the reader's files have them, else as they were written. */
static const char *
row_line(const struct line *l)
{
	const struct record *r = l->r;
	const struct reg *d =
		l->lib && r->reg ? library_register(l->lib, r->reg) : NULL;
	const char *row =
		l->lib ? register_row_name(l->lib, d, r->row) : r->row;
	int at = d ? register_find_column(d, r->column, l->a) : -1;
	const char *value = r->value, *text;

	if (!r->column)
		return say_fill(l->a,
				value ? tr("%1: the row %2 was a mistake")
				      : tr("%1: new row %2"),
				d ? d->title : r->reg, row, NULL);
	for (unsigned i = 0; at >= 0 && i < d->columns[at].value_count; i++)
		if (value && strcmp(d->columns[at].values[i].id, value) == 0)
			value = d->columns[at].values[i].text;
	if (value && strcmp(value, "unknown") == 0)
		value = tr("not known yet");
	text = say_fill(l->a, tr("%1, %2: %3"), row,
			at >= 0 ? d->columns[at].label : r->column, value);
	if (r->source)
		text = say_fill(l->a, tr("%1, according to %2"), text,
				r->source, NULL);
	return text;
}

static const char *
deadline_act(const char *act)
{
	if (!act)
		return "";
	if (strcmp(act, "start") == 0)
		return tr("clock started");
	if (strcmp(act, "first-sent") == 0)
		return tr("first notice sent");
	if (strcmp(act, "met") == 0)
		return tr("met");
	if (strcmp(act, "not-applicable") == 0)
		return tr("not applicable");
	if (strcmp(act, "correct") == 0)
		return tr("start corrected");
	return act;
}

static const char *
deadline_line(const struct line *l)
{
	const struct record *r = l->r;
	const struct deadline *d =
		l->lib && r->more->deadline
			? library_deadline(l->lib, r->more->deadline)
			: NULL;
	const char *text =
		say_fill(l->a, tr("%1: %2"), d ? d->title : r->more->deadline,
			 deadline_act(r->act), NULL);

	if (r->due.set)
		text = say_fill(l->a, tr("%1, due %2"), text,
				line_hour(l, r->due.ms), NULL);
	if (r->more->proof)
		text = say_fill(l->a, tr("%1; proof: %2"), text, r->more->proof,
				NULL);
	return line_with(l, text, r->reason);
}

static const char *
outcome_word(const char *outcome)
{
	if (!outcome)
		return "";
	if (strcmp(outcome, "reached") == 0)
		return tr_in("call", "reached");
	if (strcmp(outcome, "voicemail") == 0)
		return tr_in("call", "voicemail");
	if (strcmp(outcome, "no-answer") == 0)
		return tr_in("call", "no answer");
	return outcome;
}

static const char *
call_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = say_fill(
		l->a, tr("%1: %2"),
		r->more->contact ? say_contact(r->more->contact, l->lib, l->a)
				 : "",
		outcome_word(r->more->outcome), NULL);

	if (r->more->ref)
		text = say_fill(l->a, tr("%1, reference %2"), text,
				r->more->ref, NULL);
	if (r->text)
		text = say_fill(l->a, tr("%1: %2"), text, r->text, NULL);
	return text;
}

static const char *
action_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = r->text ? r->text : "";

	if (r->to)
		text = say_fill(l->a, tr("%1; by %2"), text,
				say_role(r->to, l->lib, l->a), NULL);
	if (r->due.set)
		text = say_fill(l->a, tr("%1, due %2"), text,
				line_hour(l, r->due.ms), NULL);
	return text;
}

/* What a body said of a decision that was taken from a playbook. */
static bool
is_ratification(const struct line *l)
{
	const struct record *of =
		l->in && l->r->of ? map_find(&l->in->entries, l->r->of) : NULL;

	return of && of->kind != RECORD_DECISION;
}

static const char *
decision_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = r->text ? r->text
			   : r->of ? line_entry(l, r->of)
				   : "";

	if (r->more->chosen)
		text = say_pair(l->a, text,
				is_ratification(l)
					? say_ratified(r->more->chosen)
					: r->more->chosen);
	return line_with(l, text, r->reason);
}

static const char *
note_line(const struct line *l)
{
	const struct record *r = l->r;

	if (!r->about)
		return r->text ? r->text : "";
	if (l->lib && library_item(l->lib, r->about))
		return say_fill(l->a, tr("%1: %2"),
				line_item(l, r->about, NULL), r->text, NULL);
	return say_fill(l->a, tr("%1: %2"), line_step(l, r->about, NULL),
			r->text, NULL);
}

const char *
line_of_team(const struct line *l)
{
	const struct record *r = l->r;

	switch ((int)r->kind) {
	case RECORD_FACT:
		return fact_line(l);
	case RECORD_ROW:
		return row_line(l);
	case RECORD_NOTE:
		return note_line(l);
	case RECORD_ACTION:
		return action_line(l);
	case RECORD_DECISION:
		return decision_line(l);
	case RECORD_TELL:
	case RECORD_ASK:
		return say_fill(l->a, tr("to %1: %2"),
				say_role(r->to, l->lib, l->a), r->text, NULL);
	case RECORD_TAKE:
		return line_entry(l, r->of);
	case RECORD_DEADLINE:
		return deadline_line(l);
	case RECORD_CONTACT:
		return call_line(l);
	case RECORD_CORRECT:
		return say_fill(l->a, tr("%1: %2"), line_entry(l, r->of),
				r->text, NULL);
	case RECORD_HANDOVER:
		if (!r->text)
			return say_fill(l->a, tr("the role goes to %1"), r->to,
					NULL, NULL);
		return say_fill(l->a, tr("the role goes to %1: %2"), r->to,
				r->text, NULL);
	case RECORD_JOIN:
		return l->in && handover_accepted(l->in, r)
			       ? tr("repeats it and accepts the role")
			       : tr("takes the role");
	case RECORD_LEAVE:
		return tr("gives the role up");
	default:
		return NULL;
	}
}
