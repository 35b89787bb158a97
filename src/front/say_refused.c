/* Why nothing was recorded: what, why, what now, in one sentence. */
#include "front/say.h"

#include <string.h>

#include "base/arena.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"

/*
 * %1 and %2 are the refusal's names.  `bare` is for where the name that
 * `text` needs is absent.
 */
static const struct sentence {
	const char *text, *bare;
	bool second; /* it is the second name that text needs */
} sentences[REFUSALS] = {
	[REFUSED_REASON_MISSING] =
		{N_("Not recorded: this needs a reason; say why."), NULL, 0},
	[REFUSED_UNTIL_MISSING] =
		{N_("Not recorded: \"later\" needs a time; say when it comes "
		    "back."),
		 NULL, 0},
	[REFUSED_TO_MISSING] =
		{N_("Not recorded: nobody is named; say which role or who."),
		 NULL, 0},
	[REFUSED_AT_MISSING] =
		{N_("Not recorded: the right start is missing; say when it "
		    "was."),
		 NULL, 0},
	[REFUSED_TEXT_MISSING] =
		{N_("Not recorded: the text is empty; say what it is about."),
		 NULL, 0},
	[REFUSED_HOW_MISSING] =
		{N_("Not recorded: say how it was obtained: by whom, from "
		    "which machine, with which tool."),
		 NULL, 0},
	[REFUSED_TEXT_TOO_LONG] =
		{N_("Not recorded: the text is too long by %1 characters; "
		    "make it shorter."),
		 N_("Not recorded: the text is too long; make it shorter."), 0},
	[REFUSED_CLOSED] =
		{N_("Not recorded: the incident is closed; open it again "
		    "first."),
		 NULL, 0},
	[REFUSED_EXERCISE_OVER] =
		{N_("Not recorded: the exercise is over; what came of it "
		    "stands in its debrief."),
		 NULL, 0},
	[REFUSED_NOT_CLOSED] =
		{N_("Not recorded: it is open already; go on with it."), NULL,
		 0},
	[REFUSED_STEP_UNKNOWN] =
		{N_("Not recorded: no step %1 for the role %2 in an open "
		    "playbook; look up its number or id."),
		 N_("Not recorded: no step %1 in an open playbook; look up "
		    "its number or id."),
		 1},
	[REFUSED_ITEM_UNKNOWN] =
		{N_("Not recorded: no item %1 for the role %2 in an open "
		    "playbook; look up its number or id."),
		 N_("Not recorded: no item %1 in an open playbook; look up "
		    "its number or id."),
		 1},
	[REFUSED_AMBIGUOUS] =
		{N_("Not recorded: %1 can be %2; name the playbook as well."),
		 N_("Not recorded: %1 stands in several playbooks; name the "
		    "playbook as well."),
		 1},
	[REFUSED_NOT_CURRENT] =
		{N_("Not recorded: step %1 is not open now; reopen it to "
		    "decide it again."),
		 N_("Not recorded: that step is not open now; reopen it to "
		    "decide it again."),
		 0},
	[REFUSED_NOT_DECIDED] =
		{N_("Not recorded: step %1 is open or was never decided; "
		    "there is nothing to reopen."),
		 N_("Not recorded: that step is open or was never decided; "
		    "there is nothing to reopen."),
		 0},
	[REFUSED_CHOICE_UNKNOWN] =
		{N_("Not recorded: there is no choice %1; the choices are %2."),
		 N_("Not recorded: there is no choice %1 in this step; look "
		    "at its letters."),
		 1},
	[REFUSED_ITEMS_OPEN] =
		{N_("Not recorded: still open: %1; finish that, or decide "
		    "anyway with a reason."),
		 N_("Not recorded: items are still open; finish them, or "
		    "decide anyway with a reason."),
		 0},
	[REFUSED_NEEDS] =
		{N_("Not recorded: step %1 must come first; wait for it, or "
		    "decide anyway with a reason."),
		 N_("Not recorded: another step must come first; wait for "
		    "it, or decide anyway with a reason."),
		 0},
	[REFUSED_ITEMS_AND_NEEDS] =
		{N_("Not recorded: still open: %1, and step %2 must come "
		    "first; finish both, or decide anyway with a reason."),
		 N_("Not recorded: items are still open and another step "
		    "must come first; decide anyway with a reason."),
		 1},
	[REFUSED_WAITS_APPROVAL] =
		{N_("Not recorded: it waits for the approval of %1; withdraw "
		    "the request, or decide anyway with a reason."),
		 N_("Not recorded: it waits for an approval; withdraw the "
		    "request, or decide anyway with a reason."),
		 0},
	[REFUSED_STATE_UNKNOWN] =
		{N_("Not recorded: %1 is no state; use done, not-applicable, "
		    "not-possible, later, somebody-else or open."),
		 NULL, 0},
	[REFUSED_STATE_ALREADY] =
		{N_("Not recorded: %1 is %2 already; there is nothing to "
		    "change."),
		 N_("Not recorded: it is in that state already; there is "
		    "nothing to change."),
		 1},
	[REFUSED_INACTIVE] =
		{N_("Not recorded: %1 does not apply now; record the fact it "
		    "depends on first."),
		 N_("Not recorded: this does not apply now; record the fact "
		    "it depends on first."),
		 0},
	[REFUSED_ACTION_UNKNOWN] =
		{N_("Not recorded: there is no open action %1; look at the "
		    "list of actions."),
		 N_("Not recorded: there is no such action; look at the list "
		    "of actions."),
		 0},
	[REFUSED_NO_TASK] =
		{N_("Not recorded: no task %1 waits for this role; look in "
		    "its inbox."),
		 N_("Not recorded: no such task waits for this role; look in "
		    "its inbox."),
		 0},
	[REFUSED_TAKE_ANSWER] =
		{N_("Not recorded: %1 is no task but a question or an "
		    "approval; answer it."),
		 N_("Not recorded: this is no task but a question or an "
		    "approval; answer it."),
		 0},
	[REFUSED_NOTHING_TO_ANSWER] =
		{N_("Not recorded: nothing %1 waits for an answer of this "
		    "role; look in its inbox."),
		 N_("Not recorded: nothing like that waits for an answer of "
		    "this role; look in its inbox."),
		 0},
	[REFUSED_YES_OR_NO] =
		{N_("Not recorded: %1 is no answer to a request for approval; "
		    "answer yes or no."),
		 N_("Not recorded: a request for approval is answered yes or "
		    "no."),
		 0},
	[REFUSED_NOTHING_TO_WITHDRAW] =
		{N_("Not recorded: no request %1 of this role is open; there "
		    "is nothing to withdraw."),
		 N_("Not recorded: no such request of this role is open; "
		    "there is nothing to withdraw."),
		 0},
	[REFUSED_ID_AMBIGUOUS] =
		{N_("Not recorded: several entries begin with %1; give more "
		    "of its characters."),
		 N_("Not recorded: several entries begin like that; give "
		    "more characters."),
		 0},
	[REFUSED_ID_UNKNOWN] =
		{N_("Not recorded: there is no entry %1; look it up in the "
		    "log."),
		 N_("Not recorded: there is no such entry; look it up in the "
		    "log."),
		 0},
	[REFUSED_FACT_UNKNOWN] =
		{N_("Not recorded: there is no fact %1; did you mean %2?"),
		 N_("Not recorded: there is no fact %1; look at the list of "
		    "facts."),
		 1},
	[REFUSED_VALUE] =
		{N_("Not recorded: %1 is no value of that fact; it takes %2."),
		 N_("Not recorded: %1 is no value of that fact."), 1},
	[REFUSED_CERTAINTY] =
		{N_("Not recorded: %1 is no certainty; use seen, told or "
		    "assumed."),
		 NULL, 0},
	[REFUSED_DEADLINE_UNKNOWN] =
		{N_("Not recorded: there is no deadline %1; did you mean %2?"),
		 N_("Not recorded: there is no deadline %1; look at the list "
		    "of deadlines."),
		 1},
	[REFUSED_DEADLINE_ACT] =
		{N_("Not recorded: %1 cannot be done with a deadline; use "
		    "start, first-sent, met, not-applicable or correct."),
		 NULL, 0},
	[REFUSED_NOT_PHASED] =
		{N_("Not recorded: the deadline %1 knows no first notice; "
		    "say met when it is sent."),
		 N_("Not recorded: this deadline knows no first notice; say "
		    "met when it is sent."),
		 0},
	[REFUSED_PLAYBOOK_UNKNOWN] =
		{N_("Not recorded: there is no playbook %1; did you mean %2?"),
		 N_("Not recorded: there is no playbook %1; look at the list "
		    "of playbooks."),
		 1},
	[REFUSED_PLAYBOOK_OPEN] =
		{N_("Not recorded: the playbook %1 is open already; go on "
		    "with it."),
		 N_("Not recorded: that playbook is open already; go on with "
		    "it."),
		 0},
	[REFUSED_PLAYBOOK_NOT_OPEN] =
		{N_("Not recorded: the playbook %1 is not open; there is "
		    "nothing to stop."),
		 N_("Not recorded: that playbook is not open; there is "
		    "nothing to stop."),
		 0},
	[REFUSED_PLAYBOOK_STOPPED] =
		{N_("Not recorded: the playbook %1 was stopped; open it "
		    "again first."),
		 N_("Not recorded: that playbook was stopped; open it again "
		    "first."),
		 0},
	[REFUSED_CLOSED_CIRCLE] =
		{N_("Not recorded: the playbook %1 is for a closed circle; "
		    "start an incident of its own for it."),
		 N_("Not recorded: that playbook is for a closed circle; "
		    "start an incident of its own for it."),
		 0},
	[REFUSED_CONTACT_UNKNOWN] =
		{N_("Not recorded: there is no contact %1; did you mean %2?"),
		 N_("Not recorded: there is no contact %1; look at the list "
		    "of contacts."),
		 1},
	[REFUSED_OUTCOME] =
		{N_("Not recorded: the outcome of a call is missing or "
		    "unknown; use reached, voicemail or no-answer."),
		 NULL, 0},
	[REFUSED_ROLE_UNKNOWN] =
		{N_("Not recorded: there is no role %1 here; the roles are "
		    "%2."),
		 N_("Not recorded: there is no role %1 in the open "
		    "playbooks; look at the list of roles."),
		 1},
	[REFUSED_ROLE_MISSING] =
		{N_("Not recorded: the role is missing; say as which role "
		    "you act."),
		 NULL, 0},
	[REFUSED_SEVERITY] =
		{N_("Not recorded: the severity goes from 0 (report) to 4 "
		    "(emergency); give one of those."),
		 NULL, 0},
	[REFUSED_PHASE] =
		{N_("Not recorded: the emergency phase is none, municipal, "
		    "provincial or federal; give one of those."),
		 NULL, 0},
	[REFUSED_ADVICE] =
		{N_("Not recorded: advice is with, against or not-asked for "
		    "a role; %1 is not that."),
		 N_("Not recorded: advice is with, against or not-asked for "
		    "a role."),
		 0},
	[REFUSED_WORK_OPEN] =
		{N_("Not recorded: work is still open (%1); finish it, or "
		    "close anyway with a reason."),
		 N_("Not recorded: steps or deadlines are still open; finish "
		    "them, or close anyway with a reason."),
		 0},
	[REFUSED_VIA] =
		{N_("Not recorded: %1 is no way of passing it on; use phone, "
		    "in-person or paper."),
		 NULL, 0},
	[REFUSED_REGISTER_UNKNOWN] =
		{N_("Not recorded: there is no register %1; did you mean "
		    "%2?"),
		 N_("Not recorded: there is no register %1; look in the list "
		    "of registers."),
		 1},
	[REFUSED_ROW_UNKNOWN] =
		{N_("Not recorded: there is no row %1; look in the register, "
		    "or add it."),
		 N_("Not recorded: say which row of the register."), 0},
	[REFUSED_ROW_ALREADY] =
		{N_("Not recorded: the register has the row %1 already."), NULL,
		 0},
	[REFUSED_ROW_MISSING] =
		{N_("Not recorded: item %1 has a line for each row; say which "
		    "one: %2."),
		 N_("Not recorded: item %1 has a line for each row; say which "
		    "one."),
		 1},
	[REFUSED_PHONE_MISSING] =
		{N_("Not recorded: say what time the phone shows, as 14:05."),
		 NULL, 0},
	[REFUSED_COLUMN_UNKNOWN] =
		{N_("Not recorded: the register %2 has no column %1."),
		 N_("Not recorded: the register has no column %1."), 1},
	[REFUSED_MODEL_UNKNOWN] =
		{N_("Not recorded: there is no model %1; did you mean %2?"),
		 N_("Not recorded: there is no model %1; look at the list of "
		    "models."),
		 1},
	[REFUSED_DOCUMENT_UNKNOWN] =
		{N_("Not recorded: there is no document %1; did you mean %2?"),
		 N_("Not recorded: there is no document %1; save a draft of "
		    "it first."),
		 1},
	[REFUSED_DOCUMENT_ACT] =
		{N_("Not recorded: %1 cannot be done with a document; use "
		    "draft, ask, approve, refuse, release or withdraw."),
		 NULL, 0},
	[REFUSED_DOCUMENT_SAME] =
		{N_("Not recorded: exactly this text of \"%1\" is saved "
		    "already; change something first."),
		 NULL, 0},
	[REFUSED_DOCUMENT_CHANGED] =
		{N_("Not recorded: \"%1\" was changed meanwhile; read the "
		    "new draft first."),
		 NULL, 0},
	[REFUSED_DOCUMENT_ASKED] =
		{N_("Not recorded: %1 was asked to approve this text already; "
		    "wait for the answer, or withdraw the request."),
		 NULL, 0},
	[REFUSED_DOCUMENT_APPROVED] =
		{N_("Not recorded: \"%1\" is approved as it is; release it."),
		 NULL, 0},
	[REFUSED_DOCUMENT_RELEASED] =
		{N_("Not recorded: exactly this text of \"%1\" was released "
		    "already; save a new draft first."),
		 NULL, 0},
	[REFUSED_GAPS] =
		{N_("Not recorded: the text still has gaps: %1; fill them in "
		    "first."),
		 NULL, 0},
	[REFUSED_APPROVER] =
		{N_("Not recorded: only %1 can approve this text; ask for it."),
		 NULL, 0},
	[REFUSED_NO_APPROVER] =
		{N_("Not recorded: \"%1\" needs nobody's approval; release "
		    "it."),
		 NULL, 0},
	[REFUSED_NOT_APPROVED] =
		{N_("Not recorded: %1 has not approved this text; ask for it, "
		    "or release it anyway with a reason."),
		 NULL, 0},
	[REFUSED_CHANNEL_MISSING] =
		{N_("Not recorded: say through which channel it goes out: "
		    "press list, website, letter."),
		 NULL, 0},
	[REFUSED_PROMISE_PAST] =
		{N_("Not recorded: the hour of the promise \"%1\" has gone "
		    "by; promise another one in a new draft."),
		 NULL, 0},
	[REFUSED_NOT_EXERCISE] =
		{N_("Not recorded: this is no exercise with a scenario; start "
		    "one with 'draaiboek exercise run'."),
		 NULL, 0},
	[REFUSED_INJECT_UNKNOWN] =
		{N_("Not recorded: there is no inject %1; did you mean %2?"),
		 N_("Not recorded: there is no inject %1; look up its number "
		    "or id."),
		 1},
	[REFUSED_INJECT_ACT] =
		{N_("Not recorded: an inject is released, skipped, held, "
		    "changed, hinted at or heard; say which."),
		 NULL, 0},
	[REFUSED_INJECT_SENT] =
		{N_("Not recorded: the inject %1 has been sent already; it "
		    "can only be sent again."),
		 NULL, 0},
	[REFUSED_INJECT_NOT_SENT] =
		{N_("Not recorded: the inject %1 has not been sent yet."), NULL,
		 0},
	[REFUSED_NO_HINT] = {N_("Not recorded: the inject %1 has no hint."),
			     NULL, 0},
	[REFUSED_CLOCK_ACT] =
		{N_("Not recorded: the exercise's clock is paused or resumed, "
		    "at a speed of 1 to 600; say which."),
		 NULL, 0},
	[REFUSED_CLOCK_ALREADY] =
		{N_("Not recorded: the exercise's clock is so already; "
		    "nothing changes."),
		 NULL, 0},
	[REFUSED_SCORE] =
		{N_("Not recorded: a score is 0 to 3, of one line that is "
		    "evaluated; say which."),
		 NULL, 0},
	[REFUSED_TARGET_UNKNOWN] =
		{N_("Not recorded: nothing is observed by the name %1; "
		    "'exercise "
		    "show' lists the injects, their lines and the objectives."),
		 NULL, 0},
	[REFUSED_NOT_BEGUN] =
		{N_("Not recorded: the exercise has not begun; start its "
		    "clock first."),
		 NULL, 0},
	[REFUSED_AFTER_ACT] =
		{N_("Not recorded: '%1' is nothing that is said after an "
		    "exercise."),
		 NULL, 0},
	[REFUSED_QUESTION_UNKNOWN] =
		{N_("Not recorded: there is no question %1; did you mean %2?"),
		 N_("Not recorded: there is no question %1; 'exercise "
		    "debrief' shows their numbers and ids."),
		 1},
	[REFUSED_OBJECTIVE_UNKNOWN] =
		{N_("Not recorded: there is no objective %1; did you mean "
		    "%2?"),
		 N_("Not recorded: there is no objective %1; 'exercise "
		    "debrief' shows them."),
		 1},
	[REFUSED_IMPROVEMENT_UNKNOWN] =
		{N_("Not recorded: there is no improvement %1; 'exercise "
		    "actions' lists them."),
		 NULL, 0},
	[REFUSED_OWNER_MISSING] =
		{N_("Not recorded: say who sees to it, or by when."), NULL, 0},
};

