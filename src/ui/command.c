/* The `:` line: every action has a name; and searching. */
#include <string.h>

#include "base/text.h"
#include "base/tr.h"
#include "front/fill.h"
#include "front/say.h"
#include "front/say_in_mode.h"
#include "front/say_lead.h"
#include "ui/ask.h"
#include "ui/views.h"

/* Commands that no key has. */
enum own_command {
	COMMAND_LANG,
	COMMAND_LANGUAGE,
	COMMAND_THEME,
	COMMAND_ORGANISATION,
	COMMAND_ROLE,
	COMMAND_QUIT,
	COMMAND_SEVERITY,
	COMMAND_PHASE,
	COMMAND_PLAYBOOK,
	COMMAND_TITLE,
	COMMAND_RATIFY,
	COMMAND_ACTION,
	COMMAND_DECISION,
	COMMAND_HANDOVER,
	COMMAND_ACCEPT,
	COMMAND_CLOCK,
	COMMAND_NAME,
	COMMAND_SEAL,
	COMMAND_EVIDENCE_LIST,
	COMMAND_CLOSE_INCIDENT,
	COMMAND_START,
	COMMAND_AHEAD,
	COMMAND_HANDOVER_SHEET,
	COMMAND_END_EXERCISE,
	COMMAND_NEXT_ROUND,
	COMMAND_LET_GO,
	COMMAND_SPEED,
	COMMAND_CAME,
	COMMANDS
};

static const struct {
	const char *name; /* N_IN("word") */
	bool needs_incident;
	const char *meaning; /* N_() */
} own[COMMANDS] = {
	[COMMAND_LANG] = {N_IN("word", "lang"), false,
			  N_("another language: language nl")},
	[COMMAND_LANGUAGE] = {N_IN("word", "language"), false,
			      N_("another language: language nl")},
	[COMMAND_THEME] =
		{N_IN("word", "theme"), false,
		 N_("other colours: theme light, dark, mono or projector")},
	[COMMAND_ORGANISATION] =
		{N_IN("word", "organisation"), false,
		 N_("our own file: name, numbers, contacts, own deadlines")},
	[COMMAND_ROLE] = {N_IN("word", "role"), true,
			  N_("work as another role")},
	[COMMAND_QUIT] = {N_IN("word", "q"), false,
			  N_("leave, go to the start, or close")},
	[COMMAND_SEVERITY] = {N_IN("word", "severity"), true,
			      N_("set how serious it is, 0 to 4")},
	[COMMAND_PHASE] = {N_IN("word", "emergency-phase"), true,
			   N_("declare or end an emergency phase")},
	[COMMAND_PLAYBOOK] = {N_IN("word", "playbook"), true,
			      N_("open one more playbook")},
	[COMMAND_TITLE] = {N_IN("word", "title"), true,
			   N_("give the incident a title")},
	[COMMAND_RATIFY] = {N_IN("word", "ratify"), true,
			    N_("decisions that a body must ratify")},
	[COMMAND_ACTION] = {N_IN("word", "action"), true,
			    N_("an action that no playbook has")},
	[COMMAND_DECISION] = {N_IN("word", "decision"), true,
			      N_("a decision that no playbook has")},
	[COMMAND_HANDOVER] = {N_IN("word", "handover"), true,
			      N_("hand this role over to somebody")},
	[COMMAND_ACCEPT] = {N_IN("word", "accept"), true,
			    N_("the other repeated it and accepts the role")},
	[COMMAND_CLOCK] = {N_IN("word", "clock"), true,
			   N_("compare this clock with a phone")},
	[COMMAND_NAME] = {N_IN("word", "name"), true,
			  N_("somebody else is at this keyboard now")},
	[COMMAND_SEAL] = {N_IN("word", "seal"), true,
			  N_("seal the log: eight words to keep outside")},
	[COMMAND_EVIDENCE_LIST] =
		{N_IN("word", "evidence-list"), true,
		 N_("the evidence that is kept, compared with its hash")},
	[COMMAND_CLOSE_INCIDENT] = {N_IN("word", "close-incident"), true,
				    N_("close the incident for good")},
	[COMMAND_START] = {N_IN("word", "start"), true,
			   N_("to the start; the incident stays open")},
	[COMMAND_AHEAD] = {N_IN("word", "ahead"), true,
			   N_("the next 12 hours, and where they collide")},
	[COMMAND_HANDOVER_SHEET] =
		{N_IN("word", "handover-sheet"), true,
		 N_("what the next one in this role must know, on one page")},
	[COMMAND_END_EXERCISE] =
		{N_IN("word", "end-exercise"), true,
		 N_("end the exercise: what came of it follows")},
	[COMMAND_NEXT_ROUND] = {N_IN("word", "next-round"), true,
				N_("begin the next round of the discussion")},
	[COMMAND_LET_GO] = {N_IN("word", "let-go"), true,
			    N_("leave the lead of the exercise to others")},
	[COMMAND_SPEED] = {N_IN("word", "speed"), true,
			   N_("how fast the exercise's clock goes")},
	[COMMAND_CAME] =
		{N_IN("word", "came-in"), true,
		 N_("what came in during the exercise, to read again")},
};

