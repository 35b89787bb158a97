/* What the sentences of the timeline are made from; front/ only. */
#ifndef FRONT_LINE_H
#define FRONT_LINE_H

#include "front/say.h"

struct line {
	const struct record *r;
	const struct incident *in; /* NULL: names of entries stay ids */
	const struct library *lib; /* NULL: numbers and titles stay ids */
	const struct zone *z;
	struct arena *a;
};

/*
 * An hour as it was meant when the line was written: where it still lay ahead
 * then, whatever the clock of an exercise did since.
 */
const char *line_hour(const struct line *l, int64_t moment);
/* ... that somebody typed, in whole minutes. */
const char *line_typed_hour(const struct line *l, int64_t moment);
/* The word and the text of the kinds that each file knows. */
const char *line_word(const struct record *r);
const char *line_of_step(const struct line *l);
const char *line_of_team(const struct line *l);
const char *line_of_journal(const struct line *l);

/* "text: reason", or text alone. */
const char *
line_with(const struct line *l, const char *text, const char *reason);
/* "3 Isolate the systems", as far as it is known. */
const char *
line_step(const struct line *l, const char *path, const char *title);
/* Whether the line was written in another language than the files are in. */
bool line_is_foreign(const struct line *l, const char *step);
/* A choice in the reader's files. */
const struct choice *line_find_choice(const struct line *l, const char *step,
				      const char *choice);
/* The label of a choice, where its own words are in another language. */
const char *line_choice(const struct line *l, const char *step,
			const char *choice, const char *label);
const char *line_item(const struct line *l, const char *path, const char *text);
/* Without its number. */
const char *line_item_text(const struct line *l, const char *path,
			   const char *text);
/* The entry that `of` names, as "#12345 its text". */
const char *line_entry(const struct line *l, const char *id);

#endif
