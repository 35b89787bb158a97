/* Forms between roles: questions, tasks, approvals, who holds a role. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "core/handover.h"
#include "front/say_handover.h"

#define AT(name) offsetof(struct action, name)

const struct form_row form_row_take = {
	.title = N_("Take the task"),
	.act = ACT_TAKE,
	.save = true,
};

/* Of an exercise: what was said follows once it was picked up. */
const struct form_row form_row_hear = {
	.title = N_("Pick it up, or say that you read it"),
	.act = ACT_INJECT,
	.save = true,
};

static const struct field ask_fields[] = {
	{.question = N_("Ask which role?"),
	 .kind = FIELD_OWN,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_role},
	{.question = N_("What is the question? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};

const struct form_row form_row_ask = {
	.title = N_("Question to another role"),
	.act = ACT_ASK,
	.fields = ask_fields,
	.field_count = 2,
};

static const struct field tell_fields[] = {
	{.question = N_("Give a task to which role?"),
	 .kind = FIELD_OWN,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_role},
	{.question = N_("What must they know or do? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
};

const struct form_row form_row_tell = {
	.title = N_("Task for another role"),
	.act = ACT_TELL,
	.fields = tell_fields,
	.field_count = 2,
};

/* "y" is yes; anything longer stands as it was typed. */
static bool
take_answer(struct plain *p, const char *line, struct buf *out)
{
	int yes = talk_yes_no(p, line);

	if (yes >= 0)
		p->filling.act.answer = yes ? "yes" : "no";
	else if (form_is_text(p, line, out))
		p->filling.act.answer = form_keep(p, line);
	else
		return false;
	return true;
}

static const struct field answer_fields[] = {
	{.question = N_("Your answer? (yes, no, or one line)"),
	 .kind = FIELD_OWN,
	 .take = take_answer},
};

const struct form_row form_row_answer = {
	.title = N_("Answer"),
	.act = ACT_ANSWER,
	.fields = answer_fields,
	.field_count = 1,
};

/* --- approvals */

static bool
said_no(const struct plain *p)
{
	return p->filling.act.answer &&
	       strcmp(p->filling.act.answer, "no") == 0;
}

static bool
take_yes_no(struct plain *p, const char *line, struct buf *out)
{
	int yes = talk_yes_no(p, line);

	if (yes < 0) {
		talk(p, out, tr("Type yes or no, or < to go back."), NULL, NULL,
		     NULL);
		return false;
	}
	p->filling.act.answer = yes ? "yes" : "no";
	return true;
}

static const struct field approve_fields[] = {
	{.question = N_("Do you approve? (yes, no)"),
	 .kind = FIELD_OWN,
	 .take = take_yes_no},
	{.question = N_("Why not? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = said_no},
};

const struct form_row form_row_approve = {
	.title = N_("Approval"),
	.act = ACT_ANSWER,
	.fields = approve_fields,
	.field_count = 2,
	.save = true,
};

static const struct field_word via_words[] = {
	{"phone", N_("by phone")},
	{"in-person", N_("in person")},
	{"paper", N_("on paper")},
	{NULL, NULL},
};

/* Their act, typed by who is at this keyboard. */
static bool
take_heard_from(struct plain *p, const char *line, struct buf *out)
{
	(void)out;
	p->filling.act.by = form_keep(p, line);
	p->filling.act.typed = form_keep(p, p->front->by);
	return true;
}

static const struct field heard_fields[] = {
	{.question = N_("What was their answer? (yes, no)"),
	 .kind = FIELD_OWN,
	 .take = take_yes_no},
	{.question = N_("Why not? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = said_no},
	{.question = N_("Who gave it? (name or function)"),
	 .kind = FIELD_OWN,
	 .take = take_heard_from},
	{.question = N_("How did you hear it?"),
	 .kind = FIELD_WORDS,
	 .member = AT(via),
	 .words = via_words},
};

const struct form_row form_row_heard = {
	.title = N_("Answer that you heard"),
	.act = ACT_ANSWER,
	.fields = heard_fields,
	.field_count = 4,
	.save = true,
};

static const struct field withdraw_fields[] = {
	{.question = N_("Why is it withdrawn? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .optional = true},
};

const struct form_row form_row_withdraw = {
	.title = N_("Withdraw the request"),
	.act = ACT_WITHDRAW,
	.fields = withdraw_fields,
	.field_count = 1,
	.save = true,
};

/* --- who holds the role */

const struct form_row form_row_join = {
	.title = N_("Take the role"),
	.act = ACT_JOIN,
	.save = true,
};

const struct form_row form_row_release = {
	.title = N_("Give the role back"),
	.act = ACT_LEAVE,
	.save = true,
};

static void
brief(struct plain *p, struct buf *out)
{
	const char *lines[HANDOVER_LINES];
	unsigned count =
		say_handover(p->front, p->front->role, &p->scratch, lines);

	for (unsigned i = 0; i < count; i++)
		talk(p, out, "%1", lines[i], NULL, NULL);
	talk(p, out, tr("Say it aloud, and let the other repeat it."), NULL,
	     NULL, NULL);
}

static bool
take_name(struct plain *p, const char *line, struct buf *out)
{
	(void)out;
	p->filling.act.to = form_keep(p, line);
	return true;
}

static const struct field handover_fields[] = {
	{.question = N_("Who takes over? (name or function)"),
	 .kind = FIELD_OWN,
	 .take = take_name},
	{.question = N_("What must they know? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text),
	 .optional = true},
};

const struct form_row form_row_handover = {
	.title = N_("Hand over the role"),
	.act = ACT_HANDOVER,
	.fields = handover_fields,
	.field_count = 2,
	.save = true,
	.sum = brief,
};

/* Theirs, by their own name, which stays at this keyboard. */
static void
accepting(struct plain *p, struct buf *out)
{
	talk(p, out,
	     tr("%1 repeats it, accepts the role %2 and sits down here."),
	     p->filling.act.by, talk_role(p, p->filling.act.role), NULL);
}

const struct form_row form_row_accept = {
	.title = N_("Repeated and accepted"),
	.act = ACT_JOIN,
	.save = true,
	.sum = accepting,
};

void
fill_accept(struct plain *p, const char *argument, struct buf *out)
{
	const struct front *f = p->front;
	const struct record *r =
		f->role ? handover_waiting(f->incident, f->role) : NULL;
	struct action *act;

	(void)argument;
	if (!r) {
		talk(p, out, tr("No role waits to be accepted."), NULL, NULL,
		     NULL);
		return;
	}
	act = form_begin(p, FORM_ACCEPT);
	act->by = form_keep(p, r->to);
	act->role = form_keep(p, f->role);
	fill_in(p, NULL, out);
}
