/* Forms for what the team knows: facts, deadlines, calls. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "base/stamp.h"

#define AT(name) offsetof(struct action, name)

static const struct fact *
fact_here(const struct plain *p)
{
	return library_fact(p->front->library, p->filling.act.fact);
}

static const struct field_word yes_no_words[] = {
	{"yes", N_("yes")},
	{"no", N_("no")},
	{"unknown", N_("not known")},
	{NULL, NULL},
};

static unsigned
value_count(struct plain *p)
{
	const struct fact *f = fact_here(p);

	if (f && f->type == FACT_YES_NO_UNKNOWN)
		return 3;
	return f && f->type == FACT_CHOICE ? f->value_count : 0;
}

static const char *
value_option(struct plain *p, unsigned i)
{
	const struct fact *f = fact_here(p);

	return f->type == FACT_CHOICE ? talk_text(p, f->values[i].text)
				      : tr(yes_no_words[i].label);
}

static void
tell_values(struct plain *p, struct buf *out)
{
	const struct fact *f = fact_here(p);

	if (!f)
		return;
	if (f->type == FACT_TIME)
		talk(p, out,
		     tr("A time: 14:30, or minutes ago like -10, or "
			"2026-11-22 14:30."),
		     NULL, NULL, NULL);
	if (f->type == FACT_NUMBER)
		talk(p, out, tr("A whole number."), NULL, NULL, NULL);
}

static const char *
yes_no_value(struct plain *p, const char *line)
{
	unsigned n = talk_choice(line, 3);
	int yes = talk_yes_no(p, line);

	if (yes >= 0)
		return yes ? "yes" : "no";
	for (unsigned i = 0; !n && yes_no_words[i].value; i++)
		if (talk_same(p, line, yes_no_words[i].value) ||
		    talk_same(p, line, tr(yes_no_words[i].label)))
			n = i + 1;
	return n ? yes_no_words[n - 1].value : NULL;
}

static const char *
choice_value(struct plain *p, const struct fact *f, const char *line)
{
	unsigned n = talk_choice(line, f->value_count);

	for (unsigned i = 0; !n && i < f->value_count; i++)
		if (talk_same(p, line, f->values[i].id) ||
		    talk_same(p, line, talk_text(p, f->values[i].text)))
			n = i + 1;
	return n ? f->values[n - 1].id : NULL;
}

static const char *
time_value(struct plain *p, const struct fact *f, const char *line)
{
	char text[STAMP_SIZE];
	int64_t moment;

	if (!stamp_read_typed(line, p->front->now, f->ahead == YES_NO_YES,
			      p->front->zone, &moment))
		return NULL;
	stamp_write(moment, text);
	return arena_strdup(&p->scratch, text);
}

static const char *
value_meant(struct plain *p, const struct fact *f, const char *line)
{
	switch (f->type) {
	case FACT_YES_NO_UNKNOWN:
		return yes_no_value(p, line);
	case FACT_CHOICE:
		return choice_value(p, f, line);
	case FACT_TIME:
		return time_value(p, f, line);
	case FACT_NUMBER:
		return line[strspn(line, "0123456789")] ? NULL : line;
	case FACT_TEXT:
		break;
	}
	return line;
}

static bool
take_value(struct plain *p, const char *line, struct buf *out)
{
	const struct fact *f = fact_here(p);
	const char *value = f ? value_meant(p, f, line) : line;

	if ((!f || f->type == FACT_TEXT) && !form_is_text(p, line, out))
		return false;
	if (!value && value_count(p))
		return options_refuse(p, out);
	if (!value) {
		talk(p, out,
		     f->type == FACT_TIME
			     ? tr("That is no time. Type 14:30, or minutes "
				  "like +30 or -10, or 2026-11-22 14:30.")
			     : tr("That is no whole number. Type digits only, "
				  "0 or more."),
		     NULL, NULL, NULL);
		return false;
	}
	p->filling.act.value = form_keep(p, value);
	return true;
}

/* Right after a tick only the value is asked; `facts` asks the rest too. */
static bool
is_asked_in_full(const struct plain *p)
{
	return !p->filling.asked_by_item;
}

static bool
is_asked_how_sure(const struct plain *p)
{
	return is_asked_in_full(p) && !fact_is_ahead(fact_here(p));
}

static bool
is_number(const struct plain *p)
{
	const struct fact *f = fact_here(p);

	return is_asked_in_full(p) && f && f->type == FACT_NUMBER;
}

static const struct field_word bound_words[] = {
	{"exactly", N_("exactly that")},
	{"least", N_("at least")},
	{"most", N_("at most")},
	{"about", N_("about")},
	{NULL, NULL},
};

static bool
take_bound(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = options_choice(p, line);

	if (!n)
		return options_refuse(p, out);
	p->filling.act.bound = n > 1 ? bound_words[n - 1].value : NULL;
	return true;
}

static const struct field_word certainty_words[] = {
	{"seen", N_("seen: we saw it ourselves")},
	{"told", N_("told: somebody said so")},
	{"assumed", N_("assumed: nobody knows for certain")},
	{NULL, NULL},
};

