/* The dialogue over a step: item by item, then its decision. */
#include "plain/parts.h"

#include <string.h>

#include "base/text.h"
#include "core/items.h"
#include "front/say_in_mode.h"

static const struct status_item *
item_here(const struct where *w)
{
	return w->item < w->count ? &w->items[w->item] : NULL;
}

static void
tell_first(struct plain *p, const struct where *w, struct buf *out)
{
	if (!p->first_told) {
		talk(p, out,
		     tr_n("Do this first, whatever it is. %1 action is open.",
			  "Do this first, whatever it is. %1 actions are "
			  "open.",
			  where_open_count(w->items, w->count)),
		     talk_number(p, where_open_count(w->items, w->count)), NULL,
		     NULL);
		p->first_told = true;
	}
	if (item_here(w))
		step_row(p, NULL, item_here(w), out);
}

static void
tell_other_steps(struct plain *p, const struct status_step *here,
		 struct buf *out)
{
	const struct status_step *steps[64];
	unsigned count = where_steps(p, steps, 64);

	for (unsigned i = 0; i < count; i++)
		if (steps[i] != here)
			talk(p, out,
			     tr("Also open: step %1, %2. Type step %1 to go "
				"there."),
			     step_name(p, steps[i]->ref),
			     talk_text(p, steps[i]->ref->step->title), NULL);
}

static void
tell_nothing(struct plain *p, struct buf *out)
{
	const struct incident *in = p->front->incident;

	if (!in->open && in->arrived) {
		talk(p, out,
		     say_in_mode(in,
				 N_("This incident is closed. You can read it, "
				    "add notes and corrections, or type "
				    "open-again.")),
		     NULL, NULL, NULL);
		return;
	}
	if (!in->arrived)
		talk(p, out,
		     say_in_mode(in, N_("The first line of this incident has "
					"not arrived "
					"here yet.")),
		     NULL, NULL, NULL);
	talk(p, out, tr("%1 has no step to do now."),
	     talk_role(p, p->front->role), NULL, NULL);
	talk(p, out,
	     say_in_mode(in,
			 N_("Type role for another role, playbook to open one, "
			    "close "
			    "when everything is over, or ? for all words.")),
	     NULL, NULL, NULL);
}

static bool
told_before(const struct plain *p, const struct status_step *s)
{
	return strcmp(buf_text(&p->told), s->ref->path) == 0 &&
	       p->told_visit == s->visit;
}

void
work_tell(struct plain *p, struct buf *out)
{
	struct where w = where_is(p);

	if (w.first) {
		tell_first(p, &w, out);
		return;
	}
	if (!w.step) {
		tell_nothing(p, out);
		return;
	}
	if (!told_before(p, w.step)) {
		tell_other_steps(p, w.step, out);
		step_head(p, w.step->ref, w.step, out);
		buf_clear(&p->told);
		buf_adds(&p->told, w.step->ref->path);
		p->told_visit = w.step->visit;
	}
	if (item_here(&w))
		step_row(p, NULL, item_here(&w), out);
	else
		step_decision(p, w.step, out);
}

static void
prompt_item(struct plain *p, const struct status_item *item, struct buf *out)
{
	const char *name = item_name(p, item->ref);

	if (item->state == ITEM_OPEN)
		talk_on(p, out,
			tr("%1 done? (yes, no, other, how, note, list, ?) "
			   "[no answer]: "),
			name, NULL, NULL);
	else
		talk_on(p, out,
			tr("%1 is answered. (other, no to go on, list, ?) "
			   "[no answer]: "),
			name, NULL, NULL);
}

