#include "ui/app.h"

#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "core/library.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/assess.h"
#include "ui/unsaved.h"
#include "ui/views.h"

#define IDLE_MS (10 * 60 * 1000)

void
app_fini(struct app *app)
{
	form_fini(&app->form);
	field_fini(&app->menu.field);
	field_fini(&app->line);
	arena_fini(&app->layer_arena);
	arena_fini(&app->act_arena);
	arena_fini(&app->reader_arena);
	arena_fini(&app->scratch);
}

struct effect *
effects_add(struct effects *out, enum effect_kind kind)
{
	struct effect *e =
		&out->list[out->count < EFFECTS_MOST ? out->count++
						     : EFFECTS_MOST - 1];

	*e = (struct effect){.kind = kind};
	return e;
}

void
app_say(struct app *app, const char *text)
{
	size_t fits;

	if (text == NULL)
		text = "";
	fits = strlen(text);
	if (fits >= sizeof(app->message)) {
		fits = sizeof(app->message) - 1;
		while (fits > 0 && ((unsigned char)text[fits] & 0xc0) == 0x80)
			fits--;
	}
	memcpy(app->message, text, fits);
	app->message[fits] = '\0';
}

/* --- which view, which entry */

void
entries_add(struct entries *es, struct entry e)
{
	es->list =
		arena_more(es->arena, es->list, es->count, sizeof(*es->list));
	es->keys =
		arena_more(es->arena, es->keys, es->count, sizeof(*es->keys));
	es->list[es->count] = e;
	es->keys[es->count] = e.key;
	es->count++;
}

void
app_entries(const struct app *app, struct arena *a, struct entries *es)
{
	const struct view *view = &views[app->view];

	*es = (struct entries){.arena = a};
	if (view->entries != NULL)
		view->entries(app, es);
}

int
app_focus(const struct app *app, const struct entries *es)
{
	const struct list *list = &app->lists[app->view];
	struct list_keys keys = {es->keys, es->count};
	int at = list_focus(list, keys);
	bool lost = at >= 0 && strcmp(es->keys[at], list->key) != 0;

	if (at >= 0 && (list->key[0] == '\0' || (lost && es->start_when_lost)))
		return (int)(es->start < es->count ? es->start : 0);
	return at;
}

void
app_set_focus(struct app *app, const struct entries *es, unsigned index)
{
	list_set(&app->lists[app->view],
		 (struct list_keys){es->keys, es->count}, index);
}

void
app_focus_key(struct app *app, const char *key)
{
	struct entries es;

	app_entries(app, &app->scratch, &es);
	for (unsigned i = 0; i < es.count; i++)
		if (strcmp(es.keys[i], key) == 0)
			app_set_focus(app, &es, i);
}

void
app_open_view(struct app *app, enum view_id view)
{
	if (views[view].needs_incident && app->front->incident == NULL) {
		app_say(app, tr("No incident is open. Open one first."));
		return;
	}
	if (view == app->view)
		return;
	if (app->back_count == APP_BACK_MOST) {
		memmove(app->back, app->back + 1,
			sizeof(app->back[0]) * (APP_BACK_MOST - 1));
		app->back_count--;
	}
	app->back[app->back_count++] = app->view;
	app->view = view;
}

/* A view that is not reached from another one. */
static void
settle_in(struct app *app, enum view_id view)
{
	app->view = view;
	app->back_count = 0;
}

void
app_close_view(struct app *app, struct effects *out)
{
	if (app->view == VIEW_STEP && app->reading[0] != '\0') {
		app_open_step(app);
		return;
	}
	if (app->back_count > 0) {
		app->view = app->back[--app->back_count];
		return;
	}
	/* Nothing was taken and nothing is left behind. */
	if (app->front->board) {
		app_quit(app, out);
		return;
	}
	ask_leave(app);
}

/* What hangs on the wall: of an exercise, what its players may see. */
static enum view_id
wall_of(const struct app *app)
{
	return app->front->projector ? VIEW_PROJECTOR : VIEW_BOARD;
}

