/* Forms for what no playbook foresaw: actions, decisions, notes, corrections.
 */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#define AT(name) offsetof(struct action, name)

static const struct field action_fields[] = {
	{.question = N_("What must be done? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
	{.question = N_("Who does it? (a number, a role or a name; Enter: "
			"nobody yet)"),
	 .kind = FIELD_OWN,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_to,
	 .optional = true},
	{.question = N_("When must it be done? (a time, or minutes like "
			"+30; Enter: no time)"),
	 .kind = FIELD_TIME,
	 .member = AT(due),
	 .ahead = true,
	 .optional = true},
};

const struct form_row form_row_action = {
	.title = N_("Action that no playbook has"),
	.act = ACT_ACTION,
	.fields = action_fields,
	.field_count = 3,
};

static const struct field_word action_words[] = {
	{"done", N_("done")},
	{"not-applicable", N_("not applicable")},
	{"not-possible", N_("not possible")},
	{"later", N_("later")},
	{NULL, NULL},
};

static bool
reason_wanted(const struct plain *p)
{
	const char *state = p->filling.act.state;

	return state && strncmp(state, "not-", 4) == 0;
}

static bool
later(const struct plain *p)
{
	return p->filling.act.state &&
	       strcmp(p->filling.act.state, "later") == 0;
}

static const struct field action_state_fields[] = {
	{.question = N_("Choose 1 to 4, < to go back"),
	 .kind = FIELD_WORDS,
	 .words = action_words,
	 .member = AT(state)},
	{.question = N_("Reason? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = reason_wanted},
	{.question = N_("When? (a time, or minutes like +30)"),
	 .kind = FIELD_TIME,
	 .member = AT(until),
	 .ahead = true,
	 .wanted = later},
};

const struct form_row form_row_action_state = {
	.title = N_("Action that no playbook has"),
	.act = ACT_DO,
	.fields = action_state_fields,
	.field_count = 3,
};

/* --- a decision that no playbook has */

#define OPTIONS_MOST 6

static bool
option_wanted(const struct plain *p)
{
	return p->filling.act.option_count < OPTIONS_MOST;
}

static bool
take_option(struct plain *p, const char *line, struct buf *out)
{
	struct action *act = &p->filling.act;

	(void)out;
	if (!act->options)
		act->options =
			ARENA_ARRAY(&p->kept, const char *, OPTIONS_MOST);
	act->options[act->option_count++] = form_keep(p, line);
	return true;
}

static unsigned
option_count(struct plain *p)
{
	return p->filling.act.option_count;
}

static const char *
option(struct plain *p, unsigned i)
{
	return p->filling.act.options[i];
}

/* By its number, or in words of its own. */
static bool
take_chosen(struct plain *p, const char *line, struct buf *out)
{
	struct action *act = &p->filling.act;
	unsigned n = options_choice(p, line);

	(void)out;
	act->chosen = n ? act->options[n - 1] : form_keep(p, line);
	return true;
}

static bool
was_chosen(const struct plain *p)
{
	return p->filling.act.chosen != NULL;
}

static const struct field decision_fields[] = {
	{.question = N_("What must be decided? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
	{.question = N_("One more option? (Enter: no more)"),
	 .kind = FIELD_OWN,
	 .take = take_option,
	 .optional = true,
	 .repeats = true,
	 .wanted = option_wanted},
	{.question = N_("What was chosen? (a number or words; Enter: not "
			"decided yet)"),
	 .kind = FIELD_OWN,
	 .count = option_count,
	 .option = option,
	 .take = take_chosen,
	 .optional = true},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true,
	 .wanted = was_chosen},
};

const struct form_row form_row_decision = {
	.title = N_("Decision that no playbook has"),
	.act = ACT_DECISION,
	.fields = decision_fields,
	.field_count = 4,
	.save = true,
};

static const struct decision_state *
open_decision(struct plain *p)
{
	return map_find(&p->front->incident->decisions, p->filling.act.id);
}

static void
tell_open_decision(struct plain *p, struct buf *out)
{
	const struct decision_state *d = open_decision(p);

	if (d)
		talk(p, out, tr("To decide: %1"), d->text, NULL, NULL);
}

static unsigned
open_option_count(struct plain *p)
{
	const struct decision_state *d = open_decision(p);

	return d ? d->option_count : 0;
}

static const char *
open_option(struct plain *p, unsigned i)
{
	return open_decision(p)->options[i];
}

static bool
take_open_chosen(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = options_choice(p, line);

	(void)out;
	p->filling.act.chosen = form_keep(p, n ? open_option(p, n - 1) : line);
	return true;
}

static const struct field decided_fields[] = {
	{.question = N_("What was chosen? (a number or words)"),
	 .kind = FIELD_OWN,
	 .tell = tell_open_decision,
	 .count = open_option_count,
	 .option = open_option,
	 .take = take_open_chosen},
	{.question = N_("Reason? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};

const struct form_row form_row_decided = {
	.title = N_("Decision that no playbook has"),
	.act = ACT_DECISION,
	.fields = decided_fields,
	.field_count = 2,
	.save = true,
};

/* --- notes */

static bool
is_late(const struct plain *p)
{
	return p->filling.earlier;
}

static const struct field note_fields[] = {
	{.question = N_("When did it happen? (a time, or minutes like -10)"),
	 .kind = FIELD_TIME,
	 .member = AT(at),
	 .wanted = is_late},
	{.question = N_("Note? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};

const struct form_row form_row_note = {
	.title = N_("Note"),
	.act = ACT_NOTE,
	.fields = note_fields,
	.field_count = 2,
};

static const struct field correct_fields[] = {
	{.question = N_("What is right? (one line; the entry stays, this "
			"line stands beside it)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};

const struct form_row form_row_correct = {
	.title = N_("Correction"),
	.act = ACT_CORRECT,
	.fields = correct_fields,
	.field_count = 1,
};
