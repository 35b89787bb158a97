/* Keys and pasted text: to the layer on top, or through the key table. */
#include <string.h>

#include "base/tr.h"
#include "core/exercise.h"
#include "front/fill.h"
#include "ui/ask.h"
#include "ui/assess.h"
#include "ui/draft.h"
#include "ui/views.h"

static void
move_focus(struct app *app, int by)
{
	struct entries es;
	int at;

	app_entries(app, &app->scratch, &es);
	at = app_focus(app, &es);
	if (at < 0)
		return;
	app_set_focus(app, &es, (unsigned)at);
	list_move(&app->lists[app->view], (struct list_keys){es.keys, es.count},
		  by);
}

static bool
move(struct app *app, enum verb verb)
{
	int page = app->rows > 8 ? app->rows - 8 : 1, by = 0;

	if (verb == VERB_UP)
		by = -1;
	else if (verb == VERB_DOWN)
		by = 1;
	else if (verb == VERB_PAGE_UP)
		by = -page;
	else if (verb == VERB_PAGE_DOWN)
		by = page;
	else if (verb == VERB_FIRST)
		by = -(1 << 24);
	else if (verb == VERB_LAST)
		by = 1 << 24;
	if (by == 0)
		return false;
	if (app->view == VIEW_READER || app->view == VIEW_REPORT ||
	    app->view == VIEW_RESULT)
		reader_scroll(app, by);
	else
		move_focus(app, by);
	return true;
}

/* Verbs that open something, the same in every view. */
static bool
open_something(struct app *app, enum verb verb, struct effects *out)
{
	static const struct {
		enum verb verb;
		enum view_id view;
	} opens[] = {
		{VERB_BOARD, VIEW_BOARD},
		{VERB_TIMELINE, VIEW_TIMELINE},
		{VERB_DEADLINES, VIEW_DEADLINES},
		{VERB_CONTACTS, VIEW_CONTACTS},
		{VERB_CALLS, VIEW_CALLS},
		{VERB_FACTS, VIEW_FACTS},
		{VERB_REGISTERS, VIEW_REGISTERS},
		{VERB_MESSAGES, VIEW_MESSAGES},
		{VERB_MAP, VIEW_MAP},
		{VERB_ROLES, VIEW_ROLES},
	};

	for (size_t i = 0; i < sizeof(opens) / sizeof(opens[0]); i++) {
		if (opens[i].verb == verb) {
			/* Offices are loaded when they are looked up. */
			if (verb == VERB_CONTACTS || verb == VERB_CALLS ||
			    verb == VERB_DEADLINES || verb == VERB_MESSAGES)
				effects_add(out, EFFECT_LIBRARY);
			app_open_view(app, opens[i].view);
			return true;
		}
	}
	if (verb == VERB_PAUSE)
		exercise_pause(app, out);
	return verb == VERB_PAUSE;
}

/* Where a role is chosen nothing is taken yet: the focus moves. */
static void
focus_role(struct app *app, int by)
{
	struct entries es;
	int at, count;

	app_entries(app, &app->scratch, &es);
	count = (int)es.count;
	at = app_focus(app, &es);
	for (int i = 1; i <= count; i++) {
		int next = (at + by * i % count + count) % count;

		if (es.list[next].kind == ENTRY_ROLE) {
			app_set_focus(app, &es, (unsigned)next);
			return;
		}
	}
}

static void
next_role(struct app *app, int by, struct effects *out)
{
	const struct status *st = app_status(app);
	bool led = app->view == VIEW_EXERCISE;
	int count, at = -1;

	if (st == NULL || st->role_count == 0)
		return;
	count = (int)st->role_count;
	for (int i = 0; i < count; i++)
		if (app->front->role != NULL &&
		    strcmp(st->roles[i].role, app->front->role) == 0)
			at = i;
	at = at < 0 ? 0 : (at + by + count) % count;
	app_use_role(app, st->roles[at].role, out);
	/* Who leads an exercise acts for a role on its own screen. */
	if (led)
		app->view = VIEW_STEP;
}