static const struct field fact_fields[] = {
	{.question = N_("Answer?"),
	 .kind = FIELD_OWN,
	 .tell = tell_values,
	 .count = value_count,
	 .option = value_option,
	 .take = take_value},
	{.question = N_("How exact is the number? (Enter: exactly that)"),
	 .kind = FIELD_OWN,
	 .words = bound_words,
	 .take = take_bound,
	 .optional = true,
	 .wanted = is_number},
	{.question = N_("Who says so? (Enter: the team itself)"),
	 .kind = FIELD_TEXT,
	 .member = AT(source),
	 .optional = true,
	 .wanted = is_asked_in_full},
	{.question = N_("How certain is it? (Enter: say nothing)"),
	 .kind = FIELD_WORDS,
	 .words = certainty_words,
	 .member = AT(certainty),
	 .optional = true,
	 .wanted = is_asked_how_sure},
};

const struct form_row form_row_fact = {
	.title = N_("Fact"),
	.act = ACT_FACT,
	.fields = fact_fields,
	.field_count = 4,
};

void
fill_fact(struct plain *p, const char *fact, struct buf *out)
{
	struct action *act = form_begin(p, FORM_FACT);
	const struct status_fact *f = fact_find(p, fact);

	act->fact = form_keep(p, fact);
	if (f)
		talk(p, out, tr("Fact: %1 (now: %2)"),
		     talk_text(p, say_fact_label(fact, p->front->library)),
		     fact_say(p, f), NULL);
	fill_in(p, NULL, out);
}

/* The facts that the last tick asked for, as far as nobody knows them. */
void
form_ask_next_fact(struct plain *p, struct buf *out)
{
	while (p->asked_next < p->asked_count) {
		const char *id = p->asked[p->asked_next++];
		const struct status_fact *f = fact_find(p, id);

		if (!f || !f->definition || f->state)
			continue;
		fill_fact(p, id, out);
		p->filling.asked_by_item = true;
		return;
	}
	p->asked_count = p->asked_next = 0;
}

/* --- deadlines */

static const struct field_word deadline_words[] = {
	{"start", N_("it starts now, or at a time that you give")},
	{"first-sent", N_("the first notice was sent")},
	{"met", N_("met: it was done")},
	{"not-applicable", N_("it does not apply")},
	{"correct", N_("the start was another moment")},
	{NULL, NULL},
};

static bool
act_is(const struct plain *p, const char *act)
{
	return p->filling.act.act && strcmp(p->filling.act.act, act) == 0;
}

static bool
corrects(const struct plain *p)
{
	return act_is(p, "correct");
}

static bool
has_time(const struct plain *p)
{
	return p->filling.act.act && !corrects(p) &&
	       !act_is(p, "not-applicable");
}

static bool
needs_reason(const struct plain *p)
{
	return corrects(p) || act_is(p, "not-applicable");
}

static bool
has_proof(const struct plain *p)
{
	return act_is(p, "met") || act_is(p, "first-sent");
}

static const struct field deadline_fields[] = {
	{.question = N_("Choose 1 to 5, < to go back"),
	 .kind = FIELD_WORDS,
	 .words = deadline_words,
	 .member = AT(act)},
	{.question = N_("When was that? (a time, or minutes like -10; Enter: "
			"now)"),
	 .kind = FIELD_TIME,
	 .member = AT(at),
	 .optional = true,
	 .wanted = has_time},
	{.question = N_("From when does it count? (a time, or minutes like "
			"-10)"),
	 .kind = FIELD_TIME,
	 .member = AT(at),
	 .wanted = corrects},
	{.question = N_("Reason? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = needs_reason},
	{.question = N_("Proof? (channel and reference; may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(proof),
	 .optional = true,
	 .wanted = has_proof},
};

const struct form_row form_row_deadline = {
	.title = N_("Deadline"),
	.act = ACT_DEADLINE,
	.fields = deadline_fields,
	.field_count = 5,
	.save = true,
};

void
fill_deadline(struct plain *p, const char *deadline, struct buf *out)
{
	form_begin(p, FORM_DEADLINE)->deadline = form_keep(p, deadline);
	fill_in(p, NULL, out);
}

/* --- calls */

static const struct field_word outcome_words[] = {
	{"reached", N_("reached")},
	{"voicemail", N_("voicemail")},
	{"no-answer", N_("no answer")},
	{NULL, NULL},
};

static bool
was_reached(const struct plain *p)
{
	return p->filling.act.outcome &&
	       strcmp(p->filling.act.outcome, "reached") == 0;
}

static const struct field call_fields[] = {
	{.question = N_("You called. What came of it?"),
	 .kind = FIELD_WORDS,
	 .words = outcome_words,
	 .member = AT(outcome)},
	{.question = N_("Their reference number? (Enter: none)"),
	 .kind = FIELD_TEXT,
	 .member = AT(ref),
	 .optional = true,
	 .wanted = was_reached},
	{.question = N_("What was said? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text),
	 .optional = true},
};

const struct form_row form_row_call = {
	.title = N_("Call"),
	.act = ACT_CALL,
	.fields = call_fields,
	.field_count = 3,
};

void
fill_call(struct plain *p, const char *contact, struct buf *out)
{
	form_begin(p, FORM_CALL)->contact = form_keep(p, contact);
	fill_in(p, NULL, out);
}