void
app_open_step(struct app *app)
{
	app->reading[0] = '\0';
	app->how_open = false;
	if (app->front->board) {
		settle_in(app, wall_of(app));
		return;
	}
	if (lead_looks_on(app->front)) {
		settle_in(app, VIEW_EXERCISE);
		return;
	}
	if (assess_is_open(app)) {
		settle_in(app, VIEW_QUESTION);
		return;
	}
	if (app->front->role == NULL) {
		settle_in(app, VIEW_ROLES);
		return;
	}
	if (app->view == VIEW_STEP)
		list_forget(&app->lists[VIEW_STEP]);
	settle_in(app, VIEW_STEP);
}

const struct status *
app_status(const struct app *app)
{
	return app->front->incident != NULL ? app->front->status : NULL;
}

const struct status_role *
app_role(const struct app *app)
{
	const struct status *st = app_status(app);

	if (st == NULL || app->front->role == NULL)
		return NULL;
	return status_find_role(st, app->front->role);
}

bool
app_is_narrow(const struct app *app)
{
	return app->columns < 60;
}

/* Only the signs were asked so far. */
static bool
is_triage_only(const struct app *app)
{
	const struct incident *in = app->front->incident;
	bool any = false;

	for (size_t i = 0; i < in->playbooks.count; i++) {
		const struct playbook_state *ps =
			in->playbooks.entries[i].value;
		const struct playbook *p;

		if (ps == NULL || !ps->open)
			continue;
		p = library_playbook(app->front->library, ps->id);
		if (p != NULL && p->head.kind != FILE_TRIAGE)
			return false;
		any = true;
	}
	return any || in->playbooks.count == 0;
}

static void
say_you_were_here(struct app *app)
{
	const struct front *f = app->front;
	struct arena *a = &app->scratch;

	const char *text = f->role == NULL && !assess_is_open(app)
				   ? tr("Last entry %1 (%2).")
				   : tr("You were here. Last entry %1 (%2).");

	if (f->saved_count == 0)
		return;
	app_say(app, say_fill(a, text, say_clock(f->saved_time, f->zone, a),
			      say_ago(f->now - f->saved_time, a), NULL));
}

/* An incident was opened, or the start screen again. */
static void
opened(struct app *app, struct effects *out)
{
	const struct front *f = app->front;

	for (unsigned i = 0; i < VIEWS; i++)
		if (i != VIEW_START)
			list_forget(&app->lists[i]);
	app->reading[0] = app->step_path[0] = app->only_role[0] = '\0';
	app->real_seen[0] = '\0';
	app->unfolded = false;
	app->only_kind = 0;
	app->paper[0] = '\0';
	memset(app->signs, 0, sizeof(app->signs));
	unsaved_find(app);
	if (f->incident == NULL) {
		settle_in(app, VIEW_START);
		if (f->begin_new)
			start_new(app, out);
		return;
	}
	/* The titles of what a choice would open. */
	if (f->playbook_count == 0)
		effects_add(out, EFFECT_SCORE);
	if (f->read_only && !f->board)
		app_say(app, f->read_only_why);
	if (f->board) {
		settle_in(app, wall_of(app));
		return;
	}
	if (f->role == NULL && !f->read_only && !assess_is_open(app) &&
	    is_triage_only(app)) {
		settle_in(app, VIEW_TRIAGE);
		triage_restore(app, out);
		return;
	}
	app_open_step(app);
	if (!f->read_only)
		say_you_were_here(app);
}

/* --- events */

static void
tick(struct app *app, const struct event *ev, struct effects *out)
{
	input_held(app, ev->typed_ms, out);
	ask_waiting_now(app);
	if (!app->idle && app->front->incident != NULL &&
	    app->layer == LAYER_NONE &&
	    app->front->now - app->last_input >= IDLE_MS) {
		app->idle = true;
		say_you_were_here(app);
	}
}

static bool
is_answer(enum event_kind kind)
{
	return kind == EVENT_STORED || kind == EVENT_REFUSED ||
	       kind == EVENT_NOT_SAVED || kind == EVENT_WAITING ||
	       kind == EVENT_OPENED || kind == EVENT_LOADED ||
	       kind == EVENT_EDITED || kind == EVENT_DONE ||
	       kind == EVENT_FAILED || kind == EVENT_REPORT ||
	       kind == EVENT_COMPLETED || kind == EVENT_EVIDENCE;
}

