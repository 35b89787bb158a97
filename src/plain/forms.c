/* The table of forms. */
#include "plain/forms.h"

static const struct form_row *const rows[FORMS] = {
	[FORM_ITEM] = &form_row_item,
	[FORM_DECIDE] = &form_row_decide,
	[FORM_SKIP] = &form_row_skip,
	[FORM_REOPEN] = &form_row_reopen,
	[FORM_TAKE] = &form_row_take,
	[FORM_HEAR] = &form_row_hear,
	[FORM_ASK] = &form_row_ask,
	[FORM_TELL] = &form_row_tell,
	[FORM_ANSWER] = &form_row_answer,
	[FORM_APPROVE] = &form_row_approve,
	[FORM_HEARD] = &form_row_heard,
	[FORM_WITHDRAW] = &form_row_withdraw,
	[FORM_ACTION] = &form_row_action,
	[FORM_ACTION_STATE] = &form_row_action_state,
	[FORM_DECISION] = &form_row_decision,
	[FORM_DECIDED] = &form_row_decided,
	[FORM_FACT] = &form_row_fact,
	[FORM_ROW] = &form_row_row,
	[FORM_SEEN] = &form_row_seen,
	[FORM_RATIFY] = &form_row_ratify,
	[FORM_FIND_OUT] = &form_row_find_out,
	[FORM_DEADLINE] = &form_row_deadline,
	[FORM_CALL] = &form_row_call,
	[FORM_NOTE] = &form_row_note,
	[FORM_CORRECT] = &form_row_correct,
	[FORM_JOIN] = &form_row_join,
	[FORM_RELEASE] = &form_row_release,
	[FORM_HANDOVER] = &form_row_handover,
	[FORM_ACCEPT] = &form_row_accept,
	[FORM_CLOCK] = &form_row_clock,
	[FORM_SEVERITY] = &form_row_severity,
	[FORM_PHASE] = &form_row_phase,
	[FORM_PLAYBOOK] = &form_row_playbook,
	[FORM_STOP] = &form_row_stop,
	[FORM_TITLE] = &form_row_title,
	[FORM_CLOSE] = &form_row_close,
	[FORM_OPEN_AGAIN] = &form_row_open_again,
	[FORM_EVIDENCE] = &form_row_evidence,
	[FORM_SEAL] = &form_row_seal,
	[FORM_DOCUMENT] = &form_row_document,
	[FORM_UNDO] = &form_row_undo,
	[FORM_AFTER] = &form_row_after,
	[FORM_SEND] = &form_row_send,
	[FORM_HOLD] = &form_row_hold,
	[FORM_CHANGE] = &form_row_change,
	[FORM_IMPROVISE] = &form_row_improvise,
	[FORM_PAUSE] = &form_row_pause,
	[FORM_SPEED] = &form_row_speed,
	[FORM_JUMP] = &form_row_jump,
	[FORM_ROUND] = &form_row_round,
	[FORM_PLAYERS] = &form_row_players,
	[FORM_OBSERVE] = &form_row_observe,
	[FORM_SCORE] = &form_row_score,
	[FORM_END] = &form_row_end,
	[FORM_PROFILE] = &form_row_profile,
};

const struct form_row *
form_row_of(enum form form)
{
	return rows[form];
}

void
fill_named(struct plain *p, enum form form, const char *first, struct buf *out)
{
	/* An exercise is over when its time is, whatever is still open. */
	if (form == FORM_CLOSE && p->front->exercise)
		form = FORM_END;
	form_begin(p, form);
	fill_in(p, first, out);
}
