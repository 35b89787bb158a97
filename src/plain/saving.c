/* What is saved, what is not, what others wrote, and leaving. */
#include "plain/parts.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "front/say_exercise.h"
#include "front/say_in_mode.h"

/* A call to whom a deadline is about may be what meets it. */
static void
tell_deadlines(struct plain *p, const struct record *r, struct buf *out)
{
	const struct status *st = p->front->status;

	if (!st || r->kind != RECORD_CONTACT || !r->more->contact ||
	    !r->more->outcome || strcmp(r->more->outcome, "reached") != 0)
		return;
	for (unsigned i = 0; i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];

		if (d->state == DEADLINE_MET ||
		    d->state == DEADLINE_NOT_APPLICABLE)
			continue;
		for (unsigned k = 0; k < d->definition->to_count; k++)
			if (strcmp(d->definition->to[k], r->more->contact) == 0)
				talk(p, out,
				     tr("Does this call meet a deadline? Type "
					"deadlines for: %1."),
				     talk_text(p, d->definition->title), NULL,
				     NULL);
	}
}

/* Who picked up hears what the caller says. */
static void
tell_heard(struct plain *p, const struct record *r, struct buf *out)
{
	const struct exercise_run *run = p->front->exercise;
	const struct exercise_inject *x;

	if (r->kind != RECORD_INJECT || !run || !r->more->inject || !r->act ||
	    strcmp(r->act, "hear") != 0)
		return;
	x = exercise_find_inject(run, r->more->inject);
	if (x)
		talk_lines(p, out, say_inject(x, &p->scratch));
}

void
saving_stored(struct plain *p, const struct record *r, struct buf *out)
{
	const struct front *f = p->front;
	struct say_line line;
	const char *who, *what;

	if (!r)
		return;
	line = say_record(r, f->incident, f->library, f->zone, &p->scratch);
	who = r->actor ? r->actor : "";
	if (r->role && r->actor)
		who = arena_printf(&p->scratch, "%s, %s", talk_role(p, r->role),
				   r->actor);
	what = say_fill(&p->scratch, tr("%1, %2: %3"), who, line.word,
			line.text);
	talk(p, out, tr("Saved %1, entry %2: %3"), talk_clock(p, r->time),
	     say_entry(r->id, &p->scratch), what);
	tell_deadlines(p, r, out);
	tell_heard(p, r, out);
}

/* --- NOT SAVED */

void
plain_waits(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;

	talk(p, out, tr("Saving ... %1 s; the disk does not answer."),
	     arena_printf(&p->scratch, "%" PRId64,
			  (f->now - f->saving_since) / 1000),
	     NULL, NULL);
}

/* Everything that was typed, in a line. */
static const char *
typed_words(struct plain *p)
{
	const struct action *act = &p->filling.act;
	const char *texts[] = {
		act->item,   act->step,    act->choice,   act->state,
		act->fact,   act->value,   act->answer,   act->deadline,
		act->act,    act->contact, act->outcome,  act->ref,
		act->to,     act->text,    act->playbook, act->phase,
		act->chosen, act->reason,  act->override, act->proof,
		act->name,   act->how};
	const char *what = NULL;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i])
			what = what ? arena_printf(&p->scratch, "%s %s", what,
						   texts[i])
				    : texts[i];
	return what ? what : "";
}

/* The line for the paper: time, role, and what it was about. */
void
not_saved_give_up(struct plain *p, struct buf *out)
{
	const char *line =
		say_fill(&p->scratch, "%1 %2 %3", talk_clock(p, p->front->now),
			 talk_role(p, p->front->role), typed_words(p));

	talk(p, out, tr("Write on paper: %1"), line, NULL, NULL);
	if (p->paper.len)
		buf_addc(&p->paper, '\n');
	buf_adds(&p->paper, line);
}

/* Once more, where somebody leaves who may not have written it down yet. */
static void
tell_paper(struct plain *p, struct buf *out)
{
	const char *line = buf_text(&p->paper);

	while (*line) {
		size_t len = strcspn(line, "\n");

		talk(p, out, tr("NOT in the log, so keep it on paper: %1"),
		     arena_strndup(&p->scratch, line, len), NULL, NULL);
		line += len + (line[len] != '\0');
	}
}

void
not_saved_keep(struct plain *p, bool keep)
{
	question_effect(p, (struct effect){
				   .kind = EFFECT_DRAFT,
				   .name = "not-saved",
				   .text = keep ? typed_words(p) : NULL,
			   });
}

bool
not_saved_asks(const struct plain *p)
{
	for (unsigned i = 0; i < p->depth; i++)
		if (p->stack[i].question == QUESTION_NOT_SAVED)
			return true;
	return false;
}