static void
answer(struct app *app, const struct event *ev, struct effects *out)
{
	app->waits = false;
	switch ((int)ev->kind) {
	case EVENT_OPENED:
		opened(app, out);
		break;
	case EVENT_LOADED:
		break;
	case EVENT_REPORT:
		report_answered(app, ev, out);
		break;
	case EVENT_EDITED:
		document_edited(app, ev->text);
		break;
	case EVENT_COMPLETED:
		form_completed(app, ev);
		break;
	case EVENT_EVIDENCE:
		app_say(app, NULL);
		app_read(app, tr("EVIDENCE"), ev->text);
		break;
	case EVENT_DONE:
	case EVENT_FAILED:
		if (profile_answered(app, ev, out))
			break;
		if (ev->action.kind != ACT_NONE) {
			app_failed(app, ev);
			break;
		}
		if (ev->text != NULL)
			app_say(app, ev->text);
		/* Nowhere else either: the entry still waits for an answer. */
		if (ev->kind == EVENT_FAILED && app->not_saved)
			ask_not_saved(app, ev->text);
		break;
	default:
		app_answered(app, ev, out);
		break;
	}
}

struct effects
app_update(struct app *app, const struct event *ev)
{
	struct effects out = {.count = 0};

	/* Effects of the key before an answer still point to the scratch. */
	if (!is_answer(ev->kind))
		arena_reset(&app->scratch);
	switch ((int)ev->kind) {
	case EVENT_KEY:
		input_key(app, ev, &out);
		break;
	case EVENT_PASTE:
		input_paste(app, ev->text, &out);
		break;
	case EVENT_RESIZE:
		app->rows = ev->rows;
		app->columns = ev->columns;
		report_resized(app, &out);
		break;
	case EVENT_TICK:
	case EVENT_CONTINUED:
		tick(app, ev, &out);
		break;
	case EVENT_INTERRUPT:
		input_interrupt(app, &out);
		break;
	case EVENT_HANGUP:
	case EVENT_TERMINATE:
		app_quit(app, &out);
		break;
	case EVENT_OTHERS_WROTE:
		if (app->front->incident == NULL)
			start_listed(app);
		break;
	case EVENT_NONE:
		break;
	default:
		answer(app, ev, &out);
		break;
	}
	real_look(app);
	return out;
}

void
app_init(struct app *app, const struct front *front, bool ascii)
{
	*app = (struct app){
		.front = front,
		.rows = 24,
		.columns = 80,
		.ascii = ascii,
		.theme = front->theme,
		.last_input = front->now,
		.view = VIEW_START,
	};
}

int64_t
app_wake_ms(const struct app *app)
{
	return held_wake_ms(&app->held);
}

bool
app_shows_seconds(const struct app *app)
{
	const struct status *st = app_status(app);
	const int64_t ten_minutes = 10 * 60 * 1000;

	for (unsigned i = 0; st != NULL && i < st->deadline_count; i++) {
		const struct status_deadline *d = &st->deadlines[i];
		int64_t left = d->due.ms - app->front->now;

		if (d->due.set && left > 0 && left < ten_minutes &&
		    (d->state == DEADLINE_RUNNING ||
		     d->state == DEADLINE_DUE_SOON))
			return true;
	}
	return false;
}

void
app_draw(const struct app *app, struct grid *g)
{
	grid_begin(g);
	if (app->help)
		help_draw(app, g);
	else
		frame_draw(app, g);
}

void
app_focus_letter(struct app *app, const char *sorry)
{
	struct entries es;
	unsigned letter = app->key - 'A';

	app_entries(app, &app->scratch, &es);
	for (unsigned i = 0; i < es.count; i++) {
		if (es.list[i].kind == ENTRY_CHOICE &&
		    es.list[i].index == letter) {
			app_set_focus(app, &es, i);
			return;
		}
	}
	app_say(app, sorry);
}
