/* The stack of questions, and the table of them. */
#include "plain/parts.h"

#include <assert.h>

static const struct question_row rows[QUESTIONS] = {
	[QUESTION_MENU] = {menu_tell, menu_prompt, menu_answer},
	[QUESTION_WORK] = {work_tell, work_prompt, work_answer},
	[QUESTION_ASSESS] = {scored_tell, scored_prompt, scored_answer},
	[QUESTION_SIGNS] = {signs_tell, signs_prompt, signs_answer},
	[QUESTION_MATCH] = {match_tell, match_prompt, match_answer},
	[QUESTION_ROLE] = {role_tell, role_prompt, role_answer},
	[QUESTION_BY] = {by_tell, by_prompt, by_answer},
	[QUESTION_VIEW] = {view_tell, view_prompt, view_answer},
	[QUESTION_READ] = {read_tell, read_prompt, read_answer},
	[QUESTION_FORM] = {form_tell, form_prompt, fill_answer},
	[QUESTION_SAVE] = {save_tell, save_prompt, save_answer},
	[QUESTION_PERSONAL] = {personal_tell, personal_prompt, personal_answer},
	[QUESTION_NOT_SAVED] = {not_saved_tell, not_saved_prompt,
				not_saved_answer},
	[QUESTION_FOLDER] = {NULL, folder_prompt, folder_answer},
	[QUESTION_SCENARIO] = {scenario_tell, scenario_prompt, scenario_answer},
	[QUESTION_INJECT] = {inject_tell, inject_prompt, inject_answer},
	[QUESTION_REAL] = {real_tell, real_prompt, real_answer},
	[QUESTION_LEAVE] = {leave_tell, leave_prompt, leave_answer},
};

const struct question_row *
question_row(enum question question)
{
	return &rows[question];
}

struct plain_frame *
question_top(struct plain *p)
{
	assert(p->depth > 0);
	return &p->stack[p->depth - 1];
}

/* The stack is as deep as questions can follow each other; see the assert. */
void
question_push(struct plain *p, enum question question)
{
	assert(p->depth < PLAIN_DEPTH);
	p->stack[p->depth++] = (struct plain_frame){.question = question};
	p->anew = true;
}

void
question_go(struct plain *p, enum question question)
{
	for (unsigned i = p->depth; i > 0; i--) {
		if (p->stack[i - 1].question != question)
			continue;
		p->depth = i;
		p->anew = true;
		return;
	}
	question_push(p, question);
}

void
question_pop(struct plain *p)
{
	assert(p->depth > 1);
	p->depth--;
	p->anew = true;
}

void
question_base(struct plain *p, enum question question)
{
	p->depth = 0;
	question_push(p, question);
}

void
question_back_to_base(struct plain *p)
{
	p->depth = 1;
	p->anew = true;
}

void
question_effect(struct plain *p, struct effect e)
{
	assert(p->effects.count < EFFECTS_MOST);
	p->effects.list[p->effects.count++] = e;
	if (e.kind != EFFECT_DRAFT)
		p->flight = e.kind;
}