void
not_saved_tell(struct plain *p, struct buf *out)
{
	talk(p, out, tr("THIS WAS NOT SAVED. It is still open in the log."),
	     NULL, NULL, NULL);
	talk(p, out,
	     tr("Entries that were saved are safe; nothing was "
		"damaged."),
	     NULL, NULL, NULL);
	talk(p, out, tr("1. Try again, after you made room."), NULL, NULL,
	     NULL);
	talk(p, out, tr("2. Save in another folder, on another disk."), NULL,
	     NULL, NULL);
	talk(p, out, tr("3. Go on, read only, and write it on paper."), NULL,
	     NULL, NULL);
}

void
not_saved_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out, tr("NOT SAVED, choose 1 to 3. [no answer]: "), NULL,
		NULL, NULL);
}

void
not_saved_answer(struct plain *p, const char *line, struct buf *out)
{
	switch (talk_choice(line, 3)) {
	case 1:
		question_effect(p, (struct effect){.kind = EFFECT_RETRY});
		return;
	case 2:
		question_push(p, QUESTION_FOLDER);
		return;
	case 3:
		not_saved_give_up(p, out);
		question_effect(p, (struct effect){.kind = EFFECT_READ_ONLY});
		return;
	default:
		p->anew = true;
	}
}

void
folder_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out,
		tr("NOT SAVED, which folder? (a path, own for the folder of "
		   "this program, < to go back) [no answer]: "),
		NULL, NULL, NULL);
}

void
folder_answer(struct plain *p, const char *line, struct buf *out)
{
	bool own = words_is(p, line, "own");

	(void)out;
	if (!*line)
		return;
	question_pop(p);
	if (strcmp(line, "<") == 0)
		return;
	question_effect(
		p,
		(struct effect){.kind = EFFECT_MOVE,
				.text = own ? NULL
					    : arena_strdup(&p->scratch, line)});
}

/* --- leaving */

void
leave_tell(struct plain *p, struct buf *out)
{
	talk(p, out,
	     p->paper.len ? tr("Leave draaiboek? Not everything is saved.")
			  : tr("Leave draaiboek? Everything is saved."),
	     NULL, NULL, NULL);
	tell_paper(p, out);
	talk(p, out, tr("1. Stay."), NULL, NULL, NULL);
	talk(p, out,
	     say_in_mode(p->front->incident, N_("2. Leave. The incident stays "
						"open; resume it any time.")),
	     NULL, NULL, NULL);
	talk(p, out,
	     say_in_mode(p->front->incident,
			 N_("3. To the start. The incident stays open.")),
	     NULL, NULL, NULL);
	talk(p, out,
	     say_in_mode(p->front->incident,
			 N_("4. Close the incident for good.")),
	     NULL, NULL, NULL);
}

void
leave_prompt(struct plain *p, struct buf *out)
{
	talk_on(p, out, tr("Leave, choose 1 to 4. [1, stay]: "), NULL, NULL,
		NULL);
}

void
leave_answer(struct plain *p, const char *line, struct buf *out)
{
	unsigned n = talk_choice(line, 4);

	if (!*line || n == 1 || strcmp(line, "<") == 0) {
		question_pop(p);
		return;
	}
	switch (n) {
	case 2:
		leave_now(p, out);
		break;
	case 3:
		question_effect(p, (struct effect){.kind = EFFECT_LEAVE});
		break;
	case 4:
		question_pop(p);
		fill_named(p, FORM_CLOSE, NULL, out);
		break;
	default:
		talk_unknown(p, line, out);
	}
}

/* The three lines that stay on the screen: what, how far, how to go on. */
void
leave_now(struct plain *p, struct buf *out)
{
	const struct front *f = p->front;
	const struct incident *in = f->incident;

	p->ended = true;
	question_effect(p, (struct effect){.kind = EFFECT_QUIT});
	if (!in) {
		talk(p, out, tr("Left draaiboek."), NULL, NULL, NULL);
		return;
	}
	if (not_saved_asks(p))
		not_saved_give_up(p, out);
	else
		tell_paper(p, out);
	talk(p, out,
	     p->paper.len ? tr("Left %1 (%2). What was saved is safe.")
			  : tr("Left %1 (%2). Everything is saved."),
	     incident_name(p), f->words, NULL);
	if (f->head)
		talk(p, out, tr("Head of this journal: %1."), f->head, NULL,
		     NULL);
	if (in->id)
		talk(p, out, tr("Go on with: draaiboek --ui=plain resume %1"),
		     arena_printf(&p->scratch, "%.8s", in->id), NULL, NULL);
}
