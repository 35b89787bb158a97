/* Everything that needs somebody's attention, the most urgent first. */
#include "plain/parts.h"

#include "front/say_calls.h"
#include "front/say_clock_check.h"
#include "front/say_exercise.h"
#include "front/say_handover.h"

/* Where the word goes that a person types for it. */
enum leads {
	TO_VIEW,
	TO_FORM,
	TO_STEP,
};

struct alert {
	const char *text;
	enum leads leads;
	unsigned to;      /* a view, a form */
	const char *step; /* TO_STEP: its path */
};

struct alerts {
	struct arena *a;
	struct alert *list;
	unsigned count;
};

static struct alert *
add(struct alerts *to, const char *text, enum leads leads, unsigned where)
{
	to->list = arena_more(to->a, to->list, to->count, sizeof(*to->list));
	to->list[to->count] =
		(struct alert){.text = text, .leads = leads, .to = where};
	return &to->list[to->count++];
}

/* --- what the status says */

static void
add_alert(struct alerts *to, const struct status_alert *al, const char *text)
{
	switch (al->kind) {
	case ALERT_OVERDUE:
	case ALERT_TARGET_MISSED:
	case ALERT_DUE_SOON:
		add(to, text, TO_VIEW, VIEW_DEADLINES);
		break;
	case ALERT_CONTRADICTION:
		add(to, text, TO_VIEW, VIEW_FACTS);
		break;
	case ALERT_TWO_ANSWERS:
	case ALERT_OPEN_QUESTION:
		add(to, text, TO_STEP, 0)->step = al->text;
		break;
	case ALERT_SEVERITY_PROPOSED:
		add(to, text, TO_FORM, FORM_SEVERITY);
		break;
	case ALERT_LATER:
		add(to, text, TO_VIEW, VIEW_WORK);
		break;
	case ALERT_TO_CONFIRM:
		add(to, text, TO_VIEW, VIEW_WHO);
		break;
	case ALERT_NOT_SAVED:
	case ALERT_FORGED_CIRCLE:
		add(to, text, TO_VIEW, VIEW_TIMELINE);
		break;
	}
}

/* Of all roles. */
static void
add_alerts(struct plain *p, struct alerts *to, bool urgent)
{
	const struct front *f = p->front;
	const struct status *st = f->status;

	for (unsigned i = 0; i < st->alert_count; i++) {
		const struct status_alert *al = &st->alerts[i];

		if ((al->kind <= ALERT_CONTRADICTION) == urgent)
			add_alert(to, al,
				  say_alert(al, st, f->library, f->zone,
					    &p->scratch));
	}
}

/* --- what waits for this role */

static void
add_injects(struct plain *p, struct alerts *to)
{
	const struct exercise_run *run = p->front->exercise;

	for (unsigned i = 0;
	     run && !run->over && p->front->role && i < run->inject_count; i++)
		if (inject_is_new(&run->injects[i], p->front->role))
			add(to, inject_alert_say(p, &run->injects[i]), TO_VIEW,
			    VIEW_WHO);
}

static void
add_waiting(struct plain *p, struct alerts *to)
{
	const struct front *f = p->front;
	const struct status_role *r = where_role(p);
	const char *waiting = say_handover_waiting(f, to->a);
	const char *again = say_call_again(f, to->a);

	for (unsigned i = 0; r && i < r->inbox_count; i++)
		add(to, inbox_alert_say(p, r->inbox[i]), TO_VIEW, VIEW_WHO);
	if (waiting)
		add(to,
		    say_fill(to->a, tr("%1. Type accept."), waiting, NULL,
			     NULL),
		    TO_VIEW, VIEW_WHO);
	if (again)
		add(to, again, TO_VIEW, VIEW_CALLS);
	for (unsigned i = 0; r && i < r->answer_count; i++)
		add(to,
		    say_fill(to->a, tr("%1 answers \"%2\": %3"),
			     talk_role(p, r->answers[i]->from),
			     r->answers[i]->question, r->answers[i]->text),
		    TO_VIEW, VIEW_WHO);
}

/* Suggestions: behind everything that is urgent. */
static void
add_advice(struct plain *p, struct alerts *to)
{
	const struct front *f = p->front;
	const struct status *st = f->status;
	const char *clock = say_clock_due(f);

	for (unsigned i = 0; i < st->role_count; i++)
		if (empty_role_alarms(p, &st->roles[i]))
			add(to, empty_role_say(p, &st->roles[i]), TO_VIEW,
			    VIEW_CALLS);
	if (f->seal_advice)
		add(to,
		    say_fill(to->a, tr("%1 Type seal."), f->seal_advice, NULL,
			     NULL),
		    TO_FORM, FORM_SEAL);
	if (clock)
		add(to,
		    say_fill(to->a, tr("%1: type clock."), clock, NULL, NULL),
		    TO_FORM, FORM_CLOCK);
}

static struct alerts
gather(struct plain *p)
{
	struct alerts all = {.a = &p->scratch};

	add_alerts(p, &all, true);
	add_injects(p, &all);
	add_waiting(p, &all);
	add_alerts(p, &all, false);
	add_advice(p, &all);
	return all;
}

/* --- the list */

static void
alerts_head(struct plain *p, struct buf *out)
{
	unsigned n = gather(p).count;

	talk(p, out,
	     tr_n("%1 alert, the most urgent first.",
		  "%1 alerts, the most urgent first.", n),
	     talk_number(p, n), NULL, NULL);
}

static void
alerts_fill(struct plain *p)
{
	unsigned n = gather(p).count;

	for (unsigned i = 0; i < n; i++)
		view_add(p, i);
}

static void
alerts_row(struct plain *p, const char *number, unsigned i, struct buf *out)
{
	struct alerts all = gather(p);

	if (i < all.count)
		talk(p, out, "%1. %2", number, all.list[i].text, NULL);
}

/* To the line that it is about, where this front end has one. */
static void
alerts_pick(struct plain *p, unsigned i, struct buf *out)
{
	struct alerts all = gather(p);

	if (i >= all.count)
		return;
	switch (all.list[i].leads) {
	case TO_VIEW:
		view_open(p, (enum view)all.list[i].to, out);
		break;
	case TO_FORM:
		form_begin(p, (enum form)all.list[i].to);
		fill_in(p, NULL, out);
		break;
	case TO_STEP:
		if (library_step(p->front->library, all.list[i].step))
			read_open(p, all.list[i].step);
		break;
	}
}

const struct view_row view_row_alerts = {
	.prompt = N_("Alerts, go to which? (number, more, < to go back) [no "
		     "answer]"),
	.head = alerts_head,
	.fill = alerts_fill,
	.row = alerts_row,
	.pick = alerts_pick,
};
