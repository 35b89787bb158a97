/* The rows of the table of forms, by the files that define them; plain/ only.
 */
#ifndef PLAIN_FORMS_H
#define PLAIN_FORMS_H

#include "plain/parts.h"

/* form_step.c */
extern const struct form_row form_row_item, form_row_decide, form_row_skip,
	form_row_reopen;
/* form_team.c */
extern const struct form_row form_row_take, form_row_hear;
extern const struct form_row form_row_ask, form_row_tell,
	form_row_answer, form_row_approve, form_row_heard, form_row_withdraw,
	form_row_join, form_row_release, form_row_handover, form_row_accept;
/* form_work.c */
extern const struct form_row form_row_action, form_row_action_state,
	form_row_decision, form_row_decided, form_row_note, form_row_correct;
/* form_know.c */
extern const struct form_row form_row_fact, form_row_deadline, form_row_call;
/* view_registers.c */
extern const struct form_row form_row_row;
/* view_work.c */
extern const struct form_row form_row_seen, form_row_ratify, form_row_find_out;
/* form_evidence.c */
extern const struct form_row form_row_evidence;
/* form_case.c */
extern const struct form_row form_row_severity, form_row_phase,
	form_row_playbook, form_row_stop, form_row_title, form_row_close,
	form_row_open_again, form_row_seal, form_row_clock;
/* form_document.c */
extern const struct form_row form_row_document;
/* form_after.c */
extern const struct form_row form_row_after;
/* form_exercise.c */
extern const struct form_row form_row_send, form_row_hold, form_row_change,
	form_row_improvise, form_row_pause, form_row_speed, form_row_jump,
	form_row_round, form_row_players, form_row_observe, form_row_score,
	form_row_end;
/* view_profile.c */
extern const struct form_row form_row_profile;
/* undo.c */
extern const struct form_row form_row_undo;

#endif