static void
use_language(struct app *app, const char *typed, struct effects *out)
{
	const char *const *all = tr_languages();
	const char *list = "";

	for (; *all != NULL; all++) {
		if (strcmp(*all, typed) == 0) {
			effects_add(out, EFFECT_LANGUAGE)->text = *all;
			return;
		}
		list = arena_printf(&app->scratch, "%s%s%s", list,
				    list[0] != '\0' ? ", " : "", *all);
	}
	app_say(app,
		say_fill(&app->scratch, tr("Type :language and one of: %1."),
			 list, NULL, NULL));
}

static void
use_theme(struct app *app, const char *typed, struct effects *out)
{
	enum theme theme = theme_named(typed);

	if (theme == THEMES) {
		app_say(app,
			say_fill(&app->scratch,
				 tr("The theme is %1. Type :theme and one "
				    "of: %2."),
				 theme_name(app->theme), theme_names(), NULL));
		return;
	}
	app->theme = theme;
	effects_add(out, EFFECT_THEME)->text = theme_name(theme);
	app_say(app, say_fill(&app->scratch, tr("Theme: %1."),
			      theme_name(theme), NULL, NULL));
}

static void
use_typed_role(struct app *app, const char *typed, struct effects *out)
{
	const struct status *st = app_status(app);

	for (unsigned i = 0; i < st->role_count; i++) {
		if (typed != NULL && typed[0] != '\0' &&
		    strncmp(st->roles[i].role, typed, strlen(typed)) == 0) {
			app_use_role(app, st->roles[i].role, out);
			app->view = VIEW_STEP;
			app->back_count = 0;
			return;
		}
	}
	app_open_view(app, VIEW_ROLES);
}

static void
run_form(struct app *app, enum own_command command)
{
	switch ((int)command) {
	case COMMAND_SEVERITY:
		ask_severity(app);
		break;
	case COMMAND_PHASE:
		ask_phase(app);
		break;
	case COMMAND_PLAYBOOK:
		ask_playbook(app);
		break;
	case COMMAND_TITLE:
		form_title(app);
		break;
	case COMMAND_RATIFY:
		ask_ratify(app);
		break;
	case COMMAND_ACTION:
		form_action(app);
		break;
	case COMMAND_DECISION:
		form_decision(app);
		break;
	case COMMAND_HANDOVER:
		form_handover(app);
		break;
	case COMMAND_ACCEPT:
		ask_accept(app);
		break;
	case COMMAND_CLOCK:
		form_clock(app);
		break;
	case COMMAND_NAME:
		form_name(app);
		break;
	case COMMAND_CLOSE_INCIDENT:
		ask_close(app);
		break;
	case COMMAND_END_EXERCISE:
		if (app->front->exercise != NULL)
			form_end(app);
		else
			app_say(app, tr("This is no exercise."));
		break;
	default:
		break;
	}
}

