/* A file that is kept as evidence, and what is kept already. */
#include "plain/forms.h"

#include <stddef.h>

#define AT(name) offsetof(struct action, name)

static const struct field_word originals[] = {
	{"copy", N_("stays where it is")},
	{"move", N_("goes, once the copy is saved")},
	{NULL, NULL},
};

static const struct field evidence_fields[] = {
	{.question = N_("Which file? (its path)"),
	 .kind = FIELD_TEXT,
	 .member = AT(name)},
	{.question = N_("What is it? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(text)},
	{.question = N_("How was it obtained? (one line)"),
	 .kind = FIELD_TEXT,
	 .member = AT(how)},
	{.question = N_("What becomes of the original? (a number)"),
	 .kind = FIELD_WORDS,
	 .member = AT(act),
	 .words = originals},
};

const struct form_row form_row_evidence = {
	.title = N_("Keep a file as evidence"),
	.act = ACT_EVIDENCE,
	.fields = evidence_fields,
	.field_count = sizeof(evidence_fields) / sizeof(*evidence_fields),
};

void
evidence_use_list(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	(void)out;
	question_effect(p, (struct effect){.kind = EFFECT_EVIDENCE});
}

void
evidence_told(struct plain *p, const struct event *ev, struct buf *out)
{
	talk_lines(p, out, ev->text);
	p->anew = true;
}
