/* Forms over a step: an item's other states, a decision, skip, reopen. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#define AT(name) offsetof(struct action, name)

static bool
state_is(const struct plain *p, const char *state)
{
	return p->filling.act.state && strcmp(p->filling.act.state, state) == 0;
}

static bool
reason_wanted(const struct plain *p)
{
	return state_is(p, "not-applicable") || state_is(p, "not-possible");
}

static bool
later(const struct plain *p)
{
	return state_is(p, "later");
}

static bool
somebody_else(const struct plain *p)
{
	return state_is(p, "somebody-else");
}

static bool
earlier(const struct plain *p)
{
	return p->filling.earlier;
}

/* What can be done with the item; "earlier" is done, with its own time. */
static const struct field_word item_words[] = {
	{"not-applicable", N_("not applicable")},
	{"not-possible", N_("not possible")},
	{"later", N_("later")},
	{"somebody-else", N_("somebody else does it")},
	{"earlier", N_("done already, at an earlier time")},
	{"open", N_("open again, it was a mistake")},
	{NULL, NULL},
};

static bool
take_state(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = options_choice(p, line);

	if (!n)
		return options_refuse(p, out);
	p->filling.earlier = n == 5;
	p->filling.act.state = n == 5 ? "done" : item_words[n - 1].value;
	return true;
}

static const struct field item_fields[] = {
	{.question = N_("Choose 1 to 6, < to go back"),
	 .kind = FIELD_OWN,
	 .words = item_words,
	 .take = take_state},
	{.question = N_("Reason? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = reason_wanted},
	{.question = N_("When? (a time, or minutes like +30)"),
	 .kind = FIELD_TIME,
	 .member = AT(until),
	 .ahead = true,
	 .wanted = later},
	{.question = N_("Who does it? (a number, a role or a name)"),
	 .kind = FIELD_OWN,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_to,
	 .wanted = somebody_else},
	{.question = N_("When was it done? (a time, or minutes like -10)"),
	 .kind = FIELD_TIME,
	 .member = AT(at),
	 .wanted = earlier},
};

const struct form_row form_row_item = {
	.title = N_("Item"),
	.act = ACT_DO,
	.fields = item_fields,
	.field_count = sizeof(item_fields) / sizeof(*item_fields),
};

void
fill_item_other(struct plain *p, struct buf *out)
{
	struct where w = where_is(p);

	form_begin(p, FORM_ITEM)->item = form_keep(p, w.items[w.item].address);
	fill_in(p, NULL, out);
}

/* --- a decision */

static bool
choice_reason(const struct plain *p)
{
	return p->filling.reason == REASON_REQUIRED;
}

static bool
choice_reason_may(const struct plain *p)
{
	return p->filling.reason == REASON_OPTIONAL;
}

static bool
override_wanted(const struct plain *p)
{
	return p->filling.open_items > 0 || p->filling.blocked;
}

static bool
advice_wanted(const struct plain *p)
{
	return p->filling.act.advice_count < p->filling.adviser_count &&
	       p->filling.act.advice_count < PLAIN_ADVICE;
}

static const struct field_word advice_words[] = {
	{"with", N_("with: decided as they advise")},
	{"against", N_("against: decided otherwise")},
	{"not-asked", N_("not asked")},
	{NULL, NULL},
};

/* A role, an office of the town hall, or somebody outside. */
static const char *
adviser(struct plain *p, const char *id)
{
	const char *name = talk_role(p, id);

	if (strcmp(name, id) == 0)
		name = say_decider(id);
	if (strcmp(name, id) == 0)
		name = say_contact(id, p->front->library, &p->scratch);
	return name;
}

static void
tell_advice(struct plain *p, struct buf *out)
{
	unsigned i = p->filling.act.advice_count;

	if (i < p->filling.adviser_count)
		talk(p, out, tr("Advice of %1, about this decision:"),
		     adviser(p, p->filling.advisers[i]), NULL, NULL);
}

static bool
take_advice(struct plain *p, const char *line, struct buf *out)
{
	struct plain_form *f = &p->filling;
	unsigned n = options_choice(p, line);

	if (!n)
		return options_refuse(p, out);
	f->advice[f->act.advice_count].role = f->advisers[f->act.advice_count];
	f->advice[f->act.advice_count].advice = advice_words[n - 1].value;
	f->act.advice_count++;
	f->act.advice = f->advice;
	return true;
}

static const struct field decide_fields[] = {
	{.question = N_("Reason? (one line, this choice needs one)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = choice_reason},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true,
	 .wanted = choice_reason_may},
	{.question = N_("Something is still open. Why go on all the same? "
			"(one line, < to go back)"),
	 .kind = FIELD_TEXT,
	 .member = AT(override),
	 .wanted = override_wanted},
	{.question = N_("Was it asked? (1 with, 2 against, 3 not asked; "
			"Enter: say nothing)"),
	 .kind = FIELD_OWN,
	 .tell = tell_advice,
	 .words = advice_words,
	 .take = take_advice,
	 .optional = true,
	 .repeats = true,
	 .wanted = advice_wanted},
};

const struct form_row form_row_decide = {
	.title = N_("Decision"),
	.act = ACT_DECIDE,
	.fields = decide_fields,
	.field_count = sizeof(decide_fields) / sizeof(*decide_fields),
	.save = true,
};

void
fill_decide(struct plain *p, const struct status_step *step,
	    const struct status_choice *choice, struct buf *out)
{
	struct action *act = form_begin(p, FORM_DECIDE);
	struct plain_form *f = &p->filling;

	act->step = form_keep(p, step->ref->path);
	act->choice = form_keep(p, choice->choice->id);
	f->open_items = where_open_count(step->items, step->item_count);
	f->blocked = step->wait_count > 0;
	f->reason = choice->choice->reason;
	f->advisers = step->ref->step->advice;
	f->adviser_count = step->ref->step->advice_count;
	step_consequences(p, choice, out);
	fill_in(p, NULL, out);
}

/* --- leaving a step out, and coming back to it */

static const struct field skip_fields[] = {
	{.question = N_("Why is this step left out? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason)},
};

const struct form_row form_row_skip = {
	.title = N_("Skip the step"),
	.act = ACT_SKIP,
	.fields = skip_fields,
	.field_count = 1,
	.save = true,
};

/* A reopen takes away what was entered only through it; the rest stays. */
static void
sum_reopen(struct plain *p, struct buf *out)
{
	const struct step_ref *ref =
		library_step(p->front->library, p->filling.act.step);

	if (ref)
		talk(p, out, tr("Step %1, %2, becomes current again."),
		     step_name(p, ref), talk_text(p, ref->step->title), NULL);
	talk(p, out,
	     tr("Steps that were entered only through its decision are taken "
		"away. Facts, deadlines that run, tasks that were handed "
		"over and playbooks that were opened stay."),
	     NULL, NULL, NULL);
}

static const struct field reopen_fields[] = {
	{.question = N_("Why is it opened again? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason)},
};

const struct form_row form_row_reopen = {
	.title = N_("Open the step again"),
	.act = ACT_REOPEN,
	.fields = reopen_fields,
	.field_count = 1,
	.save = true,
	.sum = sum_reopen,
};
