/*
 * The program's sentences speak of an incident.  What somebody reads in an
 * exercise speaks of the exercise, and in an assessment or a quiz of the run:
 * one table of these, so that no caller asks which it is.
 */
#ifndef FRONT_SAY_IN_MODE_H
#define FRONT_SAY_IN_MODE_H

#include "core/incident.h"

/*
 * A text that was marked with N_(), translated: in the words of what is open,
 * NULL: nothing is.  One that the table does not have is only translated.
 */
const char *say_in_mode(const struct incident *in, const char *text);

#endif
