/* The commands that write one entry: words and options become an action. */
#include <stddef.h>
#include <string.h>

#include "base/json.h"
#include "base/stamp.h"
#include "base/tr.h"
#include "cli/cli.h"
#include "core/typed.h"
#include "front/fill.h"
#include "front/say.h"

#define FIELD(name) offsetof(struct action, name)
#define NO_FIELD SIZE_MAX
#define FIELDS_MOST 4

/* Which words a command has; the last one may be a text of several words. */
static const struct form {
	const char *command;
	enum action_kind kind;
	size_t fields[FIELDS_MOST];
	bool text; /* the last field takes all words that are left */
} forms[] = {
	{"do", ACT_DO, {FIELD(item), NO_FIELD, NO_FIELD, NO_FIELD}, false},
	{"decide",
	 ACT_DECIDE,
	 {FIELD(step), FIELD(choice), NO_FIELD, NO_FIELD},
	 false},
	{"skip", ACT_SKIP, {FIELD(step), NO_FIELD, NO_FIELD, NO_FIELD}, false},
	{"reopen",
	 ACT_REOPEN,
	 {FIELD(step), NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"take", ACT_TAKE, {FIELD(id), NO_FIELD, NO_FIELD, NO_FIELD}, false},
	{"ask", ACT_ASK, {FIELD(to), FIELD(text), NO_FIELD, NO_FIELD}, true},
	{"tell", ACT_TELL, {FIELD(to), FIELD(text), NO_FIELD, NO_FIELD}, true},
	{"answer",
	 ACT_ANSWER,
	 {FIELD(id), FIELD(answer), NO_FIELD, NO_FIELD},
	 true},
	{"withdraw",
	 ACT_WITHDRAW,
	 {FIELD(id), NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"action",
	 ACT_ACTION,
	 {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD},
	 true},
	{"decision",
	 ACT_DECISION,
	 {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD},
	 true},
	{"ratify",
	 ACT_DECISION,
	 {FIELD(id), FIELD(chosen), NO_FIELD, NO_FIELD},
	 true},
	{"fact",
	 ACT_FACT,
	 {FIELD(fact), FIELD(value), NO_FIELD, NO_FIELD},
	 true},
	{"row",
	 ACT_ROW,
	 {FIELD(reg), FIELD(row), FIELD(column), FIELD(value)},
	 true},
	{"deadline",
	 ACT_DEADLINE,
	 {FIELD(deadline), FIELD(act), NO_FIELD, NO_FIELD},
	 false},
	{"call",
	 ACT_CALL,
	 {FIELD(contact), FIELD(text), NO_FIELD, NO_FIELD},
	 true},
	{"note", ACT_NOTE, {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD}, true},
	{"log add",
	 ACT_NOTE,
	 {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD},
	 true},
	{"correct",
	 ACT_CORRECT,
	 {FIELD(id), FIELD(text), NO_FIELD, NO_FIELD},
	 true},
	{"join", ACT_JOIN, {NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD}, false},
	{"leave", ACT_LEAVE, {NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD}, false},
	{"handover",
	 ACT_HANDOVER,
	 {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD},
	 true},
	{"clock-check",
	 ACT_CLOCK,
	 {NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"severity",
	 ACT_SEVERITY,
	 {NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"emergency-phase",
	 ACT_EMERGENCY_PHASE,
	 {FIELD(phase), NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"playbook",
	 ACT_PLAYBOOK,
	 {FIELD(playbook), NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
	{"title", ACT_TITLE, {FIELD(text), NO_FIELD, NO_FIELD, NO_FIELD}, true},
	{"close",
	 ACT_CLOSE,
	 {FIELD(reason), NO_FIELD, NO_FIELD, NO_FIELD},
	 true},
	{"open-again",
	 ACT_OPEN_AGAIN,
	 {NO_FIELD, NO_FIELD, NO_FIELD, NO_FIELD},
	 false},
};

static const struct {
	enum option_id option;
	size_t field;
} option_fields[] = {
	{OPT_TYPED_BY, FIELD(typed)},
	{OPT_VIA, FIELD(via)},
	{OPT_PLAYBOOK, FIELD(playbook)},
	{OPT_REASON, FIELD(reason)},
	{OPT_OVERRIDE, FIELD(override)},
	{OPT_STATE, FIELD(state)},
	{OPT_ROW, FIELD(row)},
	{OPT_FACT, FIELD(fact)},
	{OPT_TO, FIELD(to)},
	{OPT_SOURCE, FIELD(source)},
	{OPT_CERTAINTY, FIELD(certainty)},
	{OPT_BOUND, FIELD(bound)},
	{OPT_PROOF, FIELD(proof)},
	{OPT_OUTCOME, FIELD(outcome)},
	{OPT_REF, FIELD(ref)},
	{OPT_ABOUT, FIELD(about)},
	{OPT_CHOSEN, FIELD(chosen)},
	{OPT_OF, FIELD(id)},
	{OPT_DECIDED_BY, FIELD(decided_by)},
};

static void
put(struct action *act, size_t field, const char *value)
{
	if (value)
		memcpy((char *)act + field, &value, sizeof(value));
}

static const struct form *
form_of(const char *command)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (strcmp(forms[i].command, command) == 0)
			return &forms[i];
	return NULL;
}

static void
put_words(struct call *c, const struct form *form, struct action *act)
{
	for (unsigned i = 0; i < FIELDS_MOST && i < c->word_count; i++) {
		bool last =
			i + 1 == FIELDS_MOST || form->fields[i + 1] == NO_FIELD;

		if (form->fields[i] == NO_FIELD)
			return;
		put(act, form->fields[i],
		    last && form->text ? call_rest(c, i) : c->words[i]);
	}
}

static bool
put_severity(struct call *c, struct action *act)
{
	const char *word = c->words[0];

	if (act->kind != ACT_SEVERITY)
		return true;
	if (word[0] < '0' || word[0] > '9' || word[1]) {
		cli_refused(c->cli,
			    (struct refused){REFUSED_SEVERITY, word, NULL},
			    act);
		return false;
	}
	act->severity = (struct number){word[0] - '0', true};
	return true;
}

/* Of the next and the last "14:05" the nearer one is meant. */
static bool
put_phone(struct call *c, struct action *act)
{
	struct cli *cli = c->cli;

	if (act->kind != ACT_CLOCK)
		return true;
	act->phone.set = stamp_read_nearest(c->words[0], paths_now(),
					    &cli->session.zone, &act->phone.ms);
	if (!act->phone.set)
		cli_refused(cli,
			    (struct refused){REFUSED_PHONE_MISSING, NULL, NULL},
			    act);
	return act->phone.set;
}

static bool
put_advice(struct call *c, struct action *act)
{
	struct arena *a = &c->cli->arena;
	unsigned count = c->options.repeated_count[0];
	struct record_advice *advice =
		ARENA_ARRAY(a, struct record_advice, count + 1);

	for (unsigned i = 0; i < count; i++) {
		const char *word = c->options.repeated[0][i];
		const char *equals = strchr(word, '=');

		if (!equals || equals == word) {
			cli_usage(c->cli,
				  tr("--advice: '%s' is not understood; "
				     "write ROLE=with, ROLE=against or "
				     "ROLE=not-asked."),
				  word);
			return false;
		}
		advice[i].role =
			arena_strndup(a, word, (size_t)(equals - word));
		advice[i].advice = equals + 1;
	}
	act->advice = advice;
	act->advice_count = count;
	act->options = c->options.repeated[1];
	act->option_count = c->options.repeated_count[1];
	return true;
}

bool
call_action(struct call *c, struct action *act)
{
	act->role = call_role(c);
	act->by = call_by(c);
	for (size_t i = 0; i < sizeof(option_fields) / sizeof(*option_fields);
	     i++)
		put(act, option_fields[i].field,
		    call_option(c, option_fields[i].option));
	return call_at(c, &act->at);
}

static bool
fill(struct call *c, struct action *act)
{
	const struct form *form = form_of(c->command->name);

	if (!call_action(c, act))
		return false;
	act->kind = form->kind;
	put_words(c, form, act);
	if (act->kind == ACT_DO && !act->state)
		act->state = "done";
	if (strcmp(form->command, "ratify") == 0 && !act->chosen)
		act->chosen = "ratified";
	act->stop = call_has(c, OPT_STOP);
	act->strike = call_has(c, OPT_STRIKE);
	return put_severity(c, act) && put_phone(c, act) &&
	       put_advice(c, act) &&
	       call_time(c, OPT_UNTIL, true, &act->until) &&
	       call_time(c, OPT_DUE, true, &act->due);
}

static void
print_saved(struct call *c, const struct record *written)
{
	struct cli *cli = c->cli;
	const struct journal *j = cli->session.folder.journal;
	struct json_writer *w;

	if (!call_has(c, OPT_JSON)) {
		cli_print(cli, "saved %s %lld %s\n", journal_name(j),
			  (long long)journal_n(j), journal_head(j));
		return;
	}
	w = json_writer_new();
	json_begin_object(w, NULL);
	json_add_text(w, "file", journal_name(j));
	json_add_number(w, "n", journal_n(j));
	json_add_text(w, "head", journal_head(j));
	json_add_text(w, "id", written->id);
	json_add_text(w, "kind", record_kind_name(written->kind));
	json_end(w);
	cli_print_json(cli, w);
}

static int
saved(struct call *c, const struct record *written)
{
	struct cli *cli = c->cli;

	if (!cli->quiet)
		print_saved(c, written);
	if (cli->verbose) {
		struct say_line line = say_record(
			written, &cli->session.incident, &cli->session.library,
			&cli->session.zone, &cli->arena);

		cli_say(cli, arena_printf(&cli->arena, "%s  %s", line.word,
					  line.text));
	}
	/* The entry is safe, whoever hears the answer. */
	cli_flush(cli);
	return EXIT_FINE;
}

int
call_try(struct call *c, const struct action *act)
{
	struct cli *cli = c->cli;
	struct record r = {0};
	struct refused why = session_try(&cli->session, act, &cli->arena, &r);
	struct say_line line;

	if (why.why != REFUSED_NOT)
		return cli_refused(cli, why, act);
	line = say_record(&r, &cli->session.incident, &cli->session.library,
			  &cli->session.zone, &cli->arena);
	cli_print(cli, tr("would save: %s  %s\n"), line.word, line.text);
	return EXIT_FINE;
}

int
call_written(struct call *c, enum session_outcome outcome,
	     const struct action *act, const struct record *written,
	     struct refused why, struct err *err)
{
	struct cli *cli = c->cli;

	call_warn(cli);
	if (cli->session.passed_over)
		cli_say(cli, session_passed_over(&cli->session, &cli->arena));
	switch (outcome) {
	case SESSION_SAVED:
		return saved(c, written);
	case SESSION_FAILED_OVER:
		cli_say(cli, err->text[0] ? err->text
					  : tr("Warning: the journal could not "
					       "be written; the entry is in a "
					       "new one."));
		return saved(c, written);
	case SESSION_REFUSED:
		return cli_refused(cli, why, act);
	case SESSION_WAITING:
	case SESSION_NOT_SAVED:
		break;
	}
	if (err->kind == ERR_NONE)
		err->kind = ERR_WRITE;
	return cli_fail(cli, err);
}

/* A command does what it was told, but it says so. */
void
call_warn_personal(struct call *c, const struct action *act)
{
	enum personal kind = action_personal(act, NULL);

	if (kind != PERSONAL_NONE)
		cli_say(c->cli, say_fill(&c->cli->arena, tr("Warning: %1"),
					 say_personal(kind), NULL, NULL));
}

int
call_write(struct call *c, const struct action *act)
{
	struct record *written = NULL;
	struct refused why = {REFUSED_NOT, NULL, NULL};
	struct err err = {0};
	enum session_outcome outcome =
		session_act(&c->cli->session, act, &written, &why, &err);

	/* Whatever it was that could not be done, it was not written. */
	if (outcome == SESSION_NOT_SAVED && err.kind != ERR_NOT_FOUND &&
	    err.kind != ERR_BUSY)
		err.kind = ERR_WRITE;
	return call_written(c, outcome, act, written, why, &err);
}

int
call_named(struct call *c)
{
	if (!call_by(c))
		return cli_usage(c->cli, "%s",
				 tr("Nobody is named: say who acts with "
				    "--by=WHO, $DRAAIBOEK_USER or a line "
				    "'user: WHO' in config.yaml."));
	return EXIT_FINE;
}

int
call_open_to_write(struct call *c)
{
	int status = call_open(c, NULL);

	return status == EXIT_FINE ? call_named(c) : status;
}

int
call_act(struct call *c, const struct action *act)
{
	call_warn_personal(c, act);
	return call_has(c, OPT_DRY_RUN) ? call_try(c, act) : call_write(c, act);
}

int
cmd_write(struct call *c)
{
	struct action act = {0};
	int status = call_open_to_write(c);

	if (status != EXIT_FINE)
		return status;
	if (!fill(c, &act))
		return EXIT_USAGE;
	return call_act(c, &act);
}
