/* One step that is read: what it says, how it went, and what may be done. */
#include "plain/parts.h"

#include <string.h>

#include "core/branch.h"
#include "core/items.h"

void
read_open(struct plain *p, const char *path)
{
	question_go(p, QUESTION_READ);
	question_top(p)->path = arena_strdup(&p->known, path);
	p->anew = true;
}

static const struct step_ref *
ref_here(struct plain *p)
{
	return library_step(p->front->library, question_top(p)->path);
}

/* The answers of the last visit with one that stands. */
static bool
was_chosen(const struct plain *p, const struct step_ref *ref, unsigned index)
{
	const struct step_state *s =
		incident_step(p->front->incident, ref->path);

	const struct answer *last = step_answer(s);

	return last && step_chose(s, last->visit,
				  step_choice(ref->step, index)) != NULL;
}

void
read_tell(struct plain *p, struct buf *out)
{
	const struct step_ref *ref = ref_here(p);
	const struct front *f = p->front;
	const struct status_step *current;
	const struct status_item *items;
	unsigned count;

	if (!ref)
		return;
	current = status_find_step(f->status, ref->path);
	talk(p, out, tr("Reading, not working: %1."), ref->playbook->head.title,
	     NULL, NULL);
	talk(p, out, tr("State: %1."), map_state(p, ref), NULL, NULL);
	step_head(p, ref, current, out);
	items = items_of_step_now(f->incident, f->library, ref, f->now,
				  &p->scratch, &count);
	for (unsigned i = 0; i < count; i++)
		step_row(p, NULL, &items[i], out);
	if (ref->step->question)
		talk(p, out, tr("Decision: %1"),
		     talk_text(p, ref->step->question), NULL, NULL);
	if (current)
		step_choices_of(p, current, out);
	else
		for (unsigned i = 0; i < ref->step->choice_count; i++) {
			const char letter[] = {(char)('A' + (int)i), '\0'};

			talk(p, out,
			     was_chosen(p, ref, i) ? tr("  %1, chosen: %2")
						   : tr("  %1: %2"),
			     letter, talk_text(p, ref->step->choices[i].label),
			     NULL);
		}
}

void
read_prompt(struct plain *p, struct buf *out)
{
	const struct step_ref *ref = ref_here(p);

	talk_on(p, out,
		tr("Reading step %1. (how, step to go on, reopen, "
		   "< to go back) [no answer]: "),
		ref ? step_name(p, ref) : "", NULL, NULL);
}

static void
go_there(struct plain *p, const struct step_ref *ref, struct buf *out)
{
	const struct status_step *s =
		status_find_step(p->front->status, ref->path);

	question_back_to_base(p);
	if (s)
		where_go_step(p, ref->path);
	else
		talk(p, out,
		     tr("That step is not current now; you are back at the "
			"step of now."),
		     NULL, NULL, NULL);
	buf_clear(&p->told);
}

void
read_answer(struct plain *p, const char *line, struct buf *out)
{
	const struct step_ref *ref = ref_here(p);

	if (!*line) {
		p->anew = true;
	} else if (strcmp(line, "<") == 0 || !ref) {
		question_pop(p);
	} else if (words_is(p, line, "reopen")) {
		form_begin(p, FORM_REOPEN)->step = form_keep(p, ref->path);
		fill_in(p, NULL, out);
	} else if (words_is(p, line, "how") || talk_same(p, line, "i")) {
		step_how(p, ref, out);
	} else if (words_is(p, line, "step") || talk_same(p, line, "s")) {
		go_there(p, ref, out);
	} else if (!words_use(p, line, out)) {
		talk_unknown(p, line, out);
	}
}
