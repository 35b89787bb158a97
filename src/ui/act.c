/* Acts on their way to the record, and what comes back of them. */
#include <string.h>

#include "base/tr.h"
#include "core/handover.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_seal.h"
#include "front/seal_words.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/assess.h"
#include "ui/draft.h"
#include "ui/views.h"

#define SEAL_COLUMNS 80 /* a picture with its words beside it */
#define SEAL_ROWS 24
#define ASK_LATE_MS 5000 /* then a person decides whether to wait on */

static const char *
copied(struct arena *a, const char *s)
{
	return s != NULL ? arena_strdup(a, s) : NULL;
}

static void
copy_lists(struct arena *a, struct action *act)
{
	struct record_advice *advice = NULL;
	const char **options = NULL;

	if (act->advice_count > 0)
		advice =
			ARENA_ARRAY(a, struct record_advice, act->advice_count);
	for (unsigned i = 0; i < act->advice_count; i++) {
		advice[i].role = copied(a, act->advice[i].role);
		advice[i].advice = copied(a, act->advice[i].advice);
	}
	act->advice = advice;
	if (act->option_count > 0)
		options = ARENA_ARRAY(a, const char *, act->option_count);
	for (unsigned i = 0; i < act->option_count; i++)
		options[i] = copied(a, act->options[i]);
	act->options = options;
	options = NULL;
	if (act->receiver_count > 0)
		options = ARENA_ARRAY(a, const char *, act->receiver_count);
	for (unsigned i = 0; i < act->receiver_count; i++)
		options[i] = copied(a, act->receivers[i]);
	act->receivers = options;
}

/* A question may stand between the key and the act: nothing of it may go. */
static struct action
copy_action(struct arena *a, const struct action *act)
{
	struct action c = *act;
	const char **strings[] = {
		&c.role,      &c.by,         &c.typed,    &c.via,
		&c.item,      &c.step,       &c.choice,   &c.playbook,
		&c.state,     &c.reason,     &c.override, &c.to,
		&c.text,      &c.about,      &c.id,       &c.answer,
		&c.fact,      &c.value,      &c.bound,    &c.source,
		&c.certainty, &c.deadline,   &c.act,      &c.proof,
		&c.contact,   &c.outcome,    &c.ref,      &c.chosen,
		&c.phase,     &c.decided_by, &c.document, &c.language,
		&c.channel,   &c.sha256,     &c.reg,      &c.row,
		&c.column,    &c.name,       &c.how,      &c.title,
	};

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		*strings[i] = copied(a, *strings[i]);
	copy_lists(a, &c);
	return c;
}

void
app_drop_acts(struct app *app)
{
	app->queue_count = 0;
	app->not_saved = app->late = false;
	draft_drop(app);
	arena_reset(&app->act_arena);
}

void
app_act(struct app *app, const struct action *act, struct effects *out)
{
	const struct front *f = app->front;
	struct action *queued;

	if (f->read_only || f->incident == NULL) {
		app_say(app, f->read_only && f->read_only_why != NULL
				     ? f->read_only_why
				     : tr("This can only be read now."));
		return;
	}
	if (f->saved == FRONT_WAITING) {
		app_say(app, tr("Not now: the last entry is still being "
				"saved."));
		return;
	}
	if (app->queue_count == APP_QUEUE_MOST)
		return;
	queued = &app->queue[app->queue_count++];
	*queued = copy_action(&app->act_arena, act);
	if (queued->role == NULL)
		queued->role = copied(&app->act_arena, f->role);
	if (app->queue_count == 1)
		app_send(app, out);
}

void
app_send(struct app *app, struct effects *out)
{
	struct action *act = &app->queue[0];

	if (app->queue_count == 0)
		return;
	if (app->front->by == NULL && act->by == NULL) {
		form_name(app);
		return;
	}
	if (act->by == NULL)
		act->by = copied(&app->act_arena, app->front->by);
	if (act->typed == NULL)
		act->typed = copied(&app->act_arena, app->front->typed);
	if (act->via == NULL)
		act->via = copied(&app->act_arena, app->front->via);
	if (ask_personal(app))
		return;
	app->personal_accepted = false;
	effects_add(out, EFFECT_ACT)->action = *act;
	app->waits = true;
}

static void
say_stored(struct app *app, const struct record *r)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;
	struct say_line line =
		say_record(r, f->incident, f->library, f->zone, a);

	app_say(app,
		say_fill(a, tr("Saved %1: %2 %3"),
			 say_clock(r->time, f->zone, a), line.word, line.text));
}

/* Somebody who looked around meanwhile goes on doing that. */
static void
close_layer(struct app *app)
{
	if (!app->late ||
	    (app->layer == LAYER_MENU && (app->menu.what == MENU_WAITING ||
					  app->menu.what == MENU_NOT_SAVED)))
		app->layer = LAYER_NONE;
	app->late = false;
}

/* What was typed is kept as a draft until it is stored. */
static void
waiting(struct app *app, struct effects *out)
{
	if (app->layer == LAYER_FORM) {
		draft_keep(app, false, out);
		form_close(app);
	}
	app->layer = LAYER_NONE;
	app->not_saved = false;
	app->late = true;
	app->ask_late = app->front->now + ASK_LATE_MS;
}