const char *
say_personal(enum personal kind)
{
	switch (kind) {
	case PERSONAL_REGISTER:
		return tr("This looks like a national register number. The "
			  "log never forgets.");
	case PERSONAL_IBAN:
		return tr("This looks like a bank account number. The log "
			  "never forgets.");
	case PERSONAL_CARD:
		return tr("This looks like the number of a payment card. The "
			  "log never forgets.");
	case PERSONAL_NONE:
		break;
	}
	return "";
}

const char *
say_refused(struct refused r, const struct action *act, struct arena *a)
{
	const struct sentence *s;
	const char *text;

	(void)act;
	if (r.why <= REFUSED_NOT || r.why >= REFUSALS)
		return "";
	s = &sentences[r.why];
	text = s->text;
	if (s->bare && !(s->second ? r.other : r.name))
		text = s->bare;
	if (!text)
		return tr("Not recorded.");
	return say_fill(a, tr(text), r.name, r.other, NULL);
}

static const char *
named_on_screen(const char *id, const struct library *lib, struct arena *a)
{
	const struct step_ref *step = library_step(lib, id);
	const struct deadline *deadline = library_deadline(lib, id);

	if (step)
		return arena_printf(a, "%s %u \"%s\"",
				    say_role(step->role->role, lib, a),
				    step->index + 1, step->step->title);
	return deadline ? deadline->title : say_role(id, lib, a);
}

static const char *
list_on_screen(const char *list, const struct library *lib, struct arena *a)
{
	const char *named = NULL;

	while (list && *list) {
		size_t len = strcspn(list, ",");
		const char *one =
			named_on_screen(arena_strndup(a, list, len), lib, a);

		named = named ? arena_printf(a, "%s, %s", named, one) : one;
		list += len;
		list += strspn(list, ", ");
	}
	return named;
}

struct refused
refused_on_screen(struct refused r, const struct library *lib, struct arena *a)
{
	if (!lib)
		return r;
	if (r.why == REFUSED_NEEDS || r.why == REFUSED_WAITS_APPROVAL ||
	    r.why == REFUSED_WORK_OPEN || r.why == REFUSED_APPROVER ||
	    r.why == REFUSED_NOT_APPROVED || r.why == REFUSED_DOCUMENT_ASKED)
		r.name = list_on_screen(r.name, lib, a);
	else if (r.why == REFUSED_ITEMS_AND_NEEDS)
		r.other = list_on_screen(r.other, lib, a);
	return r;
}
