#include "cli/complete.h"

#include <string.h>
#include <unistd.h>

#include "app/improvements.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "core/exercise.h"
#include "core/playbook.h"
#include "core/record.h"
#include "core/status.h"

/* One completion. */
struct asked {
	struct call *call; /* of the line that is completed */
	const char *begin; /* of the word */
	unsigned
		open; /* 0 not tried, 1 there is an incident, 2 there is none */
};

static void
offer(struct asked *q, const char *word)
{
	if (word != NULL && strncmp(word, q->begin, strlen(q->begin)) == 0)
		cli_print(q->call->cli, "%s\n", word);
}

/* "yes|no|TEXT": those in small letters stand for themselves. */
static void
offer_each(struct asked *q, const char *words, const char *between)
{
	struct arena *a = &q->call->cli->arena;

	while (*words != '\0') {
		size_t len = strcspn(words, between);

		if (len > 0 && !(words[0] >= 'A' && words[0] <= 'Z'))
			offer(q, arena_strndup(a, words, len));
		words += len;
		words += strspn(words, between);
	}
}

/* --- what the program knows */

static const struct status *
status_of(struct asked *q)
{
	struct session *s = &q->call->cli->session;

	if (q->open == 0)
		q->open = call_open(q->call, NULL) == EXIT_FINE ? 1 : 2;
	return q->open == 1 ? status_at(&s->incident, &s->library, paths_now(),
					&q->call->cli->arena)
			    : NULL;
}

static void
offer_incidents(struct asked *q)
{
	struct incident_places places;

	folder_list(&q->call->cli->session.paths, &q->call->cli->arena, &places,
		    NULL);
	for (size_t i = 0; i < places.count; i++)
		offer(q, places.places[i].id8);
}

/* Each id once, whatever its languages. */
static void
offer_files(struct asked *q, enum file_kind from, enum file_kind to)
{
	const struct shelf *shelf = session_shelf(&q->call->cli->session);
	const char *last = "";

	for (size_t i = 0; i < shelf->count; i++) {
		const struct file_header *h = &shelf->entries[i].head;

		if (h->kind < from || h->kind > to || strcmp(h->id, last) == 0)
			continue;
		offer(q, h->id);
		last = h->id;
	}
}

static void
offer_playbooks(struct asked *q)
{
	offer_files(q, FILE_NONE, FILE_QUIZ);
}

static void
offer_scenarios(struct asked *q)
{
	offer_files(q, FILE_EXERCISE, FILE_EXERCISE);
}

static void
offer_exercises(struct asked *q)
{
	struct incident_places places;

	folder_list(&q->call->cli->session.paths, &q->call->cli->arena, &places,
		    NULL);
	for (size_t i = 0; i < places.count; i++)
		if (strcmp(places.places[i].mode, "exercise") == 0)
			offer(q, places.places[i].id8);
}

/* The exercise that is meant, as it stands; NULL: there is none. */
static const struct exercise_run *
exercise_of_call(struct asked *q)
{
	return exercise_open(q->call, NULL) == EXIT_FINE
		       ? session_exercise(&q->call->cli->session, paths_now())
		       : NULL;
}

static void
offer_injects(struct asked *q)
{
	const struct exercise_run *run = exercise_of_call(q);

	for (unsigned i = 0; run != NULL && i < run->inject_count; i++)
		offer(q, run->injects[i].id);
}

static void
offer_questions(struct asked *q)
{
	const struct exercise_run *run = exercise_of_call(q);

	for (unsigned i = 0; run != NULL && i < run->exercise->question_count;
	     i++)
		offer(q, run->exercise->questions[i].id);
}

static void
offer_rounds(struct asked *q)
{
	const struct exercise_run *run = exercise_of_call(q);

	for (unsigned i = 0; run != NULL && i < run->exercise->round_count; i++)
		offer(q, run->exercise->rounds[i].id);
}

static void
offer_improvements(struct asked *q)
{
	struct cli *cli = q->call->cli;
	size_t count;
	const struct agreed *rows =
		session_improvements(&cli->session, &cli->arena, &count);

	for (size_t i = 0; i < count; i++)
		offer(q, rows[i].what.id);
}

static void
offer_roles(struct asked *q)
{
	const char *role;

	for (unsigned i = 0; (role = role_standard(i)) != NULL; i++)
		offer(q, role);
}

