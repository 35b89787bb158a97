/*
 * Document models, filled in: CommonMark with {{placeholders}} becomes a text
 * that people send (format: draaiboek-playbook(5)).  Pure: what is known comes
 * in with struct model_world, in the document's own language.
 *
 * A value is data: it is escaped so that it can neither begin a heading, a
 * link or a table of its own nor be taken for another placeholder.  What is
 * not known and has no words is shouted, [NEXT UPDATE AT ?], and a text that
 * shouts is neither approved nor released.
 */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct fact_standing;
struct incident;
struct library;
struct model_header;
struct record;
struct zone;

#define MODEL_TEXT_MOST ((size_t)256 << 10) /* bytes of a filled text */

struct model { /* of a library: one language variant */
	const struct model_header *header;
	const char *body;
};

/* The program's own words in a document, in the document's language. */
struct model_words {
	const char *yes, *no, *unknown;
	const char *least, *most, *about; /* with %1 for the number */
	const char *thousands;            /* between groups of three digits */
	const char *days[7];              /* Sunday first */
	const char *months[12];
	const char *clock;  /* %1: 14:05 */
	const char *moment; /* %1: the date, %2: the clock */
	const char *severities[5];
	const char *phases[4];  /* none, municipal, provincial, federal */
	const char *exercise;   /* stands at head and foot of an exercise's */
	const char *not_public; /* %1: what may not stand in a public text */
	const char *name, *phone, *email, *website, *hours;
	const char *title;             /* of the incident */
	const char *organisation_name; /* what is missing without one */
	/* What a contact is called; NULL: by its name, else its id. */
	const char *(*contact)(const char *id, const struct library *lib,
			       struct arena *a);
};

struct model_given { /* a value that somebody hands in beside the incident */
	const char *name, *value;
};

/* What a text is filled in from. */
struct model_world {
	const struct incident *in; /* NULL: only what is given */
	const struct library *lib; /* in the document's language */
	const struct zone *zone;   /* of the incident */
	const struct model_words *say;
	int64_t now;
	const char *title;   /* of the incident, "" where it has none */
	const char *words;   /* heron-lamp; NULL: none */
	const char *version; /* of the program */
	const struct model_given *given;
	unsigned given_count;
};

enum model_use_kind {
	MODEL_USE_FACT,
	MODEL_USE_INCIDENT,
	MODEL_USE_ORGANISATION,
	MODEL_USE_CONTACT,
	MODEL_USE_REGISTER,
	MODEL_USE_UNKNOWN, /* a placeholder that means nothing */
};

/* One thing that a text says, each once, in the order of the text. */
struct model_use {
	enum model_use_kind kind;
	const char *name;  /* as between the braces */
	const char *label; /* what a person calls it */
	const char
		*shown; /* as it stands in the text, not escaped; NULL: gap */
	const struct fact_standing *standing; /* where it comes from; or NULL */
	bool worded;                          /* the fact's own `words` */
	bool contradiction; /* sources differ: counts as unknown */
	bool public;        /* may stand in a public text */
	bool forbidden;     /* … and this is one: kept out of it */
	bool gap;
};

/* A gap that the organisation's own file can fill for good. */
bool model_use_is_ours(const struct model_use *u);

struct model_promise {
	const char *title; /* next news */
	int64_t due;       /* ms */
	const char *shown; /* as it stands in the text */
};

struct model_filling {
	const char *text;
	struct model_use *uses;
	unsigned use_count;
	struct model_promise *promises;
	unsigned promise_count;
	unsigned gaps; /* places that shout, also those typed by hand */
	unsigned lost; /* promises of before whose hour is not said any more */
	bool too_long; /* cut at MODEL_TEXT_MOST */
};

/*
 * Fills in a body: a model's, or a text that was typed and may have
 * placeholders.  kept: promises of the text that was edited; those whose hour
 * it still says stay.
 */
void model_fill(const struct model *m, const struct model_world *w,
		const struct model_promise *kept, unsigned kept_count,
		struct arena *a, struct model_filling *out);

/*
 * The next [SOMETHING ?] of a text from `at` on, its length in *len; NULL:
 * nothing shouts any more.
 */
const char *model_gap(const char *at, size_t *len);
/* All of them as one line, "A, B"; NULL: none. */
const char *model_gaps_listed(const char *text, struct arena *a);

/* Whether a fact that a model uses was recorded after `since` (a line). */
bool model_is_behind(const struct model *m, const struct incident *in,
		     const struct record *since, struct arena *a);

/* --- shared by model*.c */

/* Appends a value so that it stays one piece of text. */
void model_escape(struct buf *out, const char *s);
/* "%1, %2" with its gaps filled. */
const char *model_pattern(struct arena *a, const char *pattern, const char *one,
			  const char *two);
const char *
model_moment(const struct model_world *w, int64_t at, struct arena *a);
/*
 * What a name means now: a row of use, its text and, where it is Markdown
 * already (a table), *markdown.
 */
struct model_use model_value(const struct model_world *w, const char *name,
			     struct arena *a, const char **markdown);
/* A fact's value as recorded or given; NULL: unknown. */
const char *model_fact(const struct model_world *w, const char *id);
/* [LABEL ?] */
const char *model_shout(struct arena *a, const char *label);

#endif
