/*
 * What became of the ways of a role: the answer that stands at a step, and the
 * steps that a decision led past and that nothing open now leads to.
 */
#ifndef CORE_BRANCH_H
#define CORE_BRANCH_H

#include <stdbool.h>

#include "core/status.h"

struct arena;

/* The last answer of a step that was not undone; NULL: none. */
const struct answer *step_answer(const struct step_state *s);

/* The last answer of a visit that took this choice; NULL: none did. */
const struct answer *step_chose(const struct step_state *s, int64_t visit,
				const struct choice *c);

/* Its choice in the step of these files and the letter of that; NULL: it was
 * skipped, or the files have no such choice. */
const struct choice *answer_choice(const struct answer *answer,
				   const struct step_ref *ref, char *letter);

/*
 * Whether a step was not taken: never entered nor passed over, behind a choice
 * that somebody did not take, and on no way that is still open.  What only a
 * task leads to is none: somebody may give it yet.
 */
bool step_not_taken(const struct status *st, const struct library *lib,
		    const struct step_ref *ref, struct arena *a);

#endif
