/* Between roles: tasks, questions, approvals (rules 11 to 13). */
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

/* A question may be about a fact, and its answer promised for a time. */
static struct refused
write_question(struct proposal *p)
{
	const struct action *act = p->act;
	const struct fact *f =
		act->fact ? fact_defined(p->in, p->lib, act->fact) : NULL;

	p->out->due = act->due;
	if (!act->fact)
		return may();
	if (!f)
		return refuse(REFUSED_FACT_UNKNOWN, act->fact, NULL);
	p->out->fact = f->id;
	if (!p->out->text)
		p->out->text = f->label;
	return may();
}

struct refused
decide_message(struct proposal *p)
{
	const struct action *act = p->act;
	struct refused r = may();

	p->out->text = act->text;
	if (!act->to)
		return refuse(REFUSED_TO_MISSING, NULL, NULL);
	if (act->kind == ACT_ASK)
		r = write_question(p);
	if (r.why != REFUSED_NOT)
		return r;
	if (!p->out->text)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	r = role_addressed(p, act->to);
	if (r.why != REFUSED_NOT)
		return r;
	p->out->to = act->to;
	return may();
}

/* One row that may be meant: of the role that asks, and of others. */
struct match {
	const char *id;
	unsigned own, others;
};

static void
match_id(struct match *m, const char *id, const char *typed, bool own)
{
	if (!id_matches(id, typed))
		return;
	if (own) {
		m->own++;
		m->id = id;
		return;
	}
	if (m->own == 0)
		m->id = id;
	m->others++;
}

/*
 * The id in the inbox that was typed.  Where a beginning fits several rows,
 * those that wait for this very role go first.
 */
static struct refused
find_row(const struct proposal *p, bool approvals, enum refusal none,
	 const char **id)
{
	const char *typed = p->act->id;
	const struct incident *in = p->in;
	struct match m = {0};

	if (typed && *typed == '#')
		typed++;
	if (!typed || !*typed)
		return refuse(none, typed, NULL);
	*id = typed;
	if (map_find(&in->inbox, typed) || map_find(&in->pendings, typed))
		return may();
	for (size_t i = 0; i < in->inbox.count; i++) {
		const struct inbox_row *row = in->inbox.entries[i].value;

		if (row)
			match_id(&m, row->id, typed,
				 (!row->done ||
				  map_find(&in->confirms, row->id)) &&
					 same_text(row->to, p->act->role));
	}
	for (size_t i = 0; i < in->pendings.count; i++) {
		const struct pending *pe = in->pendings.entries[i].value;

		if (pe)
			match_id(
				&m, pe->id, typed,
				approvals &&
					same_text(pe->approver, p->act->role) &&
					(pe->state == PENDING_OPEN ||
					 map_find(&in->confirms, pe->id)));
	}
	*id = m.id;
	if (m.own == 1 || (m.own == 0 && m.others == 1))
		return may();
	return m.own + m.others == 0
		       ? refuse(none, typed, NULL)
		       : refuse(REFUSED_ID_AMBIGUOUS, typed, NULL);
}

static struct refused
take_step(struct proposal *p, const struct inbox_row *row)
{
	const struct step_ref *ref =
		row->step ? library_step(p->lib, row->step) : NULL;
	const char *playbook;
	struct wanted w = {.go_to = ref};

	/* Only accepted: no step, another role's, or current already. */
	if (!ref || !same_text(ref->role->role, p->act->role) ||
	    current_visit(&p->cur, ref))
		return may();
	if (!circle_allows(p, ref->playbook))
		return refuse(REFUSED_CLOSED_CIRCLE, ref->playbook->head.id,
			      NULL);
	playbook = ref->playbook->head.id;
	w.opens = &playbook;
	w.open_count = 1;
	resolve(p, &w);
	return may();
}

/* An answer that this role had asked for: seen, and off its list. */
static bool
take_answer(struct proposal *p)
{
	const struct answer_row *row;
	const char *id;

	if (find_id(&p->in->answers, p->act->id, REFUSED_NO_TASK, &id).why !=
	    REFUSED_NOT)
		return false;
	row = map_find(&p->in->answers, id);
	if (!row || row->done || !same_text(row->to, p->act->role))
		return false;
	p->out->of = row->id;
	return true;
}