static void
run_in_exercise(struct app *app, enum own_command command, struct effects *out)
{
	const struct front *f = app->front;

	if (f->exercise == NULL)
		app_say(app, tr("This is no exercise."));
	else if (command == COMMAND_CAME)
		exercise_came_in(app);
	else if (command == COMMAND_LET_GO && (lead_leads(f) || lead_plays(f)))
		exercise_let_go(app, out);
	else if (command == COMMAND_SPEED && lead_moves_clock(f))
		form_speed(app);
	else
		app_say(app, tr("That is for who leads the exercise."));
}

static void
run_own(struct app *app, enum own_command command, const char *rest,
	struct effects *out)
{
	if (own[command].needs_incident && app->front->incident == NULL) {
		app_say(app, tr("No incident is open. Open one first."));
		return;
	}
	if (app->front->board && command == COMMAND_ROLE) {
		app_say(app, tr("This board only looks. q leaves it."));
		return;
	}
	switch ((int)command) {
	case COMMAND_LANG:
	case COMMAND_LANGUAGE:
		use_language(app, rest, out);
		break;
	case COMMAND_THEME:
		use_theme(app, rest, out);
		break;
	case COMMAND_ORGANISATION:
		profile_open(app, out);
		break;
	case COMMAND_ROLE:
		use_typed_role(app, rest, out);
		break;
	case COMMAND_QUIT:
		ask_leave(app);
		break;
	case COMMAND_NEXT_ROUND:
		exercise_next_round(app, out);
		break;
	case COMMAND_LET_GO:
	case COMMAND_SPEED:
	case COMMAND_CAME:
		run_in_exercise(app, command, out);
		break;
	case COMMAND_SEAL:
		seal_log(app, out);
		break;
	case COMMAND_EVIDENCE_LIST:
		evidence_list(out);
		break;
	case COMMAND_START:
		effects_add(out, EFFECT_LEAVE);
		break;
	case COMMAND_AHEAD:
		report_open(app, (struct report_wanted){.kind = REPORT_AHEAD},
			    out);
		break;
	case COMMAND_HANDOVER_SHEET:
		report_open(app,
			    (struct report_wanted){.kind = REPORT_HANDOVER,
						   .role = app->front->role},
			    out);
		break;
	default:
		run_form(app, command);
		break;
	}
}

static const struct key_row *
row_of(const struct app *app, const char *word)
{
	const struct key_row *row = key_named(app->view, word);

	/* From the start screen most of them only say what is missing. */
	return row != NULL ? row : key_named(VIEW_STEP, word);
}

static int
own_named(const char *word)
{
	for (int i = 0; i < COMMANDS; i++)
		if (key_word_is(own[i].name, word))
			return i;
	return COMMANDS;
}

static void
say_no_command(struct app *app, const char *word)
{
	app_say(app, say_fill(&app->scratch,
			      tr("There is no command \"%1\". Tab after : "
				 "shows what there is."),
			      word, NULL, NULL));
}

static void
explain(struct app *app, const char *word)
{
	const struct key_row *row = row_of(app, word);
	int command = own_named(word);
	const struct incident *in = app->front->incident;
	const char *name = word;

	if (command < COMMANDS) {
		app_say(app,
			say_fill(&app->scratch, tr("%1: %2"), word,
				 say_in_mode(in, own[command].meaning), NULL));
		return;
	}
	if (row == NULL) {
		say_no_command(app, word);
		return;
	}
	if (row->keys[0] != 0)
		name = arena_printf(&app->scratch, "%s (%s)", word,
				    key_name(row->keys[0], &app->scratch));
	app_say(app, say_fill(&app->scratch, tr("%1: %2"), name, tr(row->label),
			      NULL));
}

void
command_run(struct app *app, const char *line, struct effects *out)
{
	size_t len = strcspn(line, " ");
	const char *word = arena_strndup(&app->scratch, line, len);
	const char *rest = line + len + strspn(line + len, " ");
	const struct key_row *row = row_of(app, word);
	int command = own_named(word);

	if (len == 0)
		return;
	if (command < COMMANDS)
		run_own(app, (enum own_command)command, rest, out);
	else if (row == NULL)
		say_no_command(app, word);
	else if (row->verb == VERB_HELP && rest[0] != '\0')
		explain(app, rest);
	else
		app_verb(app, row->verb, out);
}

