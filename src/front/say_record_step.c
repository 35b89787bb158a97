/* Timeline lines of what moves a playbook. */
#include "front/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"

static const char *
item_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *text = line_item(l, r->item, r->text);

	if (r->until.set)
		text = say_fill(l->a, tr("%1; comes back on %2"), text,
				line_typed_hour(l, r->until.ms), NULL);
	if (r->to)
		text = say_fill(l->a, tr("%1; by %2"), text,
				say_role(r->to, l->lib, l->a), NULL);
	return line_with(l, text, r->reason);
}

/* Decisions, and approvals that carry one. */
static const char *
choice_line(const struct line *l)
{
	const struct record *r = l->r;
	const char *step = line_step(l, r->step, r->title);
	const char *label =
		line_choice(l, r->step, r->more->choice, r->more->label);
	const char *text;

	if (r->more->as_if)
		text = say_fill(l->a, tr("%1: %2 (assumed: %3)"), step, label,
				line_choice(l, r->step, r->more->as_if, NULL));
	else if (r->more->confirms)
		text = say_fill(l->a, tr("%1: %2 (as was assumed)"), step,
				label, NULL);
	else
		text = say_pair(l->a, step, label);
	text = line_with(l, text, r->reason);
	if (r->more->override)
		text = say_fill(l->a, tr("%1; all the same: %2"), text,
				r->more->override, NULL);
	return text;
}

static const char *
playbook_words(const struct line *l)
{
	const char *id = l->r->more->playbook;
	const struct playbook *p =
		l->lib && id ? library_playbook(l->lib, id) : NULL;

	return p ? p->head.title : id ? id : "";
}

static const char *
opened_line(const struct line *l)
{
	return say_fill(l->a, tr("%1, version %2"), playbook_words(l),
			l->r->more->version, NULL);
}

/* An approval is answered with the word itself; a question with a text. */
static const char *
answer_words(const char *answer)
{
	if (answer && strcmp(answer, "yes") == 0)
		return tr("yes");
	if (answer && strcmp(answer, "no") == 0)
		return tr("no");
	return answer;
}

/* A yes or no to a decision: what was to be decided, in its own words. */
static const char *
approval_line(const struct line *l, const struct record *asked)
{
	const struct record *r = l->r;
	const bool yes = strcmp(r->more->answer, "yes") == 0;
	struct line about = *l;
	const char *text;

	about.r = asked;
	text = say_fill(l->a,
			!yes ? tr("%1; NOT approved")
			: r->more->confirms
				? tr("%1; the approval is confirmed")
				: tr("%1; approved"),
			choice_line(&about), NULL, NULL);
	return line_with(l, text, r->reason);
}

static const char *
answer_line(const struct line *l)
{
	const struct record *r = l->r;
	const struct pending *pe =
		l->in && r->of ? map_find(&l->in->pendings, r->of) : NULL;
	const char *text;

	if (pe && pe->record && r->more->answer)
		return approval_line(l, pe->record);
	text = say_fill(l->a, tr("%1: %2"), line_entry(l, r->of),
			answer_words(r->more->answer), NULL);
	return line_with(l, text, r->reason);
}

/* The task that a choice, or an item, of the reader's files gives, as the
 * writer's gave it. */
static const char *
task_words(const struct line *l, const struct inbox_row *row)
{
	const struct record *r = l->r;
	const char *dot = row->id ? strrchr(row->id, '.') : NULL;
	unsigned at = dot ? (unsigned)strtoul(dot + 1, NULL, 10) - 1 : 0;
	const struct choice *c =
		line_is_foreign(l, r->step)
			? line_find_choice(l, r->step, r->more->choice)
			: NULL;

	if (r->kind == RECORD_ITEM && r->item)
		return line_item_text(l, r->item, row->text);
	return c && at < c->tell_count ? c->tells[at].message : row->text;
}

const char *
say_inbox(const struct inbox_row *row, const struct library *lib,
	  struct arena *a)
{
	const struct line l = {row->record, NULL, lib, NULL, a};
	const struct step_ref *ref;

	if (!row->record || row->type == INBOX_QUESTION)
		return row->text ? row->text : "";
	if (row->type == INBOX_TASK)
		return task_words(&l, row);
	ref = lib && row->step ? library_step(lib, row->step) : NULL;
	if (!ref || !ref->step->question)
		return row->text ? row->text : "";
	return say_fill(a, "%1 %2", ref->step->question,
			line_choice(&l, row->step, row->record->more->choice,
				    row->text),
			NULL);
}

const char *
line_of_step(const struct line *l)
{
	const struct record *r = l->r;

	switch ((int)r->kind) {
	case RECORD_ITEM:
		return item_line(l);
	case RECORD_DECIDE:
		return choice_line(l);
	case RECORD_PENDING:
		return say_fill(l->a, tr("%1; waits for %2"), choice_line(l),
				say_role(r->more->approval, l->lib, l->a),
				NULL);
	case RECORD_ANSWER:
		return answer_line(l);
	case RECORD_WITHDRAW:
		return line_with(l, line_entry(l, r->of), r->reason);
	case RECORD_SKIP:
	case RECORD_REOPEN:
		return line_with(l, line_step(l, r->step, r->title), r->reason);
	case RECORD_PLAYBOOK:
		return opened_line(l);
	case RECORD_PLAYBOOK_STOP:
		return line_with(l, playbook_words(l), r->reason);
	default:
		return NULL;
	}
}
