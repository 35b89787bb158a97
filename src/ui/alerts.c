/* What this role must see now, most urgent first. */
#include <inttypes.h>
#include <string.h>

#include "base/tr.h"
#include "core/library.h"
#include "front/draft.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_calls.h"
#include "front/say_clock_check.h"
#include "front/say_exercise.h"
#include "front/say_handover.h"
#include "front/say_lead.h"
#include "ui/unsaved.h"
#include "ui/views.h"

struct gathering {
	const struct app *app;
	struct arena *a;
	struct notice *list;
	unsigned count;
};

static void
add(struct gathering *g, const char *text, enum look look,
    enum notice_about about, const char *id)
{
	g->list = arena_more(g->a, g->list, g->count, sizeof(*g->list));
	g->list[g->count++] = (struct notice){text, look, about, id};
}

/* Where the thing stands that an alert is about. */
static void
add_alert(struct gathering *g, const struct status_alert *al, const char *text,
	  enum look look)
{
	switch (al->kind) {
	case ALERT_OVERDUE:
	case ALERT_TARGET_MISSED:
	case ALERT_DUE_SOON:
		add(g, text, look, ABOUT_DEADLINE, al->ref);
		break;
	case ALERT_CONTRADICTION:
		add(g, text, look, ABOUT_FACT, al->ref);
		break;
	case ALERT_TWO_ANSWERS:
	case ALERT_OPEN_QUESTION:
		add(g, text, look, ABOUT_STEP, al->text);
		break;
	case ALERT_LATER:
		add(g, text, look, ABOUT_WORK, al->ref);
		break;
	case ALERT_SEVERITY_PROPOSED:
		add(g, text, look, ABOUT_SEVERITY, NULL);
		break;
	case ALERT_TO_CONFIRM:
		add(g, text, look, ABOUT_WHO, NULL);
		break;
	case ALERT_NOT_SAVED:
	case ALERT_FORGED_CIRCLE:
		add(g, text, look, ABOUT_ENTRY, al->ref);
		break;
	}
}

static bool
is_urgent(enum alert_kind kind)
{
	return kind <= ALERT_CONTRADICTION;
}

/* What only a role itself can do something about, others are not told. */
static bool
concerns(const struct app *app, const struct status_alert *al)
{
	if (al->kind != ALERT_LATER && al->kind != ALERT_OPEN_QUESTION &&
	    al->kind != ALERT_TO_CONFIRM)
		return true;
	return al->role == NULL || app->front->role == NULL ||
	       strcmp(al->role, app->front->role) == 0;
}

static void
add_alerts(struct gathering *g, bool urgent)
{
	const struct front *f = g->app->front;
	const struct status *st = f->status;

	for (unsigned i = 0; i < st->alert_count; i++) {
		const struct status_alert *al = &st->alerts[i];

		if (is_urgent(al->kind) != urgent || !concerns(g->app, al))
			continue;
		add_alert(g, al, say_alert(al, st, f->library, f->zone, g->a),
			  al->kind == ALERT_OVERDUE ||
					  al->kind == ALERT_NOT_SAVED
				  ? LOOK_OVERDUE
				  : LOOK_BOLD);
	}
}

static void
add_inbox(struct gathering *g)
{
	const struct front *f = g->app->front;
	const struct status_role *role = app_role(g->app);

	for (unsigned i = 0; role != NULL && i < role->inbox_count; i++) {
		const struct inbox_row *row = role->inbox[i];
		const char *from = say_role(row->from, f->library, g->a);
		const char *text = say_inbox(row, f->library, g->a);

		add(g,
		    row->type == INBOX_TASK
			    ? say_fill(g->a,
				       tr("Task from %1: %2 (w takes it)"),
				       from, text, NULL)
			    : say_fill(g->a,
				       tr("%1 waits for you: \"%2\" (w "
					  "answers)"),
				       from, text, NULL),
		    LOOK_BOLD, ABOUT_WORK, row->id);
	}
}

/* Before all that is only late: it may be nowhere else. */
static void
add_unsaved(struct gathering *g)
{
	for (unsigned i = 0; i < g->app->unsaved_count; i++) {
		const char *name = unsaved_name(g->app, i);

		if (name != NULL)
			add(g,
			    say_fill(g->a, tr("Typed, not saved: %1 (!)"),
				     say_draft_name(name, g->a), NULL, NULL),
			    LOOK_BOLD, ABOUT_DRAFT, name);
	}
}

/* What the exercise brings this role, until it was picked up or read. */
static void
add_injects(struct gathering *g)
{
	const struct front *f = g->app->front;
	const struct exercise_run *run = f->exercise;

	/* What was played stays where it is once something is real. */
	if (run != NULL && run->real_life != NULL)
		return;
	for (unsigned i = 0; run != NULL && i < run->inject_count; i++) {
		const struct exercise_inject *x = &run->injects[i];
		const char *text = say_arrival(x, g->a);

		/* Who has no role yet sees where it rings. */
		if (f->role == NULL && !f->board && !run->over &&
		    x->sent != NULL && x->heard_count == 0)
			add(g,
			    say_fill(g->a, tr("%1 (for: %2)"), text,
				     say_receivers(x, f->library, g->a), NULL),
			    LOOK_EXERCISE, ABOUT_NOTHING, NULL);
		if (f->role == NULL || run->over || !inject_is_new(x, f->role))
			continue;
		add(g,
		    inject_rings(x, f->role)
			    ? say_fill(g->a, tr("%1 (w picks up)"), text, NULL,
				       NULL)
			    : say_fill(g->a, tr("%1 (w reads)"), text, NULL,
				       NULL),
		    LOOK_EXERCISE, ABOUT_WHO, NULL);
	}
}

