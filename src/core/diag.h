/*
 * Everything that can be wrong with a file: one table of id, level and text.
 * `FILE:LINE:COL: error: text [id]`.  A fixture in tests/playbooks/bad shows
 * each.  Texts are N_()-marked; %1 and %2 stand for the two names.
 */
#ifndef CORE_DIAG_H
#define CORE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "core/playbook.h"

enum diag_level { DIAG_ERROR, DIAG_WARNING };

/*
 * X(enum, "id", level, "text").  `make lint` compares with the fixtures.
 */
#define DIAG_TABLE(X) \
	/* reading: load/events */ \
	X(DIAG_UNREADABLE, "unreadable", ERROR, N_("cannot be read: %1")) \
	X(DIAG_EMPTY, "empty-file", ERROR, N_("the file is empty")) \
	X(DIAG_TOO_LARGE, "too-large", ERROR, N_("the file is larger than 1 MiB")) \
	X(DIAG_NOT_UTF8, "not-utf-8", ERROR, N_("the file is not UTF-8 without BOM")) \
	X(DIAG_TOO_DEEP, "too-deep", ERROR, N_("more than 16 levels deep")) \
	X(DIAG_TOO_MANY_PARTS, "too-many-parts", ERROR, N_("more keys and values than this program reads")) \
	X(DIAG_MORE, "more-findings", ERROR, N_("there are more findings in this file")) \
	X(DIAG_SYNTAX, "syntax", ERROR, N_("YAML cannot read this: %1")) \
	X(DIAG_QUOTES, "quotes-needed", ERROR, N_("YAML cannot read this text: put quotes around it")) \
	X(DIAG_UNCLOSED, "unclosed-quotes", ERROR, N_("the quotes that begin here do not end")) \
	X(DIAG_TAB, "tab", ERROR, N_("a tab stands where spaces are needed")) \
	X(DIAG_SECOND_DOCUMENT, "second-document", ERROR, N_("a second document in the file")) \
	X(DIAG_ANCHOR, "anchor", ERROR, N_("anchors, aliases, tags and merge keys are not allowed")) \
	X(DIAG_UNSAFE_CHARACTER, "unsafe-character", ERROR, N_("a character that cannot be shown safely: %1")) \
	X(DIAG_UNKNOWN_KEY, "unknown-key", ERROR, N_("unknown key '%1'")) \
	X(DIAG_DUPLICATE_KEY, "duplicate-key", ERROR, N_("the key '%1' stands here twice")) \
	X(DIAG_MISSING_KEY, "missing-key", ERROR, N_("the key '%1' is missing")) \
	X(DIAG_NO_VALUE_GIVEN, "empty-value", ERROR, N_("'%1' has no value")) \
	X(DIAG_NOT_TEXT, "not-a-text", ERROR, N_("'%1' must be a text")) \
	X(DIAG_NOT_LIST, "not-a-list", ERROR, N_("'%1' must be a list")) \
	X(DIAG_NOT_MAP, "not-keys", ERROR, N_("keys and values must stand here")) \
	X(DIAG_VALUE, "wrong-value", ERROR, N_("'%1' is not one of: %2")) \
	X(DIAG_YES_NO, "yes-or-no", ERROR, N_("'%1' must be yes or no")) \
	X(DIAG_DURATION, "duration", ERROR, N_("'%1' is no duration: a whole number and m, h, d or mo")) \
	X(DIAG_NUMBER, "number", ERROR, N_("'%1' is no whole number (%2)")) \
	X(DIAG_DATE, "date", ERROR, N_("'%1' is no date: year-month-day")) \
	X(DIAG_LANGUAGE, "language", ERROR, N_("'%1' is no language: two or three small letters")) \
	X(DIAG_ID, "id", ERROR, N_("'%1' is no id: a small letter, then small letters, digits and hyphens, at most 64")) \
	X(DIAG_RESERVED_ID, "reserved-id", ERROR, N_("the id '%1' is reserved")) \
	X(DIAG_VERSION, "format-version", ERROR, N_("format version '%1': this program reads version 1")) \
	X(DIAG_HEADER_ORDER, "header-order", ERROR, N_("the header key '%1' must stand before '%2'")) \
	X(DIAG_HEADER, "header", ERROR, N_("a listing cannot read the header: its keys stand in the first 4096 bytes, each on a line of its own")) \
	X(DIAG_COMMENT, "comment-after-text", WARNING, N_("this text ends at the '#': put quotes around it if that is not meant")) \
	/* meaning: core/check */ \
	X(DIAG_DUPLICATE_ID, "duplicate-id", ERROR, N_("the id '%1' is used twice")) \
	X(DIAG_DUPLICATE_CODE, "duplicate-code", ERROR, N_("the code '%1' is also that of %2")) \
	X(DIAG_CODE, "code", ERROR, N_("a code is two or three capitals, not '%1'")) \
	X(DIAG_NO_STEP, "unknown-step", ERROR, N_("there is no step '%1'")) \
	X(DIAG_NO_ITEM, "unknown-item", ERROR, N_("there is no item '%1'")) \
	X(DIAG_NO_CHOICE, "unknown-choice", ERROR, N_("there is no choice '%1'")) \
	X(DIAG_NO_ROLE, "unknown-role", ERROR, N_("there is no role '%1'")) \
	X(DIAG_NO_PLAYBOOK, "unknown-playbook", ERROR, N_("there is no playbook '%1'")) \
	X(DIAG_NO_FACT, "unknown-fact", ERROR, N_("there is no fact '%1'")) \
	X(DIAG_NO_VALUE, "unknown-value", ERROR, N_("'%1' is no value of the fact '%2'")) \
	X(DIAG_NO_DEADLINE, "unknown-deadline", ERROR, N_("there is no deadline '%1'")) \
	X(DIAG_NO_CONTACT, "unknown-contact", ERROR, N_("there is no contact '%1'")) \
	X(DIAG_NO_DOCUMENT, "unknown-document", ERROR, N_("there is no document '%1'")) \
	X(DIAG_NO_REGISTER, "unknown-register", ERROR, N_("there is no register '%1'")) \
	X(DIAG_NO_COLUMN, "unknown-column", ERROR, N_("there is no column '%1' for numbers")) \
	X(DIAG_NO_SIGN, "unknown-sign", ERROR, N_("there is no sign '%1'")) \
	X(DIAG_NO_SECTION, "unknown-section", ERROR, N_("there is no section '%1'")) \
	X(DIAG_NO_PLACE, "unknown-place", ERROR, N_("there is no place '%1'")) \
	X(DIAG_NO_INJECT, "unknown-inject", ERROR, N_("there is no inject '%1'")) \
	X(DIAG_NO_OBJECTIVE, "unknown-objective", ERROR, N_("there is no objective '%1'")) \
	X(DIAG_NO_ROUND, "unknown-round", ERROR, N_("there is no round '%1'")) \
	X(DIAG_NO_PERSON, "unknown-person", ERROR, N_("there is no person '%1'")) \
	X(DIAG_UNREACHABLE, "unreachable-step", ERROR, N_("nothing leads to the step '%1'")) \
	X(DIAG_NO_END, "no-way-to-end", ERROR, N_("no way leads from the step '%1' to the end")) \
	X(DIAG_NEEDS_CIRCLE, "needs-circle", ERROR, N_("a circle of needs: %1")) \
	X(DIAG_SAME_AS_CIRCLE, "same-as-circle", ERROR, N_("a circle of same-as: %1")) \
	X(DIAG_SAME_AS_ROWS, "same-as-rows", ERROR, N_("the item '%1' is not ticked for the rows of the same register: they cannot be one")) \
	X(DIAG_PASSED_CIRCLE, "passed-circle", WARNING, N_("a circle of steps that can all be passed over: %1")) \
	X(DIAG_ROLE_MISSING, "missing-role", ERROR, N_("the role '%1' is missing")) \
	X(DIAG_ROLE_ANY, "role-any", ERROR, N_("a file of this kind has one role 'any'")) \
	X(DIAG_NOT_ALLOWED, "not-allowed", ERROR, N_("'%1' is not allowed in a file of kind %2")) \
	X(DIAG_TOO_MANY_ITEMS, "too-many-items", ERROR, N_("more than 9 items")) \
	X(DIAG_TOO_MANY_FIRST, "too-many-first", ERROR, N_("more than 5 first actions")) \
	X(DIAG_CHOICE_COUNT, "choice-count", ERROR, N_("a question has 2 to 6 choices")) \
	X(DIAG_QUESTION_MISSING, "question-missing", ERROR, N_("choices without a question")) \
	X(DIAG_CHOICES_MISSING, "choices-missing", ERROR, N_("a question without choices")) \
	X(DIAG_TOO_LONG, "too-long", ERROR, N_("'%1' is longer than %2 bytes")) \
	X(DIAG_TOO_MUCH, "too-much", ERROR, N_("'%1' has more than %2 entries")) \
	X(DIAG_IS_OR_NOT, "is-or-not", ERROR, N_("a condition has either 'is' or 'not'")) \
	X(DIAG_EXCLUDED, "never-together", ERROR, N_("these conditions about '%1' never hold together")) \
	X(DIAG_FACT_DIFFERS, "fact-differs", ERROR, N_("the fact '%1' has another type or values in %2")) \
	X(DIAG_NAME_TAKEN, "name-taken", ERROR, N_("the id '%1' is already that of a deadline or fact in %2")) \
	X(DIAG_CLOSED_CIRCLE, "closed-circle", ERROR, N_("the playbook '%1' is of a closed circle and cannot be opened inside another")) \
	X(DIAG_FROM_TYPE, "from-type", ERROR, N_("the fact '%1' is not of type time")) \
	X(DIAG_AS_IF_UNKNOWN, "as-if-unknown", ERROR, N_("as-if leads to another unknown choice")) \
	X(DIAG_ONLY_UNKNOWN, "only-for-unknown", ERROR, N_("'%1' belongs to an unknown choice")) \
	X(DIAG_VARIANT_DIFFERS, "variant-differs", ERROR, N_("differs from %2: %1")) \
	X(DIAG_TIME_BEYOND, "time-beyond", ERROR, N_("the time %1 is beyond the duration")) \
	X(DIAG_LISTED_TWICE, "listed-twice", ERROR, N_("'%1' stands in this list twice")) \
	X(DIAG_NO_TIME, "no-time", ERROR, N_("within %1 leaves no time: leave 'within' out, or write at least 1m")) \
	X(DIAG_NEVER_WITHIN, "within-of-never", ERROR, N_("'within' means nothing under 'never': that must not happen during the whole exercise")) \
	X(DIAG_INJECT_TIME, "inject-time", ERROR, N_("an inject has 'at', 'after' or 'manual: yes'")) \
	X(DIAG_INJECT_CIRCLE, "inject-circle", ERROR, N_("a circle of injects: %1")) \
	X(DIAG_NOBODY, "nobody-receives", ERROR, N_("nobody receives the inject '%1'")) \
	X(DIAG_EXPECTED_NEVER, "expected-and-never", ERROR, N_("'%1' is expected, and must never happen (inject '%2')")) \
	X(DIAG_NO_WAY_TO, "no-way-to-expected", ERROR, N_("no way leads to the step '%1' by the choices that are expected")) \
	X(DIAG_TWO_CHOICES, "two-choices-expected", ERROR, N_("of one step both '%1' and '%2' are expected, and it is decided once")) \
	X(DIAG_BEGINS, "begins", ERROR, N_("'%1' is no moment: write friday 22:40 or 22:40")) \
	X(DIAG_SEVERAL_TARGETS, "several-targets", ERROR, N_("an expectation has one of: %1")) \
	X(DIAG_PLACEHOLDER, "placeholder", ERROR, N_("the placeholder '%1' means nothing")) \
	X(DIAG_NOT_PUBLIC, "not-public", ERROR, N_("the fact '%1' is not public and cannot stand in a public text")) \
	X(DIAG_AFTER_CIRCLE, "after-circle", ERROR, N_("the deadline '%1' waits for itself")) \
	X(DIAG_NO_SCORE, "no-score", ERROR, N_("the choice '%1' has no score")) \
	X(DIAG_NO_HIGHEST, "no-highest", ERROR, N_("no choice of this question scores")) \
	X(DIAG_NO_ADVICE, "no-advice", WARNING, N_("the question has no advice for a low answer")) \
	X(DIAG_NO_UNKNOWN, "no-unknown-choice", WARNING, N_("a decision without an 'I don't know'")) \
	X(DIAG_MANY_ITEMS, "many-items", WARNING, N_("more than 7 items")) \
	X(DIAG_ITEM_LONG, "item-long", WARNING, N_("an item of more than 70 characters")) \
	X(DIAG_LABEL_LONG, "label-long", WARNING, N_("a label of more than 60 characters")) \
	X(DIAG_SENTENCE_LONG, "sentence-long", WARNING, N_("a sentence of more than 20 words")) \
	X(DIAG_NOT_80X24, "not-80x24", WARNING, N_("the step does not fit 80x24 (lines too many: %1)")) \
	X(DIAG_NO_SOURCES, "no-sources", WARNING, N_("no sources are named")) \
	X(DIAG_SOURCE_OLD, "source-old", WARNING, N_("checked over 12 months ago: %1")) \
	X(DIAG_NO_WORDS, "no-words", WARNING, N_("the public fact '%1' has no words for a public text")) \
	X(DIAG_WITHIN_BEYOND, "within-beyond", WARNING, N_("within %1 lies behind the end of the exercise, so nobody can be late: make 'within' shorter, or the exercise longer")) \
	X(DIAG_LEGAL_TYPED, "legal-deadline", WARNING, N_("the legal deadline '%1' belongs in a law file"))

enum diag_id {
#define DIAG_ENUM(name, id, level, text) name,
	DIAG_TABLE(DIAG_ENUM)
#undef DIAG_ENUM
	DIAGS
};

struct diag {
	enum diag_id id;
	const char *file;
	struct place place;
	const char *name;    /* %1, NULL: none */
	const char *other;   /* %2 */
	const char *nearest; /* "did you mean", NULL: none */
	struct place other_place; /* of the other variant or definition; line 0: none */
	const char *other_file;
};

struct diag_list {
	struct arena *arena;
	struct diag *diags;
	unsigned count;
	unsigned errors, warnings;
};

const char *diag_id_name(enum diag_id id);  /* "unknown-key" */
enum diag_level diag_level_of(enum diag_id id);
const char *diag_text(enum diag_id id);     /* the msgid */

/* Adds one; the strings are copied into the list's arena. */
void diag_add(struct diag_list *list, const struct diag *d);
/* By file, line, column; the same finding at one place stays once. */
void diag_sort(struct diag_list *list);

#endif