/* --- completion */

struct candidates {
	const char *names[96];
	unsigned count;
};

static void
add_candidate(struct candidates *c, const char *name, const char *typed)
{
	if (strncmp(name, typed, strlen(typed)) != 0 ||
	    c->count == sizeof(c->names) / sizeof(c->names[0]))
		return;
	for (unsigned i = 0; i < c->count; i++)
		if (strcmp(c->names[i], name) == 0)
			return;
	c->names[c->count++] = name;
}

static size_t
common_length(const struct candidates *c)
{
	size_t len = strlen(c->names[0]);

	for (unsigned i = 1; i < c->count; i++)
		while (len > 0 && strncmp(c->names[0], c->names[i], len) != 0)
			len--;
	return len;
}

const char *
command_name(unsigned index)
{
	for (size_t i = 0; i < key_row_count; i++)
		if (key_rows[i].name != NULL && index-- == 0)
			return key_rows[i].name;
	return index < COMMANDS ? own[index].name : NULL;
}

/* What begins so, in the reader's words or in the English ones. */
static void
find_candidates(const struct app *app, const char *typed, bool english,
		struct candidates *c)
{
	for (size_t i = 0; i < key_row_count; i++) {
		const struct key_row *row = &key_rows[i];

		if (row->name != NULL &&
		    (row->views & ((1u << app->view) | (1u << VIEW_STEP))) != 0)
			add_candidate(c,
				      english ? row->name
					      : tr_in("word", row->name),
				      typed);
	}
	for (int i = 0; i < COMMANDS; i++)
		add_candidate(
			c, english ? own[i].name : tr_in("word", own[i].name),
			typed);
}

void
command_complete(struct app *app)
{
	const char *typed = field_text(&app->line, &app->scratch);
	struct candidates c = {.count = 0};
	const char *all = "";

	find_candidates(app, typed, false, &c);
	if (c.count == 0)
		find_candidates(app, typed, true, &c);
	if (c.count == 0) {
		say_no_command(app, typed);
		return;
	}
	field_set(&app->line,
		  arena_strndup(&app->scratch, c.names[0], common_length(&c)));
	if (c.count == 1)
		return;
	for (unsigned i = 0; i < c.count; i++)
		all = arena_printf(&app->scratch, "%s%s ", all, c.names[i]);
	app_say(app, all);
}

/* --- searching */

static const char *
entry_text(const struct app *app, const struct entry *e, struct arena *a)
{
	const struct front *f = app->front;

	const struct record *r;
	struct say_line line;

	if (e->kind != ENTRY_LOG)
		return e->text;
	r = f->incident->log[e->index].record;
	line = say_record(r, f->incident, f->library, f->zone, a);
	return arena_printf(a, "%s %s %s %s %s", say_entry(r->id, a), line.word,
			    line.text, r->actor != NULL ? r->actor : "",
			    r->role != NULL ? say_role(r->role, f->library, a)
					    : "");
}

void
search_run(struct app *app, const char *text, int direction)
{
	struct entries es;
	int at;

	if (text != app->found) {
		size_t len = text_fit(text, strlen(text), 80);

		len = len < sizeof(app->found) ? len : 0;
		memcpy(app->found, text, len);
		app->found[len] = '\0';
	}
	if (app->found[0] == '\0')
		return;
	app_entries(app, &app->scratch, &es);
	at = app_focus(app, &es);
	for (unsigned i = 1; at >= 0 && i <= es.count; i++) {
		unsigned n = ((unsigned)at + es.count +
			      (direction > 0 ? i : es.count - i)) %
			     es.count;
		const char *t = entry_text(app, &es.list[n], &app->scratch);

		if (t != NULL &&
		    text_contains_folded(&app->scratch, t, app->found)) {
			app_set_focus(app, &es, n);
			return;
		}
	}
	app_say(app, say_fill(&app->scratch, tr("\"%1\" is not in this list."),
			      app->found, NULL, NULL));
}