/* Nothing comes any more: who plays alone would wait for ever. */
static void
add_over_time(struct gathering *g)
{
	const struct exercise_run *run = g->app->front->exercise;

	if (run != NULL && run->real_life != NULL)
		return;
	if (lead_plays(g->app->front))
		add(g,
		    tr("You lead this exercise: nothing is sent while you "
		       "play. (:let-go gives it up)"),
		    LOOK_EXERCISE, ABOUT_COMMAND, "let-go");
	if (run != NULL && !run->led && lead_round_is_done(run))
		add(g,
		    say_fill(g->a,
			     tr("Talked it over? %1 follows: :next-round"),
			     lead_next_round(run)->title, NULL, NULL),
		    LOOK_EXERCISE, ABOUT_COMMAND, "next-round");
	if (run != NULL && lead_is_over_time(run))
		add(g,
		    tr("The time of this exercise is over: :end-exercise ends "
		       "it, and says what came of it."),
		    LOOK_EXERCISE, ABOUT_COMMAND, "end-exercise");
}

static void
add_real(struct gathering *g)
{
	const char *real = real_alert(g->app, g->a);

	if (real != NULL)
		add(g, real, LOOK_UNSAVED, ABOUT_COMMAND, "real");
}

static void
add_call_again(struct gathering *g)
{
	const char *again = say_call_again(g->app->front, g->a);

	if (again != NULL)
		add(g, again, LOOK_BOLD, ABOUT_CALLS, NULL);
}

/* What came back to our questions, until somebody here has seen it. */
static void
add_answers(struct gathering *g)
{
	const struct front *f = g->app->front;
	const struct status_role *role = app_role(g->app);

	for (unsigned i = 0; role != NULL && i < role->answer_count; i++)
		add(g,
		    say_fill(g->a, tr("%1 answers \"%2\": %3 (w: seen)"),
			     say_role(role->answers[i]->from, f->library, g->a),
			     role->answers[i]->question,
			     role->answers[i]->text),
		    LOOK_BOLD, ABOUT_WORK, role->answers[i]->id);
}

/* Additions of ours whose place is gone: named, not lost. */
static void
add_strays(struct gathering *g)
{
	const struct addition *stray;

	for (unsigned i = 0;
	     (stray = library_stray(g->app->front->library, i)) != NULL; i++)
		add(g,
		    say_fill(g->a,
			     tr("An addition of ours has no place any more: "
				"%1"),
			     stray->at, NULL, NULL),
		    LOOK_BOLD, ABOUT_NOTHING, NULL);
}

static void
add_handover(struct gathering *g)
{
	const char *waiting = say_handover_waiting(g->app->front, g->a);

	if (waiting != NULL)
		add(g, say_fill(g->a, tr("%1 (w)"), waiting, NULL, NULL),
		    LOOK_BOLD, ABOUT_WHO, NULL);
}

/* A suggestion: behind everything that is urgent. */
static void
add_clock_check(struct gathering *g)
{
	const char *due = say_clock_due(g->app->front);

	if (due != NULL)
		add(g, say_fill(g->a, tr("%1 (:clock)"), due, NULL, NULL),
		    LOOK_NORMAL, ABOUT_COMMAND, "clock");
}

static void
add_empty_roles(struct gathering *g)
{
	const struct front *f = g->app->front;
	const struct status *st = f->status;

	for (unsigned i = 0; i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		if (!status_role_alarms(st, r, f->role, f->now))
			continue;
		add(g,
		    say_fill(g->a, tr("Nobody has taken the role %1"),
			     say_role(r->role, f->library, g->a), NULL, NULL),
		    LOOK_BOLD, ABOUT_CALLS, NULL);
	}
}

struct notice *
alerts_of(const struct app *app, struct arena *a, unsigned *count)
{
	struct gathering g = {.app = app, .a = a};
	const struct front *f = app->front;

	*count = 0;
	if (f->incident == NULL || f->status == NULL)
		return NULL;
	if (f->saved == FRONT_WAITING)
		add(&g,
		    say_fill(a,
			     tr("Saving ... %1 s; the disk does not answer."),
			     arena_printf(a, "%" PRId64,
					  (f->now - f->saving_since) / 1000),
			     NULL, NULL),
		    LOOK_UNSAVED, ABOUT_NOTHING, NULL);
	if (f->notice != NULL)
		add(&g, f->notice, LOOK_UNSAVED, ABOUT_NOTHING, NULL);
	add_unsaved(&g);
	add_real(&g);
	add_alerts(&g, true);
	add_over_time(&g);
	add_injects(&g);
	add_inbox(&g);
	add_handover(&g);
	add_call_again(&g);
	add_answers(&g);
	add_alerts(&g, false);
	add_empty_roles(&g);
	if (f->library != NULL)
		add_strays(&g);
	if (f->seal_advice != NULL)
		add(&g,
		    say_fill(a, tr("%1 Type :seal"), f->seal_advice, NULL,
			     NULL),
		    LOOK_BOLD, ABOUT_COMMAND, "seal");
	add_clock_check(&g);
	*count = g.count;
	return g.list;
}
