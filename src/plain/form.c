/*
 * Filling in an act, field by field.  Enter alone never writes: it leaves an
 * optional field empty, keeps what a field holds already, or asks again.
 */
#include "plain/parts.h"

#include <string.h>

#include "base/stamp.h"
#include "base/text.h"
#include "front/say_in_mode.h"

const struct field *
form_field(const struct plain *p)
{
	const struct form_row *row = form_row_of(p->filling.form);

	if (p->filling.mend)
		return p->filling.mend;
	if (!row || p->filling.field >= row->field_count)
		return NULL;
	return &row->fields[p->filling.field];
}

static bool
is_wanted(const struct plain *p, const struct field *f)
{
	return !f->wanted || f->wanted(p);
}

static const char **
text_of(struct plain *p, const struct field *f)
{
	return (const char **)(void *)((char *)&p->filling.act + f->member);
}

static struct moment *
moment_of(struct plain *p, const struct field *f)
{
	return (struct moment *)(void *)((char *)&p->filling.act + f->member);
}

struct action *
form_begin(struct plain *p, enum form form)
{
	if (form != FORM_FACT)
		p->asked_count = p->asked_next = 0;
	arena_reset(&p->kept);
	p->filling = (struct plain_form){.form = form};
	p->filling.act.kind = form_row_of(form)->act;
	return &p->filling.act;
}

const char *
form_keep(struct plain *p, const char *text)
{
	return text ? arena_strdup(&p->kept, text) : NULL;
}

static void
finish(struct plain *p, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);

	if (row->ready && !row->ready(p, out)) {
		typed_forget(p);
		form_drop(p);
		return;
	}
	if (!row->save) {
		form_submit(p);
		return;
	}
	question_top(p)->question = QUESTION_SAVE;
	p->anew = true;
}

/* To the field from number `from` on that is wanted; none: the end. */
static void
go_on(struct plain *p, unsigned from, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);

	p->anew = true;
	p->filling.field = from;
	while (p->filling.field < row->field_count &&
	       !is_wanted(p, &row->fields[p->filling.field]))
		p->filling.field++;
	if (p->filling.field == row->field_count)
		finish(p, out);
}

void
form_go_back(struct plain *p, unsigned from, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);

	while (from > 0) {
		p->filling.field = --from;
		if (is_wanted(p, &row->fields[from])) {
			question_top(p)->question = QUESTION_FORM;
			p->anew = true;
			return;
		}
	}
	typed_forget(p);
	form_drop(p);
	talk(p, out, tr("Not saved. Nothing was written."), NULL, NULL, NULL);
}

/* Said before anything is typed that nothing would become of. */
bool
form_may_write(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	enum form form = p->filling.form;
	const struct form_row *row = form_row_of(form);

	/* It is written elsewhere. */
	if (row && row->send)
		return true;
	if (f->read_only) {
		talk(p, out, tr("Read only: %1. Nothing can be written here."),
		     f->read_only_why ? f->read_only_why : "", NULL, NULL);
	} else if (!f->incident->open && form != FORM_NOTE &&
		   form != FORM_CORRECT && form != FORM_OPEN_AGAIN &&
		   form != FORM_SEAL && form != FORM_RELEASE &&
		   form != FORM_UNDO && form != FORM_CLOCK &&
		   form != FORM_AFTER) {
		talk(p, out,
		     say_in_mode(f->incident,
				 N_("This incident is closed. Type open-again "
				    "first.")),
		     NULL, NULL, NULL);
	} else {
		return true;
	}
	form_drop(p);
	return false;
}

void
fill_in(struct plain *p, const char *first, struct buf *out)
{
	if (!form_may_write(p, out))
		return;
	typed_begin(p);
	question_push(p, QUESTION_FORM);
	go_on(p, 0, out);
	if (first && *first && question_top(p)->question == QUESTION_FORM)
		fill_answer(p, first, out);
}

void
form_drop(struct plain *p)
{
	enum question top = question_top(p)->question;

	if (top == QUESTION_FORM || top == QUESTION_SAVE)
		question_pop(p);
	p->filling = (struct plain_form){0};
	p->submit_waits = false;
	p->queue_next = p->queue_count = 0;
	p->anew = question_top(p)->question != QUESTION_VIEW;
}

void
form_submit(struct plain *p)
{
	if (personal_ask(p))
		return;
	p->submit_waits = true;
	if (!p->front->by && !p->filling.act.by) {
		question_push(p, QUESTION_BY);
		return;
	}
	form_send(p);
}

void
form_send(struct plain *p)
{
	const struct front *f = p->front;
	struct action *act = &p->filling.act;

	p->submit_waits = false;
	if (!act->role)
		act->role = f->role;
	if (!act->by) {
		act->by = f->by;
		act->typed = f->typed;
		act->via = act->via ? act->via : f->via;
	}
	question_effect(p, (struct effect){.kind = EFFECT_ACT, .action = *act});
}