void
work_prompt(struct plain *p, struct buf *out)
{
	struct where w = where_is(p);

	if (item_here(&w)) {
		prompt_item(p, item_here(&w), out);
		return;
	}
	if (!w.step) {
		talk_on(p, out, tr("%1: (role, list, ?) [no answer]: "),
			talk_role(p, p->front->role), NULL, NULL);
		return;
	}
	if (w.step->choice_count < 2) {
		talk_on(p, out,
			tr("Step %1 done? (yes, other, how, list, ?) "
			   "[no answer]: "),
			step_name(p, w.step->ref), NULL, NULL);
		return;
	}
	const char last[] = {w.step->choices[w.step->choice_count - 1].letter,
			     '\0'};

	talk_on(p, out,
		tr("Step %1, choose A to %2. (letter, other, how, list, ?) "
		   "[no answer]: "),
		step_name(p, w.step->ref), last, NULL);
}

static void
decide_letter(struct plain *p, const struct status_step *s, char letter,
	      struct buf *out)
{
	for (unsigned i = 0; i < s->choice_count; i++)
		if (s->choices[i].letter == letter)
			fill_decide(p, s, &s->choices[i], out);
}

static bool
is_choice(const struct where *w, const char *line)
{
	char letter = (char)(line[0] & ~0x20);

	if (!w->step || w->item < w->count || line[1] || letter < 'A')
		return false;
	return letter < 'A' + (int)w->step->choice_count;
}

/* "3.4", or as it stands on paper, goes to that item. */
static bool
goes_to_item(struct plain *p, const struct where *w, const char *line)
{
	for (unsigned i = 0; i < w->count; i++) {
		const struct item_ref *ref = w->items[i].ref;

		if (!talk_same(p, line, ref->number) &&
		    !talk_same(p, line, item_name(p, ref)))
			continue;
		where_go_item(p, i);
		p->anew = true;
		return true;
	}
	return false;
}

void
work_answer(struct plain *p, const char *line, struct buf *out)
{
	struct where w = where_is(p);

	if (!*line) {
		p->anew = true;
		return;
	}
	if (is_choice(&w, line)) {
		decide_letter(p, w.step, (char)(line[0] & ~0x20), out);
		return;
	}
	if (item_here(&w) && talk_same(p, line, "o")) {
		work_other(p, NULL, out);
		return;
	}
	if (goes_to_item(p, &w, line) || words_use(p, line, out))
		return;
	talk_unknown(p, line, out);
}

void
work_yes(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);
	const struct status_item *item = item_here(&w);

	(void)argument;
	if (!item && w.step && w.step->choice_count == 1) {
		fill_decide(p, w.step, &w.step->choices[0], out);
		return;
	}
	if (!item) {
		talk(p, out,
		     w.step && w.step->choice_count > 0
			     ? tr("There is no item here to say yes to. "
				  "Choose a letter.")
			     : tr("There is no item here to say yes to."),
		     NULL, NULL, NULL);
		return;
	}
	struct action *act = form_begin(p, FORM_ITEM);

	act->item = form_keep(p, item->address);
	act->state = "done";
	p->asked_count = p->asked_next = 0;
	for (unsigned i = 0; i < item->ref->item->ask_count; i++)
		if (i < PLAIN_ASKED)
			p->asked[p->asked_count++] = arena_strdup(
				&p->known, item->ref->item->asks[i]);
	if (form_may_write(p, out))
		form_submit(p);
}

void
work_no(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);

	(void)argument;
	if (!item_here(&w)) {
		p->anew = true;
		return;
	}
	if (item_here(&w)->state == ITEM_OPEN)
		talk(p, out, tr("%1 stays open. Nothing was written."),
		     item_name(p, item_here(&w)->ref), NULL, NULL);
	where_next(p);
	intake_settle(p);
	p->anew = true;
}

static void
other_of_decision(struct plain *p, const struct where *w, struct buf *out)
{
	talk(p, out,
	     tr("Step %1: type skip to leave this step out, with a reason; "
		"type step and a number for another step that is open; "
		"type an item's number to go back to it."),
	     step_name(p, w->step->ref), NULL, NULL);
	tell_other_steps(p, w->step, out);
}

