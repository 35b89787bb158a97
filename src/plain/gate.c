/* What is still open, said before the incident is closed. */
#include "plain/parts.h"

#include "core/gate.h"

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
		     say_gate_kind(gate.rows[i].kind),
		     gate.rows[i].role ? talk_role(p, gate.rows[i].role) : "-",
		     talk_text(p, say_gate_row(&gate.rows[i], p->front->library,
					       &p->scratch)));
}