struct refused
decide_take(struct proposal *p)
{
	const struct inbox_row *row;
	const char *id;
	struct refused r = find_row(p, false, REFUSED_NO_TASK, &id);

	if (r.why == REFUSED_NO_TASK && take_answer(p))
		return may();
	if (r.why != REFUSED_NOT)
		return r;
	row = map_find(&p->in->inbox, id);
	if ((!row && map_find(&p->in->pendings, id)) ||
	    (row && row->type != INBOX_TASK))
		return refuse(REFUSED_TAKE_ANSWER, p->act->id, NULL);
	if (!row || row->done || !same_text(row->to, p->act->role))
		return refuse(REFUSED_NO_TASK, p->act->id, NULL);
	p->out->of = row->id;
	return take_step(p, row);
}

static struct refused
answer_yes(struct proposal *p, const struct pending *pe,
	   const struct step_ref *ref)
{
	const struct choice *c = find_choice(ref, pe->choice);
	struct record *out = p->out;

	if (!c)
		return refuse(REFUSED_CHOICE_UNKNOWN, pe->choice, NULL);
	out->step = ref->path;
	out->visit = (struct number){.value = pe->visit, .set = true};
	out->more->choice = c->id;
	out->more->label = c->label;
	out->more->as_if = c->as_if;
	out->more->unknown = c->unknown == YES_NO_YES;
	choice_resolve(p, ref, c);
	return may();
}

/* An approval: yes carries the consequences, no opens the question again. */
static struct refused
answer_approval(struct proposal *p, const struct pending *pe)
{
	const struct action *act = p->act;
	const struct step_ref *ref = library_step(p->lib, pe->step);
	bool yes = strcmp(act->answer, "yes") == 0;

	p->out->of = pe->id;
	p->out->more->answer = act->answer;
	p->out->reason = act->reason;
	if (map_find(&p->in->confirms, pe->id) && !act->via) {
		p->out->more->confirms = true;
		return may();
	}
	if (!ref || !pending_waits(pe, ref->path, current_visit(&p->cur, ref)))
		return refuse(REFUSED_NOTHING_TO_ANSWER, act->id, NULL);
	return yes ? answer_yes(p, pe, ref) : reason_needed(p);
}

/* The answer to a question about a fact is that fact, where it can be one. */
static void
answer_fact(struct proposal *p, const struct inbox_row *row)
{
	const char *id = row->record ? row->record->fact : NULL;
	const struct fact *f = id ? fact_defined(p->in, p->lib, id) : NULL;
	const char *value = p->act->answer;
	struct setting set;

	if (!f || fact_value(p, f, &value).why != REFUSED_NOT)
		return;
	set = (struct setting){f->id, value};
	resolve(p, &(struct wanted){.sets = &set, .set_count = 1});
}

struct refused
decide_answer(struct proposal *p)
{
	const struct action *act = p->act;
	const struct inbox_row *row;
	const struct pending *pe;
	const char *id;
	struct refused r = find_row(p, true, REFUSED_NOTHING_TO_ANSWER, &id);

	if (r.why != REFUSED_NOT)
		return r;
	if (!act->answer)
		return refuse(REFUSED_TEXT_MISSING, NULL, NULL);
	row = map_find(&p->in->inbox, id);
	pe = map_find(&p->in->pendings, id);
	if (row && row->type == INBOX_QUESTION && !row->done &&
	    same_text(row->to, act->role)) {
		p->out->of = row->id;
		p->out->more->answer = act->answer;
		p->out->reason = act->reason;
		answer_fact(p, row);
		return may();
	}
	if (row && row->type == INBOX_APPROVAL && same_text(row->to, act->role))
		return strcmp(act->answer, "yes") == 0 ||
				       strcmp(act->answer, "no") == 0
			       ? decide_document_answer(p, row)
			       : refuse(REFUSED_YES_OR_NO, act->answer, NULL);
	if (pe && same_text(pe->approver, act->role))
		return strcmp(act->answer, "yes") == 0 ||
				       strcmp(act->answer, "no") == 0
			       ? answer_approval(p, pe)
			       : refuse(REFUSED_YES_OR_NO, act->answer, NULL);
	return refuse(REFUSED_NOTHING_TO_ANSWER, act->id, NULL);
}

struct refused
decide_withdraw(struct proposal *p)
{
	const struct pending *pe;
	const char *id;
	struct refused r = find_id(&p->in->pendings, p->act->id,
				   REFUSED_NOTHING_TO_WITHDRAW, &id);

	if (r.why != REFUSED_NOT)
		return r;
	pe = map_find(&p->in->pendings, id);
	if (!pe || pe->state != PENDING_OPEN ||
	    !same_text(pe->asker, p->act->role))
		return refuse(REFUSED_NOTHING_TO_WITHDRAW, p->act->id, NULL);
	p->out->of = pe->id;
	p->out->reason = p->act->reason;
	return may();
}