static const struct field *
mend_for(enum refusal why)
{
	static const struct {
		enum refusal why;
		const struct field *field;
	} mends[] = {
		{REFUSED_REASON_MISSING, &form_mend_reason},
		{REFUSED_ITEMS_OPEN, &form_mend_override},
		{REFUSED_NEEDS, &form_mend_override},
		{REFUSED_ITEMS_AND_NEEDS, &form_mend_override},
		{REFUSED_WAITS_APPROVAL, &form_mend_override},
		{REFUSED_WORK_OPEN, &form_mend_override},
		{REFUSED_NOT_APPROVED, &form_mend_override},
		{REFUSED_UNTIL_MISSING, &form_mend_until},
		{REFUSED_TO_MISSING, &form_mend_to},
		{REFUSED_AT_MISSING, &form_mend_at},
		{REFUSED_TEXT_MISSING, &form_mend_text},
	};

	for (size_t i = 0; i < sizeof(mends) / sizeof(*mends); i++)
		if (mends[i].why == why)
			return mends[i].field;
	return NULL;
}

/*
 * What is missing is asked; what was wrong is asked again; a refusal that no
 * typing can mend ends the form.
 */
void
form_refused(struct plain *p, const struct event *ev, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);
	enum question top = question_top(p)->question;

	talk(p, out, "%1",
	     say_refused(refused_on_screen(ev->refused, p->front->library,
					   &p->scratch),
			 &ev->action, &p->scratch),
	     NULL, NULL);
	if (!row || p->queue_count) {
		form_drop(p);
		where_settle(p);
		return;
	}
	if (ev->refused.why == REFUSED_ROLE_MISSING ||
	    ev->refused.why == REFUSED_ROLE_UNKNOWN) {
		p->filling.act.role = NULL;
		p->submit_waits = true;
		question_push(p, QUESTION_ROLE);
		return;
	}
	p->filling.mend = mend_for(ev->refused.why);
	if (p->filling.mend && top != QUESTION_FORM && top != QUESTION_SAVE)
		question_push(p, QUESTION_FORM);
	else if (p->filling.mend)
		question_top(p)->question = QUESTION_FORM;
	else if (top == QUESTION_FORM || top == QUESTION_SAVE)
		form_go_back(p, row->field_count, out);
	else
		form_drop(p);
	p->anew = true;
}

void
form_failed(struct plain *p, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);
	enum question top = question_top(p)->question;

	if (top == QUESTION_NOT_SAVED) {
		question_pop(p);
		not_saved_keep(p, false);
		top = question_top(p)->question;
	}
	if (!row || !row->field_count || p->queue_count) {
		form_drop(p);
		where_settle(p);
		return;
	}
	if (top != QUESTION_FORM && top != QUESTION_SAVE)
		question_push(p, QUESTION_FORM);
	question_top(p)->question = QUESTION_FORM;
	go_on(p, 0, out);
}

void
form_stored(struct plain *p, struct buf *out)
{
	enum question top = question_top(p)->question;
	bool queued = p->queue_count > 0;

	if (top == QUESTION_FORM || top == QUESTION_SAVE)
		question_pop(p);
	p->picked = false;
	typed_forget(p);
	p->filling = (struct plain_form){0};
	where_settle(p);
	p->anew = true;
	if (p->queue_next < p->queue_count) {
		p->filling.act = p->queue[p->queue_next++];
		form_send(p);
		return;
	}
	p->queue_next = p->queue_count = 0;
	if (queued && p->intake == INTAKE_MATCH)
		intake_leave(p);
	form_ask_next_fact(p, out);
	if (p->filling.form == FORM_NONE)
		intake_settle(p);
}

void
form_tell(struct plain *p, struct buf *out)
{
	const struct field *f = form_field(p);

	if (!f)
		return;
	if (f->tell)
		f->tell(p, out);
	options_tell(p, f, out);
	typed_tell(p, out);
}

/* What Enter alone leaves there. */
static const char *
standing_answer(struct plain *p, const struct field *f)
{
	const char *stands = f->stands ? f->stands(p) : NULL;

	if (stands)
		return text_cut(&p->scratch,
				text_shown(&p->scratch, stands, false), 40);
	if (f->kind == FIELD_TEXT && *text_of(p, f))
		return text_cut(&p->scratch,
				text_shown(&p->scratch, *text_of(p, f), false),
				40);
	if (f->kind == FIELD_TIME && moment_of(p, f)->set)
		return talk_day(p, moment_of(p, f)->ms);
	if (p->filling.asked_by_item && !f->optional)
		return tr("not now");
	return f->optional ? tr("none") : tr("no answer");
}

