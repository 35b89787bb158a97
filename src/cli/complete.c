#include "cli/complete.h"

#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/complete_offers.h"

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

			if (!offer_source(q, name))
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
