/*
 * An exercise on paper: cards to hand over, sheets to write on.  Made of a
 * scenario alone, as a report; the word EXERCISE stands at both ends of
 * everything that goes to players.
 */
#ifndef EXPORT_PAPER_H
#define EXPORT_PAPER_H

#include <stdint.h>

struct arena;
struct exercise;
struct library;
struct report;
struct zone;

enum paper_kind {
	PAPER_CARDS,     /* one a page: what a player hears or reads */
	PAPER_EVALUATOR, /* a role a page: what is expected, to tick and score */
	PAPER_CLOCK,     /* for who leads: all injects by their time */
	PAPER_PLAYERS,   /* a role a page: the rules, and a log to fill in */
	PAPER_KINDS
};
/* "cards"; PAPER_KINDS: no such word. */
const char *paper_kind_name(enum paper_kind kind);
enum paper_kind paper_kind_of(const char *name);

struct paper_ground {
	const struct exercise *exercise;
	const struct library *library; /* for the names of steps */
	const struct zone *zone;
	int64_t begins; /* what time it is in the scenario at its beginning */
};

struct report *paper_make(enum paper_kind kind, const struct paper_ground *g,
			  struct arena *a);

#endif
