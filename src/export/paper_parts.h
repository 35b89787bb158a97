/* What the files of an exercise on paper share; export/paper*.c only. */
#ifndef EXPORT_PAPER_PARTS_H
#define EXPORT_PAPER_PARTS_H

#include "core/exercise.h"
#include "core/library.h"
#include "export/paper.h"
#include "export/report.h"

#define PAPER_TIME "__:__"

struct paper {
	const struct paper_ground *g;
	const struct exercise *e;
	struct report *r;
	struct arena *a;
};

/* "0:10  22:50"; "by hand"; "in round Monday". */
const char *paper_when(struct paper *p, const struct inject *in);
const char *paper_receivers(struct paper *p, const struct inject *in);
/* Line by line: a report's texts are one line each. */
void paper_text(struct paper *p, const char *label, const char *text);
/* EXERCISE, behind what a player gets. */
void paper_end(struct paper *p);
/* The roles that receive anything, in the order of the format. */
const char **paper_roles(struct paper *p, unsigned *count);
bool paper_is_for(const struct inject *in, const char *role);
/* "What is expected, within 20m" */
const char *paper_expected(struct paper *p, const struct expectation *x);

void paper_add_cards(struct paper *p);
void paper_add_clock(struct paper *p);
void paper_add_evaluator(struct paper *p);
void paper_add_players(struct paper *p);

#endif
