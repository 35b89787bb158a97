/* What is said right after an exercise, line by line. */
#include "plain/forms.h"

#include <stddef.h>
#include <string.h>

#include "base/stamp.h"
#include "core/after.h"
#include "core/exercise.h"
#include "core/playbook.h"

#define AT(name) offsetof(struct action, name)

/* Behind the scenario's own questions. */
static const struct {
	const char *act, *text;
} others[] = {
	{"feedback", N_("How was the exercise?")},
	{"strength", N_("What went well?")},
	{"improve", N_("What must become better?")},
};
#define OTHERS ((unsigned)(sizeof(others) / sizeof(*others)))

static const struct exercise *
scenario(const struct plain *p)
{
	return p->front->exercise ? p->front->exercise->exercise : NULL;
}

static bool
was_answered(struct plain *p, const char *question)
{
	unsigned count;
	const struct record **said = after_said(
		p->front->incident, AFTER_ANSWER, &p->scratch, &count);

	for (unsigned i = 0; i < count; i++)
		if (p->front->role && said[i]->role &&
		    strcmp(said[i]->role, p->front->role) == 0 &&
		    said[i]->more->objective &&
		    strcmp(said[i]->more->objective, question) == 0)
			return true;
	return false;
}

static unsigned
own_count(struct plain *p)
{
	const struct exercise *e = scenario(p);

	return e ? e->question_count : 0;
}

static unsigned
question_count(struct plain *p)
{
	return own_count(p) + OTHERS;
}

static const char *
question(struct plain *p, unsigned i)
{
	const struct exercise *e = scenario(p);

	if (i >= own_count(p))
		return tr(others[i - own_count(p)].text);
	return say_fill(&p->scratch,
			was_answered(p, e->questions[i].id)
				? tr("%1 (answered)")
				: "%1",
			e->questions[i].text, NULL, NULL);
}

static bool
take_question(struct plain *p, const char *line, struct buf *out)
{
	const struct exercise *e = scenario(p);
	struct action *act = &p->filling.act;
	unsigned count = own_count(p);
	unsigned n = options_choice(p, line);

	if (n == 0)
		return options_refuse(p, out);
	act->act = n > count ? others[n - count - 1].act : "answer";
	act->about = n > count ? NULL : form_keep(p, e->questions[n - 1].id);
	return true;
}

static bool
is_feedback(const struct plain *p)
{
	return p->filling.act.act &&
	       strcmp(p->filling.act.act, "feedback") == 0;
}

static bool
is_improvement(const struct plain *p)
{
	return p->filling.act.act && strcmp(p->filling.act.act, "improve") == 0;
}

static bool
take_day(struct plain *p, const char *line, struct buf *out)
{
	struct moment *due = &p->filling.act.due;

	due->set = stamp_read_day(line, p->front->wall, &due->ms);
	if (!due->set)
		talk(p, out, tr("Type a day: year-month-day."), NULL, NULL,
		     NULL);
	return due->set;
}

static const struct field after_fields[] = {
	{.question = N_("After the exercise, which one? (a number)"),
	 .kind = FIELD_OWN,
	 .count = question_count,
	 .option = question,
	 .take = take_question},
	{.question = N_("How useful was it? (0 not at all, to 3 very)"),
	 .kind = FIELD_OWN,
	 .wanted = is_feedback,
	 .take = field_take_score},
	{.question = N_("What do you say? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
	{.question = N_("Which gap does it close? (one line, may stay empty)"),
	 .kind = FIELD_TEXT,
	 .member = AT(reason),
	 .wanted = is_improvement,
	 .optional = true},
	{.question = N_("Who does it? (a number, a role or a name; Enter: "
			"nobody yet)"),
	 .kind = FIELD_OWN,
	 .wanted = is_improvement,
	 .count = field_role_count,
	 .option = field_role,
	 .take = field_take_to,
	 .optional = true},
	{.question = N_("By which day? (like 2027-03-15; Enter: no day)"),
	 .kind = FIELD_OWN,
	 .wanted = is_improvement,
	 .take = take_day,
	 .optional = true},
};

const struct form_row form_row_after = {
	.title = N_("After the exercise"),
	.act = ACT_OBSERVE,
	.fields = after_fields,
	.field_count = sizeof(after_fields) / sizeof(*after_fields),
};

void
after_use(struct plain *p, const char *argument, struct buf *out)
{
	if (!scenario(p)) {
		talk(p, out, tr("This is no exercise."), NULL, NULL, NULL);
		return;
	}
	fill_named(p, FORM_AFTER, argument, out);
}
