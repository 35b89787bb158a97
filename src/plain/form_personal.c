/* Before a number that should not be in a log is saved. */
#include "plain/parts.h"

#include <string.h>

#include "core/typed.h"

bool
personal_ask(struct plain *p)
{
	enum question top = question_top(p)->question;

	if (p->filling.personal ||
	    action_personal(&p->filling.act, NULL) == PERSONAL_NONE)
		return false;
	if (top == QUESTION_FORM || top == QUESTION_SAVE)
		question_top(p)->question = QUESTION_PERSONAL;
	else
		question_push(p, QUESTION_PERSONAL);
	p->anew = true;
	return true;
}

void
personal_tell(struct plain *p, struct buf *out)
{
	talk(p, out, "%1", say_personal(action_personal(&p->filling.act, NULL)),
	     NULL, NULL);
}

void
personal_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		tr("Save it all the same? (yes, no to change it) [no]: "), NULL,
		NULL, NULL);
}

void
personal_answer(struct plain *p, const char *line, struct buf *out)
{
	int answer = talk_yes_no(p, line);
	unsigned count = form_row_of(p->filling.form)->field_count;

	if (answer < 0 && *line && strcmp(line, "<") != 0) {
		talk(p, out, tr("Type yes to save it, or no."), NULL, NULL,
		     NULL);
		return;
	}
	if (answer == 1) {
		question_top(p)->question = QUESTION_SAVE;
		p->filling.personal = true;
		form_submit(p);
		return;
	}
	question_top(p)->question = QUESTION_FORM;
	form_go_back(p, count, out);
}
