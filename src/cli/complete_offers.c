/* What the program knows that a word of a command line can become. */
#include <string.h>

#include "app/improvements.h"
#include "cli/cli.h"
#include "cli/cmd_exercise.h"
#include "cli/complete_offers.h"
#include "core/exercise.h"
#include "core/playbook.h"
#include "core/record.h"
#include "core/registers.h"
#include "core/status.h"

#define LAST_ENTRIES 20

void
offer(struct asked *q, const char *word)
{
	if (word != NULL && strncmp(word, q->begin, strlen(q->begin)) == 0)
		cli_print(q->call->cli, "%s\n", word);
}

/* "yes|no|TEXT": those in small letters stand for themselves. */
void
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

void
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

void
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

static bool
is_standard(const char *role)
{
	const char *one;

	for (unsigned i = 0; (one = role_standard(i)) != NULL; i++)
		if (strcmp(one, role) == 0)
			return true;
	return false;
}

/* Those of the open playbooks too. */
static void
offer_roles(struct asked *q)
{
	const char *role;

	const struct status *st;

	for (unsigned i = 0; (role = role_standard(i)) != NULL; i++)
		offer(q, role);
	st = status_of(q);
	for (unsigned i = 0; st != NULL && i < st->role_count; i++)
		if (!is_standard(st->roles[i].role))
			offer(q, st->roles[i].role);
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

/* What a body may still say something of. */
static void
offer_unratified(struct asked *q)
{
	const struct incident *in = &q->call->cli->session.incident;
	unsigned count = 0;
	const struct ratification *rows =
		status_of(q) != NULL
			? ratifications(in, false, &q->call->cli->arena, &count)
			: NULL;

	for (unsigned i = 0; i < count; i++)
		offer(q, rows[i].id);
}

static void
offer_entries(struct asked *q, bool (*wanted)(const struct record *))
{
	const struct incident *in = &q->call->cli->session.incident;

	if (status_of(q) == NULL)
		return;
	for (size_t i = 0; i < in->log_count; i++)
		if (wanted(in->log[i].record))
			offer(q, in->log[i].record->id);
}

/* Only one of the reports is about an entry. */
static void
offer_reported(struct asked *q)
{
	if (strcmp(q->call->words[0], "decision") == 0)
		offer_entries(q, record_decides);
	else
		offer_incidents(q);
}

/* By far most corrections are of what was typed just now. */
static void
offer_last_entries(struct asked *q)
{
	const struct incident *in = &q->call->cli->session.incident;
	size_t count = status_of(q) != NULL ? in->log_count : 0;

	for (size_t i = count > LAST_ENTRIES ? count - LAST_ENTRIES : 0;
	     i < count; i++)
		offer(q, in->log[i].record->id);
}

static void
offer_models(struct asked *q)
{
	offer_files(q, FILE_MODEL, FILE_MODEL);
}

static void
offer_documents(struct asked *q)
{
	const struct map *documents = &q->call->cli->session.incident.documents;

	if (status_of(q) == NULL)
		return;
	for (size_t i = 0; i < documents->count; i++)
		offer(q, documents->entries[i].key);
}

static void
offer_registers(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->register_count; i++)
		offer(q, st->registers[i].definition->id);
}

/* The register that the first word of the line names. */
static const struct register_state *
register_of_call(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->register_count; i++)
		if (strcmp(st->registers[i].definition->id,
			   q->call->words[0]) == 0)
			return &st->registers[i];
	return NULL;
}

static void
offer_rows(struct asked *q)
{
	const struct register_state *r = register_of_call(q);

	for (unsigned i = 0; r != NULL && i < r->row_count; i++)
		offer(q, r->rows[i].row);
}

static void
offer_columns(struct asked *q)
{
	const struct register_state *r = register_of_call(q);

	for (unsigned i = 0; r != NULL && i < r->definition->column_count; i++)
		offer(q, r->definition->columns[i].id);
}

static void
offer_ids(struct asked *q, const struct fact_value *values, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		offer(q, values[i].id);
	offer(q, "unknown");
}

static void
offer_cells(struct asked *q)
{
	const struct register_state *r = register_of_call(q);

	for (unsigned i = 0; r != NULL && i < r->definition->column_count;
	     i++) {
		const struct register_column *c = &r->definition->columns[i];

		if (strcmp(c->id, q->call->words[2]) == 0)
			offer_ids(q, c->values, c->value_count);
	}
}

static void
offer_values(struct asked *q)
{
	const struct status *st = status_of(q);

	for (unsigned i = 0; st != NULL && i < st->fact_count; i++) {
		const struct fact *f = st->facts[i].definition;

		if (f == NULL || strcmp(f->id, q->call->words[0]) != 0)
			continue;
		if (f->type == FACT_YES_NO_UNKNOWN) {
			offer(q, "yes");
			offer(q, "no");
		}
		offer_ids(q, f->values, f->value_count);
	}
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
void
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

/*
 * A word in capitals of a synopsis, or of an option's argument; where it means
 * something else behind one command, that row stands in front.
 */
static const struct {
	const char *word;
	void (*offer)(struct asked *q);
	const char *command; /* NULL: behind any */
} sources[] = {
	{"ID", offer_unratified, "ratify"},
	{"ID", offer_reported, "report"},
	{"ID", offer_last_entries, "correct"},
	{"VALUE", offer_cells, "row"},
	{"INCIDENT", offer_incidents, NULL},
	{"PLAYBOOK", offer_playbooks, NULL},
	{"ROLE", offer_roles, NULL},
	{"ITEM", offer_items, NULL},
	{"STEP", offer_steps, NULL},
	{"CHOICE", offer_choices, NULL},
	{"ID", offer_inbox, NULL},
	{"FACT", offer_facts, NULL},
	{"DEADLINE", offer_deadlines, NULL},
	{"CONTACT", offer_contacts, NULL},
	{"NAME", offer_contacts, NULL},
	{"COMMAND", offer_command_names, NULL},
	{"KIND", offer_kinds, NULL},
	{"SCENARIO", offer_scenarios, NULL},
	{"EXERCISE", offer_exercises, NULL},
	{"INJECT", offer_injects, NULL},
	{"QUESTION", offer_questions, NULL},
	{"ROUND", offer_rounds, NULL},
	{"IMPROVEMENT", offer_improvements, NULL},
	{"MODEL", offer_models, NULL},
	{"DOCUMENT", offer_documents, NULL},
	{"REGISTER", offer_registers, NULL},
	{"ROW", offer_rows, NULL},
	{"COLUMN", offer_columns, NULL},
	{"VALUE", offer_values, NULL},
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
	{"0-4", "0 1 2 3 4"},
};

static bool
is_behind(const struct asked *q, const char *command)
{
	const struct command *c = q->call->command;

	return command == NULL || (c != NULL && strcmp(c->name, command) == 0);
}

bool
offer_source(struct asked *q, const char *word)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(sources[i].word, word) == 0 &&
		    is_behind(q, sources[i].command)) {
			sources[i].offer(q);
			return true;
		}
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (strcmp(fixed[i].word, word) == 0) {
			offer_each(q, fixed[i].values, " ");
			return true;
		}
	return false;
}