/* The numbers of items, or of steps, that the role sees now. */
static void
offer_work(struct asked *q, bool items)
{
	const struct status *st = status_of(q);
	const char *role = call_role(q->call);
	struct arena *a = &q->call->cli->arena;

	for (unsigned i = 0; st != NULL && i < st->role_count; i++) {
		const struct status_role *r = &st->roles[i];

		if (role != NULL && strcmp(role, r->role) != 0)
			continue;
		for (unsigned k = 0; k < r->current_count; k++) {
			const struct status_step *step = &r->current[k];

			if (!items)
				offer(q, step->ref->step->id);
			for (unsigned n = 0; items && n < step->item_count; n++)
				offer(q, arena_printf(a, "%u.%u",
						      step->ref->index + 1,
						      n + 1));
		}
	}
}

static void
offer_choices(struct asked *q)
{
	const struct status *st = status_of(q);
	const char *step = q->call->word_count > 1 ? q->call->words[0] : "";

	for (unsigned i = 0; st != NULL && i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].current_count; k++) {
			const struct step *s =
				st->roles[i].current[k].ref->step;

			if (strcmp(s->id, step) != 0)
				continue;
			for (unsigned n = 0; n < step_choices(s); n++)
				offer(q, step_choice(s, n)->id);
			return;
		}
}

static void
offer_inbox(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->role_count; i++)
		for (unsigned k = 0; k < st->roles[i].inbox_count; k++)
			offer(q, st->roles[i].inbox[k]->id);
}

static void
offer_facts(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->fact_count; i++)
		offer(q, st->facts[i].fact);
}

static void
offer_deadlines(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->deadline_count; i++)
		offer(q, st->deadlines[i].definition->id);
}

static void
offer_contacts(struct asked *q)
{
	struct session *s = &q->call->cli->session;

	if (status_of(q) == NULL)
		return;
	session_load_contacts(s);
	for (unsigned i = 0; i < s->library.directory_count; i++)
		for (unsigned k = 0;
		     k < s->library.directories[i]->organisation_count; k++)
			offer(q,
			      s->library.directories[i]->organisations[k].id);
}

static void
offer_kinds(struct asked *q)
{
	for (int i = 0; i < RECORD_KINDS; i++)
		if (i != RECORD_OTHER)
			offer(q, record_kind_name((enum record_kind)i));
}

/* Whether a command in front of this one has the same first word. */
static bool
is_again(const struct command *c, size_t word)
{
	for (const struct command *other = commands; other < c; other++)
		if (strncmp(other->name, c->name, word) == 0 &&
		    (other->name[word] == ' ' || other->name[word] == '\0'))
			return true;
	return false;
}

/* First words, and second ones of commands that have two. */
static void
offer_commands(struct asked *q, const char *first)
{
	size_t len = strlen(first);
	struct arena *a = &q->call->cli->arena;

	for (const struct command *c = commands; c->name != NULL; c++) {
		size_t word = strcspn(c->name, " ");

		if (len == 0 && !is_again(c, word))
			offer(q, arena_strndup(a, c->name, word));
		else if (word == len && strncmp(c->name, first, len) == 0 &&
			 c->name[word] == ' ')
			offer(q, c->name + word + 1);
	}
}

/* --- which of them */

static void
offer_items(struct asked *q)
{
	offer_work(q, true);
}

static void
offer_steps(struct asked *q)
{
	offer_work(q, false);
}

static void
offer_command_names(struct asked *q)
{
	offer_commands(q, "");
}

/* A word in capitals of a synopsis, or of an option's argument. */
static const struct {
	const char *word;
	void (*offer)(struct asked *q);
} sources[] = {
	{"INCIDENT", offer_incidents},
	{"PLAYBOOK", offer_playbooks},
	{"ROLE", offer_roles},
	{"ITEM", offer_items},
	{"STEP", offer_steps},
	{"CHOICE", offer_choices},
	{"ID", offer_inbox},
	{"FACT", offer_facts},
	{"DEADLINE", offer_deadlines},
	{"CONTACT", offer_contacts},
	{"NAME", offer_contacts},
	{"COMMAND", offer_command_names},
	{"KIND", offer_kinds},
	{"SCENARIO", offer_scenarios},
	{"EXERCISE", offer_exercises},
	{"INJECT", offer_injects},
	{"QUESTION", offer_questions},
	{"ROUND", offer_rounds},
	{"IMPROVEMENT", offer_improvements},
};

