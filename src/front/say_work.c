/* What is not known, to be ratified, or still to do, in words. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tr.h"
#include "core/gate.h"
#include "core/library.h"
#include "core/model.h"
#include "core/playbook.h"
#include "core/work.h"
#include "front/fill.h"
#include "front/say.h"

const char *
say_unknown(const struct status_unknown *u, const struct library *lib,
	    const struct zone *z, struct arena *a)
{
	const char *owner = u->owner ? say_role(u->owner, lib, a) : NULL;

	if (!owner)
		return tr("nobody finds it out");
	if (!u->promised.set)
		return owner;
	return say_fill(a,
			u->late ? tr("%1, promised %2: it is time")
				: tr("%1, promised %2"),
			owner, say_clock(u->promised.ms, z, a), NULL);
}

const char *
say_ratification(const struct ratification *r, const struct library *lib,
		 struct arena *a)
{
	const struct step_ref *ref =
		lib && r->step ? library_step(lib, r->step) : NULL;
	const char *title = r->title, *label = r->label;

	/* The reader's language comes before that of who decided. */
	if (ref)
		title = ref->step->title;
	for (unsigned i = 0; ref && r->choice && i < step_choices(ref->step);
	     i++)
		if (strcmp(step_choice(ref->step, i)->id, r->choice) == 0)
			label = tr(step_choice(ref->step, i)->label);
	return text_shown(a, say_fill(a, tr("%1: %2"), title, label, NULL),
			  false);
}

const char *
say_ratified(const char *outcome)
{
	static const char *const words[] = {N_("ratified"), N_("not ratified"),
					    N_("changed")};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], outcome) == 0)
			return tr(words[i]);
	return outcome;
}

const char *
say_dropped_work(const struct status_dropped *d, const struct library *lib,
		 const struct zone *z, struct arena *a)
{
	const struct model *m =
		library_model(lib, d->document->model, d->document->language);

	return say_fill(a,
			tr("%1: no longer in the text, the promise \"%2\", "
			   "%3"),
			m ? m->header->head.title : d->document->document,
			d->promise->title ? d->promise->title : "",
			say_day_clock(d->promise->due.ms, z, a));
}

static const char *
say_return(const struct work_row *row, const struct library *lib,
	   const struct zone *z, struct arena *a)
{
	const struct step_ref *ref = library_step(lib, row->key);

	return say_fill(a, tr("Comes back at %1: step %2, %3"),
			say_clock(row->due.ms, z, a),
			arena_printf(a, "%u", ref ? ref->index + 1 : 0),
			row->text);
}

const char *
say_work(const struct work_row *row, const struct status_role *role,
	 const struct library *lib, const struct zone *z, struct arena *a)
{
	const struct answer_row *answer;

	switch (row->kind) {
	case WORK_ANSWER:
		answer = role->answers[row->index];
		return say_fill(a, tr("%1 answers \"%2\": %3"),
				say_role(answer->from, lib, a),
				answer->question, answer->text);
	case WORK_POSTPONED:
		return say_fill(a,
				row->late ? tr("Put off, it is time: %1 %2")
					  : tr("Put off until %3: %1 %2"),
				role->postponed[row->index].ref->number,
				row->text, say_clock(row->due.ms, z, a));
	case WORK_RETURN:
		return say_return(row, lib, z, a);
	case WORK_ACTION:
		return say_fill(a, tr("Action: %1"), row->text, NULL, NULL);
	case WORK_DECISION:
		return say_fill(a, tr("To decide: %1"), row->text, NULL, NULL);
	case WORK_PROMISE:
		return say_dropped_work(&role->dropped[row->index], lib, z, a);
	case WORK_STEP:
		return say_fill(
			a, tr("Step %1, %2"),
			arena_printf(a, "%u",
				     role->current[row->index].ref->index + 1),
			row->text, NULL);
	case WORK_INBOX:
		break;
	}
	return say_fill(a, tr("From %1: %2"),
			say_role(role->inbox[row->index]->from, lib, a),
			say_inbox(role->inbox[row->index], lib, a), NULL);
}

const char *
say_ours(const char *text, bool ours, struct arena *a)
{
	return ours ? say_fill(a, tr("%1 (OURS)"), text, NULL, NULL) : text;
}

const char *
say_gate_row(const struct gate_row *row, const struct library *lib,
	     struct arena *a)
{
	return row->inbox != NULL ? say_inbox(row->inbox, lib, a) : row->text;
}
