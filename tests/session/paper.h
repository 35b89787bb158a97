/* Documents on a desk in memory: their texts, and the one that is shown. */
#ifndef TESTS_SESSION_PAPER_H
#define TESTS_SESSION_PAPER_H

#include "session/desk.h"

/* What the program adds to an ACT_DOCUMENT before it is decided. */
void paper_prepare(struct fake_desk *d, struct action *act);
/* What it adds to an ACT_SEAL; gives the picture of that seal. */
const char *paper_seal(struct fake_desk *d, struct action *act);
/* The document `id` becomes the one that is shown; NULL: the same again. */
void paper_show(struct fake_desk *d, const char *id);

#endif
