/* What is still open, said before the incident is closed. */
#include "plain/parts.h"

#include "core/gate.h"

static const char *
kind_words(enum gate_kind kind)
{
	switch (kind) {
	case GATE_STEP:
		return tr_in("gate", "step");
	case GATE_DEADLINE:
		return tr_in("gate", "deadline");
	case GATE_APPROVAL:
		return tr_in("gate", "waits for a yes");
	case GATE_QUESTION:
		return tr_in("gate", "question");
	case GATE_TASK:
		return tr_in("gate", "task");
	case GATE_ACTION:
		return tr_in("gate", "action");
	case GATE_DECISION:
		return tr_in("gate", "decision");
	case GATE_DRAFT:
		return tr_in("gate", "draft");
	}
	return "";
}

void
gate_tell(struct plain *p, struct buf *out)
{
	struct gate gate = gate_at(p->front->status, &p->scratch);

	if (!gate.count)
		return;
	talk(p, out,
	     tr_n("%1 thing is still open; < goes back to it.",
		  "%1 things are still open; < goes back to them.",
		  (long)gate.count),
	     talk_number(p, gate.count), NULL, NULL);
	for (unsigned i = 0; i < gate.count; i++)
		talk(p, out, tr("Open %1: %2: %3"),
		     kind_words(gate.rows[i].kind),
		     gate.rows[i].role ? talk_role(p, gate.rows[i].role) : "-",
		     talk_text(p, gate.rows[i].text));
}
