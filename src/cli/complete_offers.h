/*
 * What the program knows that a word of a command line can become: ids, names
 * and fixed words, each printed on a line of its own; cli/complete*.c only.
 */
#ifndef CLI_COMPLETE_OFFERS_H
#define CLI_COMPLETE_OFFERS_H

#include <stdbool.h>

struct call;

/* One completion. */
struct asked {
	struct call *call; /* of the line that is completed */
	const char *begin; /* of the word */
	unsigned
		open; /* 0 not tried, 1 there is an incident, 2 there is none */
};

/* Prints it where it begins as the word does; NULL: nothing. */
void offer(struct asked *q, const char *word);
/* "yes|no|TEXT", cut at `between`: those in small letters stand for themselves. */
void offer_each(struct asked *q, const char *words, const char *between);
void offer_incidents(struct asked *q);
void offer_playbooks(struct asked *q);
/* First words; behind `first` the second ones of commands that have two. */
void offer_commands(struct asked *q, const char *first);
/*
 * What a word of a synopsis ("ROLE") or an option ("--tlp") stands for; false:
 * only the person can know.
 */
bool offer_source(struct asked *q, const char *word);

#endif