void
app_use_role(struct app *app, const char *role, struct effects *out)
{
	effects_add(out, EFFECT_ROLE)->text = arena_strdup(&app->scratch, role);
	app->reading[0] = app->step_path[0] = app->work_key[0] = '\0';
	list_forget(&app->lists[VIEW_STEP]);
	list_forget(&app->lists[VIEW_MAP]);
}

/* What these keys mean on the screen of who leads an exercise. */
static bool
ask_of_exercise(struct app *app, enum verb verb, const struct entry *e)
{
	const struct exercise_run *run = app->front->exercise;
	bool on_inject = e != NULL && e->kind == ENTRY_INJECT &&
			 e->index < run->inject_count;

	if (verb == VERB_OTHER)
		ask_inject(app, e);
	else if (verb == VERB_NOTE)
		form_observe(app, on_inject ? &run->injects[e->index] : NULL);
	else if (verb == VERB_DEBRIEF)
		debrief_open(app);
	else
		return false;
	return true;
}

static bool
ask_something(struct app *app, enum verb verb, const struct entry *e)
{
	if (app->front->incident == NULL ||
	    (verb == VERB_OTHER && assess_is_open(app)))
		return false;
	if (app->view == VIEW_EXERCISE && ask_of_exercise(app, verb, e))
		return true;
	switch ((int)verb) {
	case VERB_REAL:
		ask_real(app);
		return true;
	case VERB_OTHER:
		ask_other(app, e);
		return true;
	case VERB_WHO:
		ask_who(app);
		return true;
	case VERB_UNDO:
		ask_undo(app, e);
		return true;
	case VERB_ALERTS:
		ask_alerts(app);
		return true;
	case VERB_NOTE:
		form_note(app, NULL);
		return true;
	case VERB_EVIDENCE:
		form_evidence(app);
		return true;
	default:
		return false;
	}
}

/* On a wall nobody acts. */
static bool
is_for_a_role(const struct app *app, enum verb verb)
{
	switch ((int)verb) {
	case VERB_NEXT_ROLE:
	case VERB_PREVIOUS_ROLE:
		return app->view != VIEW_TIMELINE;
	case VERB_OPEN:
	case VERB_PRINT:
		return app->view == VIEW_REPORT || app->view == VIEW_FACTS ||
		       app->view == VIEW_REAL;
	case VERB_ROLES:
	case VERB_REAL:
	case VERB_PAUSE:
	case VERB_OTHER:
	case VERB_WHO:
	case VERB_UNDO:
	case VERB_NOTE:
	case VERB_EVIDENCE:
	case VERB_ALERTS:
	case VERB_TICK:
		return true;
	default:
		return false;
	}
}

static bool
board_holds(struct app *app, enum verb verb)
{
	bool holds = app->front->board && is_for_a_role(app, verb);

	if (holds)
		app_say(app, tr("This board only looks. q leaves it."));
	return holds;
}

static void
open_line(struct app *app, enum line_what what)
{
	app->layer = LAYER_LINE;
	app->line_what = what;
	field_set(&app->line, "");
}

static bool
search_or_type(struct app *app, enum verb verb)
{
	switch ((int)verb) {
	case VERB_SEARCH:
		open_line(app, LINE_SEARCH);
		return true;
	case VERB_SEARCH_NEXT:
		search_run(app, app->found, 1);
		return true;
	case VERB_SEARCH_PREVIOUS:
		search_run(app, app->found, -1);
		return true;
	case VERB_COMMAND:
		open_line(app, LINE_COMMAND);
		return true;
	default:
		return false;
	}
}

