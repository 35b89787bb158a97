/*
 * Whether an act may happen now, and the record that says so.  What every act
 * shares is here; each act's own rules stand in decide_*.c.
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "core/engine.h"
#include "core/library.h"
#include "core/playbook.h"

struct refused
may(void)
{
	return (struct refused){.why = REFUSED_NOT};
}

struct refused
refuse(enum refusal why, const char *name, const char *other)
{
	return (struct refused){.why = why, .name = name, .other = other};
}

struct refused
reason_needed(const struct proposal *p)
{
	return p->act->reason ? may()
			      : refuse(REFUSED_REASON_MISSING, NULL, NULL);
}

/* Closed ones are opened only as an incident of their own (rule 13). */
bool
circle_allows(const struct proposal *p, const struct playbook *pb)
{
	return pb->closed_circle != YES_NO_YES || p->in->playbooks.count == 0 ||
	       map_find(&p->in->playbooks, pb->head.id);
}

/* What was left empty, or has nothing but blanks, was not said. */
static struct action
said(const struct action *act)
{
	struct action own = *act;
	const char **const texts[] = {
		&own.role,       &own.typed,      &own.via,      &own.item,
		&own.step,       &own.choice,     &own.playbook, &own.state,
		&own.reason,     &own.override,   &own.to,       &own.text,
		&own.about,      &own.id,         &own.answer,   &own.fact,
		&own.value,      &own.bound,      &own.source,   &own.certainty,
		&own.deadline,   &own.act,        &own.proof,    &own.contact,
		&own.outcome,    &own.ref,        &own.chosen,   &own.phase,
		&own.decided_by, &own.how,        &own.reg,      &own.row,
		&own.column,     &own.decided_by, &own.how,      &own.document,
		&own.language,   &own.channel,    &own.title,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (*texts[i] && !(*texts[i])[strspn(*texts[i], " \t\r\n")])
			*texts[i] = NULL;
	if (own.by && !*own.by)
		own.by = NULL;
	return own;
}

static const struct act {
	struct refused (*decide)(struct proposal *p);
	enum record_kind kind;
	bool needs_role;
	bool when_closed; /* may also happen in a closed incident (rule 13) */
} acts[ACTION_KINDS] = {
	[ACT_DO] = {decide_item, RECORD_ITEM, false, false},
	[ACT_DECIDE] = {decide_choice, RECORD_DECIDE, true, false},
	[ACT_SKIP] = {decide_skip, RECORD_SKIP, true, false},
	[ACT_REOPEN] = {decide_reopen, RECORD_REOPEN, true, false},
	[ACT_TAKE] = {decide_take, RECORD_TAKE, true, false},
	[ACT_ASK] = {decide_message, RECORD_ASK, true, false},
	[ACT_TELL] = {decide_message, RECORD_TELL, true, false},
	[ACT_ANSWER] = {decide_answer, RECORD_ANSWER, true, false},
	[ACT_WITHDRAW] = {decide_withdraw, RECORD_WITHDRAW, true, false},
	[ACT_ACTION] = {decide_action, RECORD_ACTION, true, false},
	[ACT_DECISION] = {decide_decision, RECORD_DECISION, true, false},
	[ACT_FACT] = {decide_fact, RECORD_FACT, false, false},
	[ACT_ROW] = {decide_row, RECORD_ROW, false, false},
	[ACT_DEADLINE] = {decide_deadline, RECORD_DEADLINE, false, false},
	[ACT_CALL] = {decide_call, RECORD_CONTACT, false, false},
	[ACT_NOTE] = {decide_note, RECORD_NOTE, false, true},
	[ACT_CORRECT] = {decide_correct, RECORD_CORRECT, false, true},
	[ACT_JOIN] = {decide_presence, RECORD_JOIN, true, false},
	[ACT_LEAVE] = {decide_presence, RECORD_LEAVE, true, true},
	[ACT_HANDOVER] = {decide_handover, RECORD_HANDOVER, true, false},
	[ACT_SEVERITY] = {decide_severity, RECORD_SEVERITY, false, false},
	[ACT_EMERGENCY_PHASE] = {decide_phase, RECORD_EMERGENCY_PHASE, false,
				 false},
	[ACT_PLAYBOOK] = {decide_playbook, RECORD_PLAYBOOK, false, false},
	[ACT_TITLE] = {decide_title, RECORD_TITLE, false, false},
	[ACT_CLOSE] = {decide_close, RECORD_CLOSE, false, false},
	[ACT_OPEN_AGAIN] = {decide_open_again, RECORD_OPEN_AGAIN, false, true},
	[ACT_EVIDENCE] = {decide_evidence, RECORD_EVIDENCE, false, false},
	[ACT_DOCUMENT] = {decide_document, RECORD_DOCUMENT, true, false},
	[ACT_INJECT] = {decide_inject, RECORD_INJECT, true, false},
	[ACT_OBSERVE] = {decide_observe, RECORD_OBSERVE, true, true},
	[ACT_PAUSE] = {decide_pause, RECORD_PAUSE, true, false},
	[ACT_LINK] = {decide_link, RECORD_LINK, false, false},
	[ACT_SEAL] = {decide_seal, RECORD_SEAL, false, true},
	[ACT_CLOCK] = {decide_clock, RECORD_CLOCK, false, true},
};

static bool
via_is_known(const char *via)
{
	return !via || strcmp(via, "phone") == 0 ||
	       strcmp(via, "in-person") == 0 || strcmp(via, "paper") == 0;
}

/* What holds for every act. */
static struct refused
check_common(const struct proposal *p, const struct act *row)
{
	const struct action *act = p->act;

	if (!p->in->open && !row->when_closed)
		return refuse(same_text(p->in->mode, "exercise")
				      ? REFUSED_EXERCISE_OVER
				      : REFUSED_CLOSED,
			      NULL, NULL);
	if (!via_is_known(act->via))
		return refuse(REFUSED_VIA, act->via, NULL);
	if (act->role)
		return role_addressed(p, act->role);
	return row->needs_role ? refuse(REFUSED_ROLE_MISSING, NULL, NULL)
			       : may();
}

static struct refused
check_length(const struct proposal *p)
{
	size_t over = 0;

	if (record_texts_fit(p->out, &over))
		return may();
	return refuse(REFUSED_TEXT_TOO_LONG, arena_printf(p->a, "%zu", over),
		      NULL);
}

struct refused
incident_decide(const struct incident *in, const struct library *lib,
		const struct action *act, int64_t now, struct arena *scratch,
		struct record *out)
{
	struct action own = said(act);
	struct proposal p = {
		.in = in,
		.lib = lib,
		.act = &own,
		.now = now,
		.at = act->at.set ? act->at.ms : now,
		.a = scratch,
		.out = out,
	};
	const struct act *row;
	struct refused r;

	assert(act->kind > ACT_NONE && act->kind < ACTION_KINDS);
	/* Assessments have one role; nobody needs to say it. */
	if (!own.role && same_text(in->mode, "assessment"))
		own.role = "any";
	*out = (struct record){.more = RECORD_NO_MORE, .then = RECORD_NO_THEN};
	row = &acts[act->kind];
	r = check_common(&p, row);
	if (r.why != REFUSED_NOT)
		return r;
	*out = (struct record){
		.kind = row->kind,
		.role = own.role,
		.actor = own.by,
		.typed = own.typed,
		.via = own.via,
		.at = own.at,
		.more = ARENA_NEW(scratch, struct record_more),
		.then = ARENA_NEW(scratch, struct record_then),
	};
	p.cur = current_at(in, lib, now, scratch);
	r = row->decide(&p);
	if (r.why == REFUSED_NOT)
		r = check_length(&p);
	if (r.why != REFUSED_NOT)
		*out = (struct record){.more = RECORD_NO_MORE,
				       .then = RECORD_NO_THEN};
	return r;
}