/* The words of options and of synopses that say no more than a name. */
static const struct {
	const char *word;
	const char *values;
} fixed[] = {
	{"--ui", "auto curses plain"},
	{"--lang", "en nl"},
	{"--color", "auto always never"},
	{"--theme", "auto light dark mono projector"},
	{"--via", "phone in-person paper"},
	{"--state",
	 "done not-applicable not-possible later somebody-else open"},
	{"--certainty", "seen told assumed"},
	{"--bound", "least most about"},
	{"--outcome", "reached voicemail no-answer"},
	{"--tlp", "red amber+strict amber green clear"},
	{"ACT", "start first-sent met not-applicable correct"},
};

static void
offer_source(struct asked *q, const char *word)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(sources[i].word, word) == 0)
			sources[i].offer(q);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (strcmp(fixed[i].word, word) == 0)
			offer_each(q, fixed[i].values, " ");
}

/* "[INCIDENT|FILE]", "yes|no|TEXT". */
static void
offer_synopsis(struct asked *q, const char *word, size_t len)
{
	struct arena *a = &q->call->cli->arena;
	const char *end = word + len;

	while (word < end) {
		size_t part = strcspn(word, "|[]. ");

		if (word + part > end)
			part = (size_t)(end - word);
		if (part > 0) {
			const char *name = arena_strndup(a, word, part);

			offer_source(q, name);
			offer_each(q, name, "|");
		}
		word += part + 1;
	}
}

/* The word's place among those of the command; the last one may be repeated. */
static void
offer_word(struct asked *q, const char *synopsis, unsigned place)
{
	while (*synopsis != '\0') {
		size_t len = strcspn(synopsis, " ");

		if (place == 0 ||
		    (synopsis[len] == '\0' && strstr(synopsis, "...") != NULL))
			offer_synopsis(q, synopsis, len);
		if (place-- == 0)
			return;
		synopsis += len;
		synopsis += strspn(synopsis, " ");
	}
}

static void
offer_options(struct asked *q)
{
	const struct command *command = q->call->command;

	for (int i = 0; i < OPTIONS; i++)
		if (option_is_taken(i, command != NULL ? command->options : 0))
			offer(q, arena_printf(&q->call->cli->arena, "--%s%s",
					      option_rows[i].name,
					      option_rows[i].argument != NULL
						      ? "="
						      : ""));
}

/* The option that waits for a value in the next word: its row, or -1. */
static int
waiting_option(const char *word)
{
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->argument == NULL || word[0] != '-')
			continue;
		if (word[1] == '-' ? strcmp(word + 2, row->name) == 0
				   : word[1] == row->letter && word[2] == '\0')
			return i;
	}
	return -1;
}

static void
offer_value(struct asked *q, int option)
{
	const struct option_row *row = &option_rows[option];
	struct arena *a = &q->call->cli->arena;

	if (option == OPT_INCIDENT)
		offer_incidents(q);
	else if (option == OPT_PLAYBOOK)
		offer_playbooks(q);
	else
		offer_source(q, arena_printf(a, "--%s", row->name));
	offer_source(q, row->argument);
}

/* The options that were typed count: -C, -i, -r. */
static bool
read_typed(struct call *typed, const char *const *words, unsigned count)
{
	struct err err;

	if (!options_read(words, count, &typed->cli->arena, &typed->options,
			  &typed->words, &typed->word_count, &err) ||
	    !options_check_words(typed->words, typed->word_count, &err))
		return false;
	if (typed->word_count > 0 && !cli_command(typed, &err))
		typed->command = NULL;
	/* A folder that is not there would be made. */
	return !call_has(typed, OPT_ROOT) ||
	       access(call_option(typed, OPT_ROOT), X_OK) == 0;
}

void
complete(struct call *c, const char *const *words, unsigned count)
{
	struct call typed = {.cli = c->cli};
	struct asked q = {.call = &typed,
			  .begin = count > 0 ? words[count - 1] : ""};
	unsigned before = count > 0 ? count - 1 : 0;
	int option = before > 0 ? waiting_option(words[before - 1]) : -1;

	if (!read_typed(&typed, words, option < 0 ? before : before - 1) ||
	    call_session(&typed) != EXIT_FINE)
		return;
	typed.cli->quiet = true;
	if (option >= 0)
		offer_value(&q, option);
	else if (q.begin[0] == '-')
		offer_options(&q);
	else if (typed.command == NULL && typed.word_count == 0)
		offer_commands(&q, "");
	else if (typed.command != NULL) {
		if (typed.word_count == 0)
			offer_commands(&q, typed.command->name);
		offer_word(&q, typed.command->words, typed.word_count);
	} else if (typed.word_count == 1) {
		offer_commands(&q, typed.words[0]);
	}
}