void
work_other(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);

	(void)argument;
	if (item_here(&w))
		fill_item_other(p, out);
	else if (w.step)
		other_of_decision(p, &w, out);
	else
		p->anew = true;
}

void
work_how(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);
	const struct status_item *item = item_here(&w);

	(void)argument;
	if (item) {
		if (item->ref->item->how)
			talk_prose(p, out, tr("How: %1"),
				   item_words(item->ref->item->how,
					      item->row_name, &p->scratch));
		else if (item->ref->step)
			step_how(p, item->ref->step, out);
		else
			talk(p, out,
			     tr("The playbook says no more about this item."),
			     NULL, NULL, NULL);
	} else if (w.step) {
		step_how(p, w.step->ref, out);
	}
}

/* To the decision, whatever is still open. */
void
work_decide(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);

	(void)argument;
	if (!w.step) {
		talk(p, out, tr("There is no step to decide here."), NULL, NULL,
		     NULL);
		return;
	}
	where_go_item(p, w.count);
	p->anew = true;
}

void
work_first(struct plain *p, const char *argument, struct buf *out)
{
	(void)argument;
	where_go_first(p, true);
	if (!p->in_first)
		talk(p, out, tr("No first action is open."), NULL, NULL, NULL);
	question_back_to_base(p);
}

static const struct status_step *
named_step(struct plain *p, const char *name)
{
	const struct status_step *steps[64];
	unsigned count = where_steps(p, steps, 64);

	for (unsigned i = 0; i < count; i++) {
		const struct step_ref *ref = steps[i]->ref;

		if (talk_same(p, name, step_name(p, ref)) ||
		    talk_same(p, name, talk_number(p, ref->index + 1)) ||
		    talk_same(p, name, ref->step->id))
			return steps[i];
	}
	return NULL;
}

/* Another step of the role is read; only what is current is worked on. */
static bool
read_named(struct plain *p, const char *name)
{
	const struct library *lib = p->front->library;

	for (size_t i = 0; lib && i < lib->step_map.count; i++) {
		const struct step_ref *ref = lib->step_map.entries[i].value;
		const char *role = ref ? ref->role->role : "";

		if (!ref || (strcmp(role, p->front->role) != 0 &&
			     strcmp(role, "any") != 0))
			continue;
		if (!map_find(&p->front->incident->playbooks,
			      ref->playbook->head.id))
			continue;
		if (!talk_same(p, name, step_name(p, ref)) &&
		    !talk_same(p, name, talk_number(p, ref->index + 1)) &&
		    !talk_same(p, name, ref->step->id))
			continue;
		read_open(p, ref->path);
		return true;
	}
	return false;
}

void
work_step(struct plain *p, const char *argument, struct buf *out)
{
	const struct status_step *s;

	if (!argument) {
		question_back_to_base(p);
		where_go_first(p, false);
		buf_clear(&p->told);
		return;
	}
	s = named_step(p, argument);
	if (s) {
		question_back_to_base(p);
		where_go_step(p, s->ref->path);
		buf_clear(&p->told);
		return;
	}
	if (!p->front->role || !read_named(p, argument))
		talk(p, out,
		     tr("There is no step %1 for this role. Type map for all "
			"steps."),
		     argument, NULL, NULL);
}

void
work_skip(struct plain *p, const char *argument, struct buf *out)
{
	struct where w = where_is(p);

	if (!w.step) {
		talk(p, out, tr("There is no step to skip here."), NULL, NULL,
		     NULL);
		return;
	}
	form_begin(p, FORM_SKIP)->step = form_keep(p, w.step->ref->path);
	fill_in(p, argument, out);
}

void
work_reopen(struct plain *p, const char *argument, struct buf *out)
{
	if (!argument) {
		talk(p, out, tr("Pick the step in the map; then type reopen."),
		     NULL, NULL, NULL);
		view_open(p, VIEW_MAP, out);
		return;
	}
	work_step(p, argument, out);
}