void
app_verb(struct app *app, enum verb verb, struct effects *out)
{
	struct entries es;
	int at;

	if (board_holds(app, verb) || move(app, verb) ||
	    open_something(app, verb, out))
		return;
	/* Of the line that is read; what comes of it stands in its list. */
	if (app_behind(app) != app->view && verb_is_of_line(verb))
		app_close_view(app, out);
	app_entries(app, &app->scratch, &es);
	at = app_focus(app, &es);
	if (at >= 0)
		app_set_focus(app, &es, (unsigned)at);
	if (search_or_type(app, verb))
		return;
	switch ((int)verb) {
	case VERB_STEP:
		work_next(app,
			  app->view == VIEW_STEP && app->reading[0] == '\0');
		return;
	case VERB_NEXT_ROLE:
	case VERB_PREVIOUS_ROLE:
		if (app->view == VIEW_TIMELINE)
			break;
		if (app->view == VIEW_ROLES)
			focus_role(app, verb == VERB_NEXT_ROLE ? 1 : -1);
		else
			next_role(app, verb == VERB_NEXT_ROLE ? 1 : -1, out);
		return;
	case VERB_REPORT:
		report_of_view(app, out);
		return;
	case VERB_PRINT:
		print_view(app, out);
		return;
	case VERB_REPAINT:
		effects_add(out, EFFECT_REPAINT);
		return;
	case VERB_CLOSE:
		app_close_view(app, out);
		return;
	case VERB_HELP:
		app->help = true;
		app->help_top = 0;
		return;
	default:
		break;
	}
	if (ask_something(app, verb, at >= 0 ? &es.list[at] : NULL))
		return;
	if (views[app->view].act == NULL)
		return;
	views[app->view].act(app, verb, at >= 0 ? &es.list[at] : NULL, out);
	app->reads_line = at >= 0 && app->view == VIEW_READER;
}

static void
help_key(struct app *app, uint32_t key)
{
	const struct key_row *row = key_find(VIEW_READER, key);

	switch (row != NULL ? (int)row->verb : VERB_NONE) {
	case VERB_UP:
		app->help_top--;
		break;
	case VERB_DOWN:
		app->help_top++;
		break;
	case VERB_PAGE_UP:
	case VERB_FIRST:
		app->help_top -= app->rows - 4;
		break;
	case VERB_PAGE_DOWN:
	case VERB_LAST:
		app->help_top += app->rows - 4;
		break;
	case VERB_CLOSE:
	case VERB_HELP:
		app->help = false;
		break;
	default:
		break;
	}
	if (app->help_top < 0)
		app->help_top = 0;
}

static void
line_key(struct app *app, uint32_t key, struct effects *out)
{
	const char *text;

	if (key == KEY_CODE_ESCAPE ||
	    (key == KEY_CODE_BACKSPACE && app->line.text.len == 0)) {
		app->layer = LAYER_NONE;
	} else if (key == KEY_CODE_ENTER) {
		text = field_text(&app->line, &app->scratch);
		app->layer = LAYER_NONE;
		if (app->line_what == LINE_SEARCH)
			search_run(app, text, 1);
		else
			command_run(app, text, out);
	} else if (key == KEY_CODE_TAB && app->line_what == LINE_COMMAND) {
		command_complete(app);
	} else {
		field_key(&app->line, key);
	}
}

static void
view_key(struct app *app, uint32_t key, struct effects *out)
{
	const struct key_row *row = key_find(app->view, key);

	if (row == NULL) {
		row = key_find(app_behind(app), key);
		row = row != NULL && verb_is_of_line(row->verb) ? row : NULL;
	}
	if (row == NULL) {
		app_say(app,
			say_fill(&app->scratch,
				 tr("%1 is not used here. ? shows the keys."),
				 key_name(key, &app->scratch), NULL, NULL));
		return;
	}
	app_verb(app, row->verb, out);
}

void
input_interrupt(struct app *app, struct effects *out)
{
	struct event escape = {.kind = EVENT_KEY, .key = KEY_CODE_ESCAPE};

	if (app->help) {
		app->help = false;
	} else if (app->layer == LAYER_MENU && app->menu.what == MENU_LEAVE) {
		app_quit(app, out);
	} else if (app->layer == LAYER_MENU) {
		menu_update(app, &escape, out);
	} else if (app->layer == LAYER_FORM) {
		form_update(app, &escape, out);
	} else if (app->layer == LAYER_LINE) {
		app->layer = LAYER_NONE;
	} else {
		ask_leave(app);
	}
}

