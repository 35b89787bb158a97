/* What the curses screens can do by a key, the line mode can do by a word. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plain/words.h"
#include "ui/keys.h"

/*
 * The word for what a key does.  Moving about is answering and reading on in
 * a dialogue; a command line by name is what every line is.
 */
static const char *
word_for(enum verb verb)
{
	switch (verb) {
	case VERB_ALERTS:
		return "alerts";
	case VERB_TICK:
		return "yes";
	case VERB_OPEN:
	case VERB_LETTER:
		return "decide";
	case VERB_OTHER:
		return "other";
	case VERB_NOTE:
		return "note";
	case VERB_EVIDENCE:
		return "evidence";
	case VERB_WHO:
		return "who";
	case VERB_UNDO:
		return "undo";
	case VERB_WHY:
		return "how";
	case VERB_STEP:
	case VERB_READ_ON:
	case VERB_READ_BACK:
		return "step";
	case VERB_BOARD:
		return "board";
	case VERB_TIMELINE:
		return "timeline";
	case VERB_DEADLINES:
		return "deadlines";
	case VERB_CONTACTS:
		return "contacts";
	case VERB_CALLS:
		return "calls";
	case VERB_REGISTERS:
		return "registers";
	case VERB_MESSAGES:
		return "messages";
	case VERB_FACTS:
		return "facts";
	case VERB_MAP:
	case VERB_QUESTIONS:
		return "map";
	case VERB_REPORT:
		return "report";
	case VERB_RESULT:
		return "result";
	case VERB_PAUSE:
		return "pause";
	case VERB_DEBRIEF:
		return "debrief";
	case VERB_REAL:
		return "real-life";
	case VERB_ROLES:
	case VERB_NEXT_ROLE:
	case VERB_PREVIOUS_ROLE:
		return "role";
	case VERB_UP:
	case VERB_DOWN:
	case VERB_FIRST:
	case VERB_LAST:
		return "list";
	case VERB_PAGE_UP:
	case VERB_PAGE_DOWN:
	case VERB_SEARCH_NEXT:
	case VERB_SEARCH_PREVIOUS:
		return "more";
	case VERB_SEARCH:
		return "find";
	case VERB_COMMAND:
	case VERB_HELP:
		return "help";
	case VERB_PRINT:
		return "print";
	case VERB_REPAINT:
		return "repeat";
	case VERB_CLOSE:
		return "leave";
	case VERB_NONE:
	case VERBS:
		break;
	}
	return NULL;
}

static bool
there_is(const char *wanted, char *letter)
{
	const char *word;

	for (unsigned i = 0; (word = plain_word(i, letter)); i++)
		if (strcmp(word, wanted) == 0)
			return true;
	return false;
}

static void
every_key_of_the_screens_has_a_word(void **state)
{
	char letter;

	(void)state;
	assert_true(key_row_count > 0);
	for (size_t i = 0; i < key_row_count; i++) {
		const char *word = word_for(key_rows[i].verb);

		if (!word || !there_is(word, &letter))
			fail_msg("no word for the key of \"%s\"",
				 key_rows[i].label);
	}
}

/* The letters of what is looked at and written are learned once. */
static void
the_letters_are_the_keys(void **state)
{
	static const enum verb same[] = {
		VERB_OTHER,     VERB_NOTE,     VERB_WHO,   VERB_UNDO,
		VERB_WHY,       VERB_STEP,     VERB_BOARD, VERB_TIMELINE,
		VERB_DEADLINES, VERB_CONTACTS, VERB_FACTS, VERB_MAP,
		VERB_EVIDENCE,  VERB_SEARCH,   VERB_PRINT, VERB_CLOSE,
		VERB_HELP,
	};
	char letter;

	(void)state;
	for (size_t i = 0; i < key_row_count; i++)
		for (size_t k = 0; k < sizeof(same) / sizeof(*same); k++) {
			if (key_rows[i].verb != same[k])
				continue;
			assert_true(there_is(word_for(same[k]), &letter));
			/* Beside another one where that key was taken. */
			if ((uint32_t)letter != key_rows[i].keys[0] &&
			    (uint32_t)letter != key_rows[i].keys[1])
				fail_msg("%s has the letter %c",
					 word_for(same[k]), letter);
		}
}

static void
no_letter_means_two_words(void **state)
{
	char letter, other;
	const char *word;

	(void)state;
	for (unsigned i = 0; (word = plain_word(i, &letter)); i++)
		for (unsigned k = 0; k < i && letter; k++) {
			(void)plain_word(k, &other);
			if (letter == other)
				fail_msg("%s has the letter of another word",
					 word);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_of_the_screens_has_a_word),
		cmocka_unit_test(the_letters_are_the_keys),
		cmocka_unit_test(no_letter_means_two_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