void
form_prompt(struct plain *p, struct buf *out)
{
	const struct field *f = form_field(p);

	if (f)
		talk_on(p, out, "%1 [%2]: ",
			f->ask ? f->ask(p)
			       : say_in_mode(p->front->incident, f->question),
			standing_answer(p, f), NULL);
}

static bool
take_words(struct plain *p, const struct field *f, const char *line)
{
	unsigned n = options_choice(p, line);

	if (n)
		*text_of(p, f) = f->words[n - 1].value;
	return n > 0;
}

static bool
take_time(struct plain *p, const struct field *f, const char *line)
{
	const struct front *front = p->front;
	struct moment *m = moment_of(p, f);

	if (!stamp_read_typed(line, front->now, f->ahead, front->zone, &m->ms))
		return false;
	m->set = true;
	return true;
}

/* A letter that was meant for another question is no text for the log. */
bool
form_is_text(struct plain *p, const char *line, struct buf *out)
{
	char letter = (char)(line[0] | 0x20);

	if (line[1] || letter < 'a' || letter > 'z')
		return true;
	talk(p, out,
	     tr("One letter is no text. Nothing was taken; type it in words, "
		"or < to go back."),
	     NULL, NULL, NULL);
	return false;
}

static bool
take(struct plain *p, const struct field *f, const char *line, struct buf *out)
{
	switch (f->kind) {
	case FIELD_OWN:
		return f->take(p, line, out);
	case FIELD_WORDS:
		if (take_words(p, f, line))
			return true;
		return options_refuse(p, out);
	case FIELD_TIME:
		if (take_time(p, f, line))
			return true;
		talk(p, out,
		     tr("That is no time. Type 14:30, or minutes like +30 or "
			"-10, or 2026-11-22 14:30."),
		     NULL, NULL, NULL);
		return false;
	case FIELD_TEXT:
		if (!form_is_text(p, line, out))
			return false;
		*text_of(p, f) = form_keep(p, line);
		return true;
	}
	return false;
}

/* Enter alone: keep what is there, or leave empty what may be empty. */
static void
answer_nothing(struct plain *p, const struct field *f, struct buf *out)
{
	bool kept = (f->kind == FIELD_TEXT && *text_of(p, f)) ||
		    (f->kind == FIELD_TIME && moment_of(p, f)->set) ||
		    (f->stands && f->stands(p));

	p->anew = true;
	if (p->filling.asked_by_item && !f->optional) {
		question_pop(p);
		p->filling = (struct plain_form){0};
		form_ask_next_fact(p, out);
		if (p->filling.form == FORM_NONE)
			intake_settle(p);
	} else if ((kept || f->optional) && !p->filling.mend) {
		go_on(p, p->filling.field + 1, out);
	}
}

void
fill_answer(struct plain *p, const char *line, struct buf *out)
{
	const struct field *f = form_field(p);

	if (!f)
		return;
	if (!*line) {
		answer_nothing(p, f, out);
		return;
	}
	if (strcmp(line, "<") == 0) {
		p->asked_count = 0;
		form_go_back(p, p->filling.mend ? 0 : p->filling.field, out);
		return;
	}
	if (strcmp(line, "?") == 0) {
		talk(p, out,
		     tr("%1. Type the answer, or < to go back. Enter alone "
			"writes nothing."),
		     say_in_mode(p->front->incident,
				 form_row_of(p->filling.form)->title),
		     NULL, NULL);
		p->anew = true;
		return;
	}
	if (options_more(p, f, line, out))
		return;
	line = typed_taken(p, line);
	if (!take(p, f, line, out))
		return;
	typed_line(p, f, line);
	if (p->filling.mend) {
		p->filling.mend = NULL;
		form_submit(p);
		return;
	}
	go_on(p, p->filling.field + (f->repeats && is_wanted(p, f) ? 0 : 1),
	      out);
	typed_keep(p);
}

void
save_tell(struct plain *p, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);

	if (row->sum)
		row->sum(p, out);
}

void
save_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out, tr("%1. Save? (yes, no) [no]: "),
		say_in_mode(p->front->incident,
			    form_row_of(p->filling.form)->title),
		NULL, NULL);
}

void
save_answer(struct plain *p, const char *line, struct buf *out)
{
	const struct form_row *row = form_row_of(p->filling.form);

	switch (talk_yes_no(p, line)) {
	case 1:
		if (row->send)
			row->send(p);
		else
			form_submit(p);
		return;
	case 0:
		typed_forget(p);
		form_drop(p);
		talk(p, out, tr("Not saved. Nothing was written."), NULL, NULL,
		     NULL);
		return;
	default:
		break;
	}
	if (*line && strcmp(line, "<") != 0) {
		talk(p, out, tr("Type yes to save it, or no."), NULL, NULL,
		     NULL);
		return;
	}
	form_go_back(p, row->field_count, out);
}