void
app_quit(struct app *app, struct effects *out)
{
	draft_keep(app, true, out);
	effects_add(out, EFFECT_QUIT);
	app->leaves = true;
}

/* A report or a text that is saved is followed by a note of it. */
static bool
writes(const struct effect *e)
{
	return e->kind == EFFECT_ACT || e->kind == EFFECT_START ||
	       e->kind == EFFECT_EXERCISE || e->kind == EFFECT_REAL ||
	       e->kind == EFFECT_RETRY || e->kind == EFFECT_MOVE ||
	       e->kind == EFFECT_PROFILE_CHANGE ||
	       (e->kind == EFFECT_PRINT && e->document != NULL) ||
	       (e->kind == EFFECT_REPORT && e->save);
}

static void
dispatch(struct app *app, const struct event *ev, struct effects *out)
{
	unsigned before = out->count;

	app->key = ev->key;
	app->key_ms = ev->typed_ms;
	if (ev->key == 3)
		input_interrupt(app, out);
	else if (ev->key == KEY_CODE_HELP && !app->help)
		app_verb(app, VERB_HELP, out);
	else if (app->help)
		help_key(app, ev->key);
	else if (app->layer == LAYER_MENU)
		menu_update(app, ev, out);
	else if (app->layer == LAYER_FORM)
		form_update(app, ev, out);
	else if (app->layer == LAYER_LINE)
		line_key(app, ev->key, out);
	else
		view_key(app, ev->key, out);
	for (unsigned i = before; i < out->count; i++)
		if (writes(&out->list[i]))
			held_wrote(&app->held, ev->key, ev->typed_ms);
}

/* Whether the key is text where the cursor stands now. */
static bool
is_typing(const struct app *app)
{
	if (app->help)
		return false;
	if (app->layer == LAYER_LINE)
		return true;
	if (app->layer == LAYER_FORM)
		return app->form.rows[app->form.focus].option_count == 0;
	return app->layer == LAYER_MENU && app->menu.focus >= 0 &&
	       app->menu.rows[app->menu.focus].typed;
}

void
input_key(struct app *app, const struct event *ev, struct effects *out)
{
	bool may_write =
		ev->key == KEY_CODE_ENTER ||
		((ev->key == ' ' || ev->key == 'z') && !is_typing(app));

	if (ev->key != app->held.key) {
		bool waited = app->held.waits;

		held_interrupt(&app->held);
		if (waited)
			dispatch(app, &app->held_event, out);
	}
	if (may_write) {
		switch (held_press(&app->held, ev->key, ev->typed_ms)) {
		case HELD_DROPPED:
			return;
		case HELD_WAITS:
			app->held_event = *ev;
			return;
		case HELD_COUNTS:
			break;
		}
	}
	app->last_input = app->front->now;
	app->idle = false;
	app_say(app, NULL);
	dispatch(app, ev, out);
}

void
input_paste(struct app *app, const char *text, struct effects *out)
{
	if (app->layer == LAYER_LINE) {
		field_paste(&app->line, text);
	} else if (app->layer == LAYER_MENU && is_typing(app)) {
		field_paste(&app->menu.field, text);
		if (app->menu.field.full)
			app_say(app, tr("Too long: the text stays out. "
					"Keep it as a file."));
		draft_keep(app, true, out);
	} else if (app->layer == LAYER_FORM && is_typing(app)) {
		struct form_row *row = &app->form.rows[app->form.focus];

		field_paste(&row->field, text);
		if (row->field.full)
			app->form.complaint =
				tr("Too long: the text stays out. "
				   "Keep it as a file.");
		app->form.typed = true;
		draft_keep(app, true, out);
	} else {
		app_say(app, tr("Pasted text is not used here. "
				"a opens a note to paste it in."));
	}
}

void
input_held(struct app *app, int64_t ms, struct effects *out)
{
	if (!held_due(&app->held, ms))
		return;
	app->last_input = app->front->now;
	app_say(app, NULL);
	dispatch(app, &app->held_event, out);
}