static void
stored(struct app *app, const struct record *r, struct effects *out)
{
	const struct front *f = app->front;

	if (app->queue_count > 0) {
		draft_forget(app, out);
		app->form.what = FORM_NONE;
		memmove(app->queue, app->queue + 1,
			sizeof(app->queue[0]) * (APP_QUEUE_MOST - 1));
		app->queue_count--;
	}
	app->paper[0] = '\0';
	close_layer(app);
	if (r != NULL && r->kind == RECORD_PLAYBOOK && app->view == VIEW_MATCH)
		roles_open(app);
	if (app->queue_count > 0) {
		app_send(app, out);
		return;
	}
	app_drop_acts(app);
	if (r == NULL)
		return;
	say_stored(app, r);
	if (r->kind == RECORD_HANDOVER)
		ask_accept(app);
	else if (r->kind == RECORD_JOIN &&
		 handover_accepted(app->front->incident, r) != NULL)
		effects_add(out, EFFECT_BY)->text =
			arena_strdup(&app->scratch, r->actor);
	if (r->kind == RECORD_CLOSE && f->exercise != NULL)
		debrief_open(app);
	ask_after_stored(app, r);
	if (r->kind == RECORD_DOCUMENT) {
		if (r->more->document != NULL)
			effects_add(out, EFFECT_DRAFT)->name =
				document_draft_name(app, r->more->document);
		ask_offers(app, r);
	}
	if (app->view == VIEW_STEP)
		step_stored(app, r);
	else if (app->view == VIEW_MESSAGE && r->kind == RECORD_FACT)
		message_stored(app);
	else if (app->view == VIEW_CALLS && r->kind == RECORD_CONTACT)
		calls_stored(app);
	else if (app->view == VIEW_REGISTERS)
		registers_stored(app, r);
	else if (app->view == VIEW_QUESTION)
		assess_stored(app, r);
	else if (app->view == VIEW_EXERCISE)
		exercise_stored(app, r);
	else if (r->kind == RECORD_ITEM &&
		 (app->view == VIEW_TRIAGE || app->view == VIEW_ROLES))
		firsts_stored(app);
}

/* What can be asked for is asked for; the rest is said. */
static void
refused(struct app *app, const struct event *ev)
{
	const char *why =
		say_refused(refused_on_screen(ev->refused, app->front->library,
					      &app->scratch),
			    &ev->action, &app->scratch);

	switch ((int)ev->refused.why) {
	case REFUSED_REASON_MISSING:
		ask_reason(app, MENU_REASON, why);
		return;
	case REFUSED_ITEMS_OPEN:
	case REFUSED_NEEDS:
	case REFUSED_ITEMS_AND_NEEDS:
	case REFUSED_WAITS_APPROVAL:
	case REFUSED_WORK_OPEN:
	case REFUSED_NOT_APPROVED:
		ask_reason(app, MENU_OVERRIDE, why);
		return;
	default:
		break;
	}
	if (app->layer == LAYER_FORM) {
		/* The form stays: what was typed can be mended. */
		app->form.complaint = arena_strdup(&app->layer_arena, why);
	} else {
		app->layer = LAYER_NONE;
		app_say(app, why);
	}
	app_drop_acts(app);
}

/* Its words fill the screen: that it was saved is seen from them. */
static void
show_seal(struct app *app, const struct record *r, const char *picture)
{
	const struct front *f = app->front;
	struct seal_said said = {.sha256 = r->more->sha256, .head = f->head};

	if (!seal_words_can_say(r->more->sha256) || f->head == NULL)
		return;
	if (app->columns >= SEAL_COLUMNS && app->rows >= SEAL_ROWS)
		said.picture = picture;
	app_say(app, NULL);
	app_read(app, NULL, say_seal(&said, f->language, &app->scratch));
}

/* It came to nothing: the form stays, where it still is the one of the act. */
void
app_failed(struct app *app, const struct event *ev)
{
	bool mends = app->layer == LAYER_FORM &&
		     app->form.what == FORM_EVIDENCE &&
		     ev->action.kind == ACT_EVIDENCE;

	/* Said below the form, where a small window shows it too. */
	app_say(app, ev->text);
	if (mends)
		app->form.focus = 0;
	else
		app->layer = LAYER_NONE;
	app_drop_acts(app);
}

void
app_answered(struct app *app, const struct event *ev, struct effects *out)
{
	switch ((int)ev->kind) {
	case EVENT_STORED:
		stored(app, ev->record, out);
		if (ev->record != NULL && ev->record->kind == RECORD_SEAL)
			show_seal(app, ev->record, ev->text);
		else if (ev->text != NULL)
			app_say(app, ev->text);
		break;
	case EVENT_WAITING:
		waiting(app, out);
		break;
	case EVENT_REFUSED:
		refused(app, ev);
		break;
	case EVENT_NOT_SAVED:
		app->late = false;
		app->not_saved = true;
		ask_not_saved(app, ev->text);
		break;
	default:
		break;
	}
}
